"""Two reports of one vendor: what is covered without a gap, and what changed from the old one to the new one."""

from __future__ import annotations

from datetime import timedelta

from soc2parse.report import Record, Report, headline
from soc2parse.reviewing.change import Change, Continuity, ExceptionChange, Scalar
from soc2parse.reviewing.differences import (
    control_changes,
    duty_changes,
    exception_changes,
    matched_controls,
    provider_changes,
)
from soc2parse.reviewing.finding import Evidence, cite
from soc2parse.reviewing.names import same_name
from soc2parse.terms import Category


class Comparison(Record):
    """All differences between two reports; an empty list says that none was found, not that there is none.

    `same_vendor` is None where a name was not read.
    """

    old: str
    new: str
    same_vendor: bool | None
    continuity: Continuity
    facts: tuple[Scalar, ...]
    categories_added: tuple[Category, ...]
    categories_removed: tuple[Category, ...]
    controls: tuple[Change, ...]
    exceptions: tuple[ExceptionChange, ...]
    providers: tuple[Change, ...]
    duties: tuple[Change, ...]

    def to_json(self, *, indent: int | None = 2) -> str:
        """The comparison as JSON, in UTF-8."""
        return self.model_dump_json(indent=indent)


def compare(old: Report, new: Report) -> Comparison:
    """What changed from `old` to `new`. Evidence points into the report that its name says."""
    controls = matched_controls(old, new)
    return Comparison(
        old=" · ".join(headline(old)),
        new=" · ".join(headline(new)),
        same_vendor=_same_vendor(old, new),
        continuity=continuity(old, new),
        facts=_facts(old, new),
        categories_added=tuple(category for category in new.categories if category not in old.categories),
        categories_removed=tuple(category for category in old.categories if category not in new.categories),
        controls=control_changes(controls),
        exceptions=exception_changes(old, new, controls),
        providers=provider_changes(old, new),
        duties=duty_changes(old, new),
    )


def continuity(old: Report, new: Report) -> Continuity:
    """How the periods of two reports join: without a gap, with days between them, or with days in both."""
    end, start = old.period.end, new.period.start
    if end is None or start is None:
        return Continuity(old_end=end, new_start=start, statement="A date was not read: not told.")
    days = (start - end).days - 1
    if days == 0:
        said = f"The new period begins on {start}, the day after the old one ended."
    elif days > 0:
        said = f"{days} days are in neither report: {end + timedelta(days=1)} to {start - timedelta(days=1)}."
    else:
        said = f"The periods overlap: the new one begins on {start}, the old one ended on {end}."
    return Continuity(old_end=end, new_start=start, gap_days=max(days, 0), overlap_days=max(-days, 0), statement=said)


def _same_vendor(old: Report, new: Report) -> bool | None:
    if old.service_organization is None or new.service_organization is None:
        return None
    organization = new.service_organization
    return same_name(old.service_organization.name, organization.name, organization.short_name)


def _facts(old: Report, new: Report) -> tuple[Scalar, ...]:
    found = []
    for (field, before, cited), (_, after, cited_new) in zip(_scalars(old), _scalars(new), strict=True):
        if before != after:
            found.append(Scalar(field=field, old=before, new=after, old_evidence=cited, new_evidence=cited_new))
    return tuple(found)


def _scalars(report: Report) -> list[tuple[str, str | None, tuple[Evidence, ...]]]:
    opinion, auditor, organization = report.opinion, report.auditor, report.service_organization
    on_opinion = cite(opinion.sources) if opinion else ()
    return [
        (
            "service_organization",
            organization.name if organization else None,
            cite(organization.sources if organization else ()),
        ),
        ("system_name", report.system_name, ()),
        ("report_type", _text(report.report_type), ()),
        ("criteria_set", _text(report.criteria_set), ()),
        ("auditor", auditor.firm if auditor else None, cite(auditor.sources if auditor else ())),
        ("opinion", _text(opinion.kind if opinion else None), on_opinion),
        ("opinion_on_description", _text(opinion.description if opinion else None), on_opinion),
        ("opinion_on_design", _text(opinion.design if opinion else None), on_opinion),
        ("opinion_on_operation", _text(opinion.operating_effectiveness if opinion else None), on_opinion),
    ]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
