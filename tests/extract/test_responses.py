"""Management's responses in section V: by the control's id, by equal words, and what results point there for."""

import pytest

from soc2parse.extract import testing
from soc2parse.extract.found import Found
from soc2parse.report import Issue, ReportedException
from soc2parse.sections import Element, Role
from tests.extract.printed import heading, para, report, section, table

HEADER = ["Control #", "Control Activity", "Tests of Controls", "Results of Tests"]
LEAVERS = ("Access of leavers is removed.", "Inspected tickets for a sample of 25 leavers.")
BACKUPS = ("Backups are restored each quarter.", "Inspected the restoration reports of two quarters.")
LATE = "Exception noted. For 2 of 25 leavers access was removed late."
NO_RESTORE = "Exception noted. For 1 of 2 quarters no backup was restored."
FIRST, SECOND = "The checklist was changed so that the step cannot be skipped.", "A reminder is now sent each quarter."


def read(results: tuple[str, str], *other: Element, title: str = "Section V - Other Information") -> list[object]:
    """What the extractor makes of two tested controls and a section V."""
    rows = table(HEADER, ["AC-01", *LEAVERS, results[0]], ["BK-02", *BACKUPS, results[1]])
    parts = report(section(Role.TESTS, rows), section(Role.OTHER_INFORMATION, *other, title=title))
    return [item.value if isinstance(item, Found) else item for item in testing.extract(parts)]


def exceptions(items: list[object]) -> list[ReportedException]:
    return [item for item in items if isinstance(item, ReportedException)]


def codes(items: list[object]) -> list[str]:
    return [item.code for item in items if isinstance(item, Issue)]


def test_a_table_beside_which_the_test_is_repeated_answers_by_equal_words() -> None:
    printed = table(
        ["Control Activity", "Test Applied", "Test Results", "Management's Response"],
        [*BACKUPS, NO_RESTORE, SECOND],
        [*LEAVERS, LATE, FIRST],
    )
    assert [one.management_response for one in exceptions(read((LATE, NO_RESTORE), printed))] == [FIRST, SECOND]


def test_a_row_below_the_repeated_test_is_its_response() -> None:
    tables = [
        table(
            ["Control #", "Control Activity", "Test Applied", "Test Results"],
            [name, *words],
            [f"Management's Response: {said}"],
        )
        for name, words, said in (("BK-02", (*BACKUPS, NO_RESTORE), SECOND), ("AC-01", (*LEAVERS, LATE), FIRST))
    ]
    assert [one.management_response for one in exceptions(read((LATE, NO_RESTORE), *tables))] == [FIRST, SECOND]


@pytest.mark.parametrize("title", ["Section V - Management's Responses (Unaudited)", "Part E: Responses of management"])
def test_a_paragraph_below_a_controls_id_is_the_response(title: str) -> None:
    blocks = (heading("BK-02", 4), para(SECOND), heading("AC-01", 4), para(FIRST))
    found = exceptions(read((LATE, NO_RESTORE), *blocks, title=title))
    assert [one.management_response for one in found] == [FIRST, SECOND]


@pytest.mark.parametrize("before", ["AC-01: ", "Control AC-01 "])
def test_a_paragraph_that_begins_with_a_controls_id_is_the_response(before: str) -> None:
    blocks = (heading("Comments of management on the deviations:", 3), para(before + FIRST))
    found = read((LATE, "No exceptions noted."), *blocks)
    assert [one.management_response for one in exceptions(found)] == [FIRST]


def test_a_paragraph_that_begins_with_the_findings_number_is_the_response() -> None:
    blocks = (heading("Responses to Findings", 3), para(f"Finding 2. {SECOND}"), para(f"Finding 1. {FIRST}"))
    found = exceptions(read((LATE, NO_RESTORE), *blocks))
    assert [one.management_response for one in found] == [FIRST, SECOND]


def test_a_table_headed_in_two_languages_answers_by_the_controls_id() -> None:
    printed = table(["Nr. / No.", "Stellungnahme / Response"], ["BK-02", SECOND], ["AC-01", FIRST])
    found = exceptions(read((LATE, NO_RESTORE), printed))
    assert [one.management_response for one in found] == [FIRST, SECOND]


def test_a_paragraph_that_begins_with_the_criterion_is_the_response_where_controls_have_no_ids() -> None:
    rows = table(["Criteria", *HEADER[1:]], ["CC6.2", *LEAVERS, LATE], ["A1.2", *BACKUPS, NO_RESTORE])
    blocks = (heading("Management's Responses to Exceptions", 3), para(f"A1.2: {SECOND}"), para(f"CC6.2: {FIRST}"))
    parts = report(section(Role.TESTS, rows), section(Role.OTHER_INFORMATION, *blocks, title="Section V"))
    found = [item.value if isinstance(item, Found) else item for item in testing.extract(parts)]
    assert [one.management_response for one in exceptions(found)] == [FIRST, SECOND]


def test_the_exception_told_again_below_an_id_is_not_its_response() -> None:
    blocks = (heading("Management's Responses to Exceptions", 3), para(f"AC-01: {LATE}"), para(FIRST))
    found = read((LATE, "No exceptions noted."), *blocks)
    assert [one.management_response for one in exceptions(found)] == [FIRST]


def test_paragraphs_that_begin_with_ids_elsewhere_are_no_responses() -> None:
    found = read((LATE, "No exceptions noted."), heading("Plans for the Coming Year", 3), para(f"AC-01: {FIRST}"))
    assert [one.management_response for one in exceptions(found)] == [None]
    assert "response_not_found" in codes(found)


def test_a_result_that_points_to_section_v_is_described_there() -> None:
    blocks = (
        heading("AC-01 (CC6.2)", 4),
        para("Exception: For 2 of 25 leavers access was removed late."),
        para(f"Management's response: {FIRST}"),
    )
    (one,) = exceptions(read(("Exception noted. Refer to Section V.", "No exceptions noted."), *blocks))
    assert one.description == "For 2 of 25 leavers access was removed late."
    assert (one.deviations, one.sample_size, one.management_response) == (2, 25, FIRST)


def test_a_result_that_points_to_where_nothing_is_found_is_said() -> None:
    found = read(("Exception noted. Refer to Section V.", "No exceptions noted."))
    assert "exception_not_described" in codes(found)


def test_a_result_that_points_to_a_numbered_row_is_described_there() -> None:
    header = ["Exception", "Control", "Details", "Management response"]
    row = ["1", "AC-01", "For 2 of 25 leavers access was removed late.", FIRST]
    (one,) = exceptions(read(("Exception 1: see Section V.", "No exceptions noted."), table(header, row)))
    assert (one.description, one.management_response) == ("For 2 of 25 leavers access was removed late.", FIRST)


def test_a_column_of_comments_under_a_heading_of_responses_answers() -> None:
    printed = table(["Ref.", "Comment"], ["BK-02", SECOND], ["AC-01", FIRST])
    found = exceptions(read((LATE, NO_RESTORE), heading("Management's Comments on Deviations", 3), printed))
    assert [one.management_response for one in found] == [FIRST, SECOND]
    elsewhere = exceptions(read((LATE, NO_RESTORE), heading("Plans for the Coming Year", 3), printed))
    assert [one.management_response for one in elsewhere] == [None, None]


@pytest.mark.parametrize(
    ("said", "answer"), [(FIRST, FIRST), ("Not applicable, since no exceptions were noted.", None)]
)
def test_a_response_beside_all_tests_of_a_control_answers_the_exception_of_a_later_one(
    said: str, answer: str | None
) -> None:
    rows = table(
        [*HEADER, "Management's Response"],
        ["AC-01", LEAVERS[0], "Inspected the workflow.", "No exceptions noted.", said],
        [None, None, LEAVERS[1], LATE, None],
    )
    found = [item.value for item in testing.extract(report(section(Role.TESTS, rows))) if isinstance(item, Found)]
    (exception,) = exceptions(found)
    assert exception.management_response == answer
