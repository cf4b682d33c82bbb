import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soc2parse.language import counts
from soc2parse.report import Sample
from tests.language.wordings import Wording, wordings

STATED = [case for name in ("labelled", "second") for case in wordings(name) if case.size is not None]


@pytest.mark.parametrize("case", STATED, ids=repr)
def test_labelled_counts_are_read(case: Wording):
    found = counts.read(case.text)
    assert (found.deviations or None, found.size) == (case.deviations or None, case.size)


@pytest.mark.parametrize(
    ("text", "deviations", "size", "population"),
    [
        ("For two (2) of the twenty-five (25) users, access was not removed.", 2, 25, None),
        ("2/25 did not have approval", 2, 25, None),
        ("1 exception was noted out of a sample of 25.", 1, 25, None),
        ("Of the full population of 61 terminations, 2 were late.", 2, 61, 61),
        ("One of the four quarterly reviews was not performed.", 1, 4, None),
        ("For 1,204 of 1,250 records, validation was performed.", 46, 1250, None),
        ("2 of a sample of 40 from a population of 312 lacked approval", 2, 40, 312),
        ("Exception noted. 3 of 25.", 3, 25, None),
        ("Exception identified. 1 of 8 transferred employees kept the access of the former role.", 1, 8, None),
        ("Two of the 15 events sampled were closed without a severity rating.", 2, 15, None),
        ("For one of five vendors, the contract was signed before the review had been completed.", 1, 5, None),
        ("0 of 25 users were trained.", 25, 25, None),
        ("0 of 25 changes deviated.", 0, 25, None),
        ("None of the 25 sampled users were trained.", 25, 25, None),
        ("Three exceptions were noted in a sample of 30.", 3, 30, None),
        ("Exception noted. For two sampled users, access was not removed.", 2, None, None),
        ("Deviations noted: 1", 1, None, None),
        ("Population of zero (0)", None, None, 0),
        ("For a sample of two hundred fourteen (214) changes, inspected the tickets.", None, 214, None),
        ("For one hundred and twenty-five of four hundred users the form was late.", 125, 400, None),
        ("Sample size: 25. Population: 312.", None, 25, 312),
        ("On 2 of 25 days the job failed.", 2, 25, None),
        ("For 25 of 177 days, inspected the comparison of totals.", None, 25, 177),
        ("Access was removed within 2 of 5 days.", None, None, None),
    ],
)
def test_what_failed_of_how_many(text: str, deviations: int | None, size: int | None, population: int | None):
    found = counts.read(text)
    assert (found.deviations, found.size, found.population) == (deviations, size, population)


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("For 23 of 25 sampled new hires, the signed agreement was retained.", 2, 25),
        ("23 of 25 samples passed.", 2, 25),
        ("No exceptions noted for 24 of 25 items.", 1, 25),
        ("25 of 25 sampled new hires completed training within 30 days.", 0, 25),
        ("2 of 25 sampled new hires did not complete training.", 2, 25),
    ],
)
def test_the_number_that_succeeded_is_turned_into_the_number_that_failed(text: str, part: int, whole: int):
    assert (counts.read(text).deviations, counts.read(text).size) == (part, whole)


@pytest.mark.parametrize(
    ("procedure", "size", "population"),
    [
        ("Inspected a sample of 25 of 61 terminations", 25, 61),
        ("Selected a sample of 25 changes from a population of 312 changes", 25, 312),
        ("sampled 40 of 312 changes", 40, 312),
        ("For a sample of two months, inspected the report. For a sample of 5 tickets, inspected it.", 2, None),
        ("For a sample of two reviews, inspected them. For a sample of 40 of 283 users, inspected them.", 2, None),
        ("For a selection of 15 days, examined the log.", 15, None),
        ("For 12 sampled requests, obtained and inspected the ticket.", 12, None),
        ("For 8 departed employees and contractors selected at random, reviewed the checklist.", 8, None),
        ("For 8 sampled failed checks, inspected the history.", 8, None),
        ("Inspected the access reviews for 2 of 4 quarters to determine that they were performed.", 2, 4),
        ("For 25 of 104 alerts, inspected the record to check whether it was closed.", 25, 104),
        ("For all 12 months, inspected the reconciliation.", 12, None),
        ("Inspected the reports of each of the five vendors for SOC 2 coverage.", None, None),
    ],
)
def test_samples_of_procedures(procedure: str, size: int | None, population: int | None):
    found = counts.read(procedure)
    assert (found.deviations, found.size, found.population) == (None, size, population)


@pytest.mark.parametrize(
    "text",
    [
        "Inspected the policy dated March 3, 2025 and criteria CC6.1 and CC6.2.",
        "On 3/31/2025 the review was performed.",
        "Access was removed within 5 of 10 days.",
        "24/7 monitoring was in place.",
        "Access is removed within 30 days of termination.",
        "See Exception 4 of Section 5.",
        "TLS 1.2 or higher was enforced.",
    ],
)
def test_dates_ids_lengths_and_versions_are_no_counts(text: str):
    assert counts.read(text) == counts.Counts()


@pytest.mark.parametrize(
    ("procedure", "result", "sample"),
    [
        ("Inspected a sample of 25 changes.", "No exceptions noted.", Sample(size=25)),
        (
            "Inspected a sample of 25 changes.",
            "For 2 of 25, no approval was documented.",
            Sample(deviations=2, size=25),
        ),
        ("Inspected the policy.", "0 of 30 tickets deviated.", Sample(size=30)),
        (None, "One of 4 reviews was late.", Sample(deviations=1, size=4)),
        (
            "For a sample of 40 changes, inspected them.",
            "One of the 20 sampled was late.",
            Sample(deviations=1, size=40),
        ),
        ("Inspected the policy.", None, Sample()),
    ],
)
def test_the_first_sample_of_procedure_or_result_is_the_sample(procedure: str, result: str, sample: Sample):
    assert counts.sample_of(procedure, result) == sample


@given(st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_counted(text: str):
    found = counts.read(text)
    assert found.deviations is None or found.deviations >= 0


@given(st.integers(1, 60), st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_failures_of_a_sample_are_never_more_than_the_sample(part: int, more: int):
    size = part + more
    found = counts.read(f"For {part} of {size} sampled users, access was not removed.")
    assert (found.deviations, found.size) == (part, size)


def test_what_was_done_of_nothing_to_a_part_failed_for_that_part() -> None:
    assert (counts.read("No severity was assigned to 2 of 10 events.").deviations) == 2
    assert (counts.read("No notice was sent to 3 of 25 customers.").deviations) == 3
    assert (counts.read("No incidents were reported for 2 of 10 systems.").deviations) is None
