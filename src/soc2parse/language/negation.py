"""What a "no", "not" or "none" denies: an exception, a duty done, an event, or something unknown."""

from __future__ import annotations

from dataclasses import dataclass

from soc2parse.language.vocabulary import words

_REACH = 12  # how far a "not" reaches, in tokens
_LONGEST_PHRASE = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: what it is (`cues.cues` lists the kinds), the words that say so, and their tokens (end exclusive)."""

    kind: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Negations:
    """The negations of one sentence, given its lower-case tokens."""

    tokens: list[str]

    def is_in(self, index: int, *names: str) -> bool:
        """Whether the token there is in one of these word lists; False outside the sentence."""
        return 0 <= index < len(self.tokens) and any(self.tokens[index] in words()[name] for name in names)

    def cue(self, kind: str, start: int, end: int) -> Cue:
        """A cue for the tokens from `start` to `end`."""
        end = min(end, len(self.tokens))
        return Cue(kind, " ".join(self.tokens[start:end]), start, end)

    def of(self, i: int) -> Cue | None:
        """The cue of the negation at this token; None where there is none."""
        if self.is_in(i, "no"):
            return self._no(i)
        if self.is_in(i, "not"):
            return self._not(i)
        if self.tokens[i] in {"none", "nothing"}:
            return self._none(i)
        if self.tokens[i] == "nobody":
            return self._nobody(i)
        if self.tokens[i] == "neither":
            noun = self._first(range(i + 1, i + 3), "deviation", "problem")
            return self._denied(i, noun) if noun is not None else None
        return None

    def _nobody(self, i: int) -> Cue:
        """ "Nobody was alerted" is a duty not done, "nobody left" non-occurrence; "nobody noticed" is neither."""
        if self._says_done(i):
            return self.cue("undone", i, i + 1)
        moved = self.tokens[i + 1 : i + 2] == ["changed"] and self.is_in(i + 2, "post")
        happened = moved or self.is_in(i + 1, "befell")
        return self.cue("unoccurred" if happened else "unexplained", i, i + 2)

    def _first(self, places: range, *names: str) -> int | None:
        return next((j for j in places if self.is_in(j, *names)), None)

    def head(self, start: int) -> int:
        """The last word of the noun phrase that begins here: "requests" of "no security review requests were"."""
        end = start
        while end < min(len(self.tokens), start + _LONGEST_PHRASE) and self.tokens[end] not in words()["preposition"]:
            if end > start and self.is_in(end, "be", "past", "occurred", "noted", "article", "modal", "no", "not"):
                break
            behind_event = self.is_in(end - 1, "event") and end > start
            if behind_event and (self.is_in(end, "done") or self.tokens[end].endswith("ing")):
                break
            end += 1
        return end - 1

    def _no(self, i: int) -> Cue:
        head = self.head(i + 1)
        if head <= i:
            return self.cue("unexplained", i, i + 1)
        if self.is_in(head, "misdeed") and not words()["seen"].intersection(self.tokens[head:]):
            return self.cue("unoccurred", i, head + 1)
        if self.is_in(head, "deviation", "problem"):
            return self._denied(i, head)
        if self.tokens[head] in words()["vague"] and self.tokens[head + 1 : head + 2] == ["of"]:
            noun = self._first(range(head + 2, head + 7), "deviation", "problem")
            if noun is not None:
                return self._denied(i, noun)
        inside = self._first(range(i + 1, head + 1), "deviation")
        if inside is not None and not self.is_in(head, "thing", "event"):
            return self._denied(i, inside)
        adverse = self._first(range(i + 1, head + 6), "bad")
        if adverse is None:
            adverse = self._first(range(i + 1, head), "alarming")
        if adverse is not None and not self._is_cut(head + 1, adverse):
            return self.cue("averted", i, self._clause_end(adverse))
        either = self.tokens.index("or", i, head) - 1 if "or" in self.tokens[i:head] else head
        if self.is_in(either, "evidence") and not self.is_in(either, "event") and not self.is_in(head, "event"):
            return self.cue("failure", i, head + 1)
        if self.is_in(head, "event", "population"):
            return self.cue(self._event(head), i, head + 1)
        last = self._last_listed(head)
        if self._first(range(last + 1, last + 4), "occurred") is not None:
            return self.cue("unoccurred", i, last + 1)
        return self.cue("absent", i, head + 1)

    def _last_listed(self, head: int) -> int:
        """The head of the last of a list: "changes" of "no launches, acquisitions or vendor changes took place"."""
        near = self.tokens[head + 1 : head + _REACH]
        listed = near[:1] == [","] and "or" in near and words()["be"].isdisjoint(near[: near.index("or")])
        return self.head(head + 2 + near.index("or")) if listed else head

    def _clause_end(self, start: int) -> int:
        ends = words()["clause"] | words()["contrast"]
        return next((j for j in range(start, len(self.tokens)) if self.tokens[j] in ends), len(self.tokens))

    def _is_cut(self, start: int, end: int) -> bool:
        return bool(words()["clause"].intersection(self.tokens[start:end]))

    def _event(self, head: int) -> str:
        """Whether "no" of such an event is non-occurrence, a duty nobody did, or neither."""
        following = self.tokens[head + 1 : head + 2]
        if self.tokens[head] in words()["population"] or following == ["of"]:
            return "unoccurred"
        if following == ["with"] and self._befell(head + 2):
            return "unoccurred"
        if following and following[0] in words()["holding"]:
            duty = self.is_in(head + 2, "done") and self.tokens[head + 2] not in words()["state"]
            return "undone" if duty else "absent"
        return "undone" if self._says_done(head) else "unoccurred"

    def _befell(self, start: int) -> bool:
        """ "No vendors with access to the system were engaged": what is said of them behind what they have."""
        end = next((j for j in range(start, len(self.tokens)) if self.is_in(j, "blocker")), len(self.tokens))
        place = self._first(range(start, min(end, start + _REACH)), "be")
        return place is not None and self.is_in(place + 1, "befell")

    def _says_done(self, head: int) -> bool:
        """ "No employees completed the training", but not "no incidents were reported", "... met the criteria"."""
        for j in range(head + 1, min(len(self.tokens), head + 5)):
            if self.is_in(j, "occurred", "reported") or self.tokens[j] in words()["aside"]:
                return False
            if self.tokens[j] == "met":
                return words()["measure_of_event"].isdisjoint(self.tokens[j : j + 5])
            if self.is_in(j, "done"):
                return not (j == head + 1 and self._happened(j + 1))
        return False

    def _happened(self, start: int) -> bool:
        """ "No incidents rated severity 1 or 2 occurred": the participle tells which, the verb stands behind it."""
        for j in range(start, min(len(self.tokens), start + _REACH)):
            if self.is_in(j, "blocker", "past"):
                return False
            if self.tokens[j] in words()["happened"]:
                return True
        return False

    def _denied(self, i: int, noun: int) -> Cue:
        """ "No errors, deviations or exceptions"; with "other" or "further" the denial is limited."""
        limited = not words()["limiting"].isdisjoint(self.tokens[i + 1 : noun])
        end = noun + 1
        while end < len(self.tokens) and (
            self.tokens[end] in words()["listing"] or self.is_in(end, "deviation", "problem")
        ):
            noun = end if self.is_in(end, "deviation", "problem") else noun
            end += 1
        return self.cue("limited" if limited else "denied", i, noun + 1)

    def _not(self, i: int) -> Cue:
        verb = i + 1
        while self.is_in(verb, "adverb") and verb < i + 4:
            verb += 1
        noun = self._first(range(i + 1, min(i + _REACH, len(self.tokens))), "deviation", "problem")
        duty = self.is_in(verb, "do", "done")
        if noun is not None:
            open_from = verb if self.is_in(verb, "note") else i
            blocked = not words()["blocker"].isdisjoint(self.tokens[open_from:noun])
            if not blocked and (self.is_in(verb, "note") or not duty):
                return self._denied(i, noun)
        if duty:
            return self.cue("failure", i, verb + 1)
        told = any(self.is_in(j, "past", "modal") for j in range(max(0, i - 3), i))
        return self.cue("denial" if told else "unexplained", i, verb + 1)

    def _none(self, i: int) -> Cue:
        following = range(i + 1, min(len(self.tokens), i + _LONGEST_PHRASE))
        if self.tokens[i] == "nothing" and self.is_in(i + 1, "occurred"):
            return self.cue("unoccurred", i, i + 2)
        if self.tokens[i + 1 : i + 4] == ["out", "of", "order"]:
            return self.cue("denied", i, i + 4)
        adverse = self._first(following, "deviation", "bad")
        if adverse is not None:
            return self.cue("denied", i, adverse + 1)
        if self._first(following, "done", "evidence") is not None:
            return self.cue("failure", i, i + 1)
        return self.cue("unexplained", i, i + 1)
