"""The opinion with what surrounds it, and the sentences that must not be taken for one (traps O1 to O12)."""

import pytest

from soc2parse.extract import opinion
from soc2parse.extract.found import Found
from soc2parse.report import Issue, Opinion
from soc2parse.sections import Sections
from soc2parse.terms import OpinionKind
from tests.written import ASSERTION, COVER, OPINION, RESTRICTED, SCOPE, SIGNATURE, report, written

U, Q, A, D = OpinionKind.UNQUALIFIED, OpinionKind.QUALIFIED, OpinionKind.ADVERSE, OpinionKind.DISCLAIMER
TYPE_1_SCOPE = SCOPE.replace(
    "throughout the period January 1, 2025 to December 31, 2025", "as of December 31, 2025"
).replace(" and operating effectiveness", "")
TYPE_1_OPINION = """
In our opinion, in all material respects,
a) the description presents the Larkmoor Ledger system that was designed and implemented as of December 31, 2025; and
b) the controls stated in the description were suitably designed as of December 31, 2025 so that \
commitments would be achieved if its controls operated effectively as of that date.
"""


def read(sections: Sections) -> tuple[Opinion | None, list[Issue]]:
    found = list(opinion.extract(sections))
    records = [item.value for item in found if isinstance(item, Found)]
    assert all(isinstance(record, Opinion) for record in records)
    return (records[0] if records else None), [item for item in found if isinstance(item, Issue)]


def kinds(record: Opinion | None) -> tuple[OpinionKind | None, ...]:
    assert record is not None
    return record.kind, record.description, record.design, record.operating_effectiveness


def test_a_clean_opinion_with_its_text_and_page() -> None:
    record, issues = read(report())
    assert kinds(record) == (U, U, U, U)
    assert record is not None
    assert record.text.startswith("In our opinion, in all material respects, the description presents")
    assert " b) " not in record.text
    assert record.sources[0].page == 2
    assert record.restricted_use is True
    assert issues == []


def test_the_opinion_is_found_without_a_heading_of_its_own() -> None:
    record, _ = read(report("Our tests are complete. " + OPINION.strip(), opinion_heading=""))
    assert kinds(record) == (U, U, U, U)
    assert record is not None
    assert record.text.startswith("In our opinion")


def test_a_footnote_at_the_end_of_a_page_does_not_end_the_opinion() -> None:
    first, *parts = OPINION.strip().splitlines()
    cut = next(index for index, text in enumerate(parts) if text.startswith("c)"))
    letter = "\n".join([first, *parts[:cut], "^ The description also covers the custody of paper.", *parts[cut:]])
    record, issues = read(report(letter))
    assert kinds(record) == (U, U, U, U)
    assert issues == []


def test_matters_that_affect_the_opinion_are_its_basis() -> None:
    record, _ = read(
        report(
            OPINION.replace("c) the controls", "c) except for the matter described above, the controls"),
            between="## Matters That Affect Our Opinion\nThe review of access did not operate, which concerns CC6.3.",
        )
    )
    assert record is not None
    assert (record.kind, record.affected_criteria) == (OpinionKind.QUALIFIED, ("CC6.3",))


def test_an_auditor_who_practises_alone() -> None:
    sections = report(
        OPINION.replace("In our opinion", "In my opinion"), scope=SCOPE.replace("We have examined", "I have examined")
    )
    record, issues = read(sections)
    assert kinds(record) == (OpinionKind.UNQUALIFIED,) * 4
    assert issues == []


def test_headings_may_run_into_their_paragraphs() -> None:
    record, _ = read(
        report(
            (
                "Qualified Opinion. In our opinion, except for the matter described above, in all material respects, "
                "the description presents "
                "the system, the controls were suitably designed, and the controls operated effectively throughout "
                "the period."
            ),
            opinion_heading="",
            between="Basis for Qualified Opinion. Access of 3 of 25 leavers was not removed (control AC-02). As a "
            "result, controls did not "
            "operate effectively to meet criteria CC6.2 and CC6.3.",
        )
    )
    assert kinds(record) == (Q, U, U, Q)
    assert record is not None
    assert record.basis is not None
    assert record.basis.startswith("Access of 3 of 25 leavers")
    assert record.affected_criteria == ("CC6.2", "CC6.3")
    assert record.affected_controls == ("AC-02",)


@pytest.mark.parametrize(
    ("named", "controls"),
    [
        ("(control AC-02)", ("AC-02",)),
        ("(controls AC-02 and AC-05)", ("AC-02", "AC-05")),
        ("(control 9.)", ("9.",)),
        ("(control CC4.1 - 1)", ("CC4.1 - 1",)),
        ("(control #6)", ("#6",)),
        ("in access reviews", ()),
    ],
)
def test_controls_that_the_basis_names(named: str, controls: tuple[str, ...]) -> None:
    record, _ = read(
        report(
            OPINION.replace("In our opinion,", "In our opinion, except for the matter described above,"),
            between=f"## Basis for Qualified Opinion\nReviews were late {named}. As a result, controls did not operate "
            f"effectively to meet criterion CC6.2.",
            opinion_heading="## Qualified Opinion",
        )
    )
    assert record is not None
    assert tuple(each.rstrip(".") for each in record.affected_controls) == tuple(each.rstrip(".") for each in controls)


def test_a_disclaimer() -> None:
    record, _ = read(
        report(
            (
                "Because of the significance of the matter described above, we have not been able to obtain "
                "sufficient appropriate evidence. "
                "Accordingly, we do not express an opinion on the description or the controls."
            ),
            scope=SCOPE.replace("We have examined", "We were engaged to examine"),
            between="## Basis for Disclaimer of Opinion\nThe records of access reviews were lost.",
            opinion_heading="## Disclaimer of Opinion",
        )
    )
    assert kinds(record) == (D, D, D, D)


def test_o1_o6_a_type_1_has_no_opinion_on_operation_and_is_no_disclaimer() -> None:
    record, issues = read(
        report(
            TYPE_1_OPINION,
            scope=TYPE_1_SCOPE,
            between="## Other Matter\nWe did not perform procedures regarding the operating effectiveness of controls "
            "and, accordingly, do not "
            "express an opinion thereon.",
        )
    )
    assert kinds(record) == (U, U, U, None)
    assert record is not None
    assert len(record.emphasis) == 1
    assert not [issue for issue in issues if "operating" in issue.field]


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Information in Section V has not been subjected to our procedures and, accordingly, we express no "
            "opinion on it."
        ),
        (
            "Our examination did not extend to controls of the subservice organization, and we have not evaluated "
            "their design."
        ),
        "Because of their nature, controls may not always operate effectively and may become inadequate.",
        (
            "We assessed the risks that controls were not suitably designed or did not operate effectively, whether "
            "due to fraud or error."
        ),
        "The examination covers all offices except for the London office, staffed by qualified personnel.",
        "Last year's report had a qualified opinion.",
    ],
    ids=["O2", "O3", "O4", "O5", "O8-O9", "O7"],
)
def test_sentences_around_the_opinion_do_not_change_it(sentence: str) -> None:
    record, issues = read(report(between=sentence))
    assert kinds(record) == (U, U, U, U)
    assert issues == []


def test_o10_the_assertion_is_no_opinion() -> None:
    sections = written(
        f"{COVER}\n=== 2\n# Section II - Management's Assertion\n{ASSERTION}\n"
        f"{OPINION.replace('our opinion', 'our view')}"
    )
    record, issues = read(sections)
    assert record is None
    assert [(issue.field, issue.severity) for issue in issues] == [("opinion", "error")]


def test_o11_an_opinion_on_a_picture_is_unknown_not_clean() -> None:
    sections = written(
        f"{COVER}\n=== 2\n# Section I - Independent Service Auditor's Report\n## Scope\n{SCOPE}\n=== 5\n# "
        f"Section II - Management's Assertion\n{ASSERTION}",
        unreadable=(3, 4),
    )
    record, issues = read(sections)
    assert record is None
    assert issues[0].severity == "error"
    assert "pages 3-4" in issues[0].message


def test_o12_deviations_that_do_not_matter_leave_it_clean() -> None:
    closing = "In our judgment, the deviations described in Section IV do not result in the criteria not being met."
    assert kinds(read(report(f"{OPINION}\n{closing}"))[0]) == (U, U, U, U)


def test_emphasis_and_controls_that_did_not_operate() -> None:
    record, _ = read(
        report(
            between="## Emphasis of Matter\nAs described in Section III, the hosting provider changed. Our opinion is "
            "not modified.\n"
            "## Controls That Did Not Operate During the Period\nNo incidents occurred, so the operating "
            "effectiveness of the controls for "
            "criterion CC7.4 was not tested."
        )
    )
    assert record is not None
    assert [text[:30] for text in record.emphasis] == ["As described in Section III, t"]
    assert [text[:22] for text in record.non_occurrence] == ["No incidents occurred,"]


def test_a_modified_heading_over_clean_words_is_doubted() -> None:
    _, issues = read(report(opinion_heading="## Qualified Opinion"))
    assert {issue.severity for issue in issues} >= {"error"}


def test_standards_that_are_named() -> None:
    between = (
        "We conducted our examination in accordance with attestation standards established by the AICPA and ISAE "
        "3000 (Revised)."
    )
    record, _ = read(report(between=between))
    assert record is not None
    assert record.standards == ("AICPA attestation standards", "ISAE 3000")


def test_an_opinion_cut_by_a_page_is_whole() -> None:
    first, rest = OPINION.rsplit("c) ", 1)
    sections = written(f"""
{COVER}
=== 2
# Independent Service Auditor's Report
{SCOPE}
## Opinion
{first}
=== 3
c) {rest}
## Restricted Use
{RESTRICTED}
{SIGNATURE}
""")
    record, _ = read(sections)
    assert kinds(record) == (U, U, U, U)
    assert record is not None
    assert [source.page for source in record.sources] == [2, 3]


def test_a_clean_opinion_without_its_last_part_is_no_clean_opinion() -> None:
    """The part on operation is lost ("...; and" and then nothing): it may be the one that is modified."""
    text = (
        "In our opinion, in all material respects, a) the description presents the Larkmoor Ledger system that was "
        "designed and implemented throughout the period January 1, 2025 to December 31, 2025; b) the controls stated "
        "in the description were suitably designed throughout the period January 1, 2025 to December 31, 2025; and"
    )
    record, issues = read(report(text))
    assert record is None or record.kind is None
    assert [issue.field for issue in issues if issue.severity == "error"][:1] == ["opinion.kind"]


PERIOD = "throughout the period January 1, 2025 to December 31, 2025"
FOREIGN = {
    "ISAE 3000, its heading a conclusion": (
        "## Conclusion",
        """In our opinion, in all material respects:
(a) the Description fairly presents the Ledger as designed and implemented {PERIOD};
(b) the controls stated in the Description were suitably designed {PERIOD}; and
(c) the controls operated effectively {PERIOD}.""",
        (U, U, U, U),
    ),
    "parts as bulleted sentences": (
        "## Opinion",
        """In our opinion, in all material respects:
- The description presents the Ledger {PERIOD}.
- The controls stated in the description were suitably designed {PERIOD}.
- The controls stated in the description operated effectively {PERIOD}.""",
        (U, U, U, U),
    ),
    "one sentence, the exception at its end": (
        "## Qualified Opinion",
        """In our opinion, in all material respects, the description presents the Ledger {PERIOD}, the controls were \
suitably designed {PERIOD}, and the controls operated effectively {PERIOD}, except for the matter described in the \
Basis for Qualified Opinion section.""",
        (Q, U, U, Q),
    ),
    "a part of another framework behind the three": (
        "## Opinion",
        """In our opinion, in all material respects,
a) the description presents the Ledger {PERIOD};
b) the controls were suitably designed {PERIOD};
c) the controls operated effectively {PERIOD}; and
d) the controls operated effectively to meet the requirements of the HIPAA Security Rule {PERIOD}.""",
        (U, U, U, U),
    ),
    "limited assurance": (
        "## Conclusion",
        """Based on our procedures, nothing has come to our attention that causes us to believe that the description \
does not present the Ledger or that the controls did not operate effectively {PERIOD}.""",
        (None, None, None, None),
    ),
    "a belief is no opinion": (
        "## Opinion",
        "We believe that the description is fair and that controls were in place {PERIOD}.",
        (None, None, None, None),
    ),
}


@pytest.mark.parametrize(("heading", "opinion", "expected"), FOREIGN.values(), ids=FOREIGN)
def test_opinions_in_the_wording_of_other_firms(heading: str, opinion: str, expected: tuple[object, ...]) -> None:
    basis = "## Basis for Qualified Opinion\nControls over access reviews did not operate effectively to meet CC6.3."
    text = opinion.replace("{PERIOD}", PERIOD)
    record, issues = read(report(text, opinion_heading=heading, between=basis if expected[0] is Q else ""))
    assert (kinds(record) if record else (None,) * 4) == expected
    assert bool([issue for issue in issues if issue.severity == "error"]) is (expected[0] is None)


def test_certain_controls_excepted_at_the_head_are_a_qualified_opinion() -> None:
    record, _ = read(
        report(
            """
In our opinion, except for the matters described in our findings (Section V):
(a) The description presents the Larkmoor Ledger system as designed and implemented throughout the period.
(b) However, certain controls stated in the description were not suitably designed or operating effectively.
"""
        )
    )
    assert kinds(record) == (Q, U, Q, Q)
