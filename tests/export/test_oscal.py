"""OSCAL: accepted by its reference implementation, and silent where the auditor is silent."""

import importlib.util
import json
import subprocess
import sys
from datetime import date

import pytest

from soc2parse.export.oscal import to_oscal, token
from tests.made_reports import a_test, control, deviation, made, source

QUALIFIED = made().opinion.model_dump() | {"kind": "qualified", "affected_criteria": ["CC6.1"], "basis": "Two leavers."}
REPORTS = {
    "clean": made(),
    "qualified": made(
        opinion=QUALIFIED, exceptions=[deviation("AC-01", ["CC6.1"], management_response="Done.\n\nYes.")]
    ),
    "type 1": made(report_type="type_1", period={"start": None, "end": date(2025, 12, 31)}, testing_results=[]),
    "odd ids": made(
        controls=[control("1.01", "Text\nwith a break ", ["CC6.1"]), control("ÄÖ 7", "x", []), control(None, "y", [])],
        testing_results=[a_test("1.01", " ", None), a_test(None, procedure=None, methods=[])],
    ),
    "nearly nothing": made(
        opinion=None,
        auditor=None,
        controls=[],
        testing_results=[],
        tsc_mapping=[],
        cuecs=[],
        subservice_organizations=[],
        service_organization=None,
        categories=[],
        criteria_set=None,
        system_description=None,
    ),
    "unnamed provider": made(
        subservice_organizations=[{"name": None, "method": None, "sources": [source(3, "a hosting provider")]}]
    ),
}
_CHECK = """
import json, sys
from trestle.oscal.assessment_results import Model
for text in json.load(sys.stdin):
    Model.model_validate(json.loads(text))
"""


def results(report):
    return json.loads(to_oscal(report))["assessment-results"]["results"][0]


@pytest.fixture(scope="module")
def check():
    """In a process of its own: trestle brings warnings that are not ours."""
    if not importlib.util.find_spec("trestle"):
        pytest.skip("compliance-trestle is not installed")
    command = [sys.executable, "-W", "ignore", "-c", _CHECK]

    def run(*texts):
        return subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)

    return run


def test_trestle_accepts_every_report(check):
    done = check(*(to_oscal(report) for report in REPORTS.values()))
    assert done.returncode == 0, done.stderr[-2000:]


def test_trestle_would_refuse_a_date_without_a_zone(check):
    assert check(to_oscal(made()).replace("+00:00", "")).returncode != 0


def test_no_criterion_is_called_satisfied():
    for report in REPORTS.values():
        assert '"satisfied"' not in to_oscal(report)


def test_only_a_modified_opinion_makes_findings_and_only_for_criteria_it_names():
    assert "findings" not in results(REPORTS["clean"])
    exceptional = made(exceptions=[deviation("AC-01", ["CC6.1"])])
    assert "findings" not in results(exceptional)
    (finding,) = results(REPORTS["qualified"])["findings"]
    assert finding["target"]["target-id"] == "cc6.1"
    assert finding["target"]["status"]["state"] == "not-satisfied"
    assert len(finding["related-observations"]) == 1


def test_every_test_and_exception_is_an_observation_with_its_page():
    observations = results(REPORTS["qualified"])["observations"]
    assert len(observations) == 3 + 1
    for observation in observations:
        assert any(prop["name"] == "page" for prop in observation["props"])


def test_an_outcome_that_was_not_read_is_said():
    props = results(REPORTS["odd ids"])["observations"][0]["props"]
    assert {"outcome": "not-read"}.items() <= {prop["name"]: prop["value"] for prop in props}.items()


def test_the_same_report_gives_the_same_text():
    assert to_oscal(made()) == to_oscal(made())


def test_without_any_date_nothing_is_made_up():
    with pytest.raises(ValueError, match="no date"):
        to_oscal(made(auditor=None, period={"start": None, "end": None}))


@pytest.mark.parametrize(
    ("name", "made_token"), [("CC6.1", "cc6.1"), ("1.01", "ctl-1.01"), ("LA - 1.", "la-1"), ("ÄÖ 7", "ctl-7")]
)
def test_ids_become_tokens(name, made_token):
    assert token(name) == made_token
