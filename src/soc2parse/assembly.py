"""What the extractors found -> the Report: the nine sections with their status, and an issue for what nobody found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from soc2parse.criteria import topic_of
from soc2parse.extract.found import Found, error, warning
from soc2parse.reading.page import Pages
from soc2parse.report import CriterionMapping, Document, Issue, Report, SectionSummary
from soc2parse.sections import Role, Section, Sections
from soc2parse.terms import CriteriaSet, Outcome, ReportType, SectionKind, SectionStatus

_LISTS = (
    "categories",
    "frameworks",
    "tsc_mapping",
    "controls",
    "testing_results",
    "exceptions",
    "subservice_organizations",
    "cuecs",
)
_ROLE = {
    SectionKind.OPINION: Role.AUDITOR_REPORT,
    SectionKind.ASSERTION: Role.ASSERTION,
    SectionKind.SYSTEM_DESCRIPTION: Role.DESCRIPTION,
    SectionKind.CONTROLS: Role.TESTS,
    SectionKind.TESTING_RESULTS: Role.TESTS,
}
# Fields without which nobody should rely on the report, and those that a reader would miss.
_NEEDED = {"report_type": "the type (I or II)", "opinion": "the auditor's opinion"}
_WANTED = {
    "service_organization": "the service organization's name",
    "system_name": "the system's name",
    "auditor": "the auditor",
    "categories": "the categories in scope",
    "criteria_set": "the year of the trust services criteria",
    "assertion": "management's assertion",
    "system_description": "the description of the system",
}


def assemble(read: Pages, sections: Sections, items: Iterable[Found | Issue]) -> Report:
    """The report of all findings; a scalar that two extractors found keeps the first."""
    issues = [item for item in items if isinstance(item, Issue)]
    values: dict[str, object] = {name: [] for name in _LISTS}
    places: dict[str, object] = {}
    for item in items:
        if isinstance(item, Found):
            _put(item, values, places)
    values["tsc_mapping"] = _with_topics(values)
    issues += _missing(values, issues)
    summaries = [_summary(kind, sections, values, places) for kind in SectionKind]
    issues += [_not_found(summary) for summary in summaries if _needs_issue(summary, issues)]
    document = Document(
        file_name=read.file_name,
        sha256=read.sha256,
        page_count=len(read.pages),
        ocr_pages=tuple(page.number for page in read.pages if page.ocr),
    )
    return Report.model_validate(
        {"document": document, "sections": summaries, "issues": tuple(dict.fromkeys(issues)), **values}
    )


def _put(item: Found, values: dict[str, object], places: dict[str, object]) -> None:
    if item.field.startswith(("section:", "status:")):
        places[item.field.partition(":")[2]] = item.value
    elif item.field in _LISTS:
        found = _list(values, item.field)
        if isinstance(item.value, tuple | list):
            found.extend(item.value)
        else:
            found.append(item.value)
    else:
        values.setdefault(item.field, item.value)


def _with_topics(values: dict[str, object]) -> list[CriterionMapping]:
    """The topics of the criteria, where their year is known: the same number means another one in another year."""
    year = values.get("criteria_set")
    known = year if isinstance(year, CriteriaSet) else None
    entries = (entry for entry in _list(values, "tsc_mapping") if isinstance(entry, CriterionMapping))
    return [entry.model_copy(update={"topic": topic_of(entry.criterion, known)}) for entry in entries]


def _list(values: dict[str, object], name: str) -> list[Any]:
    found = values[name]
    return found if isinstance(found, list) else []


def _missing(values: dict[str, object], issues: Sequence[Issue]) -> list[Issue]:
    """An issue for each scalar that nobody found and of which nobody said why."""
    named = {issue.field.partition(".")[0] for issue in issues}
    found = []
    for names, make in ((_NEEDED, error), (_WANTED, warning)):
        for name, what in names.items():
            if not values.get(name) and name not in named:
                found.append(make(f"{name}_not_found", name, f"No words were found that give {what}."))
    if not values.get("period") and "period" not in named:
        found.append(error("period_not_found", "period", "No words were found that give the period."))
    return found


def _summary(
    kind: SectionKind, sections: Sections, values: dict[str, object], places: dict[str, object]
) -> SectionSummary:
    given = places.get(str(kind), places.get("controls") if kind in _AS_CONTROLS else None)
    if isinstance(given, SectionSummary):
        return given
    part = given if isinstance(given, Section) else _part(kind, sections)
    status = given if isinstance(given, SectionStatus) else _status(kind, values, places, part)
    if part is None or status in (SectionStatus.NOT_FOUND, SectionStatus.NOT_APPLICABLE):
        return SectionSummary(kind=kind, status=status)
    if kind in _BY_RECORDS:
        return _by_records(kind, status, values)
    return SectionSummary(
        kind=kind, status=status, title=part.title or None, first_page=part.first_page, last_page=part.last_page
    )


_AS_CONTROLS = (SectionKind.TESTING_RESULTS, SectionKind.TSC_MAPPING)
_BY_RECORDS = (SectionKind.EXCEPTIONS, SectionKind.SUBSERVICE_ORGANIZATIONS, SectionKind.CUECS)


def _by_records(kind: SectionKind, status: SectionStatus, values: dict[str, object]) -> SectionSummary:
    records = _list(values, str(kind))
    pages = [source.page for record in records for source in record.sources]
    first, last = (min(pages), max(pages)) if pages else (None, None)
    return SectionSummary(kind=kind, status=status, first_page=first, last_page=last)


def _part(kind: SectionKind, sections: Sections) -> Section | None:
    role = _ROLE.get(kind, Role.TESTS)
    parts = sections.of(role)
    return parts[0] if parts else None


def _status(
    kind: SectionKind, values: dict[str, object], places: dict[str, object], part: Section | None
) -> SectionStatus:
    if kind is SectionKind.TESTING_RESULTS and values.get("report_type") == ReportType.TYPE_1:
        return SectionStatus.FOUND if values["testing_results"] else SectionStatus.NOT_APPLICABLE
    if kind is SectionKind.EXCEPTIONS:
        return _exceptions_status(values, places)
    if kind in (SectionKind.OPINION, SectionKind.ASSERTION, SectionKind.SYSTEM_DESCRIPTION):
        return SectionStatus.FOUND if part is not None else SectionStatus.NOT_FOUND
    return SectionStatus.FOUND if values.get(str(kind)) else SectionStatus.NOT_FOUND


def _exceptions_status(values: dict[str, object], places: dict[str, object]) -> SectionStatus:
    """None are stated only where every tested row was read and none of them has an exception."""
    tests = _list(values, "testing_results")
    if values["exceptions"]:
        return SectionStatus.FOUND
    if values.get("report_type") == ReportType.TYPE_1:
        return SectionStatus.NOT_APPLICABLE
    outcomes = {test.outcome for test in tests}
    if "rows" in places:  # some were printed that no record holds
        return SectionStatus.NOT_FOUND
    if outcomes and None not in outcomes and Outcome.NO_EXCEPTION in outcomes:
        return SectionStatus.NONE_STATED
    return SectionStatus.NOT_FOUND


def _needs_issue(summary: SectionSummary, issues: Sequence[Issue]) -> bool:
    named = any(issue.field.partition(".")[0] == summary.kind for issue in issues)
    return summary.status is SectionStatus.NOT_FOUND and not named


def _not_found(summary: SectionSummary) -> Issue:
    kind = str(summary.kind)
    words = kind.replace("_", " ")
    return warning(f"{kind}_not_found", kind, f"Nothing was read of the section on {words}; nothing is concluded.")
