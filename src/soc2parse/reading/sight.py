"""Which pieces of text a reader can see: colours and painted areas raise a suspicion, the drawn page decides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from soc2parse.reading.ink import is_white, luminance
from soc2parse.reading.page import Box
from soc2parse.reading.piece import Area, Drawn, Gray, Piece

_SMALLEST = 1.5  # points: smaller letters are nobody's to read
_COVER = 4.0  # points: lower or narrower areas cover no word
_DARK = 0.2  # luminance
_ALIKE = 0.12  # of luminance between letters and their ground
_DPI = 100.0
_CONTRAST = 32  # gray levels between the darkest and the brightest pixel of a word that can be seen


def part_hidden(drawn: Drawn) -> tuple[list[Piece], list[Piece]]:
    """The pieces that can be seen, and those that can't, each in their order.

    Hidden: not painted at all, off the page, too small to read, in the colour of its ground, painted over by white or
    black. Where only colours and areas say so, the page is drawn, and a word with contrast in its place is visible.
    """
    covers = [a for a in drawn.areas if not a.stroked and min(a.x1 - a.x0, a.bottom - a.top) > _COVER]
    suspects: list[int] = []
    hidden = {
        index
        for index, piece in enumerate(drawn.pieces)
        if not piece.inked or piece.size < _SMALLEST or _off_page(piece, drawn)
    }
    colors = {piece.color for piece in drawn.pieces}
    if not covers and not any(map(is_white, colors)):
        return _part(drawn.pieces, hidden)
    for (color, order, _), group in groupby(
        enumerate(drawn.pieces), key=lambda item: (item[1].color, item[1].order, item[1].baseline)
    ):
        line = [(index, piece) for index, piece in group if index not in hidden]
        if line:
            suspects += _suspects(line, color, order, covers, drawn.pictures)
    if suspects:
        gray = drawn.render(_DPI)
        hidden.update(index for index in suspects if not _has_contrast(drawn.pieces[index], gray))
    return _part(drawn.pieces, hidden)


def _part(pieces: list[Piece], hidden: set[int]) -> tuple[list[Piece], list[Piece]]:
    if not hidden:
        return pieces, []
    seen = [piece for index, piece in enumerate(pieces) if index not in hidden]
    return seen, [pieces[index] for index in sorted(hidden)]


def _off_page(piece: Piece, drawn: Drawn) -> bool:
    middle = (piece.x0 + piece.x1) / 2
    return not (0 <= middle <= drawn.width and 0 <= piece.baseline - 0.3 * piece.size <= drawn.height)


def _suspects(
    line: Sequence[tuple[int, Piece]], color: int, order: int, covers: Sequence[Area], pictures: Sequence[Box]
) -> list[int]:
    """Of the pieces of one line, those whose ground may swallow them."""
    x0, x1 = line[0][1].x0, max(piece.x1 for _, piece in line)
    baseline, size = line[0][1].baseline, line[0][1].size
    near = [a for a in covers if a.x0 < x1 and a.x1 > x0 and a.top < baseline and a.bottom > baseline - 0.5 * size]
    white = is_white(color)
    if not near:
        return [] if not white else [i for i, piece in line if not _on_picture(piece, pictures)]
    light = luminance(color)
    found = []
    for index, piece in line:
        ground: Area | None = None
        covered = False
        for area in near:
            if area.x0 <= (piece.x0 + piece.x1) / 2 <= area.x1:
                if area.order < order:
                    ground = area
                elif area.opaque and (is_white(area.color) or luminance(area.color) < _DARK):
                    covered = True
        ground_light = luminance(ground.color) if ground else 1.0
        if covered or (abs(light - ground_light) < _ALIKE and not (_on_picture(piece, pictures) and white)):
            found.append(index)
    return found


def _on_picture(piece: Piece, pictures: Sequence[Box]) -> bool:
    x, y = (piece.x0 + piece.x1) / 2, piece.baseline - 0.3 * piece.size
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in pictures)


def _has_contrast(piece: Piece, gray: Gray) -> bool:
    left, right = int(piece.x0 * gray.scale), int(piece.x1 * gray.scale) + 1
    top = int((piece.baseline - 0.75 * piece.size) * gray.scale)
    bottom = int((piece.baseline + 0.05 * piece.size) * gray.scale) + 1
    left, right = max(left, 0), min(right, gray.width)
    rows = [
        gray.samples[y * gray.width + left : y * gray.width + right]
        for y in range(max(top, 0), min(bottom, gray.height))
    ]
    pixels = b"".join(rows)
    return bool(pixels) and max(pixels) - min(pixels) >= _CONTRAST
