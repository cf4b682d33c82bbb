"""The white gutters between the columns of an aligned table: places that hardly a line runs over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from soc2parse.layout.element import Line
from soc2parse.layout.strips import Strip

_GUTTER = 4.0  # points: the narrowest gutter
_FLUSH = 1.5  # points between the ends of lines that end together


def own_edges(body: Sequence[Strip]) -> list[float]:
    """The left edge of each column and the right edge of the last; none where no line stands in two."""
    left = min(s.line.x0 for s in body)
    right = max(s.line.x1 for s in body)
    split = [s for s in _without_spanning(_with_whole_headers(body)) if len(s.pieces) > 1]
    if not split:
        return []
    allowed = 0.04 * len(split)
    events: list[tuple[float, int]] = []
    for strip in split:
        weight = 1 + int(allowed) if strip.header else 1  # a header alone may show a column
        events += [(piece.x0, weight) for piece in strip.pieces] + [(piece.x1, -weight) for piece in strip.pieces]
    events.sort()
    edges = [left - 1.0]
    depth, since = 0, None
    for x, step in events:
        if since is not None and step > 0 and depth + step > allowed:
            if x - since >= 1.5 and _supported(since, x, split, wide=x - since >= _GUTTER):
                edges.append(x - 1.0)
            since = None
        depth += step
        if since is None and depth <= allowed:
            since = x
    return _without_stretched(_without_empty([*edges, right + 1.0], body), body)


def _with_whole_headers(body: Sequence[Strip]) -> list[Strip]:
    """The strips, with the pieces of a header's other lines in the one that reads like it.

    In "Control | Results" with "Tests performed by" above and "the firm" below it, the middle cell alone wraps.
    """
    whole = list(body)
    for i, strip in enumerate(body):
        if not strip.header:
            continue
        pieces = list(strip.pieces)
        for others in (body[i - 1 :: -1] if i else [], body[i + 1 :]):
            near = strip
            for other in others:
                gap = max(other.line.top, near.line.top) - min(other.line.bottom, near.line.bottom)
                free = all(p.x1 < other.line.x0 or other.line.x1 < p.x0 for p in strip.pieces)
                if len(other.pieces) > 1 or gap > 0.5 * strip.line.size or not free:
                    break
                pieces += other.pieces
                near = other
        whole[i] = Strip(strip.line, tuple(sorted(pieces, key=lambda piece: piece.x0)))
    return whole


def _without_spanning(body: Sequence[Strip]) -> list[Strip]:
    """The strips without those that run below two cells of the header: "1.10" and beside it a control's text across."""
    heads = [strip for strip in body if strip.header and len(strip.pieces) > 2]
    if not heads:
        return list(body)
    cells = max(heads, key=lambda strip: len(strip.pieces)).pieces
    middles = [(cell.x0 + cell.x1) / 2 for cell in cells]
    least = min(right - left for left, right in pairwise(middles))
    wide = ((strip, [piece for piece in strip.pieces if piece.x1 - piece.x0 > least]) for strip in body)
    return [strip for strip, pieces in wide if not any(_below(piece, cells) > 1 for piece in pieces)]


def _below(piece: Line, cells: Sequence[Line]) -> int:
    return sum(1 for cell in cells if min(piece.x1, cell.x1) - max(piece.x0, cell.x0) > 0.5 * (cell.x1 - cell.x0))


def _without_empty(edges: list[float], body: Sequence[Strip]) -> list[float]:
    """A column that holds a header alone, with its texts set further right in a column without one, is one column."""
    head = body[0]
    kept = [edges[0]]
    for i in range(1, len(edges) - 1):
        left, middle, right = kept[-1], edges[i], edges[i + 1]
        named = any(middle <= piece.x0 + 2 < right for piece in head.pieces)
        if named or not _alone(head, body, left, middle):
            kept.append(middle)
    return [*kept, edges[-1]]


def _without_stretched(edges: list[float], body: Sequence[Strip]) -> list[float]:
    """Without columns that are the last words of justified lines: "No     exceptions     were" / "noted.".

    Nearly all end flush right under no name of their own, and none of them stands alone or begins anything but a
    sentence that follows another: "Control     operated" / "effectively.     No" / "exceptions."
    """
    heads = [strip for strip in body if strip.header and len(strip.pieces) > 1]
    kept = list(edges)
    for i in range(len(edges) - 2, 0, -1) if heads else ():
        low, high = kept[i], kept[i + 1]
        if any(low <= piece.x0 + 2 < high for strip in heads for piece in strip.pieces):
            continue
        held = [(strip, piece) for strip in body for piece in strip.pieces if low <= piece.x0 + 2 < high]
        beside = all(any(kept[i - 1] <= other.x0 + 2 < low for other in strip.pieces) for strip, _ in held)
        ends = {id(strip): piece.x1 for strip, piece in held}.values()  # the last piece of each line
        last = max(ends, default=0.0)
        flush = sum(1 for end in ends if last - end < _FLUSH) > 0.8 * len(ends)
        words = any(piece.text[:1].islower() for _, piece in held) and all(_goes_on(*each) for each in held)
        if held and words and beside and flush:
            del kept[i]
    return kept


def _goes_on(strip: Strip, piece: Line) -> bool:
    """Whether a piece may be the next word of what stands left of it."""
    left = max((other for other in strip.pieces if other.x0 < piece.x0), key=lambda other: other.x0, default=None)
    return piece.text[:1].islower() or (left is not None and left.text.rstrip().endswith((".", ";", ":")))


def _alone(head: Strip, body: Sequence[Strip], left: float, right: float) -> bool:
    """Whether of all lines the header only has a piece that begins between the two places."""
    return all(any(left <= piece.x0 + 2 < right for piece in strip.pieces) == (strip is head) for strip in body)


def _supported(low: float, high: float, split: Sequence[Strip], *, wide: bool) -> bool:
    """Whether enough lines have text on both sides of the gutter, or a header has; a narrow one needs the header."""
    beside = [s for s in split if s.pieces[0].x0 < low + 1 and s.pieces[-1].x1 > high - 1]
    shown = any(s.header and any(abs(piece.x0 - high) < 1 for piece in s.pieces) for s in beside)
    return shown or (wide and len(beside) >= max(2, 0.12 * len(split)))
