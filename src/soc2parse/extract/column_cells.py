"""What a table's cells say of its columns, where the header's words say something else or nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from soc2parse.language import control_ids, criteria_ids, outcomes, procedures
from soc2parse.language.columns import ColumnRole, header_roles
from soc2parse.layout.element import Table

_NAME = re.compile(r"\b(?:names?|titles?|topics?|areas?|domains?|objectives?)\s*$", re.IGNORECASE)


def witnessed(table: Table, columns: list[ColumnRole | None]) -> list[ColumnRole | None]:
    """Corrected where the cells contradict the header: a column "Ref" of criteria, a column "Control" of ids alone."""
    texts = texts_of(table)
    out = list(columns)
    _drop_counts(out, texts)
    _drop_labels(out, texts, table)
    _find_criteria(out, texts)
    for column, role in enumerate(tuple(out)):
        cells = texts[column]
        if role in (ColumnRole.CONTROL_ID, ColumnRole.CONTROL) and share(cells, _lists_criteria) > 0.6:
            if ColumnRole.CRITERION not in out:
                out[column] = ColumnRole.CRITERION
        elif (
            role in (ColumnRole.CONTROL, ColumnRole.TEST, ColumnRole.CRITERION)
            and ColumnRole.CONTROL_ID not in out
            and share(cells, control_ids.listed) > 0.8
            and share(cells, criteria_ids.is_list) < 0.5
        ):
            out[column] = ColumnRole.CONTROL_ID
    _one_id(out, texts)
    _find_codes(out, texts)
    _find_tests(out, texts)
    if ColumnRole.CONTROL not in out and not _lists_ids(out, texts):
        _find_control(out, texts)
    return out


def _find_criteria(columns: list[ColumnRole | None], texts: dict[int, list[str]]) -> None:
    """Under a name that says something else ("CC4.0", "Trust ID") the column whose cells are criteria alone.

    The column that is called so ("Criteria") then holds their words.
    """
    named = [i for i, role in enumerate(columns) if role is ColumnRole.CRITERION]
    others = [i for i, role in enumerate(columns) if role in (None, ColumnRole.CONTROL_ID, ColumnRole.TYPE)]
    says = {i: criteria_ids.leading if columns[i] is None else _lists_criteria for i in others}
    holds = [i for i in others if share(texts[i], says[i]) > 0.8]
    ids = [i for i, role in enumerate(columns) if role is ColumnRole.CONTROL_ID]
    if len(holds) != 1 or any(share(texts[i], criteria_ids.leading) > 0.5 for i in named) or ids == holds:
        return
    for i in named:
        columns[i] = None
    columns[holds[0]] = ColumnRole.CRITERION


def _drop_counts(columns: list[ColumnRole | None], texts: dict[int, list[str]]) -> None:
    """Numbers alone are no tests ("Number of items tested"); beside results in words they count the exceptions."""
    for i, role in enumerate(columns):
        counts = share(texts[i], is_count) > 0.5
        if role is ColumnRole.TEST and counts:
            columns[i] = ColumnRole.SAMPLE
        elif role is ColumnRole.RESULT and counts and columns.count(ColumnRole.RESULT) > 1:
            columns[i] = ColumnRole.EXCEPTION


def _drop_labels(columns: list[ColumnRole | None], texts: dict[int, list[str]], table: Table) -> None:
    """Beside the controls' texts a column of labels that come again ("Annual") or called a name is no control."""
    named = [i for i, role in enumerate(columns) if role is ColumnRole.CONTROL and texts[i]]
    heads = [cell for row in table.rows[: table.header] for cell in row.cells]
    names = {cell.column for cell in heads if _NAME.search(cell.text)}
    for i in named if len(named) > 1 else ():
        again = max(len(text.split()) for text in texts[i]) < 4 and len(set(texts[i])) < 0.5 * len(texts[i])
        if again or (i in names and not names.issuperset(named) and not share(texts[i], control_ids.listed) > 0.5):
            columns[i] = ColumnRole.TYPE


def _find_tests(columns: list[ColumnRole | None], texts: dict[int, list[str]]) -> None:
    """Procedures and results are known by their words, whatever their column is called."""
    for wanted, says in ((ColumnRole.TEST, procedures.is_procedure), (ColumnRole.RESULT, outcomes.is_result_like)):
        free = [i for i, role in enumerate(columns) if role is None and share(texts[i], says) > 0.7]
        if wanted not in columns and len(free) == 1:
            columns[free[0]] = wanted


def is_count(text: str) -> bool:
    """Whether a cell holds a number and hardly a word: "25", "2 of 25"."""
    return text[:1].isdigit() and len(text.split()) < 6


def _lists_ids(columns: Sequence[ColumnRole | None], texts: dict[int, list[str]]) -> bool:
    """A mapping table: its column of ids holds several in a cell."""
    cells = [t for i, role in enumerate(columns) if role is ColumnRole.CONTROL_ID for t in texts[i]]
    return sum(1 for text in cells if len(control_ids.listed(text)) > 1) > 0.25 * len(cells)


def _lists_criteria(text: str) -> bool:
    """Criteria alone; "CC2.1." above "1" in a narrow cell is a control's id."""
    return criteria_ids.is_list(text) and not control_ids.looks_like_id(text.replace(" ", ""), weak=False)


def _one_id(columns: list[ColumnRole | None], texts: dict[int, list[str]]) -> None:
    """Of a serial number and a control number ("Sl. No.", "Control No.") the one that is no mere count is the id."""
    ids = [i for i, role in enumerate(columns) if role is ColumnRole.CONTROL_ID]
    if len(ids) > 1:
        best = max(ids, key=lambda i: sum(1 for text in texts[i] if not text.strip(" .").isdigit()))
        for i in ids:
            columns[i] = ColumnRole.CONTROL_ID if i == best else None


def _find_codes(columns: list[ColumnRole | None], texts: dict[int, list[str]]) -> None:
    """Of two columns of controls the one of short codes, each its own, holds their ids: "Control | Description"."""
    named = [i for i, role in enumerate(columns) if role is ColumnRole.CONTROL]
    if ColumnRole.CONTROL_ID in columns or len(named) != 2:
        return
    codes = [i for i in named if share(texts[i], control_ids.is_code) > 0.8 and len({*texts[i]}) > 0.8 * len(texts[i])]
    if len(codes) == 1:
        columns[codes[0]] = ColumnRole.CONTROL_ID


def _find_control(columns: list[ColumnRole | None], texts: dict[int, list[str]]) -> None:
    """A table of controls without a column of that name: the widest text under a name that says nothing."""
    free = [i for i, role in enumerate(columns) if role in (None, ColumnRole.CONTROL_ID, ColumnRole.TYPE) and texts[i]]
    free = [i for i in free if sum(map(len, texts[i])) / len(texts[i]) > 30]
    if free:
        longest = max(free, key=lambda i: sum(map(len, texts[i])) / len(texts[i]))
        columns[longest] = ColumnRole.CONTROL


def texts_of(table: Table) -> dict[int, list[str]]:
    """The texts of each column's own cells, spanning rows and headers left out."""
    texts: dict[int, list[str]] = defaultdict(list)
    for row in table.rows:
        if len(row.cells) > 1 and header_roles(row.texts) is None:
            for cell in row.cells:
                if cell.text:
                    texts[cell.column].append(cell.text)
    return texts


def share(texts: Sequence[str], test: Callable[[str], object]) -> float:
    """The part of the texts that pass a test; 0 of none."""
    return sum(1 for text in texts if test(text)) / len(texts) if texts else 0.0
