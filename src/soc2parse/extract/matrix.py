"""A mapping matrix: criteria over the columns, controls down the rows (or the other way round), a mark where they meet.

Read line by line and by place: the matrix goes on over pages without its header, and a mark stands under a heading,
whatever columns a table reader makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from soc2parse.language import control_ids, criteria_ids
from soc2parse.layout.element import Block, Line, Row, Table
from soc2parse.reading.page import X0, Word

MARK = re.compile(r"[xX\u2713\u2714\u2022\u25cf\u25a0\u2611\u2612\u221a]|yes", re.IGNORECASE)
"""What ticks a cell, and nothing else in it."""
# The last word of a line of a matrix: a mark, or an id of its header.
_LAST = re.compile(rf"(?:{MARK.pattern})|[A-Za-z#]{{0,8}}[-.]?\d[\w.-]{{0,10}}", re.IGNORECASE)
_LEVEL = 1.0  # points between baselines
_Heads = list[tuple[float, str]]


def marked(elements: Sequence[Block | Table]) -> Iterator[tuple[str, str, int]]:
    """A control's id, a criterion, and the page where a mark joins them."""
    if not any(map(MARK.fullmatch, {line.words[-1].text for element in elements for line in element.lines})):
        return
    heads: _Heads = []
    by_criterion = False
    for page, words in _lines(elements):
        line = sorted(words, key=X0)
        if not _LAST.fullmatch(line[-1].text):
            continue
        criteria = _heads(line, criteria=True)
        controls = _heads(line, criteria=False) if not criteria and len(line) > 3 else []
        if criteria:
            heads, by_criterion = criteria, False
        elif len(controls) >= 3:
            heads, by_criterion = controls, True
        elif heads:
            name, marks = _row(line)
            for mark in marks if name else ():
                _, head = min(heads, key=lambda entry: abs(entry[0] - _middle(mark)))
                if by_criterion and (led := criteria_ids.leading(name)):
                    yield from ((head, criterion, page) for criterion in led.ids)
                elif not by_criterion and control_ids.looks_like_id(name):
                    yield name, head, page


def _lines(elements: Iterable[Block | Table]) -> Iterator[tuple[int, list[Word]]]:
    """The page and the words of each printed line that may be a matrix's, those of a row over all its cells."""
    for element in elements:
        if isinstance(element, Block):
            yield from ((line.page, list(line.words)) for line in element.lines if _LAST.fullmatch(line.words[-1].text))
        else:
            for row in element.rows:
                lines = [line for cell in row.cells for line in cell.lines]
                if any(_LAST.fullmatch(line.words[-1].text) and _is_last(line, lines) for line in lines):
                    yield from _baselines(row, lines)


def _is_last(line: Line, lines: Sequence[Line]) -> bool:
    """Whether no other of a row's lines stands to the right of it, as a control's text does of its id."""
    return not any(other.x0 > line.x0 and abs(other.bottom - line.bottom) < _LEVEL for other in lines)


def _baselines(row: Row, lines: Sequence[Line]) -> Iterator[tuple[int, list[Word]]]:
    """The words of a row's lines; a mark may stand higher than the only line of the name beside it."""
    if all(len(cell.lines) == 1 for cell in row.cells):
        yield lines[0].page, [word for line in lines for word in line.words]
        return
    levels: list[tuple[int, float, list[Word]]] = []
    for line in sorted(lines, key=lambda line: (line.page, line.bottom)):
        if not levels or levels[-1][0] != line.page or line.bottom - levels[-1][1] > 3:
            levels.append((line.page, line.bottom, []))
        levels[-1][2].extend(line.words)
    yield from ((page, words) for page, _, words in levels)


def _middle(word: Word) -> float:
    return (word.x0 + word.x1) / 2


def _heads(words: Sequence[Word], *, criteria: bool) -> _Heads:
    """The places of the ids of a header line: "Control  CC6.1  CC6.2", nothing but ids behind its first words."""
    found: _Heads = []
    for word in words:
        ids = criteria_ids.find(word.text) if criteria else ()
        name = ids[0] if len(ids) == 1 and criteria_ids.is_list(word.text) else ""
        if not criteria and control_ids.looks_like_id(word.text, weak=False) and not criteria_ids.find(word.text):
            name = word.text
        if name:
            found.append((_middle(word), name))
        elif found:
            return []
    return found if found and found[0][0] > _middle(words[0]) else []


def _row(words: Sequence[Word]) -> tuple[str, list[Word]]:
    """The name at the start of a line and the marks behind it; no name where anything else stands there."""
    count = len(words)
    while count and MARK.fullmatch(words[count - 1].text):
        count -= 1
    name = " ".join(word.text for word in words[:count])
    return (name, list(words[count:])) if 0 < count < len(words) else ("", [])
