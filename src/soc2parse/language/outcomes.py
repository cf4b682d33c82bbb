"""What a result cell says of its test: "No exceptions noted.", "For 2 of 25 ...", "Not tested: no incidents occurred".

There is no default. Words that nothing here understands give `kind` None, and where good and bad news stand beside each
other in a way that is not understood, the cell is never clean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from soc2parse.language import phrases
from soc2parse.language.cues import cues
from soc2parse.language.enumeration import split_text
from soc2parse.language.facts import facts
from soc2parse.language.vocabulary import tokens
from soc2parse.language.weighing import NOTHING, Kind, Reading, qualifier, weigh, worst
from soc2parse.language.wording import lowered, plain, sentences
from soc2parse.terms import Outcome

__all__ = ["Kind", "Mention", "Reading", "classify", "is_result_like", "mentions_exception", "worst"]

_LABEL = re.compile(
    r"^(?:(?:the )?(?:test )?results?(?: of (?:the )?tests?(?:ing)?)?|(?:auditor'?s? )?conclusion|outcome)\s*[:\-]\s+",
    re.IGNORECASE,
)
# A verdict in one column and nothing to say in the next: "Pass" beside "None", "N/A", "-".
_NO_REMARK = re.compile(r"(?<!:)[\s.]+(?:none|nil|n/?a|not applicable|[-\u2013\u2014])\.?$", re.IGNORECASE)
_CROSS = re.compile("[✗✘❌]")
_ASKED = re.compile(r"\?\s+(?=(?:yes|no|none|nil)\b)", re.IGNORECASE)
# "New hires: no exceptions noted. Terminations: 1 of 8 ...", but not "Exception: ..." or "Note: ...".
_SUBJECT = re.compile(r"^(?P<label>[^\W\d_][\w ,/&'-]{1,60}?)(?: -|:) (?P<rest>.+)$", re.DOTALL)
_NO_SUBJECT = re.compile(
    r"^(?:exceptions?|deviations?|results?|notes?|conclusions?|outcome|findings?|issues?|variances?|observations?|non|"
    r"unable|not|no|number|discrepanc\w+|error\w*|population|sample|control|status|we|"
    r".* (?:noted|following|identified)|management\b.*)\b",
    re.IGNORECASE,
)
_MENTIONED = (
    r"exceptions?|deviations?|variances?|discrepanc(?:y|ies)|noncompliances?|nonconformit(?:y|ies)|nonconformances?"
)
_MENTION = re.compile(rf"\b(?:{_MENTIONED.replace('non', 'non-?')})\b", re.IGNORECASE)
_MENTION_TOKEN = re.compile(_MENTIONED)


@lru_cache(maxsize=8192)
def classify(text: str, heading: str | None = None) -> Reading:
    """The class of a result cell's text, as printed or joined; equal texts are read once.

    `heading` is that of its column, which says what "Yes", "No" or a bare number answers ("Exceptions noted?").
    """
    said = _ASKED.sub(": ", _LABEL.sub("", plain(text)))
    answer = phrases.answer(said, heading) if heading else None
    if answer:
        return Reading(answer, said)
    if heading and (explained := phrases.answer_explained(said, heading)):
        return _explained(*explained)
    reading = _whole(said) or _items(text) or _subjects(said) or weigh(facts(sentence) for sentence in sentences(said))
    crossed = reading.kind is Outcome.NO_EXCEPTION and _CROSS.search(said)
    return replace(reading, kind=None, certain=False) if crossed else reading


def _explained(answer: Outcome, rest: str) -> Reading:
    """ "No. 2 of 17 ..." under "Operated effectively?": the answer, unless it is clean and the rest is not."""
    told = classify(rest)
    if answer is Outcome.EXCEPTION or told.kind is answer:
        return Reading(answer, rest, certain=told.kind in (answer, None))
    if told.kind is None or told.kind == "reference":
        return replace(told, kind=None, certain=False)
    return replace(told, certain=False)


def _whole(said: str) -> Reading | None:
    """A cell that is one standard phrase, a placeholder or a reference."""
    outcome = phrases.outcome(said)
    if outcome is None and (verdict := phrases.outcome(_NO_REMARK.sub("", said))) is not Outcome.EXCEPTION:
        outcome = verdict
    if outcome:
        return Reading(outcome, said, qualifier=qualifier(said))
    if phrases.is_placeholder(said) or said.endswith("?"):
        return NOTHING
    place = phrases.reference(said)
    return Reading("reference", said, refers_to=place) if place else None


def _items(text: str) -> Reading | None:
    """A cell of numbered or bulleted results."""
    found = [(label, item) for label, item in split_text(text) if item]
    if len(found) < 2:
        return None
    items = [(label, classify(item)) for label, item in found]
    stem = items[0][1] if items[0][0] is None else None
    if stem is None or stem.kind is not None:
        return _several([reading for _, reading in items])
    return replace(_several([reading for _, reading in items[1:]]), certain=False)


def _subjects(said: str) -> Reading | None:
    """A cell whose sentences stand under printed subjects, where these differ in class."""
    subjects: list[list[str]] = []
    for sentence in sentences(said):
        named = _SUBJECT.match(sentence)
        if named and not _NO_SUBJECT.match(named["label"]):
            subjects.append([named["rest"]])
        elif subjects:
            subjects[-1].append(sentence)
        else:
            return None
    if len(subjects) < 2:
        return None
    several = _several([weigh(facts(sentence) for sentence in subject) for subject in subjects])
    return several if several.kind == "mixed" else None


def _several(readings: Sequence[Reading]) -> Reading:
    kinds = {reading.kind for reading in readings}
    if len(kinds) == 1:
        return replace(readings[0], certain=all(reading.certain for reading in readings))
    if Outcome.EXCEPTION not in kinds and len(kinds - {None}) < 2:
        return replace(NOTHING, parts=tuple(readings))
    return Reading("mixed", " / ".join(reading.evidence for reading in readings), parts=tuple(readings))


def is_exception(text: str) -> bool:
    """Whether a result tells of an exception."""
    return classify(text).kind is Outcome.EXCEPTION


@lru_cache(maxsize=8192)
def is_result_like(text: str) -> bool:
    """Whether a text reads like a result cell: a verdict, a test not made, a reference; used to find result columns."""
    reading = classify(text)
    if reading.kind == "reference":
        return any(character.isalpha() for character in text)
    return reading.kind is not None and reading.certain


@dataclass(frozen=True, slots=True)
class Mention:
    """An exception word that nothing denies: its place in the text (characters, end exclusive) and its sentence."""

    start: int
    end: int
    sentence: str


@lru_cache(maxsize=8192)
def mentions_exception(text: str) -> tuple[Mention, ...]:
    """Every exception or deviation word that is not denied and not part of a thing's name ("exception log").

    Words of a limited denial ("no other exceptions", "with the exception of") are mentions too.
    """
    if not _MENTION.search(text):
        return ()
    found: list[Mention] = []
    position = 0
    for sentence in sentences(text):
        start = text.index(sentence, position)
        position = start + len(sentence)
        matches = list(_MENTION.finditer(sentence))
        if matches:
            standing = _standing(plain(sentence), len(matches))
            found.extend(
                Mention(start + match.start(), start + match.end(), sentence)
                for match, stands in zip(matches, standing, strict=True)
                if stands
            )
    return tuple(found)


def _standing(sentence: str, count: int) -> list[bool]:
    """For each exception word of a sentence whether it stands undenied."""
    held = {
        i for cue in cues(sentence) if cue.kind in {"exception", "limited"} for i in range(cue.start, max(cue.end, 1))
    }
    places = [i for i, token in enumerate(tokens(lowered(sentence))) if _MENTION_TOKEN.fullmatch(token)]
    if len(places) != count:
        return [bool(held)] * count
    return [place in held for place in places]
