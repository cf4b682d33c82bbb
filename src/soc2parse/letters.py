"""The auditor's report and the assertions are letters: what page or spacing cut is put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from soc2parse.language.dates import find_dates
from soc2parse.language.headings import paragraph_kind, read_heading, squeeze
from soc2parse.language.names import has_legal_form, is_firm, place_of
from soc2parse.layout.element import Block, BlockKind, Table

_ENDED = re.compile(r"[.:;?!][”\"’')\]]*$")
_ITEM = re.compile(r"^\s*(?:[•●▪◦‣■□·\-–—]|\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})[.)])\s", re.IGNORECASE)
_PROSE = re.compile(r"(?:\b[a-z’'-]+[,;]?\s+){3}[a-z]+")
_FULL_LINE = 60


def mended(elements: Sequence[Block | Table], title: str) -> tuple[Block | Table, ...]:
    """The elements, each block that goes on in the next one joined with it, running headers with the title left out.

    A block goes on where it ends without a stop and the next begins in lower case, or where its last line is full.
    """
    result: list[Block | Table] = []
    page = elements[0].page if elements else 0
    for element in chain.from_iterable(_unsigned(element) for element in elements):
        first_of_page = element.page != page
        page = element.last_page
        if first_of_page and isinstance(element, Block) and _repeats(element, title):
            continue
        last = result[-1] if result else None
        if isinstance(last, Block) and isinstance(element, Block) and _goes_on(last, element):
            result[-1] = replace(last, kind=_kind(last), lines=last.lines + element.lines, rank=None)
        else:
            result.append(element)
    return tuple(result)


def _unsigned(element: Block | Table) -> tuple[Block | Table, ...]:
    """A paragraph and, apart, the lines of a signature that stand so close under it that they passed for its last."""
    if not isinstance(element, Block) or len(element.text) < 120:
        return (element,)
    lines = element.lines
    cut = len(lines)
    while cut > 1 and _may_sign(lines[cut - 1].text):
        cut -= 1
    under = lines[cut:]
    if not under or not _ENDED.search(lines[cut - 1].text) or not any(_signs(line.text) for line in under):
        return (element,)
    signature = [Block(BlockKind.PARAGRAPH, (line,)) for line in under]
    return (replace(element, lines=lines[:cut]), *signature)


def _may_sign(text: str) -> bool:
    return len(text) < 70 and not text[:1].islower() and not _PROSE.search(text)


def _signs(text: str) -> bool:
    return bool(find_dates(text) or is_firm(text) or place_of(text) or has_legal_form(text))


def _repeats(block: Block, title: str) -> bool:
    heading = read_heading(title)
    bare = squeeze(heading.title if heading else title)
    return len(block.lines) <= 2 and len(bare) > 8 and bare in squeeze(block.text) and len(block.text) < len(title) + 90


def _kind(block: Block) -> BlockKind:
    return BlockKind.ITEM if block.marker or _ITEM.match(block.text) else BlockKind.PARAGRAPH


def _goes_on(block: Block, following: Block) -> bool:
    text = block.text.strip()
    if not text or _ENDED.search(text) or following.marker or _ITEM.match(following.text):
        return False
    if _is_heading(block) or _is_heading(following):
        return False
    first = following.text[:1]
    return first.islower() or (
        len(block.lines[-1].text) >= _FULL_LINE and len(block.text) >= _FULL_LINE and not _alone(following)
    )


def _is_heading(block: Block) -> bool:
    text = block.text
    if len(text) > 200:
        return False
    heading = read_heading(text)
    return paragraph_kind(text) is not None or (
        heading is not None and (heading.sure or heading.labelled) and len(text) < 120
    )


def _alone(block: Block) -> bool:
    """Whether a block looks like a line of a signature, not like the rest of a sentence."""
    return len(block.text) < _FULL_LINE and not block.text.rstrip().endswith((".", ";"))
