"""Two reports of one vendor a year apart: every known difference is found, and nothing else."""

from datetime import date

import pytest

from soc2parse.reviewing.change import ChangeKind, ExceptionKind
from soc2parse.reviewing.comparison import Comparison, compare, continuity
from soc2parse.reviewing.similarity import similarity
from soc2parse.reviewing.wordings import Edit, word_changes
from tests.made_reports import control, deviation, made, source

APPROVAL = "Access rights of every user are approved by the system owner each quarter."
REVIEW = "Changes are reviewed by a second engineer before they are released."
RESTORE = "Backups are restored to a test system once a year by operations."
CLIMATE = "Sensors watch the temperature in every room that holds servers."


def duty(text):
    return {"text": text, "criteria": ["CC6.2"], "sources": [source(13, text)]}


def provider(name, method="carve_out", services="cloud hosting"):
    return {"name": name, "services": services, "method": method, "sources": [source(12, name)]}


OLD = made(
    period={"start": date(2024, 1, 1), "end": date(2024, 12, 31)},
    controls=[
        control("AC-01", APPROVAL, ["CC6.1"]),
        control("CM-01", REVIEW, ["CC8.1"]),
        control("AV-01", RESTORE, ["A1.2"]),
        control("OLD-9", "Visitors sign a paper book at the front desk and carry a badge.", ["CC6.4"]),
        control("HR-01", "New staff sign the code of conduct on their first day.", ["CC1.1"]),
    ],
    exceptions=[deviation("AC-01", ["CC6.1"]), deviation("OLD-9", ["CC6.4"]), deviation("AV-01", ["A1.2"])],
    subservice_organizations=[provider("Cirrus Cloud, Inc."), provider("Postlane Ltd.", services="e-mail")],
    cuecs=[duty("Users remove the access of their leavers."), duty("Users keep their browsers up to date.")],
)
NEW = made(
    categories=["security", "availability", "confidentiality"],
    auditor=made().auditor.model_dump() | {"firm": "Moss Vale LLP"},
    controls=[
        control("AC-01", APPROVAL.replace("quarter", "month"), ["CC6.1"]),
        control("CM-01", REVIEW.upper(), ["CC8.1", "CC6.8"]),
        control("BK-07", RESTORE, ["A1.2"]),
        control("EN-01", CLIMATE, ["A1.2"]),
        control("HR-01", "New staff sign the code of conduct on their first day.", ["CC1.1"]),
    ],
    exceptions=[deviation("AC-01", ["CC6.1"]), deviation("BK-07", ["A1.2"]), deviation("EN-01", ["A1.2"])],
    subservice_organizations=[provider("Cirrus Cloud", "inclusive"), provider("Nimbus GmbH", services="hosting")],
    cuecs=[duty("Users remove the access of their leavers."), duty("Users report any suspected breach at once.")],
)


@pytest.fixture(scope="module")
def found():
    return compare(OLD, NEW)


def test_the_periods_join(found):
    assert (found.continuity.gap_days, found.continuity.overlap_days) == (0, 0)
    assert found.same_vendor


def test_facts_and_categories(found):
    assert [(fact.field, fact.old, fact.new) for fact in found.facts] == [
        ("auditor", "Larch & Plover LLP", "Moss Vale LLP")
    ]
    assert found.categories_added == ("confidentiality",)
    assert found.categories_removed == ()


def test_controls_and_nothing_else(found):
    assert {(change.kind, change.old_id, change.new_id) for change in found.controls} == {
        (ChangeKind.REWORDED, "AC-01", "AC-01"),
        (ChangeKind.REMAPPED, "CM-01", "CM-01"),
        (ChangeKind.RENUMBERED, "AV-01", "BK-07"),
        (ChangeKind.REMOVED, "OLD-9", None),
        (ChangeKind.ADDED, None, "EN-01"),
    }
    assert len(found.controls) == 5


def test_a_rewording_is_shown_word_by_word(found):
    (reworded,) = (change for change in found.controls if change.kind is ChangeKind.REWORDED)
    assert [(run.edit, run.text) for run in reworded.words if run.edit is not Edit.SAME] == [
        (Edit.REMOVED, "quarter."),
        (Edit.ADDED, "month."),
    ]


def test_exceptions_follow_their_control_to_its_new_id(found):
    assert [(change.kind, change.control_id) for change in found.exceptions] == [
        (ExceptionKind.REPEATED, "AC-01"),
        (ExceptionKind.REPEATED, "BK-07"),
        (ExceptionKind.NEW, "EN-01"),
        (ExceptionKind.GONE, "OLD-9"),
    ]


def test_providers_and_duties(found):
    assert {(change.kind, change.old_id, change.new_id) for change in found.providers} == {
        (ChangeKind.REWORDED, "Cirrus Cloud, Inc.", "Cirrus Cloud"),
        (ChangeKind.REMOVED, "Postlane Ltd.", None),
        (ChangeKind.ADDED, None, "Nimbus GmbH"),
    }
    assert [(change.kind, change.old_text or change.new_text) for change in found.duties] == [
        (ChangeKind.REMOVED, "Users keep their browsers up to date."),
        (ChangeKind.ADDED, "Users report any suspected breach at once."),
    ]


def test_a_report_compared_with_itself_differs_in_nothing():
    same = compare(NEW, NEW)
    assert same.facts == same.controls == same.providers == same.duties == ()
    assert {change.kind for change in same.exceptions} == {ExceptionKind.REPEATED}


def test_an_id_that_was_given_to_another_control_is_no_rewording():
    old = made(controls=[control("AC-01", APPROVAL, ["CC6.1"])])
    new = made(controls=[control("AC-01", CLIMATE, ["A1.2"])])
    assert [change.kind for change in compare(old, new).controls] == [ChangeKind.REMOVED, ChangeKind.ADDED]


def test_a_comparison_survives_json(found):
    assert Comparison.model_validate_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("start", "gap", "overlap"),
    [
        (date(2025, 1, 1), 0, 0),
        (date(2025, 2, 1), 31, 0),
        (date(2024, 12, 1), 0, 31),
        (None, None, None),
    ],
)
def test_days_in_neither_or_in_both_reports(start, gap, overlap):
    new = made(period={"start": start, "end": date(2025, 12, 31)})
    joined = continuity(OLD, new)
    assert (joined.gap_days, joined.overlap_days) == (gap, overlap)


def test_words_that_changed():
    runs = word_changes("a b c", "a x c d")
    assert [(str(run.edit), run.text) for run in runs] == [
        ("same", "a"),
        ("removed", "b"),
        ("added", "x"),
        ("same", "c"),
        ("added", "d"),
    ]


def test_a_near_copy_is_told_by_its_words_without_the_names():
    copied = made(
        service_organization={"name": "Gull Freight LLC", "short_name": "Gull", "sources": [source(1, "Gull")]},
        system_name="Gull Desk",
    )
    other = similarity(made(), copied)
    assert other.controls == 1.0
    assert other.description > 0.5
    stranger = similarity(made(), made(controls=[control("X-1", CLIMATE, ["A1.2"])], system_description=None))
    assert (stranger.controls, stranger.description) == (0.0, 0.0)
