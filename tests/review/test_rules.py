"""Each rule is raised by one report and, rightly, not by another that comes close."""

from datetime import date

import pytest

from soc2parse.reviewing.bridge import BridgeLetter
from soc2parse.reviewing.profile import Profile
from soc2parse.reviewing.result import review
from soc2parse.reviewing.rules.rulebook import RULES
from tests.made_reports import NINE, a_test, control, deviation, made, source

AS_OF = date(2026, 3, 1)
OPINION = made().opinion.model_dump()
ASSERTION = made().assertion.model_dump()
DESCRIPTION = made().system_description.model_dump()
SECTIONS = [{"kind": kind, "status": "found", "first_page": 4, "last_page": 9} for kind in NINE]
HARBOR = [source(1, "Tern Harbor, Inc.")]


def opinion(**changes):
    return {"opinion": OPINION | changes}


def document(**changes):
    return {"document": made().document.model_dump() | changes}


def description(**changes):
    return {"system_description": DESCRIPTION | changes}


def period(start, end):
    return {"period": {"start": start, "end": end, "sources": [source(1, "the period")]}}


def auditor(**changes):
    return {"auditor": made().auditor.model_dump() | changes}


def section(kind, status):
    return {"sections": [s | ({"status": status} if s["kind"] == kind else {}) for s in SECTIONS]}


def letter(**changes):
    fields = {
        "file_name": "bridge.pdf",
        "vendor": "Tern Harbor, Inc.",
        "report_end": date(2025, 12, 31),
        "covers_from": date(2026, 1, 1),
        "covers_to": date(2026, 2, 28),
        "no_changes_stated": True,
        "signer": "Ada Tern",
        "signed_on": date(2026, 3, 1),
        "sources": [source(1, "To whom it may concern")],
    }
    return {"bridge": BridgeLetter.model_validate(fields | changes)}


def profile(**fields):
    return {"profile": Profile.model_validate(fields)}


def provider(**changes):
    return {"subservice_organizations": [made().subservice_organizations[0].model_dump() | changes]}


def many(count, text="Doors of room {n} are locked each night.", **test):
    controls = [control(f"PH-{n}", text.format(n=n), ["CC6.4", "A1.2"]) for n in range(count)]
    words = {"procedure": "Inspected the lock of room {n}, sample of 25."} | test
    tests = [
        a_test(c["id"], **{k: v.format(n=n) if isinstance(v, str) else v for k, v in words.items()})
        for n, c in enumerate(controls)
    ]
    return {"controls": controls, "testing_results": tests, "tsc_mapping": []}


ANSWERED = {"management_response": "We accept the risk."}
LOW = deviation("CM-01", ["CC1.1"], deviations=1, sample_size=40, **ANSWERED)


def issue(code, severity="warning"):
    return {"issues": [{"code": code, "severity": severity, "field": "period", "page": 4, "message": "Two periods."}]}


UNTESTED = {"testing_results": [a_test("AC-01"), a_test("CM-01")]}

# rule: (what raises it, what comes close and does not). `OF_REVIEW` go to `review`, the rest changes the report.
TABLE = {
    "opinion-not-read": (opinion(kind=None), opinion(kind="qualified")),
    "opinion-modified": (opinion(kind="qualified", affected_criteria=["CC6.1"]), opinion()),
    "opinion-parts": (opinion(operating_effectiveness="qualified"), opinion(kind="qualified", design="qualified")),
    "opinion-emphasis": (opinion(emphasis=["We draw attention to note 2."]), opinion()),
    "opinion-many-exceptions": (
        {"exceptions": [deviation("AC-01", ["CC6.1"]), deviation("CM-01", ["CC8.1"])]},
        {"exceptions": [deviation("AC-01", ["CC6.1"])]},
    ),
    "assertion": ({"assertion": ASSERTION | {"modified": True}}, {"assertion": ASSERTION | {"modified": None}}),
    "opinion-old-standards": (opinion(standards=["SSAE 16"]), opinion(standards=["AT-C section 205"])),
    "opinion-unrestricted": (opinion(restricted_use=None), opinion(restricted_use=True)),
    "auditor-lookup": (auditor(), None),
    "period-not-read": (period(None, None), period(None, date(2025, 12, 31))),
    "period-expired": (period(date(2024, 3, 1), date(2025, 2, 28)), period(date(2024, 3, 2), date(2025, 3, 1))),
    "period-ageing": (period(date(2024, 6, 4), date(2025, 6, 3)), period(date(2024, 6, 5), date(2025, 6, 4))),
    "period-gap": (period(date(2025, 1, 1), date(2025, 12, 30)), period(date(2025, 1, 1), date(2025, 12, 31))),
    "period-not-over": (period(date(2025, 4, 1), date(2026, 3, 31)), period(date(2025, 3, 1), date(2026, 2, 28))),
    "period-short": (period(date(2025, 10, 1), date(2025, 12, 31)), period(date(2025, 7, 1), date(2025, 12, 31))),
    "type-not-expected": ({"report_type": "type_1"}, {"report_type": "type_1"} | profile(report_type="type_1")),
    "auditor-date": (auditor(signed_on=date(2025, 12, 1)), auditor(signed_on=date(2026, 1, 2))),
    "bridge-other-report": (letter(report_end=date(2024, 12, 31)), letter()),
    "bridge-hole": (letter(covers_from=date(2026, 1, 15)), letter(covers_from=None)),
    "bridge-too-long": (letter(covers_to=date(2026, 6, 30)), letter(covers_to=date(2026, 3, 31))),
    "bridge-changes": (letter(changes="We moved to another data centre.", no_changes_stated=False), letter()),
    "bridge-incomplete": (letter(signer=None), letter()),
    "scope-excluded": (profile(services=["Tern Mail"]), profile(services=["Harbor Platform"])),
    "scope-not-mentioned": (profile(regions=["Singapore"]), profile(regions=["Oslo"])),
    "scope-mentioned": (profile(services=["harbor platform"]), profile(services=["Harbor Plat"])),
    "category-missing": (profile(categories=["privacy"]), profile(categories=["availability"])),
    "criterion-not-applicable": (
        description(criteria_not_applicable=[{"criterion": "CC6.4", "reason": None}]),
        description(criteria_not_applicable=[]),
    ),
    "criteria-set": ({"criteria_set": "2016"}, {"criteria_set": "2016"} | period(date(2018, 1, 1), date(2018, 11, 30))),
    "framework-mapped": (
        {"frameworks": [{"name": "ISO 27001", "treatment": "mapped"}]},
        {"frameworks": [{"name": "HIPAA Security Rule", "treatment": "opined"}]},
    ),
    "exception": ({"exceptions": [LOW]}, {"exceptions": []}),
    "exception-no-response": ({"exceptions": [deviation("AC-01", ["CC6.1"])]}, {"exceptions": [LOW]}),
    "exception-remedied-unaudited": (
        {"exceptions": [deviation("AC-01", ["CC6.1"], management_response="Remediated in May.")]},
        {"exceptions": [LOW]},
    ),
    "exception-without-entry": (
        {"testing_results": [a_test("AC-01", "Exception noted.", "exception")]},
        {
            "testing_results": [a_test("AC-01", "Exception noted.", "exception")],
            "exceptions": [deviation("ac-01", ["CC6.1"])],
        },
    ),
    "exceptions-not-read": (
        section("exceptions", "not_found"),
        section("exceptions", "not_found") | {"report_type": "type_1"},
    ),
    "result-not-read": ({"testing_results": [a_test("AC-01", "See below.", None)]}, {}),
    "test-not-performed": (
        {"testing_results": [a_test("AC-01", "Not tested.", "not_tested")]},
        {"testing_results": [a_test("AC-01", "No leaver in the period.", "no_occurrence")]},
    ),
    "test-no-occurrence": ({"testing_results": [a_test("AC-01", "No termination occurred.", "no_occurrence")]}, {}),
    "test-inquiry-only": (
        {"testing_results": [a_test("AC-01", methods=["inquiry"])]},
        {"testing_results": [a_test("AC-01", methods=["inquiry"]), a_test("AC-01", methods=["inspection"])]},
    ),
    "provider-carved-out": (provider(), provider(method="inclusive")),
    "provider-inclusive": (provider(method="inclusive"), provider()),
    "provider-method-not-read": (provider(method=None), provider()),
    "provider-unnamed": (provider(name=None), provider()),
    "provider-nothing-expected": (provider(controls=[]), provider(controls=[], method="inclusive")),
    "providers-not-found": (
        {"subservice_organizations": []},
        {"subservice_organizations": []} | section("subservice_organizations", "none_stated"),
    ),
    "duties-listed": ({}, {"cuecs": []}),
    "duty-without-owner": (profile(owners={"incident": "Security"}), profile(owners={"access": "IT"})),
    "duties-not-found": ({"cuecs": []}, {"cuecs": []} | section("cuecs", "none_stated")),
    "incidents": (description(incidents={"status": "found", "text": "On May 3 the mail was down."}), {}),
    "changes": (description(changes={"status": "not_found"}), {}),
    "names-disagree": (
        {"assertion": ASSERTION | {"by": "Gull Freight LLC"}},
        {"assertion": ASSERTION | {"by": "Tern Harbor"}},
    ),
    "periods-disagree": (
        opinion(text="throughout the period January 1, 2024 to December 31, 2024, in all material respects"),
        opinion(text="throughout the period January 1, 2025, to December 31, 2025, in all material respects"),
    ),
    "type-disagrees": ({"report_type": "type_1"}, {"testing_results": [], "report_type": "type_1"}),
    "control-not-tested": (UNTESTED, UNTESTED | {"report_type": "type_1"}),
    "control-not-listed": ({"testing_results": [a_test("ZZ-09")]}, {"testing_results": [a_test("ac - 01")]}),
    "categories-disagree": (
        {"categories": ["security", "availability", "privacy"]},
        {"categories": ["security", "availability"]},
    ),
    "section-not-found": (section("controls", "not_found"), section("cuecs", "none_stated")),
    "pages-from-pictures": (document(ocr_pages=[4]), document(ocr_pages=[])),
    "reading-issue": (issue("period_precision"), issue("period_start_inferred", "info")),
    "frequencies-disagree": (
        {"testing_results": [a_test("AC-01", procedure="Inspected the annual approval.")]},
        {"testing_results": [a_test("AC-01", procedure="Inspected the approval of each quarter and the annual plan.")]},
    ),
    "template-placeholder": (
        {"controls": [control("AC-01", "[Company Name] locks doors.", ["CC6.4"])]},
        {"controls": [control("AC-01", "Doors [see AC-02] are locked.", ["CC6.4"])]},
    ),
    "template-draft": (
        opinion(text="DRAFT - In our opinion, in all material respects"),
        opinion(text="In our opinion, controls over draft policies were suitably designed"),
    ),
    "template-other-company": (
        {"assertion": ASSERTION | {"text": "We have prepared the description of Gull Freight Corp. for users."}},
        {"assertion": ASSERTION | {"text": "Cirrus Cloud, Inc. hosts the system of Tern Harbor, Inc. for users."}},
    ),
    "template-empty-test": (
        {"testing_results": [a_test("AC-01", procedure=" ")]},
        {"testing_results": [a_test("AC-01", "", None)]},
    ),
    "quality-vague-controls": (
        many(10, "Doors of room {n} are checked periodically."),
        many(10, "Doors of room {n} are checked periodically, each night."),
    ),
    "quality-repeated-procedures": (many(10, procedure="Inspected the evidence; sample of 25."), many(10)),
    "quality-few-samples": (
        many(10, procedure="Inspected the lock of room {n}.", sample={}),
        many(10, procedure="Inspected the lock of room {n}.", sample={"size": 5}),
    ),
    "quality-much-inquiry": (many(10, methods=["inquiry"]), many(10, methods=["inquiry", "inspection"])),
    "quality-generic-description": (
        description(infrastructure="The system runs on servers in data centres.", software="Modern tools are used."),
        description(infrastructure="The system runs on servers in Oslo.", software=None),
    ),
    "quality-description-parts": (
        description(people=None),
        description(people="a", data="b", procedures="c", commitments=["d"]),
    ),
    "near-copy": (
        {"others": [made(service_organization={"name": "Gull Freight LLC", "sources": HARBOR})]},
        {"others": [made()]},
    ),
}
OF_REVIEW = ("profile", "bridge", "previous", "others")


def rules_raised(changes):
    arguments = {name: changes[name] for name in OF_REVIEW if name in changes}
    report = made(**{name: value for name, value in changes.items() if name not in OF_REVIEW})
    return {finding.rule for finding in review(report, as_of=AS_OF, **arguments).findings}


def test_every_rule_is_in_the_table():
    assert sorted(TABLE) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize("rule", TABLE)
def test_rule_is_raised(rule):
    assert rule in rules_raised(TABLE[rule][0])


@pytest.mark.parametrize("rule", [rule for rule, (_, close) in TABLE.items() if close is not None])
def test_rule_is_rightly_not_raised(rule):
    assert rule not in rules_raised(TABLE[rule][1])


@pytest.mark.parametrize(
    ("text", "excluding"),
    [
        ("Tern Mail is not included in this report.", True),
        ("Tern Mail is outside the scope of the examination.", True),
        ("The description does not include Tern Mail.", True),
        ("Tern Mail is not part of the system.", True),
        ("Tern Mail and the Harbor Desk are included in the scope of this report.", False),
        ("Tern Mail sends the papers to the harbor master.", False),
        ("Tern Mail keeps an uptime of 99.9 percent, excluding planned maintenance.", False),
        ("Tern Mail is part of the system.\nPreview products are not included.", False),
        ("The mobile app and Tern\nMail are not included.", True),
    ],
)
def test_words_that_leave_a_service_out_are_told_from_words_that_name_it(text, excluding):
    topics = [{"heading": "Scope", "level": 2, "first_page": 9, "text": text}]
    raised = rules_raised(description(topics=topics) | profile(services=["Tern Mail"]))
    assert ("scope-excluded" in raised) is excluding
    assert ("scope-mentioned" in raised) is not excluding


@pytest.mark.parametrize(
    ("code", "severity", "rule", "weight"),
    [
        ("period_precision", "warning", "reading-issue", "low"),
        ("period_disagrees", "warning", "reading-issue", "medium"),
        ("exception_unaccounted", "warning", "reading-issue", "medium"),
        ("exception_unaccounted", "error", "reading-issue", "high"),
        ("pages_not_read", "warning", "reading-issue", "high"),
        ("draft", "warning", "template-draft", "high"),
        ("placeholder", "warning", "template-placeholder", "high"),
    ],
)
def test_what_the_reading_left_open_is_weighed_by_what_may_hide_behind_it(code, severity, rule, weight):
    findings = review(made(**issue(code, severity)), as_of=AS_OF).findings
    assert [finding.severity for finding in findings if finding.rule == rule] == [weight]


def test_exceptions_are_not_all_where_rows_were_lost():
    report = made(exceptions=[deviation("AC-01", ["CC6.1"])], **issue("exceptions_incomplete"))
    found = review(report, as_of=AS_OF).findings
    assert found[0].rule == "exceptions-not-read"
    assert found[0].statement == "The report may have more exceptions than the 1 that were read. Two periods."


def test_issues_of_one_kind_are_one_finding_that_names_each():
    told = [issue("outcome_uncertain")["issues"][0] | {"message": f"Row {n}.", "page": n} for n in (5, 6, 7)]
    (finding,) = [f for f in review(made(issues=told), as_of=AS_OF).findings if f.rule == "reading-issue"]
    assert [item.text for item in finding.items] == ["Row 5. (page 5)", "Row 6. (page 6)", "Row 7. (page 7)"]
    assert finding.looked_in == "period, pages 5-7"


def test_what_was_not_read_comes_before_all_that_was():
    report = made(exceptions=[deviation("AC-01", ["CC6.1"])], **issue("pages_not_read"))
    assert [finding.rule for finding in review(report, as_of=AS_OF).findings][:2] == ["reading-issue", "exception"]


def test_a_modified_opinion_comes_with_its_parts_and_its_basis():
    changes = opinion(kind="qualified", design="qualified", affected_criteria=["CC6.1"], basis="Doors stood open.")
    (finding,) = [f for f in review(made(**changes), as_of=AS_OF).findings if f.rule == "opinion-modified"]
    assert finding.statement == "The auditor's opinion is qualified as to the design of controls, concerning CC6.1."
    assert [item.text for item in finding.items] == ["Basis: “Doors stood open.”"]


def test_controls_without_a_test_are_one_finding_and_one_question():
    result = review(made(testing_results=[a_test("AC-01")]), as_of=AS_OF)
    (finding,) = [f for f in result.findings if f.rule == "control-not-tested"]
    assert [item.text for item in finding.items] == ["CM-01", "AV-01"]
    (question,) = [q for q in result.questions if finding.id in q.findings]
    assert question.text == "Were CM-01 and AV-01 tested, and with which results?"
    assert question.look_first


@pytest.mark.parametrize(("kind", "raised"), [("qualified", True), ("adverse", True), ("disclaimer", False)])
def test_an_assertion_need_not_follow_a_disclaimer(kind, raised):
    assert ("assertion" in rules_raised(opinion(kind=kind))) is raised
