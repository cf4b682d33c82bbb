"""A report and its review as sheets of rows: what a spreadsheet and CSV files are written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from soc2parse.export.rows import control_rows
from soc2parse.report import Report, Source, headline
from soc2parse.reviewing.finding import Evidence, Finding
from soc2parse.reviewing.result import Review

Value = str | int | float | None
Columns = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Sheet:
    """A name, columns with their widths in characters, and rows of plain values."""

    name: str
    columns: Columns
    rows: tuple[tuple[Value, ...], ...]


def sheets(report: Report, review: Review | None = None) -> tuple[Sheet, ...]:
    """Summary, Findings, Controls, Exceptions, CUECs, Subservice, Questions; Findings and Questions need a review."""
    found = [_summary(report, review)]
    if review:
        found.append(_findings(review.findings))
    found += [_controls(report), _exceptions(report), _cuecs(report, review), _subservice(report)]
    if review:
        found.append(_questions(review))
    return tuple(found)


def _pages(places: Iterable[Source | Evidence]) -> str:
    return ", ".join(str(page) for page in sorted({place.page for place in places}))


def _listed(items: Iterable[object]) -> str:
    return ", ".join(str(item) for item in items)


def _summary(report: Report, review: Review | None) -> Sheet:
    vendor, *facts = headline(report)
    organization = report.service_organization
    auditor, period, opinion = report.auditor, report.period, report.opinion
    rows: list[tuple[Value, ...]] = [
        ("Service organization", vendor, _pages(organization.sources if organization else ())),
        ("Read", " · ".join(facts), None),
        ("System", report.system_name, None),
        ("Period start", str(period.start) if period.start else None, _pages(period.sources)),
        ("Period end or as-of date", str(period.end) if period.end else None, _pages(period.sources)),
        ("Opinion", opinion.kind if opinion else None, _pages(opinion.sources if opinion else ())),
        ("Auditor", auditor.firm if auditor else None, _pages(auditor.sources if auditor else ())),
        ("Report dated", str(auditor.signed_on) if auditor and auditor.signed_on else None, None),
        ("Categories", _listed(report.categories), None),
        ("File", report.document.file_name, None),
        ("SHA-256", report.document.sha256, None),
    ]
    if review:
        rows += [("Reviewed as of", str(review.as_of), None), ("Profile", review.profile.name, None)]
        rows += [("Not covered", gap.statement, _pages(gap.evidence)) for gap in review.not_covered]
    rows += [("Reading issue", f"{issue.severity}: {issue.message}", str(issue.page or "")) for issue in report.issues]
    filled = tuple((label, value or "not read", pages) for label, value, pages in rows)
    return Sheet("Summary", (("What", 26), ("As read", 90), ("Pages", 12)), filled)


def _findings(findings: Iterable[Finding]) -> Sheet:
    columns: Columns = (("Severity", 10), ("Finding", 70), ("Why it matters", 50), ("Question", 60), ("Pages", 12))
    columns += (("Looked in", 30), ("Rule", 26), ("Id", 30))
    rows = tuple(
        (
            finding.severity,
            "\n".join((finding.statement, *(f"- {item.text}" for item in finding.items))),
            finding.why,
            finding.question,
            _pages(finding.evidence),
            finding.looked_in,
            finding.rule,
            finding.id,
        )
        for finding in findings
    )
    return Sheet("Findings", columns, rows)


def _controls(report: Report) -> Sheet:
    columns: Columns = (
        ("Control", 12),
        ("Text", 60),
        ("Criteria", 16),
        ("Tested under", 12),
        ("Procedure", 60),
        ("Methods", 16),
    )
    columns += (("Result", 40), ("Outcome", 16), ("Deviations", 11), ("Sample", 9), ("Population", 11), ("Pages", 9))
    return Sheet("Controls", columns, tuple(_control_lines(report)))


def _control_lines(report: Report) -> Iterator[tuple[Value, ...]]:
    for row in control_rows(report):
        start = (row.id, row.text, _listed(row.criteria))
        for test in row.tests:
            yield (
                *start,
                test.criterion,
                test.procedure,
                _listed(test.methods),
                test.result,
                test.outcome or "not read",
                test.sample.deviations,
                test.sample.size,
                test.sample.population,
                _pages((*row.sources, *test.sources)),
            )
        if not row.tests:
            yield (*start, None, None, None, None, "no test read", None, None, None, _pages(row.sources))


def _exceptions(report: Report) -> Sheet:
    columns: Columns = (("Control", 12), ("Criteria", 16), ("Description", 70), ("Deviations", 11), ("Sample", 9))
    columns += (("Population", 11), ("Management's response (not tested)", 60), ("Pages", 9))
    rows = tuple(
        (
            exception.control_id,
            _listed(exception.criteria),
            exception.description,
            exception.deviations,
            exception.sample_size,
            exception.population,
            exception.management_response,
            _pages(exception.sources),
        )
        for exception in report.exceptions
    )
    return Sheet("Exceptions", columns, rows)


def _cuecs(report: Report, review: Review | None) -> Sheet:
    columns: Columns = (("Id", 10), ("Kind", 8), ("Stem", 30), ("Duty", 70), ("Criteria", 16), ("Pages", 9))
    if review is None:
        plain = tuple(
            (cuec.id, cuec.kind, cuec.stem, cuec.text, _listed(cuec.criteria), _pages(cuec.sources))
            for cuec in report.cuecs
        )
        return Sheet("CUECs", columns, plain)
    columns += (
        ("Theme", 14),
        ("Owner", 18),
        ("Evidence to keep", 40),
        ("Own controls with like words", 50),
        ("Status", 10),
    )
    rows = tuple(
        (
            duty.id,
            duty.kind,
            duty.stem,
            duty.text,
            _listed(duty.criteria),
            _pages(duty.evidence),
            duty.theme,
            duty.owner,
            duty.evidence_to_keep,
            "; ".join(f"{match.id}: {match.text} (shares {_listed(match.shared_words)})" for match in duty.matches),
            duty.status,
        )
        for duty in review.duties
    )
    return Sheet("CUECs", columns, rows)


def _subservice(report: Report) -> Sheet:
    columns: Columns = (
        ("Organization", 28),
        ("Services", 36),
        ("Method", 12),
        ("Expected control", 70),
        ("Criteria", 16),
    )
    rows: list[tuple[Value, ...]] = []
    for organization in report.subservice_organizations:
        start = (organization.name or "not named", organization.services, organization.method or "not read")
        rows += [
            (*start, control.text, _listed(control.criteria), _pages(control.sources))
            for control in organization.controls
        ]
        if not organization.controls:
            rows.append((*start, None, None, _pages(organization.sources)))
    return Sheet("Subservice", (*columns, ("Pages", 9)), tuple(rows))


def _questions(review: Review) -> Sheet:
    columns: Columns = (("No.", 6), ("Question", 100), ("To look up in the report first", 14), ("Pages", 12))
    columns += (("From findings", 40), ("Answer", 60))
    rows = tuple(
        (
            number,
            question.text,
            "yes" if question.look_first else "no",
            _listed(question.pages),
            _listed(question.findings),
            None,
        )
        for number, question in enumerate(review.questions, 1)
    )
    return Sheet("Questions", columns, rows)
