"""What a report says of pages that could not be read, are empty or hold another page's words: each once."""

from dataclasses import replace

import pytest

from soc2parse.extract.found import Found
from soc2parse.lost_pages import check
from soc2parse.reading.page import Picture, Word
from soc2parse.report import Issue
from soc2parse.sections import Role, Section, Sections
from tests.written import pages, written

TESTS = Sections((Section(Role.TESTS, "Tests of Controls", 4, 8, ()),), page_count=10)


def told(read, sections=None):
    found = [item for item in check(read, sections or written("")) if isinstance(item, Issue)]
    return [(issue.code, issue.severity, issue.message) for issue in found if issue.code != "page_empty"]


def printed(*texts):
    """Pages with these words."""
    read = pages(len(texts))
    made = []
    for page, text in zip(read.pages, texts, strict=True):
        placed = ((word, 20.0 * line) for line, words in enumerate(text.split("\n"), start=5) for word in words.split())
        words = tuple(Word(word, 72.0, top, 90.0, top + 10, 10.0) for word, top in placed)
        made.append(replace(page, words=words, pictures=()))
    return replace(read, pages=tuple(made))


@pytest.mark.parametrize(
    ("unreadable", "severity", "said"),
    [
        ((4,), "warning", "On page 4 is a picture and no text; it was not read."),
        ((4, 5, 6, 9), "error", "On pages 4-6, 9 is a picture and no text; it was not read."),
    ],
)
def test_pages_without_text_are_told_once(unreadable, severity, said):
    ((code, grave, message),) = told(pages(10, unreadable=unreadable))
    assert (code, grave) == ("pages_not_read", severity)
    assert message == f"{said} Install Tesseract or soc2parse[ocr]."


def test_a_damaged_page_is_told_with_another_remedy():
    read = pages(10, unreadable=(3,))
    read = replace(read, pages=tuple(replace(page, unreadable=page.unreadable and "damaged") for page in read.pages))
    assert [message for *_, message in told(read)] == [
        "On page 3 is nothing that can be read; it was not read. Ask for the file once more."
    ]


@pytest.mark.parametrize(("numbers", "said"), [((3,), "On page 3 is text"), ((3, 4), "On pages 3-4 is text")])
def test_hidden_text_is_told(numbers, said):
    read = pages(10)
    read = replace(read, pages=tuple(replace(page, hidden=2 * (page.number in numbers)) for page in read.pages))
    ((code, severity, message),) = told(read)
    assert (code, severity) == ("hidden_text", "info")
    assert message.startswith(said)


def rows(count, first):
    return " ".join(f"AC-{number} Inspected the record of review {number}" for number in range(first, first + count))


@pytest.mark.parametrize(("empty", "severity"), [(6, "warning"), (2, "info"), (9, "info")])
def test_an_empty_page_is_told_and_among_the_tests_warned_of(empty, severity):
    read = printed(*("" if number == empty else rows(20, 100 * number) for number in range(1, 11)))
    (issue,) = [item for item in check(read, TESTS) if isinstance(item, Issue)]
    assert (issue.code, issue.severity, issue.page) == ("page_empty", severity, empty)
    assert issue.message.startswith(f"Page {empty}: nothing is printed there")


def test_an_empty_page_with_words_that_nobody_sees_is_warned_of():
    read = printed(rows(20, 1), "", rows(20, 50))
    hiding = replace(read.pages[1], hidden=3)
    items = list(check(replace(read, pages=(read.pages[0], hiding, read.pages[2])), written("")))
    assert [item.severity for item in items if item.code == "page_empty"] == ["warning"]


@pytest.mark.parametrize(("number", "words", "severity"), [(6, 15, "warning"), (6, 2, "info"), (2, 15, "info")])
def test_much_hidden_text_among_the_tests_is_warned_of(number, words, severity):
    read = printed(*(rows(20, 100 * page) for page in range(1, 11)))
    made = tuple(replace(page, hidden=words * (page.number == number)) for page in read.pages)
    assert [(code, grave) for code, grave, _ in told(replace(read, pages=made), TESTS)] == [("hidden_text", severity)]


def test_a_picture_is_no_empty_page():
    read = printed(rows(20, 1), "", rows(20, 50))
    pictured = replace(read.pages[1], pictures=(Picture(0, 0, 600, 800),))
    assert told(replace(read, pages=(read.pages[0], pictured, read.pages[2]))) == []


def test_a_page_that_shows_another_page_is_told():
    texts = [rows(20, 100 * number) for number in range(1, 11)]
    texts[5] = texts[1]
    ((code, severity, message),) = told(printed(*texts), TESTS)
    assert (code, severity) == ("page_repeated", "warning")
    assert message.startswith("Pages 2 and 6 hold the same words")


def test_dividers_may_be_alike():
    assert told(printed("Left blank on purpose", rows(20, 1), "Left blank on purpose")) == []


def test_a_title_page_with_its_number_stands_once():
    title = "Section IV\nTests of Controls\n{}"
    assert told(printed(title.format(13), rows(20, 1), title.format(15))) == []
    assert [code for code, _, _ in told(printed(title.format(13), rows(20, 1), title.format(13)))] == ["page_repeated"]


@pytest.mark.parametrize(("lost", "concluded"), [(6, False), (2, True), (0, True)])
def test_with_a_lost_page_of_tests_no_report_is_without_exceptions(lost, concluded):
    read = printed(*("" if number == lost else rows(20, 100 * number) for number in range(1, 11)))
    assert [item.field for item in check(read, TESTS) if isinstance(item, Found)] == (
        [] if concluded else ["status:rows"]
    )


@pytest.mark.parametrize(("noted", "severity"), [(6, "warning"), (2, "info")])
def test_notes_laid_over_the_print_are_told(noted, severity):
    read = printed(*(rows(20, 100 * number) for number in range(1, 11)))
    made = tuple(replace(page, noted=page.number == noted) for page in read.pages)
    ((code, grave, message),) = told(replace(read, pages=made), TESTS)
    assert (code, grave) == ("notes_over_print", severity)
    assert message.startswith(f"On page {noted} lie text boxes, stamps")


@pytest.mark.parametrize(
    ("number", "wide", "ocr", "told_of"),
    [(6, 400, False, [6]), (6, 60, False, []), (2, 400, False, []), (6, 400, True, [])],
)
def test_a_picture_among_the_printed_tests_that_was_not_read_is_told(number, wide, ocr, told_of):
    read = printed(*(rows(20, 100 * number) for number in range(1, 11)))
    shown = (Picture(100.0, 400.0, 100.0 + wide, 700.0),)
    made = tuple(replace(page, pictures=shown, ocr=ocr) if page.number == number else page for page in read.pages)
    items = list(check(replace(read, pages=made), TESTS))
    assert [item.page for item in items if isinstance(item, Issue)] == told_of
    assert [item.field for item in items if isinstance(item, Found)] == ["status:rows"] * len(told_of)
