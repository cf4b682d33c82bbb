"""A line of the page cut into the pieces that stand in different columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from soc2parse.criteria import ALL_IDS
from soc2parse.language.columns import header_roles
from soc2parse.layout.element import NARROW_GAP, Line
from soc2parse.layout.lazy import lazy
from soc2parse.reading.spelling import BULLETS

_MARKER = re.compile(rf"(?:[{BULLETS}\ufffdo\u2013\u2014-]|\(?[A-Za-z0-9]{{1,3}}[.)])")
_BULLET = re.compile(rf"[{BULLETS}\ufffd\u2013]")

_LETTER_BULLETS = ("o", "-", "\u2014")
_FEWEST = 3  # pieces of a header's first line
_MOST_LINES = 4
_EXACT = 0.6  # points between where a word and a column begin
_SAME = 0.1  # where the gap is a word space: beside other columns only
_WIDER = 1.2  # times the other gaps of the line
_LEAST = 0.25  # of the letters' size


@dataclass(unsafe_hash=True)
class Strip:
    """A line over the whole width, and its pieces from left to right."""

    line: Line
    pieces: tuple[Line, ...]
    _placed: tuple[Sequence[float], list[int]] = field(default=((), []), init=False, compare=False, repr=False)

    def columns(self, edges: Sequence[float]) -> list[int]:
        """In which of the columns between the edges each piece begins; kept for the edges that were asked for last."""
        if self._placed[0] is not edges:
            self._placed = (edges, [column_at(edges, piece.x0 + 2) for piece in self.pieces])
        return self._placed[1]

    @lazy
    def header(self) -> bool:
        """Whether the line reads like the header of a table: "Control", "Tests Performed", "Results"."""
        return len(self.pieces) > 1 and header_roles([piece.text for piece in self.pieces]) is not None


def strip_of(line: Line) -> Strip:
    """The line's pieces; a bullet or number and the text that hangs on it are one piece."""
    if line.whole:
        return Strip(line, (line,))
    parts = line.pieces
    joined = [parts[0]]
    for part in parts[1:]:
        before = joined[-1]
        marked = _MARKER.fullmatch(before.text) if len(joined) > 1 else before.text in _LETTER_BULLETS
        hangs = marked and part.x0 - before.x1 < 2.2 * part.size
        if hangs or _BULLET.fullmatch(before.text):
            joined[-1] = Line(before.page, before.words + part.words, before.ocr, line.even)
        else:
            joined.append(part)
    return Strip(line, tuple(joined))


def holds_bullet(text: str) -> bool:
    """Whether a text holds a sign that may begin an item of a list."""
    return _BULLET.search(text) is not None


def is_bullet(text: str) -> bool:
    """Whether a word is no more than the sign that begins an item of a list."""
    return len(text) == 1 and _BULLET.match(text) is not None


def recut(strip: Strip, lefts: Sequence[float]) -> Strip:
    """The strip cut also where a word begins exactly where a column does, though the gap before it is narrow."""
    out: list[Line] = []
    for piece in strip.pieces:
        start = 0
        words = piece.words
        for i, gap in piece.gaps:
            if gap > NARROW_GAP * words[i].size and any(abs(words[i].x0 - left) < 1.2 for left in lefts):
                out.append(Line(piece.page, words[start:i], piece.ocr, piece.even))
                start = i
        out.append(Line(piece.page, words[start:], piece.ocr, piece.even) if start else piece)
    return Strip(strip.line, tuple(out)) if len(out) > len(strip.pieces) else strip


def part_at(strip: Strip, edges: Sequence[float]) -> Strip:
    """The strip cut also where a column begins, behind a gap wider than the others of its line or at its very place.

    "CC3.4  Changes that could ..." in bold is a criterion over its columns.
    """
    out: list[Line] = []
    beside = len(strip.pieces) > 1 and not (strip.line.bold and strip.pieces[0].text in ALL_IDS)
    for piece in strip.pieces:
        start = 0
        whites = [right.x0 - left.x1 for left, right in pairwise(piece.words)]
        usual = median(whites) if len(whites) > 1 else 0.0
        for i, white in enumerate(whites, start=1):
            apart = min(abs(piece.words[i].x0 - edge - 1.0) for edge in edges[1:-1])
            wider = white > max(_WIDER * usual, _LEAST * piece.size)
            if apart < (_EXACT if wider else _SAME) and (wider or beside):
                out.append(Line(piece.page, piece.words[start:i], piece.ocr, piece.even))
                start = i
        out.append(Line(piece.page, piece.words[start:], piece.ocr, piece.even) if start else piece)
    return Strip(strip.line, tuple(out)) if len(out) > len(strip.pieces) else strip


def is_stacked_header(lines: Sequence[Line]) -> bool:
    """Whether lines read as one header, column by column: "Entity's Control" / "Activity", "Tests" / "Performed"."""
    columns: list[list[Line]] = []
    for piece in sorted((piece for line in lines for piece in line.pieces), key=lambda piece: piece.x0):
        if columns and piece.x0 < max(other.x1 for other in columns[-1]):
            columns[-1].append(piece)
        else:
            columns.append([piece])
    texts = [" ".join(piece.text for piece in sorted(column, key=lambda piece: piece.top)) for column in columns]
    return len(texts) > 1 and header_roles(texts) is not None


def opens_header(strips: Sequence[Strip], index: int) -> bool:
    """Whether a line of several pieces begins a header of two or three lines, in letters unlike those above it.

    "Trust  Contr  Our controls  Test performed" above "Services  ol ID" and "Criteria", each cell wrapped by itself.
    """
    first = strips[index]
    if len(first.pieces) < _FEWEST or not first.line.bold or (index and strips[index - 1].line.bold):
        return False
    held = [first]
    for strip in strips[index + 1 : index + _MOST_LINES]:
        if not strip.line.bold or strip.line.top - held[-1].line.bottom > strip.line.size:
            break
        held.append(strip)
    return len(held) > 1 and is_stacked_header([strip.line for strip in held])


def column_at(edges: Sequence[float], x: float) -> int:
    """The column between the edges in which a place lies; what is outside belongs to the outermost."""
    return bisect_right(edges, x, 1, len(edges) - 1) - 1


def crosses(strip: Strip, edges: Sequence[float]) -> bool:
    """Whether a piece of the line runs over the edge between two columns."""
    last = len(edges) - 1
    for piece in strip.pieces:
        first = bisect_right(edges, piece.x0 + 3, 1, last)
        if first < last and edges[first] < piece.x1 - 5:
            return True
    return False
