"""Pages without usable text are read from their picture."""

import io
import shutil

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from soc2parse.reading.bands import find_bands
from soc2parse.reading.engines import read_pages
from soc2parse.reading.gridlines import find_gridlines
from soc2parse.reading.piece import Gray
from soc2parse.reading.scanned import Scanned, level, make_words

from .drawing import pdf, texts

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract program")

ROWS = ("CC6.1 Access is reviewed every quarter.", "CC7.2 Alerts are handled by the team.", "No exceptions noted.")


def printed(paper):
    paper.setFont("Helvetica", 11)
    paper.setLineWidth(0.5)
    for number, row in enumerate(ROWS):
        paper.drawString(60, 700 - 30 * number, row)
        paper.rect(50, 690 - 30 * number, 400, 30)


def scanned(*draws, lean=0.0):
    """The drawings as pictures of 200 dots per inch, leaning by so many degrees."""
    import pymupdf

    pages = []
    for page in pymupdf.open(stream=pdf(*draws), filetype="pdf"):
        pixels = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
        picture = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
        data = io.BytesIO()
        picture.rotate(-lean, fillcolor=255, resample=Image.Resampling.BICUBIC).save(data, "JPEG", quality=80)
        pages.append(lambda paper, data=data: paper.drawImage(ImageReader(data), 0, 0, 600, 800))
    return pages


@needs_tesseract
@pytest.mark.parametrize("lean", [0.0, 0.7, -0.7])
def test_a_scan_gives_words_and_lines_where_the_printed_page_has_them(engine, lean):
    page = read_pages(pdf(*scanned(printed, lean=lean)), engine=engine).pages[0]
    truth = read_pages(pdf(printed), engine=engine).pages[0]
    assert (page.ocr, page.unreadable) == (True, None)
    assert texts(page) == texts(truth)
    for word, true in zip(page.words, truth.words, strict=True):
        assert word.box == pytest.approx(true.box, abs=3)
        assert word.size == pytest.approx(true.size, abs=1)
    assert len({round(word.baseline) for word in page.words}) == len(ROWS)
    assert len(page.rulings) == len(truth.rulings) == len(ROWS) + 1 + 2


@needs_tesseract
def test_a_printed_stamp_on_a_scan_is_kept_as_printed(engine):
    (scan,) = scanned(printed)
    stamp = "Issued to reader 41"
    page = read_pages(pdf(lambda paper: (scan(paper), paper.drawString(60, 30, stamp))), engine=engine).pages[0]
    assert page.ocr
    assert texts(page) == " ".join(ROWS).split() + stamp.split()


@needs_tesseract
def test_only_the_scanned_pages_of_a_mixed_file_are_read_by_ocr(engine):
    pages = read_pages(pdf(printed, *scanned(printed, printed), printed), engine=engine).pages
    assert [page.ocr for page in pages] == [False, True, True, False]
    assert all(texts(page) == texts(pages[0]) for page in pages)


def test_without_a_reader_of_pictures_the_page_stays_unreadable(engine, monkeypatch):
    monkeypatch.setattr("soc2parse.reading.engines.find_ocr", lambda: None)
    page = read_pages(pdf(*scanned(printed)), engine=engine).pages[0]
    assert (page.ocr, page.unreadable, page.words) == (False, "no_text", ())


def test_a_reader_of_pictures_that_fails_leaves_the_page_unreadable(engine, monkeypatch):
    def fail(_):
        raise OSError("no memory")

    monkeypatch.setattr("soc2parse.reading.engines.find_ocr", lambda: fail)
    page = read_pages(pdf(*scanned(printed)), engine=engine).pages[0]
    assert (page.ocr, page.unreadable) == (False, "no_text")


def word(text, x0, bottom, height=7.2, line="1", sure=95.0):
    return Scanned(text, x0, bottom - height, x0 + 5 * len(text), bottom, line, sure)


def test_bars_and_specks_are_no_words():
    found = [word("|", 10, 100), word("[", 20, 100), word("Result", 30, 100), word(".", 90, 100, sure=4.0)]
    assert [one.text for one in make_words(found)] == ["Result"]


def test_bars_that_touch_a_word_leave_it():
    assert [one.text for one in make_words([word("|CC6.1|", 10, 100)])] == ["CC6.1"]


def test_words_of_a_line_stand_on_one_baseline_in_one_size():
    found = [
        word("Access", 10, 100.0),  # ascender: 0.72 of 10 points
        word("run", 60, 100.0, height=5.2),  # x-height
        word("gap", 90, 102.1, height=7.3),  # descender
    ]
    words = make_words(found)
    assert {one.size for one in words} == {10.0}
    assert {round(one.baseline, 1) for one in words} == {100.0}


def test_a_leaning_page_is_leveled():
    lines = [
        word(text, x, 100 + 20 * line + 0.012 * x, line=str(line))
        for line in range(4)
        for text, x in (("Area", 20), ("Bar", 400))
    ]
    leveled, slope = level(lines, 600, 800)
    assert slope == pytest.approx(0.012, abs=0.0005)
    for line in range(4):
        assert len({round(one.bottom, 1) for one in leveled if one.line == str(line)}) == 1


def test_light_gray_borders_of_a_scan_are_lines_and_letters_are_not():
    picture = Image.new("L", (1000, 600), 245)
    for x in range(100, 900):
        for y in (100, 101, 300, 301):
            picture.putpixel((x, y), 200)
    for y in range(100, 300):
        picture.putpixel((100, y), 205)
        picture.putpixel((101, y), 205)
    for x in range(400, 425):
        picture.putpixel((x, 200), 0)  # as long as a letter's bar
    lines = find_gridlines(Gray(1000, 600, 200 / 72, picture.tobytes()))
    found = sorted((line.horizontal, line.x0, line.top, line.x1, line.bottom) for line in lines)
    assert [line[0] for line in found] == [False, True, True]
    expected = [(36, 36, 36, 108), (36, 36, 324, 36), (36, 108, 324, 108)]
    for line, edges in zip(found, expected, strict=True):
        assert line[1:] == pytest.approx(edges, abs=1)


def test_the_lines_of_a_scan_with_the_scanners_text_are_found_too(engine):
    (scan,) = scanned(printed)

    def with_layer(paper):
        scan(paper)
        text = paper.beginText()
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 11)
        for number, row in enumerate(ROWS):
            text.setTextOrigin(60, 700 - 30 * number)
            text.textOut(row)
        paper.drawText(text)

    page = read_pages(pdf(with_layer), engine=engine, ocr=False).pages[0]
    assert (page.ocr, page.unreadable, page.hidden) == (True, None, 0)
    assert texts(page) == " ".join(ROWS).split()
    assert len(page.rulings) == len(ROWS) + 1 + 2


def test_a_header_band_and_a_stripe_of_a_scan_are_shades():
    picture = Image.new("L", (1000, 600), 250)
    picture.paste(60, (100, 100, 900, 150))
    picture.paste(238, (100, 200, 900, 280))
    picture.paste(20, (150, 230, 260, 236))  # letters on the stripe
    found = find_bands(Gray(1000, 600, 200 / 72, picture.tobytes()))
    boxes = sorted((shade.top, shade.bottom, shade.x0, shade.x1) for shade in found)
    assert len(boxes) == 2
    assert boxes[0] == pytest.approx((36, 54, 36, 324), abs=8)
    assert boxes[1] == pytest.approx((72, 101, 36, 324), abs=8)
    assert {shade.color >> 16 for shade in found} == {60, 238}


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Cc7.1", "CC7.1"),
        ("CCg9.2", "CC9.2"),
        ("CcO-02", "CO-02"),
        ("Cco-01", "CO-01"),
        ("Cc", "Cc"),
        ("CCM-1", "CCM-1"),
    ],
)
def test_identifiers_that_ocr_is_known_to_garble_are_mended(read, printed):
    assert [one.text for one in make_words([word(read, 10, 100)])] == [printed]
