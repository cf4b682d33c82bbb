"""Words -> lines: what stands on one baseline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from soc2parse.layout.element import Line
from soc2parse.reading.page import Page, Word

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


def merge(lines: Sequence[Line]) -> Line:
    """One line of several that stand on one baseline."""
    if len(lines) == 1:
        return lines[0]
    words = sorted((word for line in lines for word in line.words), key=_LEFT)
    return Line(lines[0].page, tuple(words), lines[0].ocr)
