"""Bridge letters of several wordings, drawn for the test."""

import io
import tomllib
from datetime import date
from pathlib import Path

import pytest

from soc2parse.reviewing.letters import parse_bridge_letter
from soc2parse.reviewing.result import review
from tests.made_reports import made

canvas = pytest.importorskip("reportlab.pdfgen.canvas")

PLAIN = """Tern Harbor, Inc.
12 Quay Street, Denver

March 1, 2026

To whom it may concern,

Tern Harbor, Inc. engages Larch & Plover LLP to examine its controls. The most recent SOC 2 Type 2
report covers the period January 1, 2025 to December 31, 2025.

This letter covers the period from January 1, 2026 to February 28, 2026. Tern Harbor is not aware of
any material changes to its control environment in this time.

Sincerely,

Ada Tern
Chief Information Security Officer"""
CHANGED = """1 April 2026

Subject: Gap letter

Gull Freight Ltd. received its SOC 2 report for the period 1 July 2024 to 30 June 2025 from Moss Vale LLP.

Since 30 June 2025 and through the date of this letter there have been no material changes to our controls,
except for the following: the ticket system was replaced in August 2025.

Regards,
Bo Gull
Chief Executive Officer"""
SILENT = """To our customers,

Our SOC 2 report for the period January 1, 2025 to December 31, 2025 has been issued. A new report will
follow after the end of the next period."""


def drawn(text, pages=1):
    data = io.BytesIO()
    page = canvas.Canvas(data, pagesize=(612, 792))
    for _ in range(pages):
        page.setFont("Helvetica", 10)
        for number, line in enumerate(text.splitlines()):
            page.drawString(72, 720 - 14 * number, line)
        page.showPage()
    page.save()
    return data.getvalue()


def test_a_letter_with_a_stated_time():
    letter = parse_bridge_letter(drawn(PLAIN))
    assert letter.vendor == "Tern Harbor, Inc."
    assert letter.auditor == "Larch & Plover LLP"
    assert (letter.report_start, letter.report_end) == (date(2025, 1, 1), date(2025, 12, 31))
    assert (letter.covers_from, letter.covers_to) == (date(2026, 1, 1), date(2026, 2, 28))
    assert letter.no_changes_stated
    assert letter.changes is None
    assert letter.signer == "Ada Tern, Chief Information Security Officer"
    assert letter.signed_on == date(2026, 3, 1)
    assert letter.sources[0].page == 1


def test_a_letter_to_its_own_date_that_states_a_change():
    letter = parse_bridge_letter(drawn(CHANGED))
    assert letter.vendor == "Gull Freight Ltd."
    assert letter.auditor == "Moss Vale LLP"
    assert letter.report_end == date(2025, 6, 30)
    assert letter.covers_to == date(2026, 4, 1)
    assert "ticket system was replaced" in letter.changes
    assert not letter.no_changes_stated


def test_what_a_letter_does_not_say_is_none():
    letter = parse_bridge_letter(drawn(SILENT))
    assert letter.report_end == date(2025, 12, 31)
    assert (letter.covers_to, letter.signer, letter.signed_on, letter.changes) == (None, None, None, None)
    assert not letter.no_changes_stated


@pytest.mark.parametrize(("text", "pages"), [("A letter on the weather since May.", 1), (PLAIN, 6)])
def test_another_document_is_refused(text, pages):
    with pytest.raises(ValueError, match="not a bridge letter"):
        parse_bridge_letter(drawn(text, pages))


def test_days_that_a_fitting_letter_covers_are_no_gap():
    letter = parse_bridge_letter(drawn(PLAIN))
    day = date(2026, 4, 1)
    assert "period-gap" in {finding.rule for finding in review(made(), as_of=day).findings}
    assert "period-gap" not in {finding.rule for finding in review(made(), as_of=day, bridge=letter).findings}


def test_a_letter_on_another_period_covers_nothing():
    letter = parse_bridge_letter(drawn(CHANGED))
    rules = {finding.rule for finding in review(made(), as_of=date(2026, 4, 1), bridge=letter).findings}
    assert {"period-gap", "bridge-other-report"} <= rules


FIXTURES = Path(__file__).parents[2] / "fixtures"
ABOUT = [tomllib.loads(path.read_text("utf-8")) for path in sorted(FIXTURES.glob("*/about.toml"))]
LETTERS = {about["slug"]: about for about in ABOUT if about.get("seems") == "bridge_letter"}


@pytest.mark.parametrize("slug", LETTERS)
def test_letters_of_the_corpus(slug):
    about = LETTERS[slug]
    letter = parse_bridge_letter(FIXTURES / slug / "report.pdf")
    assert (letter.vendor, letter.auditor) == (about["vendor"], about["auditor"])
    assert (str(letter.report_start), str(letter.report_end)) == (about["report_start"], about["report_end"])
    assert (str(letter.covers_from), str(letter.covers_to)) == (about["coverage_start"], about["coverage_end"])
    assert letter.signer == f"{about['signer']}, {about['signer_title']}"
    assert str(letter.signed_on) == about["signed_on"]


@pytest.mark.parametrize("slug", [about["slug"] for about in ABOUT if about["slug"] not in LETTERS])
def test_nothing_else_of_the_corpus_is_taken_for_a_letter(slug):
    with pytest.raises(ValueError, match="not a bridge letter"):
        parse_bridge_letter(FIXTURES / slug / "report.pdf")
