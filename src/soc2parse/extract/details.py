"""What an exception's row leaves to another place: "Finding 4 - Control AC-33" and, below it, the auditor's words.

Read only for exceptions whose own row says no more than that there is one ("✗", "Exception noted", "See Appendix B").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soc2parse.extract.controls import Controls
from soc2parse.extract.found import sources_of
from soc2parse.extract.printing import after_label, text_of
from soc2parse.extract.references import described, is_bare, points_away
from soc2parse.extract.responses import behind_ids, control_ids_in, labelled_parts
from soc2parse.language import counts, outcomes
from soc2parse.language.columns import ColumnRole
from soc2parse.language.labels import Label, label_of
from soc2parse.language.wording import sentences
from soc2parse.layout.element import Block, BlockKind, Line
from soc2parse.report import ReportedException, normal_id
from soc2parse.sections import Role, Section, Sections

_TITLE_WORDS = 12
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
    if not any(map(says_nothing, records)):
        return list(records)
    known = {normal_id(control.id): control.id for control in controls.records if control.id}
    parts = sections.of(Role.TESTS, Role.APPENDIX)
    details = [detail for part in parts for detail in _details(part, known)]
    told = [_told(record, details) for record in records]
    opinion = [detail for part in sections.of(Role.AUDITOR_REPORT) for detail in _sentences(part, known)]
    return [_told(record, opinion) for record in told]


def _told(record: ReportedException, details: Sequence[Detail]) -> ReportedException:
    own = [detail for detail in details if detail.control == record.control_id]
    if len(own) != 1 or not says_nothing(record):
        return record
    words = text_of(list(own[0].lines))
    stated = counts.read(words)
    return record.model_copy(
        update={
            "description": described(record.description, words),
            "deviations": stated.deviations or None,
            "sample_size": stated.size,
            "population": stated.population,
            "sources": (*record.sources, *sources_of(own[0].lines)),
        }
    )


def says_nothing(record: ReportedException) -> bool:
    """Whether an exception's row tells no more than that there is one, or only points elsewhere."""
    return is_bare(record.description) or points_away(record.description)


def _sentences(part: Section, known: dict[str, str]) -> Iterator[Detail]:
    """Sentences of the basis for a modified opinion that name one control: "Control AC-04: For 2 of 25 ..."."""
    for block in part.blocks:
        for lines in _by_sentence(block):
            words = behind_ids(lines, known) or lines
            text = text_of(lines)
            names = control_ids_in(text, known)
            if len(names) == 1 and outcomes.is_exception(text_of(words)):
                yield Detail(names[0], tuple(words))


def _by_sentence(block: Block) -> Iterator[list[Line]]:
    """The lines of each sentence of a block."""
    words = [(line, word) for line in block.lines for word in line.words]
    text = " ".join(word.text for _, word in words)
    ends = [0]
    for sentence in sentences(text):
        end = text.index(sentence, ends[-1]) + len(sentence)
        if text[end - 1] != ";" and text[end : end + 1] != ";":
            ends.append(end)
    place = 0
    by_sentence: dict[int, list[Line]] = {}
    for line, word in words:
        held = by_sentence.setdefault(bisect_right(ends, place), [])
        if held and held[-1].page == line.page and held[-1].words[-1] in line.words:
            held[-1] = Line(line.page, (*held[-1].words, word), line.ocr)
        else:
            held.append(Line(line.page, (word,), line.ocr))
        place += len(word.text) + 1
    yield from by_sentence.values()


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
            behind = behind_ids(lines, known)
            if behind and outcomes.is_exception(text_of(behind)):
                yield Detail(control_ids_in(text_of(lines), known)[0], tuple(behind))
                control = None
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
