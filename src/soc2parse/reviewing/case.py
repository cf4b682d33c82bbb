"""What a rule is given: the report, the profile, the day of the review, and what else the reader has at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from soc2parse.report import Control, Report, Source, SystemDescription, TestingResult, normal_id
from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.bridge import BridgeLetter
from soc2parse.reviewing.finding import Evidence, Item, Weight, cite, said_pages
from soc2parse.reviewing.labels import section_label
from soc2parse.reviewing.profile import Profile, Thresholds
from soc2parse.terms import ReportType, SectionKind


@dataclass(frozen=True)
class Case:
    """One report under review. `as_of` is the day of the review: no rule asks the clock."""

    report: Report
    profile: Profile
    as_of: date
    bridge: BridgeLetter | None = None
    previous: Report | None = None
    others: tuple[Report, ...] = ()

    @property
    def thresholds(self) -> Thresholds:
        """The profile's thresholds."""
        return self.profile.thresholds

    @property
    def vendor(self) -> str:
        """The service organization as a sentence can name it."""
        organization = self.report.service_organization
        if organization is None:
            return "the service organization"
        return organization.short_name or organization.name

    @property
    def opinion_places(self) -> tuple[Evidence, ...]:
        """Where the opinion stands; empty where none was read."""
        return cite(self.report.opinion.sources) if self.report.opinion else ()

    def described(self, sources: tuple[Source, ...]) -> tuple[Evidence, ...]:
        """Where a part of the description stands; the whole description where the part has no place of its own."""
        description = self.report.system_description
        return cite(sources) or cite(description.sources if description else ())

    @property
    def is_type_2(self) -> bool:
        """Whether the report was read as a type 2."""
        return self.report.report_type is ReportType.TYPE_2

    @cached_property
    def tests_of(self) -> dict[str, list[TestingResult]]:
        """The printed tests by normal control id; tests without an id are left out."""
        found: dict[str, list[TestingResult]] = {}
        for test in self.report.testing_results:
            if test.control_id:
                found.setdefault(normal_id(test.control_id), []).append(test)
        return found

    @cached_property
    def controls_by_id(self) -> dict[str, Control]:
        """The controls by normal id; controls without an id are left out."""
        return {normal_id(control.id): control for control in self.report.controls if control.id}

    @cached_property
    def uncovered_from(self) -> date | None:
        """The last day that the report, or a bridge letter that fits it, speaks of."""
        end = self.report.period.end
        if end and self.bridge and self.bridge.covers_to and self.bridge.fits(self.report):
            return max(end, self.bridge.covers_to)
        return end

    def told(self, *codes: str) -> str:
        """What the reading says in issues with these codes, one after the other; empty where there are none."""
        return " ".join(dict.fromkeys(issue.message for issue in self.report.issues if issue.code in codes))

    def looked(self, *kinds: SectionKind) -> str:
        """Where was looked for something that is absent: the sections by name and page, else the whole file."""
        places = []
        for kind in kinds:
            section = self.report.section(kind)
            if section.first_page and section.last_page:
                pages = tuple(range(section.first_page, section.last_page + 1))
                places.append(f"{section_label(kind)}, {said_pages(pages)}")
        count = self.report.document.page_count
        return (
            "; ".join(places) or f"what was read of the whole report, {'page 1' if count == 1 else f'pages 1-{count}'}"
        )


@dataclass(frozen=True)
class Raised:
    """What a rule yields: a finding without the names that the rule itself carries.

    `items` are the things that the statement counts; evidence may be left out where they have it, and be empty only
    where `looked_in` says where something absent was looked for. `key` tells several findings of one rule apart.
    """

    severity: Weight
    statement: str
    evidence: tuple[Evidence, ...] = ()
    looked_in: str | None = None
    ask: Ask | None = None
    key: str = ""
    items: tuple[Item, ...] = ()


Raising = Iterator[Raised]


def description_texts(description: SystemDescription | None) -> Iterator[tuple[int | None, str]]:
    """The texts of the system description with the page on which their heading stands (None: not known)."""
    if description is None:
        return
    for topic in description.topics:
        yield topic.first_page, f"{topic.heading}. {topic.text}"
    for part in (
        description.services,
        description.infrastructure,
        description.software,
        description.people,
        description.data,
        description.procedures,
        *description.locations,
        *description.commitments,
    ):
        if part:
            yield None, part
