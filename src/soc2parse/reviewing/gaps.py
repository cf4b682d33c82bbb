"""What the report does not cover, said as plainly as what it does."""

from __future__ import annotations

from collections.abc import Iterator

from soc2parse.reviewing.case import Case
from soc2parse.reviewing.finding import Gap, cite
from soc2parse.reviewing.rules.age import period_evidence
from soc2parse.reviewing.rules.scope import mentions, said
from soc2parse.terms import Category, Outcome, ReportType, SubserviceMethod, Treatment


def gaps(case: Case) -> Iterator[Gap]:
    """Time, categories, criteria, services, providers, controls and statements that no auditor's opinion covers."""
    yield from _time(case)
    yield from _criteria(case)
    yield from _providers(case)
    yield from _tests(case)
    yield from _own_words(case)


def _time(case: Case) -> Iterator[Gap]:
    period = case.report.period
    if period.end is None:
        return
    evidence = period_evidence(case)
    looked = None if evidence else case.looked()
    if case.report.report_type is ReportType.TYPE_1:
        said = f"Whether controls operated at all: the report speaks of their design on {period.end}."
    elif period.start:
        said = f"Anything before {period.start} or after {period.end}."
    else:
        said = f"Anything after {period.end}."
    yield Gap(statement=said, evidence=evidence, looked_in=looked)


def _criteria(case: Case) -> Iterator[Gap]:
    report = case.report
    evidence = cite(report.opinion.sources) if report.opinion else ()
    looked = None if evidence else case.looked()
    missing = [said(category) for category in Category if category not in report.categories]
    if report.categories and missing:
        yield Gap(
            statement=f"The categories {', '.join(missing)}.",
            evidence=evidence,
            looked_in=looked,
        )
    description = report.system_description
    for left_out in description.criteria_not_applicable if description else ():
        yield Gap(
            statement=f"The criterion {left_out.criterion}, which the report treats as not applicable.",
            evidence=cite(left_out.sources) or cite(description.sources if description else ()),
        )
    for framework in report.frameworks:
        if framework.treatment is Treatment.MAPPED:
            yield Gap(
                statement=f"{framework.name}: mapped by management, not covered by the opinion.",
                evidence=cite(framework.sources),
                looked_in=None if framework.sources else case.looked(),
            )
    for name in (*case.profile.services, *case.profile.regions):
        excluding = [mention.evidence for mention in mentions(case, name) if mention.excluding]
        if excluding:
            yield Gap(statement=f"{name}, by its words: “{excluding[0].text}”", evidence=tuple(excluding))


def _providers(case: Case) -> Iterator[Gap]:
    for organization in case.report.subservice_organizations:
        if organization.method is SubserviceMethod.CARVE_OUT:
            yield Gap(
                statement=f"The controls of {organization.name or 'a provider without a name'} (carved out).",
                evidence=cite(organization.sources),
            )


def _tests(case: Case) -> Iterator[Gap]:
    words = {
        Outcome.NO_OCCURRENCE: "nothing occurred that the control reacts to",
        Outcome.NOT_TESTED: "the auditor did not test it",
        Outcome.NOT_APPLICABLE: "the report calls it not applicable",
    }
    for test in case.report.testing_results:
        if test.outcome in words:
            yield Gap(
                statement=f"The operation of {test.control_id or 'a control without an id'}: {words[test.outcome]}.",
                evidence=cite(test.sources),
            )


def _own_words(case: Case) -> Iterator[Gap]:
    answered = [exception.sources for exception in case.report.exceptions if exception.management_response]
    if answered:
        yield Gap(
            statement="Management's responses to exceptions: they are the vendor's own words, not tested.",
            evidence=cite(*answered),
        )
    if case.report.cuecs:
        yield Gap(
            statement="Whether you carry out your own duties, on which the vendor's controls rely.",
            evidence=cite(*(cuec.sources for cuec in case.report.cuecs)),
        )
