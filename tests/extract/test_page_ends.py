"""Cells that a page's end cuts, and cells that move whole overleaf: each word comes back to its own record."""

from __future__ import annotations

from soc2parse.reading.page import Page, Ruling
from tests.extract.test_control_tables import Read
from tests.layout.drawing import grid, page, words

XS = [50.0, 120.0, 280.0, 440.0, 560.0]
HEADER = ("Control #", "Control Activity", "Tests of Controls", "Results of Tests")
CLEAN = "No exceptions noted."


def texts(y: float, *cells: str, xs: list[float] = XS) -> list[tuple[str, float, float]]:
    """The cells of a row, their lines 12 points apart."""
    lines = [(x + 5, i, line) for x, cell in zip(xs, cells, strict=False) for i, line in enumerate(cell.split("|"))]
    return [(line, x, y + 12 * i) for x, i, line in lines if line]


def ruled(placed: list[tuple[str, float, float]], *ys: float, beside: tuple[float, ...] = (), number: int = 1) -> Page:
    """A table with rules across at `ys` and, from the column of tests on, at `beside`; no rule runs down."""
    rulings = [Ruling(XS[0], y, XS[-1], y) for y in ys] + [Ruling(XS[2], y, XS[-1], y) for y in beside]
    return page(placed, rulings=rulings, number=number)


def results(read: Read) -> list[tuple[str | None, str | None, str | None]]:
    return [(test.control_id, test.procedure, test.result) for test in read.tests]


ROWS = (
    ("AC-01", "Access is reviewed.", "Inspected the review.", CLEAN),
    ("AC-02", "Visitors sign a book.", "Inspected the book.", CLEAN),
)
DONE = [("AC-01", "Inspected the review.", CLEAN), ("AC-02", "Inspected the book.", CLEAN)]


def opening() -> list[tuple[str, float, float]]:
    return [
        *texts(112, *HEADER),
        *(text for i, row in enumerate(ROWS) for text in texts(140 + 40 * i, *row)),
    ]


def test_a_test_cut_by_the_pages_end_and_the_next_test_of_its_control_are_two():
    first = [*opening(), *texts(220, "AC-03", "Logs are kept.", "Observed the screen to see|whether logs were", CLEAN)]
    second = [*texts(112, *HEADER), *texts(140, "", "", "shown."), *texts(160, "", "", "Inspected the log.", CLEAN)]
    second += texts(200, "AC-04", "Doors are locked.", "Tried the doors.", CLEAN)
    read = Read(
        ruled(first, 100, 120, 165, 205, 245),
        ruled(second, 100, 120, 180, 220, beside=(146,), number=2),
    )
    assert results(read) == [
        *DONE,
        ("AC-03", "Observed the screen to see whether logs were shown.", CLEAN),
        ("AC-03", "Inspected the log.", CLEAN),
        ("AC-04", "Tried the doors.", CLEAN),
    ]


def test_a_result_alone_at_a_pages_end_is_that_of_the_test_overleaf():
    first = [*opening(), *texts(220, "AC-03", "Logs are kept.", "Observed the screen.", CLEAN)]
    first += texts(244, "", "", "", CLEAN)
    second = [*texts(112, *HEADER), *texts(140, "", "", "Inspected the log.")]
    second += texts(180, "AC-04", "Doors are locked.", "Tried the doors.", CLEAN)
    read = Read(
        ruled(first, 100, 120, 165, 205, beside=(230,)),
        ruled(second, 100, 120, 160, 200, number=2),
    )
    assert results(read) == [
        *DONE,
        ("AC-03", "Observed the screen.", CLEAN),
        ("AC-03", "Inspected the log.", CLEAN),
        ("AC-04", "Tried the doors.", CLEAN),
    ]


def test_one_result_whose_tests_run_over_the_page_stays_one():
    first = [*opening(), *texts(220, "AC-03", "Logs are kept.", "Observed the screen.", CLEAN)]
    second = [*texts(112, *HEADER), *texts(140, "", "", "Inspected the log.")]
    second += texts(180, "AC-04", "Doors are locked.", "Tried the doors.", CLEAN)
    read = Read(ruled(first, 100, 120, 165, 205, 245), ruled(second, 100, 120, 160, 200, number=2))
    assert results(read)[2:] == [
        ("AC-03", "Observed the screen. Inspected the log.", CLEAN),
        ("AC-04", "Tried the doors.", CLEAN),
    ]


def combined(second: list[tuple[str, float, float]]) -> Read:
    """A table whose tests share a cell with their results; on its first page the last test of AC-02 has none."""
    xs = [50.0, 120.0, 300.0, 560.0]
    head = ("Control #", "Control Activity", "Tests of Controls and Results")
    first = [
        *texts(112, *head, xs=xs),
        *texts(140, "AC-01", "Access is reviewed.", "Inspected the review.|Result: No exceptions noted.", xs=xs),
        *texts(180, "AC-02", "Logs are kept.", "Observed the screen.", xs=xs),
    ]
    rulings = [Ruling(50, y, 560, y) for y in (100, 120, 165, 200)]
    below = [Ruling(50, y, 560, y) for y in (100, 120, 206, 246)]
    last = texts(222, "AC-03", "Doors are locked.", "Tried the doors.|Result: No exceptions noted.", xs=xs)
    placed = [*texts(112, *head, xs=xs), *second, *last]
    return Read(page(first, rulings=rulings), page(placed, rulings=below, number=2))


def test_a_test_behind_the_result_that_opens_the_page_is_another():
    rest = [("Result: No exceptions noted.", 305, 140), ("Inspected the log for a sample of 5 days.", 305, 164)]
    read = combined([*rest, ("Result: Exception noted. One day was missing.", 305, 188)])
    assert results(read)[1:3] == [
        ("AC-02", "Observed the screen.", CLEAN),
        ("AC-02", "Inspected the log for a sample of 5 days.", "Exception noted. One day was missing."),
    ]


def test_what_went_wrong_below_its_result_is_no_further_test():
    rest = [("Result: Exception noted.", 305, 140), ("For 2 of 25 days no log was kept.", 305, 164)]
    (exception,) = combined(rest).exceptions
    assert exception.control_id == "AC-02"


def test_words_below_an_open_cell_are_its_own_though_the_cell_beside_is_closed():
    ys = [100.0, 140.0, 180.0]
    rulings = [r for r in grid(XS, ys) if not (r.horizontal and r.top == 180)] + [Ruling(XS[2], 180, XS[3], 180)]
    first = [*texts(116, *HEADER), *texts(152, "AC-01", "Access is reviewed|by system owners", "Inspected it.", CLEAN)]
    first += [("every quarter.", 125, 186)]
    second = [*texts(116, *HEADER), *texts(152, "", "", "Inspected the list.")]
    below = [r for r in grid(XS, ys) if r.horizontal or r.x0 in (XS[0], XS[-1], XS[2], XS[3], XS[1])]
    read = Read(page(first, rulings=rulings), page(second, rulings=below, number=2))
    (control,) = read.controls
    assert control.text == "Access is reviewed by system owners every quarter."


TWO = [50.0, 220.0, 560.0]
LISTED = ("Trust Services Criteria", "Controls in Place")


def criteria_table(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """A drawn table of two columns over two pages, a row of 40 points each: the controls with their criteria."""
    pages = []
    for number, rows in enumerate((first, second), start=1):
        ys = [100.0 + 40 * i for i in range(len(rows) + 2)]
        placed = [text for i, row in enumerate([LISTED, *rows]) for text in texts(ys[i] + 14, *row, xs=TWO)]
        pages.append(page(placed, rulings=grid(TWO, ys), number=number))
    return [(control.id or control.text, control.criteria) for control in Read(*pages).controls]


LIST = [
    ("CC1.1 Integrity matters.", "AC-01 Staff sign the code."),
    ("CC1.2 The board is independent.", "AC-02 The board meets."),
    ("CC1.3 Structures are set up.", "AC-03 A chart is kept."),
]


def test_a_criterion_that_moved_overleaf_is_that_of_the_controls_beside_its_empty_cell():
    read = criteria_table(
        [*LIST, ("", "AC-04 Staff are trained.")],
        [("CC1.4 Staff are competent.", "AC-05 Staff are vetted."), ("CC1.5 Staff answer.", "AC-06 Duties are set.")],
    )
    assert dict(read)["AC-03"] == ("CC1.3",)
    assert dict(read)["AC-04"] == dict(read)["AC-05"] == ("CC1.4",)


def test_a_criterion_cut_by_the_page_is_that_of_the_controls_below_its_rest():
    read = criteria_table(
        [*LIST, ("CC1.4 Staff are hired,|trained and kept", "AC-04 Staff are trained.")],
        [("with their goals in mind.", "AC-05 Staff are vetted."), ("CC1.5 Staff answer.", "AC-06 Duties are set.")],
    )
    assert dict(read)["AC-04"] == dict(read)["AC-05"] == ("CC1.4",)
    assert dict(read)["AC-06"] == ("CC1.5",)


def test_an_id_in_brackets_overleaf_belongs_to_the_control_before_it():
    read = criteria_table(
        [
            ("CC1.1 Integrity matters.", "• Staff sign the code. (HR-1)"),
            ("CC1.2 The board is independent.", "• The board meets. (HR-2)"),
            ("CC1.3 Information on duties is", "• Duties are defined in the charter."),
        ],
        [
            ("passed on.", "(HR-3)|• Staff are trained. (HR-|4)"),
            ("CC1.4 Staff answer.", "• Duties are set. (HR-5)"),
        ],
    )
    assert read == [
        ("HR-1", ("CC1.1",)),
        ("HR-2", ("CC1.2",)),
        ("HR-3", ("CC1.3",)),
        ("HR-4", ("CC1.3",)),
        ("HR-5", ("CC1.4",)),
    ]


def test_notes_that_a_table_goes_on_do_not_part_it():
    first = [*opening(), *texts(220, "", "Dashboards show the health|of services and are", "Observed them.", CLEAN)]
    first += [("continued on next page or end of table", 380, 262)]
    second = [("Table 3 - continued from previous page", 50, 80), *texts(112, *HEADER)]
    second += texts(140, "AC-03", "viewed at each shift.", "")
    second += texts(180, "AC-04", "Doors are locked.", "Tried the doors.", CLEAN)
    read = Read(ruled(first, 100, 120, 250), ruled(second, 100, 120, 200, number=2))
    assert [(one.id, one.text) for one in read.controls][2:] == [
        ("AC-03", "Dashboards show the health of services and are viewed at each shift."),
        ("AC-04", "Doors are locked."),
    ]


BOXED = [50.0, 130.0, 180.0, 330.0, 470.0, 570.0]
BOXED_HEADER = ("Criteria", "Control", "Control activity", "Test of control", "Result of test")


def boxed(number: int, names: range, *, head: bool, box: str = "") -> Page:
    """Rows between rules, a criterion of three lines in each; a box beside the criterion of the second."""
    placed = texts(112, *BOXED_HEADER, xs=BOXED) if head else []
    ys = [100.0, 120.0] if head else [120.0]
    for i, name in enumerate(names):
        y = 134 + 60 * i
        placed += texts(y, f"CC6.{name}: Access|is granted|in a safe way", "", "", "", "", xs=BOXED)
        placed += texts(y, "", f"AC-0{name}", "Access is reviewed|by its owner.", "Inspected it.", CLEAN, xs=BOXED)
        ys.append(y + 46)
        if box and i == 1:
            placed.append((box, BOXED[1] + 5, y + 24))
    rulings = [Ruling(BOXED[0], y, BOXED[-1], y) for y in ys]
    return page(placed, rulings=rulings, number=number)


def test_a_box_across_the_columns_beside_a_criterion_hides_none_of_them_on_a_page_without_header():
    box = "Complementary user entity controls: the user entity removes the access of its own personnel in time."
    read = Read(boxed(1, range(1, 5), head=True), boxed(2, range(5, 9), head=False, box=box))
    assert [(one.id, one.text, one.criteria) for one in read.controls] == [
        (f"AC-0{i}", "Access is reviewed by its owner.", (f"CC6.{i}",)) for i in range(1, 9)
    ]


ANSWERED = [50.0, 90.0, 230.0, 400.0, 560.0]
ANSWERED_HEADER = ("Ref", "Description of controls", "Tests", "Response")


def answered(number: int, names: range, *, head: bool, bad: int = 0, heading: str = "") -> Page:
    """Rows with their result across the table below them, a response beside the bad one alone."""
    placed = texts(100, *ANSWERED_HEADER, xs=ANSWERED) if head else []
    y = 124.0
    for name in names:
        response = "A notice was late." if name == bad else ""
        placed += texts(
            y, f"{name}.", "Access is removed|on the last day.", "Inspected the log|of leavers.", response, xs=ANSWERED
        )
        result = "For 2 of 25 leavers access was kept." if name == bad else CLEAN
        placed.append((f"Result: {result}", 55, y + 32))
        y += 56
    if heading:
        placed.append((heading, 55, y + 8))
    return page(placed, rulings=[Ruling(50, 106, 560, 106)] if head else [], number=number)


def test_a_column_that_is_empty_over_a_page_is_the_same_behind_it():
    read = Read(
        answered(1, range(1, 6), head=True, bad=2),
        answered(2, range(6, 11), head=False, heading="CC6.2: Access is registered"),
        answered(3, range(11, 16), head=False, bad=13),
    )
    assert [(one.control_id, one.management_response) for one in read.exceptions] == [
        ("2.", "A notice was late."),
        ("13.", "A notice was late."),
    ]
    assert len(read.tests) == 15
    assert all(test.result for test in read.tests)


def test_cards_below_a_summary_of_exceptions_are_no_rows_of_it():
    placed = texts(112, "Exception", "Control", "Criteria", "Description")
    placed += texts(132, "Exception 1", "CA-02", "CC6.2", "One form was late.")
    rulings = [Ruling(50, y, 560, y) for y in (100, 118, 142)]
    y = 160.0
    bold = []
    for name, result in (("CA-01", "Nothing noted."), ("CA-02", "One form was late."), ("CA-03", "Nothing noted.")):
        bold.append((f"Control {name}", 55, y))
        rulings += [Ruling(50, level, 560, level) for level in (y - 12, y + 6)]
        for label, text in (
            ("Control Description", "Forms are signed in good time."),
            ("Criteria:", "CC6.2"),
            ("Tests of Controls", "Inspected the forms of two months."),
            ("Results of Tests", result),
        ):
            y += 18
            bold.append((label, 55, y))
            placed.append((text, 180, y))
            rulings.append(Ruling(50, y + 6, 560, y + 6))
        y += 26
    drawn = page(placed, rulings=rulings, extra=[word for text, x, y in bold for word in words(text, x, y, bold=True)])
    assert [(one.id, one.criteria) for one in Read(drawn).controls] == [
        ("CA-01", ("CC6.2",)),
        ("CA-02", ("CC6.2",)),
        ("CA-03", ("CC6.2",)),
    ]
