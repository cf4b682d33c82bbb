"""How many of how many: "2 of 25", "two (2) of the twenty-five (25)", "1 exception out of a sample of 25"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from soc2parse.language.cues import LONGEST_SENTENCE, Cue, cues
from soc2parse.language.numbers import Number, numbers
from soc2parse.language.vocabulary import tokens, words
from soc2parse.language.wording import lowered, plain, sentences
from soc2parse.report import Sample

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_SLASHED = re.compile(r"(\d{1,5})/(\d{1,5})")
_SPACED_SLASH = re.compile(r"(?<=\d) / (?=\d)")
_SEPARATORS = frozenset({"of", "in", "from", "among", "within", "across"})
# A verdict in a box in front of its counts ("Exception" "2 of 25 employees ..."); "Exception 2: ..." is a number.
_VERDICT = re.compile(r"^(?:exceptions?|deviations?)(?: noted)? (?=\d+ (?:out )?of (?:the )?\d+ [a-z])", re.IGNORECASE)
_NEGATIVE = frozenset({"failure", "exception", "broken", "unexplained", "denial"})
_FARTHEST = 9
_WIDEST = 12


@dataclass(frozen=True, slots=True)
class Counts:
    """What a text counts: deviations of `size` items tested, drawn from `population`; None where it does not say.

    `open` is a part of the size of which its own sentence does not say whether it failed ("3 of 25.").
    """

    deviations: int | None = None
    size: int | None = None
    population: int | None = None
    open: int | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """ "2 of 25" where it stands; `sampled`: a sample and what it was drawn from, nothing failed."""

    part: int
    size: int
    start: int
    end: int
    sampled: bool = False
    population: bool = False


@lru_cache(maxsize=8192)
def read(text: str) -> Counts:
    """The counts of a result or procedure: the first sample it states, and what deviated in it.

    "For 23 of 25 new hires the form was signed" is 2 deviations; "a sample of 25 of 61 leavers" is none.
    """
    parts = sentences(_VERDICT.sub("", plain(text)))
    found = [_sentence(sentence) for sentence in parts]
    unsettled = any(counts.open for counts in found)
    if unsettled and any(cue.kind == "exception" for sentence in parts for cue in cues(sentence)):
        found = [replace(counts, deviations=counts.open, open=None) if counts.open else counts for counts in found]
    counted = [counts for counts in found if counts.deviations is not None]
    sized = next((counts for counts in [*counted, *found] if counts.size is not None), None)
    # The population of another sample than the first is not told.
    own = (counts.population for counts in found if counts is sized or counts.size is None)
    failed = next((counts.deviations for counts in counted if counts.deviations), None)
    return Counts(
        failed or (counted[0].deviations if counted else None),
        sized.size if sized else None,
        next((population for population in own if population is not None), None),
        next((counts.open for counts in found if counts.open is not None), None),
    )


def sample_of(procedure: str | None, result: str | None) -> Sample:
    """The sample of a test: the first size that procedure or result states; deviations only where there are some."""
    planned = read(procedure) if procedure else Counts()
    stated = read(result) if result else Counts()
    size = planned.size if planned.size is not None else stated.size
    population = planned.population
    if population is None and stated.size in (size, None):
        population = stated.population
    return Sample(deviations=stated.deviations or None, size=size, population=population)


@lru_cache(maxsize=8192)
def _sentence(sentence: str) -> Counts:
    found = tokens(_SPACED_SLASH.sub("/", _THOUSANDS.sub("", lowered(sentence))))
    seen = list(numbers(found))
    countable = seen or any("/" in token for token in found)
    if not countable or len(found) > LONGEST_SENTENCE:
        return Counts()
    counts = Counts(size=_size(found, seen), population=_population(found, seen))
    pair = next(_pairs(found, seen), None)
    if pair is None:
        return _without_pair(found, seen, sentence, counts)
    if pair.sampled:
        return replace(counts, size=pair.part, population=pair.size)
    population = pair.size if pair.population and counts.population is None else counts.population
    deviations = _deviations(found, cues(sentence), pair)
    return Counts(deviations, pair.size, population, open=pair.part if deviations is None else None)


def _pairs(found: list[str], seen: list[Number]) -> Iterator[_Pair]:
    for i, token in enumerate(found):
        slash = _SLASHED.fullmatch(token)
        dated = (i > 0 and found[i - 1] in words()["date_word"]) or any(one.count("/") > 1 for one in found)
        if slash and int(slash[1]) <= int(slash[2]) and not dated:
            yield _Pair(int(slash[1]), int(slash[2]), i, i + 1)
    for first, second in pairwise(seen):
        pair = _pair(found, first, second) or _turned(found, first, second)
        if pair:
            yield pair


def _pair(found: list[str], first: Number, second: Number) -> _Pair | None:
    """ "2 of 25", "1 exception out of a sample of 25", "one (1) sampled vendor of fifteen (15)"."""
    between = found[first.end : second.start]
    before = found[first.start - 1] if first.start else ""
    if len(between) > _FARTHEST or words()["clause"].intersection(between) or first.value > second.value:
        return None
    item, group = _split(between)
    if not item or item[-1] not in _SEPARATORS or before in words()["numbered"]:
        return None
    if item[-1] != "of" and not words()["group"].intersection(group):
        return None
    if len(item) > 1 and (item[0] in words()["measure"] or item[-2] in words()["every"]):
        return None
    following = _clause(found[second.end : second.end + 4])
    lasts = following and following[0] in words()["duration"] and not words()["sampled"].intersection(following)
    if lasts and not (first.start == 1 and before in {"for", "in", "on"}):
        return None
    chosen = found[first.start - 2 : first.start] if before in {"of", ":"} and first.start > 1 else [before]
    sampled = bool(words()["sampling"].intersection(chosen)) or (
        before == "for" and _is_asked(found, first.start, second.end)
    )
    return _Pair(first.value, second.value, first.start, second.end, sampled, "population" in group)


def _split(between: list[str]) -> tuple[list[str], list[str]]:
    """ "exception out of a sample of" -> "exception out of", "a sample of"."""
    filler = words()["filler"] - {"of"}
    end = len(between)
    while end and between[end - 1] in filler:
        end -= 1
    if end > 1 and between[end - 1] == "of" and between[end - 2] in words()["filler"]:
        end -= 1
        while end and between[end - 1] in filler:
            end -= 1
    return between[:end], between[end:]


def _is_asked(found: list[str], start: int, end: int) -> bool:
    """ "Inspected the reviews for 2 of 4 quarters", "For 25 of 104 alerts, inspected ...": not what was found."""
    tests = words()["audited"] - words()["sampled"]
    before = set(found[:start])
    if before & words()["audited"] and not before & words()["found"]:
        return True
    comma = next((i for i in range(end, len(found)) if found[i] == ","), len(found))
    opening = [token for token in found[comma + 1 : comma + 4] if token not in {"we", "the", "auditor", "service"}]
    return bool(opening) and opening[0] in tests


def _turned(found: list[str], first: Number, second: Number) -> _Pair | None:
    """ "Of the full population of 61 terminations, 2 were late"; "of 30 tickets tested, none deviated"."""
    before = found[max(0, first.start - 6) : first.start]
    between = found[first.end : second.start]
    lead = [token for token in before if token not in words()["filler"]]
    if "of" not in before or (lead and lead[-1] not in {"of", "out"}) or len(between) > _FARTHEST:
        return None
    if before[-1] not in words()["filler"] or second.value > first.value or between[-1:] not in ([","], ["only"]):
        return None
    if second.end < len(found) and found[second.end] in words()["measure"]:
        return None
    return _Pair(second.value, first.value, second.start, len(found), sampled=False, population="population" in before)


def _deviations(found: list[str], said: tuple[Cue, ...], pair: _Pair) -> int | None:
    """How many failed: the part, or what is left of it where the part is what succeeded."""
    kinds = {cue.kind for cue in said}
    denied = any(cue.kind == "denied" and cue.end <= pair.start for cue in said)
    if denied and "limited" not in kinds:
        return pair.size - pair.part if pair.part else 0
    if words()["deviation"].intersection(found[max(0, pair.start - 3) : pair.end + 2]):
        return pair.part
    if pair.part == 0 and (words()["bad"] | words()["not"] | {"without"}).intersection(found):
        return 0
    if pair.part and kinds & (_NEGATIVE | {"undone", "limited"}):
        return pair.part if pair.part < pair.size or "denied" not in kinds else None
    lacking = next((cue for cue in said if cue.kind == "absent" and cue.end <= pair.start), None)
    if pair.part and lacking and words()["done"].intersection(found[lacking.end : pair.start]):
        return pair.part  # "No severity was assigned to 2 of 10 events."
    if pair.part == pair.size:
        return 0
    before = [] if found[0] in words()["audited"] else found[: pair.start]
    if not words()["adverse"].isdisjoint(found[pair.end :]):
        return pair.part
    if (not pair.part or 2 * pair.part > pair.size) and words()["done"].intersection([*found[pair.end :], *before]):
        return pair.size - pair.part
    few = 0 < 2 * pair.part <= pair.size
    if few and not words()["adverse"].isdisjoint(found):
        return pair.part
    # A small part of a sample is what failed, even where the words are those of a duty done ("signed before ...").
    told = few and (4 * pair.part <= pair.size or words()["done"].isdisjoint(found))
    return pair.part if told and is_of_sample(found) else None


def is_of_sample(found: list[str]) -> bool:
    """Whether tokens tell of items that were sampled: "For 2 of 25 ...", "2 of 25 users sampled ..."; no procedure."""
    tests = words()["audited"] - words()["sampled"]
    if any(token in tests and found[max(0, i - 1) : i] != ["be"] for i, token in enumerate(found)):
        return False
    begins = any(number.start == 0 for number in numbers(found[:2]))
    return found[0] in {"for", "in"} or begins or not words()["sampled"].isdisjoint(found)


def is_few(found: list[str], counts: Counts) -> bool:
    """A small part of the items, told apart, whatever is said of it: "On one laptop of 20 a stick could be read"."""
    if counts.open is None or counts.size is None or 4 * counts.open > counts.size:
        return False
    return is_of_sample(["in", *found])


def _without_pair(found: list[str], seen: list[Number], sentence: str, counts: Counts) -> Counts:
    """ "3 exceptions noted", "Deviations noted: 1", "for two sampled users, access was not removed"."""
    nouns = words()["deviation"]
    for number in seen:
        before = found[max(0, number.start - 3) : number.start]
        if number.end < len(found) and found[number.end] in nouns:
            return replace(counts, deviations=number.value)
        article = found[number.start] == "one" and found[number.end : number.end + 1] not in ([], ["."], [","], [";"])
        if before[-1:] in ([":"], ["="]) and nouns.intersection(before) and not article:  # "Exception: One bucket was"
            return replace(counts, deviations=number.value)
        sampled = found[number.end : number.end + 1] in (["sampled"], ["selected"])
        told = (words()["audited"] - words()["sampled"]).isdisjoint(found)
        if before[-1:] == ["for"] and sampled and told and any(cue.kind == "failure" for cue in cues(sentence)):
            return Counts(number.value, None if counts.size == number.value else counts.size, counts.population)
    return counts


def _size(found: list[str], seen: list[Number]) -> int | None:
    """ "a sample of 25", "selected 25", "25 sampled changes", "12 leavers selected at random", "all 12"."""
    ends = [number.start for number in seen[1:]] + [len(found)] * bool(seen)
    return next((number.value for number, end in zip(seen, ends, strict=True) if _is_size(found[:end], number)), None)


def _is_size(found: list[str], number: Number) -> bool:
    before = found[max(0, number.start - 3) : number.start]
    after = found[number.end : number.end + _WIDEST]
    if before[-2:] in (["sample", "of"], ["samples", "of"], ["selection", "of"], ["size", "of"], ["size", ":"]):
        return True
    if before[-1:] in (["sampled"], ["selected"], ["sampling"], ["selecting"]):
        return True
    if (before[-1:] and before[-1] in words()["numbered"]) or (after[:1] and after[0] in words()["deviation"]):
        return False
    chosen = words()["sampled"].intersection(_clause(after))
    if after[:1] and after[0] in words()["measure"] and not chosen:
        return before[-1:] == ["all"] and after[:1] in (["months"], ["weeks"], ["quarters"])
    return before[-1:] == ["all"] or (bool(chosen) and after[:1] != ["of"])


def _clause(following: list[str]) -> list[str]:
    ends = words()["clause"] - {"and"}
    end = next((i for i, token in enumerate(following) if token in ends), len(following))
    return following[:end]


def _population(found: list[str], seen: list[Number]) -> int | None:
    """ "a population of 312", "population: 0"."""
    return next((number.value for number in seen if _names_population(found, number.start)), None)


def _names_population(found: list[str], start: int) -> bool:
    broken = (words()["clause"] - {":"}).intersection(found[max(0, start - 2) : start])
    return "population" in found[max(0, start - 4) : start] and not broken
