"""Numbered and bulleted items in a cell: "1. ... 2. ...", "a) ... b) ...", "(i) ...", "Test 1: ...", "• ...".

A list begins with its first number (1, a, i) and goes on in order; "2." at the end of "a sample of 2." is no item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from soc2parse.layout.element import Line
from soc2parse.reading.page import TEXT

_BULLETS = frozenset("•●▪◦‣■□·►➢❖∙○➤✓")
_DASHES = frozenset("-–—*o")
_NUMBERED = re.compile(
    r"^(?P<open>[(\[]?)(?P<from>\d{1,2}|[a-z]|[ivx]{1,5})(?:\.?[-–](?P<to>\d{1,2}|[a-z]))?(?P<close>[.):\]]{1,2})$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"^#?(?P<from>\d{1,2})(?P<close>[.):]?)$")
_NAMES = frozenset({"test", "result", "procedure", "step", "attribute"})
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_MOST_LISTS = 20
_SIGNS = re.escape("".join(_BULLETS | _DASHES))
_FIRST = rf"{_SIGNS}(\[01ai{''.join({name[0] for name in _NAMES})}"
# The first of a list: a bullet, "1.", "(a)", "i)", "Test 1"; no list begins with another word.
_MAY_OPEN = re.compile(
    rf" (?=[{_FIRST}])(?:[{_SIGNS}]|[(\[]?(?:0?1|a|i)(?:\.?[-–]\w\w?)?[.):\]]{{1,2}}|0?1"
    rf"|(?:{'|'.join(_NAMES)})(?=\s#?\d))(?!\S)",
    re.IGNORECASE,
)
_WORDS, _EVEN = attrgetter("words"), attrgetter("even")
_ENDS = re.compile(r"[.;:!?)\]]$")


@dataclass(frozen=True, slots=True)
class _Marker:
    label: str
    form: str
    first: int
    last: int
    start: int
    content: int


def split_enumerated(lines: Sequence[Line]) -> list[tuple[str | None, list[Line]]]:
    """The items of a cell with their numbers ("1", "a", "ii", "1-3", "•"), enumerators taken off the lines.

    Words before the first item come first with None; a cell without a list is one item with None.
    """
    whole = all(map(_EVEN, lines))  # without footnote marks, which a line's text leaves out
    texts = [line.text for line in lines] if whole else _words_of(lines)
    if not _MAY_OPEN.search(f" {' '.join(texts)}"):
        return [(None, list(lines))]
    texts = _words_of(lines)
    starts = [
        not index and _begins(lines, number) for number, line in enumerate(lines) for index in range(len(line.words))
    ]
    found = _items(texts, starts)
    if found == [(None, 0, len(texts))]:
        return [(None, list(lines))]
    words = [(number, index) for number, line in enumerate(lines) for index in range(len(line.words))]
    items: list[tuple[str | None, list[Line]]] = []
    for label, begin, end in found:
        kept: dict[int, list[int]] = {}
        for number, index in words[begin:end]:
            kept.setdefault(number, []).append(index)
        item = [
            lines[number]
            if len(indexes) == len(lines[number].words)
            else replace(lines[number], words=tuple(lines[number].words[i] for i in indexes))
            for number, indexes in kept.items()
        ]
        items.append((label, item))
    return items


def _words_of(lines: Sequence[Line]) -> list[str]:
    return list(map(TEXT, chain.from_iterable(map(_WORDS, lines))))


def _begins(lines: Sequence[Line], number: int) -> bool:
    """Whether a line's first word is the leftmost on its baseline."""
    if not number:
        return True
    line, before = lines[number], lines[number - 1]
    return line.page != before.page or abs(line.bottom - before.bottom) > 0.5 * line.size or line.x0 <= before.x0


def split_text(text: str) -> list[tuple[str | None, str]]:
    """The items of a text, as `split_enumerated` finds them in lines."""
    texts: list[str] = []
    starts: list[bool] = []
    for line in text.splitlines():
        for index, word in enumerate(line.split()):
            texts.append(word)
            starts.append(index == 0)
    return [(label, " ".join(texts[begin:end])) for label, begin, end in _items(texts, starts)]


def _items(texts: Sequence[str], starts: Sequence[bool]) -> list[tuple[str | None, int, int]]:
    chain = _chain(texts, starts)
    if not chain:
        return [(None, 0, len(texts))]
    items: list[tuple[str | None, int, int]] = []
    if chain[0].start > 0:
        items.append((None, 0, chain[0].start))
    ends = [marker.start for marker in chain[1:]] + [len(texts)]
    items.extend((marker.label, marker.content, end) for marker, end in zip(chain, ends, strict=True))
    return items


def _chain(texts: Sequence[str], starts: Sequence[bool]) -> list[_Marker]:
    """The first run of markers of one form that counts up from one; bullets of one kind."""
    markers = [m for i, word in enumerate(texts) if _may_mark(word) for m in _markers(texts, starts, i)]
    best: list[_Marker] = []
    for opening in _openings(markers):
        chain = [opening]
        for marker in markers:
            same = marker.form == opening.form and marker.start >= chain[-1].content
            if same and (marker.first == chain[-1].last + 1 or marker.form[0] == "*"):
                chain.append(marker)
        if (len(chain) > 1 or chain[0].start == 0) and len(chain) > len(best):
            best = chain
    if len(best) == 1 and best[0].content >= len(texts):
        return []
    return best


def _openings(markers: Sequence[_Marker]) -> Sequence[_Marker]:
    """Where a list may begin: at each "1", "a" or "i", and at the first bullet of a kind."""
    found: list[_Marker] = []
    bullets: set[str] = set()
    for marker in markers:
        if marker.first == 1 and marker.form not in bullets:
            found.append(marker)
            if marker.form[0] == "*":
                bullets.add(marker.form)
    return found[:_MOST_LISTS]


def _may_mark(word: str) -> bool:
    return len(word) == 1 or word[-1] in ".):]" or word.isdigit() or word.lower() in _NAMES


def _markers(texts: Sequence[str], starts: Sequence[bool], i: int) -> list[_Marker]:
    word = texts[i]
    if word in _BULLETS and (starts[i] or word not in "✓·○"):
        return [_Marker(word, "*" + word, 1, 1, i, i + 1)]
    if word[0] in _BULLETS and len(word) > 1 and starts[i]:
        return []
    if word in _DASHES and starts[i] and len(texts) > i + 1:
        return [_Marker(word, "*" + word, 1, 1, i, i + 1)]
    follows_stop = starts[i] or i == 0 or bool(_ENDS.search(texts[i - 1]))
    capital = i + 1 < len(texts) and texts[i + 1][:1].isupper() and not re.fullmatch(r"\d+\.", word)
    if not (follows_stop or capital):
        return []
    if word.lower() in _NAMES and i + 1 < len(texts):
        return _named(texts, i)
    if starts[i] and re.fullmatch(r"\d{1,2}", word) and i + 1 < len(texts) and texts[i + 1][:1].isupper():
        return [_Marker(word, "bare", int(word), int(word), i, i + 1)]
    match = _NUMBERED.match(word)
    if not match:
        return []
    return [
        _Marker(
            match["from"] + (f"-{match['to']}" if match["to"] else ""),
            kind + match["open"] + match["close"],
            first,
            last,
            i,
            i + 1,
        )
        for kind, first in _ordinals(match["from"])
        for last in [dict(_ordinals(match["to"])).get(kind, first) if match["to"] else first]
    ]


def _named(texts: Sequence[str], i: int) -> list[_Marker]:
    match = _NAMED.match(texts[i + 1])
    if not match:
        return []
    content = i + 2
    if not match["close"]:
        if content >= len(texts) or texts[content] not in {"-", "–", "—", ":"}:
            return []
        content += 1
    number = int(match["from"])
    return [_Marker(match["from"], texts[i].lower(), number, number, i, content)]


def _ordinals(text: str) -> list[tuple[str, int]]:
    low = text.lower()
    if low.isdigit():
        return [("1", int(low))]
    found: list[tuple[str, int]] = []
    if low in _ROMAN:
        found.append(("i", _ROMAN.index(low) + 1))
    if len(low) == 1:
        found.append(("a", ord(low) - ord("a") + 1))
    return found
