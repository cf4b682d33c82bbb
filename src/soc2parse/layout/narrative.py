"""A narrative in two columns: a white gutter down the page with prose on both sides is read left before right.

A table of two columns is no narrative: it has a header, rules or bands across the gutter, or a side mostly empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from soc2parse.language.columns import header_roles
from soc2parse.layout.element import WIDE_GAP, Line
from soc2parse.layout.lines import lines_of
from soc2parse.layout.shading import bands_of
from soc2parse.layout.strips import holds_bullet, is_bullet, strip_of
from soc2parse.reading.page import Page, Word

_FEWEST = 8  # lines on each side
_TITLE_LINES = 4
_HANG = 30.0  # points between a bullet and its text, at most
_MOST_GUTTERS = 4
_HEADING = 1.25  # of the size of most lines


def reading_order(
    page: Page, lines: Sequence[Line], before: float | None = None
) -> tuple[list[list[Line]], float | None]:
    """The lines in stretches to be read one after the other: one stretch, or above, left, right, below.

    With them where the right column begins, if the columns reach the page's end and may go on; `before` is that of the
    page before. A letter's last page may hold no more than a signature in its right column.
    """
    for gutter in _gutters(page, lines):
        start, end = _run(lines, gutter)
        start += _title(page, lines[start:end], gutter)
        if _is_narrative(page, lines[start:end], gutter):
            return _parted(page, lines, gutter, (start, end)), gutter if end == len(lines) else None
    if before is not None and (end := _rest(page, lines, before)):
        return _parted(page, lines, before, (0, end)), before if end == len(lines) else None
    return [list(lines)], None


def _parted(page: Page, lines: Sequence[Line], gutter: float, run: tuple[int, int]) -> list[list[Line]]:
    start, end = run
    parts = [list(lines[:start])]
    stretch: list[Line] = []
    for i, line in enumerate(lines[start:end], start):
        if _heads_both(lines[start:end], i - start, gutter):
            parts += [*_columns(page, stretch, gutter), [line]]
            stretch = []
        else:
            stretch.append(line)
    parts += [*_columns(page, stretch, gutter), list(lines[end:])]
    return [part for part in parts if part]


def _columns(page: Page, lines: Sequence[Line], gutter: float) -> list[list[Line]]:
    return [lines_of(page, words) for words in _sides(lines, gutter)]


def _heads_both(lines: Sequence[Line], place: int, gutter: float) -> bool:
    """Whether a large line in the left column is a heading over both: beside it is white, and both begin anew below."""
    line = lines[place]
    sizes = sorted(one.size for one in lines)
    if line.x1 > gutter or line.size < _HEADING * sizes[len(sizes) // 2] or place == 0:
        return False
    left, right = _sides(lines[place + 1 :], gutter)
    above = max((word.bottom for word in _sides(lines[:place], gutter)[1]), default=None)
    if above is None or not left or not right:
        return False
    below = min(word.top for word in right)
    level = abs(min(word.top for word in left) - below) < line.size
    return level and above <= line.top and below >= line.bottom


def _rest(page: Page, lines: Sequence[Line], gutter: float) -> int:
    """How many lines from the top go on in the columns of the page before; 0 where they don't."""
    end = next((i for i, line in enumerate(lines) if not _clear(line, gutter)), len(lines))
    inside = lines[:end]
    if not inside or _is_tabular(page, inside, gutter):
        return 0
    starts = [min((word.x0 for word in line.words if word.x0 >= gutter - 0.5), default=None) for line in inside]
    found = [x for x in starts if x is not None]
    at_gutter = sum(1 for x in found if x - gutter < 4)
    return end if at_gutter >= 2 and at_gutter * 2 > len(found) else 0


def _gutters(page: Page, lines: Sequence[Line]) -> list[float]:
    """Where a right column may begin: places in mid-page at which many lines, or texts behind a gap, start.

    The one that stays white over most lines first: a column that holds a list starts left of most of its texts.
    """
    starts: Counter[int] = Counter()
    first, last = 0.3 * page.width, 0.7 * page.width
    for line in lines:
        if first < line.x0 < last:
            starts[round(line.x0)] += 1
        for i, white in line.gaps:
            if white >= WIDE_GAP and first < line.words[i].x0 < last:
                starts[round(line.words[i].x0)] += 1
    votes = {x: starts[x] + starts[x - 1] + starts[x + 1] for x in starts}
    likely = sorted((x for x in votes if votes[x] >= _FEWEST), key=lambda x: -votes[x])[:_MOST_GUTTERS]
    if not likely:
        return []
    listed = (line for line in lines if holds_bullet(line.text))
    bullets = [word.x0 for line in listed for word in line.words if is_bullet(word.text)]
    lefts = [min([b for b in bullets if x - _HANG < b < x], default=float(x)) - 1.0 for x in likely]
    runs = [_run(lines, left) for left in lefts]
    return [left for _, left in sorted(zip(runs, lefts, strict=True), key=lambda each: each[0][0] - each[0][1])]


def _clear(line: Line, gutter: float) -> bool:
    """Whether nothing stands on the gutter."""
    left, right = gutter - WIDE_GAP + 1, gutter - 0.5
    if line.x1 <= left or line.x0 >= right:
        return True
    words = line.words
    return any(words[i].x0 >= right and words[i].x0 - white <= left for i, white in line.gaps)


def _run(lines: Sequence[Line], gutter: float) -> tuple[int, int]:
    """The longest stretch of lines that leave the gutter white."""
    best, start = (0, 0), 0
    for i, line in enumerate([*lines, None]):
        if line is None or not _clear(line, gutter):
            if i - start > best[1] - best[0]:
                best = (start, i)
            start = i + 1
    return best


def _title(page: Page, lines: Sequence[Line], gutter: float) -> int:
    """How many of the first lines are a title over both columns: a rule across the gutter parts it from them."""
    for count, line in enumerate(lines[:_TITLE_LINES], start=1):
        if len(line.pieces) > 1 or line.x0 > gutter:
            return 0
        below = lines[count].top if count < len(lines) else line.bottom
        if any(
            _across(r.x0, r.x1, gutter) and (line.top + line.bottom) / 2 < r.top < below + 2
            for r in page.rulings
            if r.horizontal
        ):
            return count
    return 0


def _across(x0: float, x1: float, gutter: float) -> bool:
    return x0 < gutter - 40 and x1 > gutter + 40


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Word], list[Word]]:
    words = [word for line in lines for word in line.words]
    return [word for word in words if word.x0 < gutter - 0.5], [word for word in words if word.x0 >= gutter - 0.5]


def _parted_again(page: Page, lines: Sequence[Line], gutter: float) -> bool:
    """Whether lines start anew at one further place beside the gutter, as the rows of a table do.

    Many lines, or a few from top to bottom. A small table drawn on one side of the gutter is part of the narrative.
    """
    drawn = [s for s in page.shades if s.x1 - s.x0 > 40 and (s.x0 > gutter - WIDE_GAP or s.x1 < gutter)]
    starts: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        more = strip_of(line).pieces[1:] if len(line.pieces) > 2 else ()
        if len(more) > 1 and not any(s.top <= line.top and line.bottom <= s.bottom + 2 for s in drawn):
            for piece in more:
                if abs(piece.x0 - gutter) > 8:
                    starts[round(piece.x0)].append(line.top)
    height = lines[-1].top - lines[0].top
    return any(
        len(tops) > 0.12 * len(lines) or (len(tops) > 0.06 * len(lines) + 2 and _spread(tops) > 0.25 * height)
        for tops in starts.values()
    )


def _spread(tops: Sequence[float]) -> float:
    """How far down the middle half of the rising heights reaches."""
    return tops[3 * len(tops) // 4] - tops[len(tops) // 4]


def _is_narrative(page: Page, lines: Sequence[Line], gutter: float) -> bool:
    if len(lines) < _FEWEST:
        return False
    left = [line for line in lines if line.x0 < gutter - 0.5]
    right = [line for line in lines if line.x1 > gutter]
    if min(len(left), len(right)) < max(_FEWEST, 0.3 * max(len(left), len(right))):
        return False
    if _is_tabular(page, lines, gutter) or _parted_again(page, lines, gutter):
        return False
    words = [sum(1 for word in line.words if (word.x0 < gutter) is low) for line in lines for low in (True, False)]
    prose = sum(1 for count in words if count >= 4)
    return prose > 0.6 * sum(1 for count in words if count)


def _is_tabular(page: Page, lines: Sequence[Line], gutter: float) -> bool:
    """Whether rules or bands run across the gutter, lines run down beside it, or a header names columns."""
    top, bottom = lines[0].top, lines[-1].bottom
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    down = (r for r in page.rulings if not r.horizontal and left + 8 < r.x0 < right - 8 and abs(r.x0 - gutter) > 12)
    if any(min(r.bottom, bottom) - max(r.top, top) > 0.6 * (bottom - top) for r in down):
        return True
    across = any(
        r.horizontal and top < r.top < bottom + 4 and _across(r.x0, r.x1, gutter) for r in page.rulings
    ) or any(top < s.bottom and s.top < bottom and _across(s.x0, s.x1, gutter) for s in bands_of(page.shades))
    return across or any(header_roles([piece.text for piece in line.pieces]) for line in lines)
