"""Bands of shading: a row's cells that are each filled by themselves, side by side, are one band."""

from __future__ import annotations

from collections.abc import Iterable

from soc2parse.reading.page import Shade

_TOUCH = 2.0  # points


def bands_of(shades: Iterable[Shade]) -> list[Shade]:
    """The areas, those of the same height that touch each other joined."""
    bands: list[Shade] = []
    for shade in sorted(shades, key=lambda one: (round(one.top), round(one.bottom), one.x0)):
        last = bands[-1] if bands else None
        if last and beside(last, shade):
            bands[-1] = last._replace(x1=max(last.x1, shade.x1))
        else:
            bands.append(shade)
    return bands


def beside(left: Shade, right: Shade) -> bool:
    """Whether the areas are of one height and nothing is between them."""
    level = abs(right.top - left.top) < 1 and abs(right.bottom - left.bottom) < 1
    return level and right.x0 - left.x1 < _TOUCH
