"""Whose report it is, and what the system is called."""

import pytest

from soc2parse.extract import organization
from soc2parse.extract.found import Found
from soc2parse.report import Issue, ServiceOrganization
from soc2parse.sections import Sections
from tests.written import SCOPE, report, written


def read(sections: Sections) -> tuple[ServiceOrganization | None, str | None, list[Issue]]:
    record, system, issues = None, None, []
    for item in organization.extract(sections):
        if isinstance(item, Issue):
            issues.append(item)
        elif isinstance(item, Found) and isinstance(item.value, ServiceOrganization):
            record = item.value
        else:
            system = str(item.value)
    return record, system, issues


def letter(addressee: str, scope: str, cover: str = "SOC 2 Type 2 Report") -> Sections:
    return written(f"{cover}\n=== 2\n# Independent Service Auditor's Report\n{addressee}\n{scope}")


def test_legal_name_short_name_and_system() -> None:
    record, system, issues = read(report())
    assert record is not None
    assert (record.name, record.short_name, system) == ("Larkmoor Cloud, Inc.", "Larkmoor", "Larkmoor Ledger")
    assert {source.page for source in record.sources} >= {2}
    assert issues == []


@pytest.mark.parametrize(
    ("addressee", "scope", "name", "short"),
    [
        (
            "To: Ferncliff & Sons, LLC",
            ("We have examined Ferncliff & Sons, LLC's description of its Payroll Desk system."),
            "Ferncliff & Sons, LLC",
            None,
        ),
        (
            "To the Board of Directors and Management of Ostmark GmbH:",
            (
                "We have examined Ostmark GmbH's (hereinafter “Ostmark”) accompanying "
                "description of its Lagerwerk system."
            ),
            "Ostmark GmbH",
            "Ostmark",
        ),
        (
            "To the Directors of Kestrelmoor Pty Ltd",
            (
                "We have examined the description of the Harbour Ledger system of Kestrelmoor Pty Ltd (the "
                "Company) as at 30 June 2025."
            ),
            "Kestrelmoor Pty Ltd",
            None,
        ),
        (
            "",
            (
                "We have examined the accompanying “Description of the Sequence Library” prepared by Dunbridge "
                "Genomics, Inc. (hereinafter "
                "Dunbridge) for the year ended June 30, 2025."
            ),
            "Dunbridge Genomics, Inc.",
            "Dunbridge",
        ),
        (
            "To : Verwood Web Solutions Private Limited.",
            (
                "We have examined the accompanying “Description of Verwood Web Solutions Private "
                "Limited, Chime Application.”"
            ),
            "Verwood Web Solutions Private Limited",
            None,
        ),
        (
            "To the Management of Zephyr Media Holdings, Inc. and its subsidiaries",
            ("We have examined Zephyr Media Holdings, Inc. and its subsidiaries' description of its Ad Desk."),
            "Zephyr Media Holdings, Inc. and its subsidiaries",
            None,
        ),
    ],
)
def test_forms_of_address(addressee: str, scope: str, name: str, short: str | None) -> None:
    record, _, _ = read(letter(addressee, scope))
    assert record is not None
    assert (record.name, record.short_name) == (name, short)


@pytest.mark.parametrize(
    ("scope", "system"),
    [
        (
            "We have examined Larkmoor's description of its Care Record System titled “X” throughout the period",
            "Care Record System",
        ),
        (
            (
                "We have examined Larkmoor's description of its Larkmoor Platform system (the “System”) as of June 30, "
                "2025"
            ),
            "Larkmoor Platform",
        ),
        (
            (
                "We have examined the accompanying description of the Fleet Console of Larkmoor Cloud, Inc. for the "
                "period"
            ),
            "Fleet Console",
        ),
        ("We have examined Larkmoor's description of its “Harbor Desk” based on the criteria", "Harbor Desk"),
        ("We have examined Larkmoor's description of its Harbor Desk set out in Part C for the period", "Harbor Desk"),
        ("We have examined Larkmoor's description of Harbor Desk in chapter 3 for the period", "Harbor Desk"),
    ],
)
def test_names_of_systems(scope: str, system: str) -> None:
    assert read(letter("To the Management of Larkmoor Cloud, Inc.", scope))[1] == system


def test_titles_in_capitals_do_not_decide_the_spelling() -> None:
    cover = "REPORT ON LARKMOOR CLOUD, INC.'S DESCRIPTION OF ITS LARKMOOR LEDGER SYSTEM"
    record, system, _ = read(report(cover=cover))
    assert record is not None
    assert (record.name, system) == ("Larkmoor Cloud, Inc.", "Larkmoor Ledger")


def test_what_nobody_names_is_unknown() -> None:
    sections = written(
        "SOC 2 Report\n=== 2\n# Section I - Independent Service Auditor's Report\nWe have examined the description "
        "of the system."
    )
    record, system, issues = read(sections)
    assert (record, system) == (None, None)
    assert {issue.field for issue in issues} == {"service_organization", "system_name"}


def test_the_auditor_on_the_cover_is_not_the_organization() -> None:
    record, _, _ = read(report(cover="# SOC 2 Type 2 Report\nPrepared by Oakhollow & Pine LLP", scope=SCOPE))
    assert record is not None
    assert record.name == "Larkmoor Cloud, Inc."


@pytest.mark.parametrize(
    "cover",
    [
        "Larkmoor Ledger Ltd. \u2014 SOC 2 Type II Report",
        "SOC 2 Type II Audit Report\nAudit Period: 2025\nService Organization: Larkmoor Ledger Ltd.",
    ],
)
def test_the_cover_names_it_beside_the_title_or_a_label(cover: str) -> None:
    scope = "We have examined the description of the system and the suitability of the design of controls."
    organization, _, _ = read(letter("", scope, cover=cover))
    assert organization is not None
    assert organization.name == "Larkmoor Ledger Ltd."


def test_straight_quotes_end_a_name_as_round_ones_do() -> None:
    scope = (
        'We have examined Umbra Freight, Inc.\'s ("Umbra") accompanying description titled "Umbra\'s Description of '
        'Its Umbra Load Board" throughout the period.'
    )
    record, system, _ = read(letter("To the Management of Umbra Freight, Inc.", scope))
    assert record is not None
    assert (record.name, record.short_name, system) == ("Umbra Freight, Inc.", "Umbra", "Umbra Load Board")


def test_a_system_may_be_several() -> None:
    scope = (
        "We have examined Ferrous, Inc.'s description of its Core, Card and Digital Banking Systems throughout 2025."
    )
    assert read(letter("To: Ferrous, Inc.", scope))[1] == "Core, Card and Digital Banking Systems"


def test_a_system_may_begin_as_its_organizations_name_does() -> None:
    scope = "We have examined Pintail Signature Ltd.'s description of its Pintail Sign system throughout 2025."
    assert read(letter("To: Pintail Signature Ltd.", scope))[1] == "Pintail Sign"


def test_a_name_on_two_lines_of_the_cover_is_one_as_management_calls_it() -> None:
    told = "# Assertion of Management\nAs management of Harrow Legal Technologies Ltd, we are responsible for it."
    record, _, _ = read(written(f"Harrow Legal\nTechnologies Ltd\nSOC 2 Type 2 Report\n=== 2\n{told}"))
    assert record is not None
    assert record.name == "Harrow Legal Technologies Ltd"


@pytest.mark.parametrize("after", [" states that its description is fair.", " Nora Hale signs for it."])
def test_the_name_of_the_company_ends_with_its_legal_form(after: str) -> None:
    record, _, _ = read(
        written(f"Report\n=== 2\n# Assertion of Management\nThe management of Ibis Tide Company{after}")
    )
    assert record is not None
    assert record.name == "Ibis Tide Company"


def test_the_addressee_may_stand_in_one_paragraph_with_the_letter() -> None:
    record, _, _ = read(
        letter("", "To the Management of Ostmark Data Ltd We have examined the description of its system.")
    )
    assert record is not None
    assert record.name == "Ostmark Data Ltd"
