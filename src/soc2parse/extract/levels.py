"""The lines of a section on their heights: what stands on one height, from left to right, cut where a gap parts it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from soc2parse.layout.element import Block, Line, Table
from soc2parse.layout.strips import strip_of

_APART = 2.5  # points between the baselines of two heights
_NEAR = 4.0  # letter sizes between an enumerator and its item
_ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]")


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
    pieces = [piece for line in ordered for piece in strip_of(line).pieces]
    return Level(ordered[0].page, tuple(_item(pieces) or pieces))


def _item(pieces: list[Line]) -> list[Line] | None:
    """The one line of "a." and, a tab apart and nothing else on the height, "Inspected ..."; None for other pieces."""
    if len(pieces) != 2 or not _ENUMERATOR.fullmatch(pieces[0].text):
        return None
    mark, text = pieces
    near = text.x0 - mark.x1 <= _NEAR * text.size and mark.words[0].baseline == text.words[0].baseline
    return [Line(text.page, (*mark.words, *text.words), text.ocr)] if near else None


def _beside(level: list[Line], line: Line) -> bool:
    first = level[0]
    return line.page == first.page and line.words[0].baseline - first.words[0].baseline <= _APART
