import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soc2parse.language import procedures
from soc2parse.terms import Method
from tests.language.lines import lines, text_of

INQUIRY, OBSERVATION, INSPECTION, REPERFORMANCE = Method


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("Inquired of the security manager regarding the process.", (INQUIRY,)),
        ("Inquired of management and inspected the policy to determine that it was approved.", (INQUIRY, INSPECTION)),
        ("Observed the entrance to determine that visitors were escorted.", (OBSERVATION,)),
        ("For a sample of 25 changes, obtained the ticket and verified the approval.", (INSPECTION,)),
        ("Reperformed the calculation for a sample of invoices.", (REPERFORMANCE,)),
        ("Re-performed the reconciliation.", (REPERFORMANCE,)),
        ("Attempted to log in without a second factor.", (REPERFORMANCE,)),
        ("Inspection of the policy, inquiry of management", (INSPECTION, INQUIRY)),
        ("Through inquiry and inspection, determined that the review took place.", (INQUIRY, INSPECTION)),
        ("Inspected the interview scorecards of a sample of new hires.", (INSPECTION,)),
        ("For 12 privacy inquiries selected at random, reviewed the log.", (INSPECTION,)),
        ("For a sample of positions that support the system, inspected the job description.", (INSPECTION,)),
        ("Inspected the policy to determine that access was reviewed and observed by the owner.", (INSPECTION,)),
        ("Walked through the data center with the facility manager.", (OBSERVATION,)),
        ("Observed the cameras and ascertained that entrances were covered.", (OBSERVATION,)),
        ("Verified that the door was locked.", (INSPECTION,)),
        ("Verified through inquiry of the manager that doors are locked.", (INQUIRY,)),
        ("The control is performed annually.", ()),
        ("", ()),
    ],
)
def test_verbs_say_how_a_control_was_tested(text: str, methods: tuple[Method, ...]):
    assert procedures.methods(text) == methods


def texts(pairs) -> list[tuple[str, str]]:
    return [(text_of(procedure), text_of(result)) for procedure, result in pairs]


def test_numbered_procedures_meet_their_numbered_results():
    asked = lines("1. Inspected the policy.", "2. Inspected the", "tickets.")
    answered = lines("1. No exceptions noted.", "2. Exception noted.", x0=400)
    assert texts(procedures.pair(asked, answered)) == [
        ("Inspected the policy.", "No exceptions noted."),
        ("Inspected the tickets.", "Exception noted."),
    ]


def test_results_in_another_order_meet_the_procedure_of_their_number():
    asked = lines("1. Inspected the policy.", "2. Inspected the tickets.", "3. Observed the door.")
    answered = lines("1-2. No exceptions noted.", "3. Exception noted.", x0=400)
    assert texts(procedures.pair(asked, answered)) == [
        ("Inspected the policy. Inspected the tickets.", "No exceptions noted."),
        ("Observed the door.", "Exception noted."),
    ]


def test_several_procedures_with_one_result_are_one_test_without_enumerators():
    asked = lines("1. Inspected the policy.", "2. Inspected the tickets.")
    answered = lines("No exceptions noted.", x0=400)
    assert texts(procedures.pair(asked, answered)) == [
        ("Inspected the policy. Inspected the tickets.", "No exceptions noted.")
    ]


def test_paragraphs_that_each_have_a_result_beside_them_are_one_test_each():
    asked = lines("Inspected the policy", "and its approval.", "", "Inspected a sample of 25", "tickets.")
    answered = lines("No exceptions noted.", "", "", "Exception noted.", x0=400)
    assert texts(procedures.pair(asked, answered)) == [
        ("Inspected the policy and its approval.", "No exceptions noted."),
        ("Inspected a sample of 25 tickets.", "Exception noted."),
    ]


def test_two_paragraphs_of_one_result_stay_together():
    asked = lines("Inspected the policy", "and its approval and", "the tickets.", "", "Observed the door.")
    answered = lines("Exception noted.", "", "For 1 of 4 quarters, the review", "was late.", x0=400)
    assert texts(procedures.pair(asked, answered)) == [
        (
            "Inspected the policy and its approval and the tickets. Observed the door.",
            "Exception noted. For 1 of 4 quarters, the review was late.",
        )
    ]


def test_the_detail_below_a_bare_exception_is_no_result_of_its_own():
    asked = lines("Inspected the policy.", "", "Inspected the reviews.")
    answered = lines("Exception noted.", "", "For 1 of 4 quarters, the review was late.", x0=400)
    assert texts(procedures.pair(asked, answered)) == [
        (
            "Inspected the policy. Inspected the reviews.",
            "Exception noted. For 1 of 4 quarters, the review was late.",
        )
    ]


def test_a_result_that_the_page_cuts_is_one_though_its_rest_reads_like_a_result():
    asked = [*lines("Inspected the policy.", "", "Inspected the laptops."), *lines("in a sample of 25.", page=2)]
    answered = lines("No exceptions noted.", "", "Exception noted. The policy was", x0=400)
    answered += lines("not applied to 2 of 25 laptops.", x0=400, page=2)
    assert texts(procedures.pair(asked, answered)) == [
        ("Inspected the policy.", "No exceptions noted."),
        (
            "Inspected the laptops. in a sample of 25.",
            "Exception noted. The policy was not applied to 2 of 25 laptops.",
        ),
    ]


def test_no_line_is_lost_when_numbers_do_not_agree():
    asked = lines("1. Inspected the policy.", "2. Inspected the tickets.", "3. Observed the door.")
    answered = lines("1. No exceptions noted.", "3. Exception noted.", x0=400)
    pairs = procedures.pair(asked, answered)
    said = " ".join(text for pair in texts(pairs) for text in pair)
    for words in ("the policy", "the tickets", "the door", "No exceptions noted", "Exception noted."):
        assert words in said


def test_without_procedure_or_result_there_is_still_one_test():
    assert texts(procedures.pair([], lines("No exceptions noted."))) == [("", "No exceptions noted.")]
    assert texts(procedures.pair(lines("Inspected the policy."), [])) == [("Inspected the policy.", "")]


VOCABULARY = "1. 2. 3. a) b) • Inspected No exceptions noted. Exception the policy 1-2. (i) (ii)"
WORD = st.sampled_from(VOCABULARY.split())
CELL = st.lists(st.lists(WORD, min_size=1, max_size=5).map(" ".join), max_size=6)


@given(CELL, CELL)
@settings(max_examples=200, deadline=None)
def test_pairing_keeps_every_word_of_both_cells(asked: list[str], answered: list[str]):
    markers = {"1.", "2.", "3.", "a)", "b)", "•", "1-2.", "(i)", "(ii)"}
    pairs = procedures.pair(lines(*asked), lines(*answered, x0=400))
    for given_texts, side in ((asked, 0), (answered, 1)):
        kept = [word for pair in texts(pairs) for word in pair[side].split() if word not in markers]
        given_words = [word for text in given_texts for word in text.split() if word not in markers]
        assert sorted(kept) == sorted(given_words)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("For 40 new hires selected at random, reviewed the acknowledgment record.", True),
        ("For a random sample of 5 failed checks, performed an inspection of the alerts.", True),
        ("For 2 of 25 users, access was not removed.", False),
        ("For 2 of 25 items inspected, approval was missing.", False),
        ("Quarterly reviews were not performed for 2 of 4 quarters.", False),
    ],
)
def test_what_begins_as_a_procedure(text: str, verdict: bool):
    assert procedures.is_procedure(text) is verdict
