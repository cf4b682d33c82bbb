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
from soc2parse.terms import Outcome

Role = ColumnRole | Label
_MOST = 0.6
_FEWEST_WORDS = 5


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
    roles = {label: _role(label, held, everywhere=len(held) > 0.5 * len(cards)) for label, held in texts.items()}
    _find_control(roles, texts, len(cards))
    _find_response(roles, cards)
    return Roles(roles)


def _role(label: str, texts: Sequence[str], *, everywhere: bool) -> Role | None:
    known = label_of(f"{label.capitalize()}:")
    role = known[0] if known else None
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
    return sum(1 for text in texts if test(text)) / len(texts) if texts else 0.0


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


def _find_response(roles: dict[str, Role | None], cards: Sequence[Card]) -> None:
    """A label that stands in cards with an exception alone, behind the result, is management's answer to it."""
    inside: dict[str, list[bool]] = defaultdict(list)
    for card in cards:
        failed = False
        for part in card.parts:
            role = roles.get(part.label) if part.label else None
            if part.label and role is None:
                inside[part.label].append(failed)
            elif part.label is None or role in (ColumnRole.RESULT, ColumnRole.TEST):
                failed = failed or outcomes.classify(text_of(part.lines)).kind is Outcome.EXCEPTION
    for label, held in inside.items():
        if all(held):
            roles[label] = ColumnRole.RESPONSE
