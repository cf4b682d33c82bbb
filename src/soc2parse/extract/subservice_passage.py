"""The description's part on subservice organizations: who they are, and the controls expected of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from soc2parse.extract.entry import Entry, ListWording
from soc2parse.extract.listing import read_list
from soc2parse.extract.listing_table import columns_of, read_table
from soc2parse.extract.pieces import lines_holding
from soc2parse.extract.subservice_parties import Mention, Standing
from soc2parse.language import cuecs as users
from soc2parse.language import subservice as wording
from soc2parse.language.list_columns import ListColumn
from soc2parse.language.plain import plain
from soc2parse.language.providers import (
    Provider,
    provider_at_end,
    provider_of,
    providers_called,
    providers_described,
    providers_used,
)
from soc2parse.language.sentences import sentences
from soc2parse.language.topics import TopicKind, is_group, topic_of
from soc2parse.layout.element import Block, BlockKind, Row, Table
from soc2parse.sections import Element


class _Nature(StrEnum):
    """What the list at hand is about."""

    ORGANIZATIONS = "organizations"
    CONTROLS = "controls"
    MONITORING = "monitoring"


@dataclass(frozen=True)
class Expected:
    """A control expected of the organization that `at` names (None: of whoever the report relies on)."""

    entry: Entry
    at: str | None


@dataclass
class Reading:
    """What a part of the description says about subservice organizations."""

    mentions: list[Mention] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)


def read_passage(title: str, heading: Block | None, elements: Iterable[Element], known: Iterable[str]) -> Reading:
    """Who and what stands under a heading on subservice organizations; `known` are names met before."""
    reader = _Reader(title, heading, set(known))
    held = tuple(elements)
    for index, element in enumerate(held):
        if isinstance(element, Table):
            reader.table(element)
        elif element.kind is BlockKind.HEADING:
            if reader.leaves(element.text):
                break
            reader.heading(element, held[index + 1] if index + 1 < len(held) else None)
        elif element.kind is BlockKind.ITEM:
            reader.item(element)
        else:
            reader.paragraph(element, held[index + 1] if index + 1 < len(held) else None)
    reader.close()
    return reader.reading


def read_organizations(table: Table) -> Iterator[Mention]:
    """The organizations of a table with a column for them."""
    columns, start = columns_of(table)
    if ListColumn.ORGANIZATION not in columns:
        return
    last: Mention | None = None
    for row in table.rows[start:]:
        cell = row.cell(columns[ListColumn.ORGANIZATION])
        name = cell.text.strip() if cell else ""
        services = _words(row, columns.get(ListColumn.SERVICES))
        if not cell or not name or (cell.span > 1 and len(row.cells) == 1):
            continue
        for provider in _named_in_cell(name):
            method = wording.stated_methods(_words(row, columns.get(ListColumn.METHOD)) or name).one
            filled = replace(provider, services=services or provider.services)
            lines = tuple(line for other in row.cells for line in other.lines) if services else cell.lines
            last = Mention(filled, lines, Standing.TABLE if services else Standing.CONTROLS, method)
            yield last


class _Reader:
    """What goes on from element to element of the part."""

    def __init__(self, title: str, block: Block | None, known: set[str]) -> None:
        self.reading = Reading()
        self.known = known
        self.nature = _Nature.CONTROLS if wording.is_controls_heading(title) else _Nature.ORGANIZATIONS
        self.at: str | None = None
        self.carried: str | None = None
        self.held: list[Element] = []
        self.at = self._at(title)
        if self.at is None and block is not None and self.nature is _Nature.CONTROLS:
            self.at = self._new_at(title, block)

    def leaves(self, heading: str) -> bool:
        """Whether a heading opens another matter."""
        if wording.is_subservice_heading(heading) or wording.is_controls_heading(heading) or is_group(heading):
            return False
        if users.heading_kind(heading):
            return True
        kind = topic_of(heading)
        return kind is not None and kind not in (TopicKind.OTHER, TopicKind.SERVICES)

    def heading(self, block: Block, following: Element | None) -> None:
        """A lower heading: an organization, the controls, or a group of them."""
        text = block.text
        named = self._at(text)
        provider = provider_of(text)
        if wording.is_controls_heading(text):
            self._turn(_Nature.CONTROLS, named or self._new_at(text, block) or self.at)
        elif re.search(r"\bmonitor|\boversight|\bmanagement of\b", text, re.IGNORECASE):
            self._turn(_Nature.MONITORING, None)
        elif wording.is_subservice_heading(text) and not named:
            self._turn(_Nature.ORGANIZATIONS, None)
        elif named:
            self._turn(self.nature if self.nature is _Nature.CONTROLS else _Nature.ORGANIZATIONS, named)
            if provider:
                self._mention(provider, block, Standing.HEADING, wording.stated_methods(text).one)
        elif provider and self.nature is _Nature.ORGANIZATIONS and _describes(following, provider):
            self._mention(provider, block, Standing.HEADING, wording.stated_methods(text).one)
            self._turn(_Nature.ORGANIZATIONS, provider.name)
        else:
            self.held.append(block)

    def table(self, table: Table) -> None:
        """A table: of organizations, of controls, or of both."""
        columns, _ = columns_of(table)
        if ListColumn.RESULT in columns:
            return
        found = list(read_organizations(table))
        self.reading.mentions += found
        self.known |= {name for m in found for name in (m.provider.name, *m.provider.aliases) if name}
        text_named = ListColumn.TEXT in columns or (self.carried is not None and ListColumn.CRITERIA in columns)
        if ListColumn.ORGANIZATION in columns and found:
            self.carried = found[-1].provider.name
        if (
            text_named
            or (self.nature is _Nature.CONTROLS and ListColumn.ORGANIZATION not in columns)
            or (
                ListColumn.ORGANIZATION in columns
                and ListColumn.CRITERIA in columns
                and self.nature is _Nature.CONTROLS
            )
        ):
            for entry in read_table(table, _WORDING, None, None):
                self._expect(entry)

    def item(self, block: Block) -> None:
        """A list item: an organization or a control, by what the list is about."""
        if self.nature is _Nature.MONITORING:
            return
        if self.nature is _Nature.ORGANIZATIONS:
            provider = provider_of(block.text)
            if provider and provider.name and not users.is_duty(block.text):
                self._mention(provider, block, Standing.LIST, wording.stated_methods(block.text).one)
                return
        self.held.append(block)

    def paragraph(self, block: Block, following: Element | None) -> None:
        """Body text: it names organizations, or introduces a list and so tells what the list is about."""
        text = block.text
        for mention in mentions_in(block, everywhere=True):
            self._mention(mention.provider, block, mention.standing, mention.method)
        if self.nature is _Nature.ORGANIZATIONS and not wording.is_no_evidence(text):
            for provider in providers_described(sentences(text)[0] if text else ""):
                self._mention(provider, block, Standing.DESCRIPTION, None)
        opens = text.rstrip().endswith(":") or isinstance(following, Table) or _is_item(following)
        if opens and not _continues_list(text):
            nature = _nature_of(text) or self.nature
            named = self._at(sentences(text)[-1]) or self._at(text)
            if nature is not self.nature or (named and named != self.at):
                self._turn(nature, named or self.at)
            if nature is _Nature.CONTROLS:
                self.held.append(block)
            return
        if self.nature is _Nature.CONTROLS:
            self.held.append(block)

    def close(self) -> None:
        """The end of the part: what is held back is read."""
        self._turn(self.nature, self.at)

    def _turn(self, nature: _Nature, at: str | None) -> None:
        """Read the list held so far, then go on with another."""
        if self.nature is not _Nature.MONITORING and any(_is_entry_like(e) for e in self.held):
            for entry in read_list(self.held, _WORDING):
                self._expect(entry)
        self.held = []
        if at != self.at or nature is not self.nature:
            self.carried = None
        self.nature, self.at = nature, at

    def _expect(self, entry: Entry) -> None:
        at = entry.organization or self._at(entry.group or "") or self.at or self._at(entry.text) or self.carried
        self.reading.expected.append(Expected(entry, at))

    def _mention(self, provider: Provider, block: Block, standing: Standing, method: object) -> None:
        lines = lines_holding(block.text, block.lines)
        chosen = wording.SubserviceMethod(method) if method else None
        self.reading.mentions.append(Mention(provider, lines, standing, chosen))
        self.known |= {name for name in (provider.name, *provider.aliases) if name}

    def _at(self, text: str) -> str | None:
        """The one known organization that a text names."""
        words = plain(text)
        found = [
            name
            for name in self.known
            if len(name) > 1 and re.search(rf"(?<![\w-]){re.escape(plain(name))}(?![\w-])", words)
        ]
        if not found:
            return None
        longest = max(found, key=len)
        others = [name for name in found if name not in longest and not self._one(name, longest)]
        return longest if not others else None

    def _new_at(self, heading: str, block: Block) -> str | None:
        """The organization that a heading on controls names for the first time."""
        provider = provider_at_end(heading)
        if provider is None or provider.name is None or wording.mentions_subservice(provider.name):
            return None
        self._mention(provider, block, Standing.CONTROLS, None)
        return provider.name

    def _one(self, name: str, other: str) -> bool:
        """Whether two known names were met as names of one organization."""
        return any({name, other} <= {m.provider.name, *m.provider.aliases} for m in self.reading.mentions)


def _describes(following: Element | None, provider: Provider) -> bool:
    """Whether what stands under a heading speaks of the organization that the heading seems to name."""
    if not isinstance(following, Block) or provider.name is None:
        return False
    first = plain(provider.name).split()[0]
    return first in plain(following.text) and bool(
        re.search(r"provid|host|deliver|uses\b|used\b|service", following.text)
    )


def mentions_in(block: Block, *, everywhere: bool) -> Iterator[Mention]:
    """The organizations that a paragraph's sentences name.

    `everywhere`: the paragraph is about subservice organizations, so that who is used is one; else only whom a sentence
    itself calls one.
    """
    for sentence in sentences(block.text):
        if wording.is_no_evidence(sentence) or wording.is_none(sentence):
            continue
        found = providers_called(sentence)
        used = providers_used(sentence) if everywhere or wording.mentions_subservice(sentence) else ()
        names = {provider.name for provider in used}
        for provider in (*used, *(p for p in found if p.name not in names)):
            if not everywhere and provider.name is None:
                continue
            yield Mention(provider, lines_holding(sentence, block.lines), Standing.DESCRIPTION)


_CONTROLS = re.compile(
    r"\bcontrols?\b[^.]*\b(?:expect|assum|responsib|implement|in place|complement|should|following|necessary|required|relied)|\b(?:is|are) (?:responsible for|expected to|required to)\b|\bcomplementary\b"
    r"|\b(?:expect|assum)\w*\b[^.]*\bcontrols?\b|\bcriteria\b[^.]*\b(?:intended|met|addressed)\b",
    re.IGNORECASE,
)
_MONITORING = re.compile(
    r"\b(?:monitor(?:s|ed|ing)?|oversight|due diligence|periodically reviews|reviews (?:the )?(?:quality|performance|soc)|obtains (?:and|the)|vendor management|evaluates?)\b",
    re.IGNORECASE,
)
_ORGANIZATIONS = re.compile(
    rf"\b(?:uses?|utili[sz]es?|following|relies|list|engages?|outsources?)\b[^.]*\b(?:{wording.SUB}|providers?|vendors?|third)",
    re.IGNORECASE,
)


def _nature_of(text: str) -> _Nature | None:
    """What the list behind a paragraph is about, by the paragraph's last sentences."""
    for sentence in reversed(sentences(plain(text))[-2:]):
        if _CONTROLS.search(sentence):
            return _Nature.CONTROLS
        if _MONITORING.search(sentence):
            return _Nature.MONITORING
        if _ORGANIZATIONS.search(sentence):
            return _Nature.ORGANIZATIONS
    return None


def _continues_list(text: str) -> bool:
    return text[:1].islower()


def _is_item(element: Element | None) -> bool:
    return isinstance(element, Block) and element.kind is BlockKind.ITEM


def _is_entry_like(element: Element) -> bool:
    return isinstance(element, Block) and element.kind is not BlockKind.HEADING


def _named_in_cell(text: str) -> tuple[Provider, ...]:
    """The organization of a cell, or those of "AWS, Azure"; placeholders like "All" name none."""
    if re.fullmatch(r"(?:all|both|each|various|n/?a|none|not applicable|-|\W*)(?: .*)?", text.strip(), re.IGNORECASE):
        return ()
    provider = provider_of(text)
    if provider:
        parts = [
            provider_of(part)
            for part in re.split(r"\s*(?:/|;|,(?! ?(?:Inc|LLC|Ltd|Corp|L\.))|\band\b|&(?= [A-Z]))\s*", text)
        ]
        whole = provider.name and len(provider.name) >= len(text.strip())
        if len(parts) > 1 and all(parts) and len(text) < 90 and "(" not in text and not whole:
            return tuple(part for part in parts if part)
        return (provider,)
    return (Provider(text),) if len(text.split()) <= 6 and text[:1].isalnum() else ()


def _words(row: Row, column: int | None) -> str | None:
    cell = row.cell(column) if column is not None else None
    return (cell.text.strip() or None) if cell else None


_DUTY = re.compile(
    rf"^(?:the |each |all )?(?:(?-i:[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){{0,5}})|{wording.SUB}[- ]?(?:organi[sz]ations?|providers?)|(?:cloud |hosting )?(?:service )?providers?)(?: management| personnel)? (?:(?:is|are) (?:responsible|expected|required)|should|must|shall|will)\b",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    rf"\bcomplementary {wording.SUB}|\bassumption|\bassumed\b|\bcover only a portion\b|\bnot feasible\b|\bin conjunction\b|\bcomprehensive\b|\b(?:following|below|listed|described|above|these)\b"
    rf"|\bmonitors?\b|\bdoes not (?:include|extend)|\bexclude|\bcarve|\binclusive method|\buses?\b[^.]*\b{wording.SUB}|\breviews?\b[^.]*\breports?\b|^(?:the )?(?:company|organi[sz]ation|(?-i:[A-Z]\w+))(?:'s)? (?:uses|utili[sz]es|relies|has|monitors|reviews|management)",
    re.IGNORECASE,
)


def _is_introduction(text: str) -> bool:
    return bool(_INTRODUCTION.search(plain(text))) or wording.is_none(text) or wording.is_bare_none(text)


def _no_stem(text: str) -> str | None:
    return text if text.rstrip().endswith(":") and _DUTY.match(plain(text)) else None


_WORDING = ListWording(
    is_entry=lambda text: bool(_DUTY.match(plain(text))),
    may_be_entry=users.is_demand,
    is_introduction=_is_introduction,
    is_foreign=lambda text: users.heading_kind(text) is not None,
    is_foreign_table=lambda table: ListColumn.RESULT in columns_of(table)[0],
    stem_of=_no_stem,
    split=lambda text: (text,),
    take_identifier=users.take_identifier,
)
