"""One card cut into its parts: what stands under, beside or behind each of its labels, and what stands under none."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from soc2parse.extract.card_labels import Labels, is_brief, is_close, key, tag_of
from soc2parse.extract.card_names import style_of
from soc2parse.extract.levels import Level
from soc2parse.language import criteria_ids, outcomes, phrases
from soc2parse.layout.element import Line

_FEWEST = 3
_CLOSE = 1.5  # letter sizes from line to line


@dataclass
class Part:
    """Lines under one label (None: under none) in one column of a card, counted from the left."""

    label: str | None
    column: int
    lines: list[Line] = field(default_factory=list)


@dataclass
class Card:
    """A card as it is read: its id (None where the cards have titles only), the criteria above it, its parts."""

    page: int
    name: Line | None
    heading: tuple[str, ...] = ()
    tags: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)
    """What was understood and is no text: labels, titles, criteria."""


def columns_of(levels: Sequence[Level]) -> tuple[float, ...]:
    """Where texts begin that stand to the right of others."""
    starts = Counter(round(piece.x0) for level in levels for piece in level.pieces[1:] if not tag_of(piece))
    found: list[float] = []
    for x in sorted(x for x, count in starts.items() if count + starts[x + 1] >= _FEWEST):
        if not found or x - found[-1] > 6:
            found.append(float(x))
    return tuple(found)


class CardReader:
    """Reads the levels of one card from its head down; columns go on side by side."""

    def __init__(self, card: Card, labels: Labels, columns: tuple[float, ...]) -> None:
        self.card = card
        self._labels = labels
        self._columns = columns
        self._label: dict[int, str | None] = {}
        self._open: dict[int, Part] = {}
        self._heads: dict[int, str | None] = {}
        self._title: Line | None = None
        self._tests = 0
        self._named_by: dict[int, Line] = {}

    def read_head(self, level: Level) -> None:
        """The head: the id, criteria, a title in a style of its own; what looks like body text is text."""
        rest: list[Line] = []
        for piece in level.pieces:
            line = self._behind_name(piece)
            if line is None or self._took_tag(line):
                continue
            labelled = self._labels.of(line) or self._labels.before(line)
            if labelled or style_of(line) == self._labels.body or phrases.outcome(line.text):
                rest.append(line)
            else:
                self._title = line
                self.card.heads.append(line)
        if rest:
            self.read(Level(level.page, tuple(rest)))

    def _behind_name(self, piece: Line) -> Line | None:
        """The piece, or what of it stands behind the id."""
        name = self.card.name
        if name is None or not any(word is name.words[0] for word in piece.words):
            return piece
        behind = piece.words[piece.words.index(name.words[-1]) + 1 :]
        while behind and not any(map(str.isalnum, behind[0].text)):
            behind = behind[1:]
        return Line(piece.page, behind, piece.ocr) if behind else None

    def read(self, level: Level) -> None:
        """The pieces on one height: tags, labels, texts."""
        behind = [line for piece in level.pieces if (line := self._behind_name(piece)) is not None]
        if len(behind) > 1 and self._counts(behind[0]):
            behind = behind[1:]
        left = [piece for piece in behind if not self._took_tag(piece) and not self._goes_on_title(piece)]
        left = [piece for piece in left if not self._goes_on_label(piece)]
        named = self._named(left)
        self.card.heads += [piece for piece, name in zip(left, named, strict=True) if name]
        if len(left) == 1 and named[0] is not None:
            self._take_label(left[0], named[0])
            return
        heads = len(left) > 1 and all(named)
        if len(left) > 1 and not any(named) and self._begins_test(left):
            self._open.clear()
            self._label |= self._heads  # a finding's detail or a response may have stood between
        column = 0
        for (piece, name), following in pairwise([*zip(left, named, strict=True), None]):  # type: ignore[misc]
            column = self._column(piece, column)
            if name is not None:
                self._named_by[column] = piece
            if name is None:
                self._take(column, piece)
            elif heads or following is None:
                self._set(column, name)
                self._heads = {**(self._heads if column else {}), column: name} if heads else self._heads
            elif name not in self._labels.below:
                self._set(self._column(following[0], column + 1), name)

    def _counts(self, piece: Line) -> bool:
        """Whether a piece left of others is the number of a test, the next after the last: "2" beside "Inspected"."""
        if piece.text.strip(" .)") != str(self._tests + 1):
            return False
        self._tests += 1
        self.card.heads.append(piece)
        return True

    def _named(self, pieces: list[Line]) -> list[str | None]:
        """The label that each piece is; beside a label, what is printed in its style is one too."""
        named = [self._labels.of(piece) for piece in pieces]
        styles = {style_of(piece) for piece, name in zip(pieces, named, strict=True) if name} - {self._labels.body}
        return [name or (key(p.text) if style_of(p) in styles else None) for p, name in zip(pieces, named, strict=True)]

    def _goes_on_label(self, piece: Line) -> bool:
        """Whether it is a further line of the label right above, in its style."""
        above = self._named_by.get(self._column(piece, 0))
        if (
            above is None
            or self._labels.of(piece)
            or style_of(piece) == self._labels.body
            or not is_close(above, piece)
        ):
            return False
        self._named_by[self._column(piece, 0)] = piece
        self.card.heads.append(piece)
        return True

    def _begins_test(self, pieces: list[Line]) -> bool:
        """Whether a text begins with a result beside it where another text has ended: a further test of the card."""
        column = self._column(pieces[0], 0)
        part = self._open.get(column)
        ended = part is not None and part.lines[-1].text.endswith((".", ";"))
        return ended and pieces[0].text[0].isupper() and outcomes.is_result_like(pieces[-1].text)

    def awaits_criteria(self) -> bool:
        """Whether a line of a criterion is no heading but the text of a label: right below it, or below its like."""
        begun = (part.lines[0].text for part in self._open.values())
        return bool(self._named_by) or any(criteria_ids.leading(text) for text in begun)

    def _took_tag(self, piece: Line) -> bool:
        labelled = self._labels.before(piece)
        ids = tag_of(labelled[1] if labelled else piece)
        self.card.tags += [one for one in ids if one not in self.card.tags]
        self.card.heads += [piece] if ids else []
        return bool(ids)

    def _goes_on_title(self, piece: Line) -> bool:
        """Whether it is a title below the id, in a style of its own, or a further line of the title."""
        if self.card.parts or self._label or self._labels.of(piece) or self._labels.before(piece):
            return False
        title = self._title
        if title is None:
            goes_on = style_of(piece) != self._labels.body and is_brief(piece)
        else:
            close = 0 < piece.words[0].baseline - title.words[0].baseline < _CLOSE * title.size
            goes_on = close and title.page == piece.page and style_of(title) == style_of(piece)
        if goes_on:
            self._title = piece
            self.card.heads.append(piece)
        return goes_on

    def _column(self, piece: Line, least: int) -> int:
        return max(bisect_right(self._columns, piece.x0 + 3), least)

    def _take_label(self, piece: Line, name: str) -> None:
        """A label on a height of its own: what stands in columns beside ends, where it stands on the left."""
        if name in self._labels.below:
            return
        column = self._column(piece, 0)
        self._named_by[column] = piece
        if column == 0:
            self._label.clear()
            self._open.clear()
        self._set(column, name)

    def _set(self, column: int, name: str) -> None:
        self._label[column] = name
        self._open.pop(column, None)

    def _take(self, column: int, piece: Line) -> None:
        found = self._labels.before(piece)
        if found is not None:
            self._set(column, found[0])
            piece = found[1]
        for other in [one for one in self._open if one > column and piece.x1 > self._columns[one - 1] + 5]:
            self._open.pop(other)
            self._label.pop(other, None)
        part = self._open.get(column)
        self._named_by.pop(column, None)
        if part is None:
            part = Part(self._label.get(column), column)
            self.card.parts.append(part)
            self._open[column] = part
        part.lines.append(piece)
