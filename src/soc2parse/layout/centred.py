"""Rows whose short cells are centred in their height: an id stands beside the middle of its row's text, not its top."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from soc2parse.layout.element import Line
from soc2parse.layout.lines import merge
from soc2parse.layout.strips import Strip
from soc2parse.reading.page import Page, Shade

Columns = dict[int, list[Line]]
_FEWEST = 2


@dataclass(frozen=True)
class _Entry:
    """Lines that stand close below each other in one column."""

    lines: tuple[Line, ...]

    @property
    def middle(self) -> float:
        return (self.lines[0].top + self.lines[-1].bottom) / 2

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


def centred_rows(band: Sequence[Strip], edges: Sequence[float], names: int, pitch: float) -> list[list[Strip]] | None:
    """The rows of a band in which nothing but white space parts them, by the names in the column `names`.

    None where these stand at the tops of their rows, or where there is but one. What is merged over several rows (a
    criterion and its words) goes to the first of them.
    """
    columns = _columns(band, edges)
    named = list(_entries(columns.pop(names, []), 1.25 * pitch))
    texts = max(columns.values(), key=lambda lines: _apart(lines, len(named), pitch), default=[])
    if len(named) < _FEWEST or not any(_in_the_middle(entry, texts, pitch) for entry in named):
        return None
    cuts = [_cut(texts, one, other) for one, other in pairwise(named)]
    rows: list[Columns] = [{names: list(entry.lines)} for entry in named]
    start = _start(texts, named[0], cuts[0], pitch)
    if start is not None:  # the rest of a row overleaf
        cuts.insert(0, start)
        rows.insert(0, {})
    for column, lines in columns.items():
        for entry in _entries(lines, 1.12 * pitch):
            first = bisect_right(cuts, entry.lines[0].bottom)
            if column < names:
                rows[first].setdefault(column, []).extend(entry.lines)
                continue
            for line in entry.lines:
                place = bisect_right(cuts, line.bottom) if lines is texts else first
                rows[place].setdefault(column, []).extend([line])
    _raise_merged(rows, [*cuts, band[-1].line.bottom], band[0].line.top, names)
    return [_strips(row) for row in rows if row]


def lifted(page: Page, bands: Sequence[list[Strip]], cuts: Sequence[float]) -> list[list[Strip]]:
    """The bands, with what stands in a shaded cell that reaches down over several of them in the first of these."""
    cells = [s for s in page.shades if any(_parts(page.shades, s, y) for y in _within(s, cuts))]
    if not cells:
        return list(bands)
    first = bisect_right(cuts, (bands[0][0].line.top + bands[0][0].line.bottom) / 2) if bands[0] else 0
    moved = {id(piece): place for band in bands for piece, place in _raised(band, cells, cuts)}
    if not moved:
        return list(bands)
    rows: list[Columns] = [{} for _ in bands]
    places = [bisect_right(cuts, (band[0].line.top + band[0].line.bottom) / 2) for band in bands]
    for band, place in zip(bands, places, strict=True):
        for piece in (piece for strip in band for piece in strip.pieces):
            target = max(moved.get(id(piece), place), first)
            row = next(i for i, other in enumerate(places) if other >= target)
            rows[row].setdefault(0, []).append(piece)
    return [_strips(row) for row in rows if row]


def _within(cell: Shade, cuts: Sequence[float]) -> Sequence[float]:
    """The cuts that run through a cell."""
    return cuts[bisect_right(cuts, cell.top + 4) : bisect_left(cuts, cell.bottom - 4)]


def _parts(shades: Sequence[Shade], cell: Shade, y: float) -> bool:
    """Whether cells of the same shade beside this one begin or end at a height within it: it is merged, they are not.

    A whole column of labels on a tint is no merged cell: rules part its rows.
    """
    return any(
        s.color == cell.color
        and (s.x1 < cell.x0 + 2 or s.x0 > cell.x1 - 2)
        and min(abs(s.top - y), abs(s.bottom - y)) < 2
        for s in shades
    )


def _raised(band: Sequence[Strip], cells: Sequence[Shade], cuts: Sequence[float]) -> Iterator[tuple[Line, int]]:
    """The pieces of a band that stand in a cell which begins above it, with the place of the cell's first band."""
    for piece in (piece for strip in band for piece in strip.pieces):
        middle = (piece.top + piece.bottom) / 2
        for cell in cells:
            inside = cell.x0 - 2 < piece.x0 and piece.x1 < cell.x1 + 2 and cell.top < middle < cell.bottom
            if inside and bisect_right(cuts, cell.top + 4) < bisect_right(cuts, middle):
                yield piece, bisect_right(cuts, cell.top + 4)


def _apart(lines: Sequence[Line], rows: int, pitch: float) -> tuple[int, int]:
    """How far a column shows so many rows: by the gaps in it, then by its text."""
    return min(sum(1 for _ in _entries(lines, 1.12 * pitch)), rows), sum(len(line.text) for line in lines)


def _columns(band: Sequence[Strip], edges: Sequence[float]) -> Columns:
    found: Columns = {}
    for strip in band:
        for piece in strip.pieces:
            found.setdefault(bisect_right(edges, piece.x0 + 2, 1, len(edges) - 1) - 1, []).append(piece)
    return found


def _entries(lines: Sequence[Line], step: float) -> Iterator[_Entry]:
    held: list[Line] = []
    for line in lines:
        if held and line.bottom - held[-1].bottom > step:
            yield _Entry(tuple(held))
            held = []
        held.append(line)
    if held:
        yield _Entry(tuple(held))


def _in_the_middle(entry: _Entry, texts: Sequence[Line], pitch: float) -> bool:
    """Whether text goes on from above a name to below it, at the usual distance of lines."""
    above = [line for line in texts if line.bottom < entry.lines[0].bottom - 1]
    below = [line for line in texts if line.bottom > entry.lines[0].bottom - 1]
    return bool(above and below) and below[0].bottom - above[-1].bottom < 1.12 * pitch


def _start(texts: Sequence[Line], first: _Entry, end: float, pitch: float) -> float | None:
    """Where the first named row begins, if lines of another stand above it: in their middle stands no name."""
    own = [line for line in texts if line.bottom < end]
    heights = [None, *(one.bottom for one, other in pairwise(own) if other.bottom - one.bottom > 1.12 * pitch)]

    def off(height: float | None) -> float:
        held = [line for line in own if height is None or line.bottom > height]
        return abs((held[0].top + held[-1].bottom) / 2 - first.middle) if held else float("inf")

    best = min(heights, key=off)
    return best + 1.0 if best is not None and off(best) < off(None) - 0.4 * pitch else None


def _cut(texts: Sequence[Line], one: _Entry, other: _Entry) -> float:
    """The height between two names where the texts stand furthest apart; of equal gaps the one halfway."""
    between = [
        (above, below)
        for above, below in pairwise(texts)
        if one.lines[0].top < below.bottom and above.top < other.lines[-1].bottom
    ]
    halfway = (one.middle + other.middle) / 2
    if not between:
        return halfway
    above, below = max(
        between,
        key=lambda pair: (
            round(pair[1].bottom - pair[0].bottom, 0),
            -abs((pair[0].bottom + pair[1].top) / 2 - halfway),
        ),
    )
    return (above.bottom + below.bottom) / 2


def _raise_merged(rows: Sequence[Columns], bottoms: Sequence[float], top: float, names: int) -> None:
    """Left of the names a cell reaches over as many rows as its middle asks for: it goes to the first of them."""
    tops = [top, *bottoms[:-1]]
    for column in sorted({column for row in rows for column in row if column < names}):
        held = [(row.pop(column), i) for i, row in enumerate(rows) if column in row]
        start = 0
        for lines, place in held:
            middle = (lines[0].top + lines[-1].bottom) / 2
            ends = range(max(place, start), len(rows))
            end = min(ends, key=lambda i: abs((tops[start] + bottoms[i]) / 2 - middle), default=place)
            rows[min(start, len(rows) - 1)].setdefault(column, []).extend(lines)
            start = end + 1


def _strips(row: Columns) -> list[Strip]:
    """The cells' lines as lines of the page again."""
    levels: list[list[Line]] = []
    for line in sorted((line for lines in row.values() for line in lines), key=lambda line: line.bottom):
        if not levels or line.bottom - levels[-1][0].bottom > 0.3 * line.size:
            levels.append([])
        levels[-1].append(line)
    return [Strip(merge(level), tuple(sorted(level, key=lambda line: line.x0))) for level in levels]
