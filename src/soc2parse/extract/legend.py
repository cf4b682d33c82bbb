"""Results given as codes, and the legend that says what they mean: "NEN" beside "No exceptions noted".

Only codes that stand as results and say nothing by themselves are looked up, and only words whose outcome is understood
explain one; a code that no legend explains stays without an outcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from soc2parse.extract.printing import Printing, text_of
from soc2parse.language import outcomes
from soc2parse.layout.element import Line, Table
from soc2parse.sections import Element
from soc2parse.terms import Outcome

_LONGEST = 8  # letters of a code
_NUMBERED = re.compile(r"(?P<code>[^\W\d_]+)[-. ]?\d{1,3}")
# "NEN - No exceptions noted; EN: exception noted": where one meaning ends and the next code begins.
_ENDS = re.compile(r"[;|\n]|(?<=[.,:]) (?=\S{1,8} ?(?:=|:|[-\u2013\u2014] ))")
_MEANS = r"\s*(?:=|:|[-\u2013\u2014]|\u2192|means|stands for)\s*(?P<words>\S.*)"
Legend = dict[str, str]
"""The words that a code stands for, by the code in lower case."""


def read(printings: Sequence[Printing], elements: Iterable[Element], furniture: Iterable[Line]) -> Legend:
    """What the codes among the results stand for, by tables, paragraphs and footers."""
    codes = {code for printing in printings for trial in printing.trials for code in _codes(text_of(trial.result))}
    if not codes:
        return {}
    found: Legend = {}
    for code, words in _defined(elements, furniture, codes):
        if isinstance(outcomes.classify(words).kind, Outcome):
            found.setdefault(code, words)
    return found


def meaning(result: str, legend: Legend) -> str | None:
    """The words for which a result that is a code stands: those of "EN" for "EN-1" too."""
    return next((legend[code] for code in _codes(result) if code in legend), None) if legend else None


def _codes(result: str) -> list[str]:
    """A result that may be a code, whole and without its number; nothing where it says something itself."""
    text = result.strip().strip("()[].").lower()
    if not text or len(text) > _LONGEST or isinstance(outcomes.classify(result).kind, Outcome):
        return []
    numbered = _NUMBERED.fullmatch(text)
    return [text, numbered["code"]] if numbered else [text]


def _defined(elements: Iterable[Element], furniture: Iterable[Line], codes: set[str]) -> Iterable[tuple[str, str]]:
    wanted = "|".join(sorted(map(re.escape, codes), key=len, reverse=True))
    begins = re.compile(rf"[\W_]*?(?P<code>{wanted}){_MEANS}", re.IGNORECASE)
    texts = [line.text for line in furniture]
    for element in elements:
        if isinstance(element, Table):
            for row in element.rows:
                first, *rest = [cell.text.strip() for cell in row.cells]
                if len(rest) == 1 and first.lower() in codes:
                    yield first.lower(), rest[0]
                texts += [cell.text for cell in row.cells] if len(row.cells) == 1 else []
        else:
            texts += [text_of(list(element.lines)), *(line.text for line in element.lines)]
    for text in texts:
        for part in _ENDS.split(text):
            told = begins.match(part.strip())
            if told:
                yield told["code"].lower(), told["words"]
