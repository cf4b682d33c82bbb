"""Pieces of text -> printed words: glued pieces joined, footnote marks parted, overprints and letter-spacing undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from soc2parse.reading.page import Word, as_tuple
from soc2parse.reading.piece import Piece
from soc2parse.reading.spelling import SUPERSCRIPTS, spell

TOUCHING = 0.15  # of the size: letters with a smaller gap belong to one word
KERNED = 0.35  # of the size: so far back a letter may be set and belong to the word ("To")
_SAME_LINE = 0.8  # of the size: baselines further apart are other lines
_OVERPRINT = 1.5  # points: the same word again so close is the same word, printed bold
_MARK = re.compile(r"[\d*†‡§¶#]{1,4}(,\d+)*|[a-z]|\(\d+\)|\[\d+\]")
_TAIL_MARKS = re.compile(r"^(.+?)([⁰¹²³⁴-⁹]+)$")
_TEXT, _GLUED, _SIZE = attrgetter("text"), attrgetter("glued"), attrgetter("size")
_LETTER_RUN = 4  # single letters in a row, at least, before letter-spacing is thought of
_LETTER_GAP = 0.85  # of the size: wider gaps are columns, not letter-spacing


def make_words(pieces: Sequence[Piece]) -> list[Word]:
    """The words of the visible pieces, in their order."""
    letters = "".join(map(_TEXT, pieces))
    if not (letters.isascii() and letters.isprintable()):
        pieces = _split_superscripts(pieces)
    if any(map(_GLUED, pieces)):
        pieces = list(_join(pieces))
    if len({(piece[0], piece[1] // 4, piece[3] // 4) for piece in pieces}) < len(pieces):
        pieces = _drop_overprints(pieces)
    if b"\1" * _LETTER_RUN in bytes(map((1).__eq__, map(len, map(_TEXT, pieces)))):
        pieces = _join_spaced_letters(pieces)
    words = [
        as_tuple(Word, (text, x0, baseline - 0.8 * size, x1, baseline + 0.2 * size, size, bold, italic, False))
        for text, x0, x1, baseline, size, bold, italic, _, _, _, _ in pieces
    ]
    for index in _find_raised(pieces):
        words[index] = words[index]._replace(raised=True)
    return words


def _split_superscripts(pieces: Sequence[Piece]) -> list[Piece]:
    """ "2020¹" -> "2020" and a raised "1"; letters made plain on the way."""
    out, done = [], 0
    for index in [i for i, piece in enumerate(pieces) if not (piece[0].isascii() and piece[0].isprintable())]:
        out += [*pieces[done:index], *_split(pieces[index])]
        done = index + 1
    return [*out, *pieces[done:]]


def _split(piece: Piece) -> Iterator[Piece]:
    text = spell(piece.text)
    found = _TAIL_MARKS.match(text)
    if found is None:
        raised = bool(text) and not text.strip("⁰¹²³⁴⁵⁶⁷⁸⁹")
        if text:
            yield _raise(piece, text) if raised else piece._replace(text=text)
        return
    width = (piece.x1 - piece.x0) / len(text)
    cut = piece.x1 - 0.6 * width * len(found[2])
    yield piece._replace(text=found[1], x1=cut)
    yield _raise(piece._replace(x0=cut), found[2])


def _raise(piece: Piece, text: str) -> Piece:
    size = 0.6 * piece.size
    return piece._replace(
        text=text.translate(SUPERSCRIPTS), size=size, baseline=piece.baseline - 0.35 * piece.size, glued=True
    )


def _join(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Glued pieces that touch on one baseline become one word of the first piece's look."""
    held: Piece | None = None
    for piece in pieces:
        if held is None:
            held = piece
        elif piece.glued and _touch(held, piece) and not (_is_raised(piece, held) or _is_raised(held, piece)):
            held = held._replace(text=held.text + piece.text, x1=max(held.x1, piece.x1), bold=held.bold and piece.bold)
        else:
            yield held
            held = piece
    if held is not None:
        yield held


def _touch(left: Piece, right: Piece) -> bool:
    size = max(left.size, right.size)
    gap = right.x0 - left.x1
    return -KERNED * size < gap < TOUCHING * size + 0.01 and abs(right.baseline - left.baseline) < 0.5 * size


def _is_raised(mark: Piece, other: Piece) -> bool:
    """Whether the one is a footnote mark beside the other: smaller, higher, and digits or a sign."""
    return (
        mark.size < 0.82 * other.size
        and 0.12 * other.size < other.baseline - mark.baseline < _SAME_LINE * other.size
        and _MARK.fullmatch(mark.text) is not None
    )


def _drop_overprints(pieces: Sequence[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    places: dict[str, list[int]] = {}
    for piece in pieces:
        same = places.setdefault(piece.text, [])
        for index in same:
            other = kept[index]
            if abs(other.x0 - piece.x0) < _OVERPRINT and abs(other.baseline - piece.baseline) < _OVERPRINT:
                kept[index] = other._replace(bold=True)
                break
        else:
            same.append(len(kept))
            kept.append(piece)
    return kept


def _join_spaced_letters(pieces: Sequence[Piece]) -> list[Piece]:
    """ "S E C T I O N  4" -> "SECTION 4": at least four letters in a row with even gaps narrower than a column's."""
    out: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if run and not _continues(run[-1], piece):
            out += _close_run(run)
            run = []
        if (len(piece.text) == 1 and not piece.glued) or run:
            run.append(piece)
        else:
            out.append(piece)
    return out + _close_run(run)


def _continues(left: Piece, right: Piece) -> bool:
    return (
        len(right.text) == 1
        and abs(right.baseline - left.baseline) < 0.1 * left.size
        and abs(right.size - left.size) < 0.3 * left.size
        and -0.1 * left.size < right.x0 - left.x1 < 3 * left.size
    )


def _close_run(run: list[Piece]) -> list[Piece]:
    letters = [piece for piece in run if piece.text.isalnum()]
    if len(run) < _LETTER_RUN or len({piece.text for piece in letters}) < 3:
        return run
    gaps = [right.x0 - left.x1 for left, right in pairwise(run)]
    narrow = sorted(gaps)[len(gaps) // 4]
    if narrow > _LETTER_GAP * run[0].size:
        return run
    widest = max(1.45 * narrow, narrow + 0.12 * run[0].size)
    out = [run[0]]
    for gap, piece in zip(gaps, run[1:], strict=True):
        if gap <= widest:
            out[-1] = out[-1]._replace(text=out[-1].text + piece.text, x1=piece.x1)
        else:
            out.append(piece)
    # Even gaps throughout, or words of several letters: anything else is a row of single letters.
    return out if len(out) <= len(run) / 2 else run


def _find_raised(pieces: Sequence[Piece]) -> Iterator[int]:
    """Where footnote marks are: behind their word, or before the note that they open."""
    sizes = list(map(_SIZE, pieces))
    if len(set(sizes)) < 2:
        return
    for index in [index for index, (left, right) in enumerate(pairwise(sizes), 1) if left != right]:
        if sizes[index] < sizes[index - 1]:
            at = index
            while (
                at < len(pieces) and sizes[at] == sizes[index] and _marks(pieces[at], pieces[index - 1], pieces[at - 1])
            ):
                yield at
                at += 1
        elif _marks(pieces[index - 1], pieces[index], pieces[index - 1]):
            yield index - 1


def _marks(mark: Piece, word: Piece, before: Piece) -> bool:
    beside = _beside(mark, word) if mark is before else _beside(before, mark)
    return beside and _is_raised(mark, word)


def _beside(left: Piece, right: Piece) -> bool:
    return -0.3 * right.size < right.x0 - left.x1 < max(left.size, right.size)
