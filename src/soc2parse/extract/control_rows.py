"""Control tables -> printings of controls, row by row, with the criterion in force and rows joined over pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from soc2parse.extract.above_table import AboveTable
from soc2parse.extract.closing_ids import split_closing
from soc2parse.extract.combined import above_duties, parted, without_response
from soc2parse.extract.continuation import Situation, adds_trial, numbers_test, rest_of_id, starts_control
from soc2parse.extract.covers import Covers
from soc2parse.extract.fields import Fields, fields_of
from soc2parse.extract.inline_criteria import split_criteria
from soc2parse.extract.inline_ids import split_inline
from soc2parse.extract.labelled import (
    LabelReader,
    below,
    framed,
    heads_finding,
    labels_cells,
    labels_controls,
    labels_rows,
    opening_of,
)
from soc2parse.extract.marked_results import with_results
from soc2parse.extract.notes import NoteReader
from soc2parse.extract.printing import Printing, Trial, after_label, text_of
from soc2parse.extract.reach import Reach
from soc2parse.extract.remarks import take_remarks
from soc2parse.extract.row_shapes import (
    Spread,
    body_of,
    gives_numbers,
    is_left_out,
    is_title,
    is_upper_head,
    parted_rows,
    parts_across,
    reads_as_title,
    spans,
    spread_of_criteria,
)
from soc2parse.extract.several import split_bullets, split_plain, split_several
from soc2parse.extract.table_roles import Roles, names_tests, roles_of, tests_controls
from soc2parse.extract.topped import is_topped, read_topped
from soc2parse.language import control_ids, criteria_ids, outcomes
from soc2parse.language.columns import ColumnRole
from soc2parse.language.labels import Label, label_of
from soc2parse.language.scope import heads_other_standard
from soc2parse.layout.element import Block, BlockKind, Line, Row, Table
from soc2parse.layout.prose import goes_on
from soc2parse.report import normal_id
from soc2parse.terms import Outcome

_FORMS = 3  # tables of labels, at least, before a part of one is taken for its like
# What may stand on a row of its own below the test that it belongs to.
_SUBROWS = (Label.DETAIL, ColumnRole.RESPONSE, ColumnRole.RESULT)


@dataclass
class RowReader:
    """Reads the elements of a tests section in order. `printings` grow."""

    printings: list[Printing] = field(default_factory=list)
    unplaced: list[list[Line]] = field(default_factory=list)
    """Rows of control tables that belong to no control."""
    heading: tuple[str, ...] = ()
    summaries: list[Table] = field(default_factory=list)
    """Tables that list exceptions again, beside the tests in which they stand."""
    heads: list[Line] = field(default_factory=list)
    """Labels and titles of controls that stand in no table."""
    tested: bool = False
    """Whether some table of the section has a column of tests: then one of results without tests is a summary."""
    labelled: bool = False
    """Whether a labelled control ("Control No.: ...") stands right above: a table of tests is of that control."""
    reach: Reach = field(default_factory=Reach)
    _left_out: str = ""
    """What the last row said of a criterion without controls: it may go on overleaf."""
    _roles: Roles | None = None
    _open: bool = False
    """Whether the last printing may still grow: nothing but rows has come since."""
    _above: AboveTable = field(default_factory=AboveTable)
    _skip: bool = False
    _last_of_page: bool = False
    _covers: Covers = field(default_factory=Covers)
    _spread: Spread = Spread.OTHER
    _numbered: bool = False
    """Whether the table's controls begin with ids in their own cells."""
    _answering: Trial | None = None
    """The trial whose response was cut off in mid-sentence."""
    _awaiting: list[Printing] = field(default_factory=list)
    """Printings at a page's end beside a new, empty criterion cell: its words stand at the top of the next page."""

    def read_block(self, block: Block) -> None:
        """A criterion above a table ("CC6.1 The entity ...") holds for the rows that follow."""
        led = criteria_ids.leading(block.text)
        if led:
            self._set_heading(led.ids)
            self.reach.begin(block)
            self._above.head(block)
        elif (
            self.reach.ends(block)
            or criteria_ids.series(block.text)
            or (block.kind is BlockKind.HEADING and heads_other_standard(block.text))
        ):
            self._set_heading(())
        elif not self._above.read(block) and self._open and self.printings:
            labelled = label_of(block.text)
            if not labelled or labelled[0] not in _SUBROWS or ":" not in block.lines[0].text:
                return
            if heads_finding(labelled[0], after_label(block.lines, labelled[1])):
                self._open = False
            elif not _is_clean(self.printings[-1]):
                self._attach(labelled[0], labelled[1], list(block.lines))

    def read_table(self, table: Table) -> None:
        """Read the rows of a table where it is one of controls."""
        inside = any(len(row.cells) == 1 and opening_of(row.cells[0].lines) for row in table.rows)
        named = inside or self.labelled or self._above.name is not None
        roles = roles_of(table, self._roles, named=named, headed=bool(self.heading))
        if roles is None:
            return
        if self._above.name and not roles.for_controls:
            name, control = self._above.name, self._above.control
            self.printings.append(Printing(name.page, self.heading, control_id=[name], control=control))
            self._open = True
        elif self.labelled and self.printings and not roles.for_controls:
            self._open = True
        self._above.clear()
        self.labelled = False
        if self.tested and not roles.has(ColumnRole.TEST) and roles.has(ColumnRole.RESULT, ColumnRole.RESPONSE):
            self.summaries.append(table)
            return
        if self._roles and self._roles.has(ColumnRole.CRITERION) and not roles.has(ColumnRole.CRITERION):
            self.heading = ()  # a cell's criterion holds for its own table
        self._roles = roles
        body = list(body_of(table, len(roles.columns)))
        self._spread = spread_of_criteria(table, roles, body)
        self._numbered = gives_numbers(roles, body)
        page = table.rows[0].page - 1 if not self._open else (self.printings[-1].page if self.printings else 0)
        rows = list(parted_rows(body, roles))
        for i, row in enumerate(rows):
            if spans(row, roles):
                self._read_spanning([line for cell in row.cells for line in cell.lines], first=row.page != page)
                continue
            self._last_of_page = i + 1 == len(rows) or rows[i + 1].page != row.page
            self._read_row(row, roles, first=row.page != page)
            page = row.page
        self._open = True

    def _set_heading(self, ids: tuple[str, ...]) -> None:
        if ids != self.heading:
            self._open = False
        self.heading = ids
        self._skip = False

    def _read_row(self, row: Row, roles: Roles, *, first: bool) -> None:
        labelled = label_of(row.cells[0].text) if len(row.cells) <= 2 and row.cells[0].column == 0 else None
        if labelled and labelled[0] in _SUBROWS and self.printings and self._open:
            self._attach(labelled[0], labelled[1], [line for cell in row.cells for line in cell.lines])
            return
        if labelled and labelled[0] is Label.USER_ENTITY and len(row.cells) == 1:
            self._skip = True
            return
        self.unplaced += [list(cell.lines) for cell in row.cells if cell.column in roles.nameless]
        read = fields_of(row, roles)
        fields, criteria = read.by_role, read.criteria
        if self._skip and not fields.get(ColumnRole.CONTROL_ID) and not fields.get(ColumnRole.RESULT):
            return
        self._skip = False
        control = fields.get(ColumnRole.CONTROL, [])
        if self._left_out and first and criteria is None and goes_on(self._left_out, text_of(control)):
            self._left_out += " " + text_of(control)
        elif is_left_out(fields):
            self._take_criteria(row, criteria, first=first)
            self._open, self._left_out = False, text_of(control)
        else:
            self._left_out = ""
            further = roles.further and bool(self.heading)
            self._place(row, fields, None if further else criteria, roles, first=first)
            self._add_criteria((*((further and criteria) or ()), *read.own))
            if self.printings:
                take_remarks(self.printings[-1].trial, row, roles)

    def _add_criteria(self, ids: tuple[str, ...]) -> None:
        """Criteria that a row's control meets beside the one that stands above it."""
        if ids and self.printings:
            self.printings[-1].listed = tuple(dict.fromkeys((*self.printings[-1].listed, *ids)))

    def _read_spanning(self, lines: list[Line], *, first: bool) -> None:
        parts = parts_across(lines)
        if len(parts) > 1:
            for part in parts:
                self._read_spanning(part, first=first)
            return
        text = text_of(lines)
        led, labelled = criteria_ids.leading(text), label_of(text)
        if opening := opening_of(lines):
            self.printings.append(Printing(lines[0].page, self.heading, control_id=[opening[0]], control=opening[1]))
            self._open, self._skip = True, False
        elif led:
            self._set_heading(led.ids)
        elif criteria_ids.series(text) or heads_other_standard(text):
            self._set_heading(())
        elif labelled and labelled[0] is Label.USER_ENTITY:
            self._skip = True
        elif labelled and self.printings and self._open:
            self._attach(labelled[0], labelled[1], lines)
        elif self.printings and self._open and not first and outcomes.mentions_exception(text):
            self._attach_detail(lines)
        elif not control_ids.supporting(text) and not reads_as_title(text):
            self.unplaced.append(lines)

    def _attach_detail(self, lines: list[Line]) -> None:
        """An exception's detail across the table: of the last control, or of those it names ("AC-03: For 2 of 25")."""
        target = self.printings[-1]
        touched = {id(target): target}
        for line in lines:
            first, *rest = line.words
            name = normal_id(first.text) if first.text.endswith(":") and rest else None
            same = (p for p in reversed(self.printings) if normal_id(text_of(p.control_id)) == name)
            named = next(same, None) if name is not None else None
            target = named or target
            touched[id(target)] = target
            below(target).detail.append(Line(line.page, tuple(rest), line.ocr) if named else line)
        for printing in touched.values():
            trial = below(printing)
            trial.detail, response = without_response(trial.detail)
            trial.response += response

    def _attach(self, label: Label | ColumnRole, words: str, lines: list[Line]) -> None:
        """A sub-row belongs to the row above it."""
        trial = below(self.printings[-1])
        rest = after_label(lines, words)
        if label is ColumnRole.RESPONSE:
            trial.response += rest
        elif label is Label.DETAIL:
            self._attach_detail(rest)
        elif label is ColumnRole.RESULT:
            trial.result += above_duties(rest)
        elif label is ColumnRole.TEST:
            trial.test += rest
        else:
            self.unplaced.append(lines)

    def _place(self, row: Row, fields: Fields, criteria: tuple[str, ...] | None, roles: Roles, *, first: bool) -> None:
        """Put the row's fields where they belong: a new control, a further test of the last one, or its rest."""
        if criteria is not None and not roles.has(ColumnRole.CONTROL_ID) and ColumnRole.CONTROL not in fields:
            self.heading = criteria
        fields, further = parted(fields, roles)
        situation = self._situation(row, fields, criteria, roles, first=first)
        if situation is not None and numbers_test(situation):
            self.printings[-1].name_text()
        overleaf = (
            self._last_of_page
            and criteria is not None
            and ColumnRole.TEST in fields
            and not fields.keys() & {ColumnRole.CONTROL, ColumnRole.CONTROL_ID}
        )
        if overleaf:  # the control's own cell begins on the next page
            self._take_criteria(row, criteria, first=first)
            self._new_printing(row, fields)
        elif situation is not None and not self.printings[-1].lines:
            self.printings[-1].control_id = list(fields.get(ColumnRole.CONTROL_ID, []))
            self.printings[-1].control = list(fields.get(ColumnRole.CONTROL, []))
            if adds_trial(situation):
                self.printings[-1].trials.append(Trial(row.page))
            self._fill_trial(fields)
        elif situation is None or starts_control(situation):
            if not self._holds_control(fields):
                return
            self._take_criteria(row, criteria, first=first)
            self._new_printing(row, fields)
            if not self.heading and self._spread is Spread.MERGED:
                self._awaiting.append(self.printings[-1])
        else:
            if criteria and first and ColumnRole.CONTROL in fields:  # the rest of all cells, the criterion's too
                self.heading = tuple(dict.fromkeys((*self.printings[-1].heading, *criteria)))
                self.printings[-1].heading = self.heading
            self.printings[-1].control_id += rest_of_id(situation)
            self.printings[-1].control += fields.get(ColumnRole.CONTROL, [])
            if adds_trial(situation):
                self.printings[-1].trials.append(Trial(row.page))
            self._fill_trial(fields)
        for test, result in further:
            self.printings[-1].trials.append(Trial(row.page, test, result))
        self._covers.remember(row, roles)
        self._open = True

    def _holds_control(self, fields: Fields) -> bool:
        """Whether a row that goes on with none holds a control itself; a title does not, and other words are told."""
        if is_title(fields):
            return False
        if fields.get(ColumnRole.CONTROL) or fields.get(ColumnRole.CONTROL_ID):
            return True
        self.unplaced.append([line for lines in fields.values() for line in lines])
        return False

    def _take_criteria(self, row: Row, criteria: tuple[str, ...] | None, *, first: bool) -> None:
        """The criterion of a new control's row: printed in it, or merged down from above, or still to come."""
        if criteria is not None:
            self.heading = criteria
            for printing in self._awaiting if first else ():
                printing.heading = criteria
            self._awaiting = []
        elif self._spread is Spread.REPEATED:
            self.heading = ()  # printed in every row: in this one it could not be read
        elif self._spread is Spread.MERGED and not (first or self._awaiting) and self._covers.end_above(row):
            self.heading = ()

    def _new_printing(self, row: Row, fields: Fields) -> None:
        printing = Printing(row.page, heading=self.heading)
        printing.control_id = list(fields.get(ColumnRole.CONTROL_ID, []))
        printing.control = list(fields.get(ColumnRole.CONTROL, []))
        self.printings.append(printing)
        self._fill_trial(fields)

    def _fill_trial(self, fields: Fields) -> None:
        trial = self.printings[-1].trial
        shared = bool(trial.result) and self._roles is not None and not self._roles.has(ColumnRole.RESULT)
        rest = fields.get(ColumnRole.TEST, []) if shared else []  # of a cell of both: its result stands last
        trial.test += [] if shared else fields.get(ColumnRole.TEST, [])
        self._fill_result(trial, [*rest, *fields.get(ColumnRole.RESULT, [])])
        trial.heading = self._roles.result if self._roles else None
        trial.sample += fields.get(ColumnRole.SAMPLE, [])
        trial.count += fields.get(ColumnRole.EXCEPTION, [])
        trial.response += fields.get(ColumnRole.RESPONSE, [])

    def _fill_result(self, trial: Trial, lines: list[Line]) -> None:
        """A result and the response in its cell; a response that the page's end cuts in a sentence goes on overleaf."""
        cut = trial is self._answering and bool(lines)
        result, response = ([], lines) if cut else without_response(lines)
        trial.result += result
        trial.response += response
        answered = sum(len(line.words) for line in result) < sum(len(line.words) for line in lines)
        ended = bool(response) and response[-1].text.rstrip().endswith((".", "!", ")"))
        self._answering = trial if answered and not ended else None

    def _situation(
        self, row: Row, fields: Fields, criteria: tuple[str, ...] | None, roles: Roles, *, first: bool
    ) -> Situation | None:
        """The row with what comes before it; None where nothing does that may go on."""
        if not self.printings or not self._open:
            return None
        covered = self._covers.reaching(row)
        drawn = any(cell.bottom is not None for cell in row.cells)
        last = self.printings[-1]
        other = bool(criteria) and criteria != last.heading
        return Situation(last, fields, roles, first, drawn, covered, self._numbered, other)


def _is_clean(printing: Printing) -> bool:
    """Whether all tests of a control were good: an exception told in a paragraph below its table is not its own."""
    results = [outcomes.classify(text_of(trial.result), trial.heading).kind for trial in printing.trials]
    return bool(results) and all(kind is Outcome.NO_EXCEPTION for kind in results)


def read_rows(elements: Iterable[Block | Table]) -> RowReader:
    """All printings of the elements of a tests section."""
    parts = [part for one in elements for part in (framed(with_results(one)) if isinstance(one, Table) else (one,))]
    tables = [element for element in parts if isinstance(element, Table)]
    rows = sum(len(table.rows) for table in tables if tests_controls(table))
    labelled = labels_controls((element for element in parts if isinstance(element, Block)), beside=rows)
    forms = sum(1 for table in tables if labels_rows(table))
    in_tables = forms > 0 or any(map(labels_cells, tables))
    tested = labelled or in_tables or any(names_tests(table) for table in tables)
    topped = not tested and any(is_topped(table) for table in tables)
    reader = RowReader(tested=tested, reach=Reach.over(part for part in parts if isinstance(part, Block)))
    labels = LabelReader(reader.printings)
    notes = NoteReader(reader.printings)
    for element, following in zip_longest(parts, parts[1:]):
        if is_upper_head(element, following):
            continue
        if isinstance(element, Block):
            if notes.read(element):
                continue
            if not (labelled and (label_of(element.text) or labels.takes_criteria(element))):
                reader.read_block(element)
            if labelled:
                labels.read_block(element, reader.heading)
            elif in_tables and len(element.text.split()) < 8:
                labels.read_name(element, reader.heading)
        elif labels_rows(element, cut=forms >= _FORMS) or labels_cells(element):
            labels.read_table(element, reader.heading)
            reader.labelled = True
        elif topped and read_topped(element, reader.heading, reader.printings):
            pass
        else:
            reader.read_table(element)
    reader.printings[:] = split_several([printing for printing in reader.printings if printing.lines])
    reader.printings[:] = split_closing(reader.printings)
    split_inline(reader.printings)
    reader.printings[:] = split_bullets(split_plain(reader.printings))
    split_criteria(reader.printings)
    return reader
