"""Control ids printed in the control's own cell: "AC-01 Access is reviewed ...", "AC-01" above the text, "[AC-01] ...".

Only where most controls without an id column begin so: one control that happens to begin with "SOC 2" is not renamed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from soc2parse.extract.printing import Printing
from soc2parse.language import control_ids, criteria_ids
from soc2parse.layout.element import Line, Table

_MOST, _NEARLY_ALL = 0.6, 0.8
_DIGIT, _LONGEST = re.compile(r"[0-9]"), 48  # an id that its form shows to be one has a digit
_SEPARATORS = (":", "-", "\u2013", "\u2014", "|", ".")


def bare_id(text: str) -> str:
    """An id without the brackets or the colon around it: "[AC-01]", "(AC-01)", "AC-01:"; "CC1.1(a)" keeps its own."""
    text = text.strip(" :[]")
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def split_inline(printings: Sequence[Printing]) -> None:
    """Move the ids from the controls' texts to where ids belong."""
    bare = [printing for printing in printings if not printing.control_id and printing.control]
    found = [(printing, split) for printing in bare if (split := id_and_text(printing.control))]
    if len(found) < max(2, _MOST * len(bare)):
        return
    for printing, (name, text) in found:
        printing.control_id, printing.control = [name], text


def named_by(lines: Sequence[Line]) -> tuple[Line, list[Line]] | None:
    """The id and the text of a control printed as a paragraph: "AC-03 The board meets each quarter ..."."""
    if not _DIGIT.search(lines[0].text, 0, _LONGEST):
        return None
    found = id_and_text(lines)
    strong = found is not None and control_ids.looks_like_id(bare_id(found[0].text), weak=False)
    return found if strong else None


def numbers_controls(controls: Sequence[Sequence[Line]]) -> bool:
    """Whether most of these controls' cells begin with an id, be it as plain as "8."."""
    named = sum(1 for lines in controls if id_and_text(lines))
    return named >= max(2, _MOST * len(controls))


def all_named(table: Table, column: int) -> bool:
    """Whether nearly all cells of a column begin with an id that its form alone shows to be one: "AC-01" and a text."""
    cells = [cell for row in table.rows[table.header :] if (cell := row.cell(column)) is not None]
    return sum(1 for cell in cells if named_by(cell.lines)) >= max(2, _NEARLY_ALL * len(cells))


def begins_with_id(lines: Sequence[Line]) -> bool:
    """Whether a control's cell begins with an id, where all others do."""
    return id_and_text(lines) is not None


def names_control(lines: Sequence[Line]) -> bool:
    """Whether a control's cell begins with an id that its form alone shows to be one, or holds nothing else."""
    alone = len(lines) == 1 and control_ids.looks_like_id(bare_id(lines[0].text), weak=False)
    return alone or named_by(lines) is not None


def id_and_text(lines: Sequence[Line]) -> tuple[Line, list[Line]] | None:
    """The id and the lines behind it; None where the text begins with no id."""
    first, *rest = lines
    words = first.words
    parted_off = len(words) > 1 and words[-1].text in _SEPARATORS  # "AC-03 -" alone on a narrow cell's first line
    name = Line(first.page, words[:-1], first.ocr) if parted_off else first
    alone = " ".join(word.text for word in name.words)
    if rest and control_ids.looks_like_id(bare_id(alone)) and not criteria_ids.is_list(alone):
        return name, list(rest)
    for count in (3, 2, 1):
        if count >= len(words):
            continue
        text = " ".join(word.text for word in words[:count])
        behind = words[count:]
        parted = text.endswith((":", "]", ")")) or behind[0].text in _SEPARATORS
        if not control_ids.looks_like_id(bare_id(text), weak=parted) or criteria_ids.is_list(text):
            continue
        while behind and behind[0].text in _SEPARATORS:
            behind = behind[1:]
        if behind:
            return Line(first.page, words[:count], first.ocr), [Line(first.page, behind, first.ocr), *rest]
    return None
