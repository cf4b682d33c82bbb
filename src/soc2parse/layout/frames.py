"""Frames: what two upright lines of one height enclose, drawn around a table that has no grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from soc2parse.layout.element import Line
from soc2parse.reading.page import Box, Page

_NARROWEST = 0.3  # of the page's width
_LOWEST = 24.0  # points
_NEAR = 1.5
_CLOSE = 9.0  # points between the end of a rule and the edge of a table
_PADDING = 0.9  # letter sizes between a rule and a text of its row


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


def fills_row(line: Line, lines: Sequence[Line], page: Page, edges: Sequence[float]) -> bool:
    """Whether a line stands, alone or with others of `lines`, close between two rules as wide as a table."""
    wide = [r for r in page.rulings if r.horizontal and abs(r.x0 - edges[0]) < _CLOSE and r.x1 > edges[-1] - _CLOSE]
    middle = (line.top + line.bottom) / 2
    above = max((r.top for r in wide if r.top < middle), default=None)
    below = min((r.top for r in wide if r.top > middle), default=None)
    if above is None or below is None:
        return False
    held = [other for other in lines if above < (other.top + other.bottom) / 2 < below]
    close = _PADDING * line.size
    return min(other.top for other in held) - above < close and below - max(other.bottom for other in held) < close
