"""What an exception's row leaves to another place: "Finding 4 - Control AC-33" and, below it, the auditor's words.

Read only for exceptions whose own row says no more than that there is one ("✗", "Exception noted", "See Appendix B").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soc2parse.extract.controls import Controls
from soc2parse.extract.found import sources_of
from soc2parse.extract.printing import after_label, text_of
from soc2parse.extract.responses import control_ids_in, labelled_parts
from soc2parse.language import counts
from soc2parse.language.columns import ColumnRole
from soc2parse.language.labels import Label, label_of
from soc2parse.layout.element import Block, BlockKind, Line
from soc2parse.report import ReportedException, normal_id
from soc2parse.sections import Role, Section, Sections

_TITLE_WORDS = 12
_BARE = re.compile(
    r"(?:(?:an?|the|is|was|were|exceptions?|deviations?|findings?|failures?|failed|noted|observed|identified|found"
    r"|reported|see|refer(?:red)?|to|in|for|of|appendix|annex|note|section|page|control|below|above|no|number|details?"
    r"|described|description|[a-z]|[ivx]+|\d+)(?!\w)|\W)+",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:exception|deviation|finding|observation|control|note)s?\b", re.IGNORECASE)
_CONTROL = re.compile(r"\bcontrols?\s+(?:no\.?\s*|#\s*|id\s*)?([\w.-]*\d[\w.-]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Detail:
    """The words under a title that names a control."""

    control: str
    lines: tuple[Line, ...]


def join(records: Sequence[ReportedException], sections: Sections, controls: Controls) -> list[ReportedException]:
    """The exceptions, a bare one with the words that stand under its control's title elsewhere.

    Management's part of the report is left out: it rewords.
    """
    if not any(is_bare(record.description) for record in records):
        return list(records)
    known = {normal_id(control.id): control.id for control in controls.records if control.id}
    parts = sections.of(Role.TESTS, Role.APPENDIX)
    details = [detail for part in parts for detail in _details(part, known)]
    return [_told(record, details) for record in records]


def is_bare(description: str) -> bool:
    """Whether a description says no more than that there is an exception, and perhaps where it is told."""
    return _BARE.fullmatch(description.strip()) is not None


def _told(record: ReportedException, details: Sequence[Detail]) -> ReportedException:
    own = [detail for detail in details if detail.control == record.control_id]
    if len(own) != 1 or not is_bare(record.description):
        return record
    words = text_of(list(own[0].lines))
    says = any(map(str.isalpha, record.description))
    stated = counts.read(words)
    return record.model_copy(
        update={
            "description": f"{record.description} {words}" if says else words,
            "deviations": stated.deviations or None,
            "sample_size": stated.size,
            "population": stated.population,
            "sources": (*record.sources, *sources_of(own[0].lines)),
        }
    )


def _details(part: Section, known: dict[str, str]) -> Iterator[Detail]:
    control: str | None = None
    for element in part.elements:
        if not isinstance(element, Block):
            control = None
            continue
        for lines in labelled_parts(element):
            named = _named(element, text_of(lines), known)
            if named:
                control = named
                continue
            label = label_of(text_of(lines))
            if control and (label is None or label[0] is Label.DETAIL) and element.kind is not BlockKind.HEADING:
                words = after_label(lines, label[1]) if label else lines
                yield Detail(control, tuple(words))
            if label is None or label[0] in (Label.DETAIL, ColumnRole.RESPONSE):
                control = None


def _named(block: Block, text: str, known: dict[str, str]) -> str | None:
    """The one control that a title names: "Finding 4 · Control 033 · CC8.1"."""
    if len(text.split()) > _TITLE_WORDS or text.rstrip().endswith(".") or not _TITLE.search(text):
        return None
    if block.kind is not BlockKind.HEADING and not all(line.bold for line in block.lines):
        return None
    names = control_ids_in(text, known)
    names += [known[token] for hit in _CONTROL.finditer(text) if (token := normal_id(hit[1])) in known]
    return names[0] if len(set(names)) == 1 else None
