"""Patterns for prose in any letters, whose words may have lost the spaces between them."""

from __future__ import annotations

import re


def loose(wording: str) -> re.Pattern[str]:
    """A pattern in which a space also fits a line break or no space at all."""
    return re.compile(wording.replace(" ", r"\s*"), re.IGNORECASE | re.DOTALL)


class Told:
    """A pattern, and words in small letters of which each of its hits holds one.

    A pattern is tried at each letter of a text, words are found in a fraction of the time: most texts hold none.
    """

    def __init__(self, pattern: re.Pattern[str], *words: str) -> None:
        self.pattern = pattern
        self.words = words

    def may_be_in(self, text: str) -> bool:
        """Whether the text holds one of the words."""
        return any(map(text.casefold().__contains__, self.words))

    def search(self, text: str) -> re.Match[str] | None:
        """The first hit."""
        return self.pattern.search(text) if self.may_be_in(text) else None

    def findall(self, text: str) -> list[str]:
        """What all hits hold, of a pattern without groups."""
        return self.pattern.findall(text) if self.may_be_in(text) else []
