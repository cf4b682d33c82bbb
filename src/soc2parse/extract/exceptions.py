"""Exceptions as entities: one a real exception, however often the report mentions it, with management's response."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from soc2parse.criteria import order_of
from soc2parse.extract import details, responses
from soc2parse.extract.controls import Controls, share_words
from soc2parse.extract.found import Found, error, sources_of, warning
from soc2parse.extract.printing import text_of
from soc2parse.extract.references import is_bare
from soc2parse.extract.trials import Tested
from soc2parse.language import counts, criteria_ids, outcomes
from soc2parse.language.enumeration import split_enumerated
from soc2parse.language.subservice import is_bare_none
from soc2parse.layout.element import Table
from soc2parse.report import Issue, ReportedException, Source, normal_id
from soc2parse.sections import Sections
from soc2parse.terms import Outcome

_WORDS = re.compile(r"[^a-z0-9]+")
_ALIKE = 0.8
_REPEATED = 0.9
_FEWEST = 2
_FEWEST_WORDS = 4


@dataclass
class Known:
    """An exception while its mentions are gathered."""

    test: Tested
    description: str
    criteria: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    response: str | None = None


def extract(
    tests: Sequence[Tested], controls: Controls, sections: Sections, summaries: Sequence[Table]
) -> Iterator[Found | Issue]:
    """Yield the exceptions that the tests found, each once, with the response that is printed for it.

    `summaries` are tables that list the exceptions again: mentions, not further exceptions.
    """
    known: list[Known] = []
    under: dict[int, set[str | None]] = {}
    for test in tests:
        under.setdefault(id(test.control), set()).add(test.record.criterion)
    for test in tests:
        if test.record.outcome is Outcome.EXCEPTION:
            _gather(known, test, under[id(test.control)])
    _answer_beside(known, tests)
    records = [_record(entry) for entry in known]
    printed = responses.find(sections, records, controls)
    wordless = [details.says_nothing(record) for record in records]
    records = _once(details.join(responses.join(records, printed), sections, controls), wordless)
    records, unknown = _mentioned(records, summaries)
    yield from (Found("exceptions", record) for record in records)
    yield from _untold(records)
    yield from unknown
    yield from responses.left_over(records, printed)
    yield from responses.unanswered(records)


def _once(records: Sequence[ReportedException], wordless: Sequence[bool]) -> list[ReportedException]:
    """Each once: a row that only points elsewhere is no further one, where another of the control has its words."""
    kept = {place: record for place, record in enumerate(records) if not wordless[place]}
    for place, record in enumerate(records):
        if not wordless[place]:
            continue
        same = next((at for at, one in kept.items() if not wordless[at] and _is_same(one, record)), None)
        if same is None:
            kept[place] = record
        else:
            sources = tuple(dict.fromkeys((*kept[same].sources, *record.sources)))
            kept[same] = kept[same].model_copy(update={"sources": sources})
    return [kept[place] for place in sorted(kept)]


def _is_same(one: ReportedException, other: ReportedException) -> bool:
    if one.control_id != other.control_id:
        return False
    named = one.control_id is not None or not set(one.criteria).isdisjoint(other.criteria)
    return named and responses.likeness(one.description, other.description, _REPEATED) > _REPEATED


def _untold(records: Sequence[ReportedException]) -> Iterator[Issue]:
    """An exception whose words were found nowhere: what went wrong, and how often, is not known."""
    for record in records:
        if is_bare(record.description):
            name = f" of control {record.control_id}" if record.control_id else ""
            message = f"The exception{name} says no more than {record.description!r}; no detail of it was found."
            yield warning("exception_without_detail", "exceptions.description", message, record.sources[0].page)


def _gather(known: list[Known], test: Tested, under: set[str | None]) -> None:
    """The criteria are those of the test, and those of the control `under` which none of its tests is printed."""
    own = test.record.criterion
    criteria = [one for one in test.control.criteria if own is None or one == own or one not in under]
    criteria += [one for one in test.also if one not in criteria]
    for words in _told_apart(test):
        same = next((entry for entry in known if _same(entry, test, words)), None)
        if same is None:
            same = Known(test, words)
            known.append(same)
        same.criteria += [criterion for criterion in criteria if criterion not in same.criteria]
        same.sources += test.record.sources
        if test.trial.response and same.response is None:
            same.response = text_of(test.trial.response)
            same.sources += sources_of(test.trial.response)


def _answer_beside(known: Sequence[Known], tests: Sequence[Tested]) -> None:
    """A response beside several tests of a control stands in the row of the first, though another found the exception.

    "Not applicable" beside a clean test answers nothing.
    """
    for test in tests:
        said = text_of(test.trial.response)
        if test.record.outcome is Outcome.EXCEPTION or said.count(" ") < _FEWEST_WORDS or is_bare_none(said):
            continue
        place = id(test.control), test.record.criterion
        for entry in known:
            if entry.response is None and (id(entry.test.control), entry.test.record.criterion) == place:
                entry.response = said
                entry.sources += sources_of(test.trial.response)


def _told_apart(test: Tested) -> list[str]:
    """The exceptions of one result: "Exceptions noted: 1. For 2 of 25 ... 2. For 1 of 5 ..." are two."""
    items = split_enumerated(test.trial.result)
    parts = [text_of(lines) for label, lines in items if label is not None]
    whole = text_of([line for _, lines in items for line in lines])
    if len(parts) < _FEWEST or whole != test.result:
        return [test.result]
    told = all(map(outcomes.is_exception, parts))
    return parts if told and not any(map(is_bare, parts)) else [test.result]


def _same(entry: Known, test: Tested, words: str) -> bool:
    """The same control with the same words: the exception is printed again under another criterion."""
    one = entry.test
    if one is test or one.control is not test.control:
        return False
    if one.trial is test.trial and one.record.procedure != test.record.procedure:
        return False
    a, b = (_WORDS.sub(" ", text.casefold()).split() for text in (entry.description, words))
    return a == b or share_words(a, b, _ALIKE)


def _mentioned(
    records: list[ReportedException], summaries: Sequence[Table]
) -> tuple[list[ReportedException], list[Issue]]:
    """The exceptions with their places in the summaries; a line of a summary that is none of them is an issue."""
    issues = []
    for table in summaries:
        for row in table.rows[table.header :]:
            lines = [line for cell in row.cells for line in cell.lines]
            text = " ".join(cell.text for cell in row.cells)
            place = _mention_of(records, text)
            if place is not None:
                sources = (*records[place].sources, *sources_of(lines))
                records[place] = records[place].model_copy(update={"sources": sources})
            elif outcomes.mentions_exception(text):
                message = (
                    f"A summary on page {row.page} lists an exception that was not found in the tests: {text[:90]!r}."
                )
                issues.append(error("exception_unaccounted", "exceptions", message, row.page))
    return records, issues


def _mention_of(records: Sequence[ReportedException], text: str) -> int | None:
    """The exception that a line of a summary repeats: of the same control, or in the same words."""
    best, most = None, 0.6
    known = {record.control_id: normal_id(record.control_id) for record in records if record.control_id}
    named = responses.control_ids_in(text, {normal: normal for normal in known.values()})
    cited = set(criteria_ids.find(text))
    under = [record for record in records if record.control_id is None and not cited.isdisjoint(record.criteria)]
    if len(under) == 1:  # the controls have no ids of their own: the criterion tells which is meant
        return next(place for place, record in enumerate(records) if record is under[0])
    for place, record in enumerate(records):
        same = record.control_id is not None and known[record.control_id] in named
        sure = 0.5 if same else 0.0
        alike = responses.likeness(text, record.description, most - sure) + sure
        if alike > most:
            best, most = place, alike
    return best


def _record(entry: Known) -> ReportedException:
    record = entry.test.record
    stated = counts.read(entry.description)
    return ReportedException(
        control_id=record.control_id,
        criteria=tuple(sorted(entry.criteria, key=order_of)),
        description=entry.description,
        deviations=stated.deviations or None,
        sample_size=stated.size,
        population=stated.population,
        management_response=entry.response,
        sources=tuple(dict.fromkeys(entry.sources)),
    )
