"""How often a control is carried out, by its own words and by those of its test."""

from __future__ import annotations

import re

from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Item, Weight, cite, counted
from soc2parse.reviewing.rules.rule import Rule

# Longer wordings first: "semi-annual" is not "annual".
_WORDINGS = {
    "twice a year": r"semi-?annual(?:ly)?|bi-?annual(?:ly)?|twice (?:a|per) year|every six months",
    "yearly": r"annual(?:ly)?|yearly|once a year|every year|each year|per year",
    "quarterly": r"quarterly|each quarter|every quarter|once a quarter",
    "monthly": r"monthly|each month|every month|once a month",
    "weekly": r"weekly|each week|every week",
    "daily": r"daily|each day|every day|nightly|every night",
}
_PATTERNS = {name: re.compile(rf"\b(?:{wording})\b", re.IGNORECASE) for name, wording in _WORDINGS.items()}


def frequencies(text: str) -> frozenset[str]:
    """The rhythms that a text names: "each quarter" -> quarterly."""
    found = set()
    for name, pattern in _PATTERNS.items():
        text, count = pattern.subn(" ", text)
        if count:
            found.add(name)
    return frozenset(found)


def disagree(case: Case) -> Raising:
    """Controls and their tests that name different rhythms, and none in common."""
    found: dict[str, Item] = {}
    for normal, tests in case.tests_of.items():
        control = case.controls_by_id.get(normal)
        stated = frequencies(control.text) if control else frozenset()
        for test in tests if stated else ():
            tested = frequencies(test.procedure or "")
            if control and stated and tested and not stated & tested:
                found[control.id or normal] = Item(
                    text=f"{control.id}: {_said(stated)} by its words, {_said(tested)} by its test, “{test.procedure}”",
                    evidence=cite(control.sources, test.sources),
                )
    if found:
        yield Raised(
            Weight.LOW,
            f"{counted(list(found), 'control is', 'controls are')} tested for another rhythm than their words name.",
            ask=Ask("How often is {} carried out?", tuple(found), "How often are {} carried out?"),
            items=tuple(found.values()),
        )


def _said(names: frozenset[str]) -> str:
    return " and ".join(name for name in _WORDINGS if name in names)


RULES = (
    Rule(
        "frequencies-disagree",
        disagree,
        "controls name one rhythm (yearly, quarterly ...) and their tests another, with none in common",
        "A test of another rhythm may be of another control (G3 of the quality rubric).",
    ),
)
