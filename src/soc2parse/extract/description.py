"""Management's description of the system: its topics with their pages, and its named parts.

"Principal Service Commitments", "Infrastructure", "There were no incidents ...", "Criteria Not Applicable".
"""

from __future__ import annotations

from collections.abc import Iterator

from soc2parse.extract.commitments import read_commitments
from soc2parse.extract.found import Found, error, info, sources_of
from soc2parse.extract.locations import read_locations
from soc2parse.extract.passage import Passage, elements_of, letters_of, passages, text_of, under
from soc2parse.extract.waived import read_waived
from soc2parse.language.cuecs import heading_kind
from soc2parse.language.sentences import sentences
from soc2parse.language.subservice import is_subservice_heading
from soc2parse.language.topics import (
    COMPONENTS,
    TopicKind,
    bare_heading,
    counts_incidents,
    denies_changes,
    denies_incidents,
    hints_at_none,
    is_background,
    is_description_title,
    is_system_overview,
    run_in_component,
    tells_services,
    topic_of,
)
from soc2parse.layout.element import Block, Line
from soc2parse.report import Issue, Statement, SystemDescription, Topic
from soc2parse.sections import Role, Sections
from soc2parse.terms import StatementStatus

_FIELD = "system_description"


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Yields the `SystemDescription` ("system_description") and an issue for each part that it does not have."""
    described = sections.of(Role.DESCRIPTION)
    if not described:
        yield error("description_not_found", _FIELD, "No section with a description of the system was found.")
        return
    parts = tuple(part for section in described for part in passages(section, _known))
    opening = _opening_lines(parts)
    if not opening:
        yield error("description_empty", _FIELD, "The description of the system has no text.", described[0].first_page)
        return
    texts = _texts(parts)
    commitments = read_commitments(parts)
    incidents = _statement(parts, TopicKind.INCIDENTS)
    changes = _statement(parts, TopicKind.CHANGES)
    description = SystemDescription(
        services=texts.get(TopicKind.SERVICES),
        commitments=commitments,
        infrastructure=texts.get(TopicKind.INFRASTRUCTURE),
        software=texts.get(TopicKind.SOFTWARE),
        people=texts.get(TopicKind.PEOPLE),
        data=texts.get(TopicKind.DATA),
        procedures=texts.get(TopicKind.PROCEDURES),
        incidents=incidents,
        changes=changes,
        locations=read_locations(parts),
        criteria_not_applicable=read_waived(
            parts, [table for part in sections.of(Role.TESTS) for table in part.tables]
        ),
        topics=tuple(_topics(parts)),
        sources=sources_of(opening),
    )
    yield Found(_FIELD, description)
    yield from _gaps(description)


def _gaps(description: SystemDescription) -> Iterator[Issue]:
    for name in ("services", "infrastructure", "software", "people", "data", "procedures", "commitments"):
        if not getattr(description, name):
            yield info("description_part_not_found", f"{_FIELD}.{name}", f"The description has no part headed {name}.")
    for name, statement in (("incidents", description.incidents), ("changes", description.changes)):
        if statement.status is StatementStatus.NOT_FOUND:
            message = f"The description says nothing about {name}, nor that none were."
            yield info(f"{name}_not_found", f"{_FIELD}.{name}", message)
        elif statement.status is StatementStatus.FOUND and hints_at_none(sentences(statement.text or " ")[0]):
            message = f"What the description says about {name} begins with a negation; it is taken for a description."
            yield info(f"{name}_unclear", f"{_FIELD}.{name}", message, statement.sources[0].page)


def _texts(parts: tuple[Passage, ...]) -> dict[TopicKind, str]:
    """The text under the heading of each part; of several headings of one kind the first with text."""
    found: dict[TopicKind, str] = {}
    for index, part in enumerate(parts):
        kind = topic_of(part.title) if part.heading else None
        if kind is TopicKind.INFRASTRUCTURE_AND_SOFTWARE:
            text = _text_under(parts, index)
            for each in (TopicKind.INFRASTRUCTURE, TopicKind.SOFTWARE):
                if text:
                    found.setdefault(each, text)
        elif kind in (*COMPONENTS, TopicKind.SERVICES) and kind not in found and not _holds_others(parts, index):
            text = _text_under(parts, index)
            if text:
                found[kind] = text
    _run_in(parts, found)
    for introduces in (is_system_overview, is_background):
        place = next((i for i, part in enumerate(parts) if introduces(part.title) and _introduces(part)), None)
        if TopicKind.SERVICES not in found and place is not None:
            found[TopicKind.SERVICES] = _text_under(parts, place)
    if TopicKind.SERVICES not in found:
        found |= _opening(parts)
    return found


def _introduces(part: Passage) -> bool:
    """Whether there is text under the heading; under the description's own title it has to tell of services."""
    text = text_of(part.elements) if part.heading else ""
    return bool(text) and (not is_description_title(part.title) or tells_services(text))


def _opening(parts: tuple[Passage, ...]) -> dict[TopicKind, str]:
    """Without a heading for the services: the text right under the description's own title, where it tells of them."""
    for part in parts[:3]:
        text = text_of(part.elements)
        if text and (part.heading is None or is_description_title(part.title)):
            return {TopicKind.SERVICES: text} if tells_services(text) else {}
    return {}


def _holds_others(parts: tuple[Passage, ...], index: int) -> bool:
    """Whether other named parts stand under a heading, as they do under the description's own title."""
    named = {*COMPONENTS, TopicKind.SERVICES, TopicKind.COMMITMENTS, TopicKind.COMPONENTS}
    if is_description_title(parts[index].title):
        return any(topic_of(lower.title) in named for lower in under(parts, index)[1:])
    others = named - {topic_of(parts[index].title)}
    return any(topic_of(lower.title) in others for lower in under(parts, index)[1:])


def _run_in(parts: tuple[Passage, ...], found: dict[TopicKind, str]) -> None:
    """Components that have no heading of their own: a bold label in their paragraph, a row of a table."""
    for part in parts:
        for element in part.elements:
            if isinstance(element, Block):
                named = run_in_component(element.text)
                if named:
                    found.setdefault(*named)
                continue
            for row in element.rows:
                if len(row.cells) == 2:
                    kind = topic_of(row.cells[0].text)
                    if kind in COMPONENTS:
                        found.setdefault(kind, row.cells[1].text)


def _text_under(parts: tuple[Passage, ...], index: int) -> str:
    """The text of a heading and its lower headings, up to one that opens another of the named parts."""
    held: list[Passage] = []
    for part in under(parts, index):
        if held and _opens_another(part.title, held[0].title):
            break
        held.append(part)
    return text_of(elements_of(tuple(held)))


def _opens_another(title: str, first: str) -> bool:
    if heading_kind(title) or is_subservice_heading(title):
        return True
    kind = topic_of(title)
    return kind in (
        *COMPONENTS,
        TopicKind.INCIDENTS,
        TopicKind.CHANGES,
        TopicKind.COMMITMENTS,
        TopicKind.COMPONENTS,
    ) and (kind is not topic_of(first))


def _statement(parts: tuple[Passage, ...], kind: TopicKind) -> Statement:
    """Incidents or changes: what stands under their heading; without one, a sentence that denies them."""
    denies = denies_incidents if kind is TopicKind.INCIDENTS else denies_changes
    for index, part in enumerate(parts):
        if part.heading is None or topic_of(part.title) is not kind:
            continue
        text = _text_under(parts, index)
        if not text:
            continue
        lines = [line for element in parts[index].elements for line in element.lines]
        status = StatementStatus.NONE_STATED if _denied(text, kind) else StatementStatus.FOUND
        return Statement(status=status, text=text, sources=sources_of(lines or part.heading.lines))
    for part in parts:
        for element in part.elements:
            if not isinstance(element, Block) or kind.value[:-1] not in element.text.casefold():
                continue
            if kind is TopicKind.INCIDENTS and counts_incidents(element.text):
                return Statement(status=StatementStatus.FOUND, text=element.text, sources=sources_of(element.lines))
            for sentence in sentences(element.text):
                if denies(sentence) and _of_the_system(sentence, kind):
                    return Statement(
                        status=StatementStatus.NONE_STATED, text=sentence, sources=sources_of(element.lines)
                    )
    return Statement(status=StatementStatus.NOT_FOUND)


def _denied(text: str, kind: TopicKind) -> bool:
    """Whether the text denies: by its first sentences, without one behind them that describes one after all."""
    denies = denies_incidents if kind is TopicKind.INCIDENTS else denies_changes
    return any(denies(sentence) for sentence in sentences(text)[:3])


def _of_the_system(sentence: str, kind: TopicKind) -> bool:
    words = sentence.casefold()
    if kind is TopicKind.CHANGES:
        return "significant" in words or "material" in words or "relevant" in words
    return any(
        word in words
        for word in ("significant", "system", "security", "material", "reportable", "identified", "period")
    )


def _topics(parts: tuple[Passage, ...]) -> Iterator[Topic]:
    """Each heading with its level: 1 for the section's own, one more for each heading above it."""
    above: list[int] = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if part.heading is None:
            level = 1
            repeated = following is not None and letters_of(following.title) == letters_of(part.title)
            above = [] if repeated and not part.elements else [-1]
            if not part.elements:
                continue
        else:
            while above and above[-1] >= part.rank:
                above.pop()
            above.append(part.rank)
            level = len(above)
        yield Topic(
            heading=bare_heading(part.title) and part.title,
            level=level,
            first_page=part.first_page,
            text=text_of(part.elements),
        )


def _opening_lines(parts: tuple[Passage, ...]) -> tuple[Line, ...]:
    """The heading of the description, or its first lines."""
    for part in parts:
        if part.heading:
            return part.heading.lines
        if part.elements:
            return part.elements[0].lines
    return ()


def _known(title: str) -> bool:
    kind = topic_of(title)
    return (
        (kind is not None and kind is not TopicKind.OTHER)
        or heading_kind(title) is not None
        or is_subservice_heading(title)
    )
