"""Lines for tests: each text at a height, words six points wide a letter."""

from soc2parse.layout.element import Line
from soc2parse.reading.page import Word

SIZE = 10.0
LEADING = 12.0


def line(text: str, top: float, *, x0: float = 50.0, page: int = 1) -> Line:
    words = []
    x = x0
    for text_of_word in text.split():
        words.append(Word(text_of_word, x, top, x + 6 * len(text_of_word), top + SIZE, SIZE))
        x += 6 * len(text_of_word) + 3
    return Line(page, tuple(words))


def lines(*texts: str, top: float = 100.0, x0: float = 50.0, page: int = 1) -> list[Line]:
    """Lines below each other; an empty text leaves a gap as between paragraphs."""
    found = []
    for text in texts:
        if text:
            found.append(line(text, top, x0=x0, page=page))
            top += LEADING
        else:
            top += LEADING
    return found


def text_of(found: list[Line]) -> str:
    return " ".join(one.text for one in found)
