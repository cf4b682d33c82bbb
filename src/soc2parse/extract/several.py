"""Several controls in one cell, and beside them their tests and results, each begun with the control's id.

"CC6.2.1 Access is revoked ... CC6.2.2 Accounts are created ..." | "CC6.2.1 Inspected ... CC6.2.2 Inspected ..." |
"CC6.2.1 No exceptions noted. CC6.2.2 Not tested.".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from soc2parse.extract.inline_ids import bare_id, named_by
from soc2parse.extract.printing import Printing, Trial, text_of
from soc2parse.language import control_ids, outcomes
from soc2parse.language.enumeration import split_enumerated
from soc2parse.layout.element import Line
from soc2parse.terms import Outcome

_ENDED = (".", ";", ":", "!", "?", ")")


@dataclass(frozen=True)
class Part:
    """What a cell says of one control: its id as printed and the lines behind it."""

    name: Line
    lines: list[Line]

    @property
    def id(self) -> str:
        """The id in the form in which ids are compared."""
        return control_ids.normal(bare_id(self.name.text))


def split_several(printings: Sequence[Printing]) -> list[Printing]:
    """The printings, those of several controls parted; the id in front of a test or a result is no word of it."""
    untested = [
        parts_by_id(printing.control) for printing in printings if not printing.control_id and not _cells(printing)
    ]
    fewest = 1 if any(len(parts) > 1 for parts in untested) else 2
    return [single for printing in printings for single in _singles(printing, fewest)]


def split_plain(printings: Sequence[Printing]) -> list[Printing]:
    """The untested printings parted where a line begins with a plain id of the report's own: "1.06: Roles are ..."."""
    ids = [bare_id(text_of(printing.control_id)) for printing in printings if printing.control_id]
    style = control_ids.like_plain(ids)
    known = set(ids)
    out: list[Printing] = []
    for printing in printings:
        out.append(printing)
        lines = [] if style is None or _cells(printing) else printing.control
        for above, line in pairwise(lines):
            match = style.match(line.text) if style and above.text.endswith(_ENDED) else None
            if match and match.group() not in known and len(line.words) > 1:
                start = lines.index(line)
                name, rest = Line(line.page, line.words[:1], line.ocr), Line(line.page, line.words[1:], line.ocr)
                out[-1].control = out[-1].control[: out[-1].control.index(line)]
                out.append(Printing(line.page, printing.heading, printing.listed, [name], [rest, *lines[start + 1 :]]))
    return out


def split_bullets(printings: Sequence[Printing]) -> list[Printing]:
    """The untested printings without ids parted where their cell is a list and nothing else: each item is a control.

    "Passwords are set as follows: • ... • ..." is one: words stand before its list.
    """
    out: list[Printing] = []
    for printing in printings:
        items = [] if printing.control_id or _cells(printing) else split_enumerated(printing.control)
        if len(items) < 2 or any(label is None or label.isalnum() or not lines for label, lines in items):
            out.append(printing)
        else:
            out += [Printing(lines[0].page, printing.heading, printing.listed, [], lines) for _, lines in items]
    return out


def _cells(printing: Printing) -> list[list[Line]]:
    return [cell for trial in printing.trials for cell in (trial.test, trial.result) if cell]


def _singles(printing: Printing, fewest: int) -> Iterator[Printing]:
    """`fewest`: how many ids part a cell without tests; one does beside cells with more."""
    own = parts_by_id([*printing.control_id, *printing.control])
    if not own or not _listed_by_id(printing, [part.id for part in own], fewest):
        yield printing
        return
    for part in own:
        alone = Printing(part.name.page, printing.heading, printing.listed, [part.name], part.lines)
        alone.trials = [_trial(trial, part.id, first=part is own[0]) for trial in printing.trials]
        yield alone


def _listed_by_id(printing: Printing, ids: Sequence[str], fewest: int) -> bool:
    """Whether tests or results begin with these ids and no other; what stands there once may be said of all."""
    cells = _cells(printing)
    if not cells:  # a type 1 has no tests
        return not printing.control_id and len(set(ids)) == len(ids) >= fewest
    parts = [parts_by_id(cell) for cell in cells]
    named = [part.id for cell in parts for part in cell]
    if not named or not set(named) <= set(ids) or len(set(ids)) < len(ids):
        return False
    shared = [cell for cell, listed in zip(cells, parts, strict=True) if not listed]
    return len(ids) == 1 or not any(_is_verdict_of_one(cell) for cell in shared)


def _is_verdict_of_one(cell: list[Line]) -> bool:
    kind = outcomes.classify(text_of(cell)).kind
    return kind is not None and kind is not Outcome.NO_EXCEPTION


def _trial(trial: Trial, name: str, *, first: bool) -> Trial:
    response = trial.response if first else []
    return replace(trial, test=_said_of(trial.test, name), result=_said_of(trial.result, name), response=response)


def _said_of(cell: list[Line], name: str) -> list[Line]:
    parts = parts_by_id(cell)
    return [line for part in parts if part.id == name for line in part.lines] if parts else cell


def parts_by_id(cell: Sequence[Line]) -> list[Part]:
    """The parts of a cell that begins with an id, each with words of its own; none where it begins otherwise."""
    parts: list[Part] = []
    for i, line in enumerate(cell):
        begins = i == 0 or cell[i - 1].text.endswith(_ENDED) or _is_marked(parts, line)
        named = named_by(cell[i : i + 2]) if begins else None
        if named is not None:
            name, behind = named
            parts.append(Part(name, [] if len(name.words) == len(line.words) else behind[:1]))
        elif not parts:
            return []
        else:
            parts[-1].lines.append(line)
    return parts if all(part.lines for part in parts) else []


def _is_marked(parts: Sequence[Part], line: Line) -> bool:
    """Whether a line begins as the first part did, with a word and its colon: "CA-3.2: ... CA-3.3: ..."."""
    return bool(parts) and parts[0].name.text.endswith(":") and line.words[0].text.endswith(":")
