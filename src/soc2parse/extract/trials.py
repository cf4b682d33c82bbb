"""Trials -> testing results: each printed test with its procedure, its result and what the result says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from soc2parse.extract import legend, references
from soc2parse.extract.controls import Controls
from soc2parse.extract.found import sources_of, warning
from soc2parse.extract.legend import Legend
from soc2parse.extract.notes import mark_of
from soc2parse.extract.printing import Printing, Trial, text_of
from soc2parse.language import counts, outcomes, phrases, procedures
from soc2parse.language.boxes import ticked
from soc2parse.language.weighing import NOTHING
from soc2parse.layout.element import Line
from soc2parse.layout.prose import join_lines
from soc2parse.report import Control, Issue, TestingResult, normal_id
from soc2parse.terms import Outcome


@dataclass(frozen=True)
class Tested:
    """One testing result with what it was read from."""

    record: TestingResult
    control: Control
    result: str
    """The result's words with the exception's detail joined."""
    trial: Trial
    reading: outcomes.Reading
    issues: tuple[Issue, ...] = ()
    also: tuple[str, ...] = ()
    """Further criteria under which the control is printed with "See CC1.1" in place of its test."""


@dataclass(frozen=True)
class Told:
    """What the report tells elsewhere of its results: exceptions by number, and what codes mean."""

    numbered: references.Numbered = field(default_factory=dict)
    legend: Legend = field(default_factory=dict)


def results_of(printings: Sequence[Printing], controls: Controls, told: Told) -> Iterator[Tested]:
    """The testing results of all printings in order, references to others and to what is `told` elsewhere resolved."""
    times = Counter(id(controls.of_printing(printing)) for printing in printings)
    tests = [test for printing in printings for test in _tests(printing, controls, told, times)]
    by_id: dict[str, Outcome] = {}
    for test in tests:
        if test.record.control_id and test.record.outcome:
            by_id.setdefault(normal_id(test.record.control_id), test.record.outcome)
    also: dict[int, tuple[str, ...]] = {}
    for printing in printings:
        if any(map(_stands_elsewhere, printing.trials)):
            key = id(controls.of_printing(printing))
            also[key] = (*also.get(key, ()), *printing.heading)
    before: Outcome | None = None
    for test in tests:
        resolved = _resolved(test, by_id, before)
        before = resolved.record.outcome
        named = also.get(id(test.control))
        yield replace(resolved, also=named) if named else resolved


def _tests(printing: Printing, controls: Controls, told: Told, times: Mapping[int, int]) -> Iterator[Tested]:
    control = controls.of_printing(printing)
    criteria = printing.heading or printing.listed
    if times[id(control)] == 1:  # under CC1.1, "Also meets CC1.4": one test for both
        criteria = tuple(dict.fromkeys((*printing.heading, *printing.listed)))
    criterion = criteria[0] if len(criteria) == 1 else None
    for trial in printing.trials:
        if not trial.test and not trial.result:
            continue
        for test, result in procedures.pair(trial.test, trial.result):
            if not test and not result:  # an enumerator with nothing behind it
                continue
            yield _tested(_Cells(control, criterion, trial, test, result), told)


def _stands_elsewhere(trial: Trial) -> bool:
    """Whether no test is printed here but only where it stands: "See CC1.1" in place of the test and the result."""
    texts = [text_of(lines) for lines in (trial.test, trial.result) if lines]
    readings = [outcomes.classify(text) for text in texts] if trial.test else []
    return bool(readings) and all(one.kind == "reference" and one.refers_to for one in readings)


@dataclass(frozen=True)
class _Cells:
    """One printed test: its control and criterion, and the lines of its procedure and result."""

    control: Control
    criterion: str | None
    trial: Trial
    test: Sequence[Line]
    result: Sequence[Line]


def _tested(cells: _Cells, told: Told) -> Tested:
    trial = cells.trial
    procedure = join_lines([line.text for line in cells.test]) or None
    words = join_lines([line.text for line in cells.result]) or None
    detail = join_lines([line.text for line in trial.detail])
    said = " ".join(filter(None, [words, detail]))
    # "Exceptions: None" below a result that no stop ends
    apart = words and phrases.outcome(detail) is not None and not words.endswith((".", ";"))
    answered = words and detail and trial.heading and phrases.answer(words, trial.heading)  # "Yes" | "For 2 of 25 ..."
    reading = outcomes.classify(f"{words}. {detail}" if apart or answered else said, heading=trial.heading)
    said = detail if answered else said
    if reading.kind == "mixed" and any(part.kind is Outcome.EXCEPTION for part in reading.parts):
        reading = replace(reading, kind=Outcome.EXCEPTION, certain=False)
    if words and (meant := legend.meaning(words, told.legend)):
        reading = outcomes.classify(meant)
    if boxed := _boxed([*cells.result, *trial.detail]):
        options, said = boxed
        reading = outcomes.classify(options, heading=trial.heading)
    elsewhere: list[Line] = []
    if mark_of(cells.result) and (noted := _noted(trial.note, reading, said)):
        note = text_of(trial.note)
        told_too = cells.result[-1].words[-1].raised and reading.kind != "reference"
        said = f"{said} {note}" if told_too else note
        elsewhere, reading = trial.note, noted
    if listed := _listed(reading, said, told.numbered):
        reading, lines = listed
        elsewhere = lines or elsewhere
        said = text_of(lines) or said
    if _counted(trial.count) and reading.kind is not Outcome.EXCEPTION:
        reading = replace(reading, kind=Outcome.EXCEPTION, certain=True)
    outcome = reading.kind if isinstance(reading.kind, Outcome) else None
    sample = counts.sample_of(procedure, said)
    if outcome is not Outcome.EXCEPTION and sample.deviations is not None:
        sample = sample.model_copy(update={"deviations": None})
    record = TestingResult(
        control_id=cells.control.id,
        criterion=cells.criterion,
        procedure=procedure,
        methods=procedures.methods(procedure or ""),
        result=words,
        outcome=outcome,
        sample=sample,
        control_text=cells.control.text if cells.control.id is None else None,
        sources=sources_of([*cells.test, *cells.result, *trial.detail, *elsewhere]),
    )
    return Tested(record, cells.control, said, trial, reading)


def _listed(
    reading: outcomes.Reading, said: str, numbered: references.Numbered
) -> tuple[outcomes.Reading, list[Line]] | None:
    """The reading and words of what a result points to by number: "See Exception 2", "EX-3"; None for nothing."""
    points = reading.kind == "reference"
    named = references.named_in(reading.refers_to) if reading.refers_to else None
    label, as_exception = named or (references.pointed_to(said), False)
    listed = numbered.get(label) if label and (named or not points) else None
    if listed is None:
        missing = points and as_exception
        return (replace(reading, kind=Outcome.EXCEPTION, certain=False), []) if missing else None
    clean = reading.kind is Outcome.NO_EXCEPTION
    if as_exception or listed.exception or reading.kind is Outcome.EXCEPTION:
        return replace(reading, kind=Outcome.EXCEPTION, certain=not clean), listed.lines
    told = outcomes.classify(text_of(listed.lines))
    if told.kind is Outcome.EXCEPTION or (isinstance(told.kind, Outcome) and reading.kind in (None, "reference")):
        return replace(told, certain=told.certain and not clean), listed.lines
    return None


def _noted(note: list[Line], reading: outcomes.Reading, said: str) -> outcomes.Reading | None:
    """What a result says with its note; None where the note adds nothing.

    A verdict whose note is not found may be taken back by it.
    """
    clean = reading.kind is Outcome.NO_EXCEPTION
    if not note or reading.kind is Outcome.EXCEPTION:
        return reading if note else NOTHING if clean else None
    told = outcomes.classify(text_of(note))
    if told.kind is Outcome.EXCEPTION:
        return replace(told, certain=told.certain and not clean)
    if clean:
        return outcomes.classify(f"{said.rstrip('.')}. {text_of(note)}")
    return told if reading.kind in ("reference", None) and told.kind else None


def _counted(lines: Sequence[Line]) -> bool:
    """Whether a column of counts ("Deviations": "1") tells of an exception."""
    return any(line.text.isdigit() and int(line.text) > 0 for line in lines)


def _boxed(lines: Sequence[Line]) -> tuple[str, str] | None:
    """The ticked options of a result, and the words beside the boxes (the options again where there are none)."""
    chosen = [ticked(line.text) for line in lines]
    if not any(chosen):
        return None
    options = " ".join(option for option in chosen if option)
    beside = join_lines([line.text for line, option in zip(lines, chosen, strict=True) if option is None])
    return options, beside or options


def _resolved(test: Tested, by_id: dict[str, Outcome], before: Outcome | None) -> Tested:
    """A result that only points elsewhere takes the outcome it points to; one without an outcome has an issue."""
    record, reading = test.record, test.reading
    if record.outcome is None and reading.kind == "reference" and reading.refers_to:
        target = before if reading.refers_to == "above" else by_id.get(normal_id(reading.refers_to))
        if target:
            return replace(test, record=record.model_copy(update={"outcome": target}))
    page = record.sources[0].page
    name = f"control {record.control_id}" if record.control_id else f"the control on page {page}"
    if record.outcome is None:
        what = f"says {record.result!r}" if record.result else "is blank"
        message = f"The result of the test of {name} {what}; no outcome can be read from it. See page {page}."
        issue = warning("outcome_not_read", "testing_results", message, page)
        return replace(test, issues=(*test.issues, issue))
    if not reading.certain:
        message = f"The outcome of the test of {name} was read as {record.outcome} from {record.result!r}: look at it."
        return replace(test, issues=(*test.issues, warning("outcome_uncertain", "testing_results", message, page)))
    return test
