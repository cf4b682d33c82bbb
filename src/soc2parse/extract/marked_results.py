"""Results given by a mark: an "X" in one of the columns "No Exceptions", "Exceptions", "Not Tested".

A column behind them ("Comments") tells what was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from soc2parse.language import outcomes
from soc2parse.layout.element import Cell, Line, Row, Table
from soc2parse.terms import Outcome

_MARKS = frozenset("Xx✓✔✗✘√●•■☒☑")
_FEWEST = 3
_COMMENT = re.compile(
    r"(?:auditor'?s? )?(?:comments?|remarks?|notes?|details?|explanations?)(?: (?:of|on|if) .*)?|.* details?",
    re.IGNORECASE,
)


def with_results(table: Table) -> Table:
    """The table with these columns as one of results, in which stand the words above the mark."""
    for row in table.rows[:12]:
        heads = {cell.column: cell for cell in row.cells if cell.span == 1 and _is_verdict(cell.text)}
        if len(heads) > 1 and _hold_marks(table.rows, heads):
            comment = next((c.column for c in row.cells if c.column > max(heads) and _COMMENT.fullmatch(c.text)), None)
            return replace(table, rows=tuple(_read(each, heads, comment) for each in table.rows))
    return table


def _is_verdict(text: str) -> bool:
    return len(text.split()) < 6 and isinstance(outcomes.classify(text).kind, Outcome)


def _hold_marks(rows: Sequence[Row], heads: dict[int, Cell]) -> bool:
    """Whether the cells below hold nothing but marks, one in a row at most."""
    names = {cell.text.casefold() for cell in heads.values()}
    held = [[c.text for c in row.cells if c.column in heads and c.text.casefold() not in names] for row in rows]
    marks = [text for texts in held for text in texts]
    return len(marks) >= _FEWEST and all(text in _MARKS for text in marks) and max(map(len, held)) == 1


def _read(row: Row, heads: dict[int, Cell], comment: int | None) -> Row:
    own = [cell for cell in row.cells if cell.column in heads]
    if not own or (len(own) == 1 and own[0].text not in _MARKS):
        return row
    told = next((cell for cell in row.cells if cell.column == comment), None)
    cells = [cell for cell in row.cells if cell.column not in heads and cell is not told]
    head = heads[own[0].column]
    words = ["Results"] if len(own) > 1 else [word.text for line in head.lines for word in line.words]
    result = _saying(own[0], words, min(heads))
    if told is not None and len(own) == 1:
        same = outcomes.classify(told.text).kind in (outcomes.classify(head.text).kind, Outcome.NO_OCCURRENCE)
        result = replace(result, lines=told.lines if same else (*result.lines, *told.lines))
    return replace(row, cells=tuple(sorted([*cells, result], key=lambda cell: cell.column)))


def _saying(mark: Cell, words: Sequence[str], column: int) -> Cell:
    """A cell at the mark's place with these words."""
    line = mark.lines[0]
    said = tuple(line.words[0]._replace(text=word) for word in words)
    return replace(mark, lines=(Line(line.page, said, line.ocr),), column=column)
