"""Colours: 0xRRGGBB as seen on white paper, and what is bold or slanted by its font's name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_WHITE = 0xF6  # each colour at least so bright
_BOLD_NAMES = ("bold", "black", "heavy", "semibd", "demi")
_ITALIC_NAMES = ("italic", "oblique")


def is_white(color: int) -> bool:
    """Whether a colour is white to the eye."""
    return color >> 16 >= _WHITE and color >> 8 & 0xFF >= _WHITE and color & 0xFF >= _WHITE


@lru_cache(maxsize=1024)
def luminance(color: int) -> float:
    """From 0 (black) to 1 (white)."""
    return (0.299 * (color >> 16) + 0.587 * (color >> 8 & 0xFF) + 0.114 * (color & 0xFF)) / 255


def over_white(color: int, opacity: float) -> int:
    """The colour of a transparent paint on white; `opacity` from 0 to 1."""
    if opacity >= 1:
        return color
    channels = (color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF)
    red, green, blue = (255 - round((255 - channel) * opacity) for channel in channels)
    return red << 16 | green << 8 | blue


def mix(parts: Sequence[float]) -> int:
    """0xRRGGBB of one (gray), three (RGB) or four (CMYK) parts from 0 to 1; black of anything else."""
    if len(parts) == 1:
        parts = (parts[0],) * 3
    elif len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) != 3:
        return 0
    red, green, blue = (min(255, max(0, round(255 * part))) for part in parts)
    return red << 16 | green << 8 | blue


def is_bold_name(font: str) -> bool:
    """ "Arial-BoldMT", "Roboto-Black"."""
    lowered = font.lower()
    return any(part in lowered for part in _BOLD_NAMES)


def is_italic_name(font: str) -> bool:
    """ "Arial-ItalicMT", "Helvetica-Oblique"."""
    lowered = font.lower()
    return any(part in lowered for part in _ITALIC_NAMES)
