"""The first sentences and tables by which a section is known when its heading is a picture, odd or missing."""

from __future__ import annotations

import re

from soc2parse.language.loose import Told, loose
from soc2parse.layout.element import Table

# Spaces stand for any white space or none: some files print their words without spaces.
_OPENINGS: dict[str, str] = {
    "auditor_report": (
        r"\b(we|I) (have examined|(were|have been) engaged to (examine|report)|examined|have audited|have "
        r"(undertaken|performed|conducted) (an?|our) .{0,40}"
        r"(engagement|examination)) .{0,400}?"
        r"(description|assertion|system|controls)"
    ),
    "assertion": (
        r"\bwe (have prepared|prepared|are responsible for preparing) (the|this|our|an) .{0,120}?description"
        r"|\bwe (confirm|assert),? .{0,40}(best of our knowledge|that )"
        r"|\b(management|directors|board|partners|trustees) of .{2,80} (states?|confirms?|asserts?)\b.{0,20}"
        r"to the best of (its|their) knowledge"
    ),
    "tests": (
        r"on the pages that follow|our tests of (the )?(operating effectiveness|controls)|"
        r"(tests|testing|procedures) (applied|performed) .{0,100}(operating effectiveness|controls?\b)"
    ),
    "other_information": (
        r"(has|have) not been (subjected to|audited|examined)|(is|was) presented by .{0,160}not (a )?part of|"
        r"not covered by the .{0,40}auditor"
    ),
}
_WORDS = {
    "auditor_report": ("examin", "audit", "engage"),
    "assertion": ("description", "confirm", "assert", "knowledge"),
    "tests": ("pages", "tests", "applied", "performed"),
    "other_information": ("subjected", "audited", "examined", "presented", "covered"),
}
# A description may open with any of these headings.
_FIRST_TOPICS = (
    r"(company|corporate|business|organi[sz]ation(al)?|service) (background|overview|profile)|overview( of .{2,60})?|"
    r"background( .{0,40})?|(types of )?services (provided|offered|overview)|nature of (the )?(business|operations)|"
    r"(purpose and )?scope( of (the )?(report|description|system|examination))?|introduction|about .{2,40}|"
    r"principal service commitments.{0,60}|company and services.{0,40}"
)
_RESULT_WORDS = re.compile(r"results?|outcome|conclusion|findings?|exceptions?|deviations?", re.IGNORECASE)
_CONTROL_WORDS = re.compile(r"tests?\b|testing|procedures?|controls?\b|criteri", re.IGNORECASE)


OPENINGS = {role: Told(loose(wording), *_WORDS[role]) for role, wording in _OPENINGS.items()}
FIRST_TOPIC = re.compile(_FIRST_TOPICS, re.IGNORECASE)


def is_result_table(table: Table) -> bool:
    """Whether the columns are headed as of tests: a result column beside one of controls, tests or criteria."""
    return any(
        any(_RESULT_WORDS.search(head) for head in heads)
        and sum(bool(_CONTROL_WORDS.search(head)) for head in heads) >= 2
        and not any("response" in head.lower() for head in heads)
        for heads in _heads(table)
    )


def is_control_table(table: Table) -> bool:
    """Whether the columns are headed as of controls and criteria, as a type 1 lists them."""
    return len(table.rows) >= 4 and any(
        any("control" in head.lower() for head in heads) and any("criteri" in head.lower() for head in heads)
        for heads in _heads(table)
    )


def _heads(table: Table) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells if len(cell.text) < 90]
        for row in table.rows[: max(2, table.header)]
        if len(row.cells) > 1
    ]
