"""How the auditor tested: results that were not read, tests that were not made, and tests by asking alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soc2parse.report import TestingResult, normal_id
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Evidence, Weight, cite, pages_of, said_pages
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import Method, Outcome

# Events that most companies see within half a year; that none occurred is worth a question.
_COMMON_EVENTS = {
    "leavers": ("terminat", "leaver", "offboard", "separat", "departing"),
    "joiners": ("new hire", "newly hired", "onboard", "new employee", "joiner", "new personnel"),
    "changes": (
        "change request",
        "code change",
        "system change",
        "infrastructure change",
        "release",
        "deploy",
    ),
    "access requests": ("access request", "new access", "access modification", "role change"),
    "new vendors": ("new vendor", "new third part", "new supplier"),
}


_PRIVACY = re.compile(r"P\d")
_SHOWN = 60


def _name(test: TestingResult) -> str:
    """The control's id, else the beginning of its words."""
    if test.control_id:
        return test.control_id
    text = test.control_text or ""
    return (
        f"the control “{text[:_SHOWN].rstrip()}{'…' if len(text) > _SHOWN else ''}”"
        if text
        else "a control without an id"
    )


def _alike(case: Case, *outcomes: Outcome | None) -> Iterator[tuple[TestingResult, tuple[Evidence, ...]]]:
    """The tests with one of these outcomes; those of one control with the same words, printed twice, as one."""
    groups: dict[tuple[str, str], list[TestingResult]] = {}
    for number, test in enumerate(case.report.testing_results):
        if test.outcome in outcomes:
            control = test.control_id or test.control_text or str(number)
            groups.setdefault((control, test.result or ""), []).append(test)
    for tests in groups.values():
        yield tests[0], cite(*(test.sources for test in tests))


def result_not_read(case: Case) -> Raising:
    """A result whose words do not say how the test came out: nothing is concluded."""
    for test, evidence in _alike(case, None):
        words = f"“{test.result}”" if test.result else "no words were read."
        yield Raised(
            Weight.HIGH,
            f"The result of a test of {_name(test)} could not be told: {words}",
            evidence,
            question=f"How did the test of {_name(test)} ({said_pages(pages_of(evidence))}) come out?",
            key=test.control_id or "",
        )


def not_performed(case: Case) -> Raising:
    """A control that the auditor did not test, for another reason than that nothing occurred."""
    design = (Outcome.DESIGN_ONLY,) if case.is_type_2 else ()
    for test, evidence in _alike(case, Outcome.NOT_TESTED, *design):
        how = "was tested for its design alone" if test.outcome is Outcome.DESIGN_ONLY else "was not tested"
        yield Raised(
            Weight.MEDIUM,
            f"The operation of {_name(test)} {how}: “{test.result}”",
            evidence,
            question=f"Why was the operation of {_name(test)} not tested, and what other evidence is there?",
            key=test.control_id or "",
        )


def no_occurrence(case: Case) -> Raising:
    """A control whose event did not occur in the period, and whether the event is one that most companies see."""
    for test, evidence in _alike(case, Outcome.NO_OCCURRENCE):
        events = _common_events(case, test)
        unusual = f" Most companies see {' and '.join(events)} within such a period." if events else ""
        yield Raised(
            Weight.MEDIUM if events else Weight.LOW,
            f"The operation of {_name(test)} was not tested, because nothing occurred: “{test.result}”{unusual}",
            evidence,
            question=f"Please confirm that nothing occurred in the period that {_name(test)} reacts to, and how the "
            "auditor made sure of it.",
            key=test.control_id or "",
        )


def _common_events(case: Case, test: TestingResult) -> list[str]:
    period = case.report.period
    if not (period.start and period.end) or (period.end - period.start).days < case.thresholds.short_days:
        return []
    control = case.controls_by_id.get(normal_id(test.control_id)) if test.control_id else None
    if control and any(_PRIVACY.match(criterion) for criterion in control.criteria):
        return []  # an access request under P5.1 is that of a person who asks for their data
    words = f"{test.result or ''} {test.procedure or ''}".casefold()
    return [event for event, stems in _COMMON_EVENTS.items() if any(stem in words for stem in stems)]


def inquiry_only(case: Case) -> Raising:
    """A control all of whose tests were made by asking, with no record looked at and nothing observed or redone."""
    for tests in case.tests_of.values():
        made = [test for test in tests if test.outcome in (Outcome.NO_EXCEPTION, Outcome.EXCEPTION)]
        if made and all(test.methods == (Method.INQUIRY,) for test in made):
            yield Raised(
                Weight.MEDIUM,
                f"The operation of {_name(made[0])} was tested by inquiry alone: “{made[0].procedure}”",
                cite(*(test.sources for test in made)),
                question=f"{_name(made[0])} was tested by asking only. What evidence of its operation can you share?",
                key=_name(made[0]),
            )


RULES = (
    Rule(
        "result-not-read",
        result_not_read,
        "the words of a result do not say how the test came out",
        "A result that cannot be told may hide an exception.",
    ),
    Rule(
        "test-not-performed",
        not_performed,
        "a control was not tested, or in a type 2 for its design alone",
        "Without a test nothing is known of the control's operation.",
    ),
    Rule(
        "test-no-occurrence",
        no_occurrence,
        "a control was not tested because its event did not occur; it weighs more for common events (leavers, "
        "joiners, changes ...) in a period of at least `short_days`",
        "Neither pass nor fail: the control is untested, and the reason must be plausible.",
        ("short_days",),
    ),
    Rule(
        "test-inquiry-only",
        inquiry_only,
        "all tests of a control that were made were inquiries",
        "Asking alone is the weakest kind of test; the answer comes from the people who are examined (G7 of the "
        "quality rubric).",
    ),
)
