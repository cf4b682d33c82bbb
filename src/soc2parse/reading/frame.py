"""From a file's coordinates to the page's final frame: matrices as PDF writes them, quarters of a turn."""

from __future__ import annotations

from collections.abc import Sequence

from soc2parse.reading.page import Box

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UPRIGHT = 0.996
"""The cosine from which text counts as upright: a scan's words may lean by five degrees."""
_ROW = 1 / 3  # of the page's height: a row of heads is no higher
_EDGE = 0.07  # of the page's width: no text but a stamp stands so near its edge
_LINES, _LEVEL = 8, 6.0  # upright lines, and points between them; a table drawn sideways has a running title only


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does `inner` first."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def move_box(matrix: Matrix, box: Box) -> Box:
    """The box around a box that was moved."""
    a, b, c, d, e, f = matrix
    left, top, right, bottom = box
    x0, y0 = a * left + c * top + e, b * left + d * top + f
    x1, y1 = a * right + c * bottom + e, b * right + d * bottom + f
    if a and b:
        return around([(x0, y0), (x1, y1), apply(matrix, left, bottom), apply(matrix, right, top)])
    if x1 < x0:
        x0, x1 = x1, x0
    return (x0, y0, x1, y1) if y0 < y1 else (x0, y1, x1, y0)


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def quarters(across: float, down: float) -> int | None:
    """By how many quarters, clockwise, text in this direction is turned; None for text that slants."""
    for quarter, along in enumerate((across, down, -across, -down)):
        if along > UPRIGHT:
            return quarter
    return None


class Directions:
    """How much of a page's text runs in which direction, and how much of the page it takes along its lines."""

    def __init__(self) -> None:
        self._letters = [0.0, 0.0, 0.0, 0.0]
        self._spans: list[list[tuple[float, float]]] = [[], [], [], []]
        self._places: list[list[float]] = [[], [], [], []]

    def add(self, across: float, down: float, letters: float, start: float, end: float, x: float) -> None:
        """Add letters that run in this direction between two heights, and where across the page they stand."""
        quarter = quarters(across, down)
        if quarter is not None:
            self._letters[quarter] += letters
            self._spans[quarter].append((start, end))
            self._places[quarter].append(x)

    def main(self, width: float, height: float) -> int:
        """The turn of a page of this size: 0 unless the letters turned are twice those upright.

        A letter weighs its size: the stamp along a title page ("Downloaded by ...") has more of them, but small.
        Where a letter's last page holds no more than its date, the stamp stands at the edge all the same.
        The heads over a matrix of marks may have more of them, too, but stand in one row over many lines.
        """
        quarter = max(range(4), key=lambda index: self._letters[index])
        if not quarter or self._letters[quarter] <= 2 * self._letters[0]:
            return 0
        edge = _EDGE * width
        if quarter != 2 and self._letters[0] and all(not edge < x < width - edge for x in self._places[quarter]):
            return 0
        reach = max(end for _, end in self._spans[quarter]) - min(start for start, _ in self._spans[quarter])
        return (
            0
            if quarter != 2
            and reach < _ROW * height
            and len({round(end / _LEVEL) for _, end in self._spans[0]}) > _LINES
            else quarter
        )


def upright_again(quarter: int, width: float, height: float) -> Matrix:
    """The matrix that turns a page of this size back, so that text at this quarter runs to the right."""
    if quarter == 1:
        return 0.0, -1.0, 1.0, 0.0, 0.0, width
    if quarter == 2:
        return -1.0, 0.0, 0.0, -1.0, width, height
    return 0.0, 1.0, -1.0, 0.0, height, 0.0
