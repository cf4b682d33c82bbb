"""Lines as printed -> prose: lines joined, hyphenation undone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from soc2parse.layout.hyphens import keep_hyphen

_HYPHEN_END = re.compile(r"[A-Za-z]{2}-$")
# Also "... each year. (HR-2)": a reference behind the stop.
_ENDED = re.compile(r"[.;:?!][\"'\u201d\u2019)\]]*$|[.!?] [(\[][^()\[\]]{1,40}[)\]]$")
_NUMBER = re.compile(r"(?<!\S)(\d{1,2})[.)](?=\s)")
# The stop of a legal form.
_SHORT_FORM = re.compile(r"\b(?:Inc|Ltd|Corp|Co|S\.p\.A|S\.r\.l|[A-Z]\.\s?[A-Z](?:\.\s?[A-Z])*)\.$")
_REFERENCE = re.compile(r"[(\[][A-Z]{1,5}[ .-]{0,3}\d[\w.-]{0,8}(?:, [A-Z]{1,5}[ .-]{0,3}\d[\w.-]{0,8})*[)\]]")
_BULLETS = "\u2022\u25aa\u25cf\u25e6\u2023\u2013-"
_LISTING = (":", ";", ",", "; and", "; or", ", and", ", or")
_LOWER_START = re.compile(r"[a-z]{2,}")


def join_lines(lines: Sequence[str]) -> str:
    """One text of the lines of a paragraph or cell.

    "excep-" + "tions" becomes "exceptions"; "multi-" + "factor" and "AC-" + "01" keep their hyphen and lose the break.
    """
    if len(lines) == 1:
        return lines[0].strip()
    kept = list(filter(None, map(str.strip, lines)))
    text = " ".join(kept)
    if "- " not in text and "/ " not in text:
        return text
    text = ""
    for line in kept:
        if not text:
            text = line
        elif text.endswith("-") and not text.endswith(" -"):
            text = _join_hyphen(text, line)
        elif text.endswith("/"):
            text += line
        else:
            text += " " + line
    return text


def _join_hyphen(text: str, line: str) -> str:
    stem = text.rsplit(" ", 1)[-1][:-1].lower()
    rest = line.split(" ", 1)[0].strip(".,;:()").lower()
    if not _HYPHEN_END.match(text, max(len(text) - 3, 0)) or not _LOWER_START.match(line):
        return text + line
    return text + line if keep_hyphen(stem.lstrip('("\u201c'), rest) else text[:-1] + line


def goes_on(before: str, after: str) -> bool | None:
    """Whether `after` (on the next page) continues the text `before`; None where neither text tells.

    "Inspected the policy and" + "determined that ..." goes on, and "1. ..." + "2. ..."; two times "No exceptions
    noted." does not. A list goes on where its last item says so: "complexity enabled;" + "• lockout after ...".
    """
    if not before or not after:
        return None
    if after[0].islower() or after[0] in ",;.)" or (after[0] in _BULLETS and before.endswith(_LISTING)):
        return True
    if _REFERENCE.match(after):
        return True
    if _ENDED.search(before):
        return _counts_on(before, after)
    return True if len(before) > 24 or after[0].isdigit() else None


def _counts_on(before: str, after: str) -> bool:
    number = _NUMBER.match(after)
    return number is not None and int(number[1]) - 1 in map(int, _NUMBER.findall(before))


def ends_in_short_form(text: str) -> bool:
    """Whether a text's last stop belongs to a company's legal form: "Assertion of Acme Cloud, Inc."."""
    return _SHORT_FORM.search(text) is not None
