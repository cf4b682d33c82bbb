"""PyMuPDF as engine: one pass over a page gives words, fonts and painted areas. Imported only where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Any

from soc2parse.errors import DamagedError, LimitError, LockedError, NotPdfError
from soc2parse.reading.frame import IDENTITY, UPRIGHT, Directions, Matrix, move_box, multiply, upright_again
from soc2parse.reading.images import Images
from soc2parse.reading.ink import is_bold_name, is_italic_name, mix, over_white
from soc2parse.reading.opening import Opened
from soc2parse.reading.page import Box, Word, as_tuple
from soc2parse.reading.piece import HOLE, NOTES, Area, Drawn, Found, Gray, Piece, Sideways, check_bulk, stand
from soc2parse.reading.spelling import SPACES, is_symbol_font, spell_symbol

_DETAIL = 20.0  # points: a stroked path that is no rectangle is looked at edge by edge from this size
_STROKED, _FILLED = 32, 16  # MuPDF's bits of a span's char_flags
_LETTERS = itemgetter(4)  # of a word as MuPDF gives it
_ODD = 3  # different operators that no PDF has
# What MuPDF warns of when it goes on with what it has of a page; fonts are none of it.
_LOSSES = (
    "zlib error", "read error", "premature end", "not a stream", "stack overflow", "syntax error in content stream",
)  # fmt: skip
_BYTES_A_PIECE = 200  # of unpacked contents, at the least, for a word or a line
_FAINTEST = 8  # of 255: more transparent letters are not there


@contextmanager
def open_file(opened: Opened, password: str | None, max_pages: int | None) -> Iterator[Found]:
    """Open a file with MuPDF, whose global switches are set back afterwards.

    Raises NotPdfError, LockedError, DamagedError, LimitError.
    """
    import pymupdf

    tools = pymupdf.TOOLS
    quads, errors, warnings = (
        tools.unset_quad_corrections(),
        tools.mupdf_display_errors(),
        tools.mupdf_display_warnings(),
    )
    tools.unset_quad_corrections(True)
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    tools.reset_mupdf_warnings()
    document = None
    try:
        document = _open(pymupdf, opened, password)
        count = _count(document)
        if max_pages is not None and count > max_pages:
            raise LimitError(f"{count} pages, more than the limit of {max_pages}")
        damage = "the file's structure was damaged and had to be repaired" if document.is_repaired else None
        yield Found(_pages(pymupdf, document, count, Images(document, opened.data)), count, damage, _outline(document))
    finally:
        if document is not None:
            document.close()
        tools.reset_mupdf_warnings()
        tools.unset_quad_corrections(quads)
        tools.mupdf_display_errors(errors)
        tools.mupdf_display_warnings(warnings)


def _open(pymupdf: Any, opened: Opened, password: str | None) -> Any:
    try:
        document = pymupdf.open(stream=opened.data, filetype="pdf")
    except Exception as error:
        raise DamagedError(f"no PDF could be read from the file: {_line(error)}") from error
    if not document.is_pdf:
        raise NotPdfError("the file is not a PDF")
    if document.needs_pass and not document.authenticate(password or ""):
        raise LockedError("the file needs a password" if password is None else "the password is wrong")
    return document


def _count(document: Any) -> int:
    try:
        count = int(document.page_count)
    except Exception as error:
        raise DamagedError(f"the file's pages can't be found: {_line(error)}") from error
    if count < 1:
        raise DamagedError("the file has no pages")
    return count


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _outline(document: Any) -> tuple[tuple[str, int], ...]:
    try:
        entries = document.get_toc(simple=True)
    except Exception:  # noqa: BLE001 - bookmarks are a bonus; broken ones must not cost the report
        return ()
    return tuple((" ".join(title.split()), page) for _, title, page in entries if page > 0)


def _pages(pymupdf: Any, document: Any, count: int, images: Images) -> Iterator[Drawn]:
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_COLLECT_VECTORS
    everywhere = pymupdf.INFINITE_RECT()  # words off the page are counted as hidden
    for index in range(count):
        try:
            page = document[index]
            contents = _contents(pymupdf, page)
            check_bulk(index + 1, len(contents) // _BYTES_A_PIECE)
            pymupdf.TOOLS.mupdf_warnings()  # forgets them, and that the next may be equal to the last
            text = page.get_textpage(clip=everywhere, flags=flags)
            told = pymupdf.TOOLS.mupdf_warnings()
            drawn = _Reading(pymupdf, page, text, index + 1, images).drawn()
            broken = _tells_loss(told) or HOLE in contents or (_is_bare(drawn) and not _is_page(document, page))
            noted = _has_notes(document, page)
            yield replace(drawn, broken=broken, noted=noted) if broken or noted else drawn
        except (MemoryError, LimitError):
            raise
        except Exception as error:
            if "alloc" in str(error):
                raise MemoryError from error
            yield Drawn(index + 1, 0.0, 0.0, [], [], [], 0, _no_render, failure=_line(error))


def _contents(pymupdf: Any, page: Any) -> bytes:
    """The page's contents, unpacked; nothing where they are no stream, of which the page's text tells."""
    try:
        return bytes(page.read_contents())
    except pymupdf.mupdf.FzErrorFormat:
        return b""


def _tells_loss(warnings: str) -> bool:
    """Whether MuPDF went on without a part of the page. One odd operator is a producer's habit, several are damage."""
    odd = {line for line in warnings.splitlines() if "unknown keyword" in line}
    return len(odd) >= _ODD or any(loss in warnings for loss in _LOSSES)


def _is_bare(drawn: Drawn) -> bool:
    """Whether a page shows neither text nor lines nor pictures."""
    return not (drawn.pieces or drawn.sideways or drawn.areas or drawn.pictures)


def _is_page(document: Any, page: Any) -> bool:
    """False where the tree of pages names some other object, which MuPDF shows as an empty page."""
    return any(document.xref_get_key(page.xref, key)[1] != "null" for key in ("Type", "Contents"))


def _has_notes(document: Any, page: Any) -> bool:
    """Whether text boxes, stamps or filled fields lie over the print."""
    for xref, *_ in page.annot_xrefs():
        kind, field, value = (document.xref_get_key(xref, key)[1] for key in ("Subtype", "FT", "V"))
        if kind[1:] in NOTES or (field == "/Tx" and value not in ("null", "")):
            return True
    return False


def _no_render(dpi: float) -> Gray:
    return Gray(0, 0, dpi / 72, b"")


class _Reading:
    """One page on its way to `Drawn`."""

    def __init__(self, pymupdf: Any, page: Any, text: Any, number: int, images: Images) -> None:
        self._pymupdf = pymupdf
        self._page = page
        self._number = number
        self._words = text.extractWORDS()
        self._blocks: list[dict[str, Any]] = text.extractDICT()["blocks"]
        if _has_wide_space(self._words):
            self._words = text.extractWORDS(SPACES)
        self._images = images
        rect = page.rect
        self._width, self._height = rect.width, rect.height
        self._matrix: Matrix = IDENTITY if not page.rotation else tuple(page.rotation_matrix)
        self._turn = 0
        self._upright = False

    def drawn(self) -> Drawn:
        """Everything of the page in its final frame."""
        lines = [line for block in self._blocks if not block["type"] for line in block["lines"]]
        self._turn_upright(lines)
        areas = list(self._areas())
        pieces = self._pieces()
        sideways = () if self._upright else tuple(self._sideways())
        images, covered = self._images.find(self._page, self._number, not pieces)
        boxes = [self._box(box) for box in images]
        return Drawn(
            self._number, self._width, self._height, pieces, areas, boxes, self._turn, self._render,
            covered=covered, sideways=sideways,
        )  # fmt: skip

    def _turn_upright(self, lines: list[dict[str, Any]]) -> None:
        a, b, c, d = self._matrix[:4]
        self._upright = all(x * a + y * c > UPRIGHT for x, y in set(map(itemgetter("dir"), lines)))
        if self._upright:
            return
        directions = Directions()
        for line in lines:
            x, y = line["dir"]
            letters = sum(len(span["text"]) * span["size"] for span in line["spans"])
            x0, top, x1, bottom = move_box(self._matrix, line["bbox"])
            directions.add(x * a + y * c, x * b + y * d, letters, top, bottom, (x0 + x1) / 2)
        turned = directions.main(self._width, self._height)
        if turned:
            self._matrix = multiply(self._matrix, upright_again(turned, self._width, self._height))
            if turned != 2:
                self._width, self._height = self._height, self._width
            self._turn = 90 * turned

    def _box(self, box: Box) -> Box:
        return box if self._matrix is IDENTITY else move_box(self._matrix, box)

    def _areas(self) -> Iterator[Area]:
        detail = False
        for order, block in enumerate(self._blocks):
            if block["type"] != 3 or block["alpha"] == 0:
                continue
            x0, top, x1, bottom = box = self._box(block["bbox"])
            stroked, rectangle, alpha = block["stroked"], block["isrect"], block["alpha"]
            if stroked and not rectangle and x1 - x0 > 4 and bottom - top > 4:
                detail = detail or max(x1 - x0, bottom - top) > _DETAIL
            else:
                color = over_white(block["color"] & 0xFFFFFF, alpha / 255)
                yield Area(*box, stroked, rectangle, color, alpha == 255, order)
        if detail:
            yield from self._detailed_strokes()

    def _detailed_strokes(self) -> Iterator[Area]:
        """The straight edges of stroked paths that are no rectangle: brackets, boxes without a side, rounded boxes."""
        for path in self._page.get_cdrawings():
            if "s" not in path["type"] or len(path["items"]) < 2:
                continue
            for item in path["items"]:
                if item[0] == "l":
                    (x0, y0), (x1, y1) = item[1], item[2]
                    if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5:
                        yield Area(*self._box((x0, y0, x1, y1)), True, True, mix(path.get("color") or (0,)), True, 0)

    def _pieces(self) -> list[Piece]:
        starts = [index for index, word in enumerate(self._words) if not word[7]]  # the first of its line
        bounds = pairwise([*starts, len(self._words)])
        by_line = {self._words[start][5:7]: self._words[start:end] for start, end in bounds}
        texts = [(order, block) for order, block in enumerate(self._blocks) if not block["type"]]
        # MuPDF's own numbering of blocks: before 1.26 and from 2.0 it counts the blocks of text only.
        numbered = bool(self._words) and self._words[-1][5] >= len(texts)
        pieces: list[Piece] = []
        for position, (order, block) in enumerate(texts):
            for row, line in enumerate(block["lines"]):
                words = by_line.get((block["number"] if numbered else position, row))
                if words and (self._upright or self._is_upright(line["dir"])):
                    self._add_line(pieces, words, line["spans"], order)
        return pieces

    def _sideways(self) -> Iterator[Sideways]:
        """The text that runs up or down the page, each in its own frame."""
        upright = self._matrix
        for quarter in (1, 3):
            self._matrix = multiply(upright, upright_again(quarter, self._width, self._height))
            pieces = self._pieces()
            if pieces:
                yield Sideways(quarter, pieces)
        self._matrix = upright

    def _is_upright(self, direction: tuple[float, float]) -> bool:
        a, _, c, _, _, _ = self._matrix
        return bool(direction[0] * a + direction[1] * c > UPRIGHT)

    def _add_line(self, pieces: list[Piece], words: list[Any], spans: list[dict[str, Any]], order: int) -> None:
        baseline, size, bold, italic, color, inked, symbol = self._look(spans[0])
        straight = self._matrix is IDENTITY
        odd = symbol or not (straight or 0.0 in self._matrix[:2])
        if len(spans) > 1 or odd or len(spans[0]["text"].split()) != len(words):
            self._add_mixed(pieces, words, spans, order)
            return
        if not straight:
            words = self._moved(words)
        top, bottom = baseline - 0.8 * size, baseline + 0.2 * size
        made = [
            as_tuple(Word, (letters, x0, top, x1, bottom, size, bold, italic, False))
            for x0, _, x1, _, letters, _, _, _ in words
        ]
        pieces.append(as_tuple(Piece, (made, baseline, color, False, order, inked)))

    def _moved(self, words: list[Any]) -> list[Any]:
        """Words of a page turned by quarters, between their ends in its final frame."""
        a, _, c, _, e, _ = self._matrix
        ends = [(a * x0 + c * top + e, a * x1 + c * bottom + e) for x0, top, x1, bottom, *_ in words]
        return [(min(pair), 0.0, max(pair), *word[3:]) for pair, word in zip(ends, words, strict=True)]

    def _add_mixed(
        self,
        pieces: list[Piece],
        words: list[Any],
        spans: list[dict[str, Any]],
        order: int,
    ) -> None:
        """A line of several fonts: a word that spans two of them is cut where the second begins."""
        looks = list(map(self._look, spans))
        text = "".join(span["text"] for span in spans)
        ends, total = [], 0
        for span in spans:
            total += len(span["text"])
            ends.append(total)
        at = which = 0
        for word in words:
            letters = word[4]
            start = text.find(letters, at)
            glued = start > 0 and word is not words[0] and not _has_space(text[at:start])
            start = max(start, at)
            at = start + len(letters)
            while ends[which] <= start and which < len(ends) - 1:
                which += 1
            box = self._box(word[:4])
            left = box[0]
            while letters:
                baseline, size, bold, italic, color, inked, symbol = looks[which]
                part = letters[: ends[which] - start] if which < len(ends) - 1 else letters
                start += len(part)
                letters = letters[len(part) :]
                right = box[2]
                if letters:
                    which += 1
                    right = min(max(self._box(spans[which]["bbox"])[0], left), box[2])
                if part:
                    shown = spell_symbol(part) if symbol else part
                    made = stand(shown, left, right, baseline, size, bold, italic)
                    pieces.append(Piece([made], baseline, color, glued, order, inked))
                glued, left = True, right

    def _look(self, span: dict[str, Any]) -> tuple[float, float, bool, bool, int, bool, bool]:
        """A span's baseline, size, bold, italic, colour, inked, and whether its letters are symbols."""
        bold, italic, inked, symbol = _style(span["font"], span["flags"], span.get("char_flags", _FILLED))
        x, y = span["origin"]
        baseline = y if self._matrix is IDENTITY else self._matrix[1] * x + self._matrix[3] * y + self._matrix[5]
        alpha = span.get("alpha", 255)
        color = span["color"] & 0xFFFFFF
        if alpha != 255:
            color, inked = over_white(color, alpha / 255), inked and alpha > _FAINTEST
        return baseline, span["size"], bold, italic, color, inked, symbol

    def _render(self, dpi: float) -> Gray:
        pymupdf, scale = self._pymupdf, dpi / 72
        matrix = pymupdf.Matrix(scale, scale).prerotate(-self._turn)
        pixels = self._page.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, alpha=False)
        return Gray(pixels.width, pixels.height, scale, pixels.samples)


@cache
def _style(font: str, flags: int, marks: int) -> tuple[bool, bool, bool, bool]:
    """Whether a font's letters are bold, italic, painted at all, and symbols."""
    painted = marks & (_STROKED | _FILLED)
    bold = bool(flags & 16) or is_bold_name(font) or painted == _STROKED | _FILLED
    return bold, bool(flags & 2) or is_italic_name(font), bool(painted), is_symbol_font(font)


def _has_wide_space(words: list[Any]) -> bool:
    """Whether words hold spaces that MuPDF does not know as such: to part words at them costs it a third more."""
    letters = "".join(map(_LETTERS, words))
    return not letters.isascii() and any(map(letters.__contains__, SPACES))


def _has_space(between: str) -> bool:
    return any(map(str.isspace, between))
