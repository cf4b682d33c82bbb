"""How a scanned page leans, and its picture made level.

The page is cut into strips that are shifted by whole pixels, which no letter notices at 200 dots per inch and a lean of
two degrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul
from struct import unpack

from soc2parse.reading.piece import Gray

_SAMPLE = 37  # every so many pixels, to find the paper's level
_GRAIN = 7  # gray levels below the paper's that are paper
_PHOTOGRAPH = 0.25  # of a page: of a photograph less is like paper, and more is darker than half of it
_CONTRAST = 60  # gray levels between paper and ink
_STRIPS = 24  # of a page's width, whose rows are compared
_MOST = 0.036  # of the width: two degrees; what leans more was laid down askew and is not read well
_STEPS = (0.002, 0.0005, 0.00025)
_LEAST = 0.0004  # a slope below moves no word by a quarter of a point
_SURER = 1.02  # times the rows' sharpness as they are


def find_slope(gray: Gray) -> float:
    """The slope of the page's lines of text, downwards to the right; 0.0 for a level or an empty page.

    Lines are level where rows of pixels are either full of ink or empty: where the squares of their ink are highest.
    """
    width, height = gray.width, gray.height
    if width < _STRIPS * 4 or height < _STRIPS:
        return 0.0
    strips, part = _ink(gray), width // _STRIPS
    best = 0.0
    level = highest = _sharpness(strips, height, part, best)
    span = _MOST
    for step in _STEPS:
        middle, count = best, round(span / step)
        for slope in (middle + step * number for number in range(-count, count + 1)):
            sharpness = _sharpness(strips, height, part, slope)
            if sharpness > highest:
                best, highest = slope, sharpness
        span = step
    return best if abs(best) >= _LEAST and highest > _SURER * level else 0.0


def _ink(gray: Gray) -> list[int]:
    """The ink of each strip in each row: a number a strip, two bytes a row, so that a sum is that of all rows."""
    darkest, part = find_paper(gray) - _CONTRAST, gray.width // _STRIPS
    table = [255 * (level < darkest) for level in range(256)]
    shares = gray.image().crop((0, 0, part * _STRIPS, gray.height)).point(table).reduce((part, 1)).tobytes()
    strips = []
    for strip in range(_STRIPS):
        rows = bytearray(2 * gray.height)
        rows[::2] = shares[strip::_STRIPS]
        strips.append(int.from_bytes(rows, "little"))
    return strips


def find_paper(gray: Gray) -> int:
    """The level of gray that most of a picture has."""
    counts = gray.levels(_SAMPLE)
    return counts.index(max(counts)) if gray.samples else 255


def is_photograph(gray: Gray) -> bool:
    """Whether little of a picture is like paper and much is dark: a cover, with neither tables nor lines to level."""
    paper, counts = find_paper(gray), gray.levels(_SAMPLE)
    papered, dark = sum(counts[max(paper - _GRAIN, 0) :]), sum(counts[: paper // 2])
    return papered < _PHOTOGRAPH * sum(counts) < dark


def level(gray: Gray, slope: float) -> Gray:
    """The picture as if the page had been turned about its middle until its text is level."""
    if not slope or not gray.samples:
        return gray
    width, height = gray.width, gray.height
    blank = bytes([find_paper(gray)]) * width
    rows = [gray.samples[row * width : (row + 1) * width] for row in range(height)]
    strips = _strips(width, slope)
    out = []
    for row in range(height):
        parts = []
        for start, end, down in strips:
            taken = row + down
            parts.append((rows[taken] if 0 <= taken < height else blank)[start:end])
        right = round(slope * (row - height / 2))
        line = b"".join(parts)
        out.append(blank[:right] + line[: width - right] if right > 0 else line[-right:] + blank[:-right])
    return gray._replace(samples=b"".join(out))


def _strips(width: int, slope: float) -> list[tuple[int, int, int]]:
    """Where strips begin and end, and by how many pixels each is raised."""
    strips: list[tuple[int, int, int]] = []
    start = 0
    for column in range(1, width + 1):
        down = round(slope * (start - width / 2))
        if column == width or round(slope * (column - width / 2)) != down:
            strips.append((start, column, down))
            start = column
    return strips


def _sharpness(strips: Sequence[int], height: int, part: int, slope: float) -> int:
    """The sum of the squares of each row's ink, its strips raised by the slope."""
    middle = len(strips) / 2 - 0.5
    downs = [round(slope * part * (at - middle)) for at in range(len(strips))]
    ink = sum(
        strip >> 16 * down if down >= 0 else strip << 16 * -down for strip, down in zip(strips, downs, strict=True)
    )
    rows = height - max(downs)
    sums = unpack(f"<{rows}H", ink.to_bytes(4 * height, "little")[: 2 * rows])
    return sum(map(mul, sums, sums))
