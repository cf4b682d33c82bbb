"""Subservice organizations: who they are, what they do, how the report treats them, and what is expected of them.

"Northwind uses Cirrus Cloud, Inc., a subservice organization, for hosting. The description excludes the controls of the
subservice organization."
"""

from __future__ import annotations

from collections.abc import Iterator

from soc2parse.extract.found import Found, info, sources_of, warning
from soc2parse.extract.passage import last_page
from soc2parse.extract.subservice_evidence import Evidence, read_evidence
from soc2parse.extract.subservice_parties import Party, parties_of
from soc2parse.extract.subservice_passage import Expected
from soc2parse.language import subservice as wording
from soc2parse.report import Issue, SectionSummary, SubserviceControl, SubserviceOrganization
from soc2parse.sections import Role, Sections
from soc2parse.terms import SectionKind, SectionStatus, SubserviceMethod

_FIELD = "subservice_organizations"
_STATEMENTS = (Role.AUDITOR_REPORT, Role.ASSERTION)


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Yields a `SubserviceOrganization` each, the summary ("section:subservice_organizations"), and doubts."""
    evidence = read_evidence(sections)
    parties = parties_of(evidence.others)
    if not parties or evidence.only_vendors:
        yield from _nothing(evidence)
        return
    methods = [_method(party, parties, evidence.methods) for party in parties]
    controls, issues = _assigned(parties, methods, evidence.expected)
    for party, method, own in zip(parties, methods, controls, strict=True):
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
            nearest = words.one or wording.method_beside(statement, place.start())
            if nearest:
                named.add(nearest)
        elif not any(other.named_in(statement) for other in parties):
            general |= words.all
    for said in (named, general):
        if said:
            return said.pop() if len(said) == 1 else None
    return None


def _assigned(
    parties: list[Party], methods: list[SubserviceMethod | None], expected: list[Expected]
) -> tuple[list[list[SubserviceControl]], list[Issue]]:
    """Each expected control at its organization; where the report names none at each that is carved out."""
    carved = [index for index, method in enumerate(methods) if method is not SubserviceMethod.INCLUSIVE]
    controls: list[dict[str, SubserviceControl]] = [{} for _ in parties]
    issues: list[Issue] = []
    shared = 0
    for item in expected:
        at = [index for index, party in enumerate(parties) if item.at and party.named_in(item.at)]
        if not at:
            at = carved or list(range(len(parties)))
            shared += len(at) > 1
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


def _nothing(evidence: Evidence) -> Iterator[Found | Issue]:
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


def _summary(status: SectionStatus, evidence: Evidence) -> Found:
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
