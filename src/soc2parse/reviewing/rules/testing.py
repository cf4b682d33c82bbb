"""How the auditor tested: results that were not read, tests that were not made, and tests by asking alone."""

from __future__ import annotations

import re

from soc2parse.report import TestingResult, normal_id
from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Item, Weight, cite, counted
from soc2parse.reviewing.labels import control_label
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
Tested = list[tuple[TestingResult, Item]]


def _with(case: Case, *outcomes: Outcome | None) -> Tested:
    """The tests with one of these outcomes, each with its control and result in words; printed twice they are one."""
    groups: dict[tuple[str, str], list[TestingResult]] = {}
    for number, test in enumerate(case.report.testing_results):
        if test.outcome in outcomes:
            control = test.control_id or test.control_text or str(number)
            groups.setdefault((control, test.result or ""), []).append(test)
    return [(tests[0], _item(tests, tests[0].result)) for tests in groups.values()]


def _item(tests: list[TestingResult], words: str | None) -> Item:
    said = f"“{words}”" if words and words.strip() else "no words were read."
    return Item(text=f"{_label(tests[0])}: {said}", evidence=cite(*(test.sources for test in tests)))


def _label(test: TestingResult) -> str:
    return control_label(test.control_id, test.control_text, cite(test.sources))


def _labels(tested: Tested) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_label(test) for test, _ in tested))


def _items(tested: Tested) -> tuple[Item, ...]:
    return tuple(item for _, item in tested)


def result_not_read(case: Case) -> Raising:
    """Results whose words do not say how the test came out: nothing is concluded."""
    if tested := _with(case, None):
        yield Raised(
            Weight.HIGH,
            f"How {counted(tested, 'test')} came out could not be told. Take none of them for passed.",
            ask=Ask("How did the auditor's tests of {} come out?", _labels(tested), look_first=True),
            items=_items(tested),
        )


def not_performed(case: Case) -> Raising:
    """Controls that the auditor did not test, for another reason than that nothing occurred."""
    reasons = {
        Outcome.NOT_TESTED: "The operation of {} was not tested.",
        Outcome.NOT_APPLICABLE: "The report calls {} not applicable.",
    }
    if case.is_type_2:
        reasons[Outcome.DESIGN_ONLY] = "In this type 2 report, {} had only the design tested."
    for outcome, words in reasons.items():
        if tested := _with(case, outcome):
            labels = _labels(tested)
            yield Raised(
                Weight.MEDIUM,
                words.replace("{}", counted(labels, "control")),
                ask=Ask("Why was the operation of {} not tested, and what other evidence is there?", labels),
                key=outcome,
                items=_items(tested),
            )


def no_occurrence(case: Case) -> Raising:
    """Controls whose event did not occur in the period; those whose event most companies see weigh more."""
    odd: Tested = []
    plausible: Tested = []
    for test, item in _with(case, Outcome.NO_OCCURRENCE):
        if events := _common_events(case, test):
            note = f"{item.text} Most companies see {' and '.join(events)} within such a period."
            odd.append((test, item.model_copy(update={"text": note})))
        else:
            plausible.append((test, item))
    for weight, key, tested in ((Weight.MEDIUM, "common-event", odd), (Weight.LOW, "", plausible)):
        if tested:
            labels = _labels(tested)
            yield Raised(
                weight,
                f"The operation of {counted(labels, 'control')} was not tested, because nothing occurred.",
                ask=Ask(
                    "Please confirm that nothing occurred in the period that calls for {}, and how the auditor made "
                    "sure of it.",
                    labels,
                ),
                key=key,
                items=_items(tested),
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
    """Controls all of whose tests were made by asking, with no record looked at and nothing observed or redone."""
    asked: Tested = []
    for tests in case.tests_of.values():
        made = [test for test in tests if test.outcome in (Outcome.NO_EXCEPTION, Outcome.EXCEPTION)]
        if made and all(test.methods == (Method.INQUIRY,) for test in made):
            asked.append((made[0], _item(made, made[0].procedure)))
    if asked:
        yield Raised(
            Weight.MEDIUM,
            f"The operation of {counted(asked, 'control')} was tested by inquiry alone.",
            ask=Ask("The auditor tested {} by asking only. What evidence of operation can you share?", _labels(asked)),
            items=_items(asked),
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
        "controls were not tested or are called not applicable, or in a type 2 were tested for their design alone",
        "Without a test nothing is known of a control's operation.",
    ),
    Rule(
        "test-no-occurrence",
        no_occurrence,
        "controls were not tested because their event did not occur; it weighs more for common events (leavers, "
        "joiners, changes ...) in a period of at least `short_days`",
        "Neither pass nor fail: such a control is untested, and the reason must be plausible.",
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
