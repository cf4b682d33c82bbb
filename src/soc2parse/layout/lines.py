"""Words -> lines: what stands on one baseline, and where it parts into columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from soc2parse.layout.element import Line
from soc2parse.reading.page import Page, Word

# A gap of this many letter heights between two words is no word space, not even a justified line's.
COLUMN_GAP = 0.85
_FEW_WORDS = 5
_EVEN = 1.35
_LEFT, _RAISED, _LEVEL = attrgetter("x0"), attrgetter("raised"), attrgetter("bottom", "size")


def lines_of(page: Page, words: Iterable[Word]) -> list[Line]:
    """Lines from top to bottom; each holds all words of its baseline, over the whole width."""
    found = list(words)
    raised = [word for word in found if word.raised] if any(map(_RAISED, found)) else []
    rows = _rows([word for word in found if not word.raised] if raised else found)
    if raised:
        _place_raised(rows, raised)
    return [Line(page.number, tuple(sorted(row, key=_LEFT)), page.ocr) for row in rows]


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    runs = [(look, list(run)) for look, run in groupby(words, _LEVEL)]
    levels = sorted([(bottom - 0.2 * size, i) for i, ((bottom, size), _) in enumerate(runs)])
    rows: list[list[Word]] = []
    baseline = float("-inf")
    for here, i in levels:
        (_, size), run = runs[i]
        step = here - baseline
        if step > 1.5 and step > 0.3 * size:
            rows.append([])
            baseline = here
        rows[-1] += run
    return rows


def _place_raised(rows: list[list[Word]], marks: list[Word]) -> None:
    """A footnote mark belongs to the line whose height it reaches into."""
    for mark in marks:
        middle = (mark.top + mark.bottom) / 2
        home = next((row for row in rows if row[0].top - 1 <= middle <= row[0].bottom), None)
        if home is None:
            rows.append([mark])
        else:
            home.append(mark)
    rows.sort(key=lambda row: row[0].baseline)


def pieces(line: Line, gap: float = COLUMN_GAP) -> list[Line]:
    """The line cut where the gap between two words is wider than `gap` times the letters' size."""
    words = line.words
    cuts: list[int] = []
    reach = words[0].x1
    for i in range(1, len(words)):
        word = words[i]
        white = word.x0 - reach
        if white > gap * word.size and white > gap * words[i - 1].size and not word.raised:
            cuts.append(i)
        if word.x1 > reach:
            reach = word.x1
    if not cuts or _is_justified(words):
        return [line]
    bounds = [0, *cuts, len(words)]
    return [Line(line.page, words[a:b], line.ocr) for a, b in pairwise(bounds)]


def _is_justified(words: Sequence[Word]) -> bool:
    """Whether a line of prose is only drawn out to the margin: its gaps are wide, but one is like the other."""
    if len(words) < _FEW_WORDS or sum(word.text.islower() for word in words) * 2 < len(words):
        return False
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    return 0 < max(gaps) <= _EVEN * min(gaps)


def merge(lines: Sequence[Line]) -> Line:
    """One line of several that stand on one baseline."""
    if len(lines) == 1:
        return lines[0]
    words = sorted((word for line in lines for word in line.words), key=_LEFT)
    return Line(lines[0].page, tuple(words), lines[0].ocr)
