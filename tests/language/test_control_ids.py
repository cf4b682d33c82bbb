import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soc2parse.language import control_ids
from soc2parse.language.control_ids import Grade

PRINTED = (
    "CC6.1.1 CC6.1.10 CC6.1-01 CC6.1a 6.1.1 8.8.1 C-12 CO-3 CA-01 AC-01 AC-1 AWSCA-1.1 SDL-4 XYZ-HR-003 ORG.01 "
    "IAM.01.02 DCF-12 SEC-01 AC1.02 IT-GC-01 DH-CC1.1-1 CASTOR-A1.2"
)
STRONG = PRINTED.split()
SPACED = ["CC6.1 #3", "GB-A.1", "SEC-A1", "CC6.1 - 1", "LA - 1", "OA - 1.", "Control 12", "Control No. 4"]
WEAK = ["1.01", "1.1", "C1", "#12", "12", "12.", "A.1", "iv", "CC6.1", "HR 1", "IV."]


@pytest.mark.parametrize("text", [*STRONG, *SPACED])
def test_ids_that_their_form_alone_shows(text: str):
    assert control_ids.grade(text) is Grade.STRONG
    assert control_ids.looks_like_id(text, weak=False)


@pytest.mark.parametrize("text", WEAK)
def test_ids_that_the_column_has_to_confirm(text: str):
    assert control_ids.grade(text) is Grade.WEAK
    assert control_ids.looks_like_id(text)
    assert not control_ids.looks_like_id(text, weak=False)


@pytest.mark.parametrize(
    "text",
    [
        "No exceptions noted",
        "Access",
        "",
        "-",
        "CC6.1, CC6.2",
        "Criteria: CC6.1",
        "Access is reviewed in Q1",
        "May 2025",
    ],
)
def test_texts_that_are_no_id(text: str):
    assert control_ids.grade(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LA - 1.", "la-1"),
        ("AC\u201101", "AC-01"),
        ("#12", "12."),
        ("Control 12", "#12"),
        ("CC6.1 - 1", "CC6.1-1"),
    ],
)
def test_ids_that_differ_only_in_print_are_the_same(one: str, other: str):
    assert control_ids.normal(one) == control_ids.normal(other)


def test_one_point_ten_is_not_one_point_one():
    assert control_ids.normal("1.10") != control_ids.normal("1.1")


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["CC6.1.", "12"], "CC6.1.12"),
        (["AWSCA-", "1.1"], "AWSCA-1.1"),
        (["AC", "-01"], "AC-01"),
        (["LA -", "1"], "LA - 1"),
        (["AC-1.1", "0"], "AC-1.10"),
        (["AC-01"], "AC-01"),
        (["", "AC-01"], "AC-01"),
        ([], ""),
    ],
)
def test_an_id_that_wraps_in_a_narrow_cell_is_joined(parts: list[str], joined: str):
    assert control_ids.join(parts) == joined


def test_ids_in_running_text():
    assert control_ids.find("tested with AC-04 and CC6.1.2, or LA - 1.") == ("AC-04", "CC6.1.2", "LA - 1")
    assert control_ids.find("See CC6.1 on page 12 for details.") == ()


def test_ids_like_those_of_the_report_are_found_wherever_they_are_printed():
    like = control_ids.like(["AC-01", "AC-02", "CC6.1.2", "12"])
    assert like is not None
    assert like.findall("AC-17 and CC7.2.4, not XX-01, 13, CC6.1 or AC-17-3") == ["AC-17", "CC7.2.4"]
    assert control_ids.like(["12", "iv"]) is None


@pytest.mark.parametrize("text", ["CA-07(a)", "CC6.1 #3", "X.Y.1", "Ctl 4/b", "2024-B-1"])
def test_a_short_code_may_be_an_id_where_its_column_says_so(text: str):
    assert control_ids.is_code(text)


@pytest.mark.parametrize("text", ["Access is reviewed", "every 30 days", "n/a", "", "Security", "a 12 b 13 c"])
def test_words_and_what_has_no_number_are_no_code(text: str):
    assert not control_ids.is_code(text)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_asked(text: str):
    control_ids.grade(text)
    control_ids.find(text)
    control_ids.join(text.splitlines())
    control_ids.like([text])
