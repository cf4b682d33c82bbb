"""Words printed sideways, put back into their cells: "CC6.1" over a column of marks, "Logical access" beside its rows.

A line that runs up or down the page becomes its words, one below the other within the line's own box. What stands in no
table (a stamp along the edge) and what most pages repeat in one place is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from soc2parse.reading.frame import Matrix, move_box, upright_again
from soc2parse.reading.ink import luminance
from soc2parse.reading.page import Box, Page, Word, as_tuple
from soc2parse.reading.piece import Drawn, Piece
from soc2parse.reading.words import make_words

_SPACE = 1.5  # of the size: words of one line are no further apart
_LEVEL = 0.3  # of the size
_NEXT = 1.45  # of the size, from line to line of one cell
_MOST_LINES = 4  # of one cell: more, evenly apart, are the heads of as many columns
_PITCH = 1.15  # of the size, between words put below one another
_ROW = 3  # heads side by side make a row, whatever stands around them
_ALIKE = 0.12  # of luminance between letters and their ground
_SLACK = 2.0  # points
_PLACE = 4.0  # points: the same words again so near stand in the same place

_Mark = tuple[str, int, int]


class Aside(NamedTuple):
    """A line that runs down the page (`quarter` 1) or up (3): its words from its start, its box on the page."""

    words: tuple[Word, ...]
    box: Box
    quarter: int

    @property
    def size(self) -> float:
        """That of its letters."""
        return self.words[0].size

    @property
    def middle(self) -> float:
        """How far to the right it stands."""
        return (self.box[0] + self.box[2]) / 2


def find_asides(drawn: Drawn) -> tuple[Aside, ...]:
    """The lines of a page's sideways text that a reader sees."""
    found: list[Aside] = []
    for quarter, pieces in drawn.sideways:
        back = upright_again(4 - quarter, drawn.height, drawn.width)
        seen = [piece for piece in pieces if _is_seen(piece, back, drawn)]
        found += [Aside(tuple(line), _place(line, back), quarter) for line in _lines(make_words(seen))]
    return tuple(found)


def _place(words: Sequence[Word], back: Matrix) -> Box:
    return move_box(back, (words[0].x0, words[0].top, words[-1].x1, words[0].bottom))


def _is_seen(piece: Piece, back: Matrix, drawn: Drawn) -> bool:
    """Whether a piece is painted, on the page, and not in the colour of its ground."""
    x0, top, x1, bottom = _place(piece.words, back)
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    fills = (a for a in drawn.areas if not a.stroked and a.x0 <= x <= a.x1 and a.top <= y <= a.bottom)
    ground = max((area for area in fills if area.order < piece.order), key=lambda area: area.order, default=None)
    light = luminance(ground.color) if ground else 1.0
    on_page = 0 <= x <= drawn.width and 0 <= y <= drawn.height
    return piece.inked and piece.size > 1 and on_page and abs(luminance(piece.color) - light) > _ALIKE


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in words:
        if line and not (
            abs(word.baseline - line[-1].baseline) < _LEVEL * word.size
            and -_LEVEL * word.size < word.x0 - line[-1].x1 < _SPACE * word.size
        ):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def put_back(pages: Sequence[Page], asides: Sequence[Sequence[Aside]]) -> list[Page]:
    """The pages with the sideways words of their tables."""
    counts = Counter(mark for lines in asides for mark in set(map(_mark, lines)))
    often = max(3, sum(bool(page.words) for page in pages) // 2)
    out = []
    for page, lines in zip(pages, asides, strict=True):
        own = [line for line in lines if counts[_mark(line)] < often]
        cells = [cell for cell in _cells(own, page) if not page.ocr and page.unreadable is None]
        kept = [cell for cell in cells if _in_table(cell, cells, page)]
        words = [word for cell in kept for word in _stacked(cell, _mates(cell, kept), page)]
        out.append(replace(page, words=(*page.words, *words)) if words else page)
    return out


def _mark(line: Aside) -> _Mark:
    return " ".join(word.text for word in line.words), round(line.box[0] / _PLACE), round(line.box[1] / _PLACE)


def _cells(lines: Sequence[Aside], page: Page) -> list[list[Aside]]:
    """The lines that are one cell's, from its first to its last: "Control" beside "environment"."""
    cells: list[list[Aside]] = []
    for quarter in (1, 3):
        in_order = sorted((line for line in lines if line.quarter == quarter), key=lambda line: line.middle)
        open_cells: list[list[Aside]] = []
        for line in in_order:
            home = next((cell for cell in open_cells if _goes_on(cell[-1], line, page)), None)
            if home is None:
                open_cells.append([line])
            else:
                home.append(line)
        for cell in open_cells:
            if len(cell) > _MOST_LINES:
                cells += [[line] for line in cell]
            else:
                cells.append(cell if quarter == 3 else cell[::-1])
    return cells


def _goes_on(before: Aside, line: Aside, page: Page) -> bool:
    step = line.middle - before.middle
    if not 0.5 * line.size < step < _NEXT * line.size or not _beside(before.box, line.box):
        return False
    return not any(
        not rule.horizontal
        and before.middle < rule.x0 < line.middle
        and rule.top < line.box[3]
        and rule.bottom > line.box[1]
        for rule in page.rulings
    )


def _beside(one: Box, other: Box) -> bool:
    """Whether two boxes share half of the lower one's height."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _box(cell: Sequence[Aside]) -> Box:
    x0s, tops, x1s, bottoms = zip(*(line.box for line in cell), strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _mates(cell: Sequence[Aside], cells: Sequence[Sequence[Aside]]) -> list[Box]:
    """The boxes of the cells of one row of heads, this one among them."""
    box = _box(cell)
    return [other for other in map(_box, cells) if _beside(box, other)]


def _in_table(cell: Sequence[Aside], cells: Sequence[Sequence[Aside]], page: Page) -> bool:
    """Whether a cell stands in a row of heads, between rules or shades, or over the words of a column."""
    if len(_mates(cell, cells)) >= _ROW:
        return True
    x0, top, x1, bottom = _box(cell)
    levels = _levels((x0 + x1) / 2, page)
    if any(level <= top + _SLACK for level in levels) and any(level >= bottom - _SLACK for level in levels):
        return True
    inside = any(word.x0 < x0 for word in page.words) and any(word.x1 > x1 for word in page.words)
    return inside and any(word.x0 < x1 and word.x1 > x0 and word.top > bottom - _SLACK for word in page.words)


def _levels(middle: float, page: Page) -> list[float]:
    """How far down rules, and the edges of shades, run across a place."""
    levels = [(rule.x0, rule.x1, rule.top) for rule in page.rulings if rule.horizontal]
    levels += [(shade.x0, shade.x1, edge) for shade in page.shades for edge in (shade.top, shade.bottom)]
    return [level for left, right, level in levels if left - _SLACK <= middle <= right + _SLACK]


def _foot(mates: Sequence[Box], page: Page, size: float) -> float:
    """The baseline of the last word of every head in a row: that of the upright heads beside them, if there are any."""
    top, bottom = min(box[1] for box in mates), max(box[3] for box in mates)
    upright = [word.baseline for word in page.words if top < word.baseline <= bottom + _SLACK]
    return max(upright, default=bottom - 0.2 * size)


def _head(cell: Sequence[Aside], page: Page) -> float:
    """The baseline of the first word of a cell beside its rows: that of the first of them below the rule above it."""
    x0, top, x1, bottom = _box(cell)
    above = max((level for level in _levels((x0 + x1) / 2, page) if level <= top + _SLACK), default=top)
    beside = [word.baseline for word in page.words if above < word.baseline < bottom and word.top > above - _SLACK]
    return min(beside, default=top + 0.8 * cell[0].size)


def _stacked(cell: Sequence[Aside], mates: Sequence[Box], page: Page) -> Iterator[Word]:
    """The cell's words below one another; side by side, too, where they are more than its height holds."""
    x0, top, x1, bottom = _box(cell)
    words = [word for line in cell for word in line.words]
    size = cell[0].size
    high = max(int((bottom - top) / (_PITCH * size)), 1)
    across = ceil(len(words) / high)
    rows = ceil(len(words) / across)
    first = _head(cell, page) if len(mates) < 2 else _foot(mates, page, size) - (rows - 1) * _PITCH * size
    step = (x1 - x0) / across
    for at, word in enumerate(words):
        row, column = divmod(at, across)
        baseline = first + row * _PITCH * size
        left = x0 + column * step
        box = (left, baseline - 0.8 * size, left + 0.9 * step, baseline + 0.2 * size)
        yield as_tuple(Word, (word.text, *box, size, word.bold, word.italic, False))
