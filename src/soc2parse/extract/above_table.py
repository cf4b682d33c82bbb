"""A control above the table of its tests: "AC-03 The board meets ...", or a title "AC-03: Leavers" over its text."""

from __future__ import annotations

from dataclasses import dataclass, field

from soc2parse.extract.inline_ids import named_by
from soc2parse.extract.labelled import headed_by
from soc2parse.layout.element import Block, BlockKind, Line


@dataclass
class AboveTable:
    """The id (None: no control stands there) and the text of the control above the next table."""

    name: Line | None = None
    control: list[Line] = field(default_factory=list)
    _titled: bool = False
    """Whether the text is a title as yet, and the paragraph below it the control's."""

    def head(self, block: Block) -> None:
        """A heading that begins with a criterion, and may name a control behind it: "CC6.2 | AC-03 Leavers"."""
        self._take(headed_by(block), titled=True)

    def read(self, block: Block) -> bool:
        """Whether a block names a control, or is the text below its title."""
        named = named_by(block.lines)
        if named is not None:
            self._take(named, titled=block.kind is BlockKind.HEADING)
        elif self._titled and not block.text.endswith(":"):
            self.control, self._titled = list(block.lines), False
        else:
            return False
        return True

    def clear(self) -> None:
        """The table was read."""
        self._take(None, titled=False)

    def _take(self, named: tuple[Line, list[Line]] | None, *, titled: bool) -> None:
        self.name, self.control = named or (None, [])
        self._titled = titled and named is not None
