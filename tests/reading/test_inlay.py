"""A table that stands as a picture on a printed page is read from the picture."""

import io
import shutil

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from soc2parse.reading.engines import read_pages
from soc2parse.reading.inlay import bare_pictures, may_hold_table
from soc2parse.reading.page import Page, Picture, Word
from soc2parse.reading.piece import Gray

from .drawing import pdf, texts

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract program")

PROSE = "The following table lists the controls that were tested during the period, and the results of the tests."
ROWS = ("AC-01 Access is reviewed every quarter.", "AC-02 Leavers lose their access.", "AC-03 Alerts are answered.")


def table(paper):
    paper.setFont("Helvetica", 11)
    for number, row in enumerate(ROWS):
        paper.drawString(60, 700 - 30 * number, row)
        paper.rect(50, 690 - 30 * number, 500, 30)


def diagram(paper):
    paper.setFont("Helvetica", 11)
    for number, row in enumerate(ROWS):
        paper.drawString(60 + 150 * (number % 2), 700 - 30 * number, row[:12])
        paper.rect(50 + 150 * (number % 2), 690 - 30 * number, 140, 30)


def pasted(draw):
    """A page of prose with a part of another page on it as a picture."""
    import pymupdf

    source = pymupdf.open(stream=pdf(draw), filetype="pdf")[0]
    pixels = source.get_pixmap(dpi=150, clip=pymupdf.Rect(40, 60, 560, 180), colorspace=pymupdf.csGRAY)
    shown = io.BytesIO()
    Image.frombytes("L", (pixels.width, pixels.height), pixels.samples).save(shown, "PNG")

    def page(paper):
        paper.setFont("Helvetica", 10)
        for number in range(2):
            paper.drawString(50, 750 - 14 * number, PROSE)
        paper.drawImage(ImageReader(shown), 40, 500, 520, 120)

    return page


@needs_tesseract
def test_a_pasted_table_is_read_with_its_lines(engine):
    page = read_pages(pdf(pasted(table)), engine=engine).pages[0]
    assert texts(page) == PROSE.split() * 2 + " ".join(ROWS).split()
    assert page.ocr
    assert len([line for line in page.rulings if line.horizontal]) == len(ROWS) + 1


@needs_tesseract
def test_a_pasted_diagram_is_no_table(engine):
    page = read_pages(pdf(pasted(diagram)), engine=engine).pages[0]
    assert texts(page) == PROSE.split() * 2
    assert not page.ocr


def test_without_a_reader_of_pictures_the_print_is_read(engine, monkeypatch):
    monkeypatch.setattr("soc2parse.reading.engines.find_ocr", lambda: None)
    page = read_pages(pdf(pasted(table)), engine=engine).pages[0]
    assert (texts(page), page.ocr, page.unreadable) == (PROSE.split() * 2, False, None)
    assert bare_pictures(page)


def page_of(pictures, words=()):
    made = tuple(Word("word", x, top, x + 20, top + 10, 10.0) for x, top in words)
    return Page(1, 600.0, 800.0, made, pictures=tuple(Picture(*box) for box in pictures))


@pytest.mark.parametrize(
    ("pictures", "words", "count"),
    [
        ([(50, 100, 550, 400)], [(60, 50)], 1),
        ([(50, 100, 550, 400)], [(60, 50), (60, 150), (60, 200), (60, 250)], 0),  # a picture behind the words
        ([(50, 100, 150, 150)], [], 0),  # a logo
        ([(50, 100 + 20 * strip, 550, 120 + 20 * strip) for strip in range(8)], [], 1),  # cut into strips
    ],
)
def test_large_pictures_without_words_are_bare(pictures, words, count):
    assert len(bare_pictures(page_of(pictures, words))) == count


def ruled(picture):
    for top in (100, 160, 220):
        picture.paste(90, (60, top, 540, top + 1))


def striped(picture):
    for top in (100, 160):
        picture.paste(235, (60, top, 540, top + 30))


def on_a_dark_ground(picture):
    picture.paste(40, (50, 80, 550, 320))


def connected(picture):
    for number in range(4):
        left = 60 + 120 * number
        picture.paste(90, (left, 100 + 20 * number, left + 90, 102 + 20 * number))


@pytest.mark.parametrize(
    ("draw", "likely"), [(ruled, True), (striped, True), (on_a_dark_ground, True), (connected, False)]
)
def test_a_small_drawing_shows_which_pictures_may_be_tables(draw, likely):
    page = Image.new("L", (600, 400), 255)
    draw(page)
    assert may_hold_table(Gray(600, 400, 100 / 72, page.tobytes()), (36, 50, 400, 240)) is likely
