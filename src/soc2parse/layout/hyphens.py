"""Whether the hyphen at a line's end is the word's own or one of the break: the other words of the file tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from soc2parse.reading.page import TEXT, Page

_SIGNS = ".,;:!?()[]\"'\u2018\u2019\u201c\u201d"
# Parts of words that stand before a hyphen, but never alone: "pre-" + "employment".
_PREFIXES = frozenset(
    "anti bi co cross de ex inter macro micro mid mini multi non post pre pro re self semi sub".split()
)
# Words that keep the hyphen behind them: "multi-" + "factor", "third-" + "party".
_FIRST = frozenset(
    (
        "multi third non self cross anti two three four one first second year month well high low long short real "
        "cloud risk role user least need web full follow single double key peer open point vendor customer service "
        "system day"
    ).split()
)
# Words that keep the hyphen before them: "company-" + "wide", "role-" + "based".
_SECOND = frozenset(
    (
        "based wide party level specific related driven managed time site term factor to of up down line side facing "
        "owned approved defined house ready free demand premise premises date effective sensitive impact priority "
        "severity tenant hosted issued generated"
    ).split()
)
_FEW = 2  # parts of words at line ends: a file that breaks words does it dozens of times
_WORD = 4  # letters


@dataclass(frozen=True)
class FileWords:
    """The words that the pages of one file print."""

    pages: Sequence[Page]

    @cached_property
    def printed(self) -> frozenset[str]:
        """The words in small letters, signs around them taken off."""
        texts = set(map(TEXT, chain.from_iterable(page.words for page in self.pages)))
        return frozenset(text.strip(_SIGNS).lower() for text in texts)

    @cached_property
    def breaks_words(self) -> bool:
        """Whether lines break inside words ("excep-" + "tions"), and not only behind hyphens that words have anyway."""
        stems = {word[:-1] for word in self.printed if len(word) > 3 and word.endswith("-") and word[:-1].isalpha()}
        return len(stems - self.printed - _PREFIXES) > _FEW

    def keep_hyphen(self, before: str, rest: str) -> bool:
        """Whether a word has a hyphen of its own between what ends one line and what begins the next, in small letters.

        As the file prints the word elsewhere; else by the two parts: "access-" + "removal" are words, "excep-" is none.
        """
        stem = before.rpartition("-")[2]
        if f"{stem}-{rest}" in self.printed:
            return True
        if f"{stem}{rest}" in self.printed:
            return False
        known = stem in self.printed or stem in _PREFIXES
        compound = stem in _FIRST or ("-" in before and len(stem) > _WORD)
        if self.breaks_words:
            return compound or (known and rest in _SECOND)
        return compound or known or rest in _SECOND or (len(rest) >= _WORD and rest in self.printed)


_NO_FILE = FileWords(())
_file: ContextVar[FileWords] = ContextVar("words of the file being read", default=_NO_FILE)


@contextmanager
def words_of(pages: Sequence[Page]) -> Iterator[None]:
    """While lines of these pages are joined."""
    before = _file.set(FileWords(pages))
    try:
        yield
    finally:
        _file.reset(before)


def keep_hyphen(before: str, rest: str) -> bool:
    """What the file being read tells of a word that a line's end parts."""
    return _file.get().keep_hyphen(before, rest)
