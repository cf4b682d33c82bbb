"""Every form of output for the reports of the corpus, as parsed."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from soc2parse import NotSoc2Error, parse
from soc2parse.export.html import to_html
from soc2parse.export.markdown import to_markdown
from soc2parse.export.oscal import to_oscal
from soc2parse.export.rows import control_rows
from soc2parse.export.xlsx import to_xlsx
from soc2parse.reviewing.comparison import compare
from soc2parse.reviewing.profile import Profile
from soc2parse.reviewing.result import review
from tests.export.browser import CHROMIUM, Browser
from tests.export.test_oscal import check  # noqa: F401 - a fixture

FIXTURES = Path(__file__).parents[2] / "fixtures"
REPORTS = sorted(path for path in FIXTURES.glob("*/report.pdf") if (path.parent / "truth.json").exists())
PROFILE = Profile(services=("Insight Platform",), regions=("Oslo",), categories=("availability", "privacy"))


@pytest.fixture(scope="module")
def parsed():
    found = {}
    for path in REPORTS:
        try:
            found[path] = parse(path)
        except NotSoc2Error:
            continue
    if len(found) < 8:
        pytest.skip("the corpus is not here")
    return found


def test_every_finding_has_a_ground_on_a_page_of_the_file(parsed):
    for path, report in parsed.items():
        result = review(report, PROFILE, as_of=date(2026, 6, 1))
        assert result.findings, path
        for item in (*result.findings, *result.not_covered):
            assert item.evidence or item.looked_in, path
            assert all(place.page <= report.document.page_count for place in item.evidence), path


def test_a_third_of_the_reports_have_every_form(parsed):
    openpyxl = pytest.importorskip("openpyxl")
    for path, report in list(parsed.items())[::3]:
        result = review(report, PROFILE, as_of=date(2026, 6, 1))
        page = to_html(report, result, pdf=path)
        assert page.count("<script") == 1, path
        assert "url(data:image/png;base64," in page, path
        assert "## Findings" in to_markdown(report, result), path
        book = openpyxl.load_workbook(io.BytesIO(to_xlsx(report, result)))
        formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert formulas == [], path


def test_trestle_accepts_every_report(parsed, check):  # noqa: F811 - the fixture
    texts = [to_oscal(report) for report in parsed.values()]
    assert all(json.loads(text) for text in texts)
    done = check(*texts)
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_report_compared_with_itself_differs_in_nothing(parsed):
    for path, report in parsed.items():
        same = compare(report, report)
        assert (same.facts, same.controls, same.providers, same.duties) == ((), (), (), ()), path
        assert {str(change.kind) for change in same.exceptions} <= {"repeated"}, path


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    found = Browser(str(tmp_path_factory.mktemp("browser")))
    yield found
    found.close()


def test_pages_open_in_a_browser_without_an_error_or_a_request(parsed, browser, tmp_path):
    for path, report in list(parsed.items())[1::3]:
        page = tmp_path / f"{path.parent.name}.html"
        page.write_text(to_html(report, review(report, PROFILE, as_of=date(2026, 6, 1)), pdf=path), "utf-8")
        browser.events.clear()
        browser.open(page.as_uri())
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
        shown = browser.run("document.getElementById('shown')?.textContent")
        count = len(control_rows(report))
        assert shown == f"{count} of {count} controls shown", path
        assert browser.events_of("Runtime.exceptionThrown", "Log.entryAdded") == [], path
        asked = [event["request"]["url"].split(":")[0] for event in browser.events_of("Network.requestWillBeSent")]
        assert set(asked) <= {"file", "data"}, path
        assert asked.count("file") == 1, path
