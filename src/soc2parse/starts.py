"""Where the sections of a report may start: headings by wording and place, first sentences where they fail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter

from soc2parse.contents import Contents
from soc2parse.language.headings import (
    Heading,
    is_numbered,
    loose_role,
    paragraph_kind,
    read_heading,
    squeeze,
)
from soc2parse.language.labels import opens_responses
from soc2parse.language.openings import OPENINGS, is_control_table, is_result_table
from soc2parse.layout.element import Block, BlockKind, Table
from soc2parse.start import ENOUGH, Start, counted
from soc2parse.titles import (
    is_first_topic,
    is_heading,
    is_next_line,
    is_sentence,
    prominence,
    short_text,
    signs,
)

Element = Block | Table

_PAGE = attrgetter("page")
_UNFINISHED = re.compile(r"(?:,|&|\b(?:and|of|the|to|or|its|for|in|on|with|that|a))$", re.IGNORECASE)
_COVER = re.compile(
    r"soc\s?2|system\s+and\s+organi[sz]ation\s+control|service\s+organi[sz]ation\s+control|report\s+on\b", re.IGNORECASE
)
_NEAR = 5  # elements between a heading and the opinion
_OPINION = re.compile(r"\bin\s*our\s*opinion\b|do\s*not\s*express\s*an\s*opinion", re.IGNORECASE)
_AFTER_TESTS_PARAGRAPH = frozenset(
    {"opinion", "qualified", "adverse", "disclaimer", "restricted", "limitations", "basis"}
)
_TITLE_PAGE_WORDS = 45
_HEADER_WORDS = 30
_TOP = 150.0
_REACH = 30


_NONE = Heading(None, "")


class StartFinder:
    """Looks at the elements of one file; what stands on each page is counted once."""

    def __init__(
        self, elements: Sequence[Element], contents: Contents, outline: Sequence[tuple[str, int]] = ()
    ) -> None:
        self.elements = elements
        self.contents = contents
        self.outlined = {(squeeze(title), page) for title, page in outline}
        self.listed = {squeeze(entry.title) for entry in contents.entries}
        self.first: dict[int, int] = {}
        self.words: Counter[int] = Counter()
        for index, element in enumerate(elements):
            self.first.setdefault(element.page, index)
            for page, lines in groupby(element.lines, _PAGE):
                self.words[page] += sum([len(line.words) for line in lines])

    def headings(self) -> list[Start]:
        """All headings that read like one of a section, in order; those of a mere list left out."""
        found: list[Start] = []
        index = 0
        while index < len(self.elements):
            start, used = self._at(index)
            if start is not None:
                found.append(start)
            index += used + 1
        found = self._without_lists(sorted([*found, *self._in_series(found)], key=lambda start: start.index))
        return counted(found)

    def _in_series(self, found: list[Start]) -> list[Start]:
        """Headings numbered and as prominent as the sections found, by a word of theirs: "III. The Platform"."""
        taken = {start.index for start in found}
        series = {
            prominence(self.elements[start.index])
            for start in found
            if (read_heading(start.title) or _NONE).numbered and is_heading(self.elements[start.index])
        }
        more: list[Start] = []
        for index, element in enumerate(self.elements):
            if (
                index in taken
                or self.contents.follow(element)
                or not is_heading(element)
                or prominence(element) not in series
            ):
                continue
            text = self._wrapped(index)[0]
            role = loose_role(text) if is_numbered(text) else None
            if role:
                more.append(Start(role, text, element.page, index, sure=False, weight=ENOUGH))
        return more

    def _at(self, index: int) -> tuple[Start | None, int]:
        element = self.elements[index]
        if self.contents.follow(element) or (element.page == 1 and self._is_cover(1)):
            return None, 0
        for text, used in self._texts(index):
            heading = read_heading(text)
            if heading is None or is_sentence(heading, text) or (heading.label_only and not heading.labelled):
                continue
            if self._is_header_of(index, heading.role):
                return None, 0
            return self._start(index, heading, text, used), used
        return self._title_page(index), 0

    def _is_header_of(self, index: int, role: str | None) -> bool:
        """Whether a line only repeats, as a running header, the heading below it."""
        element = self.elements[index]
        if (read_heading(short_text(element)) or _NONE).label_only:
            return False
        for below in range(index + 1, min(index + 3, len(self.elements))):
            other = self.elements[below]
            if other.page != element.page or not isinstance(other, Block) or other.kind is not BlockKind.HEADING:
                return False
            if is_heading(element) and prominence(other) <= prominence(element):
                continue
            if any((read_heading(text) or _NONE).role == role for text, _ in self._texts(below)):
                return True
        return False

    def _texts(self, index: int) -> Iterator[tuple[str, int]]:
        """The heading as it stands here: with its label before it, over several lines, or a block alone."""
        text, used = self._wrapped(index)
        if not text:
            return
        heading = read_heading(text)
        after = index + used + 1
        if heading is not None and heading.label_only and self._near(index, after, across=heading.labelled):
            title, more = self._wrapped(after)
            following = read_heading(title)
            if title and not (following and following.labelled):
                yield f"{text} {title}", used + 1 + more
        yield text, used
        if used:
            yield short_text(self.elements[index]), 0

    def _near(self, index: int, after: int, *, across: bool) -> bool:
        """Whether the element behind stands on the same page, or on the next one if that may be."""
        return after < len(self.elements) and self.elements[after].page - self.elements[index].page <= across

    def _wrapped(self, index: int) -> tuple[str, int]:
        """A heading with the blocks that are its next lines: as prominent, and no further below than a line."""
        text = short_text(self.elements[index])
        used = 0
        while text and used < 3 and index + used + 1 < len(self.elements):
            block, following = self.elements[index + used], self.elements[index + used + 1]
            if not is_next_line(block, following):
                break
            if paragraph_kind(short_text(following)) and not _UNFINISHED.search(text):
                break
            if is_first_topic(following) or (read_heading(short_text(following)) or _NONE).labelled:
                break
            used += 1
            text = f"{text} {short_text(following)}"
        return text, used

    def _start(self, index: int, heading: Heading, text: str, used: int) -> Start:
        element = self.elements[index]
        page = element.page
        title_page = self.words[page] <= _TITLE_PAGE_WORDS and not self._is_cover(page)
        squeezed = squeeze(heading.title)
        listed = squeezed in self.listed or any(title.endswith(squeezed) for title in self.listed if len(squeezed) > 12)
        outlined = any(at == page and title.endswith(squeezed) for title, at in self.outlined if squeezed)
        top = self._over_header(index, heading.role)
        weight = (
            2 * (listed or outlined)
            + 2 * (self.first[page] == top)
            + is_heading(element)
            + heading.sure
            + heading.numbered
            + 2 * self._opens(heading.role, index + used + 1)
        )
        sure = heading.labelled or (title_page and heading.sure)
        if heading.role == "letter":
            top, sure = self.first[page] if index - self.first[page] < 8 else index, True
        return Start(heading.role, text, page, top, sure, weight, heading.merged)

    def _over_header(self, index: int, role: str | None) -> int:
        """A line above the first heading of a page is a running header that was left there."""
        first = self.first[self.elements[index].page]
        above = self.elements[first:index]
        words = sum(len(line.words) for element in above for line in element.lines)
        title_page = self.words[self.elements[index].page] <= _TITLE_PAGE_WORDS
        near = title_page or self.elements[index].lines[0].top < _TOP
        near = near and all(
            isinstance(element, Block)
            and not any(map(signs, (element.text, *(line.text for line in element.lines))))
            and (read_heading(short_text(element)) or _NONE).role in (None, role)
            for element in above
        )
        return first if near and words <= _HEADER_WORDS else index

    def _title_page(self, index: int) -> Start | None:
        """A page of its own with a title that only a word of tells the role of: "Test Control Matrix"."""
        element = self.elements[index]
        page = element.page
        if self.first[page] != index or not 2 <= self.words[page] <= 14 or self._is_cover(page):
            return None
        text = short_text(element)
        role = loose_role(text) if is_heading(element) else None
        listed = squeeze(text) in self.listed
        return Start(role, text, page, index, sure=listed, weight=4) if role and listed else None

    def _opens(self, role: str | None, index: int) -> bool:
        """Whether the text behind a heading begins as this section does."""
        if role == "description":
            return any(is_first_topic(element) for element in self.elements[index : index + 6])
        wording = OPENINGS.get(role or "")
        if wording is None:
            return False
        for element in self.elements[index : index + _REACH]:
            if isinstance(element, Table):
                if role == "tests" and is_result_table(element):
                    return True
            elif (
                role != "tests" and (heading := read_heading(short_text(element))) and heading.role not in (role, None)
            ):
                return False
            elif wording.search(element.text[:1500]):
                return True
        return False

    def _is_cover(self, page: int) -> bool:
        """Whether a page is one of titles that name the report: no prose on it."""
        index = self.first.get(page)
        if index is None:
            return False
        texts = []
        while index < len(self.elements) and self.elements[index].page == page:
            element = self.elements[index]
            texts.append(element.text if isinstance(element, Block) else "")
            index += 1
        if any(len(text) > 350 for text in texts):
            return False
        return page == 1 or bool(_COVER.search(" ".join(texts)))

    def _without_lists(self, starts: list[Start]) -> list[Start]:
        """Section titles that follow each other with nothing between them are a list of the sections, not sections."""
        runs: list[list[Start]] = []
        for start in starts:
            if runs and self._words_between(runs[-1][-1], start) < 25 and start.page == runs[-1][-1].page:
                runs[-1].append(start)
            else:
                runs.append([start])
        return list(chain.from_iterable(run for run in runs if len({start.role for start in run}) < 3))

    def _words_between(self, first: Start, second: Start) -> int:
        between = self.elements[first.index + 1 : second.index]
        return sum(len(line.words) for element in between for line in element.lines)

    def opening(self, role: str, starts: Sequence[Start]) -> Start | None:
        """Where a part starts by its first sentence, table or topic, at the heading above it if there is one."""
        places = {start.role: start.index for start in starts}
        if role == "tests":
            return self._first_table(max(places.values(), default=0))
        if role == "description":
            floor = max((places[key] + 1 for key in ("auditor_report", "assertion") if key in places), default=0)
            return self._first_topic(floor, places.get("tests", len(self.elements)))
        floor = self._last_result_table() + 1 if role == "other_information" else 0
        if role == "other_information" and not places.get("tests"):
            return None
        for index in range(floor, len(self.elements)):
            element = self.elements[index]
            if (
                isinstance(element, Block)
                and not self.contents.hold(element)
                and OPENINGS[role].search(element.text[:1500])
            ):
                return self._heading_above(role, index, floor)
        return self._over_opinion() if role == "auditor_report" else None

    def _over_opinion(self) -> Start | None:
        """An auditor's report that says nothing but its opinion, by its heading above it."""
        for index, element in enumerate(self.elements):
            if isinstance(element, Block) and _OPINION.search(element.text):
                for above in range(index - 1, max(index - _NEAR, -1), -1):
                    text = short_text(self.elements[above])
                    if (read_heading(text) or _NONE).role == "auditor_report" and is_heading(self.elements[above]):
                        return Start(
                            "auditor_report", text, self.elements[above].page, above, sure=False, weight=ENOUGH
                        )
        return None

    def _first_table(self, floor: int) -> Start | None:
        """The first table of tests and results; failing that, of controls and criteria, as a type 1 lists them."""
        for is_one in (is_result_table, is_control_table):
            for index in range(floor, len(self.elements)):
                element = self.elements[index]
                if isinstance(element, Table) and is_one(element):
                    return self._heading_above("tests", index, floor + 1)
        return None

    def _last_result_table(self) -> int:
        tables = (
            i for i, element in enumerate(self.elements) if isinstance(element, Table) and is_result_table(element)
        )
        return max(tables, default=0)

    def _first_topic(self, floor: int, end: int) -> Start | None:
        """A heading with which descriptions begin: "Company Background", "Overview of Operations"."""
        for index in range(floor, end):
            if is_heading(self.elements[index]) and is_first_topic(self.elements[index]):
                return self._heading_above("description", index, floor)
        return None

    def _heading_above(self, role: str, index: int, floor: int) -> Start:
        page = self.elements[index].page
        best = index
        for above in range(index - 1, max(floor - 1, index - 9), -1):
            element = self.elements[above]
            if element.page != page or (isinstance(element, Block) and len(element.text) > 400):
                break
            if is_heading(element) or (read_heading(short_text(element)) or _NONE).role == role:
                best = above
                if is_heading(element) and loose_role(short_text(element)) == role:
                    break
        text = short_text(self.elements[best]) if best != index else ""
        return Start(role, text, page, best, sure=False, weight=ENOUGH)

    def is_inside(self, start: Start, current: Start | None) -> bool:
        """Whether a heading is one inside the current part, for all its words.

        "Description of Tests of Controls" inside the auditor's report: the opinion still follows. "Management's
        Responses" among the tests: tables of results still follow.
        """
        if current is None:
            return False
        if current.role == "auditor_report":
            return self._opinion_follows(start)
        if start.role in ("auditor_report", "assertion") and current.role == "tests":
            return not self._opens(start.role, start.index + 1)
        if start.role == "letter":
            return False
        if start.role == "appendix" and not self._as_prominent(start, current):
            return True
        return start.role in ("other_information", "appendix") and self._last_result_table() > start.index

    def brings_results(self, start: Start) -> bool:
        """Whether the first table of results stands below a heading of tests: "Appendix A: Tests and Results"."""
        tables = (
            i for i, element in enumerate(self.elements) if isinstance(element, Table) and is_result_table(element)
        )
        first = next(tables, -1)
        return start.role == "tests" and start.index < first < start.index + _NEAR

    def _as_prominent(self, start: Start, current: Start) -> bool:
        """Whether a heading looks like that of the current part, not like one below it.

        What follows other information belongs to it; what follows management's responses alone does not.
        """
        ranks = [prominence(self.elements[each.index]) for each in (start, current)]
        holds = current.role == "other_information" and not opens_responses(current.title)
        return ranks[0] >= ranks[1] and not holds

    def _opinion_follows(self, start: Start) -> bool:
        for element in self.elements[start.index + 1 : start.index + _REACH]:
            if isinstance(element, Table):
                if is_result_table(element):
                    return False
                continue
            if paragraph_kind(short_text(element)) in _AFTER_TESTS_PARAGRAPH or _OPINION.search(element.text):
                return True
            if (heading := read_heading(short_text(element))) and heading.role == "assertion":
                return False
        return False

    def role_of_text(self, start: Start, end: int | None) -> str | None:
        """The role of a part whose heading names nothing, by its first sentences and its tables."""
        within = self.elements[start.index + 1 : end]
        for role in ("auditor_report", "assertion", "other_information"):
            texts = [element.text[:1500] for element in within[:12] if isinstance(element, Block)]
            if any(OPENINGS[role].search(text) for text in texts):
                return role
        if any(isinstance(element, Table) and is_result_table(element) for element in within):
            return "tests"
        return None

    def at_page(self, role: str, title: str, page: int) -> Start:
        """A start at the top of a page, as bookmarks or the contents page place it."""
        index = next((i for i, element in enumerate(self.elements) if element.page >= page), len(self.elements))
        return Start(role, title, page, index, sure=False, weight=ENOUGH)
