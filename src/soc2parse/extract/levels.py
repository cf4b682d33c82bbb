"""The lines of a section on their heights: what stands on one height, from left to right, cut where a gap parts it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from soc2parse.layout.element import Block, Line, Table
from soc2parse.layout.strips import strip_of

_APART = 2.5  # points between the baselines of two heights


@dataclass(frozen=True)
class Level:
    """One height of a page and the pieces that stand on it, from left to right."""

    page: int
    pieces: tuple[Line, ...]

    @property
    def baseline(self) -> float:
        """The line on which its first letters stand."""
        return self.pieces[0].words[0].baseline


def levels_of(elements: Iterable[Block | Table]) -> list[Level]:
    """All lines of the elements from page to page and from top to bottom, whether they stand in tables or not."""
    lines = [line for element in elements for line in element.lines]
    lines.sort(key=lambda line: (line.page, line.words[0].baseline))
    found: list[list[Line]] = []
    for line in lines:
        if found and _beside(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [_level(level) for level in found]


def _level(lines: list[Line]) -> Level:
    ordered = sorted(lines, key=lambda line: line.x0)
    return Level(ordered[0].page, tuple(piece for line in ordered for piece in strip_of(line).pieces))


def _beside(level: list[Line], line: Line) -> bool:
    first = level[0]
    return line.page == first.page and line.words[0].baseline - first.words[0].baseline <= _APART
