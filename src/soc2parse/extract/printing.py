"""A control as printed once: its row (or block) with the tests and results beside it. The step before the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from soc2parse.layout.element import Line
from soc2parse.layout.prose import join_lines


@dataclass
class Trial:
    """The test and result cells that stand beside each other; more than one printed test may be in them."""

    page: int
    heading: str | None = field(default=None, kw_only=True)
    """What the column of results is called."""
    test: list[Line] = field(default_factory=list)
    result: list[Line] = field(default_factory=list)
    sample: list[Line] = field(default_factory=list)
    count: list[Line] = field(default_factory=list)
    """The number of exceptions, where a column counts them."""
    detail: list[Line] = field(default_factory=list)
    """An exception's detail on a row of its own ("Exception Detail: ...")."""
    note: list[Line] = field(default_factory=list)
    """The exception's words in a note to which the result points."""
    response: list[Line] = field(default_factory=list)
    """Management's response beside or below the result."""


@dataclass
class Printing:
    """One printing of a control, as the rows are read from top to bottom.

    `heading` are the criteria that stand above it or in its criterion cell, `listed` those of a list of its own.
    """

    page: int
    heading: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    control_id: list[Line] = field(default_factory=list)
    control: list[Line] = field(default_factory=list)
    trials: list[Trial] = field(default_factory=list)

    @property
    def trial(self) -> Trial:
        """The trial that is being read; a first one where there is none."""
        if not self.trials:
            self.trials.append(Trial(self.page))
        return self.trials[-1]

    def name_text(self) -> None:
        """Take the words read as a test for the control's, where it turns out that its tests stand in rows below."""
        if not self.control and len(self.trials) == 1 and not self.trials[0].result:
            self.control = self.trials.pop().test

    @property
    def lines(self) -> list[Line]:
        """The lines of the id and the control's text."""
        return [*self.control_id, *self.control]

    @property
    def control_text(self) -> str:
        """The control's words as repaired prose."""
        return text_of(self.control)


def text_of(lines: list[Line]) -> str:
    """Repaired prose of lines."""
    return join_lines([line.text for line in lines])


def after_label(lines: Iterable[Line], label: str) -> list[Line]:
    """The lines without the label's words at their start."""
    left = len(label.split())
    out: list[Line] = []
    for line in lines:
        if left >= len(line.words):
            left -= len(line.words)
            continue
        words = line.words[left:]
        left = 0
        while words and not out and words[0].text in (":", "-", "\u2013", "\u2014"):
            words = words[1:]
        if words:
            out.append(Line(line.page, words, line.ocr))
    return out
