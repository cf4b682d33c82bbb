"""The words of a text that carry its meaning, for comparing texts without a model."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "by",
        "can",
        "for",
        "from",
        "has",
        "have",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "must",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "own",
        "shall",
        "should",
        "so",
        "such",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "those",
        "to",
        "upon",
        "was",
        "were",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "within",
        "would",
        "user",
        "users",
        "entity",
        "entities",
        "customer",
        "customers",
        "client",
        "clients",
        "organization",
        "organizations",
        "company",
        "responsible",
        "responsibility",
        "ensure",
        "ensuring",
        "service",
        "services",
        "control",
        "controls",
        "complementary",
    ]
)
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "als",
    "al",
    "ers",
    "er",
    "ed",
    "es",
    "s",
    "y",
)
_SHORTEST = 4


def content_words(text: str) -> frozenset[str]:
    """The words of a text without the common ones, cut to their beginnings: "removing accounts" -> remov, account."""
    words = re.findall(r"[^\W\d_]{2,}", text.casefold())
    return frozenset(_beginning(word) for word in words if word not in _STOP)


def shared_share(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """The words that both have, as a share of the shorter one's and the longer one's words (their geometric mean)."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return float(shared / (len(one) * len(other)) ** 0.5)


def _beginning(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
