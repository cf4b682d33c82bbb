"""Management's responses to exceptions, in section V or beside the tests, joined by control, number or words.

What management writes is unaudited: "remediated on May 3" becomes a response, never a test result. Where a result only
points there ("Exception noted. Refer to Section V."), what stands beside the response tells what was found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from soc2parse.extract.combined import at_response
from soc2parse.extract.controls import Controls
from soc2parse.extract.found import info, sources_of, warning
from soc2parse.extract.printing import after_label, text_of
from soc2parse.extract.references import described, is_bare, points_away, tells_by_number
from soc2parse.language import counts, criteria_ids
from soc2parse.language.columns import ColumnRole, column_role, header_roles
from soc2parse.language.labels import Label, answers, label_of, opens_responses
from soc2parse.layout.element import Block, BlockKind, Cell, Line, Row, Table
from soc2parse.report import Issue, ReportedException, normal_id
from soc2parse.sections import Role, Section, Sections

_NUMBER = re.compile(
    r"\b(?:exception|deviation|finding|item|no\.?|#)\s*#?(\d{1,3})\b|^\s*#?(\d{1,2})[.):]?\s*$", re.IGNORECASE
)
_ITEM = re.compile(
    r"(?:exception|deviation|finding)\s*(?:no\.?|#)?\s*(\d{1,2})\s*[.:)\u2013\u2014-]+(?=\s)", re.IGNORECASE
)
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_ALIKE = 0.45
_SAME = 0.9
_RESTATED = 0.8


@dataclass
class Response:
    """One response as printed, and what stands beside it: control ids, criteria, a number, the exception's words.

    `detail` are the auditor's words, where they are labelled or in a column of exceptions.
    """

    lines: list[Line]
    beside: Sequence[str] = ()
    detail: list[Line] = field(default_factory=list)
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
        labelled = list(_in_blocks(part.elements, known))
        found += labelled
        if not any(response.controls for response in labelled):
            found += _under_ids(part, known, records)
        if not labelled:
            found += _under_numbers(part)
        opened = opens_responses(part.title) and part.role is not Role.TESTS
        for element in part.elements:
            if isinstance(element, Table):
                found += _in_table(element, known, tested=part.role is Role.TESTS, opened=opened)
            elif element.kind is BlockKind.HEADING:
                opened = opens_responses(element.text)
    return found


def _under_ids(part: Section, known: dict[str, str], records: Sequence[ReportedException]) -> Iterator[Response]:
    """ "AC-04", "Control AC-04", "AC-04: text" or "CC6.3: text" under a heading of responses, with what follows."""
    inside = part.role is not Role.TESTS and opens_responses(part.title)
    current: Response | None = None
    for block in part.blocks:
        controls = control_ids_in(" ".join(block.text.split()[:4]), known)
        leading = None if controls else criteria_ids.leading(block.text)
        criteria = list(leading.ids) if leading else []
        heading = block.kind is BlockKind.HEADING
        if heading and not (controls or criteria):
            inside = opens_responses(block.text) or (inside and block.text in part.title)
            current = None
        elif inside and (controls or criteria):
            rest = [] if heading else _after_id(block.lines, known)
            current = Response(rest, [block.text], controls=controls, criteria=criteria)
            yield current
        elif inside and current is not None:
            current.lines += block.lines
        if current is not None and any(_restates(current.text, each.description) for each in records):
            current.lines.clear()


def _under_numbers(part: Section) -> Iterator[Response]:
    """ "Finding 3. The step is now ..." under a heading of responses, where no response is labelled."""
    inside = part.role is not Role.TESTS and opens_responses(part.title)
    for block in part.blocks:
        if block.kind is BlockKind.HEADING:
            inside = opens_responses(block.text)
        elif inside and (named := _ITEM.match(block.text)):
            yield Response(after_label(block.lines, named.group()), number=int(named[1]))


def _restates(text: str, description: str) -> bool:
    """Whether what stands below an id is the exception again, not yet the response."""
    return len(text) > 0.6 * len(description) and likeness(text, description, _RESTATED) > _RESTATED


def _after_id(lines: Sequence[Line], known: dict[str, str]) -> list[Line]:
    """The lines behind the id with which they begin: all behind "Control 1.01", "A.1.1:" or "CC6.3:"."""
    words = [word.text for line in lines for word in line.words][:4]
    for size in range(1, len(words) + 1):
        name = " ".join(words[:size])
        if control_ids_in(name, known) or criteria_ids.is_list(name):
            return after_label(lines, name)
    return list(lines)


def _in_table(table: Table, known: dict[str, str], *, tested: bool, opened: bool) -> Iterator[Response]:
    """A table of exceptions and responses; among the tests, one that has a column of tests is read with them.

    The response stands in a column, or across the table below the row that it answers. `opened`: a heading of
    responses stands above, and the column may be called "Comment".
    """
    roles: dict[int, ColumnRole | None] = {}
    above: Row | None = None
    for row in table.rows:
        header = header_roles(row.texts)
        if header is None and opened and row is table.rows[0]:
            header = _of_comments(row)
        if header is not None:
            roles, above = {cell.column: role for cell, role in zip(row.cells, header, strict=True)}, None
        elif tested and ColumnRole.TEST in roles.values():
            continue
        elif above is not None and (label := label_of(row.cells[0].text)) and label[0] is ColumnRole.RESPONSE:
            lines = [line for cell in row.cells for line in cell.lines]
            yield _answering(after_label(lines, label[1]), above.cells, roles, known)
        elif ColumnRole.RESPONSE in roles.values():
            yield from _in_row(row, roles, known)
        else:
            above = row


def _of_comments(row: Row) -> tuple[ColumnRole | None, ...] | None:
    """The roles of "Ref. | Comment" under a heading of responses."""
    comments = [answers(cell.text) for cell in row.cells]
    if len(comments) < 2 or comments.count(True) != 1:
        return None
    pairs = zip(row.cells, comments, strict=True)
    return tuple(ColumnRole.RESPONSE if comment else column_role(cell.text) for cell, comment in pairs)


def _in_row(row: Row, roles: dict[int, ColumnRole | None], known: dict[str, str]) -> Iterator[Response]:
    lines = [ln for cell in row.cells if roles.get(cell.column) is ColumnRole.RESPONSE for ln in cell.lines]
    beside = [cell for cell in row.cells if roles.get(cell.column) is not ColumnRole.RESPONSE]
    if lines and beside:
        yield _answering(lines, beside, roles, known)


def _answering(
    lines: list[Line], beside: Sequence[Cell], roles: dict[int, ColumnRole | None], known: dict[str, str]
) -> Response:
    """A response and the cells that tell what it answers."""
    response = _keyed(lines, [cell.text for cell in beside], known)
    told = [cell for cell in beside if len(cell.text.split()) > 3]
    found = [cell for cell in told if roles.get(cell.column) in (ColumnRole.RESULT, ColumnRole.EXCEPTION)]
    other = [cell for cell in told if roles.get(cell.column) is None]  # "Details"
    response.beside = [cell.text for cell in told]
    response.detail = [line for cell in found or other[:1] for line in cell.lines]
    return response


def _in_blocks(elements: Iterable[Block | Table], known: dict[str, str]) -> Iterator[Response]:
    """ "Exception 2 - Control AC-04: ..." and below it "Management's Response: ..."."""
    above: list[list[Line]] = []
    detail: list[Line] = []
    current: Response | None = None
    for element in elements:
        if isinstance(element, Table):
            current = None
            continue
        for lines in labelled_parts(element):
            label = label_of(text_of(lines))
            if tells_by_number(text_of(lines)):
                current, above, detail = None, [], []
            if label and label[0] is ColumnRole.RESPONSE:
                current = _keyed(after_label(lines, label[1]), [text_of(one) for one in above[-4:]], known)
                current.detail = detail or (
                    behind_ids(above[-1], known) if above and not label_of(text_of(above[-1])) else []
                )
                yield current
                above, detail = [], []
            elif (
                current is not None and not label and element.kind is not BlockKind.HEADING and not _keys(lines, known)
            ):
                current.lines += lines
            else:
                current = None
                above.append(lines)
                if label and label[0] is Label.DETAIL:
                    detail = after_label(lines, label[1])


def behind_ids(lines: Sequence[Line], known: dict[str, str]) -> list[Line]:
    """What a paragraph tells behind the ids with which it begins: "3. LW-07 (CC6.2): For 2 of 25 ..."; else nothing."""
    words = [word.text for line in lines for word in line.words]
    begins = next((size for size in range(1, 5) if control_ids_in(" ".join(words[:size]), known)), None)
    if begins is None:
        return []
    while begins < len(words) and criteria_ids.find(words[begins]) and not words[begins - 1].endswith(":"):
        begins += 1
    told = after_label(lines, " ".join(words[:begins]))
    return told if sum(len(line.words) for line in told) > 3 else []


def _keys(lines: list[Line], known: dict[str, str]) -> bool:
    """Whether a paragraph opens with a control's id or a criterion: the next exception or table begins."""
    text = text_of(lines)
    return any(normal_id(word) in known for word in text.split()[:3]) or criteria_ids.leading(text) is not None


def labelled_parts(block: Block) -> list[list[Line]]:
    """The block's lines, parted where a line begins with a label, or a sentence with management's response."""
    parts: list[list[Line]] = []
    for lines in at_response(block.lines):
        parts.append([])
        for line in lines:
            if parts[-1] and label_of(line.text) and ":" in line.text and not _is_label_cut(parts[-1], line):
                parts.append([])
            parts[-1].append(line)
    return parts


def _is_label_cut(above: list[Line], line: Line) -> bool:
    """ "Management" above "response: ..."."""
    label = label_of(text_of([*above, line]))
    return label is not None and len(label[1]) > len(text_of(above))


def _keyed(lines: list[Line], beside: Sequence[str], known: dict[str, str]) -> Response:
    joined = " ".join(beside)
    number = next((int(m.group(1) or m.group(2)) for text in beside if (m := _NUMBER.search(text))), None)
    return Response(
        list(lines),
        [joined],
        controls=control_ids_in(joined, known),
        criteria=list(criteria_ids.find(joined)),
        number=number,
    )


def control_ids_in(text: str, known: dict[str, str]) -> list[str]:
    """The ids of known controls that a text names, also where the id is printed in two or three words ("LA - 1")."""
    words = text.split() if known else []
    found: list[str] = []
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            name = known.get(normal_id("".join(words[start : start + size]).rstrip(":")))
            if not name or name in found:
                continue
            called = start > 0 and words[start - 1].casefold() in ("control", "controls", "no.", "#")
            if called or not name.isdigit():
                found.append(name)
    return found


def join(records: Sequence[ReportedException], printed: Sequence[Response]) -> list[ReportedException]:
    """The exceptions, each with the response that answers it."""
    joined = []
    for number, record in enumerate(records, start=1):
        best = max(printed, key=lambda response: _fit(response, record, number), default=None)
        if best is None or _fit(best, record, number) <= 0:
            joined.append(record)
            continue
        changes: dict[str, object] = {}
        if record.management_response is None and best.text:
            changes["management_response"] = best.text
        if best.detail and (points_away(record.description) or is_bare(record.description)):
            changes |= _described(record.description, best.detail)
        if changes:
            changes["sources"] = (*record.sources, *sources_of([*best.detail, *best.lines]))
        joined.append(record.model_copy(update=changes))
    return joined


def _described(said: str, detail: list[Line]) -> dict[str, object]:
    """What was found, by the words beside the response."""
    text = text_of(detail)
    stated = counts.read(text)
    return {
        "description": described(said, text),
        "deviations": stated.deviations or None,
        "sample_size": stated.size,
        "population": stated.population,
    }


def _fit(response: Response, record: ReportedException, number: int) -> float:
    """How surely a response answers an exception: its control, then its words, its number, its criterion."""
    fit = 0.0
    if record.control_id and response.controls:
        if record.control_id not in response.controls:
            return 0.0
        fit += 4.0
    alike = max((likeness(text, record.description, _ALIKE) for text in response.beside), default=0.0)
    if alike > _ALIKE:
        fit += 2.0 * alike
    if response.number == number:
        fit += 1.0
    if set(response.criteria) & set(record.criteria):
        fit += 0.5
    return fit


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """How much of the shorter text's words stand in the other, in order (0 to 1); 0 for no more than `least`."""
    a, b = _words(one), _words(other)
    if (Counter(a) & Counter(b)).total() <= least * min(len(a), len(b)):  # so many in any order
        return 0.0
    same = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return same / min(len(a), len(b))


@lru_cache(maxsize=1024)
def _words(text: str) -> list[str]:
    return _NOT_LETTER.sub(" ", text.casefold()).split()


def left_over(records: Sequence[ReportedException], printed: Sequence[Response]) -> Iterator[Issue]:
    """A response that answers no exception found: an exception may have been missed."""
    for response in printed:
        fits = [_fit(response, record, number) for number, record in enumerate(records, start=1)]
        given = (record.management_response for record in records)
        if any(text and likeness(text, response.text, _SAME) > _SAME for text in given):
            continue
        if response.text and max(fits, default=0.0) <= 0:
            page = response.lines[0].page
            message = f"Management responds on page {page} to something that was not found as an exception."
            yield warning("response_without_exception", "exceptions", message, page)


def unanswered(records: Sequence[ReportedException]) -> Iterator[Issue]:
    """Exceptions to which no response was found: management may have given none, or it could not be joined."""
    for record in records:
        if points_away(record.description):
            page = record.sources[0].page
            message = f"An exception on page {page} only says {record.description!r}; what it points to was not found."
            yield warning("exception_not_described", "exceptions.description", message, page)
    open_ones = [record for record in records if not record.management_response]
    if open_ones:
        names = ", ".join(record.control_id or f"page {record.sources[0].page}" for record in open_ones)
        message = f"No response of management was found to the exceptions of {names}."
        yield info("response_not_found", "exceptions.management_response", message, open_ones[0].sources[0].page)
