"""Entries of a list, however it is printed: bullets, numbers, paragraphs, one table row or one bulleted cell each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from soc2parse.extract.entry import Entry, ListWording
from soc2parse.extract.listing_table import read_table
from soc2parse.extract.pieces import BULLET, LED, lines_holding, pieces
from soc2parse.language.cited import leading_criteria, only_criteria, take_criteria
from soc2parse.language.enumeration import split_text
from soc2parse.language.sentences import sentences
from soc2parse.layout.element import Block, BlockKind, Line, Table
from soc2parse.sections import Element

_DEEPER = 6.0  # points to the right that make an item one of the item above
_LABEL_WORDS = 10
_LINKED = re.compile(r"([;,]) (?:and|or) (?=\(?[a-z\d]{1,4}[.)]\s)")
_LINK = re.compile(r"[;,]?(?:\s+(?:and|or))?\s*$")
_CRITERION = re.compile(r"The entity(?:'s|’s)? ", re.IGNORECASE)
"""How the criteria themselves begin: they head the controls under them."""


def read_list(elements: Iterable[Element], wording: ListWording) -> tuple[Entry, ...]:
    """The entries under a heading in order, up to where a list of another nature begins.

    Paragraphs that only may be entries count where nothing else is listed.
    """
    reader = _Reader(wording)
    held = tuple(elements)
    for index, element in enumerate(held):
        if isinstance(element, Table):
            if wording.is_foreign_table(element):
                break
            reader.table(element)
        elif element.kind is BlockKind.HEADING:
            reader.heading(element)
        elif element.kind is BlockKind.ITEM:
            reader.item(element, held[index + 1] if index + 1 < len(held) else None)
        elif not reader.paragraph(element, held[index + 1] if index + 1 < len(held) else None):
            break
    return reader.result()


@dataclass
class _Reader:
    """What goes on from element to element while a list is read."""

    wording: ListWording
    entries: list[Entry] = field(default_factory=list)
    loose: set[int] = field(default_factory=set)
    listed: bool = False
    identifier: str | None = None
    stem: str | None = None
    group: str | None = None
    criteria: tuple[str, ...] = ()
    opened: bool = False
    outer: list[tuple[Block, str | None, str | None, tuple[str, ...]]] = field(default_factory=list)

    def result(self) -> tuple[Entry, ...]:
        """The entries; where only paragraphs are, those that may be some among those that are."""
        if self.listed:
            return tuple(entry for index, entry in enumerate(self.entries) if index not in self.loose)
        return tuple(self.entries)

    def heading(self, block: Block) -> None:
        """A heading between entries is their group, or carries the identifier of the next."""
        self.identifier, _ = self.wording.take_identifier(f"{block.text} x")
        self.group, self.stem, self.criteria = block.text, None, _cited(block.text)
        self.opened = bool(self.criteria)  # "CC6.1 - Logical access"
        self.outer.clear()

    def table(self, table: Table) -> None:
        """A table's rows are entries."""
        found = list(read_table(table, self.wording, self.stem, self.group))
        self.listed = self.listed or bool(found)
        self.entries.extend(found)

    def item(self, block: Block, following: Element | None) -> None:
        """A list item: an entry, the stem of the items below it, or their label."""
        while self.outer and _beside(block, self.outer[-1][0]):
            _, self.stem, self.group, self.criteria = self.outer.pop()
        text = block.text.strip()
        if self._holds(block, following) and (text.endswith((":", "\u2013", "-")) or _is_short(text)):
            self.outer.append((block, self.stem, self.group, self.criteria))
            stem = self.wording.stem_of(text)
            if stem:
                self.stem = stem
            else:
                self.group, self.criteria = text, leading_criteria(text) or self.criteria
            return
        self.listed = True
        parts = self._several(block)
        for part in parts:
            self._add(part, lines_holding(part, block.lines), None)
        if parts:
            return
        marked, _ = self.wording.take_identifier(f"{block.marker} x" if block.marker else "")
        for piece, lines in _split_block(block):
            self._add(piece, lines, marked)

    def _holds(self, block: Block, following: Element | None) -> bool:
        """Whether the items behind an item are its own, and not those of the list that holds it."""
        if not _has_children(block, following) or not isinstance(following, Block):
            return False
        return not any(_beside(following, outer[0]) for outer in self.outer)

    def paragraph(self, block: Block, following: Element | None) -> bool:
        """Body text: an introduction, a stem, a label, entries of their own; False where another list begins."""
        text = block.text.strip()
        if self.entries and self.wording.is_foreign(text):
            return False
        if self._continues(text):
            self._extend(block)
            return True
        cited = only_criteria(text)
        if cited and self.entries and not self.entries[-1].criteria and not text.endswith(":"):
            self.entries[-1] = replace(self.entries[-1], criteria=cited)
            return True
        if self._is_led(text, following):
            self._add(text, block.lines, None)
            return True
        counted = counted_within(text)
        named = self._named(text)
        if counted or len(named) > 1:
            self.stem = self.wording.stem_of(counted[0]) if counted else None
            for part in counted[1:] or named:
                self._add(part, lines_holding(part, block.lines), None)
            return True
        stem = self.wording.stem_of(text)
        headed = leading_criteria(text) and not self.wording.is_entry(take_criteria(text)[0])
        if stem is None and (cited or headed or _is_label(text)):
            self.group, self.criteria = text.rstrip(" :"), leading_criteria(text) or cited
            self.stem, self.opened = None, text.endswith(":")
            return True
        if stem or text.endswith(":"):
            self.stem, self.opened = stem, True
            return True
        self._body(block, text)
        return True

    def _is_led(self, text: str, following: Element | None) -> bool:
        """Whether a paragraph is an entry behind its criterion: "CC6.4 - Access to the suites is by badge." """
        if not LED.match(text) or not text.endswith((".", ";")) or _CRITERION.match(take_criteria(text)[0]):
            return False
        if isinstance(following, Table):
            return False
        if following is None or following.kind is BlockKind.HEADING:
            return True
        return following.kind is BlockKind.PARAGRAPH and (
            LED.match(following.text) is not None or not self.wording.is_entry(following.text)
        )

    def _body(self, block: Block, printed: str) -> None:
        marked, text = self.wording.take_identifier(printed)
        self.identifier = marked or self.identifier
        introduction = self.wording.is_introduction(text)
        if (marked or self.wording.is_entry(text)) and not introduction:
            parts = self.wording.split(text)
            if len(parts) > 1:
                for part in parts:
                    self._add(part, lines_holding(part, block.lines), None)
            else:
                self._add(text, block.lines, None)
            return
        if introduction:
            self.opened = False
            for part in self.wording.split(text)[1:]:
                if self.wording.is_entry(part) and not self.wording.is_introduction(part):
                    self._add_loose(part, lines_holding(part, block.lines))
            return
        split = pieces(block.lines)
        if len(split) > 1 and BULLET.match(split[1][1][0].text):
            for piece, lines in split:
                if not (self.wording.is_introduction(piece) or piece.endswith(":")):
                    self._add(piece, lines, None)
        elif self.opened or self.wording.may_be_entry(text):
            self._add_loose(text, block.lines)

    def _several(self, block: Block) -> list[str]:
        """The entries that run on behind an item's mark: "(1) drivers lock ...; (2) ...", "CUEC 1: ... CUEC 2: ..."."""
        marked = f"{block.marker} {block.text}" if block.marker else ""
        named = self._named(marked)
        return list(counted_within(f"The following: {marked}")[1:]) or (named if len(named) > 1 else [])

    def _named(self, text: str) -> list[str]:
        """The entries of a paragraph that names each: "CUEC 1: Customers ... CUEC 2: ..."."""
        parts: list[str] = []
        for sentence in sentences(text):
            if self.wording.take_identifier(sentence)[0]:
                parts.append(sentence)
            elif not parts:
                return []
            else:
                parts[-1] = f"{parts[-1]} {sentence}"
        return parts

    def _add(self, text: str, lines: tuple[Line, ...], identifier: str | None) -> None:
        entry = self._entry(text, lines, identifier)
        if entry.text:
            self.entries.append(entry)

    def _add_loose(self, text: str, lines: tuple[Line, ...]) -> None:
        self.loose.add(len(self.entries))
        self.entries.append(self._entry(text, lines, None))

    def _entry(self, text: str, lines: tuple[Line, ...], identifier: str | None) -> Entry:
        printed, text = self.wording.take_identifier(text)
        text, cited = take_criteria(text)
        headed, self.identifier = self.identifier, None
        return Entry(
            text=text,
            lines=lines,
            criteria=cited or self.criteria,
            id=identifier or printed or headed,
            stem=self.stem,
            group=self.group,
        )

    def _continues(self, text: str) -> bool:
        if not self.entries or not text[:1].islower():
            return False
        return not self.entries[-1].text.rstrip().endswith((".", ";", ":", "!"))

    def _extend(self, block: Block) -> None:
        last = self.entries[-1]
        text, cited = take_criteria(f"{last.text} {block.text}")
        self.entries[-1] = replace(last, text=text, lines=last.lines + block.lines, criteria=cited or last.criteria)


def counted_within(text: str) -> tuple[str, ...]:
    """The opening and the items of a list within a paragraph: "Clients are responsible for: (a) ...; (b) ..."."""
    found = split_text(_LINKED.sub(r"\1 ", text))
    if len(found) < 3 or found[0][0] is not None or not found[0][1].endswith(":"):
        return ()
    items = [_LINK.sub("", part) for label, part in found[1:] if label and label.isalnum()]
    return (found[0][1], *items) if len(items) == len(found) - 1 and all(len(i.split()) > 2 for i in items) else ()


def _has_children(block: Block, following: Element | None) -> bool:
    if not isinstance(following, Block) or following.kind is not BlockKind.ITEM:
        return False
    if following.indent > block.indent + _DEEPER:
        return True
    return following.indent > block.indent - _DEEPER and _kind(following.marker) != _kind(block.marker)


def _beside(block: Block, outer: Block) -> bool:
    """Whether an item stands on the level of an outer one, or left of it."""
    if block.indent < outer.indent - _DEEPER:
        return True
    return block.indent < outer.indent + _DEEPER and _kind(block.marker) == _kind(outer.marker)


def _kind(marker: str | None) -> str:
    if not marker:
        return ""
    letters = marker.strip("().:[]")
    if letters.isdigit():
        return "1"
    return "a" if letters.isalpha() and len(letters) <= 4 and letters != "o" else letters


def _is_label(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= _LABEL_WORDS
        and not text.rstrip().endswith((".", ";", ","))
        and text[:1].isupper()
        and ((text.rstrip().endswith(":") and len(words) <= 6) or all(w[:1].isupper() or len(w) <= 3 for w in words))
    )


def _cited(text: str) -> tuple[str, ...]:
    """The criteria of a heading: "CC6 - Logical access", "Logical access (CC6.1, CC6.2)"."""
    return leading_criteria(text) or only_criteria(text) or take_criteria(text)[1]


def _is_short(text: str) -> bool:
    """A few words without an end mark: over items below it a label, whatever its letters."""
    return len(text.split()) <= _LABEL_WORDS - 4 and not text.endswith((".", ";", ",", ")"))


def _split_block(block: Block) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """A block that holds more than one bullet is as many entries."""
    more = [line for line in block.lines[1:] if BULLET.match(line.text)]
    if not more or not block.marker or not BULLET.match(block.marker + " "):
        return ((block.text, block.lines),)
    return pieces(block.lines)
