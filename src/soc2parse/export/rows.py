"""Controls with their tests side by side: the rows of a page or a sheet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from soc2parse.report import Report, Source, TestingResult, normal_id
from soc2parse.terms import Outcome

UNREAD = "not_read"
UNTESTED = "no_test_read"


@dataclass(frozen=True)
class ControlRow:
    """A control and its printed tests. Tests whose control was not read have a row of their own, by their id."""

    anchor: str
    id: str | None
    name: str
    text: str
    criteria: tuple[str, ...]
    sources: tuple[Source, ...]
    tests: tuple[TestingResult, ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes of the tests, each once; "not_read" and "no_test_read" where that is so."""
        if not self.tests:
            return (UNTESTED,)
        return tuple(dict.fromkeys(_outcome(test) for test in self.tests))


def control_rows(report: Report) -> list[ControlRow]:
    """One row a control in the report's order, then one for each control that only tests name."""
    by_key: dict[str, list[TestingResult]] = {}
    for test in report.testing_results:
        by_key.setdefault(_key(test.control_id, test.control_text), []).append(test)
    rows = []
    for control in report.controls:
        tests = by_key.pop(_key(control.id, control.text), [])
        name = control.id or "Control without an id"
        rows.append((control.id, name, control.text, control.criteria, control.sources, tests))
    for tests in by_key.values():
        first = tests[0]
        criteria = tuple(dict.fromkeys(test.criterion for test in tests if test.criterion))
        text = first.control_text or "The words of this control were not read."
        rows.append((first.control_id, first.control_id or "Test without a control", text, criteria, (), tests))
    return [
        ControlRow(f"control-{number}", identifier, name, text, criteria, sources, tuple(tests))
        for number, (identifier, name, text, criteria, sources, tests) in enumerate(rows, 1)
    ]


def outcomes_in(rows: list[ControlRow]) -> list[str]:
    """The outcomes that the rows have, in the order of the contract, what was not read last."""
    present = {outcome for row in rows for outcome in row.outcomes}
    return [outcome for outcome in (*map(str, Outcome), UNREAD, UNTESTED) if outcome in present]


def tally(rows: list[ControlRow]) -> dict[str, Counter[str]]:
    """How many tests came out how, by criterion; a control without a test counts as such."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for test in row.tests:
            for criterion in (test.criterion,) if test.criterion else row.criteria or ("none read",):
                counts.setdefault(criterion, Counter())[_outcome(test)] += 1
        if not row.tests:
            for criterion in row.criteria or ("none read",):
                counts.setdefault(criterion, Counter())[UNTESTED] += 1
    return dict(sorted(counts.items()))


def _outcome(test: TestingResult) -> str:
    return str(test.outcome) if test.outcome else UNREAD


def _key(identifier: str | None, text: str | None) -> str:
    return f"id {normal_id(identifier)}" if identifier else f"text {text}"
