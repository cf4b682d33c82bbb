"""Which record of the old report is which of the new one: by id, then by words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from soc2parse.reviewing.wordings import bare_words, likeness

T = TypeVar("T")

_STRANGERS = 0.3  # two texts that share less than this are two things, whatever their ids: ids are given out again


@dataclass(frozen=True)
class Matched(Generic[T]):
    """Pairs of an old and a new record, and those without a partner, each in its report's order."""

    pairs: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]


def match(
    old: Sequence[T], new: Sequence[T], *, key: Callable[[T], str | None], text: Callable[[T], str], least: float
) -> Matched[T]:
    """Pair records with the same key whose words are no strangers, then those with the same words, then the likest.

    `least` is the likeness of words, from 0 to 1, from which two records without a common key are the same; above 1,
    words alone never pair two records that differ.
    """
    left, right = dict(enumerate(old)), dict(enumerate(new))
    pairs: dict[int, T] = {}

    def take(of: Callable[[T], Hashable], fits: Callable[[T, T], bool]) -> None:
        there: dict[Hashable, list[int]] = {}
        for j, other in right.items():
            there.setdefault(of(other), []).append(j)
        for i, one in list(left.items()):
            name = of(one)
            partner = next((j for j in there.get(name, ()) if j in right and fits(one, right[j])), None)
            if name is not None and partner is not None:
                pairs[i] = right.pop(partner)
                del left[i]

    take(key, lambda one, other: likeness(text(one), text(other)) >= _STRANGERS)
    take(lambda record: bare_words(text(record)) or None, lambda _one, _other: True)
    for i, j in _likest(left, right, text, least):
        pairs[i] = right.pop(j)
        del left[i]
    return Matched(tuple((old[i], pairs[i]) for i in sorted(pairs)), tuple(left.values()), tuple(right.values()))


def _likest(left: dict[int, T], right: dict[int, T], text: Callable[[T], str], least: float) -> list[tuple[int, int]]:
    """The likest pairs, best first, each record once."""
    ranked = sorted(
        (-share, i, j)
        for i, one in left.items()
        for j, other in right.items()
        if (share := likeness(text(one), text(other))) >= least
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    found = []
    for _, i, j in ranked:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            found.append((i, j))
    return found
