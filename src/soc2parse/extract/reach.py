"""How far a criterion above tables reaches: to the next heading as prominent as the one that its list stands under.

"Criteria and Supporting Controls", below it "CC1.1 ..." to "C1.2 ...", then "Controls and Tests": what follows that
heading is no matter of C1.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from soc2parse.layout.element import Block, BlockKind


@dataclass
class Reach:
    """Follows a section's headings. `labels` are those that come again: "Control Activities" under each criterion."""

    labels: frozenset[str] = frozenset()
    _last: int | None = None
    _above: int | None = None

    @classmethod
    def over(cls, blocks: Iterable[Block]) -> Reach:
        """With the headings that come again among these blocks as labels."""
        texts = Counter(block.text for block in blocks if block.kind is BlockKind.HEADING)
        return cls(frozenset(text for text, count in texts.items() if count > 1))

    def begin(self, block: Block) -> None:
        """A criterion in a paragraph: it reaches as far as the heading above the first of them."""
        if block.kind is not BlockKind.HEADING and self._above is None:
            self._above = self._last

    def ends(self, block: Block) -> bool:
        """Whether a block that names no criterion is a heading beyond the reach of the last one."""
        if block.kind is not BlockKind.HEADING or block.rank is None or block.text in self.labels:
            return False
        ended = self._above is not None and block.rank <= self._above
        self._last = block.rank
        self._above = None if ended else self._above
        return ended
