"""Printed words -> the plain lower-case words that patterns are matched against, and the sentences among them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
_BROKEN = re.compile(r"(?<=[^\W\d_]{2})-[ \t]*\n\s*(?=[a-z]{2})|(?<=[A-Z]{2})-[ \t]*\n\s*(?=[A-Z]{2})")
_SPACE = re.compile(r"\s+")
# Words that are written both with and without a hyphen or apostrophe; one spelling each.
_HYPHENED = "complian|conform|occurr|operation|perform|approv|authori[sz]|configur"
_ONE_SPELLING = (
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\bcannot\b"), "can not"),
    (re.compile(r"\bno one\b(?! of)"), "nobody"),
    (re.compile(rf"\b(non|re|mis|un|pre|de)[- ](?={_HYPHENED})"), r"\1"),
    (re.compile(r"\bsign(ed|s|ing)?[- ]off(s?)\b"), r"sign\1off\2"),
    (re.compile(r"\bex-(?=employee)"), "ex"),
    (re.compile(r"(?<=[a-z])\(s\)"), "s"),
    (re.compile(r"(?<=[a-z])-(?=[a-z])"), " "),
    (re.compile(r"authoris(?=e|a|i)"), "authoriz"),
)
# A full stop behind these is no end of a sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:no|nos|vs|e\.g|i\.e|eg|ie|inc|ltd|co|corp|mr|ms|mrs|dr|approx|sec|ref|fig|cf|st|dept|mgmt|etc|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)|\b[a-z])\.$",
    re.IGNORECASE,
)
_NEAR = 16  # characters around a full stop that say whether a sentence ends there
BULLETS = " ;•●▪◦‣■□·"
_STOP = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|;|[•●▪◦‣■□·]")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text with one kind of quote, dash and space, ligatures expanded and broken words mended; case is kept.

    "No excep-" + newline + "tions noted." becomes "No exceptions noted."
    """
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return _SPACE.sub(" ", _BROKEN.sub("", text)).strip()


def lowered(text: str) -> str:
    """A plain text in lower case with one spelling of each word: "non-compliance" and "noncompliance" are one."""
    text = text.lower()
    for spelling, one in _ONE_SPELLING:
        text = spelling.sub(one, text)
    return _SPACE.sub(" ", text).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a plain text: ends at a full stop, semicolon or bullet, not behind "No." or "e.g."."""
    found: list[str] = []
    begin = 0
    for stop in _STOP.finditer(text):
        sentence = text[begin : stop.end()]
        rest = text[stop.end() : stop.end() + _NEAR].lstrip()
        if stop.group() == "." and _ABBREVIATED.search(sentence[-_NEAR:]) and _goes_on(sentence[-_NEAR:], rest):
            continue
        found.append(sentence)
        begin = stop.end()
    found.append(text[begin:])
    stripped = (sentence.strip(BULLETS) for sentence in found)
    return [sentence for sentence in stripped if any(c.isalnum() for c in sentence)]


def _goes_on(sentence: str, rest: str) -> bool:
    """ "Control No. 5" goes on; "Exceptions noted? No. The review ..." does not."""
    if not rest or rest[0].islower() or rest[0].isdigit() or rest[0] == "#":
        return bool(rest)
    return not sentence.lower().endswith("no.")
