"""pdfplumber as engine, by way of the reader under it: slower than MuPDF, without its licence, the same pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any

from soc2parse.errors import DamagedError, LimitError, LockedError
from soc2parse.reading.frame import Directions, Matrix, around, multiply, upright_again
from soc2parse.reading.opening import Opened
from soc2parse.reading.page import Box
from soc2parse.reading.piece import HOLE, NOTES, Drawn, Found, Gray, Sideways

_HIDDEN, _NO_VIEW = 2, 32  # flags of an annotation


@contextmanager
def open_file(opened: Opened, password: str | None, max_pages: int | None) -> Iterator[Found]:
    """Open a file with pdfplumber. Raises LockedError, DamagedError, LimitError."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        document = _open(opened, password)
        pages = _find_pages(document, max_pages)
        repaired = any(type(xref).__name__ == "PDFXRefFallback" for xref in document.xrefs)
        damage = "the file's structure was damaged and had to be repaired" if repaired else None
        yield Found(
            _Reading(document, opened, password).pages(pages),
            len(pages),
            damage,
            _Pictures(opened.data, password).outline(),
        )
    finally:
        logger.setLevel(level)


def _open(opened: Opened, password: str | None) -> Any:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        return pdfplumber.PDF(BytesIO(opened.data), password=password).doc
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            told = "the file needs a password" if password is None else "the password is wrong"
            raise LockedError(told) from error
        raise DamagedError(f"no PDF could be read from the file: {_line(cause)}") from error
    except Exception as error:
        raise DamagedError(f"no PDF could be read from the file: {_line(error)}") from error


def _find_pages(document: Any, max_pages: int | None) -> list[Any]:
    from pdfminer.pdfpage import PDFPage

    pages: list[Any] = []
    try:
        pages.extend(islice(PDFPage.create_pages(document), None if max_pages is None else max_pages + 1))
    except Exception as error:
        if not pages:
            raise DamagedError(f"the file's pages can't be found: {_line(error)}") from error
    if max_pages is not None and len(pages) > max_pages:
        raise LimitError(f"more pages than the limit of {max_pages}")
    if not pages:
        raise DamagedError("the file has no pages")
    return pages


def _line(error: object) -> str:
    return " ".join(str(error).split()) or type(error).__name__


class _Reading:
    """One file on its way to pages."""

    def __init__(self, document: Any, opened: Opened, password: str | None) -> None:
        from pdfminer.pdfinterp import PDFResourceManager

        self._manager = PDFResourceManager()
        self._pictures = _Pictures(opened.data, password)
        self._off = _layers_off(document)

    def pages(self, pages: Sequence[Any]) -> Iterator[Drawn]:
        """Every page in turn; one that pdfminer gives up is empty and says so."""
        for number, page in enumerate(pages, 1):
            try:
                yield self._drawn(page, number)
            except (MemoryError, LimitError):
                raise
            except Exception as error:  # noqa: BLE001 - pdfminer raises what it likes; only this page is lost
                yield Drawn(number, 0.0, 0.0, [], [], [], 0, _no_render, failure=_line(error))

    def _drawn(self, page: Any, number: int) -> Drawn:
        from soc2parse.reading.glyphs import make_pieces, turn_runs

        matrix, width, height = _frame(page)
        canvas = self._paint(page, number, matrix)
        directions = Directions()
        for run in canvas.runs:
            ends = (run.glyphs[0][2], run.glyphs[-1][2] + run.down * run.glyphs[-1][3])
            directions.add(
                run.across, run.down, len(run.glyphs) * run.look.size, min(ends), max(ends), run.glyphs[0][1]
            )
        turned = directions.main(width, height)
        if turned:
            matrix = multiply(matrix, upright_again(turned, width, height))
            if turned != 2:
                width, height = height, width
            canvas = self._paint(page, number, matrix)
        pieces = list(make_pieces(canvas.runs))
        aside = ((q, turn_runs(canvas.runs, q, upright_again(q, width, height))) for q in (1, 3))
        sideways = tuple(Sideways(quarter, list(make_pieces(runs))) for quarter, runs in aside if runs)
        render = lambda dpi: self._pictures.render(number - 1, dpi, 90 * turned)  # noqa: E731
        covered, broken, noted = canvas.is_covered(width, height), _is_broken(page), _has_notes(page)
        pictures = canvas.pictures
        return Drawn(
            number, width, height, pieces, canvas.areas, pictures, 90 * turned, render,
            broken, covered, noted=noted, sideways=sideways,
        )  # fmt: skip

    def _paint(self, page: Any, number: int, matrix: Matrix) -> Any:
        from soc2parse.reading.canvas import Canvas, Interpreter

        canvas = Canvas(self._manager, number, self._off)
        Interpreter(self._manager, canvas).render_contents(page.resources, page.contents, ctm=matrix)
        for appearance, resources, ctm in _appearances(page, matrix):
            canvas.fill_alpha = canvas.stroke_alpha = 1.0
            Interpreter(self._manager, canvas).render_contents(resources, [appearance], ctm=ctm)
        return canvas


def _no_render(dpi: float) -> Gray:
    return Gray(0, 0, dpi / 72, b"")


def _is_broken(page: Any) -> bool:
    """Whether contents that a page names are missing, blank or can't be unpacked; pdfminer takes them for empty."""
    from pdfminer.pdftypes import PDFStream, resolve1

    named = resolve1(page.attrs.get("Contents"))
    for part in named if isinstance(named, list) else [page.attrs.get("Contents")]:
        content = resolve1(part)
        if part is not None and not isinstance(content, PDFStream):
            return True
        if isinstance(content, PDFStream):
            data = content.get_data()
            if HOLE in data or (not data and int(resolve1(content.get("Length", 0)) or 0)):
                return True
    return False


def _has_notes(page: Any) -> bool:
    """Whether text boxes, stamps or filled fields lie over the print."""
    from pdfminer.pdftypes import resolve1

    for annotation in map(resolve1, resolve1(page.annots) or ()):
        if isinstance(annotation, dict):
            filled = _name(annotation.get("FT")) == "Tx" and resolve1(annotation.get("V"))
            if filled or _name(annotation.get("Subtype")) in NOTES:
                return True
    return False


def _layers_off(document: Any) -> frozenset[int]:
    """The numbers of the optional layers that the file switches off."""
    from pdfminer.pdftypes import PDFObjRef, resolve1

    try:
        layers = resolve1((resolve1(document.catalog.get("OCProperties")) or {}).get("D")) or {}
        return frozenset(layer.objid for layer in resolve1(layers.get("OFF")) or () if isinstance(layer, PDFObjRef))
    except (AttributeError, TypeError):
        return frozenset()


def _frame(page: Any) -> tuple[Matrix, float, float]:
    """The matrix from the file's frame to the page as displayed (crop box, rotated, y downwards), and its size."""
    x0, y0, x1, y1 = _crop(page)
    if page.rotate == 90:
        return (0, 1, 1, 0, -y0, -x0), y1 - y0, x1 - x0
    if page.rotate == 180:
        return (-1, 0, 0, 1, x1, -y0), x1 - x0, y1 - y0
    if page.rotate == 270:
        return (0, -1, -1, 0, y1, x1), y1 - y0, x1 - x0
    return (1, 0, 0, -1, -x0, y1), x1 - x0, y1 - y0


def _crop(page: Any) -> Box:
    media = around([page.mediabox[:2], page.mediabox[2:]])
    crop = around([page.cropbox[:2], page.cropbox[2:]])
    x0, y0, x1, y1 = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else media


def _appearances(page: Any, matrix: Matrix) -> Iterator[tuple[Any, Any, Matrix]]:
    """What annotations and form fields print on the page: their appearance streams, and where they stand."""
    from pdfminer.pdftypes import PDFStream, resolve1

    for reference in resolve1(page.annots) or ():
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or _name(annotation.get("Subtype")) in ("Link", "Popup"):
            continue
        flags = resolve1(annotation.get("F", 0))
        normal = resolve1((resolve1(annotation.get("AP")) or {}).get("N"))
        if isinstance(normal, dict):
            normal = resolve1(normal.get(_name(annotation.get("AS"))))
        if not isinstance(normal, PDFStream) or (isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)):
            continue
        rect, box, inner = (
            resolve1(item) for item in (annotation.get("Rect"), normal.get("BBox"), normal.get("Matrix"))
        )
        if rect and box:
            numbers = [[float(resolve1(number)) for number in row] for row in (inner or (1, 0, 0, 1, 0, 0), box, rect)]
            yield normal, resolve1(normal.get("Resources")) or page.resources, multiply(_fit(*numbers), matrix)


def _name(literal: Any) -> str:
    from pdfminer.pdftypes import resolve1

    return str(getattr(resolve1(literal), "name", ""))


def _fit(inner: Sequence[float], box: Sequence[float], rect: Sequence[float]) -> Matrix:
    """The matrix that lays an appearance's box on the annotation's rectangle."""
    a, b, c, d, e, f = inner
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    x0, y0, x1, y1 = around(corners)
    across, up = abs(rect[2] - rect[0]) / (x1 - x0 or 1.0), abs(rect[3] - rect[1]) / (y1 - y0 or 1.0)
    left, low = min(rect[0], rect[2]) - x0 * across, min(rect[1], rect[3]) - y0 * up
    return multiply((a, b, c, d, e, f), (across, 0.0, 0.0, up, left, low))


class _Pictures:
    """pypdfium2, which comes with pdfplumber: draws a page where its looks must decide, and knows the bookmarks."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password
        self._document: Any = None

    def _open(self) -> Any:
        import pypdfium2

        if self._document is None:
            self._document = pypdfium2.PdfDocument(self._data, password=self._password)
        return self._document

    def outline(self) -> tuple[tuple[str, int], ...]:
        """Titles and 1-based pages."""
        try:
            entries = [(mark.get_title(), mark.get_dest()) for mark in self._open().get_toc()]
            places = [(title, dest.get_index()) for title, dest in entries if dest is not None]
        except Exception:  # noqa: BLE001 - bookmarks are a bonus; broken ones must not cost the report
            return ()
        return tuple((" ".join(title.split()), index + 1) for title, index in places if index is not None)

    def render(self, index: int, dpi: float, turn: int) -> Gray:
        """A page in gray, turned so that its text is upright."""
        scale = dpi / 72
        try:
            bitmap = self._open()[index].render(scale=scale, grayscale=True, rotation=(360 - turn) % 360)
        except Exception:  # noqa: BLE001 - a page that pdfium can't draw shows no word of it
            return Gray(0, 0, scale, b"")
        buffer, stride = bytes(bitmap.buffer), bitmap.stride
        rows = [buffer[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)]
        return Gray(bitmap.width, bitmap.height, scale, b"".join(rows))
