"""A narrative in two columns: a white gutter down the page with prose on both sides is read left before right.

A table of two columns is no narrative: it has a header, rules or bands across the gutter, or a side mostly empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from soc2parse.language.columns import header_roles
from soc2parse.layout.element import Line
from soc2parse.layout.lines import lines_of, pieces
from soc2parse.reading.page import Page, Word

_FEWEST = 8  # lines on each side
_GAP = 7.0  # points: the narrowest gutter


def reading_order(page: Page, lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in stretches to be read one after the other: one stretch, or above, left, right, below."""
    gutter = _gutter(page, lines)
    if gutter is None:
        return [list(lines)]
    start, end = _run(lines, gutter)
    inside = lines[start:end]
    if not _is_narrative(page, inside, gutter):
        return [list(lines)]
    left, right = (lines_of(page, words) for words in _sides(inside, gutter))
    return [part for part in (list(lines[:start]), left, right, list(lines[end:])) if part]


def _gutter(page: Page, lines: Sequence[Line]) -> float | None:
    """Where the right column begins: the x at which most lines, or most texts behind a gap, start in mid-page."""
    starts: Counter[int] = Counter()
    for line in lines:
        before = float("-inf")
        for word in line.words:
            if 0.3 * page.width < word.x0 < 0.7 * page.width and word.x0 - before >= _GAP:
                starts[round(word.x0)] += 1
            before = word.x1
    if not starts:
        return None
    x, _ = max(starts.items(), key=lambda item: item[1] + starts[item[0] - 1] + starts[item[0] + 1])
    votes = starts[x] + starts[x - 1] + starts[x + 1]
    return float(x - 1) if votes >= _FEWEST else None


def _clear(line: Line, gutter: float) -> bool:
    """Whether nothing stands on the gutter."""
    return not any(word.x0 < gutter - 0.5 and word.x1 > gutter - _GAP + 1 for word in line.words)


def _run(lines: Sequence[Line], gutter: float) -> tuple[int, int]:
    """The longest stretch of lines that leave the gutter white."""
    best, start = (0, 0), 0
    for i, line in enumerate([*lines, None]):
        if line is None or not _clear(line, gutter):
            if i - start > best[1] - best[0]:
                best = (start, i)
            start = i + 1
    return best


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Word], list[Word]]:
    words = [word for line in lines for word in line.words]
    return [word for word in words if word.x0 < gutter - 0.5], [word for word in words if word.x0 >= gutter - 0.5]


def _parted_again(lines: Sequence[Line], gutter: float) -> int:
    """How many lines start anew at one further place beside the gutter, as the rows of a table do."""
    parted = [pieces(line)[1:] for line in lines]
    starts = Counter(round(p.x0) for more in parted if len(more) > 1 for p in more if abs(p.x0 - gutter) > 8)
    return max(starts.values(), default=0)


def _is_narrative(page: Page, lines: Sequence[Line], gutter: float) -> bool:
    if len(lines) < _FEWEST:
        return False
    left = [line for line in lines if line.x0 < gutter - 0.5]
    right = [line for line in lines if line.x1 > gutter]
    if min(len(left), len(right)) < max(_FEWEST, 0.3 * max(len(left), len(right))):
        return False
    top, bottom = lines[0].top, lines[-1].bottom
    across = any(
        r.horizontal and top - 4 < r.top < bottom + 4 and r.x0 < gutter - 40 and r.x1 > gutter + 40
        for r in page.rulings
    ) or any(top < s.bottom and s.top < bottom and s.x0 < gutter - 40 and s.x1 > gutter + 40 for s in page.shades)
    if _parted_again(lines, gutter) > 0.12 * len(lines):
        return False
    if across or any(header_roles([piece.text for piece in pieces(line)]) for line in lines):
        return False
    words = [sum(1 for word in line.words if (word.x0 < gutter) is low) for line in lines for low in (True, False)]
    prose = sum(1 for count in words if count >= 4)
    return prose > 0.6 * sum(1 for count in words if count)
