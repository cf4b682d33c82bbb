"""The columns of a table by the shaded cells of its header, where nothing else is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from soc2parse.layout.element import Line
from soc2parse.layout.shading import beside
from soc2parse.layout.strips import Strip, crosses
from soc2parse.reading.page import Page

_TOUCH = 2.0  # points between two cells of a row, at most
_FEWEST = 3
_MOST_CROSSING = 0.1


def header_edges(page: Page, run: Sequence[Strip]) -> list[float]:
    """The edges of the cells in which the header's names stand, one each; none where the texts below cross them."""
    head = next((strip for strip in run if strip.header), None)
    if head is None or len(head.pieces) < _FEWEST:
        return []
    middle = (head.line.top + head.line.bottom) / 2
    cells = sorted((s for s in page.shades if s.top < middle < s.bottom), key=lambda s: s.x0)
    if len(cells) < _FEWEST or not all(beside(a, b) for a, b in pairwise(cells)):
        return []
    edges = [s.x0 for s in cells] + [cells[-1].x1]
    outside = head.line.x0 < edges[0] - _TOUCH or head.line.x1 > edges[-1] + _TOUCH
    split = [cut_at(strip, edges) for strip in run if len(strip.pieces) > 1]
    crossing = sum(1 for strip in split if crosses(strip, edges))
    return [] if outside or crossing > _MOST_CROSSING * len(split) else edges


def cut_at(strip: Strip, edges: Sequence[float]) -> Strip:
    """The strip cut also where an edge runs between two of its words, however near these stand."""
    pieces: list[Line] = []
    for piece in strip.pieces:
        start = 0
        for i, (left, right) in enumerate(pairwise(piece.words), start=1):
            if any(left.x1 - 1 < edge < right.x0 + 1 for edge in edges[1:-1]):
                pieces.append(Line(piece.page, piece.words[start:i], piece.ocr, piece.even))
                start = i
        pieces.append(Line(piece.page, piece.words[start:], piece.ocr, piece.even) if start else piece)
    return Strip(strip.line, tuple(pieces)) if len(pieces) > len(strip.pieces) else strip
