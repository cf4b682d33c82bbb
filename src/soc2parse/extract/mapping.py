"""Which controls the report lists for which criterion: from rows and headings, from lists and matrices apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from soc2parse.criteria import category_of, order_of
from soc2parse.extract import matrix
from soc2parse.extract.controls import Controls
from soc2parse.extract.found import Found, warning
from soc2parse.extract.printing import Printing
from soc2parse.extract.table_roles import is_of_others, roles_of
from soc2parse.language import control_ids, criteria_ids
from soc2parse.layout.element import Row, Table
from soc2parse.report import CriterionMapping, Issue, SectionSummary, normal_id
from soc2parse.sections import Role, Section, Sections
from soc2parse.terms import SectionKind, SectionStatus

_BETWEEN = re.compile(r"[,;\n]")
_SUPPORTING = re.compile(
    r"(?:^|[.)] )(?:(?:supporting|related|relevant|applicable|associated|mapped|corresponding) )?"
    r"controls?(?: activit(?:y|ies))?(?: ids?| numbers?| references?)?\s*:\s*(?P<ids>[^:]+)$",
    re.IGNORECASE,
)
_MOST = 0.8
_ROLES = (Role.TESTS, Role.DESCRIPTION, Role.APPENDIX)


@dataclass(frozen=True)
class Listed:
    """Criteria by normalized control id that stand apart from the controls' rows, and the pages of mapping tables."""

    criteria: Mapping[str, tuple[str, ...]]
    pages: tuple[int, ...]


def listed(sections: Sections, named: Collection[str] = ()) -> Listed:
    """What mapping tables and matrices list, and sentences ("Additional controls that support CC2.3: AC-03").

    `named` are the normalized ids of controls, however these look.
    """
    pairs: dict[str, dict[str, None]] = {}
    pages: set[int] = set()
    for part in sections.of(*_ROLES):
        found = [*matrix.marked(part.elements), *(pair for table in part.tables for pair in _lists(table, named))]
        found += _below_criteria(part, named)
        pages |= {page for _, _, page in found}
        for control, criterion in [*((control, criterion) for control, criterion, _ in found), *_told(part)]:
            pairs.setdefault(normal_id(control), {})[criterion] = None
    return Listed({control: tuple(criteria) for control, criteria in pairs.items()}, tuple(sorted(pages)))


def _below_criteria(part: Section, named: Collection[str]) -> Iterator[tuple[str, str, int]]:
    """ "CC1.1 The board ...", in the next line or the same paragraph "Supporting controls: 3, 28"."""
    criteria: tuple[str, ...] = ()
    for block in part.blocks:
        led = criteria_ids.leading(block.text)
        criteria = led.ids if led else criteria
        label = _SUPPORTING.search(block.text) if ":" in block.text else None
        ids = _ids(label["ids"], named) if label else ()
        yield from ((control, criterion, block.page) for control in ids for criterion in criteria)


def _told(part: Section) -> Iterator[tuple[str, str]]:
    texts = [block.text for block in part.blocks]
    texts += [row.cells[0].text for table in part.tables for row in table.rows if len(row.cells) == 1]
    for text in texts:
        if found := control_ids.supporting(text):
            criteria, ids = found
            yield from ((control, criterion) for control in ids for criterion in criteria)


def _lists(table: Table, named: Collection[str]) -> Iterator[tuple[str, str, int]]:
    """A criterion in one cell and the ids of its controls in another, or a control and its criteria; no prose."""
    rows = [row for row in table.rows[table.header :] if len(row.cells) > 1]
    found: list[tuple[int, list[tuple[str, str]]]] = []
    without = 0
    for row in rows:
        found.append((row.page, list(_listed_in(row, named))))
        without += not found[-1][1]
        if len(rows) - without < max(2, 0.6 * len(rows)):
            return
    if is_of_others(table) or (roles_of(table, None) is not None and not _holds_names(rows, named)):
        return
    for page, pairs in found:
        yield from ((control, criterion, page) for control, criterion in pairs)


def _holds_names(rows: Sequence[Row], named: Collection[str]) -> bool:
    """Whether nothing stands in the rows but criteria and ids of known controls."""
    cells = [cell.text for row in rows for cell in row.cells]
    return bool(named) and sum(1 for text in cells if _names(text) or _ids(text, named)) > 0.9 * len(cells)


def _listed_in(row: Row, named: Collection[str]) -> Iterator[tuple[str, str]]:
    texts = row.texts
    if sum(1 for text in texts if len(text) > 40 and not _names(text) and not _ids(text, named)) > 1:
        return
    criteria = next((_criteria(text) for text in texts if _names(text)), ())
    controls = next((ids for text in texts if (ids := _ids(text, named))), ())
    for control in controls:
        for criterion in criteria:
            yield control, criterion


def _criteria(text: str) -> tuple[str, ...]:
    led = criteria_ids.leading(text)
    return led.ids if led else criteria_ids.find(text)


def _names(text: str) -> bool:
    return bool(criteria_ids.leading(text)) or criteria_ids.is_list(text)


def _ids(text: str, named: Collection[str]) -> tuple[str, ...]:
    """The control ids of a cell that holds nothing else; none where it holds prose or criteria."""
    if criteria_ids.is_list(text):
        return ()
    parts = [part.strip(" .") for part in _BETWEEN.split(text)]
    return tuple(parts) if all(normal_id(part) in named for part in parts) else control_ids.listed(text)


def extract(controls: Controls, lists: Listed, printings: Sequence[Printing] = ()) -> Iterator[Found | Issue]:
    """One entry a criterion, in the order of the criteria; an issue for each listed control that no row describes."""
    by_criterion: dict[str, list[str]] = {}
    for control in controls.records:
        for criterion in control.criteria:
            names = by_criterion.setdefault(criterion, [])
            if control.id and control.id not in names:
                names.append(control.id)
    described = {normal_id(control.id) for control in controls.records if control.id}
    for criterion in sorted(by_criterion, key=order_of):
        yield Found(
            "tsc_mapping",
            CriterionMapping(
                criterion=criterion, category=category_of(criterion), controls=tuple(by_criterion[criterion])
            ),
        )
    for name, criteria in lists.criteria.items():
        if described and name not in described:
            message = f"Control {name.upper()} is mapped to {', '.join(criteria)}, but no row describes it."
            yield warning("mapped_not_described", "tsc_mapping", message, lists.pages[0])
    if pages := lists.pages or _printed_apart(controls, printings):
        yield Found(
            "section:tsc_mapping",
            SectionSummary(
                kind=SectionKind.TSC_MAPPING, status=SectionStatus.FOUND, first_page=pages[0], last_page=pages[-1]
            ),
        )


def _printed_apart(controls: Controls, printings: Sequence[Printing]) -> tuple[int, ...]:
    """The pages on which the controls stand by criterion in full, where another part prints each with its tests."""
    untested = [each for each in printings if each.heading and not any(t.test or t.result for t in each.trials)]
    tested = {controls.index[id(each)] for each in printings if any(trial.test for trial in each.trials)}
    again = [each for each in untested if controls.index[id(each)] in tested]
    if len(again) < max(2, _MOST * len(untested), _MOST * len(tested)):
        return ()
    return tuple(sorted({line.page for each in again for line in each.lines}))
