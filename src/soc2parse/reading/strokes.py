"""Painted areas -> ruling lines and shades: strokes, thin rectangles and edges of boxes are lines alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from soc2parse.reading.ink import is_white
from soc2parse.reading.page import Box, Ruling, Shade
from soc2parse.reading.piece import Area

_THIN_FILL = 2.2  # points: a filled rectangle no thicker is a line
_THIN_STROKE = 5.0  # points: so is a stroked one, whose box is as wide as the pen
_SAME_LINE = 1.2  # points between two lines that are one (each cell draws its own border)
_TOUCHING = 1.6  # points between the ends of two segments of one line
_DASH = 12.0  # points: segments no longer are dashes or dots, and may have gaps
_DASH_GAP = 6.0
_SHORTEST = 5.0  # points: what is shorter after joining is a dot, a tick, a letter's stroke
_GROUND = 0.7  # of the page: a larger area is the page's ground

_Segment = tuple[float, float, float]  # where the line lies, where it begins, where it ends


def find_shades(areas: Iterable[Area], width: float, height: float) -> tuple[Shade, ...]:
    """The filled areas that are no lines, neither white nor the page's ground; each once."""
    shades: dict[Shade, None] = {}
    for x0, top, x1, bottom, stroked, rectangle, color, _, _ in areas:
        if stroked or not rectangle or x1 - x0 <= _THIN_FILL or bottom - top <= _THIN_FILL or is_white(color):
            continue
        if (x1 - x0) * (bottom - top) < _GROUND * width * height:
            shades[Shade(x0, top, x1, bottom, color)] = None
    return tuple(shades)


def find_rulings(areas: Iterable[Area], shades: Sequence[Shade]) -> tuple[Ruling, ...]:
    """The lines, segments that touch on one line joined; top to bottom, then left to right."""
    flat: list[_Segment] = []
    upright: list[_Segment] = []
    for area in areas:
        if is_white(area.color) and not _on_shade(area, shades):
            continue
        for x0, top, x1, bottom in _lines(area):
            wide, high = x1 - x0, bottom - top
            if wide >= high or wide + high < _THIN_FILL * 2:
                flat.append(((top + bottom) / 2, x0, x1))
            if high > wide or wide + high < _THIN_FILL * 2:
                upright.append(((x0 + x1) / 2, top, bottom))
    lines = [Ruling(start, at, end, at) for at, start, end in _join(flat)]
    lines += [Ruling(at, start, at, end) for at, start, end in _join(upright)]
    return tuple(lines)


def _lines(area: Area) -> Sequence[Box]:
    x0, top, x1, bottom, stroked, rectangle, *_ = area
    thin = min(x1 - x0, bottom - top)
    if thin <= (_THIN_STROKE if stroked else _THIN_FILL):
        return ((x0, top, x1, bottom),) if stroked or rectangle else ()
    if not (stroked and rectangle):
        return ()
    return (x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)


def _on_shade(area: Area, shades: Sequence[Shade]) -> bool:
    x, y = (area.x0 + area.x1) / 2, (area.top + area.bottom) / 2
    return any(s.x0 - 1 <= x <= s.x1 + 1 and s.top - 1 <= y <= s.bottom + 1 for s in shades)


def _join(segments: list[_Segment]) -> Iterator[_Segment]:
    """Segments on one line that touch or overlap, or are dashes of one line, become one."""
    segments.sort()
    row: list[_Segment] = []
    for segment in segments:
        if row and segment[0] - row[0][0] > _SAME_LINE:
            yield from _join_row(row)
            row = []
        row.append(segment)
    if row:
        yield from _join_row(row)


def _join_row(row: list[_Segment]) -> Iterator[_Segment]:
    row.sort(key=lambda segment: segment[1])
    at, start, end = row[0]
    weight = last = max(end - start, 0.01)
    for place, first, final in row[1:]:
        length = final - first
        gap = _DASH_GAP if length <= _DASH and last <= _DASH else _TOUCHING
        if first - end <= gap:
            at = (at * weight + place * length) / (weight + length) if length else at
            weight += length
            end = max(end, final)
        else:
            if end - start >= _SHORTEST:
                yield at, start, end
            at, start, end, weight = place, first, final, max(length, 0.01)
        last = length
    if end - start >= _SHORTEST:
        yield at, start, end
