"""What a reader of the page can't see is not among its words, and is counted."""

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from soc2parse.reading.engines import read_pages

from .drawing import pdf, texts

PROSE = "Inspected the access review of the quarter and noted that it was signed by the manager of the team."


def visible(paper):
    paper.setFillGray(0)
    paper.drawString(50, 500, "Deviations noted.")


def invisible(paper):
    paper.saveState()
    text = paper.beginText(50, 700)
    text.setTextRenderMode(3)
    text.textOut("No exceptions noted.")
    paper.drawText(text)
    paper.restoreState()


def white(paper):
    paper.setFillGray(1)
    paper.drawString(50, 700, "No exceptions noted.")


def off_the_page(paper):
    paper.drawString(50, 1200, "No exceptions noted.")


def tiny(paper):
    paper.setFont("Helvetica", 0.8)
    paper.drawString(50, 700, "No exceptions noted.")
    paper.setFont("Helvetica", 10)


def transparent(paper):
    paper.setFillAlpha(0)
    paper.drawString(50, 700, "No exceptions noted.")
    paper.setFillAlpha(1)


def under_a_white_area(paper):
    paper.drawString(50, 700, "No exceptions noted.")
    paper.setFillGray(1)
    paper.rect(40, 690, 200, 30, stroke=0, fill=1)


def under_a_black_bar(paper):
    paper.drawString(50, 700, "No exceptions noted.")
    paper.rect(40, 690, 200, 30, stroke=0, fill=1)


def in_the_colour_of_its_band(paper):
    paper.setFillColorRGB(0, 0, 0.5)
    paper.rect(40, 690, 200, 30, stroke=0, fill=1)
    paper.drawString(50, 700, "No exceptions noted.")


@pytest.mark.parametrize(
    "hide",
    [
        invisible,
        white,
        off_the_page,
        tiny,
        transparent,
        under_a_white_area,
        under_a_black_bar,
        in_the_colour_of_its_band,
    ],
)
def test_hidden_text_is_counted_and_left_out(read, hide):
    page = read(lambda paper: (hide(paper), visible(paper)))
    assert texts(page) == ["Deviations", "noted."]
    assert page.hidden == 3


def test_white_letters_on_a_dark_band_are_read(read):
    def draw(paper):
        paper.setFillColorRGB(0, 0, 0.5)
        paper.rect(40, 690, 200, 30, stroke=0, fill=1)
        white(paper)

    page = read(draw)
    assert texts(page) == ["No", "exceptions", "noted."]
    assert page.hidden == 0


def test_white_letters_on_a_dark_picture_are_read(read):
    def draw(paper):
        paper.drawImage(ImageReader(Image.new("RGB", (20, 20), "navy")), 40, 690, 200, 30)
        white(paper)

    assert texts(read(draw)) == ["No", "exceptions", "noted."]


def test_text_under_a_readers_highlighter_is_read(read):
    def draw(paper):
        visible(paper)
        paper.setFillColorRGB(1, 1, 0)
        paper.setFillAlpha(0.4)
        paper.rect(45, 495, 120, 15, stroke=0, fill=1)

    page = read(draw)
    assert texts(page) == ["Deviations", "noted."]
    assert page.hidden == 0


def test_a_row_painted_white_before_its_text_is_read(read):
    def draw(paper):
        for number in range(5):
            paper.setFillGray(1)
            paper.rect(40, 690 - 20 * number, 300, 20, stroke=0, fill=1)
            paper.setFillGray(0)
            paper.drawString(50, 695 - 20 * number, f"Row {number}")

    page = read(draw)
    assert len(page.words) == 10
    assert page.hidden == 0


def scan(paper):
    picture = Image.effect_noise((60, 80), 90)
    paper.drawImage(ImageReader(picture), 0, 0, 600, 800)


def test_a_picture_without_text_is_no_text(read):
    page = read(scan)
    assert page.unreadable == "no_text"
    assert page.words == ()


def test_a_picture_with_a_stamp_on_it_is_still_no_text(read):
    page = read(lambda paper: (scan(paper), paper.drawString(20, 20, "Issued to reader 41 - page 3")))
    assert page.unreadable == "no_text"


def test_a_title_page_with_a_photograph_behind_it_is_no_scan(read):
    def draw(paper):
        scan(paper)
        paper.setFont("Helvetica-Bold", 24)
        paper.drawString(100, 500, "Section IV")

    assert read(draw).unreadable is None


def test_a_diagram_under_its_title_is_no_scan(read):
    def draw(paper):
        paper.drawString(100, 750, "NETWORK DIAGRAM")
        paper.drawImage(ImageReader(Image.effect_noise((60, 80), 90)), 50, 200, 500, 400)

    assert read(draw).unreadable is None


def test_a_scanners_text_layer_is_read_as_ocr(read):
    def draw(paper):
        scan(paper)
        text = paper.beginText(50, 700)
        text.setTextRenderMode(3)
        for _ in range(5):
            text.textLine(PROSE)
        paper.drawText(text)

    page = read(draw)
    assert page.ocr
    assert page.unreadable is None
    assert texts(page) == PROSE.split() * 5


def test_an_empty_page_is_not_unreadable(read):
    page = read(lambda _paper: None)
    assert (page.words, page.unreadable) == ((), None)


def test_letters_shifted_by_their_font_are_garbled(read):
    """Fonts without a map to letters often come out shifted: "7KH FRQWUROV" for "The controls"."""
    shifted = "".join(chr(ord(c) - 29) if c != " " else c for c in PROSE)

    def draw(paper):
        for number in range(8):
            paper.drawString(50, 700 - 14 * number, shifted)

    assert read(draw).unreadable == "garbled"


def test_a_table_of_ids_and_names_is_not_garbled(read):
    def draw(paper):
        for number in range(40):
            paper.drawString(50, 700 - 14 * number, f"CC6.{number} AC-{number:02d} Yes N/A Daily Weekly")

    assert read(draw).unreadable is None


def test_a_matrix_of_identifiers_is_not_garbled(read):
    def draw(paper):
        for number in range(50):
            paper.drawString(
                50, 760 - 14 * number, f"CC{number % 9}.{number % 4} HR-{number} LGL-{number} SDLC-{number} PHY-3 TPM"
            )

    assert read(draw).unreadable is None


def test_what_form_fields_and_text_boxes_print_is_read(engine):
    import pymupdf

    document = pymupdf.open(stream=pdf(visible), filetype="pdf")
    page = document[0]
    page.add_freetext_annot(pymupdf.Rect(50, 50, 250, 70), "Signed in Denver", fontsize=10)
    widget = pymupdf.Widget()
    widget.rect = pymupdf.Rect(50, 100, 250, 120)
    widget.field_type = pymupdf.PDF_WIDGET_TYPE_TEXT
    widget.field_name = "date"
    widget.field_value = "March 3, 2026"
    page.add_widget(widget)
    read = read_pages(document.tobytes(), engine=engine).pages[0]
    assert read.noted
    lines = sorted(read.words, key=lambda word: (round(word.baseline / 10), word.x0))
    assert [word.text for word in lines] == ["Signed", "in", "Denver", "March", "3,", "2026", "Deviations", "noted."]


def test_links_and_highlights_are_no_notes_over_the_print(engine):
    import pymupdf

    document = pymupdf.open(stream=pdf(visible), filetype="pdf")
    page = document[0]
    page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(50, 50, 90, 60), "uri": "https://example.com"})
    page.add_highlight_annot(pymupdf.Rect(50, 100, 150, 110))
    assert not read_pages(document.tobytes(), engine=engine).pages[0].noted


def test_text_under_a_picture_of_the_page_is_the_scanners(read):
    def draw(paper):
        for number in range(5):
            paper.drawString(50, 700 - 14 * number, PROSE)
        scan(paper)

    page = read(draw)
    assert page.ocr
    assert texts(page) == PROSE.split() * 5


def test_text_on_a_picture_of_the_page_is_printed(read):
    def draw(paper):
        paper.drawImage(ImageReader(Image.new("RGB", (60, 80), "beige")), 0, 0, 600, 800)
        for number in range(5):
            paper.drawString(50, 700 - 14 * number, PROSE)

    page = read(draw)
    assert not page.ocr
    assert texts(page) == PROSE.split() * 5
    assert page.hidden == 0


def struck(paper, text, x, y, *, lift=2.6, longer=0.0):
    """A text with a line across it, so many points above its baseline."""
    paper.drawString(x, y, text)
    paper.line(x - longer, y + lift, x + paper.stringWidth(text, "Helvetica", 10) + longer, y + lift)


def test_words_that_a_line_strikes_out_are_counted_and_left_out(read):
    def draw(paper):
        struck(paper, "No exceptions noted.", 50, 700)
        paper.drawString(160, 700, "One form was signed late.")

    page = read(draw)
    assert texts(page) == "One form was signed late.".split()
    assert page.struck == 3


@pytest.mark.parametrize(
    ("lift", "longer"), [(-1.0, 0.0), (8.0, 0.0), (2.6, 40.0)], ids=["underline", "overline", "rule of a table"]
)
def test_a_line_that_strikes_nothing_out_leaves_the_words(read, lift, longer):
    page = read(lambda paper: struck(paper, "No exceptions noted.", 150, 700, lift=lift, longer=longer))
    assert page.struck == 0
    assert texts(page) == ["No", "exceptions", "noted."]
