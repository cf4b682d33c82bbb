"""A scanned page is looked at a second time: for identifiers that lost their point, and for words left over."""

import pytest
from PIL import Image

from soc2parse.reading.ocr import Ocr
from soc2parse.reading.piece import Gray
from soc2parse.reading.points import read_points
from soc2parse.reading.scanned import Scanned
from soc2parse.reading.unread import add_unread, left_over

SCALE = 300 / 72


def paper(*marks):
    """A page with these marks of ink, in pixels."""
    picture = Image.new("L", (400, 300), 255)
    for mark in marks:
        picture.paste(0, mark)
    return Gray(400, 300, SCALE, picture.tobytes())


def read_as(text, left=100, right=136):
    return Scanned(text, left / SCALE, 100 / SCALE, right / SCALE, 120 / SCALE, "1.1.1.1", 60.0)


LETTER, POINT, DIGIT = (100, 100, 113, 120), (116, 117, 119, 120), (121, 100, 133, 120)


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [("FZ", "F.7", "F.7"), ("Cl", "C1", "C.1"), ("BS", "BS", "B.5"), ("Al", "A.i", "A.1"), ("AI", "Ag", "AI")],
)
def test_an_identifier_whose_picture_has_a_point_is_read_again(first, second, known):
    def read(sheet):
        return [Scanned(second, 5, 5, 20, sheet.height / sheet.scale - 5, "1", 90.0)]

    (word,) = read_points(paper(LETTER, POINT, DIGIT), [read_as(first)], read)
    assert word.text == known


def test_letters_are_set_apart_on_the_sheet():
    sheets = []
    read_points(paper(LETTER, POINT, DIGIT), [read_as("Bl")], lambda sheet: sheets.append(sheet) or [])
    (sheet,) = sheets
    picture = Image.frombytes("L", (sheet.width, sheet.height), sheet.samples)
    inked = [any(picture.getpixel((x, y)) < 128 for y in range(sheet.height)) for x in range(sheet.width)]
    gaps = "".join("x" if ink else " " for ink in inked).split()
    assert [len(gap) for gap in gaps] == [26, 6, 24]  # twice as wide as on the page


@pytest.mark.parametrize(
    "marks", [(LETTER, DIGIT), (LETTER, (116, 108, 119, 111), DIGIT), (LETTER, DIGIT, (135, 117, 138, 120))]
)
def test_a_word_without_a_point_inside_is_not_read_again(marks):
    def read(_):
        raise AssertionError

    assert read_points(paper(*marks), [read_as("AI", right=140)], read) == [read_as("AI", right=140)]


def test_an_o_that_fell_apart_is_no_point_and_digit():
    pale = (LETTER, (116, 107, 119, 118), POINT, (121, 107, 124, 118))
    assert read_points(paper(*pale), [read_as("No")], lambda _: [Scanned("N.0", 5, 5, 20, 9, "1", 50.0)]) == [
        read_as("No")
    ]


def test_a_word_among_others_is_no_identifier():
    words = [read_as("NO"), Scanned("EXCEPTIONS", 34.5, 24, 60, 28.8, "1.1.1.1", 90.0)]
    assert read_points(paper(LETTER, POINT, DIGIT), words, lambda _: [Scanned("N.0", 5, 5, 20, 9, "1", 50.0)]) == words


def test_two_digits_that_touch_are_never_made_one():
    wide = (121, 100, 145, 120)  # "11"
    (word,) = read_points(
        paper(LETTER, POINT, wide), [read_as("FAL", right=148)], lambda _: [Scanned("F.i", 5, 5, 20, 9, "1", 50.0)]
    )
    assert word.text == "FAL"


def test_ink_without_words_is_looked_at_again():
    page = paper((20, 20, 60, 50), (200, 200, 240, 230))
    first, missed, smudge = (
        Scanned(text, x, x, x + 10, x + 8, "1.1.1.1", sure)
        for text, x, sure in (("CC6.8", 4.8, 96.0), ("AC-22", 48.0, 91.0), ("ee", 60.0, 20.0))
    )
    reader = Ocr(lambda _: [first], scattered=lambda _: [missed, smudge])
    words = reader.look(page)
    assert [word.text for word in words] == ["CC6.8", "AC-22"]
    assert words[1].line != words[0].line


def test_a_page_that_was_read_whole_is_not_looked_at_again():
    page = paper((20, 20, 60, 50))
    assert left_over(page, [Scanned("Result", 4.8, 4.8, 14.4, 12.0, "1", 96.0)]) is None
    assert left_over(page, []) is not None


def test_a_photograph_is_no_words():
    assert left_over(paper((20, 20, 360, 260)), []) is None


def test_signs_are_no_words_left_over():
    assert add_unread([], [Scanned("—", 1, 1, 5, 5, "1", 90.0)]) == []
