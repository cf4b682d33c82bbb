import pytest

from soc2parse.language.enumeration import split_enumerated, split_text
from tests.language.lines import line, lines, text_of


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. No exceptions noted. 2. Exception noted.", [("1", "No exceptions noted."), ("2", "Exception noted.")]),
        ("a) One. b) Two. c) Three.", [("a", "One."), ("b", "Two."), ("c", "Three.")]),
        ("(i) One.\n(ii) Two.", [("i", "One."), ("ii", "Two.")]),
        ("(a) One; (b) Two", [("a", "One;"), ("b", "Two")]),
        ("Test 1: One. Test 2: Two.", [("1", "One."), ("2", "Two.")]),
        ("Test #1 - One. Test #2 - Two.", [("1", "One."), ("2", "Two.")]),
        ("• One • Two", [("•", "One"), ("•", "Two")]),
        ("- One\n- Two", [("-", "One"), ("-", "Two")]),
        ("1-2. Both. 3. Third.", [("1-2", "Both."), ("3", "Third.")]),
        (
            "1 Inspected the policy.\n2 Inspected the log.",
            [("1", "Inspected the policy."), ("2", "Inspected the log.")],
        ),
        ("1. Only one.", [("1", "Only one.")]),
        ("For a sample: 1. One. 2. Two.", [(None, "For a sample:"), ("1", "One."), ("2", "Two.")]),
        ("a. One b. Two", [("a", "One"), ("b", "Two")]),
    ],
)
def test_items_come_with_their_number_and_without_it_in_the_text(text: str, items: list[tuple[str | None, str]]):
    assert split_text(text) == items


@pytest.mark.parametrize(
    "text",
    [
        "No exceptions noted.",
        "Selected a sample of 2. The tickets were approved.",
        "2. begins elsewhere",
        "See section 3. Inspected.",
        "The review of Plan A. was late",
        "1.",
        "",
    ],
)
def test_what_only_looks_like_a_number_of_an_item_splits_nothing(text: str):
    assert split_text(text) == [(None, text)]


def test_an_item_number_in_a_column_of_its_own_belongs_to_the_line_beside_it():
    cell = [
        line("1.", 100, x0=50),
        line("Inspected the policy.", 100, x0=70),
        line("2.", 112, x0=50),
        line("Inspected the log.", 112, x0=70),
    ]
    assert [(label, text_of(found)) for label, found in split_enumerated(cell)] == [
        ("1", "Inspected the policy."),
        ("2", "Inspected the log."),
    ]


def test_lines_keep_their_place_when_the_number_is_taken_off():
    (_, first), (_, second) = split_enumerated(
        lines("1. Inspected the policy", "and its annex.", "2. Inspected the log.")
    )
    assert [one.text for one in first] == ["Inspected the policy", "and its annex."]
    assert first[1].top > first[0].top
    assert first[0].x0 > first[1].x0
    assert text_of(second) == "Inspected the log."
