"""Identifiers whose point stands too close for a reader of pictures: "C.1" is read as "Cl", "F.7" as "FZ".

The picture shows the point. Such words are set apart letter by letter, twice as large, one below the other on a sheet
that is read once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from soc2parse.reading.piece import Gray
from soc2parse.reading.scanned import Scanned

_SUSPECT = re.compile(r"^[A-Z][\w.]{1,5}$")
_POINTED = re.compile(r"^[A-Z]{1,4}\.\d{1,3}(\.\d{1,2})?$")
_DIGITS = str.maketrans("Ili]|S", "111115")
_INKS = (155, 128)  # gray levels: pale strokes hold a letter together, but may tie it to its neighbour, too
_SPECK = 3  # pixels
_NARROW = 0.75  # of the letters' height: every digit
_POINT = 0.3  # of the letters' height
_TALL = 0.85  # of the letters' height: a digit behind a point, and no half of an "o" that fell apart
_APART = 0.7  # points between letters that are set apart
_MARGIN = 2.4  # points around a word on the sheet

_Read = Callable[[Gray], list[Scanned]]


class _Glyph(NamedTuple):
    """A letter, or the point between two: its box in pixels of the word's picture."""

    x0: int
    top: int
    x1: int
    bottom: int


class _Spread(NamedTuple):
    """A word's picture with its letters set apart, and its `shape` as the picture shows it: "A.9"."""

    picture: Gray
    shape: str


def read_points(gray: Gray, found: Sequence[Scanned], read: _Read) -> list[Scanned]:
    """The words, those with an unread point inside read once more; kept as they are where that gives no identifier."""
    suspects = [at for at, word in enumerate(found) if _is_suspect(word, found[max(at - 1, 0) : at + 2])]
    spread = {at: part for at in suspects if (part := _spread(gray, found[at]))}
    if not spread:
        return list(found)
    sheet, pitch = _sheet([part.picture for part in spread.values()])
    rows: dict[int, str] = {}
    for word in sorted(read(sheet), key=lambda word: word.x0):
        row = int((word.top + word.bottom) / 2 // pitch)
        rows[row] = rows.get(row, "") + word.text
    words = list(found)
    for row, (at, part) in enumerate(spread.items()):
        text = _identifier(rows.get(row, ""), part.shape)
        if _POINTED.match(text):
            words[at] = words[at]._replace(text=text)
    return words


def _identifier(text: str, shape: str) -> str:
    """What was read, with the picture's points and digits behind them: "FS" of the shape "A.9" is "F.5".

    "" where fewer letters were read than there are.
    """
    letters = text.replace(".", "")
    if len(letters) < len(shape.replace(".", "")):
        return ""
    if "." not in text and len(letters) == len(shape.replace(".", "")):
        rest = iter(letters)
        text = "".join(part if part == "." else next(rest) for part in shape)
    series, point, number = text.partition(".")
    return series + point + number.translate(_DIGITS)


def _is_suspect(word: Scanned, beside: Sequence[Scanned]) -> bool:
    """A short word that stands alone, as in a column of identifiers, or has a digit."""
    if not _SUSPECT.match(word.text) or _POINTED.match(word.text.rstrip(".")):
        return False
    space = word.bottom - word.top
    near = [other for other in beside if other.line == word.line and _gap(word, other) < space]
    return near == [word] or any(map(str.isdigit, word.text))


def _gap(one: Scanned, other: Scanned) -> float:
    return max(one.x0, other.x0) - min(one.x1, other.x1)


def _spread(gray: Gray, word: Scanned) -> _Spread | None:
    """The word's picture with its letters set apart; None where there is no point inside, a digit behind it."""
    crop = _crop(gray, word)
    found = [parted for ink in _INKS if (parted := _part(crop, ink))]
    if not found:
        return None
    parts, shape = next((one for one in found if "N" not in one[1]), found[0])
    return _Spread(_set_apart(crop, parts), shape.replace("N", "99"))


def _part(crop: Gray, ink: int) -> tuple[list[list[_Glyph]], str] | None:
    """The letters and points of a word, and its shape, in which "N" stands for digits that touch."""
    glyphs = sorted(_glyphs(crop, ink))
    high = max((glyph.bottom - glyph.top for glyph in glyphs), default=0)
    foot = max((glyph.bottom for glyph in glyphs), default=0)
    points = {glyph for glyph in glyphs[1:-1] if _is_point(glyph, high, foot)}
    parts = list(_letters(glyphs, points))
    behind = [after for before, after in pairwise(parts) if before[0] in points]
    if not behind or min(map(_height, behind)) < _TALL * high:
        return None
    marks = ["." if part[0] in points else "9" if _width(part) < _NARROW * high else "N" for part in parts]
    first = marks.index(".")
    return parts, "A" * first + "".join(marks[first:])


def _set_apart(crop: Gray, parts: Sequence[Sequence[_Glyph]]) -> Gray:
    gap = max(round(_APART * crop.scale), 1)
    rows = [bytearray(b"\xff") * (crop.width + gap * len(parts)) for _ in range(crop.height)]
    for number, glyph in ((number, glyph) for number, part in enumerate(parts) for glyph in part):
        left = glyph.x0 + gap * number
        for row in range(glyph.top, glyph.bottom):
            start = row * crop.width
            rows[row][left : left + glyph.x1 - glyph.x0] = crop.samples[start + glyph.x0 : start + glyph.x1]
    return Gray(len(rows[0]), crop.height, crop.scale, b"".join(rows))


def _crop(gray: Gray, word: Scanned) -> Gray:
    """A word's picture, with a column of paper behind it, so that no letter goes over from one row to the next."""
    left, right = max(int(word.x0 * gray.scale) - 2, 0), min(int(word.x1 * gray.scale) + 3, gray.width)
    top, bottom = max(int(word.top * gray.scale) - 2, 0), min(int(word.bottom * gray.scale) + 3, gray.height)
    rows = [gray.samples[row * gray.width + left : row * gray.width + right] + b"\xff" for row in range(top, bottom)]
    return Gray(right - left + 1, bottom - top, gray.scale, b"".join(rows))


def _glyphs(crop: Gray, ink_level: int) -> Iterator[_Glyph]:
    """The parts of a word's ink that do not touch one another."""
    width = crop.width
    around = [down + right for down in (-width, 0, width) for right in (-1, 0, 1)]
    ink = {at for at, level in enumerate(crop.samples) if level < ink_level}
    while ink:
        waiting, part = [ink.pop()], []
        while waiting:
            at = waiting.pop()
            part.append(at)
            near = ink.intersection([at + by for by in around])
            ink -= near
            waiting += near
        if len(part) >= _SPECK:
            columns, lines = [at % width for at in part], [at // width for at in part]
            yield _Glyph(min(columns), min(lines), max(columns) + 1, max(lines) + 1)


def _is_point(glyph: _Glyph, high: int, foot: int) -> bool:
    """Whether it is small and stands at the letters' foot, as no dot of an "i" and no hyphen does."""
    return (
        max(glyph.x1 - glyph.x0, glyph.bottom - glyph.top) <= _POINT * high and foot - glyph.top <= 1.5 * _POINT * high
    )


def _height(part: Sequence[_Glyph]) -> int:
    return max(glyph.bottom for glyph in part) - min(glyph.top for glyph in part)


def _width(part: Sequence[_Glyph]) -> int:
    return max(glyph.x1 for glyph in part) - min(glyph.x0 for glyph in part)


def _letters(glyphs: Sequence[_Glyph], points: set[_Glyph]) -> Iterator[list[_Glyph]]:
    """The parts of each letter, of a faint one that fell apart too, and each point, from left to right."""
    letter: list[_Glyph] = []
    for glyph in glyphs:
        if letter and (glyph in points or letter[0] in points or glyph.x0 >= max(part.x1 for part in letter)):
            yield letter
            letter = []
        letter.append(glyph)
    if letter:
        yield letter


def _sheet(words: Sequence[Gray]) -> tuple[Gray, float]:
    """The words below one another, twice as large, and how many points apart they are."""
    scale = words[0].scale
    margin = round(_MARGIN * scale)
    width = 2 * (max(word.width for word in words) + 2 * margin)
    pitch = 2 * (max(word.height for word in words) + 2 * margin)
    rows: list[bytes] = []
    for word in words:
        blank = bytes([255]) * width
        lines = [blank] * (2 * margin)
        for row in range(word.height):
            pixels = word.samples[row * word.width : (row + 1) * word.width]
            wide = b"\xff" * (2 * margin) + bytes(level for level in pixels for _ in range(2))
            lines += [wide + b"\xff" * (width - len(wide))] * 2
        rows += lines + [blank] * (pitch - len(lines))
    return Gray(width, pitch * len(words), scale, b"".join(rows)), pitch / scale
