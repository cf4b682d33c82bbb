"""Which headings open a section, by their wording."""

import pytest

from soc2parse.language.headings import is_continued, number_form, paragraph_kind, read_heading, without_leader

ROLES = {
    "auditor_report": """
        Independent Service Auditor's Report
        INDEPENDENT SERVICE AUDITORS’ REPORT
        Report of Independent Service Auditors
        Report of Independent Accountants
        Independent Practitioner's Report
        Assurance Report of the Independent Service Auditor
        Independent Assurance Practitioner's Report
        Opinion of Independent Service Auditor
        Auditor's Opinion
        Independent Service Auditors' Report for the Security and Confidentiality Criteria and CCM Criteria
        Section I: Independent Service Auditor's Report on a Description of a Service Organization's System
        I N D E P E N D E N T  S E R V I C E  A U D I T O R ' S  R E P O R T
        I NDEPENDENT S ERVICE A UDITOR ’ S R EPORT""",
    "assertion": """
        Assertion of Larkmoor Cloud, Inc.'s Management
        Assertion of the Management of Larkmoor
        Assertion of Larkmoor
        Larkmoor’s Assertion
        Management's Assertion (continued)
        Part II – Larkmoor Management's Assertion
        Written Statement of Assertion
        Management's Report of its Assertions
        Statement by Management
        Management's Assertion and Description of the System""",
    "description": """
        Larkmoor's Description of Its Ledger System Throughout the Period January 1, 2025 to December 31, 2025
        Description of the Larkmoor System
        Description of the Scheduling Suite
        System Description
        Management's Description of Larkmoor's System
        Description of the System Provided by Larkmoor
        Section III: The Larkmoor Ledger System
        Section III: Information Provided by Larkmoor
        SECTION 3- System Description
        Attachment A: Description of the Larkmoor System
        Section 3 Overview of Operations""",
    "tests": """
        Trust Services Category, Criteria, Related Controls, and Tests of Controls
        Trust Services Criteria and Related Controls
        Applicable Trust Services Criteria, Related Controls, Tests of Controls, and Results of Tests
        Description of Criteria, Larkmoor Controls, Tests and Results of Tests
        Description of Tests of Controls and Results Thereof
        Tests of Operating Effectiveness and Results of Tests
        Testing Matrices
        Independent Service Auditor's Description of Tests of Controls and Results
        Information Provided by Independent Service Auditor Except for Control Activities and Criteria Mappings
        Controls, Criteria, Tests and Results
        Section 4: Risks, Controls, Tests, Results and Management Responses
        Controls, Tests of Controls and Management's Comments
        Section IV - Our Criteria, Controls, What Was Tested, and Replies
        Attachment C - Trust Services Criteria and Related Controls
        SECTION 4- Test Control Matrix""",
    "other_information": """
        Other Information Provided by Larkmoor That Is Not Covered by the Service Auditor's Report
        Supplemental Information Provided by Larkmoor
        Additional Information Provided by Management (Unaudited)
        Management's Response to Testing Exceptions
        Section 5: Responses to Exceptions in Tests of Controls
        Management's Responses to the Results of Tests of Controls
        Management Responses to Deviations Noted""",
    "cuecs": "Section V - Complementary User Entity Controls",
    "letter": "Bridge Letter",
}
CASES = [(role, title.strip()) for role, titles in ROLES.items() for title in titles.strip().splitlines()]


@pytest.mark.parametrize(("role", "title"), CASES, ids=[title[:50] for _, title in CASES])
def test_titles_of_sections(role: str, title: str) -> None:
    heading = read_heading(title)
    assert heading is not None
    assert heading.role == role


@pytest.mark.parametrize(
    "title",
    [
        "Opinion",
        "Scope",
        "Description Criteria",
        "Service Auditor's Responsibilities",
        "Principal Service Commitments and System Requirements",
        "Report on Larkmoor's Description of Its System and on the Suitability of the Design",
        "Description of the Ledger application and the suitability of the design of controls relevant to security",
        "The Company reviews access to the system every quarter",
        "3.2 Description of the System",
        "Infrastructure",
        "CC6.1 Logical access",
    ],
)
def test_titles_within_sections(title: str) -> None:
    heading = read_heading(title)
    assert heading is None or heading.role is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Basis for Qualified Opinion", "basis"),
        ("Qualified Opinion", "qualified"),
        ("Adverse Opinion", "adverse"),
        ("Disclaimer of Opinion", "disclaimer"),
        ("OPINION", "opinion"),
        ("Emphasis of Matter", "emphasis"),
        ("Other Matters", "emphasis"),
        ("Controls That Did Not Operate During the Period", "non_occurrence"),
        ("Description of Tests of Controls", "tests"),
        ("Restriction on Use", "restricted"),
        ("Service Organization's Responsibilities", "management"),
    ],
)
def test_paragraphs_of_the_auditors_report(title: str, kind: str) -> None:
    assert paragraph_kind(title) == kind


def test_a_number_alone_is_a_label_for_the_title_that_follows() -> None:
    for text in ("Section IV", "SECTION ONE", "4.", "II."):
        heading = read_heading(text)
        assert heading is not None
        assert heading.label_only


@pytest.mark.parametrize(
    ("line", "title", "page"),
    [
        ("Management's Assertion ........... 8", "Management's Assertion", 8),
        ("Management's Assertion . . . . . 12", "Management's Assertion", 12),
        ("Management's Assertion 8", "Management's Assertion", 8),
        ("Management's Assertion", "Management's Assertion", None),
    ],
)
def test_lines_of_a_contents_page(line: str, title: str, page: int | None) -> None:
    assert without_leader(line) == (title, page)


def test_how_headings_are_numbered() -> None:
    assert [number_form(text) for text in ("Section I - X", "Part IV | X", "II. X", "3. X", "3.1 X", "X")] == [
        "section",
        "part",
        "roman",
        "arabic",
        None,
        None,
    ]


def test_a_continued_heading_says_so() -> None:
    assert is_continued("Management's Assertion (continued)")
    assert not is_continued("Management's Assertion")
