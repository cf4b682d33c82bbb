"""The one spaCy pipeline, and the patterns of `patterns/` that are matched in its documents.

A pattern is a line of tokens: `word`, `one|another`, `<list>` (any word of that list of vocabulary.toml), `#` (a
number, in digits or words), `..3` (up to three words of any kind, no punctuation between), and `?` behind a token that
may be missing. Blank English, no model: the pipeline is built on first use, because importing spaCy takes a second.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

_TOKEN = re.compile(r"[a-z0-9]+(?:[./'&][a-z0-9]+)*%?|[^\w\s]|_")
_FIRST_FLAG = 19  # the lexeme flags 19..63 are spaCy's free ones

Pattern = list[dict[str | int, Any]]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a pattern matched: tokens `start` to `end` (exclusive) of a document."""

    label: str
    start: int
    end: int


@cache
def words() -> dict[str, frozenset[str]]:
    """The word lists by name."""
    return {name: frozenset(listed.split()) for table in _data().values() for name, listed in table.items()}


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "patterns" / "vocabulary.toml").read_text("utf-8"))


@cache
def _flags() -> dict[str, int]:
    """The lexeme flag of each list that patterns may name."""
    return {name: number for number, name in enumerate(_data()["words"], _FIRST_FLAG)}


def tokens(text: str) -> list[str]:
    """The tokens of a lowered text: words, numbers ("2/25", "n/a", "cc6.1" are one each) and single marks."""
    return _TOKEN.findall(text)


@cache
def _pipeline() -> Any:  # noqa: ANN401 - spaCy is imported late and untyped
    import spacy

    nlp = spacy.blank("en")
    for name, number in _flags().items():
        nlp.vocab.add_flag(words()[name].__contains__, flag_id=number)
    return nlp


@cache
def _matchers(name: str) -> dict[str, list[tuple[frozenset[str], Any]]]:
    """The patterns of a file by their first word, with the words without which they can't match."""
    from spacy.matcher import Matcher

    by_words: dict[tuple[str, frozenset[str]], dict[str, list[Pattern]]] = {}
    for line in (files(__package__) / "patterns" / f"{name}.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        for variant in _variants(entry["pattern"]):
            needed = [part for part in variant if not part.startswith("..") and not _optional(part)]
            by_label = by_words.setdefault((needed[0], frozenset(needed)), {})
            by_label.setdefault(entry["label"], []).append([_compiled(part) for part in variant])
    found: dict[str, list[tuple[frozenset[str], Any]]] = {}
    for (first, needed_words), by_label in by_words.items():
        matcher = Matcher(_pipeline().vocab, validate=False)
        for label, patterns in by_label.items():
            matcher.add(label, patterns, greedy="LONGEST")
        found.setdefault(first, []).append((needed_words, matcher))
    return found


def _variants(pattern: str) -> Iterator[tuple[str, ...]]:
    choices = [part.split("|") if len(part) > 1 and not _optional(part) else [part] for part in pattern.split()]
    return product(*choices)


def _optional(part: str) -> bool:
    return len(part) > 1 and part.endswith("?")


def _compiled(part: str) -> dict[str | int, Any]:
    if part.startswith("..") and part[2:].isdigit():
        return {"IS_PUNCT": False, "OP": f"{{0,{part[2:]}}}"}
    if _optional(part):
        alternatives = part[:-1].split("|")
        one: dict[str | int, Any] = {"LOWER": {"IN": alternatives}}
        return {**(_compiled(part[:-1]) if len(alternatives) == 1 else one), "OP": "?"}
    if part == "#":
        return {"LIKE_NUM": True}
    if len(part) > 2 and part[0] == "<" and part[-1] == ">":
        return {_flags()[part[1:-1]]: True}
    return {"LOWER": part}


def spans(tokenised: list[str], *names: str) -> list[Span]:
    """What the patterns of the named files match in these tokens, in the order of the text."""
    if not tokenised:
        return []
    from spacy.tokens import Doc

    nlp = _pipeline()
    doc = Doc(nlp.vocab, words=tokenised)
    present = set(tokenised)
    present.update(f"<{name}>" for name in _flags() if not words()[name].isdisjoint(present))
    if any(token.like_num for token in doc):
        present.add("#")
    found = [
        Span(nlp.vocab.strings[label], start, end)
        for name in names
        for first in present & _matchers(name).keys()
        for needed, matcher in _matchers(name)[first]
        if needed <= present
        for label, start, end in matcher(doc)
    ]
    return sorted(set(found), key=lambda span: (span.start, -span.end, span.label))
