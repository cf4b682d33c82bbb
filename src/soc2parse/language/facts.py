"""What one sentence of a result states: its cues, what it counts, and whether it tells of a duty done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from soc2parse.language import counts, phrases
from soc2parse.language.cues import Cue, cues
from soc2parse.language.vocabulary import tokens, words
from soc2parse.language.wording import lowered
from soc2parse.terms import Outcome

_CUE_OF = {
    Outcome.NO_EXCEPTION: "denied",
    Outcome.EXCEPTION: "exception",
    Outcome.NO_OCCURRENCE: "unoccurred",
    Outcome.NOT_TESTED: "untested",
    Outcome.NOT_APPLICABLE: "inapplicable",
    Outcome.DESIGN_ONLY: "designed",
}
_PURPOSE = re.compile(r"\b(?:to (?:determine|verify|ascertain|confirm|validate|ensure|assess|evaluate)|whether)\b")
_RESUMED = re.compile(r"\b(?:and|,) (?:we )?(?:noted|found|observed|determined|concluded|confirmed)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
# "The review for June was performed in September": a time of its own is for the reader to judge.
_TIMES = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|q[1-4]|"
    r"(?:in|for|of|during|by|since|on) may)\b"
)
_RANGE = re.compile(rf"{_TIMES.pattern}(?: \d{{1,4}})*(?: ,)?(?: \d{{4}})? (?:to|through|and|until|-)(?= )")
_SAME = re.compile(r"\b(\d+) of (?:the )?(\d+)\b")
_FEW = frozenset({"only", "one", "two", "three", "few", "limited"})
_REFERRING = frozenset({"see", "refer", "please"})
_TELLERS = frozenset({"we", "per", "through", "based", "by"})
# "No exceptions noted through September 30, when the control was discontinued": a part of the period is not told of.
_BOUNDED = re.compile(
    r"\b(?:through|until|till|up to|prior to|before|after|since|as of)\b (?:the end of )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|\d)"
    r"|\bfrom (?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"(?!.*\b(?:to|through|and|until)\b)"
)
_STATES = (["on", "file"], ["in", "place"], ["in", "effect"], ["in", "use"])


@dataclass(frozen=True, slots=True)
class Facts:
    """One sentence: cues, deviations counted, a duty reported as done, a test described, a "however" in it,
    a sample of which a part is told apart ("for 10 of 25 ..."), a date that bounds what is said ("until June 2025"),
    a doubt about what is told ("for June ... in September"), a part of a whole ("in two of four quarters")."""

    sentence: str
    cues: tuple[Cue, ...]
    deviations: int | None = None
    positive: bool = False
    tested: bool = False
    contrast: bool = False
    reasoned: bool = False
    split: bool = False
    bounded: bool = False
    doubtful: bool = False
    partly: bool = False


@lru_cache(maxsize=8192)
def facts(sentence: str) -> Facts:
    """What a plain sentence states; the standard phrases are known without looking into them."""
    phrase = phrases.outcome(sentence)
    if phrase is None and _points_on(sentence):
        phrase = Outcome.EXCEPTION
    if phrase is not None:
        return Facts(sentence, (Cue(_CUE_OF[phrase], sentence, 0, 0),))
    found = tokens(lowered(sentence))
    present = set(found)
    counted = counts.read(sentence)
    deviations = counted.deviations
    said = cues(sentence)
    if deviations == 0:
        of_none = bool(present & {"0", "zero", "none"}) or any(token.startswith("0/") for token in found)
        dropped = {"failure", "unexplained", "denial"} | ({"exception"} if of_none else set())
        said = tuple(cue for cue in said if cue.kind not in dropped)
    return Facts(
        sentence,
        said,
        deviations,
        positive=counted.open is None and _is_good_news(found),
        tested=not present.isdisjoint(words()["audited"]) and all(cue.kind != "unoccurred" for cue in said),
        contrast=not present.isdisjoint(words()["contrast"]),
        split=counted.open is not None and (counts.is_of_sample(found) or counts.is_few(found, counted)),
        bounded=_BOUNDED.search(lowered(sentence)) is not None and "period" not in present,
        doubtful=_is_doubtful(found),
        partly=counted.open is not None,
        reasoned=not present.isdisjoint(words()["cause"]),
    )


def _points_on(sentence: str) -> bool:
    """ "Qualified - see the basis of our opinion": a verdict before a dash, with a reference behind it."""
    verdict, _, place = sentence.partition(" - ")
    return phrases.outcome(verdict) is Outcome.EXCEPTION and phrases.reference(place) is not None


def _is_doubtful(found: list[str]) -> bool:
    """A part or a turn told ("one reviewer signed on behalf of another", "after the incident"), or two times of which
    one may be late; not where it tells how the sample was drawn, or only points elsewhere.
    """
    lists = words()
    if not _REFERRING.isdisjoint(found[:1]) or not (lists["sampling"] | lists["group"]).isdisjoint(found):
        return False
    doubts = lists["doubt"].intersection(found) - {"last"}
    if doubts <= _FEW and not lists["befell"].isdisjoint(found):  # "Only one vendor was onboarded"
        return False
    return bool(doubts) or len(set(_TIMES.findall(_RANGE.sub(" ", " ".join(found))))) > 1


def _is_good_news(found: list[str]) -> bool:
    """A duty reported as done: "noted encryption was enabled", "25 of 25 completed training".

    Never with a doubt ("after", "only", "one"), a year, a month, an exception word, or where it is what the test was
    to show.
    """
    lists = words()
    complete = _is_complete(found)
    if not lists["doubt"].isdisjoint(found) and not complete:
        return False
    if not (lists["deviation"] | lists["bad"]).isdisjoint(found) or any(_YEAR.fullmatch(token) for token in found):
        return False
    told = _told(found)
    if told is None or found[:1] == ["1"] or _TIMES.search(" ".join(found)):
        return False
    stated = lists["past"] | ({"is", "are"} if told[:1] and told[0] in lists["found"] else set())
    for i, token in enumerate(told):
        following = told[i + 1 : i + 5]
        if token in stated and (
            not (lists["done"] - lists["ambiguous"]).isdisjoint(following) or following[:2] in _STATES
        ):
            return True
    return complete and not lists["done"].isdisjoint(told)


def _told(found: list[str]) -> list[str] | None:
    """What a sentence says was found, without the procedure and its purpose; None where it is procedure only."""
    lists = words()
    text = " ".join(found)
    purpose = _PURPOSE.search(text)
    if purpose:
        resumed = _RESUMED.search(text, purpose.end())
        if not resumed:
            return None
        found = text[resumed.start() :].split()
    if found and found[0] in lists["audited"] | _TELLERS:
        starts = [i for i, token in enumerate(found) if i and token in lists["found"]]
        return found[starts[0] :] if starts else None
    return found


def _is_complete(found: list[str]) -> bool:
    """Whether it says "25 of 25"."""
    same = _SAME.search(" ".join(found))
    return bool(same and same[1] == same[2])
