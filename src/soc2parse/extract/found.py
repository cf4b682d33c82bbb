"""What an extractor hands over: a value for a field of the report, with the places on the page where it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from soc2parse.layout.element import Line
from soc2parse.report import Issue, Source
from soc2parse.terms import Severity


@dataclass(frozen=True)
class Found:
    """One value for one field of the report, by the field's name ("period", "controls").

    A list field takes every value found, in order; a scalar field takes one: an extractor that reads several places
    weighs them itself and yields an `Issue` where they disagree.
    """

    field: str
    value: object


def sources_of(lines: Iterable[Line]) -> tuple[Source, ...]:
    """One source a page: the box around the lines that stand on it, and their words as printed."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    return tuple(_source(page, found) for page, found in by_page.items())


def _source(page: int, lines: list[Line]) -> Source:
    left, top = min([line.x0 for line in lines]), min([line.top for line in lines])
    right, bottom = max([line.x1 for line in lines]), max([line.bottom for line in lines])
    box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
    return Source(page=page, bbox=box, text=" ".join([line.text for line in lines]), ocr=lines[0].ocr)


def error(code: str, field: str, message: str, page: int | None = None) -> Issue:
    """Something that a reader relies on could not be read."""
    return Issue(code=code, severity=Severity.ERROR, field=field, page=page, message=message)


def warning(code: str, field: str, message: str, page: int | None = None) -> Issue:
    """Something to look at."""
    return Issue(code=code, severity=Severity.WARNING, field=field, page=page, message=message)


def info(code: str, field: str, message: str, page: int | None = None) -> Issue:
    """Something good to know."""
    return Issue(code=code, severity=Severity.INFO, field=field, page=page, message=message)
