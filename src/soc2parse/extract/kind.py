"""What the document is: a SOC 2 report, or something that only speaks of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from soc2parse.errors import NotSoc2Error
from soc2parse.extract.audit_paragraphs import EXAMINED, audit_reports
from soc2parse.extract.found import error, warning
from soc2parse.language.documents import (
    CATEGORY,
    DRAFT,
    OTHERS,
    SAMPLE,
    SOC1,
    SOC2,
    TRUST_SERVICES,
    OtherDocument,
    cites_criteria,
    examined_object,
    has_open_point,
    placeholders,
)
from soc2parse.language.openings import OPENINGS, is_result_table
from soc2parse.language.opinions import OPINION
from soc2parse.report import Issue
from soc2parse.sections import Role, Sections

_TITLE_CHARS = 1800
_BODY_CHARS = 150_000
_LONGEST_REPORT = 5  # pages between the auditor's first sentence and his opinion


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a SOC 2 report: each a fact about the document's own words."""

    title: str
    body: str
    examined: str
    opinion: bool
    assertion: bool
    trust_services: bool
    tables: bool


def check(sections: Sections) -> Iterator[Issue]:
    """Raise `NotSoc2Error` for another document; give what is to be known of a draft, a sample or an unreadable report.

    A report needs an auditor's sentence on what was examined (or management's assertion, where the auditor's pages
    can't be read) and the trust services criteria.
    """
    evidence = _evidence(sections)
    if not evidence.body.strip():
        return iter([error("no_text", "document", "No page has text that could be read.")])
    report = _is_report(evidence, sections)
    other = _other(evidence, report=report)
    if other is not None:
        raise NotSoc2Error(other.name, other.evidence)
    return iter(list(_notes(evidence, sections)))


def _evidence(sections: Sections) -> _Evidence:
    blocks = [block for part in sections.parts for block in part.blocks]
    title = " ".join(block.text for block in blocks[:60])[:_TITLE_CHARS]
    body = " ".join(block.text for block in blocks)[:_BODY_CHARS]
    sentences = [
        block.text
        for section in sections.of(Role.AUDITOR_REPORT)
        for block in section.blocks
        if EXAMINED.search(block.text)
    ]
    on_description = [text for text in sentences if examined_object(text) == "description"]
    examined = next(iter([*on_description, *sentences]), "")
    assertion = any(
        OPENINGS["assertion"].search(block.text) for part in sections.of(Role.ASSERTION) for block in part.blocks[:25]
    )
    cells = " ".join(line.text for part in sections.parts[:3] for table in part.tables[:3] for line in table.lines)[
        :_TITLE_CHARS
    ]
    return _Evidence(
        title=f"{title} {cells}" if len(title) < 500 else title,
        body=body,
        examined=examined,
        opinion=any(report.opinion is not None for report in audit_reports(sections)),
        assertion=assertion,
        trust_services=TRUST_SERVICES.search(body) is not None
        or (SOC2.search(body) is not None and (CATEGORY.search(body) is not None or cites_criteria(body))),
        tables=any(is_result_table(table) for part in sections.of(Role.TESTS) for table in part.tables),
    )


def _is_report(evidence: _Evidence, sections: Sections) -> bool:
    """Whether the document itself examines, concludes or asserts on the criteria; to name such a report is no proof."""
    if not evidence.trust_services:
        return False
    if evidence.examined and (evidence.opinion or evidence.assertion or evidence.tables):
        return True
    if evidence.assertion and (evidence.tables or sections.of(Role.DESCRIPTION)):
        return True
    if evidence.opinion and re.search(r"\bdescription\b", evidence.body):
        return True
    unread = len(sections.unreadable)
    return unread > 0 and (evidence.assertion or evidence.tables or bool(sections.of(Role.DESCRIPTION)))


def _other(evidence: _Evidence, *, report: bool) -> OtherDocument | None:
    """The other document that this one is, by its title and by what it says of itself; None for a SOC 2 report."""
    if evidence.examined and examined_object(evidence.examined) == "assertion":
        return OtherDocument("a SOC 3 report", "the auditor examined an assertion, not a description")
    if evidence.examined and not evidence.trust_services and SOC1.search(evidence.body):
        return OtherDocument("a SOC 1 report", "it speaks of control objectives and of financial reporting")
    left_open = placeholders(evidence.body)
    if len({text.lower() for text in left_open}) >= 2 and len(left_open) >= 4:
        return OtherDocument("an unfilled template", f"placeholders such as {left_open[0]!r}")
    others = [other for other in OTHERS if other.overrides or not report]
    found = [(place, other) for other in others if (place := other.place(evidence.title, evidence.body)) is not None]
    if report:
        return found[0][1] if found else None
    if found:
        return min(found, key=lambda each: (each[1].vague, each[0]))[1]
    if not evidence.trust_services:
        return OtherDocument("another document", "nothing in it refers to the trust services criteria")
    return OtherDocument("a document about SOC 2", "no auditor's report and no assertion by management in it")


def _notes(evidence: _Evidence, sections: Sections) -> Iterator[Issue]:
    furniture = " ".join({line.text for line in sections.furniture})
    if hit := DRAFT.search(f"{evidence.title} {furniture}"):
        yield warning("draft", "document", f"The document calls itself a draft: {hit.group().strip()!r}.")
    if hit := SAMPLE.search(f"{evidence.title} {furniture} {evidence.examined}"):
        yield warning("sample", "document", f"The document looks like a sample: {hit.group().strip()!r}.")
    if placeholders(evidence.body) or has_open_point(evidence.body):
        yield warning("placeholder", "document", "The document holds placeholders that were not filled in.")
    yield from _other_reports(sections)
    if not evidence.examined:
        yield error("auditor_report_not_found", "opinion", "No auditor's report that could be read is in the document.")


def _other_reports(sections: Sections) -> Iterator[Issue]:
    """An error where "We have examined ..." and "In our opinion, ..." come once more, far behind the first."""
    blocks = [block for part in sections.parts for block in part.blocks]
    opinions = [block.page for block in blocks if OPINION.search(block.text)]
    if not opinions or max(opinions) - min(opinions) <= _LONGEST_REPORT:
        return
    first: list[int] = []
    for page in sorted({block.page for block in blocks if EXAMINED.search(block.text)}):
        concludes = any(page <= opinion <= page + _LONGEST_REPORT for opinion in opinions)
        if concludes and (not first or page - first[-1] > _LONGEST_REPORT):
            first.append(page)
    if len(first) > 1:
        pages = " and ".join(map(str, first))
        message = (
            f"The file holds more than one auditor's report (pages {pages}): what was read may mix them. Split it."
        )
        yield error("several_reports", "document", message, first[1])
