"""A PDF -> a bridge letter: who writes, on which report, for which time, and what is said to have changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from os import PathLike

from soc2parse.extract.found import sources_of
from soc2parse.language.dates import Span, SpanKind, find_dates, find_spans, tidy
from soc2parse.language.names import clean_name, is_firm, is_person
from soc2parse.language.sentences import sentences
from soc2parse.layout.document import lay_out
from soc2parse.layout.element import Block, BlockKind, Line
from soc2parse.reading.engines import read_pages
from soc2parse.reviewing.bridge import BridgeLetter

_MOST_PAGES = 5
_LONGEST_TITLE = 60
_ABOUT = re.compile(r"\bSOC\)?\s*2|service auditor|examination report", re.IGNORECASE)
_NEXT = re.compile(r"\bnext\b|\bwill (?:cover|be)\b|\bupcoming\b|\bforthcoming\b|\bfuture\b", re.IGNORECASE)
_BRIDGES = re.compile(
    r"bridge|gap letter|comfort letter|since|subsequent|after the (?:end|period)|to date", re.IGNORECASE
)
_NEGATED = re.compile(
    r"\bno\b(?: \w+){0,4} changes?\b|\bnot (?:been )?(?:aware of )?any(?: \w+){0,4} changes?\b|\bno knowledge of any\b"
    r"|\bnot (?:materially |significantly )?changed\b|\bwithout(?: \w+){0,2} changes?\b|\bno such changes?\b"
    r"|\bremain(?:s|ed)? (?:materially )?unchanged\b|\bnor (?:any|have)(?: \w+){0,4} change",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\bexcept(?:ion)?\b|\bother than\b|\bwith the following\b|\bapart from\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\bfollowing (?:material |significant )?changes?\b|\bchanges? (?:is|are|was|were|include[sd]?|described|listed)\b"
    r"|\b(?:was|were|has been|have been) (?:changed|migrated|replaced|moved|introduced|retired|acquired|relocated)\b",
    re.IGNORECASE,
)
_COVERS = re.compile(
    r"cover|bridge|gap|since|subsequent|for the period|from|between|through the date of this letter|until|to date",
    re.IGNORECASE,
)
_LISTS_CHANGES = re.compile(r"(?:changes?|following|during (?:that|this|the) (?:time|period)).{0,80}:$", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]+")
_TO_TODAY = re.compile(r"(?:date of|dated?) this letter|to (?:the present|date|today)|as of today", re.IGNORECASE)
_CLOSING = re.compile(
    r"^(?:sincerely|(?:best |kind |warm )?regards|respectfully|yours|signed|very truly)\b", re.IGNORECASE
)
_AUDITED_BY = re.compile(
    r"\b(?:by|from|with|engage[sd]?|auditor[s,]*)\s+((?:(?:[A-Z][\w&.’'-]*,?|&|and)\s+){1,6}?(?:LLP|LLC|PLLC|CPAs?|P\.?C\.?))"
)
_VENDOR = re.compile(
    r"((?:[A-Z][\w&.’'-]*,?\s+){0,5}[A-Z][\w&.’'-]*,?\s+"
    r"(?:Inc|LLC|Ltd|Corp|Corporation|Limited|GmbH|PLC|plc|B\.V|Pty|S\.A|Co)\b\.?)"
)


@dataclass(frozen=True)
class _Said:
    """A sentence of the letter and the lines of the paragraph that it stands in."""

    text: str
    lines: tuple[Line, ...]


def parse_bridge_letter(pdf: str | PathLike[str] | bytes, *, password: str | None = None) -> BridgeLetter:
    """Read a bridge (gap) letter: "... our SOC 2 report for the period ... no material changes since ...".

    What the letter does not say is None. ValueError for a document that does not speak of a SOC 2 report and of the
    time after it, or has more than five pages; `UnreadableError` where no text can be had.
    """
    read = read_pages(pdf, password=password)
    if len(read.pages) > _MOST_PAGES:
        raise ValueError(f"not a bridge letter: {len(read.pages)} pages")
    blocks = [element for element in lay_out(read.pages).elements if isinstance(element, Block)]
    said = [_Said(text, block.lines) for block in blocks for text in sentences(tidy(block.text))]
    if not any(_ABOUT.search(one.text) for one in said) or not any(_BRIDGES.search(one.text) for one in said):
        raise ValueError("not a bridge letter: it does not speak of a SOC 2 report and of the time after it")
    lines = [line for block in blocks for line in block.lines]
    signed_on, date_line = _letter_date(lines)
    report, report_said = _report_period(said)
    covers_from, covers_to, covers_said = _covered(said, report, signed_on)
    changes = [*_changes(said), *_listed_changes(blocks)]
    denied = [one for one in said if _NEGATED.search(one.text) and not _EXCEPT.search(one.text)]
    auditor = next((found[1] for one in said if (found := _AUDITED_BY.search(one.text))), None)
    used = [*report_said, *covers_said, *changes, *denied]
    places = [line for one in used for line in one.lines] + date_line
    return BridgeLetter(
        file_name=read.file_name,
        vendor=_vendor(said, lines, auditor),
        auditor=clean_name(auditor) if auditor else None,
        report_start=report.start if report else None,
        report_end=report.end if report else None,
        covers_from=covers_from,
        covers_to=covers_to,
        changes=" ".join(dict.fromkeys(one.text for one in changes)) or None,
        no_changes_stated=bool(denied),
        signer=_signer(lines),
        signed_on=signed_on,
        sources=sources_of(dict.fromkeys(places or lines[:1])),
    )


def _letter_date(lines: Sequence[Line]) -> tuple[date | None, list[Line]]:
    """The date that has a line for itself; the first of them."""
    for line in lines:
        dates = find_dates(line.text)
        if len(dates) == 1 and len(tidy(line.text)) - (dates[0].stop - dates[0].begin) <= len("Date: .."):
            return dates[0].day, [line]
    return None, []


def _report_period(said: Sequence[_Said]) -> tuple[Span | None, list[_Said]]:
    """The first period, or as-of date, in a sentence on the report."""
    for one in said:
        spans = [span for span in find_spans(one.text) if span.end and not span.problem]
        if spans and _ABOUT.search(one.text) and not _NEXT.search(one.text):
            return spans[0], [one]
    return None, []


def _covered(
    said: Sequence[_Said], report: Span | None, signed_on: date | None
) -> tuple[date | None, date | None, list[_Said]]:
    """The time that the letter speaks of: a period after the report's, or from its end to the letter's own date.

    Without the report's end nothing is told: the only period of a letter may be the report's.
    """
    if report is None or report.end is None:
        return None, None, []
    told = [one for one in said if not _NEXT.search(one.text)]
    for one in told:
        for span in find_spans(one.text):
            if span.kind is SpanKind.PERIOD and span.start and span.end and span.start > report.end:
                return span.start, span.end, [one]
    for one in told:
        if not _COVERS.search(one.text):
            continue
        if _TO_TODAY.search(one.text) and signed_on:
            return None, signed_on, [one]
        later = [dated.day for dated in find_dates(one.text) if dated.day and dated.day > report.end]
        if later:
            return None, max(later), [one]
    return None, None, []


def _changes(said: Sequence[_Said]) -> list[_Said]:
    """The sentences that state changes; "no changes, except for ..." states one."""
    return [
        one
        for one in said
        if (_NEGATED.search(one.text) and _EXCEPT.search(one.text))
        or (_CHANGED.search(one.text) and not _NEGATED.search(one.text))
    ]


def _listed_changes(blocks: Sequence[Block]) -> list[_Said]:
    """The items of a list that is announced as changes: "During that time: - the ticket system was replaced; ..."."""
    found: list[_Said] = []
    announced = False
    for block in blocks:
        if block.kind is not BlockKind.ITEM:
            announced = bool(_LISTS_CHANGES.search(block.text.strip()))
        elif announced and not _NEGATED.search(block.text):
            found.append(_Said(re.sub(r"[;,]?(?: and)?$", "", block.text.strip()) + ";", block.lines))
    return found


def _vendor(said: Sequence[_Said], lines: Sequence[Line], auditor: str | None) -> str | None:
    """The company that the letter names first, in full, and that is not the auditor."""
    for text in [one.text for one in said] + [line.text for line in lines]:
        for found in _VENDOR.finditer(text):
            name = clean_name(re.sub(r"^(?:The|At|To|For|Dear|From|By|Our)\s+", "", found[1]))
            if name and not (auditor and name in auditor) and not (is_firm(name) and not name.endswith("Inc.")):
                return name
    return None


def _signer(lines: Sequence[Line]) -> str | None:
    """The name under the closing words or above a title, with the title where there is one."""
    texts = [line.text.strip() for line in lines]
    for number, text in enumerate(texts):
        if _CLOSING.match(text):
            names = [under for under in texts[number + 1 : number + 6] if under and not find_dates(under)]
            names = [under for under in names if not _VENDOR.fullmatch(under)]
            if names:
                titled = next((under for under in names[1:3] if is_person(under)), None)
                return f"{names[0]}, {titled}" if titled else names[0]
    for name, title in pairwise(texts):
        if _NAME.fullmatch(name) and is_person(title) and len(title) < _LONGEST_TITLE:
            return f"{name}, {title}"
    return None
