"""A report as a small card for notebooks: what one would say about it in a breath, escaped."""

from __future__ import annotations

from collections import Counter
from html import escape

from soc2parse.report import Report, headline
from soc2parse.terms import Outcome, Severity

_STYLE = "border:1px solid #8888;border-radius:6px;padding:.6em .9em;max-width:46em"


def card(report: Report) -> str:
    """An HTML fragment: vendor, system, auditor, counts of outcomes, and counts of issues.

    Every word that comes from the report is escaped; no script, nothing fetched.
    """
    vendor, *facts = headline(report)
    rows = [
        ("Read", " · ".join(facts)),
        ("System", report.system_name),
        ("Auditor", report.auditor.firm if report.auditor else None),
        ("Categories", ", ".join(category.replace("_", " ") for category in report.categories) or None),
        ("Tests", _outcomes(report)),
        ("Look at", _issues(report)),
    ]
    cells = "".join(
        f'<tr><th scope="row" style="text-align:left;padding-right:1em;vertical-align:top">{label}</th>'
        f'<td style="text-align:left">{escape(value)}</td></tr>'
        for label, value in rows
        if value
    )
    return f'<div style="{_STYLE}"><strong>{escape(vendor)}</strong><table>{cells}</table></div>'


def _outcomes(report: Report) -> str:
    counts = Counter(result.outcome for result in report.testing_results)
    said = [f"{counts[outcome]} {outcome.replace('_', ' ')}" for outcome in Outcome if counts[outcome]]
    if counts[None]:
        said.append(f"{counts[None]} outcome not read")
    return ", ".join(said)


def _issues(report: Report) -> str:
    counts = Counter(issue.severity for issue in report.issues)
    return ", ".join(f"{counts[severity]} {severity}" for severity in Severity if counts[severity])
