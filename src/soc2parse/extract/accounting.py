"""Nothing vanishes: what the tests section prints is in a record, or in an issue that names the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from soc2parse.extract import cut_texts
from soc2parse.extract.control_rows import RowReader
from soc2parse.extract.controls import Controls
from soc2parse.extract.found import Found, error, warning
from soc2parse.extract.table_roles import header_of
from soc2parse.language import control_ids, criteria_ids, outcomes, procedures
from soc2parse.language.columns import column_role
from soc2parse.layout.element import BlockKind, Line, Table
from soc2parse.reading.page import name_pages
from soc2parse.report import Issue, ReportedException, Source, TestingResult, normal_id
from soc2parse.sections import Element, Section
from soc2parse.terms import SectionStatus

_NOTE = 4  # words
_COUNTED = 5  # controls: fewer show no count


@dataclass(frozen=True)
class Read:
    """What was read of the tests section."""

    parts: Sequence[Section]
    rows: RowReader
    controls: Controls
    tests: Sequence[TestingResult]
    exceptions: Sequence[ReportedException]

    @property
    def elements(self) -> Iterator[Element]:
        """All blocks and tables of the section."""
        return (element for part in self.parts for element in part.elements)


def check(read: Read) -> Iterator[Found | Issue]:
    """Issues for what the section prints and no record holds."""
    if not read.controls.records:
        page = read.parts[0].first_page if read.parts else None
        yield error("controls_not_found", "controls", "No table or list of controls was found.", page)
        yield from _lost_exceptions(read, list(_unread(read)))
        return
    unread = list(_unread(read))
    lost = [*_lost_controls(read), *_skipped(read.controls), *_lost_tests(unread), *_untested(read)]
    yield from lost
    yield from _unplaced(read.rows, unread)
    if lost and read.tests:
        yield Found("status:rows", SectionStatus.NOT_FOUND)
    yield from _unsure_of_exceptions(read.tests, lost)
    yield from _lost_exceptions(read, unread)
    yield from _incomplete(read.controls)
    yield from cut_texts.check(read.controls.records, read.tests)


def _unsure_of_exceptions(tests: Sequence[TestingResult], lost: Sequence[Issue]) -> Iterator[Issue]:
    """An issue where exceptions may stand in rows that were not read or in results that were not understood."""
    unclear = [test for test in tests if test.outcome is None]
    reasons = ["rows that were not read"] if lost and tests else []
    reasons += [f"{len(unclear)} unclear results" if len(unclear) > 1 else "an unclear result"] if unclear else []
    if reasons:
        page = lost[0].page if lost else unclear[0].sources[0].page
        message = f"Exceptions may stand in {' and '.join(reasons)}: see the issues on controls and testing_results."
        yield warning("exceptions_incomplete", "exceptions", message, page)


def _lost_controls(read: Read) -> Iterator[Issue]:
    """Ids of the style of the report's controls that no control bears: "AC-17" between "AC-16" and "AC-18"."""
    ids = [control.id for control in read.controls.records if control.id]
    known = {normal_id(one) for one in ids}
    in_ids = {id(word) for printing in read.rows.printings for line in printing.control_id for word in line.words}
    pages: dict[str, int] = {}
    for name, line in _like_ids(read, ids):
        bare = normal_id(name)
        if bare in known:
            continue
        wrapped = id(line.words[0]) in in_ids and any(one.startswith(bare) for one in known)
        if not wrapped:
            pages.setdefault(name, line.page)
    if pages:
        names = ", ".join(f"{name} on page {page}" for name, page in list(pages.items())[:8])
        more = f" and {len(pages) - 8} more" if len(pages) > 8 else ""
        message = f"Printed like the id of a control, but no control was read there: {names}{more}."
        yield error("controls_not_read", "controls", message, min(pages.values()))


def _like_ids(read: Read, ids: Sequence[str]) -> Iterator[tuple[str, Line]]:
    """What the section prints like the ids; plain ones ("1.02") count where a table's cell begins with them."""
    if (style := control_ids.like(ids)) is not None:
        for line in (line for element in read.elements for line in element.lines):
            for name in style.findall(line.text):
                yield name, line
    elif (plain := control_ids.like_plain(ids)) is not None:
        tables = (element for element in read.elements if isinstance(element, Table))
        for cell in (cell for table in tables for row in table.rows for cell in row.cells if cell.lines):
            for above, line in zip((None, *cell.lines), cell.lines, strict=False):
                if (above is None or above.text.endswith(".")) and (match := plain.match(line.text)):
                    yield match.group(), line


def _skipped(controls: Controls) -> Iterator[Issue]:
    """Controls counted through whose first numbers, or a few in between, were not read: "39", "40", "41" alone."""
    counted = control_ids.counted([control.id for control in controls.records if control.id])
    if len(counted) < max(_COUNTED, len(controls.records)):
        return
    first, last = min(counted), max(counted)
    missing = [number for number in range(1, last) if number not in counted]
    inside = [number for number in missing if number > first]
    if missing and len(inside) <= 0.2 * len(counted):
        names = ", ".join(map(str, missing[:8])) + (", ..." if len(missing) > 8 else "")
        message = f"Controls are counted up to {last}, but none was read with these numbers: {names}."
        yield error("controls_not_read", "controls", message, controls.records[0].sources[0].page)


def _lost_tests(unread: Sequence[Line]) -> Iterator[Issue]:
    """Pages with procedures that no record holds ("Inspected the ..."); "assessed." ends a criterion's words."""
    pages = {line.page for line in unread if _begins_test(line.text)}
    if pages:
        message = f"On {name_pages(sorted(pages))} stand words of tests that belong to no test that was read."
        yield error("tests_not_read", "testing_results", message, min(pages))


def _untested(read: Read) -> Iterator[Issue]:
    """Controls without a test where most have one: it was lost, or another control has it."""
    ids = {test.control_id for test in read.tests}
    texts = {test.control_text for test in read.tests}
    records = read.controls.records
    bare = [one for one in records if one.id not in ids or (one.id is None and one.text not in texts)]
    if bare and 2 * len(bare) < len(records):
        names = ", ".join(one.id or f"one on page {one.sources[0].page}" for one in bare[:5])
        message = (
            f"No test was read of {len(bare)} controls ({names}{', ...' if len(bare) > 5 else ''}); others have one."
        )
        yield error("tests_not_read", "testing_results", message, bare[0].sources[0].page)


def _unplaced(rows: RowReader, unread: Sequence[Line]) -> Iterator[Issue]:
    """Rows of the control tables whose words no record holds; numbers and short notes are no loss."""
    left = {id(line.words[0]) for line in unread}
    words: dict[int, int] = defaultdict(int)
    for lines in filter(None, rows.unplaced):  # a row may hold no more than a criterion
        own = (word.text for line in lines if id(line.words[0]) in left for word in line.words)
        words[lines[0].page] += sum(1 for word in own if word.strip(".,;:()").isalpha())
    pages = [page for page, count in words.items() if count > _NOTE]
    if pages:
        message = f"On {name_pages(sorted(pages))} words stand in the tables of controls that belong to no control."
        yield warning("rows_not_placed", "controls", message, min(pages))


def _begins_test(text: str) -> bool:
    first = next((character for character in text if character.isalpha()), "")
    return first.isupper() and bool(procedures.methods(" ".join(text.split()[:3])))


def _lost_exceptions(read: Read, unread: Sequence[Line]) -> Iterator[Issue]:
    """Lines that speak of an exception and stand in no record."""
    places = [source for record in read.exceptions for source in record.sources]
    loose: dict[int, list[str]] = defaultdict(list)
    for line in unread:
        if not any(_inside(line, place) for place in places):
            loose[line.page].append(line.text)
    for page, texts in sorted(loose.items()):
        if outcomes.mentions_exception(" ".join(texts)):
            message = f"Text on page {page} speaks of an exception, but belongs to no test that was read: look at it."
            yield warning("exception_unaccounted", "exceptions", message, page)


def _inside(line: Line, place: Source) -> bool:
    x0, top, x1, bottom = place.bbox
    middle = (line.top + line.bottom) / 2
    return line.page == place.page and top <= middle <= bottom and line.x1 >= x0 and line.x0 <= x1


def _incomplete(controls: Controls) -> Iterator[Issue]:
    bare = [control for control in controls.records if not control.criteria]
    if bare:
        page = bare[0].sources[0].page
        names = ", ".join(control.id or "(no id)" for control in bare[:5])
        message = f"No criterion was read for {len(bare)} controls ({names}{', ...' if len(bare) > 5 else ''})."
        yield warning("criteria_missing", "controls", message, page)
    for control in controls.records:
        if not control.text:
            page = control.sources[0].page
            yield warning("control_text_missing", "controls", f"Control {control.id} has no text on page {page}.", page)


class _Held:
    """The lines that a record holds: as they are printed, or cut so that no more than their words tell."""

    def __init__(self, read: Read) -> None:
        printed = {id(line) for element in read.elements for line in element.lines}
        taken = list(_taken(read.rows))
        self._lines = set(map(id, taken))
        self._words = {id(word) for line in taken if id(line) not in printed for word in line.words}

    def touches(self, element: Element) -> bool:
        """Whether a record holds any word of the element."""
        lines = element.lines
        whole = not self._lines.isdisjoint(map(id, lines))
        return whole or not all(self._words.isdisjoint(map(id, line.words)) for line in lines)

    def lacks(self, line: Line) -> bool:
        """Whether most of the line stands in no record."""
        return id(line) not in self._lines and 2 * len(self._words.intersection(map(id, line.words))) < len(line.words)


def _unread(read: Read) -> Iterator[Line]:
    """The lines that no record holds, from the first control to the end of its part of the report; all without any."""
    held = _Held(read)
    for part in read.parts:
        begun = not read.controls.records
        for element in part.elements:
            begun = begun or held.touches(element)
            if begun:
                yield from _body(element, held)


def _taken(rows: RowReader) -> Iterator[Line]:
    for printing in rows.printings:
        yield from printing.lines
        for trial in printing.trials:
            for lines in (trial.test, trial.result, trial.sample, trial.detail, trial.response):
                yield from lines
    yield from rows.heads
    for table in rows.summaries:
        yield from table.lines


def _body(element: Element, held: _Held) -> Iterator[Line]:
    """The lines of an element that are held by none and are no heading, no header and no criterion with its words."""
    if not isinstance(element, Table):
        lines = list(filter(held.lacks, element.lines))
        if lines and element.kind is not BlockKind.HEADING and not criteria_ids.leading(element.text):
            yield from lines
        return
    count = len(element.edges) - 1
    for row in element.rows:
        cells = [(cell, lines) for cell in row.cells if (lines := list(filter(held.lacks, cell.lines)))]
        if cells and header_of(row, count) is None:
            left = (lines for cell, lines in cells if not criteria_ids.leading(cell.text))
            yield from (line for lines in left for line in lines if column_role(line.text) is None)
