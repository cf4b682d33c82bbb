"""What the report says of exceptions outside the tests, where the tests do not say so: an issue, never a record.

"Control AC-04, for which one of four certificates could not be provided" in the auditor's letter; "Exceptions: 0" in a
summary of a report whose tests have two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from soc2parse.extract.controls import Controls
from soc2parse.extract.found import error, warning
from soc2parse.extract.responses import control_ids_in
from soc2parse.language import control_ids, outcomes
from soc2parse.language.wording import sentences
from soc2parse.layout.element import Table
from soc2parse.report import Issue, ReportedException, TestingResult, normal_id
from soc2parse.sections import Role, Sections
from soc2parse.terms import Outcome

_TOLD = re.compile(r"\b(?:was|were|had|did|could|noted|identified|found|occurred)\b", re.IGNORECASE)
_COUNTS = re.compile(
    r"(?:(?:number|no\.?|total|count) (?:of )?)?(?:exceptions?|deviations?)(?: (?:noted|found))?", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:grand )?total", re.IGNORECASE)
_NONE = re.compile(r"\bno (?:\w+ )?(?:exceptions?|deviations?)\b", re.IGNORECASE)


def check(
    records: Sequence[ReportedException], tests: Sequence[TestingResult], sections: Sections, controls: Controls
) -> Iterator[Issue]:
    """Issues for what other parts of the report tell of exceptions and the tests do not."""
    if not tests:
        return
    bad = {record.control_id for record in records} | {one.control_id for one in tests if one.outcome is None}
    known = {normal_id(one.id): one.id for one in controls.records if one.id and control_ids.find(one.id)}
    yield from _named(sections, {name: one for name, one in known.items() if one not in bad})
    yield from _counted(sections, len(records))
    if records:
        yield from _denied(sections)


def _named(sections: Sections, clean: Mapping[str, str]) -> Iterator[Issue]:
    """Sentences that tell of an exception of a control whose tests have none."""
    for part in sections.of(Role.FRONT, Role.AUDITOR_REPORT, Role.DESCRIPTION):
        for block in part.blocks:
            for sentence in sentences(block.text):
                if not _TOLD.search(sentence) or not outcomes.is_exception(sentence):
                    continue
                for name in control_ids_in(sentence.replace(",", " ").replace(";", " "), dict(clean)):
                    message = f"Page {block.page} tells of a failure of control {name}; its tests tell of none."
                    yield error("exception_unaccounted", "exceptions", message, block.page)


def _counted(sections: Sections, found: int) -> Iterator[Issue]:
    """A column that counts the exceptions of each category, or of all."""
    for part in sections.of(Role.FRONT, Role.AUDITOR_REPORT, Role.DESCRIPTION):
        for table in part.tables:
            counts = _counts_of(table)
            if counts and found not in counts:
                page = table.page
                message = f"A table on page {page} counts {counts[0]} exceptions; {found} were read in the tests."
                yield warning("exceptions_disagree", "exceptions", message, page)


def _counts_of(table: Table) -> list[int]:
    """The sum of such a column, without a row of totals, and that total."""
    heads = [cell for row in table.rows[:1] for cell in row.cells if _COUNTS.fullmatch(cell.text.strip())]
    if len(heads) != 1:
        return []
    rows = [(row.cells[0].text, cell.text) for row in table.rows[1:] if (cell := row.cell(heads[0].column)) is not None]
    if not rows or not all(text.strip().isdigit() for _, text in rows):
        return []
    parts = [int(text) for name, text in rows if not _TOTAL.match(name)]
    totals = [int(text) for name, text in rows if _TOTAL.match(name)]
    return [sum(parts) if parts else totals[-1], *totals]


def _denied(sections: Sections) -> Iterator[Issue]:
    """ "Testing resulted in no exceptions." in the summary before a report's sections."""
    for part in sections.of(Role.FRONT):
        for block in part.blocks:
            for sentence in sentences(block.text):
                reading = outcomes.classify(sentence)
                if _NONE.search(sentence) and reading.certain and reading.kind is Outcome.NO_EXCEPTION:
                    message = f"Page {block.page} says that there were no exceptions; the tests tell of some."
                    yield warning("exceptions_disagree", "exceptions", message, block.page)
                    return
