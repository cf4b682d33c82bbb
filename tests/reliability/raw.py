"""PDFs written byte by byte, as no library would write them."""

from collections.abc import Mapping


def assemble(objects: Mapping[int, bytes], root: int = 1, header: bytes = b"%PDF-1.7\n") -> bytes:
    """A file of these objects with a sound table of their places."""
    out, places = bytearray(header), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out) + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)


def stream(content: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    """A stream object; `length` where it is to lie."""
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content) if length is None else length, entries, content)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def one_page(
    content: bytes, *, entries: bytes = b"", resources: bytes = b"", more: Mapping[int, bytes] | None = None
) -> bytes:
    """A page of raw content; object 4 is the content, 5 the font, further ones as given."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%b>>%b>>"
    return assemble(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: page % (resources, entries),
            4: content if content.startswith(b"<<") else stream(content),
            5: FONT,
            **(more or {}),
        }
    )
