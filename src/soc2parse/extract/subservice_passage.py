"""The description's part on subservice organizations: who they are, and the controls expected of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from soc2parse.extract.entry import Entry, ListWording
from soc2parse.extract.listing import counted_within, read_list
from soc2parse.extract.listing_table import columns_of, read_table
from soc2parse.extract.matrix import MARK
from soc2parse.extract.pieces import lines_holding
from soc2parse.extract.subservice_parties import Mention, Standing
from soc2parse.extract.subservice_table import read_organizations
from soc2parse.language import cuecs as users
from soc2parse.language import subservice as wording
from soc2parse.language.cited import only_criteria, take_criteria
from soc2parse.language.expected_controls import (
    ListNature,
    duty_stem,
    is_introduction,
    is_monitoring_heading,
    is_provider_duty,
    list_nature,
    speaks_of,
)
from soc2parse.language.list_columns import ListColumn, list_column
from soc2parse.language.plain import plain
from soc2parse.language.provider_sentences import (
    providers_at_end,
    providers_bound,
    providers_called,
    providers_described,
    providers_used,
)
from soc2parse.language.providers import Provider, behind_label, has_legal_form, provider_of
from soc2parse.language.sentences import sentences
from soc2parse.language.topics import TopicKind, is_group, topic_of
from soc2parse.layout.element import Block, BlockKind, Table
from soc2parse.sections import Element
from soc2parse.terms import SubserviceMethod


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


# Below an organization's heading: "Services Provided: Hosting of servers".
_SERVES = re.compile(
    r"(?:services?(?: provided)?|functions?|roles?|purpose)\s*:\s*(?P<services>\S.{2,160}?)(?=\s+[A-Z][a-z]+:|$)",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND = re.compile(r"\s*[(\[]([^()\[\]]{2,80})[)\]]\.?$")


class _Reader:
    """What goes on from element to element of the part."""

    def __init__(self, title: str, block: Block | None, known: set[str]) -> None:
        self.reading = Reading()
        self.known = known
        self.nature = ListNature.CONTROLS if wording.is_controls_heading(title) else ListNature.ORGANIZATIONS
        self.at: str | None = None
        self.carried: str | None = None
        self.lister: str | None = None  # the organization that an item of the list named last
        self.held: list[Element] = []
        self.method: SubserviceMethod | None = None  # what a heading says of all who stand under it
        self.at = self._at(title)
        if self.at is None and block is not None and self.nature is ListNature.CONTROLS:
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
        self.method = wording.stated_methods(text).one or (self.method if named else None)
        if wording.is_controls_heading(text):
            self._turn(ListNature.CONTROLS, named or self._new_at(text, block) or self.at)
        elif provider and behind_label(text):
            self._mention(provider, block, Standing.HEADING, wording.stated_methods(text).one)
            self._turn(ListNature.ORGANIZATIONS, provider.name)
        elif is_monitoring_heading(text):
            self._turn(ListNature.MONITORING, None)
        elif wording.is_subservice_heading(text) and not named:
            self._turn(ListNature.ORGANIZATIONS, None)
        elif named:
            self._turn(self.nature if self.nature is ListNature.CONTROLS else ListNature.ORGANIZATIONS, named)
            if provider:
                self._mention(provider, block, Standing.HEADING, wording.stated_methods(text).one)
        elif provider and self.nature is ListNature.ORGANIZATIONS and _is_listed(provider, following):
            self._mention(provider, block, Standing.HEADING, wording.stated_methods(text).one)
            self._turn(ListNature.ORGANIZATIONS, provider.name)
        elif provider and _is_told_of(provider, following) and self._parts_controls(provider, text):
            self._mention(provider, block, Standing.HEADING, wording.stated_methods(text).one)
            self.lister = provider.name
            self._turn(ListNature.CONTROLS, provider.name)
        else:
            self.held.append(block)

    def _parts_controls(self, provider: Provider, heading: str) -> bool:
        """Whether a heading says whose the next controls are: "Cirrus Cloud, Inc. (hosting)", then "Postly (mail)"."""
        if has_legal_form(provider.name or ""):
            return True
        return self.lister is not None and provider.services is not None and not take_criteria(heading)[1]

    def table(self, table: Table) -> None:
        """A table: of organizations, of controls, or of both."""
        columns, _ = columns_of(table)
        if ListColumn.RESULT in columns:
            return
        named = ListColumn.ORGANIZATION in columns
        lists = ListColumn.TEXT in columns or (self.carried is not None and ListColumn.CRITERIA in columns)
        if self.nature is ListNature.CONTROLS:
            lists = lists or not named or ListColumn.CRITERIA in columns
        if by_column := self._columns_of_names(table):
            self._matrix(table, by_column)
            return
        found = list(read_organizations(table))
        self.reading.mentions += found
        self.known |= {name for m in found for name in (m.provider.name, *m.provider.aliases) if name}
        if found:
            self.carried = found[-1].provider.name
        elif lists and self.at is None and not self.known:
            self._named_by_header(table)
        if lists:
            before, headed = self.at, self._headed(table)
            self.at = headed or before
            for entry in read_table(table, _WORDING, None, None):
                self._expect(entry)
            self.at = before if headed else self.at

    def _columns_of_names(self, table: Table) -> dict[int, str]:
        """The columns that are headed with organizations: "Criteria | Cirrus Cloud, Inc. | Postly"."""
        heads = {cell.column: cell.text.strip() for cell in table.rows[0].cells}
        criteria = any(list_column(text) is ListColumn.CRITERIA for text in heads.values())
        named = {column: text for column, text in heads.items() if text in self.known}
        texts = sum(list_column(text) is ListColumn.TEXT for column, text in heads.items() if column not in named)
        return named if criteria and len(named) == len(heads) - 1 - min(texts, 1) else {}

    def _matrix(self, table: Table, by_column: dict[int, str]) -> None:
        """Each organization's controls in its column, or a mark there beside the control."""
        for row in table.rows[1:]:
            criteria = next((found for cell in row.cells if (found := only_criteria(cell.text))), ())
            others = [cell for cell in row.cells if cell.column not in by_column and not only_criteria(cell.text)]
            for cell in row.cells:
                if cell.column in by_column and (not others or MARK.fullmatch(cell.text.strip())):
                    told = others[0] if others else cell
                    entry = Entry(text=told.text, lines=told.lines, criteria=criteria)
                    self.reading.expected.append(Expected(entry, by_column[cell.column]))

    def _headed(self, table: Table) -> str | None:
        """The one known organization that the header of a table names: "Controls Expected to be Implemented by X"."""
        heads = (cell.text for row in table.rows[: max(table.header, 1)] for cell in row.cells)
        named = {name for text in heads if len(text.split()) > 2 and (name := self._at(text))}
        return named.pop() if len(named) == 1 else None

    def _named_by_header(self, table: Table) -> None:
        """ "Controls Expected to be Implemented by Cirrus Cloud" over a column."""
        for row in table.rows[: max(table.header, 1)]:
            for cell in row.cells:
                if wording.is_controls_heading(cell.text):
                    self.at = self._new_at(cell.text, Block(BlockKind.HEADING, cell.lines))

    def item(self, block: Block) -> None:
        """A list item: an organization or a control, by what the list is about.

        "Power and cooling are redundant. (A1.2)" is a control, also below "Cirrus Cloud, Inc. - hosting" in one list.
        """
        if self.nature is ListNature.MONITORING:
            return
        text, cited = take_criteria(block.text)
        control = bool(cited) and text.endswith((".", ";"))
        provider = None if control or users.is_duty(text) else provider_of(block.text)
        if provider and provider.name and self._lists(provider):
            self._mention(provider, block, Standing.LIST, wording.stated_methods(block.text).one)
            self.lister = provider.name
            self._turn(self.nature, provider.name if self.nature is ListNature.CONTROLS else self.at)
            return
        if control and self.nature is ListNature.ORGANIZATIONS:
            self._turn(ListNature.CONTROLS, self.lister or self.at)
        self.held.append(block)

    def _lists(self, provider: Provider) -> bool:
        """Whether an item that begins with a name lists an organization, not a control of one."""
        if self.nature is ListNature.ORGANIZATIONS:
            return True
        return self.lister is not None and has_legal_form(provider.name or "")

    def paragraph(self, block: Block, following: Element | None) -> None:
        """Body text: it names organizations, or introduces a list and so tells what the list is about."""
        text = block.text
        if (told := _SERVES.match(text)) and self.reading.mentions:
            last = self.reading.mentions[-1]
            if last.provider.name == self.at and last.provider.services is None:
                provider = replace(last.provider, services=told["services"].rstrip(". "))
                self.reading.mentions[-1] = replace(last, provider=provider)
        for mention in mentions_in(block, everywhere=True):
            self._mention(mention.provider, block, mention.standing, mention.method)
        if self.nature is ListNature.ORGANIZATIONS and not wording.is_no_evidence(text):
            for provider in providers_described(sentences(text)[0] if text else ""):
                self._mention(provider, block, Standing.DESCRIPTION, None)
        if counted := counted_within(text):
            self._turn(list_nature(counted[0]) or self.nature, self._at(sentences(counted[0])[-1]) or self.at)
            self.held.append(block)
            return
        opens = text.rstrip().endswith(":") or isinstance(following, Table) or _is_item(following)
        if opens and not _continues_list(text):
            nature = list_nature(text) or self.nature
            named = self._at(sentences(text)[-1]) or self._at(text)
            if nature is not self.nature or (named and named != self.at):
                self._turn(nature, named or self.at)
            if nature is ListNature.CONTROLS:
                self.held.append(block)
            return
        if self.nature is ListNature.CONTROLS:
            self.held.append(block)

    def close(self) -> None:
        """The end of the part: what is held back is read."""
        self._turn(self.nature, self.at)

    def _turn(self, nature: ListNature, at: str | None) -> None:
        """Read the list held so far, then go on with another."""
        if self.nature is not ListNature.MONITORING and any(_is_entry_like(e) for e in self.held):
            for entry in read_list(self.held, _WORDING):
                self._expect(entry)
        self.held = []
        if at != self.at or nature is not self.nature:
            self.carried = None
        self.nature, self.at = nature, at

    def _expect(self, entry: Entry) -> None:
        if (behind := _BEHIND.search(entry.text)) and self._names_only(behind[1]):
            self.reading.expected.append(Expected(replace(entry, text=entry.text[: behind.start()]), behind[1]))
            return
        at = entry.organization or self._at(entry.group or "") or self.at or self._subject(entry) or self.carried
        self.reading.expected.append(Expected(entry, at))

    def _names_only(self, text: str) -> bool:
        """Whether brackets behind a control hold nothing but organizations: "(Cirrus Cloud; Postly)"."""
        known = {plain(name).casefold().rstrip(".") for name in self.known}
        parted = (re.split(mark, plain(text).casefold()) for mark in (r";|/|\band\b", r";|/|,|\band\b"))
        return any(all(part.strip(" .") in known for part in parts) for parts in parted)

    def _subject(self, entry: Entry) -> str | None:
        """Whom an entry's own words bind: "Cirrus Cloud and Postly are responsible for ..."; they may be new."""
        bound = [p for p in providers_bound(entry.text) if p.name and not wording.mentions_subservice(p.name)]
        for provider in bound:
            if provider.name not in self.known:
                self.reading.mentions.append(Mention(provider, entry.lines, Standing.CONTROLS))
                self.known.add(provider.name or "")
        return ", ".join(p.name or "" for p in bound) or self._at(entry.text)

    def _mention(self, provider: Provider, block: Block, standing: Standing, method: SubserviceMethod | None) -> None:
        self.reading.mentions.append(Mention(provider, block.lines, standing, method or self.method))
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
        """The organizations that a heading on controls names for the first time; the one, where it is one."""
        found = [p for p in providers_at_end(heading) if p.name and not wording.mentions_subservice(p.name)]
        for provider in found:
            self._mention(provider, block, Standing.CONTROLS, None)
        return found[0].name if len(found) == 1 else None

    def _one(self, name: str, other: str) -> bool:
        """Whether two known names were met as names of one organization."""
        return any({name, other} <= {m.provider.name, *m.provider.aliases} for m in self.reading.mentions)


def mentions_in(block: Block, *, everywhere: bool) -> Iterator[Mention]:
    """The organizations that a paragraph's sentences name.

    `everywhere`: the paragraph is about subservice organizations, so that who is used is one; else only whom a sentence
    itself calls one.
    """
    whole = sentences(block.text)
    for sentence, following in zip(whole, (*whole[1:], ""), strict=True):
        if wording.is_no_evidence(sentence) or wording.is_none(sentence) or wording.denies_of_these(following):
            continue
        found = providers_called(sentence)
        used = providers_used(sentence) if everywhere or wording.mentions_subservice(sentence) else ()
        names = {provider.name for provider in used}
        for provider in (*used, *(p for p in found if p.name not in names)):
            if not everywhere and provider.name is None:
                continue
            yield Mention(provider, lines_holding(sentence, block.lines), Standing.DESCRIPTION)


def _is_told_of(provider: Provider, following: Element | None) -> bool:
    """Whether a list follows a heading that names a provider, or a text, where the name bears a legal form."""
    return _is_item(following) or (isinstance(following, Block) and has_legal_form(provider.name or ""))


def _is_listed(provider: Provider, following: Element | None) -> bool:
    """Whether a heading that names a provider lists it: by its legal form, or as what follows speaks of it."""
    return has_legal_form(provider.name or "") or _tells_of(following, provider)


def _tells_of(following: Element | None, provider: Provider) -> bool:
    return isinstance(following, Block) and provider.name is not None and speaks_of(following.text, provider.name)


def _continues_list(text: str) -> bool:
    return text[:1].islower()


def _is_item(element: Element | None) -> bool:
    return isinstance(element, Block) and element.kind is BlockKind.ITEM


def _is_entry_like(element: Element) -> bool:
    return isinstance(element, Block) and element.kind is not BlockKind.HEADING


_WORDING = ListWording(
    is_entry=is_provider_duty,
    may_be_entry=users.is_demand,
    is_introduction=is_introduction,
    is_foreign=lambda text: users.heading_kind(text) is not None,
    is_foreign_table=lambda table: ListColumn.RESULT in columns_of(table)[0],
    stem_of=duty_stem,
    split=lambda text: (text,),
    take_identifier=users.take_identifier,
)
