"""Parts of the report that disagree with each other: names, periods, categories, controls and their tests."""

from __future__ import annotations

import re
from datetime import date, datetime

from soc2parse.report import normal_id
from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Item, Weight, cite, counted
from soc2parse.reviewing.labels import section_label
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
            ask=Ask(f"Why is the assertion in the report on {organization.name} made by {assertion.by}?"),
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
                ask=Ask(f"Which period does your report cover: {start} to {end}, or {period.start} to {period.end}?"),
                key=name,
            )


def type_against_tests(case: Case) -> Raising:
    """A type 1 with results of tests of operation."""
    report = case.report
    tested = [test for test in report.testing_results if test.outcome in (Outcome.NO_EXCEPTION, Outcome.EXCEPTION)]
    if report.report_type is ReportType.TYPE_1 and tested:
        yield Raised(
            Weight.MEDIUM,
            f"The report is a type 1, but {counted(tested, 'result')} of tests were read.",
            cite(tested[0].sources),
            ask=Ask("Your report is a type 1 and shows results of tests. Which is right?"),
        )


def mapped_not_tested(case: Case) -> Raising:
    """Controls of a type 2 report for which no test was read."""
    if not case.is_type_2 or not case.report.testing_results:
        return
    untested = [c for c in case.report.controls if c.id and normal_id(c.id) not in case.tests_of]
    if untested:
        yield Raised(
            Weight.MEDIUM,
            f"No test was read of {counted(untested, 'control')}.",
            ask=Ask(
                "Was {} tested, and with which result?",
                tuple(control.id or "" for control in untested),
                "Were {} tested, and with which results?",
                look_first=True,
            ),
            items=tuple(Item(text=control.id or "", evidence=cite(control.sources)) for control in untested),
        )


def tested_not_listed(case: Case) -> Raising:
    """Tests or mappings that name a control which is not among the controls."""
    report = case.report
    if not report.controls:
        return
    items: dict[str, Item] = {}
    for normal, tests in case.tests_of.items():
        if normal not in case.controls_by_id:
            name = tests[0].control_id or ""
            items[normal] = Item(text=f"{name}, which is tested", evidence=cite(tests[0].sources))
    for mapping in report.tsc_mapping:
        for name in mapping.controls:
            if normal_id(name) not in {*case.controls_by_id, *items}:
                words = f"{name}, to which {mapping.criterion} is mapped"
                items[normal_id(name)] = Item(text=words, evidence=cite(mapping.sources))
    if items:
        yield Raised(
            Weight.MEDIUM,
            f"{counted(list(items), 'control is named that is', 'controls are named that are')} not among the controls "
            "that were read.",
            looked_in=case.looked(SectionKind.CONTROLS),
            ask=Ask(
                "Which control is {}?", tuple(item.text.partition(",")[0] for item in items.values()), look_first=True
            ),
            items=tuple(items.values()),
        )


def categories(case: Case) -> Raising:
    """A category in scope without a criterion of its own in the controls, or such criteria without the category."""
    report = case.report
    used = {c for control in report.controls for c in control.criteria} | {m.criterion for m in report.tsc_mapping}
    if not used or not report.categories:
        return
    evidence = case.opinion_places
    for category, pattern in _OF_CATEGORY.items():
        own = sorted(criterion for criterion in used if pattern.match(criterion))
        if category in report.categories and not own:
            yield Raised(
                Weight.HIGH,
                f"The report covers {said(category)}, but no control for a criterion of it was read.",
                evidence,
                case.looked(),
                Ask("Which controls meet the criteria for {}?", (said(category),), look_first=True),
                f"{category}-without-controls",
            )
        elif own and category not in report.categories:
            yield Raised(
                Weight.MEDIUM,
                f"Controls are given for {', '.join(own)}, but {said(category)} is not among the categories in scope.",
                cite(*(c.sources for c in report.controls if set(own) & set(c.criteria))) or evidence,
                case.looked(),
                Ask("Does the auditor's opinion cover {}?", (said(category),)),
                f"{category}-not-in-scope",
            )


def sections_not_found(case: Case) -> Raising:
    """Standard sections that were not found; those that have a rule of their own are left to it."""
    missing = [s.kind for s in case.report.sections if s.status is SectionStatus.NOT_FOUND and s.kind not in _OWN_RULE]
    if missing:
        names = tuple(section_label(kind) for kind in missing)
        told = case.told("controls_not_found", "description_not_found", "description_empty")
        yield Raised(
            Weight.HIGH if {SectionKind.CONTROLS, SectionKind.TESTING_RESULTS} & {*missing} else Weight.MEDIUM,
            f"Not found in the report: {', '.join(names)}. Nothing is concluded from that. {told}",
            looked_in=case.looked(),
            ask=Ask("Does your report have a part on {}? Please name its pages.", names, look_first=True),
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
        "a type 1 report has results of tests",
        "The tests of operation are what sets a type 2 apart.",
    ),
    Rule(
        "control-not-tested",
        mapped_not_tested,
        "no test was read for controls of a type 2 report that has tests",
        "A control without a test proves nothing; a row may also have been lost in reading.",
    ),
    Rule(
        "control-not-listed",
        tested_not_listed,
        "tests or the criteria mapping name controls that are not among the controls",
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
        "the system description, the criteria mapping, the controls or the results were not found; it weighs more for "
        "controls and results",
        "What was not found may be there all the same: look before you conclude.",
    ),
)
