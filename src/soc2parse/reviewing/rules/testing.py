"""How the auditor tested: results that were not read, tests that were not made, and tests by asking alone."""

from __future__ import annotations

from soc2parse.report import Method, Outcome, TestingResult
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Weight, cite
from soc2parse.reviewing.rules.rule import Rule

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


def _name(test: TestingResult) -> str:
    return test.control_id or "a control without an id"


def result_not_read(case: Case) -> Raising:
    """A result whose words do not say how the test came out: nothing is concluded."""
    for number, test in enumerate(case.report.testing_results, 1):
        if test.outcome is None:
            words = f"“{test.result}”" if test.result else "no words were read"
            yield Raised(
                Weight.HIGH,
                f"The result of a test of {_name(test)} could not be told: {words}.",
                cite(test.sources),
                question=f"How did the test of {_name(test)} come out?",
                key=test.control_id or str(number),
            )


def not_performed(case: Case) -> Raising:
    """A control that the auditor did not test, for another reason than that nothing occurred."""
    for number, test in enumerate(case.report.testing_results, 1):
        if test.outcome is Outcome.NOT_TESTED or (case.is_type_2 and test.outcome is Outcome.DESIGN_ONLY):
            how = "was tested for its design alone" if test.outcome is Outcome.DESIGN_ONLY else "was not tested"
            yield Raised(
                Weight.MEDIUM,
                f"{_name(test)} {how}: “{test.result}”",
                cite(test.sources),
                question=f"Why was the operation of {_name(test)} not tested, and what other evidence is there?",
                key=test.control_id or str(number),
            )


def no_occurrence(case: Case) -> Raising:
    """A control whose event did not occur in the period, and whether the event is one that most companies see."""
    for number, test in enumerate(case.report.testing_results, 1):
        if test.outcome is not Outcome.NO_OCCURRENCE:
            continue
        events = _common_events(case, test)
        unusual = f" Most companies see {' and '.join(events)} within such a period." if events else ""
        yield Raised(
            Weight.MEDIUM if events else Weight.LOW,
            f"The operation of {_name(test)} was not tested, because nothing occurred: “{test.result}”{unusual}",
            cite(test.sources),
            question=f"Please confirm that nothing occurred in the period that {_name(test)} reacts to, and how the "
            "auditor made sure of it.",
            key=test.control_id or str(number),
        )


def _common_events(case: Case, test: TestingResult) -> list[str]:
    period = case.report.period
    if not (period.start and period.end) or (period.end - period.start).days < case.thresholds.short_days:
        return []
    words = f"{test.result or ''} {test.procedure or ''}".casefold()
    return [event for event, stems in _COMMON_EVENTS.items() if any(stem in words for stem in stems)]


def inquiry_only(case: Case) -> Raising:
    """A control all of whose tests were made by asking, with no record looked at and nothing observed or redone."""
    for tests in case.tests_of.values():
        made = [test for test in tests if test.outcome in (Outcome.NO_EXCEPTION, Outcome.EXCEPTION)]
        if made and all(test.methods == (Method.INQUIRY,) for test in made):
            yield Raised(
                Weight.MEDIUM,
                f"{_name(made[0])} was tested by inquiry alone: “{made[0].procedure}”",
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
