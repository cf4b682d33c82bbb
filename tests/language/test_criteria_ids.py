import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soc2parse.criteria import CRITERIA_2017, IDS
from soc2parse.language import criteria_ids
from soc2parse.terms import CriteriaSet


@pytest.mark.parametrize("one", sorted(CRITERIA_2017))
def test_each_criterion_is_found_in_running_text(one: str):
    assert criteria_ids.find(f"as described under {one}, and mapped") == (one,)


@pytest.mark.parametrize(
    "text",
    ["CC6.1", "CC 6.1", "CC-6.1", "CC6.1:", "CC6.1.", "CC6.1 -", "CC 6. 1", "cc6.1", "CC6_1", "CC6.01", "CC06.1",
     "CC6.l", "CCG.1", "TSC CC6.1", "[CC6.1]", "CC6.\n1", "CC6.1 The entity", "CC\u00a06.1", "\u2022 CC6.1"],
)  # fmt: skip
def test_one_criterion_in_its_printed_forms(text: str):
    assert criteria_ids.find(text) == ("CC6.1",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CC6.1 - CC6.3", ("CC6.1", "CC6.2", "CC6.3")),
        ("CC6.1\u2013CC6.3", ("CC6.1", "CC6.2", "CC6.3")),
        ("CC6.1-6.3", ("CC6.1", "CC6.2", "CC6.3")),
        ("CC6.1 through CC6.3", ("CC6.1", "CC6.2", "CC6.3")),
        ("CC6.1 to 6.3", ("CC6.1", "CC6.2", "CC6.3")),
        ("CC6.6-CC7.2", ("CC6.6", "CC6.7", "CC6.8", "CC7.1", "CC7.2")),
        ("P6.1-P6.7", ("P6.1", "P6.2", "P6.3", "P6.4", "P6.5", "P6.6", "P6.7")),
        ("CC6.1, 6.2 and 6.3", ("CC6.1", "CC6.2", "CC6.3")),
        ("CC6.1/CC6.2", ("CC6.1", "CC6.2")),
        ("CC6.1, .2, .3", ("CC6.1", "CC6.2", "CC6.3")),
        ("CC6.1\nCC6.2\nA1.2", ("CC6.1", "CC6.2", "A1.2")),
        ("CC8.1 and A1.2; PI1.3", ("CC8.1", "A1.2", "PI1.3")),
        ("CC1.1-CC1.3, CC2.1", ("CC1.1", "CC1.2", "CC1.3", "CC2.1")),
        ("CC6.1, CC6.1", ("CC6.1",)),
        ("A.1.1", ("A1.1",)),
        ("CC2.1-CC2.6", ("CC2.1", "CC2.2", "CC2.3", "CC2.4", "CC2.5", "CC2.6")),
        ("A1.2 next to A.12.3", ("A1.2",)),
    ],
)
def test_ranges_lists_and_elided_prefixes(text: str, found: tuple[str, ...]):
    assert criteria_ids.find(text) == found


@pytest.mark.parametrize(
    "text",
    ["CC6.0", "CC6", "CC6.1.2", "CC6.1-02", "CC6.1 - 1", "CC6.1a", "A.5.1", "A.8.2", "AC-2", "CA1.2", "SA1.1", "IAM-02",
     "PR.AC-1", "8.3.1", "C.4.1", "Appendix A1.1", "section C1.1", "Class A 1.2 GHz", "CC9.9", "P1.2",
     "version 6.1", "CC6.1.12", "XCC6.1"],
)  # fmt: skip
def test_what_only_looks_like_a_criterion_is_none(text: str):
    assert criteria_ids.find(text) == ()


@pytest.mark.parametrize(
    ("text", "ids", "rest"),
    [
        ("CC6.1 - The entity restricts access", ("CC6.1",), "The entity restricts access"),
        ("CC6.1: The entity", ("CC6.1",), "The entity"),
        ("TSC CC6.1 The entity", ("CC6.1",), "The entity"),
        ("Criterion: CC6.1", ("CC6.1",), ""),
        ("Trust Services Criteria: CC6.1, CC6.2", ("CC6.1", "CC6.2"), ""),
        ("TSC Ref. #: CC6.1", ("CC6.1",), ""),
    ],
)
def test_a_row_that_begins_with_criteria(text: str, ids: tuple[str, ...], rest: str):
    led = criteria_ids.leading(text)
    assert led == criteria_ids.Leading(ids, rest)


@pytest.mark.parametrize(
    "text", ["The control meets CC6.1", "CC6.1.2 Access is reviewed", "CC6.0 - Access", "", "AC-01"]
)
def test_a_row_that_does_not(text: str):
    assert criteria_ids.leading(text) is None


@pytest.mark.parametrize(
    "text", ["CC6.1", "CC6.1, CC6.2", "(CC6.1; CC6.2)", "CC6.1 - CC6.3", "CC6.1\nA1.2", "CC6.1 and CC6.2"]
)
def test_only_criteria_are_a_list(text: str):
    assert criteria_ids.is_list(text)


@pytest.mark.parametrize("text", ["CC6.1 The entity", "CC6.1, AC-01", "", "CC6.1.2", "Security"])
def test_anything_else_is_no_list(text: str):
    assert not criteria_ids.is_list(text)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("CC6.0 - Logical and Physical Access Controls", "CC6"),
        ("CC6", "CC6"),
        ("CC1 Series", "CC1"),
        ("CC6: Logical access", "CC6"),
        ("A1.0 Additional Criteria for Availability", "A1"),
        ("Logical access (CC6)", "CC6"),
        ("Additional criteria (A1.0)", "A1"),
        ("Access by role (AC6)", None),
        ("A1", None),
        ("C1", None),
        ("CC6.1", None),
        ("CC12", None),
        ("Availability", None),
    ],
)
def test_a_heading_of_a_series(text: str, group: str | None):
    assert criteria_ids.series(text) == group


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_searched(text: str):
    known = {one for ids in IDS.values() for one in ids}
    assert set(criteria_ids.find(text)) <= known
    criteria_ids.leading(text)
    criteria_ids.is_list(text)
    criteria_ids.series(text)


@given(st.lists(st.sampled_from(IDS[CriteriaSet.Y2017]), min_size=1, max_size=8, unique=True))
@settings(max_examples=100, deadline=None)
def test_a_list_gives_back_what_it_lists(ids: list[str]):
    assert criteria_ids.find(", ".join(ids)) == tuple(ids)
