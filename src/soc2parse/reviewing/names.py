"""Names of organizations, compared as a reader would: the legal form and the punctuation do not make another firm."""

from __future__ import annotations

import re

_LEGAL_FORMS = frozenset(
    [
        "inc",
        "incorporated",
        "llc",
        "llp",
        "lp",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "sa",
        "sas",
        "bv",
        "plc",
        "pty",
        "pbc",
        "oy",
        "ab",
        "as",
    ]
)


def plain_name(name: str) -> str:
    """ "Tern Harbor, Inc. (\"Tern\")" -> "tern harbor"."""
    words = re.findall(r"[^\W_]+", re.sub(r"\(.*?\)", " ", name.casefold().replace("'s ", " ")))
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def same_name(name: str, *others: str | None) -> bool:
    """Whether one of the others names the same organization, in full or as a beginning of the longer name."""
    plain = plain_name(name)
    for other in others:
        if other and (there := plain_name(other)):
            short, long = sorted((plain, there), key=len)
            if short and f"{long} ".startswith(f"{short} "):
                return True
    return False
