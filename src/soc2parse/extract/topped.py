"""Tables without a header where a control stands across the columns above its tests.

"CC1.4-A | Job descriptions state ..." over both columns, and below it "Inspected ... | No exceptions noted.".
"""

from __future__ import annotations

from soc2parse.extract.inline_ids import bare_id
from soc2parse.extract.printing import Printing, Trial
from soc2parse.language import control_ids, outcomes, procedures
from soc2parse.layout.element import Row, Table


def is_topped(table: Table) -> bool:
    """Whether a table holds a control so printed, with a test below it."""
    return any(map(_is_top, table.rows)) and any(map(_is_test, table.rows))


def read_topped(table: Table, heading: tuple[str, ...], printings: list[Printing]) -> bool:
    """Add the table's controls to the printings; False where it holds none so printed."""
    if not any(map(_is_top, table.rows)):
        return False
    for row in table.rows:
        if _is_top(row):
            name, text = row.cells
            printing = Printing(row.page, heading, control_id=list(name.lines), control=list(text.lines))
            printings.append(printing)
        elif printings:
            _add(row, printings[-1])
    return True


def _add(row: Row, printing: Printing) -> None:
    """A further test, or the rest of the last one at a page's top."""
    if _is_test(row):
        test, result = row.cells[-2:]
        printing.trials.append(Trial(row.page, list(test.lines), list(result.lines)))
        return
    for cell in row.cells:
        goal = printing.trial.test if cell.column == 1 else printing.trial.result
        goal += cell.lines


def _is_top(row: Row) -> bool:
    if len(row.cells) != 2:
        return False
    name, text = row.cells
    return name.column == 0 and text.span > 1 and control_ids.looks_like_id(bare_id(name.text), weak=False)


def _is_test(row: Row) -> bool:
    if len(row.cells) < 2:
        return False
    test, result = row.cells[-2:]
    return procedures.is_procedure(test.text) and outcomes.is_result_like(result.text)
