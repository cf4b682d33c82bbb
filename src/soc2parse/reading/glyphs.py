"""Runs of glyphs -> pieces of text, by the same gaps that MuPDF goes by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from soc2parse.reading.canvas import Run
from soc2parse.reading.frame import UPRIGHT, Matrix, apply, quarters
from soc2parse.reading.page import Word
from soc2parse.reading.piece import Piece, stand
from soc2parse.reading.spelling import MARKS, SPACES
from soc2parse.reading.words import KERNED, TOUCHING

_BREAKS = frozenset(SPACES + "\xa0 \t\n\r\f\v")
_MARKS = frozenset(MARKS)
_SAME_LINE = 0.8  # of the size: baselines further apart are other lines


class _Letters(NamedTuple):
    """Letters side by side in one look, without a space."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    color: int
    glued: bool
    order: int
    inked: bool


def make_pieces(runs: Sequence[Run]) -> Iterator[Piece]:
    """The upright runs' pieces: a glued word, another line or another look begins one."""
    words: list[Word] = []
    first: _Letters | None = None
    for held in _parted(runs):
        if first is not None and (held.glued or held[3:8] != first[3:8] or held[9:] != first[9:]):
            yield Piece(words, first.baseline, first.color, first.glued, first.order, first.inked)
            words = []
        first = held if not words else first
        words.append(stand(*held[:7]))
    if first is not None:
        yield Piece(words, first.baseline, first.color, first.glued, first.order, first.inked)


def turn_runs(runs: Sequence[Run], quarter: int, matrix: Matrix) -> list[Run]:
    """The runs at this quarter of a turn, moved by the matrix into the frame in which they run to the right."""
    return [
        run._replace(
            across=1.0, down=0.0, glyphs=[(text, *apply(matrix, x, y), reach) for text, x, y, reach in run.glyphs]
        )
        for run in runs
        if quarters(run.across, run.down) == quarter
    ]


def _parted(runs: Sequence[Run]) -> Iterator[_Letters]:
    """The upright runs' words: a space, a gap, another line or another look ends one."""
    held: _Letters | None = None
    spaced = True
    for run in runs:
        if run.across < UPRIGHT:
            continue
        size, bold, italic, color, inked = run.look
        for letters, x0, base, reach in run.glyphs:
            x1 = x0 + run.across * reach
            if letters in _BREAKS:
                spaced = True
                continue
            if not letters.strip(MARKS):
                if not letters and held is not None and not spaced:
                    held = held._replace(x1=max(held.x1, x1))  # the rest of glyphs that were spelled out
                continue
            glued = False
            if held is not None:
                large = max(size, held.size)
                if _is_again(held, letters, x1, base):
                    held = held._replace(bold=True)
                    continue
                rise = abs(base - held.baseline)
                glued = not spaced and -KERNED * large < x0 - held.x1 < TOUCHING * large and rise < _SAME_LINE * large
                same = size == held.size and (bold, italic, color, inked) == (*held[5:8], held.inked)
                if glued and same and rise < 0.05 * size:
                    held = held._replace(text=held.text + letters, x1=x1)
                    continue
                yield held
            held = _Letters(letters, x0, x1, base, size, bold, italic, color, glued, run.order, inked)
            spaced = False
    if held is not None:
        yield held


def _is_again(held: _Letters, letters: str, x1: float, base: float) -> bool:
    """Whether the same letter is printed once more in its place, to look bold."""
    near = 0.15 * held.size
    return held.text.endswith(letters) and abs(held.x1 - x1) < near and abs(held.baseline - base) < near
