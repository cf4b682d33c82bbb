"""What is known of a file before any engine opens it: its bytes, its name, its hash, and that it is a PDF."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from soc2parse.errors import NotPdfError

Pdf = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes]
"""A PDF as a caller gives it: a path, its bytes, or a file opened in binary mode."""

_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024  # bytes; what readers tolerate before the header
_SEEMS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich text document"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """The bytes of a file that says of itself that it is a PDF."""

    data: bytes
    file_name: str
    sha256: str


def open_source(source: Pdf | Opened, file_name: str | None = None) -> Opened:
    """Read the whole file and look at its first bytes; `file_name` where the caller knows it better.

    Raises NotPdfError for an empty file and for one without `%PDF-` in its first 1024 bytes, and OSError (a missing
    file, a folder, no permission) as the system gives it.
    """
    if isinstance(source, Opened):
        return source
    data, name = _bytes(source)
    name = name if file_name is None else file_name
    shown = name or "the input"
    if not data:
        raise NotPdfError(f"{shown} is empty")
    if _HEADER not in data[:_HEADER_WITHIN]:
        raise NotPdfError(f"{shown} is not a PDF{_seems(data)}")
    return Opened(data, name, hashlib.sha256(data).hexdigest())


def _bytes(source: Pdf) -> tuple[bytes, str]:
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), ""
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        return path.read_bytes(), path.name
    data = source.read()
    if not isinstance(data, bytes):
        raise TypeError("the file must be opened in binary mode")
    name = getattr(source, "name", "")
    return data, Path(name).name if isinstance(name, str) else ""


def _seems(data: bytes) -> str:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, name in _SEEMS:
        if start.startswith(magic.lower()):
            return f" (it seems to be {name})"
    return ""
