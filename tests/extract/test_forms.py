"""Forms of criteria, controls, tests and their surroundings as firms print them -> records."""

import pytest

from soc2parse.extract import subservice, testing
from soc2parse.extract.found import Found
from soc2parse.report import Control, ReportedException, SubserviceOrganization
from soc2parse.sections import Element, Role
from tests.extract.printed import described, heading, para, report, section, table

HEAD = ["Control", "Description", "Tests Performed", "Results"]
TESTED = ("Inspected the list.", "No exceptions noted.")


def controls_of(*elements: Element) -> list[Control]:
    found = testing.extract(report(section(Role.TESTS, *elements)))
    return [item.value for item in found if isinstance(item, Found) and isinstance(item.value, Control)]


def organizations(*elements: Element) -> list[tuple[str | None, list[str]]]:
    found = (item.value for item in subservice.extract(described(*elements)) if isinstance(item, Found))
    return [(one.name, [c.text for c in one.controls]) for one in found if isinstance(one, SubserviceOrganization)]


def test_supporting_controls_below_criteria_and_the_tests_below_another_heading() -> None:
    above = [
        heading("Criteria and Supporting Controls", 2),
        para("CC1.1 The board demands integrity."),
        heading("Supporting controls: 1, 2", 4),
        para("CC1.2 The board is independent."),
        heading("Supporting controls: 2, 3", 4),
        heading("Controls, Tests and Results", 2),
    ]
    rows = table(HEAD, *[[name, f"Duty {name} is carried out.", *TESTED] for name in "123"])
    assert [(one.id, one.criteria) for one in controls_of(*above, rows)] == [
        ("1", ("CC1.1",)),
        ("2", ("CC1.1", "CC1.2")),
        ("3", ("CC1.2",)),
    ]


def test_a_heading_that_comes_again_under_each_criterion_does_not_end_it() -> None:
    parts: list[Element] = [heading("Common Criteria", 3)]
    for n in "12":
        parts += [para(f"CC1.{n} The board demands integrity."), heading("Control Activities", 3)]
        parts.append(table(HEAD, [f"AC-0{n}", f"Duty {n} is carried out.", *TESTED]))
    assert [one.criteria for one in controls_of(*parts)] == [("CC1.1",), ("CC1.2",)]


def test_criteria_in_a_controls_own_cell_hold_for_no_other_row() -> None:
    rows = table(
        ["Control", "Tests Performed", "Results"],
        ["AC-01 Access is reviewed.\nCriteria: CC6.2, CC6.3", *TESTED],
        ["AC-02 Doors are", *TESTED],
        ["AC-03 Keys are kept.\nCriteria: CC6.4", *TESTED],
    )
    assert [one.criteria for one in controls_of(rows)] == [("CC6.2", "CC6.3"), (), ("CC6.4",)]


@pytest.mark.parametrize("name", ["Control 12:", "Control 12"])
def test_a_response_may_name_its_control_by_a_number_alone(name: str) -> None:
    result = "Exception noted. For 2 of 25 leavers access was removed late."
    rows = table(HEAD, ["12", "Access of leavers is removed.", "Inspected tickets of 25 leavers.", result])
    answer = section(Role.OTHER_INFORMATION, heading("Management's Responses", 2), para(f"{name} A checklist is used."))
    found = testing.extract(report(section(Role.TESTS, rows), answer))
    records = [item.value for item in found if isinstance(item, Found) and isinstance(item.value, ReportedException)]
    assert [one.management_response for one in records] == ["A checklist is used."]


def test_the_number_beside_a_test_is_no_word_of_the_control() -> None:
    parts: list[Element] = []
    for n in range(1, 5):
        parts.append(table([f"Control 1.{n}", "Meets: CC1.1"], [f"Duty {n} is carried out."], header=0))
        parts.append(table([None, "Test", "Result"], ["1", *TESTED], ["2", "Observed the duty.", TESTED[1]], header=0))
    assert all(one.text == f"Duty {n} is carried out." for n, one in enumerate(controls_of(*parts), 1))


def test_marks_tell_of_whom_a_control_is_expected() -> None:
    assert organizations(
        heading("Subservice Organizations"),
        para(
            "Northwind relies on Gridline Power Co. for backup power and on Backvault, Inc. for storage; both are "
            "subservice organizations under the carve-out method."
        ),
        table(
            ["Expected control", "Criteria", "Gridline Power Co.", "Backvault, Inc."],
            ["Generators are tested.", "A1.2", "\u2713", None],
            ["Access to sites is logged.", "CC6.4", "\u2713", "\u2713"],
        ),
    ) == [
        ("Gridline Power Co.", ["Generators are tested.", "Access to sites is logged."]),
        ("Backvault, Inc.", ["Access to sites is logged."]),
    ]


def test_columns_of_organizations_may_be_named_in_sentences() -> None:
    assert organizations(
        heading("Subservice organizations"),
        para("Northwind carves out the following organizations."),
        table(
            ["Organization", "What it does", "What Northwind expects of it"],
            ["Postly", "E-mail", "Encrypts mail (CC6.7)"],
            ["Staffbook", "Payroll", "Removes access of leavers (CC6.2)"],
        ),
    ) == [("Postly", ["Encrypts mail"]), ("Staffbook", ["Removes access of leavers"])]


def test_a_row_among_the_tests_tells_what_is_expected_of_a_subservice_organization() -> None:
    used = (
        "Northwind uses Cirrus Cloud, Inc. (\u201cCirrus\u201d), a subservice organization, under the carve-out method."
    )
    rows = table(
        HEAD,
        ["CC6.4 Access to buildings is restricted."],
        ["AC-01", "Doors are locked.", *TESTED],
        ["Complementary Subservice Organization Control: Cirrus is responsible for guarding its halls."],
    )
    parts = report(section(Role.DESCRIPTION, heading("Subservice Organization"), para(used)), section(Role.TESTS, rows))
    found = [item.value for item in subservice.extract(parts) if isinstance(item, Found)]
    (organization,) = (one for one in found if isinstance(one, SubserviceOrganization))
    assert [(c.text, c.criteria) for c in organization.controls] == [
        ("Cirrus is responsible for guarding its halls.", ("CC6.4",))
    ]


def test_observations_beside_a_verdict_tell_of_the_exception() -> None:
    rows = table(
        ["Control ID", "Control", "Test of operating effectiveness", "Conclusion", "Observations"],
        ["AC-01", "Access is reviewed.", "Inspected the reviews of 4 quarters.", "Effective", "None"],
        [
            "AC-02",
            "Leavers lose access.",
            "Inspected 25 leavers.",
            "Effective with exception",
            "For 2 of 25 it was late.",
        ],
    )
    found = testing.extract(report(section(Role.TESTS, rows)))
    records = [item.value for item in found if isinstance(item, Found) and isinstance(item.value, ReportedException)]
    assert [(one.control_id, one.description, one.deviations, one.sample_size) for one in records] == [
        ("AC-02", "Effective with exception For 2 of 25 it was late.", 2, 25)
    ]
