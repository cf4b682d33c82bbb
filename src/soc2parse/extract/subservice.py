"""Subservice organizations: who they are, what they do, how the report treats them, and what is expected of them.

"Northwind uses Cirrus Cloud, Inc., a subservice organization, for hosting. The description excludes the controls of the
subservice organization."
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from soc2parse.extract.found import Found, info, sources_of, warning
from soc2parse.extract.passage import Passage, elements_of, last_page, passages, under
from soc2parse.extract.subservice_parties import Mention, Party, Standing, key, parties_of
from soc2parse.extract.subservice_passage import Expected, mentions_in, read_organizations, read_passage
from soc2parse.language import cuecs as users
from soc2parse.language import subservice as wording
from soc2parse.language.plain import plain
from soc2parse.language.providers import company_in, provider_of, user_in
from soc2parse.language.sentences import sentences
from soc2parse.language.topics import is_group
from soc2parse.layout.element import Block, BlockKind, Table
from soc2parse.report import (
    Issue,
    SectionKind,
    SectionStatus,
    SectionSummary,
    SubserviceControl,
    SubserviceMethod,
    SubserviceOrganization,
)
from soc2parse.sections import Role, Section, Sections

_FIELD = "subservice_organizations"
_STATEMENTS = (Role.AUDITOR_REPORT, Role.ASSERTION)


@dataclass
class _Evidence:
    """All that the report's parts say, before it is put together."""

    mentions: list[Mention] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    denials: list[Block] = field(default_factory=list)
    places: list[tuple[Passage, ...]] = field(default_factory=list)
    users: Counter[str] = field(default_factory=Counter)
    company: set[str] = field(default_factory=set)
    spoken_of: int | None = None


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Yields a `SubserviceOrganization` each, the section's summary ("section:subservice_organizations"), and doubts."""
    evidence = _Evidence()
    for section in sections.of(*_STATEMENTS):
        _read_statement(section, evidence)
    for section in sections.of(Role.DESCRIPTION, Role.TESTS, Role.APPENDIX):
        _read_description(section, evidence)
    parties = parties_of(_others(evidence))
    if not parties or _only_vendors(evidence):
        yield from _nothing(evidence)
        return
    controls, issues = _assigned(parties, evidence.expected)
    for party, own in zip(parties, controls, strict=True):
        method = _method(party, parties, evidence.methods)
        yield Found(_FIELD, _record(party, method, own))
        yield from _doubts(party, method)
    yield from issues
    if evidence.denials:
        yield warning(
            "subservice_denied_but_named",
            _FIELD,
            "The report names subservice organizations, and says in another place that there are none.",
            evidence.denials[0].page,
        )
    yield _summary(SectionStatus.FOUND, evidence)


def _only_vendors(evidence: _Evidence) -> bool:
    """Whether the part on outside providers denies subservice organizations, so that whom it lists are vendors."""
    return bool(evidence.denials) and not any(m.standing is Standing.STATEMENT for m in evidence.mentions)


def _others(evidence: _Evidence) -> list[Mention]:
    """The mentions without those of the company itself, whom the sentences name as the one who uses the others."""
    company = evidence.company | {name for name, _ in evidence.users.most_common(1)}
    others = [m for m in evidence.mentions if m.provider.name is None or key(m.provider.name) not in company]
    return sorted(others, key=lambda mention: mention.standing is Standing.CONTROLS)


def _read_statement(section: Section, evidence: _Evidence) -> None:
    """The auditor's report or the assertion: names in the scope paragraph or a list behind it, methods, denials."""
    elements = section.elements
    for index, element in enumerate(elements):
        if isinstance(element, Table):
            evidence.mentions += [replace(m, standing=Standing.STATEMENT) for m in read_organizations(element)]
            continue
        text = element.text
        _note(element, evidence)
        if element.kind is BlockKind.ITEM:
            continue
        run = _items_behind(elements, index)
        whole = " ".join((text, *(item.text for item in run)))
        if run and _OPENS_LIST.search(plain(text)) and wording.mentions_subservice(whole):
            for item in run:
                provider = provider_of(item.text)
                if provider and provider.name:
                    evidence.mentions.append(Mention(provider, item.lines, Standing.STATEMENT))
        if wording.mentions_subservice(text) or _any_method(text):
            found = mentions_in(element, everywhere=True)
            evidence.mentions += [replace(m, standing=Standing.STATEMENT) for m in found]


_OPENS_LIST = re.compile(
    r"\b(?:uses?|utili[sz]es?|following|engages?|relies|organi[sz]ations?|providers?)\b[^.]*[:,]?$", re.IGNORECASE
)


def _items_behind(elements: tuple[Block | Table, ...], index: int) -> list[Block]:
    run: list[Block] = []
    for element in elements[index + 1 :]:
        if not isinstance(element, Block) or element.kind is not BlockKind.ITEM:
            break
        run.append(element)
    return run


def _read_description(section: Section, evidence: _Evidence) -> None:
    parts = passages(section, _known, cut_tables=section.role is not Role.TESTS)
    done = 0
    for index, part in enumerate(parts):
        if index < done:
            continue
        headed = _is_ours(part)
        if headed:
            called = _called(evidence.mentions)
            whole = under(parts, index, lambda part: _goes_on(part.title, called))
            whole = whole[: _own(whole)]
            done = index + len(whole)
            _read_headed(whole, evidence)
        elif section.role is Role.DESCRIPTION:
            _read_elsewhere(part, evidence)


def _called(mentions: list[Mention]) -> set[str]:
    return {key(n) for m in mentions for n in (m.provider.name, *m.provider.aliases) if n}


def _goes_on(title: str, called: set[str]) -> bool:
    """Whether an equal heading only parts what stands under the first: a category, an organization's name."""
    provider = provider_of(title.rstrip(" :"))
    named = provider is not None and provider.name is not None and key(provider.name) in called
    return named or (is_group(title) and not users.heading_kind(title))


def _is_ours(part: Passage) -> bool:
    if wording.is_subservice_heading(part.title):
        return True
    texts = [element.text for element in part.elements if isinstance(element, Block)]
    if wording.is_controls_heading(part.title) or wording.is_provider_heading(part.title):
        return any(map(wording.mentions_subservice, texts)) or any(map(_any_method, texts))
    return False


def _own(whole: tuple[Passage, ...]) -> int:
    """How many of the passages speak of subservice organizations: a heading on users' controls ends them."""
    for index, part in enumerate(whole[1:], start=1):
        if users.heading_kind(part.title):
            return index
    return len(whole)


def _read_headed(whole: tuple[Passage, ...], evidence: _Evidence) -> None:
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


def _read_elsewhere(part: Passage, evidence: _Evidence) -> None:
    """Outside a part of their own: whom a sentence calls a subservice organization, and tables headed as theirs."""
    for element in part.elements:
        if isinstance(element, Table):
            header = " ".join(cell.text for row in element.rows[:2] for cell in row.cells)
            if wording.mentions_subservice(header):
                reading = read_passage(part.title, None, (element,), ())
                evidence.mentions += reading.mentions
                evidence.expected += reading.expected
                evidence.places.append((part,))
        elif wording.mentions_subservice(element.text) or _any_method(element.text):
            _note(element, evidence)
            evidence.mentions += mentions_in(element, everywhere=False)


def _note(block: Block, evidence: _Evidence) -> None:
    text = block.text
    if _any_method(text):
        evidence.methods += sentences(text)
    user = user_in(text)
    if user:
        evidence.users[key(user)] += 1
    evidence.company.update(map(key, company_in(text)))
    if wording.is_none(text):
        evidence.denials.append(block)
    elif evidence.spoken_of is None and wording.mentions_subservice(text) and not wording.is_no_evidence(text):
        evidence.spoken_of = block.page


def _any_method(text: str) -> bool:
    if not re.search(r"carve|inclusive|exclud|subservice|sub-service|sub service", plain(text), re.IGNORECASE):
        return False
    return any(words.carve_out or words.inclusive for words in map(wording.stated_methods, sentences(text)))


def _method(party: Party, parties: list[Party], statements: list[str]) -> SubserviceMethod | None:
    """By its own row or heading, then by a sentence that names it, then by what is said of all; None in doubt."""
    own = {mention.method for mention in party.mentions if mention.method}
    if len(own) == 1:
        return own.pop()
    named: set[SubserviceMethod] = set()
    general: set[SubserviceMethod] = set()
    for statement in statements:
        words = wording.stated_methods(statement)
        if not (words.carve_out or words.inclusive):
            continue
        place = party.named_in(statement)
        if place:
            nearest = words.one or _nearest(statement, place.start())
            if nearest:
                named.add(nearest)
        elif not any(other.named_in(statement) for other in parties):
            general |= {
                m
                for m, said in (
                    (SubserviceMethod.CARVE_OUT, words.carve_out),
                    (SubserviceMethod.INCLUSIVE, words.inclusive),
                )
                if said
            }
    for said in (named, general):
        if said:
            return said.pop() if len(said) == 1 else None
    return None


_METHOD_WORDS = re.compile(
    r"(?P<carve>carve[- ]?d?[- ]?out|exclud\w+)|(?P<inclusive>inclusive|includ\w+)", re.IGNORECASE
)
_CLAUSE_END = re.compile(
    r";|,? (?:while|whereas|but)\b|, and\b|\band (?=those|the controls|controls|that of)", re.IGNORECASE
)


def _nearest(statement: str, place: int) -> SubserviceMethod | None:
    """In a sentence with both methods: the one of the clause in which the name stands."""
    words = plain(statement)
    ends = [match.start() for match in _CLAUSE_END.finditer(words)]
    start = max((end for end in ends if end <= place), default=0)
    stop = min((end for end in ends if end > place), default=len(words))
    found = {match.lastgroup for match in _METHOD_WORDS.finditer(words, start, stop)}
    if len(found) != 1:
        return None
    return SubserviceMethod.CARVE_OUT if found == {"carve"} else SubserviceMethod.INCLUSIVE


def _assigned(parties: list[Party], expected: list[Expected]) -> tuple[list[list[SubserviceControl]], list[Issue]]:
    """Each expected control at its organization; at each of them where the report names none."""
    controls: list[dict[str, SubserviceControl]] = [{} for _ in parties]
    issues: list[Issue] = []
    shared = 0
    for item in expected:
        at = [index for index, party in enumerate(parties) if item.at and party.named_in(item.at)]
        if not at:
            at = list(range(len(parties)))
            shared += len(parties) > 1
        record = SubserviceControl(
            text=item.entry.text, criteria=item.entry.criteria, sources=sources_of(item.entry.lines)
        )
        for index in at:
            _add(controls[index], record)
    if shared:
        issues.append(
            info(
                "subservice_controls_shared",
                _FIELD,
                f"{shared} expected controls are printed for the subservice organizations together; each has them all.",
            )
        )
    return [list(own.values()) for own in controls], issues


def _add(own: dict[str, SubserviceControl], record: SubserviceControl) -> None:
    letters = "".join(filter(str.isalnum, record.text.casefold()))
    known = own.get(letters)
    if known:
        both = tuple(dict.fromkeys((*known.criteria, *record.criteria)))
        own[letters] = known.model_copy(update={"criteria": both})
    else:
        own[letters] = record


def _record(party: Party, method: SubserviceMethod | None, controls: list[SubserviceControl]) -> SubserviceOrganization:
    names = party.names
    return SubserviceOrganization(
        name=names[0] if names else None,
        aliases=names[1:],
        services=party.services,
        method=method,
        controls=tuple(controls),
        sources=sources_of(party.first.lines),
    )


def _doubts(party: Party, method: SubserviceMethod | None) -> Iterator[Issue]:
    page = party.first.lines[0].page
    called = party.names[0] if party.names else "A subservice organization"
    if not party.names:
        yield warning(
            "subservice_unnamed", _FIELD, "The report uses a subservice organization without naming it.", page
        )
    if method is None:
        yield warning(
            "subservice_method_unknown",
            _FIELD,
            f"{called}: neither the carve-out nor the inclusive method is stated plainly.",
            page,
        )


def _nothing(evidence: _Evidence) -> Iterator[Found | Issue]:
    if evidence.denials:
        yield _summary(SectionStatus.NONE_STATED, evidence)
        return
    kind = SectionKind.SUBSERVICE_ORGANIZATIONS
    yield Found("section:subservice_organizations", SectionSummary(kind=kind, status=SectionStatus.NOT_FOUND))
    if evidence.spoken_of:
        yield warning(
            "subservice_not_read",
            _FIELD,
            "The report speaks of subservice organizations, but none could be read.",
            evidence.spoken_of,
        )
    else:
        yield warning("subservice_not_found", _FIELD, "The report says nothing about subservice organizations.")


def _summary(status: SectionStatus, evidence: _Evidence) -> Found:
    """The pages of the part of the description; where there is none, of the words that name or deny them."""
    places = evidence.places
    title = places[0][0].title if places else None
    pages = [page for place in places for page in (place[0].first_page, last_page(place))]
    if not pages:
        pages = [block.page for block in evidence.denials[:1]]
        pages += [mention.lines[0].page for mention in evidence.mentions[:1]]
    summary = SectionSummary(
        kind=SectionKind.SUBSERVICE_ORGANIZATIONS,
        status=status,
        title=title,
        first_page=min(pages),
        last_page=max(pages),
    )
    return Found("section:subservice_organizations", summary)


def _known(title: str) -> bool:
    return wording.is_subservice_heading(title) or users.heading_kind(title) is not None
