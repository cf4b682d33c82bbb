"""The marked copy: each record is highlighted where it is displayed, on pages of any rotation."""

import io

import pytest

from soc2parse.export.marked import to_marked_pdf
from tests.made_reports import a_test, made, source

pypdf = pytest.importorskip("pypdf")
pypdfium2 = pytest.importorskip("pypdfium2")
BLUE = (0xCF, 0xE8, 0xFF)


def blank(rotation=0, crop=None, script=False):
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(612, 792)
    if crop:
        page.cropbox = pypdf.generic.RectangleObject(crop)
    page.rotate(rotation)
    if script:
        writer.add_annotation(0, pypdf.annotations.Link(rect=(0, 0, 99, 99), url="http://evil.example"))
        page[pypdf.generic.NameObject("/AA")] = pypdf.generic.DictionaryObject()
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def one_place(box):
    place = source(1, "No exceptions noted.") | {"bbox": box}
    empty = {"controls": [], "cuecs": [], "subservice_organizations": [], "auditor": None, "opinion": None}
    empty |= {"assertion": None, "service_organization": None, "period": {"start": None, "end": None}}
    return made(testing_results=[a_test("AC-01", sources=[place])], **empty)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (36, 72, 576, 720)])
def test_the_highlight_stands_where_the_words_are_displayed(rotation, crop):
    marked = to_marked_pdf(one_place([100.0, 50.0, 200.0, 70.0]), blank(rotation, crop))
    picture = pypdfium2.PdfDocument(marked)[0].render(scale=1).to_pil().convert("RGB")
    blue = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if max(abs(a - b) for a, b in zip(picture.getpixel((x, y)), BLUE, strict=True)) < 12
    ]
    assert (min(x for x, _ in blue), max(x for x, _ in blue)) == (pytest.approx(100, abs=2), pytest.approx(200, abs=2))
    assert (min(y for _, y in blue), max(y for _, y in blue)) == (pytest.approx(50, abs=2), pytest.approx(70, abs=2))


def test_the_note_says_what_was_read():
    reader = pypdf.PdfReader(io.BytesIO(to_marked_pdf(one_place([100.0, 50.0, 200.0, 70.0]), blank())))
    (note,) = (note.get_object() for note in reader.pages[0].annotations)
    assert note["/Contents"] == "Test of AC-01: no exception"
    assert note["/Subtype"] == "/Highlight"


def test_actions_of_the_file_are_not_copied():
    reader = pypdf.PdfReader(io.BytesIO(to_marked_pdf(one_place([1.0, 1.0, 9.0, 9.0]), blank(script=True))))
    assert [note.get_object()["/Subtype"] for note in reader.pages[0].annotations] == ["/Highlight"]
    assert "/AA" not in reader.pages[0]


def test_a_page_that_the_file_does_not_have_is_left_out():
    report = made()
    assert len(pypdf.PdfReader(io.BytesIO(to_marked_pdf(report, blank()))).pages) == 1


@pytest.mark.parametrize(("user", "password"), [("", None), ("open", "open")])
def test_a_locked_file_is_marked_with_its_password_and_the_copy_is_open(user, password):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(blank()))
    writer.encrypt(user, f"{user}-owner", algorithm="AES-256")
    locked = io.BytesIO()
    writer.write(locked)
    marked = to_marked_pdf(one_place([100.0, 50.0, 200.0, 70.0]), locked.getvalue(), password=password)
    assert not pypdf.PdfReader(io.BytesIO(marked)).is_encrypted
