"""Dates, periods and as-of dates as reports print them."""

import csv
from datetime import date
from pathlib import Path

import pytest

from soc2parse.language.dates import SpanKind, find_dates, find_spans, read_date

with (Path(__file__).parent / "data" / "periods.tsv").open(encoding="utf-8") as file:
    FORMS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("form", FORMS, ids=[form["id"] for form in FORMS])
def test_labelled_forms(form: dict[str, str]) -> None:
    text = form["text"].replace("\\n", "\n").replace("\\u00a0", "\u00a0")
    spans = find_spans(text)
    assert len(spans) == 1
    span = spans[0]
    if form["kind"] in ("placeholder", "invalid"):
        assert (span.problem, span.start, span.end) == (form["kind"], None, None)
    elif form["start"] == "?":
        assert (span.problem, span.start, span.end) == ("ambiguous", None, None)
        assert len(span.readings) == 2
    else:
        assert str(span.kind) == form["kind"]
        assert (str(span.start), str(span.end)) == (form["start"], form["end"])
        assert span.inferred == ("inferred" in form["note"])


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("throughouttheperiod“26thJanuary2024-26thApril2024”.", "2024-01-26", "2024-04-26"),
        ("between April 1, 2024 and March 31, 2025,", "2024-04-01", "2025-03-31"),
        ("from 1 April 2024 up to and including 31 March 2025", "2024-04-01", "2025-03-31"),
        ("October 1, 2024 through and including September 30, 2025", "2024-10-01", "2025-09-30"),
        ("the three-month period from January 1, 2025 to March 31, 2025", "2025-01-01", "2025-03-31"),
        ("01.10.2024 - 30.09.2025", "2024-10-01", "2025-09-30"),
        ("2025/01/01 - 2025/06/30", "2025-01-01", "2025-06-30"),
        ("Period: Jan 1 2025 - Dec 31 2025", "2025-01-01", "2025-12-31"),
        ("12 months ended 29 February 2024", "2023-03-01", "2024-02-29"),
    ],
)
def test_further_forms(text: str, start: str, end: str) -> None:
    (span,) = find_spans(text)
    assert (span.kind, str(span.start), str(span.end)) == (SpanKind.PERIOD, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "2018 Description Criteria (With Revised Implementation Guidance—2022)",
        "TSP section 100, 2017 Trust Services Criteria (With Revised Points of Focus—2022)",
        "ISO/IEC 27001:2022 and SSAE No. 18, criteria A1.2 to P1.1, which may change",
        "policies dated March 3, 2025 and April 4, 2025 were inspected",
        "as of the date of this report",
    ],
)
def test_numbers_that_are_no_period(text: str) -> None:
    assert find_spans(text) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("February 11, 2026", date(2026, 2, 11)),
        ("Date: 15th May 2024", date(2024, 5, 15)),
        ("this 30th day of September, 2025", date(2025, 9, 30)),
        ("2024 May 15", date(2024, 5, 15)),
        ("May-15-2024", date(2024, 5, 15)),
        ("15-May-24", date(2024, 5, 15)),
        ("03/04/2025", None),
        ("April 31, 2025", None),
        ("A1.2", None),
        ("December 2025", None),
    ],
)
def test_one_date(text: str, day: date | None) -> None:
    assert read_date(text) == day


def test_a_footnote_mark_glued_to_a_year_is_no_part_of_it() -> None:
    (found,) = find_dates("through March 31, 20201, to provide")
    assert found.day == date(2020, 3, 31)


def test_an_order_of_day_and_month_that_one_end_proves_counts_for_both() -> None:
    (span,) = find_spans("01/04/2024 - 31/03/2025")
    assert (span.start, span.end) == (date(2024, 4, 1), date(2025, 3, 31))
