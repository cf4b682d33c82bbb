"""Every exception, weighed by stated rules; the judgement on it stays with the reader."""

from __future__ import annotations

import re

from soc2parse.report import ReportedException, TestingResult, normal_id
from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Item, Weight, cite, counted, listed
from soc2parse.reviewing.labels import control_label
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import OpinionKind, Outcome, SectionKind, SectionStatus

_REMEDIED = re.compile(
    r"\b(?:remediat\w+|correct(?:ed|ive)\w*|resolv\w+|fixed|implemented|completed|revoked|retrained|addressed"
    r"|(?:has|have) (?:since )?been|now|will)\b",
    re.IGNORECASE,
)


def triage(case: Case) -> Raising:
    """Each exception: its control, criteria and rate, what makes it weigh more, and what management says of it."""
    for number, exception in enumerate(case.report.exceptions, 1):
        reasons = list(_weighs_more(case, exception))
        weight = Weight.HIGH if len(reasons) > 1 else Weight.MEDIUM if reasons else Weight.LOW
        control, places = _label(exception), cite(exception.sources)
        criteria = f" ({', '.join(exception.criteria)})" if exception.criteria else ""
        because = f" It weighs more: {'; '.join(reasons)}." if reasons else ""
        response = exception.management_response
        yield Raised(
            weight,
            f"Exception in {control}{criteria}, {_rate_in_words(exception)}: “{exception.description}”{because}",
            places,
            ask=Ask(
                "What was the cause of the exception in {}, was customer data affected, when was it fixed, has the fix "
                "been tested, and did it happen before?",
                (control,),
                "For each of the exceptions in {}: what was its cause, was customer data affected, when was it fixed, "
                "has the fix been tested, and did it happen before?",
            ),
            key=exception.control_id or str(number),
            items=(Item(text=f"Management's response, not tested: “{response}”"),) if response else (),
        )


def _label(exception: ReportedException) -> str:
    return control_label(exception.control_id, places=cite(exception.sources))


def _weighs_more(case: Case, exception: ReportedException) -> list[str]:
    limits, opinion = case.thresholds, case.report.opinion
    weighty = [c for c in exception.criteria if c.startswith(case.profile.weighty_criteria)]
    reasons = []
    if weighty:
        reasons.append(f"{listed(weighty)} {'is' if len(weighty) == 1 else 'are'} among the profile's weighty criteria")
    rate = _rate(exception)
    if rate is None:
        reasons.append("its rate is not known")
    elif rate >= limits.exception_rate:
        reasons.append(f"its rate is at least {limits.exception_rate:.0%}")
    if _was_there_before(case, exception):
        reasons.append("the previous report has one in the same control")
    if not exception.management_response:
        reasons.append("no response of management was found")
    if opinion and opinion.kind not in (None, OpinionKind.UNQUALIFIED) and _is_named(case, exception):
        reasons.append("the modified opinion names it")
    return reasons


def _rate(exception: ReportedException) -> float | None:
    if exception.deviations is None or not exception.sample_size:
        return None
    return exception.deviations / exception.sample_size


def _rate_in_words(exception: ReportedException) -> str:
    rate = _rate(exception)
    if rate is not None:
        return f"{exception.deviations} of {exception.sample_size} ({rate:.0%})"
    if exception.deviations is not None:
        plural = "" if exception.deviations == 1 else "s"
        return f"{exception.deviations} deviation{plural}, sample size not stated"
    return "rate not stated"


def _is_named(case: Case, exception: ReportedException) -> bool:
    opinion = case.report.opinion
    if opinion is None:
        return False
    controls = {normal_id(name) for name in opinion.affected_controls}
    control = normal_id(exception.control_id) if exception.control_id else ""
    return control in controls or bool(set(exception.criteria) & set(opinion.affected_criteria))


def _was_there_before(case: Case, exception: ReportedException) -> bool:
    if case.previous is None or exception.control_id is None:
        return False
    wanted = normal_id(exception.control_id)
    return any(before.control_id and normal_id(before.control_id) == wanted for before in case.previous.exceptions)


def no_response(case: Case) -> Raising:
    """Exceptions beside which no response of management was found."""
    if silent := [exception for exception in case.report.exceptions if not exception.management_response]:
        labels = _labels(silent)
        yield Raised(
            Weight.MEDIUM,
            f"No response of management was found to {counted(silent, 'exception')}: {listed(labels)}.",
            cite(*(exception.sources for exception in silent)),
            ask=Ask(
                "What is your response to the exception in {}?",
                labels,
                "What is your response to the exceptions in {}?",
            ),
        )


def remedied_unaudited(case: Case) -> Raising:
    """Responses of management that speak of a correction; nobody has tested it."""
    exceptions = case.report.exceptions
    if told := [e for e in exceptions if e.management_response and _REMEDIED.search(e.management_response)]:
        labels = _labels(told)
        yield Raised(
            Weight.LOW,
            f"Management speaks of a correction in its response to {counted(told, 'exception')}: {listed(labels)}. The "
            "auditor has not tested it.",
            cite(*(exception.sources for exception in told)),
            ask=Ask(
                "Please send evidence of the correction that your response to the exception in {} speaks of.",
                labels,
                "Please send evidence of the corrections that your responses to the exceptions in {} speak of.",
            ),
        )


def _labels(exceptions: list[ReportedException]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_label(exception) for exception in exceptions))


def without_entry(case: Case) -> Raising:
    """A test whose result reads as an exception, in a control that has no entry among the exceptions."""
    for number, test in enumerate(case.report.testing_results, 1):
        if test.outcome is Outcome.EXCEPTION and not any(_same(test, known) for known in case.report.exceptions):
            places = cite(test.sources)
            label = control_label(test.control_id, test.control_text, places)
            yield Raised(
                Weight.HIGH,
                f"A test of {label} reads as an exception, but is not among the exceptions: “{test.result}”",
                places,
                ask=Ask("Is there an exception in {}?", (label,)),
                key=test.control_id or str(number),
            )


def _same(test: TestingResult, exception: ReportedException) -> bool:
    if test.control_id and exception.control_id:
        return normal_id(test.control_id) == normal_id(exception.control_id)
    pages = {source.page for source in exception.sources}
    return not (test.control_id or exception.control_id) and any(source.page in pages for source in test.sources)


def not_read_in_full(case: Case) -> Raising:
    """Whether the report has exceptions, or more than were read, could not be told."""
    told = case.told("exceptions_incomplete")
    if case.is_type_2 and case.report.section(SectionKind.EXCEPTIONS).status is SectionStatus.NOT_FOUND:
        words = "Whether the report has exceptions was not read. Do not take this for none."
    elif told:
        words = f"The report may have more exceptions than the {len(case.report.exceptions)} that were read."
    else:
        return
    yield Raised(
        Weight.HIGH,
        f"{words} {told}",
        looked_in=case.looked(SectionKind.TESTING_RESULTS),
        ask=Ask("Which exceptions does the auditor's report state?", look_first=True),
    )


RULES = (
    Rule(
        "exception",
        triage,
        "each exception: high with two or more of these, medium with one, low with none: it concerns "
        "`weighty_criteria`; its rate is at least `exception_rate` or not known; it repeats the previous report's; no "
        "response was found; a modified opinion names it",
        "An exception says that a control did not work as described; these are the signs that it may touch you.",
        ("exception_rate",),
    ),
    Rule(
        "exception-no-response",
        no_response,
        "no response of management was found beside an exception; all of them in one finding",
        "Silence leaves open whether the vendor has understood the exception and acts on it.",
    ),
    Rule(
        "exception-remedied-unaudited",
        remedied_unaudited,
        "management's response speaks of a correction, made or promised; all of them in one finding",
        "Responses are management's own words, outside the auditor's tests.",
    ),
    Rule(
        "exception-without-entry",
        without_entry,
        "a result reads as an exception, and its control is not among the exceptions",
        "An exception must not get lost between two lists.",
    ),
    Rule(
        "exceptions-not-read",
        not_read_in_full,
        "the exceptions of a type 2 report were not read, or rows were lost that may hold more",
        "What was not read is not the same as none.",
    ),
)
