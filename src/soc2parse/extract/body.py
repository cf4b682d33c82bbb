"""Blocks as the layout found them by looks -> body text by words: items, paragraphs, and headings that are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from soc2parse.extract.pieces import BULLET, LED, NUMBER, led
from soc2parse.language.cuecs import take_identifier
from soc2parse.layout.element import Block, BlockKind, Line, Table
from soc2parse.sections import Element

_MOST_LABEL_WORDS = 8


def body_of(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements with their body text told from headings, lists parted and paragraphs whole."""
    held = tuple(elements)
    usual = _usual_size(held)
    step = _usual_step(held)
    return _rejoined((part for element in held for part in _as_body(element, usual, step)), step)


def _usual_size(elements: tuple[Element, ...]) -> float | None:
    """The letter size of most of a section's light letters outside tables; None where there are none."""
    letters: Counter[float] = Counter()
    for element in elements:
        if isinstance(element, Block):
            for line in element.lines:
                if not line.bold:
                    letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else None


def _as_body(element: Element, usual: float | None, step: float) -> Iterator[Element]:
    """What looks should not have decided: large or bold body text is no heading where it starts with a bullet or opens
    a list with a colon; a paragraph whose lines start with bullets is as many items.
    """
    if isinstance(element, Table):
        yield from _bulleted(element) if _holds_bullets(element) else (element,)
        return
    if element.kind is BlockKind.ITEM:
        yield from _parted(element, step)
        return
    bullets = [index for index, line in enumerate(element.lines) if BULLET.match(line.text)]
    if bullets and (element.kind is BlockKind.HEADING or len(bullets) > 1):
        yield from _divided(element.lines, bullets)
    elif element.kind is BlockKind.PARAGRAPH and (starts := led(element.lines)):
        for start, end in pairwise([*starts, len(element.lines)]):
            yield replace(element, lines=element.lines[start:end])
    elif element.kind is BlockKind.HEADING and (
        _in_brackets(element.text) or _is_usual(element, usual) or _is_prose(element.text)
    ):
        number = NUMBER.match(element.text)
        marker = number[0].strip() if number else take_identifier(element.text)[0]
        kind = BlockKind.ITEM if marker else BlockKind.PARAGRAPH
        yield replace(element, kind=kind, rank=None, marker=marker)
    else:
        yield element


def _parted(item: Block, step: float) -> Iterator[Block]:
    """An item, and the paragraph behind it: it begins left of the bullet, or below a gap under the bullet itself."""
    for index, (above, line) in enumerate(pairwise(item.lines), start=1):
        if not line.text[:1].isupper():
            continue
        apart = line.page == above.page and line.top - above.top > _APART * step * line.size
        ended = apart and above.text.rstrip().endswith((".", ")")) and line.x0 < item.indent + 2.0
        if ended or line.x0 < item.indent - 2.0:
            yield replace(item, lines=item.lines[:index])
            yield Block(BlockKind.PARAGRAPH, item.lines[index:])
            return
    yield item


def _divided(lines: tuple[Line, ...], bullets: list[int]) -> Iterator[Block]:
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


def _usual_step(elements: tuple[Element, ...]) -> float:
    """How far most lines stand below the one above, in letter sizes."""
    steps: Counter[float] = Counter()
    lines = [line for element in elements if isinstance(element, Block) for line in element.lines]
    for above, line in pairwise(lines):
        step = (line.top - above.top) / line.size
        if above.page == line.page and abs(above.size - line.size) < 0.3 and 0.9 < step < _FAR:
            steps[round(step, 1)] += 1
    return steps.most_common(1)[0][0] if steps else _FAR / 1.3


def _rejoined(elements: Iterable[Element], step: float) -> Iterator[Element]:
    """Body text whose lines came as blocks of their own: a line close below an unfinished one belongs to it."""
    held: Block | None = None
    for element in elements:
        if held is not None and isinstance(element, Block) and _carries_on(held, element, step):
            held = replace(held, lines=held.lines + element.lines)
            continue
        if held is not None:
            yield held
        held = element if isinstance(element, Block) and element.kind is not BlockKind.HEADING else None
        if held is None:
            yield element
    if held is not None:
        yield held


def _carries_on(held: Block, block: Block, step: float) -> bool:
    above, line = held.lines[-1], block.lines[0]
    if (
        LED.match(line.text)
        or block.kind is BlockKind.ITEM
        or above.page != line.page
        or above.text.rstrip().endswith(_ENDS)
    ):
        return False
    if above.bold != line.bold or abs(above.size - line.size) > 0.3 or line.x0 < held.indent - 2.0:
        return False
    hanging = held.kind is BlockKind.ITEM and line.x0 > held.indent + 4.0
    if not 0 < line.top - above.top <= min(step * (_LOOSE if hanging else _TIGHT), _FAR) * line.size:
        return False
    if line.text[:1].islower():
        return True
    if held.kind is BlockKind.ITEM and not hanging:
        return False
    return not above.text.rstrip().endswith(")") and above.x1 > held.lines[0].x0 + _WIDE


_ENDS = (".", ";", ":", "!", "?", ".)", ".\u201d")
_TIGHT = 1.08  # of the usual step: more begins a paragraph
_LOOSE = 1.25
_APART = 1.12
_FAR = 2.3  # letter sizes
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


def _is_usual(block: Block, usual: float | None) -> bool:
    """Whether a heading looks like the section's body text: it is large only beside the small print of tables."""
    if usual is None or block.text.isupper():
        return False
    return all(not line.bold and abs(line.size - usual) < 0.3 and not line.italic for line in block.lines)


def _in_brackets(text: str) -> bool:
    return text.startswith("(") and text.rstrip(".").endswith(")")


_VERB = re.compile(r"\b(?:is|are|was|were|should|must|shall|will|provides|has been|have been)\b")
_TWO_SENTENCES = re.compile(r"[a-z)]\. [A-Z]")


def _is_prose(text: str) -> bool:
    """Whether a heading's words read as body text: a sentence, a numbered sentence, words that open a list."""
    number = NUMBER.match(text)
    words = text[number.end() :].split() if number else text.split()
    if len(words) <= _MOST_LABEL_WORDS or text.isupper():
        return text[:1].islower() and len(words) > 3
    if take_identifier(text)[0] or text.rstrip().endswith(":") or text[:1].islower() or _TWO_SENTENCES.search(text):
        return True
    small = sum(word[:1].islower() for word in words)
    return small * 2 > len(words) and bool(_VERB.search(text))
