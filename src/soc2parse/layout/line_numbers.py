"""Numbers of lines in a page's left margin, as drafts and pleadings print them: 1 to 40, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from soc2parse.layout.element import Line
from soc2parse.layout.lines import lines_of
from soc2parse.reading.page import BOTTOM, Page, Word

_FEWEST = 20
_UNEVEN = 1.0  # points by which the steps between them differ
_CLEAR = 4.0  # points between the numbers and all that stands beside them


def own_lines(page: Page, lines: list[Line]) -> list[Line]:
    """The page's lines without their numbers, which stand first in each."""
    if sum(map(str.isdecimal, [line.words[0].text for line in lines])) < _FEWEST:
        return lines
    words = _own_words(page)
    return lines if words is page.words else lines_of(page, words)


def _own_words(page: Page) -> Sequence[Word]:
    """The page's words without the numbers of its lines.

    A table's numbers are none: they stand where the page's text begins, not left of all of it, and row by row.
    """
    numbers = sorted([word for word in page.words if word.text.isdecimal()], key=BOTTOM)
    left = min(word.x0 for word in numbers)
    column = [word for word in numbers if word.x0 < left + 2 * word.size]
    right = max(word.x1 for word in column)
    if len(column) < _FEWEST or any(int(low.text) - int(up.text) != 1 for up, low in pairwise(column)):
        return page.words
    steps = [low.bottom - up.bottom for up, low in pairwise(column)]
    taken = set(map(id, column))
    beside = any(word.x0 < right + _CLEAR for word in page.words if id(word) not in taken)
    if beside or max(steps) - min(steps) > _UNEVEN:
        return page.words
    return tuple(word for word in page.words if id(word) not in taken)
