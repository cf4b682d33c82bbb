"""What a test procedure says: how it was tested, and which of a cell's procedures belongs to which result."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from soc2parse.language import phrases
from soc2parse.language.enumeration import split_enumerated
from soc2parse.language.outcomes import classify, is_result_like
from soc2parse.language.wording import lowered, plain, sentences
from soc2parse.layout.element import Line
from soc2parse.layout.prose import goes_on, join_lines
from soc2parse.terms import Method, Outcome

_CLAUSE = r"(?:^|[,:;(/+&]|\band|\bthen|\bwe|\bauditor)\s*(?:also |then |corroborative |corroborating )?"
_THROUGH = (
    r"\b(?:through|by|per|via|upon|performed|made|used|using|conducted)\s+(?:an? |our |corroborative |corroborating )?"
)
_FIRST_WORDS = 5
_OPENING = re.compile(
    r"\W*(?!not? )(?:\(?\w{1,2}[.)]\s*)?(?:(?:we|the (?:service )?auditors?) |[A-Z][\w&]+ (?=\w+ed\b))?"
    r"(?:inspect|inquir|observ|examin|review|obtain|re-?perform|select|for (?:a|each|the) (?:sampl|select)|determin|"
    r"verif|interview|discuss|corroborat|ascertain|compar|test|read|confirm|walk|query|queried|vouch|"
    r"recalculat|attempt|sampl|watch|through|by )",
    re.IGNORECASE,
)
# "For 25 new hires selected at random, we reviewed ..."; in "For 2 of 25 users, access was ..." nothing is done.
_FOR = re.compile(
    r"(?:for|from) [^,.;]{3,160}, (?=(?:(?:we|the (?:service )?auditors?) )?(?:\w+ed|read|ran|performed|made) )",
    re.IGNORECASE,
)
# From here to the end of the sentence stands what the test was to show, in which "reviewed" is no method.
_PURPOSE = re.compile(
    r"\bto (?:determine|verify|ascertain|confirm|validate|ensure|assess|evaluate|corroborate|establish|conclude|see)\b"
    r"|\bwhether\b|\b(?:noted|noting|found|determined|confirmed|evidence|showing) that\b"
    r"|\band (?:ascertained|verified|validated|checked) that\b"
)


@cache
def _methods() -> dict[Method, re.Pattern[str]]:
    data = tomllib.loads((files(__package__) / "patterns" / "methods.toml").read_text("utf-8"))
    return {Method(name): _saying(**words) for name, words in data.items()}


def _saying(verbs: list[str], nouns: list[str], leading: list[str]) -> re.Pattern[str]:
    noun = "|".join(nouns)
    beginning = "|".join([*leading, *nouns])
    return re.compile(
        rf"\b(?:{'|'.join(verbs)})\b|{_THROUGH}(?:{noun})\b|\b(?:{noun}) (?:of|with)\b|{_CLAUSE}(?:{beginning})\b"
    )


@lru_cache(maxsize=8192)
def methods(text: str) -> tuple[Method, ...]:
    """The methods that a procedure names, in its order: "Inquired of the manager and inspected the policy ..."."""
    found: dict[Method, tuple[int, int]] = {}
    for number, sentence in enumerate(sentences(plain(text))):
        low = lowered(sentence)
        purpose = _PURPOSE.search(low)
        head = low[: purpose.start()] if purpose else low
        for method, words in _methods().items():
            match = words.search(head)
            if match:
                found.setdefault(method, (number, match.start()))
    return tuple(sorted(found, key=lambda method: found[method]))


def is_procedure(text: str) -> bool:
    """Whether a text begins as a procedure does: "Inspected ...", "Our team observed ...", "For 25 of 61, read ..."."""
    if begins(text) or methods(" ".join(text.split()[:_FIRST_WORDS])):
        return True
    asked = _FOR.match(text)
    return asked is not None and bool(methods(" ".join(text[asked.end() :].split()[:_FIRST_WORDS])))


def begins(text: str) -> bool:
    """Whether the very first word is one of a procedure: "Inspected", "We observed"; not "Quarterly reviews"."""
    return _OPENING.match(text) is not None


def pair(procedures: Sequence[Line], results: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """The tests of one control: the lines of each procedure with those of its result, enumerators taken off.

    Numbered procedures with numbered results, and paragraphs that each have their own result beside them, are one test
    each. Several paragraphs with one result are one test. A result without a procedure keeps an empty one.
    """
    asked, answered = split_enumerated(procedures), split_enumerated(results)
    if len(answered) > 1 and answered[0][0] is not None:
        return _by_number(asked, answered) or _by_height(procedures, asked, answered) or [(_all(asked), _all(answered))]
    beside = _beside(asked, procedures, results) or _line_by_line(procedures, results)
    return beside or [(_all(asked), _all(answered))]


def split_results(lines: Sequence[Line]) -> list[tuple[str | None, list[Line]]]:
    """The results of a cell that numbers them; one item where it does not."""
    return split_enumerated(lines)


_Items = list[tuple[str | None, list[Line]]]


def _all(items: _Items) -> list[Line]:
    return [line for _, lines in items for line in lines]


def _by_number(asked: _Items, answered: _Items) -> list[tuple[list[Line], list[Line]]]:
    """By their numbers; a result for "1-3" takes the three procedures together."""
    bulleted = any(label and not label[0].isalnum() for label, _ in [*asked, *answered])
    stem = asked[0][1] if asked and asked[0][0] is None else []
    numbered = [item for item in asked if item[0] is not None]
    if not numbered:
        return []
    if bulleted or len(numbered) == len(answered):
        if len(numbered) != len(answered):
            return []
        return [
            ([*(stem if i == 0 else []), *lines], result)
            for i, ((_, lines), (_, result)) in enumerate(zip(numbered, answered, strict=True))
        ]
    by_label = {str(label).lower(): lines for label, lines in numbered}
    pairs: list[tuple[list[Line], list[Line]]] = []
    for label, result in answered:
        lines = [line for one in _labels(str(label).lower()) for line in by_label.pop(one, [])]
        pairs.append(([*stem, *lines] if not pairs else lines, result))
    pairs.extend((lines, []) for lines in by_label.values())
    return pairs


def _labels(label: str) -> list[str]:
    first, _, last = label.partition("-")
    if first.isdigit() and last.isdigit():
        return [str(number) for number in range(int(first), int(last) + 1)]
    if len(first) == len(last) == 1:
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    return [label]


def _by_height(procedures: Sequence[Line], asked: _Items, answered: _Items) -> list[tuple[list[Line], list[Line]]]:
    """Numbered results beside procedures that are not numbered: as many paragraphs as results."""
    texts = paragraphs(procedures)
    if len(asked) > 1 or len(texts) != len(answered):
        return []
    return [(list(text), result) for text, (_, result) in zip(texts, answered, strict=True)]


def _beside(asked: _Items, procedures: Sequence[Line], results: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Paragraphs that begin on the same height as a result of their own.

    Below the last test of a page a result may stand whose test is the first overleaf.
    """
    answers = paragraphs(results)
    parts = [lines for label, lines in asked if label is not None] if len(asked) > 1 else paragraphs(procedures)
    if len(answers) < 2 or len(parts) < len(answers) or not _are_results(answers):
        return []
    begun: list[int] = []
    for answer in answers:
        level = next((i for i, part in enumerate(parts) if _level(part[0], answer[0])), None)
        if level is None:
            level = next((i for i in range(1, len(parts)) if _parted(parts[i - 1], parts[i], answer[0])), None)
        if level is None or (begun and level <= begun[-1]):
            return []
        begun.append(level)
    if begun[0] != 0:
        return []
    ends = [*begun[1:], len(parts)]
    return [
        ([line for part in parts[begin:end] for line in part], list(answer))
        for begin, end, answer in zip(begun, ends, answers, strict=True)
    ]


def _line_by_line(procedures: Sequence[Line], results: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """The same verdict on each line, beside the first lines of as many tests that hardly any space parts."""
    if len(results) < 2 or len({line.text for line in results}) > 1 or classify(results[0].text).kind is None:
        return []
    begun = [
        next((i for i, line in enumerate(procedures) if _level(line, result) and is_procedure(line.text)), None)
        for result in results
    ]
    starts = [i for i in begun if i is not None]
    if len(starts) < len(begun) or starts[0] != 0 or len(set(starts)) < len(starts):
        return []
    ends = [*starts[1:], len(procedures)]
    return [(list(procedures[start:end]), [result]) for start, end, result in zip(starts, ends, results, strict=True)]


def _parted(before: Sequence[Line], part: Sequence[Line], result: Line) -> bool:
    """Whether a result stands below the last test of its page, and this part is the first test overleaf."""
    overleaf = before[-1].page == result.page and part[0].page == result.page + 1
    return overleaf and result.top > before[-1].bottom


def _level(procedure: Line, result: Line) -> bool:
    return procedure.page == result.page and abs(procedure.bottom - result.bottom) <= 0.4 * max(
        procedure.size, result.size
    )


def _are_results(answers: Sequence[Sequence[Line]]) -> bool:
    """Whether each paragraph is a result by itself; below a bare "Exception noted." may stand its detail."""
    texts = [join_lines([line.text for line in answer]) for answer in answers]
    if any(classify(text).kind is None for text in texts):
        return False
    return not any(
        phrases.outcome(above) is Outcome.EXCEPTION and phrases.outcome(sentences(plain(below))[0]) is None
        for above, below in pairwise(texts)
    )


def _begins(paragraph: Sequence[Line], line: Line, usual: float) -> bool:
    """Whether a line begins a paragraph; on a page's top where a whole sentence or result stands before it."""
    above = paragraph[-1]
    if line.page == above.page:
        return line.top - above.bottom > usual + 0.35 * line.size
    before = join_lines([one.text for one in paragraph])
    if (joined := goes_on(before, line.text)) is False:
        return True
    repeated = before.casefold() == line.text.casefold()
    cut = joined and line.text[:1].islower() and not repeated  # "... of storage was" / "not applied to 2 of 25"
    return not cut and is_result_like(before) and is_result_like(line.text)


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in paragraphs: a new one begins where the gap to the line above is wider than between the other lines.

    At a page's top one begins where the words before it are at their end.
    """
    found: list[list[Line]] = []
    gaps = sorted(below.top - above.bottom for above, below in pairwise(lines) if below.page == above.page)
    usual = min(gaps[0], 0.5 * lines[0].size) if gaps else 0.0
    for line in lines:
        above = found[-1][-1] if found else None
        if above is None or _begins(found[-1], line, usual):
            found.append([line])
        else:
            found[-1].append(line)
    return found
