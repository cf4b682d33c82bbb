"""Headings and contents -> the sections of a report, by role, never by number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from soc2parse.contents import Contents, find_contents
from soc2parse.language.columns import ColumnRole, header_roles
from soc2parse.language.headings import is_continued, read_heading, squeeze
from soc2parse.layout.document import Layout
from soc2parse.layout.element import Block, Line, Table
from soc2parse.layout.lazy import lazy
from soc2parse.letters import mended
from soc2parse.reading.page import Pages
from soc2parse.start import Start, enough
from soc2parse.starts import StartFinder

Element = Block | Table
S = TypeVar("S")
T = TypeVar("T")


class Role(StrEnum):
    """What a part of the report is for, whatever its number and title."""

    FRONT = "front"  # cover, notices, executive summary: all before the first section
    CONTENTS = "contents"
    AUDITOR_REPORT = "auditor_report"
    ASSERTION = "assertion"
    SUBSERVICE_ASSERTION = "subservice_assertion"
    DESCRIPTION = "description"
    TESTS = "tests"  # criteria, controls, tests and results; the controls alone in a type 1
    OTHER_INFORMATION = "other_information"  # unaudited: nothing in it becomes a test result
    APPENDIX = "appendix"


@dataclass(frozen=True, eq=False)
class Section:
    """A part of the report: its title as printed, its pages, and its blocks and tables in reading order. Compared by
    identity, as `Sections` is.

    `first_page` is the page of its heading (a title page of its own counts), `last_page` the last with text of it.
    """

    role: Role
    title: str
    first_page: int
    last_page: int
    elements: tuple[Element, ...]

    @lazy
    def blocks(self) -> tuple[Block, ...]:
        """Headings, paragraphs and items, without the tables."""
        return tuple(element for element in self.elements if isinstance(element, Block))

    @lazy
    def tables(self) -> tuple[Table, ...]:
        """The tables, joined over pages."""
        return tuple(element for element in self.elements if isinstance(element, Table))


@dataclass(frozen=True, eq=False)
class Sections:
    """All parts of the report in order, and what the file says about itself. Compared by identity, so that what is read
    of it can be kept.

    `page_count` and `unreadable` (pages whose text can't be trusted) let an extractor tell "not there" from "not read";
    `furniture` is the running headers and footers, letterheads and watermarks among them.
    """

    parts: tuple[Section, ...]
    page_count: int = 0
    unreadable: tuple[int, ...] = ()
    furniture: tuple[Line, ...] = ()

    def of(self, *roles: Role) -> tuple[Section, ...]:
        """The parts with one of these roles, in the report's order."""
        return tuple(part for part in self.parts if part.role in roles)

    def unreadable_in(self, *roles: Role) -> tuple[int, ...]:
        """The unreadable pages within the parts with one of these roles."""
        spans = [(part.first_page, part.last_page) for part in self.of(*roles)]
        return tuple(page for page in self.unreadable if any(first <= page <= last for first, last in spans))


def read_once(read: Callable[[S], T]) -> Callable[[S], T]:
    """What several extractors ask of the sections, or of one, read once and forgotten together with these."""
    known: WeakKeyDictionary[S, T] = WeakKeyDictionary()

    @wraps(read)
    def once(sections: S) -> T:
        if sections not in known:
            known[sections] = read(sections)
        return known[sections]

    return once


# A part of the description that some reports print on its own, also behind the tests.
_CUECS = "cuecs"
# A bridge letter bound behind the report: its dates are not the report's.
_LETTER = "letter"
_MAPPING = "mapping"
_ROLES = {_CUECS: Role.DESCRIPTION, _LETTER: Role.APPENDIX, _MAPPING: Role.APPENDIX}
_ASSERTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "section part tab i ii iii iv v vi vii 1 2 3 4 5 6 7 one two three four five six seven the of by from and its "
        "s management assertion assertions written statement letter report subservice organization provided continued",
    )
)
_MAIN = (Role.AUDITOR_REPORT, Role.ASSERTION, Role.DESCRIPTION, Role.TESTS, Role.OTHER_INFORMATION)


def find_sections(layout: Layout, pages: Pages) -> Sections:
    """The parts of a report in the order of its pages, by the wording of their headings, never by their number.

    Where headings fail (pictures, odd words), the first sentence of a part tells, then bookmarks and the contents page.
    """
    elements = layout.elements
    contents = find_contents(elements)
    finder = StartFinder(elements, contents, pages.outline)
    starts = _choose(finder, finder.headings())
    starts = _by_opening(finder, starts)
    starts = _by_bookmarks(finder, starts, contents, pages)
    starts = _second_assertions(_nameless(finder, starts))
    parts = _Cutter(finder, pages).cut(starts)
    unreadable = tuple(page.number for page in pages.pages if page.unreadable)
    return Sections(parts, len(pages.pages), unreadable, layout.furniture)


def _choose(finder: StartFinder, headings: list[Start]) -> list[Start]:
    """The headings that open sections: those numbered as sections or on title pages; of the others the weightiest."""
    known = {start.role for start in headings if start.sure}
    best: dict[str | None, Start] = {}
    for start in headings:
        if start.role not in best or start.weight > best[start.role].weight:
            best[start.role] = start
    chosen: list[Start] = []
    for start in headings:
        current = chosen[-1] if chosen else None
        if start.role == _CUECS and current and current.role == Role.DESCRIPTION and not _numbered(start):
            continue
        if start.role == _CUECS and not _numbered(start) and _tests_follow(finder.elements[start.index :]):
            continue
        if start.role == _MAPPING and not start.sure:
            continue
        repeats = current is not None and start.role == current.role
        if repeats and current and not _is_another(start, current):
            continue
        if not start.sure and not repeats:
            first = best[start.role]
            weaker = start.index < first.index and start.weight < first.weight - 2
            one_of_several = start.role == Role.APPENDIX or finder.brings_results(start)
            if (
                not enough(start)
                or (start.role in known and not one_of_several)
                or weaker
                or finder.is_inside(start, current)
            ):
                continue
        chosen.append(start)
    return chosen


def _tests_follow(elements: Sequence[Element]) -> bool:
    """Whether tables of tests come behind a heading: then it stands among the tests, under one criterion."""
    return any(
        ColumnRole.TEST in (header_roles(row.texts) or ())
        for element in elements
        if isinstance(element, Table)
        for row in element.rows[: element.header]
    )


def _numbered(start: Start) -> bool:
    heading = read_heading(start.title)
    return heading is not None and heading.labelled


def _is_another(start: Start, current: Start) -> bool:
    """Whether a second heading of the same role opens a part of its own, not a continuation or a running header."""
    if start.page == current.page or is_continued(start.title):
        return False
    if start.role == Role.ASSERTION:
        return enough(start) and bool(_owner(start.title) - _owner(current.title))
    if not (start.sure and current.sure):
        return False
    first, second = (squeeze((read_heading(each.title) or each).title) for each in (current, start))
    return bool(first and second) and not (first in second or second in first)


def _owner(title: str) -> frozenset[str]:
    """The words of an assertion's title that may name whose it is."""
    words = re.findall(r"[a-z0-9]+", title.lower().replace("’s", "").replace("'s", ""))
    return frozenset(word for word in words if not re.fullmatch(r"\d[a-h]", word)) - _ASSERTION_WORDS


def _by_opening(finder: StartFinder, starts: list[Start]) -> list[Start]:
    """The parts that no heading opened, by their first sentence, first table or first topic."""
    for role in (Role.AUDITOR_REPORT, Role.ASSERTION, Role.TESTS, Role.DESCRIPTION, Role.OTHER_INFORMATION):
        if any(start.role == role for start in starts):
            continue
        found = finder.opening(role, [start for start in starts if start.role in _MAIN])
        if found is not None and all(start.index != found.index for start in starts):
            starts = sorted([*starts, found], key=lambda start: start.index)
    return starts


def _by_bookmarks(finder: StartFinder, starts: list[Start], contents: Contents, pages: Pages) -> list[Start]:
    """The parts that only a bookmark or the contents page places: their pages are pictures, or their headings odd."""
    for role in _MAIN:
        if any(start.role == role for start in starts):
            continue
        page, title = _bookmark(role, pages) or _listed(role, starts, contents, pages) or (0, "")
        if page:
            starts = sorted([*starts, finder.at_page(role, title, page)], key=lambda start: (start.page, start.index))
    return starts


def _bookmark(role: Role, pages: Pages) -> tuple[int, str] | None:
    for title, page in pages.outline:
        heading = read_heading(title)
        if heading is not None and heading.role == role and (heading.sure or heading.labelled) and page > 1:
            return page, title
    return None


def _listed(role: Role, starts: list[Start], contents: Contents, pages: Pages) -> tuple[int, str] | None:
    """The page that the contents page gives, where the printed numbers of other parts show how they are counted."""
    offsets = Counter(
        start.page - entry.printed
        for entry in contents.entries
        for start in starts
        if entry.role == start.role and entry.printed is not None
    )
    entry = next((entry for entry in contents.entries if entry.role == role and entry.printed is not None), None)
    if entry is None or entry.printed is None or not offsets:
        return None
    page = entry.printed + offsets.most_common(1)[0][0]
    return (page, entry.title) if max(contents.pages) < page <= len(pages.pages) else None


def _nameless(finder: StartFinder, starts: list[Start]) -> list[Start]:
    """Numbered sections whose title names nothing known ("Section III - Acme Platform"): their text tells the role."""
    named: list[Start] = []
    for position, start in enumerate(starts):
        if start.role is not None:
            named.append(start)
            continue
        end = starts[position + 1].index if position + 1 < len(starts) else None
        role = finder.role_of_text(start, end)
        if role is None and not any(other.role == Role.DESCRIPTION for other in starts):
            role = Role.DESCRIPTION
        if role is not None and not (named and named[-1].role == role and not named[-1].sure):
            named.append(replace(start, role=role))
    return named


def _second_assertions(starts: list[Start]) -> list[Start]:
    """An inclusive subservice organization gives an assertion of its own: it names another organization."""
    result: list[Start] = []
    for start in starts:
        first = next((each for each in result if each.role == Role.ASSERTION), None)
        another = start.role == Role.ASSERTION and first and _owner(start.title) - _owner(first.title)
        result.append(replace(start, role=Role.SUBSERVICE_ASSERTION) if another else start)
    return result


class _Cutter:
    """Cuts the elements at the starts."""

    def __init__(self, finder: StartFinder, pages: Pages) -> None:
        self.elements = finder.elements
        self.contents = finder.contents
        self.pages = pages
        self.with_text = frozenset(finder.words)

    def cut(self, starts: list[Start]) -> tuple[Section, ...]:
        """The parts in order, front matter and contents first; a heading of two roles gives two parts."""
        if not starts:
            return tuple(self._front(len(self.elements)))
        parts = self._front(starts[0].index)
        ends = [start.index for start in starts[1:]] + [len(self.elements)]
        for position, (start, end) in enumerate(zip(starts, ends, strict=True)):
            following = starts[position + 1].page if position + 1 < len(starts) else len(self.pages.pages) + 1
            parts.extend(self._part(start, end, following, first=self._title_page(start, starts)))
        return tuple(parts)

    def _front(self, end: int) -> list[Section]:
        parts: list[Section] = []
        listed = [element for element in self.elements[:end] if self.contents.hold(element)]
        rest = [element for element in self.elements[:end] if not self.contents.hold(element)]
        for role, found in ((Role.FRONT, rest), (Role.CONTENTS, listed)):
            if found:
                parts.append(Section(role, "", found[0].page, found[-1].last_page, tuple(found)))
        return parts

    def _part(self, start: Start, end: int, following: int, first: int) -> list[Section]:
        elements = tuple(self.elements[start.index : end])
        last = max((element.last_page for element in elements), default=start.page)
        last = self._over_pictures(max(last, start.page), following)
        role = _ROLES.get(start.role or "") or Role(start.role or Role.FRONT)
        if role in (Role.AUDITOR_REPORT, Role.ASSERTION, Role.SUBSERVICE_ASSERTION):
            elements = mended(elements, start.title)
        section = Section(role, start.title, first, last, elements)
        if not start.merged:
            return [section]
        other = Role.DESCRIPTION if section.role is Role.ASSERTION else Role.ASSERTION
        return [section, replace(section, role=other)]

    def _over_pictures(self, last: int, following: int) -> int:
        """Pages without text behind a part belong to it, but not a picture that is the next part's title page."""
        while last + 1 < following and last + 1 not in self.with_text and self._unreadable(last + 1):
            last += 1
        return last

    def _title_page(self, start: Start, starts: list[Start]) -> int:
        """A page that is a picture just before a part is its title page, if all parts have such pages before them."""
        before = [each.page for each in starts if each.page > 2 and self._is_picture(each.page - 1)]
        if start.page in before and len(before) >= 2 and len(before) * 2 >= len(starts):
            return start.page - 1
        return start.page

    def _is_picture(self, number: int) -> bool:
        return number not in self.with_text and bool(self.pages.pages[number - 1].pictures)

    def _unreadable(self, number: int) -> bool:
        return self.pages.pages[number - 1].unreadable is not None
