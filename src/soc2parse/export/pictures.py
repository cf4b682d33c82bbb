"""Pictures of the pages that a report's records stand on, each page once, small enough to be kept inside a file."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from soc2parse.report import Bbox

if TYPE_CHECKING:
    from PIL import Image

PIXELS_PER_POINT = 1.25
ZOOM = 1.2  # CSS pixels a point: how large the picture is shown
_MARGIN = 14.0  # points shown around what is cited
# Sixteen greys in four bits a pixel: a third of the size of 256 greys, and an eighth of the time of picking them.
_NEAREST_SHADE = [round(value / 17) for value in range(256)]
_RUNS = 3  # zlib's strategy for long runs of one value: a fifth faster on pages of print, an eighth larger
_PALETTE = [channel for shade in range(16) for channel in (shade * 17,) * 3]


@dataclass(frozen=True)
class PagePicture:
    """A page as a PNG in a data URI; width and height of the page in points, as displayed."""

    page: int
    width: float
    height: float
    uri: str


@dataclass(frozen=True)
class Crop:
    """The part of a page that shows a box, and where the box lies in it; all in CSS pixels."""

    page: int
    width: int
    height: int
    shift_x: int
    shift_y: int
    page_width: int
    mark: tuple[int, int, int, int]


def page_pictures(pdf: str | Path | bytes, pages: Iterable[int], *, password: str | None = None) -> list[PagePicture]:
    """The pages in greys, in the order given. Pages that the file does not have are left out.

    Needs the file that the report was read from; pypdfium2, which draws it, comes with the base installation.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf, password=password)
    try:
        with ThreadPoolExecutor() as packers:  # one page is packed while the next is drawn
            waiting = []
            for page in pages:
                if 1 <= page <= len(document):
                    drawn = document[page - 1]
                    grey = drawn.render(scale=PIXELS_PER_POINT, grayscale=True).to_pil()
                    width, height = drawn.get_size()
                    waiting.append((page, width, height, packers.submit(_pack, grey)))
            return [PagePicture(page, width, height, packed.result()) for page, width, height, packed in waiting]
    finally:
        document.close()


def _pack(drawn: Image.Image) -> str:
    from PIL import Image

    shades = drawn.convert("L").point(_NEAREST_SHADE)
    picture = Image.frombytes("P", shades.size, shades.tobytes())
    picture.putpalette(_PALETTE)
    data = io.BytesIO()
    picture.save(data, "PNG", bits=4, compress_level=1, compress_type=_RUNS)
    return "data:image/png;base64," + base64.b64encode(data.getvalue()).decode("ascii")


def crop(picture: PagePicture, box: Bbox) -> Crop:
    """What to show of a page so that the box is seen with a little of what stands around it."""
    left, top = max(0.0, box[0] - _MARGIN), max(0.0, box[1] - _MARGIN)
    right, bottom = min(picture.width, box[2] + _MARGIN), min(picture.height, box[3] + _MARGIN)
    return Crop(
        page=picture.page,
        width=_pixels(max(right - left, 1.0)),
        height=_pixels(max(bottom - top, 1.0)),
        shift_x=_pixels(left),
        shift_y=_pixels(top),
        page_width=_pixels(picture.width),
        mark=(
            _pixels(box[0] - left),
            _pixels(box[1] - top),
            _pixels(box[2] - box[0]),
            _pixels(box[3] - box[1]),
        ),
    )


def _pixels(points: float) -> int:
    return round(points * ZOOM)
