"""A scanned page's picture, made level and clear: what its ruling lines, its shades and its letters are read from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from soc2parse.reading.bands import find_bands
from soc2parse.reading.clearing import clear, erase
from soc2parse.reading.gridlines import find_gridlines
from soc2parse.reading.leveling import find_slope, is_photograph, level
from soc2parse.reading.page import Box, Ruling, Shade
from soc2parse.reading.piece import Drawn, Gray

DPI = 200.0


@dataclass(frozen=True)
class Picture:
    """A page drawn at 200 dots per inch, black on white; `slope` is what it leaned by, downwards to the right."""

    slope: float
    shades: tuple[Shade, ...]
    cleared: Gray
    photograph: bool = False

    @cached_property
    def rulings(self) -> tuple[Ruling, ...]:
        """The page's ruling lines."""
        return () if self.photograph else find_gridlines(self.cleared)

    def again(self, gray: Gray) -> Gray:
        """The same page drawn for a reader of letters: level, clear, without ruling lines."""
        return erase(clear(level(gray, self.slope), self.shades), self.rulings)

    def place(self, box: Box) -> Box:
        """Where something that stands on the page as displayed is found on the level picture."""
        x, y = self.cleared.width / self.cleared.scale / 2, self.cleared.height / self.cleared.scale / 2
        x0, top, x1, bottom = box
        right, down = self.slope * ((top + bottom) / 2 - y), -self.slope * ((x0 + x1) / 2 - x)
        return (x0 + right, top + down, x1 + right, bottom + down)


def see_photograph(gray: Gray) -> Picture | None:
    """The picture of a page that is a photograph, with neither tables nor lines to level; None for any other."""
    return Picture(0.0, (), gray, photograph=True) if is_photograph(gray) else None


def see(drawn: Drawn) -> Picture:
    """Draw a page and make its picture level and clear."""
    gray = drawn.render(DPI)
    if picture := see_photograph(gray):
        return picture
    slope = find_slope(gray)
    gray = level(gray, slope)
    shades = find_bands(gray)
    return Picture(slope, shades, clear(gray, shades))
