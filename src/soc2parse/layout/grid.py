"""Tables that are drawn: ruling lines that meet form a grid; no line between two fields makes one cell of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from soc2parse.language.columns import header_roles
from soc2parse.layout.element import Cell, Line, Row, Table
from soc2parse.layout.undrawn import holds_rows, rows_in
from soc2parse.reading.page import Box, Page, Ruling, Shade

_TOUCH = 3.0  # points within which two lines meet
_SAME = 3.5  # points within which two parallel lines are one edge

_Field = tuple[int, int]  # row, column


@dataclass(frozen=True)
class Grid:
    """The edges of one drawn table. `xs` and `ys` rise; `across[j]` are the pieces of horizontal line on `ys[j]`."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[tuple[tuple[float, float], ...], ...]
    down: tuple[tuple[tuple[float, float], ...], ...]

    @property
    def box(self) -> Box:
        """The area within the outermost edges."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_grids(page: Page) -> list[Grid]:
    """The drawn tables of a page with two columns or more, from top to bottom."""
    grids = []
    for group in _groups(page.rulings):
        whole = _grid(group)
        for grid in _stacked(whole) if whole else ():
            banded = _with_bands(grid, page.shades) if len(grid.ys) > 1 else grid
            if len(banded.xs) > 2 and len(grid.ys) > 1:
                grids.append(banded)
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return [grid for grid in grids if not any(_inside(grid.box, other.box) for other in grids if other is not grid)]


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - 1
        and inner[1] >= outer[1] - 1
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
        and inner != outer
    )


def _groups(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Lines that meet, directly or through others."""
    across = [r for r in rulings if r.horizontal]
    down = [r for r in rulings if not r.horizontal]
    if not across or not down:
        return []
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, line in enumerate(across):
        left, right, y = line.x0 - _TOUCH, line.x1 + _TOUCH, line.top
        for j, other in enumerate(down):
            if left <= other.x0 <= right and other.top - _TOUCH <= y <= other.bottom + _TOUCH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, list[Ruling]] = {}
    for i, line in enumerate([*across, *down]):
        groups.setdefault(root(i), []).append(line)
    whole = [group for group in groups.values() if len(group) > 2]
    for loose in (line for group in groups.values() if len(group) == 1 for line in group if not line.horizontal):
        next((group for group in whole if _goes_on(loose, group)), []).append(loose)
    return whole


def _goes_on(line: Ruling, group: Sequence[Ruling]) -> bool:
    """Whether a line that touches no other goes on, further down in the frame, with one that parts its columns."""
    above = any(not other.horizontal and abs(other.x0 - line.x0) < _SAME and other.bottom < line.top for other in group)
    sides = [
        other.x0 for other in group if not other.horizontal and other.top < line.top and other.bottom >= line.bottom
    ]
    return above and any(x < line.x0 for x in sides) and any(x > line.x0 for x in sides)


def _grid(group: Sequence[Ruling]) -> Grid | None:
    across = [r for r in group if r.horizontal]
    down = [r for r in group if not r.horizontal]
    if not across or not down:
        return None
    lefts, tops, rights, bottoms = zip(*group, strict=True)
    left, right, top, bottom = min(lefts), max(rights), min(tops), max(bottoms)
    # A table that is open at its sides, or at a page's end, ends where its lines end.
    xs = _edges([*(r.x0 for r in down), left, right])
    ends = _common_ends(down, left, right)
    ys = _edges([*(r.top for r in across), *ends, top, bottom])
    rows = [[] for _ in ys]  # type: list[list[tuple[float, float]]]
    for r in across:
        rows[_nearest(ys, r.top)].append((r.x0, r.x1))
    for y in ends:
        if top + _SAME < y < bottom - _SAME:
            rows[_nearest(ys, y)].append((left, right))
    columns = [[] for _ in xs]  # type: list[list[tuple[float, float]]]
    for r in down:
        columns[_nearest(xs, r.x0)].append((r.top, r.bottom))
    return Grid(tuple(xs), tuple(ys), tuple(map(tuple, rows)), tuple(map(tuple, columns)))


def _common_ends(down: Sequence[Ruling], left: float, right: float) -> list[float]:
    """Where all columns begin or end together, a row across them stands above or below, ruled or not."""
    inner = [r for r in down if left + _SAME < r.x0 < right - _SAME]
    columns = {round(r.x0) for r in inner}
    ends: dict[int, set[int]] = {}
    for r in inner:
        for y in (r.top, r.bottom):
            ends.setdefault(round(y), set()).add(round(r.x0))
    return [float(y) for y, found in ends.items() if len(columns) > 1 and found == columns]


def _stacked(grid: Grid) -> list[Grid]:
    """The grid, parted where tables with other columns touch: neither's inner lines are all among the other's."""
    inner = range(1, len(grid.xs) - 1)
    parts: list[tuple[int, set[int]]] = []
    for j, (top, bottom) in enumerate(zip(grid.ys, grid.ys[1:], strict=False)):
        lines = {i for i in inner if _covered(grid.down[i], (top + bottom) / 2)}
        if parts and (lines <= parts[-1][1] or parts[-1][1] <= lines):
            parts[-1][1].update(lines)
        else:
            parts.append((j, lines))
    if len(parts) == 1:
        return [grid]
    ends = [start for start, _ in parts[1:]] + [len(grid.ys) - 1]
    return [_slice(grid, start, end, lines) for (start, lines), end in zip(parts, ends, strict=True)]


def _slice(grid: Grid, start: int, end: int, lines: set[int]) -> Grid:
    kept = [0, *sorted(lines), len(grid.xs) - 1]
    return Grid(
        tuple(grid.xs[i] for i in kept),
        grid.ys[start : end + 1],
        grid.across[start : end + 1],
        tuple(grid.down[i] for i in kept),
    )


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    above = min(bisect_left(edges, value), len(edges) - 1)
    return above - 1 if above and value - edges[above - 1] <= abs(edges[above] - value) else above


@dataclass(frozen=True)
class _Band:
    """Shading over the whole width of a grid, of one piece or of cells side by side that begin at `starts`."""

    top: float
    bottom: float
    colors: frozenset[int]
    starts: tuple[float, ...]


def _bands(grid: Grid, shades: Sequence[Shade]) -> list[_Band]:
    levels: dict[tuple[int, int], list[Shade]] = {}
    for s in shades:
        if s.x0 > grid.xs[0] - 6 and s.x1 < grid.xs[-1] + 6 and s.bottom - s.top > 6:
            levels.setdefault((round(s.top), round(s.bottom)), []).append(s)
    width = grid.xs[-1] - grid.xs[0] - 12
    return [
        _Band(level[0].top, level[0].bottom, frozenset(s.color for s in level), tuple(sorted(s.x0 for s in level)))
        for _, level in sorted(levels.items())
        if sum(s.x1 - s.x0 for s in level) > width
    ]


def _with_bands(grid: Grid, shades: Sequence[Shade]) -> Grid:
    """The grid with a band right above it as its first row, and parted where one band ends and another begins."""
    bands = _bands(grid, shades)
    above = next((band for band in bands if abs(band.bottom - grid.ys[0]) < _SAME and band.top < grid.ys[0]), None)
    if above:
        grid = _under(above, grid)
    for one, other in pairwise(bands):
        y = other.top
        inside = grid.ys[0] < y < grid.ys[-1] and all(abs(y - each) > _SAME for each in grid.ys)
        if inside and abs(y - one.bottom) < 1.5 and one.colors != other.colors:
            place = bisect_right(grid.ys, y)
            across = (*grid.across[:place], _whole(grid), *grid.across[place:])
            grid = replace(grid, ys=(*grid.ys[:place], y, *grid.ys[place:]), across=across)
    return grid


def _under(band: _Band, grid: Grid) -> Grid:
    """The grid with this band on top; where the band is made of cells, their edges are drawn.

    A header's cells may be more than those of the rows below it, where these have merged cells alone.
    """
    inner = [x for x in band.starts if grid.xs[0] + _SAME < x < grid.xs[-1] - _SAME]
    added = [x for x in inner if all(abs(x - other) > _SAME for other in grid.xs)]
    columns = sorted([*zip(grid.xs, grid.down, strict=True), *((x, ()) for x in added)], key=itemgetter(0))
    xs = tuple(x for x, _ in columns)
    cells = [any(abs(start - x) < _SAME for start in band.starts) for x in xs]
    drawn = zip(columns, cells, strict=True)
    down = tuple(((band.top, band.bottom), *lines) if cell else lines for (_, lines), cell in drawn)
    return Grid(xs, (band.top, *grid.ys), (_whole(grid), *grid.across), down)


def _whole(grid: Grid) -> tuple[tuple[float, float], ...]:
    """A line over the grid's whole width."""
    return ((grid.xs[0], grid.xs[-1]),)


def fill(grid: Grid, page: Page, inside: Sequence[Line]) -> Table | None:
    """The grid with the lines that stand in it, as a table; None where it holds no text."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    home = _merged(grid)
    content: dict[_Field, list[Line]] = {}
    for line in inside:
        for field, part in _by_field(line, grid, home):
            content.setdefault(field, []).append(part)
    if not content:
        return None
    found: list[Row] = []
    for j in range(rows):
        cells = []
        for i in range(columns):
            if home[j][i] == (j, i) and (j, i) in content:
                span = 1
                while i + span < columns and home[j][i + span] == (j, i):
                    span += 1
                down = 1
                while j + down < rows and home[j + down][i] == (j, i):
                    down += 1
                cells += _undrawn(tuple(content[j, i]), grid.xs, i, span, grid.ys[j + down])
        if cells and holds_rows(cells, columns):
            found += rows_in(page, cells, grid.xs)
        elif cells and (apart := _header_apart(cells)):
            head, rest = apart
            middle = max(line.bottom for cell in head for line in cell.lines)
            found.append(Row(page.number, grid.ys[j], middle, tuple(head)))
            found.append(Row(page.number, middle, grid.ys[j + 1], tuple(rest)))
        elif cells:
            shade = _shade_at(page.shades, grid.xs[0], grid.xs[-1], (grid.ys[j] + grid.ys[j + 1]) / 2)
            found.append(Row(page.number, grid.ys[j], grid.ys[j + 1], tuple(cells), shade))
    return Table(page.number, grid.box, grid.xs, tuple(found))


def _by_field(line: Line, grid: Grid, home: Sequence[Sequence[_Field]]) -> Iterator[tuple[_Field, Line]]:
    """The parts of a line, each with the first field of the cell in which it stands."""
    words, xs, ys = line.words, grid.xs[1:-1], grid.ys[1:-1]
    middles = [(word.x0 + word.x1) / 2 for word in words]
    row = home[bisect_right(ys, (words[0].top + words[0].bottom) / 2)]
    cuts = {bisect_left(middles, x) for column, x in enumerate(xs, start=1) if row[column] != row[column - 1]}
    for start, end in pairwise(sorted({0, *cuts, len(words)})):
        first, column = words[start], bisect_right(xs, middles[start])
        field = home[bisect_right(ys, (first.top + first.bottom) / 2)][column]
        whole = end - start == len(words)
        yield field, line if whole else Line(line.page, words[start:end], line.ocr, line.even)


def _header_apart(cells: Sequence[Cell]) -> tuple[list[Cell], list[Cell]] | None:
    """A repeated header and the rest of a row in one drawn row: no line is drawn where the page cut the row."""
    if not any(len(cell.lines) > 1 and _other_look(cell.lines[0], cell.lines[-1]) for cell in cells):
        return None
    head, rest = [], []
    for cell in cells:
        first = cell.lines[0]
        count = next((i for i, line in enumerate(cell.lines) if _other_look(first, line)), len(cell.lines))
        head.append(replace(cell, lines=cell.lines[:count]))
        if count < len(cell.lines):
            rest.append(replace(cell, lines=cell.lines[count:]))
    words = sum(len(line.words) for cell in rest for line in cell.lines)
    return (head, rest) if words > 3 and header_roles([cell.text for cell in head]) is not None else None


def _other_look(one: Line, other: Line) -> bool:
    return one.bold != other.bold or one.italic != other.italic or abs(one.size - other.size) > 0.4


def _undrawn(lines: tuple[Line, ...], xs: Sequence[float], first: int, span: int, bottom: float) -> list[Cell]:
    """One cell, or several where texts stand apart in the columns of the other rows though no line is drawn here."""
    if span == 1:
        return [Cell(lines, first, span, bottom)]
    inner = xs[first + 1 : first + span]
    parts = lines[0].pieces
    starts = {bisect_right(inner, piece.x0 + 2) for piece in parts}
    across = any(w.x0 < x - 1 and w.x1 > x + 1 for line in lines for w in line.words for x in inner)
    if across or len(starts) < 2 or len(starts) != len(parts):
        return [Cell(lines, first, span, bottom)]
    found: dict[int, list[Line]] = {}
    for line in lines:
        for word in line.words:
            column = bisect_right(inner, (word.x0 + word.x1) / 2)
            same = found.setdefault(column, [])
            if same and same[-1].bottom == line.bottom:
                same[-1] = Line(line.page, (*same[-1].words, word), line.ocr)
            else:
                same.append(Line(line.page, (word,), line.ocr))
    return [Cell(tuple(each), first + column, 1, bottom) for column, each in sorted(found.items())]


def _merged(grid: Grid) -> list[list[_Field]]:
    """For each field (row, column) the first field of the cell that it belongs to."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    home = [[(j, i) for i in range(columns)] for j in range(rows)]
    for j in range(rows):
        y = (grid.ys[j] + grid.ys[j + 1]) / 2
        for i in range(columns):
            x = (grid.xs[i] + grid.xs[i + 1]) / 2
            if i and not _covered(grid.down[i], y):
                home[j][i] = home[j][i - 1]
            elif j and not _covered(grid.across[j], x) and _same_width(home, j, i):
                home[j][i] = home[j - 1][i]
    return home


def _same_width(home: list[list[_Field]], j: int, i: int) -> bool:
    """Whether the cell above begins in the same column: a cell that goes on downward keeps its left edge."""
    above = home[j - 1][i]
    return above[1] == i or (i > 0 and home[j][i - 1] == above)


def _covered(parts: Sequence[tuple[float, float]], at: float) -> bool:
    return any(low - 1 <= at <= high + 1 for low, high in parts)


def _shade_at(shades: Sequence[Shade], x0: float, x1: float, y: float) -> int | None:
    """The colour of a band that covers most of the width at this height."""
    covered: dict[int, float] = {}
    for shade in shades:
        if shade.top <= y <= shade.bottom:
            width = min(shade.x1, x1) - max(shade.x0, x0)
            if width > 0:
                covered[shade.color] = covered.get(shade.color, 0.0) + width
    for color, width in covered.items():
        if width > 0.6 * (x1 - x0):
            return color
    return None
