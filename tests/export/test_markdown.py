from datetime import date

import pytest
from markdown_it import MarkdownIt

from soc2parse.export.markdown import comparison_to_markdown, plain, to_markdown
from soc2parse.reviewing.comparison import compare
from soc2parse.reviewing.result import review
from tests.made_reports import control, deviation, made

HOSTILE = "=a|b *bold* _x_ [link](http://evil.example) <script>alert(1)</script> `code` # no\n## heading\n1. item"


@pytest.mark.parametrize(
    "text", [HOSTILE, "1. Users must not share passwords.", "- a", "# Heading", "> quote", "~~gone~~", "a\\|b"]
)
def test_words_are_shown_as_they_are(text):
    html = MarkdownIt("gfm-like", {"linkify": False}).render(plain(text))
    shown = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert shown == f"<p>{' '.join(text.split())}</p>\n"


def test_findings_come_first_by_weight_with_their_pages_and_each_reason_once():
    report = made(exceptions=[deviation("AC-01", ["CC6.1"])], controls=[control("AC-01", HOSTILE, ["CC6.1"])])
    found = review(report, as_of=date(2026, 3, 1))
    text = to_markdown(report, found)
    part = text[text.index("## Findings") : text.index("## Questions")]
    rows = [line for line in part.splitlines() if line.startswith("- ")]
    assert len(rows) == len(found.findings)
    assert "page 21" in rows[0]
    assert part.index("### High") < part.index("### Medium") < part.index("### Info")
    assert all(part.count(plain(finding.why)) == 1 for finding in found.findings)
    assert "## heading" not in text.splitlines()


def test_a_report_without_a_review_has_no_findings_part():
    text = to_markdown(made())
    assert "## Findings" not in text
    assert "| AC-01 |" in text


def test_a_comparison_shows_what_was_reworded_and_where():
    old = made(controls=[control("AC-01", "Users are reviewed each *quarter*.", ["CC6.1"], page=18)])
    new = made(controls=[control("AC-01", "Users are reviewed each month.", ["CC6.1"])])
    text = comparison_to_markdown(compare(old, new))
    assert (
        "- **reworded** AC-01: Users are reviewed each ~~\\*quarter\\*.~~ **month.** (old report, page 18) "
        "(new report, page 20)" in text
    )
    assert text.count("None found.") == 4


def test_a_report_that_was_not_read_in_full_says_so_at_its_head():
    told = {"code": "pages_not_read", "severity": "warning", "field": "document", "message": "Pages 4-6 hold no text."}
    text = to_markdown(made(issues=[told]))
    assert text.index("**Not all of the report could be read.** Pages 4-6 hold no text.") < text.index("## Sections")
    assert "could be read" not in to_markdown(made())


def test_a_finding_lists_what_it_counts():
    report = made(testing_results=[])
    text = to_markdown(report, review(made(testing_results=[made().testing_results[0]]), as_of=date(2026, 3, 1)))
    assert "- No test was read of 2 controls." in text
    assert "  - CM-01 (page 21)" in text
