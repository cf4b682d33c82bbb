"""Management's assertion: whose, modified or not, when."""

from datetime import date

import pytest

from soc2parse.extract import assertion
from soc2parse.extract.found import Found
from soc2parse.report import Assertion, Issue
from soc2parse.sections import Sections
from tests.written import ASSERTION, report, written


def read(sections: Sections) -> tuple[Assertion | None, list[str]]:
    record, issues = None, []
    for item in assertion.extract(sections):
        if isinstance(item, Found) and isinstance(item.value, Assertion):
            record = item.value
        elif isinstance(item, Issue):
            issues.append(item.code)
    return record, issues


def test_a_clean_assertion() -> None:
    record, issues = read(report())
    assert record is not None
    assert (record.by, record.modified, record.signed_on) == ("Larkmoor Cloud, Inc.", False, date(2026, 2, 9))
    assert record.text.startswith("We have prepared the accompanying description")
    assert record.text.endswith("operated effectively.")
    assert issues == []


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Except for the matter described in the following paragraph, we confirm that the controls operated "
            "effectively."
        ),
        "We assert that the controls operated effectively, except for the matter described below.",
        (
            "The controls stated in the description operated effectively, subject to the deviations described in "
            "Section IV."
        ),
        "We confirm that the controls stated in the description were not suitably designed.",
    ],
)
def test_modified_assertions(sentence: str) -> None:
    record, _ = read(report(assertion=f"{ASSERTION.splitlines()[1]}\n{sentence}\nLarkmoor Cloud, Inc."))
    assert record is not None
    assert record.modified is True


def test_the_date_above_the_letter() -> None:
    first, *rest = ASSERTION.splitlines()
    record, issues = read(report(assertion="\n".join([first, "February 9, 2026", *rest[:3], "Larkmoor Cloud, Inc."])))
    assert record is not None
    assert record.signed_on == date(2026, 2, 9)
    assert issues == []


def test_a_signer_whose_company_ends_with_a_stop_is_no_prose() -> None:
    signed = ["Utrecht, 9 February 2026", "M. de Wit, Chief Executive Officer of Larkmoor Cloud B.V."]
    record, _ = read(report(assertion="\n".join([*ASSERTION.splitlines()[:4], *signed])))
    assert record is not None
    assert record.signed_on == date(2026, 2, 9)


def test_a_period_in_the_text_is_no_date_of_signature() -> None:
    record, issues = read(report(assertion="\n".join(ASSERTION.splitlines()[:4])))
    assert record is not None
    assert record.signed_on is None
    assert issues == ["assertion_not_dated"]


def test_an_assertion_by_a_subservice_organization_is_not_managements() -> None:
    sections = written(
        f"# Larkmoor Cloud, Inc.\nSOC 2 Report\n=== 3\n# Section II - Assertion of the Management of Larkmoor Cloud, "
        f"Inc.\n{ASSERTION}"
        "\n=== 5\n# Section III - Assertion of the Management of Gridstone Hosting Ltd\nWe "
        "confirm, to the best of our knowledge and "
        "belief, that our controls were suitably designed.\nMarch 1, 2026"
    )
    record, _ = read(sections)
    assert record is not None
    assert (record.by, record.signed_on) == ("Larkmoor Cloud, Inc.", date(2026, 2, 9))


def test_no_assertion_is_an_error() -> None:
    assert read(written("# Larkmoor Cloud, Inc.\nSOC 2 Report")) == (None, ["assertion_not_found"])
