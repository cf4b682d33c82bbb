"""Words read from a picture -> words on level lines, in the size that their letters prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from soc2parse.reading.garbled import mend
from soc2parse.reading.page import Word

_BARS = "|¦_[]{}\\=~"  # what ruling lines and their corners are taken for
_BAR_SIGNS = frozenset("|¦")
_UNSURE = 25.0  # of 100: below, one or two letters are specks
_ENOUGH_WORDS = 20  # before a page's words are judged
_LEGIBLE = 50.0  # of 100: the middle word of a page that can be made out has 90 and more, of a blurred one 35 at most
_DESCENDERS = frozenset("gjpqyQ,;()[]{}|/")
_ASCENDERS = frozenset("bdfhklti0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()[]{}|/'\"!?%&@#$")
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


def legible(found: Sequence[Scanned]) -> bool:
    """Whether the letters could be made out, by how sure the middle word is; a handful of words is not judged."""
    return len(found) < _ENOUGH_WORDS or median(word.sure for word in found) >= _LEGIBLE


def make_words(found: Sequence[Scanned]) -> list[Word]:
    """Words with the baseline and size of their line; bars and specks left out."""
    words: list[Word] = []
    for line in map(_mend_line, _lines(found)):
        if not line:
            continue
        size = round(2 * median(_size(word) for word in line)) / 2
        baseline = median(_baseline(word) for word in line)
        top, bottom = baseline - 0.8 * size, baseline + 0.2 * size
        words += [Word(word.text, word.x0, top, word.x1, bottom, size) for word in line]
    return words


def _mend_line(line: Sequence[Scanned]) -> list[Scanned]:
    """A line's words as they are printed, as far as the garbling is known; bars and specks left out."""
    texts = mend([_digit(word, line) for word in line])
    words = [word._replace(text=text) for word, text in zip(line, texts, strict=True)]
    prose = sum(len(word.text) > 2 for word in words) > 1
    return [word for word in words if word.text.strip(_BARS) and not _is_speck(word, in_prose=prose)]


def _digit(word: Scanned, line: Sequence[Scanned]) -> str:
    """A bar as high as a digit, among words, is a "1" ("For | of 20 new hires"); ruling lines are longer."""
    others = [other for other in line if any(map(str.isalnum, other.text))]
    if word.text not in _BAR_SIGNS or len(others) < 3:
        return word.text
    size = median(_size(other) for other in others)
    return "1" if abs(word.bottom - word.top - _RISE * size) < 0.15 * size else word.text


def _is_speck(word: Scanned, *, in_prose: bool) -> bool:
    if word.sure >= _UNSURE or len(word.text) > 2:
        return False
    return not (in_prose and word.text.isalnum())


def _lines(found: Iterable[Scanned]) -> list[list[Scanned]]:
    return [list(words) for _, words in groupby(found, key=lambda word: word.line)]


def reach(text: str) -> tuple[float, float]:
    """How far a word's ink goes above and below the baseline, in shares of its size."""
    above = _RISE if any(letter in _ASCENDERS for letter in text) else _X_HEIGHT
    return above, DESCENT if any(letter in _DESCENDERS for letter in text) else 0.0


def _size(word: Scanned) -> float:
    return max((word.bottom - word.top) / sum(reach(word.text)), _SMALLEST)


def _baseline(word: Scanned) -> float:
    return word.bottom - reach(word.text)[1] * _size(word)
