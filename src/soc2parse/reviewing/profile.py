"""The reader's profile: what they rely on, how sensitive their data is, and the thresholds of the rules."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError

from soc2parse.report import Record
from soc2parse.terms import Category, ReportType


class Sensitivity(StrEnum):
    """How much harm it would do if the data that the vendor holds became known, lost or wrong."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Thresholds(Record):
    """Every number that a rule compares with. Days are calendar days, shares run from 0 to 1."""

    expired_days: int = Field(default=365, description="a period that ended longer ago is expired")
    ageing_days: int = Field(default=270, description="a period that ended longer ago is ageing")
    bridge_wanted_days: int = Field(default=60, description="uncovered days from which to ask for a bridge letter")
    gap_days: int = Field(default=92, description="the longest gap that a bridge letter commonly covers")
    short_days: int = Field(default=180, description="a type 2 period below this is short")
    very_short_days: int = Field(default=90, description="a type 2 period below this is very short")
    late_days: int = Field(default=120, description="a report signed longer after its period's end is late")
    exception_rate: float = Field(default=0.1, description="share of deviations from which a rate weighs")
    many_exceptions: int = Field(default=5, description="exceptions from which an unqualified opinion is asked about")
    many_exceptions_share: float = Field(default=0.1, description="the same as a share of the tested controls")
    match_share: float = Field(default=0.35, description="shared words from which an own control is shown for a duty")
    vague_share: float = Field(default=0.3, description="share of vaguely worded controls")
    repeated_share: float = Field(default=0.3, description="share of tests that repeat another control's procedure")
    inquiry_share: float = Field(default=0.2, description="share of tests by inquiry alone")
    sample_share: float = Field(default=0.1, description="share of tests that state a sample, below which to ask")
    similar_share: float = Field(default=0.6, description="share of near-equal controls of another vendor's report")


class Profile(Record):
    """What the reader relies on. A profile without any entry is valid: then only the report itself is judged."""

    name: str = "default"
    report_type: ReportType = ReportType.TYPE_2
    services: tuple[str, ...] = Field(default=(), description="services in use, as the vendor calls them")
    regions: tuple[str, ...] = Field(default=(), description="regions and locations in use")
    categories: tuple[Category, ...] = Field(default=(), description="categories that are relied on")
    sensitivity: Sensitivity = Sensitivity.MEDIUM
    weighty_criteria: tuple[str, ...] = Field(
        default=("CC6", "CC7", "CC8"),
        description="criteria, or their beginnings, whose exceptions weigh more",
    )
    owners: dict[str, str] = Field(default_factory=dict, description="who owns duties of a theme")
    own_controls: Path | None = Field(default=None, description="CSV of the reader's own controls")
    thresholds: Thresholds = Thresholds()


def read_profile(path: str | Path) -> Profile:
    """A profile from a TOML file; `own_controls` is taken relative to the file.

    ValueError, with one line that names the file and the entry, for TOML that is broken or an entry that is unknown.
    """
    path = Path(path)
    try:
        profile = Profile.model_validate(tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as broken:
        raise ValueError(f"{path.name}: not TOML: {broken}") from broken
    except ValidationError as wrong:
        first = wrong.errors()[0]
        entry = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{path.name}: {entry}: {first['msg']}") from wrong
    if profile.own_controls is not None:
        return profile.model_copy(update={"own_controls": path.parent / profile.own_controls})
    return profile
