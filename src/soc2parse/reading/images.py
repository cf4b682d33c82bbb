"""Where MuPDF finds a page's pictures, and whether one of them hides the page's text."""

from __future__ import annotations

import re
from typing import Any

from soc2parse.reading.page import Box

_FILLS = 0.6  # of the page: a picture that may hide its text
_AGREED = 3  # times
# What each picture of a file is called where it stands, which is never packed; a letter of a name may be coded.
_NAME = "".join(f"(?:{letter}|(?i:#{ord(letter):x}))" for letter in "Image")
_IMAGE = re.compile(f"/{_NAME}(?![A-Z])".encode())


class Images:
    """The pictures of a file. Asking MuPDF costs a second pass, so equal pages that proved alike are asked no more."""

    def __init__(self, document: Any, data: bytes) -> None:
        self._document = document
        self._any = _IMAGE.search(data) is not None
        self._known: dict[tuple[object, ...], tuple[int, tuple[list[Box], bool]]] = {}

    def find(self, page: Any, number: int, wordless: bool) -> tuple[list[Box], bool]:
        """The boxes of a page's pictures, in its unrotated frame, and whether one is painted over most of the text."""
        if not self._any and not wordless:
            return [], False
        images = tuple(sorted(image[0] for image in self._document.get_page_images(number - 1)))
        if not images and not wordless:
            return [], False
        key = (images, page.rotation, tuple(page.rect))
        agreed, known = self._known.get(key, (0, ([], False)))
        if agreed >= _AGREED and not wordless:
            return known
        found = _look(page, wordless)
        self._known[key] = (agreed + 1 if found == known or not agreed else -(10**6), found)
        return found


def _look(page: Any, wordless: bool) -> tuple[list[Box], bool]:
    infos = page.get_image_info()
    boxes: list[Box] = [tuple(info["bbox"]) for info in infos]
    large = [box for box, info in zip(boxes, infos, strict=True) if not info.get("has-mask") and _fills(box, page)]
    return boxes, bool(large) and not wordless and _is_painted_last(page)


def _fills(box: Box, page: Any) -> bool:
    return bool((box[2] - box[0]) * (box[3] - box[1]) >= _FILLS * page.rect.width * page.rect.height)


def _is_painted_last(page: Any) -> bool:
    """Whether most of the page's text is painted before its last large picture."""
    before = behind = 0
    for kind, box in page.get_bboxlog():
        if kind.endswith("-text"):
            behind += 1
        elif kind == "fill-image" and _fills(box, page):
            before, behind = before + behind, 0
    return before > behind
