"""Printings -> controls: one record a control, however often it is printed, with all its criteria and places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from soc2parse.criteria import ALL_IDS, order_of
from soc2parse.extract.found import error, sources_of
from soc2parse.extract.inline_ids import bare_id
from soc2parse.extract.printing import Printing
from soc2parse.language import control_ids
from soc2parse.layout.element import Line
from soc2parse.report import Control, Issue, normal_id

_LETTERS = re.compile(r"[^a-z0-9]+")
_ALIKE = 0.75
_NUMBERED = re.compile(r"(CC|PI|A|C|P)[ .-]?(\d)\.(\d{1,2})(?:\s?[-._#/:(]\s?\w|[a-z]\b|$)")


@dataclass
class _Known:
    """A control while its printings are gathered."""

    id: str | None
    text: str
    criteria: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Controls:
    """The controls of a report, and which of them each printing is of."""

    records: tuple[Control, ...]
    index: Mapping[int, int]
    """id() of a printing -> position in `records`."""

    @classmethod
    def of(cls, printings: Sequence[Printing], listed: Mapping[str, Sequence[str]]) -> Controls:
        """Gather the printings; `listed` are criteria by normalized control id from a mapping matrix or list."""
        known: list[_Known] = []
        by_key: dict[str, list[int]] = {}
        index: dict[int, int] = {}
        for printing in printings:
            control_id = bare_id(control_ids.join([line.text for line in printing.control_id])) or None
            text = printing.control_text
            position = _find(by_key, known, control_id, text)
            if position is None:
                position = len(known)
                known.append(_Known(control_id, text))
                by_key.setdefault(_key(control_id, text), []).append(position)
            entry = known[position]
            entry.text = text if _goes_on(entry.text, text) else entry.text
            entry.criteria = list(dict.fromkeys((*entry.criteria, *printing.listed, *printing.heading)))
            entry.lines += printing.lines
            index[id(printing)] = position
        return cls(tuple(_record(entry, listed) for entry in known), index)

    def of_printing(self, printing: Printing) -> Control:
        """The control that this is a printing of."""
        return self.records[self.index[id(printing)]]


def _key(control_id: str | None, text: str) -> str:
    return f"id:{normal_id(control_id)}" if control_id else f"text:{_LETTERS.sub('', text.casefold())}"


def _find(by_key: dict[str, list[int]], known: Sequence[_Known], control_id: str | None, text: str) -> int | None:
    """The control that this printing repeats. Numbers that begin again under each criterion name other controls."""
    for position in by_key.get(_key(control_id, text), []):
        if not control_id or not text or not known[position].text or _alike(known[position].text, text):
            return position
    return None


def _goes_on(one: str, other: str) -> bool:
    """Whether a text is another one's beginning: a mapping prints "Passwords are set as follows:" and no more."""
    return len(other) > len(one) and other.startswith(one.rstrip(" .:"))


def _alike(one: str, other: str) -> bool:
    if one == other or _goes_on(one, other) or _goes_on(other, one):
        return True
    a, b = _LETTERS.sub(" ", one.casefold()).split(), _LETTERS.sub(" ", other.casefold()).split()
    return share_words(a, b, _ALIKE)


def share_words(one: Sequence[str], other: Sequence[str], least: float) -> bool:
    """Whether two texts have so much of their words in common, in one order; the cheap upper bounds first."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= least for bound in bounds)


def _record(entry: _Known, listed: Mapping[str, Sequence[str]]) -> Control:
    criteria = list(entry.criteria)
    if entry.id:
        criteria += [c for c in listed.get(normal_id(entry.id), ()) if c not in criteria]
        if not criteria:
            criteria = list(criterion_in(entry.id))
    return Control(
        id=entry.id,
        text=entry.text,
        criteria=tuple(sorted(criteria, key=order_of)),
        sources=sources_of(entry.lines),
    )


def criterion_in(control_id: str) -> tuple[str, ...]:
    """The criterion that a control's number is built on: "CC6.1.2", "CC6.1 #2" and "CC 6.1 - 2" on CC6.1."""
    match = _NUMBERED.match(control_id)
    criterion = f"{match[1]}{match[2]}.{match[3]}" if match else ""
    return (criterion,) if criterion in ALL_IDS else ()


def together(records: Sequence[Control]) -> Iterator[Issue]:
    """A control with several ids ("CA-60 CA-61") is several controls whose rows were not told apart."""
    for record in records:
        if record.id and len(control_ids.listed(record.id)) > 1:
            page = record.sources[0].page
            message = f"The controls {record.id} on page {page} were read as one: their rows could not be told apart."
            yield error("controls_together", "controls", message, page)
