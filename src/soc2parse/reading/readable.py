"""Drawn -> Page, with the judgement whether the page's text can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from soc2parse.reading.bullets import with_bullets
from soc2parse.reading.ink import luminance
from soc2parse.reading.page import TEXT, Box, Page, Picture, Ruling, Word
from soc2parse.reading.piece import Drawn, words_of
from soc2parse.reading.sight import part_hidden
from soc2parse.reading.spelling import PRIVATE
from soc2parse.reading.strokes import find_rulings, find_shades
from soc2parse.reading.struck import strike_out
from soc2parse.reading.words import make_words

_GARBLED_SHARE = 0.05  # of the letters
_PICTURE_SHARE = 0.3  # of the page: such a picture may hold a page's text
_SCAN_SHARE = 0.7  # with a few words printed beside it
_TITLE = 14.0  # points: larger words are a title's, not a stamp's
_FEW_WORDS = 12  # what headers, footers and stamps put on a scanned page
_ENOUGH_LETTERS = 150  # before the language of a page is judged
_WORD = 4  # letters: shorter ones may be abbreviations
_VOWELS = frozenset("aeiouyAEIOUY")
_COMMON = frozenset(("the", "of", "and", "to", "a", "in", "is", "for", "that", "on", "with", "by", "as", "are", "be"))
_ACROSS = 1.0  # points of a word to either side of a line
_SOME, _OVER = 3, 0.01  # words, and the share of a page's, that lie across a line
_LARGE = 20.0  # points: the letters of a watermark
_FAINT = 0.6  # luminance of a watermark's letters


def make_page(drawn: Drawn) -> Page:
    """The page's words, lines, shades and pictures, hidden words parted and counted."""
    seen, unseen = ([], drawn.pieces) if drawn.covered else part_hidden(drawn)
    shades = find_shades(drawn.areas, drawn.width, drawn.height)
    ocr = False
    hidden = words_of(unseen)
    few = unseen and sum(len(piece.words) for piece in seen) <= min(_FEW_WORDS, len(hidden))
    if few and _fills(drawn, drawn.pictures) and is_language(hidden):
        # A scan with its text laid invisibly over or under the picture: the scanner's own OCR.
        seen, unseen, ocr = [piece for piece in drawn.pieces if piece.size >= 1], [], True
    rulings: Sequence[Ruling] = find_rulings(drawn.areas, shades)
    words: Sequence[Word] = make_words(with_bullets(seen, drawn.areas))
    # What a reader of the file strikes out is in the report still.
    words, rulings, struck = (words, rulings, 0) if ocr or drawn.noted else strike_out(words, rulings)
    return Page(
        number=drawn.number,
        width=drawn.width,
        height=drawn.height,
        words=tuple(words),
        rulings=tuple(rulings),
        shades=shades,
        pictures=tuple(Picture(*box) for box in drawn.pictures),
        unreadable=_why_unreadable(drawn, words),
        ocr=ocr,
        hidden=len(make_words(unseen)) if unseen else 0,
        turned=drawn.turned,
        noted=drawn.noted,
        struck=struck,
    )


def runs_over(page: Page) -> bool:
    """Whether the words that a scanner laid under its picture run over the picture's upright lines, cell into cell."""
    upright = [line for line in page.rulings if not line.horizontal]
    over = sum(
        any(
            word.x0 + _ACROSS < line.x0 < word.x1 - _ACROSS and line.top < word.baseline < line.bottom
            for line in upright
        )
        for word in page.words
    )
    return over >= max(_SOME, _OVER * len(page.words))


def find_faint(drawn: Drawn) -> frozenset[tuple[str, int]]:
    """Large pale words of a page, as a watermark has them: their letters and size."""
    large = (piece for piece in drawn.pieces if piece.size >= _LARGE)
    pale = words_of(piece for piece in large if luminance(piece.color) >= _FAINT)
    return frozenset((word.text, round(word.size)) for word in pale)


def _fills(drawn: Drawn, pictures: Sequence[Box], share: float = _PICTURE_SHARE) -> bool:
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in pictures)
    return area >= share * drawn.width * drawn.height


def _why_unreadable(drawn: Drawn, words: Sequence[Word]) -> str | None:
    text = "".join(map(TEXT, words))
    unknown = 0 if text.isascii() and "(cid:" not in text else _unknown(text)
    if unknown > _GARBLED_SHARE * len(text) and unknown > 3:
        return "garbled"
    if len(words) <= _FEW_WORDS:
        # A page with a title and a diagram, or a photograph behind it, is no scan; one with a stamp is.
        share = _SCAN_SHARE if words else _PICTURE_SHARE
        titled = any(word.size >= _TITLE for word in words)
        return "no_text" if _fills(drawn, drawn.pictures, share) and not titled else None
    return None if is_language(words) else "garbled"


def _unknown(text: str) -> int:
    return text.count("\ufffd") + 6 * text.count("(cid:") + len(PRIVATE.findall(text))


def is_language(words: Sequence[Word]) -> bool:
    """False where many letters hold neither a common word nor the vowels of one ("7KH FRQWUROV")."""
    letters = vowels = 0
    for word in words:
        text = word.text
        if text in _COMMON:
            return True
        if len(text) >= _WORD and not any(map(str.isdigit, text)):  # identifiers have no vowels to speak of
            letters += sum(map(str.isalpha, text))
            vowels += sum(map(_VOWELS.__contains__, text))
    return letters < _ENOUGH_LETTERS or 0.25 * letters <= vowels <= 0.65 * letters
