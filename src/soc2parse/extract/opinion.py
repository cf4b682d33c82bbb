"""The auditor's opinion: its kind, its three parts, its basis, and the paragraphs that go with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from soc2parse.extract.audit_paragraphs import (
    OPINION_KINDS,
    RESTRICTED,
    AuditReport,
    Paragraph,
    main_report,
    modified_heading,
)
from soc2parse.extract.found import Found, error, sources_of, warning
from soc2parse.extract.period import report_type
from soc2parse.language.criteria_ids import find as find_criteria
from soc2parse.language.loose import Told, loose
from soc2parse.language.opinions import OPINION, OpinionReading, read_opinion
from soc2parse.reading.page import name_pages
from soc2parse.report import Issue, Opinion, normal_id
from soc2parse.sections import Role, Sections
from soc2parse.terms import OpinionKind, ReportType

_STANDARDS = (
    (
        "AICPA attestation standards",
        "at",
        (
            r"(attestation standards .{0,60}(established|issued) by the (american institute of certified public "
            r"accountants|aicpa))|AT-?C (section )?\d{3}"
        ),
    ),
    ("AT-C section 105", "105", r"AT-?C (section|sec\.?|§)? ?105"),
    ("AT-C section 205", "205", r"AT-?C .{0,60}\b205\b"),
    ("AT section 101", "101", r"\bAT (section|sec\.?) 101\b"),
    ("SSAE 18", "18", r"(SSAE|statement on standards for attestation engagements) (no\. ?|number )?18"),
    ("SSAE 21", "21", r"(SSAE|statement on standards for attestation engagements) (no\. ?|number )?21"),
    ("ISAE 3000", "3000", r"\bISAE ?\)? ?3000|assurance engagements \(?ISAE\)? 3000"),
    ("CSAE 3000", "csae", r"\bCSAE ?\)? ?3000"),
    ("ASAE 3000", "asae", r"\bASAE ?\)? ?3000"),
    ("ASAE 3150", "3150", r"\bASAE ?\)? ?3150"),
    ("HKSAE 3000", "hksae", r"\bHKSAE ?\)? ?3000"),
)
STANDARDS = tuple((name, Told(loose(wording), word)) for name, word, wording in _STANDARDS)
_NON_OCCURRENCE = loose(
    r"(did not (occur|operate|arise|take place)|no (instances?|events?|occurrences?|circumstances?|incidents?|"
    r"transactions?) .{0,120}(occur|requir|warrant|trigger)"
    r"|not (operate|occur) during).{0,400}(not (tested|test|perform|evaluate|express|determine|able)|no tests?|"
    r"could not|unable)"
    r"|(not|no) (test|perform)\w* .{0,200}operating effectiveness .{0,200}(did not (occur|operate)|no "
    r"(instances?|events?|occurrences?))"
)
_ENUMERATOR = re.compile(r"^\s*(?:\(?(?:[a-h]|[ivx]{1,4}|\d)[.)]|[•●▪◦‣■□·–—-])\s+(?=\S)", re.IGNORECASE)
_NOT_MODIFIED = loose(r"opinion is not (modified|qualified)")
# "(control AC-02)", "controls AC-02 and AC-05": the ids that follow the word, one after another.
_CONTROL_WORD = re.compile(r"\bcontrols?\s+(?:activit(?:y|ies)\s+)?(?:no\.?|nos\.?|numbers?|ids?)?\s*:?\s*")
_NEXT_ID = re.compile(r"[A-Z]{1,8}\s[-–]\s\d[\w.]*|#?(?=[\w.\-]*\d)[A-Z\d][\w.\-]*(?:\s[-–]\s\d[\w.]*|\s\d[\w.\-]*)?")
_BETWEEN = re.compile(r"\s?,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s?;\s*")
_ID = re.compile(r"[A-Z][\w]*(?:[-. ]\d[\w.\-]*|\d[\w.\-]*)|\d+(?:\.\d+)+")


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Read the opinion paragraph of the auditor's report and what surrounds it."""
    report = main_report(sections)
    if report is None or report.opinion is None:
        yield _not_found(sections, report)
        return
    reading = read_opinion(
        [block.text for block in report.opinion.blocks],
        heading=modified_heading(report),
        basis=report.basis.text if report.basis else "",
        engaged=report.engaged,
    )
    kind = report_type(sections)
    if _unfinished(reading, kind, report.opinion.text):
        reading = replace(reading, kind=None, doubts=(*reading.doubts, "its last part was not found"))
    opinion = _record(sections, report, reading, kind)
    yield Found("opinion", opinion)
    page = report.opinion.blocks[0].page
    if reading.kind is None:
        reason = "; ".join(reading.doubts) or "its words are not known"
        yield error("opinion_not_read", "opinion.kind", f"The opinion could not be read: {reason}.", page)
    if reading.kind or reading.description or reading.design:
        yield from _doubts(opinion, kind, reading.doubts if reading.kind else (), page)
    yield from _gaps(sections, opinion, page)


def _unfinished(reading: OpinionReading, kind: ReportType | None, text: str) -> bool:
    """Whether an opinion that reads clean lacks a part: what was not read may be what is modified."""
    if reading.kind is not OpinionKind.UNQUALIFIED:
        return False
    lacking = kind is ReportType.TYPE_2 and reading.operating is None
    return lacking or text.rstrip().endswith((";", " and", ",", ":"))


def _record(sections: Sections, report: AuditReport, reading: OpinionReading, kind: ReportType | None) -> Opinion:
    passage, basis = report.opinion, report.basis
    modified = reading.kind not in (OpinionKind.UNQUALIFIED, None)
    basis_text = basis.text if basis else passage.text if passage and modified else ""
    body = " ".join(block.text for block in report.section.blocks)
    return Opinion(
        kind=reading.kind,
        description=reading.description,
        design=reading.design,
        operating_effectiveness=None if kind is ReportType.TYPE_1 else reading.operating,
        basis=basis.text if basis else None,
        affected_criteria=find_criteria(basis_text) if modified else (),
        affected_controls=_controls(sections, basis_text) if modified else (),
        emphasis=_emphasis(report),
        non_occurrence=_non_occurrence(report),
        standards=tuple(name for name, wording in STANDARDS if wording.search(body)),
        restricted_use=True if RESTRICTED.search(body) else None,
        text=_wording(passage) if passage else "",
        sources=sources_of([*(basis.lines if basis else ()), *(passage.lines if passage else ())]),
    )


def _wording(passage: Paragraph) -> str:
    """The opinion as prose, without enumerators; from its own sentence on, where it stands inside another paragraph."""
    text = " ".join(_ENUMERATOR.sub("", block.text) for block in passage.blocks)[passage.run_in :]
    hit = OPINION.search(text)
    if passage.kind in OPINION_KINDS or hit is None:
        return text
    stops = [stop.end() for stop in re.finditer(r"[a-z)]\.\s+", text[: hit.start()])]
    return text[stops[-1] :] if stops else text


def _emphasis(report: AuditReport) -> tuple[str, ...]:
    found = [paragraph.text for paragraph in report.of("emphasis") if paragraph.blocks]
    for paragraph in report.paragraphs:
        if paragraph.kind in ("emphasis", "non_occurrence"):
            continue
        found += [block.text for block in paragraph.blocks if _NOT_MODIFIED.search(block.text)]
    return tuple(found)


def _non_occurrence(report: AuditReport) -> tuple[str, ...]:
    found = [paragraph.text for paragraph in report.of("non_occurrence") if paragraph.blocks]
    for paragraph in report.paragraphs:
        if paragraph.kind == "non_occurrence" or paragraph.kind in OPINION_KINDS:
            continue
        found += [block.text for block in paragraph.blocks if _NON_OCCURRENCE.search(block.text)]
    return tuple(found)


def _controls(sections: Sections, text: str) -> tuple[str, ...]:
    """The controls that the basis names: ids that the tables of tests print, or that follow the word "control"."""
    known = {}
    for section in sections.of(Role.TESTS, Role.DESCRIPTION):
        for table in section.tables:
            for row in table.rows:
                for cell in row.cells[:3]:
                    if len(cell.text) <= 20 and any(c.isdigit() for c in cell.text):
                        known[normal_id(cell.text)] = cell.text.strip(" .:")
    criteria = {normal_id(criterion) for criterion in find_criteria(text)}
    named = _named_controls(text)
    found: list[str] = []
    seen: set[str] = set()
    for token in (*named, *(hit.group() for hit in _ID.finditer(text))):
        normal = normal_id(token)
        taken = any(normal in each for each in seen)
        if normal and not taken and normal not in criteria and (normal in known or token in named):
            seen.add(normal)
            found.append(known.get(normal, token.strip(" ,;").rstrip(".-")))
    return tuple(found)


def _named_controls(text: str) -> list[str]:
    named: list[str] = []
    for word in _CONTROL_WORD.finditer(text):
        place = word.end()
        while (token := _NEXT_ID.match(text, place)) is not None:
            named.append(token.group())
            between = _BETWEEN.match(text, token.end())
            if between is None:
                break
            place = between.end()
    return named


def _doubts(opinion: Opinion, kind: ReportType | None, doubts: tuple[str, ...], page: int) -> Iterator[Issue]:
    for doubt in doubts:
        yield error("opinion_doubtful", "opinion", f"The opinion could not be read with certainty: {doubt}.", page)
    parts = {"description": opinion.description, "design": opinion.design}
    if kind is not ReportType.TYPE_1:
        parts["operating_effectiveness"] = opinion.operating_effectiveness
    for name, part in parts.items():
        if part is None:
            yield error(
                "opinion_part_not_read", f"opinion.{name}", f"The opinion's part on {name} could not be read.", page
            )


def _gaps(sections: Sections, opinion: Opinion, page: int) -> Iterator[Issue]:
    modified = opinion.kind not in (OpinionKind.UNQUALIFIED, None)
    if modified and opinion.basis is None:
        yield warning(
            "basis_not_found", "opinion.basis", "The opinion is modified, but no basis paragraph was found.", page
        )
    if opinion.restricted_use is None:
        yield warning(
            "restricted_use_not_found", "opinion.restricted_use", "No paragraph on restricted use was found.", page
        )
    unread = sections.unreadable_in(Role.AUDITOR_REPORT)
    if unread:
        yield error(
            "pages_unreadable", "opinion", f"{name_pages(unread)} of the auditor's report can't be read.", unread[0]
        )


def _not_found(sections: Sections, report: AuditReport | None) -> Issue:
    unread = sections.unreadable_in(Role.AUDITOR_REPORT) or (sections.unreadable if report is None else ())
    if unread:
        message = f"No opinion was found; {name_pages(unread)} can't be read."
    elif report is None:
        message = "No auditor's report was found."
    else:
        message = "The auditor's report has no opinion paragraph that could be read."
    page = unread[0] if unread else report.section.first_page if report else None
    return error("opinion_not_found", "opinion", message, page)
