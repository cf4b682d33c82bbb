"""What goes on over a page: tables under the same columns, rows cut by the page's end, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from soc2parse.language.columns import Roles, header_roles
from soc2parse.layout.element import Block, BlockKind, Row, Table
from soc2parse.layout.prose import goes_on

Element = Block | Table
_NEAR = 9  # points
_NAME = re.compile(r"(?=\S*\d)\S{1,14}")
_TOUCHING = 2.0  # points
_SOME = 3  # rows
_END = re.compile(r"[.;:?!][\"\u201d)]?$")


def join_tables(elements: Sequence[Element]) -> list[Element]:
    """Tables that follow one another over a page break with the same columns become one."""
    joined: list[Element] = []
    for element in elements:
        before = joined[-1] if joined else None
        if isinstance(element, Table) and isinstance(before, Table) and _continues(before, element):
            joined[-1] = _joined(before, element)
        else:
            joined.append(element)
    return [_with_header(e) if isinstance(e, Table) else e for e in joined]


def _continues(first: Table, second: Table) -> bool:
    if second.page != first.last_page + 1 and second.page != first.rows[-1].page + 1:
        return False
    if _other_header(first, second):
        return False
    if len(first.edges) != len(second.edges):
        inside = second.rows[0].cell(0) is None and first.rows[-1].cell(0) is not None
        fewer, more = sorted((first, second), key=lambda table: len(table.edges))
        return inside and len(fewer.edges) > 2 and _columns_in(fewer, more) is not None
    shift = second.edges[0] - first.edges[0]
    return all(abs(b - a - shift) < _NEAR for a, b in zip(first.edges[:-1], second.edges[:-1], strict=True))


def _columns_in(fewer: Table, more: Table) -> list[int] | None:
    """Where the edges of a table with fewer columns stand among another's: a row across them was cut by the page."""
    shift = more.edges[0] - fewer.edges[0]
    places = [
        next((i for i, other in enumerate(more.edges) if abs(other - edge - shift) < _NEAR), None)
        for edge in fewer.edges
    ]
    return [place for place in places if place is not None] if None not in places else None


def _parted(table: Table, like: Table) -> Table:
    """The table under the columns of another that has more of them."""
    places = _columns_in(table, like) if len(table.edges) < len(like.edges) else None
    if places is None:
        return table
    rows = []
    for row in table.rows:
        spans = [(places[cell.column], places[cell.column + cell.span]) for cell in row.cells]
        cells = (replace(cell, column=a, span=b - a) for cell, (a, b) in zip(row.cells, spans, strict=True))
        rows.append(replace(row, cells=tuple(cells)))
    return replace(table, edges=like.edges, rows=tuple(rows))


def _other_header(first: Table, second: Table) -> bool:
    """Whether the second table begins with a header of its own that names other columns."""
    heads = [next((roles for row in table.rows[:2] if (roles := _roles(row))), None) for table in (first, second)]
    return None not in heads and heads[0] != heads[1]


def _roles(row: Row) -> Roles | None:
    return header_roles(row.texts)


def _joined(first: Table, second: Table) -> Table:
    first, second = _parted(first, second), _parted(second, first)
    rows = list(second.rows)
    header = [_texts(row) for row in first.rows[:2]]
    while rows and (_texts(rows[0]) in header or (_is_header(rows[0]) and _is_header(first.rows[0]))):
        rows.pop(0)
    kept = list(first.rows)
    if rows and _is_halved(kept[-1], rows[0]) and _begins_beside(kept[-1], rows[0]):
        head, *others = rows[0].cells
        kept[-1] = _glued(kept[-1], replace(rows[0], cells=(head,)))
        rows[0] = replace(rows[0], cells=tuple(others))
    elif rows and (
        _is_rest(kept, rows[0])
        or _completes(kept[-1], rows[0])
        or _is_headless(kept, rows)
        or _is_halved(kept[-1], rows[0])
    ):
        kept[-1] = _glued(kept[-1], rows.pop(0))
    return replace(first, rows=(*kept, *rows))


def _texts(row: Row) -> tuple[tuple[int, str], ...]:
    return tuple((cell.column, cell.text.casefold()) for cell in row.cells)


def _is_header(row: Row) -> bool:
    return header_roles(row.texts) is not None


def _is_rest(rows: Sequence[Row], row: Row) -> bool:
    """A page's first row is the rest of the last one where its first column is empty, though others never leave it."""
    last = rows[-1]
    if len(row.cells) == 0 or row.cell(0) is not None or last.cell(0) is None:
        return False
    if any(cell.span > 1 for cell in (*last.cells, *row.cells)):
        return False
    plain = [r for r in rows if len(r.cells) > 1 and all(c.span == 1 for c in r.cells)]
    filled = sum(1 for r in plain if r.cell(0) is not None)
    if filled <= 0.8 * len(plain):
        return False
    pairs = [(last.cell(cell.column), cell) for cell in row.cells]
    verdicts = [goes_on(above.text, cell.text) if above else False for above, cell in pairs]
    return True in verdicts and False not in verdicts


def _completes(first: Row, rest: Row) -> bool:
    """One row whose columns part over the page: a result alone at the page's end, its control and test overleaf."""
    if any(cell.span > 1 for cell in (*first.cells, *rest.cells)):
        return False
    columns, others = ({cell.column for cell in row.cells} for row in (first, rest))
    if not columns or not others:
        return False
    left = min(columns | others)
    if (left in columns) == (left in others):
        return False
    both = [(above.text, cell.text) for cell in rest.cells if (above := first.cell(cell.column))]
    both = [(above, text) for above, text in both if not (above[:1] == text[:1] == "\u2022")]  # items of one list
    shared = [goes_on(above, text) and not (left in others and text[:1].isupper()) for above, text in both]
    return not shared or (left in others and True in shared and False not in shared)


def _is_halved(last: Row, row: Row) -> bool:
    """One row cut through its first cell, too: "CC2.2 Information on duties is" / "passed on.", its controls beside it.

    Not a cell that is merged down beside several rows: there names of their own stand in both.
    """
    head, rest = last.cell(0), row.cell(0)
    if head is None or rest is None or not rest.text[:1].islower() or not goes_on(head.text, rest.text):
        return False
    if any(cell.span > 1 for cell in (*last.cells, *row.cells)):
        return False
    both = [(above.text, cell.text) for cell in row.cells if cell.column and (above := last.cell(cell.column))]
    if any(_NAME.fullmatch(above) and _NAME.fullmatch(text) for above, text in both):
        return False
    listed = (max(cell.column for cell in last.cells) == 1 >= max(cell.column for cell in row.cells)) or all(
        above[:1] == text[:1] == "\u2022" for above, text in both
    )
    return listed or False not in [goes_on(above, text) for above, text in both]


def _begins_beside(last: Row, row: Row) -> bool:
    """Whether the next control begins beside the rest of its criterion, whose words alone the page cut."""
    own, other = last.cell(1), row.cell(1)
    if own is None or other is None or not len(last.cells) == len(row.cells) == 2:
        return False
    return other.text[:1].isupper() and goes_on(own.text, other.text) is False


def _is_headless(rows: Sequence[Row], overleaf: Sequence[Row]) -> bool:
    """Whether a page's last row is drawn with an empty first cell, as no other is: its words moved whole overleaf."""
    last, first = rows[-1], overleaf[0]
    if last.cell(0) is not None or first.cell(0) is None or any(cell.span > 1 for cell in (*last.cells, *first.cells)):
        return False
    if len(rows) < 2 or rows[-2].page != last.page or any(cell.bottom is None for cell in last.cells):
        return False
    heads = [cell.bottom for row in rows if row.page == last.page and (cell := row.cell(0))]
    merged = any(bottom is not None and bottom > last.top + _TOUCHING for bottom in heads)
    every = [*rows, *overleaf]
    inner = [
        row
        for before, row, after in zip(every, every[1:], every[2:], strict=False)
        if before.page == row.page == after.page and len(row.cells) > 1
    ]
    return not merged and len(inner) >= _SOME and all(row.cell(0) is not None for row in inner)


def _glued(first: Row, rest: Row) -> Row:
    cells = {cell.column: cell for cell in first.cells}
    for cell in rest.cells:
        above = cells.get(cell.column)
        cells[cell.column] = replace(above, lines=above.lines + cell.lines) if above else cell
    return replace(first, cells=tuple(cells[column] for column in sorted(cells)))


def _with_header(table: Table) -> Table:
    count = 0
    while count < min(len(table.rows) - 1, 2) and _is_header(table.rows[count]):
        count += 1
    return replace(table, header=count) if count else table


def join_blocks(elements: Sequence[Element]) -> list[Element]:
    """A paragraph or item that stops in mid-sentence at a page's or column's end goes on at the top of the next."""
    joined: list[Element] = []
    for element in elements:
        before = joined[-1] if joined else None
        if isinstance(element, Block) and isinstance(before, Block) and _flows(before, element):
            joined[-1] = replace(before, lines=before.lines + element.lines)
        else:
            joined.append(element)
    return joined


def _stands_beside(first: Block, second: Block) -> bool:
    """Whether the second opens the column to the right of that which the first ends."""
    last, opening = first.lines[-1], second.lines[0]
    return last.page == opening.page and opening.bottom < last.top and opening.x0 > last.x1


def _flows(first: Block, second: Block) -> bool:
    if second.kind is not BlockKind.PARAGRAPH or first.kind is BlockKind.HEADING:
        return False
    if second.page != first.last_page + 1 and not _stands_beside(first, second):
        return False
    heads = second.lines[0].bold and not first.lines[-1].bold
    if heads or abs(first.lines[-1].size - second.lines[0].size) > 0.6 or _END.search(first.lines[-1].text):
        return False
    start = second.lines[0].words[0].text
    return start[:1].islower() or start[:1].isdigit() or len(first.lines[-1].words) > 4
