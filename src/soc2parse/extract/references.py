"""Exceptions that a result only points to: "See Exception 2" beside the test, the words of it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from soc2parse.extract.combined import without_response
from soc2parse.extract.printing import after_label
from soc2parse.language import control_ids, criteria_ids
from soc2parse.language.columns import ColumnRole, column_role
from soc2parse.language.labels import label_of
from soc2parse.layout.element import Block, BlockKind, Line, Row, Table
from soc2parse.report import normal_id

# What an exception goes by: "2", "B", "EX-3".
_SIGN = r"\d{1,3}|[a-z]{1,4}-\d{1,3}|[a-z]"
_NAMES = r"(?:exception|deviation|finding|note|footnote|item|ref\.?|reference)s?"
_LABEL = re.compile(rf"(?:{_NAMES}|no\.?|#)?\s*#?\s*({_SIGN})\s*[.:)]?$", re.IGNORECASE)
_NAMED = re.compile(rf"\b({_NAMES})\s*(?:no\.?|number|#)?\s*({_SIGN})(?!\w)", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,4}-\d{1,3}")
_TELLS_EXCEPTION = re.compile(r"exception|deviation|finding", re.IGNORECASE)
# "Exception 2: For 1 of 20 ...", "Note 4 - For 5 out of 40 ..."; a number in brackets or with "#" too, and behind it
# perhaps the control's: "Finding 3 (AC-07(b)). ...".
_LISTED = re.compile(
    r"(?:exception|deviation|finding|note|footnote)s?\s*(?:no\.?|number|#)?\s*\(?(\d{1,3})\)?\s*"
    r"(?:\([A-Z][\w.-]{0,12}\d[\w.-]{0,6}(?:\(\w{1,2}\))?\)\s*)?(?:[:.\u2013\u2014-]|$)",
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
_FEW_WORDS = 12
_BARE = re.compile(
    r"(?:(?:an?|the|is|was|were|exceptions?|deviations?|findings?|failures?|failed|unsatisfactory|ineffective|noted|observed|identified|found"
    r"|reported|see|refer(?:red)?|ref|reference|to|in|for|of|appendix|annex|note|section|page|item|table|control|below"
    r"|above|no|number|details?|described|description|[a-z]|[ivx]+|[a-z]{1,4}-\d{1,3}|\d+)(?!\w)|\W)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Listed:
    """What a table or a paragraph tells under a number: of an exception, or a note that may say anything."""

    lines: list[Line]
    exception: bool


Numbered = dict[str, Listed]
"""What is listed, by its number or letter in the report, in lower case."""


def numbered(summaries: Iterable[Table], blocks: Iterable[Block], known: Collection[str]) -> Numbered:
    """The exceptions that tables and paragraphs list by number; `known` are the controls' ids, which are none."""
    found: Numbered = {}
    for table in summaries:
        responses = _responses(table)
        for row in table.rows[table.header :]:
            named = [label for cell in row.cells[:2] if (label := _label(cell.text))]
            labels = [label for label in named if label.isdigit() or normal_id(label) not in known]
            words = words_of(row, responses)
            if labels and words:
                found.setdefault(labels[0], Listed(words, exception=True))
    last: str | None = None
    exception = False
    for block in blocks:
        listed = _LISTED.match(block.text)
        if listed:
            last, exception = listed[1], _TELLS_EXCEPTION.match(block.text) is not None
            words, _ = without_response(after_label(block.lines, listed.group()))
            if words and not _is_title(words, known):
                found.setdefault(last, Listed(words, exception))
        elif last is not None and last not in found and block.kind is not BlockKind.HEADING:
            labelled = label_of(block.text)
            words = after_label(block.lines, labelled[1]) if labelled else list(block.lines)
            found[last] = Listed(words, exception)
            last = None
    return found


def tells_by_number(text: str) -> bool:
    """Whether a paragraph begins what is told under a number: "Note 3: For 1 of 5 ...", "Exception 2 - CC6.2"."""
    return _LISTED.match(text) is not None


def _is_title(lines: Sequence[Line], known: Collection[str]) -> bool:
    """Whether words behind "Exception 1 -" only name what it is of: "CC6.2 (EN-21)"."""
    words = " ".join(line.text for line in lines)
    left = [word for word in words.split() if normal_id(word.strip("()[],;:")) not in known]
    return not any(map(str.isalpha, " ".join(left))) or criteria_ids.is_list(" ".join(left).strip("()[] "))


def lists_exceptions(table: Table) -> bool:
    """Whether a table only tells of exceptions: "No. | Control | Exception | Response", no tests."""
    roles = {column_role(cell.text) for row in table.rows[: table.header] for cell in row.cells}
    names = "".join(word for row in table.rows[: table.header] for cell in row.cells for word in cell.text.split())
    return ColumnRole.RESULT in roles and ColumnRole.TEST not in roles and _TELLS_EXCEPTION.search(names) is not None


def _responses(table: Table) -> set[int]:
    """The columns of management's responses."""
    cells = (cell for row in table.rows[: table.header] for cell in row.cells)
    return {cell.column for cell in cells if column_role(cell.text) is ColumnRole.RESPONSE}


def _label(text: str) -> str | None:
    bare = text.strip()
    squeezed = "".join(bare.split()) if bare[:1].isalpha() and bare[-1:].isdigit() else ""  # "Exceptio" above "n 1"
    match = _LABEL.fullmatch(bare) or _LABEL.fullmatch(squeezed)
    return match[1].lower() if match else None


def words_of(row: Row, responses: Collection[int] = ()) -> list[Line]:
    """The cell that describes the exception: the last prose, but for management's response."""
    prose = [
        cell
        for cell in row.cells
        if cell.column not in responses
        and _label(cell.text) is None
        and not control_ids.looks_like_id(cell.text)
        and not criteria_ids.is_list(cell.text)
        and len(cell.text.split()) > 3
    ]
    return list(prose[-1].lines) if prose else []


def named_in(reference: str) -> tuple[str, bool] | None:
    """What a reference names, and whether as an exception: ("2", True) of "exception 2", None of "cc6.2.3"."""
    match = _NAMED.match(reference)
    return (match[2].lower(), bool(_TELLS_EXCEPTION.match(match[1]))) if match else None


def pointed_to(result: str) -> str | None:
    """What an exception's words point to for its detail: "4" of "Exception observed. Refer Note 4."."""
    if _CODE.fullmatch(result):
        return result.lower()
    match = _POINTS.search(result) if len(result.split()) < _FEW_WORDS else None
    if match is None and is_bare(result):
        match = next(reversed(list(_NAMED.finditer(result))), None)
        return match[2].lower() if match else None
    return match[1] if match else None


def is_bare(description: str) -> bool:
    """Whether a description says no more than that there is an exception, and perhaps where it is told."""
    return _BARE.fullmatch(description.strip()) is not None


def points_away(result: str) -> bool:
    """Whether an exception's words only point to where it is described: "Exception noted. Refer to Section V."."""
    return len(result.split()) <= _MOST_WORDS and _AWAY.fullmatch(result.strip()) is not None


def described(description: str, words: str) -> str:
    """The words of an exception, behind those of its row where these are a sentence: "Exception noted. For 2 ..."."""
    says = description.endswith(".") and not points_away(description)
    return f"{description} {words}" if says else words
