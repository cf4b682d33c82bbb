"""Shaded areas of a scanned page: header bands and striped rows, by the level of the paper between the letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from soc2parse.reading.leveling import find_paper
from soc2parse.reading.page import Shade
from soc2parse.reading.piece import Gray

_WIDTH, _HEIGHT = 8.0, 2.0  # points: the cells whose level is taken
_SHARE = 0.65  # of a cell's pixels are darker: letters are, in a light band
_DARKER = 7  # gray levels below the paper's
_ALIKE = 6  # gray levels about a band's own
_DARK = 0.5  # of the paper's level: the letters on a darker band are light
_GRAIN, _BARE_SHARE = 2, 0.2  # gray levels below the paper's, and the share of such pixels, that no band has
_WIDE, _HIGH = 60.0, 7.0  # points: the least of a band
_MOST = 8  # shades of gray on one page
_HOLE = (5, 6)  # cells that letters may take out of a band, along a row and down a column


_IN, _BARE = 1, 2  # a cell of the band, a cell of bare paper
_INSIDE = re.compile(rb"\x01+")

_Run = tuple[int, int, int]  # row, first cell and the one behind the last


class _Cells(NamedTuple):
    """The level of the ground in each cell, row by row: `across` cells in each of `down` rows."""

    across: int
    down: int
    levels: bytes


def find_bands(gray: Gray) -> tuple[Shade, ...]:
    """The shaded areas of a page whose picture is level."""
    wide, high = max(2, round(_WIDTH * gray.scale / 2)) * 2, max(1, round(_HEIGHT * gray.scale / 2)) * 2
    if gray.width < wide or gray.height < high:
        return ()
    paper = find_paper(gray)
    cells = _cells(gray, wide, high, paper)
    shades: list[Shade] = []
    for level in _levels(cells, paper - _DARKER, round(_WIDE * _HIGH / _WIDTH / _HEIGHT)):
        mask = _fill(cells, level, paper)
        alike = bytes(abs(one - level) <= min(2 * _ALIKE, (paper - level) // 2) for one in range(256))
        for top, bottom, start, end in _boxes(mask):
            if (end - start + 2) * wide < _WIDE * gray.scale:
                continue
            box = _grow(gray, (start * wide, top * high, end * wide, bottom * high), alike, wide)
            x0, y0, x1, y1 = (pixels / gray.scale for pixels in box)
            shade = Shade(x0, y0, x1, y1, level << 16 | level << 8 | level)
            wide_enough = x1 - x0 >= _WIDE and y1 - y0 >= _HIGH
            if wide_enough and (level < _DARK * paper or not _is_paper(gray, box, paper)):
                shades.append(shade)
    whole = [shade for shade in shades if not any(_holds(other, shade) for other in shades)]
    return tuple(sorted(whole, key=lambda shade: (shade.top, shade.x0)))


def _is_paper(gray: Gray, box: tuple[int, int, int, int], paper: int) -> bool:
    """Whether there is bare paper between the letters: a line of bold text is as dark as a light band."""
    left, top, right, bottom = box
    inside = b"".join(gray.samples[row * gray.width + left : row * gray.width + right] for row in range(top, bottom, 2))
    bare = inside.translate(bytes(one >= paper - _GRAIN for one in range(256)))
    return bare.count(1) > _BARE_SHARE * len(bare)


def _holds(band: Shade, shade: Shade) -> bool:
    """Whether a band holds most of a piece that dense text cut out of it."""
    wide = min(band.x1, shade.x1) - max(band.x0, shade.x0)
    high = min(band.bottom, shade.bottom) - max(band.top, shade.top)
    if band == shade or wide <= 0 or high <= 0:
        return False
    own, other = ((one.x1 - one.x0) * (one.bottom - one.top) for one in (shade, band))
    return wide * high > 0.6 * own and own < other


def _cells(gray: Gray, wide: int, high: int, paper: int) -> _Cells:
    """The level of the ground in each cell, `paper` where it is no darker.

    Every second pixel of every second row is looked at, and the level taken only where most of these are darker.
    """
    across, down, width = gray.width // wide, gray.height // high, gray.width
    rows = [gray.samples[row * width : (row + 1) * width : 2] for row in range(0, down * high, 2)]
    half = Gray((width + 1) // 2, len(rows), gray.scale / 2, b"".join(rows)).image()
    wide, high = wide // 2, high // 2
    at = int(_SHARE * wide * high)
    darker = [255 * (level <= paper - _DARKER + _ALIKE) for level in range(256)]
    shares = half.crop((0, 0, across * wide, down * high)).point(darker).reduce((wide, high)).tobytes()
    levels = bytearray([paper]) * len(shares)
    dark = shares.translate(bytes(share * wide * high > 255 * (at + 0.5) for share in range(256)))
    cell = dark.find(1)
    while cell >= 0:
        left, top = cell % across * wide, cell // across * high
        levels[cell] = sorted(b"".join([row[left : left + wide] for row in rows[top : top + high]]))[at]
        cell = dark.find(1, cell + 1)
    return _Cells(across, down, bytes(levels))


def _levels(cells: _Cells, darkest_paper: int, least: int) -> Iterator[int]:
    """The shades of gray that many cells have, those of the most cells first."""
    counts = Counter({level: count for level, count in Counter(cells.levels).items() if level <= darkest_paper})
    for _ in range(_MOST):
        near = {at: sum(counts[at + by] for by in range(-_ALIKE, _ALIKE + 1)) for at in counts}
        if not near or max(near.values()) < least:
            return
        best = max(near, key=lambda at: (near[at], counts[at]))
        yield best
        for by in range(-_ALIKE, _ALIKE + 1):
            counts.pop(best + by, None)


def _fill(cells: _Cells, level: int, paper: int) -> list[bytearray]:
    """_IN for each cell of a shade, and for those between such cells that are full of letters; _BARE for paper."""
    dark = level < _DARK * paper
    kinds = bytes(
        _IN if abs(one - level) <= _ALIKE else _BARE if one > paper - _DARKER and not dark else 0 for one in range(256)
    )
    inked = cells.levels.translate(bytes(one > level if dark else one < level for one in range(256)))
    mask, across = bytearray(cells.levels.translate(kinds)), cells.across
    lines = [(slice(start, start + across), _HOLE[0]) for start in range(0, len(mask), across)]
    lines += [(slice(column, None, across), _HOLE[1]) for column in range(across)]
    for line, most in lines:
        if mask[line].count(_IN) > 1:
            mask[line] = _closed(mask[line], inked[line], most)
    return [mask[start : start + across] for start in range(0, len(mask), across)]


def _closed(line: bytearray, letters: Sequence[int], most: int) -> bytearray:
    """A row or a column of cells with its small holes closed that are full of letters."""
    for (_, _, end), (_, start, _) in pairwise(_runs(0, line)):
        if start - end <= most and all(letters[end:start]):
            line[end:start] = bytes([_IN]) * (start - end)
    return line


def _boxes(mask: Sequence[bytearray]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of cells that lie under one another and begin and end alike: top, bottom, start and end."""
    bands: list[list[_Run]] = []
    for number, row in enumerate(mask):
        runs = _runs(number, row)
        going: list[list[_Run]] = []
        for band in bands:
            more = next((run for run in runs if _continues(band, run)), None)
            if more is not None:
                runs.remove(more)
                going.append([*band, more])
            elif number - band[-1][0] <= _HOLE[1] and not _is_bare(row, band[-1]):
                going.append(band)
            else:
                yield _box(band)
        bands = going + [[run] for run in runs]
    for band in bands:
        yield _box(band)


def _runs(number: int, row: bytearray) -> list[_Run]:
    return [(number, *match.span()) for match in _INSIDE.finditer(row)]


def _continues(band: Sequence[_Run], run: _Run) -> bool:
    _, start, end = band[len(band) // 2]
    return abs(run[1] - start) <= 1 and abs(run[2] - end) <= 1


def _is_bare(row: bytearray, run: _Run) -> bool:
    return row.count(_BARE, run[1], run[2]) > (run[2] - run[1]) / 3


def _box(band: Sequence[_Run]) -> tuple[int, int, int, int]:
    starts, ends = sorted(run[1] for run in band), sorted(run[2] for run in band)
    return band[0][0], band[-1][0] + 1, starts[len(band) // 2], ends[len(band) // 2]


def _grow(gray: Gray, box: tuple[int, int, int, int], alike: bytes, most: int) -> tuple[int, int, int, int]:
    """The box in pixels with what its outermost cells have of the band: as far as a third of its edge is alike."""
    left, top, right, bottom = box

    def column(at: int) -> bool:
        inside = gray.samples[top * gray.width + at : bottom * gray.width : 3 * gray.width].translate(alike)
        return 3 * inside.count(1) > len(inside)

    def row(at: int) -> bool:
        inside = gray.samples[at * gray.width + left : at * gray.width + right].translate(alike)
        return 3 * inside.count(1) > len(inside)

    edges = []
    for edge, step, last, fits in (
        (left, -1, 0, column),
        (top, -1, 0, row),
        (right, 1, gray.width, column),
        (bottom, 1, gray.height, row),
    ):
        at = edge
        while abs(at - edge) < most and at != last and fits(at + min(step, 0)):
            at += step
        edges.append(at)
    return (edges[0], edges[1], edges[2], edges[3])
