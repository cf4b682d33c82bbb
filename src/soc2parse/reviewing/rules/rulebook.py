"""All rules, in the order in which a reader would go through a report."""

from __future__ import annotations

from soc2parse.reviewing.rules import (
    age,
    consistency,
    coverage,
    description,
    duties,
    exceptions,
    likeness,
    opinion,
    providers,
    quality,
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
    *residue.RULES,
    *quality.RULES,
    *likeness.RULES,
)
