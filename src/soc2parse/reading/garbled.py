"""What readers of pictures are known to make of bullets, identifiers and numerals, made right again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from soc2parse.criteria import ALL_IDS
from soc2parse.reading.spelling import BULLET, spell

_BARS = "|¦"
_BULLETS = frozenset("e¢«»©®°·¤")  # before the words of a list item
_DOUBLED = re.compile(r"^Cc[A-Za-z]{1,3}-\d+$")  # "CcO-02", "Cco-01" for "CO-02", "CO-01"
_CRITERION = re.compile(
    r"^[Cc]{2,3}g?(?=-?\d\.\d)"
)  # "Cc7.1", "CCg9.2", "cCc4.1": what Tesseract makes of some fonts' "CC"
_POINTLESS = re.compile(r"^[Cc][Cc](\d)(\d)([,;]?)$")  # "cC53" for "CC5.3"
_SERIES = frozenset(("cc", "Cc", "cC"))  # "cc 1.4"
_CODE = re.compile(r"^([A-Za-z]{1,5})-([\dOoIl]{1,4})([.,;:]?)$")
_LONG_CODE = re.compile(r"^[A-Z]{2,6}(?:-[A-Zl]{1,5})+-\d{1,4}[.,;:]?$")  # "SEC-Cl-01" for "SEC-CI-01"
_LOST_L = re.compile(r"(?<=[a-z])\]$")  # "Contro]"
_SPACED = re.compile(r"^[A-Z]{1,4} ?- ?[IlSOo\d]{1,3}\.?$")  # "HR - I." alone on its line: "HR - 1."
_SAME_SHAPE = frozenset("cosuvwxzpkCOSUVWXZPK")  # letters whose capitals differ in size alone
_DIGITS = str.maketrans("OoIl", "0011")
_SPACED_DIGITS = str.maketrans("OoIlS", "00115")
_NUMERALS = {
    "Ill": "III",
    "IIl": "III",
    "IlI": "III",
    "lll": "III",
    "Il": "II",
    "lI": "II",
    "ll": "II",
    "Al": "AI",
    "Ctri": "Ctrl",
}
_NUMERAL = re.compile(rf"^({'|'.join(_NUMERALS)})([.,;:)]?)$")


def mend(texts: Sequence[str]) -> list[str]:
    """The words of one line as they are printed."""
    words = [_mend(text) for text in texts]
    if len(words) > 1 and words[0] in _BULLETS:
        words[0] = BULLET
    if len(words) in (2, 3) and _SPACED.match(" ".join(words)):
        words[-1] = words[-1].translate(_SPACED_DIGITS)
    if not any("[" in word for word in words):
        words = [_LOST_L.sub("l", word) for word in words]
    for at, text in enumerate(words[:-1]):
        if text in _SERIES and re.match(r"\d\.\d", words[at + 1]):
            words[at] = "CC"
    return words


def _mend(text: str) -> str:
    text = _CRITERION.sub("CC", spell(text).strip(_BARS))
    if _DOUBLED.match(text):
        text = f"C{text[2:].upper()}"
    if found := _NUMERAL.match(text):
        return _NUMERALS[found[1]] + found[2]
    if (found := _CODE.match(text)) and any(map(str.isdigit, found[2])):
        letters = found[1].upper() if _SAME_SHAPE.issuperset(found[1]) else found[1]
        return f"{letters}-{found[2].translate(_DIGITS)}{found[3]}"
    if _LONG_CODE.match(text):
        return text.replace("l", "I")
    if (found := _POINTLESS.match(text)) and (criterion := f"CC{found[1]}.{found[2]}") in ALL_IDS:
        return criterion + found[3]
    return text
