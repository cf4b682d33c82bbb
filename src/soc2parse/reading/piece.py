"""What an engine gives before words are made of it: pieces of text and painted areas, in the page's final frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from soc2parse.errors import LimitError
from soc2parse.reading.page import Box, Word, as_tuple

if TYPE_CHECKING:
    from PIL import Image


_WORDS = attrgetter("words")


class Piece(NamedTuple):
    """Words side by side on one baseline in one look; one at least. `glued`: no space parts the first from the last of
    the piece before.

    `color` is 0xRRGGBB over white paper; `order` counts what the page paints, so that a later area covers it; `inked`
    is False where the file itself says that the letters are not painted.
    """

    words: Sequence[Word]
    baseline: float
    color: int = 0
    glued: bool = False
    order: int = 0
    inked: bool = True

    @property
    def size(self) -> float:
        """That of its letters."""
        return self.words[0].size


def stand(text: str, x0: float, x1: float, baseline: float, size: float, bold: bool, italic: bool) -> Word:
    """A word on its baseline, as high as its font's line."""
    return as_tuple(Word, (text, x0, baseline - 0.8 * size, x1, baseline + 0.2 * size, size, bold, italic, False))


def words_of(pieces: Iterable[Piece]) -> list[Word]:
    """All words of pieces, in their order."""
    return list(chain.from_iterable(map(_WORDS, pieces)))


class Sideways(NamedTuple):
    """Text beside the page's upright one, at this quarter of a turn (1 or 3), in the frame in which it runs right."""

    quarter: int
    pieces: list[Piece]


class Area(NamedTuple):
    """A painted path: its box, whether it is a stroke and a rectangle (a straight line is one too), its colour."""

    x0: float
    top: float
    x1: float
    bottom: float
    stroked: bool = False
    rectangle: bool = True
    color: int = 0
    opaque: bool = True
    order: int = 0


class Gray(NamedTuple):
    """A page drawn in shades of gray, a byte a pixel, at `scale` pixels a point, in the page's final frame."""

    width: int
    height: int
    scale: float
    samples: bytes

    def image(self) -> Image.Image:
        """The same picture for Pillow, whose operations look at all pixels at once."""
        from PIL import Image

        return Image.frombuffer("L", (self.width, self.height), self.samples, "raw", "L", 0, 1)

    def levels(self, step: int) -> list[int]:
        """How many of every so many pixels have each of the 256 levels."""
        samples = self.samples[::step]
        return Gray(len(samples), 1, self.scale, samples).image().histogram() if samples else [0] * 256


HOLE = bytes(64)
"""No program writes so many zeros into a page's contents: a part of the file was lost and filled up."""
NOTES = ("FreeText", "Stamp", "Redact", "Square", "Polygon", "StrikeOut")
"""The annotations that put words on a page, cover them or strike them out."""
_MOST_PIECES = 100_000  # the densest page of a report has three thousand words and as many lines


def check_bulk(number: int, pieces: int) -> None:
    """Raise LimitError for a page that was made to exhaust its reader, by the number of its words and lines."""
    if pieces > _MOST_PIECES:
        raise LimitError(f"page {number} holds more text or lines than any page of a report can")


Render = Callable[[float], Gray]
"""Draws the page at so many dots per inch."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page as an engine found it, text upright and in file order.

    `turned` as in `Page`; `broken`: the page's contents broke off, or parts of them are missing; `covered`: a picture
    of the page's size is painted over most of its text; `failure` says why the engine gave the page up altogether;
    `noted`: text boxes, stamps, filled forms, boxes, strokes lie over the print, as a reader of the file can add them;
    `sideways`: its text at other quarters of a turn, as heads of narrow columns are printed.
    """

    number: int
    width: float
    height: float
    pieces: list[Piece]
    areas: list[Area]
    pictures: list[Box]
    turned: int
    render: Render
    broken: bool = False
    covered: bool = False
    failure: str | None = None
    noted: bool = False
    sideways: tuple[Sideways, ...] = ()


class Found(NamedTuple):
    """A file opened: its pages one by one, what was repaired, its bookmarks."""

    pages: Iterator[Drawn]
    total: int
    damage: str | None
    outline: tuple[tuple[str, int], ...]
