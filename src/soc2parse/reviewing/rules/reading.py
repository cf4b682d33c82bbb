"""What the reading of the PDF left open: gaps that a person has to close with the report in hand."""

from __future__ import annotations

from soc2parse.report import Issue
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Item, Weight, counted, said_pages
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import SectionKind, Severity

# Issues that a rule of their own puts into words.
_OWN_RULE = frozenset(
    {
        "assertion_not_found",
        "auditor_firm_not_found",
        "auditor_not_found",
        "auditor_report_not_found",
        "auditor_signed_on_not_found",
        "basis_not_found",
        "categories_not_found",
        "controls_not_found",
        "criteria_set_not_found",
        "cuecs_not_found",
        "cuecs_not_read",
        "cuecs_referenced",
        "description_empty",
        "description_not_found",
        "draft",
        "exceptions_incomplete",
        "exceptions_not_found",
        "opinion_not_found",
        "opinion_not_read",
        "opinion_part_not_read",
        "outcome_not_read",
        "page_unreadable",
        "period_not_found",
        "placeholder",
        "report_type_not_found",
        "restricted_use_not_found",
        "sample",
        "signed_before_period_end",
        "subservice_method_unknown",
        "subservice_not_found",
        "subservice_not_read",
        "subservice_unnamed",
        "testing_results_not_found",
        "tsc_mapping_not_found",
    }
)
# Warnings behind which an exception or another period may hide.
_WEIGHTY = ("disagree", "unaccounted", "response_without_exception", "outcome_uncertain")


def left_open(case: Case) -> Raising:
    """An error or a warning of the reading that no other rule speaks of; those of one kind together."""
    kinds: dict[tuple[Weight, str], list[Issue]] = {}
    for issue in case.report.issues:
        if issue.severity is not Severity.INFO and issue.code not in _OWN_RULE:
            kinds.setdefault((_weight(issue), issue.code), []).append(issue)
    for (weight, code), issues in kinds.items():
        told = "Could not be read" if issues[0].severity is Severity.ERROR else "Not read with certainty"
        fields = ", ".join(dict.fromkeys(issue.field.replace("_", " ").replace(".", ": ") for issue in issues))
        pages = tuple(sorted({issue.page for issue in issues if issue.page}))
        several = len(issues) > 1
        yield Raised(
            weight,
            f"{told}, {len(issues)} times." if several else f"{told}: {_words(issues[0])}",
            looked_in=f"{fields}, {said_pages(pages)}" if pages else fields,
            key=code,
            items=tuple(Item(text=_words(issue)) for issue in issues) if several else (),
        )


def _words(issue: Issue) -> str:
    named = issue.page is None or f"age {issue.page}" in issue.message
    return issue.message if named else f"{issue.message} (page {issue.page})"


def _weight(issue: Issue) -> Weight:
    if issue.severity is Severity.ERROR or issue.code == "pages_not_read":
        return Weight.HIGH
    return Weight.MEDIUM if any(part in issue.code for part in _WEIGHTY) else Weight.LOW


def from_pictures(case: Case) -> Raising:
    """Pages that were read from their pictures: a letter or a figure may be another one."""
    pages = case.report.document.ocr_pages
    weighty = {
        page
        for kind in (SectionKind.OPINION, SectionKind.TESTING_RESULTS)
        if (section := case.report.section(kind)).first_page and section.last_page
        for page in range(section.first_page, section.last_page + 1)
    }
    if pages:
        yield Raised(
            Weight.MEDIUM if weighty & set(pages) else Weight.LOW,
            f"{counted(pages, 'page was', 'pages were')} read from pictures of print. Letters and figures may be "
            "misread there: compare what you rely on with the page.",
            looked_in=said_pages(pages),
        )


RULES = (
    Rule(
        "reading-issue",
        left_open,
        "the reading left something open: an error or a page that was not read (high), a warning behind which an "
        "exception or another period may hide (medium), another warning (low); those of one kind in one finding",
        "A gap in the reading is yours to close with the report in hand; nothing is concluded from it.",
    ),
    Rule(
        "pages-from-pictures",
        from_pictures,
        "pages were read from their pictures; it weighs more where opinion or tests stand on them",
        "Recognized letters are less sure than printed ones.",
    ),
)
