"""Controls printed apart from their tests: "AC-01: Access is reviewed ..." below its criterion, and tests by number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from soc2parse.extract.inline_ids import bare_id, id_and_text
from soc2parse.extract.printing import Printing, text_of
from soc2parse.language import criteria_ids
from soc2parse.layout.element import Block, BlockKind
from soc2parse.report import normal_id
from soc2parse.sections import Role, Sections


def described_apart(sections: Sections, printings: Sequence[Printing]) -> list[Printing]:
    """The paragraphs that describe these controls, as printings without tests; none where their rows do so.

    The criterion that stands last above the tests is then the last paragraph's, and is taken from the printings.
    """
    bare = [printing for printing in printings if printing.control_id and not printing.control]
    if not bare or len(bare) < 0.5 * len(printings):
        return []
    ids = {normal_id(bare_id(text_of(printing.control_id))) for printing in bare}
    parts = sections.of(Role.TESTS, Role.DESCRIPTION, Role.APPENDIX)
    found = [printing for part in parts for printing in _in_blocks(part.blocks, ids)]
    if any(printing.heading for printing in found):
        for printing in bare:
            printing.heading = ()
    return found


def _in_blocks(blocks: Sequence[Block], ids: Collection[str]) -> Iterator[Printing]:
    heading: tuple[str, ...] = ()
    for block in blocks:
        led = criteria_ids.leading(block.text)
        named = id_and_text(block.lines)
        if led:
            heading = led.ids
        elif named and normal_id(bare_id(named[0].text)) in ids:
            yield Printing(block.page, heading, control_id=[named[0]], control=named[1])
        elif block.kind is BlockKind.HEADING:
            heading = ()
