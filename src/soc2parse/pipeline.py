"""The pipeline, once, top to bottom: a PDF -> pages -> elements -> sections -> findings -> Report."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from soc2parse import lost_pages
from soc2parse.assembly import assemble
from soc2parse.extract import (
    assertion,
    auditor,
    cuecs,
    description,
    kind,
    opinion,
    organization,
    period,
    scope,
    subservice,
    testing,
)
from soc2parse.extract.found import Found
from soc2parse.isolation import Limits, parse_isolated
from soc2parse.layout.document import lay_out
from soc2parse.layout.hyphens import words_of
from soc2parse.reading.engines import read_pages
from soc2parse.reading.opening import Opened, Pdf
from soc2parse.reading.page import Pages
from soc2parse.report import Issue, Report
from soc2parse.sections import Sections, find_sections

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how many of its pages are done, and how many there are."""

EXTRACTORS: tuple[Callable[[Sections], Iterator[Found | Issue]], ...] = (
    period.extract,
    organization.extract,
    auditor.extract,
    scope.extract,
    opinion.extract,
    assertion.extract,
    description.extract,
    testing.extract,
    subservice.extract,
    cuecs.extract,
)


def parse(
    pdf: Pdf,
    *,
    password: str | None = None,
    engine: str | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read a SOC 2 report.

    `pdf` is a path, the file's bytes, or a binary file. `engine` is "mupdf" or "plumber" (None: the faster one that is
    installed). Raises `NotSoc2Error` for another kind of document and `UnreadableError` where no text can be had; what
    can't be read inside a report is in `Report.issues`.

    With `limits` the file is read in a process of its own that is ended when it goes beyond them (`LimitError`);
    without, it is read here, and a file made to do harm can take this process's time and memory.
    """
    if limits is not None:
        return parse_isolated(pdf, password=password, engine=engine, limits=limits, progress=progress)
    return parse_here(pdf, password=password, engine=engine, progress=progress)


def parse_here(
    pdf: Pdf | Opened,
    *,
    password: str | None = None,
    engine: str | None = None,
    max_pages: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read a report in this process."""
    with _uncollected():
        return parse_pages(read_pages(pdf, password=password, engine=engine, max_pages=max_pages, progress=progress))


def parse_pages(read: Pages) -> Report:
    """Make a report of pages, whoever read them."""
    with words_of(read.pages):
        layout = lay_out(read.pages)
        sections = find_sections(layout, read)
        notes = kind.check(sections)
        found = [item for extract in EXTRACTORS for item in extract(sections)]
        return assemble(read, sections, [*notes, *found, *lost_pages.check(read, sections)])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles, a fifth of a parse's time: words and lines are many and hold none."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
