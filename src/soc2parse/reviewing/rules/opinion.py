"""The auditor's opinion and management's assertion: what they say, and what they leave out."""

from __future__ import annotations

import re

from soc2parse.report import Opinion
from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Item, Weight, cite, listed
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import OpinionKind, ReportType, SectionKind

# In every type 1 report: what `type-not-expected` says already.
_OF_EVERY_TYPE_1 = re.compile(
    r"(?:did not perform|not performed) any procedures .{0,40}operating effectiveness", re.IGNORECASE
)
_CLEAN = OpinionKind.UNQUALIFIED
_OLD_STANDARDS = (
    "SSAE 16",
    "SSAE16",
    "AT section 101",
    "AT 101",
    "AT-C section 320",
    "AT-C 320",
    "SAS 70",
    "100A",
)


def not_read(case: Case) -> Raising:
    """No opinion, or one whose kind was not read: nothing is concluded."""
    opinion = case.report.opinion
    if opinion is None or opinion.kind is None:
        why = case.told("opinion_not_found", "opinion_not_read", "auditor_report_not_found")
        yield Raised(
            Weight.HIGH,
            f"The auditor's opinion was not read. It may be clean or not: read it before you rely on the report. {why}",
            case.opinion_places,
            case.looked(SectionKind.OPINION),
            Ask("Is the auditor's opinion unqualified? Please send the signed opinion as text.", look_first=True),
        )


def modified(case: Case) -> Raising:
    """A qualified or adverse opinion, or a disclaimer: its parts, what it names, and its basis."""
    opinion = case.report.opinion
    if opinion is None or opinion.kind in (None, _CLEAN):
        return
    named = [*opinion.affected_criteria, *opinion.affected_controls]
    concerning = f", concerning {listed(named)}" if named else "; criteria that it concerns were not read"
    escalate = "" if opinion.kind is OpinionKind.QUALIFIED else " Have it judged before any further reliance."
    unread = "" if opinion.basis else " Its basis was not read."
    said = (
        "The auditor disclaims an opinion"
        if opinion.kind is OpinionKind.DISCLAIMER
        else f"The auditor's opinion is {opinion.kind}"
    )
    worse = [name for name, kind in _parts(case, opinion).items() if kind not in (None, _CLEAN)]
    parts = f" as to {listed(worse)}" if worse else ""
    yield Raised(
        Weight.HIGH,
        f"{said}{parts}{concerning}.{escalate}{unread}",
        case.opinion_places,
        ask=Ask(
            "What is the state of the matters behind the auditor's modified opinion, and when will a report without "
            "them be available?"
        ),
        items=(Item(text=f"Basis: “{opinion.basis}”"),) if opinion.basis else (),
    )


def _parts(case: Case, opinion: Opinion) -> dict[str, OpinionKind | None]:
    parts = {"the description": opinion.description, "the design of controls": opinion.design}
    if case.is_type_2:
        parts["their operation"] = opinion.operating_effectiveness
    return parts


def parts(case: Case) -> Raising:
    """A part of the opinion (description, design, operation) that disagrees with the whole or was not read."""
    opinion = case.report.opinion
    if opinion is None or opinion.kind is None:
        return
    named = _parts(case, opinion)
    worse = [name for name, kind in named.items() if kind not in (None, _CLEAN)]
    unread = [name for name, kind in named.items() if kind is None]
    if opinion.kind is _CLEAN and worse:
        yield Raised(
            Weight.HIGH,
            f"The opinion reads as unqualified, but its part on {listed(worse)} does not.",
            case.opinion_places,
            ask=Ask(f"Is the auditor's opinion on {listed(worse)} modified?"),
            key="disagree",
        )
    if unread:
        yield Raised(
            Weight.HIGH,
            f"What the opinion says on {listed(unread)} was not read. It may be modified there.",
            case.opinion_places,
            ask=Ask(f"What does the auditor's opinion say on {listed(unread)}?", look_first=True),
            key="unread",
        )


def emphasis(case: Case) -> Raising:
    """Paragraphs in which the auditor draws attention to something without modifying the opinion."""
    opinion = case.report.opinion
    if opinion is None:
        return
    for number, paragraph in enumerate(opinion.emphasis, 1):
        if case.report.report_type is ReportType.TYPE_1 and _OF_EVERY_TYPE_1.search(paragraph):
            continue
        yield Raised(
            Weight.LOW,
            f"The auditor's report draws attention to a matter: “{paragraph}”",
            case.opinion_places,
            key=str(number),
        )


def many_exceptions(case: Case) -> Raising:
    """An unqualified opinion with at least `many_exceptions` exceptions, or `many_exceptions_share` of the controls."""
    report, limits = case.report, case.thresholds
    if report.opinion is None or report.opinion.kind is not _CLEAN:
        return
    count = len({exception.control_id or exception.description for exception in report.exceptions})
    controls = len(report.controls)
    share = count / controls if controls else 0.0
    many = len(report.exceptions) >= limits.many_exceptions
    if many or (count > 1 and share >= limits.many_exceptions_share):
        yield Raised(
            Weight.MEDIUM,
            f"The opinion is unqualified beside {len(report.exceptions)} exceptions in {count} of {controls} controls.",
            case.opinion_places,
            ask=Ask(f"How did the auditor come to an unqualified opinion beside {len(report.exceptions)} exceptions?"),
        )


def assertion(case: Case) -> Raising:
    """No assertion, or one that is modified where the opinion is not, or the other way round."""
    statement, opinion = case.report.assertion, case.report.opinion
    kind = opinion.kind if opinion else None
    if statement is None:
        yield Raised(
            Weight.HIGH,
            "No assertion of management was found.",
            looked_in=case.looked(),
            ask=Ask("Please send management's assertion, which belongs to the report.", look_first=True),
            key="missing",
        )
    elif kind is _CLEAN and statement.modified:
        yield Raised(
            Weight.HIGH,
            "Management's assertion makes an exception, but the auditor's opinion is unqualified.",
            (*cite(statement.sources), *case.opinion_places),
            ask=Ask("Management's assertion makes an exception that the opinion does not have. Which one is right?"),
            key="modified",
        )
    elif kind in (OpinionKind.QUALIFIED, OpinionKind.ADVERSE) and statement.modified is False:
        yield Raised(
            Weight.MEDIUM,
            f"The auditor's opinion is {kind}, but management's assertion makes no exception.",
            (*cite(statement.sources), *case.opinion_places),
            ask=Ask("Does management agree with the auditor's modified opinion? Its assertion makes no exception."),
            key="unmodified",
        )


def old_standards(case: Case) -> Raising:
    """Standards or criteria in the opinion that a current report no longer names."""
    opinion, end = case.report.opinion, case.report.period.end
    if opinion is None or end is None or end.year < 2019:
        return
    words = " · ".join((*opinion.standards, opinion.text))
    named = [standard for standard in _OLD_STANDARDS if standard.casefold() in words.casefold()]
    if named:
        yield Raised(
            Weight.MEDIUM,
            f"The auditor's report on a period to {end} names {listed(named)}: wording of older reports or of a SOC 1.",
            case.opinion_places,
            ask=Ask(f"Why does the auditor's report name {listed(named)}?"),
        )


def unrestricted(case: Case) -> Raising:
    """No paragraph that restricts the use of the report."""
    opinion = case.report.opinion
    if opinion is not None and not opinion.restricted_use:
        yield Raised(
            Weight.LOW,
            "No paragraph that restricts the use of the report was read in the auditor's report.",
            looked_in=case.looked(SectionKind.OPINION),
        )


def auditor_lookup(case: Case) -> Raising:
    """What to look up about the firm that signed: its licence and its peer review. Nothing is looked up here."""
    auditor = case.report.auditor
    if auditor is None or auditor.firm is None:
        yield Raised(
            Weight.HIGH,
            "The firm that signed the report was not read.",
            cite(auditor.sources) if auditor else (),
            case.looked(SectionKind.OPINION),
            Ask("Which firm signed the report, and where is it licensed?", look_first=True),
            "unnamed",
        )
    else:
        where = f" ({auditor.location})" if auditor.location else ""
        yield Raised(
            Weight.INFO,
            f"To look up: licence and peer review of {auditor.firm}{where}. For a US firm: the state board or "
            "CPAverify, and the AICPA's public file of peer reviews.",
            cite(auditor.sources),
            ask=Ask(
                f"Where is {auditor.firm} licensed, when was its last peer review, with which rating, and does it "
                "provide you with other services?"
            ),
        )


RULES = (
    Rule(
        "opinion-not-read",
        not_read,
        "the opinion, or its kind, was not read",
        "The opinion is the one judgement in the report by somebody independent.",
    ),
    Rule(
        "opinion-modified",
        modified,
        "the opinion is qualified or adverse, or the auditor disclaims one",
        "The auditor says that some or all criteria were not met, or that they could not tell.",
    ),
    Rule(
        "opinion-parts",
        parts,
        "a part of the opinion (description, design, operation) disagrees with the whole or was not read",
        "An opinion has two parts in a type 1 and three in a type 2; each can be modified for itself.",
    ),
    Rule(
        "opinion-emphasis",
        emphasis,
        "the auditor's report has an emphasis-of-matter or other-matter paragraph",
        "The auditor thought it important enough to say it beside an opinion.",
    ),
    Rule(
        "opinion-many-exceptions",
        many_exceptions,
        "an unqualified opinion beside `many_exceptions` exceptions or more, or two or more controls that are at "
        "least `many_exceptions_share` of all",
        "The opinion is the auditor's to weigh, but many exceptions call for the reasons.",
        ("many_exceptions", "many_exceptions_share"),
    ),
    Rule(
        "assertion",
        assertion,
        "there is no assertion, or assertion and opinion disagree on whether something is modified",
        "Management is expected to say itself what the auditor found (G2 of the quality rubric).",
    ),
    Rule(
        "opinion-old-standards",
        old_standards,
        "the opinion on a period that ended in 2019 or later names a standard that was replaced or is for SOC 1",
        "Wording from an old or another kind of report hints at a careless template (G1 of the quality rubric).",
    ),
    Rule(
        "opinion-unrestricted",
        unrestricted,
        "no restriction of use was read in the opinion",
        "A SOC 2 opinion restricts who may use it; without that paragraph it may be incomplete.",
    ),
    Rule(
        "auditor-lookup",
        auditor_lookup,
        "always: the firm to look up, or that no firm was read",
        "An opinion is worth what the firm behind it is worth (G8 of the quality rubric).",
    ),
)
