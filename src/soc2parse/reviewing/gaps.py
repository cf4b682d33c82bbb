"""What the report does not cover, said as plainly as what it does."""

from __future__ import annotations

from collections.abc import Iterator

from soc2parse.reviewing.case import Case
from soc2parse.reviewing.finding import Evidence, Gap, cite, listed
from soc2parse.reviewing.labels import control_label
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
    if case.report.report_type is ReportType.TYPE_1:
        words = f"Whether controls operated at all: the report speaks of their design on {period.end}."
    elif period.start:
        words = f"Anything before {period.start} or after {period.end}."
    else:
        words = f"Anything after {period.end}."
    yield _gap(case, words, period_evidence(case))


def _criteria(case: Case) -> Iterator[Gap]:
    report = case.report
    missing = [said(category) for category in Category if category not in report.categories]
    if report.categories and missing:
        yield _gap(
            case, f"The {'category' if len(missing) == 1 else 'categories'} {listed(missing)}.", case.opinion_places
        )
    description = report.system_description
    if left_out := description.criteria_not_applicable if description else ():
        yield Gap(
            statement=f"{listed([one.criterion for one in left_out])}, which the report treats as not applicable.",
            evidence=tuple(place for one in left_out for place in case.described(one.sources)),
        )
    for framework in report.frameworks:
        if framework.treatment is Treatment.MAPPED:
            words = f"{framework.name}: mapped by management, not covered by the opinion."
            yield _gap(case, words, cite(framework.sources))
    for name in (*case.profile.services, *case.profile.regions):
        excluding = [mention.evidence for mention in mentions(case, name) if mention.excluding]
        if excluding:
            yield Gap(statement=f"{name}, by its words: “{excluding[0].text}”", evidence=tuple(excluding))


def _gap(case: Case, statement: str, evidence: tuple[Evidence, ...]) -> Gap:
    return Gap(statement=statement, evidence=evidence, looked_in=None if evidence else case.looked())


def _providers(case: Case) -> Iterator[Gap]:
    carved = [one for one in case.report.subservice_organizations if one.method is SubserviceMethod.CARVE_OUT]
    if carved:
        yield Gap(
            statement="The controls of carved-out subservice organizations: "
            f"{listed([one.name or 'one without a name' for one in carved])}.",
            evidence=cite(*(one.sources for one in carved)),
        )


def _tests(case: Case) -> Iterator[Gap]:
    reasons = {
        Outcome.NO_OCCURRENCE: "because nothing occurred that calls for it",
        Outcome.NOT_TESTED: "which the auditor did not test",
        Outcome.NOT_APPLICABLE: "which the report calls not applicable",
        Outcome.DESIGN_ONLY: "which was tested for its design alone",
        None: "whose result was not read",
    }
    for outcome, words in reasons.items():
        tests = [test for test in case.report.testing_results if test.outcome is outcome]
        if tests and not (outcome is Outcome.DESIGN_ONLY and not case.is_type_2):
            labels = [control_label(test.control_id, test.control_text, cite(test.sources)) for test in tests]
            yield Gap(
                statement=f"The operation of {listed(list(dict.fromkeys(labels)))}, {words}.",
                evidence=cite(*(test.sources for test in tests)),
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
