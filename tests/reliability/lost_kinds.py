"""Files of which a part is lost, hidden, or not the auditor's: told in the words of the page, read as far as may be."""

from __future__ import annotations

from typing import Any

import pymupdf

from .kinds import BASE, changed, kind, scanned

TESTED = (19, 20)  # pages of the fixture's tests, from 0


def content(document: pymupdf.Document, number: int, data: bytes) -> None:
    page = document[number]
    page.clean_contents()
    document.update_stream(page.get_contents()[0], data, compress=0)


@kind("an empty page among the tests", whole=True)
def page_empty() -> bytes:
    return changed(lambda document: content(document, TESTED[0], b""))


@kind("a page of tests that shows another page", whole=True)
def page_twice() -> bytes:
    def show(document: pymupdf.Document) -> None:
        xref = document[5].xref
        for key in ("Contents", "Resources"):
            document.xref_set_key(document[TESTED[0]].xref, key, document.xref_get_key(xref, key)[1])

    return changed(show)


@kind("the middle of a page filled with zeros", whole=True)
def page_zeros() -> bytes:
    def fill(document: pymupdf.Document) -> None:
        data = bytearray(document[TESTED[0]].read_contents())
        third = len(data) // 3
        data[third : 2 * third] = bytes(third)
        content(document, TESTED[0], bytes(data))

    return changed(fill)


@kind("another object in the place of a page", whole=True)
def page_exchanged() -> bytes:
    def exchange(document: pymupdf.Document) -> None:
        page = document[TESTED[0]]
        parent = int(document.xref_get_key(page.xref, "Parent")[1].split()[0])
        kids = document.xref_get_key(parent, "Kids")[1]
        other = page.get_contents()[0]
        document.xref_set_key(parent, "Kids", kids.replace(f"{page.xref} 0 R", f"{other} 0 R"))

    return changed(exchange)


def paste(page: Any) -> None:
    """Put a picture of the lower half of a page in its place."""
    width, height = page.rect.width, page.rect.height
    area = pymupdf.Rect(0.05 * width, 0.5 * height, 0.95 * width, 0.92 * height)
    picture = page.get_pixmap(dpi=150, clip=area)
    page.add_redact_annot(area)
    page.apply_redactions(graphics=2)
    page.insert_image(area, pixmap=picture)


@kind("half a page's table as a picture on the printed page", whole=True)
def pasted_table() -> bytes:
    def half(document: pymupdf.Document) -> None:
        for number in TESTED:
            paste(document[number])

    return changed(half)


@kind("a result covered by a text box that says otherwise", whole=True)
def covering_note() -> bytes:
    def note(document: pymupdf.Document) -> None:
        for number in range(16, 39):
            page = document[number]
            for place in page.search_for("Exceptions noted") or page.search_for("Exception noted"):
                box = pymupdf.Rect(place.x0 - 4, place.y0 - 4, place.x1 + 60, place.y1 + 12)
                page.add_freetext_annot(box, "No exceptions noted.", fontsize=7, fill_color=(1, 1, 1))

    return changed(note)


@kind("a stamp with words on every page", whole=True)
def stamped() -> bytes:
    def stamp(document: pymupdf.Document) -> None:
        for page in document:
            page.add_stamp_annot(pymupdf.Rect(400, 20, 560, 60), stamp=0)

    return changed(stamp)


@kind("two reports in one file", whole=True)
def two_reports() -> bytes:
    def join(document: pymupdf.Document) -> None:
        with pymupdf.open(BASE.parents[1] / "alderpoint-2024" / "report.pdf") as other:
            document.insert_pdf(other)

    return changed(join)


@kind("two pages of tests as pictures in a printed file", whole=True)
def scanned_tests() -> bytes:
    return scanned(BASE, slice(TESTED[0], TESTED[1] + 1))
