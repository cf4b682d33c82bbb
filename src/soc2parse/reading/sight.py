"""Which pieces of text a reader can see: colours and painted areas raise a suspicion, the drawn page decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from soc2parse.reading.ink import is_white, luminance
from soc2parse.reading.page import Box
from soc2parse.reading.piece import Area, Drawn, Gray, Piece

_SMALLEST = 1.5  # points: smaller letters are nobody's to read
_COVER = 4.0  # points: lower or narrower areas cover no word
_DARK = 0.2  # luminance
_ALIKE = 0.12  # of luminance between letters and their ground
_DPI = 100.0
_LOOK = attrgetter("baseline", "color", "size", "order", "inked")
_CONTRAST = 32  # gray levels between the darkest and the brightest pixel of a word that can be seen


def part_hidden(drawn: Drawn) -> tuple[list[Piece], list[Piece]]:
    """The pieces that can be seen, and those that can't, each in their order.

    Hidden: not painted at all, off the page, too small to read, in the colour of its ground, painted over by white or
    black. Where only colours and areas say so, the page is drawn, and a word with contrast in its place is visible.
    """
    covers = [a for a in drawn.areas if not a.stroked and min(a.x1 - a.x0, a.bottom - a.top) > _COVER]
    hidden: set[int] = set()
    suspects: list[int] = []
    for start, end in _lines(drawn.pieces):
        line = drawn.pieces[start:end]
        first = line[0]
        if not first.inked or first.size < _SMALLEST:
            hidden.update(range(start, end))
            continue
        if first.x0 < 0 or line[-1].x1 > drawn.width or not 0 <= first.baseline - 0.3 * first.size <= drawn.height:
            hidden.update(start + index for index, piece in enumerate(line) if _off_page(piece, drawn))
        if covers or is_white(first.color):
            suspects += [start + index for index in _suspects(line, covers, drawn.pictures)]
    suspects = [index for index in suspects if index not in hidden]
    if suspects:
        gray = drawn.render(_DPI)
        hidden.update(index for index in suspects if not _has_contrast(drawn.pieces[index], gray))
    if not hidden:
        return drawn.pieces, []
    seen = [piece for index, piece in enumerate(drawn.pieces) if index not in hidden]
    return seen, [drawn.pieces[index] for index in sorted(hidden)]


def _lines(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Where runs of pieces begin and end that stand on one baseline and look alike."""
    start = 0
    for _, run in groupby(pieces, _LOOK):
        end = start + len(list(run))
        yield start, end
        start = end


def _off_page(piece: Piece, drawn: Drawn) -> bool:
    middle = (piece.x0 + piece.x1) / 2
    return not (0 <= middle <= drawn.width and 0 <= piece.baseline - 0.3 * piece.size <= drawn.height)


def _suspects(line: Sequence[Piece], covers: Sequence[Area], pictures: Sequence[Box]) -> list[int]:
    """Of the pieces of one line, those whose ground may swallow them."""
    first = line[0]
    x0, x1, baseline, middle = first.x0, line[-1].x1, first.baseline, first.baseline - 0.5 * first.size
    near = [area for area in covers if area[1] < baseline and area[3] > middle and area[0] < x1 and area[2] > x0]
    white = is_white(first.color)
    if not near:
        return [index for index, piece in enumerate(line) if white and not _on_picture(piece, pictures)]
    light, last = luminance(first.color), near[-1]
    below = last.x0 <= x0 and x1 <= last.x1 and all(area.order < first.order for area in near)
    if below and abs(light - luminance(last.color)) >= _ALIKE:
        return []  # as most lines: on one ground, in another colour
    found = []
    grounds = [(area.x0, area.x1, area.order < first.order, luminance(area.color), _hides(area)) for area in near]
    for index, piece in enumerate(line):
        ground, covered = 1.0, False
        center = (piece.x0 + piece.x1) / 2
        for left, right, below, shade, hides in grounds:
            if left <= center <= right:
                if below:
                    ground = shade
                elif hides:
                    covered = True
        if covered or (abs(light - ground) < _ALIKE and not (white and _on_picture(piece, pictures))):
            found.append(index)
    return found


def _hides(area: Area) -> bool:
    return area.opaque and (is_white(area.color) or luminance(area.color) < _DARK)


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
