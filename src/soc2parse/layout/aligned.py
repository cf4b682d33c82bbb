"""Tables that are not drawn as a grid: columns by alignment, rows by rules, shading or spacing.

Columns are the white gutters that run through many lines. A line that crosses them is a row of its own that spans
them ("CC6.1 The entity ..."), unless it is prose outside the table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from soc2parse.layout.bands import rows_of
from soc2parse.layout.element import Line, Table
from soc2parse.layout.frames import fills_row, frames_of, is_enclosed, is_framed
from soc2parse.layout.gutters import own_edges
from soc2parse.layout.header_cells import cut_at, header_edges
from soc2parse.layout.shading import bands_of
from soc2parse.layout.strips import Strip, crosses, opens_header, part_at, recut, strip_of
from soc2parse.reading.page import X0, X1, Box, Page, Ruling, Shade

_BIG_GAP = 46.0  # points without text that end a table
_MOST_SHIFT = 30.0  # points between the margins of left and right pages
_WIDE = 0.6  # of the width of the lines
_ACROSS = 0.15  # of the lines may run across the columns of the page before: a box in a row, beside its criterion
_ALIKE = 3  # lines with one label, at least
_EXACT = 1.0  # points
_MARGIN = 24.0  # points from the right edge: where page numbers stand
_PAGE_NUMBER = re.compile(r"\d{1,3}|[ivxl]{1,6}", re.IGNORECASE)


def find_aligned(
    page: Page, lines: Sequence[Line], before: Table | None = None, after: Table | None = None
) -> list[tuple[Table, tuple[Line, ...]]]:
    """The aligned tables among these lines of a page, each with the lines it took.

    `before` is the table that the page before ended with: it may go on here, though too few lines show its columns.
    `after` opens the next page and may begin here.
    """
    strips = [strip_of(line) for line in lines]
    columns = _columns_of(before, strips) if before else None
    found = []
    rest = _rest_of(page, strips, columns) if columns else []
    if columns and rest:
        found.append(_made(page, rest, columns.edges))
        strips, columns = strips[len(rest) :], None
    below = _columns_of(after, strips) if after else None
    for i, run in enumerate(_runs(page, strips, columns, below)):
        known = columns if i == 0 and columns else below if run[-1] is strips[-1] else None
        table = _table(page, run, known)
        if table:
            found.append(table)
    return found


def _rest_of(page: Page, strips: Sequence[Strip], columns: _Columns) -> list[Strip]:
    """The lines at the top of a page that are the rest of one cell: in a frame of their own, below a later column."""
    rest: list[Strip] = []
    for strip in strips:
        later = strip.line.x0 > columns.edges[1] and _stands_in(strip, columns)
        near = not rest or strip.line.top - rest[-1].line.bottom < strip.line.size
        if not later or not near or not is_enclosed(strip.line, page, columns.edges[-2]):
            break
        rest.append(strip)
    ended = len(rest) < len(strips) and not is_enclosed(strips[len(rest)].line, page, columns.edges[-2])
    return rest if ended and all(len(strip.pieces) == 1 for strip in rest) else []


class _Columns(NamedTuple):
    """Where a table's texts begin, and its edges."""

    starts: tuple[float, ...]
    edges: tuple[float, ...]


def _columns_of(before: Table, strips: Sequence[Strip]) -> _Columns:
    """The columns of the page before; left and right pages may stand a little apart."""
    columns = _Columns(before.starts, before.edges)
    heads = (i for i, strip in enumerate(strips) if i and strip.header)
    strips = strips[: next(heads, len(strips))]  # below its own header another table begins
    split = [strip for strip in strips if len(strip.pieces) > 1]
    if not split or _fits(split, columns):
        return columns
    left = min(split, key=lambda strip: strip.pieces[0].x0).pieces[0].x0
    shifts = sorted((left - start for start in before.starts), key=abs)  # the first columns may be empty here
    for shift in (shift for shift in shifts if 2.0 < abs(shift) < _MOST_SHIFT):
        moved = _Columns(tuple(x + shift for x in before.starts), tuple(x + shift for x in before.edges))
        if _fits(split, moved):
            return moved
    return columns


def _runs(page: Page, strips: Sequence[Strip], before: _Columns | None, after: _Columns | None) -> list[list[Strip]]:
    """Stretches of the page that hold a line with three pieces, or a header; each without a big gap inside."""
    runs: list[list[Strip]] = []
    sizes = [strip.line.size for strip in strips if len(strip.pieces) > 1]
    usual = median(sizes) if sizes else 0.0
    frames = frames_of(page)
    for i, strip in enumerate(strips):
        header = strip.header or opens_header(strips, i)
        new = not runs or not runs[-1]
        if not new:
            gap = strip.line.top - runs[-1][-1].line.bottom
            title = len(strip.pieces) == 1 and strip.line.size > 1.2 * usual
            new = (
                gap > _BIG_GAP
                or title
                or _leaves(strips[i - 1], strip, frames)
                or (header and gap > strip.line.size and not strips[i - 1].header)
            )
        if new:
            runs.append([])
        runs[-1].append(strip)
    runs = [part for run in runs for part in _by_columns(run)]
    return [
        run
        for i, run in enumerate(runs)
        if any(len(s.pieces) > 2 or s.header for s in run)
        or _banded(page, run)
        or (i == 0 and before is not None and _fits(run, before))
        or (i == len(runs) - 1 and after is not None and _fits(run, after))
    ]


def _by_columns(run: Sequence[Strip]) -> list[list[Strip]]:
    """The run, parted at a bold line below which nothing stands in the header's columns any more: cards begin there."""
    head = next((i for i, strip in enumerate(run) if strip.header and len(strip.pieces) > 2), None)
    if head is None:
        return [list(run)]
    starts = [piece.x0 for piece in run[head].pieces]
    held = [
        i
        for i, strip in enumerate(run)
        if i <= head or any(abs(piece.x0 - x) < 2.0 for piece in strip.pieces[1:] for x in starts)
    ]
    last = held[-1]
    title = next((i for i in range(last + 1, len(run)) if len(run[i].pieces) == 1 and run[i].line.bold), len(run))
    below = [strip for strip in run[title:] if len(strip.pieces) > 1]
    return [list(run[:title]), list(run[title:])] if head < last and len(below) >= _ALIKE else [list(run)]


def _leaves(above: Strip, strip: Strip, frames: Sequence[Box]) -> bool:
    """Whether a frame drawn around a table ends or begins between a line and a line of prose beside it."""
    inside, outside = is_framed(above.line, frames), is_framed(strip.line, frames)
    return inside != outside and len((strip if inside else above).pieces) == 1


def _fits(run: Sequence[Strip], before: _Columns) -> bool:
    """Whether the page's first lines stand in the columns of the table before."""
    split = [strip for strip in run if len(strip.pieces) > 1]
    return bool(split) and sum(1 for strip in split if _stands_in(strip, before)) > 0.7 * len(split)


def _stands_in(strip: Strip, columns: _Columns) -> bool:
    """Whether what a line holds in each column begins where texts do there, however wide its words are set apart."""
    starts, edges = columns
    last, column, right = len(edges) - 1, -1, float("-inf")
    for x0, x1 in zip(map(X0, strip.line.words), map(X1, strip.line.words), strict=True):
        if x0 + 2 >= right:  # behind the column of the word before
            column = bisect_right(edges, x0 + 2, 1, last) - 1
            right = edges[column + 1] if column + 1 < last else float("inf")
            if not _begins(x0, starts):
                return False
        if x1 > right + 2:
            return False
    return True


def _stands(strip: Strip, starts: Sequence[float]) -> bool:
    """Whether all pieces of a line begin where columns do; these from left to right."""
    return all(_begins(piece.x0, starts) for piece in strip.pieces)


def _begins(x: float, starts: Sequence[float]) -> bool:
    near = bisect_right(starts, x - 2.0)
    return near < len(starts) and starts[near] < x + 2.0


def _banded(page: Page, run: Sequence[Strip]) -> bool:
    """Two columns between full-width rules or in striped bands are a table as well."""
    two = sum(1 for strip in run if len(strip.pieces) == 2)
    if two < 2:
        return False
    top, bottom = run[0].line.top - 12, run[-1].line.bottom + 12
    x0, x1 = min(strip.line.x0 for strip in run), max(strip.line.x1 for strip in run)

    def wide(area: Ruling | Shade) -> bool:
        return min(area.x1, x1) - max(area.x0, x0) > _WIDE * (x1 - x0)

    rules = sum(1 for r in page.rulings if r.horizontal and top <= r.top <= bottom and wide(r))
    bands = sum(1 for s in bands_of(page.shades) if top <= s.top <= bottom and wide(s))
    return rules >= 3 or bands >= 2


def _table(page: Page, run: list[Strip], before: _Columns | None) -> tuple[Table, tuple[Line, ...]] | None:
    lefts = [*_lefts(run), *(before.starts if before else ())]
    begun = [0.0, *(left - 1.0 for left in lefts), 0.0]
    run = [part_at(strip, begun) if strip.header else strip for strip in (recut(one, lefts) for one in run)]
    drawn = header_edges(page, run)
    if drawn:
        run = [cut_at(strip, drawn) for strip in run]
    body = _core(run)
    if not body:
        return None
    edges = drawn or _edges(body, before)
    if len(edges) < 3 or _is_contents(body):
        return None
    first, last = run.index(body[0]), run.index(body[-1])
    run = run if drawn else [part_at(strip, edges) if crosses(strip, edges) else strip for strip in run]
    start = _grow(page, run, edges, range(first - 1, -1, -1), first)
    end = _grow(page, run, edges, range(last + 1, len(run)), last)
    taken = run[start : end + 1]
    again = _edges(taken, before) if len(taken) > len(body) and not drawn else edges
    edges = again if len(again) == len(edges) else edges
    made = _made(page, taken, edges)
    return made if len(made[0].rows) > 1 or before or taken[0].header else None


def _made(page: Page, taken: Sequence[Strip], edges: Sequence[float]) -> tuple[Table, tuple[Line, ...]]:
    """The table of these lines, and the lines."""
    box = (edges[0], taken[0].line.top, edges[-1], taken[-1].line.bottom)
    rows = tuple(rows_of(page, taken, edges))
    return Table(page.number, box, tuple(edges), rows), tuple(strip.line for strip in taken)


def _lefts(run: Sequence[Strip]) -> list[float]:
    """Where columns begin: the starts of a header's pieces, and those that several lines share."""
    starts = Counter(round(piece.x0) for strip in run for piece in strip.pieces[1:])
    lefts = [piece.x0 for strip in run if strip.header for piece in strip.pieces[1:]]
    return lefts + [float(x) for x, count in starts.items() if count >= 3]


def _core(run: Sequence[Strip]) -> list[Strip]:
    """From the first to the last line that is sure to be in columns."""
    sure = [i for i, strip in enumerate(run) if len(strip.pieces) > 2 or strip.header]
    if not sure:
        sure = [i for i, strip in enumerate(run) if len(strip.pieces) == 2]
    starts = sorted([piece.x0 for i in sure for piece in run[i].pieces])
    sure += [i for i, strip in enumerate(run) if len(strip.pieces) > 1 and _stands(strip, starts)]
    after = [i for i in range(max(sure) + 1, len(run)) if len(run[i].pieces) > 1] if sure else []
    sure = sorted([*sure, *after[-1:]])
    return list(run[sure[0] : sure[-1] + 1]) if sure else []


def _edges(body: Sequence[Strip], before: _Columns | None) -> list[float]:
    """The left edge of each column and the right edge of the last; those of the table before where it goes on.

    The table before adds columns that too few lines show here; it takes none away that show.
    """
    own = own_edges(body)
    if not before or len(before.edges) < len(own) or not _fits(body, before):
        return own
    split = [s for s in body if len(s.pieces) > 1]
    across = [s for s in split if crosses(s, before.edges)]
    beside = all(_begins(piece.x0, before.starts) for s in across for piece in s.pieces)
    return list(before.edges) if beside and len(across) <= _ACROSS * len(split) else own


def _grow(page: Page, run: Sequence[Strip], edges: Sequence[float], order: range, limit: int) -> int:
    """How far the table reaches beyond its sure lines: while lines stand in its columns, or in the frame around it."""
    reach = limit
    size = median(strip.line.size for strip in run)
    starts = {round(piece.x0) for strip in run if len(strip.pieces) > 2 for piece in strip.pieces[1:]}
    frames = [frame for frame in frames_of(page) if is_framed(run[limit].line, [frame])]
    lines = [strip.line for strip in run]
    labels = Counter(map(_label, run))
    for i in order:
        strip, near = run[i], run[i + 1] if i < limit else run[i - 1]
        if (label := _label(strip)) and labels[label] >= _ALIKE:
            reach = i
            continue
        gap = max(near.line.top, strip.line.top) - min(near.line.bottom, strip.line.bottom)
        crossing = crosses(strip, edges)
        shaded = any(s.top <= strip.line.top + 3 and s.bottom >= strip.line.bottom - 3 for s in page.shades)
        if i > limit and (is_framed(strip.line, frames) or (crossing and fills_row(strip.line, lines, page, edges))):
            reach = i
            continue
        if i > limit and crossing and _goes_on(strip, run[:i], edges):
            reach = i
            continue
        if crossing and not shaded:
            break
        begun = (*starts, *(edge + 1.0 for edge in edges[1:-1]))
        columnar = len(strip.pieces) > 1 or any(abs(strip.line.x0 - start) < 2.5 for start in begun)
        heads = strip.line.bold and not near.line.bold  # of the next table, above whose header a rule runs
        framed = i > limit and not (crossing or heads) and _is_above_rule(page, strip.line, edges)
        if (
            not columnar
            and not shaded
            and not framed
            and (gap > 0.7 * size or i < limit or strip.line.size > 1.15 * size)
        ):
            break
        reach = i
    return reach


def _goes_on(strip: Strip, run: Sequence[Strip], edges: Sequence[float]) -> bool:
    """Whether a line ends a text that runs over all the later columns: "Exception Details: For one of two ..."."""
    line = strip.line
    above = next((one for one in reversed(run) if one.line.x1 > line.x0), None)
    if len(strip.pieces) > 1 or above is None or line.top - above.line.bottom > 0.5 * line.size:
        return False
    wide = (piece for piece in above.pieces if piece.x0 > edges[1] - _EXACT and piece.x1 > edges[-2])
    return any(abs(line.x0 - piece.x0) < _EXACT for piece in wide)


def _label(strip: Strip) -> tuple[str, int] | None:
    """A label at the start of a line across the columns, and its place: the "Result:" below each row."""
    text = strip.line.text.partition(":")
    brief = len(strip.pieces) == 1 and text[1] and text[0].count(" ") < 3
    return (text[0], round(strip.line.x0)) if brief else None


def _is_above_rule(page: Page, line: Line, edges: Sequence[float]) -> bool:
    """Whether a rule as wide as the table ends the row in which the line stands, and none parts it from the row."""
    wide = [r.top for r in page.rulings if r.horizontal and r.x0 < edges[0] + 9 and r.x1 > edges[-1] - 9]
    return any(line.bottom - 1 < y < line.bottom + 2 * line.size for y in wide) and not any(
        line.top - line.size < y < line.top for y in wide
    )


def _is_contents(body: Sequence[Strip]) -> bool:
    """A contents page: most lines end with a page number, and the numbers rise."""
    right = max(s.line.x1 for s in body)
    numbers = [s.pieces[-1].text for s in body if len(s.pieces) > 1 and s.line.x1 > right - _MARGIN]
    pages = [int(n) for n in numbers if n.isdigit() and len(n) < 4]
    named = sum(1 for n in numbers if _PAGE_NUMBER.fullmatch(n))
    split = sum(1 for s in body if len(s.pieces) > 1)
    return named > 0.7 * split and len(pages) > 2 and pages == sorted(pages)
