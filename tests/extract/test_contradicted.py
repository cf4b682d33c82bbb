"""Exceptions that other parts of a report tell of, and the tests do not."""

import pytest

from soc2parse.extract import testing
from soc2parse.report import Issue
from soc2parse.sections import Element, Role
from tests.extract.printed import heading, para, report, section, table

LATE = "Access of 2 of the 25 leavers sampled was removed late."


def issues(role: Role, *elements: Element, last: str = "No exceptions noted.") -> list[str]:
    tests = table(
        ["Control", "Description", "Tests Performed", "Results"],
        ["AC-01", "Access of leavers is removed.", "Inspected tickets.", last],
        ["AC-02", "Access is reviewed each quarter.", "Inspected the reviews.", "No exceptions noted."],
    )
    found = testing.extract(report(section(role, *elements), section(Role.TESTS, heading("CC6.2 Access"), tests)))
    return [one.code for one in found if isinstance(one, Issue) and one.field == "exceptions"]


@pytest.mark.parametrize("role", [Role.AUDITOR_REPORT, Role.DESCRIPTION, Role.FRONT])
def test_an_exception_told_of_a_control_whose_test_is_clean_is_said(role: Role) -> None:
    told = para("We draw attention to control AC-02, for which one of four reviews could not be provided.")
    assert issues(role, told) == ["exception_unaccounted"]


@pytest.mark.parametrize(
    "text",
    [
        "Exceptions to AC-02 are approved by the security officer.",
        "AC-02 was tested, and no exceptions were noted.",
        "For AC-01, access of 2 of the 25 leavers sampled was removed late.",
    ],
)
def test_a_rule_a_clean_verdict_and_an_exception_of_the_tests_are_no_contradiction(text: str) -> None:
    assert "exception_unaccounted" not in issues(Role.DESCRIPTION, para(text), last=f"Exception noted. {LATE}")


@pytest.mark.parametrize(("count", "said"), [("0", ["exceptions_disagree"]), ("1", [])])
def test_a_table_of_a_summary_counts_as_many_exceptions_as_the_tests_tell_of(count: str, said: list[str]) -> None:
    summary = table(["Category", "Controls tested", "Exceptions"], ["Security", "2", count], ["Total", "2", count])
    codes = issues(Role.FRONT, summary, last=f"Exception noted. {LATE}")
    assert [code for code in codes if code == "exceptions_disagree"] == said


def test_a_summary_that_denies_what_the_tests_tell_is_said() -> None:
    denied = para("Testing resulted in no exceptions in either category.")
    assert "exceptions_disagree" in issues(Role.FRONT, denied, last=f"Exception noted. {LATE}")
    assert "exceptions_disagree" not in issues(Role.FRONT, denied)
