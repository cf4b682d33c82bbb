"""What the description says of incidents and of changes in the period."""

from __future__ import annotations

from soc2parse.report import Statement
from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Weight
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import SectionKind, StatementStatus


def incidents(case: Case) -> Raising:
    """Incidents are described, or nothing is said of them."""
    if description := case.report.system_description:
        yield from _told(
            case,
            description.incidents,
            "incidents",
            Weight.MEDIUM,
            "Which customers and data did the incidents in your report concern, and what has changed since?",
            "Were there security incidents in the period of the report, or since?",
        )


def changes(case: Case) -> Raising:
    """Changes of the system are described or, in a type 2, nothing is said of them."""
    description = case.report.system_description
    if description and (case.is_type_2 or description.changes.status is StatementStatus.FOUND):
        yield from _told(
            case,
            description.changes,
            "changes",
            Weight.LOW,
            "Did the changes in your report's period alter where or how our data are handled?",
            "Were there significant changes of your system in the period of the report?",
        )


def _told(case: Case, statement: Statement, what: str, weight: Weight, ask: str, ask_whether: str) -> Raising:
    if statement.status is StatementStatus.FOUND:
        yield Raised(
            weight,
            f"The description tells of {what}: “{statement.text}”",
            case.described(statement.sources),
            ask=Ask(ask),
            key="described",
        )
    elif statement.status is StatementStatus.NOT_FOUND:
        yield Raised(
            Weight.LOW,
            f"Nothing was found on {what} in the period, neither that there were some nor that there were none.",
            looked_in=case.looked(SectionKind.SYSTEM_DESCRIPTION),
            ask=Ask(ask_whether),
            key="silent",
        )


RULES = (
    Rule(
        "incidents",
        incidents,
        "the description tells of incidents, or says nothing about them",
        "Management must describe incidents that came from failed controls or broke commitments.",
    ),
    Rule(
        "changes",
        changes,
        "the description tells of changes or, in a type 2, says nothing about them",
        "A system that changed within the period may differ from the one that you use.",
    ),
)
