"""What the layout makes of pages: lines, blocks and tables, in reading order. Plain data, no engine, no wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from operator import sub

from soc2parse.layout.lazy import lazy
from soc2parse.layout.prose import join_lines
from soc2parse.reading.page import BOTTOM, RAISED, SIZE, TEXT, TOP, X0, X1, Box, Word

# A gap of this many letter heights between two words is no word space, not even a justified line's.
_COLUMN_GAP = 0.85
NARROW_GAP, WIDE_GAP = 0.38, 7.0
"""Letter heights, and points, from which a gap between two words may be wider than a word space."""
_WHOLE = 4  # letters
_APART = 0.78  # of the letters' size, a letter
_FEW_WORDS = 5
_EVEN = 1.35


@dataclass(unsafe_hash=True, init=False)  # as good as frozen, which takes four times as long to make
class Line:
    """Words on one baseline with no column gap between them, left to right.

    `even`: all words are known to have one size and baseline, so that the first tells for all; most lines' have, and
    where they stand is known at once.
    """

    page: int
    words: tuple[Word, ...]
    ocr: bool = False
    even: bool = field(default=False, compare=False, repr=False)

    def __init__(self, page: int, words: tuple[Word, ...], ocr: bool = False, even: bool = False) -> None:
        self.page, self.words, self.ocr, self.even = page, words, ocr, even
        if even:
            _, self.x0, self.top, _, self.bottom, self.size, *_ = words[0]
            self.x1 = max(map(X1, words))

    @lazy
    def text(self) -> str:
        """The words as printed, one space between them; footnote marks left out."""
        if not self.even and any(map(RAISED, self.words)):
            return " ".join([word.text for word in self.words if not word.raised])
        return " ".join(map(TEXT, self.words))

    @lazy
    def box(self) -> Box:
        """The area of the words."""
        return (self.x0, self.top, self.x1, self.bottom)

    @lazy
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @lazy
    def x1(self) -> float:
        """Right edge."""
        return max(map(X1, self.words))

    @lazy
    def top(self) -> float:
        """Upper edge."""
        return min(map(TOP, self.words))

    @lazy
    def bottom(self) -> float:
        """Lower edge."""
        return max(map(BOTTOM, self.words))

    @lazy
    def size(self) -> float:
        """The font size of most of its letters."""
        if len(sizes := set(map(SIZE, self.words))) == 1:
            return sizes.pop()
        weights: dict[float, int] = {}
        for word in self.words:
            weights[word.size] = weights.get(word.size, 0) + len(word.text)
        return max(weights, key=lambda size: (weights[size], size))

    @property
    def pieces(self) -> tuple[Line, ...]:
        """The line cut where the gap between two words is so wide that columns part there."""
        return self._parts or (self,)

    @property
    def whole(self) -> bool:
        """Whether it is its only piece, which is known before any is made."""
        return not self._cuts

    @lazy
    def _parts(self) -> tuple[Line, ...]:
        return self._parted(self._cuts) if self._cuts else ()

    @lazy
    def _cuts(self) -> Sequence[int]:
        return self._places(_COLUMN_GAP) if self.gaps else ()

    @lazy
    def gaps(self) -> tuple[tuple[int, float], ...]:
        """The gaps that may be wider than a word space: before which word, and how wide."""
        words = self.words
        if len(words) < 2:
            return ()
        whites = list(map(sub, map(X0, words[1:]), map(X1, words)))
        size = words[0].size if self.even else min(map(SIZE, words))
        least = min(NARROW_GAP * size, WIDE_GAP)
        if max(whites) <= least:
            return ()
        reach, since = words[0].x1, 0
        gaps: list[tuple[int, float]] = []
        for i in [i for i, white in enumerate(whites, start=1) if white > least]:
            reach = max(reach, *map(X1, words[since:i]))  # a word may stand over the next
            since = i
            if words[i].x0 - reach > least:
                gaps.append((i, words[i].x0 - reach))
        return tuple(gaps)

    def cut(self, gap: float) -> tuple[Line, ...]:
        """The line cut where the gap between two words is wider than `gap` times the letters' size; () if nowhere."""
        cuts = self._places(gap)
        return self._parted(cuts) if cuts else ()

    def _places(self, gap: float) -> Sequence[int]:
        """Before which words the line is cut."""
        words = self.words
        if self.even:
            cuts = [i for i, white in self.gaps if white > gap * self.size]
        else:
            wide = [i for i, white in self.gaps if white > gap * max(words[i].size, words[i - 1].size)]
            cuts = [i for i in wide if not words[i].raised]
        # Only where all gaps are wide may they be alike.
        alike = cuts and len(self.gaps) == len(words) - 1 and (_is_justified(words) or _is_letter_spaced(words))
        return () if alike else cuts

    def _parted(self, cuts: Sequence[int]) -> tuple[Line, ...]:
        words = self.words
        bounds = [0, *cuts, len(words)]
        parts = tuple([Line(self.page, words[a:b], self.ocr, self.even) for a, b in pairwise(bounds)])
        if self.even:  # what is narrow is so for the parts too
            for part, a, b in zip(parts, bounds, bounds[1:], strict=False):
                part.gaps = tuple([(i - a, white) for i, white in self.gaps if a < i < b])
        return parts

    @lazy
    def bold(self) -> bool:
        """Whether all words (marks aside) are bold."""
        return all(word.bold or not any(map(str.isalnum, word.text)) for word in self.words)

    @lazy
    def italic(self) -> bool:
        """Whether all words (marks aside) are italic."""
        return all(word.italic or not any(map(str.isalnum, word.text)) for word in self.words)


def _is_justified(words: tuple[Word, ...]) -> bool:
    """Whether a line of prose is only drawn out to the margin: its gaps are wide, but one is like the other."""
    if len(words) < _FEW_WORDS or sum(map(str.islower, map(TEXT, words))) * 2 < len(words):
        return False
    gaps: list[float] = list(map(sub, map(X0, words[1:]), map(X1, words)))
    return 0 < max(gaps) <= _EVEN * min(gaps)


def _is_letter_spaced(words: tuple[Word, ...]) -> bool:
    """Whether a title's letters stand apart, and so do its words, all alike: "P A R T   I V   T E S T S"."""
    whole = [word for word in words if len(word.text) >= _WHOLE]
    if not whole or any(word.x1 - word.x0 < _APART * word.size * len(word.text) for word in whole):
        return False
    gaps: list[float] = list(map(sub, map(X0, words[1:]), map(X1, words)))
    return 0 < max(gaps) <= _EVEN * min(gaps)


class BlockKind(StrEnum):
    """What a block is by its looks, not by its words."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(unsafe_hash=True)  # as a line is, and what follows
class Block:
    """Lines that belong together: a heading, a paragraph, or a list item (its bullet or number in `marker`).

    `indent` is the left edge of the text in points; `rank` orders headings by looks (0 = the most prominent of the
    file; None where the block is no heading). A block may run over a page: then its lines name both pages.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    marker: str | None = None
    rank: int | None = None

    @lazy
    def text(self) -> str:
        """Repaired prose: lines joined, hyphenation undone, the marker taken off."""
        joined = join_lines([line.text for line in self.lines])
        if self.marker and joined.startswith(self.marker):
            return joined[len(self.marker) :].lstrip()
        return joined

    @property
    def page(self) -> int:
        """The page where the block begins."""
        return self.lines[0].page

    @property
    def last_page(self) -> int:
        """The page where the block ends."""
        return self.lines[-1].page

    @property
    def indent(self) -> float:
        """Left edge of the first line."""
        return self.lines[0].x0


@dataclass(unsafe_hash=True)
class Cell:
    """What stands in one cell: its lines from top to bottom (over pages, where the row runs over a page).

    `column` is the first column that the cell covers, `span` how many; a full-width row is one cell that covers all.
    `bottom` is the lower edge of a drawn cell on its first page: one that reaches below its row covers the next rows.
    """

    lines: tuple[Line, ...]
    column: int
    span: int = 1
    bottom: float | None = None

    @lazy
    def text(self) -> str:
        """Repaired prose of the whole cell, paragraphs joined by a space."""
        return join_lines([line.text for line in self.lines])


@dataclass(unsafe_hash=True)
class Row:
    """One row of a table, on one page or joined over two. `cells` from left to right, empty ones left out.

    `top` and `bottom` are those on the first page.
    """

    page: int
    top: float
    bottom: float
    cells: tuple[Cell, ...]
    shade: int | None = None

    @lazy
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells."""
        return tuple([cell.text for cell in self.cells])

    def cell(self, column: int) -> Cell | None:
        """The cell that covers this column."""
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.span:
                return cell
        return None


@dataclass(unsafe_hash=True)
class Table:
    """Rows under the same columns. `edges` are the x positions between columns (one more than there are columns).

    `header` counts the rows at the top that look like a header (by shade, weight or repetition), 0 where none does.
    A table is one page's at first; `layout.joining` makes one of those that go on over pages.
    """

    page: int
    box: Box
    edges: tuple[float, ...]
    rows: tuple[Row, ...]
    header: int = 0

    @lazy
    def lines(self) -> tuple[Line, ...]:
        """All lines, row by row and cell by cell."""
        return tuple([line for row in self.rows for cell in row.cells for line in cell.lines])

    @lazy
    def starts(self) -> tuple[float, ...]:
        """The places at which texts begin in its columns, from left to right."""
        own = (cell for row in self.rows for cell in row.cells if cell.span == 1)
        return tuple(sorted({float(round(line.x0)) for cell in own for line in cell.lines}))

    @property
    def last_page(self) -> int:
        """The page of the last row's last line."""
        row = self.rows[-1]
        return max((line.page for cell in row.cells for line in cell.lines), default=row.page)
