"""Cells merged over rows, in tables whose rows are parted by rules: these leave out the column of a merged cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from soc2parse.layout.element import Cell, Row
from soc2parse.reading.page import Page

_MOST = 0.6  # of a width that a rule covers, and of the rows that rules part
_BELOW = 9.0  # points that a cell reaches below the page's last row, where no rule ends it


def with_merged(page: Page, rows: Sequence[Row], edges: Sequence[float]) -> list[Row]:
    """The rows, with each merged cell of the first column in the first of its rows, and its lower edge.

    "CC6.2" stands in the middle of the rows that it covers, beside the second or third of them.
    """
    bounds = [_parts(page, above, below, edges) for above, below in pairwise(rows)]
    drawn = sum(1 for others, _ in bounds if others)
    if drawn < max(2, _MOST * len(bounds)) or all(first for others, first in bounds if others):
        return list(rows)
    out: list[Row] = []
    for group, ended in _groups(rows, bounds):
        out += _joined(group, ended=ended)
    return out


def _parts(page: Page, above: Row, below: Row, edges: Sequence[float]) -> tuple[bool, bool]:
    """Whether a rule between two rows runs under the columns behind the first, and whether under the first."""
    low, high = above.bottom - 2, below.top + 2
    rules = [rule for rule in page.rulings if rule.horizontal and low < rule.top < high]

    def covers(x0: float, x1: float) -> bool:
        return sum(max(min(rule.x1, x1) - max(rule.x0, x0), 0.0) for rule in rules) > _MOST * (x1 - x0)

    return covers(edges[1], edges[-1]), covers(edges[0], edges[1])


def _groups(rows: Sequence[Row], bounds: Sequence[tuple[bool, bool]]) -> Iterator[tuple[list[Row], bool]]:
    """The rows between two rules under the first column, and whether such a rule ends them."""
    group = [rows[0]]
    for row, (others, first) in zip(rows[1:], bounds, strict=True):
        if first or not others:
            yield group, first
            group = []
        group.append(row)
    yield group, False


def _joined(group: list[Row], *, ended: bool) -> list[Row]:
    held = [cell for row in group for cell in row.cells if cell.column == 0]
    if len(group) < 2 or len(held) != 1 or held[0].span > 1:
        return group
    cell: Cell = replace(held[0], bottom=group[-1].bottom + (0.0 if ended else _BELOW))
    rest = [replace(row, cells=tuple(one for one in row.cells if one.column)) for row in group]
    return [replace(rest[0], cells=(cell, *rest[0].cells)), *rest[1:]]
