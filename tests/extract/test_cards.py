"""Controls printed as blocks, whatever their labels are called -> controls, tests, results and exceptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from soc2parse.extract.cards import read_cards
from soc2parse.extract.printing import Printing, text_of
from soc2parse.language import procedures
from soc2parse.layout.document import lay_out
from soc2parse.reading.page import Page, Word
from tests.layout.drawing import words

CONTROLS = (
    (
        "Access of users is reviewed each quarter.",
        "Inspected the reviews of two quarters.",
        "CC6.1",
        "No exceptions noted.",
    ),
    ("Visitors sign a register at the door.", "Observed the door and its register.", "CC6.4", "No exceptions noted."),
    (
        "Alerts reach the engineer on call.",
        "Inspected a sample of 25 alerts.",
        "CC7.2",
        "For 2 of 25 alerts nobody was told.",
    ),
    ("Backups are restored once a year.", "Inspected the record of the restore.", "A1.2", "No exceptions noted."),
)
ANSWER = "The roster was mended."
Text = tuple[str, float, float, bool]
"""Words, left edge, size, bold."""


def printed(cards: Iterable[Iterable[Iterable[Text]]], *, number: int = 1) -> Page:
    """A page of cards, each of heights from top to bottom, each of texts from left to right."""
    found: list[Word] = []
    y = 60.0
    for card in cards:
        for level in card:
            for text, x, size, bold in level:
                found += words(text, x, y, size=size, bold=bold)
            y += 13.0
        y += 12.0
    return Page(number, 612.0, 792.0, tuple(found))


def read(*pages: Page) -> list[Printing]:
    return read_cards(lay_out(pages).elements).printings


def drawn(card: Callable[[int, str, str, str, str], list[list[Text]]]) -> list[Printing]:
    return read(printed(card(n, *control) for n, control in enumerate(CONTROLS, start=1)))


def told(printing: Printing) -> tuple[str, str, str, tuple[str, ...]]:
    (trial,) = printing.trials
    return text_of(printing.control), text_of(trial.test), text_of(trial.result), printing.listed


WHOLE = [(control, test, result, (criterion,)) for control, test, criterion, result in CONTROLS]


def body(text: str, x: float = 60.0) -> list[Text]:
    return [(text, x, 10.0, False)]


def small(text: str, x: float = 60.0) -> list[Text]:
    return [(text, x, 8.0, True)]


def run_in(label: str, text: str) -> list[Text]:
    return [(label, 60.0, 10.0, True), (text, 64.0 + 5.0 * len(label), 10.0, False)]


def test_labels_are_found_by_their_repetition_and_one_that_stands_under_an_exception_alone_is_the_answer():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        answer = [small("The company says"), body(ANSWER)] if "2 of 25" in result else []
        return [
            [(f"KX{n:03d}", 60.0, 12.0, True), (criterion, 500.0, 8.0, False)],
            small("What is in place"),
            body(control),
            small("Evidence looked at"),
            body(test),
            small("Our view"),
            body(result),
            *answer,
        ]

    found = drawn(card)
    assert [text_of(printing.control_id) for printing in found] == ["KX001", "KX002", "KX003", "KX004"]
    assert [told(printing) for printing in found] == WHOLE
    assert [text_of(printing.trial.response) for printing in found] == ["", "", ANSWER, ""]


def test_labels_left_of_their_texts():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        owner = ("IT", "Security", "IT", "People")[n - 1]
        pairs = (("Serves", criterion), ("Run by", owner), ("Promise", control), ("Work", test), ("Verdict", result))
        return [[(f"Control {n}.1", 60.0, 12.0, True)], *([*small(label), *body(text, 160.0)] for label, text in pairs)]

    assert [told(printing) for printing in drawn(card)] == WHOLE


def test_labels_that_run_into_their_texts():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        head = [(f"Control {n}.1 ({criterion})", 60.0, 12.0, True)]
        return [head, run_in("Practice.", control), run_in("Evidence.", test), run_in("Finding.", result)]

    assert [told(printing) for printing in drawn(card)] == WHOLE


def test_a_result_without_a_full_stop_that_comes_again_with_its_label_in_front_is_no_label():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        head = [(f"Control {n}.1 ({criterion})", 60.0, 12.0, True)]
        found = run_in("What we found.", result.rstrip(".") if result.startswith("No") else result)
        return [head, run_in("Practice.", control), run_in("Evidence.", test), found]

    assert [told(printing)[2].rstrip(".") for printing in drawn(card)] == [found[2].rstrip(".") for found in WHOLE]


def test_two_columns_without_any_label():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        return [
            [(f"ZR-{n}", 60.0, 10.0, True), *body(test, 320.0)],
            body(control),
            [(criterion, 60.0, 8.0, False), *body(f"Result: {result}", 320.0)],
        ]

    assert [told(printing) for printing in drawn(card)] == WHOLE


def test_paragraphs_below_an_id_without_any_label():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        last = [(f"Maps to {criterion}", 60.0, 8.0, False)]
        return [[(f"EG.{n}", 60.0, 12.0, True)], body(control), body(test), [(result, 60.0, 10.0, True)], last]

    assert [told(printing) for printing in drawn(card)] == WHOLE


def test_blocks_with_titles_and_the_result_before_the_test():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        title = ("Reviews", "Visitors", "Alerts", "Backups")[n - 1]
        head = [(title, 60.0, 12.0, True)]
        labelled = (("Meets", criterion), ("Verdict", result), ("Safeguard", control), ("Steps", test))
        return [head, *(line for label, text in labelled for line in (small(label), body(text)))]

    found = drawn(card)
    assert [told(printing) for printing in found] == WHOLE
    assert not any(printing.control_id for printing in found)


def test_a_head_at_the_bottom_of_a_page_belongs_to_what_stands_on_the_next():
    def card(n: int) -> list[list[Text]]:
        control, test, criterion, result = CONTROLS[n - 1]
        head = [(f"KX{n:03d}", 60.0, 12.0, True), (criterion, 500.0, 8.0, False)]
        return [head, small("Set up"), body(control), small("Seen"), body(test), small("View"), body(result)]

    first, second = printed([card(1), card(2), card(3)[:1]]), printed([card(3)[1:], card(4)], number=2)
    assert [told(printing) for printing in read(first, second)] == WHOLE


def test_two_tests_of_a_card_with_a_result_beside_each():
    def card(n: int) -> list[list[Text]]:
        first = [*body("Inspected the scans of five weeks."), *body("No exceptions", 400.0)]
        second = [*body("Inspected the tickets of two findings."), *body("No exceptions", 400.0)]
        return [[(f"KX{n:03d}", 60.0, 12.0, True)], small("Set up"), body("Scans run."), small("Seen"), first, second]

    found = read(printed(card(n) for n in range(1, 5)))
    assert [[(text_of(t.test), text_of(t.result)) for t in printing.trials] for printing in found] == 4 * [
        [
            ("Inspected the scans of five weeks.", "No exceptions"),
            ("Inspected the tickets of two findings.", "No exceptions"),
        ]
    ]


def test_prose_is_no_card():
    text = [body(f"The company reviews its {word} in {n} steps.") for n, word in enumerate("abcdefgh")]
    assert read(printed([text])) == []


def test_a_label_that_reads_like_a_verdict_is_a_label_where_all_cards_have_it():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        head = [(f"KX{n:03d}", 60.0, 12.0, True), (criterion, 500.0, 8.0, False)]
        said = "None" if result.startswith("No") else result
        return [head, small("Set up"), body(control), small("Seen"), body(test), small("Exceptions noted"), body(said)]

    assert [text_of(printing.trial.result) for printing in drawn(card)] == ["None", "None", CONTROLS[2][3], "None"]


def test_the_id_may_be_the_value_of_a_label():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        kind = ("Manual", "Automated")[n % 2]
        pairs = (("Identifier", f"CC{n}-001"), ("Kind", kind), ("Pledge", control), ("Work", test), ("View", result))
        return [[*small(label), *body(text, 160.0)] for label, text in (*pairs, ("Meets", f"{criterion} A topic"))]

    found = drawn(card)
    assert [text_of(printing.control_id) for printing in found] == ["CC1-001", "CC2-001", "CC3-001", "CC4-001"]
    assert [told(printing) for printing in found] == WHOLE


def test_a_title_below_the_id_and_criteria_with_their_words_are_no_part_of_the_control():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        title = ("Reviews", "Visitors", "Alerts", "Backups")[n - 1]
        labelled = (
            ("Meets", f"{criterion} A topic of this criterion"),
            ("How", control),
            ("Seen", test),
            ("View", result),
        )
        lines = [line for label, text in labelled for line in (small(label), body(text))]
        return [[(f"GHS-{n}", 500.0, 8.0, False)], [(title, 60.0, 12.0, True)], *lines]

    assert [told(printing) for printing in drawn(card)] == WHOLE


def test_an_id_in_the_style_of_the_texts_is_known_by_the_labels_below_it():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        heads = [*small("PLEDGE"), *small("EVIDENCE", 220.0), *small("OUTCOME", 450.0)]
        first, second = control.split(" ", 3)[:3], control.split(" ", 3)[3]
        return [
            [*body(f"S{n}"), (criterion, 500.0, 8.0, False)],
            heads,
            [*body(" ".join(first)), *body(test, 220.0), *body(result, 450.0)],
            body(second),
        ]

    assert [told(printing) for printing in drawn(card)] == WHOLE


def test_bullets_before_labels():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        labelled = (
            ("Related criteria", criterion),
            ("What it does", control),
            ("What we did", test),
            ("Found", result),
        )
        items = [body(f"\u2022 {label}: {text}", 80.0) for label, text in labelled]
        return [[(f"FIN-{n:02d}: A title", 60.0, 12.0, True)], *items]

    assert [told(printing) for printing in drawn(card)] == WHOLE


def test_a_detail_of_an_exception_under_a_label_of_its_own():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        failed = "2 of 25" in result
        more = [small("Exception Detail"), body(result)] if failed else []
        said = "Exception noted." if failed else result
        head = [(f"KX{n:03d}", 60.0, 12.0, True), (criterion, 500.0, 8.0, False)]
        return [head, small("Pledge"), body(control), small("Seen"), body(test), small("Result"), body(said), *more]

    trial = drawn(card)[2].trial
    assert (text_of(trial.result), text_of(trial.detail)) == ("Exception noted.", CONTROLS[2][3])


def test_labels_behind_an_exception_alone_hold_its_detail_and_then_the_answer():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        failed = "2 of 25" in result
        more = [run_in("Particulars.", result), run_in("Undertaking.", ANSWER)] if failed else []
        said = "Exception noted." if failed else result
        head = [(f"KX{n:03d}", 60.0, 12.0, True), (criterion, 500.0, 8.0, False)]
        return [head, run_in("Pledge.", control), run_in("Seen.", test), run_in("Verdict.", said), *more]

    trial = drawn(card)[2].trial
    assert [text_of(part) for part in (trial.result, trial.detail, trial.response)] == [
        "Exception noted.",
        CONTROLS[2][3],
        ANSWER,
    ]


def test_ids_with_spaces_and_criteria_with_spaces_behind_a_label():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        spaced = f"{criterion.rstrip('.0123456789')} {criterion.lstrip('AC')}"
        lines = [
            run_in("Serves.", spaced),
            run_in("Pledge.", control),
            run_in("Seen.", test),
            run_in("Verdict.", result),
        ]
        return [[(f"HR - {n}.", 60.0, 12.0, True)], *lines]

    found = drawn(card)
    assert [text_of(printing.control_id) for printing in found] == ["HR - 1.", "HR - 2.", "HR - 3.", "HR - 4."]
    assert [told(printing) for printing in found] == WHOLE


def test_a_test_below_the_answer_to_a_finding_stands_under_the_heads_of_its_columns():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        failed = "2 of 25" in result
        more = [run_in("Particulars.", result), run_in("Undertaking.", ANSWER)] if failed else []
        heads = [*small("Seen"), ("Verdict", 400.0, 8.0, True)]
        first = [*body(test), *body("Exception noted." if failed else result, 400.0)]
        again = [*body("Observed the screen."), *body("No exceptions noted.", 400.0)]
        head = [(f"KX{n:03d}", 60.0, 12.0, True), (criterion, 500.0, 8.0, False)]
        return [head, run_in("Pledge.", control), heads, first, *more, again]

    first, second = drawn(card)[2].trials
    assert [text_of(part) for part in (first.result, first.detail, first.response)] == [
        "Exception noted.",
        CONTROLS[2][3],
        ANSWER,
    ]
    assert [text_of(part) for part in (second.test, second.result)] == ["Observed the screen.", "No exceptions noted."]


def test_a_detail_behind_its_label_is_no_part_of_the_result():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        failed = "2 of 25" in result
        more = [body(f"Exception Detail: {result}"), body(f"Management's response: {ANSWER}")] if failed else []
        head = [(f"KX{n:03d}", 60.0, 12.0, True), (criterion, 500.0, 8.0, False)]
        said = "Finding." if failed else result
        return [head, small("Pledge"), body(control), small("Seen"), body(test), small("Verdict"), body(said), *more]

    trial = drawn(card)[2].trial
    assert [text_of(part) for part in (trial.result, trial.detail, trial.response)] == [
        "Finding.",
        CONTROLS[2][3],
        ANSWER,
    ]


def test_lettered_tests_with_lettered_results_below_them():
    def card(n: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        first = "Inquired of the owner about the control."
        asked = [
            [("a.", 70.0, 10.0, False), (first, 90.0, 10.0, False)],
            [("b.", 70.0, 10.0, False), *body(test, 90.0)],
        ]
        told = [[("a.", 70.0, 10.0, False), *body("No exceptions noted.", 90.0)]]
        told += [[("b.", 70.0, 10.0, False), *body(result, 90.0)]]
        head = [(f"Control QL-0{n}", 60.0, 12.0, True)]
        return [head, body(control), body(f"Criteria: {criterion}"), small("Tests"), *asked, small("Results"), *told]

    printed_tests = [procedures.pair(trial.test, trial.result) for one in drawn(card) for trial in one.trials]
    assert [[text_of(asked), text_of(told)] for pairs in printed_tests for asked, told in pairs[1:]] == [
        [test, result] for _, test, _, result in CONTROLS
    ]


def test_plain_numbers_head_cards_though_a_table_of_samples_has_them_too():
    def card(number: int, control: str, test: str, criterion: str, result: str) -> list[list[Text]]:
        return [
            [(str(number), 60.0, 12.0, True)],
            run_in("Serves.", criterion),
            run_in("In place.", control),
            run_in("Examined.", test),
            run_in("Found.", result),
        ]

    samples = [
        [(text, x, 10.0, False) for text, x in row] for row in ((("Annual", 60.0), ("1", 200.0), ("1", 300.0)),) * 2
    ]
    samples += [[("Quarterly", 60.0, 10.0, False), ("4", 200.0, 10.0, False), ("2", 300.0, 10.0, False)]] * 3
    cards = [card(n, *control) for n, control in enumerate(CONTROLS, start=1)]
    opening = [body("The controls stand below, each with its test.")]
    found = read(printed([[body("How many items were drawn:"), *samples]]), printed([opening, *cards], number=2))
    assert [text_of(one.control_id) for one in found] == ["1", "2", "3", "4"]
    assert [told(one) for one in found] == WHOLE
