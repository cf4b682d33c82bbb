"""Pages made by hand: headings, paragraphs, items and tables as the layout hands them over, wrapped into lines."""

import textwrap
from itertools import count

from soc2parse.layout.element import Block, BlockKind, Cell, Line, Row, Table
from soc2parse.reading.page import Word
from soc2parse.sections import Element, Role, Section, Sections

_TOPS = count(1)


def lines(text: str, page: int, x0: float = 72.0, *, bold: bool = False, width: int = 88) -> tuple[Line, ...]:
    """The text on as many lines as it needs, each lower than all lines made before."""
    wrapped = [part for one in text.split("\n") for part in textwrap.wrap(one, width) or [one]]
    return tuple(_line(part, page, x0, bold) for part in wrapped)


def _line(text: str, page: int, x0: float, bold: bool) -> Line:
    top = 12.0 * next(_TOPS)
    words = []
    for token in text.split():
        words.append(Word(token, x0, top, x0 + 5.0 * len(token), top + 10.0, 10.0, bold=bold))
        x0 += 5.0 * (len(token) + 1)
    return Line(page=page, words=tuple(words))


def heading(text: str, rank: int = 1, page: int = 5) -> Block:
    return Block(BlockKind.HEADING, lines(text, page, bold=True), rank=rank)


def para(text: str, page: int = 5, *, bold: bool = False) -> Block:
    return Block(BlockKind.PARAGRAPH, lines(text, page, bold=bold))


def item(text: str, marker: str = "•", indent: float = 90.0, page: int = 5) -> Block:
    return Block(BlockKind.ITEM, lines(f"{marker} {text}", page, indent), marker=marker)


def items(*texts: str, marker: str = "•", indent: float = 90.0, page: int = 5) -> tuple[Block, ...]:
    return tuple(item(text, marker, indent, page) for text in texts)


def table(*rows: list[str | None], header: int = 1, page: int = 5) -> Table:
    """Rows of cells; None is an empty cell, a row of one cell spans all columns. A line break in a cell is kept."""
    width = max(len(row) for row in rows)
    made = []
    for row in rows:
        top = 12.0 * next(_TOPS)
        span = width if len(row) == 1 else 1
        start = next(_TOPS)
        cells = []
        for column, text in enumerate(row):
            if text is not None:
                cells.append(Cell(_cell_lines(text, page, 72.0 + 150 * column, start), column, span))
        made.append(Row(page, top, 12.0 * next(_TOPS), tuple(cells)))
    edges = tuple(72.0 + 150 * column for column in range(width + 1))
    return Table(page, (72.0, made[0].top, edges[-1], made[-1].bottom), edges, tuple(made), header)


def _cell_lines(text: str, page: int, x0: float, start: int) -> tuple[Line, ...]:
    wrapped = [part for one in text.split("\n") for part in textwrap.wrap(one, 40) or [one]]
    found = []
    for number, part in enumerate(wrapped):
        made = _line(part, page, x0, False)
        top = 12.0 * (start + number)
        next(_TOPS)
        words = tuple(Word(w.text, w.x0, top, w.x1, top + 10.0, 10.0) for w in made.words)
        found.append(Line(page=page, words=words))
    return tuple(found)


def section(role: Role, *elements: Element | tuple[Element, ...], title: str = "") -> Section:
    flat = tuple(one for each in elements for one in (each if isinstance(each, tuple) else (each,)))
    pages = [_pages(element) for element in flat] or [(5, 5)]
    first, last = min(page for page, _ in pages), max(page for _, page in pages)
    return Section(role, title or role.value.replace("_", " ").title(), first, last, flat)


def _pages(element: Element) -> tuple[int, int]:
    return element.page, element.last_page


def report(*parts: Section) -> Sections:
    return Sections(parts)


def described(*elements: Element | tuple[Element, ...]) -> Sections:
    """A report that is only its description."""
    return report(section(Role.DESCRIPTION, *elements, title="Description of the Northwind Platform"))
