"""The records of a comparison: what came, went or changed between two reports."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from soc2parse.report import Record
from soc2parse.reviewing.finding import Evidence
from soc2parse.reviewing.wordings import Run


class ChangeKind(StrEnum):
    """What happened to a record between the reports."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    REMAPPED = "remapped"


class ExceptionKind(StrEnum):
    """Whether an exception is in the new report only, in both, or in the old one only."""

    NEW = "new"
    REPEATED = "repeated"
    GONE = "gone"


class Continuity(Record):
    """How the periods join. `gap_days` are days in neither, `overlap_days` in both; None where a date was not read."""

    old_end: date | None
    new_start: date | None
    gap_days: int | None = None
    overlap_days: int | None = None
    statement: str


class Scalar(Record):
    """A single fact that differs: the opinion, the auditor, the type ..."""

    field: str
    old: str | None
    new: str | None
    old_evidence: tuple[Evidence, ...] = ()
    new_evidence: tuple[Evidence, ...] = ()


class Change(Record):
    """A control, duty or provider that came, went or changed; `words` shows a rewording word by word."""

    kind: ChangeKind
    old_id: str | None = None
    new_id: str | None = None
    old_text: str | None = None
    new_text: str | None = None
    words: tuple[Run, ...] = ()
    old_criteria: tuple[str, ...] = ()
    new_criteria: tuple[str, ...] = ()
    old_evidence: tuple[Evidence, ...] = ()
    new_evidence: tuple[Evidence, ...] = ()


class ExceptionChange(Record):
    """An exception of one report or, by its control, of both."""

    kind: ExceptionKind
    control_id: str | None
    old_description: str | None = None
    new_description: str | None = None
    old_evidence: tuple[Evidence, ...] = ()
    new_evidence: tuple[Evidence, ...] = ()
