"""Controls printed as labelled texts: "Control Activity: ...", "Test Performed: ...", "Result: ..." in turn.

As paragraphs, or as tables whose first column holds the labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from soc2parse.extract.printing import Printing, Trial, after_label, text_of
from soc2parse.extract.table_roles import header_of
from soc2parse.language import control_ids, criteria_ids, outcomes
from soc2parse.language.columns import ColumnRole, column_role
from soc2parse.language.headings import is_continued
from soc2parse.language.labels import Label, label_of
from soc2parse.layout.element import Block, BlockKind, Line, Row, Table
from soc2parse.reading.page import Word

_BEGINS = (ColumnRole.CONTROL, ColumnRole.CONTROL_ID)
_BETWEEN = ("|", "/", "-", "\u2013", "\u2014", "\u00b7", "\u2022", ":")
_COUNT = re.compile(r"[\d.,]+ ?%?|none", re.IGNORECASE)
_TESTED = (ColumnRole.TEST, ColumnRole.RESULT)


def labels_controls(blocks: Iterable[Block], beside: int = 0) -> bool:
    """Whether the paragraphs of a section are labelled controls: two labels of controls and two of tests or results.

    Not where more rows of tables (`beside`) hold controls with tests: "Control Environment Elements" is a heading.
    """
    begins, tested = 0, 0
    for block in blocks:
        begins += _opens_control(block)
        for label, _ in parts_of(block):
            begins += label in _BEGINS
            tested += label in _TESTED
    return begins >= max(2, beside) and tested >= 2


def labels_rows(table: Table, *, cut: bool = False) -> bool:
    """Whether a table's first column holds such labels, more than one of them for tests or results.

    Or its second, beside the controls' ids ("CA-1" merged over "Control", "Test", "Result"). `cut`: the page's end may
    have cut the table, among others of which this is true: its labels are of the control or of the test.
    """
    column = 1 if _ids_first(table) else 0
    firsts = [cell for row in table.rows for cell in row.cells if cell.column == column]
    roles = [role for cell in firsts if (role := column_role(cell.text.rstrip(" :")))]
    if not roles:
        return False
    tested = sum(1 for role in roles if role in _TESTED)
    begins = sum(1 for role in roles if role in _BEGINS)
    names = sum(1 for row in table.rows if len(row.cells) == 1 and control_name(row.cells[0].lines[0]))
    across = sum(1 for row in table.rows if len(row.cells) == 1 and _is_labelled(row.cells[0].text))
    beside = len(table.rows) - names - across
    if _counts(table, column + 1):
        return False
    labelled = len(roles) >= 0.6 * beside
    heads = (header_of(row, len(table.edges) - 1) or () for row in table.rows)
    if cut and not any({ColumnRole.CONTROL, *_TESTED}.intersection(head) for head in heads):
        return labelled and (begins > 0 or tested > 0 or set(roles) == {ColumnRole.RESPONSE})
    return tested >= 1 and (begins >= 1 or names > 0) and labelled


def heads_finding(label: Label | ColumnRole | None, lines: list[Line]) -> bool:
    """ "Finding 1: CC6.2 - Access": what stands below it belongs to the control that it names, not to the last one."""
    return label is Label.DETAIL and bool(criteria_ids.find(text_of(lines)) or control_ids.listed(text_of(lines)))


def _counts(table: Table, column: int) -> bool:
    """Whether the cells behind the labels count: "Total controls tested | 48", "Pass rate | 96.2%"."""
    values = [cell.text for row in table.rows for cell in row.cells if cell.column == column]
    return sum(1 for value in values if _COUNT.fullmatch(value)) > 0.5 * len(values)


def _is_labelled(text: str) -> bool:
    """Whether a text across the table opens with a label: "Exception Detail: For 2 of 25 ..."."""
    found = label_of(text)
    return found is not None and text[len(found[1]) :].lstrip().startswith(":")


def _ids_first(table: Table) -> bool:
    """Whether the first column holds ids alone, beside a column of labels and one of texts."""
    if len(table.edges) < 4 or any(len(row.cells) == 1 and row.cells[0].column for row in table.rows):
        return False
    return all(control_ids.looks_like_id(cell.text) for row in table.rows for cell in row.cells if cell.column == 0)


def labels_cells(table: Table) -> bool:
    """Whether the cells themselves are labelled: "Control No.: AC-07" beside "Criteria: CC2.1", "Control: ..."."""
    texts = [cell.text for row in table.rows for cell in row.cells]
    roles = [label[0] for text in texts if ":" in text and (label := label_of(text))]
    begins = sum(1 for role in roles if role in _BEGINS)
    spanning = all(len(row.cells) == 1 for row in table.rows) and len(table.rows) < 4
    return begins >= 1 and (len(roles) >= 2 or spanning) and len(roles) >= 0.5 * len(texts)


def framed(table: Table) -> Iterator[Table]:
    """The table, or the labelled rows and the table of tests within one frame as two.

    A row "Control Activity: ..." across, below it "Test Procedure | Test Result" and the tests.
    """
    count = len(table.edges) - 1
    head = next((i for i, row in enumerate(table.rows) if header_of(row, count)), 0)
    labelled = any(
        len(row.cells) == 1
        and (label := label_of(row.cells[0].text))
        and label[0] in _BEGINS
        and ":" in row.cells[0].text
        for row in table.rows[:head]
    )
    if labelled:
        yield replace(table, rows=table.rows[:head], header=0)
        yield replace(table, rows=table.rows[head:], header=1)
    else:
        yield table


def parts_of(block: Block) -> Iterator[tuple[Label | ColumnRole | None, list[Line]]]:
    """The block's lines, parted where a line opens with a label; each part with its label and without its words."""
    current: list[Line] = []
    label: tuple[Label | ColumnRole, str] | None = None
    for line in block.lines:
        opened = _label_in(line, block)
        if opened:
            if current:
                yield (label[0] if label else None), after_label(current, label[1]) if label else current
            current, label = [], opened
        current.append(line)
    if current:
        yield (label[0] if label else None), after_label(current, label[1]) if label else current


def _label_in(line: Line, block: Block) -> tuple[Label | ColumnRole, str] | None:
    named = label_of(line.text)
    if named and (":" in line.text or block.kind is BlockKind.HEADING):
        return named
    if line.bold and (role := column_role(line.text.rstrip(" :"))):
        return role, line.text.rstrip(" :")
    return None


@dataclass
class LabelReader:
    """Reads labelled texts in order into `printings`."""

    printings: list[Printing]
    _last: ColumnRole | Label | None = None
    _heading: tuple[str, ...] = ()
    _listed: tuple[str, ...] = ()
    _closed: bool = False  # a heading that is no label stands below the last control

    def takes_criteria(self, block: Block) -> bool:
        """Whether a paragraph of criteria stands below the label "Criteria", and so heads nothing."""
        return self._last is ColumnRole.CRITERION and criteria_ids.is_list(block.text)

    def read_block(self, block: Block, heading: tuple[str, ...]) -> None:
        """Read one paragraph, item or heading; `heading` are the criteria above it."""
        if heading != self._heading:
            self._heading, self._last = heading, None
        if block.kind is BlockKind.HEADING and self._named(block.lines, block.page):
            return
        for label, lines in parts_of(block):
            if block.kind is BlockKind.HEADING and heads_finding(label, lines):
                self._last, self._closed = None, True
            elif label is not None:
                self._feed(label, lines, block.page)
            elif _opens_control(block):
                self._take_opening(lines, block.page)
            elif self._named(lines, block.page):
                pass
            elif block.kind is BlockKind.HEADING:
                self._last, self._closed = None, True
            elif self._last is not None:
                self._feed(self._last, lines, block.page, more=True)

    def read_name(self, block: Block, heading: tuple[str, ...]) -> None:
        """A heading above a labelled table may be the control's name."""
        self._heading = heading
        self._named(block.lines, block.page)

    def read_table(self, table: Table, heading: tuple[str, ...]) -> None:
        """Read a table whose cells are labels and values in turn."""
        self._heading = heading
        named = _ids_first(table)
        for row in table.rows:
            name = row.cell(0) if named else None
            if name:
                self._feed(ColumnRole.CONTROL_ID, list(name.lines), row.page)
            self._read_row(replace(row, cells=row.cells[1:]) if name else row)

    def _read_row(self, row: Row) -> None:
        role: ColumnRole | Label | None = None
        if len(row.cells) == 2 and criteria_ids.is_list(row.cells[1].text):  # "Also meets": "CC7.4"
            self._feed(ColumnRole.CRITERION, list(row.cells[1].lines), row.page)
            return
        if len(row.cells) == 1 and self._named(row.cells[0].lines, row.page):
            return
        for cell in row.cells:
            inside = ":" in cell.text[:-1] and role is None
            named = label_of(cell.text) if len(row.cells) == 1 or inside else None
            label = column_role(cell.text.rstrip(" :"))
            if named:
                self._feed(named[0], after_label(cell.lines, named[1]), row.page)
            elif label and len(row.cells) > 1 and role is None:
                role = self._role_of(label, cell.text, row.cells[1].text)
            elif label and len(row.cells) == 1:
                self._last = label
            elif role is not None:
                self._feed(role, list(cell.lines), row.page)
                role = None
            elif self._last is not None and len(row.cells) == 1:
                self._feed(self._last, list(cell.lines), row.page, more=True)

    def _role_of(self, label: ColumnRole, name: str, beside: str) -> ColumnRole | Label:
        """ "Control | KW-07" is the id, and "Exception | For 2 of 25 ..." below a result is that result's detail."""
        if label is ColumnRole.CONTROL and control_ids.looks_like_id(beside):
            return ColumnRole.CONTROL_ID
        told = label_of(name)
        below = self._last is ColumnRole.RESULT and told is not None and told[0] is Label.DETAIL
        return Label.DETAIL if below else label

    def _named(self, lines: Sequence[Line], page: int) -> bool:
        """A heading "Control 12", "Control #12" or "AC-01 Logical access" begins a control; "(continued)" does not."""
        name = control_name(lines[0])
        if name is None:
            return False
        if is_continued(lines[-1].text) and self.printings:
            return True
        self._start(page)
        self.printings[-1].control_id = [name]
        self._last = None
        return True

    def _take_opening(self, lines: list[Line], page: int) -> None:
        """ "Control CC1.2-A. The board meets each quarter ...": id and text in one paragraph."""
        opening = opening_of(lines)
        if opening is None:
            return
        self._start(page)
        self.printings[-1].control_id = [opening[0]]
        self.printings[-1].control = opening[1]
        self._last = ColumnRole.CONTROL

    def _start(self, page: int) -> None:
        self._closed = False
        self.printings.append(Printing(page, heading=self._heading, listed=self._listed))
        self._listed = ()

    def _feed(self, label: ColumnRole | Label, lines: list[Line], page: int, *, more: bool = False) -> None:
        if label is ColumnRole.CRITERION:
            self._take_criteria(lines)
        elif label in _BEGINS:
            self._take_control(label, lines, page, more=more)
        elif self.printings and not (self._closed and label in (Label.DETAIL, ColumnRole.RESPONSE)):
            self._take_test(label, lines, page, more=more)
        self._last = label if label is not ColumnRole.CRITERION or not lines else None

    def _take_criteria(self, lines: list[Line]) -> None:
        """ "Criteria: CC6.1, CC6.2" below a control's label is that control's; above it, it is the next one's."""
        ids = criteria_ids.find(text_of(lines))
        last = self.printings[-1] if self.printings else None
        if last is not None and not last.trials and not last.listed:
            last.listed = ids
        else:
            self._listed = ids

    def _take_control(self, label: ColumnRole | Label, lines: list[Line], page: int, *, more: bool) -> None:
        last = self.printings[-1] if self.printings else None
        if label is ColumnRole.CONTROL_ID:
            if last is None or last.control_id or last.control:
                self._start(page)
            self.printings[-1].control_id += lines
        else:
            if last is None or (not more and last.control):
                self._start(page)
            self.printings[-1].control += lines

    def _take_test(self, label: ColumnRole | Label, lines: list[Line], page: int, *, more: bool) -> None:
        printing = self.printings[-1]
        trial = printing.trial
        if label is ColumnRole.TEST:
            if trial.result and not more:
                printing.trials.append(type(trial)(page))
            printing.trial.test += lines
        elif label is ColumnRole.RESULT:
            trial.result += lines
        elif label is ColumnRole.RESPONSE:
            below(printing).response += lines
        elif label is ColumnRole.SAMPLE:
            trial.sample += lines
        elif label is Label.DETAIL and text_of(lines).isdigit():  # "Exceptions: 2"
            trial.count += lines
        elif label is Label.DETAIL:
            trial.detail += lines


def below(printing: Printing) -> Trial:
    """The test to which a detail or a response below a control's tests belongs: the last not clean, else the last."""
    bad = [trial for trial in printing.trials if outcomes.is_exception(text_of(trial.result))]
    return bad[-1] if bad else printing.trial


def _opens_control(block: Block) -> bool:
    return opening_of(block.lines) is not None


def opening_of(lines: Sequence[Line]) -> tuple[Line, list[Line]] | None:
    """The id and the text of what begins with "Control AC-01" and goes on with the control's words."""
    words = lines[0].words
    if words[0].text.casefold() != "control" or len(words) < 4 or (name := control_name(lines[0])) is None:
        return None
    rest = words[words.index(name.words[-1]) + 1 :]
    while rest and rest[0].text in (":", "-", "\u2013", "\u2014", "."):
        rest = rest[1:]
    return name, [*([Line(lines[0].page, rest, lines[0].ocr)] if rest else []), *lines[1:]]


def _behind_criteria(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """ "AC-03 Leavers" of "CC6.2 | AC-03 Leavers"."""
    place = 0
    while place < len(words) - 1 and (criteria_ids.is_list(words[place].text) or words[place].text in _BETWEEN):
        place += 1
    return words[place:] if place and control_ids.looks_like_id(words[place].text.rstrip(":"), weak=False) else words


def headed_by(block: Block) -> tuple[Line, list[Line]] | None:
    """The control's id and name that a heading gives behind its criterion: "CC6.2 | AC-03 Leavers"."""
    line = block.lines[0]
    words = _behind_criteria(line.words)
    if block.kind is not BlockKind.HEADING or words is line.words:
        return None
    rest = words[1:]
    return Line(line.page, words[:1], line.ocr), [Line(line.page, rest, line.ocr)] if rest else []


def control_name(line: Line) -> Line | None:
    """The id that a heading begins with, as a line of its own: "Control 12", "#12", "AC-01" of "AC-01 Access"."""
    words = _behind_criteria(line.words)
    named = words[0].text.casefold().strip(":") in ("control", "controls") and len(words) > 1
    for count in (1, 2, 3):
        part = words[1 : 1 + count] if named else words[:count]
        text = " ".join(word.text for word in part).rstrip(":")
        article = count > 1 and part[-1].text == "A"  # "CC7.4 - A response program is followed"
        if control_ids.looks_like_id(text, weak=named) and not criteria_ids.is_list(text) and not article:
            return Line(line.page, words[:2] if named and text.isdigit() else part, line.ocr)
    return None
