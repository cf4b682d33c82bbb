"""A report, and its review, as Markdown: the findings first, for a ticket, a wiki or a mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from soc2parse.export.rows import control_rows
from soc2parse.report import Report, Source, headline, unread
from soc2parse.reviewing.checklist import Duty
from soc2parse.reviewing.comparison import Comparison
from soc2parse.reviewing.finding import Evidence, Grounded, Item, Weight, pages_of, said_pages
from soc2parse.reviewing.labels import method_label, section_label
from soc2parse.reviewing.providers import ProviderFollowUp
from soc2parse.reviewing.result import Review
from soc2parse.reviewing.wordings import Edit, Run

if TYPE_CHECKING:
    from jinja2 import Template

# Characters that would begin markup, a table cell or HTML; "." and "-" only matter where a line begins.
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")
_LINE_START = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])")


def to_markdown(report: Report, review: Review | None = None) -> str:
    """The review and the report as Markdown with tables; words of the report are escaped.

    Needs Jinja2: `pip install soc2parse[review]`.
    """
    template = _template(
        "review.md.j2", where=_where, pages=said_pages, cited=_cited, section=section_label, method=method_label
    )
    text = template.render(
        report=report,
        review=review,
        headline=headline(report),
        unread=unread(report),
        rows=control_rows(report),
        weights=tuple(Weight),
        explained=[],
    )
    return re.sub(r"\n{3,}", "\n\n", text)


def comparison_to_markdown(comparison: Comparison) -> str:
    """A comparison of two reports; in reworded texts what was removed is struck out, what was added is bold.

    Needs Jinja2: `pip install soc2parse[review]`.
    """
    text = _template("comparison.md.j2", cited=_of_report, runs=_runs).render(comparison=comparison)
    return re.sub(r"\n{3,}", "\n\n", text)


def checklist_to_markdown(report: Report, duties: Sequence[Duty]) -> str:
    """The reader's own duties as a checklist under the report's headline.

    Needs Jinja2: `pip install soc2parse[review]`.
    """
    vendor, *facts = headline(report)
    lines = _template("duties.md.j2", where=_where).render(duties=duties)
    return f"# Your duties: {plain(vendor)}\n\n{plain(' · '.join(facts))}\n\n{lines}"


def plain(text: str) -> str:
    """Words so that Markdown shows them as they are, on one line: "a|b" -> "a\\|b"."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)


def _where(item: Grounded | Item | Duty | ProviderFollowUp) -> str:
    if item.evidence:
        return said_pages(pages_of(item.evidence))
    return f"looked in: {item.looked_in}" if isinstance(item, Grounded) else ""


def _cited(sources: tuple[Source, ...]) -> str:
    return said_pages(tuple(sorted({source.page for source in sources})))


def _of_report(evidence: tuple[Evidence, ...], which: str) -> str:
    return f" ({which} report, {said_pages(pages_of(evidence))})" if evidence else ""


def _runs(runs: tuple[Run, ...]) -> str:
    marks = {Edit.SAME: "", Edit.REMOVED: "~~", Edit.ADDED: "**"}
    return " ".join(f"{marks[run.edit]}{plain(run.text)}{marks[run.edit]}" for run in runs)


def _template(name: str, **filters: Callable[..., str]) -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(  # noqa: S701 - Markdown has its own escaping, `plain`
        loader=PackageLoader("soc2parse.export"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"md": plain, **filters}
    return environment.get_template(name)
