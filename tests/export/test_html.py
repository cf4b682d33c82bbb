"""The HTML page: what it says, and how it behaves in a browser."""

from datetime import date

import pytest

from soc2parse.export.html import TITLES, to_html
from soc2parse.reviewing.result import review
from soc2parse.terms import SectionKind
from tests.export.browser import CHROMIUM, Browser
from tests.made_reports import a_test, control, deviation, made, source

AS_OF = date(2026, 3, 1)
SCRIPT = "<script>document.title='caught'</script><img src=x onerror=\"document.title='caught'\"><b>bold</b>"
HOSTILE = made(
    controls=[
        control("AC-01", f"Approvals {SCRIPT} are kept.", ["CC6.1"]),
        control("CM-01", "Changes are reviewed.", ["CC8.1"], 21),
        control('X"><script>document.title="caught"</script>', "Backups are kept.", ["A1.2"], 22),
    ],
    testing_results=[
        a_test("AC-01"),
        a_test("CM-01", "For 2 of 25 changes, no review was kept.", "exception", page=21),
    ],
    exceptions=[deviation("CM-01", ["CC8.1"], management_response=SCRIPT)],
    system_name=SCRIPT,
    service_organization={"name": f"Tern {SCRIPT}", "sources": [source(1, SCRIPT)]},
)


@pytest.fixture(scope="module")
def small_pdf():
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    import io

    data = io.BytesIO()
    page = canvas.Canvas(data, pagesize=(612, 792))
    for number in range(1, 25):
        page.drawString(72, 792 - 120, f"Words of page {number}")
        page.showPage()
    page.save()
    return data.getvalue()


def test_findings_come_first_and_then_the_nine_sections():
    page = to_html(made(), review(made(), as_of=AS_OF))
    places = [page.index('id="findings"'), *(page.index(f'<h2 id="{kind}"') for kind in SectionKind)]
    assert places == sorted(places)
    assert set(TITLES) == set(SectionKind)


def test_words_of_the_report_are_escaped():
    page = to_html(HOSTILE, review(HOSTILE, as_of=AS_OF))
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "<b>" not in page


def test_what_was_not_read_is_said_and_not_left_out():
    report = made(opinion=None, auditor=None, sections=[s | {"status": "not_found"} for s in _sections()])
    page = to_html(report)
    assert page.count("nothing was read, and nothing is concluded") == 9
    assert "opinion not read" in page


def _sections():
    return [section.model_dump() for section in made().sections]


def test_each_page_that_is_cited_is_kept_once_as_a_picture(small_pdf):
    page = to_html(made(), review(made(), as_of=AS_OF), pdf=small_pdf)
    cited = {4, 7, 9, 12, 13, 15, 16, 20, 21, 22, 1, 5}
    assert page.count("url(data:image/png") == len(cited)
    for number in cited:
        assert f'class="picture p{number}"' in page


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    found = Browser(str(tmp_path_factory.mktemp("browser")))
    yield found
    found.close()


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory, small_pdf):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(to_html(HOSTILE, review(HOSTILE, as_of=AS_OF), pdf=small_pdf), "utf-8")
    browser.open(path.as_uri())
    return browser


def test_a_script_in_the_words_of_a_report_does_not_run(opened):
    assert opened.run("document.title").startswith("Tern <script>")
    assert opened.run("document.scripts.length") == 1


def test_the_page_logs_no_error_and_asks_for_nothing(opened):
    opened.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    opened.run("new Promise(done => setTimeout(done, 200))")
    assert opened.events_of("Runtime.exceptionThrown", "Log.entryAdded") == []
    urls = [event["request"]["url"] for event in opened.events_of("Network.requestWillBeSent")]
    assert [url for url in urls if not url.startswith(("data:", "file:", "about:"))] == []
    assert sum(url.startswith("file:") for url in urls) == 1


SHOWN = "[...document.querySelectorAll('article.control')].filter(a => !a.hidden).map(a => a.dataset.criteria)"


def choose(browser, **filters):
    for name, value in filters.items():
        browser.run(
            f"(() => {{ const e = document.querySelector('form.filters').elements.{name}; e.value = '{value}';"
            "e.dispatchEvent(new Event('input', {bubbles: true})); })()"
        )
    return browser.run(SHOWN)


@pytest.mark.parametrize(
    ("filters", "criteria"),
    [
        ({"criterion": "CC8.1"}, ["CC8.1"]),
        ({"outcome": "exception"}, ["CC8.1"]),
        ({"outcome": "no_test_read"}, ["A1.2"]),
        ({"text": "APPROVALS"}, ["CC6.1"]),
        ({"criterion": "CC6.1", "outcome": "exception"}, []),
        ({}, ["CC6.1", "CC8.1", "A1.2"]),
    ],
)
def test_filters_show_the_controls_that_fit(opened, filters, criteria):
    assert choose(opened, **({"criterion": "", "outcome": "", "text": ""} | filters)) == criteria
    said = opened.run("document.getElementById('shown').textContent")
    assert said == f"{len(criteria)} of 3 controls shown"


def test_every_field_has_a_label_and_every_table_a_header(opened):
    assert opened.run("[...document.querySelectorAll('select, input')].every(e => e.labels.length === 1)")
    assert opened.run("[...document.querySelectorAll('table')].every(t => t.tHead)")
    assert opened.run("document.documentElement.lang") == "en"


def test_a_narrow_screen_is_not_scrolled_sideways(opened):
    opened.send("Emulation.setDeviceMetricsOverride", width=390, height=800, deviceScaleFactor=1, mobile=True)
    opened.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    wide = opened.run("document.documentElement.scrollWidth")
    cut = opened.run(
        "[...document.querySelectorAll('.scroll:has(.stack)')].filter(e => e.scrollWidth > e.clientWidth).length"
    )
    opened.send("Emulation.clearDeviceMetricsOverride")
    assert wide <= 390
    assert cut == 0


def test_a_fold_stands_in_no_paragraph_and_the_filters_stay_with_the_controls(opened):
    assert opened.run("document.querySelectorAll('p:empty').length") == 0
    assert opened.run("[...document.querySelectorAll('form.filters ~ *')].every(e => e.matches('article.control'))")
