"""Tests, results and criteria that do not stand in columns side by side -> the same records."""

from __future__ import annotations

from soc2parse.extract import testing
from soc2parse.extract.found import Found
from soc2parse.language.columns import header_roles
from soc2parse.report import Control, ReportedException, TestingResult
from soc2parse.sections import Role
from soc2parse.terms import Outcome
from tests.extract.printed import heading, para, report, section, table


class Read:
    """What a report with these parts gives."""

    def __init__(self, *parts: object) -> None:
        tests = [part for part in parts if not isinstance(part, tuple)]
        rest = [section(Role.APPENDIX, *part) for part in parts if isinstance(part, tuple)]
        items = testing.extract(report(section(Role.TESTS, *tests), *rest))
        values = [item.value for item in items if isinstance(item, Found)]
        self.controls = [value for value in values if isinstance(value, Control)]
        self.tests = [value for value in values if isinstance(value, TestingResult)]
        self.exceptions = [value for value in values if isinstance(value, ReportedException)]


def test_a_result_behind_its_test_in_one_paragraph():
    cell = (
        "Obtained the policy and inspected it to validate that it was approved. No exceptions noted.\n"
        "Obtained the reviews for a sample of 25 users and inspected them to validate that each was signed. "
        "Exception noted. For 2 of 25 users, the review was not signed."
    )
    read = Read(
        table(
            ["No.", "Control", "Service Auditor's Test and Result"],
            ["#1", "Access is reviewed each quarter by the owners.", cell],
            ["#2", "The board meets.", "Obtained the minutes and inspected them. No exceptions noted."],
        )
    )
    told = [(test.control_id, test.procedure, test.outcome) for test in read.tests]
    assert told == [
        ("#1", "Obtained the policy and inspected it to validate that it was approved.", Outcome.NO_EXCEPTION),
        (
            "#1",
            "Obtained the reviews for a sample of 25 users and inspected them to validate that each was signed.",
            Outcome.EXCEPTION,
        ),
        ("#2", "Obtained the minutes and inspected them.", Outcome.NO_EXCEPTION),
    ]
    (exception,) = read.exceptions
    assert exception.description == "Exception noted. For 2 of 25 users, the review was not signed."


def test_results_in_a_table_of_their_own_behind_the_tests():
    read = Read(
        heading("Tests"),
        table(
            ["Control ID", "Control", "Test of operating effectiveness"],
            ["SEC.01", "Access is reviewed.", "Inspected the review."],
            ["SEC.02", "Leavers lose access.", "Inspected tickets for a sample of 25 leavers."],
        ),
        heading("Results"),
        table(
            ["Control ID", "Result of test", "Management's response"],
            ["SEC.01", "No exceptions noted.", "-"],
            ["SEC.02", "Exception: 2 of 25 leavers kept their access.", "We agree."],
        ),
    )
    told = [(test.control_id, test.procedure, test.outcome) for test in read.tests]
    assert told == [
        ("SEC.01", "Inspected the review.", Outcome.NO_EXCEPTION),
        ("SEC.02", "Inspected tickets for a sample of 25 leavers.", Outcome.EXCEPTION),
    ]
    (exception,) = read.exceptions
    assert (exception.control_id, exception.deviations, exception.management_response) == ("SEC.02", 2, "We agree.")


def test_an_appendix_lists_the_criteria_of_controls_whose_ids_look_like_nothing_known():
    read = Read(
        table(
            ["Ref", "Control", "Test", "Result"],
            ["C-1.a", "Access is reviewed.", "Inspected the review.", "No exceptions noted."],
            ["C-1.b", "The board meets.", "Inspected the minutes.", "No exceptions noted."],
        ),
        (table(["Control", "Criteria"], ["C-1.a", "CC6.2, CC6.3"], ["C-1.b", "CC1.2"]),),
    )
    assert [(control.id, control.criteria) for control in read.controls] == [
        ("C-1.a", ("CC6.2", "CC6.3")),
        ("C-1.b", ("CC1.2",)),
    ]


def test_an_exception_counts_also_for_the_criterion_whose_row_says_see_the_other():
    header = ["Control #", "Control Activity", "Test of Control", "Test Result"]
    read = Read(
        para("CC4.2 Weaknesses are reported to those who must correct them."),
        table(
            header,
            [
                "4.2.1",
                "Findings are resolved in time.",
                "Inspected tickets for a sample of 9 findings.",
                "Exception noted. 1 of 9 findings was open.",
            ],
        ),
        para("CC7.1 New vulnerabilities are detected."),
        table(header, ["4.2.1", "Findings are resolved in time.", "See CC4.2", "See CC4.2"]),
    )
    (exception,) = read.exceptions
    assert exception.criteria == ("CC4.2", "CC7.1")


def test_an_exception_whose_words_stand_in_a_lettered_note_below_the_table():
    header = ["Ref", "Control", "Test", "Result"]
    read = Read(
        para("CC6.1: Access is restricted."),
        table(
            header,
            ["1.01", "Access is reviewed.", "Inspected the reviews.", "Exception (a)"],
            ["1.02", "Keys are kept.", "Inspected the vault.", "No exceptions noted"],
            ["1.03", "Leavers lose access.", "Inspected tickets.", "Exception (b)"],
        ),
        para("(a) One of the two reviews selected was not signed.\nManagement's response: We agree."),
        para("(b) For 2 of 25 leavers selected, access was not removed."),
        para("Management's response: The tool was mended."),
        para("CC6.2: Users are authorized before they receive access."),
        table(header, ["2.01", "Requests are approved.", "Inspected requests.", "No exceptions noted"]),
    )
    assert [(one.control_id, one.description, one.management_response) for one in read.exceptions] == [
        ("1.01", "One of the two reviews selected was not signed.", "We agree."),
        ("1.03", "For 2 of 25 leavers selected, access was not removed.", "The tool was mended."),
    ]
    assert [one.deviations for one in read.exceptions] == [1, 2]
    assert [test.outcome for test in read.tests].count(Outcome.NO_EXCEPTION) == 2


def test_a_note_to_a_clean_result_that_tells_of_a_failure_is_no_clean_result():
    read = Read(
        para("CC6.1: Access is restricted."),
        table(
            ["Ref", "Control", "Test", "Result"],
            ["1.01", "Access is reviewed.", "Inspected the reviews.", "No exceptions noted (1)"],
            ["1.02", "Keys are kept.", "Inspected the vault.", "No exceptions noted (2)"],
        ),
        para("(1) For 2 of 25 users, access was not removed."),
        para("(2) The vault was moved to a new region in March."),
    )
    assert [test.outcome for test in read.tests] == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION]


def test_a_control_in_rows_with_labels_beside_its_id():
    """The id is merged over "Control", "Also meets", "Test" and "Result"; the criterion stands above the table."""
    read = Read(
        para("CC1.1 The entity shows that integrity matters."),
        table(
            ["CA-1", "Control", "Background checks are completed before the start."],
            [None, "Also meets", "CC1.4"],
            [None, "Test", "Inspected reports for a sample of 25 new hires."],
            [None, "Result", "Deviation: For 1 of 25 new hires, the check was late."],
            [None, "Response", "Management agrees."],
            ["CA-2", "Control", "A hotline is open to all."],
            [None, "Test", "Observed the hotline."],
            [None, "Result", "No deviations noted."],
            header=0,
        ),
    )
    assert [(one.id, one.text, one.criteria) for one in read.controls] == [
        ("CA-1", "Background checks are completed before the start.", ("CC1.1", "CC1.4")),
        ("CA-2", "A hotline is open to all.", ("CC1.1",)),
    ]
    assert [(one.control_id, one.outcome, one.criterion) for one in read.tests] == [
        ("CA-1", Outcome.EXCEPTION, None),
        ("CA-2", Outcome.NO_EXCEPTION, "CC1.1"),
    ]
    (exception,) = read.exceptions
    assert (exception.deviations, exception.management_response) == (1, "Management agrees.")


def test_controls_in_bullets_of_one_cell_with_their_ids_behind_them():
    read = Read(
        table(
            ["Trust Services Criteria", "Controls in Place"],
            [
                "CC1.1 The entity shows that integrity matters.",
                "• Employees sign the code of conduct. (HR-1)\n• A hotline is open to customers and staff. (HR-2)",
            ],
            ["CC1.2 The board acts independently.", "• The board meets each quarter. (HR-3)"],
            ["CC2.3 Outsiders are informed.", "• A hotline is open to customers and staff. (HR-2)"],
        )
    )
    assert [(one.id, one.text, one.criteria) for one in read.controls] == [
        ("HR-1", "Employees sign the code of conduct.", ("CC1.1",)),
        ("HR-2", "A hotline is open to customers and staff.", ("CC1.1", "CC2.3")),
        ("HR-3", "The board meets each quarter.", ("CC1.2",)),
    ]


def test_controls_of_a_type_1_in_one_cell_begin_with_their_ids():
    read = Read(
        table(
            ["Criteria", "Controls"],
            ["CC1.1", "HR-01 Employees sign the code.\nHR-02 A hotline is open."],
            ["CC1.2", "HR-03 The board meets each quarter."],
        )
    )
    assert [(one.id, one.criteria) for one in read.controls] == [
        ("HR-01", ("CC1.1",)),
        ("HR-02", ("CC1.1",)),
        ("HR-03", ("CC1.2",)),
    ]


def test_results_given_by_a_mark_under_their_names():
    read = Read(
        para("CC6.1 Access is restricted."),
        table(
            ["Control", "Description", "Test Performed", "No Exceptions", "Exceptions", "Not Tested", "Comments"],
            ["CC6.1.1", "Access is reviewed.", "Inspected the review.", "X", None, None, None],
            [
                "CC6.1.2",
                "Leavers lose access.",
                "Inspected tickets.",
                None,
                "X",
                None,
                "For 2 of 25 leavers, it was late.",
            ],
            ["CC6.1.3", "Keys are kept.", "Inspected the vault.", "X", None, None, None],
            ["CC6.1.4", "Media are wiped.", "Inspected logs.", None, None, "X", "No media left in the period."],
        ),
    )
    assert [(test.control_id, test.outcome) for test in read.tests] == [
        ("CC6.1.1", Outcome.NO_EXCEPTION),
        ("CC6.1.2", Outcome.EXCEPTION),
        ("CC6.1.3", Outcome.NO_EXCEPTION),
        ("CC6.1.4", Outcome.NO_OCCURRENCE),
    ]
    (exception,) = read.exceptions
    assert (exception.description, exception.deviations) == ("For 2 of 25 leavers, it was late.", 2)


def test_a_row_may_hold_no_more_than_a_criterion():
    read = Read(
        table(
            ["TSC", "Control #", "Control", "Test", "Result"],
            ["CC6.1", "AC-01", "Access is reviewed.", "Inspected the review.", "No exceptions noted."],
            ["CC6.2", None, None, None, None],
            [None, "AC-02", "Leavers lose access.", "Inspected tickets.", "No exceptions noted."],
        )
    )
    assert [one.id for one in read.controls] == ["AC-01", "AC-02"]


def test_numbered_exceptions_in_one_cell_are_as_many_exceptions():
    cell = (
        "Exceptions noted:\n1. For 2 of 25 leavers selected, access was removed late.\n"
        "2. Three of thirty tickets had no date of closure.\nManagement's response: We agree."
    )
    read = Read(
        para("CC6.2: Users are authorized before they receive access."),
        table(
            ["Ref", "Control", "Test", "Result"],
            ["1.01", "Leavers lose access.", "Inspected tickets.", cell],
            ["1.02", "Keys are kept.", "Inspected the vault.", "1. No exceptions noted.\n2. No exceptions noted."],
        ),
    )
    assert [(one.control_id, one.description, one.deviations, one.management_response) for one in read.exceptions] == [
        ("1.01", "For 2 of 25 leavers selected, access was removed late.", 2, "We agree."),
        ("1.01", "Three of thirty tickets had no date of closure.", 3, "We agree."),
    ]
    assert [test.outcome for test in read.tests] == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION]


def test_a_form_whose_label_control_stands_beside_the_id():
    def form(name: str, *result: list[str | None]):
        return table(
            ["Control", name],
            ["Criterion", "CC6.2"],
            ["Description", f"Access is removed as {name} says."],
            ["Tests", "Inspected tickets for a sample of 25 leavers."],
            *result,
            header=0,
        )

    read = Read(
        form("KW-001", ["Result", "Control operated effectively."]),
        form(
            "KW-002",
            ["Result", "Control did not operate effectively."],
            ["Exception", "For 2 of 25 leavers, it was late."],
            ["Response", "Management agrees."],
        ),
    )
    assert [(one.id, one.criteria) for one in read.controls] == [("KW-001", ("CC6.2",)), ("KW-002", ("CC6.2",))]
    assert [test.result for test in read.tests] == [
        "Control operated effectively.",
        "Control did not operate effectively.",
    ]
    (exception,) = read.exceptions
    assert exception.description == "Control did not operate effectively. For 2 of 25 leavers, it was late."
    assert exception.management_response == "Management agrees."


def test_conclusions_on_design_stand_under_their_own_heading():
    read = Read(
        table(
            ["Criteria", "Control", "Description of Control", "Evaluation of Design", "Conclusion on Design"],
            ["CC6.1", "JV-01", "Access is reviewed.", "Inspected one example.", "Suitably designed."],
            [
                "CC6.2",
                "JV-02",
                "Leavers lose access.",
                "Inspected one example.",
                "Not suitably designed. No owner is named.",
            ],
        )
    )
    assert [(one.control_id, one.outcome) for one in read.tests] == [
        ("JV-01", Outcome.DESIGN_ONLY),
        ("JV-02", Outcome.EXCEPTION),
    ]


def test_an_id_alone_at_a_pages_foot_belongs_to_the_row_overleaf():
    header = ["Control", "Control Description", "Test", "Result"]
    read = Read(
        para("CC6.2: Users are authorized before they receive access."),
        table(
            header,
            ["CC6.2.1", "Requests are approved.", "Inspected tickets.", "No exceptions noted."],
            ["CC6.2.2", "Accounts are named.", "Inspected the list.", "No exceptions noted."],
        ),
        para("CC6.2.3"),
        table(
            header,
            [
                None,
                "Leavers lose access.",
                "Inspected tickets for a sample of 25.",
                "Exception noted. 2 of 25 were late.",
            ],
            ["CC6.3.1", "Access is reviewed.", "Inspected the review.", "No exceptions noted."],
            page=6,
        ),
    )
    assert [one.id for one in read.controls] == ["CC6.2.1", "CC6.2.2", "CC6.2.3", "CC6.3.1"]
    assert [one.control_id for one in read.exceptions] == ["CC6.2.3"]


def test_a_result_of_several_tests_in_one_cell_of_which_one_failed_is_an_exception_to_be_looked_at():
    result = "Tests 1 and 3: no exceptions noted. Test 2: for 2 of 25 users selected, the approval was missing."
    read = Read(
        para("CC6.2: Users are authorized before they receive access."),
        table(
            ["Ref", "Control", "Test", "Result"],
            ["1.01", "Access is approved.", "Inspected requests for a sample of 25 users.", result],
            ["1.02", "Keys are kept.", "Inspected the vault.", "No exceptions noted."],
        ),
    )
    assert [test.outcome for test in read.tests] == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION]
    assert [(one.control_id, one.deviations) for one in read.exceptions] == [("1.01", 2)]


def test_numbered_duties_beside_their_criteria_are_no_mapping_of_controls_with_the_same_numbers() -> None:
    columns = ["CUEC #", "User entity responsibility", "TSC Reference"]
    rows = [[f"{n}", f"User entities need to keep copy {n} of their data.", f"A1.{n}"] for n in (1, 2, 3)]
    duties = table(columns, *rows)
    rows = [[f"#{n}", f"Access {n} is reviewed.", "Inspected it.", "No exceptions noted."] for n in (1, 2, 3)]
    tested = table(["No.", "Controls", "Test of Controls", "Results"], *rows)
    parts = report(section(Role.DESCRIPTION, duties), section(Role.TESTS, heading("CC1.1 Values"), tested))
    found = [item.value for item in testing.extract(parts) if isinstance(item, Found)]
    controls = [value for value in found if isinstance(value, Control)]
    assert [control.criteria for control in controls] == [("CC1.1",)] * 3


def test_the_first_line_of_a_test_and_its_result_is_no_header_of_a_table() -> None:
    assert header_roles(["30.", "Performed inquiry of the control", "Unable to test - no"]) is None
    assert header_roles(["Control", "Test", "Result"]) is not None
