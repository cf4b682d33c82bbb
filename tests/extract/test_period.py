"""Type and period, weighed over the places that state them (traps TT and DT)."""

from datetime import date

import pytest

from soc2parse.extract import period
from soc2parse.extract.found import Found
from soc2parse.report import Issue, Period
from soc2parse.sections import Sections
from soc2parse.terms import ReportType
from tests.extract.test_opinion import TYPE_1_OPINION, TYPE_1_SCOPE
from tests.written import ASSERTION, COVER, OPINION, SCOPE, report, written

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
TYPE_1 = {
    "scope": TYPE_1_SCOPE,
    "cover": COVER.replace("Type 2", "Type 1").replace("For the period January 1, 2025 to", "As of"),
    "assertion": ASSERTION.replace("throughout the period January 1, 2025 to", "as of").replace(
        "and operated effectively", ""
    ),
}


def read(sections: Sections) -> tuple[ReportType | None, tuple[date | None, date | None] | None, list[Issue]]:
    kind, span, issues = None, None, []
    for item in period.extract(sections):
        if isinstance(item, Issue):
            issues.append(item)
        elif isinstance(item, Found) and isinstance(item.value, Period):
            span = (item.value.start, item.value.end)
        elif isinstance(item.value, ReportType):
            kind = item.value
    return kind, span, issues


def codes(issues: list[Issue]) -> list[str]:
    return [issue.code for issue in issues]


def test_a_type_2() -> None:
    kind, span, issues = read(report())
    assert (kind, span, issues) == (ReportType.TYPE_2, YEAR, [])


def test_a_type_1_ends_on_its_date_and_has_no_start() -> None:
    kind, span, issues = read(report(TYPE_1_OPINION, **TYPE_1))
    assert (kind, span) == (ReportType.TYPE_1, (None, date(2025, 12, 31)))
    assert "report_type_disagrees" not in codes(issues)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Company completed its first SOC 2 Type 1 report in 2023.",
        "The prior report covered the period January 1, 2024 to December 31, 2024.",
        "Gridstone's SOC 2 Type 2 report for the period October 1, 2024 to September 30, 2025 was reviewed.",
        (
            "For the Leeds data center, for the period July 1, 2025 to December 31, 2025, the examination covers "
            "physical controls."
        ),
        "As of January 31, 2026, the listing of users held 40 accounts. Copyright 2026.",
        (
            "The criteria are those of DC section 200, 2018 Description Criteria (With Revised Implementation "
            "Guidance-2022), of TSP section 100, 2017 Trust Services Criteria (With Revised Points of Focus-2022), "
            "and of ISO/IEC 27001:2022."
        ),
        "This report was issued on March 1, 2026; management signed on February 9, 2026.",
        "The section describes the types of services, the type of control and the type of each test.",
    ],
    ids=["TT1", "DT4", "DT5", "DT3", "DT6", "DT1", "DT2", "TT5"],
)
def test_other_dates_and_types_in_the_letter(sentence: str) -> None:
    kind, span, _ = read(report(between=sentence))
    assert (kind, span) == (ReportType.TYPE_2, YEAR)


def test_a_cover_that_disagrees_is_told() -> None:
    _, span, issues = read(report(cover=COVER.replace("January 1, 2025", "February 1, 2025")))
    assert span == YEAR
    assert codes(issues) == ["period_disagrees"]


def test_a_date_of_the_next_report_is_no_period() -> None:
    _, span, issues = read(report(cover=f"{COVER}\nNext report issue date: April 27, 2026"))
    assert span == YEAR
    assert issues == []


def test_an_inferred_start_is_marked() -> None:
    year_ended = "for the year ended December 31, 2025"
    words = "throughout the period January 1, 2025 to December 31, 2025"
    sections = report(
        OPINION.replace(words, year_ended),
        scope=SCOPE.replace(words, year_ended),
        cover=COVER.replace(
            "For the period January 1, 2025 to December 31, 2025", "For the Year Ended December 31, 2025"
        ),
        assertion=ASSERTION.replace(words, year_ended),
    )
    kind, span, issues = read(sections)
    assert (kind, span) == (ReportType.TYPE_2, YEAR)
    assert codes(issues) == ["period_start_inferred"]


def test_an_ambiguous_period_is_null_with_both_readings() -> None:
    odd = "throughout the period 01/04/2025 to 03/09/2025"
    words = "throughout the period January 1, 2025 to December 31, 2025"
    sections = report(
        OPINION.replace(words, odd),
        scope=SCOPE.replace(words, odd),
        cover="# Larkmoor Cloud, Inc.\nSOC 2 Type 2 Report",
        assertion=ASSERTION.replace(words, odd),
    )
    _, span, issues = read(sections)
    assert span is None
    assert [(issue.code, issue.severity) for issue in issues] == [("period_ambiguous", "error")]
    assert "2025-04-01 to 2025-09-03" in issues[0].message


def test_without_any_statement_both_are_unknown() -> None:
    sections = written(
        "# Larkmoor Cloud, Inc.\nSOC 2 Report\n=== 2\n# Section I - System Description\nLarkmoor Cloud keeps books."
    )
    kind, span, issues = read(sections)
    assert (kind, span) == (None, None)
    assert {(issue.field, issue.severity) for issue in issues} == {("report_type", "error"), ("period", "error")}


def test_the_cover_alone_is_weak_evidence_of_the_type() -> None:
    sections = written(f"{COVER}\n=== 2\n# Section I - System Description\nLarkmoor Cloud keeps books.")
    kind, span, issues = read(sections)
    assert (kind, span) == (ReportType.TYPE_2, YEAR)
    assert set(codes(issues)) == {"report_type_weak", "period_stated_once"}


@pytest.mark.parametrize(
    "sentence",
    [
        "We performed no procedures on whether controls operated effectively, nor on their operating effectiveness.",
        "Policies apply throughout the organization and are followed throughout the year.",
        "We have no responsibility to update this letter for events after the date of this report, February 11, 2026.",
    ],
    ids=["TT2", "TT2-throughout", "DT7"],
)
def test_a_type_1_stays_one_whatever_stands_around_it(sentence: str) -> None:
    kind, span, _ = read(report(TYPE_1_OPINION, between=sentence, **TYPE_1))
    assert (kind, span) == (ReportType.TYPE_1, (None, date(2025, 12, 31)))


def test_tt3_a_long_title_names_no_type() -> None:
    cover = """
# Report on Larkmoor Cloud, Inc.'s Description of Its Ledger and on the Suitability of the Design and Operating \
Effectiveness of Its Controls Relevant to Security
Throughout the Period January 1, 2025 to December 31, 2025
"""
    kind, span, issues = read(report(cover=cover))
    assert (kind, span, codes(issues)) == (ReportType.TYPE_2, YEAR, [])


def test_tt4_a_second_letter_in_the_package_does_not_decide() -> None:
    sections = written(f"""
{COVER}
=== 2
# Section I - Independent Service Auditor's Report
{SCOPE}
## Opinion
{OPINION}
=== 5
# Section II - Management's Assertion
{ASSERTION}
=== 30
# Independent Service Auditor's Report on a SOC 3 Examination
We have examined management's assertion that its controls were effective throughout the period July 1, 2025 to \
March 31, 2026.
In our opinion, management's assertion is fairly stated, in all material respects.
""")
    kind, span, _ = read(sections)
    assert (kind, span) == (ReportType.TYPE_2, YEAR)


def test_tt6_a_test_of_design_makes_no_type_2() -> None:
    sections = written(f"""
{TYPE_1["cover"]}
=== 2
# Section I - Independent Service Auditor's Report
{TYPE_1_SCOPE}
## Opinion
{TYPE_1_OPINION}
=== 5
# Section IV - Trust Services Criteria and Related Controls
| Criteria | Control | Test of Design | Results |
| CC6.1 | AC-02 Access is approved. | Inspected one ticket. | Control is suitably designed. |
""")
    assert read(sections)[0] is ReportType.TYPE_1


def test_dt8_dates_of_a_bridge_letter_bound_behind_are_kept_apart() -> None:
    letter = (
        "\n=== 30\n## Bridge Letter\nThis letter covers the period January 1, 2026 to March 31, 2026. There were no "
        "material changes."
    )
    sections = written(f"""
{COVER}
=== 2
# Section I - Independent Service Auditor's Report
{SCOPE}
## Opinion
{OPINION}
{letter}
""")
    assert read(sections)[1] == YEAR
