"""Pages drawn by hand for the layout's tests: words at places, lines, rules."""

from __future__ import annotations

from collections.abc import Iterable

from soc2parse.reading.page import Page, Ruling, Shade, Word

LETTER = 5.0  # points a letter


def words(text: str, x: float, y: float, *, size: float = 10.0, bold: bool = False) -> list[Word]:
    """The words of a text on one line; `y` is the baseline."""
    out = []
    for part in text.split(" "):
        width = LETTER * size / 10 * len(part)
        out.append(Word(part, x, y - 0.8 * size, x + width, y + 0.2 * size, size, bold=bold))
        x += width + 0.28 * size
    return out


def page(
    placed: Iterable[tuple[str, float, float]],
    *,
    number: int = 1,
    rulings: Iterable[Ruling] = (),
    shades: Iterable[Shade] = (),
    extra: Iterable[Word] = (),
) -> Page:
    """A letter-sized page with these texts (text, x, baseline)."""
    found = [word for text, x, y in placed for word in words(text, x, y)]
    return Page(number, 612.0, 792.0, (*found, *extra), tuple(rulings), tuple(shades))


def box(x0: float, top: float, x1: float, bottom: float) -> list[Ruling]:
    """The four edges of a cell."""
    return [
        Ruling(x0, top, x1, top),
        Ruling(x0, bottom, x1, bottom),
        Ruling(x0, top, x0, bottom),
        Ruling(x1, top, x1, bottom),
    ]


def grid(xs: list[float], ys: list[float]) -> list[Ruling]:
    """All lines of a table with these edges."""
    return [Ruling(xs[0], y, xs[-1], y) for y in ys] + [Ruling(x, ys[0], x, ys[-1]) for x in xs]
