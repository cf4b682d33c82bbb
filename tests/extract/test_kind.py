"""What a document is: a SOC 2 report, or something that only speaks of one."""

import pytest

from soc2parse.errors import NotSoc2Error
from soc2parse.extract import kind
from soc2parse.report import Issue
from soc2parse.sections import Sections
from tests.extract.test_opinion import TYPE_1_OPINION, TYPE_1_SCOPE
from tests.written import ASSERTION, COVER, OPINION, SCOPE, report, written


def check(sections: Sections) -> list[Issue]:
    return list(kind.check(sections))


@pytest.mark.parametrize(
    "sections",
    [
        report(),
        report(TYPE_1_OPINION, scope=TYPE_1_SCOPE),
        report(between="This is not a SOC 3 report. Section V holds a bridge letter. Larkmoor is ISO 27001 certified."),
        report(cover="Trust portal of Larkmoor\nYou downloaded: SOC 2 report"),
        written(
            f"INDEPENDENT PRACTITIONER'S REPORT\nTo the Management of Larkmoor GmbH\nWe have examined the "
            f"description of Larkmoor GmbH's "
            f"platform relevant to security in this SOC 2 report.\nOPINION\n{OPINION}"
        ),
        written(
            f"# Assurance report\nWe have undertaken a reasonable assurance engagement to report on the description "
            f"of the Harbour Ledger "
            f"system based on the trust services criteria relevant to security.\n## Opinion\n{OPINION}"
        ),
        written(
            f"# Larkmoor Inc. - SOC 2 Type II Report\nThe automated response module is left out.\n# Auditor's report\n"
            f"We have examined the description of the ledger system of Larkmoor Inc.\n{OPINION}\n"
            f"CC6.2 Access is removed.\nCC6.3 Access is reviewed.\nCC7.2 Alerts are read."
        ),
    ],
    ids=["type 2", "type 1", "mentions others", "portal page", "short", "assurance engagement", "by numbers"],
)
def test_reports_are_read(sections: Sections) -> None:
    assert check(sections) == []


NEGATIVES = [
    (
        "a SOC 1 report",
        (
            "# SOC 1 Type 2 Report\n=== 2\n# Independent Service Auditor's Report\nWe have examined Larkmoor's "
            "description of its payroll "
            "system and the suitability of the design of controls to achieve the control objectives relevant to user "
            "entities' internal control over "
            "financial reporting.\n## Opinion\nIn our opinion, in all material respects, the description fairly "
            "presents the system and the controls were "
            "suitably designed."
        ),
    ),
    (
        "a SOC 3 report",
        (
            "# SOC 3 Report\n=== 2\n# Independent Service Auditor's Report\nWe have examined Larkmoor's accompanying "
            "assertion titled "
            "“Assertion of Larkmoor Management” that the controls were effective based on the trust services criteria "
            "relevant to security.\n## Opinion\n"
            "In our opinion, management's assertion is fairly stated, in all material respects."
        ),
    ),
    (
        "a bridge letter",
        (
            "Larkmoor Cloud, Inc.\nTo whom it may concern\nOur SOC 2 Type 2 report covered the period January 1, 2025 "
            "to December 31, 2025. "
            "Since the end of the period of that report, there were no material changes to the control environment."
        ),
    ),
    (
        "a readiness assessment",
        (
            f"# SOC 2 Readiness Assessment\nWe recommend to close the gaps below before an examination.\n## "
            f"Opinion\n{OPINION}\n{SCOPE}"
        ),
    ),
    (
        "a penetration test report",
        ("# Penetration Test Report\nOf the trust services criteria, CC7.1 is supported by this test."),
    ),
    (
        "a questionnaire",
        ("# Vendor Security Questionnaire\nDo you have a SOC 2 report based on the trust services criteria? Yes."),
    ),
    (
        "a memo about a report",
        (
            "# Memorandum\nReview of the SOC 2 report of Larkmoor. The auditor issued an unqualified opinion on the "
            "trust services "
            "criteria. The report states: the controls were suitably designed."
        ),
    ),
    (
        "guidance on SOC 2",
        ("# A guide to SOC 2\nAn auditor's report says what was examined under the trust services criteria."),
    ),
    (
        "a data processing agreement",
        ("# Data Processing Agreement\nThe processor maintains a SOC 2 report under the trust services criteria."),
    ),
    (
        "an unfilled template",
        f"# [Company Name]\n{COVER}\n=== 2\n# Independent Service Auditor's Report\n"
        + SCOPE.replace("Larkmoor Cloud, Inc.", "[Service Organization]").replace(
            "January 1, 2025 to December 31, 2025", "[Start Date] to [End Date]"
        ),
    ),
    ("another document", "Minutes of the garden club. The roses were discussed."),
]


@pytest.mark.parametrize(("seems", "text"), NEGATIVES, ids=[name for name, _ in NEGATIVES])
def test_other_documents_are_refused_by_name(seems: str, text: str) -> None:
    with pytest.raises(NotSoc2Error) as refused:
        check(written(text))
    assert refused.value.seems == seems


def test_a_draft_is_read_and_told() -> None:
    codes = [issue.code for issue in check(report(cover=f"DRAFT - for discussion purposes\n{COVER}"))]
    assert codes == ["draft"]


def test_a_draft_without_signature_is_no_template() -> None:
    codes = [issue.code for issue in check(report(signature="[Firm signature]\n[City, State]\n[Date]"))]
    assert codes == ["placeholder"]


def test_a_sample_is_read_and_told() -> None:
    assert [issue.code for issue in check(report(cover=f"SAMPLE\n{COVER}"))] == ["sample"]


def test_an_auditors_report_of_pictures_does_not_refuse_the_report() -> None:
    sections = written(
        f"{COVER}\n=== 5\n# Section II - Management's Assertion\n{ASSERTION}\nThe trust services criteria apply.",
        unreadable=(2, 3, 4),
    )
    issues = check(sections)
    assert ("auditor_report_not_found", "error") in {(issue.code, issue.severity) for issue in issues}


def test_a_report_of_pictures_alone_is_an_error_not_a_refusal() -> None:
    sections = written("", count=3, unreadable=(1, 2, 3))
    assert [(issue.code, issue.severity) for issue in check(sections)] == [("no_text", "error")]


AUDITOR = f"# Independent Service Auditor's Report\n{SCOPE}\n## Opinion\n{OPINION}"


def test_two_reports_in_one_file_are_told() -> None:
    both = written(f"{COVER}\n=== 3\n{AUDITOR}\n=== 40\n{COVER}\n=== 42\n{AUDITOR}")
    assert [(issue.code, issue.severity, issue.page) for issue in check(both)] == [("several_reports", "error", 42)]


def test_an_opinion_quoted_later_is_no_second_report() -> None:
    quoted = f"# Other Information\nThe auditors of our annual accounts wrote: {OPINION}"
    assert check(written(f"{COVER}\n=== 3\n{AUDITOR}\n=== 42\n{quoted}")) == []
