"""Criteria in a control's own cell: "... each year. (CC1.4, CC2.2)", "CC6.1, CC6.2" on its last line, "(CC6.1) ...".

Only whole references are taken: "in line with CC6.1." is part of the control's sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from soc2parse.extract.printing import Printing
from soc2parse.language import criteria_ids
from soc2parse.layout.element import Line
from soc2parse.reading.page import Word

_OPENING, _CLOSING = ("(", "["), (")", "]")
_MOST_LED = 12  # words
_ENDED = (".", ";", ":", ")", "]", "!", "?", "\u201d")


def split_criteria(printings: Iterable[Printing]) -> None:
    """Move the criteria beside the controls' texts to where criteria belong."""
    for printing in printings:
        text, behind = _parted(printing.control)
        if not behind:
            text, behind = _led(printing.control)
        criteria = criteria_ids.find(" ".join(word.text for word in behind))
        if criteria and text:
            printing.control = text
            printing.listed = tuple(dict.fromkeys((*printing.listed, *criteria)))


def _parted(lines: Sequence[Line]) -> tuple[list[Line], list[Word]]:
    """The lines without the criteria at their end, and the words of these."""
    words = [(line, word) for line in lines for word in line.words]
    for start in range(len(words) - 1, 0, -1):
        behind = [word for _, word in words[start:]]
        text = " ".join(word.text for word in behind)
        if text[0] in _OPENING and text.rstrip(" .").endswith(_CLOSING) and criteria_ids.is_list(text):
            return _lines_of(words[:start]), behind
        if not criteria_ids.is_list(text.lstrip("([")) and len(behind) > 2:
            break
    return _below(lines)


def _led(lines: Sequence[Line]) -> tuple[list[Line], list[Word]]:
    """The lines without the criteria in brackets before them, and the words of these."""
    words = [(line, word) for line in lines for word in line.words]
    for end in range(1, min(len(words), _MOST_LED)):
        text = " ".join(word.text for _, word in words[:end]).rstrip(".:")
        if text[0] not in _OPENING:
            break
        if text.endswith(_CLOSING):
            found = [word for _, word in words[:end]] if criteria_ids.is_list(text) else []
            return (_lines_of(words[end:]), found) if found else (list(lines), [])
    return list(lines), []


def _below(lines: Sequence[Line]) -> tuple[list[Line], list[Word]]:
    """Lines of criteria alone below a text that has ended, or set apart by their look."""
    count = 0
    while count < len(lines) - 1 and criteria_ids.is_list(lines[-1 - count].text):
        count += 1
    text, behind = list(lines[: len(lines) - count]), lines[len(lines) - count :]
    apart = count and (
        text[-1].text.endswith(_ENDED) or (behind[0].italic, behind[0].bold) != (text[-1].italic, text[-1].bold)
    )
    return (text, [word for line in behind for word in line.words]) if apart else (list(lines), [])


def _lines_of(words: Sequence[tuple[Line, Word]]) -> list[Line]:
    """The words back in their lines."""
    lines: dict[int, tuple[Line, list[Word]]] = {}
    for line, word in words:
        lines.setdefault(id(line), (line, []))[1].append(word)
    return [Line(line.page, tuple(kept), line.ocr) for line, kept in lines.values()]
