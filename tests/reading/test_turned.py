"""Words printed sideways come back into their cells, whichever engine reads them; stamps along the edge do not."""

import pytest

from soc2parse.extract.matrix import marked
from soc2parse.layout.document import lay_out
from soc2parse.layout.element import Table
from soc2parse.layout.hyphens import words_of
from soc2parse.reading.engines import read_pages

from .drawing import pdf, texts

HEADS = ("CC6.1", "CC6.2", "CC6.3", "CC7.1", "CC7.2", "A1.1")
ROWS = {"AC-01": (0, 2), "AC-02": (1,), "AC-03": (3, 5), "AC-04": (4,)}
PAIRS = {(name, HEADS[at]) for name, places in ROWS.items() for at in places}


def sideways(paper, x, y, text, *, down=False):
    """A text that runs up the page from its foot at (x, y), or down it from its head there."""
    paper.saveState()
    paper.translate(x, y)
    paper.rotate(-90 if down else 90)
    paper.drawString(0, 0, text)
    paper.restoreState()


def matrix(paper, *, ruled=True, down=False, dark=False, pitch=30, heads=HEADS):
    """Controls down the rows, criteria printed sideways over narrow columns, a mark where they meet."""
    right = 120 + pitch * len(heads)
    if dark:
        paper.setFillGray(0.2)
        paper.rect(50, 660, right - 50, 60, stroke=0, fill=1)
        paper.setFillGray(1)
    paper.drawString(54, 664, "Control")
    for at, head in enumerate(heads):
        x = 120 + pitch * (at + 0.5)
        sideways(paper, x - 3 if down else x + 3, 712 if down else 664, head, down=down)
    paper.setFillGray(0)
    for row, (name, places) in enumerate(ROWS.items()):
        paper.drawString(54, 646 - 18 * row, name)
        for at in places:
            paper.drawCentredString(120 + pitch * (at + 0.5), 646 - 18 * row, "X")
    if ruled:
        for y in (720, *(660 - 18 * row for row in range(5))):
            paper.line(50, y, right, y)
        for x in (50, *(120 + pitch * at for at in range(len(heads) + 1))):
            paper.line(x, 720, x, 660 - 72)


def elements(*draws, engine):
    pages = read_pages(pdf(*draws), engine=engine, ocr=False).pages
    with words_of(pages):
        return lay_out(pages).elements


@pytest.mark.parametrize(
    "how", [{}, {"ruled": False}, {"down": True}, {"ruled": False, "down": True}, {"dark": True}, {"pitch": 14}]
)
def test_criteria_printed_sideways_head_the_marks_below_them(engine, how):
    found = marked(elements(lambda paper: matrix(paper, **how), engine=engine))
    assert {(name, criterion) for name, criterion, _ in found} == PAIRS


def test_many_heads_over_a_few_marks_do_not_turn_the_page(engine):
    heads = tuple(f"CC{series}.{number}" for series in (1, 2, 3, 5, 6, 7, 8, 9) for number in (1, 2, 3, 4))

    def draw(paper):
        matrix(paper, pitch=14, heads=heads)
        for row in range(6):
            paper.drawString(54, 560 - 14 * row, "IT-0")

    (page,) = read_pages(pdf(draw), engine=engine).pages
    assert page.turned == 0
    assert [word for word in texts(page) if word.startswith("CC")] == list(heads)


def test_a_head_on_two_sideways_lines_is_read_in_order(engine):
    def draw(paper):
        for x in (50, 140, 170, 200, 230):
            paper.line(x, 720, x, 600)
        for y in (720, 640, 620, 600):
            paper.line(50, y, 230, y)
        paper.drawString(54, 644, "Control")
        for at, (first, second) in enumerate(
            (("Processing", "integrity"), ("Confiden-", "tiality"), ("Avail-", "ability"))
        ):
            sideways(paper, 153 + 30 * at, 644, first)
            sideways(paper, 165 + 30 * at, 644, second)
        for row, name in enumerate(("AC-01", "AC-02")):
            paper.drawString(54, 626 - 20 * row, name)
            paper.drawString(152, 626 - 20 * row, "X")
        paper.drawString(54, 560, "An X shows the category: confidentiality, availability or processing integrity.")

    (table,) = [element for element in elements(draw, engine=engine) if isinstance(element, Table)]
    assert [cell.text for cell in table.rows[0].cells] == [
        "Control",
        "Processing integrity",
        "Confidentiality",
        "Availability",
    ]


def test_a_criterion_printed_sideways_beside_its_rows_stands_in_the_first_of_them(engine):
    def draw(paper):
        sideways(paper, 64, 640, "CC6.1")
        sideways(paper, 64, 590, "CC6.2")
        for x in (50, 70, 130, 400, 500):
            paper.line(x, 720, x, 580)
        for y in (720, 700, 620, 580):
            paper.line(50, y, 500, y)
        paper.line(70, 660, 500, 660)
        for x, text in ((74, "Control ID"), (134, "Control activity"), (404, "Test result")):
            paper.drawString(x, 706, text)
        for y, name in ((688, "AC-01"), (648, "AC-02"), (608, "AC-03")):
            paper.drawString(74, y, name)
            paper.drawString(134, y, "Access to the network is approved by its owner.")
            paper.drawString(404, y, "No exceptions")

    (table,) = [element for element in elements(draw, engine=engine) if isinstance(element, Table)]
    assert [[cell.text for cell in row.cells][:2] for row in table.rows[1:]] == [
        ["CC6.1", "AC-01"],
        ["AC-02", "Access to the network is approved by its owner."],
        ["CC6.2", "AC-03"],
    ]


@pytest.mark.parametrize("place", [(24, 300), (588, 300)])
def test_a_stamp_along_the_edge_of_the_page_is_not_put_back(read, place):
    def draw(paper):
        sideways(paper, *place, "Issued to reader 41 under a non-disclosure agreement")
        matrix(paper)
        for row in range(10):
            paper.drawString(54, 500 - 14 * row, "An X shows that the control supports the criterion of its column.")

    assert "Issued" not in texts(read(draw))


def test_what_most_pages_repeat_in_one_place_is_not_put_back(engine):
    def draw(paper):
        sideways(paper, 300, 300, "Copy 7")
        paper.line(50, 500, 550, 500)
        paper.line(50, 200, 550, 200)
        for row in range(10):
            paper.drawString(54, 180 - 14 * row, "The words of the page stand below the stamp and to its sides, too.")

    pages = read_pages(pdf(draw, draw, draw, draw), engine=engine).pages
    assert all("Copy" not in texts(page) for page in pages)


def test_sideways_words_that_cannot_be_seen_are_not_put_back(read):
    def draw(paper):
        matrix(paper)
        paper.setFillGray(1)
        sideways(paper, 100, 664, "hidden")

    assert "hidden" not in texts(read(draw))


def test_a_stamp_along_the_edge_does_not_turn_a_page_that_holds_a_date_alone(engine):
    def draw(paper):
        paper.drawString(72, 700, "February 27, 2026")
        sideways(paper, 604, 150, "Downloaded by reader@example.com on 2026-03-11 14:02 UTC", down=True)

    (page,) = read_pages(pdf(draw), engine=engine).pages
    assert page.turned == 0
    assert " ".join(texts(page)) == "February 27, 2026"
