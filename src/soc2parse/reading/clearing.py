"""A scan's picture made black on white: a copier's paper is gray and grainy, its ink pale, its tables shaded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from soc2parse.reading.leveling import find_paper
from soc2parse.reading.page import Ruling, Shade
from soc2parse.reading.piece import Gray

_SAMPLE = 7  # every so many pixels are counted
_GRAIN = 20  # gray levels about the paper's that are its grain
_SHADE_GRAIN = 10
_INK_SHARE = 0.002  # of a page's pixels are its darkest ink, at the least
_CONTRAST = 60  # gray levels between ink and paper: with less there is nothing to read
_FRAME = 1.0  # points about a dark band's edge, where it fades into the paper
_PEN = 0.9  # points to either side of a ruling line's middle
_WHITE = bytes([255]) * 256
_DARK = 0.5  # of the paper's level: the letters on a darker band are light


def clear(gray: Gray, shades: Sequence[Shade] = ()) -> Gray:
    """The picture with its levels stretched, so that paper and shaded areas are white and letters are black."""
    if not gray.samples:
        return gray
    counts = gray.levels(_SAMPLE)
    paper = find_paper(gray)
    ink = next(level for level, share in enumerate(accumulate(counts)) if share >= _INK_SHARE * sum(counts))
    if paper - _GRAIN - ink < _CONTRAST:
        return gray
    samples = bytearray(gray.samples.translate(_stretch(ink, paper - _GRAIN)))
    # The darkest last: a dark band's edge fades into the rows beside it.
    for shade in sorted(shades, key=lambda shade: -(shade.color & 0xFF)):
        ground = shade.color & 0xFF
        if ground < _DARK * paper:
            _redraw(samples, gray, shade, _WHITE, _FRAME)
            _redraw(samples, gray, shade, _stretch(paper, ground + _GRAIN), -_FRAME)
        elif ground - _SHADE_GRAIN - ink >= _CONTRAST:
            _redraw(samples, gray, shade, _stretch(ink, ground - _SHADE_GRAIN))
    return gray._replace(samples=bytes(samples))


def _stretch(black: int, white: int) -> bytes:
    """A table of levels that makes one black and the other white, whichever is the darker."""
    return bytes(min(max((level - black) * 255 // (white - black), 0), 255) for level in range(256))


def _redraw(samples: bytearray, gray: Gray, shade: Shade, table: bytes, beyond: float = 0.0) -> None:
    """The shade's pixels, and those so many points beyond it, by a table."""
    scale = gray.scale
    left, right = max(int((shade.x0 - beyond) * scale), 0), min(int((shade.x1 + beyond) * scale), gray.width)
    top, bottom = max(int((shade.top - beyond) * scale), 0), min(int((shade.bottom + beyond) * scale), gray.height)
    for row in range(top, bottom):
        start, end = row * gray.width + left, row * gray.width + right
        samples[start:end] = gray.samples[start:end].translate(table)


def erase(gray: Gray, rulings: Sequence[Ruling]) -> Gray:
    """The picture without its ruling lines, which would be read as bars, and as strokes of the letters beside them."""
    if not rulings:
        return gray
    samples = bytearray(gray.samples)
    for line in rulings:
        pen = Shade(line.x0, line.top, line.x1, line.bottom, 0xFFFFFF)
        _redraw(samples, gray, pen, _WHITE, _PEN)
    return gray._replace(samples=bytes(samples))
