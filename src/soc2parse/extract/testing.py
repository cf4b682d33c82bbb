"""Controls, their tests and results, the criteria mapping and the exceptions: what the tests section holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soc2parse.extract import accounting, contradicted, exceptions, legend, mapping, odd_ids, references
from soc2parse.extract.cards import read_cards
from soc2parse.extract.control_rows import RowReader, read_rows
from soc2parse.extract.controls import Controls, together
from soc2parse.extract.described import described_apart
from soc2parse.extract.found import Found
from soc2parse.extract.inline_criteria import split_criteria
from soc2parse.extract.inline_ids import bare_id
from soc2parse.extract.left_ids import with_left_ids
from soc2parse.extract.listed_controls import read_list
from soc2parse.extract.printing import Printing, Trial, text_of
from soc2parse.extract.results_apart import take_results
from soc2parse.extract.run_in import with_colons
from soc2parse.extract.trials import Told, results_of
from soc2parse.language import outcomes
from soc2parse.report import Issue, ReportedException, normal_id
from soc2parse.sections import Element, Role, Section, Sections

_FEWEST = 2  # whole tests that make a reading believable
_MOST = 0.8  # of the controls told whole: no other reading is tried
_MORE = 1.25  # times as much as the rows tell: then the cards are taken


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Yield controls, testing results, criteria mapping and exceptions."""
    parts = sections.of(Role.TESTS)
    reader = _read(list(with_colons(with_left_ids(element for part in parts for element in part.elements))))
    if not reader.printings:
        others = sections.of(Role.DESCRIPTION, Role.APPENDIX)
        reader = read_rows(element for part in others for element in part.elements)
        parts = others if reader.printings else (*parts, *others)
    reader.summaries = take_results(reader.summaries, reader.printings)
    reader.printings += described_apart(sections, reader.printings)
    named = {normal_id(bare_id(text_of(each.control_id))) for each in reader.printings if each.control_id}
    lists = mapping.listed(sections, named)
    controls = Controls.of(reader.printings, lists.criteria)
    tests = list(results_of(reader.printings, controls, _elsewhere(sections, parts, reader, named)))
    yield from (Found("controls", control) for control in controls.records)
    yield from (Found("testing_results", test.record) for test in tests)
    yield from mapping.extract(controls, lists, reader.printings)
    found = list(exceptions.extract(tests, controls, sections, reader.summaries))
    yield from found
    yield from (item for test in tests for item in test.issues)
    yield from together(controls.records)
    yield from odd_ids.check(controls.records)
    known = [item.value for item in found if isinstance(item, Found) and isinstance(item.value, ReportedException)]
    yield from contradicted.check(known, [test.record for test in tests], sections, controls)
    yield from accounting.check(accounting.Read(parts, reader, controls, [test.record for test in tests], known))
    yield from _where(parts, reader)


def _elsewhere(sections: Sections, parts: Sequence[Section], reader: RowReader, named: set[str]) -> Told:
    """What tables and paragraphs beside the tests tell of their results."""
    tables = [table for part in sections.of(Role.TESTS, Role.APPENDIX) for table in part.tables]
    listed = filter(references.lists_exceptions, tables)
    told = dict.fromkeys((*parts, *sections.of(Role.APPENDIX)))  # "Appendix B: Findings"
    numbered = references.numbered(listed, (block for part in told for block in part.blocks), named)
    elements = (element for part in parts for element in part.elements)
    return Told(numbered, legend.read(reader.printings, elements, sections.furniture))


def _read(elements: Sequence[Element]) -> RowReader:
    """What stands in tables and labelled texts, or in cards where these tell more tests whole; else a list."""
    reader = read_rows(elements)
    told = _told(reader.printings)
    named = sum(1 for printing in reader.printings if printing.control_id and _is_told(printing))
    if max(told, named) < max(_FEWEST, _MOST * len(reader.printings)):  # their criteria may stand in a mapping alone
        cards = read_cards(elements)
        split_criteria(cards.printings)
        if _told(cards.printings) > max(told * _MORE, _FEWEST):
            return RowReader(cards.printings, summaries=reader.summaries, heads=cards.heads)
    if not reader.printings:
        reader.printings = read_list(elements)
        split_criteria(reader.printings)
    return reader


def _told(printings: Sequence[Printing]) -> float:
    """How much the printings tell of controls that have a text or an id, a test and a result: these, the criteria.

    One criterion for all tells nothing: it may have stood above another part.
    """
    several = len({each.heading or each.listed for each in printings}) > 1
    whole = filter(_is_told, printings)
    return sum(
        0.5 + 0.25 * bool(each.control_id) + 0.25 * bool(several and (each.heading or each.listed)) for each in whole
    )


def _is_told(printing: Printing) -> bool:
    return bool(printing.control or printing.control_id) and any(map(_is_whole, printing.trials))


def _is_whole(trial: Trial) -> bool:
    return bool(trial.test and trial.result and outcomes.classify(text_of(trial.result), trial.heading).kind)


def _where(parts: tuple[Section, ...], reader: RowReader) -> Iterator[Found]:
    """The part of the report that holds the controls."""
    pages = {printing.page for printing in reader.printings}
    for part in parts:
        if any(part.first_page <= page <= part.last_page for page in pages):
            yield Found("section:controls", part)
            return
