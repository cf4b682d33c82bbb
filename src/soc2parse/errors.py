"""What can go wrong with a whole file; what could not be read inside a report is an `Issue`, never an exception.

Soc2ParseError
├── NotSoc2Error            a readable PDF that is not a SOC 2 report (exit status 3)
└── UnreadableError         no report can be read from this file (exit status 4)
    ├── NotPdfError             not a PDF at all, or empty
    ├── DamagedError            a PDF that no engine can open
    ├── LockedError             encrypted, and the password is missing or wrong
    └── LimitError              over a limit of pages, time or memory
"""

from __future__ import annotations


class Soc2ParseError(Exception):
    """The base of everything that soc2parse raises; its text is one line for a person."""

    exit_status = 4


class NotSoc2Error(Soc2ParseError):
    """The document is something else: `seems` names it ("SOC 1 report"), `evidence` the words that say so."""

    exit_status = 3

    def __init__(self, seems: str, evidence: str) -> None:
        super().__init__(f"not a SOC 2 report: it seems to be {seems} ({evidence})")
        self.seems = seems
        self.evidence = evidence

    def __reduce__(self) -> tuple[type[NotSoc2Error], tuple[str, str]]:
        return type(self), (self.seems, self.evidence)


class UnreadableError(Soc2ParseError):
    """No report can be read from this file."""


class NotPdfError(UnreadableError):
    """The file is empty or is not a PDF, whatever its name says."""


class DamagedError(UnreadableError):
    """The file claims to be a PDF, but no engine can open it."""


class LockedError(UnreadableError):
    """The file is encrypted and the password is missing or wrong."""


class LimitError(UnreadableError):
    """The file is over a limit of pages, time or memory."""
