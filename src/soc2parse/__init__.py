"""soc2parse reads a SOC 2 report (PDF) into a typed document, offline."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soc2parse.batch import Outcome, parse_many
    from soc2parse.errors import (
        DamagedError,
        LimitError,
        LockedError,
        NotPdfError,
        NotSoc2Error,
        Soc2ParseError,
        UnreadableError,
    )
    from soc2parse.folder import parse_folder
    from soc2parse.isolation import Limits
    from soc2parse.pipeline import parse
    from soc2parse.report import Issue, Report, Source
    from soc2parse.reviewing.bridge import BridgeLetter
    from soc2parse.reviewing.checklist import read_own_controls
    from soc2parse.reviewing.comparison import Comparison, compare
    from soc2parse.reviewing.letters import parse_bridge_letter
    from soc2parse.reviewing.profile import Profile, read_profile
    from soc2parse.reviewing.result import Review, review
    from soc2parse.reviewing.similarity import Similarity, similarity

__version__ = "0.1.0"

__all__ = [
    "BridgeLetter",
    "Comparison",
    "DamagedError",
    "Issue",
    "LimitError",
    "Limits",
    "LockedError",
    "NotPdfError",
    "NotSoc2Error",
    "Outcome",
    "Profile",
    "Report",
    "Review",
    "Similarity",
    "Soc2ParseError",
    "Source",
    "UnreadableError",
    "compare",
    "parse",
    "parse_bridge_letter",
    "parse_folder",
    "parse_many",
    "read_own_controls",
    "read_profile",
    "review",
    "similarity",
]

# The module of each public name: it is imported when the name is first asked for, so that a program which only loads
# saved reports pays for no reader of PDFs.
_HOMES = {
    "batch": ("Outcome", "parse_many"),
    "errors": (
        "DamagedError",
        "LimitError",
        "LockedError",
        "NotPdfError",
        "NotSoc2Error",
        "Soc2ParseError",
        "UnreadableError",
    ),
    "folder": ("parse_folder",),
    "isolation": ("Limits",),
    "pipeline": ("parse",),
    "report": ("Issue", "Report", "Source"),
    "reviewing.bridge": ("BridgeLetter",),
    "reviewing.checklist": ("read_own_controls",),
    "reviewing.comparison": ("Comparison", "compare"),
    "reviewing.letters": ("parse_bridge_letter",),
    "reviewing.profile": ("Profile", "read_profile"),
    "reviewing.result": ("Review", "review"),
    "reviewing.similarity": ("Similarity", "similarity"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"soc2parse.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
