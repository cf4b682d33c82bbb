"""A place where a section may start, and how much speaks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from soc2parse.language.headings import number_form

# How much must speak for a heading that is neither numbered as a section nor on a page of its own.
ENOUGH = 4
_SERIES = 3  # how much must speak for a heading in a series of numbered parts
_PARTS = 3  # roles of such a series, at least


@dataclass(frozen=True, slots=True)
class Start:
    """A heading that may open a section at `index` of the elements; `weight` is how much speaks for it.

    `sure`: numbered as a section, or on a title page. `role` is None where the words of the heading tell nothing.
    """

    role: str | None
    title: str
    page: int
    index: int
    sure: bool
    weight: int = 0
    merged: bool = False


def enough(start: Start) -> bool:
    """Whether a heading counts as a section's start on its own."""
    return start.sure or start.weight >= ENOUGH


def counted(starts: Sequence[Start]) -> list[Start]:
    """Headings that are numbered in the same way as those that surely open sections count for more.

    So do those that number the parts of a report, "1. Auditor's Report", "2. Assertion", "3. Description", on one page.
    """
    forms = Counter(number_form(start.title) for start in starts if start.weight >= ENOUGH + 1)
    parts = {(number_form(start.title), start.role) for start in starts if start.role and start.weight >= _SERIES}
    for form, count in Counter(form for form, _ in parts).items():
        if count >= _PARTS:
            forms[form] = max(forms[form], count)
    return [
        replace(start, weight=start.weight + 3)
        if (form := number_form(start.title)) and forms[form] >= 2 and start.weight < ENOUGH + 3
        else start
        for start in starts
    ]
