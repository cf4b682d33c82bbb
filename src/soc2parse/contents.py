"""The contents of a report: where they stand, and what they list. Their lines are never section starts."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from soc2parse.language.headings import is_contents_title, read_heading, squeeze, without_leader
from soc2parse.layout.element import Block, Table
from soc2parse.reading.spelling import BULLETS

_FRONT_PAGES = 25
_MAIN = frozenset({"auditor_report", "assertion", "description", "tests", "other_information"})
_PROSE = re.compile(r"[a-z,] [a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+ ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a contents page that names a section, with the page number printed behind it."""

    role: str
    title: str
    printed: int | None


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents pages of a file, and the sections that they list.

    `bottom` is where the contents end on the last of these pages, if a section begins below them: points from the top.
    """

    pages: tuple[int, ...] = ()
    entries: tuple[Entry, ...] = ()
    bottom: float = math.inf

    def hold(self, element: Block | Table) -> bool:
        """Whether an element is part of the contents."""
        return element.page in self.pages and (element.page < self.pages[-1] or _top(element) < self.bottom)

    def follow(self, element: Block | Table) -> bool:
        """Whether the end of the contents is still to come: what stands there begins no section."""
        last = max(self.pages, default=0)
        return element.page < last or (element.page == last and _top(element) < self.bottom)


def find_contents(elements: Sequence[Block | Table]) -> Contents:
    """The pages headed "Table of Contents", those that list three sections without prose, and what follows them."""
    pages: list[int] = []
    entries: list[Entry] = []
    bottom = math.inf
    for page, rows in _rows_by_page(elements).items():
        if pages and bottom < math.inf:
            break
        count = _length(rows)
        texts = [text for text, _ in rows[:count]]
        listed = _entries(texts)
        if _is_contents(texts, listed, follows=bool(pages) and page == pages[-1] + 1):
            pages.append(page)
            entries.extend(listed)
            bottom = rows[count][1] if count < len(rows) else math.inf
        elif pages and page > pages[-1] + 3:
            break
    return Contents(tuple(pages), tuple(entries), bottom)


def _rows_by_page(elements: Sequence[Block | Table]) -> dict[int, list[tuple[str, float]]]:
    """The printed rows of the first pages, each with its top."""
    rows: dict[int, list[tuple[str, float]]] = {}
    for element in elements:
        if element.page > _FRONT_PAGES:
            break
        if isinstance(element, Block):
            for line in element.lines:
                rows.setdefault(line.page, []).append((line.text.lstrip(f"{BULLETS}*- "), line.top))
        else:
            for row in element.rows:
                text = " ".join(cell.text for cell in row.cells)
                rows.setdefault(row.page, []).append((text, row.top))
    return rows


def _length(rows: Sequence[tuple[str, float]]) -> int:
    """How many rows of a page come before a section's own title: the second time that the page prints it."""
    titles: set[str] = set()
    for count, (text, _) in enumerate(rows):
        heading = read_heading(without_leader(text)[0])
        if heading is None or heading.role not in _MAIN or not (heading.labelled or heading.numbered):
            continue
        title = squeeze(heading.title)
        if title in titles:
            return count
        titles.add(title)
    return len(rows)


def _entries(rows: list[str]) -> list[Entry]:
    """The section titles among the rows; a title may run over two rows, its page number behind the last."""
    found: list[Entry] = []
    for index, row in enumerate(rows):
        title, printed = without_leader(row)
        heading = read_heading(title)
        if heading is not None and heading.label_only and printed is None and index + 1 < len(rows):
            title, printed = without_leader(f"{title} {rows[index + 1]}")
            heading = read_heading(title)
        if heading is None or heading.role not in _MAIN or len(title) > 250:
            continue
        for after in rows[index + 1 : index + 4]:
            if printed is not None:
                break
            rest, printed = without_leader(f" {after}")
            if read_heading(rest) is not None:
                printed = None
                break
        found.append(Entry(heading.role, title, printed))
    return found


def _is_contents(rows: list[str], listed: list[Entry], *, follows: bool) -> bool:
    plain = [row for row in rows if without_leader(row)[1] is None]
    numbered = len(rows) - len(plain)
    prose = sum(_PROSE.search(row) is not None for row in plain)
    roles = {entry.role for entry in listed}
    titled = any(is_contents_title(row) for row in rows[:8])
    if titled and (numbered >= 3 or len(roles) >= 2):
        return prose <= max(3, len(rows) // 3)
    if len(roles) >= 3:
        return prose <= 2 or numbered * 2 >= len(rows)
    return follows and len(rows) >= 3 and numbered * 2 >= len(rows) and prose == 0


def _top(element: Block | Table) -> float:
    return element.lines[0].top if isinstance(element, Block) else element.box[1]
