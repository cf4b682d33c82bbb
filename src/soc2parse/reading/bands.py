"""Shaded areas of a scanned page: header bands and striped rows, by the level of the paper between the letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from soc2parse.reading.page import Shade
from soc2parse.reading.piece import Gray

_STEP = 2.0  # points between the rows that are looked at
_PART = 8.0  # points: the width whose middle level is taken
_DARKER = 7  # gray levels below the paper's
_SHARE = 0.65  # of a part's pixels are darker: letters are, in a light band
_ALIKE = 10  # gray levels within one band
_WIDE, _HIGH = 60.0, 7.0  # points: the least of a band
_GAP = 4  # rows that dense text may take out of a band
_SAMPLE = 37
_WHITE = 255

_Span = tuple[int, int, int]  # first and last part, level


def find_bands(gray: Gray, skew: float = 0.0) -> tuple[Shade, ...]:
    """The shaded areas, as if the page had been turned about its middle until its text is level."""
    if not gray.samples:
        return ()
    scale, step, part = gray.scale, max(1, int(_STEP * gray.scale)), max(4, int(_PART * gray.scale))
    paper, _ = Counter(gray.samples[::_SAMPLE]).most_common(1)[0]
    open_bands: list[list[tuple[int, _Span]]] = []
    shades: list[Shade] = []
    darker = gray.samples.translate(bytes(level <= paper - _DARKER for level in range(256)))
    for row in range(0, gray.height, step):
        here = slice(row * gray.width, (row + 1) * gray.width)
        spans = list(_spans(gray.samples[here], darker[here], part))
        going: list[list[tuple[int, _Span]]] = []
        for band in open_bands:
            first, end, _ = last = band[-1][1]
            more = next((span for span in spans if span[0] < end and span[1] > first and _continues(last, span)), None)
            if more is not None:
                spans.remove(more)
                band.append((row, more))
                going.append(band)
            elif row - band[-1][0] <= _GAP * step:
                going.append(band)
            else:
                shades += _close(band, scale, part, step, skew, gray)
        open_bands = going + [[(row, span)] for span in spans]
    for band in open_bands:
        shades += _close(band, scale, part, step, skew, gray)
    return tuple(shade for shade in shades if not any(_holds(other, shade) for other in shades))


def _spans(pixels: bytes, darker: bytes, part: int) -> Iterator[_Span]:
    """Parts side by side that are darker than the paper and alike."""
    middle = int(_SHARE * part)
    levels = [
        sorted(pixels[at : at + part])[middle] if darker.count(1, at, at + part) > middle else _WHITE
        for at in range(0, len(pixels) - part, part)
    ]
    start: int | None = None
    for index, level in enumerate([*levels, _WHITE]):
        dark = level < _WHITE
        if start is not None and (not dark or abs(level - levels[start]) > _ALIKE):
            yield start, index, sorted(levels[start:index])[(index - start) // 2]
            start = None
        if dark and start is None:
            start = index


def _holds(band: Shade, shade: Shade) -> bool:
    """Whether a band holds a piece that dense text cut out of it."""
    inside = band.x0 - 1 <= shade.x0 and shade.x1 <= band.x1 + 1
    return inside and band.top - 1 <= shade.top and shade.bottom <= band.bottom + 1 and band != shade


def _continues(before: _Span, span: _Span) -> bool:
    shared = min(before[1], span[1]) - max(before[0], span[0])
    return abs(before[2] - span[2]) <= _ALIKE and shared >= 0.6 * max(before[1] - before[0], span[1] - span[0])


def _close(
    band: list[tuple[int, _Span]], scale: float, part: int, step: int, skew: float, gray: Gray
) -> Iterator[Shade]:
    starts, ends = sorted(span[0] for _, span in band), sorted(span[1] for _, span in band)
    x0, x1 = starts[len(band) // 2] * part / scale, ends[len(band) // 2] * part / scale
    top, bottom = band[0][0] / scale, (band[-1][0] + step) / scale
    if x1 - x0 < _WIDE or bottom - top < _HIGH:
        return
    middle_x, middle_y = gray.width / scale / 2, gray.height / scale / 2
    down, right = -skew * ((x0 + x1) / 2 - middle_x), skew * ((top + bottom) / 2 - middle_y)
    level = sorted(span[2] for _, span in band)[len(band) // 2]
    yield Shade(x0 + right, top + down, x1 + right, bottom + down, level << 16 | level << 8 | level)
