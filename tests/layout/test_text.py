"""Lines, paragraphs, headings, items and running lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soc2parse.layout.document import lay_out
from soc2parse.layout.element import Block, BlockKind, Line
from soc2parse.layout.hyphens import words_of
from soc2parse.layout.lines import lines_of
from soc2parse.layout.prose import goes_on, join_lines
from soc2parse.reading.page import Page, Ruling, Word
from tests.layout.drawing import page, words


def blocks_of(*pages: Page) -> list[Block]:
    return [element for element in lay_out(pages).elements if isinstance(element, Block)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["No excep-", "tions noted."], "No exceptions noted."),
        (["Multi-", "factor authentication"], "Multi-factor authentication"),
        (["AC-", "01"], "AC-01"),
        (["read and/", "or write"], "read and/or write"),
        (["one", "two"], "one two"),
    ],
)
def test_lines_become_prose(lines, text):
    assert join_lines(lines) == text


@pytest.mark.parametrize(
    ("elsewhere", "lines", "text"),
    [
        ("The on-call staff", ["The on-", "call engineer"], "The on-call engineer"),
        ("for access or for removal", ["Access-", "removal tickets"], "Access-removal tickets"),
        ("A pipeline", ["Each pipe-", "line is watched"], "Each pipeline is watched"),
        ("guaran- decla- segrega- pipe", ["on the cat-", "alog"], "on the catalog"),
        ("guaran- decla- segrega- third", ["a third-", "party audit"], "a third-party audit"),
    ],
)
def test_the_other_words_of_a_file_tell_whose_hyphen_ends_a_line(elsewhere, lines, text):
    with words_of([page([(elsewhere, 30, 105)])]):
        assert join_lines(lines) == text


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("Inspected the policy and", "determined that it was approved.", True),
        ("No exceptions noted.", "No exceptions noted.", False),
        ("Inspected the access review for the quarter ended", "June 30.", True),
        ("No", "Exceptions", None),
        ("", "No exceptions noted.", None),
        ("1. No exceptions noted.", "2. No exceptions noted.", True),
        ("1. Inspected the list.", "1. Inspected the list.", False),
        ("Passwords are long; \u2022 complexity enabled;", "\u2022 lockout after five attempts.", True),
        ("\u2022 Inspected the list.", "\u2022 Inspected the policy.", False),
    ],
)
def test_whether_a_text_goes_on_over_the_page(before, after, verdict):
    assert goes_on(before, after) is verdict


def test_a_footnote_mark_does_not_join_the_year():
    mark = Word("1", 104, 96.9, 107, 102.9, 6.0, raised=True)
    (block,) = blocks_of(page([("March 31, 2020", 30, 105)], extra=[mark]))
    assert block.text == "March 31, 2020"


def test_a_footnote_mark_stays_with_its_word_where_the_line_of_another_cell_is_as_high():
    mark = Word("1", 305, 98.0, 308, 104.0, 6.0, raised=True)
    lines = lines_of(page([]), [*words("Screened before", 60, 98), *words("Deviation noted.", 225, 103), mark])
    assert [line.words[-1].text for line in lines] == ["before", "1"]


def test_paragraphs_are_parted_by_space_and_items_by_their_bullets():
    placed = [("Management is responsible for the following matters here:", 60, 100), ("\u2022 one thing", 70, 114),
              ("\u2022 another thing", 70, 128), ("A second paragraph begins here.", 60, 160)]  # fmt: skip
    blocks = blocks_of(page(placed))
    assert [b.kind for b in blocks] == [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM, BlockKind.PARAGRAPH]
    assert blocks[1].text == "one thing"
    assert blocks[1].marker == "\u2022"


def test_a_large_line_is_a_heading_and_ranks_above_a_bold_one():
    body = [("This is the body of the text and it goes on.", 60.0, 150.0 + 14 * i) for i in range(6)]
    extra = [*words("Section I", 60, 60, size=18), *words("Scope", 60, 120, bold=True)]
    blocks = blocks_of(page(body, extra=extra))
    headings = [b for b in blocks if b.kind is BlockKind.HEADING]
    assert [b.text for b in headings] == ["Section I", "Scope"]
    assert headings[0].rank is not None
    assert headings[1].rank is not None
    assert headings[0].rank < headings[1].rank


def numbered(i: int, last: str = "the end of this page") -> Page:
    placed = [("Acme Cloud - Confidential", 60, 40), (f"This is the text of page {i} alone", 60, 300), (last, 60, 700)]
    return page([*placed, (f"Page {i} of 9", 280, 760)], number=i)


def test_running_lines_are_taken_off_and_kept_apart():
    layout = lay_out([numbered(i) for i in range(1, 7)])
    texts = [e.text for e in layout.elements if isinstance(e, Block)]
    assert not any("Confidential" in text or "of 9" in text for text in texts)
    assert len([line for line in layout.furniture if "Confidential" in line.text]) == 6


def test_a_criterion_that_heads_a_table_over_three_pages_is_no_running_line():
    head = "CC8.1: Changes are authorized and tested before release."
    pages = [page([(head, 60, 60), (f"Row {'abc'[i - 1]} of the table", 60, 90)], number=i) for i in (1, 2, 3)]
    assert lay_out(pages).furniture == ()


def test_a_note_that_a_table_goes_on_is_no_part_of_its_last_row():
    notes = ("Table continues on the next page", "(continued)", "Continued overleaf")
    layout = lay_out([page([("The text of this page", 60, 300), (note, 400, 480)]) for note in notes])
    assert [line.text for line in layout.furniture] == list(notes)
    prose = "Continued monitoring of access is performed by the tool and"
    assert lay_out([page([("The text of this page", 60, 300), (prose, 60, 480)])]).furniture == ()


def test_a_footer_may_count_its_pages_twice():
    pages = [
        page([(f"The text of page {i} is its own", 60, 300), (f"Confidential {i} {i} of 26", 60, 770)], number=i)
        for i in range(1, 8)
    ]
    assert len(lay_out(pages).furniture) == 7


def test_a_footer_counts_its_pages_between_two_other_numbers():
    pages = [
        page([(f"The text of page {i} is its own", 60, 300), (f"(c) 2026 Larch LLP Page {i} of 20", 60, 770)], number=i)
        for i in range(1, 8)
    ]
    assert len(lay_out(pages).furniture) == 7


def test_a_header_that_names_the_company_beside_its_section_is_taken_off():
    """The section's name changes from part to part; the company's stands at one place throughout."""
    titles = ["Contents", "Opinion of the Auditor", "Assertion", "Assertion of Vaultline", *["Description"] * 4]
    pages = []
    for i, title in enumerate(titles, 1):
        text = [(f"Line {n} of page {i} holds its own words", 60, 200 + 14 * n) for n in range(9)]
        head = [*words("Larkmoor Cloud, Inc.", 60, 30, size=7), *words(title, 400, 30, size=7)]
        pages.append(page(text, extra=head, number=i))
    assert [line.text.partition(" Inc. ")[2] for line in lay_out(pages).furniture] == titles


def test_a_header_of_the_upright_pages_is_taken_off_beside_many_broad_ones():
    pages = []
    for i in range(1, 20):
        text = [(f"Line {n} of page {i} holds its own words", 60, 200 + 14 * n) for n in range(9)]
        shift = 0 if i < 8 else 30
        head = [*words("Larkmoor Cloud, Inc.", 60 + shift, 30, size=7), *words(f"Part {'ABC'[i % 3]}", 400, 30, size=7)]
        made = page(text, extra=head, number=i)
        pages.append(made if i < 8 else replace(made, width=792.0, height=612.0))
    assert len(lay_out(pages).furniture) == 19


def test_a_label_above_each_control_is_no_header():
    pages = []
    for i in range(1, 9):
        text = [(f"Line {n} of page {i} holds its own words", 60, 200 + 14 * n) for n in range(9)]
        head = [*words("Control reference", 60, 30, size=7), *words(f"HR-{'ABCDEFGHIJ'[i]}", 400, 30, size=7)]
        pages.append(page(text, extra=head, number=i))
    assert lay_out(pages).furniture == ()


def test_a_justified_line_is_no_row_of_columns():
    placed = [(f"the body of the text goes on in line {n} here", 60, 100 + 14 * n) for n in range(4)]
    spread = []
    for n in range(3):
        x = 60.0
        for token in ("reasonable", "assurance", "that", "its", "service", "commitments", "were", "met"):
            spread += words(token, x, 160 + 14 * n)
            x = spread[-1].x1 + 10.5 + 0.3 * n
    assert all(isinstance(e, Block) for e in lay_out([page(placed, extra=spread)]).elements)


def test_a_title_may_end_with_the_stop_of_a_companys_name():
    body = [("This is the body of the text and it goes on.", 60.0, 150.0 + 14 * i) for i in range(6)]
    blocks = blocks_of(page(body, extra=words("Assertion of Larkmoor Cloud, Inc.", 60, 60, size=18)))
    assert blocks[0].kind is BlockKind.HEADING


def test_a_result_that_ends_some_pages_is_no_footer():
    """Nine pages, three of which end with the same word at the same height: it is text."""
    pages = [numbered(i, last="noted." if i in (2, 5, 9) else f"page {i} has its own end") for i in range(1, 10)]
    texts = " ".join(e.text for e in lay_out(pages).elements if isinstance(e, Block))
    assert texts.count("noted.") == 3


def test_a_narrative_whose_right_column_is_a_list_below_a_ruled_title():
    placed = [("Description of the Ledger", 50, 60)]
    for i in range(12):
        placed.append((f"left words number {i} stand here", 50, 100 + 14 * i))
        if i % 3 == 0:
            placed.append(("\u2013", 320, 100 + 14 * i))
        placed.append((f"right words number {i}", 334, 100 + 14 * i))
    text = " ".join(b.text for b in blocks_of(page(placed, rulings=[Ruling(50, 84, 560, 84)])))
    assert text.index("left words number 11") < text.index("right words number 0") < text.index("right words number 1")
    assert "left words number 1 stand here left" in text


def test_a_label_that_ends_some_pages_and_stands_within_all_is_no_footer():
    def block(number: int) -> Page:
        middle = [("Criteria met", 72.0, 200.0 + 60 * i) for i in range(6)]
        return page([*middle, ("Criteria met", 72.0, 730.0), (f"Commitment {number}", 72.0, 300.0)], number=number)

    assert lay_out([block(number) for number in range(1, 5)]).furniture == ()


def test_a_narrative_in_two_columns_is_read_column_by_column():
    placed = []
    for i in range(10):
        placed += [
            (f"left words number {i} stand here", 50, 100 + 14 * i),
            (f"right words number {i} stand", 320, 100 + 14 * i),
        ]
    text = " ".join(b.text for b in blocks_of(page(placed)))
    assert text.index("left words number 9") < text.index("right words number 0")


@pytest.mark.parametrize(("size", "over"), [(15, True), (10, False)])
def test_a_large_heading_with_white_beside_it_is_over_both_columns(size: int, over: bool):
    placed = []
    for top, count in ((100, 10), (300, 9)):
        for i in range(count):
            placed += [
                (f"left words {top}.{i} stand here", 50, top + 14 * i),
                (f"right words {top}.{i} stand", 320, top + 14 * i),
            ]
    text = " ".join(b.text for b in blocks_of(page(placed, extra=words("The Second Part", 50, 270, size=size))))
    assert (text.index("right words 100.9") < text.index("The Second Part") < text.index("left words 300.0")) is over
    assert text.index("left words 300.8") < text.index("right words 300.0")


def two_columns(left: int, right: int, indents: int = 0, number: int = 1) -> Page:
    """A page with so many lines in its columns, the first `indents` of the right one indented."""
    placed = [(f"left words {number}.{i} stand here", 50, 100 + 14 * i) for i in range(left)]
    placed += [(f"right words {number}.{i} stand so", 345 if i < indents else 320, 100 + 14 * i) for i in range(right)]
    return page(placed, number=number)


def test_the_right_column_may_mostly_be_items_indented_within_it():
    text = " ".join(b.text for b in blocks_of(two_columns(30, 30, indents=20)))
    assert text.index("left words 1.29") < text.index("right words 1.0")


def test_columns_go_on_over_the_page_where_only_a_signature_is_left():
    """The last page of a letter: two lines at the left, the auditor's name, place and date at the right."""
    layout = lay_out([two_columns(30, 30), two_columns(2, 4, number=2)])
    text = " ".join(e.text for e in layout.elements if isinstance(e, Block))
    assert text.index("left words 2.1") < text.index("right words 2.0")


def test_a_sentence_goes_on_at_the_top_of_the_next_column():
    blocks = blocks_of(two_columns(12, 12))
    assert len(blocks) == 1


coordinates = st.floats(min_value=-50, max_value=900, allow_nan=False, width=32)
any_word = st.builds(
    lambda text, x, y, size: Word(text, x, y, x + 5.0 * len(text), y + size, size),
    st.text(st.characters(exclude_categories=("Cs", "Zs", "Cc")), min_size=1, max_size=12),
    coordinates,
    coordinates,
    st.floats(min_value=1, max_value=60, width=32),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(any_word, max_size=40), min_size=1, max_size=4))
def test_any_words_at_any_place_are_laid_out_and_none_is_lost(pages):
    layout = lay_out([Page(i + 1, 612.0, 792.0, tuple(found)) for i, found in enumerate(pages)])
    kept = len([line for line in layout.furniture for _ in line.words])
    for element in layout.elements:
        if isinstance(element, Block):
            kept += sum(len(line.words) for line in element.lines)
        else:
            kept += sum(len(line.words) for row in element.rows for cell in row.cells for line in cell.lines)
    assert kept == sum(len(found) for found in pages)


def test_a_criterion_with_its_words_begins_a_paragraph_though_no_space_parts_it():
    placed = [
        ("Violations are handled as the policy that all", 60, 300),
        ("employees have read says.", 60, 312),
        ("CC-1.2 - Directors watch", 60, 324),
    ]
    blocks = [element for element in lay_out([page(placed)]).elements if isinstance(element, Block)]
    assert [block.text.split()[0] for block in blocks] == ["Violations", "CC-1.2"]


def test_the_rows_of_a_large_table_do_not_say_how_far_apart_the_lines_of_prose_stand():
    sentence = "Management is responsible for the description and for the controls that it states in it,"
    prose = [(f"{sentence} and more so in year {i}", 50, 100 + 13 * i) for i in range(14)]
    opinion = [("In our opinion, in all material respects,", 50, 305), ("the controls operated effectively.", 50, 328)]
    small = [word for i in range(40) for word in words(f"{i + 1} Checks are run", 50, 80 + 15 * i, size=7.5)]
    layout = lay_out([page([*prose, *opinion]), page([], number=2, extra=small)])
    found = [element.text for element in layout.elements if isinstance(element, Block) and element.page == 1]
    assert found[-2:] == ["In our opinion, in all material respects,", "the controls operated effectively."]


def test_numbers_of_lines_in_the_margin_are_no_part_of_the_text() -> None:
    sentences = [(f"Sentence {i} is printed here.", 80.0, 60.0 + 14 * i) for i in range(1, 31)]
    numbers = [(str(i), 40.0, 60.0 + 14 * i) for i in range(1, 31)]
    text = " ".join(element.text for element in lay_out([page([*sentences, *numbers])]).elements)
    assert text == " ".join(sentence for sentence, _, _ in sentences)


def test_numbers_that_begin_rows_where_the_text_begins_are_no_numbers_of_lines() -> None:
    heading = [("Criteria and what they say", 40.0, 50.0)]
    rows = [(f"{i}", 40.0, 60.0 + 14 * i) for i in range(1, 31)] + [
        ("A row.", 80.0, 60.0 + 14 * i) for i in range(1, 31)
    ]
    text = " ".join(element.text for element in lay_out([page([*heading, *rows])]).elements)
    assert "30" in text


def test_bare_numbers_left_of_texts_that_hang_together_count_items() -> None:
    """A list without stops: "1   Customers ...", a wrapped line under the text, "2   Customers ..."."""
    placed = [
        ("Customers are to do this:", 50.0, 60.0),
        ("1", 52.0, 76.0),
        ("Customers protect the keys of their", 70.0, 76.0),
    ]
    placed += [("robots.", 70.0, 89.0), ("2", 52.0, 102.0), ("Customers install updates.", 70.0, 102.0)]
    placed += [("That is all there is to say.", 50.0, 124.0)]
    blocks = [one for one in lay_out([page(placed)]).elements if isinstance(one, Block)]
    assert [(one.marker, one.text) for one in blocks] == [
        (None, "Customers are to do this:"),
        ("1", "Customers protect the keys of their robots."),
        ("2", "Customers install updates."),
        (None, "That is all there is to say."),
    ]


def test_paragraphs_of_one_line_on_a_broad_page_do_not_say_how_far_apart_lines_stand():
    duty = "User entities need to keep the programs in which they open the reports of the service up to date."
    wrapped = [("Management is responsible for the description and for the controls that are", 50), ("stated.", 63)]
    wrapped += [(duty, 84 + 21 * i) for i in range(20)]
    more = [(f"{duty[:-1]} and so", 60.0 + 13 * i) for i in range(14)]
    found = lay_out([page([(text, 50, y) for text, y in wrapped]), page([(t, 50, y) for t, y in more], number=2)])
    blocks = [element for element in found.elements if isinstance(element, Block) and element.page == 1]
    assert [len(block.lines) for block in blocks] == [2, *(20 * [1])]


def test_the_name_of_a_section_runs_in_its_place_be_it_on_one_page() -> None:
    names = ["Section I Report", "Section I Report", "Section II Assertion", *["Section III System"] * 5]
    pages = [
        page([(name, 50.0, 40.0), (f"A sentence of page {number}.", 50.0, 200.0)], number=number)
        for number, name in enumerate(names, start=1)
    ]
    assert {line.text for line in lay_out(pages).furniture} == set(names)


def test_what_stands_first_on_each_page_is_no_name_of_a_section() -> None:
    pages = [
        page([(f"Control AC-{number // 2} is told.", 50.0, 40.0), (f"Text {number}.", 50.0, 200.0)], number=number)
        for number in range(1, 9)
    ]
    assert lay_out(pages).furniture == ()


def test_ids_that_head_blocks_on_top_of_pages_are_no_page_numbers():
    """ "2.2.1" on page 15, "3.2.1" on page 16 and "4.2.1" on page 17 count with the pages by chance."""
    pages = [
        page(
            [(f"{i}.2.1", 60, 60), ("Access is reviewed.", 60, 80), (f"{i}.3.1", 60, 300), (f"{i}.4.1", 60, 500)],
            number=i + 13,
        )
        for i in (2, 3, 4, 5)
    ]
    assert lay_out(pages).furniture == ()


def test_a_bold_line_that_opens_a_page_does_not_go_on_from_words_without_a_stop():
    first = page([("Results of Test: No exceptions were identified by us", 60, 740)])
    second = page(
        [("Criteria: CC5.2 and CC5.3 of the list", 60, 120)], number=2, extra=words("Control 19.", 60, 80, bold=True)
    )
    assert [block.text for block in blocks_of(first, second)][:2] == [
        "Results of Test: No exceptions were identified by us",
        "Control 19.",
    ]


def test_a_title_whose_letters_and_words_stand_apart_is_not_cut_into_columns():
    x, drawn = 60.0, []
    for text in "Part IV: Information of the Auditor".split():
        drawn.append(Word(text, x, 90.0, x + 11.0 * len(text), 104.0, 12.0, bold=True))
        x += 11.0 * len(text) + 11.0
    line = Line(1, tuple(drawn))
    assert len(line.pieces) == 1
    apart = Word("Auditor", 300.0, 90.0, 377.0, 104.0, 12.0, bold=True)
    assert len(Line(1, (*drawn[:2], apart)).pieces) > 1


def test_a_centred_title_of_two_lines_is_one_heading_however_far_its_lines_begin_apart():
    body = [(f"The company runs a service for its customers, line {n} of many.", 60, 200 + 14 * n) for n in range(9)]
    title = [*words("COMPLEMENTARY CUSTOMER ENTITY", 250, 100, bold=True), *words("CONTROLS", 300.3, 113, bold=True)]
    assert blocks_of(page(body, extra=title))[0].text == "COMPLEMENTARY CUSTOMER ENTITY CONTROLS"
    title = [*words("COMPLEMENTARY CUSTOMER ENTITY", 250, 100, bold=True), *words("CONTROLS", 420, 113, bold=True)]
    assert blocks_of(page(body, extra=title))[0].text == "COMPLEMENTARY CUSTOMER ENTITY"
