"""Ruling lines of a scanned page, found in its picture.

No imaging library: a dark run in a row of pixels is a regular expression's match, and runs that lie under one another
are a line, also where the scan leans. A page of 200 dots per inch takes a tenth of a second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from soc2parse.reading.page import Ruling
from soc2parse.reading.piece import Area, Gray
from soc2parse.reading.strokes import find_rulings

_CONTRAST = 34  # gray levels between paper and ink: many borders are light gray
_SAMPLE = 37  # every so many pixels, to find the paper's level
_RUN = 14.0  # points: no letter is so wide, and no line of interest so short
_LINE = 24.0  # points: what is shorter when its runs are joined is a letter's bar, a bullet, a dash
_THICK = 3.0  # points
_LEAN = 0.03  # of the length: how far a scan's line may run off (1.7 degrees)
_STROKE, _GAP = 8, 2  # pixels: a run may have so small a gap of noise between so long parts

_Run = tuple[int, int, int]  # row, first and last pixel


def find_gridlines(gray: Gray, skew: float = 0.0) -> tuple[Ruling, ...]:
    """The horizontal and vertical lines of a page; `skew` is the slope of its text, downwards to the right.

    The lines come as if the page had been turned about its middle until they are level, as the words beside them do.
    """
    ground, _ = Counter(gray.samples[::_SAMPLE]).most_common(1)[0] if gray.samples else (255, 0)
    ink = gray.samples.translate(bytes(48 + (level < ground - _CONTRAST) for level in range(256)))  # b"0" and b"1"
    width, height, scale = gray.width, gray.height, gray.scale
    flat_rows, upright_columns = _places_of_runs(ink, width, height, int(_RUN * scale))
    rows = ((row, ink[row * width : (row + 1) * width]) for row in flat_rows)
    columns = ((column, ink[column::width]) for column in upright_columns)
    flat = [(at / scale, start / scale, end / scale) for at, start, end in _lines(rows, scale)]
    upright = [(at / scale, start / scale, end / scale) for at, start, end in _lines(columns, scale)]
    x, y = width / scale / 2, height / scale / 2
    areas = []
    for at, start, end in flat:
        top, shift = at - skew * ((start + end) / 2 - x), skew * (at - y)
        areas.append(Area(start + shift, top, end + shift, top, stroked=True))
    for at, start, end in upright:
        left, shift = at + skew * ((start + end) / 2 - y), skew * (at - x)
        areas.append(Area(left, start - shift, left, end - shift, stroked=True))
    return find_rulings(areas, ())


def _places_of_runs(ink: bytes, width: int, height: int, length: int) -> tuple[list[int], list[int]]:
    """The rows and the columns in which ink may go on for so many pixels, small gaps allowed: few hold a line."""
    if not ink:
        return [], []
    page = int(ink, 2)  # a bit a pixel: a handful of operations look at all pixels at once
    ends = f"{_ends_of_runs(page, 1, length):0{width * height}b}"
    rows = [row for row in range(height) if "1" in ends[row * width : (row + 1) * width]]
    upright, reach = _ends_of_runs(page, width, length), 1
    while reach < height:
        upright |= upright >> width * reach
        reach *= 2
    last = f"{upright:0{width}b}"[-width:]
    return rows, [column for column in range(width) if last[column] == "1"]


def _ends_of_runs(page: int, step: int, length: int) -> int:
    """The pixels up to which ink has gone on for `length` pixels that lie `step` apart."""
    for _ in range(_GAP):
        page |= page >> step
    reach = 1
    while reach < length:
        more = min(reach, length - reach)
        page &= page >> step * more
        reach += more
    return page


def _lines(rows: Iterator[tuple[int, bytes]], scale: float) -> Iterator[tuple[float, float, float]]:
    """Dark runs joined over neighbouring rows: where the line lies in its middle, where it begins and ends."""
    pattern = re.compile(rb"1{%d,}(?:0{1,%d}1{%d,})*" % (_STROKE, _GAP, _STROKE))
    least = int(_RUN * scale)
    open_lines: list[list[_Run]] = []
    for number, row in rows:
        for match in pattern.finditer(row):
            if match.end() - match.start() >= least:
                _add(open_lines, (number, match.start(), match.end()))
        if len(open_lines) > 64:
            done = [line for line in open_lines if line[-1][0] < number - 3]
            open_lines = [line for line in open_lines if line[-1][0] >= number - 3]
            yield from _measure(done, scale)
    yield from _measure(open_lines, scale)


def _add(lines: list[list[_Run]], run: _Run) -> None:
    number, start, end = run
    for line in reversed(lines):
        last, first, final = line[-1]
        if number - last <= 2 and start <= final + 4 and end >= first - 4:
            line.append(run)
            return
    lines.append([run])


def _measure(lines: list[list[_Run]], scale: float) -> Iterator[tuple[float, float, float]]:
    for line in lines:
        start, end = min(run[1] for run in line), max(run[2] for run in line)
        deep = line[-1][0] - line[0][0] + 1
        if end - start >= _LINE * scale and deep <= _THICK * scale + _LEAN * (end - start):
            yield (line[0][0] + line[-1][0] + 1) / 2, start, end
