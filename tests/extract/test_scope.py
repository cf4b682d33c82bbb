"""Categories in scope, the set of criteria, and the frameworks of a SOC 2+ report (traps CT1 to CT4)."""

import pytest

from soc2parse.extract import scope
from soc2parse.extract.found import Found
from soc2parse.language.scope import category_lists
from soc2parse.report import Framework, Issue
from soc2parse.sections import Sections
from soc2parse.terms import Category, CriteriaSet
from tests.written import COVER, SCOPE, report, written

S, A, C, PI, P = (
    Category.SECURITY,
    Category.AVAILABILITY,
    Category.CONFIDENTIALITY,
    Category.PROCESSING_INTEGRITY,
    Category.PRIVACY,
)


def read(sections: Sections) -> tuple[tuple[Category, ...], CriteriaSet | None, list[tuple[str, str]], list[str]]:
    found = list(scope.extract(sections))
    values = [item.value for item in found if isinstance(item, Found)]
    categories = tuple(value for value in values if isinstance(value, Category))
    years = [value for value in values if isinstance(value, CriteriaSet)]
    frameworks = [(value.name, str(value.treatment)) for value in values if isinstance(value, Framework)]
    return (
        categories,
        (years[0] if years else None),
        frameworks,
        [item.code for item in found if isinstance(item, Issue)],
    )


def test_ct1_the_title_of_the_criteria_is_not_the_scope() -> None:
    categories, year, frameworks, issues = read(report())
    assert (categories, year, frameworks, issues) == ((S, A), CriteriaSet.Y2017, [], [])


@pytest.mark.parametrize(
    ("sentence", "categories"),
    [
        ("based on the trust services criteria relevant to security, availability, and confidentiality", (S, A, C)),
        ("relevant to the Security, Processing Integrity & Privacy categories", (S, PI, P)),
        ("to meet the criteria for the Security and Confidentiality categories set forth in TSP section 100", (S, C)),
        ("achieved based on the trust services criteria for security and confidentiality in TSP section 100", (S, C)),
        ("the criteria related to availability (applicable trust services criteria)", (A,)),
        ("the Common Criteria (applicable trust services criteria)", (S,)),
        ("Trust services category: Security", (S,)),
    ],
)
def test_wordings_of_the_scope(sentence: str, categories: tuple[Category, ...]) -> None:
    assert max(category_lists(sentence), key=len) == categories


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, "
            "Confidentiality, and Privacy"
        ),
        "The Availability, Processing Integrity and Privacy categories are not in scope.",
        "Employees sign agreements on confidentiality and privacy before they start.",
        (
            "The guide is titled Reporting on Controls at a Service Organization Relevant to Security, Availability, "
            "Processing Integrity, "
            "Confidentiality, or Privacy."
        ),
    ],
    ids=["CT1", "CT2 not in scope", "CT2 ordinary words", "CT1 guide"],
)
def test_lists_that_are_not_the_scope(sentence: str) -> None:
    assert list(category_lists(sentence)) == []


def test_ct3_criteria_beyond_the_scope_are_told() -> None:
    rows = "| C1.1 | DC-01 Data is labelled. | Inspected labels. | No exceptions noted. |\n" * 2
    sections = written(
        f"{COVER}\n=== 2\n# Section I - Independent Service Auditor's Report\n{SCOPE}\n=== 9\n# Section II - Tests "
        f"of Controls and "
        f"Results of Tests\n| Criteria | Control | Test of Control | Results of Tests |\n{rows}"
    )
    categories, _, _, issues = read(sections)
    assert categories == (S, A)
    assert "categories_beyond_scope" in issues


def test_ct4_availability_alone_stays_alone() -> None:
    only = SCOPE.replace("relevant to security and availability", "relevant to availability")
    assert read(report(scope=only, cover=COVER.replace("Security and Availability", "Availability")))[0] == (A,)


def test_the_cover_comes_before_a_section_about_one_category() -> None:
    cover = "Larkmoor Cloud, Inc.\nSOC 2 Type 2 Report\nTrust Services Criteria: Security and Availability"
    sections = written(f"{cover}\n=== 2\n# Section IV - Availability Criteria and Tests of Controls\nText.")
    assert read(sections)[0] == (S, A)


def test_a_cover_that_lists_others_is_told() -> None:
    categories, _, _, issues = read(report(cover=COVER.replace("Security and Availability", "Security and Privacy")))
    assert categories == (S, A)
    assert issues == ["categories_disagree"]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("TSP section 100A, Trust Services Principles and Criteria for Security (2016)", CriteriaSet.Y2016),
        (
            "TSP section 100, Trust Services Principles and Criteria for Security, Availability and Privacy (2014)",
            CriteriaSet.Y2014,
        ),
        (
            "TSP section 100, 2017 Trust Services Criteria for Security (With Revised Points of Focus—2022)",
            CriteriaSet.Y2017,
        ),
    ],
)
def test_years_of_the_criteria(title: str, year: CriteriaSet) -> None:
    sections = written(
        f"{COVER}\n=== 2\n# Section I - Independent Service Auditor's Report\nWe have examined the description based "
        f"on the criteria "
        f"relevant to security set forth in {title}."
    )
    assert read(sections)[1] is year


def test_a_framework_that_was_examined_is_opined() -> None:
    examined = (
        f"{SCOPE} We also examined whether the controls met the applicable requirements of the HIPAA Security Rule."
    )
    assert read(report(scope=examined))[2] == [("HIPAA Security Rule", "opined")]


def test_a_framework_that_is_only_mapped_is_mapped() -> None:
    sections = written(
        f"{COVER}\n=== 2\n# Section I - Independent Service Auditor's Report\n{SCOPE}\n=== 9\n# Section V - Other "
        f"Information "
        "Provided by Larkmoor\n## Mapping to the NIST Cybersecurity Framework\nThe table is for "
        "information."
    )
    assert read(sections)[2] == [("NIST Cybersecurity Framework", "mapped")]


def test_a_certificate_that_the_description_mentions_is_no_framework() -> None:
    assert (
        read(report(between="Larkmoor is also certified under ISO 27001, which is not part of this examination."))[2]
        == []
    )


def test_criteria_above_the_tables_show_their_set_where_no_words_name_it() -> None:
    sections = written(
        "SOC 2 Report\nTrust services category: Security\n=== 4\n# Section IV - Tests of Controls and Results\n"
        "## CC9.2 The entity assesses vendors.\n| Control | Test | Result |\n| Vendors are assessed. | Inspected the "
        "assessments. | No exceptions noted. |"
    )
    categories, year, _, issues = read(sections)
    assert (categories, year) == ((S,), CriteriaSet.Y2017)
    assert "criteria_set_by_numbers" in issues


def test_without_any_list_the_categories_are_unknown() -> None:
    sections = written(
        "SOC 2 Report\n=== 2\n# Section I - Independent Service Auditor's Report\nWe have examined the description."
    )
    categories, _, _, issues = read(sections)
    assert categories == ()
    assert "categories_not_found" in issues
