"""A row's cells -> its lines by role: by the column they stand in, or by a label inside a cell ("Result: ...")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from soc2parse.extract.printing import after_label, text_of
from soc2parse.extract.table_roles import Roles
from soc2parse.language import control_ids, criteria_ids
from soc2parse.language.columns import ColumnRole, names_further
from soc2parse.language.labels import label_of
from soc2parse.layout.element import Cell, Line, Row

Fields = dict[ColumnRole, list[Line]]
# What a label inside a control's cell may name; "Owner: ..." is the control's own text.
_INSIDE = (ColumnRole.TEST, ColumnRole.RESULT, ColumnRole.RESPONSE, ColumnRole.CRITERION)


@dataclass
class RowFields:
    """One row: its lines by role, and the criteria of its criterion cell (None without one).

    `own` are criteria that the control's own cell names ("Criteria: CC6.1"): they hold for no other row.
    """

    by_role: Fields = field(default_factory=dict)
    criteria: tuple[str, ...] | None = None
    own: tuple[str, ...] = ()


def fields_of(row: Row, roles: Roles) -> RowFields:
    """The fields of a row under columns of these roles."""
    read = RowFields()
    for cell in row.cells:
        role = _role(cell, row, roles)
        if role is None:
            continue
        if role is ColumnRole.CONTROL_ID and (also := _also_below(cell)):
            name, further = also
            read.own += criteria_ids.find(text_of(further))
            _add(read, role, name)
        elif role is ColumnRole.CONTROL_ID and (listed := _criteria_below(cell)):
            read.criteria = listed
            _add(read, role, [line for line in cell.lines if not criteria_ids.is_list(line.text)])
        elif role is ColumnRole.CONTROL_ID and roles.shared and criteria_ids.is_list(cell.text):
            _add(read, ColumnRole.CRITERION, list(cell.lines))
        elif role is ColumnRole.CRITERION and _is_id(cell) and not roles.has(ColumnRole.CONTROL_ID):
            _add(read, role, list(cell.lines))
            _add(read, ColumnRole.CONTROL_ID, list(cell.lines))
        elif role is ColumnRole.CONTROL:
            for part in labelled_parts(cell.lines):
                label = _label(part[0])
                if label and label[0] is ColumnRole.CRITERION:
                    read.own += criteria_ids.find(text_of(after_label(part, label[1])))
                    continue
                _add(read, *((label[0], after_label(part, label[1])) if label else (role, part)))
        else:
            _add(read, role, list(cell.lines))
    return read


def _is_id(cell: Cell) -> bool:
    """Whether a control's own number stands where others have the criterion's: "CC6.2.1" below "CC6.2"."""
    return control_ids.looks_like_id(cell.text, weak=False) and not criteria_ids.is_list(cell.text)


def _role(cell: Cell, row: Row, roles: Roles) -> ColumnRole | None:
    """What the cell holds; a text across the tests and their results is that of the control named beside it."""
    covered = [role for role in roles.columns[cell.column : cell.column + cell.span] if role]
    tested = {ColumnRole.TEST, ColumnRole.RESULT} <= set(covered)
    if tested and len(row.cells) == 2 and not roles.has(ColumnRole.CONTROL):
        return ColumnRole.CONTROL
    return covered[0] if covered else None


def _add(read: RowFields, role: ColumnRole, lines: list[Line]) -> None:
    if role is ColumnRole.CRITERION:
        read.criteria = criteria_ids.find(text_of(lines)) or read.criteria
    elif lines:
        read.by_role.setdefault(role, []).extend(lines)


def labelled_parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines parted before each that opens with a label: "Result: ...", "Management's Response: ..."."""
    part: list[Line] = []
    for line in lines:
        if part and _label(line):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def is_labelled(line: Line) -> bool:
    """Whether a line opens with such a label."""
    return _label(line) is not None


def _label(line: Line) -> tuple[ColumnRole, str] | None:
    found = label_of(line.text)
    if not found or not line.text[len(found[1]) :].lstrip().startswith(":"):
        return None
    label, words = found
    return (label, words) if isinstance(label, ColumnRole) and label in _INSIDE else None


def _also_below(cell: Cell) -> tuple[list[Line], list[Line]] | None:
    """A control's id and the lines "Also: CC7.3" below it; None for an id alone."""
    place = next((i for i, line in enumerate(cell.lines) if i and names_further(line.text.partition(":")[0])), None)
    if place is None:
        return None
    first, *rest = cell.lines[place:]
    listed = " ".join([first.text.partition(":")[2] or first.text.partition(" ")[2], *(line.text for line in rest)])
    return (list(cell.lines[:place]), [first, *rest]) if criteria_ids.is_list(listed) else None


def _criteria_below(cell: Cell) -> tuple[str, ...]:
    """The criteria that stand below a control's id in the same cell; an id wrapped after "CC1.1." has none."""
    lists = [line for line in cell.lines if criteria_ids.is_list(line.text)]
    wrapped = bool(cell.lines) and criteria_ids.is_list(cell.lines[0].text)
    return criteria_ids.find(text_of(lists)) if lists and not wrapped else ()
