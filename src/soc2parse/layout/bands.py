"""The rows of an aligned table: between rules, in bands of shading, or parted by white space."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median

from soc2parse.language.columns import header_roles
from soc2parse.layout.centred import centred_rows, lifted
from soc2parse.layout.element import Cell, Line, Row
from soc2parse.layout.lines import merge
from soc2parse.layout.strips import Strip, column_at, crosses
from soc2parse.reading.page import Page

_FEWEST = 3  # columns beside the criterion
_MOST_LINES = 4  # of a header
_NEAR = 1.25  # times the usual step from line to line
_FAR = 1.3  # times the usual step from line to line
_BROKEN = (".", "-", "/")
_DIGIT = re.compile(r"[0-9]")
_CRITERION = re.compile(r"(?:CC|PI|A|C|P)[ -]?\d\.\d(?![\d.-])")


def rows_of(page: Page, strips: Sequence[Strip], edges: Sequence[float]) -> list[Row]:
    """The strips of a table as rows of cells."""
    rows: list[Row] = []
    body: list[Strip] = []
    cuts = _separators(page, strips, edges) if strips else []
    first = _is_above_header(strips[: 1 + _MOST_LINES], edges, cuts)
    i = 0
    while i < len(strips):
        length = _header_length(strips[i : i + _MOST_LINES], edges, cuts) if i == first or strips[i].header else 0
        length = length or (_bold_length(strips[: 1 + _MOST_LINES], edges, cuts) if i == 0 else 0)
        if length:
            rows += [_row(page, group, edges) for group in _groups(page, body, edges)]
            rows.append(_cells(page, strips[i : i + length], edges))
            body = []
        else:
            body.append(strips[i])
        i += max(length, 1)
    return rows + [_row(page, group, edges) for group in _groups(page, body, edges)]


def _bold_length(strips: Sequence[Strip], edges: Sequence[float], cuts: Sequence[float]) -> int:
    """How many lines in bold head light ones from which no rule parts them: "Category" beside "Service Commitment"."""
    count = next((i for i, strip in enumerate(strips) if not strip.line.bold), 0)
    heads, below = strips[:count], strips[count] if count < len(strips) else None
    if below is None or not heads or any(crosses(strip, edges) for strip in (*heads, below)):
        return 0
    if bisect_right(cuts, _middle(heads[0])) != bisect_right(cuts, _middle(below)):
        return 0
    return count if min(map(len, (heads[0].pieces, below.pieces))) > 1 and below.columns(edges)[0] == 0 else 0


def _is_above_header(strips: Sequence[Strip], edges: Sequence[float], cuts: Sequence[float]) -> bool:
    """Whether the first line names groups of columns, "Provided by the Service Auditor", and a header stands below."""
    spans = len(strips) > 1 and not strips[0].header and crosses(strips[0], edges)
    return spans and _header_length(strips[1:], edges, cuts) > 0


def _header_length(strips: Sequence[Strip], edges: Sequence[float], cuts: Sequence[float]) -> int:
    """How many lines form a header together: "Control" / "ID", "Procedures" / "Performed"; 0 where they form none.

    Below a rule the rest of a row from the page before may be as brief: "communicated."
    """
    first, length = strips[0], 0
    texts: dict[int, list[str]] = {}
    for count, strip in enumerate(strips, start=1):
        brief = all(len(piece.words) <= 5 and not any(c.isdigit() for c in piece.text) for piece in strip.pieces)
        far = count > 1 and strip.line.top - strips[count - 2].line.bottom > strip.line.size
        parted = count > 1 and bisect_right(cuts, _middle(strip)) > bisect_right(cuts, _middle(strips[count - 2]))
        below = parted and not strip.header
        if count > 1 and (not brief or far or below or strip.line.bold != first.line.bold):
            break
        for piece in strip.pieces:
            texts.setdefault(column_at(edges, (piece.x0 + piece.x1) / 2), []).append(piece.text)
        whole = [" ".join(parts) for _, parts in sorted(texts.items())]
        if max(len(text.split()) for text in whole) <= 12 and header_roles(whole) is not None:
            length = count
    return length


def _groups(page: Page, strips: Sequence[Strip], edges: Sequence[float]) -> list[list[Strip]]:
    """The strips below a header, row by row."""
    if not strips:
        return []
    cuts = _separators(page, strips, edges)
    between = groupby(strips, lambda strip: bisect_right(cuts, _middle(strip)))
    bands = lifted(page, [list(band) for _, band in between], cuts)
    pitch = _pitch(strips, edges)
    if (centred := _centred(bands, edges, pitch)) is not None:
        return centred
    parted = [_by_spacing(band, edges, pitch) for band in bands]
    full = [sum(1 for group in groups if _opens(group, edges)) for groups in parted]
    ruled = len(bands) >= 3 and sum(full) <= 1.35 * sum(1 for n in full if n)
    loose = [part for groups in parted for group in groups for part in _by_first_column(group, edges)]
    whole = [part for group in (bands if ruled else loose) for part in _by_beginnings(group, edges, pitch)]
    groups = _by_name(whole, edges, pitch)
    return [part for group in groups for part in _by_span(group, edges)]


def _centred(bands: Sequence[Sequence[Strip]], edges: Sequence[float], pitch: float) -> list[list[Strip]] | None:
    """The rows of bands that hold several, each with its id beside its middle; None where no band does."""
    columns: dict[int, list[Line]] = {}
    for strip in (strip for band in bands for strip in band):
        for column, piece in zip(strip.columns(edges), strip.pieces, strict=True):
            columns.setdefault(column, []).append(piece)
    names = [
        i
        for i, lines in columns.items()
        if len(lines) > 1 and all(is_name(line.text) and not _CRITERION.match(line.text) for line in lines)
    ]
    if len(names) != 1:
        return None
    rows = [centred_rows(band, edges, names[0], pitch) for band in bands]
    if not any(rows):
        return None
    return [group for band, own in zip(bands, rows, strict=True) for group in own or [list(band)]]


def _by_name(groups: Sequence[Sequence[Strip]], edges: Sequence[float], pitch: float) -> list[list[Strip]]:
    """Rows parted again where one holds more than one entry of a column of short names (the controls' ids)."""
    begun = [group for group in groups if len(group[0].pieces) > 1]
    found = [i for i in range(len(edges) - 1) if _is_name_column([_entry(group, edges, i, pitch) for group in begun])]
    every = [strip for group in groups for strip in group]
    # Of two such columns the one without criteria, then the one with fewer entries: a control has one id.
    names = sorted(found, key=lambda i: _weight([_piece_in(strip, edges, i) for strip in every]))[:1]
    at_top = bool(names) and _at_top(groups, edges, names[0])
    rows: list[list[Strip]] = []
    for group in groups:
        named, last = False, float("-inf")
        for strip in group:
            name = _piece_in(strip, edges, names[0]) if names else ""
            near = strip.line.bottom - last < _NEAR * pitch  # the next line of the same cell: an id's criteria
            overleaf = strip is every[-1] and not _CRITERION.match(name)  # the rest of the row
            beside = len(strip.pieces) > 1 or overleaf
            begins = is_name(name) and beside and not name.isdigit() and not near
            last = strip.line.bottom if name else last
            if strip is group[0] or (begins and (named or at_top)):
                rows.append([])
            rows[-1].append(strip)
            named = named or begins
    return rows


def _at_top(groups: Sequence[Sequence[Strip]], edges: Sequence[float], column: int) -> bool:
    """Whether the names stand beside their rows' first lines, and not in the middle of their rows' height."""
    whole = groups[1:] or groups  # the first may begin with the rest of a row overleaf
    held = [[i for i, strip in enumerate(group) if is_name(_piece_in(strip, edges, column))] for group in whole]
    places = [found[0] for found in held if found]
    return sum(1 for place in places if place == 0) > 0.7 * len(places)


def _weight(texts: Sequence[str]) -> tuple[bool, int]:
    named = [text for text in texts if is_name(text)]
    return sum(1 for text in named if _CRITERION.match(text)) > 0.5 * len(named), sum(1 for text in texts if text)


def _piece_in(strip: Strip, edges: Sequence[float], column: int) -> str:
    columns = strip.columns(edges)
    return strip.pieces[columns.index(column)].text if column in columns else ""


def is_name(text: str) -> bool:
    """Whether a text is as short as the id of a control, with a number in it."""
    return 0 < len(text) <= 14 and _DIGIT.search(text) is not None and text.count(" ") < 3


def _entry(group: Sequence[Strip], edges: Sequence[float], column: int, pitch: float) -> list[str]:
    """The lines of what stands first in a row's column; a name may run over its end: "OPSEC-6.1" / "2"."""
    lines = [_piece_in(group[0], edges, column)]
    for above, strip in pairwise(group):
        text = _piece_in(strip, edges, column)
        if not text or strip.line.bottom - above.line.bottom > _NEAR * pitch:
            break
        lines.append(text)
    return lines


def _is_name_column(entries: Sequence[Sequence[str]]) -> bool:
    """Short entries with a number in nearly every row: "A.3", "AC-04"; the first may be the rest of a row."""
    texts = [entry[0] for entry in entries]
    named = [entry for entry in entries if is_name(entry[0])]
    filled = sum(1 for text in texts[not is_name(texts[0]) :] if text) if texts else 0
    enough = len(named) >= max(2, 0.9 * filled, 0.4 * len(texts))
    return enough and len({"".join(entry) for entry in named}) > 0.5 * len(named)


def _middle(strip: Strip) -> float:
    return (strip.line.top + strip.line.bottom) / 2


def _separators(page: Page, strips: Sequence[Strip], edges: Sequence[float]) -> list[float]:
    """Heights of rules and of the edges of bands that run over most of the table's width."""
    top, bottom, width = strips[0].line.top, strips[-1].line.bottom, edges[-1] - edges[0]
    lengths: dict[int, float] = {}
    for r in page.rulings:
        if r.horizontal and top - 4 < r.top < bottom + 4:
            lengths[round(r.top)] = lengths.get(round(r.top), 0.0) + min(r.x1, edges[-1]) - max(r.x0, edges[0])
    for s in page.shades:
        if s.bottom > top and s.top < bottom:
            part = max(min(s.x1, edges[-1]) - max(s.x0, edges[0]), 0.0)
            for y in (round(s.top), round(s.bottom)):
                lengths[y] = lengths.get(y, 0.0) + part
    heights: list[float] = []
    for y in sorted(y for y, length in lengths.items() if length > 0.6 * width):
        if not heights or y - heights[-1] > 3:
            heights.append(float(y))
    return heights


def _pitch(strips: Sequence[Strip], edges: Sequence[float]) -> float:
    """The usual distance from one line to the next inside a cell; columns may stand at heights of their own."""
    size = median(strip.line.size for strip in strips)
    above: dict[int, float] = {}
    steps = []
    for strip in strips:
        for column, piece in zip(strip.columns(edges), strip.pieces, strict=True):
            step = piece.bottom - above.get(column, float("-inf"))
            if 0.8 * size < step < 2.2 * size:
                steps.append(step)
            above[column] = piece.bottom
    steps.sort()
    return steps[len(steps) // 4] if steps else 1.2 * size


def _by_spacing(strips: Sequence[Strip], edges: Sequence[float], pitch: float) -> list[list[Strip]]:
    """A new row begins where a line is clearly further than usual from what stands above it in its own columns."""
    groups: list[list[Strip]] = []
    above: dict[int, float] = {}
    for strip in strips:
        columns = set(strip.columns(edges))
        step = strip.line.bottom - groups[-1][-1].line.bottom if groups else float("inf")
        far = all(strip.line.bottom - above.get(column, float("-inf")) > 1.3 * pitch for column in columns)
        if step > 1.3 * pitch or (far and step > 0.75 * pitch and len(columns) > 1):
            groups.append([])
        groups[-1].append(strip)
        above.update(dict.fromkeys(columns, strip.line.bottom))
    return groups


def _by_beginnings(band: Sequence[Strip], edges: Sequence[float], pitch: float) -> list[list[Strip]]:
    """The rows beside one criterion: texts begin together in all other columns, below a gap in each.

    A control, its test and its result below another's; "CC6.1 Access" stands once, left of both. Where controls stand
    alone beside their criteria, one begins below a sentence that has ended.
    """
    columns = range(1, len(edges) - 1)
    if 1 < len(columns) < _FEWEST or not _CRITERION.match(_piece_in(band[0], edges, 0)):
        return [list(band)]
    above = dict.fromkeys(columns, float("-inf"))
    ended = True
    rows: list[list[Strip]] = []
    for strip in band:
        found = {column: piece for column, piece in zip(strip.columns(edges), strip.pieces, strict=True) if column}
        begun = (
            found.keys() >= set(columns)
            and (ended or len(columns) > 1)
            and all(
                piece.bottom - above[column] > _FAR * pitch and not piece.text[:1].islower()
                for column, piece in found.items()
            )
        )
        if begun or not rows:
            rows.append([])
        rows[-1].append(strip)
        above.update({column: piece.bottom for column, piece in found.items()})
        ended = all(piece.text.endswith((".", ".)")) for piece in found.values()) if found else ended
    return rows


def _by_first_column(group: Sequence[Strip], edges: Sequence[float]) -> list[list[Strip]]:
    """Where no space parts the rows, a filled first column does."""
    starts = [i for i, strip in enumerate(group) if _starts_row(strip, edges)]
    starts = [i for i in starts if not (i and _is_below_id(group[:i], group[i], edges))]
    if starts and _is_numbered(group[starts[0]]):  # rows begin alike: "P7.1 -" and not "Personal" below it
        starts = [i for i in starts if _is_numbered(group[i])]
    if len(starts) < 2:
        return [list(group)]
    bounds = [0, *starts[1:], len(group)] if starts[0] == 0 else [0, *starts, len(group)]
    return [list(group[a:b]) for a, b in pairwise(bounds) if a < b]


def _is_below_id(above: Sequence[Strip], strip: Strip, edges: Sequence[float]) -> bool:
    """Whether the entry goes on the id above it in its cell, "CC6.1" / "#2", "VMG." / "05", or is its criterion."""
    names = [(other, _piece_in(other, edges, 0)) for other in above]
    held = [(other, name) for other, name in names if name]
    entry = _piece_in(strip, edges, 0)
    if not held or not entry:
        return False
    if not entry[0].isalnum():
        return held[-1][1][0].isalnum()
    whole = [name for _, name in held]
    if strip.line.bottom - held[-1][0].line.bottom > 1.6 * strip.line.size:
        return False
    broken = entry.isdigit() and whole[-1].endswith(_BROKEN)
    return broken or (bool(_CRITERION.match(entry)) and not all(_CRITERION.match(name) for name in whole))


def _is_numbered(strip: Strip) -> bool:
    return any(map(str.isdigit, strip.pieces[0].text))


def _starts_row(strip: Strip, edges: Sequence[float]) -> bool:
    """A short entry in the first column with text in nearly all others beside it."""
    first = strip.pieces[0]
    beside = len(strip.pieces) >= max(len(edges) - 2, 2) or _is_marked(strip)
    begins = not first.text[:1].islower()
    return (
        begins
        and beside
        and first.x0 < edges[1]
        and first.x1 < edges[1] + 3
        and len(first.text) <= 14
        and len(edges) > 3
    )


def _opens(group: Sequence[Strip], edges: Sequence[float]) -> bool:
    """Whether the lines may be a row of their own: text in most columns, or marks behind a name."""
    return _fullness(group, edges) > 0.6 or _is_marked(group[0])


def _is_marked(strip: Strip) -> bool:
    return len(strip.pieces) > 1 and all(len(piece.text) <= 3 for piece in strip.pieces[1:])


def _fullness(group: Sequence[Strip], edges: Sequence[float]) -> float:
    columns = {column for strip in group for column in strip.columns(edges)}
    return len(columns) / (len(edges) - 1)


def _by_span(group: Sequence[Strip], edges: Sequence[float]) -> list[list[Strip]]:
    """A line across the columns and lines in the columns are different rows, however close they stand."""
    parts: list[list[Strip]] = []
    across = False
    for strip in group:
        crossing = crosses(strip, edges)
        tail = across and not crossing and _hangs(parts[-1], strip)
        if not parts or (crossing != across and not tail):
            parts.append([])
        parts[-1].append(strip)
        across = crossing or tail
    return parts


def _hangs(part: Sequence[Strip], strip: Strip) -> bool:
    """Whether a short last line begins where the text across the columns began; an id may stand left of the text."""
    start = max(part[0].pieces, key=lambda piece: piece.x1 - piece.x0).x0
    own = [piece for piece in strip.pieces if piece.x1 > start]
    named = any(piece.x1 < start for above in part for piece in above.pieces)
    if len(own) < len(strip.pieces) and named:
        return False
    return len(own) < 2 and all(abs(piece.x0 - start) < 16 for piece in own)


def _row(page: Page, group: Sequence[Strip], edges: Sequence[float]) -> Row:
    top = min(strip.line.top for strip in group)
    bottom = max(strip.line.bottom for strip in group)
    shade = next((s.color for s in page.shades if s.top <= (top + bottom) / 2 <= s.bottom), None)
    if any(crosses(strip, edges) for strip in group):
        return Row(page.number, top, bottom, tuple(_spanning(group, edges)), shade)
    return _cells(page, group, edges)


def _spanning(group: Sequence[Strip], edges: Sequence[float]) -> list[Cell]:
    """A text across columns as one cell, and what stands in the columns beside it in cells of their own."""
    pieces = [piece for strip in group for piece in strip.pieces]
    reach = [(column_at(edges, piece.x0 + 2), column_at(edges, piece.x1 - 2)) for piece in pieces]
    first = min(low for low, high in reach if high > low)
    last = max(high for _, high in reach)
    if not any(high < first for _, high in reach):
        first = min(low for low, _ in reach)
    beside: dict[int, list[Line]] = {}
    across: list[Line] = []
    for strip in group:
        found: list[Line] = []
        for piece in strip.pieces:
            aside = column_at(edges, piece.x1 - 2) < first
            (beside.setdefault(column_at(edges, piece.x0 + 2), []) if aside else found).append(piece)
        if found:
            across.append(merge(found))
    cells = [Cell(tuple(lines), column) for column, lines in sorted(beside.items())]
    return [*cells, Cell(tuple(across), first, last - first + 1)]


def _cells(page: Page, group: Sequence[Strip], edges: Sequence[float]) -> Row:
    top = min(strip.line.top for strip in group)
    bottom = max(strip.line.bottom for strip in group)
    shade = next((s.color for s in page.shades if s.top <= (top + bottom) / 2 <= s.bottom), None)
    content: dict[int, list[Line]] = {}
    for strip in group:
        for column, found in groupby(zip(strip.columns(edges), strip.pieces, strict=True), itemgetter(0)):
            content.setdefault(column, []).append(merge([piece for _, piece in found]))
    cells = tuple(Cell(tuple(lines), column) for column, lines in sorted(content.items()))
    return Row(page.number, top, bottom, cells, shade)
