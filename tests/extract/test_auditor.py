"""The signature under the auditor's report."""

from dataclasses import replace
from datetime import date

import pytest

from soc2parse.extract import auditor
from soc2parse.extract.found import Found
from soc2parse.report import Auditor, Issue
from soc2parse.sections import Sections
from tests.extract.printed import lines
from tests.written import ASSERTION, COVER, OPINION, RESTRICTED, SCOPE, report, written


def read(sections: Sections) -> tuple[Auditor | None, list[Issue]]:
    record, issues = None, []
    for item in auditor.extract(sections):
        if isinstance(item, Found) and isinstance(item.value, Auditor):
            record = item.value
        elif isinstance(item, Issue):
            issues.append(item)
    return record, issues


@pytest.mark.parametrize(
    ("signature", "firm", "location", "signed_on"),
    [
        (
            "Oakhollow & Pine LLP\nTulsa, Oklahoma\nFebruary 11, 2026",
            "Oakhollow & Pine LLP",
            "Tulsa, Oklahoma",
            date(2026, 2, 11),
        ),
        (
            "February 11, 2026\nOakhollow & Pine LLP\nTulsa, Oklahoma",
            "Oakhollow & Pine LLP",
            "Tulsa, Oklahoma",
            date(2026, 2, 11),
        ),
        (
            "/s/ Marchbanks Okoro & Company\nSalt Lake City, Utah, February 11, 2026",
            "Marchbanks Okoro & Company",
            "Salt Lake City, Utah",
            date(2026, 2, 11),
        ),
        (
            (
                "Dana Whit, CPA, Engagement Partner\nLicense number 20417\nCastlebrook Partners Ltd\nDublin, Ireland"
                "\n11 February 2026"
            ),
            "Castlebrook Partners Ltd",
            "Dublin, Ireland",
            date(2026, 2, 11),
        ),
        (
            "Juno Field, Certified Public Accountant\nLicense No.: PAC-1\nDate: 11th February 2026",
            "Juno Field, Certified Public Accountant",
            None,
            date(2026, 2, 11),
        ),
        (
            "Fennimore Hale LLP\nChartered Accountants\n14 New Wharf Road, London N1 9RT\n11 February 2026",
            "Fennimore Hale LLP",
            "London",
            date(2026, 2, 11),
        ),
        (
            "Oakhollow & Pine LLP\n900 Elm Street, Suite 40, Austin, TX 78701\nFebruary 11, 2026",
            "Oakhollow & Pine LLP",
            "Austin, TX",
            date(2026, 2, 11),
        ),
        (
            "Thornquay Assurance Pty Ltd\nLevel 3, 20 Bridge Street\nSydney, Australia\n11 February 2026",
            "Thornquay Assurance Pty Ltd",
            "Sydney, Australia",
            date(2026, 2, 11),
        ),
        (
            (
                "For Ramanathan Iyer & Associates\nChartered Accountants\nFirm Registration No. 012345S\nR. Subramanian"
                "\nPartner\nPlace: Belagavi\nDate: 11 February 2026"
            ),
            "Ramanathan Iyer & Associates",
            "Belagavi",
            date(2026, 2, 11),
        ),
        (
            "Harcourt Quill LLP\n1 Finsbury Row\nLondon EC2V 7AN\n11 February 2026",
            "Harcourt Quill LLP",
            "London",
            date(2026, 2, 11),
        ),
        (
            "Thornquay & Partners\nJane Marsh\nPartner\nMelbourne VIC 3000\n11 February 2026",
            "Thornquay & Partners",
            "Melbourne",
            date(2026, 2, 11),
        ),
        (
            "Nordhaus Prüfung GmbH\nFrankfurt am Main, Germany\n11 February 2026",
            "Nordhaus Prüfung GmbH",
            "Frankfurt am Main, Germany",
            date(2026, 2, 11),
        ),
        (
            (
                "Frankfurt am Main, 11 February 2026\nBrandt Keller Revision GmbH\nWirtschaftsprüfungsgesellschaft\n"
                "Dr. Anna Vogel\n[German Public Auditor]"
            ),
            "Brandt Keller Revision GmbH",
            "Frankfurt am Main",
            date(2026, 2, 11),
        ),
        (
            "Signed for and on behalf of\nMarlowe Strand LLP, Statutory Auditor\nLeeds\nThe eleventh of February 2026",
            "Marlowe Strand LLP",
            "Leeds",
            date(2026, 2, 11),
        ),
        (
            (
                "McTavish Lalonde LLP\nChartered Professional Accountants, Licensed Public\nAccountants\n"
                "Utrecht, the Netherlands\n11 February 2026"
            ),
            "McTavish Lalonde LLP",
            "Utrecht, the Netherlands",
            date(2026, 2, 11),
        ),
        ("Ernest & Vale\nLLP\nTampa, FL 33602\n2/25/2026", "Ernest & Vale LLP", "Tampa, FL", date(2026, 2, 25)),
    ],
)
def test_signatures(signature: str, firm: str, location: str | None, signed_on: date) -> None:
    record, _ = read(report(signature=signature))
    assert record is not None
    assert (record.firm, record.location, record.signed_on) == (firm, location, signed_on)


def test_the_letterhead_names_the_city_above_the_addressee() -> None:
    record, _ = read(
        written(f"""
# Independent Service Auditor's Report
Oakhollow & Pine, PLLC
Tulsa, Oklahoma
To the Partners of Larkmoor
Denver, Colorado
{SCOPE}
## Opinion
{OPINION}
## Restricted Use
{RESTRICTED}
Dated this 11th day of February, 2026.
=== 2
# Management's Assertion
{ASSERTION}
""")
    )
    assert record is not None
    assert (record.firm, record.location) == ("Oakhollow & Pine, PLLC", "Tulsa, Oklahoma")
    assert record.signed_on == date(2026, 2, 11)


def test_the_assertions_signature_is_not_the_auditors() -> None:
    record, issues = read(report(signature=""))
    assert record is None or record.signed_on is None
    assert "auditor.signed_on" in {issue.field for issue in issues}


def test_an_ambiguous_date_is_not_read() -> None:
    record, issues = read(report(signature="Oakhollow & Pine LLP\nTulsa, Oklahoma\n03/04/2026"))
    assert record is not None
    assert record.signed_on is None
    assert "auditor.signed_on" in {issue.field for issue in issues}


@pytest.mark.parametrize("calling", ["", ", Independent Service Auditors."])
def test_a_firm_whose_name_is_a_picture_is_read_from_the_cover_and_says_so(calling: str) -> None:
    cover = f"{COVER}\nPrepared by Wetherholt Controls Group LLP{calling}"
    record, issues = read(report(signature="Tulsa, Oklahoma\nFebruary 11, 2026", cover=cover))
    assert record is not None
    assert record.firm == "Wetherholt Controls Group LLP"
    assert "auditor_not_in_signature" in {issue.code for issue in issues}


def test_a_product_called_advisor_on_the_cover_is_no_firm() -> None:
    cover = COVER + "\nAdvisor Workbench\nPrepared by Oakhollow, Pine & Lund, P.A.\n"
    record, _ = read(report(cover=cover, signature="February 11, 2026\nTulsa, Oklahoma"))
    assert record is not None
    assert record.firm == "Oakhollow, Pine & Lund, P.A."


def test_a_profession_alone_is_no_firm() -> None:
    record, _ = read(report(signature="Thornquay\nChartered Accountants\nTulsa, Oklahoma\nFebruary 11, 2026"))
    assert record is not None
    assert record.firm == "Thornquay"


def test_a_signature_before_the_end_of_the_period_is_told() -> None:
    _, issues = read(report(signature="Oakhollow & Pine LLP\nTulsa, Oklahoma\nNovember 3, 2025"))
    assert [issue.code for issue in issues] == ["signed_before_period_end"]


def test_the_place_in_the_address_above_the_letter_is_not_the_firms() -> None:
    scope = f"Larkmoor Cloud, Inc.\n410 North Pier\nDuluth, MN 55802\n{SCOPE}"
    record, issues = read(report(scope=scope, signature="Eastwick & Young\nFebruary 11, 2026"))
    assert record is not None
    assert (record.firm, record.location) == ("Eastwick & Young", None)
    assert [issue.field for issue in issues] == ["auditor.location"]


def test_a_letter_may_be_dated_at_its_top() -> None:
    record, _ = read(report(scope=f"Tulsa, Oklahoma, February 11, 2026\n{SCOPE}", signature="Oakhollow & Pine LLP"))
    assert record is not None
    assert (record.location, record.signed_on) == ("Tulsa, Oklahoma", date(2026, 2, 11))


def test_a_partner_who_signs_alone_is_not_the_firm_that_the_cover_names() -> None:
    signature = "February 11, 2026\nDana Whit, CPA, Engagement Partner\nTulsa, Oklahoma"
    record, issues = read(report(cover=f"{COVER}\nOakhollow Assurance", signature=signature))
    assert record is not None
    assert record.firm == "Oakhollow Assurance"
    assert "auditor_not_in_signature" in {issue.code for issue in issues}


def test_a_partner_who_signs_alone_is_no_firm_where_none_is_named() -> None:
    record, issues = read(report(signature="February 11, 2026\nDana Whit, CPA, Engagement Partner\nTulsa, Oklahoma"))
    assert record is not None
    assert record.firm is None
    assert "auditor_firm_not_found" in {issue.code for issue in issues}


@pytest.mark.parametrize("other", ["", "Larkmoor Cloud, Inc. Information Provided by the Independent Service Auditor"])
def test_a_running_line_names_the_firm_without_its_page_number_and_not_the_company(other: str) -> None:
    running = [*lines("Oakhollow & Co. 2", 2), *(lines(other, 3) * 2 if other else ())]
    sections = replace(report(signature="February 11, 2026\nTulsa, Oklahoma"), furniture=tuple(running))
    record, _ = read(sections)
    assert record is not None
    assert record.firm == "Oakhollow & Co."
