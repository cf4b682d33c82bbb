"""Labels that run into their text with a stop in another type: "Test. Inspected ..." as "Test: Inspected ..."."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from soc2parse.language.labels import label_of
from soc2parse.layout.element import Block, BlockKind, Line
from soc2parse.reading.page import Word
from soc2parse.sections import Element

_MOST = 4  # words of a label


def with_colons(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements, such labels in paragraphs ended by a colon, as other reports end them."""
    for element in elements:
        if isinstance(element, Block) and element.kind is not BlockKind.HEADING:
            lines = tuple(map(_led, element.lines))
            yield element if lines == element.lines else replace(element, lines=lines)
        else:
            yield element


def _led(line: Line) -> Line:
    words = line.words
    end = next((i for i, word in enumerate(words[:_MOST]) if word.text.endswith(".")), None)
    if end is None or len({_type(word) for word in words[: end + 1]}) > 1:
        return line
    if end + 1 == len(words) or _type(words[end + 1]) == _type(words[end]):
        return line
    name = " ".join(word.text for word in words[: end + 1]).rstrip(".")
    if not name.isascii() or label_of(f"{name}:") is None:
        return line
    last = words[end]._replace(text=words[end].text.rstrip(".") + ":")
    return Line(line.page, (*words[:end], last, *words[end + 1 :]), line.ocr)


def _type(word: Word) -> tuple[bool, bool]:
    return word.bold, word.italic
