"""Frames: what two upright lines of one height enclose, drawn around a table that has no grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from soc2parse.layout.element import Line
from soc2parse.reading.page import Box, Page

_NARROWEST = 0.3  # of the page's width
_LOWEST = 24.0  # points
_NEAR = 1.5


def frames_of(page: Page) -> list[Box]:
    """The areas between the outermost upright lines that begin and end together."""
    sides: dict[tuple[int, int], list[float]] = defaultdict(list)
    for ruling in page.rulings:
        if not ruling.horizontal and ruling.bottom - ruling.top > _LOWEST:
            sides[round(ruling.top), round(ruling.bottom)].append(ruling.x0)
    wide = ((min(xs), top, max(xs), bottom) for (top, bottom), xs in sides.items())
    return [frame for frame in wide if frame[2] - frame[0] > _NARROWEST * page.width]


def is_framed(line: Line, frames: Sequence[Box]) -> bool:
    """Whether a line stands within one of the frames."""
    middle = (line.top + line.bottom) / 2
    return any(
        x0 - _NEAR <= line.x0 and line.x1 <= x1 + _NEAR and top <= middle <= bottom for x0, top, x1, bottom in frames
    )


def is_enclosed(line: Line, page: Page, right: float) -> bool:
    """Whether upright lines stand left of a line and right of both it and of a place, at its height."""
    middle = (line.top + line.bottom) / 2
    xs = [r.x0 for r in page.rulings if not r.horizontal and r.top <= middle <= r.bottom]
    return any(x < line.x0 for x in xs) and any(x > max(line.x1, right) for x in xs)
