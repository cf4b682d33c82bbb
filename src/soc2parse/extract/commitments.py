"""The principal service commitments: list items under their heading, apart from the system requirements beside them."""

from __future__ import annotations

import re

from soc2parse.extract.listing_table import columns_of
from soc2parse.extract.passage import Passage, elements_of, under
from soc2parse.extract.pieces import pieces
from soc2parse.language.list_columns import ListColumn
from soc2parse.language.plain import plain
from soc2parse.language.topics import TopicKind, is_group, topic_of
from soc2parse.layout.element import Block, BlockKind, Table
from soc2parse.sections import Element

_COMMITS = re.compile(r"\bcommitments?\b|\bcommits?\b|\bcommitted\b", re.IGNORECASE)
_REQUIRES = re.compile(r"\brequirements?\b", re.IGNORECASE)


def read_commitments(parts: tuple[Passage, ...]) -> tuple[str, ...]:
    """The commitments in order; empty where the report has no such part or prints them as plain prose only."""
    for index, part in enumerate(parts):
        if part.heading is None or topic_of(part.title) is not TopicKind.COMMITMENTS:
            continue
        whole = [part]
        for lower in under(parts, index, _goes_on)[1:]:
            if topic_of(lower.title) not in (None, TopicKind.COMMITMENTS, TopicKind.REQUIREMENTS) and not is_group(
                lower.title
            ):
                break
            whole.append(lower)
        found = _listed(elements_of(tuple(whole))) or _told(elements_of(tuple(whole)))
        if found:
            return found
    return ()


def _listed(elements: tuple[Element, ...]) -> tuple[str, ...]:
    found: list[str] = []
    ours = True
    for element in elements:
        if isinstance(element, Table):
            found += _from_table(element)
        elif element.kind is BlockKind.HEADING:
            kind = topic_of(element.text)
            ours = kind is not TopicKind.REQUIREMENTS if kind or not is_group(element.text) else ours
        elif element.kind is BlockKind.PARAGRAPH:
            ours = _turns(element.text, ours)
        elif ours and not element.text.rstrip().endswith(":"):
            found.append(element.text)
    return tuple(found)


def _turns(text: str, ours: bool) -> bool:
    """Whether the list behind a paragraph is one of commitments."""
    last = re.split(r"(?<=[.!?])\s+", plain(text).rstrip())[-1]
    if not last.endswith(":"):
        return ours
    if _REQUIRES.search(last):
        start = _REQUIRES.search(last)
        commits = _COMMITS.search(last)
        return bool(
            commits
            and start
            and commits.start() < start.start()
            and not re.search(r"support|achieve|meet", last[: commits.start()])
        )
    return ours if not _COMMITS.search(last) else True


def _from_table(table: Table) -> list[str]:
    columns, start = columns_of(table)
    column = columns.get(ListColumn.COMMITMENT)
    if column is None:
        return []
    return [
        text
        for row in table.rows[start:]
        for cell in row.cells
        if cell.column == column and cell.span == 1
        for text, _ in pieces(cell.lines)
    ]


def _told(elements: tuple[Element, ...]) -> tuple[str, ...]:
    """No list: the paragraphs that commit to something."""
    texts = [e.text for e in elements if isinstance(e, Block) and e.kind is BlockKind.PARAGRAPH]
    return tuple(text for text in texts if re.search(r"\bcommit(?:s|ted)\b", text) and not text.endswith(":"))


def _goes_on(part: Passage) -> bool:
    return is_group(part.title)
