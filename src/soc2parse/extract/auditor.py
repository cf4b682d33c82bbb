"""Who signed the opinion, where and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from soc2parse.extract.audit_paragraphs import EXAMINED, AuditReport, main_report
from soc2parse.extract.found import Found, error, sources_of, warning
from soc2parse.extract.organization import organization_name
from soc2parse.extract.signature import Signature, read_lines, read_signature
from soc2parse.language.dates import find_dates, find_spans
from soc2parse.language.headings import squeeze
from soc2parse.language.names import (
    has_legal_form,
    is_called_firm,
    is_firm,
    is_person,
    is_practice,
    place_in_address,
    place_of,
)
from soc2parse.layout.element import Line
from soc2parse.report import Auditor, Issue
from soc2parse.sections import Role, Sections

_PAGE_NUMBER = re.compile(r"\s+(?:page\s+)?\d{1,3}$", re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"\s*(?:to\b|dear\b|attn\b|attention\b|(?:the )?(?:board of|members|management|directors)\b)", re.IGNORECASE
)
_BY = re.compile(r"(?:prepared|issued|report|examined|audited|performed)\s+by\s*:?\s*(?P<firm>.+)$", re.IGNORECASE)
# "Hale & Pike LLP, Independent Service Auditors."
_CALLING = re.compile(r",\s+(?:the\s+)?independent(?:\s+service)?\s+auditors?\.?$", re.IGNORECASE)


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Read the signature under the auditor's report; the firm failing that from the letterhead or the cover."""
    report = main_report(sections)
    if report is None:
        yield error("auditor_not_found", "auditor", "No auditor's report was found, so its signature was not read.")
        return
    signature = read_signature(report.section)
    head = _letter_head(report)
    organization = squeeze(organization_name(sections) or "")
    firm, firm_lines, place = _firm(sections, signature, head, organization)
    signed_on = signature.signed_on or head.signed_on
    location = signature.location or head.location
    lines = [*signature.lines, *(firm_lines if place != "signature" else ())]
    if (signature.signed_on is None and head.signed_on) or (signature.location is None and head.location):
        lines = [*lines, *head.lines]
    if firm or signed_on or location:
        record = Auditor(firm=firm, location=location, signed_on=signed_on, sources=sources_of(lines))
        yield Found("auditor", record)
    yield from _gaps(report, firm, location, signed_on)
    if firm and place != "signature":
        yield warning(
            "auditor_not_in_signature", "auditor.firm", f"The firm was read from the {place}, not from a signature."
        )
    yield from _sanity(report, signed_on)


def _letter_head(report: AuditReport) -> Signature:
    """The lines above the examined sentence: some firms date their letter at its top, and place it beside the date.

    A place is the firm's only below its name, and above the addressee.
    """
    lines: list[Line] = []
    own = False
    addressed = False
    for block in report.section.blocks[:14]:
        if EXAMINED.search(block.text):
            break
        to = _ADDRESSEE.match(block.text) is not None
        addressed = addressed or to
        if to or (len(block.text) >= 90 and not any(is_firm(line.text) for line in block.lines)):
            continue
        for line in block.lines:
            own = own or is_firm(line.text)
            address = own and not addressed and (place_of(line.text) or place_in_address(line.text))
            if address or find_dates(line.text) or is_firm(line.text):
                lines.append(line)
    return read_lines([line for line in lines if line is not report.section.blocks[0].lines[0]])


def _firm(
    sections: Sections, signature: Signature, head: Signature, organization: str
) -> tuple[str | None, tuple[Line, ...], str]:
    """The firm's name, its lines, and where it was read."""
    if signature.name and signature.sure_name and squeeze(signature.name) != organization:
        return signature.name, signature.lines, "signature"
    if head.name and is_firm(head.name) and squeeze(head.name) != organization:
        return head.name, head.lines, "letterhead"
    running = {line: _PAGE_NUMBER.sub("", line.text.strip()) for line in sections.furniture if is_firm(line.text)}
    for text, _ in Counter(running.values()).most_common(3):
        if not _names(text, organization):
            return text, tuple(line for line, own in running.items() if own == text)[:1], "running header"
    for text, line in _on_cover(sections):
        if squeeze(text) != organization:
            return text, (line,), "cover"
    if signature.name and squeeze(signature.name) != organization and not _similar(signature.name, organization):
        return signature.name, signature.lines, "signature"
    return None, (), "signature"


def _on_cover(sections: Sections) -> Iterator[tuple[str, Line]]:
    """The firms before the first section: those that it says the report is by, then those with a legal form.

    A word alone is not enough: "Advisor Workbench" is what the report is about.
    """
    lines = [line for part in sections.of(Role.FRONT) for block in part.blocks for line in block.lines]
    for line in lines:
        by = _BY.search(line.text)
        if by and is_firm(by.group("firm")) and not is_person(by.group("firm")):
            yield _CALLING.sub("", by.group("firm").strip()), line
    for line in lines:
        text = _CALLING.sub("", line.text.strip())
        named = has_legal_form(text) or is_practice(text) or is_called_firm(text)
        if is_firm(text) and named and not is_person(text):
            yield text, line


def _names(text: str, organization: str) -> bool:
    """Whether a running line begins with the company: "Acme Cloud, Inc. Report of the Independent Auditor"."""
    return bool(organization) and squeeze(text).startswith(organization)


def _similar(name: str, organization: str) -> bool:
    short = squeeze(name)
    return bool(short and organization) and (short in organization or organization in short)


def _gaps(report: AuditReport, firm: str | None, location: str | None, signed_on: date | None) -> Iterator[Issue]:
    page = report.section.last_page
    for name, value in (("firm", firm), ("location", location), ("signed_on", signed_on)):
        if value is None:
            message = f"The signature under the auditor's report gives no {name.replace('_', ' ')} that could be read."
            yield warning(f"auditor_{name}_not_found", f"auditor.{name}", message, page)


def _sanity(report: AuditReport, signed_on: date | None) -> Iterator[Issue]:
    """A signature before the end of the period is a draft's or an error."""
    if signed_on is None or report.opinion is None:
        return
    ends = [span.end for span in find_spans(report.opinion.text) if span.end]
    if ends and signed_on < max(ends):
        message = f"The opinion is dated {signed_on}, before {max(ends)}, the end of what it covers."
        yield warning("signed_before_period_end", "auditor.signed_on", message, report.section.last_page)
