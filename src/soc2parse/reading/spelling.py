"""Letters as a reader sees them: ligatures opened, marks without ink dropped, private glyphs named."""

from __future__ import annotations

import re
import unicodedata

SPACES = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Spaces besides U+0020 and U+00A0 that part two words."""

MARKS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Marks without width or ink: direction, joiners, byte order."""

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
BULLET, TICK, CROSS, BOX = "•", "✓", "✗", "☐"
BULLETS = "•●○▪▫■□◦‣⁃∙·✓✔❖➢➤➔◆◇►▶▸»›"
"""Signs that begin an item of a list, besides letters ("o") and dashes, which are also read as such."""

# Compatibility letters that are spelled out. Not all of NFKC: it would make "AcmeTM" of a trade mark sign, "1/2" of
# a half, and "20201" of a year with a footnote mark.
_COMPATIBLE = (
    (0xFB00, 0xFB06),
    (0xFB13, 0xFB17),
    (0xFF01, 0xFF5E),
    (0xFE50, 0xFE6B),
    (0x2160, 0x217F),
    (0x1D400, 0x1D7FF),
)

# Glyphs of symbol fonts by their code. What is not named here is one of the dozens of shapes that start a list item.
_DINGBATS = {0xFB: CROSS, 0xFC: TICK, 0xFD: CROSS, 0xFE: TICK, 0x6F: BOX, 0x71: BOX, 0xA8: BOX, 0x78: CROSS}
_SYMBOL_FONTS = ("wingding", "webding", "dingbat")


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(map(ord, MARKS))
    for first, last in _COMPATIBLE:
        table |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(first, last + 1)}
    table |= {0x2010: "-", 0x2011: "-", 0xFFFE: "-", 0x02: "-"}
    return table | {
        0xF0B7: BULLET,
        0xF0A7: BULLET,
        0xF0D8: BULLET,
        0xF076: BULLET,
        0xF0FC: TICK,
        0xF0FE: TICK,
        0xF0FB: CROSS,
    }


_TABLE = _table()


def spell(text: str) -> str:
    """A word's letters made plain; "" where nothing of it has ink.

    A soft hyphen inside a word is dropped, at its end it is the hyphen of a broken line and stays as "-".
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_TABLE)
    if "\xad" in text:
        text = text.rstrip("\xad").replace("\xad", "") + ("-" if text.endswith("\xad") else "")
    if len(text) <= 2 and text and all(is_private(letter) for letter in text):
        return BULLET
    return "".join(letter for letter in text if letter >= " " and letter != "\x7f")


def spell_symbol(text: str) -> str:
    """The glyphs of a symbol font (Wingdings and its like): ticks and crosses by name, any other shape a bullet."""
    return "".join(_dingbat(letter) for letter in text)


def is_symbol_font(name: str) -> bool:
    """Whether a font's letters are shapes, so that its "q" is a box and its "ü" a tick."""
    lowered = name.lower()
    return any(part in lowered for part in _SYMBOL_FONTS)


PRIVATE = re.compile(r"[\ue000-\uf8ff]")
"""A letter that has no meaning outside its font."""


def is_private(letter: str) -> bool:
    """Whether a letter has no meaning outside its font."""
    return "\ue000" <= letter <= "\uf8ff"


def _dingbat(letter: str) -> str:
    code = ord(letter)
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
    if code > 0xFF:
        return letter
    return _DINGBATS.get(code, BULLET) if code > 0x20 else ""
