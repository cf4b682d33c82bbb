"""Lines of one cell or block -> the list entries printed in it: by bullet, by number, by the gap between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from soc2parse.layout.element import Line
from soc2parse.layout.prose import join_lines
from soc2parse.reading.spelling import BULLETS

BULLET = re.compile(rf"^(?:[{BULLETS}\ufffd\ue000-\uf8ff*]|\(cid:\d+\)|o(?=\s+[A-Z])|[-\u2013\u2014](?=\s))\s*")
NUMBER = re.compile(r"^(?:\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\((\d{1,2}|[a-z]|[ivx]{1,4})\))\s+(?=\S)")
_CRITERION = r"(?:CC|PI|A|C|P)\d{1,2}\.\d{1,2}"
LED = re.compile(rf"^[(\[]?{_CRITERION}(?:(?:, | and |/){_CRITERION})*[)\]]?\s?[:\u2013\u2014-]\s+\S")
"""A line that opens with its criterion: "CC6.4 - Access to the suites is by badge."."""
_GAP = 1.45  # of the usual step between lines: more is a new paragraph


def pieces(lines: Sequence[Line]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Each entry's text without its bullet or number, and its lines; one entry where the lines hold no list."""
    starts = [index for index, line in enumerate(lines) if BULLET.match(line.text)]
    pattern = BULLET
    if not starts:
        starts = _counted(lines)
        pattern = NUMBER
    if not starts:
        starts = led(lines) or _paragraphs(lines)
    if len(starts) < 2 and not (starts == [0] and pattern is not NUMBER):
        return ((_text(lines, pattern if starts == [0] else None), tuple(lines)),) if lines else ()
    if starts[0] != 0:
        starts.insert(0, 0)
    ends = [*starts[1:], len(lines)]
    return tuple(
        (_text(lines[start:end], pattern), tuple(lines[start:end])) for start, end in zip(starts, ends, strict=True)
    )


def lead(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines above a cell's first bullet: "Infrastructure hosting / • Access is restricted. / • ..."."""
    first = next((index for index, line in enumerate(lines) if BULLET.match(line.text)), 0)
    return tuple(lines[:first])


def led(lines: Sequence[Line]) -> list[int]:
    """Where entries begin that each open with their criterion; empty where the first or all others do not."""
    starts = [index for index, line in enumerate(lines) if LED.match(line.text)]
    return starts if len(starts) > 1 and starts[0] == 0 else []


def _text(lines: Sequence[Line], pattern: re.Pattern[str] | None) -> str:
    text = join_lines([line.text for line in lines])
    return pattern.sub("", text, count=1) if pattern else text


def _counted(lines: Sequence[Line]) -> list[int]:
    """Lines that start with 1., 2., 3. or a), b), c) in order."""
    starts: list[int] = []
    for index, line in enumerate(lines):
        found = NUMBER.match(line.text)
        if not found:
            continue
        mark = found[1] or found[2]
        if mark in _follows(len(starts)):
            starts.append(index)
    return starts if len(starts) >= 2 else []


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def _follows(count: int) -> tuple[str, ...]:
    marks = [str(count + 1)]
    if count < 26:
        marks.append(chr(ord("a") + count))
    if count < len(_ROMAN):
        marks.append(_ROMAN[count])
    return tuple(marks)


def _paragraphs(lines: Sequence[Line]) -> list[int]:
    """Lines behind a wider gap that end a sentence and start another."""
    steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top]
    if len(steps) < 2:
        return []
    usual = min(steps)
    starts = [0]
    for index, (above, line) in enumerate(pairwise(lines), start=1):
        gap = line.top - above.top if above.page == line.page else 0.0
        if gap > _GAP * usual and above.text.rstrip().endswith((".", ";", ")")) and line.text[:1].isupper():
            starts.append(index)
    return starts if len(starts) >= 2 else []


def lines_holding(part: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The printed lines that hold a part of their text."""
    squeezed = "".join(part.split())
    held = tuple(
        line
        for line in lines
        if (words := "".join(line.text.split()))
        and (words in squeezed or squeezed in words or _overlap(words, squeezed))
    )
    return held or lines


def _overlap(line: str, part: str) -> bool:
    """Whether the line ends with the part's start or starts with its end."""
    shortest = min(len(line), len(part))
    return any(line[-n:] == part[:n] or line[:n] == part[-n:] for n in range(shortest, 7, -1))
