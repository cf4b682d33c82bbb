"""Controls printed as cards: a title with id and criteria, and small labels ("CONTROL", "TESTS") above texts.

Reports of compliance platforms look so. Read line by line: a card is no table, though parts of it stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from soc2parse.extract.labelled import control_name
from soc2parse.extract.printing import Printing, Trial, text_of
from soc2parse.language import criteria_ids, outcomes
from soc2parse.language.columns import ColumnRole, column_role
from soc2parse.layout.element import Block, Line, Row, Table
from soc2parse.layout.prose import goes_on

_MODES = (ColumnRole.CONTROL, ColumnRole.TEST, ColumnRole.RESULT, ColumnRole.RESPONSE, ColumnRole.CRITERION)


def read_cards(elements: Iterable[Block | Table]) -> list[Printing]:
    """The cards of a tests section; none where fewer than two controls and two tests are labelled so."""
    levels = [level for element in elements for level in _levels(element)]
    labels = [role for level in levels if len(level) == 1 and (role := _label(level[0]))]
    if labels.count(ColumnRole.CONTROL) < 2 or sum(1 for r in labels if r in (ColumnRole.TEST, ColumnRole.RESULT)) < 2:
        return []
    reader = _CardReader()
    for level in levels:
        reader.read(level)
    return [printing for printing in reader.printings if printing.control]


def _levels(element: Block | Table) -> Iterator[list[Line]]:
    """The lines that stand on one height, from left to right."""
    if isinstance(element, Block):
        yield from ([line] for line in element.lines)
    else:
        for row in element.rows:
            yield from _in_row(row)


def _in_row(row: Row) -> Iterator[list[Line]]:
    lines = sorted((line for cell in row.cells for line in cell.lines), key=lambda line: (line.page, line.bottom))
    level: list[Line] = []
    for line in lines:
        if level and (line.page != level[-1].page or line.bottom - level[-1].bottom > 3):
            yield sorted(level, key=lambda each: each.x0)
            level = []
        level.append(line)
    if level:
        yield sorted(level, key=lambda each: each.x0)


def _label(line: Line) -> ColumnRole | None:
    role = column_role(line.text.rstrip(" :"))
    return role if role in _MODES else None


@dataclass
class _CardReader:
    printings: list[Printing] = field(default_factory=list)
    mode: ColumnRole | None = None

    def read(self, level: list[Line]) -> None:
        """Read the lines on one height."""
        name = control_name(level[0])
        label = _label(level[0]) if len(level) == 1 else None
        if name is not None and self.mode is not ColumnRole.CONTROL:
            self._start(name, level)
        elif label is not None:
            self.mode = label
        elif self.printings and self.mode is not None:
            self._take(level)

    def _start(self, name: Line, level: list[Line]) -> None:
        listed = tuple(one for line in level for one in criteria_ids.find(line.text))
        self.printings.append(Printing(name.page, listed=tuple(dict.fromkeys(listed)), control_id=[name]))
        self.mode = None

    def _take(self, level: list[Line]) -> None:
        printing = self.printings[-1]
        if self.mode is ColumnRole.CONTROL:
            printing.control += level
        elif self.mode is ColumnRole.CRITERION:
            printing.listed += tuple(one for line in level for one in criteria_ids.find(line.text))
        elif self.mode is ColumnRole.RESPONSE:
            printing.trial.response += level
        elif self.mode is ColumnRole.RESULT:
            printing.trial.result += level
        else:
            self._take_test(printing, level)

    def _take_test(self, printing: Printing, level: list[Line]) -> None:
        """A procedure with its result beside it begins a test; what stands further right goes on with the result."""
        trial = printing.trial
        goes = bool(trial.test) and goes_on(text_of(trial.test), level[0].text)
        if len(level) > 1 and not goes and outcomes.is_result_like(level[-1].text):
            printing.trials.append(Trial(level[0].page, list(level[:-1]), [level[-1]]))
            return
        for line in level:
            beside = bool(trial.result) and line.x0 > trial.result[0].x0 - 40
            (trial.result if beside else trial.test).append(line)
