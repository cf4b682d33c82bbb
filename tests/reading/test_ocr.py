"""Pages without usable text are read from their picture."""

import io
import shutil

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from soc2parse.reading.bands import find_bands
from soc2parse.reading.clearing import clear
from soc2parse.reading.engines import read_pages
from soc2parse.reading.gridlines import find_gridlines
from soc2parse.reading.leveling import find_slope, is_photograph, level
from soc2parse.reading.ocr import Ocr
from soc2parse.reading.page import Shade
from soc2parse.reading.piece import Gray
from soc2parse.reading.scanned import Scanned, legible, make_words

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


def layered(size):
    """A scan with the scanner's text in letters of this size under it."""
    (scan,) = scanned(printed)

    def page(paper):
        text = paper.beginText()
        text.setTextRenderMode(3)
        for number, row in enumerate(ROWS):
            text.setFont("Helvetica", size)
            text.setTextOrigin(60, 700 - 30 * number)
            text.textOut(row)
        scan(paper)
        paper.drawText(text)

    return page


@needs_tesseract
def test_a_scanners_text_that_runs_over_the_lines_is_read_anew(engine):
    page = read_pages(pdf(layered(46)), engine=engine).pages[0]
    assert texts(page) == " ".join(ROWS).split()
    assert {word.size for word in page.words} <= {10.5, 11.0, 11.5}
    assert page.ocr


@pytest.mark.parametrize("size", [11, 30])
def test_a_scanners_text_is_kept_where_nothing_reads_pictures(engine, monkeypatch, size):
    monkeypatch.setattr("soc2parse.reading.engines.find_ocr", lambda: None)
    page = read_pages(pdf(layered(size)), engine=engine).pages[0]
    assert (page.ocr, page.unreadable, page.words[0].size) == (True, None, size)


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

    monkeypatch.setattr("soc2parse.reading.engines.find_ocr", lambda: Ocr(fail))
    page = read_pages(pdf(*scanned(printed)), engine=engine).pages[0]
    assert (page.ocr, page.unreadable) == (False, "no_text")


def word(text, x0, bottom, height=7.2, line="1", sure=95.0):
    return Scanned(text, x0, bottom - height, x0 + 5 * len(text), bottom, line, sure)


@pytest.mark.parametrize(("sure", "count", "told"), [(96.0, 30, True), (28.0, 30, False), (28.0, 12, True)])
def test_words_that_no_reader_is_sure_of_are_not_legible(sure, count, told):
    unsure = [Scanned("ee", 0, 0, 10, 10, "1", sure + n % 3) for n in range(count)]
    assert legible(unsure) is told


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


@pytest.mark.parametrize("lean", [0.012, -0.005, 0.0])
def test_a_leaning_page_is_leveled(lean):
    picture = Image.new("L", (1700, 2200), 245)
    for line in range(20):
        for x in range(150, 1550):
            if x // 9 % 4:  # words
                top = 300 + 60 * line + round(lean * (x - 850))
                picture.paste(20, (x, top, x + 1, top + 18))
    gray = Gray(1700, 2200, 200 / 72, picture.tobytes())
    slope = find_slope(gray)
    assert slope == pytest.approx(lean, abs=0.0006)
    ink = [row for row in range(2200) if min(level(gray, slope).samples[row * 1700 : (row + 1) * 1700]) < 100]
    assert len(ink) <= 20 * 21


def test_an_empty_page_does_not_lean():
    assert find_slope(Gray(1700, 2200, 200 / 72, bytes([250]) * 1700 * 2200)) == 0.0


def test_white_letters_on_a_dark_band_become_black_on_white():
    picture = Image.new("L", (1000, 600), 235)
    picture.paste(70, (100, 100, 900, 150))
    picture.paste(228, (120, 115, 300, 130))  # a word of the header
    picture.paste(40, (120, 215, 300, 230))  # a word below
    gray = Gray(1000, 600, 200 / 72, picture.tobytes())
    cleared = Image.frombytes("L", (1000, 600), clear(gray, find_bands(gray)).samples)
    assert [cleared.getpixel(place) for place in ((200, 120), (200, 220))] == [pytest.approx(0, abs=30)] * 2
    assert [cleared.getpixel(place) for place in ((600, 125), (97, 125), (102, 125), (600, 300))] == [255] * 4


def test_a_dark_band_leaves_no_line_above_the_shaded_row_below_it():
    picture = Image.new("L", (1000, 600), 235)
    picture.paste(205, (100, 150, 900, 250))  # a row in light gray
    picture.paste(70, (100, 100, 900, 150))
    picture.paste(140, (100, 150, 900, 152))  # where the scan blurs the one into the other
    picture.paste(40, (120, 200, 300, 215))  # a word
    gray = Gray(1000, 600, 200 / 72, picture.tobytes())
    bands = (Shade(36, 36, 324, 54.2, 0x464646), Shade(36, 53.8, 324, 90, 0xCDCDCD))
    cleared = Image.frombytes("L", (1000, 600), clear(gray, bands).samples)
    assert cleared.crop((100, 140, 900, 190)).getextrema() == (255, 255)
    assert find_gridlines(Gray(1000, 600, 200 / 72, cleared.tobytes())) == ()


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
    lines = find_gridlines(clear(Gray(1000, 600, 200 / 72, picture.tobytes())))
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
        ("cC53", "CC5.3"),
        ("CC99", "CC99"),
        ("co-01", "CO-01"),
        ("HR-O5,", "HR-05,"),
        ("AC-1l", "AC-11"),
        ("top-10", "top-10"),
        ("Ill.", "III."),
        ("Al", "AI"),
        ("SEC-Cl-01", "SEC-CI-01"),
        ("Sec-al-01", "Sec-al-01"),
        ("Contro]", "Control"),
    ],
)
def test_identifiers_that_ocr_is_known_to_garble_are_mended(read, printed):
    assert [one.text for one in make_words([word(read, 10, 100)])] == [printed]


def line(*texts, sure=95.0, height=7.2):
    return [word(text, 10 + 40 * at, 100, height=height, sure=sure) for at, text in enumerate(texts)]


def test_a_bar_as_high_as_a_digit_is_a_digit_among_words():
    words = line("For", "|", "of", "20", "new", "hires")
    assert [one.text for one in make_words(words)] == ["For", "1", "of", "20", "new", "hires"]
    words[1] = word("|", 50, 102, height=12)
    assert [one.text for one in make_words(words)] == ["For", "of", "20", "new", "hires"]


def test_a_short_word_of_a_sentence_stays_however_unsure_it_is():
    words = line("For", "random", "sample")
    words.insert(1, word("a", 40, 100, height=5.2, sure=0.0))
    assert [one.text for one in make_words(words)] == ["For", "a", "random", "sample"]
    assert make_words([word("i", 40, 100, sure=10.0)]) == []


def test_a_bracket_that_closes_one_of_the_line_is_no_letter():
    assert [one.text for one in make_words(line("[see", "note]"))] == ["[see", "note]"]


def test_what_is_read_of_bullets_and_parted_criteria_is_mended():
    assert [one.text for one in make_words(line("e", "Inspected", "the", "log"))] == ["•", "Inspected", "the", "log"]
    assert [one.text for one in make_words(line("cc", "1.4"))] == ["CC", "1.4"]


def test_a_cover_photograph_is_told_from_a_table_with_shaded_rows():
    night = Image.linear_gradient("L").resize((1000, 600)).point(lambda level: level * 2 // 3)
    night.paste(255, (100, 100, 500, 250))  # the title's white box
    table = Image.new("L", (1000, 600), 240)
    table.paste(20, (0, 0, 1000, 60))
    for top in range(60, 600, 60):
        table.paste(205, (0, top, 1000, top + 30))
    found = [is_photograph(Gray(1000, 600, 200 / 72, picture.tobytes())) for picture in (night, table)]
    assert found == [True, False]


def ruled(*rows):
    """A level page with lines at these heights, each of pieces, in pixels of 200 dots per inch."""
    picture = Image.new("L", (1700, 2200), 255)
    for top, pieces in rows:
        for left, right in pieces:
            picture.paste(180, (left, top, right, top + 2))
    return Gray(1700, 2200, 200 / 72, picture.tobytes())


def test_pale_lines_of_which_a_scan_kept_pieces_are_whole_again():
    kept = (
        ((200, 500), (560, 900), (1050, 1500)),
        ((280, 700), (860, 1200), (1260, 1460)),
        ((240, 640), (700, 1300), (1400, 1500)),
    )
    lines = find_gridlines(ruled(*((400 + 90 * number, pieces) for number, pieces in enumerate(kept))))
    assert [(round(line.x0), round(line.x1)) for line in lines] == [(72, 540)] * 3


def test_short_lines_beside_each_other_stay_apart():
    signatures = ((200, 600), (1100, 1500))
    lines = find_gridlines(ruled((400, signatures), (800, signatures)))
    assert sorted((round(line.x0), round(line.x1)) for line in lines) == [(72, 216)] * 2 + [(396, 540)] * 2


def test_an_upright_line_stays_apart_where_a_row_has_one_cell():
    picture = Image.new("L", (1700, 2200), 255)
    for x in (200, 800, 1500):
        for top in (300, 600, 900, 1200):
            picture.paste(180, (x, top, x + 2, top + 230))
    lines = find_gridlines(Gray(1700, 2200, 200 / 72, picture.tobytes()))
    assert len(lines) == 12


def test_an_identifier_with_spaces_alone_on_its_line_ends_in_a_number():
    assert [one.text for one in make_words([word("HR", 10, 100), word("-", 25, 100), word("I.", 35, 100)])] == [
        "HR",
        "-",
        "1.",
    ]
    prose = [word("Part", 10, 100), word("I.", 35, 100)]
    assert [one.text for one in make_words(prose)] == ["Part", "I."]
