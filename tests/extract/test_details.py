"""Exceptions whose words stand in another place than the test's row."""

import pytest

from soc2parse.extract import details, references
from soc2parse.extract.controls import Controls
from soc2parse.report import Control, ReportedException, Source
from soc2parse.sections import Element, Role
from tests.extract.printed import heading, para, report, section

SOURCE = Source(page=5, bbox=(0.0, 0.0, 1.0, 1.0), text="x")
CONTROLS = Controls((Control(id="AC-02", text="Access is approved.", criteria=(), sources=(SOURCE,)),), {})


def told(description: str, *elements: Element, role: Role = Role.TESTS) -> ReportedException:
    bare = ReportedException(control_id="AC-02", description=description, sources=(SOURCE,))
    (record,) = details.join([bare], report(section(role, *elements)), CONTROLS)
    return record


FINDING = (
    heading("Finding 1 · Control AC-02 · CC6.2"),
    para("4 of 25 sampled requests had not been approved."),
    para("Management response: The form was changed."),
)


def test_a_mark_takes_the_words_under_its_controls_title() -> None:
    record = told("✗", *FINDING)
    assert record.description == "4 of 25 sampled requests had not been approved."
    assert (record.deviations, record.sample_size) == (4, 25)


def test_a_labelled_paragraph_in_an_appendix_joins_the_reference() -> None:
    record = told(
        "Deviation 3 noted (see Appendix B).",
        heading("Deviation 3 – Control AC-02"),
        para("Deviation: For 4 of 40 requests, no approval was kept."),
        para("Management's response (unaudited): Approvals are kept now."),
        role=Role.APPENDIX,
    )
    assert record.description == "Deviation 3 noted (see Appendix B). For 4 of 40 requests, no approval was kept."
    assert (record.deviations, record.sample_size) == (4, 40)


def test_what_management_writes_in_its_own_part_is_no_detail() -> None:
    assert told("Exception noted.", *FINDING, role=Role.OTHER_INFORMATION).description == "Exception noted."


def test_an_exception_that_tells_itself_is_left_as_it_is() -> None:
    assert told("One request had no approval.", *FINDING).description == "One request had no approval."


def test_a_finding_on_another_control_is_not_taken() -> None:
    assert told("Exception noted.", heading("Finding 1 · Control AC-09"), para("3 of 9 failed.")).deviations is None


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("Exception noted.", True),
        ("Deviation 3 noted (see Appendix B).", True),
        ("✗", True),
        ("Refer to Exception 2 below", True),
        ("Exception noted. One badge was active.", False),
        ("Visitor registers were not retained.", False),
    ],
)
def test_what_says_no_more_than_that_there_is_one(words: str, bare: bool) -> None:
    assert references.is_bare(words) is bare
