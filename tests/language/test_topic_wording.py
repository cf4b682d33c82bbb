import pytest

from soc2parse.language.places import split_places
from soc2parse.language.topics import (
    TopicKind,
    bare_heading,
    denies_changes,
    denies_incidents,
    is_group,
    is_not_applicable,
    reason_in,
    run_in_component,
    topic_of,
)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Principal Service Commitments and System Requirements", "commitments"),
        ("Service Level Commitments", "commitments"),
        ("System Requirements", "requirements"),
        ("Components of the System Used to Provide the Services", "components"),
        ("Infrastructure & Network Architecture", "infrastructure"),
        ("Infrastructure and Software", "infrastructure_and_software"),
        ("3.4.2 Software (continued)", "software"),
        ("Incidents Since the Last Review", "incidents"),
        ("Disclosures on Incidents", "incidents"),
        ("Changes to the System in the Last 12 Months", "changes"),
        ("Trust Services Criteria Not Applicable to the System", "not_applicable"),
        ("Criteria Not Relevant", "not_applicable"),
        ("Office Locations", "locations"),
        ("Control Environment", "other"),
        ("Incident Response", "other"),
        ("Change Management", "other"),
        ("Northwind at a Glance", None),
    ],
)
def test_what_a_heading_is_about(heading: str, kind: str | None) -> None:
    assert topic_of(heading) == (TopicKind(kind) if kind else None)


@pytest.mark.parametrize("heading", ["3.4.2 Data", "IV. Data", "b) Data:", "Data (continued)", "DATA, continued"])
def test_a_heading_without_its_number(heading: str) -> None:
    assert bare_heading(heading).casefold() == "data"


def test_groups_part_a_list() -> None:
    assert is_group("Security")
    assert is_group("Availability and Confidentiality")
    assert is_group("CC6.1 - Logical access")
    assert not is_group("Security Operations Center")


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("There were no system incidents.", True),
        ("No incidents occurred other than the one below.", False),
        ("There were no further incidents.", False),
        ("The incident did not affect customer data.", False),
        ("No S1 incidents occurred during the period.", False),
        ("No high severity incidents were reported in the period.", False),
        ("No significant incidents occurred during the period.", True),
    ],
)
def test_incidents_denied(text: str, none: bool) -> None:
    assert denies_incidents(text) is none


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("The system remained unchanged during the period.", True),
        ("The approval steps remained the same.", False),
        ("No significant changes were made except for a new office.", False),
    ],
)
def test_changes_denied(text: str, none: bool) -> None:
    assert denies_changes(text) is none


def test_why_a_criterion_is_left_out() -> None:
    assert is_not_applicable("CC6.4 does not apply to the system.")
    assert reason_in("CC6.4 is not applicable because all is hosted.") == "all is hosted"
    assert reason_in("CC6.4 is not applicable.") is None


def test_a_component_named_at_the_start() -> None:
    assert run_in_component("Infrastructure – Servers.") == (TopicKind.INFRASTRUCTURE, "Servers.")
    assert run_in_component("Note: Servers.") is None


def test_places_keep_their_country() -> None:
    assert split_places("Austin, Texas, Dublin, Ireland, and Pune, India. More.") == (
        "Austin, Texas",
        "Dublin, Ireland",
        "Pune, India",
    )
    assert split_places("Berlin and Paris") == ("Berlin", "Paris")
    assert split_places("Austin, TX; Dublin, Ireland") == ("Austin, TX", "Dublin, Ireland")
