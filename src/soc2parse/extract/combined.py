"""Test and result in one cell: "Inspected the policy ... Result: No exceptions noted.", once or several times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from soc2parse.extract.fields import Fields
from soc2parse.extract.printing import after_label
from soc2parse.extract.table_roles import Roles
from soc2parse.language import outcomes, procedures
from soc2parse.language.columns import ColumnRole
from soc2parse.language.cuecs import heading_kind
from soc2parse.layout.element import Line
from soc2parse.layout.prose import join_lines
from soc2parse.reading.page import Word
from soc2parse.terms import Outcome

_RESULT = re.compile(
    r"(?:test |testing )?(?:results?|conclusions?|outcome)(?: of (?:the )?tests?(?:ing)?)?\s*:", re.IGNORECASE
)
_TEST = re.compile(
    r"(?:tests?|procedures?|testing)(?: procedures?)?(?: (?:performed|of controls?))?(?: #?\d{1,2})?\s*:", re.IGNORECASE
)
_RESPONSE = re.compile(
    r"(?:\b[Mm]anagement(?:[\u2019']s)? (?:[Rr]esponse|[Cc]omment|[Aa]ction [Pp]lan)s?"
    r"|(?:^|(?<=[.!] )|[A-Z][\w.&-]+(?:['\u2019]s|s['\u2019]) )[Rr]esponse)\s?:"
)
Pair = tuple[list[Line], list[Line]]


def parted(fields: Fields, roles: Roles) -> tuple[Fields, list[Pair]]:
    """The fields with the first test and result of a combined cell apart, and the further ones.

    Unchanged where the table has a column for each.
    """
    if ColumnRole.TEST not in fields or roles.has(ColumnRole.RESULT):
        return fields, []
    pairs = _pairs(fields[ColumnRole.TEST])
    test, result = pairs[0]
    if not result:
        return fields, []
    first: Fields = {role: lines for role, lines in fields.items() if role != ColumnRole.TEST}
    if test:
        first[ColumnRole.TEST] = test
    first[ColumnRole.RESULT] = result
    return first, pairs[1:]


def without_response(lines: Sequence[Line]) -> Pair:
    """A result's lines, and management's response where the cell holds it too ("... Management's Response: ...")."""
    words, (start, end) = _response_in(lines)
    return _slice(lines, words[:start]), _slice(lines, words[end:])


def at_response(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, parted where a sentence within them begins management's response, label and all."""
    words, (start, _) = _response_in(lines)
    return [part for part in (_slice(lines, words[:start]), _slice(lines, words[start:])) if part]


def _response_in(lines: Sequence[Line]) -> tuple[list[tuple[int, Word]], tuple[int, int]]:
    """The words of the lines, and between which of them the label of a response stands."""
    words = [(i, word) for i, line in enumerate(lines) for word in line.words]
    text = " ".join(word.text for _, word in words)
    match = _RESPONSE.search(text)
    if match is None:
        return words, (len(words), len(words))
    start, end = (len(text[:at].split()) for at in match.span())
    return words, (start, end)


def above_duties(lines: Sequence[Line]) -> list[Line]:
    """A result's lines, up to a line that only opens the users' duties: "Complementary User Entity Controls:"."""
    label = (i for i, line in enumerate(lines) if line.text.endswith(":") and heading_kind(line.text.rstrip(" :")))
    return list(lines[: next(label, len(lines))])


def _slice(lines: Sequence[Line], words: Sequence[tuple[int, Word]]) -> list[Line]:
    """The lines with only these of their words."""
    kept: dict[int, list[Word]] = {}
    for i, word in words:
        kept.setdefault(i, []).append(word)
    return [Line(lines[i].page, tuple(found), lines[i].ocr) for i, found in kept.items()]


def _pairs(lines: Sequence[Line]) -> list[Pair]:
    """Tests with their results in order; a result ends where a line of its own begins the next test."""
    pairs: list[Pair] = [([], [])]
    in_result = False
    parts = _at_verdicts(lines)
    for i, line in enumerate(parts):
        label, asked = _RESULT.match(line.text), _TEST.match(line.text)
        if label:
            in_result = True
            pairs[-1][1].extend(after_label([line], label.group()))
        elif asked:
            if in_result:
                pairs.append(([], []))
            in_result = False
            pairs[-1][0].extend(after_label([line], asked.group()))
        elif not in_result and _ends(pairs[-1][0]) and _is_verdict(_sentence(parts, i)):
            in_result = True
            pairs[-1][1].append(line)
        elif in_result and line.text[0].isupper() and _is_whole(pairs[-1][1], _sentence(parts, i)):
            pairs.append(([line], []))
            in_result = False
        else:
            pairs[-1][1 if in_result else 0].append(line)
    return pairs


def _at_verdicts(lines: Sequence[Line]) -> list[Line]:
    """The lines, cut where a sentence within them is a result or begins the next test."""
    parts: list[Line] = []
    for number, line in enumerate(lines):
        start = 0
        for at in range(1, len(line.words)):
            if not line.words[at - 1].text.endswith((".", ";")) or not line.words[at].text[:1].isupper():
                continue
            rest = Line(line.page, line.words[at:], line.ocr)
            sentence = _sentence([rest, *lines[number + 1 :]], 0)
            if _RESULT.match(sentence) or _is_verdict(sentence) or procedures.is_procedure(sentence):
                parts.append(Line(line.page, line.words[start:at], line.ocr))
                start = at
        parts.append(Line(line.page, line.words[start:], line.ocr) if start else line)
    return parts


def _sentence(lines: Sequence[Line], first: int) -> str:
    """The words from a line's start to the first full stop, on it or below it."""
    texts: list[str] = []
    for line, following in zip_longest(lines[first:], lines[first + 1 :]):
        stop = next((at for at, word in enumerate(line.words, start=1) if word.text.endswith(".")), None)
        texts.append(" ".join(word.text for word in line.words[:stop]))
        if stop is not None:
            break
        if following is not None and not following.text[:1].isupper():
            continue
        if outcomes.is_result_like(join_lines(texts)):  # "No exceptions noted", with no stop
            break
    return join_lines(texts)


def _is_verdict(sentence: str) -> bool:
    return sentence[:1].isupper() and outcomes.is_result_like(sentence) and not procedures.is_procedure(sentence)


def _is_whole(result: Sequence[Line], sentence: str) -> bool:
    """Whether a result ends before this sentence: by its stop, or as a test begins ("No exceptions" / "Inspected").

    What went wrong stands behind "Exception noted.": it is no test.
    """
    said = outcomes.classify(" ".join(one.text for one in result)).kind
    told = outcomes.classify(sentence).kind
    asks = procedures.begins(sentence) or (procedures.is_procedure(sentence) and told in (None, Outcome.NO_EXCEPTION))
    if _ends(result) and said is not Outcome.EXCEPTION:
        return asks or told is None
    return said is not None and asks


def _ends(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[-1].text.endswith((".", ";"))
