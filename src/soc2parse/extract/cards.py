"""Controls printed as cards or blocks, one below the other, without a table around them.

What comes again in each block shows its labels, whatever their words ("What is in place", "Our view"); known words and
what stands under a label ("Inspected ...", "No exceptions noted.") say what it holds. Blocks without labels are read by
what their paragraphs say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from soc2parse.extract.card_labels import Labels, find_labels, tag_of
from soc2parse.extract.card_names import Style, find_names, style_of
from soc2parse.extract.card_parts import Card, CardReader, columns_of
from soc2parse.extract.card_roles import Role, Roles, find_roles
from soc2parse.extract.levels import Level, levels_of
from soc2parse.extract.printing import Printing, Trial, text_of
from soc2parse.language import control_ids, criteria_ids, outcomes, procedures
from soc2parse.language.columns import ColumnRole
from soc2parse.language.labels import Label
from soc2parse.layout.element import Block, Line, Table

_FEWEST = 3
_MOST = 0.8
_FAR = 1.35  # of the usual step between lines: more begins a paragraph
_BRIEF = 8  # words
_LARGER = 0.9  # points


@dataclass
class Cards:
    """What is read from cards: printings, and labels and titles."""

    printings: list[Printing] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)


def read_cards(elements: Iterable[Block | Table]) -> Cards:
    """The cards of a tests section; none where no id and no title comes again in a style of its own."""
    levels = levels_of(elements)
    names: dict[int, Line | None] = dict(find_names(levels))
    if 0 < len(names) < _FEWEST:
        return Cards()
    labels = find_labels(levels, names)
    if not names:
        names = _titles(levels, labels)
    if len(names) < _FEWEST:
        return Cards()
    cards = list(_cut(levels, names, labels))
    roles = find_roles(cards)
    found = Cards()
    for card in cards:
        printing = _printing(card, roles)
        found.printings += [printing] if printing.lines else []
        found.heads += card.heads
    return found


def _titles(levels: Sequence[Level], labels: Labels) -> dict[int, Line | None]:
    """Cards without ids: each begins at the first of the labels that all cards have, or at the title above it."""
    found: dict[str, list[int]] = {}
    for index, level in enumerate(levels):
        name = labels.of(level.pieces[0])
        if name is not None and name not in labels.below:
            found.setdefault(name, []).append(index)
    most = max((len(places) for places in found.values()), default=0)
    first = next((places for places in found.values() if len(places) >= _MOST * most), [])
    uppers = (levels[index - 1].pieces[0] for index in first if index)
    above = Counter(style_of(upper) for upper in uppers if labels.of(upper) is None and not tag_of(upper))
    style, count = above.most_common(1)[0] if above else (None, 0)
    titled = count >= _MOST * len(first) and style != labels.body
    return dict.fromkeys((index - 1 if titled else index for index in first), None)


def _cut(levels: Sequence[Level], names: Mapping[int, Line | None], labels: Labels) -> Iterator[Card]:
    """The cards in order, with the criteria that stand above them."""
    columns = columns_of(levels)
    starts = _with_titles(levels, names, labels)
    heads = _lists_head(levels, names)
    size = _largest(levels, names, labels)
    heading: tuple[str, ...] = ()
    reader: CardReader | None = None
    card: Card | None = None
    for index, level in enumerate(levels):
        if index in starts:
            name = starts[index]
            if card is not None and name and card.name and _same(name, card.name):
                continue
            if card is not None:
                yield card
            own = criteria_ids.leading(level.pieces[0].text) if name is None else None  # "CC6.2 - Leavers"
            card = Card(level.page, name, own.ids if own else heading)
            reader = CardReader(card, labels, columns)
            reader.read_head(level)
            continue
        above = None if reader and reader.awaits_criteria() else _heading(level, heads=heads)
        if above is not None:
            heading, reader = above, None
        elif level.pieces[0].size > size + _LARGER:
            reader = None
        elif reader is not None:
            reader.read(level)
    if card is not None:
        yield card


def _with_titles(levels: Sequence[Level], names: Mapping[int, Line | None], labels: Labels) -> dict[int, Line | None]:
    """Where the cards begin: at their ids, or one height above where nearly all have a title there in one style."""
    above: dict[int, Style] = {}
    for index in names:
        upper = levels[index - 1].pieces[0] if index else None
        if upper and len(levels[index - 1].pieces) == 1 and not labels.of(upper) and not tag_of(upper):
            above[index] = style_of(upper)
    style, count = Counter(above.values()).most_common(1)[0] if above else (labels.body, 0)
    if count < _MOST * len(names) or style == labels.body:
        return dict(names)
    return {index - (above.get(index) == style): name for index, name in names.items()}


def _largest(levels: Sequence[Level], names: Collection[int], labels: Labels) -> float:
    """The size of most heads and of what most of them stand above: larger letters are no part of a card."""
    sizes = [labels.body[0]] if labels.body else []
    for step in (0, 1):
        found = Counter(
            piece.size for index in names for level in levels[index + step : index + step + 1] for piece in level.pieces
        )
        sizes += [size for size, count in found.items() if count >= 0.5 * len(names)]
    return max(sizes, default=0.0)


def _same(one: Line, other: Line) -> bool:
    return control_ids.normal(one.text) == control_ids.normal(other.text)


def _lists_head(levels: Sequence[Level], names: Collection[int]) -> bool:
    """Whether bare criteria stand above cards ("CC6.1" alone): the first one does so before any card."""
    for index, level in enumerate(levels):
        if index in names:
            return False
        if len(level.pieces) == 1 and criteria_ids.is_list(level.pieces[0].text):
            return True
    return False


def _heading(level: Level, *, heads: bool) -> tuple[str, ...] | None:
    """The criteria that a line between cards names: "CC6.1 - ..."; none for a group ("CC6 Logical Access")."""
    text = level.pieces[0].text
    if len(level.pieces) == 1 and criteria_ids.is_list(text):
        return criteria_ids.find(text) if heads else None
    led = criteria_ids.leading(text)
    if any(control_ids.listed(piece.text) for piece in level.pieces[1:]):  # a row that maps them to their controls
        return None
    if led is not None and led.rest[:1].isupper() and not tag_of(level.pieces[0]):
        return led.ids
    return () if criteria_ids.series(text) and len(level.pieces) == 1 else None


def _printing(card: Card, roles: Roles) -> Printing:
    printing = Printing(card.page, heading=card.heading, listed=tuple(card.tags))
    printing.control_id = [card.name] if card.name else []
    parts = list(_roles_of(card, roles))
    tested = [role for role, _ in parts if role in (ColumnRole.TEST, ColumnRole.RESULT)]
    for role, lines in parts:
        trial = printing.trial if tested else Trial(card.page)
        if role is ColumnRole.CONTROL:
            printing.control += lines
        elif role is ColumnRole.CONTROL_ID and not card.name:
            printing.control_id += lines
        elif role is ColumnRole.CRITERION:
            found = (one for line in lines for one in criteria_ids.find(line.text))
            printing.listed = tuple(dict.fromkeys((*printing.listed, *found)))
        elif role is ColumnRole.TEST or role is ColumnRole.RESULT:
            if role is tested[0] and trial.test and trial.result:
                printing.trials.append(Trial(lines[0].page))
            (printing.trial.test if role is ColumnRole.TEST else printing.trial.result).extend(lines)
        elif role is ColumnRole.RESPONSE:
            trial.response += lines
        elif role is Label.DETAIL:
            trial.detail += lines
        elif role is ColumnRole.SAMPLE:
            trial.sample += lines
    return printing


def _roles_of(card: Card, roles: Roles) -> Iterator[tuple[Role | None, list[Line]]]:
    """The card's texts with their roles; those without a label, and tests with their results, by their paragraphs."""
    control = None if roles.has(ColumnRole.CONTROL) else _control_of(card)
    for part in card.parts:
        role = roles.of(part.label)
        mixed = role is ColumnRole.TEST and not roles.has(ColumnRole.RESULT)
        if part.label is not None and not mixed:
            yield role, part.lines
            continue
        for paragraph in _paragraphs(part.lines):
            text = text_of(paragraph)
            if paragraph == control:
                role = ColumnRole.CONTROL
            elif outcomes.is_result_like(text):
                role = ColumnRole.RESULT
            elif procedures.is_procedure(text):
                role = ColumnRole.TEST
            yield role, paragraph


def _control_of(card: Card) -> list[Line] | None:
    """Where no label says so, the first text of the leftmost column is the control's; a short verdict is none."""
    for part in sorted((part for part in card.parts if part.label is None), key=lambda part: part.column):
        for paragraph in _paragraphs(part.lines):
            text = text_of(paragraph)
            if len(text.split()) > _BRIEF or not outcomes.is_result_like(text):
                return paragraph
    return None


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in paragraphs: a wider gap, another style, or a sentence that begins a test or a result begins one."""
    found: list[list[Line]] = []
    steps = [b.bottom - a.bottom for a, b in pairwise(lines) if a.page == b.page]
    usual = min((step for step in steps if step > 1), default=0.0)
    for line in lines:
        above = found[-1][-1] if found else None
        if above is None or _begins(above, line, usual):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _begins(above: Line, line: Line, usual: float) -> bool:
    if style_of(above) != style_of(line):
        return True
    if line.page == above.page and line.bottom - above.bottom > _FAR * usual:
        return True
    ended = above.text.endswith((".", ":", ";"))
    return ended and (procedures.is_procedure(line.text) or outcomes.is_result_like(line.text))
