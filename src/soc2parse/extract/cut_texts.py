"""Texts that read like a part of what was printed: cut in mid-sentence, or two results in one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from soc2parse.extract.found import warning
from soc2parse.language import phrases
from soc2parse.language.sentences import begins_inside, breaks_off, said_twice
from soc2parse.report import Control, Issue, TestingResult

_MOST = 0.1  # of the texts: where more look so, the report is written so
_NAMED = 5


def check(controls: Sequence[Control], tests: Sequence[TestingResult]) -> Iterator[Issue]:
    """Issues for controls and tests whose words break off, begin inside a sentence or give one verdict twice."""
    of_controls = [(control.id, control.sources[0].page, control.text) for control in controls if control.text]
    of_tests = [(test.control_id, test.sources[0].page, test.procedure) for test in tests if test.procedure]
    results = [(test.control_id, test.sources[0].page, test.result) for test in tests if test.result]
    yield from _told("controls", "text", _few(of_controls, _is_part))
    yield from _told("testing_results", "procedure", _few(of_tests, _is_part))
    yield from _told("testing_results", "result", _few(results, breaks_off))
    twice = [named for named in results if (verdict := said_twice(named[2])) and phrases.outcome(verdict)]
    if twice:
        message = f"One result holds the same verdict twice and may be that of two tests: {_names(twice)}."
        yield warning("results_not_parted", "testing_results", message, twice[0][1])


_Text = tuple[str | None, int, str]


def _is_part(text: str) -> bool:
    return breaks_off(text) or begins_inside(text)


def _few(texts: Sequence[_Text], says: Callable[[str], bool]) -> list[_Text]:
    found = [named for named in texts if says(named[2])]
    return found if len(found) <= max(1, _MOST * len(texts)) else []


def _told(field: str, what: str, texts: Sequence[_Text]) -> Iterator[Issue]:
    if texts:
        message = f"The {what} breaks off, or begins, in the middle of a sentence: {_names(texts)}."
        yield warning("text_broken_off", field, message, texts[0][1])


def _names(texts: Sequence[_Text]) -> str:
    names = [f"control {name or '(no id)'} on page {page}" for name, page, _ in texts]
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
