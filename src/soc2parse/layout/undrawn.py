"""Rows of a table of which the columns alone are drawn: several stand in each of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from soc2parse.layout.bands import is_name, rows_of
from soc2parse.layout.element import Cell, Line, Row
from soc2parse.layout.lines import merge
from soc2parse.layout.strips import Strip
from soc2parse.reading.page import Page

_FAR = 1.3  # times the usual step from line to line


def holds_rows(cells: Sequence[Cell], columns: int) -> bool:
    """Whether the first drawn cell of ids holds several with space between: the rows are not drawn, only the columns.

    An id beside two criteria that stand apart is one row.
    """
    named = next((cell.lines for cell in cells if all(is_name(line.text) for line in cell.lines)), ())
    if named and any(_begins_beside(cell.lines, named[0]) for cell in cells):
        return True
    return _holds_names(named) or (len(cells) == columns > 2 and _begin_together(cells))


def _begins_beside(lines: Sequence[Line], name: Line) -> bool:
    """Whether a text begins beside an id, below a gap: what stands above it is the rest of the row overleaf."""
    steps = [below.bottom - above.bottom for above, below in pairwise(lines)]
    beside = [
        step for step, line in zip(steps, lines[1:], strict=True) if abs(line.bottom - name.bottom) < 0.2 * name.size
    ]
    return bool(beside) and beside[0] > _FAR * min(*steps, 1.6 * name.size)


def _begin_together(cells: Sequence[Cell]) -> bool:
    """Whether further down in the cells a text begins in each of them on one height: a control, its test, its result.

    The paragraphs of one control stand beside its tests by chance at most, and no number or id begins there.
    """
    if any(len(cell.lines) < 2 for cell in cells):
        return False
    steps = [below.bottom - above.bottom for cell in cells for above, below in pairwise(cell.lines)]
    pitch = min((step for step in steps if step > 0.9 * cells[0].lines[0].size), default=0.0)
    begun = [[b for a, b in pairwise(cell.lines) if b.bottom - a.bottom > 1.2 * pitch] for cell in cells]
    return any(
        first.text[:1].isupper()
        and all(any(abs(line.bottom - first.bottom) < 0.2 * line.size for line in column) for column in begun[1:])
        for first in begun[0]
    )


def _holds_names(lines: Sequence[Line]) -> bool:
    steps = [below.bottom - above.bottom for above, below in pairwise(lines)]
    return len(lines) > 1 and max(steps) > 1.7 * lines[0].size and len({line.text for line in lines}) == len(lines)


def rows_in(page: Page, cells: Sequence[Cell], edges: Sequence[float]) -> list[Row]:
    """The rows within cells that are drawn as columns alone."""
    levels: list[list[Line]] = []
    for line in sorted((line for cell in cells for line in cell.lines), key=lambda line: line.bottom):
        if not levels or line.bottom - levels[-1][0].bottom > 0.3 * line.size:
            levels.append([])
        levels[-1].append(line)
    strips = [Strip(merge(level), tuple(sorted(level, key=lambda line: line.x0))) for level in levels]
    return rows_of(page, strips, edges)
