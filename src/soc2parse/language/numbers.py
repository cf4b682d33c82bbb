"""Numbers in a sentence's tokens: "25", "two (2)", "twenty-five (25)", "a single", "none"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# fmt: off
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}
# fmt: on
_VALUES = {word: value for value, word in enumerate(_UNITS)} | _TENS | {"hundred": 100, "none": 0, "nil": 0}
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands (tokens, end exclusive); its repetition in brackets belongs to it."""

    value: int
    start: int
    end: int


def numbers(found: Sequence[str]) -> Iterator[Number]:
    """The whole numbers among lower-case tokens, from left to right."""
    i = 0
    while i < len(found):
        value, end = _value(found, i)
        if value is not None:
            if list(found[end : end + 3]) == ["(", str(value), ")"]:
                end += 3
            yield Number(value, i, end)
        i = end


def _value(found: Sequence[str], i: int) -> tuple[int | None, int]:
    word = found[i]
    if word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS:
        return int(word), i + 1
    if word == "a" and list(found[i + 1 : i + 2]) == ["single"] and list(found[i + 2 : i + 3]) != ["sign"]:
        return 1, i + 2
    value, end = _below_hundred(found, i)
    if value and end < len(found) and found[end] == "hundred":  # "two hundred and fourteen"
        link = end + 1 < len(found) and found[end + 1] == "and"
        rest, after = _below_hundred(found, end + 1 + link)
        return (value * 100 + rest, after) if rest else (value * 100, end + 1)
    return (value, end) if value is not None else (_VALUES.get(word), i + 1)


def _below_hundred(found: Sequence[str], i: int) -> tuple[int | None, int]:
    word = found[i] if i < len(found) else ""
    if word in _TENS and i + 1 < len(found) and found[i + 1] in _UNITS[1:10]:
        return _TENS[word] + _VALUES[found[i + 1]], i + 2
    return (_VALUES[word], i + 1) if word in _UNITS or word in _TENS else (None, i + 1)
