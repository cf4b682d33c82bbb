"""What is no PDF, or locked, or damaged, is told in one line; what can be opened is opened."""

import contextlib
import hashlib
import io
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from soc2parse.errors import DamagedError, LimitError, LockedError, NotPdfError
from soc2parse.reading.engines import read_pages

from .drawing import pdf, texts


def hello(paper):
    paper.drawString(50, 700, "Independent service auditor's report")


WORDS = ["Independent", "service", "auditor's", "report"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 2000, "PNG"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"PK\x03\x04" + b"0" * 2000, "Office"),
        (b"Just some text" * 200, "not a PDF"),
    ],
)
def test_what_is_no_pdf_is_told_by_its_kind(data, told, engine):
    with pytest.raises(NotPdfError, match=told) as error:
        read_pages(data, engine=engine)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n" + bytes(range(256)) * 8])
def test_a_pdf_without_pages_is_damaged(data, engine):
    with pytest.raises(DamagedError) as error:
        read_pages(data, engine=engine)
    assert "\n" not in str(error.value)


def test_a_path_its_bytes_and_an_open_file_are_the_same(tmp_path, engine):
    data = pdf(hello)
    path = tmp_path / "acme.pdf"
    path.write_bytes(data)
    with path.open("rb") as file:
        from_file = read_pages(file, engine=engine)
    from_path, from_bytes = read_pages(str(path), engine=engine), read_pages(data, engine=engine)
    assert from_path == from_file == read_pages(path, engine=engine)
    assert from_path.pages == from_bytes.pages == read_pages(io.BytesIO(data), engine=engine).pages
    assert (from_path.file_name, from_bytes.file_name) == ("acme.pdf", "")
    assert from_bytes.sha256 == hashlib.sha256(data).hexdigest()
    assert texts(from_path.pages[0]) == WORDS


def test_a_missing_file_is_the_systems_own_error(tmp_path, engine):
    with pytest.raises(FileNotFoundError):
        read_pages(tmp_path / "none.pdf", engine=engine)


@pytest.mark.parametrize("strength", [40, 128])
def test_a_password_opens_and_a_wrong_one_does_not(engine, strength):
    data = pdf(hello, encrypt=StandardEncryption("reader", ownerPassword="owner", strength=strength))
    with pytest.raises(LockedError, match="needs a password"):
        read_pages(data, engine=engine)
    with pytest.raises(LockedError, match="wrong"):
        read_pages(data, engine=engine, password="guess")  # noqa: S106
    assert texts(read_pages(data, engine=engine, password="reader").pages[0]) == WORDS  # noqa: S106


def test_a_file_that_only_forbids_copying_opens(engine):
    data = pdf(hello, encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0))
    assert texts(read_pages(data, engine=engine).pages[0]) == WORDS


def test_more_pages_than_the_limit_are_refused(engine):
    data = pdf(hello, hello, hello)
    assert len(read_pages(data, engine=engine, max_pages=3).pages) == 3
    with pytest.raises(LimitError, match="limit of 2"):
        read_pages(data, engine=engine, max_pages=2)


def test_a_file_without_its_end_is_read_with_a_note_or_refused(engine):
    data = pdf(*[hello] * 20)
    try:
        pages = read_pages(data[: int(len(data) * 0.9)], engine=engine)
    except DamagedError:
        return
    assert pages.damage is not None


def test_a_broken_table_of_objects_is_repaired_and_told(engine):
    data = pdf(hello)
    start = data.rindex(b"startxref")
    pages = read_pages(data[:start] + b"startxref\n99999999\n%%EOF\n", engine=engine)
    assert texts(pages.pages[0]) == WORDS
    assert pages.damage is not None
    assert read_pages(data, engine=engine).damage is None


def test_bookmarks_are_titles_and_pages(engine):
    def chapter(title):
        def draw(paper):
            paper.bookmarkPage(title)
            paper.addOutlineEntry(title, title, 0)
            hello(paper)

        return draw

    data = pdf(chapter("Section I"), chapter("Section II"))
    assert read_pages(data, engine=engine).outline == (("Section I", 1), ("Section II", 2))


def test_engines_say_nothing_and_leave_nothing_changed(engine, capfd):
    import logging

    import pymupdf

    tools = pymupdf.TOOLS
    before = tools.unset_quad_corrections(), tools.mupdf_display_errors(), logging.getLogger("pdfminer").level
    data = pdf(hello)
    with contextlib.suppress(DamagedError):
        read_pages(data[:-300], engine=engine)
    after = tools.unset_quad_corrections(), tools.mupdf_display_errors(), logging.getLogger("pdfminer").level
    assert before == after
    assert capfd.readouterr() == ("", "")


def broken_contents(damage):
    import pymupdf

    document = pymupdf.open(stream=pdf(hello, hello, hello, hello), filetype="pdf")
    damage(document, document[1])
    damage(document, document[2])
    return document.tobytes()


def lose(document, page):
    document.xref_set_key(page.xref, "Contents", "9999 0 R")


def flip(document, page):
    (xref,) = page.get_contents()
    packed = bytearray(zlib.compress(page.read_contents() * 20))
    packed[2:20] = b"\x55" * 18
    document.update_stream(xref, bytes(packed), compress=0)
    document.xref_set_key(xref, "Filter", "/FlateDecode")


def zero(document, page):
    (xref,) = page.get_contents()
    document.update_stream(xref, b"BT ET" + bytes(4000) + b"BT ET", compress=0)


def exchange(document, page):
    """The tree of pages names a page's contents in its place."""
    (xref,) = page.get_contents()
    tree = document.xref_get_key(document.pdf_catalog(), "Pages")[1].split()[0]
    kids = document.xref_get_key(int(tree), "Kids")[1]
    document.xref_set_key(int(tree), "Kids", kids.replace(f"{page.xref} 0 R", f"{xref} 0 R"))


@pytest.mark.parametrize("damage", [lose, flip, zero])
def test_a_page_whose_contents_are_broken_is_told(engine, damage):
    """The engines take what they can't unpack for an empty page, and a control that stood there would be lost."""
    pages = read_pages(broken_contents(damage), engine=engine)
    assert pages.damage == "the contents of pages 2-3 are incomplete"
    assert texts(pages.pages[0]) == texts(pages.pages[3]) == WORDS


def test_another_object_in_a_pages_place_is_told():
    pages = read_pages(broken_contents(exchange), engine="mupdf")
    assert pages.damage == "the contents of pages 2-3 are incomplete"


def test_one_odd_operator_is_no_damage_and_several_are():
    import pymupdf

    for odd, damage in ((b"xyz ", None), (b"xyz q2q T*L ", "the contents of page 1 are incomplete")):
        document = pymupdf.open(stream=pdf(hello), filetype="pdf")
        (xref,) = document[0].get_contents()
        document.update_stream(xref, odd + document[0].read_contents())
        assert read_pages(document.tobytes(), engine="mupdf").damage == damage
