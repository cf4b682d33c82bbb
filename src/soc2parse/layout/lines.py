"""Words -> lines: what stands on one baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from operator import attrgetter, itemgetter

from soc2parse.layout.element import Line
from soc2parse.reading.page import RAISED, X0, Page, Word

_LEVEL = attrgetter("bottom", "size")
_FIRST = itemgetter(0)


def lines_of(page: Page, words: Iterable[Word]) -> list[Line]:
    """Lines from top to bottom; each holds all words of its baseline, over the whole width."""
    found = list(words)
    raised = [word for word in found if word.raised] if any(map(RAISED, found)) else []
    rows = _rows([word for word in found if not word.raised] if raised else found)
    even = [len(row) == 1 or len(set(map(_LEVEL, map(_FIRST, row)))) == 1 for row in rows]
    if not raised:
        return [Line(page.number, _across(row), page.ocr, level) for row, level in zip(rows, even, strict=True)]
    whole = [list(_across(row)) for row in rows]
    unmarked = {(id(row), len(row)) for row, level in zip(whole, even, strict=True) if level}
    _place_raised(whole, raised)
    return [Line(page.number, tuple(sorted(row, key=X0)), page.ocr, (id(row), len(row)) in unmarked) for row in whole]


def _across(runs: Sequence[list[Word]]) -> tuple[Word, ...]:
    """The words of a line's runs from left to right."""
    return tuple(sorted(chain.from_iterable(runs), key=X0))


def _rows(words: Sequence[Word]) -> list[list[list[Word]]]:
    """The runs of words in one size and on one baseline that make each line."""
    runs = [(look, list(run)) for look, run in groupby(words, _LEVEL)]
    levels = sorted([(bottom - 0.2 * size, i) for i, ((bottom, size), _) in enumerate(runs)])
    rows: list[list[list[Word]]] = []
    baseline = float("-inf")
    for here, i in levels:
        (_, size), run = runs[i]
        step = here - baseline
        if step > 1.5 and step > 0.3 * size:
            rows.append([])
            baseline = here
        rows[-1].append(run)
    return rows


def _place_raised(rows: list[list[Word]], marks: list[Word]) -> None:
    """A footnote mark belongs to the line whose height it reaches into: of several, to that of the word beside it.

    In one row of a table the lines of the cells may stand at heights of their own.
    """
    for mark in marks:
        middle = (mark.top + mark.bottom) / 2
        homes = [row for row in rows if row[0].top - 1 <= middle <= row[0].bottom]
        home = next((row for row in homes if any(_touch(mark, word) for word in row)), homes[0] if homes else None)
        if home is None:
            rows.append([mark])
        else:
            home.append(mark)
    rows.sort(key=lambda row: row[0].baseline)


def _touch(mark: Word, word: Word) -> bool:
    return min(abs(mark.x0 - word.x1), abs(word.x0 - mark.x1)) < 0.3 * word.size


def merge(lines: Sequence[Line]) -> Line:
    """One line of several that stand on one baseline."""
    if len(lines) == 1:
        return lines[0]
    words = sorted((word for line in lines for word in line.words), key=X0)
    return Line(lines[0].page, tuple(words), lines[0].ocr)
