"""A PDF -> `Pages`, with the engine that is installed or asked for."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from soc2parse.reading.inlay import bare_pictures
from soc2parse.reading.ocr import find_ocr, read_scans
from soc2parse.reading.opening import Opened, Pdf, open_source
from soc2parse.reading.page import Page, Pages, name_pages
from soc2parse.reading.picture import see
from soc2parse.reading.piece import Drawn, Found
from soc2parse.reading.readable import find_faint, make_page, runs_over
from soc2parse.reading.turned import find_asides, put_back

ENGINES = ("mupdf", "plumber")
Progress = Callable[[str, int, int], None]
"""Called with the step ("read", "ocr"), how many of its pages are done, and how many there are."""


def read_pages(
    source: Pdf | Opened,
    *,
    password: str | None = None,
    engine: str | None = None,
    max_pages: int | None = None,
    ocr: bool = True,
    progress: Progress | None = None,
) -> Pages:
    """Read every page of a PDF given as a path, as bytes or as a binary file.

    `engine`: "mupdf" (PyMuPDF; the default where it is installed) or "plumber" (pdfplumber; slower, same pages).
    `ocr`: whether pages without usable text are read from their picture, where a reader of pictures is installed.
    Raises NotPdfError, LockedError, DamagedError, LimitError; ImportError where the engine asked for is missing.
    """
    opened = open_source(source)
    name = engine or default_engine()
    if name not in ENGINES:
        raise ValueError(f"no engine is called {name!r}; there are {', '.join(ENGINES)}")
    with _open(opened, name, password, max_pages) as found:
        pages, faint, asides, failures, broken, scans = [], [], [], [], [], []
        for drawn in found.pages:
            page = make_page(drawn)
            if drawn.failure is not None:
                failures.append(drawn.number)
                page = replace(page, unreadable="damaged")
            elif drawn.broken:
                broken.append(drawn.number)
            if page.ocr and not page.rulings:
                picture = see(drawn)
                page = replace(page, rulings=picture.rulings, shades=page.shades or picture.shades)
                if runs_over(page):
                    scans.append((replace(page, words=(), unreadable="no_text"), drawn))
            bare = page.unreadable is None and not page.ocr and bare_pictures(page)
            if page.unreadable in ("no_text", "garbled") or bare:
                scans.append((page, drawn))
            pages.append(page)
            faint.append(find_faint(drawn))
            asides.append(find_asides(drawn))
            if progress:
                progress("read", len(pages), found.total)
        pages = put_back(_drop_watermarks(pages, faint), asides)
        if scans and ocr:
            _read_scans(pages, scans, progress)
    damage = "; ".join(
        told
        for told in (
            found.damage,
            failures and f"{name_pages(failures)} could not be read",
            broken and f"the contents of {name_pages(broken)} are incomplete",
        )
        if told
    )
    return Pages(opened.file_name, opened.sha256, name, tuple(pages), damage or None, found.outline)


def _read_scans(pages: list[Page], scans: Sequence[tuple[Page, Drawn]], progress: Progress | None) -> None:
    """Put what the pictures show in the place of the pages that have no text."""
    reader = find_ocr()
    if reader is None:
        return
    for count, page in enumerate(read_scans(scans, reader), 1):
        if page.unreadable is None or pages[page.number - 1].unreadable:  # what the scanner read is kept
            pages[page.number - 1] = page
        if progress:
            progress("ocr", count, len(scans))


def default_engine() -> str:
    """The engine that `read_pages` takes when none is asked for."""
    return "mupdf" if importlib.util.find_spec("pymupdf") else "plumber"


def _open(opened: Opened, engine: str, password: str | None, max_pages: int | None) -> AbstractContextManager[Found]:
    if engine == "mupdf":
        from soc2parse.reading.mupdf import open_file

        return open_file(opened, password, max_pages)
    from soc2parse.reading.plumber import open_file as open_with_plumber

    return open_with_plumber(opened, password, max_pages)


def _drop_watermarks(pages: Sequence[Page], faint: Sequence[frozenset[tuple[str, int]]]) -> list[Page]:
    """Pages without the large pale words that most of them repeat; the others keep theirs (a pale title)."""
    counts = Counter(mark for marks in faint for mark in marks)
    often = max(3, sum(bool(page.words) for page in pages) // 2)
    repeated = {mark for mark, count in counts.items() if count >= often}
    if not repeated:
        return list(pages)
    cleaned = []
    for page, marks in zip(pages, faint, strict=True):
        drop = marks & repeated
        words = tuple(word for word in page.words if (word.text, round(word.size)) not in drop)
        cleaned.append(page if len(words) == len(page.words) else replace(page, words=words))
    return cleaned
