"""Lines outside tables -> headings, paragraphs and list items, by looks: size, weight, spacing, indent, markers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from soc2parse.layout.counted import counted_lines
from soc2parse.layout.element import Block, BlockKind, Line
from soc2parse.layout.prose import ends_in_short_form
from soc2parse.reading.spelling import BULLETS

# A bullet whose font names no letter for it comes as a sign that stands for none.
_BULLET = re.compile(rf"([{BULLETS}*]|[o\u2013\u2014\ufffd\ue000-\uf8ff-](?=\s)|\(cid:\d+\)(?=\s))\s*(?=\S)")
_NUMBER = re.compile(
    r"(\(?(?:\d{1,3}|[a-z]|[ivxl]{1,5})[.)]|(?:CUEC|UEC|UER|CUECs?|CSOC|CC|C)[- #]?\d{1,3}[.:)]?)\s+(?=\S)",
    re.IGNORECASE,
)
_SENTENCE_END = (".", ":", ";", "?", "!", ".\u201d", '."', ".)")
_CRITERION = re.compile(r"(?:CC|PI|A|C|P)[ -]?\d\.\d\s*[-\u2013\u2014:|]\s*[A-Z]")
_LEADER = re.compile(r"(?:\.\s?){4,}|_{4,}")
_MOST_HEADING = 160  # letters
_PROSE = 330.0  # points: a longer line is one of prose
_ENOUGH = 12  # such lines
_CENTRED = 3.0  # points between the middles of a title's lines
_FEW = 5  # lines below a line of the same column


@dataclass(frozen=True)
class Style:
    """What is usual in this file: the body's letter size and the distance from line to line in letter sizes.

    `prose` is that distance by letter size where lines of prose show it that go on: rows of tables stand further apart,
    and so do paragraphs of one line, which are many on a wide page.
    """

    size: float
    leading: float
    prose: Mapping[float, float] = field(default_factory=dict)

    def leading_of(self, line: Line) -> float:
        """The usual distance to the next line of this line's letters."""
        return self.prose.get(round(line.size, 1), self.leading)


def style_of(lines: Iterable[Line]) -> Style:
    """The style of most letters of these lines."""
    sizes: dict[float, int] = defaultdict(int)
    steps: dict[float, int] = defaultdict(int)
    whole: dict[float, int] = defaultdict(int)
    prose: dict[float, Counter[float]] = defaultdict(Counter)
    before: Line | None = None
    for line in lines:
        size = round(line.size, 1)
        sizes[size] += len(line.text)
        if before is not None and before.page == line.page and abs(before.size - line.size) < 0.3:
            step = (line.bottom - before.bottom) / line.size
            if 0.9 < step < 2.3:
                step = round(step, 1)
                steps[step] += 1
                if abs(line.x0 - before.x0) < 1 and before.whole:
                    whole[step] += line.whole
                    if before.x1 - before.x0 > _PROSE and not before.text.endswith(_SENTENCE_END):
                        prose[size][step] += 1
        before = line
    shown = {each: found.most_common(1)[0][0] for each, found in prose.items() if found.total() >= _ENOUGH}
    usual = whole if sum(whole.values()) >= _FEW else steps  # rows of a table stand closer, or further apart
    return Style(_most(sizes, 10.0), _most(usual, 1.2), shown)


def _most(counts: Mapping[float, int], default: float) -> float:
    """What was counted most often, the first of several."""
    return max(counts, key=counts.__getitem__, default=default)


def blocks_of(lines: Sequence[Line], style: Style) -> list[Block]:
    """The blocks of one stretch of a page, from top to bottom."""
    counted = counted_lines(lines)
    return [_block(group, style, counted) for group in _groups(lines, style, counted)]


def _groups(lines: Sequence[Line], style: Style, counted: frozenset[int]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and id(line) not in counted and _goes_on(groups[-1], line, style, counted):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: Sequence[Line], line: Line, style: Style, counted: frozenset[int]) -> bool:
    """Whether the line belongs to the block that the lines before it form."""
    before, first = group[-1], group[0]
    step = (line.bottom - before.bottom) / max(line.size, before.size)
    if step > style.leading_of(line) * 1.28 + 0.05 or step < 0.3:
        return False
    if abs(line.size - before.size) > 0.6 or (line.bold != before.bold and (line.bold or (first.bold and before.bold))):
        return False
    if _has_leader(before.text) or marker_of(line.text) or _changes_slant(group, line):
        return False
    itself = id(first) in counted or marker_of(first.text)
    if itself and line.x0 < first.x0 - 1.5:
        return False
    if not itself and (_ends_early(group, line) or _heads_criterion(before, line)):
        return False
    apart = abs(line.x0 - before.x0) > 40 and abs(line.x0 + line.x1 - before.x0 - before.x1) > 2 * _CENTRED
    return not (line.bold and before.bold and _is_heading_text(before) and apart)


def _has_leader(text: str) -> bool:
    """Whether dots or underscores lead to something at the line's end."""
    return (text.count(".") > 3 or "____" in text) and _LEADER.search(text) is not None


def _changes_slant(group: Sequence[Line], line: Line) -> bool:
    """A short line in italics is a title, above or below other text."""
    title = line.italic and not group[-1].italic and len(line.words) < 9 and line.text[:1].isupper()
    return title or (len(group) == 1 and group[0].italic and not line.italic)


def _ends_early(group: Sequence[Line], line: Line) -> bool:
    """The line before stops short after a full stop: its paragraph has ended, though no space follows."""
    before = group[-1]
    right = max(other.x1 for other in (*group, line))
    first_word = line.words[0]
    room = right - before.x1 > (first_word.x1 - first_word.x0) + 0.6 * line.size
    return room and before.text.endswith(_SENTENCE_END) and first_word.text[:1].isupper() and right - before.x1 > 30


def _heads_criterion(before: Line, line: Line) -> bool:
    """ "CC1.2 - Directors ..." below a sentence that has ended, though no space parts them."""
    return before.text.endswith(_SENTENCE_END) and _CRITERION.match(line.text) is not None


def marker_of(text: str) -> str | None:
    """The bullet or number at the start of a list item."""
    match = _BULLET.match(text) or _NUMBER.match(text)
    return match.group(1) if match else None


def _is_heading_text(line: Line) -> bool:
    return not line.text.endswith((".", ";", ","))


def _block(lines: Sequence[Line], style: Style, counted: frozenset[int]) -> Block:
    first = lines[0]
    letters = " ".join(line.text for line in lines)
    marker = first.words[0].text if id(first) in counted else marker_of(first.text)
    if _looks_like_heading(lines, letters, style):
        return Block(BlockKind.HEADING, tuple(lines), None, _rank(first, letters, style))
    return Block(BlockKind.ITEM if marker else BlockKind.PARAGRAPH, tuple(lines), marker)


def _looks_like_heading(lines: Sequence[Line], letters: str, style: Style) -> bool:
    if len(letters) > _MOST_HEADING or len(lines) > 4 or not any(c.isalpha() for c in letters):
        return False
    if (_is_stopped(letters) and not letters.isupper()) or _has_leader(letters):
        return False
    larger = lines[0].size > style.size * 1.08 and not _BULLET.match(letters)
    upper = letters.isupper() and sum(c.isalpha() for c in letters) > 3
    title = len(lines) == 1 and lines[0].italic and len(lines[0].words) < 9 and letters[0].isupper()
    return larger or all(line.bold for line in lines) or upper or title


def _is_stopped(letters: str) -> bool:
    """Whether a text ends as a sentence does; the stop of "Acme Cloud, Inc." ends none."""
    text = letters.rstrip()
    return text.endswith((".", ";", ",")) and not (text.endswith(".") and ends_in_short_form(text))


def _rank(line: Line, letters: str, style: Style) -> int:
    """Larger before smaller, capitals before small letters; 0 to 9, refined by `ranked` over the whole file."""
    steps = min(max(round((line.size / style.size - 1) * 10), 0), 8)
    return 10 - steps - (1 if letters.isupper() else 0) - (1 if line.bold else 0)


def ranked(blocks: Sequence[Block]) -> list[Block]:
    """Heading ranks counted from 0 over all headings of a file: 0 is the most prominent."""
    order = {rank: i for i, rank in enumerate(sorted({b.rank for b in blocks if b.rank is not None}))}
    return [replace(b, rank=order[b.rank]) if b.rank is not None else b for b in blocks]
