"""Pieces of text -> printed words: glued pieces joined, footnote marks parted, overprints and letter-spacing undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter, lt

from soc2parse.reading.page import TEXT, Word
from soc2parse.reading.piece import Piece, stand, words_of
from soc2parse.reading.spelling import SUPERSCRIPTS, spell

TOUCHING = 0.15  # of the size: letters with a smaller gap belong to one word
KERNED = 0.35  # of the size: so far back a letter may be set and belong to the word ("To")
_SAME_LINE = 0.8  # of the size: baselines further apart are other lines
_LEVEL = 4.0  # points: no two lines stand so close
_OVERPRINT = 1.5  # points: the same word again so close is the same word, printed bold
_MARK = re.compile(r"[\d*†‡§¶#]{1,4}(,\d+)*|[a-z]|\(\d+\)|\[\d+\]")
_TAIL_MARKS = re.compile(r"^(.+?)([⁰¹²³⁴-⁹]+)$")
_GLUED = attrgetter("glued")
_SOFT, _SOFT_IN_ID = re.compile(r"\w\xad\w"), re.compile(r"\w\xad[A-Z\d]|\d\xad\w")
_LETTER_RUN = 4  # single letters in a row, at least, before letter-spacing is thought of
_LETTERS = re.compile(r" \S \S \S \S ")
_LETTER_GAP = 0.85  # of the size: wider gaps are columns, not letter-spacing


def make_words(pieces: Sequence[Piece]) -> list[Word]:
    """The words of the visible pieces, in their order."""
    words = words_of(pieces)
    text = " ".join(map(TEXT, words))
    glued = any(map(_GLUED, pieces))
    strange = not _is_plain(text)
    if strange and _draws_soft_hyphens(text):
        pieces = [_hard(piece) for piece in pieces]
    if strange:
        pieces = [part for piece in pieces for part in _spelled(piece)]
    if strange or glued:
        pieces = _join(pieces)
    overprinted = _may_overprint(pieces)
    if overprinted:
        pieces = _drop_overprints(_parted(pieces))
    spaced = _LETTERS.search(f" {text} ") is not None
    if spaced:
        pieces = _join_spaced_letters(_parted(pieces))
    if strange or glued or overprinted or spaced:
        words = words_of(pieces)
    for index in _find_raised(pieces, words):
        words[index] = words[index]._replace(raised=True)
    return words


def _parted(pieces: Sequence[Piece]) -> list[Piece]:
    """A piece a word."""
    return [
        piece._replace(words=[word], glued=piece.glued and not at)
        for piece in pieces
        for at, word in enumerate(piece.words)
    ]


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _draws_soft_hyphens(text: str) -> bool:
    """Whether a page's font calls its hyphen a soft one, as printer drivers do: "TG\xad001", "carve\xadout".

    Nothing else stands for hyphens there; a soft hyphen that is not drawn stands before small letters.
    """
    if "\xad" not in text:
        return False
    return _SOFT_IN_ID.search(text) is not None or ("-" not in text and _SOFT.search(text) is not None)


def _hard(piece: Piece) -> Piece:
    return piece._replace(words=[word._replace(text=word.text.replace("\xad", "-")) for word in piece.words])


def _spelled(piece: Piece) -> Iterator[Piece]:
    """A piece with its letters made plain; "2020¹" is parted into "2020" and a raised "1"."""
    if _is_plain("".join(map(TEXT, piece.words))):
        yield piece
        return
    held: list[Word] = []
    glued = piece.glued
    for word in piece.words:
        text = spell(word.text)
        found = _TAIL_MARKS.match(text)
        whole = found is None and bool(text) and not text.strip("⁰¹²³⁴⁵⁶⁷⁸⁹")
        if found is not None:
            cut = word.x1 - 0.6 * (word.x1 - word.x0) / len(text) * len(found[2])
            held.append(word._replace(text=found[1], x1=cut))
            mark = _raise(piece, word._replace(text=found[2], x0=cut))
        elif whole:
            mark = _raise(piece, word._replace(text=text))
        elif text:
            held.append(word if text == word.text else word._replace(text=text))
        if found is not None or whole:
            if held:
                yield piece._replace(words=held, glued=glued)
            yield mark
            held = []
        if not held:
            glued = False
    if held:
        yield piece._replace(words=held, glued=glued)


def _raise(piece: Piece, word: Word) -> Piece:
    """A mark of superscript letters, set as a small figure higher up is."""
    size, baseline = 0.6 * word.size, piece.baseline - 0.35 * word.size
    mark = stand(word.text.translate(SUPERSCRIPTS), word.x0, word.x1, baseline, size, word.bold, word.italic)
    return piece._replace(words=[mark], baseline=baseline, glued=True)


def _join(pieces: Sequence[Piece]) -> list[Piece]:
    """Glued words that touch on one baseline become one word of the first one's look."""
    joined: list[Piece] = []
    for piece in pieces:
        held, word = joined[-1].words[-1] if joined and piece.glued else None, piece.words[0]
        if held is None or not _touch(held, word) or _is_raised(word, held) or _is_raised(held, word):
            joined.append(piece)
            continue
        whole = held._replace(text=held.text + word.text, x1=max(held.x1, word.x1), bold=held.bold and word.bold)
        joined[-1] = joined[-1]._replace(words=[*joined[-1].words[:-1], whole])
        if len(piece.words) > 1:
            joined.append(piece._replace(words=piece.words[1:], glued=False))
    return joined


def _touch(left: Word, right: Word) -> bool:
    size = max(left.size, right.size)
    gap = right.x0 - left.x1
    return -KERNED * size < gap < TOUCHING * size + 0.01 and abs(right.baseline - left.baseline) < 0.5 * size


def _is_raised(mark: Word, other: Word) -> bool:
    """Whether the one is a footnote mark beside the other: smaller, higher, and digits or a sign.

    A browser's are five sixths of the words' size, a third of it higher; a print style's nine tenths, and still higher.
    """
    rise = (other.baseline - mark.baseline) / other.size
    return (
        mark.size < (0.93 if rise > 0.4 else 0.88 if rise > 0.25 else 0.82) * other.size
        and 0.12 < rise < _SAME_LINE
        and _MARK.fullmatch(mark.text) is not None
    )


def _may_overprint(pieces: Sequence[Piece]) -> bool:
    """Whether two pieces on one baseline reach over each other."""
    spans = sorted([(baseline // _LEVEL, words[0].x0, words[-1].x1) for words, baseline, *_ in pieces])
    rights = [right for _, right, _ in spans]
    ends = [end - _OVERPRINT for _, _, end in spans]
    over = [i for i, far in enumerate(map(lt, rights[1:], ends)) if far]  # as where a line begins anew
    return any(spans[i][0] == spans[i + 1][0] for i in over)


def _drop_overprints(pieces: Sequence[Piece]) -> list[Piece]:
    """The words, a piece each, without those that are printed a second time in their place."""
    kept: list[Piece] = []
    places: dict[str, list[int]] = {}
    for piece in pieces:
        word = piece.words[0]
        same = places.setdefault(word.text, [])
        for index in same:
            other = kept[index].words[0]
            if abs(other.x0 - word.x0) < _OVERPRINT and abs(other.baseline - word.baseline) < _OVERPRINT:
                kept[index] = kept[index]._replace(words=[other._replace(bold=True)])
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
        if run and not _continues(run[-1].words[0], piece.words[0]):
            out += _close_run(run)
            run = []
        if (len(piece.words[0].text) == 1 and not piece.glued) or run:
            run.append(piece)
        else:
            out.append(piece)
    return out + _close_run(run)


def _continues(left: Word, right: Word) -> bool:
    return (
        len(right.text) == 1
        and abs(right.baseline - left.baseline) < 0.1 * left.size
        and abs(right.size - left.size) < 0.3 * left.size
        and -0.1 * left.size < right.x0 - left.x1 < 3 * left.size
    )


def _close_run(run: list[Piece]) -> list[Piece]:
    words = words_of(run)
    if len(run) < _LETTER_RUN or len({word.text for word in words if word.text.isalnum()}) < 3:
        return run
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    narrow = sorted(gaps)[len(gaps) // 4]
    if narrow > _LETTER_GAP * words[0].size:
        return run
    widest = max(1.45 * narrow, narrow + 0.12 * words[0].size)
    joined = [words[0]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap <= widest:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + word.text, x1=word.x1)
        else:
            joined.append(word)
    # Even gaps throughout, or words of several letters: anything else is a row of single letters.
    return [run[0]._replace(words=joined)] if len(joined) <= len(run) / 2 else run


def _find_raised(pieces: Sequence[Piece], words: Sequence[Word]) -> Iterator[int]:
    """Where footnote marks are: behind their word, or before the note that they open."""
    sizes = [piece.words[0].size for piece in pieces]
    if len(set(sizes)) < 2:
        return
    starts = accumulate([len(piece.words) for piece in pieces])
    for index, large, small in zip(starts, sizes, sizes[1:], strict=False):
        if small == large:
            continue
        if small < large:
            at = index
            while at < len(words) and words[at].size == small and _marks(words[at], words[index - 1], words[at - 1]):
                yield at
                at += 1
        elif _marks(words[index - 1], words[index], words[index - 1]):
            yield index - 1


def _marks(mark: Word, word: Word, before: Word) -> bool:
    beside = _beside(mark, word) if mark is before else _beside(before, mark)
    return beside and _is_raised(mark, word)


def _beside(left: Word, right: Word) -> bool:
    return -0.3 * right.size < right.x0 - left.x1 < max(left.size, right.size)
