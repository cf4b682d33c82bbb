"""Exceptions that a result only points to: "See Exception 2" beside the test, the words of it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from soc2parse.extract.printing import after_label
from soc2parse.language import control_ids, criteria_ids
from soc2parse.language.columns import ColumnRole, column_role
from soc2parse.layout.element import Block, BlockKind, Line, Row, Table

_NUMBER = re.compile(r"(?:exception|deviation|finding|note|item|no\.?|#)?\s*#?\s*(\d{1,3})\s*[.:)]?$", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:exception|deviation|finding|note|footnote|item)s?\s*(?:no\.?|number|#)?\s*(\d{1,3})", re.IGNORECASE
)

# "Exception 2: For 1 of 20 ...", "Note 4 - For 5 out of 40 ..."; a number in brackets or with "#" too.
_LISTED = re.compile(
    r"(?:exception|deviation|finding|note|footnote)s?\s*(?:no\.?|number|#)?\s*\(?(\d{1,3})\)?\s*"
    r"(?:[:.\u2013\u2014-]|$)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:refer(?: to)?|see|as described in|details? in)\s+"
    r"(?:exception|deviation|finding|note|footnote)s?\s*(?:no\.?|#)?\s*(\d{1,3})",
    re.IGNORECASE,
)
# "Exception noted. Refer to Section V.", "Deviation - see below.": what was found is told elsewhere.
_AWAY = re.compile(
    r"(?:an? )?(?:exceptions?|deviations?|findings?)?(?: #?\d{1,3})?(?: (?:was|were))?"
    r"(?: (?:noted|identified|observed|found))?"
    r"[\s.:;,\u2013\u2014-]*(?:please )?(?:refer(?: to)?|see|(?:as )?described in|detail(?:s|ed)? in)\b"
    r"[^.]{3,80}\.?",
    re.IGNORECASE,
)
_MOST_WORDS = 16
Numbered = dict[int, list[Line]]
"""The words of an exception by its number in the report."""


def numbered(summaries: Iterable[Table], blocks: Iterable[Block]) -> Numbered:
    """The exceptions that tables and paragraphs list by number."""
    found: Numbered = {}
    for table in summaries:
        responses = _responses(table)
        for row in table.rows[table.header :]:
            number = next((n for cell in row.cells[:2] if (n := _number(cell.text)) is not None), None)
            words = _words(row, responses)
            if number is not None and words:
                found.setdefault(number, words)
    last: int | None = None
    for block in blocks:
        listed = _LISTED.match(block.text)
        if listed:
            last = int(listed[1])
            words = after_label(block.lines, listed.group())
            if words:
                found.setdefault(last, words)
        elif last is not None and last not in found and block.kind is not BlockKind.HEADING:
            found[last] = list(block.lines)
            last = None
    return found


def _responses(table: Table) -> set[int]:
    """The columns of management's responses."""
    cells = (cell for row in table.rows[: table.header] for cell in row.cells)
    return {cell.column for cell in cells if column_role(cell.text) is ColumnRole.RESPONSE}


def _number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text.strip())
    return int(match[1]) if match else None


def _words(row: Row, responses: set[int]) -> list[Line]:
    """The cell that describes the exception: the last prose, but for management's response."""
    prose = [
        cell
        for cell in row.cells
        if cell.column not in responses
        and _number(cell.text) is None
        and not control_ids.looks_like_id(cell.text)
        and not criteria_ids.is_list(cell.text)
        and len(cell.text.split()) > 3
    ]
    return list(prose[-1].lines) if prose else []


def number_in(reference: str) -> int | None:
    """The number of the exception that a reference names: 2 of "exception 2", None of "cc6.2.3"."""
    match = _NAMED.match(reference)
    return int(match[1]) if match else None


def pointed_to(result: str) -> int | None:
    """The number that an exception's words point to for its detail: 4 of "Exception observed. Refer Note 4."."""
    match = _POINTS.search(result)
    return int(match[1]) if match and len(result.split()) < 12 else None


def points_away(result: str) -> bool:
    """Whether an exception's words only point to where it is described: "Exception noted. Refer to Section V."."""
    return len(result.split()) <= _MOST_WORDS and _AWAY.fullmatch(result.strip()) is not None
