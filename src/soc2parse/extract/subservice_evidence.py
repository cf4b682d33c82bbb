"""What the parts of a report say about subservice organizations, gathered before it is put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from soc2parse.extract.listing_table import columns_of
from soc2parse.extract.passage import Passage, elements_of, passages, under
from soc2parse.extract.subservice_parties import Mention, Standing, key
from soc2parse.extract.subservice_passage import Expected, mentions_in, read_passage
from soc2parse.extract.subservice_rows import read_subservice_rows
from soc2parse.extract.subservice_table import read_organizations
from soc2parse.language import cuecs as users
from soc2parse.language import subservice as wording
from soc2parse.language.list_columns import ListColumn
from soc2parse.language.provider_sentences import company_in, user_in
from soc2parse.language.providers import provider_of
from soc2parse.language.sentences import sentences
from soc2parse.language.topics import is_group
from soc2parse.layout.element import Block, BlockKind, Table
from soc2parse.sections import Role, Section, Sections

_STATEMENTS = (Role.AUDITOR_REPORT, Role.ASSERTION)


@dataclass
class Evidence:
    """All that the report's parts say, before it is put together."""

    mentions: list[Mention] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    denials: list[Block] = field(default_factory=list)
    places: list[tuple[Passage, ...]] = field(default_factory=list)
    users: Counter[str] = field(default_factory=Counter)
    company: set[str] = field(default_factory=set)
    spoken_of: int | None = None

    @property
    def others(self) -> list[Mention]:
        """The mentions without the company itself, whom the sentences name as the one who uses the others."""
        company = self.company | {name for name, _ in self.users.most_common(1)}
        found = [m for m in self.mentions if m.provider.name is None or key(m.provider.name) not in company]
        return sorted(found, key=lambda mention: mention.standing is Standing.CONTROLS)

    @property
    def only_vendors(self) -> bool:
        """Whether subservice organizations are denied and the statements name none: whom a list names are vendors."""
        return bool(self.denials) and not any(m.standing is Standing.STATEMENT for m in self.mentions)


def read_evidence(sections: Sections) -> Evidence:
    """Reads the statements (auditor's report, assertion), then the description."""
    evidence = Evidence()
    for section in sections.of(*_STATEMENTS):
        _read_statement(section, evidence)
    for section in sections.of(Role.DESCRIPTION, Role.TESTS, Role.APPENDIX):
        _read_description(section, evidence)
    for section in sections.of(Role.TESTS):
        evidence.expected += read_subservice_rows(section)
    return evidence


def _read_statement(section: Section, evidence: Evidence) -> None:
    """The auditor's report or the assertion: names in the scope paragraph or a list behind it, methods, denials."""
    elements = section.elements
    for index, element in enumerate(elements):
        if isinstance(element, Table):
            evidence.mentions += [replace(m, standing=Standing.STATEMENT) for m in read_organizations(element)]
            continue
        text = element.text
        _note(element, evidence)
        if element.kind is BlockKind.ITEM and not wording.mentions_subservice(text):
            continue
        run = _items_behind(elements, index)
        whole = " ".join((text, *(item.text for item in run)))
        if run and wording.opens_names(text) and wording.mentions_subservice(whole):
            for item in run:
                provider = provider_of(item.text)
                if provider and provider.name:
                    evidence.mentions.append(Mention(provider, item.lines, Standing.STATEMENT))
        if wording.mentions_subservice(text) or wording.states_method(text):
            found = mentions_in(element, everywhere=True)
            evidence.mentions += [replace(m, standing=Standing.STATEMENT) for m in found]


def _items_behind(elements: tuple[Block | Table, ...], index: int) -> list[Block]:
    run: list[Block] = []
    for element in elements[index + 1 :]:
        if not isinstance(element, Block) or element.kind is not BlockKind.ITEM:
            break
        run.append(element)
    return run


def _read_description(section: Section, evidence: Evidence) -> None:
    parts = passages(section, _known, cut_tables=section.role is not Role.TESTS)
    done = 0
    for index, part in enumerate(parts):
        if index < done:
            continue
        headed = _is_ours(part)
        if headed:
            whole = under(parts, index, partial(_goes_on, _called(evidence.mentions)))
            whole = whole[: _own(whole)]
            done = index + len(whole)
            _read_headed(whole, evidence)
        elif section.role is Role.DESCRIPTION:
            _read_elsewhere(part, evidence)


def _called(mentions: list[Mention]) -> set[str]:
    return {key(n) for m in mentions for n in (m.provider.name, *m.provider.aliases) if n}


def _goes_on(called: set[str], part: Passage) -> bool:
    """Whether an equal heading only parts what stands under the first: a category, an organization's name."""
    provider = provider_of(part.title.rstrip(" :"))
    named = provider is not None and provider.name is not None and key(provider.name) in called
    return named or (is_group(part.title) and not users.heading_kind(part.title))


def _is_ours(part: Passage) -> bool:
    if wording.is_subservice_heading(part.title):
        return True
    if _announces_table(part):
        return True
    texts = [element.text for element in part.elements if isinstance(element, Block)]
    if wording.is_controls_heading(part.title) or wording.is_provider_heading(part.title):
        return any(map(wording.mentions_subservice, texts)) or any(map(wording.states_method, texts))
    return False


def _announces_table(part: Passage) -> bool:
    """Whether a sentence on subservice organizations stands right above a table with a column for them."""
    return any(
        isinstance(above, Block)
        and isinstance(table, Table)
        and wording.mentions_subservice(above.text)
        and not wording.is_no_evidence(above.text)
        and ListColumn.ORGANIZATION in columns_of(table)[0]
        for above, table in pairwise(part.elements)
    )


def _own(whole: tuple[Passage, ...]) -> int:
    """How many of the passages speak of subservice organizations: a heading on users' controls ends them."""
    for index, part in enumerate(whole[1:], start=1):
        if users.heading_kind(part.title):
            return index
    return len(whole)


def _read_headed(whole: tuple[Passage, ...], evidence: Evidence) -> None:
    blocks = [element for part in whole for element in part.elements if isinstance(element, Block)]
    for block in blocks:
        _note(block, evidence)
    evidence.methods += [part.title for part in whole]
    if blocks and wording.is_bare_none(blocks[0].text):
        evidence.denials.append(blocks[0])
    known = {n for m in evidence.mentions for n in (m.provider.name, *m.provider.aliases) if n}
    reading = read_passage(whole[0].title, whole[0].heading, elements_of(whole), known)
    evidence.mentions += reading.mentions
    evidence.expected += reading.expected
    evidence.places.append(whole)


def _read_elsewhere(part: Passage, evidence: Evidence) -> None:
    """Outside a part of their own: whom a sentence calls a subservice organization, and tables headed as theirs."""
    for element in part.elements:
        if isinstance(element, Table):
            header = " ".join(cell.text for row in element.rows[:2] for cell in row.cells)
            if wording.mentions_subservice(header):
                reading = read_passage(part.title, None, (element,), ())
                evidence.mentions += reading.mentions
                evidence.expected += reading.expected
                evidence.places.append((part,))
        elif wording.mentions_subservice(element.text) or wording.states_method(element.text):
            _note(element, evidence)
            evidence.mentions += mentions_in(element, everywhere=False)


def _note(block: Block, evidence: Evidence) -> None:
    text = block.text
    if wording.states_method(text):
        evidence.methods += sentences(text)
    user = user_in(text)
    if user:
        evidence.users[key(user)] += 1
    evidence.company.update(map(key, company_in(text)))
    if wording.is_none(text):
        evidence.denials.append(block)
    elif evidence.spoken_of is None and wording.mentions_subservice(text) and not wording.is_no_evidence(text):
        evidence.spoken_of = block.page


def _known(title: str) -> bool:
    return wording.is_subservice_heading(title) or users.heading_kind(title) is not None
