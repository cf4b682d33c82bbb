"""The contents pages of a report: which pages they are, and what they list. Their lines are never section starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from soc2parse.language.headings import is_contents_title, read_heading, without_leader
from soc2parse.layout.element import Block, Table

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
    """The contents pages of a file, and the sections that they list."""

    pages: tuple[int, ...] = ()
    entries: tuple[Entry, ...] = ()


def find_contents(elements: Sequence[Block | Table]) -> Contents:
    """The pages headed "Table of Contents", those that list three sections without prose, and what follows them."""
    pages: list[int] = []
    entries: list[Entry] = []
    for page, rows in _rows_by_page(elements).items():
        listed = _entries(rows)
        if _is_contents(rows, listed, follows=bool(pages) and page == pages[-1] + 1):
            pages.append(page)
            entries.extend(listed)
        elif pages and page > pages[-1] + 3:
            break
    return Contents(tuple(pages), tuple(entries))


def _rows_by_page(elements: Sequence[Block | Table]) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    for element in elements:
        if element.page > _FRONT_PAGES:
            break
        if isinstance(element, Block):
            for line in element.lines:
                rows.setdefault(line.page, []).append(line.text)
        else:
            for row in element.rows:
                rows.setdefault(row.page, []).append(" ".join(cell.text for cell in row.cells))
    return rows


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
