import pytest

from soc2parse.language.list_columns import ListColumn, list_column


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("#", "id"),
        ("CUEC #", "id"),
        ("CUEC No.", "id"),
        ("Ref", "id"),
        ("Complementary User Entity Controls", "text"),
        ("CUEC", "text"),
        ("CUEC Description", "text"),
        ("User Entity Responsibility", "text"),
        ("Control Activity Expected to be Implemented by Subservice Organization", "text"),
        ("Complementary Subservice Organization Controls (CSOCs)", "text"),
        ("Expected Controls", "text"),
        ("Control", "text"),
        ("Criteria", "criteria"),
        ("Applicable Trust Services Criteria", "criteria"),
        ("TSC Reference", "criteria"),
        ("Related Criteria", "criteria"),
        ("Trust Services Criteria Intended to be Met by Controls at the Subservice Organization", "criteria"),
        ("Subservice Organization", "organization"),
        ("Subservice Organization(s)", "organization"),
        ("Name of Subservice Organization", "organization"),
        ("SUBSERVICE O RGANIZATION", "organization"),
        ("Sub-service Provider", "organization"),
        ("Vendor", "organization"),
        ("Vendor Name", "organization"),
        ("Third-Party Service Provider", "organization"),
        ("Organization", "organization"),
        ("Services Provided", "services"),
        ("Service Provided by the Subservice Organization", "services"),
        ("Description of Services", "services"),
        ("Function", "services"),
        ("Purpose", "services"),
        ("Nature of Services", "services"),
        ("Method", "method"),
        ("Carve-out / Inclusive", "method"),
        ("Monitoring Controls", "monitoring"),
        ("SOC Report Reviewed", "monitoring"),
        ("Reason", "reason"),
        ("Rationale for Exclusion", "reason"),
        ("Service Commitments", "commitment"),
        ("System Requirements", "requirement"),
        ("Trust Services Category", "group"),
        ("Control Area", "group"),
        ("Test Results", "result"),
        ("Tests of Controls", "result"),
    ],
)
def test_a_column_by_its_header(header: str, column: str) -> None:
    assert list_column(header) == column


@pytest.mark.parametrize(
    "words",
    [
        "Users protect the passwords of their accounts and never share them with anybody else in or outside the firm.",
        "",
    ],
)
def test_prose_is_no_header(words: str) -> None:
    assert list_column(words) is None


def test_a_header_of_no_known_column() -> None:
    assert list_column("Region") is ListColumn.OTHER
