"""How many of how many: "2 of 25", "two (2) of the twenty-five (25)", "1 exception out of a sample of 25"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from soc2parse.language.cues import cues
from soc2parse.language.vocabulary import tokens, words
from soc2parse.language.wording import lowered, plain, sentences
from soc2parse.report import Sample

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)
} | {"hundred": 100, "none": 0, "nil": 0, "no": 0}
_SEPARATORS = (("out", "of"), ("of",), ("in",), ("from",), ("among",), ("within",), ("across",))
_FILLERS = frozenset(
    "the a an our all its total full entire complete whole population populations sample samples size selection selected "
    "tested sampled set listing of these those".split()
)
# A number before these is a length, a share or a name, not a count of things tested.
_MEASURES = frozenset(
    "day days week weeks month months hour hours minute minutes year years business calendar working characters character "
    "percent % january february march april may june july august september october november december st nd rd th bit "
    "gb mb times".split()
)
_NAMES = frozenset(
    "section exception deviation finding page footnote note type table appendix control test cc criterion criteria version v no "
    "number q quarter step item january february march april may june july august september october november december # "
    "and/or sec level tier phase day days least".split()
)
_SAMPLING = frozenset("sampled selected sample selection tested inspected examined reviewed obtained chose chosen samples".split())
_BREAKS = frozenset(". ; : , ( ) and but".split())


@dataclass(frozen=True, slots=True)
class Counts:
    """What a text counts: deviations of `size` items tested, drawn from `population`; None where it does not say."""

    deviations: int | None = None
    size: int | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    start: int
    end: int


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
    """The counts of a result or procedure: the first sample it states, and what deviated in all of it.

    "For 23 of 25 new hires the form was signed" is 2 deviations; "a sample of 25 of 61 leavers" is none.
    """
    found = [_sentence(sentence) for sentence in sentences(plain(text))]
    deviations = [counts.deviations for counts in found if counts.deviations is not None]
    sizes = [counts.size for counts in found if counts.size is not None]
    return Counts(
        deviations[0] if deviations else None,
        next((c.size for c in found if c.deviations is not None and c.size is not None), sizes[0] if sizes else None),
        next((counts.population for counts in found if counts.population is not None), None),
    )


def sample_of(procedure: str | None, result: str | None) -> Sample:
    """The sample of a test: the first size that procedure or result states; deviations only where there are some."""
    planned = read(procedure) if procedure else Counts()
    stated = read(result) if result else Counts()
    return Sample(
        deviations=stated.deviations or None,
        size=planned.size if planned.size is not None else stated.size,
        population=planned.population if planned.population is not None else stated.population,
    )


@lru_cache(maxsize=8192)
def _sentence(sentence: str) -> Counts:
    low = re.sub(r"(?<=\d),(?=\d{3}\b)", "", lowered(sentence))
    if not any(c.isdigit() for c in low) and not _VALUES.keys() & set(low.split()) and not re.search(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|none)\b", low):
        return Counts()
    found = tokens(low)
    numbers = list(_numbers(found))
    pairs = list(_pairs(found, numbers))
    counts = Counts(size=_size(found, numbers), population=_population(found, numbers))
    for pair in pairs:
        if pair.sampled:
            return replace(counts, size=pair.part, population=pair.size)
        deviations = _deviations(found, sentence, pair)
        population = pair.size if pair.population and counts.population is None else counts.population
        return Counts(deviations, pair.size, population if population != counts.size else population)
    stated = _stated(found, numbers)
    return replace(counts, deviations=stated)


def _numbers(found: list[str]) -> Iterator[_Number]:
    i = 0
    while i < len(found):
        value, end = _value(found, i)
        if value is None:
            i += 1
            continue
        if found[end : end + 1] == ["("] and found[end + 1 : end + 2] == [str(value)] and found[end + 2 : end + 3] == [")"]:
            end += 3
        yield _Number(value, i, end)
        i = end


def _value(found: list[str], i: int) -> tuple[int | None, int]:
    token = found[i]
    if token.isascii() and token.isdigit() and len(token) <= 6:
        return int(token), i + 1
    if token in _TENS and found[i + 1 : i + 2] and found[i + 1] in _UNITS[1:10]:
        return _VALUES[token] + _VALUES[found[i + 1]], i + 2
    if token in _VALUES and token != "no":
        return _VALUES[token], i + 1
    return None, i + 1


def _pairs(found: list[str], numbers: list[_Number]) -> Iterator[_Pair]:
    for i, token in enumerate(found):
        slash = re.fullmatch(r"(\d{1,5})/(\d{1,5})", token)
        if slash and int(slash[1]) <= int(slash[2]) and found[i - 1 : i] not in (["on"], ["by"], ["since"], ["until"], ["dated"]):
            yield _Pair(int(slash[1]), int(slash[2]), i, i + 1)
            return
    for first, second in zip(numbers, numbers[1:], strict=False):
        pair = _pair(found, first, second)
        if pair:
            yield pair
            return
        turned = _turned(found, first, second)
        if turned:
            yield turned
            return


def _pair(found: list[str], first: _Number, second: _Number) -> _Pair | None:
    between = found[first.end : second.start]
    if len(between) > 9 or _BREAKS.intersection(between) or first.value > second.value:
        return None
    fillers = 0
    while fillers < len(between) and between[-1 - fillers] in _FILLERS - {"of"}:
        fillers += 1
    # "a sample of 25" ends in "of" as well: step over "sample of" to the separator before it.
    if between[len(between) - fillers - 1 : len(between) - fillers] == ["of"] and between[-2 - fillers : -1 - fillers] and between[-2 - fillers] in _FILLERS:
        fillers += 1
        while fillers < len(between) and between[-1 - fillers] in _FILLERS - {"of"}:
            fillers += 1
    rest, tail = between[: len(between) - fillers], between[len(between) - fillers :]
    if not rest or rest[-1] not in {"of", "in", "from", "among", "within", "across"}:
        return None
    of_a_set = bool(_FILLERS.intersection(tail) & {"population", "populations", "sample", "samples", "selection", "total", "set"})
    if rest[-1] != "of" and not of_a_set:
        return None
    before = found[first.start - 1] if first.start else ""
    if before in _NAMES or (rest[0] in _MEASURES and len(rest) > 1):
        return None
    sampling = found[first.start - 2 : first.start] if before == "of" and first.start > 1 else [before]
    return _Pair(
        first.value,
        second.value,
        first.start,
        second.end,
        sampled=bool(_SAMPLING.intersection(sampling)) or (before in {"for"} and _is_procedure(found, first.start)),
        population="population" in tail,
    )


def _is_procedure(found: list[str], start: int) -> bool:
    """ "Inspected the reviews for 2 of 4 quarters": nothing is said yet of what was found."""
    before = set(found[:start])
    return bool(before & words()["audited"]) and not before & words()["found"]


def _turned(found: list[str], first: _Number, second: _Number) -> _Pair | None:
    """ "Of the full population of 61 terminations, 2 were late"; "of 30 tickets tested, none deviated"."""
    before = found[max(0, first.start - 6) : first.start]
    between = found[first.end : second.start]
    lead = [token for token in before if token not in _FILLERS]
    if "of" not in before or lead and lead[-1] not in {"of", "out"} or "," not in between or len(between) > 9:
        return None
    if found[first.start - 1] not in _FILLERS or second.value > first.value or between[-1] != "," and between[-1] != "only":
        return None
    if found[second.end : second.end + 1] and found[second.end] in _MEASURES:
        return None
    return _Pair(second.value, first.value, second.start, len(found), population="population" in before)


def _deviations(found: list[str], sentence: str, pair: _Pair) -> int | None:
    """How many failed: the part, or what is left of it where the part is what succeeded."""
    said = cues(sentence)
    kinds = {cue.kind for cue in said}
    if "limited" not in kinds and any(cue.kind == "denied" and cue.end <= pair.start for cue in said) and 0 < pair.part < pair.size:
        return pair.size - pair.part
    nearby = found[max(0, pair.start - 3) : min(len(found), pair.end)]
    if any(token in words()["deviation"] for token in nearby):
        return pair.part
    if pair.part == 0 and (kinds & {"failure", "exception", "broken", "unexplained", "denial"} or words()["bad"].intersection(found)):
        return 0
    if kinds & {"failure", "exception", "broken", "unexplained", "denial", "undone", "limited"}:
        return pair.part if pair.part < pair.size or "denied" not in kinds else None
    if pair.part == pair.size:
        return 0
    if words()["done"].intersection(found[pair.end :]) or words()["done"].intersection(found[: pair.start]):
        return pair.size - pair.part
    return None


def _size(found: list[str], numbers: list[_Number]) -> int | None:
    for number in numbers:
        before = found[max(0, number.start - 3) : number.start]
        after = found[number.end : number.end + 5]
        if after[:1] and after[0] in _MEASURES and not {"sampled", "selected"}.intersection(after) or before[-1:] and before[-1] in _NAMES:
            continue
        if before[-2:] in (["sample", "of"], ["samples", "of"], ["selection", "of"]) or before[-3:] in (["sample", "size", "of"],):
            return number.value
        if before[-1:] and before[-1] in {"sampled", "selected", "sampling", "selecting"}:
            return number.value
        if after[:1] == ["of"]:
            continue
        clause = after[: next((i for i, token in enumerate(after) if token in _BREAKS), len(after))]
        if _SAMPLING.intersection(clause) & {"sampled", "selected", "tested", "sample", "samples"}:
            return number.value
        if before[-1:] == ["all"]:
            return number.value
    return None


def _population(found: list[str], numbers: list[_Number]) -> int | None:
    for number in numbers:
        if "population" in found[max(0, number.start - 4) : number.start] and not _BREAKS.difference({":"}).intersection(found[max(0, number.start - 2) : number.start]):
            return number.value
    return None


def _stated(found: list[str], numbers: list[_Number]) -> int | None:
    """ "3 exceptions noted", "Deviations noted: 1"."""
    nouns = words()["deviation"]
    for number in numbers:
        if found[number.end : number.end + 1] and found[number.end] in nouns:
            return number.value
        before = found[max(0, number.start - 3) : number.start]
        if before[-1:] in ([":"], ["="]) and nouns.intersection(before):
            return number.value
    return None
