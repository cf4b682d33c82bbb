"""The labels of cards, known or not: words that come again in each card, at the same place and in the same style.

"CONTROL STATEMENT" above a text, "Serves" to the left of one, "Result:" or "Evidence." in front of one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from soc2parse.extract.card_names import Style, body_style, is_id, style_of
from soc2parse.extract.levels import Level
from soc2parse.extract.pieces import BULLET
from soc2parse.language import criteria_ids, outcomes, phrases
from soc2parse.language.columns import ColumnRole, column_role
from soc2parse.language.labels import Label, label_of
from soc2parse.layout.element import Line

Look = tuple[bool, bool]
_DETAILED = re.compile(r"\b(?:details?|descriptions?|nature)\b", re.IGNORECASE)
_FEWEST = 3
_MOST_WORDS = 7
_MOST_RUN_IN = 5
_MOST = 0.8
_LAST_NUMBER = re.compile(r"\s*#?\d{1,2}$")
_CLOSE = 1.4  # letter sizes from line to line: more parts two labels
_TAG_WORDS = 3


@dataclass(frozen=True)
class Labels:
    """What labels a section's cards.

    `alone` are those on a piece of their own; `below` those that are the second line of the label above them.
    """

    alone: frozenset[str] = frozenset()
    run_in: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()
    styles: frozenset[Style | None] = frozenset()
    body: Style | None = None
    run_in_look: Look | None = None
    """Weight and slant of the labels in front of texts, where they differ from these."""

    def of(self, piece: Line) -> str | None:
        """The label that a piece is, and nothing else; one printed only once is known by its style."""
        piece = without_bullet(piece)
        name = key(piece.text)
        return name if name in self.alone or (style_of(piece) in self.styles and is_brief(piece)) else None

    def before(self, piece: Line) -> tuple[str, Line] | None:
        """The label that a piece begins with, and what stands behind it."""
        piece = without_bullet(piece)
        for count, text in _openings(piece):
            if key(text) in self.run_in or _is_known(text) or self._is_styled(piece, count):
                rest = piece.words[count:]
                rest = rest[1:] if rest[0].text in ("-", "\u2013", "\u2014") else rest
                return (key(text), Line(piece.page, rest, piece.ocr)) if rest else None
        return None

    def _is_styled(self, piece: Line, count: int) -> bool:
        """Whether the first words are printed like the labels that come again: "Reply." in bold, once in a report."""
        look = _look_of(piece, count)
        return look is not None and look == self.run_in_look


def find_labels(levels: Sequence[Level], names: Collection[int]) -> Labels:
    """The labels of a section whose cards begin at `names`."""
    body = body_style(levels)
    free = [level for index, level in enumerate(levels) if index not in names]
    found = list(_run_ins(free))
    run_in = _recurring_run_ins(found, len(names))
    alone = _recurring(free, body, len(names))
    alone = alone - _values(free, alone, body) - _led(free, run_in)
    looks = Counter(look for name, look in found if name in run_in)
    look = max(looks, key=lambda one: looks[one]) if looks else None
    return Labels(alone, run_in, _wrapped(free, alone), _styles(free, alone) - {body}, body, look)


def key(text: str) -> str:
    """A label for comparing: "Test 2:" and "TEST" are the same."""
    name = text.casefold().strip(" :.\u2013\u2014-")
    return (_LAST_NUMBER.sub("", name) if name[-1:].isdigit() else name).strip(" :.")


def tag_of(piece: Line) -> tuple[str, ...]:
    """The criteria of a piece that holds little else: "CC2.2", "Maps to CC6.1, CC6.2", "RELATED CRITERIA: CC4.2"."""
    text = without_bullet(piece).text
    ids = criteria_ids.find(text)
    if not ids or not (text[:1].isupper() or text[:1] in "(["):
        return ()
    if criteria_ids.is_list(text):
        return ids
    led = criteria_ids.leading(text)
    if led is not None and led.rest:
        return ()
    rest = [word for word in re.split(r"[\s,|;/]+", text) if word.isalpha()]
    return ids if len(rest) <= _TAG_WORDS and not text.endswith(".") else ()


def without_bullet(piece: Line) -> Line:
    """The piece behind its bullet."""
    bullet = len(piece.words) > 1 and BULLET.fullmatch(f"{piece.words[0].text} ")
    return Line(piece.page, piece.words[1:], piece.ocr) if bullet else piece


def is_brief(piece: Line, *, named: bool = False) -> bool:
    """A few words that are no text of their own; `named`: a verdict may be a label too ("Exceptions noted")."""
    text = piece.text
    named = named or (_is_label(text.rstrip(" :")) and phrases.outcome(text) is None)
    return (
        len(piece.words) <= _MOST_WORDS
        and text[0].isalnum()
        and not is_id(text)
        and any(map(str.isalpha, text))
        and not text.endswith((".", ",", ";"))
        and not criteria_ids.find(text)
        and (named or not outcomes.is_result_like(text))
    )


def _recurring(levels: Sequence[Level], body: Style | None, cards: int) -> frozenset[str]:
    """What comes again; in the style of the texts in every second card, since lines of texts come again too."""
    counts: Counter[tuple[str, bool]] = Counter()
    verdicts: set[str] = set()
    printed = Counter(key(piece.text) for level in levels for piece in level.pieces if len(piece.words) <= _MOST_WORDS)
    for index, level in enumerate(levels):
        for name, piece in ((key(piece.text), piece) for piece in level.pieces):
            if printed[name] < _FEWEST:
                continue
            named = column_role(piece.text) is ColumnRole.RESULT
            if is_brief(piece, named=named) and not _begins_result(piece, levels[index + 1 : index + 4]):
                counts[name, style_of(piece) == body] += 1
                if named:
                    verdicts.add(name)
    fewest = max(_FEWEST, 0.5 * cards)
    return frozenset(
        name for (name, plain), count in counts.items() if count >= (fewest if plain or name in verdicts else _FEWEST)
    )


def _styles(levels: Sequence[Level], alone: frozenset[str]) -> frozenset[Style | None]:
    """The styles in which hardly anything but labels is printed."""
    pieces = [piece for level in levels for piece in level.pieces if not tag_of(piece)]
    printed = Counter(style_of(piece) for piece in pieces)
    labels = Counter(style_of(piece) for piece in pieces if key(piece.text) in alone)
    return frozenset(style for style, count in labels.items() if count >= max(_FEWEST, _MOST * printed[style]))


def _is_label(text: str) -> bool:
    label = label_of(f"{text}:")
    return label is not None and label[1] == text


def _begins_result(piece: Line, below: Sequence[Level]) -> bool:
    """Whether it is the first line of a result in a narrow column: "No" above "exceptions" above "noted."."""
    text, last = piece.text, piece
    for level in below:
        under = next((one for one in level.pieces if abs(one.x0 - piece.x0) < 2), None)
        if under is None or not is_close(last, under) or under.text[0].isupper():
            return False
        text, last = f"{text} {under.text}", under
        if outcomes.is_result_like(text):
            return True
    return False


def is_close(above: Line, below: Line) -> bool:
    """Whether a line stands right below another in the same style."""
    step = below.words[0].baseline - above.words[0].baseline
    return above.page == below.page and style_of(above) == style_of(below) and 0 < step < _CLOSE * below.size


def _values(levels: Sequence[Level], alone: frozenset[str], body: Style | None) -> frozenset[str]:
    """What comes again as one of the values of a label: "Quarterly" and "Monthly" below or beside "Frequency"."""
    alike: set[str] = set()
    before: dict[str, Counter[str]] = defaultdict(Counter)
    behind: dict[str, Counter[str]] = defaultdict(Counter)
    pieces = [(key(piece.text), style_of(piece)) for level in levels for piece in level.pieces]
    for (over, above), (name, style) in pairwise(pieces):
        before[name][over] += 1
        behind[over][name] += 1
        if above == style != body:
            alike.add(name)
    found = set()
    for name in alone - alike:
        label, count = before[name].most_common(1)[0] if before[name] else ("", 0)
        others = behind[label].total() - behind[label][name]
        if label in alone and count >= 0.9 * before[name].total() and others > 0.05 * behind[label].total():
            found.add(name)
    return frozenset(found)


def _wrapped(levels: Sequence[Level], alone: frozenset[str]) -> frozenset[str]:
    """The second lines of labels that are too long for their column: always close below the same first line."""
    above: dict[str, set[str]] = defaultdict(set)
    for upper, lower in pairwise(levels):
        for piece in lower.pieces:
            if (name := key(piece.text)) in alone:
                over = next((one for one in upper.pieces if one.x0 < piece.x1 and piece.x0 < one.x1), None)
                same = over is not None and is_close(over, piece) and key(over.text) in alone
                above[name].add(key(over.text) if over and same else "")
    return frozenset(name for name, uppers in above.items() if len(uppers) == 1 and "" not in uppers)


def _openings(piece: Line) -> Iterator[tuple[int, str]]:
    """How many first words may be a label, and these: a colon, a dash or a new style behind a full stop ends it."""
    words = piece.words
    if not words[0].text[0].isupper():
        return
    look: Look | None = (words[0].bold, words[0].italic)
    for count in range(1, min(_MOST_RUN_IN, len(words) - 1) + 1):
        last, following = words[count - 1], words[count]
        look = look if (last.bold, last.italic) == look else None
        stopped = last.text.endswith((":", "."))
        dashed = following.text in ("-", "\u2013", "\u2014") and count < len(words) - 1
        styled = stopped and look not in (None, (following.bold, following.italic))
        if dashed or styled or last.text.endswith(":"):
            yield count, " ".join(word.text for word in words[:count])
        if stopped:
            return


def _is_known(text: str) -> bool:
    """Whether the words of a label in front of a text are known: "Exception Detail: ...".

    "Exception: 2 of 25 ..." is a result as it stands.
    """
    label = label_of(text) if text.endswith(":") else None
    return label is not None and (label[0] is not Label.DETAIL or _DETAILED.search(text) is not None)


def _recurring_run_ins(found: Sequence[tuple[str, Look | None]], cards: int) -> frozenset[str]:
    counts = Counter(name for name, _ in found)
    return frozenset(
        name
        for name, count in counts.items()
        if count >= (max(_FEWEST, 0.5 * cards) if _names_detail(name) else _FEWEST)
    )


def _run_ins(levels: Sequence[Level]) -> Iterator[tuple[str, Look | None]]:
    """What may be a label in front of a text, and its look where it differs from the text's."""
    for piece in (without_bullet(piece) for level in levels for piece in level.pieces):
        for count, text in islice(_openings(piece), 1):
            yield key(text), _look_of(piece, count)


def _led(levels: Sequence[Level], run_in: frozenset[str]) -> frozenset[str]:
    """Texts with their label in front that come again as a whole: "**What we found.** No exceptions identified"."""
    found: set[str] = set()
    for piece in (without_bullet(piece) for level in levels for piece in level.pieces):
        for count, text in _openings(piece):
            rest = Line(piece.page, piece.words[count:], piece.ocr)
            if key(text) in run_in and (_look_of(piece, count) or outcomes.is_result_like(rest.text)):
                found.add(key(piece.text))
    return frozenset(found)


def _look_of(piece: Line, count: int) -> Look | None:
    """Weight and slant of the first words, where those of the next word are others."""
    last, following = piece.words[count - 1], piece.words[count]
    look = (last.bold, last.italic)
    return look if look != (following.bold, following.italic) else None


def _names_detail(name: str) -> bool:
    label = label_of(f"{name.capitalize()}:")
    return label is not None and label[0] is Label.DETAIL
