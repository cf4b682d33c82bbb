"""A rule: its name, when it is raised, why that matters, and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raising
from soc2parse.reviewing.finding import Finding, evidence_of


@dataclass(frozen=True)
class Rule:
    """`when` and `why` stand in the documentation as they stand here; `thresholds` are entries of the profile."""

    name: str
    check: Callable[[Case], Raising]
    when: str
    why: str
    thresholds: tuple[str, ...] = ()

    def findings(self, case: Case) -> Iterator[tuple[Finding, Ask | None]]:
        """The findings of this rule, each with its question and an id of its own: the rule's name, and a key."""
        used: set[str] = set()
        for raised in self.check(case):
            identifier = f"{self.name}:{raised.key}" if raised.key else self.name
            number = 2
            while identifier in used:
                identifier = f"{self.name}:{raised.key or 'without-id'}#{number}"
                number += 1
            used.add(identifier)
            evidence = raised.evidence or evidence_of(raised.items)
            yield (
                Finding(
                    id=identifier,
                    rule=self.name,
                    severity=raised.severity,
                    statement=raised.statement,
                    why=self.why,
                    items=raised.items,
                    evidence=evidence,
                    looked_in=None if evidence else raised.looked_in,
                    question=raised.ask.text if raised.ask else None,
                ),
                raised.ask,
            )
