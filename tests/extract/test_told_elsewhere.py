"""An exception's row says that there is one; what went wrong stands in a table, a box, a note or the opinion."""

import pytest

from soc2parse.extract import testing
from soc2parse.extract.found import Found
from soc2parse.report import Control, Issue, ReportedException, TestingResult
from soc2parse.sections import Element, Role
from soc2parse.terms import Outcome
from tests.extract.printed import heading, item, para, report, section, table

HEADER = ["Control", "Description", "Tests Performed", "Results"]
LATE = "Access of 2 of the 25 leavers sampled was removed late."
RESPONSE = "Management's response: The checklist was changed."


def read(
    result: str, *behind: Element, role: Role = Role.TESTS, before: tuple[Element, ...] = (), last: str = "None"
) -> tuple[ReportedException, list[Outcome | None]]:
    """The one exception and all outcomes of two tested controls, of which the first has this result."""
    rows = table(
        HEADER,
        ["AC-01", "Access of leavers is removed.", "Inspected tickets for a sample of leavers.", result],
        ["AC-02", "Access is reviewed each quarter.", "Inspected the reviews of two quarters.", last],
    )
    above = para("CC6.2 Access is removed once it is no longer authorized.")
    parts = [section(Role.TESTS, *before, above, rows, *(behind if role is Role.TESTS else ()))]
    if role is not Role.TESTS:
        parts.append(section(role, *behind))
    values = [found.value for found in testing.extract(report(*parts)) if isinstance(found, Found)]
    (exception,) = [value for value in values if isinstance(value, ReportedException)]
    return exception, [value.outcome for value in values if isinstance(value, TestingResult)]


def told(exception: ReportedException) -> tuple[str | None, str, int | None, int | None]:
    return exception.control_id, exception.description, exception.deviations, exception.sample_size


@pytest.mark.parametrize(
    ("result", "behind"),
    [
        ("Exception noted. See below.", (heading("Exceptions"), para(f"AC-01 {LATE}"), para(RESPONSE))),
        ("Exception noted. See below.", (heading("Exceptions"), para(f"AC-01 {LATE}"))),
        ("Deviation noted (Appendix A, item 1)", (item(f"AC-01 (CC6.2): {LATE}", "1."), para(RESPONSE))),
        ("Exception noted. See Exception 1.", (heading("Exception 1 - CC6.2 (AC-01)"), para(f"Condition: {LATE}"))),
    ],
)
def test_paragraphs_below_the_table_tell_it(result: str, behind: tuple[Element, ...]) -> None:
    exception, outcomes = read(result, *behind)
    assert told(exception) == ("AC-01", LATE, 2, 25)
    assert outcomes == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION]


def test_an_appendix_lists_it_by_number_with_the_control_behind() -> None:
    exception, outcomes = read("Unsatisfactory - Finding 2", para(f"Finding 2 (AC-01(b)). {LATE}"), role=Role.APPENDIX)
    assert told(exception) == ("AC-01", LATE, 2, 25)
    assert outcomes == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION]


@pytest.mark.parametrize("result", ["Exception 3", "See Exception 3.", "Refer to item 3"])
def test_a_table_before_the_tests_lists_it_by_number(result: str) -> None:
    summary = table(
        ["No.", "Control", "Exception", "Management Response"], ["3", "AC-01", LATE, "The checklist was changed."]
    )
    exception, outcomes = read(result, before=(heading("Summary of Exceptions"), summary))
    assert told(exception) == ("AC-01", LATE, 2, 25)
    assert exception.management_response == "The checklist was changed."
    assert outcomes == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION]


@pytest.mark.parametrize(("sign", "result"), [("B", "Exception noted - see Ref. B"), ("EX-2", "EX-2")])
def test_a_table_lists_it_by_a_letter_or_a_code(sign: str, result: str) -> None:
    listed = table(["Ref.", "Exception", "Management's Response"], [sign, LATE, "The checklist was changed."])
    exception, outcomes = read(result, heading("Exceptions Noted"), listed)
    assert told(exception) == ("AC-01", LATE, 2, 25)
    assert outcomes == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION]


def test_the_basis_for_a_qualified_opinion_tells_it() -> None:
    basis = f"Access is to be removed within a day. Control AC-01: {LATE} As a result, controls were not effective."
    exception, _ = read(
        "Exception noted. Refer to the Basis for Qualified Opinion in Section I.",
        para(basis),
        role=Role.AUDITOR_REPORT,
    )
    assert told(exception) == ("AC-01", LATE, 2, 25)


def test_the_column_of_exceptions_in_managements_part_tells_what_stands_nowhere_else() -> None:
    listed = table(
        ["Control ID", "Exception Noted by the Service Auditor", "Management's Response"],
        ["AC-01", LATE, "The checklist was changed."],
    )
    exception, _ = read("Exception noted", listed, role=Role.OTHER_INFORMATION)
    assert told(exception) == ("AC-01", LATE, 2, 25)


def test_an_exception_told_below_the_table_is_not_that_of_the_last_clean_control() -> None:
    exception, outcomes = read("Exception noted.", heading("Exceptions"), para(f"Exception: {LATE}"))
    assert exception.control_id == "AC-01"
    assert outcomes == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION]


def test_results_stand_in_an_appendix_to_which_every_test_points() -> None:
    tests = table(
        ["Control no.", "Control in place", "Auditor's test"],
        ["Control 1", "Access of leavers is removed.", "Inspected tickets. Refer to Appendix B for the result."],
        ["Control 2", "Access is reviewed.", "Inspected the reviews. Refer to Appendix B for the result."],
        ["Control 3", "Entry is guarded.", "Observed the entry. Refer to Appendix B for the result."],
    )
    told = table(
        ["Control no.", "Result of test"],
        ["Control 1", f"Exception noted: {LATE}"],
        ["Control 2", "No exceptions noted."],
        ["Control 3", None],
    )
    parts = report(section(Role.TESTS, heading("CC6.2 Access"), tests, heading("Appendix B: Results of Tests"), told))
    values = [found.value for found in testing.extract(parts) if isinstance(found, Found)]
    read = [value for value in values if isinstance(value, TestingResult)]
    assert [one.outcome for one in read] == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION, None]
    assert read[0].result == f"Exception noted: {LATE}"


def test_a_response_within_a_note_is_that_of_its_own_exception() -> None:
    rows = table(
        HEADER,
        ["AC-01", "Access of leavers is removed.", "Inspected tickets.", "See note 1."],
        ["AC-02", "Access is reviewed.", "Inspected the reviews.", "See note 2."],
        ["AC-03", "Entry is guarded.", "Observed the entry.", "See note 3."],
    )
    notes = (
        para("Note 1: For 1 of 5 vendors, the assessment was overdue."),
        para(f"Note 2: {LATE} Management\nresponse: A weekly comparison was introduced."),
        para("Note 3: The gate was not locked on 2 of 9 days. Management response: The lock was replaced."),
    )
    parts = report(section(Role.TESTS, heading("CC6.2 Access"), rows, heading("Notes to the results"), *notes))
    values = [found.value for found in testing.extract(parts) if isinstance(found, Found)]
    read = [value for value in values if isinstance(value, ReportedException)]
    assert [(one.control_id, one.description, one.management_response) for one in read] == [
        ("AC-01", "For 1 of 5 vendors, the assessment was overdue.", None),
        ("AC-02", LATE, "A weekly comparison was introduced."),
        ("AC-03", "The gate was not locked on 2 of 9 days.", "The lock was replaced."),
    ]


def test_a_note_may_say_why_nothing_was_tested() -> None:
    _, outcomes = read(
        f"Exception noted. {LATE}", para("Note 3: The control was not tested; it was retired."), last="See note 3"
    )
    assert outcomes == [Outcome.EXCEPTION, Outcome.NOT_TESTED]


def test_a_note_that_is_not_found_is_no_exception() -> None:
    _, outcomes = read(f"Exception noted. {LATE}", last="See note 3")
    assert outcomes == [Outcome.EXCEPTION, None]


@pytest.mark.parametrize(
    ("note", "outcome"),
    [
        (None, None),
        ("[2] The tool was replaced in March.", Outcome.NO_EXCEPTION),
        ("[2] One reviewer signed on behalf of another.", None),
    ],
)
def test_a_clean_verdict_with_a_mark_stands_only_where_its_note_leaves_it(
    note: str | None, outcome: Outcome | None
) -> None:
    behind = (para(note),) if note else ()
    _, outcomes = read(f"Exception noted. {LATE}", *behind, last="No exceptions noted. [2]")
    assert outcomes == [Outcome.EXCEPTION, outcome]


@pytest.mark.parametrize("role", [Role.TESTS, Role.DESCRIPTION])
def test_where_no_control_could_be_read_the_pages_that_speak_of_exceptions_are_named(role: Role) -> None:
    told = para("Exception noted. For 47 days no alert was sent, so that the control did not operate.", page=17)
    items = list(testing.extract(report(section(role, para("Capacity is watched.", page=16), told))))
    pages = {item.page for item in items if isinstance(item, Issue) and item.code == "exception_unaccounted"}
    assert pages == {17}


def test_paragraphs_with_tests_among_them_are_no_list_of_controls() -> None:
    blocks = [
        para("CC1.1 Integrity is lived."),
        para("A code of conduct is acknowledged. Tests of Controls: Inspected the records."),
        para("CC6.1 Access is restricted."),
        para("Result: Exceptions noted. One of 25 accounts had no second factor."),
    ]
    items = list(testing.extract(report(section(Role.TESTS, *blocks))))
    assert [item for item in items if isinstance(item, Found) and item.field == "controls"] == []
    assert {"controls_not_found", "exception_unaccounted"} <= {one.code for one in items if isinstance(one, Issue)}


CODES = ["NEN", "EN-1", "NOC", "Q"]
LEGENDS = [
    (
        table(
            ["Code", "Meaning"],
            ["NEN", "No exceptions noted"],
            ["EN", "Exception noted; the number refers to the table of exceptions"],
            ["NOC", "The event did not occur in the period; the control was not tested"],
        ),
    ),
    (
        para(
            "Results are shown by codes: NEN = no exceptions noted; EN = exception noted (see the table below); "
            "NOC = no occurrence in the period, not tested."
        ),
    ),
    (
        para("NEN – No exceptions noted"),
        para("EN – Exception noted"),
        para("NOC – The control did not operate, as no event called for it."),
    ),
]


@pytest.mark.parametrize("legend", LEGENDS, ids=["table", "sentence", "lines"])
def test_codes_mean_what_the_legend_says(legend: tuple[Element, ...]) -> None:
    rows = [[f"AC-0{i}", f"Duty {i} is done.", f"Inspected record {i}.", code] for i, code in enumerate(CODES, 1)]
    listed = table(["No.", "Control", "Exception"], ["EN-1", "AC-02", LATE])
    tests = section(Role.TESTS, *legend, para("CC6.2 Access is removed."), table(HEADER, *rows), listed)
    values = [found.value for found in testing.extract(report(tests)) if isinstance(found, Found)]
    results = [value for value in values if isinstance(value, TestingResult)]
    assert [(one.result, one.outcome) for one in results] == [
        ("NEN", Outcome.NO_EXCEPTION),
        ("EN-1", Outcome.EXCEPTION),
        ("NOC", Outcome.NO_OCCURRENCE),
        ("Q", None),
    ]
    (exception,) = [value for value in values if isinstance(value, ReportedException)]
    assert told(exception) == ("AC-02", LATE, 2, 25)


def test_exceptions_have_numbers_of_their_own_where_controls_are_numbered_too() -> None:
    rows = table(
        HEADER,
        ["1", "Access of leavers is removed.", "Inspected tickets for a sample of leavers.", "None"],
        ["2", "Access is reviewed each quarter.", "Inspected the reviews.", "Refer to Exception 1 below."],
    )
    listed = table(["Exception", "Control", "Description"], ["Exception 1", "2", LATE])
    tests = section(Role.TESTS, para("CC6.2 Access is removed."), rows, heading("Exceptions"), listed)
    values = [found.value for found in testing.extract(report(tests)) if isinstance(found, Found)]
    (exception,) = [value for value in values if isinstance(value, ReportedException)]
    assert told(exception) == ("2", LATE, 2, 25)


@pytest.mark.parametrize(
    ("printed", "criterion"),
    [(("CC9.1", "CC9.2", "CC9.2", "CC9.2", "A1.1", ""), ()), (("CC9.1", "", "CC9.2", ""), ("CC9.2",))],
)
def test_a_criterion_that_every_row_prints_is_not_taken_from_the_row_above(
    printed: tuple[str, ...], criterion: tuple[str, ...]
) -> None:
    rows = [
        [each or None, f"AC-0{i}", "Access is reviewed.", "Inspected the review.", "None"]
        for i, each in enumerate(printed)
    ]
    items = testing.extract(report(section(Role.TESTS, table(["Criteria", *HEADER], *rows))))
    controls = [one.value for one in items if isinstance(one, Found) and isinstance(one.value, Control)]
    assert controls[-1].criteria == criterion


def test_a_row_that_points_to_the_words_of_another_row_is_no_second_exception() -> None:
    again = table(
        HEADER, ["AC-01", "Access of leavers is removed.", "Inspected tickets.", "Exception noted. See below."]
    )
    exception, outcomes = read(
        LATE, again, heading("Exceptions"), heading("Finding 1: AC-01"), para(f"Condition: {LATE}"), last="None noted."
    )
    assert told(exception) == ("AC-01", LATE, 2, 25)
    assert outcomes == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION, Outcome.EXCEPTION]


def test_findings_under_their_own_headings_are_not_those_of_the_last_labelled_control() -> None:
    def labelled(control: str, result: str) -> tuple[Element, ...]:
        parts = (
            ("Control Description: ", control),
            ("Testing Procedures: ", "Inspected tickets."),
            ("Conclusion: ", result),
        )
        return tuple(para(label + text) for label, text in parts)

    part = section(
        Role.TESTS,
        heading("CC6.2: Access", 2),
        *labelled("Access of leavers is removed.", "Exception identified. See Section V for details."),
        heading("CC6.3: Reviews", 2),
        *labelled("Access is reviewed each quarter.", "No exceptions noted."),
        heading("Section V: Findings and Observations", 0),
        heading("Finding 1: CC6.2 \u2014 Access", 1),
        para(f"Condition: {LATE}"),
    )
    values = [found.value for found in testing.extract(report(part)) if isinstance(found, Found)]
    outcomes = [(value.criterion, value.outcome) for value in values if isinstance(value, TestingResult)]
    assert outcomes == [("CC6.2", Outcome.EXCEPTION), ("CC6.3", Outcome.NO_EXCEPTION)]
    assert [value.criteria for value in values if isinstance(value, ReportedException)] == [("CC6.2",)]


def test_a_table_of_figures_holds_no_controls() -> None:
    figures = table(
        ["Metric", "Result"],
        ["Total controls tested", "48"],
        ["Controls operating effectively (Pass)", "47"],
        ["Controls with exceptions (Fail)", "1"],
        ["Pass rate", "97.9%"],
    )
    assert read(LATE, heading("Summary of Testing Results"), figures)[1] == [Outcome.EXCEPTION, Outcome.NO_EXCEPTION]


def test_labelled_paragraphs_are_read_beside_a_table_that_only_counts_the_tests() -> None:
    def labelled(title: str, control: str, result: str, exceptions: str, conclusion: str) -> tuple[Element, ...]:
        parts = (
            ("Control Description", control),
            ("Test Performed", "Inspected a sample of tickets."),
            ("Test Results", result),
            ("Exceptions", exceptions),
            ("Conclusion", conclusion),
        )
        return heading(title, 2), *(para(f"{label}: {text}") for label, text in parts)

    counts = table(
        ["TSC Criteria", "Control", "Tests Performed", "Sample Size", "Exceptions", "Result"],
        ["CC6.2", "Leavers", "1", "25", "2", "Exception"],
        ["CC6.3", "Reviews", "1", "4", "0", "Effective"],
        ["CC7.1", "Scans", "1", "4", "0", "Effective"],
    )
    part = section(
        Role.TESTS,
        *labelled("CC6.2: Leavers", "Access of leavers is removed.", LATE, "2", "Exception noted"),
        *labelled(
            "CC6.3: Reviews", "Access is reviewed.", "No deviations were found.", "None", "Operating effectively"
        ),
        heading("Summary of Test Results", 1),
        counts,
    )
    found = list(testing.extract(report(part)))
    values = [item.value for item in found if isinstance(item, Found)]
    outcomes = [(value.criterion, value.outcome) for value in values if isinstance(value, TestingResult)]
    assert outcomes == [("CC6.2", Outcome.EXCEPTION), ("CC6.3", Outcome.NO_EXCEPTION)]
    (exception,) = [value for value in values if isinstance(value, ReportedException)]
    assert (exception.criteria, exception.deviations, exception.sample_size) == (("CC6.2",), 2, 25)
    assert not [item for item in found if isinstance(item, Issue) and item.code == "exception_unaccounted"]
