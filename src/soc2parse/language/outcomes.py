"""What a result cell says of its test: "No exceptions noted.", "For 2 of 25 ...", "Not tested: no incidents occurred".

There is no default. Words that nothing here understands give `kind` None, and where good and bad news stand beside each
other in a way that is not understood, the cell is never clean.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from soc2parse.language import counts, enumeration
from soc2parse.language.cues import Cue, cues
from soc2parse.language.vocabulary import tokens, words
from soc2parse.language.wording import lowered, plain, sentences
from soc2parse.report import Outcome

Kind = Outcome | Literal["reference", "mixed"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a result says. `kind` None: not understood; "reference": it points to `refers_to`; "mixed": see `parts`.

    `evidence` is the words that decided it. `certain` is False where the words compete or only imply the outcome (a
    fact stated in place of a verdict): worth an issue. `qualifier` is the word that narrows a denial ("relevant").
    """

    kind: Kind | None
    evidence: str = ""
    certain: bool = True
    qualifier: str | None = None
    refers_to: str | None = None
    parts: tuple[Reading, ...] = ()


_NOTHING = Reading(None, certain=False)
_LABEL = re.compile(
    r"^(?:(?:the )?(?:test )?results?(?: of (?:the )?tests?(?:ing)?)?|conclusion|outcome|finding|auditor'?s? conclusion)\s*[:\-]\s+",
    re.IGNORECASE,
)
_ENDS = " .,:;!*()[]\"'"
_QUALIFIER = re.compile(r"\b(?:no|any) (relevant|material|significant|reportable|substantive|notable)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?P<label>[A-Z][\w ,/&'-]{1,60}?)(?: -|:) (?P<rest>.+)$", re.DOTALL)
_NO_SUBJECT = re.compile(
    r"^(?:exceptions?|deviations?|results?|notes?|conclusions?|outcome|findings?|issues?|variances?|observations?|non|"
    r"unable|not|no|number|discrepanc\w+|error\w*|population|sample|control|status|management\b.*)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def classify(text: str) -> Reading:
    """The class of a result cell's text, as printed or joined; equal texts are read once."""
    plain_text = plain(text)
    whole = _whole(_LABEL.sub("", plain_text))
    if whole is not None:
        return whole
    items = enumeration.split_text(text)
    if len(items) > 1:
        return _several(tuple(classify(item) for _, item in items))
    subjects = _by_subject(sentences(plain_text))
    if len(subjects) > 1:
        several = _several(tuple(_decide(subject) for subject in subjects))
        if several.kind == "mixed":
            return several
    return _decide(sentences(_LABEL.sub("", plain_text)))


@cache
def _data() -> tuple[dict[str, Kind | None], tuple[str, ...], frozenset[str]]:
    data = tomllib.loads((files(__package__) / "patterns" / "phrases.toml").read_text("utf-8"))
    phrases: dict[str, Kind | None] = {}
    for name, listed in data["phrases"].items():
        phrases.update(dict.fromkeys(listed, None if name == "unknown" else Outcome(name)))
    begins = tuple(sorted(data["reference"]["begins"], key=len, reverse=True))
    return phrases, begins, frozenset(data["reference"]["whole"])


def _whole(text: str) -> Reading | None:
    """A cell that is one standard phrase, a placeholder or a reference."""
    phrases, begins, marks = _data()
    low = text.lower()
    bare = low.strip(_ENDS)
    if low in marks or bare in marks:
        return Reading("reference", text, refers_to=text.strip())
    if not bare or low.startswith("[") and low.endswith("]") or "(cid:" in low:
        return _NOTHING
    if bare in phrases:
        kind = phrases[bare]
        return Reading(kind, text, certain=kind is not None)
    if re.fullmatch(r"\(?\d{1,2}\)?", low):
        return Reading("reference", text, refers_to=low.strip("()"))
    for begin in begins:
        if bare.startswith(begin + " "):
            return _reference(text, bare[len(begin) :].strip(_ENDS))
    return None


_PLACE = re.compile(
    r"^(?:(?:the |our |its |above|below|earlier|previous|next|following|test(?:s|ing)?|results?|of|for|at|in|under|to|from|and|&|or|"
    r"control(?:s| activity)?|exceptions?|deviations?|findings?|footnotes?|notes?|tables?|criteri(?:on|a)|sections?|page|"
    r"item|row|no\.?|number|performed|noted|described|documented|listed|procedures?|conclusions?|details?|matrix|appendix|"
    r"tested|reported|summary|report|responses?|management'?s?|as|with|see|refer|also|directly|"
    r"[ivx]{1,5}|#?[a-z]{0,6}[ -]{0,3}\d[\w.-]*|[a-z]{1,6}(?:-[a-z]{1,6})?-[\w.-]*\d[\w.-]*|,|;|\(|\)|:|-)\s*)+$"
)


def _reference(text: str, place: str) -> Reading | None:
    if len(place) <= 120 and _PLACE.match(place):
        return Reading("reference", text, refers_to=place)
    return None


def _several(readings: tuple[Reading, ...]) -> Reading:
    kinds = {reading.kind for reading in readings}
    if len(kinds) == 1:
        first = readings[0]
        return replace(first, certain=all(reading.certain for reading in readings))
    if Outcome.EXCEPTION not in kinds and len(kinds - {None}) < 2:
        return replace(_NOTHING, parts=readings)
    return Reading("mixed", " / ".join(reading.evidence for reading in readings), parts=readings)


def _by_subject(found: list[str]) -> list[list[str]]:
    """Sentences under printed subjects: "New hires: no exceptions noted. Terminations: 1 of 8 ..." """
    subjects: list[list[str]] = []
    for sentence in found:
        named = _SUBJECT.match(sentence)
        if named and not _NO_SUBJECT.match(named["label"]):
            subjects.append([named["rest"]])
        elif subjects:
            subjects[-1].append(sentence)
        else:
            return []
    return subjects


def _decide(found: list[str]) -> Reading:
    facts = [_facts(sentence) for sentence in found]
    return _Weighing(facts).reading()


@dataclass(frozen=True, slots=True)
class _Facts:
    sentence: str
    cues: tuple[Cue, ...]
    deviations: int | None
    positive: bool
    tested: bool
    contrast: bool


@lru_cache(maxsize=8192)
def _facts(sentence: str) -> _Facts:
    whole = _data()[0].get(sentence.lower().strip(_ENDS))
    kind = {Outcome.NO_EXCEPTION: "denied", Outcome.EXCEPTION: "exception", Outcome.NO_OCCURRENCE: "unoccurred",
            Outcome.NOT_TESTED: "untested", Outcome.NOT_APPLICABLE: "inapplicable", Outcome.DESIGN_ONLY: "designed"}
    if isinstance(whole, Outcome):
        return _Facts(sentence, (Cue(kind[whole], sentence, 0, 0),), None, False, False, False)
    found = tokens(lowered(sentence))
    present = set(found)
    deviations = counts.read(sentence).deviations
    said = cues(sentence)
    if deviations == 0:
        of_none = present & {"0", "zero", "none"} or any(token.startswith("0/") for token in found)
        dropped = {"failure", "unexplained", "denial"} | ({"exception"} if of_none else set())
        said = tuple(cue for cue in said if cue.kind not in dropped)
    return _Facts(
        sentence,
        said,
        deviations,
        _is_good_news(found),
        not present.isdisjoint(words()["audited"]),
        not present.isdisjoint(words()["contrast"]),
    )


def _is_good_news(found: list[str]) -> bool:
    """A fact that was found and is as it should be: "noted encryption was enabled"; no doubt, no purpose."""
    lists = words()
    if not lists["deviation"].isdisjoint(found) or any(re.fullmatch(r"(?:19|20)\d\d", token) for token in found):
        return False
    if not lists["doubt"].isdisjoint(found) and not _all_of(found):
        return False
    text = " ".join(found)
    purpose = re.search(r"\b(?:to (?:determine|verify|ascertain|confirm|validate|ensure|assess|evaluate)|whether)\b", text)
    if purpose:
        resumed = re.search(r"\b(?:and|,) (?:we )?(?:noted|found|observed|determined|concluded|confirmed)\b", text[purpose.end() :])
        if not resumed:
            return False
        text = text[purpose.end() + resumed.start() :]
        found = text.split()
    if found and found[0] in lists["audited"] | {"we", "per", "through", "based", "by"}:
        starts = [i for i, token in enumerate(found) if token in lists["found"] and i > 0]
        if not starts:
            return False
        found = found[starts[0] :]
    stated = lists["past"] | ({"is", "are"} if found[:1] and found[0] in lists["found"] else set())
    for i, token in enumerate(found):
        following = found[i + 1 : i + 5]
        if token in stated and any(t in lists["done"] for t in following):
            return True
        if token in stated and following[:2] in (["on", "file"], ["in", "place"], ["in", "effect"], ["in", "use"]):
            return True
    return _all_of(found) and any(token in lists["done"] for token in found)


def _all_of(found: list[str]) -> bool:
    """ "25 of 25", "all 25", "each of the three". """
    text = " ".join(found)
    same = re.search(r"\b(\d+) of (?:the )?(\d+)\b", text)
    return bool(same and same[1] == same[2])


class _Weighing:
    """The cues of a cell's sentences, weighed in the order in which an error would hurt."""

    def __init__(self, facts: list[_Facts]) -> None:
        self.facts = facts
        self.cues: dict[str, str] = {}
        for fact in facts:
            for cue in fact.cues:
                self.cues.setdefault(cue.kind, cue.words)
            if fact.deviations:
                self.cues.setdefault("counted", fact.sentence)
            elif fact.deviations == 0:
                self.cues.setdefault("denied", fact.sentence)

    def has(self, *kinds: str) -> bool:
        return any(kind in self.cues for kind in kinds)

    def says(self, kind: Kind, *cues: str, certain: bool = True) -> Reading:
        return Reading(kind, next((self.cues[cue] for cue in cues if cue in self.cues), ""), certain)

    def reading(self) -> Reading:
        if not self.facts:
            return _NOTHING
        return self.bad() or self.without_test() or self.good() or _NOTHING

    def bad(self) -> Reading | None:
        clean = self.has("denied", "effective")
        first = self.facts[0].cues[:1]
        if first and first[0].kind == "inapplicable" and first[0].start < 2 and not clean and not self.has("exception", "counted", "unoccurred"):
            return self.says(Outcome.NOT_APPLICABLE, "inapplicable")
        if self.has("exception", "counted"):
            return self.says(Outcome.EXCEPTION, "exception", "counted", certain=not clean or self.has("limited", "counted"))
        if self.has("untested"):
            return None
        if self.has("broken"):
            return self.says(Outcome.EXCEPTION, "broken", certain=not self.has("unoccurred"))
        if self.has("failure", "undone"):
            if self.has("unoccurred"):
                return None if self.explains_absence() else self.says(Outcome.EXCEPTION, "failure", "undone", certain=False)
            return self.says(Outcome.EXCEPTION, "failure", "undone", certain=not clean or self.has("limited"))
        if self.has("limited", "denial") and not self.has("unoccurred", "inapplicable"):
            return self.says(Outcome.EXCEPTION, "limited", "denial", certain=False)
        if clean and any(fact.contrast for fact in self.facts) and not any(fact.positive for fact in self.facts):
            return self.says(Outcome.EXCEPTION, "denied", "effective", certain=False)
        return None

    def explains_absence(self) -> bool:
        """ "Access was not removed because no employees left": the sentence that says so gives a reason."""
        return any(
            any(cue.kind == "unoccurred" for cue in fact.cues)
            and not words()["cause"].isdisjoint(tokens(lowered(fact.sentence)))
            for fact in self.facts
        ) and not self.has("denied")

    def without_test(self) -> Reading | None:
        clean = self.has("denied", "effective")
        if self.has("untested"):
            if self.has("unoccurred", "undone", "averted"):
                return self.says(Outcome.NO_OCCURRENCE, "unoccurred", "undone", "averted")
            if self.has("designed"):
                return self.says(Outcome.DESIGN_ONLY, "designed")
            if self.has("inapplicable") and not self.has("failure"):
                return self.says(Outcome.NOT_TESTED, "untested", certain=False)
            return self.says(Outcome.NOT_TESTED, "untested", certain=not (clean or self.has("failure", "unexplained")))
        if self.has("unoccurred"):
            if clean and any(fact.tested for fact in self.facts):
                return replace(self.says(Outcome.NO_EXCEPTION, "denied", "effective"), qualifier=self.cues["unoccurred"])
            return self.says(Outcome.NO_OCCURRENCE, "unoccurred", certain=not clean)
        if self.has("inapplicable"):
            return None if clean else self.says(Outcome.NOT_APPLICABLE, "inapplicable")
        return None

    def good(self) -> Reading | None:
        if self.has("denied", "effective"):
            reading = self.says(Outcome.NO_EXCEPTION, "denied", "effective", certain=not self.has("unexplained"))
            if self.has("unexplained") and not self.has("denied"):
                return self.says(Outcome.EXCEPTION, "unexplained", certain=False)
            narrowed = _QUALIFIER.search(" ".join(fact.sentence for fact in self.facts))
            return replace(reading, qualifier=narrowed[1].lower()) if narrowed else reading
        if self.has("unexplained"):
            return None
        if self.has("averted"):
            return self.says(Outcome.NO_EXCEPTION, "averted", certain=False)
        if self.has("designed", "placed"):
            return self.says(Outcome.DESIGN_ONLY, "designed", "placed")
        if any(fact.positive for fact in self.facts) and all(fact.positive or fact.tested for fact in self.facts):
            return Reading(Outcome.NO_EXCEPTION, self.facts[-1].sentence, certain=False)
        return None


@lru_cache(maxsize=8192)
def is_result_like(text: str) -> bool:
    """Whether a text reads like a result cell: a verdict, a test not made, a reference; used to find result columns."""
    reading = classify(text)
    return reading.kind is not None and reading.certain


_MENTION = re.compile(
    r"\b(?:exceptions?|deviations?|variances?|discrepanc(?:y|ies)|non-?(?:compliance|conformit(?:y|ies)))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An exception word that nothing denies: its place in the text (characters, end exclusive) and its sentence."""

    start: int
    end: int
    sentence: str


def mentions_exception(text: str) -> tuple[Mention, ...]:
    """Every exception or deviation word that is not denied and not a thing's name ("exception log")."""
    if not _MENTION.search(text):
        return ()
    found: list[Mention] = []
    position = 0
    for sentence in sentences(text):
        start = text.index(sentence, position)
        position = start + len(sentence)
        words_in = list(_MENTION.finditer(sentence))
        if not words_in:
            continue
        standing = [cue for cue in cues(plain(sentence)) if cue.kind in {"exception", "limited"}]
        if standing:
            found.extend(Mention(start + word.start(), start + word.end(), sentence) for word in words_in)
    return tuple(found)


def worst(kinds: Iterable[Kind | None]) -> Kind | None:
    """The roll-up of a control's tests: an exception anywhere, else a test not made, else what is left; None counts."""
    present = set(kinds)
    return next((kind for kind in _WORST if kind in present), None)


_WORST: tuple[Kind | None, ...] = (
    Outcome.EXCEPTION, "mixed", None, "reference", Outcome.NOT_TESTED, Outcome.NO_OCCURRENCE, Outcome.DESIGN_ONLY,
    Outcome.NO_EXCEPTION, Outcome.NOT_APPLICABLE,
)
