"""Criteria that a sentence cites: "... are revoked. (CC6.2, CC6.3)", "[Criteria: A1.2]", "CC6.1 - ..."."""

from __future__ import annotations

import re
from functools import lru_cache

from soc2parse.language.criteria_ids import find, is_list, leading

_FILLER = re.compile(
    r"\b(?:related|applicable|relevant|supporting|supports?|meets?|addresses|mapped|maps|trust|services?|common"
    r"|criteri(?:a|on)|tsc|tsp|see"
    r"|refs?|references?|and|to|through|thru|or|series|all|of|the|for|section)\b|[^A-Za-z0-9]+",
    re.IGNORECASE,
)
_IDS = re.compile(
    r"\b(?:CC|PI|A|C|P)\s?\.?\s?\d{1,2}(?:\s?\.\s?\d{1,2})*(?:\.[a-z])?\b|\b\d{1,2}\.\d{1,2}\b", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[(\[{]([^()\[\]{}]{2,160})[)\]}]\s*([.;,]?)\s*$")
_TRAILING = re.compile(
    (
        r"(?<=[.;)\w])\s*(?:[-\u2013\u2014|]\s*)?((?:(?:related |applicable )?"
        r"(?:trust services |tsc |tsp )?criteri(?:a|on)|(?:related )?TSC)(?: ref(?:erence)?s?)?"
        r"\s*[:\-\u2013]?\s*[A-Z]{1,2}\d[^a-z]{0,120})$"
    ),
    re.IGNORECASE,
)
_DASHED = re.compile(
    r"\s+[-\u2013\u2014|]\s*((?:CC|PI|A|C|P)\d[\w.]*(?:(?:,|;|/| and| &| to|-|\u2013)\s*(?:CC|PI|A|C"
    r"|P)\d[\w.]*)*)\.?\s*$"
)
_BARE = re.compile(
    r"(?<=[.;!)])\s+((?:CC|PI|A|C|P)\d{1,2}\.\d{1,2}(?:\s*(?:,|;|/|and|&)\s*(?:CC|PI|A|C|P)?\d{1,2}\.\d{1,2})*)\.?\s*$"
)
_LEADING = re.compile(
    r"^[(\[]?((?:CC|PI|A|C|P)\d{1,2}\.\d{1,2}(?:\s*(?:,|;|/|and|&|to|-|\u2013)\s*(?:CC|PI|A|C"
    r"|P)?\d{1,2}\.\d{1,2})*)[)\]]?\s*(?:[:\-\u2013\u2014|]\s*|\s(?=[A-Z]))(?=\S)"
)
_HEAD = 60  # letters before its first id, at most
_LONGEST = 400  # letters: no list of criteria is longer


@lru_cache(maxsize=8192)
def only_criteria(text: str) -> tuple[str, ...]:
    """The criteria of a text that holds nothing else ("CC6.1, CC6.2 and A1.2"); empty for any other text."""
    if len(text) > _LONGEST or not _MAY_LEAD.search(text, 0, _HEAD):
        return ()
    if is_list(text):
        return find(text)
    rest = _FILLER.sub("", _IDS.sub("", text))
    return find(text) if not rest else ()


def take_criteria(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the criteria cited at its end or start, and those criteria."""
    for wording in (_BRACKETED, _TRAILING, _DASHED, _BARE):
        found = wording.search(text)
        if found and (criteria := only_criteria(found[1])):
            rest = text[: found.start()].rstrip()
            if wording is _BRACKETED and found[2] == "." and not rest.endswith((".", ";", "!", "?")):
                rest += "."
            return rest, criteria
    found = _LEADING.match(text)
    if found and (criteria := only_criteria(found[1])):
        return text[found.end() :], criteria
    return text, ()


# A number behind one of the letters, in capitals or not: a pattern that names its first letters is found faster.
_MAY_LEAD = re.compile(r"[ACPacp][CcIi]?[ .\-]{0,3}0?\d[._] ?0?\d")


def leading_criteria(text: str) -> tuple[str, ...]:
    """The criteria that a group heading or a full-width row starts with ("CC6.1 - Logical access")."""
    if not _MAY_LEAD.search(text, 0, _HEAD):
        return ()
    led = leading(text)
    return led.ids if led else ()
