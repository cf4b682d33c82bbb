"""What a review says: findings with their evidence, and the questions and gaps that follow from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Self

from pydantic import Field, field_validator, model_validator

from soc2parse.report import Bbox, Page, Record, Source


class Weight(StrEnum):
    """How much a finding matters to a decision, from the profile's stated rules; the judgement stays with people."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Evidence(Record):
    """Words of the report and where they stand; `bbox` is None where only the page is known."""

    page: Page
    bbox: Bbox | None = None
    text: str
    begins: bool = Field(default=False, description="the page is where the words' part begins; they may stand later")


class Item(Record):
    """One of the things that a statement counts, in words, and where it stands."""

    text: str
    evidence: tuple[Evidence, ...] = ()


class Grounded(Record):
    """A statement with words of the report behind it or, for an absence, with the places that were looked at."""

    statement: str
    items: tuple[Item, ...] = Field(
        default=(), description="what the statement counts; their evidence is among its own"
    )
    evidence: tuple[Evidence, ...] = ()
    looked_in: str | None = Field(default=None, description="for an absence: where was looked")

    @field_validator("statement")
    @classmethod
    def _on_one_line(cls, statement: str) -> str:
        """One line; a name that ends with a full stop ends the sentence too."""
        return re.sub(r"(?<!\.)\.\.(?!\.)", ".", " ".join(statement.split()))

    @model_validator(mode="after")
    def _has_a_ground(self) -> Self:
        if not self.evidence and not self.looked_in:
            raise ValueError(f"neither evidence nor a place that was looked at: {self.statement}")
        return self


class Finding(Grounded):
    """Something that the reader of a report should know or ask about."""

    id: str
    rule: str
    severity: Weight
    why: str
    question: str | None = None


class Gap(Grounded):
    """Something that the report does not cover."""


class Question(Record):
    """A question to the vendor, ready to send, and the findings that it comes from."""

    text: str
    findings: tuple[str, ...]
    pages: tuple[int, ...] = ()
    look_first: bool = Field(default=False, description="the answer was not read: it may stand in the report")


def cite(*records_sources: tuple[Source, ...]) -> tuple[Evidence, ...]:
    """The sources of records as evidence, each place once."""
    evidence = [
        Evidence(page=source.page, bbox=source.bbox, text=source.text)
        for sources in records_sources
        for source in sources
    ]
    return tuple(dict.fromkeys(evidence))


def evidence_of(items: Iterable[Item]) -> tuple[Evidence, ...]:
    """The evidence of all items, each place once."""
    return tuple(dict.fromkeys(place for item in items for place in item.evidence))


def pages_of(evidence: tuple[Evidence, ...]) -> tuple[int, ...]:
    """The pages that the evidence stands on, in order, each once."""
    return tuple(sorted({item.page for item in evidence}))


def listed(words: Sequence[str]) -> str:
    """Words in a row: "AC-01", "AC-01 and AC-02", "AC-01, AC-02 and AC-03"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(things: Sequence[object], noun: str, nouns: str | None = None) -> str:
    """How many there are: "1 control", "4 controls"; `nouns` where an s does not do."""
    return f"{len(things)} {noun if len(things) == 1 else nouns or f'{noun}s'}"


def said_pages(pages: tuple[int, ...]) -> str:
    """Pages in words: "page 4", "pages 4, 5 and 9", "pages 4-7"."""
    if not pages:
        return "no page"
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return f"{'page' if len(pages) == 1 else 'pages'} {listed(said)}"
