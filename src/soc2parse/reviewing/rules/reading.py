"""What the reading of the PDF left open: gaps that a person has to close with the report in hand."""

from __future__ import annotations

from soc2parse.report import Issue
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Weight
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import Severity

# Issues that a rule of their own puts into words, with evidence.
_OWN_RULE = frozenset(
    {
        "assertion_not_found",
        "auditor_not_found",
        "categories_not_found",
        "criteria_set_not_found",
        "cuecs_not_found",
        "draft",
        "opinion_not_found",
        "opinion_not_read",
        "outcome_not_read",
        "period_not_found",
        "placeholder",
        "sample",
        "signed_before_period_end",
        "subservice_not_found",
    }
)
# Warnings behind which an exception, a page or another period may hide.
_WEIGHTY = ("disagree", "unaccounted", "unreadable", "response_without_exception", "outcome_uncertain")


def left_open(case: Case) -> Raising:
    """An error or a warning of the reading that no other rule speaks of."""
    for number, issue in enumerate(case.report.issues, 1):
        if issue.severity is Severity.INFO or issue.code in _OWN_RULE:
            continue
        page = f" (page {issue.page})" if issue.page else ""
        yield Raised(
            _weight(issue),
            f"Not read with certainty: {issue.message}{page}",
            looked_in=f"{issue.field.replace('_', ' ')}{page}",
            key=f"{issue.code}-{number}",
        )


def _weight(issue: Issue) -> Weight:
    if issue.severity is Severity.ERROR:
        return Weight.HIGH
    return Weight.MEDIUM if any(part in issue.code for part in _WEIGHTY) else Weight.LOW


RULES = (
    Rule(
        "reading-issue",
        left_open,
        "the reading left something open: an error (high), a warning behind which an exception, a page or another "
        "period may hide (medium), another warning (low)",
        "A gap in the reading is yours to close with the report in hand.",
    ),
)
