"""Items counted by a bare number that stands apart, left of the text: "1  Customers protect ...", "2  Customers ...".

A number without a stop is a marker by its place alone: the numbers count up, one below the other, and the texts, their
further lines too, begin at one left edge.
"""

from __future__ import annotations

from collections.abc import Sequence

from soc2parse.layout.element import Line

_APART = (0.6, 3.0)  # of the letters' size between a number and its text: more than a space, less than a column
_EDGE = 1.5  # points between left edges that are one
_HIGHEST = 60


def counted_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The id() of each line that begins such an item."""
    found: set[int] = set()
    chain: list[Line] = []
    for line in lines:
        number = _number(line)
        if chain and number == _number(chain[-1]) + 1 and _aligned(line, chain[-1]):
            chain.append(line)
        elif number == 1 or (number and line is lines[0]):
            found.update(_whole(chain))
            chain = [line]
        elif chain and abs(line.x0 - chain[-1].words[1].x0) > _EDGE:
            found.update(_whole(chain))
            chain = []
    return frozenset(found | _whole(chain))


def _whole(chain: Sequence[Line]) -> set[int]:
    return set(map(id, chain)) if len(chain) > 1 else set()


def _number(line: Line) -> int:
    """The number that stands apart at a line's start; 0 where there is none."""
    if len(line.words) < 2 or not line.words[0].text.isdecimal() or not line.words[1].text[:1].isalpha():
        return 0
    first, second = line.words[:2]
    number = int(first.text) if len(first.text) < 3 else 0
    apart = _APART[0] < (second.x0 - first.x1) / line.size < _APART[1]
    return number if apart and number <= _HIGHEST else 0


def _aligned(line: Line, before: Line) -> bool:
    mark, above = line.words[0], before.words[0]
    numbers = min(abs(mark.x0 - above.x0), abs(mark.x1 - above.x1))
    return numbers < _EDGE and abs(line.words[1].x0 - before.words[1].x0) < _EDGE
