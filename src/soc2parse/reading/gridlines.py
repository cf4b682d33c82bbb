"""Ruling lines of a scanned page, found in its picture.

A dark run in a row of pixels is a regular expression's match, and runs that lie under one another are a line, also
where the scan leans. A page of 200 dots per inch takes some twenty milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from soc2parse.reading.page import Ruling
from soc2parse.reading.piece import Area, Gray
from soc2parse.reading.strokes import find_rulings

_INK = 240  # gray level on white paper: many borders are light gray
_RUN = 14.0  # points: no letter is so wide, and no line of interest so short
_LINE = 24.0  # points: what is shorter when its runs are joined is a letter's bar, a bullet, a dash
_THICK = 3.0  # points
_LONG = 100.0  # points: no run of touching letters is so long
_BESIDE, _SOME = (3, 6), 0.15  # pixels from a short line, and the share of ink that is a word's
_LEAN = 0.03  # of the length: how far a scan's line may run off (1.7 degrees)
_SAME, _LOST = 0.8, 120.0  # points between pieces of one pale line, across it, and what it has lost at its end
_PIECES, _KEPT, _SEEN = 3, 0.5, 0.3  # how many, what they are of the line's length, and of the longest line's
_STROKE, _GAP = 8, 2  # pixels: a run may have so small a gap of noise between so long parts

Pixels = Callable[[int], bytes]
_Run = tuple[int, int, int]  # row, first and last pixel
_Line = tuple[float, float, float]  # points: where it lies, begins and ends


def find_gridlines(gray: Gray) -> tuple[Ruling, ...]:
    """The horizontal and vertical lines of a page whose picture is level and cleared."""
    ink = gray.samples.translate(bytes(48 + (level < _INK) for level in range(256)))  # b"0" and b"1"
    width, height, scale = gray.width, gray.height, gray.scale
    rows, columns = _places_of_runs(gray, int(_RUN * scale))
    flat = _lines(rows, lambda row: ink[row * width : (row + 1) * width] if 0 <= row < height else b"", scale)
    upright = _lines(columns, lambda column: ink[column::width] if 0 <= column < width else b"", scale)
    areas = [Area(start, at, end, at, stroked=True) for at, start, end in _whole(flat)]
    areas += [Area(at, start, at, end, stroked=True) for at, start, end in upright]
    return find_rulings(areas, ())


def _places_of_runs(gray: Gray, length: int) -> tuple[list[int], list[int]]:
    """The rows and the columns in which ink may go on for so many pixels, small gaps allowed: few hold a line."""
    if not gray.samples:
        return [], []
    bits = gray.image().point([255 * (level < _INK) for level in range(256)], "1").tobytes()
    across = len(bits) // gray.height  # bytes: a row ends with bits that are no pixels
    page, width = int.from_bytes(bits, "big"), 8 * across  # a handful of operations look at all pixels at once
    ends = _ends_of_runs(page, 1, length).to_bytes(len(bits), "big")
    none = bytes(across)
    rows = [row for row in range(gray.height) if ends[row * across : (row + 1) * across] != none]
    upright, reach = _ends_of_runs(page, width, length), 1
    while reach < gray.height:
        upright |= upright >> width * reach
        reach *= 2
    last = f"{upright & (1 << width) - 1:0{width}b}"
    return rows, [column for column in range(gray.width) if last[column] == "1"]


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


def _lines(places: Sequence[int], pixels: Pixels, scale: float) -> Iterator[_Line]:
    """In points: dark runs joined over neighbouring rows: where the line lies in its middle, begins and ends."""
    pattern = re.compile(rb"1{%d,}(?:0{1,%d}1{%d,})*" % (_STROKE, _GAP, _STROKE))
    least = int(_RUN * scale)
    open_lines: list[list[_Run]] = []
    for number in places:
        for match in pattern.finditer(pixels(number)):
            if match.end() - match.start() >= least:
                _add(open_lines, (number, match.start(), match.end()))
        if len(open_lines) > 64:
            done = [line for line in open_lines if line[-1][0] < number - 3]
            open_lines = [line for line in open_lines if line[-1][0] >= number - 3]
            yield from _measure(done, pixels, scale)
    yield from _measure(open_lines, pixels, scale)


def _add(lines: list[list[_Run]], run: _Run) -> None:
    number, start, end = run
    for line in reversed(lines):
        last, first, final = line[-1]
        if number - last <= 2 and start <= final + 4 and end >= first - 4:
            line.append(run)
            return
    lines.append([run])


def _measure(lines: list[list[_Run]], pixels: Pixels, scale: float) -> Iterator[_Line]:
    for line in lines:
        start, end = min(run[1] for run in line), max(run[2] for run in line)
        first, last = line[0][0], line[-1][0]
        if end - start < _LINE * scale or last - first + 1 > _THICK * scale + _LEAN * (end - start):
            continue
        beside = [row for by in _BESIDE for row in (first - by, last + by)]
        if end - start > _LONG * scale or not any(_is_text(pixels(row)[start:end]) for row in beside):
            yield (first + last + 1) / 2 / scale, start / scale, end / scale


def _whole(pieces: Iterator[_Line]) -> Iterator[_Line]:
    """The flat lines, those of a pale table whole again, of which a scan has kept pieces at the same height.

    They are as long as the longest of them, where their own ends are near. Upright lines end where a row has one cell.
    """
    rows = list(_rows(sorted(pieces)))
    pale = [row for row in rows if len(row) >= _PIECES and _inked(row) >= _KEPT * (_end(row) - row[0][1])]
    start, end = min((row[0][1] for row in pale), default=0.0), max(map(_end, pale), default=0.0)
    for row in rows:
        first, last = row[0][1], _end(row)
        near = start <= first <= start + _LOST and end - _LOST <= last <= end
        if len(row) > 1 and len(pale) >= _PIECES and near and _inked(row) >= _SEEN * (end - start):
            yield sum(at * (stop - begin) for at, begin, stop in row) / _inked(row), start, end
        else:
            yield from row


def _rows(pieces: Sequence[_Line]) -> Iterator[list[_Line]]:
    row: list[_Line] = []
    for piece in pieces:
        if row and piece[0] - row[0][0] > _SAME:
            yield sorted(row, key=lambda piece: piece[1])
            row = []
        row.append(piece)
    if row:
        yield sorted(row, key=lambda piece: piece[1])


def _inked(row: Sequence[_Line]) -> float:
    return sum(last - first for _, first, last in row)


def _end(row: Sequence[_Line]) -> float:
    return max(last for _, _, last in row)


def _is_text(pixels: bytes) -> bool:
    """Whether ink beside a run is neither paper nor a filled area: the run is where the letters of a word touch."""
    return _SOME * len(pixels) < pixels.count(b"1") < (1 - _SOME) * len(pixels)
