"""Management's responses to exceptions, in section V or beside the tests, joined by control, number or words.

What management writes is unaudited: "remediated on May 3" becomes a response, never a test result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from soc2parse.extract.controls import Controls
from soc2parse.extract.found import sources_of, warning
from soc2parse.extract.printing import after_label, text_of
from soc2parse.language import criteria_ids
from soc2parse.language.columns import ColumnRole, header_roles
from soc2parse.language.labels import label_of
from soc2parse.layout.element import Block, BlockKind, Line, Row, Table
from soc2parse.report import Issue, ReportedException, normal_id
from soc2parse.sections import Role, Sections

_NUMBER = re.compile(
    r"\b(?:exception|deviation|finding|item|no\.?|#)\s*#?(\d{1,3})\b|^\s*#?(\d{1,2})[.):]?\s*$", re.IGNORECASE
)
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_ALIKE = 0.45
_SAME = 0.9


@dataclass
class Response:
    """One response as printed, and what stands beside it: control ids, criteria, a number, the exception's words."""

    lines: list[Line]
    beside: str = ""
    controls: list[str] = field(default_factory=list)
    criteria: list[str] = field(default_factory=list)
    number: int | None = None

    @property
    def text(self) -> str:
        """The response as repaired prose."""
        return text_of(self.lines)


def find(sections: Sections, records: Sequence[ReportedException], controls: Controls) -> list[Response]:
    """The responses printed outside the tests' own rows; none where the report has no exceptions."""
    if not records:
        return []
    known = {normal_id(control.id): control.id for control in controls.records if control.id}
    found: list[Response] = []
    for part in sections.of(Role.TESTS, Role.OTHER_INFORMATION, Role.APPENDIX):
        found += _in_blocks(part.elements, known)
        for table in part.tables:
            found += _in_table(table, known)
    return found


def _in_table(table: Table, known: dict[str, str]) -> Iterator[Response]:
    """A table of exceptions and responses; a table of tests that has a response column is read with the tests."""
    roles: dict[int, ColumnRole | None] = {}
    for row in table.rows:
        header = header_roles([cell.text for cell in row.cells])
        if header is not None:
            roles = {cell.column: role for cell, role in zip(row.cells, header, strict=True)}
        elif ColumnRole.RESPONSE in roles.values() and ColumnRole.TEST not in roles.values():
            yield from _in_row(row, roles, known)


def _in_row(row: Row, roles: dict[int, ColumnRole | None], known: dict[str, str]) -> Iterator[Response]:
    lines = [ln for cell in row.cells if roles.get(cell.column) is ColumnRole.RESPONSE for ln in cell.lines]
    beside = [cell for cell in row.cells if roles.get(cell.column) is not ColumnRole.RESPONSE]
    if lines and beside:
        yield _keyed(lines, [cell.text for cell in beside], known)


def _in_blocks(elements: Iterable[Block | Table], known: dict[str, str]) -> Iterator[Response]:
    """ "Exception 2 - Control AC-04: ..." and below it "Management's Response: ..."."""
    beside: list[str] = []
    current: Response | None = None
    for element in elements:
        if isinstance(element, Table):
            current = None
            continue
        for lines in labelled_parts(element):
            label = label_of(text_of(lines))
            if label and label[0] is ColumnRole.RESPONSE:
                current = _keyed(after_label(lines, label[1]), beside, known)
                yield current
                beside = []
            elif (
                current is not None and not label and element.kind is not BlockKind.HEADING and not _keys(lines, known)
            ):
                current.lines += lines
            else:
                current = None
                beside = [*beside[-3:], text_of(lines)]


def _keys(lines: list[Line], known: dict[str, str]) -> bool:
    """Whether a paragraph opens with a control's id: the next exception begins."""
    words = text_of(lines).split()[:3]
    return any(normal_id(word) in known for word in words)


def labelled_parts(block: Block) -> list[list[Line]]:
    """The block's lines, parted where a line begins with a label."""
    parts: list[list[Line]] = [[]]
    for line in block.lines:
        if parts[-1] and (label := label_of(line.text)) and ":" in line.text and label[0] is not None:
            parts.append([])
        parts[-1].append(line)
    return parts


def _keyed(lines: list[Line], beside: Sequence[str], known: dict[str, str]) -> Response:
    joined = " ".join(beside)
    number = next((int(m.group(1) or m.group(2)) for text in beside if (m := _NUMBER.search(text))), None)
    return Response(list(lines), joined, control_ids_in(joined, known), list(criteria_ids.find(joined)), number)


def control_ids_in(text: str, known: dict[str, str]) -> list[str]:
    """The ids of known controls that a text names, also where the id is printed in two or three words ("LA - 1")."""
    words = text.split() if known else []
    found: list[str] = []
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            name = known.get(normal_id("".join(words[start : start + size])))
            if name and name not in found and not name.isdigit():
                found.append(name)
    return found


def join(records: Sequence[ReportedException], printed: Sequence[Response]) -> list[ReportedException]:
    """The exceptions, each with the response that answers it."""
    joined = []
    for number, record in enumerate(records, start=1):
        best = max(printed, key=lambda response: _fit(response, record, number), default=None)
        if record.management_response is None and best is not None and _fit(best, record, number) > 0:
            sources = (*record.sources, *sources_of(best.lines))
            joined.append(record.model_copy(update={"management_response": best.text, "sources": sources}))
        else:
            joined.append(record)
    return joined


def _fit(response: Response, record: ReportedException, number: int) -> float:
    """How surely a response answers an exception: its control, then its words, its number, its criterion."""
    fit = 0.0
    if record.control_id and response.controls:
        if record.control_id not in response.controls:
            return 0.0
        fit += 4.0
    alike = likeness(response.beside, record.description)
    if alike > _ALIKE:
        fit += 2.0 * alike
    if response.number == number:
        fit += 1.0
    if set(response.criteria) & set(record.criteria):
        fit += 0.5
    return fit


def likeness(one: str, other: str) -> float:
    """How much of the shorter text's words stand in the other, in order (0 to 1)."""
    a, b = (_NOT_LETTER.sub(" ", text.casefold()).split() for text in (one, other))
    if not a or not b:
        return 0.0
    same = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return same / min(len(a), len(b))


def left_over(records: Sequence[ReportedException], printed: Sequence[Response]) -> Iterator[Issue]:
    """A response that answers no exception found: an exception may have been missed."""
    for response in printed:
        fits = [_fit(response, record, number) for number, record in enumerate(records, start=1)]
        given = (record.management_response for record in records)
        if any(text and likeness(text, response.text) > _SAME for text in given):
            continue
        if response.text and max(fits, default=0.0) <= 0:
            page = response.lines[0].page
            message = f"Management responds on page {page} to something that was not found as an exception."
            yield warning("response_without_exception", "exceptions", message, page)
