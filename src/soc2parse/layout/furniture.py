"""Running headers, footers, page numbers and stamps: what repeats in the same place on many pages.

Only the outermost lines of a page can be running lines, and only what does not stand more often within the pages: a
result cell that happens to end three pages with "noted." is no footer. A table's header row repeats as well; it is told
apart by its words (`language.columns`) and stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, takewhile
from statistics import median

from soc2parse.criteria import ALL_IDS
from soc2parse.language.columns import column_role, header_roles
from soc2parse.layout.element import Line
from soc2parse.layout.strips import is_stacked_header
from soc2parse.reading.page import Page, Word

_DIGITS, _ALONE = re.compile(r"\d+"), re.compile(r"(?<!\S)\d{1,4}(?!\S)")
# A numbered title is no page number, even where each page begins with one.
_NUMBERED = re.compile(r"(?:control|exception|deviation|criteri|test|section|cuec|item|finding)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-\u2013\u2014|]?\s*(?:\d{1,3}|[ivxl]{1,6})\s*[-\u2013\u2014|]?(?:\s*(?:of|/)\s*\d{1,3})?",
    re.IGNORECASE,
)
# "Table continues overleaf" below the last row of a page, wherever that ends.
_GOES_ON = re.compile(
    r"(?:[(\[](?:table |section )?[Cc]|(?:Table|Section) c|C)ontinue[sd]?"
    r"(?: (?:on|over|overleaf|next|until)\b[^.]{0,45})?[.)\]]*"
    r"|continue[sd]? (?:on |over )?(?:to )?(?:the )?(?:next|following|overleaf)\b[^.]{0,35}[.)\]]*"
)
# "Table 4 - continued from the previous page" above the header.
_WENT_ON = re.compile(
    r"(?:Table [\w.-]{1,6}\s?[-\u2013\u2014:.]?\s*)?"
    r"[(\[]?[Cc]ontinued from (?:the )?(?:previous|last|preceding) page[.)\]]*"
)
_ID = re.compile(r"(?=.*\d)(?:[A-Za-z]{1,6}[ .-]{0,3})?\d{1,3}(?:[.-]\d{1,3})*[.)]?")
_LONGEST_ID = 14
_Shape = tuple[str, int, bool]
_MOST_NUMBERS = 8  # "© 2026 Larch LLP | Version 2.1 | Page 5 of 20" has five, and one of them counts
_MARGIN = 0.14  # the part of the page's height at its top and bottom where running lines stand
_DRIFT = 4.0  # points by which a running line may move from page to page
_EXACT = 1.0  # points: a part of a running line does not move at all
_MOST = 0.5  # of the pages of one width
_FEWEST = 5
_LETTERS = 7
_FIRST_LINES = 8  # among which a header stands
_NAMES = 0.4  # of the pages: so many names of sections run on them at most
_SHARE = 0.4  # of the pages between its first and its last, a running line stands on so many at least


class _Places:
    """On which pages, and at which heights, the lines in the pages' margins stand."""

    def __init__(self) -> None:
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._known: dict[tuple[str, float, float], list[int]] = {}

    def add(self, key: str, page: int, height: float) -> None:
        """One more place of a text."""
        self._places[key].append((page, height))

    def pages(self, key: str, height: float, drift: float) -> list[int]:
        """The pages where the text stands at this height, in order; asked for again on each of them."""
        asked = key, height, drift
        if asked not in self._known:
            found = {page for page, other in self._places[key] if abs(other - height) <= drift}
            self._known[asked] = sorted(found)
        return self._known[asked]

    def run(self, parts: Iterable[str], height: float, many: float) -> bool:
        """Whether a part of a line runs through so many pages at this height, whatever stands beside it."""
        return any(len(self.pages(part, height, _EXACT)) >= many for part in parts)


def split_furniture(pages: Sequence[Page], lines: Sequence[list[Line]]) -> tuple[list[list[Line]], list[list[Line]]]:
    """For each page: its own lines, and its running lines. `lines[i]` are those of `pages[i]`."""
    places = _Places()
    margins = [
        [(line, _keys(line)) for line in _in_margins(page_lines, page)]
        for page, page_lines in zip(pages, lines, strict=True)
    ]
    parts: dict[int, list[str]] = {}
    for page, margin in zip(pages, margins, strict=True):
        for line, keys in margin:
            parts[id(line)] = list(_part_keys(line))
            for key in (*keys, *parts[id(line)]):
                places.add(key, line.page, _height(line, page))
    fewest = 2 if len(pages) <= 4 else 3
    within, shapes = _texts_within(lines, margins), _shapes_within(lines, margins)
    slots = _section_slots(pages, margins)
    alike = {width: sum(1 for page in pages if abs(page.width - width) < 1) for width in {page.width for page in pages}}
    own: list[list[Line]] = []
    furniture: list[list[Line]] = []
    for page, page_lines, margin in zip(pages, lines, margins, strict=True):
        running = {id(line) for line, keys in margin if _runs(places, keys, _height(line, page), fewest)}
        running -= {id(line) for line, _ in margin if _text_of(line) in within or _shape_of(line) in shapes}
        running |= {id(line) for line, _ in margin if not slots.isdisjoint(_slots_of(line, page))}
        parted = [line for line, _ in margin if parts[id(line)]]
        small = 0.95 * median([line.size for line in page_lines]) if parted else 0.0
        many = max(_FEWEST, _MOST * alike[page.width])
        beside = (line for line in parted if line.size < small)
        running |= {id(line) for line in beside if places.run(parts[id(line)], _height(line, page), many)}
        running -= _table_header(page_lines, running) | _stacked_header(page_lines, running)
        running -= _wrapped_header(page_lines)
        taken = _outermost(page, page_lines, running) | _outermost(page, page_lines[::-1], running)
        taken |= _notes_at_ends(page_lines, taken)
        own.append([line for line in page_lines if id(line) not in taken])
        furniture.append([line for line in page_lines if id(line) in taken])
    return own, furniture


_Slot = tuple[float, str, int, int, float]


def _slots_of(line: Line, page: Page) -> Iterator[_Slot]:
    """Where a line stands, whatever it says: the page's width, a side, that side's place, the height and the size."""
    height, size = round(_height(line, page)), round(line.size, 1)
    for side, x in (("<", line.x0), ("|", (line.x0 + line.x1) / 2), (">", line.x1)):
        yield page.width, side, round(x), height, size


def _section_slots(pages: Sequence[Page], margins: Sequence[Sequence[tuple[Line, set[str]]]]) -> frozenset[_Slot]:
    """The places in the margins where the name of the section runs, be it on the one page of a short one."""
    names: dict[_Slot, dict[int, str]] = defaultdict(dict)
    for page, margin in zip(pages, margins, strict=True):
        for line, _ in margin:
            for slot in _slots_of(line, page):
                names[slot][line.page] = _ALONE.sub("", _text_of(line))
    widths = Counter(page.width for page in pages)
    return frozenset(
        slot for slot, named in names.items() if len(named) >= max(_FEWEST, _MOST * widths[slot[0]]) and _turns(named)
    )


def _turns(named: Mapping[int, str]) -> bool:
    """Whether names hold for pages on end: the next begins where one ends, and none comes again."""
    runs = [name for name, _ in groupby(named[page] for page in sorted(named))]
    return 1 < len(runs) == len(set(runs)) <= _NAMES * len(named)


def _notes_at_ends(lines: Sequence[Line], taken: set[int]) -> set[int]:
    """The first and the last line of a page's own where they say no more than that a table goes on."""
    own = [line for line in lines if id(line) not in taken]
    ends = [(own[0], _WENT_ON), (own[-1], _GOES_ON)] if own else []
    return {id(line) for line, note in ends if note.fullmatch(line.text.strip())}


def _texts_within(lines: Sequence[list[Line]], margins: Sequence[Sequence[tuple[Line, set[str]]]]) -> frozenset[str]:
    """Texts that stand more often within pages than at their edges: the label of a block that ends a few pages."""
    outside = Counter(_text_of(line) for margin in margins for line, _ in margin)
    begins = {text.partition(" ")[0] for text in outside}
    everywhere = Counter(
        _text_of(line)
        for page_lines in lines
        for line in page_lines
        if line.words[0].text.casefold() in begins or line.words[0].raised
    )
    return frozenset(text for text, count in outside.items() if everywhere[text] > 2 * count)


def _shapes_within(
    lines: Sequence[list[Line]], margins: Sequence[Sequence[tuple[Line, set[str]]]]
) -> frozenset[_Shape]:
    """Forms of ids that stand more often within pages than at their edges: the heads of blocks, "2.1.1" and "3.1.1"."""
    outside = Counter(filter(None, (_shape_of(line) for margin in margins for line, _ in margin)))
    everywhere = Counter(_shape_of(line) for page_lines in lines for line in page_lines) if outside else outside
    return frozenset(shape for shape, count in outside.items() if everywhere[shape] > 2 * count)


def _shape_of(line: Line) -> _Shape | None:
    """The form of an id that stands alone, and its look; no page number has one."""
    if len(line.words) > 3:
        return None
    text = line.text.strip()
    if len(text) > _LONGEST_ID or not _ID.fullmatch(text):
        return None
    return _DIGITS.sub("#", text), round(line.size), line.bold


def _text_of(line: Line) -> str:
    return line.text.casefold().strip()


def _part_keys(line: Line) -> Iterator[str]:
    """The parts of a line that names the company on one side and the section on the other, each with its side."""
    parts = line.pieces
    if len(parts) == 2:
        for side, part in zip("<>", parts, strict=True):
            if sum(map(str.isalpha, part.text)) >= _LETTERS and not _is_label(part.text):
                yield f"{side} {part.text.casefold()} {round(part.x0 if side == '<' else part.x1)}"


def _is_label(text: str) -> bool:
    """Whether a part is the label of what stands beside it, as where each page holds one control."""
    return _NUMBERED.match(text) is not None or column_role(text) is not None


def _table_header(lines: Sequence[Line], running: set[int]) -> set[int]:
    """Running lines right above rows of three columns or more, and themselves in columns: a header that is repeated."""
    first = next((i for i, line in enumerate(lines) if id(line) not in running), len(lines))
    if first == len(lines) or len(lines[first].pieces) < 3:
        return set()
    kept: set[int] = set()
    below = lines[first]
    for line in reversed(lines[:first]):
        if below.top - line.bottom > 1.8 * line.size:
            break
        kept.add(id(line))
        below = line
    return kept if any(id(line) in kept and len(line.pieces) > 2 for line in lines[:first]) else set()


def _stacked_header(lines: Sequence[Line], running: set[int]) -> set[int]:
    """Running lines that are a table's header together: "Trust Services  Test and" above "Criteria  Result"."""
    for start, first in enumerate(lines):
        if id(first) not in running:
            break
        group = [first]
        for line in lines[start + 1 : start + 4]:
            if line.top - group[-1].bottom > line.size or abs(line.size - first.size) > 0.4:
                break
            group.append(line)
            if is_stacked_header(group):
                return {id(member) for member in group}
    return set()


def _wrapped_header(lines: Sequence[Line]) -> set[int]:
    """The lines of one header cell that stand higher than those of the cells beside it ("Tests performed by" / ...)."""
    near = enumerate(pairwise(lines[:_FIRST_LINES]), start=1)
    likely = (i for i, (above, line) in near if _is_close(above, line) and not _above(above, line.words[0]))
    header = next((i for i in likely if _is_table_header(lines[i])), 0)
    if any(map(_is_table_header, lines[:header])):
        return set()
    kept: set[int] = set()
    for line, below in zip(lines[:header][::-1], lines[1 : header + 1][::-1], strict=True):
        if not _is_close(line, below) or any(_above(line, piece) for piece in lines[header].pieces):
            break
        kept.add(id(line))
    return kept


def _is_close(line: Line, below: Line) -> bool:
    return below.top - line.bottom <= 0.5 * line.size


def _above(line: Line, below: Line | Word) -> bool:
    """Whether the one stands over the other, not beside it."""
    return line.x0 <= below.x1 and below.x0 <= line.x1


def _in_margins(lines: Sequence[Line], page: Page) -> list[Line]:
    """The lines at the page's top and bottom."""
    count = next((i for i, line in enumerate(lines) if not _in_margin(line, page)), len(lines))
    below = list(takewhile(lambda line: _in_margin(line, page), reversed(lines[count:])))
    return [*lines[:count], *reversed(below)]


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)


def _height(line: Line, page: Page) -> float:
    """Measured from the nearer edge, so that pages of two sizes share their running lines."""
    return line.top if line.top < page.height / 2 else line.top - page.height


def _keys(line: Line) -> set[str]:
    """What a running line keeps from page to page: its words, but for a number that counts the pages.

    Also where that stands twice: "Confidential  5  5 of 26".
    """
    text = line.text.casefold().strip()
    numbers = list(_DIGITS.finditer(text))
    keys = {text}
    if numbers and not _NUMBERED.match(text):
        singly = [{place} for place in range(min(len(numbers), _MOST_NUMBERS))]
        alone = {number.group() for number in re.finditer(r"(?<!\S)\d{1,4}(?!\S)", text)}
        alike = [{i for i, other in enumerate(numbers) if other.group() == one} for one in alone]
        for counting in (*singly, *(places for places in alike if len(places) > 1), set(range(len(numbers)))):
            keys.add(_counted(text, numbers, counting, line.page))
    return keys


def _counted(text: str, numbers: Sequence[re.Match[str]], counting: set[int], page: int) -> str:
    """The text with the counting numbers as their distance from the page's position in the file."""
    out, end = "", 0
    for i, number in enumerate(numbers):
        shown = f"#{int(number.group()) - page}" if i in counting and len(number.group()) < 5 else number.group()
        out += text[end : number.start()] + shown
        end = number.end()
    return out + text[end:]


def _runs(places: _Places, keys: Iterable[str], height: float, fewest: int) -> bool:
    """Whether a line with one of these keys runs at this height: on enough pages, and on most of those in between."""
    for pages in (places.pages(key, height, _DRIFT) for key in keys):
        if len(pages) >= fewest and len(pages) >= _SHARE * (pages[-1] - pages[0] + 1):
            return True
    return False


def _outermost(page: Page, lines: Iterable[Line], running: set[int]) -> set[int]:
    """The running lines from the page's edge inward, up to the first line that is the page's own.

    A criterion is: it heads a table that goes on over three pages.
    """
    taken: set[int] = set()
    for line in lines:
        if not _in_margin(line, page) or _is_table_header(line) or _opens_criterion(line):
            break
        if id(line) in running or (not taken and _PAGE_NUMBER.fullmatch(line.text.strip())):
            taken.add(id(line))
        else:
            break
    return taken


def _opens_criterion(line: Line) -> bool:
    return line.words[0].text.rstrip(":.") in ALL_IDS


def _is_table_header(line: Line) -> bool:
    return not line.whole and header_roles([piece.text for piece in line.pieces]) is not None
