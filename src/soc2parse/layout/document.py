"""Pages -> elements in reading order: the layout, once, top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from soc2parse.layout.aligned import find_aligned
from soc2parse.layout.blocks import Style, blocks_of, ranked, style_of
from soc2parse.layout.element import Block, Line, Table
from soc2parse.layout.furniture import split_furniture
from soc2parse.layout.grid import Grid, fill, find_grids
from soc2parse.layout.joining import join_blocks, join_tables
from soc2parse.layout.line_numbers import own_lines
from soc2parse.layout.lines import lines_of
from soc2parse.layout.narrative import reading_order
from soc2parse.layout.strips import strip_of
from soc2parse.reading.page import Page, Ruling

Element = Block | Table
_WIDE = 0.4  # of the page's width
_BEYOND = 2.0  # points


@dataclass(frozen=True)
class Layout:
    """What stands on the pages: blocks and tables in reading order, and the running lines that were taken off."""

    elements: tuple[Element, ...]
    furniture: tuple[Line, ...]


def lay_out(pages: Sequence[Page]) -> Layout:
    """The pages' elements; tables and paragraphs that go on over a page are joined."""
    lines = [own_lines(page, lines_of(page, page.words)) for page in pages]
    own, furniture = split_furniture(pages, lines)
    style = style_of(line for page_lines in own for line in page_lines)
    found: list[list[Element]] = []
    ends: list[Sequence[Line]] = []
    gutter: float | None = None
    for page, page_lines in zip(pages, own, strict=True):
        before = _table_before(page, found[-1]) if found else None
        stretches, gutter = reading_order(page, page_lines, gutter)
        found.append([element for stretch in stretches for element in _elements_of(page, stretch, style, before)])
        ends.append(stretches[-1] if len(stretches) == 1 else ())
    for i, (page, following) in enumerate(zip(pages, found[1:], strict=False)):
        after = following[0] if following else None
        if ends[i] and isinstance(after, Table) and _begins_table(found[i], after):
            before = _table_before(page, found[i - 1]) if i else None
            found[i] = _elements_of(page, ends[i], style, before, after)
    elements = join_blocks(join_tables(_with_ranks([element for each in found for element in each])))
    return Layout(tuple(elements), tuple(line for page_lines in furniture for line in page_lines))


def _begins_table(elements: Sequence[Element], after: Table) -> bool:
    """Whether a page ends with lines in columns that are too few to make a table, but one opens the next page."""
    last = elements[-1] if elements else None
    return isinstance(last, Block) and len(after.edges) > 2 and any(len(line.pieces) > 1 for line in last.lines)


def _table_before(page: Page, elements: Sequence[Element]) -> Table | None:
    """The table that the page before ended with; a criterion's line, which heads the next rows, may stand below it."""
    for element in reversed(elements[-2:]):
        if isinstance(element, Table):
            return element if element.page == page.number - 1 else None
        if len(element.lines) > 1:
            break
    return None


def _with_ranks(elements: Sequence[Element]) -> list[Element]:
    blocks = iter(ranked([element for element in elements if isinstance(element, Block)]))
    return [next(blocks) if isinstance(element, Block) else element for element in elements]


def _elements_of(
    page: Page, lines: Sequence[Line], style: Style, before: Table | None, after: Table | None = None
) -> list[Element]:
    placed: list[tuple[float, Element]] = []
    free = list(lines)
    for drawn in find_grids(page):
        grid = _reaching(_over_foot(drawn, free), free)
        inside, free = _part(free, grid)
        table = fill(grid, page, inside) if inside and not _holds_more_columns(inside, grid) else None
        if table:
            placed.append((table.box[1], table))
        else:
            free = sorted([*free, *inside], key=lambda line: line.top)
    taken: set[int] = set()
    for table, used in find_aligned(page, free, before, after):
        placed.append((table.box[1], table))
        taken |= {id(line) for line in used}
    tops = sorted(top for top, _ in placed)
    wide = [r for r in page.rulings if r.horizontal and r.x1 - r.x0 > _WIDE * page.width]
    shaded = [s for s in page.shades if s.x1 - s.x0 > _WIDE * page.width]
    wide += [Ruling(s.x0, y, s.x1, y) for s in shaded for y in (s.top, s.bottom)]  # rows in stripes
    stretch: list[Line] = []
    for line in free:
        if id(line) in taken:
            continue
        between = [r for r in wide if stretch[-1].bottom - 1 < r.top < line.top + 1] if stretch else ()
        parted = any(_parts(rule, stretch[-1], line) for rule in between)
        if parted or (stretch and any(stretch[-1].top < top <= line.top for top in tops)):
            placed += [(stretch[0].top, block) for block in blocks_of(stretch, style)]
            stretch = []
        stretch.append(line)
    if stretch:
        placed += [(stretch[0].top, block) for block in blocks_of(stretch, style)]
    placed.sort(key=lambda item: item[0])
    return [element for _, element in placed]


def _parts(rule: Ruling, above: Line, below: Line) -> bool:
    """Whether a rule between two lines runs beyond their ends: rows of one column, no line drawn under a text."""
    return rule.x0 < min(above.x0, below.x0) - _BEYOND and rule.x1 > max(above.x1, below.x1) + _BEYOND


def _holds_more_columns(lines: Sequence[Line], grid: Grid) -> bool:
    """Whether a header among the lines names more columns than are drawn: the others stand apart by white space."""
    columns = len(grid.xs) - 1
    strips = (strip_of(line) for line in lines[:4] if len(line.gaps) >= columns)
    return any(len(strip.pieces) > columns and strip.header for strip in strips)


def _reaching(grid: Grid, lines: Sequence[Line]) -> Grid:
    """A grid that the page's end leaves open, down to the last line that stands below it in its open columns."""
    bottom = grid.ys[-1]
    for line in lines:
        below = line.bottom > bottom + 1
        if below and (line.top - bottom > 0.5 * line.size or not (_in_columns(line, grid) and _is_open(line, grid))):
            return grid
        bottom = max(bottom, line.bottom)
    return replace(grid, ys=(*grid.ys[:-1], bottom))


def _over_foot(grid: Grid, lines: Sequence[Line]) -> Grid:
    """A grid with the line through which the rule at its foot runs: the page's end has cut the cells too short."""
    foot = grid.ys[-1]
    crossed = [
        line.bottom for line in lines if line.top < foot - 1 < foot + 1 < line.bottom and _in_columns(line, grid)
    ]
    return replace(grid, ys=(*grid.ys[:-1], max(crossed))) if crossed else grid


def _is_open(line: Line, grid: Grid) -> bool:
    """Whether no rule at the grid's foot runs above the line: one that runs on closes another column's cell."""
    pieces = [(piece.x0 + piece.x1) / 2 for piece in line.pieces]
    return not any(x0 < middle < x1 for x0, x1 in grid.across[-1] for middle in pieces)


def _in_columns(line: Line, grid: Grid) -> bool:
    inside = grid.xs[0] <= line.x0 and line.x1 <= grid.xs[-1]
    return inside and not any(piece.x0 < x < piece.x1 for x in grid.xs for piece in line.pieces)


def _part(lines: Sequence[Line], grid: Grid) -> tuple[list[Line], list[Line]]:
    """The lines (or parts of lines) within the grid, and the others."""
    x0, top, x1, bottom = grid.box
    inside: list[Line] = []
    outside: list[Line] = []
    for line in lines:
        if not top - 1 <= (line.top + line.bottom) / 2 <= bottom + 1 or line.x1 < x0 or line.x0 > x1:
            outside.append(line)
            continue
        if x0 <= line.x0 and line.x1 <= x1:
            inside.append(line)
            continue
        within = tuple(w for w in line.words if x0 - 2 <= (w.x0 + w.x1) / 2 <= x1 + 2)
        beside = tuple(w for w in line.words if not x0 - 2 <= (w.x0 + w.x1) / 2 <= x1 + 2)
        if within:
            inside.append(Line(line.page, within, line.ocr, line.even))
        if beside:
            outside.append(Line(line.page, beside, line.ocr, line.even))
    return inside, outside
