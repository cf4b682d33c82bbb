"""RapidOCR as reader of pictures: models inside the package, no program to install; slower than Tesseract."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

from soc2parse.reading.piece import Gray
from soc2parse.reading.scanned import DESCENT, FULL_HEIGHT, Scanned, reach

_MARGIN = 2.2  # points that RapidOCR's boxes leave above and below a line's ink, measured at 200 dots per inch
_SMALLEST = 5.0  # points
_LOCK = Lock()  # one model, whose own threads use every core


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, "Global.max_side_len": 4000})


def read_picture(gray: Gray) -> list[Scanned]:
    """Words of a picture: RapidOCR finds lines, whose letters are shared out to the words by their number."""
    import numpy as np

    if not gray.samples:
        return []
    pixels = np.frombuffer(gray.samples, dtype=np.uint8).reshape(gray.height, gray.width)
    with _LOCK:
        read = _engine()(np.stack([pixels] * 3, axis=2), use_cls=False)
    if read.boxes is None:
        return []
    found: list[Scanned] = []
    rows = sorted(zip(read.boxes, read.txts, read.scores, strict=True), key=lambda row: float(row[0][0][1]))
    for number, (corners, text, score) in enumerate(rows):
        found += _share(corners / gray.scale, text, str(number), 100 * float(score))
    return found


def _share(corners: Any, text: str, line: str, sure: float) -> list[Scanned]:
    """The words of one line, each with its part of the line's (perhaps leaning) box."""
    (x0, top), (x1, top_right), _, (_, bottom) = ((float(x), float(y)) for x, y in corners)
    letter, lean = (x1 - x0) / max(len(text), 1), (top_right - top) / max(x1 - x0, 1.0)
    size = max((bottom - top - 2 * _MARGIN) / FULL_HEIGHT, _SMALLEST)
    baseline = bottom - _MARGIN - DESCENT * size
    words, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        left, right = x0 + letter * start, x0 + letter * at
        above, below = reach(word)
        ground = baseline + lean * (left - x0)
        words.append(Scanned(word, left, ground - above * size, right, ground + below * size, line, sure))
    return words
