"""Parts of the report that disagree with each other: names, periods, categories, controls and their tests."""

from __future__ import annotations

import re
from datetime import date, datetime

from soc2parse.report import normal_id
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Weight, cite
from soc2parse.reviewing.names import same_name
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.reviewing.rules.scope import said
from soc2parse.terms import Category, Outcome, ReportType, SectionKind, SectionStatus

_DATE = r"(?:[A-Z][a-z]+ \d{1,2}, ?\d{4}|\d{1,2} [A-Z][a-z]+ \d{4})"
_PERIOD = re.compile(rf"period (?:from |of )?({_DATE})(?:,)? (?:to|through|until|-|–|—) ({_DATE})")
_FORMATS = ("%B %d, %Y", "%B %d,%Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y")
_OWN_RULE = frozenset(
    {
        SectionKind.OPINION,
        SectionKind.ASSERTION,
        SectionKind.EXCEPTIONS,
        SectionKind.SUBSERVICE_ORGANIZATIONS,
        SectionKind.CUECS,
    }
)
_OF_CATEGORY = {
    Category.AVAILABILITY: re.compile(r"A\d"),
    Category.CONFIDENTIALITY: re.compile(r"C\d"),
    Category.PROCESSING_INTEGRITY: re.compile(r"PI\d"),
    Category.PRIVACY: re.compile(r"P\d"),
}


def _as_date(text: str) -> date | None:
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def names(case: Case) -> Raising:
    """The assertion is made by an organization with another name."""
    organization, assertion = case.report.service_organization, case.report.assertion
    if organization is None or assertion is None or assertion.by is None:
        return
    if not same_name(assertion.by, organization.name, organization.short_name):
        yield Raised(
            Weight.HIGH,
            f"The report is on {organization.name}, but the assertion is made by {assertion.by}.",
            cite(organization.sources, assertion.sources),
            question=f"Why is the assertion in the report on {organization.name} made by {assertion.by}?",
        )


def periods(case: Case) -> Raising:
    """The opinion or the assertion states another period than the report's."""
    report, period = case.report, case.report.period
    if not (period.start and period.end):
        return
    for name, part in (("opinion", report.opinion), ("assertion", report.assertion)):
        stated = _PERIOD.search(part.text) if part else None
        if part is None or stated is None:
            continue
        start, end = _as_date(stated[1]), _as_date(stated[2])
        if start and end and (start, end) != (period.start, period.end):
            yield Raised(
                Weight.HIGH,
                f"The {name} states the period {start} to {end}; the report's was read as "
                f"{period.start} to {period.end}.",
                cite(part.sources, period.sources),
                question=f"Which period does your report cover: {start} to {end}, or {period.start} to {period.end}?",
                key=name,
            )


def type_against_tests(case: Case) -> Raising:
    """A type 1 with results of tests of operation, or a type 2 without any test."""
    report = case.report
    tested = [test for test in report.testing_results if test.outcome in (Outcome.NO_EXCEPTION, Outcome.EXCEPTION)]
    if report.report_type is ReportType.TYPE_1 and tested:
        yield Raised(
            Weight.MEDIUM,
            f"The report is a type 1, but {len(tested)} results of tests were read.",
            cite(tested[0].sources),
            question="Your report is a type 1 and shows results of tests. Which is right?",
        )
    elif case.is_type_2 and not report.testing_results:
        yield Raised(
            Weight.HIGH,
            "The report is a type 2, but no results of tests were read.",
            looked_in=case.looked(),
            question="Please send the section with the auditor's tests and results.",
        )


def mapped_not_tested(case: Case) -> Raising:
    """A control of a type 2 report for which no test was read."""
    if not case.is_type_2 or not case.report.testing_results:
        return
    for control in case.report.controls:
        if control.id and normal_id(control.id) not in case.tests_of:
            yield Raised(
                Weight.MEDIUM,
                f"No test of {control.id} was read.",
                cite(control.sources),
                question=f"Was {control.id} tested, and with which result?",
                key=control.id,
            )


def tested_not_listed(case: Case) -> Raising:
    """A test or a mapping that names a control which is not among the controls."""
    report = case.report
    for normal, tests in case.tests_of.items():
        if report.controls and normal not in case.controls_by_id:
            yield Raised(
                Weight.MEDIUM,
                f"Tests name {tests[0].control_id}, which is not among the controls that were read.",
                cite(tests[0].sources),
                question=f"Which control is {tests[0].control_id}?",
                key=f"tested-{tests[0].control_id}",
            )
    for mapping in report.tsc_mapping:
        for name in mapping.controls:
            if report.controls and normal_id(name) not in case.controls_by_id:
                yield Raised(
                    Weight.MEDIUM,
                    f"{mapping.criterion} is mapped to {name}, which is not among the controls that were read.",
                    cite(mapping.sources),
                    case.looked(),
                    f"Which control is {name}, named for {mapping.criterion}?",
                    f"mapped-{mapping.criterion}-{name}",
                )


def categories(case: Case) -> Raising:
    """A category in scope without a criterion of its own in the controls, or such criteria without the category."""
    report = case.report
    used = {c for control in report.controls for c in control.criteria} | {m.criterion for m in report.tsc_mapping}
    if not used or not report.categories:
        return
    evidence = cite(report.opinion.sources if report.opinion else ())
    for category, pattern in _OF_CATEGORY.items():
        own = sorted(criterion for criterion in used if pattern.match(criterion))
        if category in report.categories and not own:
            yield Raised(
                Weight.HIGH,
                f"The report covers {said(category)}, but no control for a criterion of it was read.",
                evidence,
                case.looked(),
                f"Which controls meet the criteria for {said(category)}?",
                f"{category}-without-controls",
            )
        elif own and category not in report.categories:
            yield Raised(
                Weight.MEDIUM,
                f"Controls are given for {', '.join(own)}, but {said(category)} is not among the categories in scope.",
                cite(*(c.sources for c in report.controls if set(own) & set(c.criteria))) or evidence,
                case.looked(),
                f"Does the auditor's opinion cover {said(category)}?",
                f"{category}-not-in-scope",
            )


def sections_not_found(case: Case) -> Raising:
    """One of the nine standard sections was not found; those that have a rule of their own are left to it."""
    for section in case.report.sections:
        if section.status is SectionStatus.NOT_FOUND and section.kind not in _OWN_RULE:
            name = section.kind.replace("_", " ")
            yield Raised(
                Weight.MEDIUM,
                f"The section “{name}” was not found; nothing is concluded from that.",
                looked_in=case.looked(),
                question=f"Does your report have a part on {name}? Please name its pages.",
                key=section.kind,
            )


RULES = (
    Rule(
        "names-disagree",
        names,
        "the assertion is made by an organization with another name than the report's",
        "Another company's name is the plainest sign of a text taken from elsewhere (G3 of the quality rubric).",
    ),
    Rule(
        "periods-disagree",
        periods,
        "the opinion or the assertion states another period than the report's",
        "Opinion, assertion and description must speak of the same time (G3 of the quality rubric).",
    ),
    Rule(
        "type-disagrees",
        type_against_tests,
        "a type 1 with results of tests, or a type 2 without any",
        "The tests of operation are what sets a type 2 apart.",
    ),
    Rule(
        "control-not-tested",
        mapped_not_tested,
        "no test was read for a control of a type 2 report that has tests",
        "A control without a test proves nothing; a row may also have been lost in reading.",
    ),
    Rule(
        "control-not-listed",
        tested_not_listed,
        "a test or the criteria mapping names a control that is not among the controls",
        "Lists that do not match show an error in the report or in its reading.",
    ),
    Rule(
        "categories-disagree",
        categories,
        "a category in scope has no controls for its criteria, or criteria of a category that is not in scope",
        "Scope and tests must fit each other (G3 of the quality rubric).",
    ),
    Rule(
        "section-not-found",
        sections_not_found,
        "the system description, the criteria mapping, the controls or the results were not found as a section",
        "What was not found may be there all the same: look before you conclude.",
    ),
)
