"""Control tables as they stand on the page -> controls, tests, results and exceptions."""

from __future__ import annotations

import pytest

from soc2parse.extract import testing
from soc2parse.extract.control_rows import read_rows
from soc2parse.extract.found import Found
from soc2parse.layout.document import lay_out
from soc2parse.reading.page import Page, Ruling
from soc2parse.report import Control, Issue, ReportedException, TestingResult
from soc2parse.sections import Role, Section, Sections
from soc2parse.terms import Outcome, SectionStatus
from tests.layout.drawing import grid, page

XS = [50.0, 120.0, 280.0, 440.0, 560.0]
HEADER = ("Control #", "Control Activity", "Tests of Controls", "Results of Tests")


def table(rows: list[tuple[str, ...]], *, top: float = 100, number: int = 1) -> Page:
    """A drawn table, one row of 40 points each; texts of one cell with several entries stand on lines of their own."""
    ys = [top + 40 * i for i in range(len(rows) + 1)]
    placed = [
        (text, XS[column] + 5, ys[i] + 14 + 12 * line)
        for i, row in enumerate(rows)
        for column, cell in enumerate(row)
        for line, text in enumerate(cell.split("|"))
        if text
    ]
    spanned = {i for i, row in enumerate(rows) if len(row) == 1}
    rulings = [r for r in grid(XS, ys) if r.horizontal or r.x0 in (XS[0], XS[-1]) or not spanned]
    if spanned:
        rulings += [
            type(rulings[0])(x, ys[i], x, ys[i + 1]) for i in range(len(rows)) if i not in spanned for x in XS[1:-1]
        ]
    return page(placed, rulings=rulings, number=number)


class Read:
    """What the tests section of these pages gives."""

    def __init__(self, *pages: Page) -> None:
        elements = lay_out(pages).elements
        part = Section(Role.TESTS, "Tests of Controls", 1, len(pages), elements)
        items = list(testing.extract(Sections((part,), page_count=len(pages))))
        values = [item.value for item in items if isinstance(item, Found)]
        self.controls = [value for value in values if isinstance(value, Control)]
        self.tests = [value for value in values if isinstance(value, TestingResult)]
        self.exceptions = [value for value in values if isinstance(value, ReportedException)]
        self.issues = [item for item in items if isinstance(item, Issue)]
        self.statuses = {item.field: item.value for item in items if isinstance(item, Found)}

    def status(self, kind: str) -> object:
        return self.statuses.get(f"status:{kind}")


ROW = ("AC-01", "Access is reviewed.", "Inspected the review.", "No exceptions noted.")


def test_a_row_is_a_control_with_its_test_and_the_criterion_above_it():
    read = Read(table([HEADER, ("CC6.1 The entity restricts logical access to its assets",), ROW]))
    (control,) = read.controls
    assert (control.id, control.text, control.criteria) == ("AC-01", "Access is reviewed.", ("CC6.1",))
    (test,) = read.tests
    assert (test.procedure, test.outcome, test.criterion) == ("Inspected the review.", Outcome.NO_EXCEPTION, "CC6.1")


def test_a_blank_result_is_no_clean_result_and_is_said():
    read = Read(table([HEADER, ("CC6.1 The entity restricts access",), (*ROW[:3], "")]))
    (test,) = read.tests
    assert test.outcome is None
    assert [issue.code for issue in read.issues if issue.field == "testing_results"] == ["outcome_not_read"]


def test_an_exception_has_its_counts_and_its_place():
    result = "Exception noted. For 2 of|25 sampled users, access was|not removed."
    read = Read(table([HEADER, ("CC6.2 Users are authorized",), (*ROW[:3], result)]))
    (exception,) = read.exceptions
    assert (exception.control_id, exception.deviations, exception.sample_size) == ("AC-01", 2, 25)
    assert exception.criteria == ("CC6.2",)
    assert exception.sources[0].page == 1


def test_the_same_control_under_two_criteria_is_one_control_with_two_tests():
    read = Read(table([HEADER, ("CC6.1 Access is restricted",), ROW, ("CC6.3 Roles are kept",), ROW]))
    (control,) = read.controls
    assert control.criteria == ("CC6.1", "CC6.3")
    assert [test.criterion for test in read.tests] == ["CC6.1", "CC6.3"]


def test_numbered_tests_with_numbered_results_are_one_entry_each():
    row = (
        "AC-01",
        "Access is reviewed.",
        "1. Inspected the list.|2. Observed a login.",
        "1. No exceptions noted.|2. Not tested.",
    )
    read = Read(table([HEADER, ("CC6.1 Access is restricted",), row]))
    assert [(t.procedure, t.outcome) for t in read.tests] == [
        ("Inspected the list.", Outcome.NO_EXCEPTION),
        ("Observed a login.", Outcome.NOT_TESTED),
    ]


def test_a_row_cut_by_the_page_end_stays_one_test():
    first = table(
        [HEADER, ("CC6.1 Access is restricted",), ("AC-01", "Access is reviewed|and", "Inspected the review|and", "")],
        top=600,
    )
    second = table([("", "removed in time.", "the removal.", "No exceptions noted.")], top=60, number=2)
    read = Read(first, second)
    (control,) = read.controls
    assert control.text == "Access is reviewed and removed in time."
    (test,) = read.tests
    assert test.procedure == "Inspected the review and the removal."
    assert test.outcome is Outcome.NO_EXCEPTION
    assert [source.page for source in test.sources] == [1, 2]


def test_managements_response_below_a_row_belongs_to_its_exception():
    read = Read(
        table(
            [
                HEADER,
                ("CC6.1 Access is restricted",),
                (*ROW[:3], "Exception noted."),
                ("Management's Response: The account was disabled.",),
            ]
        )
    )
    (exception,) = read.exceptions
    assert exception.management_response == "The account was disabled."


@pytest.mark.parametrize("cut", ["Management's Response:", "Management's Response:|The account"])
def test_a_response_that_the_page_cuts_goes_on_overleaf(cut: str):
    whole = "The account was disabled."
    rest = whole.removeprefix("The account ") if "account" in cut else whole
    first = table(
        [
            HEADER,
            ("CC6.1 Access is restricted",),
            (*ROW[:3], "Exception noted.|" + cut),
        ],
        top=600,
    )
    second = table([("", "", "", rest), ("AC-09", *ROW[1:])], top=60, number=2)
    (exception,) = Read(first, second).exceptions
    assert exception.description == "Exception noted."
    assert exception.management_response == whole


def test_a_result_that_points_to_a_row_takes_its_outcome():
    other = ("AC-02", "Access is logged.", "Inspected the log.", "Exception noted. The log was off.")
    pointing = ("AC-03", "Logs are kept.", "Inspected the log.", "See AC-02.")
    read = Read(table([HEADER, ("CC7.2 Anomalies are found",), other, pointing]))
    assert [test.outcome for test in read.tests] == [Outcome.EXCEPTION, Outcome.EXCEPTION]


def test_a_summary_of_exceptions_is_no_further_control_or_exception():
    tests = table([HEADER, ("CC6.1 Access is restricted",), (*ROW[:3], "Exception noted. One user|kept access.")])
    summary = table([("No.", "Control", "Exception", "Management Response"),
                     ("1", "AC-01", "One user kept access.", "Access was removed.")], number=2)  # fmt: skip
    read = Read(tests, summary)
    assert len(read.controls) == 1
    (exception,) = read.exceptions
    assert exception.management_response == "Access was removed."
    assert {source.page for source in exception.sources} == {1, 2}


@pytest.mark.parametrize("name", ["Inquiry", "Observation", "Inspection"])
def test_the_table_of_test_types_is_no_table_of_controls(name):
    definitions = table(
        [
            ("Test", "Description", "Procedures", "Results"),
            (name, "The auditor asks.", "", ""),
            ("Inspection", "The auditor reads.", "", ""),
            ("Observation", "The auditor looks.", "", ""),
        ]
    )
    assert Read(definitions).controls == []


def codes(read: Read, field: str) -> list[str]:
    return [issue.code for issue in read.issues if issue.field == field]


def test_a_row_that_is_read_leaves_nothing_to_account_for():
    read = Read(table([HEADER, ("CC6.1 The entity restricts logical access to its assets",), ROW]))
    assert read.issues == []


def test_an_id_below_the_table_that_no_control_bears_is_named_with_its_page():
    rows = table([HEADER, ("CC6.1 The entity restricts access",), ROW])
    prose = page([("AC-17 Visitors are accompanied by their host at all times.", 50.0, 400.0)], number=2)
    read = Read(rows, prose)
    (lost,) = [issue for issue in read.issues if issue.code == "controls_not_read"]
    assert (lost.severity, lost.page) == ("error", 2)
    assert "AC-17 on page 2" in lost.message
    assert codes(read, "exceptions") == ["exceptions_incomplete"]


def test_an_id_of_another_style_is_no_lost_control():
    rows = table([HEADER, ("CC6.1 The entity restricts access",), ROW])
    read = Read(rows, page([("The records are kept under ISO-27001 and POL-3.", 50.0, 400.0)], number=2))
    assert read.issues == []


def test_an_id_that_wraps_in_its_cell_is_not_taken_for_a_shorter_one():
    row = ("AC-1.1|0", *ROW[1:])
    read = Read(table([HEADER, ("CC6.1 The entity restricts access",), row]))
    assert [control.id for control in read.controls] == ["AC-1.10"]
    assert read.issues == []


def test_words_of_a_test_outside_all_rows_are_said():
    rows = table([HEADER, ("CC6.1 The entity restricts access",), ROW])
    read = Read(rows, page([("Inspected the visitor log for a sample of 25 days.", 50.0, 400.0)], number=2))
    (lost,) = [issue for issue in read.issues if issue.code == "tests_not_read"]
    assert (lost.severity, lost.page) == ("error", 2)


def test_an_exception_told_outside_all_rows_is_said():
    rows = table([HEADER, ("CC6.1 The entity restricts access",), ROW])
    read = Read(rows, page([("For the control above, one exception was noted.", 50.0, 400.0)], number=2))
    assert codes(read, "exceptions") == ["exception_unaccounted"]


def test_where_rows_are_lost_no_exceptions_is_not_concluded():
    read = Read(
        table([HEADER, ("CC6.1 The entity restricts access",), ROW]),
        page([("AC-17 Visitors are accompanied by their host.", 50.0, 400.0)], number=2),
    )
    assert read.status("rows") is SectionStatus.NOT_FOUND


def test_a_result_below_the_controls_text_is_no_part_of_the_control():
    header = ("Control #", "Control Activity", "Tests of Controls")
    row = ("AC-01", "Access is reviewed.|Result: No exceptions noted.", "Inspected the review.")
    read = Read(table([header, ("CC6.1 Access is restricted",), row]))
    assert [control.text for control in read.controls] == ["Access is reviewed."]
    assert [(test.result, test.outcome) for test in read.tests] == [("No exceptions noted.", Outcome.NO_EXCEPTION)]


def test_a_result_and_a_response_across_the_table_are_told_apart():
    header = ("Control #", "Control Activity", "Tests of Controls")
    lines = (
        "Result: Exception noted. For 1 of 25 users access was kept.|Management's Response: The account was disabled."
    )
    read = Read(table([header, ("CC6.1 Access is restricted",), ROW[:3], (lines,)]))
    (exception,) = read.exceptions
    assert exception.description == "Exception noted. For 1 of 25 users access was kept."
    assert exception.management_response == "The account was disabled."


def test_the_same_result_without_a_full_stop_overleaf_is_a_result_of_its_own():
    clean = "No exceptions identified"
    rows = [("", f"{i}. Access to part {i}|is reviewed.", "Inspected the review.", clean) for i in (1, 2)]
    first = table([("Ref", "Control Activity", *HEADER[2:]), ("CC6.1 Access is restricted",), rows[0]], top=600)
    read = Read(first, table([rows[1]], top=60, number=2))
    assert [test.result for test in read.tests] == [clean, clean]


def test_two_ids_in_one_cell_are_said():
    read = Read(table([HEADER, ("CC6.1 Access is restricted",), ("AC-01|AC-02", *ROW[1:])]))
    assert "controls_together" in [issue.code for issue in read.issues]


def test_a_title_in_the_column_of_ids_is_no_control():
    read = Read(
        table(
            [
                HEADER,
                ("Access|(CC6)", "", "", ""),
                ("Physical|access", "", "", ""),
                ("CC6.1 Access is restricted",),
                ROW,
            ]
        )
    )
    assert [control.id for control in read.controls] == ["AC-01"]


@pytest.mark.parametrize("ending", [" (CC6.1, CC6.3)", " [CC6.1, CC6.3]", "|CC6.1, CC6.3", "|CC6.1|CC6.3"])
def test_criteria_at_the_end_of_a_controls_cell_are_its_criteria(ending: str):
    row = ("AC-01", f"Access is reviewed.{ending}", *ROW[2:])
    (control,) = Read(table([HEADER, row])).controls
    assert (control.text, control.criteria) == ("Access is reviewed.", ("CC6.1", "CC6.3"))


@pytest.mark.parametrize("beginning", ["(CC6.1, CC6.3) ", "(CC6.1, CC6.3). ", "[CC6.1, CC6.3]: "])
def test_criteria_in_brackets_before_a_controls_text_are_its_criteria(beginning: str):
    row = ("AC-01", f"{beginning}Access is reviewed.", *ROW[2:])
    (control,) = Read(table([HEADER, row])).controls
    assert (control.text, control.criteria) == ("Access is reviewed.", ("CC6.1", "CC6.3"))


@pytest.mark.parametrize("name", ["CC6.1 #3", "CC6.1/3", "CC6.1 (3)", "CC6.1-03"])
def test_a_number_behind_its_criterion_tells_a_controls_criterion(name: str):
    (control,) = Read(table([HEADER, (name, "Access is reviewed.", *ROW[2:])])).controls
    assert control.criteria == ("CC6.1",)


def test_a_criterion_in_a_controls_sentence_stays_in_it():
    row = ("AC-01", "Access is reviewed as|expected by CC6.1.", *ROW[2:])
    (control,) = Read(table([HEADER, ("CC6.2 Users are authorized",), row])).controls
    assert (control.text, control.criteria) == ("Access is reviewed as expected by CC6.1.", ("CC6.2",))


def test_a_column_of_criteria_is_so_whatever_it_is_called():
    header = ("CC6.0", "Criteria", "Control Activity", "Tests of Controls")
    rows = [
        ("CC6.1", "Logical access is restricted.", "Access is reviewed.", "Inspected the review."),
        ("CC6.2", "Users are authorized.", "Requests are approved.", "Inspected the requests."),
    ]
    read = Read(table([header, *rows]))
    assert [(c.text, c.criteria) for c in read.controls] == [
        ("Access is reviewed.", ("CC6.1",)),
        ("Requests are approved.", ("CC6.2",)),
    ]


def test_beside_a_column_of_control_numbers_an_id_that_is_a_criterion_names_the_criterion():
    header = ("Trust ID", "Control #", "Control Description", "Test Results")
    rows = [
        ("CC6.1", "AC-01", "Access is reviewed.", "No exceptions noted."),
        ("CC6.2", "AC-02", "Requests are approved.", "No exceptions noted."),
    ]
    read = Read(table([header, *rows]))
    assert [(c.id, c.criteria) for c in read.controls] == [("AC-01", ("CC6.1",)), ("AC-02", ("CC6.2",))]


def test_procedures_are_tests_whatever_their_column_is_called():
    header = ("Number", "Control", "What Was Undertaken", "Outcome")
    rows = [ROW, ("AC-02", "Requests are approved.", "Inquired of the manager.", "No exceptions noted.")]
    assert [test.procedure for test in Read(table([header, *rows])).tests] == [row[2] for row in rows]


def test_a_table_of_sample_sizes_holds_no_controls():
    header = ("", "Frequency of Control", "Number of Items Tested", "")
    sizes = [("", "Daily", "25", ""), ("", "Weekly", "5", ""), ("", "Quarterly", "2", "")]
    assert Read(table([header, *sizes])).controls == []


def test_controls_of_others_are_no_controls_of_the_report():
    header = ("Criteria", "Expected AWS Control", "", "")
    rows = [("CC6.4", "AWS restricts physical access.", "", ""), ("CC6.5", "AWS destroys storage devices.", "", "")]
    assert Read(table([header, *rows])).controls == []


def test_names_above_a_header_are_no_control():
    names = page([("Acme", 50.0, 80.0), ("Larch & Co. LLP", 300.0, 80.0)], rulings=grid([45, 280, 560], [70, 90]))
    rows = table([HEADER, ("CC6.1 The entity restricts access",), ROW])
    both = Page(1, 612.0, 792.0, (*names.words, *rows.words), (*names.rulings, *rows.rulings))
    assert [control.id for control in Read(both).controls] == ["AC-01"]


def test_a_detail_across_the_columns_beside_the_last_words_of_a_merged_criterion_is_the_exceptions():
    header = ("Criteria", "Control", "Tests of Controls", "Result")
    rulings = [*(Ruling(50, y, 560, y) for y in (60, 84, 132)), Ruling(120, 108, 560, 108)]
    rulings += [Ruling(x, 60, x, 132) for x in (50, 560)]
    placed = [(text, x + 5, 76) for text, x in zip(header, XS, strict=False)]
    cells = ("CC8.1 New", "AC-01 Changes are tried.", "Inspected 25 changes.", "Exception.")
    placed += [(text, x + 5, 100) for text, x in zip(cells, XS, strict=False)]
    placed += [("are tried", 55, 124), ("Exception Detail: For 2 of 25 changes nobody tried the change.", 125, 124)]
    (exception,) = Read(page(placed, rulings=rulings)).exceptions
    assert (exception.deviations, exception.sample_size) == (2, 25)


def test_a_count_of_exceptions_beside_the_results_is_not_part_of_the_result():
    header = ("Control #", "Test Performed", "Exceptions", "Results of Tests")
    rows = [("AC-01", "Inspected the review.", "0", "No exceptions noted."), ("AC-02", *ROW[2:3], "0", ROW[3])]
    assert [test.result for test in Read(table([header, *rows])).tests] == ["No exceptions noted."] * 2


def test_controls_listed_by_criterion_are_joined_with_their_tests_by_number():
    listed = page(
        [
            ("CC6.1 The entity restricts logical access.", 50.0, 100.0),
            ("OL01: Access is reviewed each quarter.", 50.0, 130.0),
            ("OL02: Requests are approved by a manager.", 50.0, 160.0),
            ("CC6.2 The entity authorizes new users.", 50.0, 190.0),
            ("OL02: Requests are approved by a manager.", 50.0, 220.0),
        ]
    )
    header = ("Control", "Test of Controls", "", "Results")
    rows = [("OL01", "Inspected the review.", "", ROW[3]), ("OL02", "Inspected the requests.", "", ROW[3])]
    read = Read(listed, table([header, *rows], number=2))
    assert [(c.id, c.text, c.criteria) for c in read.controls] == [
        ("OL01", "Access is reviewed each quarter.", ("CC6.1",)),
        ("OL02", "Requests are approved by a manager.", ("CC6.1", "CC6.2")),
    ]


def test_a_criterion_and_its_words_above_the_header_hold_for_the_rows_below():
    xs, ys = XS, [100.0, 140.0, 180.0, 220.0]
    placed = [("CC3.2", XS[0] + 5, 114), ("Risks are identified and analyzed as a basis for action.", XS[1] + 5, 114)]
    placed += [(text, XS[i] + 5, 154) for i, text in enumerate(HEADER)]
    placed += [(text, XS[i] + 5, 194) for i, text in enumerate(ROW)]
    rulings = [r for r in grid(xs, ys) if r.horizontal or r.x0 in (XS[0], XS[-1])]
    rulings += [type(rulings[0])(x, 140.0, x, 220.0) for x in XS[1:-1]]
    rulings += [type(rulings[0])(XS[1], 100.0, XS[1], 140.0)]
    (control,) = Read(page(placed, rulings=rulings)).controls
    assert (control.id, control.criteria) == ("AC-01", ("CC3.2",))


def test_an_id_may_number_a_criterions_controls_behind_a_slash():
    (control,) = Read(table([HEADER, ("CC1.1/12", *ROW[1:])])).controls
    assert (control.id, control.text) == ("CC1.1/12", "Access is reviewed.")


def test_results_without_a_stop_between_the_tests_of_one_cell():
    cell = (
        "Inspected the reviews.|Result: No exceptions identified|Inspected the tickets.|Result: No leavers were seen;|"
        "therefore, no test was made."
    )
    rows = [("Control #", "Control Activity", "Tests of Controls and Results"), ("AC-01", "Access is reviewed.", cell)]
    read = Read(table(rows))
    assert [(test.procedure, test.result) for test in read.tests] == [
        ("Inspected the reviews.", "No exceptions identified"),
        ("Inspected the tickets.", "No leavers were seen; therefore, no test was made."),
    ]


NUMBERED = ("Ref", "Control and tests", "Deviations", "Result")


def test_tests_numbered_below_their_control_are_its_tests():
    read = Read(
        table(
            [
                NUMBERED,
                ("1.10", "Access is reviewed|each year. (CC6.1)", "", ""),
                ("1.10.1", "Inspected the review.", "0", "No deviations noted."),
                ("1.10.2", "Observed a sign-in.", "0", "No deviations noted."),
                ("1.11", "Visitors sign a book.|(CC6.4)", "", ""),
                ("1.11.1", "Inspected the book.", "0", "No deviations noted."),
            ]
        )
    )
    assert [(c.id, c.text, c.criteria) for c in read.controls] == [
        ("1.10", "Access is reviewed each year.", ("CC6.1",)),
        ("1.11", "Visitors sign a book.", ("CC6.4",)),
    ]
    assert [(t.control_id, t.procedure, t.result) for t in read.tests] == [
        ("1.10", "Inspected the review.", "No deviations noted."),
        ("1.10", "Observed a sign-in.", "No deviations noted."),
        ("1.11", "Inspected the book.", "No deviations noted."),
    ]


def test_a_column_that_counts_deviations_tells_of_an_exception_in_any_words():
    rows = [(f"AC-0{i}", f"Access is reviewed {i}.", "0", "No deviations noted.") for i in (1, 2, 3)]
    counted = ("AC-04", "The plan is exercised.", "1", "The plan was not|exercised.")
    header = ("Control #", "Control Activity", "Deviations", "Result")
    read = Read(table([header, ("CC6.1 Access is restricted",), *rows, counted]))
    assert [exception.control_id for exception in read.exceptions] == ["AC-04"]


def test_a_control_across_the_columns_stands_above_its_tests_without_any_header():
    ys = [100.0, 140.0, 180.0]
    placed = [("CC1.4-A", 55, 114), ("Job descriptions state the skills required.", 125, 114)]
    placed += [("Inspected the job descriptions.", 125, 154), ("No exceptions noted.", 345, 154)]
    xs = [50.0, 120.0, 340.0, 560.0]
    rulings = [r for r in grid(xs, ys) if r.x0 != 340.0 and (r.horizontal is False or r.top != 140.0)]
    rulings += [type(rulings[0])(120.0, 140.0, 560.0, 140.0), type(rulings[0])(340.0, 140.0, 340.0, 180.0)]
    read = Read(page(placed, rulings=rulings))
    assert [(c.id, c.text) for c in read.controls] == [("CC1.4-A", "Job descriptions state the skills required.")]
    assert [(t.procedure, t.result) for t in read.tests] == [
        ("Inspected the job descriptions.", "No exceptions noted.")
    ]


def test_criteria_behind_the_text_do_not_let_a_table_lose_to_blocks():
    rows = [(f"AC-0{n}", f"Access {n} is reviewed. (CC6.{n})", *ROW[2:]) for n in range(1, 5)]
    assert [control.criteria for control in Read(table([HEADER, *rows])).controls] == [
        (f"CC6.{n}",) for n in range(1, 5)
    ]


def test_where_a_result_is_unclear_the_list_of_exceptions_is_said_to_be_incomplete():
    read = Read(table([HEADER, ("CC6.1 The entity restricts access",), (*ROW[:3], "")]))
    assert codes(read, "exceptions") == ["exceptions_incomplete"]


FREQUENCY = ("", "Controls", "", "Frequency")


def test_under_a_criterion_a_table_may_hold_the_controls_alone():
    criterion = page([("CC6.1 The entity restricts logical access to its assets.", 50.0, 80.0)])
    rows = table([FREQUENCY, ("", "Access is reviewed.", "", "Quarterly"), ("", "Keys are kept.", "", "Annual")])
    both = Page(1, 612.0, 792.0, (*criterion.words, *rows.words), rows.rulings)
    assert [(c.text, c.criteria) for c in Read(both).controls] == [
        ("Access is reviewed.", ("CC6.1",)),
        ("Keys are kept.", ("CC6.1",)),
    ]


def test_a_result_below_its_test_in_one_cell_goes_on_overleaf_and_not_the_test():
    header = ("Criteria", "Control #", "Control", "Tests of Controls and Results of Tests")
    cut = ("CC6.1 Access", "AC-01", "Access is reviewed.", "Inspected it.|Result: For 2 of 25|users it was")
    read = Read(table([header, cut], top=640), table([header, ("", "", "", "late.")], number=2))
    (test,) = read.tests
    assert (test.procedure, test.result) == ("Inspected it.", "For 2 of 25 users it was late.")


def test_a_response_below_a_clean_second_test_of_a_card_answers_the_finding_of_the_first():
    finding = "For 2 of 25 users, access was not removed."
    rows = [
        ("Control AC-01", ""),
        ("Control Description", "Access is reviewed."),
        ("Tests of Controls 1", "Inspected."),
    ]
    rows += [("Results of Tests 1", finding), ("Tests of Controls 2", "Observed it."), ("Results of Tests 2", ROW[3])]
    ys = [100.0 + 20 * i for i in range(8)]
    placed = [(text, x, y + 14) for (a, b), y in zip(rows, ys, strict=False) for text, x in ((a, 55), (b, 200)) if text]
    placed.append(("Management Response: The cause was an error, and a second person now confirms it.", 55, 234))
    sheet = page(placed, rulings=[Ruling(50, y, 560, y) for y in ys])
    (printing,) = read_rows(lay_out([sheet]).elements).printings
    assert [bool(trial.response) for trial in printing.trials] == [True, False]


def test_a_table_may_hold_the_controls_alone_where_each_begins_with_its_id():
    header = ("", "Description of Controls", "", "Occurrence")
    rows = (("", "AC-01|Access is reviewed.", "", "Annual"), ("", "AC-02|Keys are kept.", "", "Event"))
    read = Read(table([header, *rows]))
    assert [(c.id, c.text) for c in read.controls] == [("AC-01", "Access is reviewed."), ("AC-02", "Keys are kept.")]


def test_a_column_of_labels_beside_the_controls_is_not_part_of_their_texts():
    header = ("Control Period", "Control", "Test Performed", "Test Results")
    rows = [("Annual", f"Access {n} is reviewed.", *ROW[2:]) for n in range(1, 4)]
    read = Read(table([header, ("CC6.1 The entity restricts access",), *rows]))
    assert [control.text for control in read.controls] == [f"Access {n} is reviewed." for n in range(1, 4)]


def test_the_end_of_a_criterions_words_is_no_lost_test():
    rows = table([HEADER, ("CC6.1 The entity restricts access",), ROW])
    read = Read(rows, page([("identified and assessed.", 50.0, 400.0)], number=2))
    assert read.issues == []


def test_a_column_of_further_criteria_adds_to_the_one_above_the_rows():
    header = ("Control #", "Control Activity", "Also supports", "Results of Tests")
    rows = [header, ("CC6.1 Access is restricted",), ("AC-01", "Access is reviewed.", "CC6.3, CC7.2", ROW[3])]
    read = Read(table([*rows, ("AC-02", "Keys are kept.", "", ROW[3]), ("CC6.2 Users are authorized",)]))
    assert [control.criteria for control in read.controls] == [("CC6.1", "CC6.3", "CC7.2"), ("CC6.1",)]


def test_a_row_may_name_the_controls_that_support_a_criterion_too():
    more = "Additional control activities that support CC6.2: AC-01"
    read = Read(table([HEADER, ("CC6.1 Access is restricted",), ROW, ("CC6.2 Users are authorized",), (more,)]))
    assert [control.criteria for control in read.controls] == [("CC6.1", "CC6.2")]
    assert not [issue for issue in read.issues if issue.code == "rows_not_placed"]


def test_a_row_that_belongs_to_no_control_is_said():
    note = "The entity plans to replace this register by a system of its own."
    read = Read(table([HEADER, ("CC6.1 Access is restricted",), ROW, (note,)]))
    (issue,) = [issue for issue in read.issues if issue.code == "rows_not_placed"]
    assert (issue.field, issue.page) == ("controls", 1)


def topped(number: int, rows: list[tuple[str, ...]], *, top: float) -> Page:
    """A control across two columns above its test and result; a row of one text is the control's."""
    ys = [top + 40 * i for i in range(len(rows) + 1)]
    placed, rulings = [], []
    for i, row in enumerate(rows):
        columns = (50.0, 120.0, 340.0, 560.0) if len(row) == 3 else (50.0, 120.0, 560.0)
        rulings += grid(list(columns), ys[i : i + 2])
        placed += [(text, x + 5, ys[i] + 14) for text, x in zip(row, columns, strict=False) if text]
    return page(placed, rulings=rulings, number=number)


def test_a_page_may_end_between_a_control_across_its_columns_and_the_test_below():
    whole = [("CC6.1-A", "Access is reviewed each quarter."), ("", "Inspected the review.", "No exceptions noted.")]
    pages = [
        topped(1, whole, top=60),
        topped(2, [("CC6.1-B", "Badges are collected on the last day.")], top=700),
        topped(3, [("", "Inspected a list of badges.", "Not tested.")], top=60),
    ]
    read = Read(*pages)
    assert [control.id for control in read.controls] == ["CC6.1-A", "CC6.1-B"]
    assert [(test.control_id, test.outcome) for test in read.tests] == [
        ("CC6.1-A", Outcome.NO_EXCEPTION),
        ("CC6.1-B", Outcome.NOT_TESTED),
    ]


def test_an_exception_has_the_criteria_that_its_control_meets_beside_those_of_its_tests():
    header = ("Control #", "Control Activity", "Also supports", "Results of Tests")
    failed = ("AC-01", "Access is reviewed.", "CC7.2", "For 2 of 25 users no review was made.")
    read = Read(table([header, ("CC6.1 Access is restricted",), failed, ("CC6.2 Users are authorized",), failed]))
    (exception,) = read.exceptions
    assert exception.criteria == ("CC6.1", "CC6.2", "CC7.2")


def test_several_controls_in_one_cell_are_parted_by_the_ids_that_begin_their_lines():
    row = (
        "CC6.1",
        "CC6.1.1 Access is reviewed.|CC6.1.2 Keys are kept|in a safe.",
        "CC6.1.1 Inspected the review.|CC6.1.2 Observed the safe.",
        "CC6.1.1 Not tested.|CC6.1.2 No exceptions noted.",
    )
    read = Read(table([("Criterion", *HEADER[1:]), row]))
    assert [(control.id, control.text) for control in read.controls] == [
        ("CC6.1.1", "Access is reviewed."),
        ("CC6.1.2", "Keys are kept in a safe."),
    ]
    assert [(test.control_id, test.procedure, test.outcome) for test in read.tests] == [
        ("CC6.1.1", "Inspected the review.", Outcome.NOT_TESTED),
        ("CC6.1.2", "Observed the safe.", Outcome.NO_EXCEPTION),
    ]


def test_a_finding_that_names_none_of_a_cells_controls_is_given_to_none_of_them():
    row = (
        "CC6.1",
        "CC6.1.1 Access is reviewed.|CC6.1.2 Keys are kept.",
        "CC6.1.1 Inspected the review.|CC6.1.2 Observed the safe.",
        "For 2 of 25 users no|review was made.",
    )
    single = ("CC6.2", "CC6.2.1 Users are authorized.", "Inspected a list.", "No exceptions noted.")
    read = Read(table([("Criterion", *HEADER[1:]), row, single]))
    assert len(read.exceptions) == 1
    assert {issue.code for issue in read.issues} & {"controls_not_read", "controls_together"}


@pytest.mark.parametrize("title", ["Monitoring", "6. Access"])
def test_a_title_alone_with_or_without_a_number_is_no_control(title: str):
    read = Read(table([HEADER, ("CC6.1 Access is restricted",), ROW, (title, "", "", ""), ("AC-02", *ROW[1:])]))
    assert [control.id for control in read.controls] == ["AC-01", "AC-02"]


def test_the_rest_of_a_row_overleaf_brings_the_rest_of_its_criteria():
    header = ("Criteria", "Control Activity", "Tests of Controls", "Results of Tests")
    cut = ("CC1.3", "Roles are described|and", "Inspected the roles|and", "No exceptions noted.")
    whole = ("CC1.4", "Staff are trained.", "Inspected the list.", "No exceptions noted.")
    rest = ("CC2.2", "made known.", "the page that tells of them.", "")
    read = Read(table([header, whole, cut], top=600), table([header, rest, whole], top=60, number=2))
    assert ("Roles are described and made known.", ("CC1.3", "CC2.2")) in [(c.text, c.criteria) for c in read.controls]
    assert all(test.outcome is Outcome.NO_EXCEPTION for test in read.tests)


def test_a_criterion_overleaf_in_the_cell_of_an_id_is_no_control():
    header = ("Control ID|& Criteria", "Control Activity", "Tests of Controls", "Results of Tests")
    whole = ("AC-02|CC6.1", "Keys are kept.", "Inspected the safe.", "No exceptions noted.")
    cut = ("AC-01|CC6.5", "Media are wiped|and", "Inspected the list|and", "No exceptions noted.")
    rest = ("C1.2", "shredded.", "the certificates.", "")
    read = Read(table([header, whole, cut], top=600), table([header, rest, whole], top=60, number=2))
    assert ("AC-01", ("CC6.5", "C1.2")) in [(control.id, control.criteria) for control in read.controls]
    assert "C1.2" not in [control.id for control in read.controls]


def test_an_exceptions_detail_across_the_columns_at_a_pages_top_is_no_rest_of_the_row():
    failed = ("AC-01", "Backups are restored.", "Inspected the restores.", "Exception noted.")
    first = table([HEADER, ("CC6.1 Access is restricted",), ROW, failed], top=600)
    detail = ("Exception detail: For 1 of 2 quarters no backup was restored.",)
    read = Read(first, table([HEADER, detail, ("AC-02", *ROW[1:])], top=60, number=2))
    (exception,) = read.exceptions
    assert (exception.deviations, exception.sample_size) == (1, 2)
    assert "Backups are restored." in [control.text for control in read.controls]


def test_words_in_a_column_without_a_name_are_said():
    """A justified result may look like two columns: "Control      operated" / "effectively.  No" / "exceptions."."""
    header = ("Control #", "Control Activity", "Tests and Results", "")
    rows = [(f"AC-0{i}", "Access is reviewed.", "Inspected the review.", "operated|No") for i in range(1, 6)]
    read = Read(table([header, ("CC6.1 Access is restricted",), *rows]))
    assert "rows_not_placed" in [issue.code for issue in read.issues]


def test_texts_that_break_off_and_a_verdict_given_twice_in_one_result_are_said():
    rows = [(f"AC-{i:02}", *ROW[1:]) for i in range(1, 31)]
    rows[3] = ("AC-04", "Access is reviewed twice a year by the", "determine that it was.", "None noted. None noted.")
    first, second = table([HEADER, *rows[:14]], top=40), table([HEADER, *rows[14:]], top=40, number=2)
    codes = [(issue.code, issue.field, "AC-04" in issue.message) for issue in Read(first, second).issues]
    assert ("text_broken_off", "controls", True) in codes
    assert ("text_broken_off", "testing_results", True) in codes
    assert ("results_not_parted", "testing_results", True) in codes


def test_the_same_verdict_on_each_line_beside_a_test_of_its_own_is_parted_though_hardly_any_space_parts_them():
    row = ("AC-01", "Access is reviewed.", "Observed the door.|Inspected the list.", "None noted.|None noted.")
    assert [(t.procedure, t.result) for t in Read(table([HEADER, row])).tests] == [
        ("Observed the door.", "None noted."),
        ("Inspected the list.", "None noted."),
    ]


def test_duties_of_user_entities_below_a_result_across_the_table_are_none_of_its_words():
    below = "Result: No exceptions noted.|Complementary User Entity Controls:|\u2022 Customers must train their users."
    read = Read(table([HEADER[:3], ("CC6.1 Access is restricted",), ROW[:3], (below,)]))
    assert [test.result for test in read.tests] == ["No exceptions noted."]
