"""The user's duties among the tests: a row or column labelled "Complementary User Entity Controls"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from soc2parse.extract.entry import Entry
from soc2parse.extract.pieces import pieces
from soc2parse.language.cited import leading_criteria, only_criteria, take_criteria
from soc2parse.language.cuecs import (
    heading_kind,
    is_bare_none,
    is_introduction,
    is_none,
    stem_of,
    take_identifier,
)
from soc2parse.layout.element import Block, Cell, Line, Row, Table
from soc2parse.sections import Section
from soc2parse.terms import CuecKind

_USER = re.compile("user|customer|client|subscriber|tenant|cuec|uer|ucc")
_INLINE_BULLET = re.compile(r"(?:^|\s)[\u2022\u25cf\u25aa\uf0b7]\s+")
_LABEL = re.compile(r"^([^:.]{4,80}?)\s*(?::|\s[-\u2013\u2014]\s)\s*")


def read_user_rows(section: Section) -> tuple[tuple[CuecKind, Entry], ...]:
    """Each duty with its kind and the criterion above it."""
    found: list[tuple[CuecKind, Entry]] = []
    criteria: tuple[str, ...] = ()
    for table in section.elements:
        if isinstance(table, Block):
            criteria = leading_criteria(table.text) or criteria
            continue
        columns = _headed_columns(table)
        band: CuecKind | None = None
        for row in table.rows[table.header :]:
            first = row.cells[0] if row.cells else None
            if first:
                criteria = leading_criteria(first.text) or only_criteria(first.text) or criteria
            alone = first if len(row.cells) == 1 else None
            label = heading_kind(alone.text.rstrip(" :")) if alone else None
            if label or alone is None:
                band = label
            elif band and not leading_criteria(alone.text):
                found += [(band, entry) for entry in entries_of(alone, 0, criteria)]
                continue
            below = _below_label(alone) if alone else None
            for kind, cells in [below] if below else _labelled(row, columns):
                found += [(kind, entry) for cell, skip in cells for entry in entries_of(cell, skip, criteria)]
    return tuple(found)


def _below_label(cell: Cell) -> tuple[CuecKind, list[tuple[Cell, int]]] | None:
    """A row that no rule parts from the result above it: "Result: No exceptions noted. / Customer Controls: / ..."."""
    for index, line in enumerate(cell.lines[1:-1], start=1):
        text = line.text.strip()
        kind = heading_kind(text.rstrip(" :")) if text.endswith(":") else None
        if kind:
            return kind, [(replace(cell, lines=cell.lines[index + 1 :]), 0)]
    return None


def _headed_columns(table: Table) -> dict[int, CuecKind]:
    """Columns whose header is a list of the user's duties, in tables of more than two columns."""
    columns: dict[int, CuecKind] = {}
    for row in table.rows[: max(table.header, 1)]:
        if len(row.cells) < 2:
            continue
        for cell in row.cells:
            kind = heading_kind(cell.text)
            if kind:
                columns[cell.column] = kind
    return columns


def _labelled(row: Row, columns: dict[int, CuecKind]) -> list[tuple[CuecKind, list[tuple[Cell, int]]]]:
    """The cells of a row that hold duties, each with how many letters of label stand before them."""
    held: list[tuple[CuecKind, list[tuple[Cell, int]]]] = []
    for index, cell in enumerate(row.cells):
        if cell.column in columns:
            held.append((columns[cell.column], [(cell, 0)]))
            continue
        text = cell.text.strip()
        head = text[:90].casefold()
        if not _USER.search(head):
            continue
        whole = heading_kind(text.rstrip(" :")) if len(text) < 90 else None
        if whole and index + 1 < len(row.cells):
            held.append((whole, [(other, 0) for other in row.cells[index + 1 :]]))
            break
        label = _LABEL.match(text)
        kind = heading_kind(label[1]) if label else None
        if label and kind and label.end() < len(text):
            held.append((kind, [(cell, label.end())]))
    return held


def entries_of(cell: Cell, skip: int, criteria: tuple[str, ...]) -> list[Entry]:
    """The duties of a cell, behind the `skip` letters of its label."""
    lines = _behind(cell.lines, skip)
    stem = None
    found: list[Entry] = []
    for text, held in _texts(lines, cell, skip):
        opening = stem_of(text)
        stem = opening or stem
        if (
            opening
            or not text
            or is_none(text)
            or is_bare_none(text)
            or (is_introduction(text) and len(lines) > len(held))
        ):
            continue
        identifier, words = take_identifier(text)
        words, cited = take_criteria(words)
        found.append(Entry(text=words, lines=held, criteria=cited or criteria, id=identifier, stem=stem))
    return found


def _texts(lines: tuple[Line, ...], cell: Cell, skip: int) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The duties of a cell without the label before the first; bullets printed in one line part them too."""
    for text, held in pieces(lines) if lines else ():
        words = text
        if skip and held[0] is cell.lines[0]:
            label = _LABEL.match(words)
            words = words[label.end() :] if label else words
        for part in _INLINE_BULLET.split(words):
            if part.strip():
                yield part.strip(), held


def _behind(lines: tuple[Line, ...], skip: int) -> tuple[Line, ...]:
    """The lines without those that the label fills alone."""
    while lines and skip >= len(lines[0].text):
        skip -= len(lines[0].text) + 1
        lines = lines[1:]
    return lines
