"""Criteria that the report leaves out with its reason: "CC6.4 - the system is hosted by a subservice organization"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from soc2parse.extract.found import sources_of
from soc2parse.extract.listing_table import columns_of
from soc2parse.extract.passage import Passage, elements_of, under
from soc2parse.language.cited import only_criteria
from soc2parse.language.control_ids import looks_like_id
from soc2parse.language.criteria_ids import find, leading
from soc2parse.language.list_columns import ListColumn
from soc2parse.language.sentences import sentences
from soc2parse.language.subservice import is_subservice_heading
from soc2parse.language.topics import (
    TopicKind,
    is_group,
    is_not_applicable,
    leaves_out,
    reason_in,
    reason_left_out,
    topic_of,
)
from soc2parse.layout.element import Block, BlockKind, Line, Table
from soc2parse.report import CriterionNotApplicable

_OTHERS = {ListColumn.TEXT, ListColumn.ORGANIZATION, ListColumn.RESULT}
_LABEL = re.compile(r"^(.{2,120}?)\s*(?::|\s[-\u2013\u2014])\s+(?=\S)")


def read_waived(parts: tuple[Passage, ...], tested: Iterable[Table] = ()) -> tuple[CriterionNotApplicable, ...]:
    """The criteria in the order printed, each once; those with a reason before those without.

    `tested` are the tables of controls.
    """
    found: dict[str, CriterionNotApplicable] = {}
    for record in (*_headed(parts), *_told(parts), *_left_out(tested)):
        known = found.get(record.criterion)
        if known is None or (known.reason is None and record.reason):
            found[record.criterion] = record
    return tuple(found.values())


def _left_out(tables: Iterable[Table]) -> Iterator[CriterionNotApplicable]:
    """Criteria whose row among the controls says so: "CC6.4 ... | Not applicable - there are no offices"."""
    for table in tables:
        for row in table.rows:
            said = next((cell for cell in row.cells if leaves_out(cell.text)), None)
            named = next((led for cell in row.cells if (led := leading(cell.text))), None) if said else None
            if named and said and not any(looks_like_id(cell.text, weak=False) for cell in row.cells):
                for criterion in named.ids:
                    yield _record(criterion, reason_left_out(said.text), said.lines)


def _headed(parts: tuple[Passage, ...]) -> Iterator[CriterionNotApplicable]:
    for index, part in enumerate(parts):
        if part.heading is None or topic_of(part.title) is not TopicKind.NOT_APPLICABLE:
            continue
        shared: str | None = None
        for element in elements_of(under(parts, index, _goes_on)):
            if isinstance(element, Table):
                if _OTHERS & set(columns_of(element)[0]):
                    break
                yield from _from_table(element)
            elif element.kind is BlockKind.HEADING:
                if topic_of(element.text) or is_subservice_heading(element.text):
                    break
                shared = None
            else:
                if element.kind is BlockKind.PARAGRAPH and not find(element.text):
                    shared = reason_in(element.text) or shared
                yield from _from_words(element, shared, sure=True)


def _from_table(table: Table) -> Iterator[CriterionNotApplicable]:
    columns, start = columns_of(table)
    reason_column = columns.get(ListColumn.REASON)
    for row in table.rows[start:]:
        named = next((cell for cell in row.cells if find(cell.text)), None)
        if named is None:
            continue
        reason = row.cell(reason_column) if reason_column is not None else None
        if reason is None:
            behind = [cell for cell in row.cells if cell.column > named.column]
            reason = behind[-1] if behind else None
        lines = tuple(line for cell in row.cells for line in cell.lines)
        criteria = only_criteria(named.text) or find(named.text)
        for criterion in criteria:
            yield _record(criterion, reason.text if reason and reason is not named else None, lines)


def _told(parts: tuple[Passage, ...]) -> Iterator[CriterionNotApplicable]:
    """Outside a part of their own: sentences that name criteria and call them not applicable, and lists behind one."""
    for part in parts:
        opened = False
        for element in part.elements:
            if isinstance(element, Table):
                opened = False
                continue
            if element.kind is BlockKind.ITEM and opened:
                yield from _from_words(element, None, sure=True)
                continue
            opened = (
                element.text.rstrip().endswith(":")
                and is_not_applicable(element.text)
                and bool(re.search(r"criteri", element.text, re.IGNORECASE))
            )
            yield from _from_words(element, None, sure=False)


def _from_words(block: Block, shared: str | None, *, sure: bool) -> Iterator[CriterionNotApplicable]:
    text = block.text
    if not find(text):
        return
    pieces = sentences(text)
    for index, sentence in enumerate(pieces):
        criteria = find(sentence)
        own = sure and (block.kind is BlockKind.ITEM or leading(sentence) is not None)
        if not criteria or not (own or is_not_applicable(sentence)):
            continue
        reason = reason_in(sentence)
        if reason is None and sure:
            label = _LABEL.match(sentence)
            bare = leading(sentence)
            if bare and bare.rest and not find(bare.rest) and not is_not_applicable(bare.rest):
                reason = " ".join((bare.rest, *pieces[index + 1 :])).strip()
            elif label and find(label[1]) and not find(sentence[label.end() :]):
                reason = " ".join((sentence[label.end() :], *pieces[index + 1 :])).strip()
            elif index + 1 < len(pieces) and not find(pieces[index + 1]):
                reason = pieces[index + 1]
        if reason and find(reason):
            criteria = tuple(c for c in criteria if c not in find(reason)) or criteria
        for criterion in criteria:
            yield _record(criterion, reason or shared, block.lines)


def _record(criterion: str, reason: str | None, lines: tuple[Line, ...]) -> CriterionNotApplicable:
    return CriterionNotApplicable(criterion=criterion, reason=reason, sources=sources_of(lines))


def _goes_on(part: Passage) -> bool:
    return is_group(part.title)
