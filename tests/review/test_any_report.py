"""Whatever a report lacks and whatever its texts hold, a review and every output of it can be made."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soc2parse.export.html import to_html
from soc2parse.export.markdown import comparison_to_markdown, to_markdown
from soc2parse.export.oscal import to_oscal
from soc2parse.export.tables import to_csv
from soc2parse.export.xlsx import to_xlsx
from soc2parse.reviewing.comparison import compare
from soc2parse.reviewing.profile import Profile
from soc2parse.reviewing.result import review
from soc2parse.reviewing.similarity import similarity
from tests.made_reports import a_test, control, deviation, made, source

openpyxl = pytest.importorskip("openpyxl")

LACKING = {
    "report_type": None,
    "period": {"start": None, "end": None},
    "service_organization": None,
    "system_name": None,
    "auditor": None,
    "categories": [],
    "criteria_set": None,
    "opinion": None,
    "assertion": None,
    "system_description": None,
    "tsc_mapping": [],
    "controls": [],
    "testing_results": [],
    "subservice_organizations": [],
    "cuecs": [],
}
ODD = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["=1", "</script>", "{{ x }}", "| a |", "\x00"]
)
PROFILE = Profile(services=("C++ (beta)",), categories=("privacy",), sensitivity="high", owners={"access": "IT"})


@st.composite
def reports(draw):
    changes = {name: LACKING[name] for name in draw(st.sets(st.sampled_from(sorted(LACKING))))}
    words = draw(st.lists(ODD, min_size=1, max_size=4))
    outcomes = st.sampled_from(["no_exception", "exception", "no_occurrence", "not_tested", "design_only", None])
    changes.setdefault("controls", [control(draw(st.none() | ODD), text, ["CC6.1"]) for text in words])
    changes.setdefault("testing_results", [a_test(draw(st.none() | ODD), text, draw(outcomes)) for text in words])
    changes["exceptions"] = [deviation(text, ["CC6.1"], description=text) for text in words[:2]]
    changes.setdefault("cuecs", [{"text": text, "sources": [source(13, text)]} for text in words])
    return made(**changes)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(report=reports())
def test_a_review_and_its_outputs_can_be_made(report):
    result = review(report, PROFILE, as_of=date(2026, 3, 1), previous=report, others=[report])
    assert all(item.evidence or item.looked_in for item in (*result.findings, *result.not_covered))
    assert len({finding.id for finding in result.findings}) == len(result.findings)
    assert to_html(report, result).count("<script") == 1
    assert to_markdown(report, result).startswith("# ")
    assert to_csv(report, result)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(report, result)))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    if report.period.end or (report.auditor and report.auditor.signed_on):
        assert '"satisfied"' not in to_oscal(report)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(old=reports(), new=reports())
def test_any_two_reports_can_be_compared(old, new):
    found = compare(old, new)
    assert comparison_to_markdown(found).startswith("# ")
    kept = len(new.controls) - sum(change.kind == "added" for change in found.controls)
    assert kept == len(old.controls) - sum(change.kind == "removed" for change in found.controls)
    assert 0 <= similarity(old, new).controls <= 1
