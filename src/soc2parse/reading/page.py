"""What an engine hands over: pages of words, ruling lines, shadings and pictures.

Coordinates are points with the origin at the top left of the page as displayed (rotation applied), so that `top` is
smaller than `bottom`. Nothing behind this file knows which engine read the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

Box = tuple[float, float, float, float]

as_tuple = tuple.__new__
"""Makes a named tuple in half the time of its own constructor, which counts where a report has tens of thousands."""


class Word(NamedTuple):  # a tuple, for a report has tens of thousands and a dataclass takes four times as long to make
    """One printed word: no space inside, ligatures expanded, bidirectional and zero-width marks gone.

    `top` and `bottom` are those of the font's line at this size (baseline - 0.8 size, baseline + 0.2 size), the same
    for every word of a line in one size, whatever its letters. `raised` marks a footnote mark: smaller and higher
    than its line.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False
    raised: bool = False

    @property
    def box(self) -> Box:
        """x0, top, x1, bottom."""
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def baseline(self) -> float:
        """The line that the word stands on."""
        return self.bottom - 0.2 * self.size


TEXT: Callable[[Word], str] = itemgetter(Word._fields.index("text"))
"""A word's field, for `map` over all words of a line or page: by its place a third faster than by its name."""
X0: Callable[[Word], float] = itemgetter(Word._fields.index("x0"))
TOP: Callable[[Word], float] = itemgetter(Word._fields.index("top"))
X1: Callable[[Word], float] = itemgetter(Word._fields.index("x1"))
BOTTOM: Callable[[Word], float] = itemgetter(Word._fields.index("bottom"))
SIZE: Callable[[Word], float] = itemgetter(Word._fields.index("size"))
RAISED: Callable[[Word], bool] = itemgetter(Word._fields.index("raised"))


class Ruling(NamedTuple):
    """A straight line, horizontal or vertical, however the file draws it: stroke, thin rectangle, edge of a box.

    Horizontal: `top == bottom`; vertical: `x0 == x1`.
    """

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether the line runs from left to right."""
        return self.top == self.bottom


class Shade(NamedTuple):
    """A filled area that is neither white nor the page's ground: a header band, a striped row. `color` is 0xRRGGBB."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: int


class Picture(NamedTuple):
    """Where an image stands; its content is never kept."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page as displayed. `number` is its 1-based position in the file, never the number printed on it.

    `words` come in the file's order. `unreadable` says why the page's text can't be trusted (None where it can):
    "no_text" for a picture without text, "garbled" for fonts that can't be mapped to letters, "illegible" for a
    picture whose letters could not be made out, "damaged" where the engine gave the page up.
    `hidden` counts the words that the file holds but a reader of the page can't see, `struck` those that a line strikes
    out; they are not among `words`.
    `ocr`: the words were read from a picture, by the scanner (a text layer under the picture) or by us. `noted`: among
    the words are those of text boxes, stamps or filled forms that lie over the print.

    `turned`: a page whose text is drawn sideways (a landscape table on a portrait page without /Rotate) is turned so
    that most of it is upright, and every coordinate is in that turned frame. It is the angle, clockwise, by which the
    text stands on the page as displayed: 0, 90 (the reader tilts the head to the right), 180 or 270.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...] = ()
    shades: tuple[Shade, ...] = ()
    pictures: tuple[Picture, ...] = ()
    unreadable: str | None = None
    ocr: bool = False
    hidden: int = 0
    turned: int = 0
    noted: bool = False
    struck: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """A file as read by one engine. `damage` says what the engine had to repair (None for a sound file)."""

    file_name: str
    sha256: str
    engine: str
    pages: tuple[Page, ...]
    damage: str | None = None
    outline: tuple[tuple[str, int], ...] = field(default=())
    """The file's bookmarks, if it has any: title and 1-based page."""


def name_pages(numbers: Sequence[int]) -> str:
    """Pages in words, in order: "page 4", "pages 4-6, 9"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    named = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
    return f"page{'s' if len(numbers) > 1 else ''} {named}"
