"""All rules, in the order in which a reader would go through a report."""

from __future__ import annotations

from soc2parse.reviewing.profile import Thresholds
from soc2parse.reviewing.rules import (
    age,
    consistency,
    coverage,
    description,
    duties,
    exceptions,
    frequency,
    likeness,
    opinion,
    providers,
    quality,
    reading,
    residue,
    scope,
    testing,
)

RULES = (
    *opinion.RULES,
    *age.RULES,
    *coverage.RULES,
    *scope.RULES,
    *exceptions.RULES,
    *testing.RULES,
    *providers.RULES,
    *duties.RULES,
    *description.RULES,
    *consistency.RULES,
    *frequency.RULES,
    *residue.RULES,
    *quality.RULES,
    *likeness.RULES,
    *reading.RULES,
)


def rules_table() -> str:
    """The rules as a Markdown table: name, when it is raised, its thresholds with their defaults, and why."""
    defaults = Thresholds()
    rows = ["| Rule | Raised when | Thresholds | Why it matters |", "|---|---|---|---|"]
    for rule in RULES:
        limits = ", ".join(f"`{name}` = {getattr(defaults, name):g}" for name in rule.thresholds)
        rows.append(f"| `{rule.name}` | {rule.when} | {limits} | {rule.why} |")
    return "\n".join(rows)
