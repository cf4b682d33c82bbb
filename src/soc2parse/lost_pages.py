"""What a report says of its pages: those that could not be read, hold nothing, or hold what another page holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from soc2parse.extract.found import Found, error, info, warning
from soc2parse.reading.inlay import bare_pictures
from soc2parse.reading.page import TEXT, Page, Pages, name_pages
from soc2parse.report import Issue
from soc2parse.sections import Role, Sections
from soc2parse.terms import SectionStatus

_OCR = "Install Tesseract or soc2parse[ocr]."
_UNREAD = (
    ("no_text", "a picture and no text", _OCR),
    ("garbled", "text that maps to no letters", _OCR),
    ("illegible", "a picture whose letters could not be made out", "Ask for a clearer copy."),
    ("damaged", "nothing that can be read", "Ask for the file once more."),
)
_MANY = 0.3  # of the pages
_DIVIDER = 12  # words
_MUCH = 10  # hidden words: a line, as no producer leaves behind by accident
_FEW_WORDS = 40  # a page with fewer may be printed twice: a divider, "This page is left blank"


def check(read: Pages, sections: Sections) -> Iterator[Found | Issue]:
    """Issues for the pages; where one of the tests' pages is lost, no report is without exceptions."""
    if read.damage:
        message = f"The file is damaged and was repaired ({read.damage}); parts of it may be missing."
        yield error("file_damaged", "document", message)
    yield from _unread(read)
    twins = list(_twins(read))
    yield from _repeated(twins)
    blank = [page for page in read.pages if not page.words and not page.pictures and not page.unreadable]
    empty = [page.number for page in blank]
    inside = sorted({*_of_tests(empty, sections), *(page.number for page in blank if page.hidden)})
    outside = [number for number in empty if number not in inside]
    for severity, numbers in ((warning, inside), (info, outside)):
        if numbers:
            message = f"{name_pages(numbers).capitalize()}: nothing is printed there; something may be missing."
            yield severity("page_empty", "document", message, numbers[0])
    hidden = [page.number for page in read.pages if page.hidden]
    if hidden:
        much = [page.number for page in read.pages if page.hidden >= _MUCH]
        severity = warning if _within(much, sections, Role.AUDITOR_REPORT, Role.TESTS) else info
        message = f"On {name_pages(hidden)} is text that a reader can't see; it was left out."
        yield severity("hidden_text", "document", message, hidden[0])
    struck = [page.number for page in read.pages if page.struck]
    if struck:
        message = f"On {name_pages(struck)} are words that a line strikes out; they were left out."
        yield warning("words_struck_out", "document", message, struck[0])
    noted = [page.number for page in read.pages if page.noted]
    if noted:
        severity = warning if _within(noted, sections, Role.AUDITOR_REPORT, Role.TESTS) else info
        message = f"On {name_pages(noted)} lie text boxes, stamps or filled fields; anyone may have laid them there."
        yield severity("notes_over_print", "document", message, noted[0])
    pictured = _of_tests([page.number for page in read.pages if _has_picture(page)], sections)
    if pictured:
        message = f"On {name_pages(pictured)} of the tests is a picture that was not read; a table may stand in it."
        yield warning("picture_not_read", "controls", message, pictured[0])
    lost = [page.number for page in read.pages if page.unreadable]
    lost += [number for pair in twins for number in pair]
    if read.damage or pictured or _of_tests([*empty, *lost], sections):
        yield Found("status:rows", SectionStatus.NOT_FOUND)


def _has_picture(page: Page) -> bool:
    """Whether a picture stands on a printed page that is no divider, and none of it was read."""
    return not page.ocr and not page.unreadable and len(page.words) > _DIVIDER and bool(bare_pictures(page))


def _of_tests(numbers: Sequence[int], sections: Sections) -> list[int]:
    """The pages within the tests."""
    return _within(numbers, sections, Role.TESTS)


def _within(numbers: Sequence[int], sections: Sections, *roles: Role) -> list[int]:
    spans = [(part.first_page, part.last_page) for part in sections.of(*roles)]
    return [number for number in numbers if any(first <= number <= last for first, last in spans)]


def _unread(read: Pages) -> Iterator[Issue]:
    for reason, what, remedy in _UNREAD:
        numbers = [page.number for page in read.pages if page.unreadable == reason]
        if numbers:
            severity = error if len(numbers) > _MANY * len(read.pages) else warning
            message = f"On {name_pages(numbers)} is {what}; it was not read. {remedy}"
            yield severity("pages_not_read", "document", message, numbers[0])


def _repeated(twins: Sequence[tuple[int, int]]) -> Iterator[Issue]:
    for first, again in twins:
        message = f"Pages {first} and {again} hold the same words, page numbers and all; one may hide another page."
        yield warning("page_repeated", "document", message, again)


def _twins(read: Pages) -> Iterator[tuple[int, int]]:
    """Pages whose words are those of an earlier page, one by one."""
    shapes = Counter(map(_shape, read.pages))
    seen: dict[tuple[str, ...], int] = {}
    for page in read.pages:
        if shapes[_shape(page)] > 1 and (len(page.words) >= _FEW_WORDS or _is_numbered(page)):
            first = seen.setdefault(tuple(map(TEXT, page.words)), page.number)
            if first != page.number:
                yield first, page.number


def _shape(page: Page) -> tuple[int, tuple[str, ...]]:
    """How many words a page has, the first and the last."""
    return len(page.words), tuple(map(TEXT, page.words[:1] + page.words[-1:]))


def _is_numbered(page: Page) -> bool:
    """Whether a number stands alone at the page's foot: no two pages have the same."""
    foot = max((word.bottom for word in page.words), default=0.0)
    last = [word.text for word in page.words if word.bottom > foot - 2]
    return len(last) == 1 and last[0].isdigit() and len(last[0]) < 4 and len(page.words) > 1
