"""The lines under a letter, the auditor's report or management's assertion: who signs, where, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from soc2parse.language.dates import find_dates, is_spelled_out, read_date
from soc2parse.language.names import (
    LEGAL_FORM,
    has_legal_form,
    is_firm,
    is_person,
    is_profession,
    place_in_address,
    place_of,
    signs_for_firm,
)
from soc2parse.layout.element import Block, Line
from soc2parse.layout.prose import ends_in_short_form
from soc2parse.sections import Section

_TAIL_LINES = 28
_COLUMN = 2.0  # of the letters' size: a gap between firm, place and date that stand on one line
_LABEL = re.compile(
    r"^\s*(?:date[d]?(?:\s+(?:of\s+report|signed|issued))?|place|location|signed(?:\s+on)?|issued(?:\s+on)?|"
    r"report\s+date)\s*[:\-–]?\s*",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"^\s*(?:place|location|city)\s*[:\-–]\s*(?P<place>[^:|\d]{3,40}?)\s*(?:[|,;]\s*(?=date)|$)", re.IGNORECASE
)
_PROSE = re.compile(r"(?:\b[a-z’'-]+[,;]?\s+){6}[a-z]+")
_NOT_A_NAME = re.compile(
    r"@|https?:|www\.|\blicen[cs]e|\bno\.|\bpage\b|^\W*$|\bsuite\b|\bstreet\b|\bavenue\b|\broad\b|\bfloor\b|"
    r"\btel\b|\bphone\b|\bconfidential\b|\bsignature\b|\bsection\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What the lines under a letter give; None where they do not."""

    name: str | None
    sure_name: bool  # the line has the form of a company's name
    location: str | None
    signed_on: date | None
    ambiguous_date: bool
    lines: tuple[Line, ...]


def read_signature(section: Section) -> Signature:
    """Read the short lines at the end of a letter: "Larch & Co. LLP", "Denver, Colorado", "February 11, 2026"."""
    return read_lines(tail(section))


def dated_above(section: Section) -> date | None:
    """The date that stands alone above a letter's first prose: "March 30, 2026"."""
    for block in section.blocks[:8]:
        if _is_prose(block.text):
            return None
        for line in block.lines:
            rest, day, _ = _take_date(line.text)
            if day is not None and not rest.strip(" |"):
                return day
    return None


def tail(section: Section) -> list[Line]:
    """The lines of the short blocks behind the last prose, at most some thirty."""
    held: list[Line] = []
    for element in reversed(section.elements):
        lines = element.lines
        if isinstance(element, Block) and _is_prose(element.text):
            break
        held = [*lines, *held]
        if len(held) > _TAIL_LINES:
            break
    return held[-_TAIL_LINES:]


def read_lines(lines: Sequence[Line]) -> Signature:
    """The parts of the lines, taken off one after another: dates, then places, then names."""
    day: date | None = None
    ambiguous = False
    place: str | None = None
    address: str | None = None
    names: list[tuple[int, str]] = []
    used: list[Line] = []
    for line in lines:
        address = address or place_in_address(line.text)
        if (told := _PLACED.match(line.text)) is not None:
            place = place or told.group("place")
            used.append(line)
        rest, dated, doubtful = _take_date(" | ".join(part.text for part in line.cut(_COLUMN) or (line,)))
        ambiguous = ambiguous or doubtful
        if dated is not None:
            day = dated
            used.append(line)
        for piece in _pieces(rest):
            found_place = place_of(piece)
            weight = _name_weight(piece)
            if found_place:
                place = place or found_place
            elif names and is_profession(piece):
                names[-1] = (max(names[-1][0], _COMPANY), names[-1][1])
            elif names and _LEGAL_ONLY.match(piece):
                names[-1] = (_SURE, f"{names[-1][1]} {piece}")
            elif weight is not None:
                names.append((weight, _firm_name(piece)))
            else:
                continue
            used.append(line)
    weight, name = max(names, key=lambda each: each[0], default=(0, None))
    lines_used = tuple(dict.fromkeys(used))
    return Signature(name, weight >= _COMPANY, place or address, day, ambiguous and day is None, lines_used)


_SURE, _COMPANY, _PROFESSIONAL, _BARE = 3, 2, 1, 0
_LEGAL_ONLY = re.compile(
    r"(?:l\.?l\.?p\.?|p\.?l\.?l\.?c\.?|l\.?l\.?c\.?|p\.\s?c\.?|inc\.?|ltd\.?|limited)$", re.IGNORECASE
)


def _name_weight(piece: str) -> int | None:
    """How much a line looks like the name of a firm: by its form, as a company, as a person who is an accountant."""
    if _NOT_A_NAME.search(piece) or signs_for_firm(piece):
        return None
    if is_firm(piece):
        return _PROFESSIONAL if is_person(piece) else _SURE
    if has_legal_form(piece) and len(piece) < 80:
        return _COMPANY
    return _BARE if _may_be_name(piece) else None


def _is_prose(text: str) -> bool:
    return (
        len(text) > 300
        or _PROSE.search(text) is not None
        or (len(text.split()) > 8 and text.endswith(".") and not ends_in_short_form(text))
    )


def _take_date(text: str) -> tuple[str, date | None, bool]:
    """A line without its date; the date counts where it stands alone, or beside a place or a name."""
    body = _LABEL.sub("", text)
    dates = find_dates(body)
    if len(dates) == 1:
        rest = (body[: dates[0].begin] + " | " + body[dates[0].stop :]).strip(" ,|-–—")
        if len(rest) <= 70:
            return rest, dates[0].day, dates[0].day is None
        return text, None, False
    if not dates and is_spelled_out(body) and len(body) < 70:
        return "", read_date(body), False
    if not dates and body != text and re.search(r"(?:19|20)\d\d", body) and len(body) < 50:
        return "", read_date(body), False
    return body, None, False


def _pieces(text: str) -> list[str]:
    pieces = (part.strip(" ,|–—-") for part in re.split(r"\s+\|\s*|\|\s+|\s{3,}|\s[–—•·]\s", text))
    return [part for piece in pieces if piece for part in _parted(piece)]


def _parted(piece: str) -> list[str]:
    """ "Hale & Pike LLP Boston, Massachusetts": the firm and its place."""
    form = LEGAL_FORM.search(piece)
    place = piece[form.end() :].strip(" .,") if form else ""
    return [piece[: form.end()], place] if form and place_of(place) else [piece]


def _firm_name(piece: str) -> str:
    name = re.sub(r"^(?:for\s+(?:and\s+on\s+behalf\s+of\s+)?|by:?\s+|/s/\s*)", "", piece, flags=re.IGNORECASE).strip()
    firm, _, calling = name.partition(", ")
    return firm if calling and is_profession(calling) and is_firm(firm) else name


def _may_be_name(piece: str) -> bool:
    if not 3 <= len(piece) <= 60 or not piece[0].isupper() or _NOT_A_NAME.search(piece):
        return False
    return not any(c.isdigit() for c in piece) and not is_person(piece) and len(piece.split()) <= 8
