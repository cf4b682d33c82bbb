"""Whether a row begins a control, a further test of the last one, or goes on with what stands above it.

The page's end cuts rows anywhere: after a control's id, in the middle of a test, before a result. What the last texts
end with and the new ones begin with decides, column by column.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from soc2parse.extract.fields import Fields
from soc2parse.extract.inline_ids import begins_with_id, names_control
from soc2parse.extract.printing import Printing, Trial, text_of
from soc2parse.extract.table_roles import Roles
from soc2parse.language import control_ids, criteria_ids, outcomes, procedures
from soc2parse.language.columns import ColumnRole
from soc2parse.language.enumeration import split_enumerated
from soc2parse.layout.element import Line
from soc2parse.layout.prose import goes_on
from soc2parse.report import normal_id

# The second or a later test of a list that began on the page before.
_NUMBERED = re.compile(r"\(?(?:[2-9]|1\d|[b-h])[.)]\s")
_FIRST = re.compile(r"\(?(?:1|a|i)[.)]\s+(?=[A-Z])")
_SIGNS = ("#", "-", ".", "/", "(")
_TESTED = (ColumnRole.TEST, ColumnRole.RESULT)
_TEXTS = (ColumnRole.CONTROL, ColumnRole.TEST, ColumnRole.RESULT, ColumnRole.RESPONSE)


@dataclass(frozen=True)
class Situation:
    """A row with what comes before it.

    `first`: it is the first of its page; `drawn`: its cells are drawn; `covered`: roles of cells above that are merged
    down into it; `numbered`: the table's controls begin with their ids; `criterion`: it names another criterion.
    """

    last: Printing
    fields: Fields
    roles: Roles
    first: bool
    drawn: bool
    covered: Collection[ColumnRole]
    numbered: bool = False
    criterion: bool = False

    def has(self, role: ColumnRole) -> bool:
        """Whether the row has text of this role."""
        return role in self.fields


def starts_control(row: Situation) -> bool:
    """Whether the row has a control of its own: an id, or (where the table prints none) a text that is not a rest."""
    control_id = text_of(row.fields.get(ColumnRole.CONTROL_ID, []))
    if numbers_test(row):
        return False
    if control_id:
        same = normal_id(control_id) == normal_id(text_of(row.last.control_id))
        complete = row.has(ColumnRole.CONTROL) and row.has(ColumnRole.RESULT)
        return not (row.first and ((same and not complete) or rest_of_id(row)))
    if not row.has(ColumnRole.CONTROL) or ColumnRole.CONTROL_ID in row.covered:
        return False
    if criteria_ids.is_list(text_of(row.fields[ColumnRole.CONTROL])):  # the end of the cell above
        return False
    if row.roles.has(ColumnRole.CONTROL_ID):
        return _starts_without_id(row)
    return _starts_in_table_without_ids(row)


def rest_of_id(row: Situation) -> list[Line]:
    """The rest of the id above, with which the row overleaf begins: "#1" below "CC6.2", "-04" below "AC"."""
    lines = row.fields.get(ColumnRole.CONTROL_ID, [])
    above, own = text_of(row.last.control_id), text_of(lines)
    if not row.first or not above[:1].isalnum() or not own.startswith(_SIGNS):
        return []
    return lines if control_ids.looks_like_id(control_ids.join([above, own]), weak=False) else []


def numbers_test(row: Situation) -> bool:
    """Whether the row's id is that of a test of the control above it: "1.10.1" below "1.10", with no control's text."""
    above = normal_id(text_of(row.last.control_id))
    own = normal_id(text_of(row.fields.get(ColumnRole.CONTROL_ID, [])))
    counted = bool(above) and own.startswith(f"{above}.") and own[len(above) + 1 :].isdigit()
    told = bool(row.last.control) or not any(trial.result for trial in row.last.trials)
    return counted and told and not row.has(ColumnRole.CONTROL) and row.has(ColumnRole.TEST)


def _starts_without_id(row: Situation) -> bool:
    """In a table with an id column: a row that leaves it empty has a control of its own only where it is complete."""
    if row.first:
        return False
    if not row.drawn:
        return _verdict(row) is False
    return row.has(ColumnRole.RESULT)


def _starts_in_table_without_ids(row: Situation) -> bool:
    control = row.fields[ColumnRole.CONTROL]
    if names_control(control) or (row.numbered and begins_with_id(control)):
        return True
    if control_ids.looks_like_id(row.last.control_text):
        return False
    if row.first:
        if row.roles.has(ColumnRole.RESULT) and not row.has(ColumnRole.RESULT):
            return False
        begins = row.criterion and not control[0].text[:1].islower()
        return begins or _verdict(row) is False
    another = row.criterion and not control[0].text[:1].islower()
    return row.drawn or another or _verdict(row) is not True


def adds_trial(row: Situation) -> bool:
    """Whether the row holds a further test of the last control, not the rest of its last test."""
    if numbers_test(row):
        return True
    if not row.has(ColumnRole.TEST) or _is_rest(row):
        return False
    ended = bool(row.last.trial.result) and ColumnRole.RESULT not in row.covered
    return row.has(ColumnRole.RESULT) or (ended and (row.drawn or _is_combined(row)))


def _is_combined(row: Situation) -> bool:
    """Whether tests share a cell with their results: then a test behind a result is another."""
    return not row.roles.has(ColumnRole.RESULT) and procedures.is_procedure(text_of(row.fields[ColumnRole.TEST]))


def _is_rest(row: Situation) -> bool:
    """At a page's top a test without a result of its own only goes on; so does a list's second item."""
    if row.first:
        numbered = _NUMBERED.match(text_of(row.fields.get(ColumnRole.TEST, [])))
        open_list = bool(numbered) or _owes_items(row.last.trial)
        whole = row.has(ColumnRole.RESULT) or (_is_combined(row) and bool(row.last.trial.result))
        return not whole or open_list or _verdict(row, _TESTED) is True
    return not row.drawn and _verdict(row, _TESTED) is True


def _owes_items(trial: Trial) -> bool:
    """Whether the page's end parted a list of tests from that of results: one item on the left, two on the right."""
    asked, answered = (split_enumerated(lines) for lines in (trial.test, trial.result))
    listed = all(items[0][0] is not None and not items[0][0].isalnum() for items in (asked, answered) if items)
    return listed and 0 < len(asked) < len(answered)


def _verdict(row: Situation, roles: Sequence[ColumnRole] = _TEXTS) -> bool | None:
    """Whether the row goes on with the last one's texts: True, False, or None where no text tells."""
    trial = row.last.trial
    before = {
        ColumnRole.CONTROL: row.last.control,
        ColumnRole.TEST: trial.test,
        ColumnRole.RESULT: trial.result,
        ColumnRole.RESPONSE: trial.response,
    }
    verdicts = [_goes_on(role, text_of(before[role]), text_of(row.fields[role])) for role in roles if row.has(role)]
    if True in verdicts:
        return True
    if row.has(ColumnRole.RESULT) and not trial.result and trial.test:
        return True
    return False if False in verdicts else None


def _goes_on(role: ColumnRole, before: str, after: str) -> bool | None:
    """As for any text; but "No exceptions identified" twice, with no full stop, are two results."""
    first = _FIRST.match(after)
    if first and not before.rstrip().endswith(":"):  # a list of its own, not "a" in mid-sentence
        after = after[first.end() :]
    whole = role is ColumnRole.RESULT and not after[:1].islower() and outcomes.is_result_like(after)
    return False if whole and outcomes.is_result_like(before) else goes_on(before, after)
