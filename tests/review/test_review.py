"""What holds for every review: evidence or where was looked, questions once, severity by the stated rules."""

from datetime import date

import pytest
from pydantic import ValidationError

from soc2parse.reviewing.checklist import Theme, read_own_controls, theme_of
from soc2parse.reviewing.finding import Finding, said_pages
from soc2parse.reviewing.profile import Profile, read_profile
from soc2parse.reviewing.result import Review, review
from tests.made_reports import a_test, control, deviation, made

AS_OF = date(2026, 3, 1)
UNREAD = {
    "opinion": None,
    "assertion": None,
    "auditor": None,
    "period": {"start": None, "end": None},
    "report_type": None,
    "categories": [],
    "criteria_set": None,
    "controls": [],
    "testing_results": [],
    "subservice_organizations": [],
    "cuecs": [],
    "system_description": None,
    "tsc_mapping": [],
    "service_organization": None,
}


def weights(rule, report, **arguments):
    return [f.severity for f in review(report, as_of=AS_OF, **arguments).findings if f.rule == rule]


@pytest.mark.parametrize("report", [made(), made(**UNREAD), made(exceptions=[deviation("AC-01", ["CC6.1"])])])
def test_every_finding_and_gap_has_evidence_or_says_where_was_looked(report):
    result = review(report, Profile(services=("Nowhere",), categories=("privacy",)), as_of=AS_OF)
    assert result.findings
    for item in (*result.findings, *result.not_covered):
        assert item.evidence or item.looked_in


def test_a_finding_without_any_ground_cannot_be_made():
    with pytest.raises(ValidationError, match="neither evidence nor a place"):
        Finding(id="x", rule="x", severity="low", statement="It is so.", why="")


def test_every_finding_has_an_id_of_its_own():
    report = made(exceptions=[deviation("AC-01", ["CC6.1"]), deviation("AC-01", ["CC6.1"])])
    identifiers = [finding.id for finding in review(report, as_of=AS_OF).findings]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize(
    ("changes", "weight"),
    [
        ({"deviations": 1, "sample_size": 40, "management_response": "Accepted."}, "low"),
        ({"deviations": 4, "sample_size": 40, "management_response": "Accepted."}, "medium"),
        ({"deviations": None, "management_response": "Accepted."}, "medium"),
        ({"deviations": 4, "sample_size": 40}, "high"),
        ({"deviations": 1, "sample_size": 40, "criteria": ["CC6.1"]}, "high"),
    ],
)
def test_an_exception_weighs_by_the_stated_rules(changes, weight):
    exception = deviation("AC-01", ["CC1.1"]) | changes
    assert weights("exception", made(exceptions=[exception])) == [weight]


def test_an_exception_of_the_year_before_weighs_more():
    exception = deviation("AC-01", ["CC1.1"], deviations=1, sample_size=40, management_response="Accepted.")
    report = made(exceptions=[exception])
    assert weights("exception", report) == ["low"]
    assert weights("exception", report, previous=report) == ["medium"]


def test_a_result_that_was_not_read_is_never_taken_for_clean():
    assert weights("result-not-read", made(testing_results=[a_test("AC-01", "See memo.", None)])) == ["high"]


def test_questions_come_once_with_their_findings_and_pages():
    report = made(exceptions=[deviation("AC-01", ["CC6.1"])])
    questions = review(report, as_of=AS_OF).questions
    assert len({question.text for question in questions}) == len(questions)
    about = next(question for question in questions if question.findings == ("exception:AC-01",))
    assert about.pages == (21,)


def test_a_type_1_is_of_a_day_and_has_no_period_that_ended():
    report = made(report_type="type_1", period={"start": None, "end": date(2025, 5, 1)})
    (finding,) = [f for f in review(report, as_of=AS_OF).findings if f.rule == "period-ageing"]
    assert finding.statement == "The report is as of 2025-05-01, 304 days before 2026-03-01."
    assert not weights("period-gap", report)


def test_what_is_asked_of_several_exceptions_is_asked_once():
    report = made(exceptions=[deviation("AC-01", ["CC6.1"]), deviation("CM-01", ["CC8.1"], page=22)])
    asked = [q for q in review(report, as_of=AS_OF).questions if "exception:CM-01" in q.findings]
    (question,) = asked
    assert question.text.startswith("For each of the exceptions in AC-01 and CM-01: what was its cause")
    assert question.findings == ("exception:AC-01", "exception:CM-01")
    assert question.pages == (21, 22)


def test_a_question_whose_answer_was_not_read_is_looked_up_first():
    look_first = {q.text: q.look_first for q in review(made(opinion=None), as_of=AS_OF).questions}
    assert look_first["Is the auditor's opinion unqualified? Please send the signed opinion as text."]
    assert not any(first for text, first in look_first.items() if "Cirrus" in text or "Larch" in text)


def test_a_sentence_that_ends_with_a_name_has_one_full_stop():
    report = made(subservice_organizations=[made().subservice_organizations[0].model_dump() | {"controls": []}])
    (finding,) = [f for f in review(report, as_of=AS_OF).findings if f.rule == "provider-nothing-expected"]
    assert finding.statement == "No controls were found that the vendor expects at Cirrus Cloud, Inc."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Tern Harbor, Inc. · SOC 2 Type 2 · 2025-01-01 to 2025-12-31 · unqualified · 3 controls · 0 exceptions"),
        ({"report_type": "type_1", "exceptions_are": "not_applicable"}, "as of 2025-12-31 · unqualified · 3 controls"),
        ({"exceptions_are": "not_found"}, "unqualified · 3 controls · exceptions not read"),
        ({"period": {"start": None, "end": date(2025, 12, 31)}}, "start not read to 2025-12-31"),
    ],
)
def test_the_headline_counts_no_exceptions_where_none_were_looked_for(changes, said):
    sections = [section.model_dump() for section in made().sections]
    sections[6]["status"] = changes.pop("exceptions_are", "none_stated")
    assert said in " · ".join(review(made(sections=sections, **changes), as_of=AS_OF).headline)


def test_a_review_survives_json():
    result = review(made(), as_of=AS_OF)
    assert Review.model_validate_json(result.to_json()) == result


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("User entities remove the access of leavers from their accounts.", Theme.ACCESS),
        ("User entities set password rules and multi-factor sign-on.", Theme.AUTHENTICATION),
        ("User entities notify the vendor of any suspected breach.", Theme.INCIDENT),
        ("User entities keep a disaster recovery plan.", Theme.CONTINUITY),
        ("Users plan how to go on when the system is unavailable.", Theme.CONTINUITY),
        ("Users lock the premises from which they reach the system.", Theme.PHYSICAL),
        ("Users obtain the consent of the individuals whose data they submit.", Theme.PRIVACY),
        ("Users tell the vendor of changes to their technical contacts.", Theme.CONTRACT),
        ("Users keep the devices that reach the Trial Data Capture free of malicious software.", Theme.ENDPOINT),
        ("User entities feed the parrots.", Theme.OTHER),
    ],
)
def test_the_theme_of_a_duty_is_told_by_its_words(text, theme):
    assert theme_of(text) is theme


def test_own_controls_are_shown_with_the_words_they_share(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("ID,Text,Owner\nHR-7,Access of leavers is removed on their last day,HR\nFI-1,Invoices are paid,\n")
    (duty,) = review(made(), as_of=AS_OF, own_controls=read_own_controls(path)).duties
    assert [match.id for match in duty.matches] == ["HR-7"]
    assert "leav" in duty.matches[0].shared_words
    assert duty.status == "open"


def test_own_controls_without_their_columns_are_refused(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name\nx\n")
    with pytest.raises(ValueError, match="columns `id` and `text`"):
        read_own_controls(path)


def test_a_profile_is_read_from_toml(tmp_path):
    path = tmp_path / "profile.toml"
    path.write_text('services = ["Mail"]\nown_controls = "own.csv"\n[thresholds]\nexpired_days = 400\n')
    profile = read_profile(path)
    assert profile.services == ("Mail",)
    assert profile.thresholds.expired_days == 400
    assert profile.own_controls == tmp_path / "own.csv"


@pytest.mark.parametrize(("toml", "named"), [("servces = []", "servces"), ("services = [", "not TOML")])
def test_a_wrong_profile_is_refused_by_name(tmp_path, toml, named):
    path = tmp_path / "profile.toml"
    path.write_text(toml)
    with pytest.raises(ValueError, match=rf"profile\.toml: .*{named}"):
        read_profile(path)


@pytest.mark.parametrize(
    ("pages", "words"), [((4,), "page 4"), ((4, 5, 6), "pages 4-6"), ((4, 6, 7, 9), "pages 4, 6-7 and 9")]
)
def test_pages_are_said_as_a_person_would(pages, words):
    assert said_pages(pages) == words


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("type_2", "Anything before 2025-01-01 or after 2025-12-31."),
        ("type_1", "Whether controls operated at all: the report speaks of their design on 2025-12-31."),
        (None, "Anything before 2025-01-01 or after 2025-12-31."),
    ],
)
def test_the_time_that_is_not_covered_is_said_by_type(kind, said):
    assert review(made(report_type=kind), as_of=AS_OF).not_covered[0].statement == said


@pytest.mark.parametrize(
    ("words", "residue"),
    [
        ("[Company Name] reviews access.", True),
        ("Access of {{ client }} is reviewed.", True),
        ("The period ended on December 31, 20XX.", True),
        ("asdfgh", True),
        ("Access is reviewed by [date].", True),
        ("Inspected the [system-generated] list of users.", False),
        ("The SDF tool and the <AWS> console were inspected.", False),
        ("Access [CC6.1] is reviewed.", False),
    ],
)
def test_residue_of_a_template_is_told_from_ordinary_brackets(words, residue):
    report = made(testing_results=[a_test("AC-01", procedure=words)])
    rules = {finding.rule for finding in review(report, as_of=AS_OF).findings}
    assert ("template-placeholder" in rules) is residue


@pytest.mark.parametrize(("criterion", "weight"), [("CC6.2", "medium"), ("P5.1", "low")])
def test_that_nothing_occurred_is_odd_for_common_events_only(criterion, weight):
    report = made(
        controls=[control("AC-09", "Access requests are answered.", [criterion])],
        testing_results=[a_test("AC-09", "No access requests were received.", "no_occurrence")],
    )
    assert weights("test-no-occurrence", report) == [weight]
