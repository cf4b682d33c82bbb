"""An id alone at a page's foot, whose row stands overleaf: "CC6.2.2" here, "Access is revoked ..." there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from soc2parse.language import control_ids
from soc2parse.layout.element import Block, Cell, Table
from soc2parse.sections import Element


def with_left_ids(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements, an id that a page's end has cut off put into its row, the first of the table overleaf."""
    before: Element | None = None
    left: Block | None = None
    for element in elements:
        whole = _completed(element, left) if left is not None and isinstance(element, Table) else None
        if left is not None and whole is None:
            yield left
        left = element if isinstance(element, Block) and isinstance(before, Table) and _is_id(element) else None
        if left is None:
            yield whole or element
        before = element
    if left is not None:
        yield left


def _is_id(block: Block) -> bool:
    return len(block.lines) == 1 and control_ids.looks_like_id(block.text, weak=False)


def _completed(table: Table, left: Block) -> Table | None:
    """The table with the id in its first row, where that has none and the id stands below its column."""
    place = next((i for i, row in enumerate(table.rows) if i >= table.header), None)
    if place is None or table.rows[place].page != left.page + 1:
        return None
    row = table.rows[place]
    beside = table.edges[0] - 3 <= left.lines[0].x0 and left.lines[0].x1 <= table.edges[1] + 3
    if not beside or len(row.cells) < len(table.edges) - 2 or any(cell.column == 0 for cell in row.cells):
        return None
    whole = replace(row, cells=(Cell(left.lines, 0, 1), *row.cells))
    return replace(table, rows=(*table.rows[:place], whole, *table.rows[place + 1 :]))
