"""What the description says of incidents and of changes in the period."""

from __future__ import annotations

from soc2parse.report import Statement
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Evidence, Weight, cite
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import SectionKind, StatementStatus


def _evidence(case: Case, statement: Statement) -> tuple[Evidence, ...]:
    description = case.report.system_description
    return cite(statement.sources) or cite(description.sources if description else ())


def incidents(case: Case) -> Raising:
    """Incidents are described, or nothing is said of them."""
    description = case.report.system_description
    if description is None:
        return
    statement = description.incidents
    if statement.status is StatementStatus.FOUND:
        yield Raised(
            Weight.MEDIUM,
            f"The description tells of incidents: “{statement.text}”",
            _evidence(case, statement),
            question="Which customers and data did the incidents in your report concern, and what has changed since?",
            key="described",
        )
    elif statement.status is StatementStatus.NOT_FOUND:
        yield Raised(
            Weight.LOW,
            "Nothing was found on incidents in the period, neither that there were some nor that there were none.",
            looked_in=case.looked(SectionKind.SYSTEM_DESCRIPTION),
            question="Were there security incidents in the period of the report, or since?",
            key="silent",
        )


def changes(case: Case) -> Raising:
    """Changes of the system are described or, in a type 2, nothing is said of them."""
    description = case.report.system_description
    if description is None:
        return
    statement = description.changes
    if statement.status is StatementStatus.FOUND:
        yield Raised(
            Weight.LOW,
            f"The description tells of changes in the period: “{statement.text}”",
            _evidence(case, statement),
            question="Did the changes in your report's period alter where or how our data are handled?",
            key="described",
        )
    elif statement.status is StatementStatus.NOT_FOUND and case.is_type_2:
        yield Raised(
            Weight.LOW,
            "Nothing was found on significant changes in the period, neither some nor none.",
            looked_in=case.looked(SectionKind.SYSTEM_DESCRIPTION),
            question="Were there significant changes of your system in the period of the report?",
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
