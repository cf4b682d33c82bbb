"""A paragraph -> its sentences; "Inc.", "U.S." and "e.g." end none."""

from __future__ import annotations

import re
from functools import lru_cache

_END = re.compile(r"(?<=[.!?])[\"\u201d)]?\s+(?=[\"\u201c(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co|No|Nos|vs|e\.g|i\.e|etc|cf|approx|Mr|Ms|Mrs|Dr|St|Sec|sec|Art|Fig|U\.S|U\.K"
    r"|L\.L\.C|S\.A|B\.V|N\.V|Pty|Pvt)|\b[A-Z])\.[\"\u201d)]?$"
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order. "Inc." before a capital letter ends one only where a new subject plainly begins."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        piece = text[start : match.start()]
        if _ABBREVIATION.search(piece) and not re.match(r"(?:The|Our|We|This|These|Its|It|In)\b", text[match.end() :]):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return tuple(piece for piece in found if piece)


# "objectives for security and", "performed annually instead of": no sentence ends so.
_OPEN_END = re.compile(
    r"(?:,|\b(?:and|or|the|an|of|to|for|by|from|with|that|which|whose|is|are|was|were|be|at|as|its|their|between|into"
    r"|than|per|if|when|whether|including))$"
)
_LONGEST_OPEN = len("including")
_INSIDE = re.compile(r"[a-z]{2,}[ ,]")
_TWICE = re.compile(r"\b(.{10,90}?)[.;]?\s+(?:\(?\w{1,2}[.)]\s+)?\1(?:\W|$)")


def breaks_off(text: str) -> bool:
    """Whether a text ends where no sentence does: "reviewed twice a year by the"."""
    ended = text.rstrip()
    return _OPEN_END.search(ended, max(len(ended) - _LONGEST_OPEN, 0)) is not None


def begins_inside(text: str) -> bool:
    """Whether a text begins inside a sentence: "report to confirm that failover was tested."."""
    return _INSIDE.match(text) is not None


@lru_cache(maxsize=1024)
def said_twice(text: str) -> str | None:
    """What a text says twice in a row: "No exceptions noted. No exceptions noted."."""
    match = _TWICE.search(text)
    return match.group(1) if match else None
