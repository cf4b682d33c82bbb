"""A paragraph -> its sentences; "Inc.", "U.S." and "e.g." end none."""

from __future__ import annotations

import re

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
