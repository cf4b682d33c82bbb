"""Texts that are one standard phrase, a placeholder or nothing but a reference: `patterns/phrases.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from soc2parse.terms import Outcome

_ENDS = " .,:;!*()[]\"'"
# What may stand behind "Refer to": words and numbers of places, nothing else.
_PLACE = re.compile(
    r"the|our|its|above|below|earlier|previous|next|following|test(?:s|ing)?|results?|of|for|at|in|under|to|from|and|or|"
    r"control(?:s)?|activity|exceptions?|deviations?|findings?|footnotes?|notes?|tables?|criteri(?:on|a)|sections?|page|"
    r"item|row|no\.?|number|performed|noted|described|documented|listed|procedures?|conclusions?|details?|matrix|appendix|"
    r"tested|reported|summary|report|qualifications?|opinion|basis|paragraphs?|responses?|management(?:'?s)?|as|with|see|refer|also|directly|[a-h]|annex|[ivx]{1,5}|-|"
    r"#?[a-z]{0,10}-?\d[\w.-]*|[a-z]{1,6}-[a-z]{1,6}-\d[\w.-]*"
)
_SPACED_ID = re.compile(r"\b([a-z]{1,6}) ?- ?(?=\d)")
_BETWEEN = re.compile(r"[\s,;:()&/]+")
# "See Section V for management's response to the exception noted" says that there is one.
_EXCEPTION_NOTED = re.compile(r"management.*\b(?:exceptions?|deviations?) (?:noted|identified)\b")
_LONGEST_PLACE = 120
_MARK = re.compile(r"(?:(?:foot)?note )?\(?\d{1,2}\)?")


@cache
def _phrases() -> dict[str, Outcome | None]:
    found: dict[str, Outcome | None] = {}
    for name, listed in _data()["phrases"].items():
        found.update(dict.fromkeys(listed, None if name == "unknown" else Outcome(name)))
    return found


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files(__package__) / "patterns" / "phrases.toml").read_text("utf-8"))


def outcome(text: str) -> Outcome | None:
    """The outcome of a text that is a standard phrase ("No exceptions noted.") and nothing else, or None."""
    return _phrases().get(text.lower().strip(_ENDS))


def is_placeholder(text: str) -> bool:
    """Whether a text says nothing: "-", "TBD", "[Insert results]", letters that could not be mapped."""
    low = text.lower()
    bare = low.strip(_ENDS)
    if not bare or (low.startswith("[") and low.endswith("]")) or "(cid:" in low:
        return low not in _data()["reference"]["whole"]
    return bare in _phrases() and _phrases()[bare] is None


def reference(text: str) -> str | None:
    """Where a text that is only a reference points: "control ac-04" for "Refer to control AC-04."; or None."""
    low = text.lower()
    bare = low.strip(_ENDS)
    whole = _data()["reference"]["whole"]
    if low in whole or bare in whole:
        return low.strip()
    if _MARK.fullmatch(low):
        return low.strip("()")
    for begin in sorted(_data()["reference"]["begins"], key=len, reverse=True):
        place = bare[len(begin) :].strip(_ENDS)
        if _EXCEPTION_NOTED.search(place):
            return None
        if bare.startswith(begin + " ") and _is_place(place):
            return place
    return None


def _is_place(text: str) -> bool:
    parts = [part for part in _BETWEEN.split(_SPACED_ID.sub(r"\1-", text)) if part]
    return 0 < len(text) <= _LONGEST_PLACE and bool(parts) and all(_PLACE.fullmatch(part) for part in parts)


# Columns whose heading asks: "Exceptions noted?", "Operating effectively?".
_ASKS_BAD = re.compile(r"\b(?:exceptions?|deviations?|findings?|discrepanc|variances?|issues?)\b", re.IGNORECASE)
_ASKS_GOOD = re.compile(
    r"\b(?:effective(?:ly|ness)?|satisfactory|pass(?:ed)?|met|operating|achieved|compliant)\b", re.IGNORECASE
)
_YES, _NO = frozenset({"yes", "y"}), frozenset({"no", "n", "none", "nil", "0", "zero"})


_ANSWERED = re.compile(r"(yes|no)\s*[.,:;-]+\s+(?=\S)", re.IGNORECASE)


def answer(text: str, heading: str) -> Outcome | None:
    """What "Yes", "No" or a number means under a heading that asks for exceptions, or for effectiveness."""
    bare = text.lower().strip(_ENDS)
    if _ASKS_BAD.search(heading):
        if bare in _NO:
            return Outcome.NO_EXCEPTION
        return Outcome.EXCEPTION if bare in _YES or (bare.isdigit() and int(bare) > 0) else None
    if _ASKS_GOOD.search(heading):
        return (
            {True: Outcome.NO_EXCEPTION, False: Outcome.EXCEPTION}.get(bare in _YES)
            if bare in _YES | {"no", "n"}
            else None
        )
    return None


def answer_explained(text: str, heading: str) -> tuple[Outcome, str] | None:
    """The answer and the words behind it: "No. 2 of 17 accounts ..." under "Operated effectively?"."""
    said = _ANSWERED.match(text)
    outcome = answer(said[1], heading) if said else None
    return (outcome, text[said.end() :]) if said and outcome else None
