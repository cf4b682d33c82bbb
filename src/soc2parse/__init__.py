"""soc2parse reads a SOC 2 report (PDF) into a typed document, offline."""

from soc2parse.errors import (
    DamagedError,
    LimitError,
    LockedError,
    NotPdfError,
    NotSoc2Error,
    Soc2ParseError,
    UnreadableError,
)
from soc2parse.pipeline import parse
from soc2parse.report import Issue, Report, Source

__version__ = "0.1.0"

__all__ = [
    "DamagedError",
    "Issue",
    "LimitError",
    "LockedError",
    "NotPdfError",
    "NotSoc2Error",
    "Report",
    "Soc2ParseError",
    "Source",
    "UnreadableError",
    "parse",
]
