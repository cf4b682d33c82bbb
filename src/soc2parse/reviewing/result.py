"""The review of one report: findings, questions, what is not covered, duties and providers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from soc2parse.report import Document, Record, Report, headline
from soc2parse.reviewing.asking import Ask, questions
from soc2parse.reviewing.bridge import BridgeLetter
from soc2parse.reviewing.case import Case
from soc2parse.reviewing.checklist import Duty, OwnControl, duties, read_own_controls
from soc2parse.reviewing.finding import Finding, Gap, Question, Weight
from soc2parse.reviewing.gaps import gaps
from soc2parse.reviewing.profile import Profile
from soc2parse.reviewing.providers import ProviderFollowUp, follow_up
from soc2parse.reviewing.rules import reading
from soc2parse.reviewing.rules.rulebook import RULES

_ORDER = {weight: number for number, weight in enumerate(Weight)}
_READING = {rule.name for rule in reading.RULES}


class Review(Record):
    """What a reader should know, ask and do. Every finding and gap has evidence, or says where was looked."""

    as_of: date
    profile: Profile
    document: Document
    headline: tuple[str, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    not_covered: tuple[Gap, ...]
    duties: tuple[Duty, ...]
    providers: tuple[ProviderFollowUp, ...]

    def to_json(self, *, indent: int | None = 2) -> str:
        """The review as JSON, in UTF-8."""
        return self.model_dump_json(indent=indent)

    def __repr__(self) -> str:
        """The sentence that one would say aloud."""
        counts = ", ".join(
            f"{sum(finding.severity is weight for finding in self.findings)} {weight}" for weight in Weight
        )
        return f"<Review {self.headline[0]} · as of {self.as_of} · findings: {counts}>"

    __str__ = __repr__


def review(
    report: Report,
    profile: Profile | None = None,
    *,
    as_of: date,
    bridge: BridgeLetter | None = None,
    previous: Report | None = None,
    others: Iterable[Report] = (),
    own_controls: Sequence[OwnControl] | None = None,
) -> Review:
    """The findings on a report for a reader with this profile, on the day `as_of`; nothing asks the clock.

    `bridge` is a letter for the time since the period, `previous` the vendor's report before this one, `others` are
    reports of other vendors to hold this one against. `own_controls` are matched against the report's duties; by
    default they are read from the CSV that the profile names.
    """
    profile = profile or Profile()
    case = Case(report, profile, as_of, bridge, previous, tuple(others))
    if own_controls is None:
        own_controls = read_own_controls(profile.own_controls) if profile.own_controls else ()
    found = [pair for rule in RULES for pair in rule.findings(case)]
    found.sort(key=_rank)
    return Review(
        as_of=as_of,
        profile=profile,
        document=report.document,
        headline=tuple(headline(report)),
        findings=tuple(finding for finding, _ in found),
        questions=questions(found),
        not_covered=tuple(gaps(case)),
        duties=duties(report, profile, own_controls),
        providers=follow_up(report),
    )


def _rank(raised: tuple[Finding, Ask | None]) -> tuple[int, bool]:
    """By weight; among equals what was not read comes first, then the order of the rules."""
    finding, ask = raised
    return _ORDER[finding.severity], not (finding.rule in _READING or (ask is not None and ask.look_first))
