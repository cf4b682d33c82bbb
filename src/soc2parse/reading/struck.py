"""Words that a line strikes out ("~~No exceptions noted.~~ For 1 of 25 ..."): the report no longer states them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from soc2parse.reading.page import BOTTOM, SIZE, Ruling, Word

_LOW, _HIGH = 0.12, 0.42  # of the size above the baseline: lower is an underline, higher an overline
_SLACK = 0.5  # of the size: a line may begin or end with the space beside its words
_LARGEST = 30.0  # points


def strike_out(words: Sequence[Word], rulings: Sequence[Ruling]) -> tuple[list[Word], list[Ruling], int]:
    """The words and lines without those that are struck out and strike out, and how many words that were.

    Such a line is as long as the words that it strikes out; a table's runs on to the edges of its cells.
    """
    level = [line for line in rulings if line.horizontal]
    if not level:
        return list(words), list(rulings), 0
    middle = 0.5 * (_LOW + _HIGH)
    whole = zip(map(BOTTOM, words), map(SIZE, words), range(len(words)), strict=True)
    heights = sorted([(bottom - 0.2 * size - middle * size, i) for bottom, size, i in whole])
    tops = [height for height, _ in heights]
    struck: set[int] = set()
    strokes: set[Ruling] = set()
    reach = 0.5 * (_HIGH - _LOW) * _LARGEST
    for line in level:
        near = heights[bisect_left(tops, line.top - reach) : bisect_right(tops, line.top + reach)]
        under = [i for _, i in near if _crosses(line, words[i])]
        if under and _spans(line, [words[i] for i in under]):
            struck.update(under)
            strokes.add(line)
    if not struck:
        return list(words), list(rulings), 0
    kept = [word for i, word in enumerate(words) if i not in struck]
    return kept, [line for line in rulings if line not in strokes], len(struck)


def _crosses(line: Ruling, word: Word) -> bool:
    above = (word.baseline - line.top) / word.size
    return _LOW <= above <= _HIGH and word.x0 < line.x1 and line.x0 < word.x1


def _spans(line: Ruling, words: Sequence[Word]) -> bool:
    slack = _SLACK * max(word.size for word in words)
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    return abs(left - line.x0) < slack and abs(right - line.x1) < slack and any(word.text.isalnum() for word in words)
