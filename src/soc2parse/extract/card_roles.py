"""What the labels of cards stand for: by known words, and by what stands under them in all cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

from soc2parse.extract.card_names import is_id
from soc2parse.extract.card_parts import Card
from soc2parse.extract.printing import text_of
from soc2parse.language import criteria_ids, outcomes, procedures
from soc2parse.language.columns import ColumnRole
from soc2parse.language.labels import Label, label_of

Role = ColumnRole | Label
_MOST = 0.6
_FEWEST_WORDS = 5
_SOME = 60  # texts of a label that show what all of them are


@dataclass(frozen=True)
class Roles:
    """The role of each label, None for one of no use ("Owner", "Frequency")."""

    labels: dict[str, Role | None]

    def of(self, label: str | None) -> Role | None:
        """The role of what stands under a label."""
        return self.labels.get(label) if label else None

    def has(self, role: Role) -> bool:
        """Whether any label has this role."""
        return role in self.labels.values()


def find_roles(cards: Sequence[Card]) -> Roles:
    """The roles of all labels of the cards."""
    texts: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        for part in card.parts:
            if part.label is not None:
                texts[part.label].append(text_of(part.lines))
    everywhere = {label for label, held in texts.items() if len(held) > 0.5 * len(cards)}
    roles = {label: _role(label, held, everywhere=label in everywhere) for label, held in texts.items()}
    _find_control(roles, texts, len(cards))
    unknown = (None, ColumnRole.CONTROL, ColumnRole.TYPE)
    _find_response(roles, cards, {label for label in texts if label not in everywhere and _known(label) in unknown})
    return Roles(roles)


def _known(label: str) -> Role | None:
    known = label_of(f"{label.capitalize()}:")
    return known[0] if known else None


def _role(label: str, texts: Sequence[str], *, everywhere: bool) -> Role | None:
    role = _known(label)
    if role in (ColumnRole.RESPONSE, ColumnRole.CONTROL) or (role is Label.DETAIL and not everywhere):
        return role
    if _share(texts, is_id) > _MOST and len(set(texts)) > _MOST * len(texts):
        return ColumnRole.CONTROL_ID
    if _share(texts, criteria_ids.leading) > _MOST:
        return ColumnRole.CRITERION
    if _share(texts, outcomes.is_result_like) > _MOST:
        return ColumnRole.RESULT
    if _share(texts, procedures.is_procedure) > _MOST:
        return ColumnRole.TEST
    return role


def _share(texts: Sequence[str], test: Callable[[str], object]) -> float:
    some = texts[:_SOME]
    return sum(1 for text in some if test(text)) / len(some) if some else 0.0


def _find_control(roles: dict[str, Role | None], texts: dict[str, list[str]], cards: int) -> None:
    """One label is the control's: of those whose words say so, else of the unknown ones, that of the most text."""
    lengths = {label: mean(len(text.split()) for text in held) for label, held in texts.items()}
    named = [label for label, role in roles.items() if role is ColumnRole.CONTROL]
    free = [
        label
        for label, role in roles.items()
        if role in (None, ColumnRole.TYPE) and len(texts[label]) >= _MOST * cards and lengths[label] >= _FEWEST_WORDS
    ]
    candidates = named or free
    for label in named:
        roles[label] = None
    if candidates:
        roles[max(candidates, key=lambda label: lengths[label])] = ColumnRole.CONTROL


def _find_response(roles: dict[str, Role | None], cards: Sequence[Card], rare: set[str]) -> None:
    """Labels of unknown words that stand behind exceptions alone: management's answer, before it the detail.

    One such label holds the detail where the result says no more than "Exception noted." and the label's text does.
    """
    inside: dict[str, list[bool]] = {}
    bare = True
    for card in cards:
        failed = False
        for part in card.parts:
            text = text_of(part.lines)
            if part.label in rare and roles[part.label] in (None, ColumnRole.RESULT):
                inside.setdefault(part.label, []).append(failed)
            elif part.label is None or roles[part.label] in (ColumnRole.RESULT, ColumnRole.TEST):
                exception = outcomes.is_exception(text)
                failed = failed or exception
                bare = bare and not (exception and len(text.split()) > _FEWEST_WORDS)
    behind = [label for label, held in inside.items() if all(held)]
    if not behind:
        return
    answered = ColumnRole.RESPONSE in roles.values()
    told = len(behind) > 1 or (bare and roles[behind[-1]] is ColumnRole.RESULT)
    for label in behind:
        roles[label] = Label.DETAIL
    if not answered and (len(behind) > 1 or not told):
        roles[behind[-1]] = ColumnRole.RESPONSE
