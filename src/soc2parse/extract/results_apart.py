"""Results in a table of their own behind the tests: "AC-01 | No exceptions noted.", joined by the controls' ids."""

from __future__ import annotations

from collections.abc import Sequence

from soc2parse.extract.fields import Fields, fields_of
from soc2parse.extract.inline_ids import bare_id
from soc2parse.extract.printing import Printing, Trial, text_of
from soc2parse.extract.references import named_in
from soc2parse.extract.table_roles import roles_of
from soc2parse.language import outcomes
from soc2parse.language.columns import ColumnRole
from soc2parse.layout.element import Table
from soc2parse.report import normal_id


def take_results(tables: Sequence[Table], printings: Sequence[Printing]) -> list[Table]:
    """Give the tests that stand without any result those of these tables; the tables that hold none are returned.

    Where results stand beside the tests, a table like this only tells some of them again.
    """
    trials = [trial for printing in printings for trial in printing.trials]
    if not trials or any(trial.result and not _points(trial) for trial in trials):
        return list(tables)
    by_id: dict[str, list[Printing]] = {}
    for printing in printings:
        by_id.setdefault(normal_id(bare_id(text_of(printing.control_id))), []).append(printing)
    return [table for table in tables if not _give(table, by_id)]


def _give(table: Table, by_id: dict[str, list[Printing]]) -> bool:
    """Whether the table names the tested controls, and has given them its results."""
    roles = roles_of(table, None)
    if roles is None or not roles.has(ColumnRole.CONTROL_ID) or not roles.has(ColumnRole.RESULT):
        return False
    rows = [fields_of(row, roles).by_role for row in table.rows[table.header :]]
    named = [by_id.get(_id_of(fields), []) for fields in rows]
    if sum(1 for found in named if found) < 0.8 * sum(1 for fields in rows if _id_of(fields)):
        return False
    last: list[Printing] = []
    for fields, found in zip(rows, named, strict=True):
        last = found if _id_of(fields) else last  # a row without an id is the rest of the one above
        for printing in last:
            if _points(printing.trial):
                printing.trial.result = []
            printing.trial.result += fields.get(ColumnRole.RESULT, [])
            printing.trial.response += fields.get(ColumnRole.RESPONSE, [])
    return True


def _points(trial: Trial) -> bool:
    """Whether a result says no more than where it stands, "Refer to Appendix B for the result.", no number."""
    reading = outcomes.classify(text_of(trial.result))
    return reading.kind == "reference" and not (reading.refers_to and named_in(reading.refers_to))


def _id_of(fields: Fields) -> str:
    return normal_id(bare_id(text_of(fields.get(ColumnRole.CONTROL_ID, []))))
