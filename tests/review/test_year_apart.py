"""Two reports of one fictional vendor a year apart: the differences written with them are found, and no others."""

import json
from pathlib import Path

import pytest

from soc2parse import parse
from soc2parse.report import Report
from soc2parse.reviewing.comparison import compare
from tests.made_reports import source

FIXTURES = Path(__file__).parents[2] / "fixtures"
SECOND = sorted(FIXTURES.glob("*/differences.json"))


def told(folder):
    """The report that the truth tells; places are made up, since the truth has none."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    place = {"sources": [source(1, "a place")]}
    for name in ("controls", "exceptions", "cuecs", "subservice_organizations"):
        truth[name] = [record | place for record in truth[name]]
    for organization in truth["subservice_organizations"]:
        organization["controls"] = [control | place for control in organization["controls"]]
    for name in ("service_organization", "auditor"):
        truth[name] = truth[name] | place
    for name in ("opinion", "assertion"):
        truth[name] = {"text": "not compared"} | truth[name] | place
    file = {"file_name": "report.pdf", "sha256": "", "page_count": 1}
    kept = {name: value for name, value in truth.items() if name not in ("system_description", "testing_results")}
    return Report.model_validate(kept | {"document": file})


def as_parsed(folder):
    return parse(folder / "report.pdf")


@pytest.fixture(scope="module", params=[told, as_parsed], ids=["as told", "as parsed"])
def read(request):
    return request.param


@pytest.fixture(scope="module", params=SECOND, ids=lambda path: path.parent.name)
def pair(request, read):
    truth = json.loads(request.param.read_text("utf-8"))
    first = FIXTURES / request.param.parent.name.replace("2025", "2024")
    return truth, compare(read(first), read(request.param.parent))


def controls(found, kind):
    return sorted((change.old_id or change.new_id) for change in found.controls if change.kind == kind)


def exceptions(found, kind):
    return sorted(change.control_id for change in found.exceptions if change.kind == kind)


@pytest.mark.parametrize("kind", ["added", "removed", "reworded"])
def test_controls(pair, kind):
    truth, found = pair
    assert controls(found, kind) == sorted(truth[f"controls_{kind}"])


def test_no_control_has_another_id_or_other_criteria(pair):
    _, found = pair
    assert controls(found, "renumbered") == controls(found, "remapped") == []


@pytest.mark.parametrize("kind", ["new", "repeated", "gone"])
def test_exceptions(pair, kind):
    truth, found = pair
    assert exceptions(found, kind) == sorted(truth[f"exceptions_{kind}"])


def test_providers_and_duties(pair):
    truth, found = pair
    assert [change.new_id for change in found.providers if change.kind == "added"] == truth["subservice_added"]
    assert [change.old_id for change in found.providers if change.kind == "removed"] == truth["subservice_removed"]
    assert [change.new_text for change in found.duties if change.kind == "added"] == truth["cuecs_added"]
    assert [change.old_text for change in found.duties if change.kind == "removed"] == truth["cuecs_removed"]


def test_facts_and_period(pair):
    truth, found = pair
    assert found.same_vendor
    assert found.continuity.gap_days == found.continuity.overlap_days == 0
    assert list(found.categories_added) == truth["categories_added"]
    assert list(found.categories_removed) == truth["categories_removed"]
    assert [[fact.old, fact.new] for fact in found.facts if fact.field == "auditor"] == [truth["auditor"]]
    assert {fact.field for fact in found.facts} == {"auditor"}
