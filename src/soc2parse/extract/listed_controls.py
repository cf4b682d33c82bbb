"""Controls in no table, often in type 1: paragraphs or items below their criterion's heading, or with ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from soc2parse.extract.inline_ids import bare_id, id_and_text, split_inline
from soc2parse.extract.printing import Printing
from soc2parse.extract.several import parts_by_id
from soc2parse.language import control_ids, criteria_ids
from soc2parse.language.columns import ColumnRole, column_role, names_others
from soc2parse.language.labels import label_of
from soc2parse.layout.element import Block, BlockKind, Line, Table


def read_list(elements: Iterable[Block | Table]) -> list[Printing]:
    """The paragraphs and items below criteria or ids; none where fewer than two criteria or three ids head them.

    None, too, where tests stand among them: these are no controls.
    """
    printings = list(_printings(elements))
    if any(_is_tested(printing) for printing in printings):
        return []
    headings = {printing.heading for printing in printings if printing.heading}
    if len(headings) < 2 and sum(1 for printing in printings if printing.control_id) < 3:
        return []
    counted = [printing for printing in printings if printing.control_id and not _is_strong(printing.control_id[0])]
    printed = {(printing.control_id[0].text, printing.control_text) for printing in counted}  # each control once
    if len({name for name, _ in printed}) < 0.9 * len(printed):
        for printing in counted:  # they begin again under each criterion: enumerators, no ids
            printing.control_id = []
    split_inline(printings)
    return printings


def _is_tested(printing: Printing) -> bool:
    """Whether what would be a control holds a test or its result: "Results of Tests: One of 25 accounts ..."."""
    labels = (label_of(line.text) for line in printing.control if ":" in line.text)
    return any(label[0] in (ColumnRole.TEST, ColumnRole.RESULT) for label in labels if label)


def _printings(elements: Iterable[Block | Table]) -> Iterator[Printing]:
    heading: tuple[str, ...] = ()
    name: Line | None = None
    controls = False
    """Whether what stands here is called controls: "Description of Controls" above "1." and the text of the first."""
    blocks = [element for element in elements if isinstance(element, Block)]
    for block, below in zip_longest(blocks, blocks[1:]):
        if below and criteria_ids.heads(_printed(block), _printed(below)):
            continue
        led = criteria_ids.leading(block.text)
        if led and not control_ids.looks_like_id(block.text):
            heading, name = led.ids, None
        elif column_role(block.text) is ColumnRole.CONTROL and not names_others(block.text):
            controls = True
        elif block.kind is BlockKind.HEADING and not _is_name(block):
            heading, name, controls = (), None, False
        elif _is_name(block) and (heading or controls or control_ids.looks_like_id(block.text, weak=False)):
            name = block.lines[0]
        elif parts := parts_by_id(block.lines):
            yield from (Printing(block.page, heading, control_id=[part.name], control=part.lines) for part in parts)
            name = None
        elif controls and name is None and (own := _with_id(block)) is not None:
            yield Printing(block.page, heading, control_id=[own[0]], control=own[1])
        elif heading or name:
            printing = Printing(block.page, heading=heading, control=_text(block))
            number = name or _number(block)
            printing.control_id = [number] if number else []
            name = None
            yield printing


def _with_id(block: Block) -> tuple[Line, list[Line]] | None:
    """The id, be it as plain as "C1:" or "1.01", and the text of a control below a name of a column of controls."""
    if block.marker and control_ids.looks_like_id(block.marker) and (number := _number(block)) is not None:
        return number, _text(block)
    return id_and_text(block.lines)


def _printed(block: Block) -> str:
    return f"{block.marker or ''} {block.text}".strip()


def _is_strong(name: Line) -> bool:
    return control_ids.looks_like_id(bare_id(name.text), weak=False)


def _is_name(block: Block) -> bool:
    """An id on a line of its own above the control's text."""
    return len(block.lines) == 1 and control_ids.looks_like_id(block.text)


def _number(block: Block) -> Line | None:
    """The number of a numbered item; a bullet is none."""
    first = block.lines[0]
    if block.marker and any(c.isdigit() for c in block.marker) and first.words[0].text == block.marker:
        return Line(first.page, first.words[:1], first.ocr)
    return None


def _text(block: Block) -> list[Line]:
    """The block's lines without the marker."""
    first, *rest = block.lines
    if block.marker and first.words[0].text == block.marker and len(first.words) > 1:
        return [Line(first.page, first.words[1:], first.ocr), *rest]
    return list(block.lines)
