"""What a report says of pages that could not be read: each once, with the remedy."""

from dataclasses import replace

import pytest

from soc2parse.assembly import assemble
from tests.written import pages, written


def told(read):
    report = assemble(read, written(""), [])
    return [(issue.code, issue.severity, issue.message) for issue in report.issues if issue.field == "document"]


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
