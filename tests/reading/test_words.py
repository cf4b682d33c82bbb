"""What stands on the page is read as a person reads it, by either engine."""

import pytest

from soc2parse.reading.engines import read_pages
from soc2parse.reading.piece import Piece, stand
from soc2parse.reading.words import make_words

from .drawing import pdf, texts

PROSE = "Inspected the access review of the quarter and noted that it was signed by the manager of the team."


def prose(paper, top=700, lines=6):
    for number in range(lines):
        paper.drawString(50, top - 14 * number, PROSE)


def test_words_have_the_box_of_their_fonts_line(read):
    page = read(lambda paper: paper.drawString(100, 700, "No exceptions noted."))
    assert texts(page) == ["No", "exceptions", "noted."]
    first = page.words[0]
    assert first.x0 == pytest.approx(100, abs=0.5)
    assert first.baseline == pytest.approx(100, abs=0.1)  # 800 high, baseline at 700 from below
    assert (first.top, first.bottom) == pytest.approx((92, 102), abs=0.1)
    assert {word.top for word in page.words} == {first.top}


def test_bold_and_italic_are_told_from_the_font(read):
    def draw(paper):
        for font, x in (("Helvetica-Bold", 50), ("Helvetica-Oblique", 150), ("Helvetica", 250)):
            paper.setFont(font, 10)
            paper.drawString(x, 700, "Result")

    assert [(word.bold, word.italic) for word in read(draw).words] == [(True, False), (False, True), (False, False)]


def test_a_footnote_mark_behind_a_year_is_a_word_of_its_own(read):
    def draw(paper):
        paper.drawString(50, 700, "March 31, 2020")
        end = 50 + paper.stringWidth("March 31, 2020", "Helvetica", 10)
        paper.setFont("Helvetica", 6)
        paper.drawString(end, 704, "1")
        paper.setFont("Helvetica", 10)
        paper.drawString(end + 8, 700, "to")

    words = read(draw).words
    assert [(word.text, word.raised) for word in words] == [
        ("March", False), ("31,", False), ("2020", False), ("1", True), ("to", False),
    ]  # fmt: skip


def test_a_browsers_footnote_mark_is_hardly_smaller_than_its_word(read):
    def draw(paper):
        paper.drawString(50, 700, "Deviation noted.")
        paper.setFont("Helvetica", 8.5)
        paper.drawString(50 + paper.stringWidth("Deviation noted.", "Helvetica", 10), 703.4, "2")

    assert [(word.text, word.raised) for word in read(draw).words][1:] == [("noted.", False), ("2", True)]


def test_a_print_styles_footnote_mark_is_nine_tenths_of_its_word_and_high_above_it(read):
    def draw(paper):
        paper.drawString(50, 700, "Deviation noted.")
        paper.setFont("Helvetica", 9)
        paper.drawString(50 + paper.stringWidth("Deviation noted.", "Helvetica", 10), 704.5, "2")

    assert [(word.text, word.raised) for word in read(draw).words][1:] == [("noted.", False), ("2", True)]


def test_a_footnote_mark_that_begins_its_note_is_raised(read):
    def draw(paper):
        paper.setFont("Helvetica", 5)
        paper.drawString(50, 704, "2")
        paper.setFont("Helvetica", 9)
        paper.drawString(53.5, 700, "The carve-out method was used.")

    words = read(draw).words
    assert (words[0].text, words[0].raised) == ("2", True)
    assert not any(word.raised for word in words[1:])


def test_an_ordinal_keeps_its_raised_letters(read):
    def draw(paper):
        paper.drawString(50, 700, "26")
        paper.setFont("Helvetica", 6)
        paper.drawString(50 + paper.stringWidth("26", "Helvetica", 10), 704, "th")
        paper.setFont("Helvetica", 10)
        paper.drawString(80, 700, "April")

    assert texts(read(draw)) == ["26th", "April"]


def test_a_superscript_digit_is_a_mark_and_no_part_of_the_number(read):
    words = read(lambda paper: paper.drawString(50, 700, "December 31, 2025¹ and 2024")).words
    assert [(word.text, word.raised) for word in words if word.text in ("2025", "1", "20251")] == [
        ("2025", False), ("1", True),
    ]  # fmt: skip


def test_letter_spaced_headings_are_words(read):
    def draw(paper):
        text = paper.beginText(50, 700)
        text.setCharSpace(6)
        text.textOut("SECTION FOUR")
        paper.drawText(text)
        prose(paper, 650)

    assert texts(read(draw))[:2] == ["SECTION", "FOUR"]


def test_letters_apart_by_spaces_are_a_word_too(read):
    def draw(paper):
        paper.drawString(50, 700, "S E C T I O N   I V")
        prose(paper, 650)

    assert texts(read(draw))[:2] == ["SECTION", "IV"]


def test_single_letters_in_columns_stay_apart(read):
    def draw(paper):
        for number, letter in enumerate("YNYXA"):
            paper.drawString(50 + 60 * number, 700, letter)

    assert texts(read(draw)) == list("YNYXA")


def test_bold_by_overprinting_is_one_word(read):
    def draw(paper):
        for shift in (0, 0.3, 0.6):
            paper.drawString(50 + shift, 700, "Exceptions noted")

    words = read(draw).words
    assert [(word.text, word.bold) for word in words] == [("Exceptions", True), ("noted", True)]


def test_bold_by_overprinting_each_letter_is_one_word(read):
    def draw(paper):
        x = 50.0
        for letter in "Result":
            for shift in (0, 0.25, 0.5):
                paper.drawString(x + shift, 700, letter)
            x += paper.stringWidth(letter, "Helvetica", 10)

    assert texts(read(draw)) == ["Result"]


def test_double_letters_stay_double(read):
    assert texts(read(lambda paper: paper.drawString(50, 700, "Illegally access all 11,000 rooms"))) == [
        "Illegally", "access", "all", "11,000", "rooms",
    ]  # fmt: skip


def test_pieces_of_a_word_in_two_fonts_are_one_word(read):
    def draw(paper):
        paper.setFont("Helvetica-Bold", 10)
        paper.drawString(50, 700, "CC6.1")
        paper.setFont("Helvetica", 10)
        paper.drawString(50 + paper.stringWidth("CC6.1", "Helvetica-Bold", 10), 700, "-03 reads")

    assert texts(read(draw)) == ["CC6.1-03", "reads"]


def test_a_diagonal_watermark_and_side_text_are_left_out(read):
    def draw(paper):
        prose(paper)
        paper.saveState()
        paper.translate(300, 650)
        paper.rotate(45)
        paper.setFont("Helvetica", 40)
        paper.drawString(-100, 0, "CONFIDENTIAL")
        paper.restoreState()
        paper.saveState()
        paper.translate(20, 300)
        paper.rotate(90)
        paper.drawString(0, 0, "issued to reader 41")
        paper.restoreState()

    page = read(draw)
    assert texts(page) == PROSE.split() * 6
    assert page.turned == 0


def test_a_large_pale_word_on_most_pages_is_a_watermark(engine):
    def draw(paper):
        paper.setFillGray(0.85)
        paper.setFont("Helvetica", 60)
        paper.drawString(60, 600, "DRAFT")
        paper.setFillGray(0)
        paper.setFont("Helvetica", 10)
        prose(paper)

    def title(paper):
        paper.setFillGray(0.7)
        paper.setFont("Helvetica", 40)
        paper.drawString(60, 600, "Report")

    pages = read_pages(pdf(title, draw, draw, draw, draw), engine=engine).pages
    assert texts(pages[0]) == ["Report"]
    assert all("DRAFT" not in texts(page) for page in pages[1:])


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_rotated_page_is_read_as_displayed(read, rotate):
    """The text is drawn so that it stands upright once the viewer has applied /Rotate."""

    def draw(paper):
        width, height = 600, 800
        paper.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[rotate])
        paper.rotate({90: 90, 180: 180, 270: -90}[rotate])
        paper.drawString(40, 500, PROSE)
        paper.rect(40, 300, 200, 50)

    page = read(draw, size=(600, 800) if rotate == 180 else (800, 600), rotate=rotate)  # as displayed
    assert (page.width, page.height) == ((600, 800) if rotate == 180 else (800, 600))
    assert texts(page) == PROSE.split()
    assert page.turned == 0
    assert page.words[0].x0 == pytest.approx(40, abs=1)
    assert page.words[0].baseline == pytest.approx(page.height - 500, abs=0.5)
    verticals = sorted(round(r.x0) for r in page.rulings if not r.horizontal)
    assert verticals == pytest.approx([40, 240], abs=1)


def test_a_landscape_table_drawn_sideways_is_turned_upright(read):
    def draw(paper):
        paper.translate(600, 0)
        paper.rotate(90)
        for number in range(6):
            paper.drawString(40, 500 - 14 * number, PROSE)
        paper.line(40, 510, 640, 510)

    page = read(draw)
    assert page.turned == 270  # text runs upwards: a quarter to the left
    assert (page.width, page.height) == (800, 600)
    assert texts(page) == PROSE.split() * 6
    assert page.words[0].x0 == pytest.approx(40, abs=1)
    assert page.words[0].baseline == pytest.approx(100, abs=0.5)
    (ruling,) = page.rulings
    assert ruling.horizontal
    assert (ruling.x0, ruling.top, ruling.x1) == pytest.approx((40, 90, 640), abs=1)


def test_a_title_page_is_not_turned_by_the_stamp_along_its_edge(read):
    def draw(paper):
        paper.setFont("Helvetica-Bold", 20)
        paper.drawString(100, 400, "Section II")
        paper.setFont("Helvetica", 6)
        paper.translate(580, 300)
        paper.rotate(90)
        paper.drawString(0, 0, "Downloaded by a reader under a non-disclosure agreement.")

    page = read(draw)
    assert page.turned == 0
    assert texts(page) == ["Section", "II"]


def test_words_outside_the_crop_box_are_not_on_the_page(engine):
    def draw(paper):
        paper.setCropBox((100, 100, 500, 700))
        paper.drawString(120, 600, "inside")
        paper.drawString(20, 20, "outside")

    page = read_pages(pdf(draw), engine=engine).pages[0]
    assert (page.width, page.height) == (400, 600)
    assert texts(page) == ["inside"]
    assert page.words[0].x0 == pytest.approx(20, abs=0.5)
    assert page.words[0].baseline == pytest.approx(100, abs=0.5)
    assert page.hidden == 1


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        (("TG\u00ad001", "carve\u00adout"), ["TG-001", "carve-out"]),  # the font calls its hyphen a soft one
        (("carve\u00adout",), ["carve-out"]),
        (("excep\u00adtions", "follow-up"), ["exceptions", "follow-up"]),  # it has a hyphen of its own
    ],
)
def test_a_soft_hyphen_is_printed_where_nothing_else_stands_for_hyphens(printed, read_as):
    words = [stand(text, 50.0 * at, 50.0 * at + 40, 100.0, 10.0, False, False) for at, text in enumerate(printed)]
    pieces = [Piece([word], 100.0, 0, False, 0, True) for word in words]
    assert [word.text for word in make_words(pieces)] == read_as
