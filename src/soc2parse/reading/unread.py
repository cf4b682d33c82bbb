"""What a reader of pictures left over of a page: ink in which it found no words ("Ctrl #" beside a header's edge)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from soc2parse.reading.piece import Gray
from soc2parse.reading.scanned import Scanned

_DARK = bytes(level < 128 for level in range(256))
_AROUND = 1.0  # points about a word that are its own
_LEAST, _MOST = 17.0, 0.03  # square points of ink: two letters of a text; of the page's area: a drawing, a photograph
_SURE = 60.0  # of 100: a signature, a logo are read as words that nobody is sure of


def left_over(gray: Gray, found: Iterable[Scanned]) -> Gray | None:
    """The picture without the words that were read, where it has ink enough for another word."""
    samples = bytearray(gray.samples)
    for word in found:
        left, right = _pixels(word.x0, word.x1, gray.scale, gray.width)
        top, bottom = _pixels(word.top, word.bottom, gray.scale, gray.height)
        for row in range(top, bottom):
            samples[row * gray.width + left : row * gray.width + right] = b"\xff" * (right - left)
    ink = samples.translate(_DARK).count(1)
    if not _LEAST * gray.scale**2 <= ink <= _MOST * len(samples):
        return None
    return gray._replace(samples=bytes(samples))


def _pixels(start: float, end: float, scale: float, most: int) -> tuple[int, int]:
    return max(int((start - _AROUND) * scale), 0), min(int((end + _AROUND) * scale) + 1, most)


def add_unread(found: Sequence[Scanned], more: Iterable[Scanned]) -> list[Scanned]:
    """The words with those of a second look that are surely words; each of these is a line of its own."""
    sure = (word for word in more if word.sure >= _SURE and any(map(str.isalnum, word.text)))
    return [*found, *(word._replace(line=f"again {word.line}") for word in sure)]
