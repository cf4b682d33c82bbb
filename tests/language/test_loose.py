"""Words by which a text is told apart before a pattern is tried on it: no hit may lack them."""

from __future__ import annotations

import gc
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import soc2parse.pipeline  # noqa: F401 - makes every wording of a parse
from soc2parse.language.loose import Told, loose
from soc2parse.language.openings import OPENINGS

_ANYTHING = "\0"
_TOLD = [held for held in gc.get_objects() if isinstance(held, Told)]


def shortest(parsed: Any) -> list[str]:
    """The texts that a pattern needs at the least, one for each way through it."""
    ways = [_ways(code, value) for code, value in parsed]
    return ["".join(way) for way in product(*ways)]


def _ways(code: Any, value: Any) -> list[str]:
    if code is _constants.LITERAL:
        return [chr(value).casefold()]
    if code is _constants.BRANCH:
        return list(dict.fromkeys(text for branch in value[1] for text in shortest(branch)))
    if code is _constants.SUBPATTERN:
        return list(dict.fromkeys(shortest(value[-1])))
    if code is _constants.IN and all(kind is _constants.LITERAL for kind, _ in value):
        return [chr(letter).casefold() for _, letter in value]
    if code is _constants.MAX_REPEAT and value[0] > 0:
        return list(dict.fromkeys(shortest(value[2])))
    return [""] if code is _constants.AT else [_ANYTHING]


@pytest.mark.parametrize("told", _TOLD, ids=lambda told: told.words[0])
def test_every_hit_of_a_wording_holds_one_of_its_words(told: Told) -> None:
    parsed = _parser.parse(told.pattern.pattern, told.pattern.flags)
    lacking = [text for text in shortest(parsed) if not any(word in text for word in told.words)]
    assert not lacking


def test_the_wordings_of_a_parse_are_found() -> None:
    assert len(_TOLD) > 15
    assert all(told in _TOLD for told in OPENINGS.values())


def test_a_wording_without_its_word_would_be_noticed() -> None:
    parsed = _parser.parse(r"in (our|my) opinion|we think")
    assert [text for text in shortest(parsed) if "opinion" not in text] == ["we think"]


def test_a_text_is_searched_in_any_letters() -> None:
    told = Told(loose("in our opinion"), "opinion")
    assert told.search("IN OUR OPINION, the description") is not None
    assert told.search("inouropinion") is not None
    assert told.search("in our view") is None
