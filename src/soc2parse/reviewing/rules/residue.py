"""Residue of a template: placeholders, filler, marks of a draft, another company's name, empty tests."""

from __future__ import annotations

import re
from collections.abc import Iterable

from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Item, Weight, cite, counted
from soc2parse.reviewing.labels import control_label
from soc2parse.reviewing.names import plain_name, same_name
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.reviewing.texts import texts_of

# What a finished report does not hold, by what it is.
_PLACEHOLDERS = {
    "a bracket that asks to be filled in": (
        r"\[(?:insert|enter|your|company|client|customer|entity|service organi[sz]ation|vendor|organi[sz]ation|auditor"
        r"|firm|tbd)(?![-\w])[^\]]{0,40}\]|\[(?:[a-z ]{0,20} )?(?:name|date|city|state)\]"
    ),
    "a merge field": r"<(?:company|client|insert|name|date|product|system)[^>]{0,40}>|\{\{[^}]{1,40}\}\}",
    "a sample company": r"\b(?:XYZ|ABC) (?:Company|Service Organization|Corp|Inc|Ltd|LLC)\b",
    "a date never filled in": r"\b20[Xx]{1,2}\b|\b(?:MM|DD)/(?:MM|DD)/Y{2,4}\b",
    "filler": r"\blorem ipsum\b|\binsert (?:company|client|text|name|date) here\b|\bTBD\b|\bplaceholder text\b",
    "a broken reference": r"Error! (?:Reference source|Bookmark) not",
    "keys struck at random": r"\b(?:asdf\w*|qwert\w*|sdf[a-z]{2,}|dlkjf\w*|jklj\w*|hjkl\w*)\b",
}
_PLACEHOLDER = re.compile("|".join(_PLACEHOLDERS.values()), re.IGNORECASE)
_DRAFT = re.compile(
    r"\b(?:DRAFT\b(?! (?:polic|report|version|code))|for discussion purposes|not yet final)", re.MULTILINE
)
_COMPANY = re.compile(r"\b((?:[A-Z][\w&’'-]+,? ){1,4}?(?:Inc|LLC|Ltd|Corp|GmbH|Corporation|Limited)\b)")
_SHOWN = 40


def _around(words: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - _SHOWN), match.end() + _SHOWN
    before, after = ("…" if start else ""), ("…" if end < len(words) else "")
    return f"{before}{words[start:end]}{after}"


def placeholders(case: Case) -> Raising:
    """Placeholders, filler or merge fields in any text of the report, and those that only the reading met."""
    found: dict[tuple[str, int], Item] = {}
    for text in texts_of(case.report):
        if match := _PLACEHOLDER.search(text.words):
            item = Item(text=f"the {text.part}: “{_around(text.words, match)}”", evidence=text.evidence)
            found.setdefault((match[0], text.evidence[0].page), item)
    if found or case.told("placeholder"):
        yield Raised(
            Weight.HIGH,
            f"What looks like a placeholder stands in {counted(list(found), 'place')}."
            if found
            else case.told("placeholder"),
            looked_in=case.looked(),
            ask=Ask("Is this the final report? It holds placeholders that were not filled in: {}.", _quoted(found)),
            items=tuple(found.values()),
        )


def _quoted(found: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"“{words}”" for words, _ in found)) or ("see the whole text",)


def draft_marks(case: Case) -> Raising:
    """Words that mark a draft or a sample, in a text of the report or in what stands around it."""
    ask = Ask("Is this the final, signed report? Please send it if it is not.")
    if told := case.told("draft", "sample"):
        yield Raised(Weight.HIGH, told, looked_in=case.looked(), ask=ask)
        return
    for text in texts_of(case.report):
        if match := _DRAFT.search(text.words):
            yield Raised(
                Weight.HIGH,
                f"The {text.part} holds a mark of a draft: “{_around(text.words, match)}”",
                text.evidence,
                ask=ask,
            )
            return


def other_company(case: Case) -> Raising:
    """The opinion or the assertion names a company that is none of those that the report introduces."""
    report = case.report
    organization = report.service_organization
    if organization is None:
        return
    known = [
        organization.name,
        organization.short_name,
        report.auditor.firm if report.auditor else None,
        report.assertion.by if report.assertion else None,
        *(name for sub in report.subservice_organizations for name in (sub.name, *sub.aliases)),
    ]
    seen: set[str] = set()
    for text in texts_of(report):
        if text.part not in ("opinion", "assertion"):
            continue
        for match in _COMPANY.finditer(text.words):
            name = match[1]
            if name not in seen and not any(_contains(name, other) for other in known if other):
                seen.add(name)
                yield Raised(
                    Weight.MEDIUM,
                    f"The {text.part} names {name}, which the report introduces neither as the vendor nor as the "
                    "auditor or a subservice organization.",
                    text.evidence,
                    ask=Ask(f"Who is {name}, named in the {text.part}?"),
                    key=name,
                )


def _contains(name: str, other: str) -> bool:
    long, short = plain_name(name), plain_name(other)
    return same_name(name, other) or f" {short} " in f" {long} " or f" {long} " in f" {short} "


def empty_tests(case: Case) -> Raising:
    """Tests without a procedure; of those without a result `result_not_read` speaks."""
    empty = [test for test in case.report.testing_results if not (test.procedure or "").strip()]
    if empty and case.is_type_2:
        labels = [control_label(test.control_id, test.control_text, cite(test.sources)) for test in empty]
        yield Raised(
            Weight.MEDIUM,
            f"{counted(empty, 'test')} of {len(case.report.testing_results)} without words on what the auditor did.",
            ask=Ask("What did the auditor do to test {}?", tuple(dict.fromkeys(labels)), look_first=True),
            items=tuple(
                Item(text=label, evidence=cite(test.sources)) for label, test in zip(labels, empty, strict=True)
            ),
        )


RULES = (
    Rule(
        "template-placeholder",
        placeholders,
        "a text holds a bracket to be filled in, a merge field, a sample company, `20XX`, filler or random keys",
        "What was never filled in was never checked.",
    ),
    Rule(
        "template-draft",
        draft_marks,
        "a text, a running line or a watermark marks the document as a draft or a sample",
        "A draft is nobody's opinion.",
    ),
    Rule(
        "template-other-company",
        other_company,
        "the opinion or the assertion names a company that the report introduces in no role",
        "A name left over from another report puts in doubt whose controls were examined.",
    ),
    Rule(
        "template-empty-test",
        empty_tests,
        "a test of a type 2 report has no procedure",
        "An empty cell is no test; the words may also have been lost in reading.",
    ),
)
