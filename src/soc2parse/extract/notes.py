"""Notes below a table or at the foot of a page: "Exception (a)" in the row, "(a) For 2 of 25 users ..." under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from soc2parse.extract.printing import Printing, Trial, after_label, text_of
from soc2parse.extract.responses import labelled_parts
from soc2parse.language import criteria_ids
from soc2parse.language.columns import ColumnRole
from soc2parse.language.labels import label_of
from soc2parse.layout.element import Block, BlockKind, Line

_MARK = r"[a-z]|\d{1,2}|[ivx]{2,4}"
_SIGN = r"\*{1,3}|†{1,2}|‡"
# What ends a result: "Exception (a)", "Deviation noted. [3]", "Exception noted.*", "Exception noted; see Note B below."
_POINTS = re.compile(
    rf"[(\[](?P<bare>{_MARK})[)\]]\.?$|(?P<sign>{_SIGN})\.?$|\b(?:foot)?note (?P<named>{_MARK})(?: below)?[).]*$",
    re.IGNORECASE,
)
_LAST = (")", "]", "*", "\u2020", "\u2021")
# What begins a note: "(a) ...", "3. ...", "* ...", "Note B: ...".
_BEGINS = re.compile(
    rf"(?:(?:foot)?note )?[(\[]?(?P<mark>{_MARK})[)\]]?(?:[.:)]|\s[\u2013\u2014-]|(?<=[)\]])|$)|(?P<sign>{_SIGN})",
    re.IGNORECASE,
)


class NoteReader:
    """Gives the tests whose results end in a mark the note that begins with it, in the order of the page."""

    def __init__(self, printings: Sequence[Printing]) -> None:
        self._printings = printings
        self._met: set[int] = set()
        self._waiting: list[tuple[str, Trial]] = []
        self._mark: str | None = None
        self._current: Trial | None = None

    def read(self, block: Block) -> bool:
        """Whether the block is a note to a result above it, or management's response under such a note."""
        self._collect()
        if block.kind is BlockKind.HEADING or criteria_ids.leading(block.text):
            self._current = self._mark = None
            return False
        parts = labelled_parts(block)
        label = label_of(text_of(parts[0]))
        if label and label[0] is ColumnRole.RESPONSE and self._current is not None:
            self._answer(parts)
            return True
        mark, lines = (self._mark, list(block.lines)) if self._mark else _begun(block)
        self._mark = mark if mark and not lines else None
        if mark is None:
            self._current = None
        if mark is None or not lines:
            return False
        self._current = self._take(mark)
        if self._current is None:
            return False
        first, *rest = labelled_parts(Block(BlockKind.PARAGRAPH, tuple(lines)))
        self._current.note += first
        self._answer(rest)
        return True

    def _answer(self, parts: Sequence[list[Line]]) -> None:
        for part in parts:
            label = label_of(text_of(part))
            if self._current is not None and label and label[0] is ColumnRole.RESPONSE:
                self._current.response += after_label(part, label[1])

    def _take(self, mark: str) -> Trial | None:
        place = next((i for i, (known, _) in enumerate(self._waiting) if known == mark), None)
        return self._waiting.pop(place)[1] if place is not None else None

    def _collect(self) -> None:
        for trial in (trial for printing in self._printings for trial in printing.trials):
            if trial.result and id(trial) not in self._met:
                self._met.add(id(trial))
                mark = mark_of(trial.result)
                if mark:
                    self._waiting.append((mark, trial))


def mark_of(result: Sequence[Line]) -> str | None:
    """The mark at a result's end, raised or in brackets; None where there is none."""
    if not result:
        return None
    last = result[-1].words[-1]
    if last.raised or _is_set_apart(result):
        return last.text.strip("()[].").casefold()
    text = text_of(list(result))
    may_point = text.rstrip(".")[-1:] in _LAST or "note " in text.casefold()
    match = _POINTS.search(text) if may_point else None
    return next((mark.casefold() for mark in match.groups() if mark), None) if match else None


def _is_set_apart(result: Sequence[Line]) -> bool:
    """Whether a result's last line is nothing but a small number: a mark for which the line above had no room."""
    if len(result) < 2 or len(result[-1].words) != 1:
        return False
    mark, above = result[-1].words[0], result[-2].words[-1]
    return mark.text.isdigit() and len(mark.text) < 3 and mark.size < 0.95 * above.size


def _begun(block: Block) -> tuple[str | None, list[Line]]:
    """The mark with which a block begins and the lines behind it; none where it is no note."""
    first = block.lines[0].words[0]
    words = " ".join(word.text for word in block.lines[0].words)
    match = _BEGINS.match(words)
    if first.raised:
        mark, count = first.text, 1
    elif match:
        mark, count = match["mark"] or match["sign"], len(match.group().split())
    else:
        return None, []
    kept = block.lines[0].words[count:]
    lines = [Line(block.lines[0].page, kept, block.lines[0].ocr)] if kept else []
    return mark.strip("()[].:").casefold(), [*lines, *block.lines[1:]]
