"""What one sentence of a result says, cue by cue: a denied exception, a failure, an event that did not happen.

Every "no" and "not" has to be explained: it denies an exception (good), a duty done (a failure), an event
(non-occurrence) or a test; one that nothing explains is a cue too, so that it is never taken for good news.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from soc2parse.language.vocabulary import Span, spans, tokens, words
from soc2parse.language.wording import lowered

_FILES = ("outcomes", "failures", "scope")
# How far a "not" reaches, in tokens.
_SCOPE = 12


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: what it is, the words that say so, and where they stand (tokens, end exclusive)."""

    kind: str
    words: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def cues(sentence: str) -> tuple[Cue, ...]:
    """The cues of a plain sentence, in the order of its words.

    Kinds of good news: "denied" (no exceptions), "averted" (no unauthorized access), "effective". Of bad: "exception",
    "failure" (not performed), "undone" (no employees completed), "broken" (not effective), "limited" (no other
    exceptions, except for), "denial" (was not ... something unknown), "unexplained" (any other negation). Of neither:
    "unoccurred", "untested", "inapplicable", "designed", "placed" (in operation).
    """
    return _Sentence(tokens(lowered(sentence))).cues()


class _Sentence:
    def __init__(self, tokenised: list[str]) -> None:
        self.tokens = tokenised
        self.spans = spans(tokenised, *_FILES)
        self.found: list[Cue] = []
        self.purpose = self._purpose()
        self.explained: set[int] = set()

    def cues(self) -> tuple[Cue, ...]:
        if not self.tokens:
            return ()
        self._mask()
        self._attention()
        self._scopes()
        self._answers()
        self._negations()
        self._deviations()
        self._failures()
        return tuple(sorted(set(self.found), key=lambda cue: (cue.start, cue.end, cue.kind)))

    def _is(self, index: int, *names: str) -> bool:
        return 0 <= index < len(self.tokens) and any(self.tokens[index] in words()[name] for name in names)

    def _labelled(self, *labels: str) -> list[Span]:
        return [span for span in self.spans if span.label in labels and span.start not in self.purpose]

    def _add(self, kind: str, start: int, end: int) -> None:
        self.found.append(Cue(kind, " ".join(self.tokens[start:end]), start, end))
        self.explained.update(range(start, end))

    def _purpose(self) -> set[int]:
        """The tokens of "... to determine whether ...", up to where the sentence goes on to what was found."""
        masked: set[int] = set()
        resumed = [span.start for span in self.spans if span.label == "resumed"]
        for span in self.spans:
            if span.label == "purpose" and any(self._is(i, "audited") for i in range(span.start)):
                end = min((start for start in resumed if start > span.start), default=len(self.tokens))
                masked.update(range(span.start, end))
        return masked

    def _mask(self) -> None:
        for span in self._labelled("protective", "thing"):
            self.explained.update(range(span.start, span.end))

    def _scopes(self) -> None:
        """Tests not made, events that did not happen, what does not apply, what is effective."""
        noticed = set(self.explained) if self.found else set()
        for span in self._labelled("broken"):
            if span.start not in noticed:
                self._add("broken", span.start, span.end)
        for span in self._labelled("untested"):
            if not self._is_own_test(span):
                self._add("untested", span.start, span.end)
        for span in self._labelled("unoccurred"):
            self._add("failure" if self._is_duty(span) else "unoccurred", span.start, span.end)
        for span in self._labelled("inapplicable"):
            self._add("inapplicable", span.start, span.end)
        for span in self._labelled("designed", "placed"):
            self._add(span.label, span.start, span.end)
        broken = {i for cue in self.found if cue.kind == "broken" for i in range(cue.start, cue.end)}
        for span in self._labelled("clean"):
            if not broken.intersection(range(span.start, span.end)) and not self._is_negated(span.start):
                self._add("effective", span.start, span.end)

    def _is_own_test(self, span: Span) -> bool:
        """Whether it is the service organization that did not test: "the recovery plan was not tested"."""
        before = range(max(0, span.start - 6), span.start)
        if any(
            t in {"could", "can", "control", "controls", "auditor", "we", "effectiveness"}
            for t in self.tokens[max(0, span.start - 6) : span.end]
        ):
            return False
        return any(self._is(i, "testable") for i in before) or any(
            self._is(i, "testable") for i in range(span.start, span.end - 1)
        )

    def _is_duty(self, span: Span) -> bool:
        """ "The monthly review did not take place": a duty, not an event that a control waits for."""
        if not {"occur", "occurred", "happen", "happened", "place"}.intersection(self.tokens[span.start : span.end]):
            return False
        return any(
            self._is(i, "evidence") and not self._is(i, "event") for i in range(max(0, span.start - 4), span.start)
        )

    def _is_negated(self, index: int) -> bool:
        return any(self._is(i, "not", "no") for i in range(max(0, index - 3), index))

    def _attention(self) -> None:
        """ "Nothing came to our attention that indicated ...": what follows did not happen."""
        for span in self._labelled("unnoticed"):
            limits = [limit.start for limit in self._labelled("limited") if limit.start >= span.end]
            self._add("denied", span.start, min(limits, default=len(self.tokens)))

    def _answers(self) -> None:
        for span in self._labelled("answer_none"):
            following = self.tokens[span.end : span.end + 1]
            if self.tokens[span.end - 1] != "no" or not following or not following[0].isalpha():
                self._add("denied", span.start, span.end)

    def _negations(self) -> None:
        for i in range(len(self.tokens)):
            if i in self.explained or i in self.purpose:
                continue
            if self._is(i, "no"):
                self._no(i)
            elif self._is(i, "not"):
                self._not(i)
            elif self.tokens[i] in {"none", "nothing"}:
                self._none(i)
            elif self.tokens[i] == "neither" and any(self._is(j, "deviation", "problem") for j in (i + 1, i + 2)):
                self._deny(i, next(j for j in (i + 1, i + 2) if self._is(j, "deviation", "problem")))

    def _head(self, start: int) -> int:
        """The last word of the noun phrase that begins here: "security review requests" in "no ... were received"."""
        end = start
        while end < min(len(self.tokens), start + 8) and self.tokens[end] not in words()["preposition"]:
            if end > start and self._is(end, "be", "past", "occurred", "noted", "article"):
                break
            if self._is(end, "done") and self._is(end - 1, "event"):
                break
            end += 1
        return end - 1

    def _no(self, i: int) -> None:
        head = self._head(i + 1)
        if head <= i:
            self._add("unexplained", i, i + 1)
            return
        if self._is(head, "deviation", "problem"):
            self._deny(i, head)
            return
        deviations = [j for j in range(i + 1, head + 1) if self._is(j, "deviation")]
        if self.tokens[head] in words()["vague"] and head + 1 < len(self.tokens) and self.tokens[head + 1] == "of":
            if any(self._is(j, "deviation", "problem") for j in range(head + 2, head + 7)):
                self._deny(i, next(j for j in range(head + 2, head + 7) if self._is(j, "deviation", "problem")))
                return
            if any(self._is(j, "bad") for j in range(head + 2, head + 5)):
                self._add("averted", i, head + 3)
                return
        if deviations and not self._is(head, "thing", "event"):
            self._deny(i, deviations[-1])
        elif any(self._is(j, "bad") for j in range(i + 1, head + 1)):
            self._add("averted", i, head + 1)
        elif self._is(head, "evidence") and not self._is(head, "event"):
            self._add("failure", i, head + 1)
        elif self._is(head, "event"):
            self._event(i, head)
        elif any(self._is(j, "occurred") for j in range(head + 1, head + 4)):
            self._add("unoccurred", i, head + 1)
        else:
            self._add("unexplained", i, head + 1)

    def _event(self, i: int, head: int) -> None:
        following = range(head + 1, min(len(self.tokens), head + 6))
        if any(self._is(j, "bad") for j in following):
            self._add("averted", i, min(head + 6, len(self.tokens)))
        elif self.tokens[head] in words()["population"] or self.tokens[head + 1 : head + 2] == ["of"]:
            self._add("unoccurred", i, head + 1)
        elif self._holds(head + 1):
            self._add("unexplained", i, head + 1)
        elif self._says_done(head):
            self._add("undone", i, head + 1)
        else:
            self._add("unoccurred", i, head + 1)

    def _holds(self, index: int) -> bool:
        """ "No users had access": neither an event nor a duty."""
        if not (index < len(self.tokens) and self.tokens[index] in {"had", "have", "has", "could", "can", "with"}):
            return False
        return not self._is(index + 1, "done") or self.tokens[index + 1] in words()["state"]

    def _says_done(self, head: int) -> bool:
        """ "No employees completed the training": a duty not done, and no event that did not happen."""
        for j in range(head + 1, min(len(self.tokens), head + 5)):
            if self._is(j, "occurred", "reported") or self.tokens[j] in {",", ".", ";", "during", "in", "within"}:
                return False
            if self._is(j, "done"):
                return True
        return False

    def _deny(self, i: int, noun: int) -> None:
        limited = any(t in words()["limiting"] for t in self.tokens[i + 1 : noun])
        end = noun + 1
        while end < len(self.tokens) and (
            self.tokens[end] in {",", "or", "and", "nor", "/"} or self._is(end, "deviation", "problem")
        ):
            noun = end if self._is(end, "deviation", "problem") else noun
            end += 1
        self._add("limited" if limited else "denied", i, noun + 1)

    def _not(self, i: int) -> None:
        failure = next((span for span in self._labelled("failure") if span.start <= i < span.end), None)
        if failure:
            self._add("failure", failure.start, failure.end)
            return
        k = i + 1
        while self._is(k, "adverb") and k < i + 4:
            k += 1
        noun = next(
            (j for j in range(i + 1, min(i + _SCOPE, len(self.tokens))) if self._is(j, "deviation", "problem")), None
        )
        if (
            noun is not None
            and not words()["blocker"].intersection(self.tokens[i:noun])
            and not self._is(k, "do", "done")
        ) or (noun is not None and self._is(k, "note") and not words()["blocker"].intersection(self.tokens[k:noun])):
            self._deny(i, noun)
        elif self._is(k, "done") or self._is(k, "do"):
            self._add("failure", i, k + 1)
        elif any(self._is(j, "past") or self.tokens[j] in {"could", "would"} for j in range(max(0, i - 3), i)):
            self._add("denial", i, min(k + 1, len(self.tokens)))
        else:
            self._add("unexplained", i, min(k + 1, len(self.tokens)))

    def _none(self, i: int) -> None:
        following = range(i + 1, min(len(self.tokens), i + 8))
        if any(self._is(j, "deviation", "bad") for j in following):
            self._add("denied", i, i + 2)
        elif any(self._is(j, "done", "evidence") for j in following):
            self._add("failure", i, i + 1)
        else:
            self._add("unexplained", i, i + 1)

    def _deviations(self) -> None:
        limited = self._labelled("limited")
        denied = [cue for cue in self.found if cue.kind in {"denied", "effective"}]
        if denied or any(self._is(i, "deviation") for i in range(len(self.tokens))):
            for span in limited:
                self._add("limited", span.start, span.end)
        for i in range(len(self.tokens)):
            if self._is(i, "deviation") and i not in self.explained and i not in self.purpose:
                self._add("exception", i, i + 1)
        for span in self._labelled("verdict"):
            if not self.explained.intersection(range(span.start, span.end)):
                self._add("exception", span.start, span.end)

    def _failures(self) -> None:
        for span in self._labelled("failure"):
            if not self.purpose.isdisjoint(range(span.start, span.end)):
                continue
            denials = [i for i in range(span.start, span.end) if i == span.start or self._is(i, "not", "no", "bad")]
            if self.explained.isdisjoint(denials):
                self._add("failure", span.start, span.end)
