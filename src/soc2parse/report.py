"""The result of a parse: `Report`, its records, and the `Source` and `Issue` that travel with them.

Names are a contract: other tools read them. Records are frozen; an unknown scalar is None and has an issue, a list is
never None, pages are 1-based positions in the file, boxes are points from the top left of the page as displayed.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from soc2parse.terms import (
    Category,
    CriteriaSet,
    CuecKind,
    Method,
    OpinionKind,
    Outcome,
    ReportType,
    SectionKind,
    SectionStatus,
    Severity,
    StatementStatus,
    SubserviceMethod,
    Treatment,
)

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1.0"


class Record(BaseModel):
    """The manners of every record: frozen, and no field that the contract does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Page = Annotated[int, Field(ge=1, description="1-based position of the page in the file")]
Bbox = Annotated[
    tuple[float, float, float, float],
    Field(description="x0, top, x1, bottom in points from the top left of the page as displayed"),
]


class Source(Record):
    """The place on the page where a record was read, with the words as printed."""

    page: Page
    bbox: Bbox
    text: str
    ocr: bool = Field(default=False, description="read by optical character recognition")


Sources = Annotated[tuple[Source, ...], Field(min_length=1)]


class Issue(Record):
    """What could not be read or does not agree, and where. `field` is the report's field that it concerns."""

    code: str
    severity: Severity
    field: str
    page: int | None = None
    message: str


class Document(Record):
    """The file that was read."""

    file_name: str
    sha256: str
    page_count: int
    ocr_pages: tuple[int, ...] = ()


class Period(Record):
    """The period under examination; a type 1 has no start and ends on its as-of date."""

    start: date | None
    end: date | None
    start_inferred: bool = Field(default=False, description="start computed from words like 'year ended'")
    sources: tuple[Source, ...] = ()


class ServiceOrganization(Record):
    """Whose report it is."""

    name: str
    short_name: str | None = None
    sources: Sources


class Auditor(Record):
    """Who signed the opinion, where and when."""

    firm: str | None = None
    location: str | None = None
    signed_on: date | None = None
    sources: Sources


class Framework(Record):
    """A further framework of a SOC 2+ report."""

    name: str
    treatment: Treatment
    sources: tuple[Source, ...] = ()


class SectionSummary(Record):
    """One of the nine standard sections: whether it is there and on which pages."""

    kind: SectionKind
    status: SectionStatus
    title: str | None = None
    first_page: int | None = None
    last_page: int | None = None


class Opinion(Record):
    """The auditor's opinion with its three parts; None where it could not be read, never a default."""

    kind: OpinionKind | None
    description: OpinionKind | None = None
    design: OpinionKind | None = None
    operating_effectiveness: OpinionKind | None = None
    basis: str | None = None
    affected_criteria: tuple[str, ...] = ()
    affected_controls: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = Field(default=(), description="emphasis-of-matter and other-matter paragraphs")
    non_occurrence: tuple[str, ...] = Field(default=(), description="paragraphs on controls that did not operate")
    standards: tuple[str, ...] = ()
    restricted_use: bool | None = None
    text: str
    sources: Sources


class Assertion(Record):
    """Management's assertion."""

    by: str | None = None
    modified: bool | None = None
    signed_on: date | None = None
    text: str
    sources: Sources


class Statement(Record):
    """Incidents or changes: described, stated to be none, or not found."""

    status: StatementStatus
    text: str | None = None
    sources: tuple[Source, ...] = ()


class CriterionNotApplicable(Record):
    """A criterion that the report leaves out, with its reason."""

    criterion: str
    reason: str | None = None
    sources: tuple[Source, ...] = ()


class Topic(Record):
    """One heading of the system description and the text under it."""

    heading: str
    level: int
    first_page: int
    text: str


class SystemDescription(Record):
    """Management's description of the system; a part is None where the report has no such heading."""

    services: str | None = None
    commitments: tuple[str, ...] = ()
    infrastructure: str | None = None
    software: str | None = None
    people: str | None = None
    data: str | None = None
    procedures: str | None = None
    incidents: Statement = Statement(status=StatementStatus.NOT_FOUND)
    changes: Statement = Statement(status=StatementStatus.NOT_FOUND)
    locations: tuple[str, ...] = ()
    criteria_not_applicable: tuple[CriterionNotApplicable, ...] = ()
    topics: tuple[Topic, ...] = ()
    sources: Sources


class CriterionMapping(Record):
    """Which controls the report lists for a criterion; `topic` is in this project's words, not the AICPA's."""

    criterion: str
    category: Category | None = None
    topic: str | None = None
    controls: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class Control(Record):
    """One control, however often it is printed; `id` is None where the report prints none."""

    id: str | None
    text: str
    criteria: tuple[str, ...] = ()
    sources: Sources


class Sample(Record):
    """Counts that a test states: deviations of size, drawn from a population."""

    deviations: int | None = None
    size: int | None = None
    population: int | None = None


class TestingResult(Record):
    """One printed test of a control with its result; `outcome` is None where the words do not say."""

    __test__: ClassVar[bool] = False  # pytest takes a class of this name for a test

    control_id: str | None
    criterion: str | None = None
    procedure: str | None = None
    methods: tuple[Method, ...] = ()
    result: str | None = None
    outcome: Outcome | None = None
    sample: Sample = Sample()
    control_text: str | None = Field(default=None, description="the control's words, where it has no id")
    sources: Sources


class ReportedException(Record):
    """One exception (a deviation from a control), however often the report mentions it."""

    control_id: str | None
    criteria: tuple[str, ...] = ()
    description: str
    deviations: int | None = None
    sample_size: int | None = None
    population: int | None = None
    management_response: str | None = None
    sources: Sources


class SubserviceControl(Record):
    """A control that the service organization expects at a subservice organization."""

    text: str
    criteria: tuple[str, ...] = ()
    sources: Sources


class SubserviceOrganization(Record):
    """A subservice organization, how it is treated, and what is expected of it."""

    name: str | None
    aliases: tuple[str, ...] = ()
    services: str | None = None
    method: SubserviceMethod | None = None
    controls: tuple[SubserviceControl, ...] = ()
    sources: Sources


class Cuec(Record):
    """One duty of the user entity. `stem` is the words that introduce its list ("User entities are to:")."""

    id: str | None = None
    text: str
    stem: str | None = None
    criteria: tuple[str, ...] = ()
    kind: CuecKind = CuecKind.CUEC
    sources: Sources


class Report(Record):
    """A SOC 2 report as read. `issues` holds what could not be read; what is None or absent has an entry there."""

    schema_version: str = SCHEMA_VERSION
    document: Document
    report_type: ReportType | None = None
    period: Period = Period(start=None, end=None)
    service_organization: ServiceOrganization | None = None
    system_name: str | None = None
    auditor: Auditor | None = None
    categories: tuple[Category, ...] = ()
    criteria_set: CriteriaSet | None = None
    frameworks: tuple[Framework, ...] = ()
    sections: Annotated[tuple[SectionSummary, ...], Field(min_length=9, max_length=9)]
    opinion: Opinion | None = None
    assertion: Assertion | None = None
    system_description: SystemDescription | None = None
    tsc_mapping: tuple[CriterionMapping, ...] = ()
    controls: tuple[Control, ...] = ()
    testing_results: tuple[TestingResult, ...] = ()
    exceptions: tuple[ReportedException, ...] = ()
    subservice_organizations: tuple[SubserviceOrganization, ...] = ()
    cuecs: tuple[Cuec, ...] = ()
    issues: tuple[Issue, ...] = ()

    def section(self, kind: SectionKind | str) -> SectionSummary:
        """The summary of one standard section; ValueError for a kind that is none of the nine."""
        wanted = SectionKind(kind)
        return next(section for section in self.sections if section.kind is wanted)

    def control(self, control_id: str) -> Control:
        """The control with this id, however it is spaced or cased; KeyError where the report has none such."""
        wanted = normal_id(control_id)
        for control in self.controls:
            if control.id is not None and normal_id(control.id) == wanted:
                return control
        raise KeyError(control_id)

    def tests(self, control_id: str) -> tuple[TestingResult, ...]:
        """The printed tests of a control, in the report's order; empty where there are none."""
        wanted = normal_id(control_id)
        return tuple(t for t in self.testing_results if t.control_id and normal_id(t.control_id) == wanted)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The document of the contract, in UTF-8."""
        return self.model_dump_json(indent=indent)

    def to_dataframe(self) -> pd.DataFrame:
        """One row a test (a control without a test has one too). Needs pandas: `pip install soc2parse[pandas]`."""
        from soc2parse.export.dataframe import to_dataframe

        return to_dataframe(self)

    def __repr__(self) -> str:
        """The sentence that one would say aloud."""
        return f"<Report {' · '.join(headline(self))}>"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from soc2parse.export.card import card

        return card(self)


@lru_cache(maxsize=4096)
def normal_id(control_id: str) -> str:
    """A control's id for comparing: "LA - 1." and "la-1" are the same."""
    kept = "".join(control_id.split()).casefold()
    return (kept if kept.isascii() else kept.translate(_DASHES)).strip(".:;,()[]#")


_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def unread(report: Report) -> list[Issue]:
    """The issues that say of a whole part that it was not read: errors, and pages without text."""
    return [issue for issue in report.issues if issue.severity is Severity.ERROR or issue.code == "pages_not_read"]


def headline(report: Report) -> list[str]:
    """What a report is, in a few words each: vendor, type, period, opinion and counts."""
    organization = report.service_organization
    kind = {ReportType.TYPE_1: "SOC 2 Type 1", ReportType.TYPE_2: "SOC 2 Type 2", None: "SOC 2"}[report.report_type]
    period = report.period
    begin = "as of" if report.report_type is ReportType.TYPE_1 else f"{period.start or 'start not read'} to"
    opinion = report.opinion.kind if report.opinion and report.opinion.kind else None
    counts = [
        _count(report, SectionKind.CONTROLS, report.controls, "control"),
        _count(report, SectionKind.EXCEPTIONS, report.exceptions, "exception"),
        _count(report, None, report.issues, "issue"),
    ]
    return [
        organization.name if organization else "unnamed service organization",
        kind,
        f"{begin} {period.end}" if period.end else "period not read",
        str(opinion) if opinion else "opinion not read",
        *filter(None, counts),
    ]


def _count(report: Report, kind: SectionKind | None, items: tuple[object, ...], noun: str) -> str | None:
    status = report.section(kind).status if kind else None
    if not items and status is SectionStatus.NOT_APPLICABLE:
        return None
    if not items and status is SectionStatus.NOT_FOUND:
        return f"{noun}s not read"
    return f"{len(items)} {noun}{'' if len(items) == 1 else 's'}"
