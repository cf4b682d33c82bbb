"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum

from soc2parse.report import Record


class Edit(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Run(Record):
    """Words that stayed, came or went, in order."""

    edit: Edit
    text: str


def word_changes(old: str, new: str) -> tuple[Run, ...]:
    """The runs of words that make `new` out of `old`: kept, removed and added ones, in reading order."""
    before, after = old.split(), new.split()
    runs: list[Run] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(edit=Edit.SAME, text=" ".join(before[a0:a1])))
            continue
        if a1 > a0:
            runs.append(Run(edit=Edit.REMOVED, text=" ".join(before[a0:a1])))
        if b1 > b0:
            runs.append(Run(edit=Edit.ADDED, text=" ".join(after[b0:b1])))
    return tuple(runs)


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in case, spacing and punctuation at most."""
    return bare_words(one) == bare_words(other)


def likeness(one: str, other: str) -> float:
    """How many of their words two texts share in order, from 0 to 1."""
    return SequenceMatcher(None, bare_words(one), bare_words(other), autojunk=False).ratio()


def bare_words(text: str) -> tuple[str, ...]:
    """The words without case and punctuation."""
    return tuple(re.findall(r"\w+", text.casefold()))
