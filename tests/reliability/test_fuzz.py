"""Whatever words and lines stand on the pages, the layout and everything behind it go through without an error."""

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soc2parse.errors import NotSoc2Error
from soc2parse.layout.document import lay_out
from soc2parse.pipeline import parse_pages
from soc2parse.reading.page import Page, Pages, Picture, Ruling, Shade, Word

WIDTH, HEIGHT = 612.0, 792.0
SPOKEN = """
Section 4 IV Independent Service Auditor's Report Control Number Test Applied by the Auditor Results of Testing
No exceptions noted. Exception noted: For 2 of 25 users, access was not removed. CC6.1 CC6.1.3 A1.2 AC-01 C1.1
January 1, 2025 to December 31, 2025 In our opinion, in all material respects, qualified adverse except for
Management's Response Complementary User Entity Controls Subservice Organizations carve-out method (a) 1. • -
Inspected Inquired of the controls were suitably designed trust services criteria relevant to security
""".split()
letters = string.printable + "•–—“”é✓\ufffd"
texts = st.one_of(st.sampled_from(SPOKEN), st.text(letters, min_size=1, max_size=8).map(str.strip).filter(bool))
x, y = st.floats(-20, WIDTH + 20), st.floats(-20, HEIGHT + 20)
columns, rows = st.sampled_from([50.0, 120.0, 300.0, 450.0]), st.integers(3, 60).map(lambda n: 12.0 * n)


@st.composite
def word(draw):
    """A word anywhere, or on a grid, where words make lines and columns."""
    text, size = draw(texts), draw(st.sampled_from([6.0, 9.0, 10.0, 10.0, 14.0, 22.0]))
    left, base = (draw(columns), draw(rows)) if draw(st.booleans()) else (draw(x), draw(y))
    right = left + draw(st.floats(0, 90))
    bold, raised = draw(st.booleans()), draw(st.integers(0, 20)) == 0
    return Word(text, left, base - 0.8 * size, right, base + 0.2 * size, size, bold, raised=raised)


@st.composite
def phrase(draw):
    """Words side by side on one line."""
    left, base, size = draw(columns), draw(rows), draw(st.sampled_from([9.0, 10.0, 16.0]))
    bold, line = draw(st.booleans()), []
    start = draw(st.integers(0, len(SPOKEN) - 1))
    for text in SPOKEN[start : start + draw(st.integers(1, 14))]:
        right = left + 0.5 * size * len(text)
        line.append(Word(text, left, base - 0.8 * size, right, base + 0.2 * size, size, bold))
        left = right + 0.3 * size
    return line


@st.composite
def ruling(draw):
    at, start, length = draw(st.one_of(columns, rows)), draw(x), draw(st.floats(0, 500))
    if draw(st.booleans()):
        return Ruling(start, at, start + length, at)
    return Ruling(at, start, at, start + length)


@st.composite
def page(draw, number):
    words = draw(st.lists(word(), max_size=30))
    for line in draw(st.lists(phrase(), max_size=25)):
        words += line
    areas = draw(st.lists(st.tuples(x, y, st.floats(0, 500), st.floats(0, 60)), max_size=6))
    return Page(
        number,
        WIDTH,
        HEIGHT,
        tuple(words),
        tuple(draw(st.lists(ruling(), max_size=25))),
        tuple(Shade(left, top, left + wide, top + high, 0x003366) for left, top, wide, high in areas[:3]),
        tuple(Picture(left, top, left + wide, top + high) for left, top, wide, high in areas[3:]),
        unreadable=draw(st.sampled_from([None, None, None, "no_text", "garbled", "damaged"])),
        ocr=draw(st.booleans()),
    )


@st.composite
def files(draw):
    count = draw(st.integers(1, 4))
    return Pages("fuzz.pdf", "0" * 64, "mupdf", tuple(draw(page(number + 1)) for number in range(count)))


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@FUZZ
@given(files())
def test_any_words_and_lines_can_be_laid_out(read):
    lay_out(read.pages)


@FUZZ
@given(files())
def test_any_words_and_lines_make_a_report_or_no_soc_2_report(read):
    try:
        report = parse_pages(read)
    except NotSoc2Error:
        return
    assert report.issues or report.controls
    assert type(report).model_validate_json(report.to_json()) == report
