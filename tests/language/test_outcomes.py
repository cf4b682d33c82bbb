import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soc2parse.language import outcomes
from soc2parse.terms import Outcome
from tests.language.wordings import Wording, wordings

LABELLED, SECOND, FURTHER = wordings("labelled"), wordings("second"), wordings("further")
THIRD, PROSE = wordings("third"), wordings("prose")
EVERY = [*LABELLED, *SECOND, *THIRD, *FURTHER]
CLEAN = [case for case in EVERY if case.kind == "no_exception"]
BAD = [case for case in EVERY if case.kind in ("exception", "mixed")]


def kind_of(text: str) -> str | None:
    kind = outcomes.classify(text).kind
    return None if kind is None else str(kind)


def test_the_sets_are_complete():
    assert len(LABELLED) == 138
    assert len(SECOND) >= 120
    assert len(THIRD) == 218
    for cases in (THIRD, [*LABELLED, *SECOND, *FURTHER]):
        assert len({case.text for case in cases}) == len(cases)


@pytest.mark.parametrize("case", LABELLED, ids=repr)
def test_every_labelled_wording_is_read_as_labelled(case: Wording):
    assert kind_of(case.text) == case.kind


@pytest.mark.parametrize(
    ("cases", "floor"), [(SECOND, 0.97), (THIRD, 0.97), (FURTHER, 0.97)], ids=["second", "third", "further"]
)
def test_wordings_of_the_other_sets_stay_above_their_floor(cases: list[Wording], floor: float):
    wrong = [case for case in cases if kind_of(case.text) != case.kind]
    assert 1 - len(wrong) / len(cases) >= floor, [(case, kind_of(case.text), case.text) for case in wrong]


@pytest.mark.parametrize("case", BAD, ids=repr)
def test_no_exception_is_ever_called_clean(case: Wording):
    assert kind_of(case.text) != "no_exception"


@pytest.mark.parametrize("case", [case for case in EVERY if case.kind == "no_occurrence"], ids=repr)
def test_non_occurrence_is_neither_a_pass_nor_a_fail(case: Wording):
    assert kind_of(case.text) not in ("no_exception", "exception")


@pytest.mark.parametrize("case", [case for case in EVERY if case.kind == "exception"], ids=repr)
@pytest.mark.parametrize("clean", ["{} No exceptions noted.", "{}. No exceptions noted.", "No exceptions noted. {}"])
def test_a_clean_sentence_beside_an_exception_does_not_clean_it(case: Wording, clean: str):
    joined = clean if case.text.endswith(".") else clean.replace("{} ", "{}. ")  # a heading runs into what follows
    if kind_of(case.text) == "exception":
        assert kind_of(joined.format(case.text)) != "no_exception"


@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase], ids=["upper", "lower", "swapped"])
def test_case_does_not_change_the_class(change):
    inline_letters = {"Bm003"}  # "a. ... b. ..." in one line, where only the capitals show that "b." begins something
    changed = [case for case in EVERY if kind_of(change(case.text)) != kind_of(case.text)]
    assert {case.id for case in changed} <= inline_letters


@pytest.mark.parametrize(
    ("old", "new"),
    [(" ", "  "), (" ", "\u00a0"), ("'", "\u2019"), (" - ", " \u2013 "), ("fi", "\ufb01"), ('"', "\u201d")],
)
def test_spaces_quotes_dashes_and_ligatures_do_not_change_the_class(old: str, new: str):
    changed = [case for case in EVERY if kind_of(case.text.replace(old, new)) != kind_of(case.text)]
    assert changed == []


def test_a_line_break_between_words_does_not_change_the_class():
    without_dash = [case for case in EVERY if "-" not in case.text and "\n" not in case.text]
    changed = [case for case in without_dash if kind_of(case.text.replace(" ", "\n")) != kind_of(case.text)]
    assert changed == []


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_reading(text: str):
    reading = outcomes.classify(text)
    assert reading.kind is not None or not reading.certain
    outcomes.mentions_exception(text)
    outcomes.is_result_like(text)


VOCABULARY = (
    "no not none exceptions exception noted deviation other than except for were was approved removed 2 of 25 one the "
    "control tested occurred during period operate effectively sample ; . , : 1. 2. see above late without n/a"
)
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=25), st.sampled_from([". ", "; ", ".\n"]))
@settings(max_examples=300, deadline=None)
def test_what_is_an_exception_alone_is_not_clean_with_a_clean_sentence_behind_it(parts: list[str], between: str):
    text = " ".join(parts)
    if kind_of(text) == "exception":
        assert kind_of(f"{text}{between}No exceptions noted.") != "no_exception"


@given(st.text(alphabet="bcdfghjklmpqrstvwxyz ", max_size=60))
@settings(max_examples=200, deadline=None)
def test_letters_without_meaning_are_not_understood(text: str):
    assert outcomes.classify(text).kind is None


@pytest.mark.parametrize(
    "part", ["1", "see 1", "a-1 ", "2 of 25 ", "A: b. ", "to determine ", "not ", "1. ", "\u2022 "]
)
def test_damaged_text_takes_no_more_than_linear_time(part: str):
    outcomes.classify("warm up the pipeline, which was not built")
    started = time.process_time()
    assert outcomes.classify(part * 3000).kind != Outcome.NO_EXCEPTION
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "heading", "kind"),
    [
        ("No", "Exceptions Noted?", Outcome.NO_EXCEPTION),
        ("None", "Exceptions", Outcome.NO_EXCEPTION),
        ("Yes", "Exceptions noted", Outcome.EXCEPTION),
        ("2", "Deviations", Outcome.EXCEPTION),
        ("0", "Deviations", Outcome.NO_EXCEPTION),
        ("Yes", "Operating effectively?", Outcome.NO_EXCEPTION),
        ("No", "Operating effectively?", Outcome.EXCEPTION),
        ("2", "Results of tests", "reference"),
        ("No", "Results of tests", None),
        ("Exception noted.", "Operating effectively?", Outcome.EXCEPTION),
        ("No. 2 of 17 accounts did not need the privilege.", "Operated effectively?", Outcome.EXCEPTION),
        ("No. The plan was last tested fourteen months ago.", "Operated effectively?", Outcome.EXCEPTION),
        ("N/A. No incidents occurred during the period.", "Operated effectively?", Outcome.NO_OCCURRENCE),
        ("Yes. No exceptions noted.", "Operated effectively?", Outcome.NO_EXCEPTION),
        ("Yes, but access of 2 of 25 leavers was not removed.", "Operated effectively?", Outcome.EXCEPTION),
        ("Yes. The reviewer had an unusual view of it.", "Operated effectively?", None),
        ("No. Access of one leaver was not removed in time.", "Exceptions noted?", Outcome.EXCEPTION),
    ],
)
def test_yes_no_and_numbers_answer_the_heading_of_their_column(text: str, heading: str, kind: str | None):
    assert outcomes.classify(text, heading).kind == kind


@pytest.mark.parametrize(
    ("text", "place"),
    [("Refer to Exception 4 below.", "exception 4 below"), ("See CC6.2.3.", "cc6.2.3"), ("*", "*"), ("(3)", "3")],
)
def test_a_reference_says_where_it_points(text: str, place: str):
    assert outcomes.classify(text).refers_to == place


def test_the_parts_of_a_mixed_cell_come_with_it():
    reading = outcomes.classify("1. No exceptions noted.\n2. Exception noted: one review was missed.")
    assert [part.kind for part in reading.parts] == [Outcome.NO_EXCEPTION, Outcome.EXCEPTION]


def test_a_narrowed_denial_keeps_the_word_that_narrows_it():
    assert outcomes.classify("No relevant exceptions noted.").qualifier == "relevant"
    assert outcomes.classify("No exceptions noted.").qualifier is None


def test_what_competes_or_is_only_implied_is_not_certain():
    assert outcomes.classify("No exceptions noted.").certain
    assert not outcomes.classify("Inspected the configuration and noted encryption was enabled.").certain
    assert not outcomes.classify("No exceptions noted. Two terminated users retained access.").certain


@pytest.mark.parametrize(
    "text",
    [
        "No exceptions noted for the samples that could be tested.",
        "No exceptions noted in the first half of the period.",
        "No exceptions noted after remediation.",
        "Remediated - no exceptions noted",
        "No exceptions noted unless stated otherwise below.",
        "No exceptions noted [draft]",
        "No exceptions noted (to be confirmed)",
        "Operated effectively from July",
    ],
)
def test_a_verdict_on_a_part_or_not_yet_given_is_not_clean(text: str):
    assert kind_of(text) != "no_exception"


def test_a_verdict_on_the_whole_period_is_clean_though_it_says_from_when():
    assert kind_of("Operated effectively from July 1, 2024 to June 30, 2025.") == "no_exception"
    assert kind_of("Inspected the reviews from July. No exceptions noted.") == "no_exception"


@pytest.mark.parametrize(
    "text",
    [
        "One restoration, planned for November, did not take place.",
        "The review planned for Q4 did not occur.",
        "The recovery exercise did not take place during the period.",
        "The penetration test scheduled for June did not occur.",
    ],
)
def test_what_was_due_and_did_not_take_place_is_an_exception_and_no_event_that_did_not_occur(text: str):
    assert kind_of(text) == "exception"
    assert kind_of("Emergency changes did not take place during the period.") == "no_occurrence"


def test_a_duty_done_at_a_time_of_its_own_beside_a_clean_verdict_is_not_certain():
    for told in (
        "The review for June was performed by the deputy in September.",
        "Q2's review was performed in Q4.",
        "The restore planned for May was completed in November.",
    ):
        reading = outcomes.classify(f"No exceptions noted. {told}")
        assert not (reading.kind == "no_exception" and reading.certain), told
    assert outcomes.classify("No exceptions noted. The review was performed.").certain


@pytest.mark.parametrize("text", ["No exceptions noted.", "Exception noted.", "Not tested.", "See CC6.2.3.", "N/A"])
def test_result_cells_read_like_results(text: str):
    assert outcomes.is_result_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "Access to production is restricted to authorized personnel.",
        "Inspected the policy to determine that it was approved annually.",
        "The company does not store cardholder data.",
        "Exceptions are reviewed monthly by the compliance team.",
        "AC-01",
        "CC6.1",
        "12",
        "Results of Tests",
    ],
)
def test_controls_procedures_and_ids_do_not_read_like_results(text: str):
    assert not outcomes.is_result_like(text)


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("No exceptions noted.", []),
        ("No deviations, discrepancies or exceptions were noted.", []),
        ("Exception noted. For 1 of 4 quarters the review was late.", ["Exception"]),
        ("No other exceptions were noted.", ["exceptions"]),
        ("Management maintains an exception log.", []),
        ("No exceptions noted. One deviation was found later.", ["deviation"]),
        ("Exceptions: none", []),
        ("The access review was approved.", []),
    ],
)
def test_exception_words_that_nothing_denies_are_mentions(text: str, mentioned: list[str]):
    assert [text[mention.start : mention.end] for mention in outcomes.mentions_exception(text)] == mentioned


def test_the_worst_test_of_a_control_decides():
    assert outcomes.worst([Outcome.NO_EXCEPTION, Outcome.EXCEPTION, None]) is Outcome.EXCEPTION
    assert outcomes.worst([Outcome.NO_EXCEPTION, None]) is None
    assert outcomes.worst([Outcome.NO_EXCEPTION, Outcome.NO_OCCURRENCE]) is Outcome.NO_OCCURRENCE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("No incidents rated severity 1 or 2 occurred during the period.", "no_occurrence"),
        ("No vendors with access to the system were engaged during the period.", "no_occurrence"),
        ("No managers with direct reports were requested to review access.", None),
        ("No employees with access were removed from the group.", None),
        ("Nobody left during the period.", "no_occurrence"),
        ("Nobody changed department in the period.", "no_occurrence"),
        ("Nobody changed the default password.", None),
        ("Nobody noticed that the job had stopped.", None),
        ("On 3 June the copy failed and nobody was alerted.", "exception"),
        ("Failed and delayed jobs were investigated.", None),
        ("The autumn review bears no signature or date.", "exception"),
        ("We found nothing out of order.", "no_exception"),
    ],
)
def test_free_sentences(text: str, kind: str | None):
    assert kind_of(text) == kind


def test_what_fails_as_expected_is_no_exception():
    assert kind_of("Connections with older versions failed, as expected.") != "exception"
    assert kind_of("The control did not operate as expected.") == "exception"


@pytest.mark.parametrize(
    "text",
    [
        "No exceptions noted through September 30, 2025, when the control was discontinued.",
        "No exceptions noted until June 2025.",
        "No deviations were identified prior to March 2025.",
    ],
)
def test_a_denial_that_a_date_bounds_is_not_clean(text: str):
    assert outcomes.classify(text).kind is not Outcome.NO_EXCEPTION


def test_a_denial_for_the_whole_period_is_clean():
    assert outcomes.classify("No exceptions noted for the period through December 31, 2025.").kind is (
        Outcome.NO_EXCEPTION
    )


@pytest.mark.parametrize(
    "more",
    [
        "The review for June was performed by the deputy in September.",
        "One reviewer signed on behalf of another.",
        "The second server was reinstalled after the incident in April.",
    ],
)
def test_a_verdict_is_not_clean_beside_a_sentence_that_may_tell_of_a_failure(more: str):
    assert kind_of(f"No exceptions noted. {more}") is None


@pytest.mark.parametrize(
    "more",
    [
        "One ticket in the sample was replaced because it had been cancelled.",
        "The reports for January to March were kept in paper form.",
        "See Section V for additional information from management.",
    ],
)
def test_a_verdict_stays_beside_a_harmless_sentence_but_is_to_be_looked_at(more: str):
    reading = outcomes.classify(f"No exceptions noted. {more}")
    assert (reading.kind, reading.certain) == (Outcome.NO_EXCEPTION, False)


@pytest.mark.parametrize(
    "text",
    [
        "No exceptions noted pending receipt of the last two reviews.",
        "No exceptions noted, subject to confirmation by the owner.",
        "No exceptions noted (prior year).",
        "In reliance on the report of last year: no exceptions noted.",
        "No exceptions noted to date.",
        "No exceptions are expected.",
        "No unremediated exceptions noted.",
        "Re-tested with no exceptions noted.",
        "Management represented that the control operated effectively.",
        "No exceptions noted; limited to inquiry.",
        "Design only: no exceptions noted.",
        "No exceptions noted - TBC.",
        "Management identified no exceptions.",
        "No exceptions noted by internal audit.",
        "Compensating control tested without exception.",
        "No exceptions noted after management corrected the records.",
        "No exceptions noted in the revised sample.",
        "Will operate effectively.",
        "Appears to be operating effectively.",
        "No exceptions noted for the samples received.",
        "None outstanding.",
        "No exceptions noted for Q1 and Q2.",
    ],
)
def test_a_denial_of_another_test_or_of_another_person_is_not_clean(text: str):
    assert kind_of(text) is None


@pytest.mark.parametrize(
    "text",
    ["We were not able to perform the test, as the records were lost.", "Testing was deferred to the next period."],
)
def test_a_test_that_could_not_be_made_is_no_failure_of_the_control(text: str):
    assert kind_of(text) == Outcome.NOT_TESTED


@pytest.mark.parametrize(
    "text",
    [
        "On one laptop of 20 a stick could be read.",
        "Two of the eight firewalls ran an older version.",
        "A single account out of twenty-five had been opened before approval.",
    ],
)
def test_a_small_part_that_is_told_apart_is_an_exception(text: str):
    assert kind_of(text) == Outcome.EXCEPTION


@pytest.mark.parametrize("case", [case for case in PROSE if case.kind == "exception"], ids=repr)
def test_a_failure_told_in_a_free_sentence_is_never_clean(case: Wording):
    assert kind_of(case.text) != "no_exception"


@pytest.mark.parametrize("case", [case for case in PROSE if case.kind == "no_exception"], ids=repr)
def test_a_duty_told_as_done_in_a_free_sentence_is_no_exception(case: Wording):
    assert kind_of(case.text) != "exception"


def test_most_failures_told_in_free_sentences_are_understood():
    told = [case for case in PROSE if case.kind == "exception"]
    assert sum(kind_of(case.text) == "exception" for case in told) >= 0.7 * len(told)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The test was performed after the period end, on January 14, 2026.", Outcome.EXCEPTION),
        ("The rules of one firewall allowed inbound traffic from any address.", Outcome.EXCEPTION),
        ("A failing test stopped the pipeline, and the 40 deployments had passed.", None),
        ("No exceptions noted; remediation of the prior-year exception was verified.", Outcome.NO_EXCEPTION),
    ],
)
def test_what_an_older_hand_found_in_free_sentences(text: str, kind: Outcome | None):
    assert kind_of(text) == kind
