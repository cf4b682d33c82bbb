"""Controls whose ids stand in brackets behind their texts: "• Access is reviewed. (AC-01)", several in one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from soc2parse.extract.printing import Printing
from soc2parse.extract.several import Part
from soc2parse.language import control_ids, criteria_ids
from soc2parse.layout.element import Line
from soc2parse.layout.strips import is_bullet
from soc2parse.reading.page import Word

_MOST = 0.6
_BRACKETS = {"(": ")", "[": "]"}


def split_closing(printings: Sequence[Printing]) -> list[Printing]:
    """The printings, each control of a cell by itself, where most controls without an id of their own end with one."""
    bare = [printing for printing in printings if printing.control and not printing.control_id]
    found = {id(printing): parts for printing in bare if (parts := _parts(printing.control))}
    if len(found) < max(2, _MOST * len(bare)):
        return list(printings)
    return [single for printing in printings for single in _singles(printing, found.get(id(printing), []))]


def _singles(printing: Printing, parts: Sequence[Part]) -> Iterator[Printing]:
    tested = any(trial.test or trial.result for trial in printing.trials)
    if not parts or (tested and len(parts) > 1):
        yield printing
        return
    for part in parts:
        trials = printing.trials if tested else []
        yield Printing(part.name.page, printing.heading, printing.listed, [part.name], part.lines, trials)


def _parts(cell: Sequence[Line]) -> list[Part]:
    """The controls of a cell that ends with an id; none where words are left over."""
    cell = _mended(cell)
    if not _name_in(cell[-1].words[-1]):
        return []
    parts: list[Part] = []
    held: list[tuple[Line, list[Word]]] = []
    for line in cell:
        held.append((line, []))
        for word in line.words:
            if is_bullet(word.text) and not any(words for _, words in held):
                continue
            held[-1][1].append(word)
            if name := _name_in(word):
                lines = [Line(one.page, tuple(w for w in words if w is not word), one.ocr) for one, words in held]
                parts.append(Part(Line(line.page, (name,), line.ocr), [one for one in lines if one.words]))
                held = [(line, [])]
    rest = any(words for _, words in held)
    return [] if rest or not all(part.lines for part in parts) else parts


def _mended(cell: Sequence[Line]) -> list[Line]:
    """The lines with an id whole that two of them share: "... meetings. (RM-" / "4)"."""
    words = [list(line.words) for line in cell]
    for above, line in pairwise(words):
        if above and above[-1].text.endswith("-"):
            whole = above[-1]._replace(text=above[-1].text + line[0].text)
            if _name_in(whole):
                above[-1:] = [whole]
                del line[0]
    return [Line(line.page, tuple(own), line.ocr) for line, own in zip(cell, words, strict=True) if own]


def _name_in(word: Word) -> Word | None:
    """The id of a word like "(AC-01)" or "[AC-01]."; "(CC6.1)" is a criterion."""
    text = word.text.rstrip(".;,")
    inside = text[1:-1]
    enclosed = len(text) > 2 and _BRACKETS.get(text[0]) == text[-1]
    if not enclosed or criteria_ids.is_list(inside) or not control_ids.looks_like_id(inside, weak=False):
        return None
    return word._replace(text=inside)
