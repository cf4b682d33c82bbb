"""Headings and what stands under them: the parts of a section that an extractor looks into."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from soc2parse.extract.pieces import BULLET, NUMBER
from soc2parse.layout.element import Block, BlockKind, Line, Table
from soc2parse.sections import Element, Section

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
    cut = _cut_tables(section.elements, known) if cut_tables else iter(section.elements)
    for element in _rejoined(part for whole in cut for part in _as_body(whole)):
        level = _heading_rank(element, known, rank)
        if level is None or isinstance(element, Table):
            held.append(element)
            continue
        found.append(Passage(title, rank, heading, tuple(held), section))
        title, rank, heading = element.text, level, element
        held = []
    found.append(Passage(title, rank, heading, tuple(held), section))
    return tuple(found)


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
    while first and not parts[first - 1].elements and letters_of(parts[first - 1].title) == title:
        first -= 1
    return parts[first].first_page


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


def lines_of(element: Element) -> tuple[Line, ...]:
    """All printed lines of a block or table, in reading order."""
    if isinstance(element, Block):
        return element.lines
    return tuple(line for row in element.rows for cell in row.cells for line in cell.lines)


def last_page(parts: tuple[Passage, ...]) -> int:
    """The last page with text of these passages."""
    pages = [part.first_page for part in parts]
    pages += [element.last_page for part in parts for element in part.elements if _has_words(element)]
    return max(pages)


def _has_words(element: Element) -> bool:
    """Whether it is more than a number that the next heading left behind."""
    return isinstance(element, Table) or sum(map(str.isalpha, element.text)) > 3


def _as_body(element: Element) -> Iterator[Element]:
    """What looks should not have decided: large or bold body text is no heading where it starts with a bullet or opens
    a list with a colon; a paragraph whose lines start with bullets is as many items.
    """
    if isinstance(element, Table):
        yield from _bulleted(element) if _holds_bullets(element) else (element,)
        return
    if element.kind is BlockKind.ITEM:
        yield element
        return
    bullets = [index for index, line in enumerate(element.lines) if BULLET.match(line.text)]
    if bullets and (element.kind is BlockKind.HEADING or len(bullets) > 1):
        yield from _parted(element.lines, bullets)
    elif element.kind is BlockKind.HEADING and _is_prose(element.text):
        number = NUMBER.match(element.text)
        kind = BlockKind.ITEM if number else BlockKind.PARAGRAPH
        yield replace(element, kind=kind, rank=None, marker=number[0].strip() if number else None)
    else:
        yield element


def _parted(lines: tuple[Line, ...], bullets: list[int]) -> Iterator[Block]:
    """Items that came as one block, and the paragraphs that begin left of the bullet above them."""
    left = [
        index
        for index, line in enumerate(lines)
        if index not in bullets and any(line.x0 < lines[b].x0 - 2.0 for b in bullets if b < index)
    ]
    starts = sorted({0, *bullets, *left})
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        bullet = BULLET.match(lines[start].text) if start in bullets else None
        kind = BlockKind.ITEM if bullet else BlockKind.PARAGRAPH
        yield Block(kind, lines[start:end], bullet[0].strip() if bullet else None)


def _rejoined(elements: Iterable[Element]) -> Iterator[Element]:
    """Body text whose lines came as blocks of their own: a line close below an unfinished one belongs to it."""
    held: Block | None = None
    for element in elements:
        if held is not None and isinstance(element, Block) and _carries_on(held, element):
            held = replace(held, lines=held.lines + element.lines)
            continue
        if held is not None:
            yield held
        held = element if isinstance(element, Block) and element.kind is not BlockKind.HEADING else None
        if held is None:
            yield element
    if held is not None:
        yield held


def _carries_on(held: Block, block: Block) -> bool:
    above, line = held.lines[-1], block.lines[0]
    if block.kind is BlockKind.ITEM or above.page != line.page or above.text.rstrip().endswith(_ENDS):
        return False
    if above.bold != line.bold or abs(above.size - line.size) > 0.3 or line.x0 < held.indent - 2.0:
        return False
    hanging = held.kind is BlockKind.ITEM and line.x0 > held.indent + 4.0
    if not 0 < line.top - above.top <= (_CLOSE_HANGING if hanging else _CLOSE) * line.size:
        return False
    if line.text[:1].islower():
        return True
    return not above.text.rstrip().endswith(")") and above.x1 > held.lines[0].x0 + _WIDE


_ENDS = (".", ";", ":", "!", "?", ".)", ".\u201d")
_CLOSE = 1.7  # letter sizes from line to line within a paragraph, at most
_CLOSE_HANGING = 1.95
_WIDE = 250.0  # points: a line shorter than this ends its paragraph


def _holds_bullets(table: Table) -> bool:
    """Whether the first of two columns holds bullets and nothing else: a list whose indent passed for a column."""
    if len(table.edges) != 3:
        return False
    first = [cell for row in table.rows for cell in row.cells if cell.column == 0 and cell.span == 1]
    return bool(first) and all(
        BULLET.fullmatch(line.text) or line.text in ("o", "-", "\u2013", "\u2014")
        for cell in first
        for line in cell.lines
    )


def _bulleted(table: Table) -> Iterator[Block]:
    for row in table.rows:
        bullets = [line for cell in row.cells if cell.column == 0 and cell.span == 1 for line in cell.lines]
        lines = [line for cell in row.cells if cell.column == 1 or cell.span > 1 for line in cell.lines]
        if not bullets:
            yield Block(BlockKind.PARAGRAPH, tuple(lines))
            continue
        tops = [(bullet.page, bullet.top - 3.0) for bullet in bullets]
        for start, end in zip(tops, [*tops[1:], (10**9, 0.0)], strict=True):
            held = tuple(line for line in lines if start <= (line.page, line.top) < end)
            if held:
                yield Block(BlockKind.ITEM, held, bullets[0].text)


_VERB = re.compile(r"\b(?:is|are|was|were|should|must|shall|will|provides|has been|have been)\b")
_TWO_SENTENCES = re.compile(r"[a-z)]\. [A-Z]")


def _is_prose(text: str) -> bool:
    """Whether a heading's words read as body text: a sentence, a numbered sentence, words that open a list."""
    number = NUMBER.match(text)
    words = text[number.end() :].split() if number else text.split()
    if len(words) <= _MOST_LABEL_WORDS or text.isupper():
        return text[:1].islower() and len(words) > 3
    if text.rstrip().endswith(":") or text[:1].islower() or _TWO_SENTENCES.search(text):
        return True
    small = sum(word[:1].islower() for word in words)
    return small * 2 > len(words) and bool(_VERB.search(text))


def _heading_rank(element: Element, known: Callable[[str], object], rank: int) -> int | None:
    """The rank of an element that is a heading, one that stands under a heading of `rank`."""
    if isinstance(element, Table):
        return None
    if element.kind is BlockKind.HEADING:
        return element.rank if element.rank is not None else rank
    if len(element.lines) > 2 or sum(len(line.words) for line in element.lines) > _MOST_HEADING_WORDS:
        return None
    text = element.text.rstrip()
    if text.endswith((".", ";", ",")) or not known(text.rstrip(" :")):
        return None
    bold = all(line.bold for line in element.lines)
    plain_label = element.kind is BlockKind.PARAGRAPH and len(text.split()) <= _MOST_LABEL_WORDS
    return max(rank, 0) if bold or plain_label else None


def _cut_tables(elements: tuple[Element, ...], known: Callable[[str], object]) -> Iterator[Element]:
    for element in elements:
        if isinstance(element, Table):
            yield from _cut_table(element, known)
        else:
            yield element


def _cut_table(table: Table, known: Callable[[str], object]) -> Iterator[Element]:
    """A table whose full-width row is a heading of its own becomes that heading and the rows under it."""
    start = 0
    for index, row in enumerate(table.rows):
        if len(row.cells) != 1 or len(table.rows) < 2 or (row.cells[0].span < 2 and len(table.edges) > 2):
            continue
        cell = row.cells[0]
        if len(cell.lines) <= 2 and known(cell.text):
            if index > start:
                yield replace(table, rows=table.rows[start:index], header=max(0, table.header - start))
            yield Block(kind=BlockKind.PARAGRAPH, lines=cell.lines)
            start = index + 1
    if start == 0:
        yield table
    elif start < len(table.rows):
        yield replace(table, rows=table.rows[start:], header=max(0, table.header - start))


def text_of(elements: tuple[Element, ...]) -> str:
    """Repaired prose of blocks and tables; a paragraph, item or table row a line."""
    found: list[str] = []
    for element in elements:
        if isinstance(element, Block):
            found.append(element.text)
        else:
            found += [" | ".join(cell.text for cell in row.cells) for row in element.rows]
    return "\n".join(text for text in found if text)
