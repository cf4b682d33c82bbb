"""Criterion ids in a text: "CC6.1", "CC 6.1", ranges, lists with elided prefixes; never ids that only look alike.

"CC6.1.2" and "CC6.1-02" are control ids, "CC6.0" and "CC6" name a series, "A.5.1" is another framework's. What counts
is in `criteria.ALL_IDS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from soc2parse.criteria import ALL_IDS, IDS
from soc2parse.language.wording import plain

_LETTERS = r"(?P<letters>CC|PI|A|C|P|[Cc][Cc]|[Pp][Ii])"
_BEHIND = r"(?![A-Za-z0-9]|[.,_][A-Za-z0-9]|-[A-Za-z]?[0-9]+(?![\d.])|[ ]-[ ][0-9]{1,3}(?![\d.%]))"
_WHOLE = rf"{_LETTERS}(?P<space>[ ]?-?[ ]?|\.)(?P<group>0?[1-9])(?:\.[ ]?|_)(?P<number>0?[1-9]){_BEHIND}"
_ID = re.compile(rf"(?<![A-Za-z0-9_.\-]){_WHOLE}")
_LAST = re.compile(_WHOLE)
# What follows an id without its letters: "CC6.1, 6.2 and .3".
_ELIDED = re.compile(rf"(?P<group>0?[1-9])?\.(?P<number>0?[1-9]){_BEHIND}")
_SEPARATOR = re.compile(r"[\s,;/&|+•]*(?:\b(?:and|or)\b[\s,]*)?")
_RANGE = re.compile(r"\s*(?:-|\bto\b|\bthrough\b|\bthru\b)\s*")
_OCR = re.compile(r"(?<![A-Za-z0-9])(CC)([1-9GSB])\.([1-9lI])(?![A-Za-z0-9.])")
_OCR_DIGITS = str.maketrans("GSBlI", "65811")
# "Appendix A1.1", "ISO 27001 A.5.1", "Section C1.1": another document's numbers.
_FOREIGN = re.compile(
    r"(?:appendix|annex|clause|article|figure|table|exhibit|schedule|section|iso(?:/iec)?(?: 27001(?::\d+)?)?|"
    r"nist(?: \S+)?|version|v)[ .:]*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^[\s•●▪\-*\[(]*(?:(?:tsc|tsp|(?:(?:applicable )?trust services? |common |additional )?criteri(?:a|on)"
    r"(?: for [a-z ]+)?|principle|coso principle \d+)(?: ref(?:erence)?\.?| number| no\.?| #|#)*\s*[:\-.]?\s*)*",
    re.IGNORECASE,
)
_LOOK_BACK = 40
_LISTED = re.compile(r"(?:^|[,;/&(\[|]|\band|\bor|\b(?:CC|PI|A|C|P) ?\d\.\d)\s*$")
_AFTER = re.compile(r"^[\s.:;,)\]|\-]+")
_SERIES = re.compile(
    r"^(?P<letters>CC|PI|A|C|P) ?(?P<group>[1-9])(?P<zero>\.0)?(?:\s*series\b)?(?=$|[\s:.\-])", re.IGNORECASE
)
_TITLED = re.compile(r"[A-Z][A-Za-z ,&/-]{3,60} \(((?:CC|PI|A|C|P) ?[1-9](?:\.0)?(?: series)?)\)")


@dataclass(frozen=True, slots=True)
class Leading:
    """A text that begins with criteria: "CC6.1 - The entity ..." has ids ("CC6.1",) and rest "The entity ..."."""

    ids: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class _Place:
    ids: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=8192)
def find(text: str) -> tuple[str, ...]:
    """The criteria that a text names, each once, in the order of the text, ranges written out."""
    return tuple(dict.fromkeys(one for place in _places(_prepared(text)) for one in place.ids))


@lru_cache(maxsize=8192)
def leading(text: str) -> Leading | None:
    """The criteria with which a text begins, as a heading or a spanning row does; None where it begins otherwise.

    Words that introduce them are passed over: "TSC CC6.1 The entity ...", "Criterion: CC6.1".
    """
    prepared = _prepared(text)
    lead = _LEAD.match(prepared)
    begin = lead.end() if lead else 0
    ids: list[str] = []
    end = begin
    for place in _places(prepared):
        if place.start < begin or (_SEPARATOR.fullmatch(prepared, end, place.start) is None and place.start != end):
            break
        ids.extend(place.ids)
        end = place.end
    return Leading(tuple(dict.fromkeys(ids)), _AFTER.sub("", prepared[end:])) if ids else None


@lru_cache(maxsize=8192)
def is_list(text: str) -> bool:
    """Whether a text holds criterion ids and nothing else: "CC6.1, CC6.2", one below the other, in brackets."""
    prepared = _prepared(text)
    rest = prepared
    places = list(_places(prepared))
    for place in reversed(places):
        rest = rest[: place.start] + rest[place.end :]
    return bool(places) and not re.search(
        r"[A-Za-z0-9]", re.sub(r"\b(?:and|or|tsc|tsp|criteria|criterion)\b", "", rest, flags=re.IGNORECASE)
    )


def series(text: str) -> str | None:
    """The group that a heading names: "CC6" for "CC6.0 - Logical Access", "CC6", "CC6 Series", "Logical access (CC6)".

    A bare "A1" or "C1" is more often a control's id, so these need their ".0" or a title.
    """
    prepared = plain(text)
    titled = _TITLED.fullmatch(prepared)
    match = _SERIES.match(titled[1] if titled else prepared)
    if not match or f"{match['letters'].upper()}{match['group']}.1" not in ALL_IDS:
        return None
    rest = prepared[match.end() :]
    if titled or match["zero"] or re.match(r"(?: series)?\s*[:\-]", rest, re.IGNORECASE):
        return f"{match['letters'].upper()}{match['group']}"
    whole = re.fullmatch(r"(?: series)?\s*", rest, re.IGNORECASE)
    return f"CC{match['group']}" if whole and (rest or match["letters"].upper() == "CC") else None


def heads(text: str, below: str) -> bool:
    """Whether a line names the group of the criterion below it: "CC2 Series: Communication" above "CC2.1 ..."."""
    group = series(text)
    led = leading(below) if group else None
    return led is not None and led.ids[0].startswith(f"{group}.")


def _prepared(text: str) -> str:
    flat = plain(re.sub(r"(?<=\.)\s*\n\s*(?=\d)", "", text))
    return _OCR.sub(lambda m: m[1] + (m[2] + "." + m[3]).translate(_OCR_DIGITS), flat)


def _places(text: str) -> Iterator[_Place]:
    position = 0
    while match := _ID.search(text, position):
        position = match.end()
        found = _canonical(match["letters"], match["group"], match["number"])
        if found is None or not _is_own(match, text):
            continue
        ids, end = _going_on(text, match.end(), found)
        yield _Place(tuple(ids), match.start(), end)
        position = end


def _canonical(letters: str, group: str, number: str) -> str | None:
    found = f"{letters.upper()}{int(group)}.{int(number)}"
    return found if found in ALL_IDS else None


def _is_own(match: re.Match[str], text: str) -> bool:
    letters, before = match["letters"], text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _FOREIGN.search(before) and letters.upper() not in {"CC", "PI"}:
        return False
    if match["space"] and letters in {"A", "C", "P"}:
        # "A 1.2" is a criterion in a list or at the beginning, but not in "Class A 1.2 GHz".
        return _LISTED.search(before) is not None or match["space"] in {".", "-"}
    return True


def _going_on(text: str, end: int, first: str) -> tuple[list[str], int]:
    """The elided members of a list and the end of a range that follow an id."""
    ids = [first]
    letters, group = re.match(r"([A-Z]+)(\d)", first).groups()  # type: ignore[union-attr]
    while True:
        ranged = _RANGE.match(text, end)
        if ranged and (last := _next(text, ranged.end(), letters, group, whole=True)):
            written = _between(ids[-1], last[0])
            if written:
                ids.extend(written)
                end = last[1]
                continue
        separated = _SEPARATOR.match(text, end)
        if (
            separated
            and separated.end() > end
            and (member := _next(text, separated.end(), letters, group, whole=False))
        ):
            ids.append(member[0])
            end = member[1]
            continue
        return ids, end


def _next(text: str, start: int, letters: str, group: str, *, whole: bool) -> tuple[str, int] | None:
    match = _LAST.match(text, start) if whole else None
    if match:
        found = _canonical(match["letters"], match["group"], match["number"])
        return (found, match.end()) if found else None
    match = _ELIDED.match(text, start)
    if not match:
        return None
    found = _canonical(letters, match["group"] or group, match["number"])
    return (found, match.end()) if found else None


def _between(first: str, last: str) -> list[str]:
    """What follows `first` up to `last` in the newest set that has both in this order."""
    for ids in IDS.values():
        if first in ids and last in ids and ids.index(first) < ids.index(last):
            between = ids[ids.index(first) + 1 : ids.index(last) + 1]
            if all(re.split(r"\d", one)[0] == re.split(r"\d", first)[0] for one in between):
                return list(between)
    return []
