"""The controls that user entities are to run: their list, or the report's word that none are needed.

"Complementary User Entity Controls ... User entities are responsible for removing terminated users. (CC6.2)"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from soc2parse.extract.entry import Entry, ListWording
from soc2parse.extract.found import Found, sources_of, warning
from soc2parse.extract.listing import read_list
from soc2parse.extract.listing_table import columns_of
from soc2parse.extract.passage import Passage, elements_of, last_page, letters_of, opening_page, passages, under
from soc2parse.extract.table_roles import roles_of
from soc2parse.extract.user_rows import read_user_rows
from soc2parse.language import criteria_ids
from soc2parse.language import cuecs as wording
from soc2parse.language.cited import leading_criteria
from soc2parse.language.columns import ColumnRole
from soc2parse.language.list_columns import ListColumn
from soc2parse.language.subservice import is_subservice_heading
from soc2parse.language.topics import is_group, topic_of
from soc2parse.layout.element import Block, BlockKind, Table
from soc2parse.report import Cuec, Issue, SectionSummary
from soc2parse.sections import Element, Role, Sections
from soc2parse.terms import CuecKind, SectionKind, SectionStatus

_FIELD = "cuecs"
_ABOUT_THE_REPORT = (Role.AUDITOR_REPORT, Role.ASSERTION, Role.SUBSERVICE_ASSERTION)
_NO_LIST_HERE = (Role.FRONT, *_ABOUT_THE_REPORT)  # looked into only where the other parts hold no list
_LISTS_ELSEWHERE = tuple(role for role in Role if role not in (*_NO_LIST_HERE, Role.CONTENTS))


@dataclass(frozen=True)
class _Place:
    """A part of the report that is headed as a list of the user's duties, and what it lists."""

    kind: CuecKind
    title: str
    first_page: int
    last_page: int
    entries: tuple[Entry, ...]
    texts: tuple[str, ...]
    unaudited: bool = False

    @property
    def says_none(self) -> bool:
        """Whether its text denies the need."""
        return any(wording.is_none(text) for text in self.texts) or any(map(wording.is_bare_none, self.texts[:2]))


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Yields a `Cuec` an entry ("cuecs"), the section's summary ("section:cuecs"), and what is doubtful."""
    places = list(_places(sections, _LISTS_ELSEWHERE))
    listed = [place for place in places if place.entries and not place.unaudited]
    if not listed and not any(place.says_none for place in places):
        listed = list(_unheaded(sections)) or [
            place for place in _places(sections, _NO_LIST_HERE) if len(place.entries) > 1
        ]
    if not listed:
        listed = [place for place in places if place.entries]
    if not listed:
        yield from _nothing(sections, places)
        return
    for cuec in _records(listed):
        yield Found(_FIELD, cuec)
    yield from _doubts(listed)
    main = max(listed, key=lambda place: (place.kind is CuecKind.CUEC, len(place.entries)))
    yield _summary(SectionStatus.FOUND, _with_repeats(main, places))


def _with_repeats(main: _Place, places: list[_Place]) -> _Place:
    """The place with the pages on which its heading is repeated: running lines that the layout took for headings."""
    title = letters_of(main.title)
    pages = {place.last_page for place in places if letters_of(place.title).endswith(title)}
    last = main.last_page
    while last + 1 in pages:
        last += 1
    return replace(main, last_page=last)


def _places(sections: Sections, roles: tuple[Role, ...]) -> Iterator[_Place]:
    for section in sections.of(*roles):
        tests = section.role is Role.TESTS
        parts = passages(section, _known, cut_tables=not tests)
        rows = read_user_rows(section) if tests else ()
        above: list[tuple[str, ...]] = _criteria_above(parts, only=not rows) if tests else [()] * len(parts)
        yield from _headed(parts, above)
        yield from _rows_in_tests(section.title, rows)


def _headed(parts: tuple[Passage, ...], above: list[tuple[str, ...]]) -> Iterator[_Place]:
    """The lists under their headings; of two headings with nothing between, the first is the list's."""
    done = 0
    held: _Place | None = None
    for index, part in enumerate(parts):
        kind = wording.heading_kind(part.title)
        if kind is None or index < done:
            continue
        whole = under(parts, index, _same_list)
        place = _place(kind, whole[: _nested(whole) + 1], above[index])
        place = replace(place, first_page=opening_page(parts, index))
        if held is not None and index == done and not held.entries:
            named = held.kind if held.texts else place.kind
            place = replace(
                place, kind=named, title=held.title, first_page=held.first_page, texts=held.texts + place.texts
            )
        elif held is not None:
            yield held
        held, done = place, index + 1 + _nested(whole)
    if held is not None:
        yield held


def _nested(whole: tuple[Passage, ...]) -> int:
    """How many of the lower passages belong to the first; one that is headed as a list of duties stands for itself.

    A smaller heading ("Logical Access") parts the list; one of the same size opens another topic.
    """
    first = whole[0]
    for index, part in enumerate(whole[1:]):
        if wording.heading_kind(part.title) or is_subservice_heading(part.title):
            return index
        lower = first.heading is not None and part.rank > first.rank
        if not lower and _foreign(part.title) and not _lays_duties(part):
            return index
    return len(whole) - 1


def _lays_duties(part: Passage) -> bool:
    """Whether most of what stands under a heading names the user's duties: the heading only parts their list."""
    if is_subservice_heading(part.title):
        return False
    duties = sum(wording.is_duty(block.text) or wording.stem_of(block.text) is not None for block in part.blocks)
    return 0 < len(part.blocks) <= 2 * duties


def _before_controls(elements: tuple[Element, ...], *, among_tests: bool) -> tuple[Element, ...]:
    """What stands before the next criterion with its table of controls: a list among the tests ends there.

    In a type 1 these controls are not tested; elsewhere a table of controls alone may be one of the user's.
    """
    for index, (block, following) in enumerate(pairwise(elements)):
        if isinstance(block, Block) and isinstance(following, Table) and criteria_ids.leading(block.text):
            roles = roles_of(following, None)
            tested = roles is not None and roles.has(ColumnRole.TEST, ColumnRole.RESULT)
            if tested or (among_tests and roles is not None and roles.for_controls):
                return elements[:index]
    return elements


def _place(kind: CuecKind, parts: tuple[Passage, ...], criteria: tuple[str, ...]) -> _Place:
    among_tests = parts[0].section.role is Role.TESTS
    entries = read_list(_before_controls(elements_of(parts), among_tests=among_tests), _WORDING)
    if criteria:
        entries = tuple(replace(entry, criteria=entry.criteria or criteria) for entry in entries)
    texts = tuple(block.text for part in parts for block in part.blocks)
    if kind is CuecKind.UER and "user" not in parts[0].title.casefold() and any(map(wording.mentions_cuecs, texts)):
        kind = CuecKind.CUEC
    pages = [line.page for entry in entries for line in entry.lines]
    return _Place(
        kind=kind,
        title=parts[0].title,
        first_page=parts[0].first_page,
        last_page=max(pages) if pages and among_tests else last_page(parts),
        entries=entries,
        texts=texts,
        unaudited=parts[0].section.role is Role.OTHER_INFORMATION,
    )


def _rows_in_tests(title: str, rows: tuple[tuple[CuecKind, Entry], ...]) -> Iterator[_Place]:
    for kind in CuecKind:
        entries = tuple(entry for found, entry in rows if found is kind)
        if entries:
            pages = [line.page for entry in entries for line in entry.lines]
            yield _Place(kind, title, min(pages), max(pages), entries, ())


def _unheaded(sections: Sections) -> Iterator[_Place]:
    """A list without a heading of its own: behind "User entities are responsible for:" or the usual assumption."""
    for section in sections.of(Role.DESCRIPTION, Role.TESTS, Role.APPENDIX):
        for part in passages(section, _known, cut_tables=False):
            for index, element in enumerate(part.elements):
                if not isinstance(element, Block) or element.kind is not BlockKind.PARAGRAPH:
                    continue
                opens = wording.stem_of(element.text) or (
                    wording.mentions_cuecs(element.text) and wording.is_introduction(element.text)
                )
                if not opens or (topic_of(part.title) is not None and not wording.mentions_cuecs(element.text)):
                    continue
                tail = replace(part, elements=part.elements[index:], heading=element)
                place = _place(CuecKind.CUEC, (tail,), ())
                duties = sum(wording.is_duty(e.text) or e.stem is not None for e in place.entries)
                announced = wording.mentions_cuecs(element.text) and _is_list(part.elements[index + 1 : index + 2])
                if (duties >= 2 and duties * 2 > len(place.entries)) or (announced and len(place.entries) > 1):
                    yield replace(place, title=part.title)
                    return


def _is_list(following: tuple[Block | Table, ...]) -> bool:
    """Whether a list or a table stands right behind what announces it."""
    return any(isinstance(e, Table) or e.kind is BlockKind.ITEM for e in following)


def _records(places: Iterable[_Place]) -> Iterator[Cuec]:
    """One record an entry; what is printed again in another place adds its criteria to the first."""
    kept: dict[str, Cuec] = {}
    for place in places:
        kind = CuecKind.UER if place.says_none else place.kind
        for entry in place.entries:
            key = "".join(filter(str.isalnum, entry.text.casefold()))
            if key in kept:
                known = kept[key]
                both = dict.fromkeys((*known.criteria, *entry.criteria))
                kept[key] = known.model_copy(update={"criteria": tuple(both), "id": known.id or entry.id})
                continue
            kept[key] = Cuec(
                id=entry.id,
                text=entry.text,
                stem=entry.stem,
                criteria=entry.criteria,
                kind=kind,
                sources=sources_of(entry.lines),
            )
    return iter(kept.values())


def _doubts(places: list[_Place]) -> Iterator[Issue]:
    for place in places:
        if place.unaudited:
            yield warning(
                "cuecs_unaudited",
                _FIELD,
                f'The list "{place.title}" stands in the part that the auditor does not cover.',
                place.first_page,
            )
        if place.says_none:
            yield warning(
                "cuecs_denied_but_listed",
                _FIELD,
                f'"{place.title}" says that no complementary user entity controls are needed, and lists duties of the '
                "user; they are given as responsibilities.",
                place.first_page,
            )
        long = [entry for entry in place.entries if len(entry.text) > 900]
        if long:
            yield warning(
                "cuec_not_divided",
                _FIELD,
                "An entry of the list is very long; it may hold more than one control.",
                long[0].lines[0].page,
            )


def _nothing(sections: Sections, places: list[_Place]) -> Iterator[Found | Issue]:
    """No list: is it said that none is needed, or that it stands elsewhere, or nothing at all?"""
    denying = next((place for place in places if place.says_none), None) or _denied(sections)
    spoken_of = _spoken_of(sections)
    if denying:
        yield _summary(SectionStatus.NONE_STATED, denying)
        return
    yield Found("section:cuecs", SectionSummary(kind=SectionKind.CUECS, status=SectionStatus.NOT_FOUND))
    pointing = next((place for place in places if any(map(wording.is_reference, place.texts))), None)
    if pointing:
        yield warning(
            "cuecs_referenced",
            _FIELD,
            f'"{pointing.title}" lists no controls but refers to another document or place.',
            pointing.first_page,
        )
    elif places:
        yield warning(
            "cuecs_not_read", _FIELD, f'No entry could be read under "{places[0].title}".', places[0].first_page
        )
    elif spoken_of:
        yield warning(
            "cuecs_not_found",
            _FIELD,
            "The report speaks of complementary user entity controls, but no list of them was found.",
            spoken_of,
        )
    else:
        yield warning("cuecs_not_found", _FIELD, "The report has no list of complementary user entity controls.")


def _denied(sections: Sections) -> _Place | None:
    for section in sections.parts:
        if section.role in (Role.CONTENTS, Role.OTHER_INFORMATION):
            continue
        for block in section.blocks:
            if wording.is_none(block.text):
                return _Place(CuecKind.CUEC, section.title, block.page, block.last_page, (), (block.text,))
    return None


def _spoken_of(sections: Sections) -> int | None:
    for section in sections.of(*_ABOUT_THE_REPORT, Role.DESCRIPTION):
        for block in section.blocks:
            if wording.mentions_cuecs(block.text):
                return block.page
    return None


def _summary(status: SectionStatus, place: _Place) -> Found:
    return Found(
        "section:cuecs",
        SectionSummary(
            kind=SectionKind.CUECS,
            status=status,
            title=place.title,
            first_page=place.first_page,
            last_page=place.last_page,
        ),
    )


def _criteria_above(parts: tuple[Passage, ...], *, only: bool) -> list[tuple[str, ...]]:
    """In the tests section: the criterion above each passage, read off a heading, a line or a table row.

    The `only` list, where it stands behind the last of the criteria, belongs to none of them: it is the whole report's.
    """
    found: list[tuple[str, ...]] = []
    criteria: tuple[str, ...] = ()
    lists = [index for index, part in enumerate(parts) if wording.heading_kind(part.title)]
    for index, part in enumerate(parts):
        if only and [index] == lists and not any(map(_leads, parts[index:])):
            return [*found, *((),) * (len(parts) - index)]
        criteria = leading_criteria(part.title) or criteria
        found.append(criteria)
        for element in part.elements:
            if isinstance(element, Block):
                criteria = leading_criteria(element.text) or criteria
                continue
            for row in element.rows:
                criteria = (leading_criteria(row.cells[0].text) if row.cells else ()) or criteria
    return found


def _leads(part: Passage) -> bool:
    """Whether a criterion stands in a passage above what belongs to it."""
    rows = (row for element in part.elements if isinstance(element, Table) for row in element.rows if row.cells)
    texts = (part.title, *(block.text for block in part.blocks), *(row.cells[0].text for row in rows))
    return any(map(leading_criteria, texts))


def _known(title: str) -> bool:
    return wording.heading_kind(title) is not None or is_subservice_heading(title)


def _same_list(part: Passage) -> bool:
    return (is_group(part.title) and not _foreign(part.title)) or _lays_duties(part)


def _foreign(text: str) -> bool:
    if text.rstrip().endswith((".", ";")):
        return False
    if is_subservice_heading(text):
        return True
    return topic_of(text) is not None and len(text.split()) <= 12 and not is_group(text)


def _foreign_table(table: Table) -> bool:
    columns, _ = columns_of(table)
    if ListColumn.RESULT in columns or ListColumn.ORGANIZATION in columns:
        return True
    return any(wording.is_tested_row(row.cells[0].text) for row in table.rows if len(row.cells) == 1)


def _is_introduction(text: str) -> bool:
    if wording.is_introduction(text) or wording.is_none(text) or wording.is_bare_none(text):
        return True
    return wording.is_pointer(text) or (wording.is_reference(text) and not wording.is_duty(text))


def _is_entry(text: str) -> bool:
    return wording.is_duty(text) or wording.is_trade_duty(text) or wording.is_plain_duty(text)


_WORDING = ListWording(
    is_entry=_is_entry,
    may_be_entry=wording.is_demand,
    is_introduction=_is_introduction,
    is_foreign=_foreign,
    is_foreign_table=_foreign_table,
    stem_of=wording.stem_of,
    split=wording.split_duties,
    take_identifier=wording.take_identifier,
    heads=wording.names_user,
)
