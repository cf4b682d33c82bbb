"""Printed characters -> the plain ones that the wordings are written with; letter for letter, so that places stay."""

from __future__ import annotations

_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f", " ")
)


def plain(text: str) -> str:
    """Straight quotes, hyphens for all dashes, plain spaces; the text keeps its length."""
    return text if text.isascii() else text.translate(_PLAIN)
