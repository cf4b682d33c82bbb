"""Blocks that may be titles: their words, their looks, their place."""

from __future__ import annotations

import re

from soc2parse.language import outcomes
from soc2parse.language.columns import ColumnRole, column_role
from soc2parse.language.dates import find_dates
from soc2parse.language.headings import Heading, without_number
from soc2parse.language.names import place_of
from soc2parse.language.openings import FIRST_TOPIC
from soc2parse.layout.element import Block, BlockKind, Table
from soc2parse.layout.prose import ends_in_short_form

Element = Block | Table

_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|describes?|includes?|contains?|see|refer|please|we|our|below|above|should|will)\b"
)
_NOT_A_SENTENCE = re.compile(r"(?:that|which) (?:is|are|was|were|has|have) not|in our|of our", re.IGNORECASE)


def short_text(element: Element) -> str:
    """The text of what may be a heading, its marker included; empty where it is too long for one."""
    if isinstance(element, Table):
        cells = [cell.text for row in element.rows for cell in row.cells]
        return " ".join(cells) if len(element.rows) <= 2 and len(cells) <= 3 and sum(map(len, cells)) < 250 else ""
    if len(element.lines) > 6:
        return ""
    text = f"{element.marker} {element.text}" if element.marker else element.text
    return text if len(text) < 320 else ""


def is_heading(element: Element) -> bool:
    """Whether it looks like a heading."""
    return isinstance(element, Block) and element.kind is BlockKind.HEADING


def is_next_line(block: Element, following: Element) -> bool:
    """Whether a block is the next printed line of the heading above it: the same type, no further below than a line."""
    if not (is_heading(block) and isinstance(block, Block) and isinstance(following, Block)):
        return False
    last, first = block.lines[-1], following.lines[0]
    if (
        last.page != first.page
        or abs(last.size - first.size) > 0.2
        or last.bold != first.bold
        or not short_text(following)
    ):
        return False
    return -0.4 * first.size < first.top - last.bottom < 0.9 * first.size


def signs(text: str) -> bool:
    """Whether a line is one of a signature that ran over to the page, not a running header."""
    dates = find_dates(text)
    return place_of(text) is not None or (len(dates) == 1 and dates[0].stop - dates[0].begin > len(text) - 8)


def is_first_topic(element: Element) -> bool:
    """Whether it is a heading with which descriptions begin: "1. Company Background"."""
    text = short_text(element)
    return bool(text) and FIRST_TOPIC.fullmatch(without_number(text).strip(" :")) is not None


def prominence(element: Element) -> int:
    """How much a heading stands out among the headings of the file; greater is more."""
    return -element.rank if isinstance(element, Block) and element.rank is not None else -99


def is_sentence(heading: Heading, text: str) -> bool:
    """Whether a line that names a section is no title: "Section IV describes ...", "Results of Test: None noted."."""
    title = _NOT_A_SENTENCE.sub(" ", heading.title)
    if title.isupper():
        return False
    label, colon, said = title.partition(":")
    if colon and column_role(label) is ColumnRole.RESULT and outcomes.is_result_like(said):
        return True
    if title.rstrip().endswith((".", ",", ";")) and len(title.split()) > 6 and not ends_in_short_form(title.rstrip()):
        return True
    return _SENTENCE.search(title) is not None or len(text.split()) > 45
