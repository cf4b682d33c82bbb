"""The questions to the vendor: each once, of everything that the findings ask it of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from soc2parse.reviewing.finding import Finding, Question, listed, pages_of


@dataclass(frozen=True)
class Ask:
    """A question and what it asks of: "Why was the operation of {} not tested?" of AC-01, and of CM-03 as well.

    `several` is the wording for more than one, where it differs; `look_first` says that the report may hold the answer,
    which was not read.
    """

    words: str
    about: tuple[str, ...] = ()
    several: str = ""
    look_first: bool = False

    @property
    def text(self) -> str:
        """The question in full."""
        words = self.several if self.several and len(self.about) > 1 else self.words
        return words.replace("{}", listed(self.about)) if self.about else words


def questions(asked: Iterable[tuple[Finding, Ask | None]]) -> tuple[Question, ...]:
    """The questions of the findings in their order, each once, with the findings that ask it."""
    together: dict[Ask, list[tuple[Finding, Ask]]] = {}
    for finding, ask in asked:
        if ask:
            alike = Ask(ask.words, (), ask.several, ask.look_first)
            together.setdefault(alike, []).append((finding, ask))
    return tuple(
        Question(
            text=Ask(alike.words, _about(ask for _, ask in group), alike.several).text,
            findings=tuple(finding.id for finding, _ in group),
            pages=pages_of(tuple(place for finding, _ in group for place in finding.evidence)),
            look_first=alike.look_first,
        )
        for alike, group in together.items()
    )


def _about(asks: Iterable[Ask]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(thing for ask in asks for thing in ask.about))
