"""Tables that list: "Criteria | Complementary User Entity Control", in any order of columns, with bands between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from soc2parse.extract.entry import Entry, ListWording
from soc2parse.extract.matrix import MARK
from soc2parse.extract.pieces import BULLET, lead, pieces
from soc2parse.language.cited import leading_criteria, only_criteria, take_criteria
from soc2parse.language.list_columns import ListColumn, list_column
from soc2parse.layout.element import Cell, Row, Table

_LEVEL = 3.0  # points by which two lines on one level differ at most
_LABEL_WORDS = 7
# "Not applicable, the controls are part of section 4", but not "None of the accounts is shared."
_NOTHING = re.compile(r"(?:not applicable|n/?a)\b|none\W*$", re.IGNORECASE)
_SHORT = 24  # letters: more is prose, not an identifier


def columns_of(table: Table) -> tuple[dict[ListColumn, int], int]:
    """Which column holds what (the first of each kind), and how many rows at the top are header."""
    named: dict[ListColumn, int] = {}
    rows = 0
    for index, row in enumerate(table.rows[: max(table.header, 2)]):
        roles = [(cell.column, list_column(cell.text)) for cell in row.cells]
        known = [role for _, role in roles if role]
        if not known or (len(known) < len(roles) and index >= table.header) or (len(roles) == 1 and _width(table) > 1):
            if index < table.header:
                rows = index + 1
                continue
            break
        if named and index >= table.header:
            break
        rows = index + 1
        for column, role in roles:
            if role and role not in named:
                named[role] = column
    return named, rows


def with_head(table: Table) -> Table:
    """A table whose header no rule or shade parts from the first row: "Criteria / CC6.6" in one cell are two."""
    first = table.rows[0]
    if len(first.cells) < 2 or not all(len(cell.lines) > 1 and list_column(cell.lines[0].text) for cell in first.cells):
        return table
    rests = [" ".join(line.text for line in cell.lines[1:]) for cell in first.cells]
    if not any(only_criteria(rest) or rest.endswith(".") for rest in rests):
        return table
    head = replace(first, cells=tuple(replace(c, lines=c.lines[:1]) for c in first.cells))
    body = replace(first, cells=tuple(replace(c, lines=c.lines[1:]) for c in first.cells))
    return replace(table, rows=(head, body, *table.rows[1:]), header=1)


def with_criteria(table: Table) -> Table:
    """A table whose columns are criteria ("Control | CC6.1 | CC6.2"), with those that are marked in one column."""
    first = table.rows[0]
    heads = {cell.column: cell for cell in first.cells if only_criteria(cell.text)}
    marks = [cell for row in table.rows[1:] for cell in row.cells if cell.column in heads]
    if len(heads) < 2 or not marks or not all(MARK.fullmatch(cell.text) for cell in marks):
        return table
    column = min(heads)
    rows = [_cited(row, heads, column) for row in table.rows[1:]]
    top = replace(first, cells=tuple(cell for cell in first.cells if cell.column <= column))
    return replace(table, rows=(top, *rows), header=1)


def _cited(row: Row, heads: dict[int, Cell], column: int) -> Row:
    lines = tuple(line for cell in row.cells if cell.column in heads for line in heads[cell.column].lines)
    cells = tuple(cell for cell in row.cells if cell.column not in heads)
    found = (*cells, Cell(lines, column)) if lines else cells
    return replace(row, cells=tuple(sorted(found, key=lambda cell: cell.column)))


def read_table(table: Table, wording: ListWording, stem: str | None, group: str | None) -> Iterator[Entry]:
    """The entries of a table in order; nothing where no column holds prose."""
    table = with_criteria(table)
    named, start = columns_of(table)
    if ListColumn.RESULT in named:
        return
    named, start = _owned(table, named, start, wording)
    rows = table.rows[start:]
    roles = _complete(named, rows, _width(table))
    text_column = roles.get(ListColumn.TEXT)
    if text_column is None:
        return
    state = _Band(group=group, criteria=leading_criteria(group) if group else ())
    for row in (part for whole in rows for part in _parts(whole, roles)):
        if _repeats_header(row, table, start):
            continue
        if _is_band(row, text_column, _width(table), roles):
            words = row.cells[0].text
            stem = wording.stem_of(words) or stem
            state = _Band(words, leading_criteria(words))
            continue
        yield from _row_entries(row, roles, text_column, state, wording, stem)


def _owned(
    table: Table, named: dict[ListColumn, int], start: int, wording: ListWording
) -> tuple[dict[ListColumn, int], int]:
    """Of "Northwind | Customer" over two columns of duties, the list is that of the one whom the header names."""
    for index, row in enumerate(table.rows[: max(table.header, 1)]):
        heads = [cell.column for cell in row.cells if wording.heads(cell.text)]
        if len(heads) == 1 and len(row.cells) > 1:
            return {**named, ListColumn.TEXT: heads[0]}, max(start, index + 1)
    return named, start


def _parts(row: Row, roles: dict[ListColumn, int]) -> list[Row]:
    """The entries of a row that no rule divides: a new one begins where text and criteria both start anew.

    Seen where the organization's cell is merged over its entries in a table without rules.
    """
    text, criteria = row.cell(roles[ListColumn.TEXT]), row.cell(roles.get(ListColumn.CRITERIA, -1))
    if not text or not criteria or text is criteria or len(criteria.lines) < 2:
        return [row]
    marks = [
        line
        for above, line in pairwise(criteria.lines)
        if not above.text.rstrip().endswith((",", ";", "&", "and")) and only_criteria(line.text)
    ]
    cuts = [
        line
        for above, line in pairwise(text.lines)
        if above.text.rstrip().endswith((".", ";"))
        and line.text[:1].isupper()
        and any(mark.page == line.page and abs(mark.top - line.top) < _LEVEL for mark in marks)
    ]
    bounds = [(cut.page, cut.top - _LEVEL) for cut in cuts]
    edges = [(0, 0.0), *bounds, (10**9, 0.0)]
    return [
        replace(row, cells=_between(row.cells, first, last), page=first[0] or row.page)
        for first, last in pairwise(edges)
    ]


def _between(cells: tuple[Cell, ...], first: tuple[int, float], last: tuple[int, float]) -> tuple[Cell, ...]:
    found = []
    for cell in cells:
        lines = tuple(line for line in cell.lines if first <= (line.page, line.top) < last)
        if lines:
            found.append(replace(cell, lines=lines))
    return tuple(found)


@dataclass
class _Band:
    """What goes on for the rows under it: the band's words, its criteria, a merged cell's words."""

    group: str | None
    criteria: tuple[str, ...]
    organization: str | None = None


def _row_entries(
    row: Row, roles: dict[ListColumn, int], text_column: int, state: _Band, wording: ListWording, stem: str | None
) -> Iterator[Entry]:
    cell = row.cell(text_column)
    criteria = _criteria(row, roles, text_column, state)
    organization = _carried(row, roles.get(ListColumn.ORGANIZATION), state)
    group = _words(row, roles.get(ListColumn.GROUP))
    if group:
        state.group = group
    if cell is None or not cell.text.strip():
        return
    identifier = _words(row, roles.get(ListColumn.ID))
    own_stem = stem
    above = lead(cell.lines)
    for piece, lines in pieces(cell.lines):
        if lines == above and not piece.rstrip().endswith((".", ":")):
            continue
        found = wording.stem_of(piece)
        if found:
            own_stem = found
            continue
        printed, words = wording.take_identifier(piece)
        text, cited = take_criteria(words)
        introduces = wording.is_introduction(text) and not BULLET.match(lines[0].text)
        if not text or _NOTHING.match(text) or (introduces and len(cell.lines) != len(lines)):
            continue
        yield Entry(
            text=text,
            lines=lines,
            criteria=cited or criteria,
            id=identifier or printed,
            stem=own_stem,
            group=state.group,
            organization=organization,
        )


def _criteria(row: Row, roles: dict[ListColumn, int], text_column: int, state: _Band) -> tuple[str, ...]:
    column = roles.get(ListColumn.CRITERIA)
    if column is None:
        return state.criteria
    cell = row.cell(column)
    found = (only_criteria(cell.text) or leading_criteria(cell.text)) if cell else ()
    if found or (cell and cell.text.strip()):
        if column < text_column:
            state.criteria = found
        return found
    return state.criteria if column < text_column else ()


def _carried(row: Row, column: int | None, state: _Band) -> str | None:
    """What the organization's column says; a merged cell goes on for the rows under it."""
    words = _words(row, column)
    if words:
        state.organization = words
    return state.organization


def _words(row: Row, column: int | None) -> str | None:
    cell = row.cell(column) if column is not None else None
    return (cell.text.strip() or None) if cell else None


def _width(table: Table) -> int:
    return len(table.edges) - 1


def _is_band(row: Row, text_column: int, width: int, roles: dict[ListColumn, int]) -> bool:
    """A row that heads the rows under it: one cell over all columns, or a short label left of the prose."""
    if len(row.cells) != 1 or width < 2:
        return False
    cell = row.cells[0]
    if cell.span > 1:
        return True
    if cell.column == text_column:
        label = len(cell.text.split()) <= _LABEL_WORDS and not cell.text.rstrip().endswith((".", ";", ","))
        return label and ListColumn.CRITERIA in roles
    return cell.column not in (
        roles.get(ListColumn.CRITERIA),
        roles.get(ListColumn.ORGANIZATION),
        roles.get(ListColumn.ID),
    )


def _repeats_header(row: Row, table: Table, start: int) -> bool:
    if not start:
        return False
    words = [cell.text.casefold().split() for cell in row.cells]
    return any(words == [cell.text.casefold().split() for cell in head.cells] for head in table.rows[:start])


def _complete(named: dict[ListColumn, int], rows: tuple[Row, ...], width: int) -> dict[ListColumn, int]:
    """The header's columns, and what the cells tell where the header is silent."""
    roles = dict(named)
    taken = set(roles.values())
    letters: Counter[int] = Counter()
    for column in range(width):
        texts = [
            cell.text for row in rows for cell in row.cells if cell.column == column and (cell.span == 1 or width == 1)
        ]
        if column in taken or not texts:
            continue
        if ListColumn.CRITERIA not in roles and sum(bool(only_criteria(t)) for t in texts) > len(texts) / 2:
            roles[ListColumn.CRITERIA] = column
        elif not all(BULLET.fullmatch(text.strip()) for text in texts):
            letters[column] = sum(map(len, texts)) // len(texts)
    if ListColumn.TEXT not in roles and letters:
        longest = max(letters, key=lambda column: letters[column])
        if letters[longest] >= _SHORT:
            roles[ListColumn.TEXT] = longest
    return roles
