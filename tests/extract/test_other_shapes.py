"""Controls, tests and results that share cells, stand in labelled rows or in paragraphs -> records."""

from dataclasses import replace

import pytest

from soc2parse.extract import testing
from soc2parse.extract.found import Found
from soc2parse.extract.table_roles import roles_of
from soc2parse.language.columns import ColumnRole
from soc2parse.layout.element import Cell
from soc2parse.report import Control, Issue, ReportedException, TestingResult
from soc2parse.sections import Element, Role
from soc2parse.terms import Outcome
from tests.extract.printed import heading, item, para, report, section, table


def read_tests(*elements: Element) -> list[TestingResult]:
    found = testing.extract(report(section(Role.TESTS, *elements)))
    return [item.value for item in found if isinstance(item, Found) and isinstance(item.value, TestingResult)]


def read_controls(*elements: Element) -> list[Control]:
    found = testing.extract(report(section(Role.TESTS, *elements)))
    return [item.value for item in found if isinstance(item, Found) and isinstance(item.value, Control)]


def test_ids_of_a_style_of_their_own_stand_in_the_narrow_one_of_two_columns_of_controls() -> None:
    header = ["Control", "Control description", "Test", "Result"]
    names = ["X.Y.1", "X.Y.2", "X.Z(a)1", "2024/B-7"]
    rows = [
        [name, f"Entry to hall {i} is guarded.", "Inspected it.", "No exceptions noted."]
        for i, name in enumerate(names)
    ]
    controls = read_controls(table(header, *rows))
    assert [(one.id, one.text) for one in controls] == [
        (name, f"Entry to hall {i} is guarded.") for i, name in enumerate(names)
    ]


def test_a_criterion_in_brackets_before_the_controls_text_is_no_part_of_it() -> None:
    header = ["Control #", "Control Activity", "Test", "Result"]
    rows = [[f"1.0{i}", f"(CC6.{i}, CC7.1) Hall {i} is guarded.", "Inspected it.", "None"] for i in (1, 2)]
    controls = read_controls(table(header, *rows))
    assert [(one.text, one.criteria) for one in controls] == [
        (f"Hall {i} is guarded.", (f"CC6.{i}", "CC7.1")) for i in (1, 2)
    ]


def test_an_id_built_on_a_criterion_and_a_number_sign_is_one_control_of_that_criterion() -> None:
    header = ["Control #", "Control Activity", "Test", "Result"]
    rows = [[f"CC6.1 #{i}", f"Hall {i} is guarded.", "Inspected it.", "None"] for i in (1, 2)]
    found = list(testing.extract(report(section(Role.TESTS, table(header, *rows)))))
    controls = [one.value for one in found if isinstance(one, Found) and isinstance(one.value, Control)]
    assert [(one.id, one.criteria) for one in controls] == [(f"CC6.1 #{i}", ("CC6.1",)) for i in (1, 2)]
    assert "controls_together" not in [one.code for one in found if isinstance(one, Issue)]


def test_controls_stand_beside_the_points_of_focus_below_their_criterion() -> None:
    parts = [
        part
        for i in (1, 2)
        for part in (
            para(f"CC6.{i} - A criterion."),
            table(["Point of focus", "Controls of Larkmoor"], ["Restricts access", f"Hall {i} is guarded."]),
        )
    ]
    controls = read_controls(*parts)
    assert [(one.text, one.criteria) for one in controls] == [
        ("Hall 1 is guarded.", ("CC6.1",)),
        ("Hall 2 is guarded.", ("CC6.2",)),
    ]


def test_an_id_that_the_pages_end_cuts_goes_on_overleaf() -> None:
    header = ["Control #", "Control Activity", "Test", "Result"]
    above = table(
        header,
        ["CC6.1 #1", "Hall 1 is guarded.", "Inspected it.", "No exceptions noted."],
        ["CC6.2", "Access is granted only after", "Inspected tickets for a", "No exceptions noted."],
    )
    overleaf = table(
        header,
        ["#1", "approval by the owner.", "sample of 25 grants.", None],
        ["CC6.3 #1", "Hall 3 is guarded.", "Inspected it.", "No exceptions noted."],
        page=6,
    )
    controls = read_controls(above, overleaf)
    assert [(one.id, one.text) for one in controls][1:] == [
        ("CC6.2 #1", "Access is granted only after approval by the owner."),
        ("CC6.3 #1", "Hall 3 is guarded."),
    ]


def test_marks_in_the_middle_of_the_results_column_are_results_though_words_stand_left_of_them() -> None:
    rows = table(
        ["Control #", "Control Activity", "Test", "Result", None],
        ["AC-01", "Hall 1 is guarded.", "Inspected the hall.", None, "\u2713"],
        ["AC-02", "Hall 2 is guarded.", "Inspected the hall.", None, "\u2717"],
        ["AC-03", "Hall 3 is guarded.", "Inspected the hall.", "1 of 25 was open.", None],
        ["AC-04", "Hall 4 is guarded.", "Inspected the hall.", None, None],
    )
    assert [test.outcome for test in read_tests(rows)] == [
        Outcome.NO_EXCEPTION,
        Outcome.EXCEPTION,
        Outcome.EXCEPTION,
        None,
    ]
    roles = roles_of(rows, None)
    assert roles is not None
    assert roles.columns[-2:] == (ColumnRole.RESULT, ColumnRole.RESULT)


def test_a_paragraph_with_an_id_under_several_criteria_is_one_control() -> None:
    first, second = para("HR-01 - Directors meet each quarter."), para("HR-02 - Roles are described.")
    named = [heading(f"CC1.{i}: A criterion", 3) for i in (1, 2, 3)]
    controls = read_controls(named[0], first, named[1], first, second, named[2], first)
    assert [(one.id, one.criteria) for one in controls] == [
        ("HR-01", ("CC1.1", "CC1.2", "CC1.3")),
        ("HR-02", ("CC1.2",)),
    ]


def test_a_paragraph_may_hold_two_controls_with_ids() -> None:
    both = para("HR-01 - Candidates are\ninterviewed.\nHR-05 - Directors meet.")
    controls = read_controls(
        heading("CC1.1: A criterion", 3), both, heading("CC1.2: Another", 3), para("HR-02 - Roles.")
    )
    assert [(one.id, one.text) for one in controls][:2] == [
        ("HR-01", "Candidates are interviewed."),
        ("HR-05", "Directors meet."),
    ]


def test_controls_may_be_paragraphs_that_begin_with_their_ids() -> None:
    texts = ("HRG.01: Reports can be made without a name.", "HRG.02: Directors meet.", "HRG.03: Roles are described.")
    controls = read_controls(*map(para, texts))
    assert [(one.id, one.text) for one in controls][1:] == [
        ("HRG.02", "Directors meet."),
        ("HRG.03", "Roles are described."),
    ]


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("Exception noted. Quarterly reviews were not performed for 2 of 4 quarters.", Outcome.EXCEPTION),
        ("No output was corrected. The circumstances of the control did not occur.", Outcome.NO_OCCURRENCE),
    ],
)
def test_what_a_result_goes_on_to_say_is_no_further_test(result: str, outcome: Outcome) -> None:
    header = ["Control #", "Control Activity", "Tests and Results"]
    row = ["AC-01", "Reviews are made.", f"Inspected the reviews.\nResult: {result}"]
    (test,) = read_tests(table(header, row))
    assert (test.procedure, test.result, test.outcome) == ("Inspected the reviews.", result, outcome)


def test_a_test_of_things_that_failed_is_no_result() -> None:
    header = ["Control #", "Control Activity", "Tests and Results"]
    asked = "Inspected the list. For four sampled failed checks, obtained and inspected the alerts."
    (test,) = read_tests(table(header, ["AC-01", "Checks run.", f"{asked}\nResult: No deviations noted."]))
    assert (test.procedure, test.outcome) == (asked, Outcome.NO_EXCEPTION)


def test_a_mapping_below_the_tests_is_no_further_test() -> None:
    tested = table(
        ["Control Reference", "Controls", "Test Performed"],
        ["C-35", "Fire suppression is inspected.", "Inspected the certificate."],
        ["Result: No exceptions noted."],
    )
    mapped = table(
        ["Requirement", "Topic", "Control"],
        ["164.308(a)(1)", "Security management", "C-35"],
        ["164.308(a)(3)", "Workforce security", "C-36"],
    )
    assert [test.control_id for test in read_tests(tested, mapped)] == ["C-35"]


def test_a_labelled_control_goes_on_below_its_title_overleaf() -> None:
    first = table(
        ["Control AC-01"],
        ["Control Description", "Scans run each week."],
        ["Criteria", "CC7.1"],
        ["Test Performed 1", "Inspected the scans."],
        header=0,
    )
    second = table(
        ["Control AC-01 (continued)"],
        ["Result 1", "No exceptions noted."],
        ["Test Performed 2", "Inspected the tickets."],
        ["Result 2", "Not tested."],
        header=0,
        page=6,
    )
    assert [(test.control_id, test.procedure, test.outcome) for test in read_tests(first, second)] == [
        ("AC-01", "Inspected the scans.", Outcome.NO_EXCEPTION),
        ("AC-01", "Inspected the tickets.", Outcome.NOT_TESTED),
    ]


def test_a_row_that_says_not_applicable_is_no_control() -> None:
    rows = table(
        ["Criteria", "Control Activity", "Test Applied", "Test Results"],
        ["CC6.3", "Access follows roles.", "Inspected the roles.", "No exceptions noted."],
        ["CC6.4", "Not applicable - there are no offices. See Section 3.", "Not applicable.", "Not applicable."],
        ["CC6.5", "Media is wiped.", "Inspected the logs.", "No exceptions noted."],
    )
    assert [(one.text, one.criteria) for one in read_controls(rows)] == [
        ("Access follows roles.", ("CC6.3",)),
        ("Media is wiped.", ("CC6.5",)),
    ]
    assert [one.criterion for one in read_tests(rows)] == ["CC6.3", "CC6.5"]


def test_headings_on_controls_and_tests_above_a_table_are_no_labels() -> None:
    rows = table(
        ["Control ID", "Control Activity", "Test Procedures", "Results of Tests"],
        *[[f"IS - {i}.", f"Access {i} is reviewed.", "Inspected the review.", "No exceptions noted."] for i in "12345"],
    )
    above = (heading("Control Environment", 3), para("Leaders act with integrity."), heading("Test Procedures", 3))
    controls = read_controls(*above, para("We asked and looked."), heading("Controls", 3), heading("Results", 3), rows)
    assert [one.id for one in controls] == [f"IS - {i}." for i in "12345"]


@pytest.mark.parametrize("title", ["Part 2 - HIPAA Security Rule", "\u00a7 164.308(a)(1) - Risk analysis."])
def test_another_standards_table_takes_no_criterion_from_the_one_above(title: str) -> None:
    head = ["#", "Control Activity", "Test Applied", "Test Results"]
    row = ["1.1", "Access is reviewed.", "Inspected the review.", "No exceptions noted."]
    first = table(head, ["A1.3: Recovery plans are tested."], ["3.1", "Plans are tested.", *row[2:]])
    for second in ((heading(title, 2), table(head, row)), (table(head, [title], row),)):
        assert [(one.id, one.criteria) for one in read_controls(first, *second)] == [("3.1", ("A1.3",)), ("1.1", ())]


def test_not_applicable_goes_on_overleaf() -> None:
    head = ["Criteria", "Control Activity", "Test Applied", "Test Results"]
    tested = ("Inspected the roles.", "No exceptions noted.")
    first = table(head, ["CC6.4", "Not applicable. There are no offices; refer", "Not applicable.", "Not applicable."])
    second = table(
        [None, "to the subservice organizations.", None, None], ["CC6.5", "Media is wiped.", *tested], page=6
    )
    assert [one.text for one in read_controls(first, second)] == ["Media is wiped."]


def test_a_mapping_with_its_own_column_names_is_no_further_table_of_controls() -> None:
    tested = table(
        ["Control Reference", "Controls", "Test Performed"],
        ["C-35", "Fire suppression is inspected.", "Inspected the certificate."],
        ["Result: No exceptions noted."],
    )
    mapped = table(
        ["Requirement", "Topic", "Where to look"],
        ["164.308(a)(1)", "Security management process", "See tests above"],
        ["164.312(b)", "Audit controls", "See tests above"],
        header=0,
    )
    named = replace(mapped.rows[0], cells=tuple(map(_bold, mapped.rows[0].cells)))
    controls = read_controls(tested, replace(mapped, rows=(named, *mapped.rows[1:])))
    assert [control.id for control in controls] == ["C-35"]


def _bold(cell: Cell) -> Cell:
    lines = (replace(line, words=tuple(word._replace(bold=True) for word in line.words)) for line in cell.lines)
    return replace(cell, lines=tuple(lines))


def test_a_group_of_criteria_is_no_id_of_a_control() -> None:
    elements: list[Element] = []
    for group, letter in (("CC1", "A"), ("CC2", "B"), ("CC3", "C")):
        elements.append(item("SERIES: Control environment", marker=group))
        elements += [para(f"{group}.1 Conduct of people"), heading(f"{letter}.1"), para("Staff sign a code.")]
    assert [control.id for control in read_controls(*elements)] == ["A.1", "B.1", "C.1"]


def test_an_id_may_stand_alone_with_its_dash_on_a_narrow_cells_first_line() -> None:
    header = ["Criteria", "Controls", "Tests", "Results"]
    rows = [
        [f"CC1.{i}", text, "Inspected the form.", "No exceptions noted."]
        for i, text in enumerate(
            ("CINCA-1.1 \u2013 Staff sign", "CINCA-1.2 \u2013\nCommitments are", "CINCA-1.3 \u2013 Roles"), 1
        )
    ]
    controls = read_controls(table(header, *rows))
    assert [(one.id, one.text) for one in controls][1] == ("CINCA-1.2", "Commitments are")


def test_an_exception_is_found_by_its_number_though_the_narrow_cell_parts_its_name() -> None:
    header = ["Control ID", "Controls", "Tests", "Results"]
    tested = table(header, ["1.01", "Forms are signed.", "Inspected the forms.", "See Exception 1."])
    listed = table(
        ["Excepti\non", "Control", "Criteria", "Description"],
        ["Exceptio\nn 1", "1.01", "CC1.1", "2 of 25 sampled forms were not signed."],
    )
    (test,) = read_tests(tested, listed)
    assert (test.outcome, test.sample.deviations, test.sample.size) == (Outcome.EXCEPTION, 2, 25)


def test_a_frequency_whose_name_the_narrow_cell_breaks_is_no_part_of_the_control() -> None:
    header = ["No.", "Controls", "Control Frequenc\ny", "Tests", "Results"]
    tested = table(header, ["1.01", "Forms are signed.", "Monthly", "Inspected the forms.", "No exceptions noted."])
    assert [control.text for control in read_controls(tested)] == ["Forms are signed."]


def test_plain_ids_of_rows_above_the_first_that_was_read_are_told() -> None:
    lost = table(["Exception", "Where"], ["CC1.1", "1.01 Checks are completed for new hires."], header=1)
    header = ["Control ID", "Controls", "Tests", "Results"]
    rows = [[f"1.0{i}", f"Forms {i} are signed.", "Inspected the forms.", "No exceptions noted."] for i in (4, 5)]
    found = testing.extract(report(section(Role.TESTS, lost, table(header, *rows))))
    told = [item.message for item in found if isinstance(item, Issue) and item.code == "controls_not_read"]
    assert len(told) == 1
    assert "1.01 on page 5" in told[0]


def test_a_header_of_two_rows_names_the_columns_by_its_second() -> None:
    upper = table(["Criterion", "Controls of Acme", "Tests of operating effectiveness"])
    rows = table(
        [None, "No.", "Control", "Procedure", "Result"],
        ["CC6.1", "AC-01", "Access is reviewed.", "\u2022 Inspected the review.", "\u2022 No exceptions noted."],
        ["CC6.2", "AC-02", "Access is approved.", "\u2022 Inspected the tickets.", "\u2022 No exceptions noted."],
        header=2,
    )
    spans = ((0, 1), (1, 2), (3, 2))
    cells = tuple(replace(c, column=a, span=b) for c, (a, b) in zip(upper.rows[0].cells, spans, strict=True))
    both = replace(rows, rows=(replace(upper.rows[0], cells=cells), *rows.rows))
    assert [(one.control_id, one.result) for one in read_tests(both)] == [
        ("AC-01", "No exceptions noted."),
        ("AC-02", "No exceptions noted."),
    ]


def test_tests_by_the_ids_of_controls_that_are_described_elsewhere() -> None:
    texts = [
        ("HR-01", "Directors meet each quarter."),
        ("HR-02", "Roles are described."),
        ("HR-03", "Staff is trained."),
    ]
    above = [block for name, text in texts for block in (heading("CC1.1", 3), para(f"{name} {text}"))]
    rows = table(
        ["Control", "Test performed by Larch", "Result of test"],
        *[[name, "Inspected the minutes.", "No exceptions noted."] for name, _ in texts],
    )
    assert [(one.id, one.text) for one in read_controls(*above, rows)] == texts


def test_a_list_of_results_that_the_page_parts_from_its_tests_goes_on_overleaf() -> None:
    head = ["No.", "Control", "Procedure", "Result"]
    dots = (
        "\u2022 Inspected the list.\n\u2022 Observed the door.",
        "\u2022 No exceptions noted.\n\u2022 No exceptions noted.",
    )
    first = table(head, ["AC-01", "Doors are", "\u2022 Asked the guard.", dots[1]])
    second = table([None, "locked.", dots[0], "\u2022 No exceptions noted."], page=6)
    joined = replace(first, rows=(*first.rows, *second.rows))
    assert [one.procedure for one in read_tests(joined)] == [
        "Asked the guard.",
        "Inspected the list.",
        "Observed the door.",
    ]


def test_a_short_result_below_the_id_within_its_column_is_a_result() -> None:
    header = ["Control ID", "Controls", "Tests Performed"]
    tested = table(
        header,
        ["HRM.01\nResult: No exceptions noted.", "Roles are described.", "Inspected the roles."],
        ["HRM.02", "Forms are signed.", "Inspected the forms."],
        ["Result: No exceptions noted."],
    )
    assert [(test.control_id, test.result) for test in read_tests(tested)] == [
        ("HRM.01", "No exceptions noted."),
        ("HRM.02", "No exceptions noted."),
    ]


def test_a_list_with_letters_begins_a_row_and_goes_on_with_none() -> None:
    header = ["Criteria", "Controls", "Tests Performed", "Results"]
    rows = table(
        header,
        ["CC1.3", "A chart is kept", "Inspected the chart", "No exceptions identified"],
        ["CC1.4", "Courses are held", "a) Inspected the course.\nb) Inspected the lists.", "a) None.\nb) None."],
    )
    assert [one.text for one in read_controls(rows)] == ["A chart is kept", "Courses are held"]


def test_plain_numbers_below_a_title_of_controls_are_their_ids() -> None:
    elements: list[Element] = [heading("Description of Controls")]
    for number in range(1, 5):
        elements += [para(f"{number}."), para(f"Forms of kind {number} are signed.")]
    assert next((one.id, one.text) for one in read_controls(*elements)) == ("1.", "Forms of kind 1 are signed.")


def test_a_test_whose_verb_is_hyphenated_begins_after_the_result_above_it() -> None:
    cell = (
        "Inspected the settings.\nResult: No exceptions identified\nFor a sample of 25 alerts, performed an in-\n"
        "spection of the record that the alert was closed.\nResult: No exceptions identified"
    )
    tested = read_tests(table(["Control ID", "Controls", "Tests and Results"], ["C-23", "Alerts are sent.", cell]))
    assert [test.result for test in tested] == ["No exceptions identified", "No exceptions identified"]


def test_criteria_of_two_families_below_each_other_are_two() -> None:
    header = ["Control ID", "Criteria", "Controls", "Tests", "Results"]
    row = ["CC6.1-02", "CC 6.1\nC 1.1", "Keys are guarded.", "Inspected the keys.", "No exceptions noted."]
    assert [control.criteria for control in read_controls(table(header, row))] == [("CC6.1", "C1.1")]


def test_a_labelled_control_with_its_exception_across_the_table_is_one() -> None:
    card = table(
        ["Control COL-4"],
        ["Control Description", "Questions are answered in time."],
        ["Criteria:", "CC2.3"],
        ["Tests of Controls", "Inspected 20 tickets."],
        ["Results of Tests", "Exception noted."],
        ["Exception Detail: 2 of 20 sampled tickets were late."],
        ["Management Response: Management has hired staff."],
        header=0,
    )
    (test,) = read_tests(card)
    assert (test.control_id, test.outcome, test.sample.deviations) == ("COL-4", Outcome.EXCEPTION, 2)


def test_a_sentence_without_a_test_ends_no_result() -> None:
    cell = "Inquired of the owner.\nResult: No keys were used during the period. Not tested."
    (test,) = read_tests(table(["Control ID", "Controls", "Test and Result"], ["C-18", "Keys are guarded.", cell]))
    assert test.result == "No keys were used during the period. Not tested."


def test_controls_that_count_on_from_a_number_have_lost_the_first() -> None:
    header = ["No.", "Controls", "Tests", "Results"]
    rows = [[f"{i}", f"Forms {i} are signed.", "Inspected the forms.", "No exceptions noted."] for i in range(39, 46)]
    found = testing.extract(report(section(Role.TESTS, table(header, *rows))))
    told = [item.message for item in found if isinstance(item, Issue) and item.code == "controls_not_read"]
    assert told == ["Controls are counted up to 45, but none was read with these numbers: 1, 2, 3, 4, 5, 6, 7, 8, ...."]


@pytest.mark.parametrize("printed", ["C{}: Forms {} are signed.", "{}.01\nForms {} are signed."])
def test_controls_with_plain_ids_below_the_name_of_their_column(printed: str) -> None:
    controls = read_controls(heading("Related Controls"), *(para(printed.format(i, i)) for i in range(1, 5)))
    assert [one.text for one in controls] == [f"Forms {i} are signed." for i in range(1, 5)]


def test_a_plain_id_within_a_cell_begins_a_control_of_its_own() -> None:
    rows = table(
        ["Criteria", "Description of Controls"],
        ["CC1.2", "1.04: Members are independent."],
        ["CC1.3", "1.05: Roles are assigned.\n1.06: A chart is kept."],
        ["CC1.4", "1.07: Staff is trained."],
    )
    assert [(one.id, one.text, one.criteria) for one in read_controls(rows)][1:3] == [
        ("1.05", "Roles are assigned.", ("CC1.3",)),
        ("1.06", "A chart is kept.", ("CC1.3",)),
    ]


def test_a_criterion_close_below_a_result_across_the_table_heads_the_next_rows() -> None:
    rows = table(
        ["No.", "Controls", "Tests Performed"],
        ["CC-1.2: Board oversight"],
        ["2.", "Directors meet each quarter.", "Inspected the minutes."],
        ["Result: No exceptions identified\nCC-1.3: Structures and authority"],
        ["4.", "A chart is kept.", "Inspected the chart."],
        ["Result: No exceptions identified"],
    )
    assert [(test.control_id, test.criterion, test.result) for test in read_tests(rows)] == [
        ("2.", "CC1.2", "No exceptions identified"),
        ("4.", "CC1.3", "No exceptions identified"),
    ]


def test_plain_numbers_that_come_again_with_the_same_words_are_ids() -> None:
    elements: list[Element] = []
    for criterion, numbers in (("CC1.1", (1, 2)), ("CC1.2", (2, 3)), ("CC1.3", (1, 3))):
        elements.append(heading(f"{criterion} A criterion", 3))
        for number in numbers:
            elements += [para(f"{number}."), para(f"Forms of kind {number} are signed.")]
    assert [(one.id, one.criteria) for one in read_controls(*elements)] == [
        ("1.", ("CC1.1", "CC1.3")),
        ("2.", ("CC1.1", "CC1.2")),
        ("3.", ("CC1.2", "CC1.3")),
    ]


def test_columns_of_sites_stand_between_those_that_every_report_has() -> None:
    printed = table(
        ["ID", "Control Activity", "JAX1", "TPA2", "Tests of Controls", "Results"],
        ["X1", "Visitors are escorted.", "X", "X", "Observed visitors.", "No exceptions noted."],
        ["X2", "Badges are needed.", "X", None, "Inspected the list of badges.", "No exceptions noted."],
    )
    assert [one.id for one in read_controls(heading("CC6.4 Entry", 3), printed)] == ["X1", "X2"]


def test_a_mapping_that_prints_a_controls_first_words_names_the_control_that_is_tested() -> None:
    mapped = table(
        ["Criteria", "Activities"], ["CC6.1", "SOC2 - 2. Passwords are set so:"], ["CC6.2", "OA - 3. Roles."]
    )
    whole = "Passwords are set so: twelve letters, and no old one again."
    tested = table(
        ["Control ID", "Control Activity", "Test Procedures", "Results of Tests"],
        ["SOC2 - 2", whole, "Inspected the settings.", "No exceptions noted."],
        ["OA - 3", "Roles.", "Inspected roles.", "No exceptions noted."],
    )
    found = [(one.text, one.criteria) for one in read_controls(heading("Part A", 3), mapped, heading("Part B"), tested)]
    assert found == [(whole, ("CC6.1",)), ("Roles.", ("CC6.2",))]


def test_a_list_without_full_stops_does_not_hide_the_next_controls_id() -> None:
    cell = "CA-3.2: Passwords are set as follows:\n• twelve letters\n• no reuse\nCA-3.3: Keys are rotated."
    printed = table(["Criteria", "Control Activities"], ["CC6.1", cell], ["CC6.2", "CA-3.4: Users are approved."])
    assert [one.id for one in read_controls(printed)] == ["CA-3.2", "CA-3.3", "CA-3.4"]


HOW = ["Control", "Description", "How we tested", "Exceptions?", "Details"]


def test_yes_and_no_answer_a_column_of_exceptions_and_the_column_beside_it_tells_which() -> None:
    told = "For 3 of 25 visits no name was kept. Management response: The form was changed."
    printed = table(
        ["CC6.4 Entry to the offices is limited."],
        HOW,
        ["CC6.4-C1", "Visitors are escorted.", "We inspected a sample of 25 visits.", "Yes", told],
        ["CC6.4-C2", "Badges are needed.", "We inspected the list of badges.", "No", "–"],
        [
            "CC6.4-C3",
            "Lost badges are blocked.",
            "We inspected lost badges.",
            "N/A",
            "There were no incidents in the period.",
        ],
        header=0,
    )
    found = read_tests(heading("CC6.4 Entry", 3), printed)
    assert [one.outcome for one in found] == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION, Outcome.NO_OCCURRENCE]
    items = testing.extract(report(section(Role.TESTS, heading("CC6.4 Entry", 3), printed)))
    (exception,) = [
        item.value for item in items if isinstance(item, Found) and isinstance(item.value, ReportedException)
    ]
    assert exception.description == "For 3 of 25 visits no name was kept."
    assert exception.management_response == "The form was changed."


def test_a_form_that_the_page_cuts_goes_on_overleaf() -> None:
    def form(name: str, criterion: str) -> list[list[str | None]]:
        return [
            ["Control ID", name, "Criteria", criterion],
            ["Control description", f"{name} is done.", None, None],
            ["Type", "Automated", "Frequency", "Daily"],
        ]

    tests: list[list[str | None]] = [["Test procedures", "Inspected a list."], ["Test result", "No deviations noted."]]
    whole = [table(*form(f"LW {i:02d}", "CC1.1"), *tests, header=0) for i in (1, 2, 3)]
    parts = table(*form("LW 04", "CC1.2"), header=0), table(*tests, header=0, page=6)
    found = read_controls(*whole, *parts, table(*form("LW 05", "CC1.3"), *tests, header=0, page=6))
    assert [(one.id, one.criteria) for one in found][3:] == [("LW 04", ("CC1.2",)), ("LW 05", ("CC1.3",))]
    assert len(read_tests(*whole, *parts)) == 4


def test_further_criteria_may_stand_below_the_id_in_its_cell() -> None:
    printed = table(
        ["Control Number", "Control Activity", "Test Procedures", "Test Results"],
        ["CC2.2 – Words reach those who need them"],
        ["PV.009\nAlso: CC7.3", "Staff report concerns.", "Inspected the page.", "No exceptions noted."],
        ["PV.010", "Policies are read.", "Inspected the records.", "No exceptions noted."],
    )
    found = [(one.id, one.criteria) for one in read_controls(printed)]
    assert found == [("PV.009", ("CC2.2", "CC7.3")), ("PV.010", ("CC2.2",))]


def test_a_cell_that_is_a_list_holds_a_control_an_item() -> None:
    both = "• The board meets each quarter.\n• Roles are described."
    one = "Passwords are set as follows:\n• twelve letters\n• no reuse"
    printed = table(["Criterion", "Controls"], ["CC1.1 Conduct", both], ["CC6.1 Access", one])
    texts = [(control.text, control.criteria) for control in read_controls(printed)]
    assert texts[:2] == [("The board meets each quarter.", ("CC1.1",)), ("Roles are described.", ("CC1.1",))]
    assert len(texts) == 3


def test_labels_of_tests_and_results_within_one_cell_are_no_part_of_them() -> None:
    cell = (
        "Test: Inspected the policy.\nResult: No exceptions noted.\nTest: Observed the door.\nResult: Exception noted."
    )
    printed = table(["Control", "Tests and Results"], ["OX-1 Doors are locked.", cell], ["OX-2 Roles.", cell])
    found = [(one.procedure, one.result) for one in read_tests(heading("CC6.4 Entry", 3), printed)][:2]
    assert found == [("Inspected the policy.", "No exceptions noted."), ("Observed the door.", "Exception noted.")]


def test_a_label_of_the_users_duties_in_the_column_of_controls_is_no_control() -> None:
    rows = [
        ["Access is reviewed.", "Inspected the review.", "No exceptions noted."],
        ["Complementary User Entity Controls:", None, None],
    ]
    controls = read_controls(table(["Controls", "Tests of Controls", "Results of Tests"], *rows))
    assert [control.text for control in controls] == ["Access is reviewed."]


def test_a_short_table_under_the_header_of_a_longer_one_has_its_columns() -> None:
    header = ["No.", "Control", "Test of the auditor", "R"]
    rows = [[f"AC-0{i}", f"Duty {i} is done.", f"Inspected record {i}.", "\u2713"] for i in range(1, 6)]
    short = ["AC-06", "Alerts are sent.", "Inspected the alerts.", "\u2717 Note 2"]
    tested = read_tests(table(header, *rows), heading("Operations"), table(header, short))
    assert [test.result for test in tested] == ["\u2713"] * 5 + ["\u2717 Note 2"]
