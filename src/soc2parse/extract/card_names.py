"""The heads of cards: ids in one style of their own ("BW004", "Control 4.12", "LM-10 · Logging"), one a card."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from soc2parse.extract.levels import Level
from soc2parse.language import control_ids, criteria_ids, outcomes
from soc2parse.layout.element import Line

Style = tuple[float, bool, bool]
_FEWEST = 3
_MOST = 0.6
# No style of ids that is used in running text, but above a card all that is needed: "SW/CC6/1", "DX.4-b".
_ODD = re.compile(r"[A-Z][A-Za-z0-9]{0,7}(?:[-./_:][A-Za-z0-9]{1,6}){1,4}")
_BEFORE = re.compile(r"(?:controls?|ctrl|control activity|ref|reference|no|id|number)[.:#]*", re.IGNORECASE)
_BEHIND = ":.,;|()[]\u00b7\u2022\u2013\u2014-"


def style_of(line: Line) -> Style:
    """Size, weight and slant of the letters."""
    return (round(line.size * 2) / 2, line.bold, line.italic)


def body_style(levels: Sequence[Level]) -> Style | None:
    """The style of most letters."""
    letters: dict[Style, int] = defaultdict(int)
    for level in levels:
        for piece in level.pieces:
            letters[style_of(piece)] += len(piece.text)
    return max(letters, key=lambda style: letters[style]) if letters else None


def find_names(levels: Sequence[Level]) -> dict[int, Line]:
    """The head of each card: the position of its level, and its id as a line of its own; empty where no style is one's.

    The ids of a style, of a column or above the same label are the heads, where most that is printed so are ids and
    hardly one comes twice; what comes again in each card is no head (a "2" in a table of samples is no control's).
    """
    printed = Counter(piece.text for level in levels for piece in level.pieces)
    alike = Counter((style_of(piece), piece.text) for level in levels for piece in level.pieces)
    groups: dict[object, list[tuple[int, Line | None]]] = defaultdict(list)
    for index, level in enumerate(levels):
        below = levels[index + 1].pieces[0].text if index + 1 < len(levels) else ""
        if len(level.pieces) == 1 and criteria_ids.heads(level.pieces[0].text, below):
            continue
        for piece in (piece for piece in level.pieces if alike[style_of(piece), piece.text] < _FEWEST):
            name = name_in(piece)
            groups[style_of(piece)].append((index, name))
            groups[style_of(piece), round(piece.x0)].append((index, name))
            if printed[below] >= _FEWEST and not outcomes.is_result_like(below):
                groups[below].append((index, name))
    best: dict[int, Line] = {}
    for pieces in groups.values():
        named = {index: name for index, name in pieces if name is not None}
        ids = {control_ids.normal(name.text) for name in named.values()}
        if len(ids) < max(_FEWEST, 0.8 * len(named)) or len(named) < _MOST * len({index for index, _ in pieces}):
            continue
        if len(ids) > len(best):
            best = named
    return best


def name_in(piece: Line) -> Line | None:
    """The id that a piece begins with, as a line of its own."""
    words = piece.words
    start = 1 if len(words) > 1 and _BEFORE.fullmatch(words[0].text) else 0
    start += 1 if start and len(words) > start + 1 and _BEFORE.fullmatch(words[start].text) else 0
    for count in _counts(piece, start):
        part = words[start : start + count]
        text = " ".join(word.text for word in part)
        if not (part[0].text[:1].isalnum() or part[0].text[0] in "#([") or not any(map(str.isalnum, part[-1].text)):
            continue
        whole = count == len(words) and text.isupper()  # "CF - 1." is no reference
        result = not whole and outcomes.is_result_like(piece.text)
        if is_id(text) and not criteria_ids.is_list(piece.text) and not result:
            begin = 0 if start == 1 and bare(text).isdigit() else start
            return Line(piece.page, words[begin : start + count], piece.ocr)
    return None


def is_id(text: str) -> bool:
    """Whether a text is an id and nothing else, be it of a style that only its place can show to be one."""
    found = bare(text)
    if not any(map(str.isdigit, found)) or criteria_ids.is_list(found):
        return False
    return _ODD.fullmatch(found) is not None or control_ids.looks_like_id(found)


def _counts(piece: Line, start: int) -> Iterator[int]:
    yield from (count for count in (3, 2, 1) if start + count <= len(piece.words))


def bare(text: str) -> str:
    """An id without what parts it from the title behind it."""
    return text.strip(_BEHIND + " ")
