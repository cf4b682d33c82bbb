"""What one sentence of a result says, cue by cue: a denied exception, a failure, an event that did not happen.

Every "no" and "not" has to be explained: it denies an exception (good), a duty done (a failure), an event
(non-occurrence) or a test; one that nothing explains is a cue too, so that it is never taken for good news.
"""

from __future__ import annotations

from functools import lru_cache

from soc2parse.language.negation import Cue, Negations
from soc2parse.language.vocabulary import Span, spans, tokens, words
from soc2parse.language.wording import lowered

__all__ = ["LONGEST_SENTENCE", "Cue", "cues"]

_FILES = ("outcomes", "failures", "scope")
# In tokens; what is longer is no sentence and is not understood. Keeps the time linear on damaged text.
LONGEST_SENTENCE = 400
# "The old protocol failed, as expected": what the control is there for.
_FORESEEN = (["expected"], ["intended"], ["designed"])


@lru_cache(maxsize=8192)
def cues(sentence: str) -> tuple[Cue, ...]:
    """The cues of a plain sentence, in the order of its words.

    Kinds of good news: "denied" (no exceptions), "averted" (no unauthorized access), "effective". Of bad: "exception",
    "failure" (not performed), "undone" (no employees completed), "broken" (not effective), "limited" (no other
    exceptions, except for), "denial" (was not ... something unknown), "unexplained" (any other negation). Of neither:
    "unoccurred", "untested", "inapplicable", "designed", "placed" (in operation), "absent" (no ... something unknown),
    "handled" (failed jobs were resolved), "hedged" (pending receipt of evidence, of the prior year, by management).
    """
    tokenised = tokens(lowered(sentence))
    if len(tokenised) > LONGEST_SENTENCE:
        return (Cue("unexplained", "", 0, len(tokenised)),)
    return _Sentence(tokenised).cues() if tokenised else ()


class _Sentence:
    """The patterns' spans and the negations of a sentence, each word explained once, by the first that can."""

    def __init__(self, tokenised: list[str]) -> None:
        self.tokens = tokenised
        self.negations = Negations(tokenised)
        self.spans = spans(tokenised, *_FILES)
        self.purpose = self._purpose()
        self.explained: set[int] = set()
        self.found: list[Cue] = []

    def cues(self) -> tuple[Cue, ...]:
        self._unnoticed()
        self._broken()
        for span in self._labelled("protective", "thing"):
            self.explained.update(range(span.start, span.end))
        self._outcomes()
        self._effective()
        self._answers()
        self._negations()
        self._limits()
        self._exceptions()
        self._failures()
        return tuple(sorted(set(self.found), key=lambda cue: (cue.start, cue.end, cue.kind)))

    def _labelled(self, *labels: str) -> list[Span]:
        return [span for span in self.spans if span.label in labels and span.start not in self.purpose]

    def _add(self, kind: str, start: int, end: int) -> None:
        self.found.append(self.negations.cue(kind, start, end))
        self.explained.update(range(start, end))

    def _purpose(self) -> set[int]:
        """The tokens of "... to determine whether ...", up to where the sentence goes on to what was found."""
        masked: set[int] = set()
        resumed = [span.start for span in self.spans if span.label == "resumed"]
        for span in self.spans:
            if span.label == "purpose" and any(self.negations.is_in(i, "audited") for i in range(span.start)):
                end = min((start for start in resumed if start > span.start), default=len(self.tokens))
                masked.update(range(span.start, end))
        return masked

    def _unnoticed(self) -> None:
        """ "Nothing came to our attention that indicated ...": what follows did not happen."""
        for span in self._labelled("unnoticed"):
            limits = [limit.start for limit in self._labelled("limited") if limit.start >= span.end]
            self._add("denied", span.start, min(limits, default=len(self.tokens)))

    def _broken(self) -> None:
        for span in self._labelled("broken"):
            if span.start not in self.explained:
                self._add("broken", span.start, span.end)

    def _outcomes(self) -> None:
        """Tests not made, events that did not happen, what does not apply, what is designed."""
        for span in self._labelled("untested"):
            if not self._is_own_test(span) and not self._denies_exception(span):
                self._add("untested", span.start, span.end)
        told = {i for cue in self.found if cue.kind in {"untested", "broken"} for i in range(cue.start, cue.end)}
        for span in self._labelled("unoccurred"):
            if told.issuperset(range(span.start, span.end)):
                continue
            own = "exercised" in self.tokens[span.start : span.end] and self._is_own_test(span)
            self._add("failure" if own or self._is_duty(span) else "unoccurred", span.start, span.end)
        for span in self._labelled("inapplicable", "designed", "placed"):
            self._add(span.label, span.start, span.end)
        hedges = self._labelled("hedged")
        self.found += [self.negations.cue("hedged", span.start, span.end) for span in hedges]

    def _effective(self) -> None:
        broken = {i for cue in self.found if cue.kind == "broken" for i in range(cue.start, cue.end)}
        for span in self._labelled("clean"):
            near = range(max(0, span.start - 3), span.start)
            negated = any(self.negations.is_in(i, "not", "no") for i in near)
            if not negated and broken.isdisjoint(range(span.start, span.end)):
                self._add("effective", span.start, span.end)

    def _is_own_test(self, span: Span) -> bool:
        """Whether it is the service organization that did not test: "the recovery plan was not tested"."""
        begin = max(0, span.start - 6)
        if not words()["auditor"].isdisjoint(self.tokens[begin : span.end]):
            return False
        return any(self.negations.is_in(i, "testable") for i in range(begin, span.end - 1))

    def _denies_exception(self, span: Span) -> bool:
        """ "No test exceptions": the test was made."""
        negations = self.negations
        return self.tokens[span.start] == "no" and negations.is_in(negations.head(span.start + 1), "deviation")

    def _is_duty(self, span: Span) -> bool:
        """ "The monthly review, planned for May, did not take place": a duty, not an event that a control waits for."""
        if words()["duty_verb"].isdisjoint(self.tokens[span.start : span.end]):
            return False
        starts = (i + 1 for i in range(span.start) if self.tokens[i] in words()["subject_after"])
        subject = max(starts, default=0)
        before = {*range(max(0, span.start - 4), span.start), *range(subject, self.negations.head(subject) + 1)}
        return any(
            self.negations.is_in(i, "evidence", "routine") and not self.negations.is_in(i, "event") for i in before
        )

    def _answers(self) -> None:
        """ "Exceptions: none", but not "Exception: no evidence"."""
        for span in self._labelled("answer_none"):
            following = self.tokens[span.end : span.end + 1]
            if self.tokens[span.end - 1] != "no" or not following or not following[0].isalpha():
                self._add("denied", span.start, span.end)

    def _negations(self) -> None:
        failures = self._labelled("failure")
        for i in range(len(self.tokens)):
            if i in self.explained or i in self.purpose:
                continue
            cue = self.negations.of(i)
            if cue is None:
                continue
            span = next((span for span in failures if span.start <= i < span.end), None)
            if span and self.negations.is_in(i, "not") and cue.kind != "denied":
                attempted = not words()["attempt"].isdisjoint(self.tokens[: span.start])
                cue = self.negations.cue("handled" if attempted else self._tense(span), span.start, span.end)
            self._add(cue.kind, cue.start, cue.end)

    def _tense(self, span: Span) -> str:
        """A failure, or only a doubt where the words are in the present: "the policy does not require"."""
        present = not words()["present"].isdisjoint(self.tokens[max(0, span.start - 1) : span.end])
        return "denial" if present else "failure"

    def _limits(self) -> None:
        """ "Except for", "other than": a limit where the sentence denies exceptions or names one."""
        denied = any(cue.kind in {"denied", "effective"} for cue in self.found)
        if denied or any(self.negations.is_in(i, "deviation") for i in range(len(self.tokens))):
            for span in self._labelled("limited"):
                self._add("limited", span.start, span.end)

    def _exceptions(self) -> None:
        for i in range(len(self.tokens)):
            if self.negations.is_in(i, "deviation") and i not in self.explained and i not in self.purpose:
                self._add("exception", i, i + 1)
        for span in self._labelled("verdict"):
            if self.explained.isdisjoint(range(span.start, span.end)):
                self._add("exception", span.start, span.end)

    def _failures(self) -> None:
        for span in self._labelled("failure"):
            place = range(span.start, span.end)
            deciding = [i for i in place if i == span.start or self.negations.is_in(i, "not", "no", "bad")]
            if self.purpose.isdisjoint(place) and self.explained.isdisjoint(deciding):
                self._add("handled" if self._is_handled(span) else "failure", span.start, span.end)

    def _is_handled(self, span: Span) -> bool:
        """ "Failed jobs were resolved", "an attempt to merge an unapproved change": how things are dealt with."""
        tokens = self.tokens
        contrast = {"whereas", "while", "but", "although"}.isdisjoint(tokens[span.start : span.end])
        if contrast and words()["past_tense"].isdisjoint(tokens) and not words()["present_tense"].isdisjoint(tokens):
            return True
        if not words()["attempt"].isdisjoint(tokens[: span.start]):
            return True
        if tokens[span.end : span.end + 2] == [",", "as"] and tokens[span.end + 2 : span.end + 3] in _FORESEEN:
            return True
        listed = tokens[span.end : span.end + 1] == ["and"] and self.negations.is_in(span.end + 1, "bad")
        behind = span.end + 2 if listed else span.end
        follows = tokens[behind] if behind < len(tokens) else ""
        ended = words()["preposition"] | words()["be"] | words()["past"] | words()["contrast"] | {"and"}
        attribute = span.end == span.start + 1 and follows.isalpha() and follows not in ended
        named = tokens[span.start] in words()["alarming"] | {"without"}
        return (attribute or named) and not words()["handled"].isdisjoint(tokens[span.end :])
