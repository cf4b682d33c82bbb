"""Which column of a control table holds what: by the header's words, with the cells' content as the second witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from soc2parse.extract.column_cells import is_count, share, texts_of, witnessed
from soc2parse.extract.inline_ids import all_named
from soc2parse.language import control_ids, criteria_ids, outcomes, procedures
from soc2parse.language.columns import (
    ColumnRole,
    column_role,
    header_roles,
    names_further,
    names_method,
    names_others,
    names_remarks,
)
from soc2parse.layout.element import Cell, Row, Table

_MOST_NAME = 6  # words of a column's name


@dataclass(frozen=True)
class Roles:
    """The role of each column of one table, None for a column of no use, and the x positions of the columns."""

    columns: tuple[ColumnRole | None, ...]
    edges: tuple[float, ...]
    result: str | None = None
    """What the header calls the results: "1 of 25" means one thing under "Exceptions Noted", another under "Sample"."""
    further: bool = False
    """Whether the column of criteria adds to the one above the rows ("Also supports")."""
    shared: bool = False
    """Whether a control's criteria stand below its id in the same cell."""
    nameless: frozenset[int] = frozenset()
    """Columns of no use over which the header holds no word: what stands there may be another column's words."""
    title: tuple[str, ...] = ()
    """The words of the table's first row."""
    remarks: frozenset[int] = frozenset()
    """Columns of no role that tell what was observed, beside one of verdicts."""

    def has(self, *roles: ColumnRole) -> bool:
        """Whether any column has one of these roles."""
        return any(role in self.columns for role in roles)

    @property
    def for_controls(self) -> bool:
        """A table of controls, or of controls with their tests."""
        if self.has(ColumnRole.CONTROL):
            return self.has(ColumnRole.TEST, ColumnRole.RESULT, ColumnRole.CRITERION, ColumnRole.CONTROL_ID)
        return self.has(ColumnRole.CONTROL_ID) and self.has(ColumnRole.TEST, ColumnRole.RESULT)


def header_of(row: Row, count: int) -> list[ColumnRole | None] | None:
    """The roles that a header row gives to each of `count` columns; None where the row is no header."""
    roles = header_roles(row.texts)
    if roles is None:
        return None
    columns: list[ColumnRole | None] = [None] * count
    for cell, role in zip(row.cells, roles, strict=True):
        for column in range(cell.column, min(cell.column + cell.span, count)):
            columns[column] = role
    return columns


def roles_of(table: Table, before: Roles | None, *, named: bool = False, headed: bool = False) -> Roles | None:
    """The roles of a table's columns: of its own header, of the table before it where the columns agree, or by content.

    `named`: the control stands above the table, which then may hold its tests and results alone. `headed`: a criterion
    does, and the table may hold its controls alone.
    """
    count = len(table.edges) - 1
    columns = _from_header(table, count)
    own = columns is not None
    if columns is None and before is not None and not _names_other_columns(table, before):
        columns = _inherited(table, before)
    if columns is None:
        columns = _from_content(table, count)
    if columns is None:
        return None
    result = _result_heading(table) if own else before.result if before else None
    seen = tuple(witnessed(table, columns))
    if own and before is not None and before.title == _title(table):
        seen = _as_before(seen, before)
    further = _adds_criteria(table, seen) if own else before.further if before else False
    seen = _with_marks(table, seen) if own else seen
    nameless = _nameless(table, seen) if own else frozenset()
    remarks = _remarks(table, seen) if own else before.remarks if before else frozenset()
    title = _title(table) if own or before is None else before.title
    roles = Roles(seen, table.edges, result, further, _shares_ids(table, seen), nameless, title, remarks)
    if own and is_of_others(table) and not roles.has(ColumnRole.TEST, ColumnRole.RESULT):
        return None
    if not own and _contradicted(table, roles):
        return None
    fits = (
        roles.for_controls
        or (roles.has(ColumnRole.CONTROL) and (_under_criteria(table) or (headed and own)))
        or (named and roles.has(ColumnRole.TEST) and roles.has(ColumnRole.RESULT))
        or (roles.has(ColumnRole.CONTROL) and all_named(table, roles.columns.index(ColumnRole.CONTROL)))
    )
    return roles if fits and not _defines_methods(table) else None


def _as_before(columns: tuple[ColumnRole | None, ...], before: Roles) -> tuple[ColumnRole | None, ...]:
    """The roles, with those that only the cells of a longer table under the same header tell: marks under "R"."""
    if len(columns) != len(before.columns):
        return columns
    return tuple(
        role or (other if other not in columns else None) for role, other in zip(columns, before.columns, strict=True)
    )


def is_of_others(table: Table) -> bool:
    """Whether the header speaks of controls of user entities or subservice organizations."""
    header = next((row for row in table.rows[:12] if header_roles(row.texts)), None) or table.rows[0]
    brief = all(len(text.split()) <= _MOST_NAME for text in header.texts)  # "CUEC #" and not a row of the table
    return (brief or header_roles(header.texts) is not None) and any(map(names_others, header.texts))


def _result_heading(table: Table) -> str | None:
    return next((cell.text for cell in _heads_of(table) if column_role(cell.text) is ColumnRole.RESULT), None)


def _heads_of(table: Table) -> list[Cell]:
    """The cells of the header; a criterion across the table may stand above it."""
    named = [row for row in table.rows[:12] if header_roles([cell.text for cell in row.cells])][:1]
    return [cell for row in table.rows[: table.header] or named or table.rows[:1] for cell in row.cells]


def _adds_criteria(table: Table, columns: Sequence[ColumnRole | None]) -> bool:
    """Whether the criteria beside the controls come on top of those above them: it is called so, or stands behind."""
    if ColumnRole.CRITERION not in columns:
        return False
    column = columns.index(ColumnRole.CRITERION)
    if any(names_further(cell.text) for cell in _heads_of(table) if cell.column == column):
        return True
    behind = ColumnRole.CONTROL in columns[:column]
    return behind and sum(_heads(row, len(columns)) for row in table.rows) > 1


def _remarks(table: Table, columns: Sequence[ColumnRole | None]) -> frozenset[int]:
    """The columns of what was observed, beside one of verdicts: "Conclusion | Observations"."""
    if ColumnRole.RESULT not in columns:
        return frozenset()
    return frozenset(c.column for c in _heads_of(table) if columns[c.column] is None and names_remarks(c.text))


def _with_marks(table: Table, columns: tuple[ColumnRole | None, ...]) -> tuple[ColumnRole | None, ...]:
    """With the nameless column behind the results as one of them, where each row fills one: marks set in the middle."""
    last = len(columns) - 1
    if last not in _nameless(table, columns) or columns[last - 1] is not ColumnRole.RESULT:
        return columns
    rows = [{cell.column for cell in row.cells if cell.span == 1} for row in table.rows[table.header :]]
    apart = not any({last - 1, last} <= held for held in rows)
    marks = share(texts_of(table)[last], outcomes.is_result_like) > 0.7 or share(texts_of(table)[last], _is_mark) > 0.7
    return (*columns[:last], ColumnRole.RESULT) if apart and marks else columns


def _is_mark(text: str) -> bool:
    return len(text) == 1 and not text.isalnum()


def _nameless(table: Table, columns: Sequence[ColumnRole | None]) -> frozenset[int]:
    """The columns under no name and without a role, in a table that has a header."""
    if not table.header:
        return frozenset()
    cells = [cell for row in table.rows[: table.header] for cell in row.cells]
    named = {i for cell in cells for i in range(cell.column, cell.column + cell.span)}
    return frozenset(i for i, role in enumerate(columns) if role is None and i not in named)


def _shares_ids(table: Table, columns: Sequence[ColumnRole | None]) -> bool:
    if ColumnRole.CONTROL_ID not in columns or ColumnRole.CRITERION in columns:
        return False
    column = columns.index(ColumnRole.CONTROL_ID)
    cells = [cell for row in table.rows[table.header :] if (cell := row.cell(column)) is not None and cell.span == 1]
    below = sum(1 for cell in cells if any(criteria_ids.is_list(line.text) for line in cell.lines[1:]))
    return below > 0.6 * len(cells)


def _heads(row: Row, count: int) -> bool:
    """Whether a row is a criterion across the table."""
    return (
        len(row.cells) == 1 and row.cells[0].span >= 0.8 * count and criteria_ids.leading(row.cells[0].text) is not None
    )


def _contradicted(table: Table, roles: Roles) -> bool:
    """Whether the cells under inherited columns hold something else: results that read like none, ids for tests."""
    texts = texts_of(table)
    under = [(role, text) for i, role in enumerate(roles.columns) for text in texts[i]]
    results = [text for role, text in under if role is ColumnRole.RESULT]
    tests = [text for role, text in under if role is ColumnRole.TEST]
    strange = len(results) > 1 and share(results, outcomes.is_result_like) < 0.3
    return strange or (len(tests) > 1 and share(tests, control_ids.listed) > 0.5)


def names_tests(table: Table) -> bool:
    """Whether the table has a header that names a column of tests beside one of results."""
    columns = _from_header(table, len(table.edges) - 1) or []
    return ColumnRole.TEST in columns


def tests_controls(table: Table) -> bool:
    """Whether the table's header names columns of controls and of their tests, which it does not only count."""
    columns = _from_header(table, len(table.edges) - 1) or []
    if ColumnRole.CONTROL not in columns and ColumnRole.CONTROL_ID not in columns:
        return False
    texts = texts_of(table)
    return any(role is ColumnRole.TEST and share(texts[i], is_count) <= 0.5 for i, role in enumerate(columns))


def _from_header(table: Table, count: int) -> list[ColumnRole | None] | None:
    """The roles by the first header row; one below it parts its columns: "No. | Control" under "Acme's controls"."""
    for row, below in zip_longest(table.rows[:12], table.rows[1:12]):
        columns = header_of(row, count)
        if columns is not None:
            parted = header_of(below, count) if below is not None and any(cell.span > 1 for cell in row.cells) else None
            return [lower or upper for lower, upper in zip(parted or columns, columns, strict=True)]
    return None


def _title(table: Table) -> tuple[str, ...]:
    return tuple(cell.text for cell in table.rows[0].cells)


def _names_other_columns(table: Table, before: Roles) -> bool:
    """Whether a table begins with names of its columns, in letters of their own, that the one before has not.

    "Requirement | Topic | Control" above rows of a mapping: what stands below belongs to none of the roles before.
    """
    first, *rest = table.rows
    texts = [cell.text for cell in first.cells]
    named = all(len(text.split()) < _MOST_NAME and not any(map(str.isdigit, text)) for text in texts)
    alike = sum(1 for row in rest if _is_bold(row)) > 0.2 * len(rest)
    whole = len(texts) == len(table.edges) - 1 > 1
    return whole and named and _is_bold(first) and not alike and _title(table) != before.title


def _is_bold(row: Row) -> bool:
    return all(line.bold for cell in row.cells for line in cell.lines)


def _inherited(table: Table, before: Roles) -> list[ColumnRole | None] | None:
    """A table that goes on without a header has its columns where the one before had them."""
    columns: list[ColumnRole | None] = []
    for left, right in zip(table.edges, table.edges[1:], strict=False):
        best, most = None, 0.0
        for role, x0, x1 in zip(before.columns, before.edges, before.edges[1:], strict=False):
            shared = min(right, x1) - max(left, x0)
            if shared > most:
                best, most = role, shared
        columns.append(best)
    wanted = [role for role in before.columns if role]
    found = [role for role in columns if role]
    if found == wanted:
        return columns

    order = iter(wanted)  # a column that is empty on this page may be missing
    placed = all(any(abs(edge - other) < 12 for other in before.edges) for edge in table.edges[:-1])
    return columns if placed and len(found) > 1 and all(role in order for role in found) else None


def _from_content(table: Table, count: int) -> list[ColumnRole | None] | None:
    """Without a header: a column of results and one of procedures make a control table, the rest follows."""
    texts = texts_of(table)
    if not any(share(cells, procedures.is_procedure) > 0.7 for cells in texts.values()):
        return None
    columns: list[ColumnRole | None] = [None] * count
    for column in range(count):
        cells = texts[column]
        if share(cells, outcomes.is_result_like) > 0.7:
            columns[column] = ColumnRole.RESULT
        elif share(cells, procedures.is_procedure) > 0.7:
            columns[column] = ColumnRole.TEST
        elif share(cells, control_ids.looks_like_id) > 0.7 and (len(cells) == 1 or len(set(cells)) > 1):
            columns[column] = ColumnRole.CONTROL_ID  # "X" below "X" marks what a control holds for
        elif share(cells, criteria_ids.leading) > 0.7:
            columns[column] = ColumnRole.CRITERION
    if ColumnRole.RESULT not in columns or ColumnRole.TEST not in columns:
        return None
    rest = [i for i, role in enumerate(columns) if role is None and texts[i]]
    if rest:
        longest = max(rest, key=lambda i: sum(map(len, texts[i])) / len(texts[i]))
        columns[longest] = ColumnRole.CONTROL
    return columns


def _under_criteria(table: Table) -> bool:
    """Whether rows of their own name criteria: what stands below them are controls."""
    return any(
        len(row.cells) == 1 and row.cells[0].column == 0 and criteria_ids.leading(row.cells[0].text)
        for row in table.rows
    )


def _defines_methods(table: Table) -> bool:
    """The auditor's table of test types: its first column reads "Inquiry", "Observation", "Inspection"."""
    return sum(1 for text in texts_of(table)[0] if names_method(text)) >= 2
