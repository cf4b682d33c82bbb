"""A table that stands as a picture on a printed page: a screenshot, a part of another document that was pasted in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from soc2parse.reading.leveling import find_paper
from soc2parse.reading.page import Box, Page, Ruling, Shade
from soc2parse.reading.picture import Picture
from soc2parse.reading.piece import Gray
from soc2parse.reading.readable import is_language
from soc2parse.reading.scanned import Scanned, legible, make_words

_LARGE = 0.08  # of the page
_STRAY = 2  # words printed on a picture that are none of its own
_SLICED = 2.0  # points between pieces of one picture, which some programs cut into strips
_WIDE, _LINES = 0.6, 3  # of the picture's width; such lines, or edges of shaded rows, are a table's
_EDGE = 2.0  # points
_FEW_WORDS = 12
_DARKER = 7  # gray levels below the paper's
_FILLED = 0.7  # of a row of pixels is dark: a line's, a band's
_HALF = b"\1" * 5  # tenths
_DRIFT = 2  # pixels, up and down: a picture may lean
_BAND = 6.0  # points: what is thinner is a line
_RUN = re.compile(rb"\x01+")


def bare_pictures(page: Page) -> tuple[Box, ...]:
    """The large pictures of a page on which no words are printed."""
    whole: list[Box] = []
    for x0, top, x1, bottom in sorted(((p.x0, p.top, p.x1, p.bottom) for p in page.pictures), key=lambda box: box[1]):
        above = whole[-1] if whole else None
        if above and max(abs(above[0] - x0), abs(above[2] - x1), abs(above[3] - top)) < _SLICED:
            whole[-1] = (above[0], above[1], above[2], bottom)
        else:
            whole.append((x0, top, x1, bottom))
    least = _LARGE * page.width * page.height
    return tuple(box for box in whole if (box[2] - box[0]) * (box[3] - box[1]) >= least and _is_bare(box, page))


def _is_bare(box: Box, page: Page) -> bool:
    return sum(_holds(box, word.box) for word in page.words) <= _STRAY


def _holds(outer: Box, inner: Box) -> bool:
    across = outer[0] - _EDGE <= inner[0] and inner[2] <= outer[2] + _EDGE
    return across and outer[1] - _EDGE <= inner[1] and inner[3] <= outer[3] + _EDGE


def may_hold_table(gray: Gray, box: Box) -> bool:
    """Whether lines or bands may run over most of a box: five tenths of its width, one after another, are then dark."""
    left, top, right, bottom = (round(edge * gray.scale) for edge in box)
    tenth, darkest = (right - left) // 10, find_paper(gray) - _DARKER
    if tenth < 1 or bottom <= top:
        return False
    inside = gray.image().crop((left, top, left + 10 * tenth, bottom))
    shares = inside.point([255 * (level <= darkest) for level in range(256)]).reduce((tenth, 1)).tobytes()
    dark = shares.translate(bytes(share >= _FILLED * 255 for share in range(256)))
    rows = [dark[start : start + 10] for start in range(0, len(dark), 10)]
    near = [bytes(map(max, *rows[max(row - _DRIFT, 0) : row + _DRIFT + 1])) for row in range(len(rows))]
    filled = bytes(_HALF in row for row in near)
    edges = sum(1 if len(run) < _BAND * gray.scale else 2 for run in _RUN.findall(filled))
    return edges >= _LINES or 2 * filled.count(1) > len(filled)


def find_tables(picture: Picture, boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Those of a page's pictures that are ruled or shaded as a table is; a diagram's boxes are narrower."""
    return tuple(box for box in boxes if len(_lines(picture, box)) >= _LINES)


def _lines(picture: Picture, box: Box) -> set[int]:
    """Where lines run over most of the box: ruled, or the edges of shaded rows."""
    least = _WIDE * (box[2] - box[0])
    tops = {line.top for line in _rulings(picture, box) if line.horizontal and line.x1 - line.x0 >= least}
    for shade in _shades(picture, box):
        if shade.x1 - shade.x0 >= least:
            tops |= {shade.top, shade.bottom}
    return {round(top / 4) for top in tops}


def _rulings(picture: Picture, box: Box) -> tuple[Ruling, ...]:
    return tuple(line for line in picture.rulings if _holds(box, (line.x0, line.top, line.x1, line.bottom)))


def _shades(picture: Picture, box: Box) -> tuple[Shade, ...]:
    return tuple(shade for shade in picture.shades if _holds(box, (shade.x0, shade.top, shade.x1, shade.bottom)))


def only(gray: Gray, boxes: Sequence[Box]) -> Gray:
    """The page's picture with nothing on it but what stands in the boxes."""
    samples = bytearray(b"\xff") * len(gray.samples)
    for box in boxes:
        left, top, right, bottom = (max(round(edge * gray.scale), 0) for edge in box)
        left, right = min(left, gray.width), min(right, gray.width)
        for row in range(top, min(bottom, gray.height)):
            start = row * gray.width
            samples[start + left : start + right] = gray.samples[start + left : start + right]
    return gray._replace(samples=bytes(samples))


def add_tables(page: Page, picture: Picture, boxes: Sequence[Box], found: Sequence[Scanned]) -> Page:
    """The printed page with what was read from its pictures of tables; as it was where that is no text."""
    words = make_words(found)
    if len(words) < _FEW_WORDS or not legible(found) or not is_language(words):
        return page
    return replace(
        page,
        words=(*page.words, *words),
        rulings=(*page.rulings, *(line for box in boxes for line in _rulings(picture, box))),
        shades=(*page.shades, *(shade for box in boxes for shade in _shades(picture, box))),
        ocr=True,
    )
