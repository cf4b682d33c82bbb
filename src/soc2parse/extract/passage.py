"""Headings and what stands under them: the parts of a section that an extractor looks into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from operator import is_

from soc2parse.extract.body import body_of
from soc2parse.extract.listing_table import with_head
from soc2parse.language.providers import has_legal_form
from soc2parse.layout.element import Block, BlockKind, Cell, Table
from soc2parse.sections import Element, Section, read_once

_MOST_HEADING_WORDS = 16
_MOST_LABEL_WORDS = 8


@dataclass(frozen=True)
class Passage:
    """A heading and what stands under it up to the next heading. `rank` orders headings, -1 for the section's own."""

    title: str
    rank: int
    heading: Block | None
    elements: tuple[Element, ...]
    section: Section

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What stands under it without the tables."""
        return tuple(element for element in self.elements if isinstance(element, Block))

    @property
    def first_page(self) -> int:
        """The page of the heading."""
        return self.heading.page if self.heading else self.section.first_page


def passages(section: Section, known: Callable[[str], object], *, cut_tables: bool = True) -> tuple[Passage, ...]:
    """The section cut at its headings.

    `known` tells wordings that are a heading even where they look like body text: a bold line, the band over a table
    (`cut_tables`).
    """
    found: list[Passage] = []
    title, rank = section.title, -1
    heading: Block | None = None
    held: list[Element] = []
    cut = tuple(_cut_tables(section.elements, known)) if cut_tables else section.elements
    uncut = len(cut) == len(section.elements) and all(map(is_, cut, section.elements))
    for element in _body(section) if uncut else body_of(cut):
        level = _heading_rank(element, known, rank)
        if level is None or isinstance(element, Table):
            held.append(element)
            continue
        found.append(Passage(title, rank, heading, tuple(held), section))
        title, rank, heading = element.text, level, element
        held = []
    found.append(Passage(title, rank, heading, tuple(held), section))
    return tuple(found)


@read_once
def _body(section: Section) -> tuple[Element, ...]:
    return tuple(body_of(section.elements))


def under(
    parts: tuple[Passage, ...], index: int, goes_on: Callable[[Passage], object] | None = None
) -> tuple[Passage, ...]:
    """The passage and those under its lower headings; equal headings that `goes_on` knows belong to it too."""
    first = parts[index]
    last = index + 1
    while last < len(parts) and (
        parts[last].rank > first.rank
        or (goes_on is not None and parts[last].rank == first.rank and goes_on(parts[last]))
    ):
        last += 1
    return parts[index:last]


def opening_page(parts: tuple[Passage, ...], index: int) -> int:
    """The page on which a passage's heading first stands: a title page before it counts."""
    title = letters_of(parts[index].title)
    first = index
    while first and letters_of(parts[first - 1].title).endswith(title) and _only_running(parts[first - 1], title):
        first -= 1
    return parts[first].first_page


def _only_running(part: Passage, title: str) -> bool:
    """Whether nothing stands under a heading but lines that repeat it at the head of a page."""
    return all(isinstance(e, Block) and len(e.lines) == 1 and title in letters_of(e.text) for e in part.elements)


def letters_of(text: str) -> str:
    """A text as bare letters and digits, for comparing."""
    return "".join(filter(str.isalnum, text.casefold()))


def elements_of(parts: tuple[Passage, ...]) -> tuple[Element, ...]:
    """What stands under the first passage's heading, the lower headings among it."""
    found: list[Element] = []
    for index, part in enumerate(parts):
        if index and part.heading:
            found.append(replace(part.heading, kind=BlockKind.HEADING))
        found += part.elements
    return tuple(found)


def last_page(parts: tuple[Passage, ...]) -> int:
    """The last page with text of these passages."""
    pages = [part.first_page for part in parts]
    pages += [element.last_page for part in parts for element in part.elements if _has_words(element)]
    return max(pages)


def _has_words(element: Element) -> bool:
    """Whether it is more than a number that the next heading left behind."""
    return isinstance(element, Table) or sum(map(str.isalpha, element.text)) > 3


def _heading_rank(element: Element, known: Callable[[str], object], rank: int) -> int | None:
    """The rank of an element that is a heading, one that stands under a heading of `rank`."""
    if isinstance(element, Table):
        return None
    if element.kind is BlockKind.HEADING:
        return element.rank if element.rank is not None else rank
    if len(element.lines) > 2 or sum(len(line.words) for line in element.lines) > _MOST_HEADING_WORDS:
        return None
    text = element.text.rstrip()
    if (text.endswith((".", ";", ",")) and not has_legal_form(text)) or not known(text.rstrip(" :")):
        return None
    bold = all(line.bold for line in element.lines)
    plain_label = element.kind is BlockKind.PARAGRAPH and len(text.split()) <= _MOST_LABEL_WORDS
    return max(rank, 0) if bold or plain_label else None


def _cut_tables(elements: tuple[Element, ...], known: Callable[[str], object]) -> Iterator[Element]:
    for element in elements:
        if isinstance(element, Table):
            yield from _cut_table(with_head(element), known)
        else:
            yield element


def _cut_table(table: Table, known: Callable[[str], object]) -> Iterator[Element]:
    """A table whose full-width row is a heading of its own becomes that heading and the rows under it."""
    start = 0
    for index, row in enumerate(table.rows):
        if len(row.cells) != 1 or len(table.rows) < 2:
            continue
        cell = row.cells[0]
        if cell.span < 2 and len(table.edges) > 2 and not all(line.bold for line in cell.lines):
            continue
        heading = _heading_of(cell, known)
        if heading:
            if index > start:
                yield replace(table, rows=table.rows[start:index], header=max(0, table.header - start))
            yield Block(kind=BlockKind.PARAGRAPH, lines=cell.lines[:heading])
            if heading < len(cell.lines):
                yield Block(kind=BlockKind.PARAGRAPH, lines=cell.lines[heading:])
            start = index + 1
    if start == 0:
        yield table
    elif start < len(table.rows):
        yield replace(table, rows=table.rows[start:], header=max(0, table.header - start))


def _heading_of(cell: Cell, known: Callable[[str], object]) -> int:
    """How many lines of a full-width cell are a heading: all of one or two, or the first in bold over light ones."""
    first = cell.lines[0]
    if len(cell.lines) > 1 and first.bold and not cell.lines[1].bold:
        return 1 if known(first.text) else 0
    return len(cell.lines) if len(cell.lines) <= 2 and known(cell.text) else 0


def text_of(elements: tuple[Element, ...]) -> str:
    """Repaired prose of blocks and tables; a paragraph, item or table row a line."""
    found: list[str] = []
    for element in elements:
        if isinstance(element, Block):
            found.append(element.text)
        else:
            found += [" | ".join(cell.text for cell in row.cells) for row in element.rows]
    return "\n".join(text for text in found if text)
