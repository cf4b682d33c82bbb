"""All rules: what was not read comes first, then whether the document is final, then as a reader goes through it."""

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
    *reading.RULES,
    *residue.RULES,
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
    *quality.RULES,
    *likeness.RULES,
)


def rules_table() -> str:
    """The rules as a Markdown table: name, when it is raised, its thresholds with their defaults, and why."""
    defaults = Thresholds()
    rows = ["| Rule | Raised when | Thresholds | Why it matters |", "|---|---|---|---|"]
    for rule in RULES:
        limits = ", ".join(f"`{name}` = {getattr(defaults, name):g}" for name in rule.thresholds)
        rows.append(f"| `{rule.name}` | {rule.when} | {limits} | {rule.why} |")
    return "\n".join(rows)
