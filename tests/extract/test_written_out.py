"""Reports that write each control out under a heading: labels in bullets, above or before texts, small tables."""

from dataclasses import replace

import pytest

from soc2parse.extract import testing
from soc2parse.extract.found import Found
from soc2parse.layout.element import Block
from soc2parse.report import Control, ReportedException, TestingResult
from soc2parse.sections import Element, Role
from soc2parse.terms import Outcome
from tests.extract.printed import heading, item, para, report, section, table

LATE = "For 2 of 25 leavers the account was closed after 3 days."
CONTROLS = (
    (
        "CC1.1",
        "AC-01",
        "Conduct",
        "Staff sign the code of conduct each year.",
        "Inspected signed codes.",
        "None noted.",
    ),
    ("CC6.2", "AC-03", "Leavers", "Accounts of leavers are closed.", "Inspected a sample of 25 leavers.", LATE),
    (
        "CC7.2",
        "AC-04",
        "Alerts",
        "Alerts are answered within one hour.",
        "Observed the board of alerts.",
        "None noted.",
    ),
)
RESPONSE = "The register now tells of leavers each hour."


def read(*elements: Element) -> tuple[list[Control], list[TestingResult], list[ReportedException]]:
    found = [item.value for item in testing.extract(report(section(Role.TESTS, *elements))) if isinstance(item, Found)]
    return (
        [value for value in found if isinstance(value, Control)],
        [value for value in found if isinstance(value, TestingResult)],
        [value for value in found if isinstance(value, ReportedException)],
    )


def bullets(criterion: str, control: str, test: str, result: str) -> list[Element]:
    response = [item(f"Management Response: {RESPONSE}")] if result == LATE else []
    labelled = ("Criteria", criterion), ("Control Description", control), ("Test Procedure", test), ("Result", result)
    return [*(item(f"{label}: {text}") for label, text in labelled), *response]


def above(criterion: str, control: str, test: str, result: str) -> list[Element]:
    response = [heading("Management Response", 4), para(RESPONSE)] if result == LATE else []
    labelled = ("Criteria", criterion), ("Control Description", control), ("Test of Control", test), ("Results", result)
    return [*(part for label, text in labelled for part in (heading(label, 4), para(text))), *response]


@pytest.mark.parametrize("written", [bullets, above])
@pytest.mark.parametrize("title", ["{1}: {2}", "Control {1} - {2}", "{0} | {1} {2}"])
def test_labels_in_bullets_and_above_texts(written, title) -> None:
    parts = [[heading(title.format(*one), 3), *written(one[0], *one[3:])] for one in CONTROLS]
    controls, tests, (exception,) = read(*(element for part in parts for element in part))
    assert [(each.id, each.text, each.criteria) for each in controls] == [
        (name, text, (criterion,)) for criterion, name, _, text, _, _ in CONTROLS
    ]
    assert [each.outcome for each in tests] == [Outcome.NO_EXCEPTION, Outcome.EXCEPTION, Outcome.NO_EXCEPTION]
    assert (exception.control_id, exception.deviations, exception.management_response) == ("AC-03", 2, RESPONSE)


@pytest.mark.parametrize(("title", "criteria"), [("{1}: {2}", False), ("{0} | {1} {2}", True)])
def test_a_small_table_of_tests_below_a_title_and_the_controls_text(title, criteria) -> None:
    parts = [
        [heading(title.format(*one), 3), para(one[3]), table(["Test Performed", "Result"], [one[4], one[5]])]
        for one in CONTROLS
    ]
    controls, tests, _ = read(*(element for part in parts for element in part))
    assert [(each.id, each.text) for each in controls] == [(name, text) for _, name, _, text, _, _ in CONTROLS]
    assert [each.criteria for each in controls] == [(one[0],) if criteria else () for one in CONTROLS]
    assert [each.control_id for each in tests] == ["AC-01", "AC-03", "AC-04"]


@pytest.mark.parametrize(
    "header",
    [
        ["Control ID", "Control Description", "Test Procedure", "Result", "Exceptions"],
        ["Ref", "Control", "Test", "Pass/Fail", "Notes"],
        ["Control Ref", "Control Activity", "Test of Operating Effectiveness", "Status", "Comments"],
    ],
)
@pytest.mark.parametrize("nothing", ["None", "N/A", "-"])
def test_a_verdict_beside_a_column_that_has_nothing_to_say(header, nothing) -> None:
    rows = [[one[1], one[3], one[4], *(("Fail", LATE) if one[5] == LATE else ("Pass", nothing))] for one in CONTROLS]
    _, tests, (exception,) = read(table(header, *rows))
    assert [each.outcome for each in tests] == [Outcome.NO_EXCEPTION, Outcome.EXCEPTION, Outcome.NO_EXCEPTION]
    assert exception.deviations == 2


def test_a_column_called_the_controls_name_is_not_its_text() -> None:
    header = ["#", "Control Name", "Control Description", "Auditor Test", "Conclusion"]
    controls, _, _ = read(table(header, *([one[1], one[2], *one[3:]] for one in CONTROLS)))
    assert [each.text for each in controls] == [one[3] for one in CONTROLS]


def run_in(text: str) -> Block:
    """A paragraph whose lines begin with a bold label."""
    made = para(text)
    told = [replace(line, words=(line.words[0]._replace(bold=True), *line.words[1:])) for line in made.lines]
    return replace(made, lines=tuple(told))


def test_bold_labels_that_run_in_with_a_stop() -> None:
    written = [
        part
        for criterion, _, _, control, test, result in CONTROLS
        for part in (
            para(f"{criterion} What the criterion asks for."),
            run_in(f"Control. {control}"),
            run_in(f"Test. {test}\nResult. {result}"),
        )
    ]
    controls, tests, exceptions = read(*written)
    assert [(control.text, control.criteria) for control in controls] == [(one[3], (one[0],)) for one in CONTROLS]
    assert [(test.procedure, test.result) for test in tests] == [one[4:] for one in CONTROLS]
    assert [exception.description for exception in exceptions] == [LATE]
