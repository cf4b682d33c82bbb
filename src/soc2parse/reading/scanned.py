"""Words read from a picture -> words on level lines, in the size that their letters prove."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from soc2parse.reading.page import Word
from soc2parse.reading.spelling import spell

_BARS = "|¦_[]{}\\=~"  # what ruling lines and their corners are taken for
_UNSURE = 25.0  # of 100: below, one or two letters are specks
_DESCENDERS = frozenset("gjpqyQ,;()[]{}|/")
_ASCENDERS = frozenset("bdfhklti0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()[]{}|/'\"!?%&@#$")
_LONG = 60.0  # points: shorter lines don't show how the page leans
_DOUBLED = re.compile(r"^Cc[A-Za-z]{1,3}-\d+$")  # "CcO-02", "Cco-01" for "CO-02", "CO-01"
_CRITERION = re.compile(r"^[Cc][Cc]g?(?=\d\.\d)")  # "Cc7.1", "CCg9.2": what Tesseract makes of some fonts' "CC"
_RISE, _X_HEIGHT, DESCENT = 0.72, 0.52, 0.21  # of the size, in most text fonts
FULL_HEIGHT = _RISE + DESCENT
_SMALLEST = 4.0  # points


class Scanned(NamedTuple):
    """A word as read from a picture, its box around the ink in points; `line` names the line it was found in."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    line: str
    sure: float


def level(found: Sequence[Scanned], width: float, height: float) -> tuple[list[Scanned], float]:
    """The words as if the page had been turned about its middle until they are level, and the slope they had."""
    slopes = []
    for words in _lines(found):
        first, last = words[0], words[-1]
        if last.x0 - first.x0 > _LONG:
            slopes.append((_baseline(last) - _baseline(first)) / ((last.x0 + last.x1 - first.x0 - first.x1) / 2))
    slope = median(slopes) if len(slopes) >= 2 else 0.0
    if abs(slope) < 0.0005:
        return list(found), 0.0
    return [_level(word, slope, width / 2, height / 2) for word in found], slope


def _level(word: Scanned, slope: float, x: float, y: float) -> Scanned:
    right, up = slope * ((word.top + word.bottom) / 2 - y), slope * ((word.x0 + word.x1) / 2 - x)
    return word._replace(x0=word.x0 + right, x1=word.x1 + right, top=word.top - up, bottom=word.bottom - up)


def make_words(found: Sequence[Scanned]) -> list[Word]:
    """Words with the baseline and size of their line; bars and specks left out."""
    words: list[Word] = []
    for line in _lines([word for word in map(_clean, found) if word is not None]):
        size = round(2 * median(_size(word) for word in line)) / 2
        baseline = median(_baseline(word) for word in line)
        top, bottom = baseline - 0.8 * size, baseline + 0.2 * size
        words += [Word(word.text, word.x0, top, word.x1, bottom, size) for word in line]
    return words


def _lines(found: Iterable[Scanned]) -> list[list[Scanned]]:
    return [list(words) for _, words in groupby(found, key=lambda word: word.line)]


def _clean(word: Scanned) -> Scanned | None:
    text = _CRITERION.sub("CC", spell(word.text).strip("|¦"))
    if _DOUBLED.match(text):
        text = f"C{text[2:].upper()}"
    if not text.strip(_BARS) or (word.sure < _UNSURE and len(text) <= 2):
        return None
    return word._replace(text=text) if text != word.text else word


def reach(text: str) -> tuple[float, float]:
    """How far a word's ink goes above and below the baseline, in shares of its size."""
    above = _RISE if any(letter in _ASCENDERS for letter in text) else _X_HEIGHT
    return above, DESCENT if any(letter in _DESCENDERS for letter in text) else 0.0


def _size(word: Scanned) -> float:
    return max((word.bottom - word.top) / sum(reach(word.text)), _SMALLEST)


def _baseline(word: Scanned) -> float:
    return word.bottom - reach(word.text)[1] * _size(word)
