"""Bridge letters: what the vendor's management says of the time after a report's period, without an auditor."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from soc2parse.report import Record, Report, Source


class BridgeLetter(Record):
    """A bridge (or gap) letter as read; None is what the letter does not say or what could not be read."""

    file_name: str
    vendor: str | None = None
    auditor: str | None = None
    report_start: date | None = None
    report_end: date | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    changes: str | None = Field(default=None, description="the words that state changes")
    no_changes_stated: bool = Field(default=False, description="a sentence denies changes and makes no exception")
    signer: str | None = None
    signed_on: date | None = None
    sources: tuple[Source, ...] = ()

    def fits(self, report: Report) -> bool:
        """Whether the letter speaks of this report: the end of the period that it names is the report's."""
        return self.report_end is not None and self.report_end == report.period.end
