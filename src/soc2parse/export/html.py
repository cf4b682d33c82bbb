"""A report, and its review, as one HTML page that needs no network: findings first, then the nine sections."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from soc2parse.export.pictures import Crop, PagePicture, crop, page_pictures
from soc2parse.export.rows import control_rows, outcomes_in, tally
from soc2parse.report import Report, Source, headline, normal_id, unread
from soc2parse.reviewing.finding import Evidence, pages_of, said_pages
from soc2parse.reviewing.labels import method_label
from soc2parse.reviewing.result import Review
from soc2parse.terms import ReportType, SectionKind

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

TITLES = {
    SectionKind.OPINION: "Auditor's opinion",
    SectionKind.ASSERTION: "Management's assertion",
    SectionKind.SYSTEM_DESCRIPTION: "System description",
    SectionKind.TSC_MAPPING: "Criteria and controls",
    SectionKind.CONTROLS: "Controls and tests",
    SectionKind.TESTING_RESULTS: "Results by criterion",
    SectionKind.EXCEPTIONS: "Exceptions",
    SectionKind.SUBSERVICE_ORGANIZATIONS: "Subservice organizations",
    SectionKind.CUECS: "User entity controls",
}
_SHOWN = 400
_MANY = 5  # places or items: more are folded


def to_html(
    report: Report,
    review: Review | None = None,
    *,
    pdf: str | Path | bytes | None = None,
    password: str | None = None,
) -> str:
    """The page as text, to be written in UTF-8.

    With `pdf`, the file that the report was read from, each citation shows the place on the page; without it, the
    words as printed. All words of the report are escaped, and the page forbids itself the network and every script
    but its own. Needs Jinja2: `pip install soc2parse[review]`.
    """
    rows = control_rows(report)
    pictures = _pictures(report, review, pdf, password)
    script = _asset("page.js")
    return _template().render(
        report=report,
        review=review,
        headline=headline(report),
        period=_period(report),
        titles=TITLES,
        rows=rows,
        anchors={normal_id(row.id): row.anchor for row in rows if row.id},
        criteria=sorted({criterion for row in rows for criterion in row.criteria}),
        outcomes=outcomes_in(rows),
        tally=tally(rows),
        pictures=pictures,
        crop_of=_crop_of(pictures),
        unread=unread(report),
        explained=[],
        many=_MANY,
        css=_safe(_asset("page.css")),
        script=_safe(script),
        script_hash=_hash(script),
    )


def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("soc2parse.export"),
        autoescape=select_autoescape(["html.j2"], default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "words": lambda name: str(name).replace("_", " "),
        "pages": said_pages,
        "places": lambda places: said_pages(pages_of(places)),
        "normal": normal_id,
        "method": method_label,
        "shorten": lambda text: text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …",
    }
    environment.tests["begun"] = lambda place: isinstance(place, Evidence) and place.begins
    return environment.get_template("page.html.j2")


def _safe(own: str) -> Markup:
    from markupsafe import Markup

    return Markup(own)  # noqa: S704 - the project's own file, never words of a report


def _asset(name: str) -> str:
    return files("soc2parse.export").joinpath("templates", name).read_text("utf-8")


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def _period(report: Report) -> str | None:
    period = report.period
    if period.end is None or report.report_type is ReportType.TYPE_1:
        return str(period.end) if period.end else None
    inferred = " (start inferred)" if period.start_inferred else ""
    return f"{period.start or 'start not read'} to {period.end}{inferred}"


def _pictures(
    report: Report, review: Review | None, pdf: str | Path | bytes | None, password: str | None
) -> list[PagePicture]:
    if pdf is None:
        return []
    return page_pictures(pdf, sorted({place.page for place in _places(report, review)}), password=password)


def _places(report: Report, review: Review | None) -> Iterator[Source | Evidence]:
    """Every place that the page cites."""
    if description := report.system_description:
        yield from (*description.incidents.sources, *description.changes.sources)
        yield from (source for left in description.criteria_not_applicable for source in left.sources)
    parts = (report.service_organization, report.auditor, report.opinion, report.assertion, report.system_description)
    records: tuple[_Sourced, ...] = (
        *(part for part in parts if part),
        report.period,
        *report.frameworks,
        *report.tsc_mapping,
        *report.controls,
        *report.testing_results,
        *report.exceptions,
        *report.subservice_organizations,
        *(control for organization in report.subservice_organizations for control in organization.controls),
        *report.cuecs,
    )
    yield from (source for record in records for source in record.sources)
    if review:
        said: tuple[_Evidenced, ...] = (*review.findings, *review.not_covered, *review.duties, *review.providers)
        yield from (item for one in said for item in one.evidence if item.bbox)


class _Sourced(Protocol):
    @property
    def sources(self) -> tuple[Source, ...]: ...


class _Evidenced(Protocol):
    @property
    def evidence(self) -> tuple[Evidence, ...]: ...


def _crop_of(pictures: list[PagePicture]) -> Callable[[Source | Evidence], Crop | None]:
    by_page = {picture.page: picture for picture in pictures}

    def crop_of(place: Source | Evidence) -> Crop | None:
        picture = by_page.get(place.page)
        return crop(picture, place.bbox) if picture and place.bbox else None

    return crop_of
