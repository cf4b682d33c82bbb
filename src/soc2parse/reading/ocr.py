"""Pages without usable text, read from their picture by Tesseract, or by RapidOCR where only that is installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from soc2parse.reading.inlay import add_tables, bare_pictures, find_tables, may_hold_table, only
from soc2parse.reading.page import Box, Page
from soc2parse.reading.picture import DPI, Picture, see, see_photograph
from soc2parse.reading.piece import Drawn, Gray
from soc2parse.reading.points import read_points
from soc2parse.reading.readable import is_language
from soc2parse.reading.scanned import Scanned, legible, make_words
from soc2parse.reading.unread import add_unread, left_over

_FINE_DPI = (
    300.0  # Tesseract garbles the identifiers of a scan of 200 dots per inch, drawn as it is, three times as often
)
_COARSE_DPI = 100.0  # shows where lines are, in half the time
_PAGE_SECONDS = 120  # for one page; a healthy one takes two to five


class Ocr(NamedTuple):
    """A reader of pictures, and how many dots per inch it reads best.

    `rows` reads a sheet of single words, `scattered` what a first look left over; None: no better than `read`.
    """

    read: Callable[[Gray], list[Scanned]]
    dpi: float = DPI
    rows: Callable[[Gray], list[Scanned]] | None = None
    scattered: Callable[[Gray], list[Scanned]] | None = None

    def look(self, gray: Gray) -> list[Scanned]:
        """The words of a page, with a second look at what is left over and at identifiers that lost their point."""
        found = self.read(gray)
        if self.scattered and (rest := left_over(gray, found)):
            found = add_unread(found, self.scattered(rest))
        return read_points(gray, found, self.rows) if self.rows else found


class _Scan(NamedTuple):
    """A page on its way through the reader; `tables`: of a printed page, the pictures that are to be read."""

    page: Page
    picture: Picture
    tables: tuple[Box, ...]


def find_ocr() -> Ocr | None:
    """The reader of pictures that is installed, None where there is none."""
    program = shutil.which("tesseract")
    if program:
        page, rows, scattered = (partial(_tesseract, program, mode) for mode in ("3", "6", "11"))
        return Ocr(page, _FINE_DPI, rows, scattered)
    if importlib.util.find_spec("rapidocr"):
        from soc2parse.reading.rapid import read_picture

        return Ocr(read_picture)
    return None


def read_scans(scans: Iterable[tuple[Page, Drawn]], ocr: Ocr) -> Iterator[Page]:
    """Each page, in its turn, with the words that its picture shows; a process a core.

    Of a printed page only the pictures that are tables are read; without any it is not given back. A page that the
    reader of pictures gives up stays unreadable.
    """
    workers = os.cpu_count() or 1
    waiting: deque[tuple[_Scan, Future[list[Scanned]]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for page, drawn in scans:
            bare = () if page.unreadable else _likely(bare_pictures(page), drawn)
            if not (page.unreadable or bare):
                continue
            drawing = None if bare else drawn.render(ocr.dpi)  # here and not in the pool: no engine stands threads
            picture = (drawing and see_photograph(drawing)) or see(drawn)
            tables = find_tables(picture, bare)
            if not (page.unreadable or tables):
                continue
            fine = picture.again(drawing or drawn.render(ocr.dpi))
            waiting.append(
                (_Scan(page, picture, tables), pool.submit(ocr.look, only(fine, tables) if tables else fine))
            )
            if len(waiting) > workers:
                yield _finish(*waiting.popleft())
        while waiting:
            yield _finish(*waiting.popleft())


def _likely(boxes: Sequence[Box], drawn: Drawn) -> tuple[Box, ...]:
    """Those of a printed page's pictures that may be tables, by a small drawing."""
    small = drawn.render(_COARSE_DPI)
    return tuple(box for box in boxes if may_hold_table(small, box))


def _finish(scan: _Scan, future: Future[list[Scanned]]) -> Page:
    page, picture, tables = scan
    try:
        found = future.result()
    except (OSError, subprocess.SubprocessError, ValueError):
        return page
    if tables:
        return add_tables(page, picture, tables, found)
    if not legible(found):
        return replace(page, unreadable="illegible")
    words = make_words(found)
    if page.unreadable == "no_text":
        # A stamp or a page number is printed: its letters are surer than those read from the picture.
        printed = [picture.place(word.box) for word in page.words]
        words = [word for word in words if not any(_overlaps(word.box, box) for box in printed)]
        return replace(
            page, words=(*words, *page.words), rulings=picture.rulings, shades=picture.shades, unreadable=None, ocr=True
        )
    if not is_language(words):
        return page  # it looks as garbled as its letters are
    return replace(page, words=tuple(words), unreadable=None, ocr=True)


def _overlaps(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    x, y = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] - 1 <= x <= other[2] + 1 and other[1] - 1 <= y <= other[3] + 1


def _tesseract(program: str, mode: str, gray: Gray) -> list[Scanned]:
    """Words of a picture by the Tesseract program: one thread a process, or it takes five times as long.

    `mode` is how it divides the picture: "3" into columns and blocks, "6" not at all, "11" into words here and there.
    """
    if not gray.samples:
        return []
    picture = b"P5 %d %d 255\n" % (gray.width, gray.height) + gray.samples
    dots = str(round(gray.scale * 72))
    ran = subprocess.run(  # noqa: S603 - a program found on the path, fed by its standard input
        [program, "stdin", "stdout", "-l", "eng", "--psm", mode, "--dpi", dots, "tsv"],
        input=picture,
        capture_output=True,
        timeout=_PAGE_SECONDS,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return list(_parse_tsv(ran.stdout.decode("utf-8", "replace"), gray.scale))


def _parse_tsv(table: str, scale: float) -> Iterator[Scanned]:
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) / scale for cell in cells[6:10])
        line = ".".join(cells[1:5])
        yield Scanned(cells[11].strip(), left, top, left + width, top + height, line, float(cells[10]))
