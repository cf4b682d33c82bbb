"""Bullets that are drawn, not written: browsers print the dot of a list item as a small painted shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soc2parse.reading.ink import is_white
from soc2parse.reading.piece import Area, Piece
from soc2parse.reading.spelling import BULLET

_SMALLEST, _LARGEST = 1.5, 7.0  # points
_SKEW = 0.3  # of the longer side: a dot is as wide as it is high
_SHARE = (0.15, 0.6)  # of the letters' size
_MIDDLE = (0.1, 0.65)  # of the letters' size above the baseline: where a dot's middle stands
_GAP = (0.1, 1.6)  # of the letters' size between the dot and the words behind it
_CLEAR = 1.5  # of the letters' size: nothing is written so close before the dot
_APART = 2.3  # of the dot's width: dots that stand closer are a dotted line


def with_bullets(pieces: Sequence[Piece], areas: Sequence[Area]) -> list[Piece]:
    """The pieces with a bullet before each one that a small dot stands before, at the height of its letters."""
    dots = [area for area in areas if _is_dot(area)]
    dots = [dot for dot in dots if not any(_in_row(dot, other) for other in dots)]
    if not dots:
        return list(pieces)
    bullets = dict(_placed(pieces, dots))
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        start = 0
        for at in (at for at in range(len(piece.words)) if (index, at) in bullets):
            dot, word = bullets[index, at], piece.words[at]
            if start < at:
                out.append(piece._replace(words=piece.words[start:at], glued=piece.glued and not start))
            bullet = word._replace(text=BULLET, x0=dot.x0, x1=dot.x1, bold=False, italic=False)
            out.append(piece._replace(words=[bullet], glued=False))
            start = at
        out.append(piece._replace(words=piece.words[start:], glued=piece.glued and not start) if start else piece)
    return out


def _is_dot(area: Area) -> bool:
    wide, high = area.x1 - area.x0, area.bottom - area.top
    small = _SMALLEST <= wide <= _LARGEST and _SMALLEST <= high <= _LARGEST
    return small and abs(wide - high) <= _SKEW * max(wide, high) and not is_white(area.color)


def _in_row(dot: Area, other: Area) -> bool:
    reach = _APART * (dot.x1 - dot.x0)
    across, down = abs(dot.x0 - other.x0), abs(dot.top - other.top)
    return across < reach and down < reach and max(across, down) > 0.3 * (dot.x1 - dot.x0)


def _placed(pieces: Sequence[Piece], dots: Sequence[Area]) -> Iterator[tuple[tuple[int, int], Area]]:
    """Which word of which piece stands behind a dot, and the dot."""
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2
        near = [
            (word.x0, index, at)
            for index, piece in enumerate(pieces)
            if _MIDDLE[0] * piece.size <= piece.baseline - middle <= _MIDDLE[1] * piece.size
            for at, word in enumerate(piece.words)
            if word.x1 > dot.x0 - _CLEAR * word.size and word.x0 < dot.x1 + _GAP[1] * word.size
        ]
        if not near:
            continue
        x0, index, at = min(near)
        size = pieces[index].size
        share = (dot.x1 - dot.x0) / size
        if x0 - dot.x1 >= _GAP[0] * size and _SHARE[0] <= share <= _SHARE[1]:
            yield (index, at), dot
