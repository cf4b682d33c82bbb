"""The cues of a result's sentences, weighed in the order in which an error would hurt: a missed exception first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from soc2parse.language.facts import Facts
from soc2parse.language.vocabulary import words
from soc2parse.terms import Outcome

Kind = Outcome | Literal["reference", "mixed"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a result says. `kind` None: not understood; "reference": it points to `refers_to`; "mixed": see `parts`.

    `evidence` is the words that decided it. `certain` is False where the words compete or only imply the outcome (a
    fact stated in place of a verdict): worth an issue. `qualifier` is the word that narrows a denial ("relevant"), or
    what did not occur beside a clean test.
    """

    kind: Kind | None
    evidence: str = ""
    certain: bool = True
    qualifier: str | None = None
    refers_to: str | None = None
    parts: tuple[Reading, ...] = ()


NOTHING = Reading(None, certain=False)
_QUALIFIER = re.compile(r"\b(?:no|any) (relevant|material|significant|reportable|substantive|notable)\b", re.IGNORECASE)


def qualifier(text: str) -> str | None:
    """The word that narrows a denial: "relevant" of "No relevant exceptions noted."."""
    narrowed = _QUALIFIER.search(text)
    return narrowed[1].lower() if narrowed else None


def weigh(facts: Iterable[Facts]) -> Reading:
    """The outcome of one test from what its sentences state."""
    scale = _Scale(list(facts))
    if not scale.facts:
        return NOTHING
    return scale.bad() or scale.without_test() or scale.good() or NOTHING


class _Scale:
    """The kinds of cue that a result holds, each with the first words that say it."""

    def __init__(self, facts: list[Facts]) -> None:
        self.facts = facts
        self.cues: dict[str, str] = {}
        for fact in facts:
            for cue in fact.cues:
                self.cues.setdefault(cue.kind, cue.words)
            if fact.deviations is not None:
                self.cues.setdefault("counted" if fact.deviations else "denied", fact.sentence)
        self.clean = self.has("denied", "effective")

    def has(self, *kinds: str) -> bool:
        return any(kind in self.cues for kind in kinds)

    def says(self, kind: Kind, *cues: str, certain: bool = True) -> Reading:
        return Reading(kind, next((self.cues[cue] for cue in cues if cue in self.cues), ""), certain)

    def bad(self) -> Reading | None:
        if self.has("exception", "counted"):
            certain = not self.clean or self.has("limited", "counted")
            return self.says(Outcome.EXCEPTION, "exception", "counted", certain=certain)
        if any(fact.split for fact in self.facts):
            return self.says(Outcome.EXCEPTION, "failure", "limited", certain=False)
        if self.has("untested") or self._begins_inapplicable():
            return None
        if self.has("broken"):
            return self.says(Outcome.EXCEPTION, "broken", certain=not self.has("unoccurred"))
        if self.has("failure", "undone"):
            if self.has("unoccurred") and self._gives_reason():
                return None
            certain = not self.has("unoccurred") and (not self.clean or self.has("limited"))
            return self.says(Outcome.EXCEPTION, "failure", "undone", certain=certain)
        if self.has("unoccurred") and self.clean and any(fact.partly or fact.bounded for fact in self.facts):
            return self.says(Outcome.EXCEPTION, "unoccurred", certain=False)
        if self.has("limited", "denial") and not self.has("unoccurred", "inapplicable"):
            return self.says(Outcome.EXCEPTION, "limited", "denial", certain=False)
        if self.clean and any(fact.contrast for fact in self.facts) and not any(fact.positive for fact in self.facts):
            return self.says(Outcome.EXCEPTION, "denied", "effective", certain=False)
        return None

    def _begins_inapplicable(self) -> bool:
        """ "Not applicable - the system does not ...": what follows is the reason, no failure."""
        first = self.facts[0].cues[:1]
        return bool(first) and first[0].kind == "inapplicable" and first[0].start < 2 and not self.clean

    def _gives_reason(self) -> bool:
        """ "Access was not removed because no employees left"; "No plans were started. The control did not operate."""
        if self.clean:
            return False
        absences = [(fact, cue) for fact in self.facts for cue in fact.cues if cue.kind == "unoccurred"]
        if any(fact.reasoned or not words()["emptiness"].isdisjoint(cue.words.split()) for fact, cue in absences):
            return True
        return all(cue.words.startswith("no ") for fact in self.facts for cue in fact.cues if cue.kind == "failure")

    def without_test(self) -> Reading | None:
        if self.has("untested"):
            return self._untested()
        if self.has("unoccurred"):
            if self.clean and any(fact.tested for fact in self.facts):
                reading = self.says(Outcome.NO_EXCEPTION, "denied", "effective")
                return replace(reading, qualifier=self.cues["unoccurred"])
            return self.says(Outcome.NO_OCCURRENCE, "unoccurred", certain=not self.clean)
        if self.has("inapplicable"):
            return NOTHING if self.clean else self.says(Outcome.NOT_APPLICABLE, "inapplicable")
        return None

    def _untested(self) -> Reading:
        if self.has("unoccurred", "undone", "averted", "absent"):
            return self.says(Outcome.NO_OCCURRENCE, "unoccurred", "undone", "averted", "absent")
        if any(cue.kind == "denied" and _is_event(cue.words) for fact in self.facts for cue in fact.cues):
            return self.says(Outcome.NO_OCCURRENCE, "denied")
        if self.has("designed"):
            return self.says(Outcome.DESIGN_ONLY, "designed")
        certain = not (self.clean or self.has("failure", "unexplained", "denial", "broken", "inapplicable"))
        return self.says(Outcome.NOT_TESTED, "untested", certain=certain)

    def good(self) -> Reading | None:
        if self.clean:
            if self.has("hedged"):  # no verdict of this test: "No exceptions noted pending receipt of evidence."
                return None
            if self.has("unexplained", "absent", "handled") and not self.has("denied"):
                return None
            if any(fact.bounded and fact.cues for fact in self.facts):
                return None
            more = self._more()
            if any(fact.doubtful for fact in more):
                return None
            certain = not (more or self.has("unexplained", "absent", "handled"))
            reading = self.says(Outcome.NO_EXCEPTION, "denied", "effective", certain=certain)
            return replace(reading, qualifier=qualifier(" ".join(fact.sentence for fact in self.facts)))
        if self.has("unexplained", "absent", "handled"):
            return None
        if self.has("averted"):
            return self.says(Outcome.NO_EXCEPTION, "averted", certain=False)
        if self.has("designed", "placed"):
            return self.says(Outcome.DESIGN_ONLY, "designed", "placed")
        if any(fact.positive for fact in self.facts) and all(fact.positive or fact.tested for fact in self.facts):
            return Reading(Outcome.NO_EXCEPTION, self.facts[-1].sentence, certain=False)
        return None

    def _more(self) -> list[Facts]:
        """Sentences beside the verdict that are neither known wording nor a duty reported as done."""
        return [fact for fact in self.facts if not (fact.cues or fact.positive or fact.tested)]


def _is_event(said: str) -> bool:
    """ "No violations were reported; not tested": what is denied is an event, not an exception."""
    return words()["deviation"].isdisjoint(said.split()) and not words()["problem"].isdisjoint(said.split())


_WORST: tuple[Kind | None, ...] = (
    Outcome.EXCEPTION,
    "mixed",
    None,
    "reference",
    Outcome.NOT_TESTED,
    Outcome.NO_OCCURRENCE,
    Outcome.DESIGN_ONLY,
    Outcome.NO_EXCEPTION,
    Outcome.NOT_APPLICABLE,
)


def worst(kinds: Iterable[Kind | None]) -> Kind | None:
    """The roll-up of a control's tests: an exception anywhere, else what was not understood, else a test not made."""
    present = set(kinds)
    return next((kind for kind in _WORST if kind in present), None)
