"""Sections by the wording of their headings, in any order and dress; physical pages."""

import pytest

from soc2parse.sections import Role, Sections
from tests.written import ASSERTION, COVER, OPINION, RESTRICTED, SCOPE, SIGNATURE, report, written

A, M, S, D, T, U = (
    Role.AUDITOR_REPORT,
    Role.ASSERTION,
    Role.SUBSERVICE_ASSERTION,
    Role.DESCRIPTION,
    Role.TESTS,
    Role.OTHER_INFORMATION,
)
LETTER = f"{SCOPE}\n## Opinion\n{OPINION}\n## Restricted Use\n{RESTRICTED}\n{SIGNATURE}"
TESTS = """
| Criteria | Control | Test of Control | Results of Tests |
| CC6.1 | AC-02 Access is approved. | Inspected tickets. | No exceptions noted. |
"""


def main_parts(sections: Sections) -> list[tuple[Role, int, int]]:
    return [
        (part.role, part.first_page, part.last_page)
        for part in sections.parts
        if part.role not in (Role.FRONT, Role.CONTENTS)
    ]


@pytest.mark.parametrize("labels", [("", ""), ("SECTION 2A - ", "SECTION 2B - "), ("Section II-a: ", "Section II-b: ")])
def test_a_second_assertion_by_a_company_whose_name_ends_with_a_stop(labels: tuple[str, str]) -> None:
    parts = written(f"""
# Independent Service Auditor's Report
We have examined the description of the Ledger.
In our opinion, in all material respects, the description presents the Ledger.
=== 2
# {labels[0]}Management's Assertion
We confirm, to the best of our knowledge and belief, that the description presents the Ledger.
=== 3
# {labels[1]}Assertion of the Management of Vaultline Archive B.V.
We confirm, to the best of our knowledge and belief, that the description presents our services.
=== 4
# Description of the Ledger
## Overview of Operations
It keeps books.
""").parts
    assert [(part.role, part.first_page) for part in parts][1:3] == [
        (Role.ASSERTION, 2),
        (Role.SUBSERVICE_ASSERTION, 3),
    ]


def test_numbered_sections() -> None:
    assert main_parts(report()) == [(A, 2, 2), (M, 4, 4), (D, 6, 6), (T, 9, 9)]


@pytest.mark.parametrize(
    "titles",
    [
        ("Independent Service Auditor's Report", "Management's Assertion", "System Description", "Testing Matrices"),
        (
            "I. REPORT OF INDEPENDENT ACCOUNTANTS",
            "II. STATEMENT BY MANAGEMENT",
            "III. THE LEDGER SYSTEM",
            ("IV. TESTS OF CONTROLS AND RESULTS OF TESTS"),
        ),
        (
            "I Independent Service Auditor's Report",
            "II Management's Assertion",
            "III System Description",
            "IV Criteria, Controls, Tests and Results",
        ),
        (
            "Part A: Independent Practitioner's Report",
            "Part B: Assertion of Larkmoor",
            ("Part C: Larkmoor's Description of Its Ledger System"),
            "Part D: Description of Criteria, Controls, Tests and Results of Tests",
        ),
        (
            "S E C T I O N  I  I N D E P E N D E N T  S E R V I C E  A U D I T O R ' S  R E P O R T",
            ("S E C T I O N  I I  M A N A G E M E N T ' S  A S S E R T I O N"),
            "S E C T I O N  I I I  S Y S T E M  D E S C R I P T I O N",
            ("S E C T I O N  I V  T E S T S  O F  C O N T R O L S"),
        ),
    ],
)
def test_titles_of_other_firms(titles: tuple[str, str, str, str]) -> None:
    sections = written(f"""
{COVER}
=== 3
# {titles[0]}
{LETTER}
=== 5
# {titles[1]}
{ASSERTION}
=== 7
# {titles[2]}
## Company Background
Larkmoor Cloud keeps the books of small breweries.
=== 12
# {titles[3]}
{TESTS}
""")
    assert main_parts(sections) == [(A, 3, 3), (M, 5, 5), (D, 7, 7), (T, 12, 12)]


def test_the_assertion_may_come_first_and_the_unaudited_part_ends_the_tests() -> None:
    sections = written(f"""
{COVER}
=== 2
# SECTION 1 - ASSERTION OF LARKMOOR CLOUD, INC. MANAGEMENT
{ASSERTION}
=== 4
# SECTION 2 - INDEPENDENT SERVICE AUDITOR'S REPORT
{LETTER}
=== 7
# SECTION 3 - LARKMOOR'S DESCRIPTION OF ITS LEDGER SYSTEM
Text of the description.
=== 30
# SECTION 4 - TRUST SERVICES CATEGORY, CRITERIA, RELATED CONTROLS, AND TESTS OF CONTROLS
{TESTS}
=== 112
# SECTION 5 - OTHER INFORMATION PROVIDED BY LARKMOOR THAT IS NOT COVERED BY THE SERVICE AUDITOR'S REPORT
## Management's Response to Exceptions
We agree.
""")
    assert main_parts(sections) == [(M, 2, 2), (A, 4, 4), (D, 7, 7), (T, 30, 30), (U, 112, 112)]


def test_title_pages_count_and_labels_may_stand_above_titles() -> None:
    sections = written(f"""
{COVER}
=== 2
# SECTION ONE
# INDEPENDENT SERVICE AUDITOR'S REPORT
=== 3
{LETTER}
=== 5
# SECTION TWO
# MANAGEMENT'S ASSERTION
=== 6
{ASSERTION}
=== 7
# SECTION THREE
# TEST CONTROL MATRIX
=== 8
{TESTS}
""")
    assert main_parts(sections) == [(A, 2, 3), (M, 5, 6), (T, 7, 8)]
    assert sections.of(A)[0].title == "SECTION ONE INDEPENDENT SERVICE AUDITOR'S REPORT"


def test_a_contents_page_starts_no_section() -> None:
    sections = written(f"""
{COVER}
=== 2
## Table of Contents
Independent Service Auditor's Report ........ 1
Management's Assertion ........ 3
Description of the Larkmoor Ledger ........ 5
Trust Services Criteria, Related Controls, and Tests of Controls ........ 9
=== 3
# Independent Service Auditor's Report
{LETTER}
=== 5
# Management's Assertion
{ASSERTION}
=== 7
# Description of the Larkmoor Ledger
Text.
=== 11
# Trust Services Criteria, Related Controls, and Tests of Controls
{TESTS}
""")
    assert sections.of(Role.CONTENTS)[0].first_page == 2
    assert main_parts(sections) == [(A, 3, 3), (M, 5, 5), (D, 7, 7), (T, 11, 11)]


def test_the_first_section_may_begin_below_the_contents() -> None:
    sections = written(f"""
{COVER}
=== 2
## Table of Contents
- Section 1: Independent Service Auditor's Report
- Section 2: Management's Assertion
- Section 3: Testing Matrices
# Section 1: Independent Service Auditor's Report
{LETTER}
=== 3
# Section 2: Management's Assertion
{ASSERTION}
# Section 3: Testing Matrices
{TESTS}
""")
    assert main_parts(sections) == [(A, 2, 2), (M, 3, 3), (T, 3, 3)]
    assert [block.text for block in sections.of(Role.CONTENTS)[0].blocks][-1] == "Section 3: Testing Matrices"


def test_a_report_of_few_pages_may_number_its_parts_wherever_they_fall() -> None:
    sections = written(f"""
# Larkmoor Cloud, Inc.
## SOC 2 Type 1 Report
Description of the Ledger application and the suitability of the design of controls relevant to security
## 1. Independent service auditor's report
{LETTER}
## 2. Assertion of Larkmoor's management
{ASSERTION}
## 3. Description of the Ledger application
### Services
Larkmoor keeps books for shops.
## 4. Controls by criterion and point of focus
CC6.1 - Access is restricted.
| Point of focus | Controls of Larkmoor |
| Restricts logical access | Access is approved. |
""")
    assert [role for role, _, _ in main_parts(sections)] == [A, M, D, T]


def test_names_of_sections_in_sentences_start_none() -> None:
    sections = report(
        between="Section IV, Trust Services Criteria, Related Controls, and Tests of Controls, lists the tests."
    )
    assert [part[0] for part in main_parts(sections)] == [A, M, D, T]


def test_the_paragraph_on_tests_does_not_end_the_auditors_report() -> None:
    sections = report(
        between="## Description of Tests of Controls\nThe tests and their results are listed in Section IV."
    )
    assert main_parts(sections)[0] == (A, 2, 2)
    assert "In our opinion" in " ".join(block.text for block in sections.of(A)[0].blocks)


def test_headings_of_user_controls_do_not_end_the_description() -> None:
    sections = written(f"""
{COVER}
=== 2
# Section I - Independent Service Auditor's Report
{LETTER}
=== 5
# Section II - System Description
Text.
=== 7
# Complementary User Entity Controls
- User entities remove leavers.
# Subservice Organizations
Gridstone hosts the system.
=== 9
# Section III - Tests of Controls and Results of Tests
{TESTS}
""")
    assert main_parts(sections) == [(A, 2, 2), (D, 5, 7), (T, 9, 9)]


def test_user_controls_behind_the_tests_are_the_descriptions() -> None:
    sections = written(f"""
{COVER}
=== 2
# Section I - Independent Service Auditor's Report
{LETTER}
=== 5
# Section II - System Description
Text.
=== 9
# Section III - Tests of Controls and Results of Tests
{TESTS}
=== 20
# Section IV - Complementary User Entity Controls
- User entities remove leavers.
""")
    assert main_parts(sections) == [(A, 2, 2), (D, 5, 5), (T, 9, 9), (D, 20, 20)]


def test_the_assertion_of_another_organization_is_not_the_main_one() -> None:
    sections = written(f"""
{COVER}
=== 2
# Section I - Independent Service Auditor's Report
{LETTER}
=== 5
# Section II - Assertion of the Management of Larkmoor Cloud, Inc.
{ASSERTION}
=== 6
# Section III - Assertion of the Management of Gridstone Hosting Ltd
We confirm, to the best of our knowledge and belief, that our controls were suitably designed.
""")
    assert main_parts(sections) == [(A, 2, 2), (M, 5, 5), (S, 6, 6)]


def test_a_continued_heading_goes_on() -> None:
    sections = written(f"""
{COVER}
=== 2
# Section I - Independent Service Auditor's Report
{LETTER}
=== 3
# Section I - Independent Service Auditor's Report (continued)
More of the letter stands here.
=== 5
# Section II - Management's Assertion
{ASSERTION}
""")
    assert main_parts(sections) == [(A, 2, 3), (M, 5, 5)]


def test_letters_without_headings_are_known_by_their_first_sentences() -> None:
    sections = written(f"""
{COVER}
=== 2
To the Management of Larkmoor Cloud, Inc.
{LETTER}
=== 4
{ASSERTION}
=== 6
## Overview of Operations
Larkmoor Cloud keeps the books of small breweries.
=== 9
{TESTS}
""")
    assert main_parts(sections) == [(A, 2, 2), (M, 4, 4), (D, 6, 6), (T, 9, 9)]


def test_bookmarks_place_what_is_a_picture() -> None:
    sections = written(
        f"""
{COVER}
=== 5
# Section II - Management's Assertion
{ASSERTION}
=== 7
# Section III - System Description
Text.
""",
        unreadable=(2, 3, 4),
        outline=(("Section I - Independent Service Auditor's Report", 2), ("Section II - Management's Assertion", 5)),
    )
    assert [part.role for part in sections.parts][-2:] == [M, D]
    assert sections.unreadable == (2, 3, 4)


def test_pictures_behind_the_letter_belong_to_it() -> None:
    sections = written(
        f"{COVER}\n=== 2\n# Section I - Independent Service Auditor's Report\n{SCOPE}\n=== 5\n# Section II - "
        f"Management's Assertion\n{ASSERTION}",
        unreadable=(3, 4),
    )
    assert main_parts(sections) == [(A, 2, 4), (M, 5, 5)]
    assert sections.unreadable_in(A) == (3, 4)


def test_a_bridge_letter_bound_behind_is_no_part_of_the_report() -> None:
    sections = written(f"""
{COVER}
=== 2
# Section I - Independent Service Auditor's Report
{LETTER}
=== 9
# Section II - Tests of Controls and Results of Tests
{TESTS}
=== 11
Larkmoor Cloud, Inc.
March 31, 2026
## Bridge Letter
The report before this letter covers the period January 1, 2025 to December 31, 2025. There were no \
material changes until March 31, 2026.
""")
    assert main_parts(sections)[-2:] == [(T, 9, 9), (Role.APPENDIX, 11, 11)]


def test_one_heading_for_assertion_and_description_gives_both() -> None:
    sections = written(f"""
{COVER}
=== 2
# Section I - Independent Service Auditor's Report
{LETTER}
=== 5
# Section II - Management's Assertion and Description of the System
{ASSERTION}
""")
    assert main_parts(sections) == [(A, 2, 2), (M, 5, 5), (D, 5, 5)]


def test_no_headings_no_sections() -> None:
    sections = written("Minutes of the garden club.\nThe roses were discussed.")
    assert main_parts(sections) == []


def test_a_signature_above_the_next_heading_is_no_running_header() -> None:
    parts = main_parts(
        written(f"""
# Section 1 - Independent Service Auditor's Report
{SCOPE}
## Opinion
{OPINION}
## Restricted Use
{RESTRICTED}
=== 2
Oakhollow & Pine, CPAs
Date: 11 February 2026
# Section 2 - Management's Assertion
{ASSERTION}
""")
    )
    assert parts == [(A, 1, 2), (M, 2, 2)]


def test_every_appendix_is_a_part_of_its_own() -> None:
    parts = written(f"""
# Section I - Independent Service Auditor's Report
{LETTER}
=== 2
# Section II - Tests of Controls
{TESTS}
=== 3
# Appendix A. Duties of User Entities
User entities are responsible for protecting passwords.
=== 4
# Appendix B. Mapping of Requirements
| Requirement | Control |
| Access control | AC-02 |
""").parts
    assert [(part.role, part.first_page) for part in parts if part.role is Role.APPENDIX] == [
        (Role.APPENDIX, 3),
        (Role.APPENDIX, 4),
    ]


def test_the_statement_of_the_directors_is_the_assertion() -> None:
    parts = main_parts(
        written(f"""
# 1. Directors' statement
The directors of Larkmoor plc confirm, to the best of their knowledge and belief, that the description presents the \
Ledger and that its controls operated effectively.
=== 2
# 2. Independent assurance report of the service auditor
{LETTER}
""")
    )
    assert parts == [(M, 1, 1), (A, 2, 2)]


def test_an_assertion_told_of_management_is_known_by_its_first_sentence() -> None:
    parts = main_parts(
        written(f"""
# 1.0 Report of Independent Service Auditor
{LETTER}
=== 2
# 2.0 Statement of Larkmoor Cloud, Inc.
The management of Larkmoor Cloud, Inc. states that, to the best of its knowledge and belief, the description presents \
the Ledger and that its controls operated effectively.
""")
    )
    assert parts == [(A, 1, 1), (M, 2, 2)]


def test_an_opinion_below_a_heading_is_the_auditors_report_though_nothing_says_what_was_examined() -> None:
    sections = written(
        f"# SOC2 Audit Report\n=== 2\n# 1. System Description\n## Overview of Services\nLarkmoor keeps ledgers.\n"
        f"# 5. Management's Assertion\n{ASSERTION}\n# 6. Independent Service Auditor's Report\n"
        f"=== 3\n## Opinion\n{OPINION}"
    )
    assert [part.role for part in sections.parts][-1] == Role.AUDITOR_REPORT


def test_a_result_behind_its_label_alone_on_the_last_page_opens_no_section() -> None:
    parts = main_parts(
        written(f"""
# 1.0 Report of Independent Service Auditor
{LETTER}
=== 2
# 2.0 Tests of Controls and Results of Tests
{TESTS}
=== 3
Results of Test: No exceptions identified.
""")
    )
    assert parts == [(A, 1, 1), (T, 2, 3)]


def test_tests_in_an_appendix_behind_the_unaudited_part_are_tests() -> None:
    sections = written(f"""
=== 5
# Section IV: Control Activities
| Control ID | Control Activity | Criteria |
| AC-01 | Access is reviewed. | CC6.3 |
=== 6
# Section V: Other Information Provided by the Company
The following has not been examined by the auditor.
=== 7
# Appendix A: Tests Performed and Results
{TESTS}
=== 8
# Appendix B: Findings
Finding 1 (AC-02). The review for one quarter was late.
""")
    assert main_parts(sections) == [(T, 5, 5), (U, 6, 6), (T, 7, 7), (Role.APPENDIX, 8, 8)]
