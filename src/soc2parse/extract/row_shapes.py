"""What a row of a control table, or a table of them, is by its shape: a header, a row across the columns, a title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from soc2parse.extract.fields import Fields, is_labelled, labelled_parts
from soc2parse.extract.inline_ids import numbers_controls
from soc2parse.extract.printing import text_of
from soc2parse.extract.table_roles import Roles, header_of
from soc2parse.language import control_ids, criteria_ids
from soc2parse.language.columns import ColumnRole
from soc2parse.language.labels import label_of
from soc2parse.language.topics import leaves_out
from soc2parse.layout.element import Block, Cell, Line, Row, Table

_TITLE_WORDS = 20
_FEWEST = 2  # rows with the criterion of the row above
_FEW_BLANK = 0.2


def body_of(table: Table, count: int) -> Iterator[Row]:
    """The rows without the headers, also those of two lines ("Provided by the Auditor" above "Tests", "Results")."""
    headers = [header_of(row, count) is not None for row in table.rows]
    for i, row in enumerate(table.rows):
        tops_page = i == 0 or table.rows[i - 1].page != row.page
        first = row.cells[0].text
        criterion = criteria_ids.leading(first) or criteria_ids.series(first)
        above_header = tops_page and not criterion and i + 1 < len(headers) and headers[i + 1]
        if not headers[i] and not above_header:
            yield row


def parted_rows(rows: Iterable[Row], roles: Roles) -> Iterator[Row]:
    """The rows, and as rows of their own the labelled lines that stand below an id within its column's width.

    "Result: No exceptions noted." below "AC-01" runs over the table's columns where it is longer. What is labelled and
    runs across them beside the last words of a merged criterion is a row of its own too.
    """
    for row in rows:
        cell, last = row.cells[0], row.cells[-1]
        if len(row.cells) == 2 and roles.columns[cell.column] is ColumnRole.CRITERION and _runs_across(last):
            yield replace(row, cells=(last,))
            continue
        named = cell.span == 1 and roles.columns[cell.column] in (ColumnRole.CONTROL_ID, ColumnRole.CRITERION)
        first, *below = labelled_parts(cell.lines) if named and len(cell.lines) > 1 else (list(cell.lines),)
        if not below or is_labelled(first[0]):
            yield row
            continue
        yield replace(row, cells=(replace(cell, lines=tuple(first)), *row.cells[1:]))
        for part in below:
            yield Row(row.page, part[0].top, part[-1].bottom, (Cell(tuple(part), cell.column),))


def _runs_across(cell: Cell) -> bool:
    """Whether a cell over several columns begins with a label: "Exception Detail: ..."."""
    text = cell.lines[0].text
    labelled = label_of(text) if cell.span > 1 else None
    return labelled is not None and text[len(labelled[1]) :].lstrip().startswith(":")


def is_upper_head(element: Block | Table, following: Block | Table | None) -> bool:
    """Whether a table names what stands below: "Acme" and "Larch & Co. LLP" above "Control", "Tests", "Results"."""
    if not isinstance(element, Table) or not isinstance(following, Table) or element.page != following.page:
        return False
    texts = [cell.text for row in element.rows for cell in row.cells]
    names = len(element.rows) == 1 and not any(t.endswith(".") or control_ids.looks_like_id(t) for t in texts)
    return names and header_of(following.rows[0], len(following.edges) - 1) is not None


def spans(row: Row, roles: Roles) -> bool:
    """Whether a row has one cell over several columns, or a criterion alone in the first, or one with its words."""
    if len(row.cells) == 2:
        name, words = row.cells
        return name.column == 0 and words.span > 1 and criteria_ids.is_list(name.text) and len(words.text) > 14
    if len(row.cells) != 1:
        return False
    cell = row.cells[0]
    if cell.span >= max(2, round(0.5 * len(roles.columns))):
        return True
    heads = bool(criteria_ids.series(cell.text)) or (len(cell.text) > 14 and bool(criteria_ids.leading(cell.text)))
    return cell.column == 0 and heads and not _is_id(cell)


def parts_across(lines: list[Line]) -> list[list[Line]]:
    """What stands across a table in parts: "Result: ..." and below it a response, or the next criterion's words."""
    head = next((i for i, line in enumerate(lines) if i and _heads_rows(line)), None)
    if head is not None:
        return [lines[:head], lines[head:]]
    return list(labelled_parts(lines)) if is_labelled(lines[0]) else [lines]


def _heads_rows(line: Line) -> bool:
    """Whether a line across the table names a criterion with its words: "CC-1.3: Structures, reporting lines"."""
    led = criteria_ids.leading(line.text)
    return led is not None and len(led.ids) == 1 and led.rest[:1].isupper() and not control_ids.find(line.text)


class Spread(StrEnum):
    """How the criteria stand in their column."""

    MERGED = "merged"  # in cells that reach down over several rows
    REPEATED = "repeated"  # in every row, also where it is that of the row above
    OTHER = "other"


def spread_of_criteria(table: Table, roles: Roles, body: Sequence[Row]) -> Spread:
    """How the criteria of a table's rows are printed."""
    if ColumnRole.CRITERION not in roles.columns:
        return Spread.OTHER
    column = roles.columns.index(ColumnRole.CRITERION)
    cells = [(row, row.cell(column)) for row in table.rows]
    if any(cell and cell.span == 1 and cell.bottom and cell.bottom > row.bottom + 2 for row, cell in cells):
        return Spread.MERGED
    named = {i for i, role in enumerate(roles.columns) if role in (ColumnRole.CONTROL_ID, ColumnRole.CONTROL)}
    rows = [row for row in body if any(cell.column in named for cell in row.cells)]
    texts = [cell.text if (cell := row.cell(column)) else "" for row in rows]
    again = sum(1 for above, text in pairwise(texts) if text and text == above)
    return Spread.REPEATED if again >= _FEWEST and texts.count("") < _FEW_BLANK * len(texts) else Spread.OTHER


def gives_numbers(roles: Roles, body: Sequence[Row]) -> bool:
    """Whether a table without a column of ids has them at the start of its controls' cells."""
    column = roles.columns.index(ColumnRole.CONTROL) if ColumnRole.CONTROL in roles.columns else None
    if column is None or roles.has(ColumnRole.CONTROL_ID):
        return False
    rows = (row for row in body if len(row.cells) > 1)
    return numbers_controls([cell.lines for row in rows if (cell := row.cell(column)) is not None])


def is_title(fields: Fields) -> bool:
    """Whether words stand alone in the column of ids: "Control environment" or "6. Access" heads the rows below."""
    if fields.keys() != {ColumnRole.CONTROL_ID}:
        return False
    text = text_of(fields[ColumnRole.CONTROL_ID])
    named = any(word.isalpha() and len(word) > 2 for word in text.split())
    return not any(c.isdigit() for c in text) or (named and not control_ids.looks_like_id(text))


def reads_as_title(text: str) -> bool:
    """Whether words across the columns are a title: "Logical access - criteria CC6.1 and CC6.2"; no sentence."""
    return len(text.split()) <= _TITLE_WORDS and not text.rstrip().endswith((".", ":", ";"))


def _is_id(cell: Cell) -> bool:
    return bool(control_ids.looks_like_id(cell.text))


def is_left_out(fields: Fields) -> bool:
    """Whether a row says that its criterion has no control: "Not applicable" there and in whatever else it has."""
    if ColumnRole.CONTROL not in fields or ColumnRole.CONTROL_ID in fields:
        return False
    return all(leaves_out(text_of(lines)) for lines in fields.values() if lines)
