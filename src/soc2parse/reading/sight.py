"""Which pieces of text a reader can see: colours and painted areas raise a suspicion, the drawn page decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from soc2parse.reading.ink import is_white, luminance
from soc2parse.reading.page import Box, Word
from soc2parse.reading.piece import Area, Drawn, Gray, Piece

_SMALLEST = 1.5  # points: smaller letters are nobody's to read
_COVER = 4.0  # points: lower or narrower areas cover no word
_DARK = 0.2  # luminance
_ALIKE = 0.12  # of luminance between letters and their ground
_DPI = 100.0
_CONTRAST = 32  # gray levels between the darkest and the brightest pixel of a word that can be seen

_COLOR = attrgetter("color")

_Place = tuple[int, int]  # which piece, which of its words


def part_hidden(drawn: Drawn) -> tuple[list[Piece], list[Piece]]:
    """The pieces of text that can be seen, and those that can't, each in their order.

    Hidden: not painted at all, off the page, too small to read, in the colour of its ground, painted over by white or
    black. Where only colours and areas say so, the page is drawn, and a word with contrast in its place is visible.
    """
    covers = [a for a in drawn.areas if not a.stroked and min(a.x1 - a.x0, a.bottom - a.top) > _COVER]
    darkest = min((luminance(area.color) for area in covers), default=1.0)
    hiding = max((area.order for area in covers if _hides(area)), default=-1)
    width, height = drawn.width, drawn.height
    # As most text: darker than all that is painted, and nothing that could hide it is painted later.
    pale = {color for color in set(map(_COLOR, drawn.pieces)) if luminance(color) + _ALIKE > darkest}
    hidden: set[_Place] = set()
    suspects: list[_Place] = []
    for index, (words, baseline, color, _, order, inked) in enumerate(drawn.pieces):
        size = words[0].size
        if not inked or size < _SMALLEST:
            hidden.update((index, at) for at in range(len(words)))
            continue
        if words[0].x0 < 0 or words[-1].x1 > width or not 0 <= baseline - 0.3 * size <= height:
            hidden.update((index, at) for at, word in enumerate(words) if _off_page(word, baseline, drawn))
        if order <= hiding or color in pale:
            suspects += [(index, at) for at in _suspects(drawn.pieces[index], covers, drawn.pictures)]
    suspects = [place for place in suspects if place not in hidden]
    if suspects:
        gray = drawn.render(_DPI)
        hidden.update(
            (index, at)
            for index, at in suspects
            if not _has_contrast(drawn.pieces[index].words[at], drawn.pieces[index].baseline, gray)
        )
    if not hidden:
        return drawn.pieces, []
    return list(_parts(drawn.pieces, hidden, hidden=False)), list(_parts(drawn.pieces, hidden, hidden=True))


def _parts(pieces: Sequence[Piece], found: set[_Place], *, hidden: bool) -> Iterator[Piece]:
    """What of the pieces is hidden, or what is not."""
    for index, piece in enumerate(pieces):
        held = [at for at in range(len(piece.words)) if ((index, at) in found) is hidden]
        if len(held) == len(piece.words):
            yield piece
        elif held:
            yield piece._replace(words=[piece.words[at] for at in held], glued=piece.glued and held[0] == 0)


def _off_page(word: Word, baseline: float, drawn: Drawn) -> bool:
    middle = (word.x0 + word.x1) / 2
    return not (0 <= middle <= drawn.width and 0 <= baseline - 0.3 * word.size <= drawn.height)


def _suspects(piece: Piece, covers: Sequence[Area], pictures: Sequence[Box]) -> list[int]:
    """Which words of a piece their ground may swallow."""
    words, baseline = piece.words, piece.baseline
    x0, x1, middle = words[0].x0, words[-1].x1, baseline - 0.5 * piece.size
    near = [area for area in covers if area[1] < baseline and area[3] > middle and area[0] < x1 and area[2] > x0]
    white = is_white(piece.color)
    if not near:
        return [at for at, word in enumerate(words) if white and not _on_picture(word, baseline, pictures)]
    light, last = luminance(piece.color), near[-1]
    below = last.x0 <= x0 and x1 <= last.x1 and all(area.order < piece.order for area in near)
    if below and abs(light - luminance(last.color)) >= _ALIKE:
        return []  # as most lines: on one ground, in another colour
    found = []
    grounds = [(area.x0, area.x1, area.order < piece.order, luminance(area.color), _hides(area)) for area in near]
    for at, word in enumerate(words):
        ground, covered = 1.0, False
        center = (word.x0 + word.x1) / 2
        for left, right, below, shade, hides in grounds:
            if left <= center <= right:
                if below:
                    ground = shade
                elif hides:
                    covered = True
        if covered or (abs(light - ground) < _ALIKE and not (white and _on_picture(word, baseline, pictures))):
            found.append(at)
    return found


def _hides(area: Area) -> bool:
    return area.opaque and (is_white(area.color) or luminance(area.color) < _DARK)


def _on_picture(word: Word, baseline: float, pictures: Sequence[Box]) -> bool:
    x, y = (word.x0 + word.x1) / 2, baseline - 0.3 * word.size
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in pictures)


def _has_contrast(word: Word, baseline: float, gray: Gray) -> bool:
    left, right = int(word.x0 * gray.scale), int(word.x1 * gray.scale) + 1
    top = int((baseline - 0.75 * word.size) * gray.scale)
    bottom = int((baseline + 0.05 * word.size) * gray.scale) + 1
    left, right = max(left, 0), min(right, gray.width)
    rows = [
        gray.samples[y * gray.width + left : y * gray.width + right]
        for y in range(max(top, 0), min(bottom, gray.height))
    ]
    pixels = b"".join(rows)
    return bool(pixels) and max(pixels) - min(pixels) >= _CONTRAST
