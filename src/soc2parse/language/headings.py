"""The headings of a SOC 2 report: which wording opens which part. The role names are those of `sections.Role`.

Headings are compared as bare letters and digits, so that "INDEPENDENT SERVICE AUDITOR'S REPORT", the same in small
capitals whose words fall apart, and "I N D E P E N D E N T ..." are one heading. The patterns below are written with
spaces for the reader; the spaces are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_AUDITOR = "(service auditor|auditor|accountant|practitioner|assurance practitioner|certified public accountant)s?"

# (role, what the whole heading reads like). The first that fits decides; order matters where one wording holds another.
STRONG: tuple[tuple[str, str], ...] = (
    (
        "tests",
        (
            "(?!managements?|other|supplement|additional|information|.*(response|comment)s? (to|on)|.*unaudited)"
            " .{0,80} controls? .{0,60} tests? .{0,80} (response|comment)s?"
        ),
    ),
    (
        "other_information",
        ("(other|supplemental|supplementary|additional|further) (unaudited|supplemental)? information .*"),
    ),
    ("other_information", "(unaudited|un audited) .*"),
    ("other_information", "(?!.*description of) .{3,80} unaudited"),
    ("other_information", "information .{0,120} not (covered|audited|examined|subject) .*"),
    (
        "other_information",
        ("(.{2,50} s)? managements? (written)? (response|comment|remediation plan)s? (to|on|regarding|for) .*"),
    ),
    ("other_information", "(.{2,50} s)? managements? responses?"),
    (
        "other_information",
        (".{0,60} (response|comment)s? to .{0,40} (exception|deviation|finding|observation|result)s? .*"),
    ),
    (
        "auditor_report",
        (f"(the)? (assurance)? report (of|by|from) (the)? independent (registered)? (public)? {_AUDITOR} .*"),
    ),
    (
        "auditor_report",
        (
            f"(the)? independent {_AUDITOR} (combined)? (assurance|examination|attestation|type)? [12i]{{0,2}} (report|"
            f"opinion) .*"
        ),
    ),
    ("auditor_report", "(the)? (service)? auditors? (assurance)? (report|opinion) (?!.*(response|exception)) .*"),
    ("auditor_report", f"(the)? opinion of (the)? independent {_AUDITOR} .*"),
    ("auditor_report", f"(the)? independent {_AUDITOR}"),
    ("assertion", "(the)? (management)? (written)? (statement of)? assertions? (of|by|from|provided by) .{2,120}"),
    ("assertion", ".{0,80} managements? (written)? (assertion|statement of assertion)s? .*"),
    ("assertion", "(the)? management of .{2,60} assertions? .*"),
    ("assertion", "managements? (report (on|of) its)? (written)? (assertion|statement)s? .{0,60}"),
    ("assertion", "(written)? statement (by|of) (the)? (management|(board of)? directors) .{0,80}"),
    ("assertion", "(the)? (board of)? directors (written)? (assertion|statement)s? .{0,40}"),
    ("assertion", ".{2,60} s (written)? assertion (letter)?"),
    ("assertion", "written (statement of)? assertions?"),
    (
        "description",
        (
            "(?!.*suitability of)"
            "(?!(report|soc|system and org|type|.{0,60}(tests? of|results? of|and tests?|tests? and|controls? tests?)))"
            " .{0,100} description of (?!tests|criteria|controls) .{0,160} (system|platform|service|application|"
            "solution|product|environment)s? .*"
        ),
    ),
    ("description", "(the)? (managements?)? (.{2,60} s)? system description .{0,120}"),
    ("description", "(.{2,60}) system description"),
    ("description", "(managements?)? description (provided|prepared) by .{2,80}"),
    (
        "description",
        (
            "(?!report|.*suitability of)"
            "(.{2,60} s)? (managements?)? description of (the|its|our|their) (?!tests?|criteria|controls?|"
            "complementary|sub) .{2,80}"
        ),
    ),
    (
        "description",
        ("(.{0,60} s)? description of (the)? (organizations?|companys?|.{2,50} s)? (operations|boundaries) .*"),
    ),
    (
        "tests",
        (
            "(description of)? (the)? (applicable|principal)? (trust services?)? (principle|category|categories|"
            "criteria)s? .{0,100} controls? .{0,80} (test|result)s? .*"
        ),
    ),
    ("tests", "(the)? (applicable)? (trust services?) (category|categories|criteria|principles?) .{0,60} controls? .*"),
    (
        "tests",
        (
            "(description of|.{2,50} s description of)? (the)? (service auditors?|independent service auditors?|"
            "auditors?)? (description of)? tests? (of|and) (the)? (design|controls?|operating|operational|results?) .*"
        ),
    ),
    ("tests", f"(the)? (independent)? {_AUDITOR} (description of)? tests? .*"),
    ("tests", f"(the)? (independent)? {_AUDITOR} description of .*"),
    ("tests", "(the)? results of (the)? (service auditors?|auditors?)? tests? .*"),
    ("tests", "(control)? (test|testing) (control)? (matrix|matrices|results|procedures) .*"),
    ("tests", "testing of controls? .*"),
    ("tests", "(detailed)? tests? (that were|we)? (performed|conducted|carried out) .{0,40} results? .*"),
    ("tests", "(controls?|control activities|control objectives) .{0,60} (tests?|testing) .{0,80}"),
    ("tests", f"information provided by (the)? (independent)? {_AUDITOR} .*"),
    ("tests", "(security|common|trust services?|availability) .{0,60} criteria (table|matrix|matrices)s?"),
    ("description", "information provided by (?!.*(auditor|practitioner|accountant)).{3,90}"),
    (
        "cuecs",
        (
            "complementary (user|customer|client|subscriber) .{0,30} "
            "(controls?|considerations?|responsibilities) .{0,40}"
        ),
    ),
    (
        "cuecs",
        (
            "(user|customer|client) (entity|entities|organi[sz]ations?)? (control)? (responsibilities|considerations|"
            "controls) .{0,40}"
        ),
    ),
    (
        "cuecs",
        (
            "complementary controls? (at|of|by|for|expected (of|by|from|at)|to be implemented (at|by)) (the)? "
            "(user|customer|client|subscriber) .{0,40}"
        ),
    ),
    ("appendix", "(appendix|annex|annexure|exhibit|attachment|schedule) ([a-h0-9]|i{1,3}|iv|v)? .{0,140}"),
    ("appendix", "(glossary|list of abbreviations|abbreviations|acronyms) .{0,40}"),
    ("letter", "(.{0,60})? (bridge|gap|comfort) letter .{0,60}"),
    ("mapping", ".{0,60} mapping (of|to) .{0,80} (hipaa|iso|nist|ccm|hitrust|gdpr|pci|csf|c5) .*"),
)

# Words that tell the role of a heading that is known to open a section ("Section 4 - Test Control Matrix").
LOOSE: tuple[tuple[str, str], ...] = (
    ("tests", "^(?!.*(unaudited|not covered|(response|comment)s? (to|on|for))) .* (control|criteria) .* test"),
    ("other_information", "unaudited|other information|supplement|additional information|response"),
    ("tests", "test(s|ing|ed)?(of|and|matri|results|procedures|control)|results of|test results|tests$|testing$"),
    ("auditor_report", "auditor|accountant|practitioner|opinion"),
    ("assertion", "assertion|statement by management|managements statement|management statement"),
    ("cuecs", "complementary (user|customer|client)|user entit|user organi"),
    ("description", "sub service"),
    ("description", "description|system|overview|operations|background|boundar|commitments|information provided by"),
    ("tests", "criteria|controls|matrix|control activities|test"),
    ("appendix", "appendix|glossary|mapping|annex|attachment"),
)

# The paragraphs of an auditor's report.
PARAGRAPHS: tuple[tuple[str, str], ...] = (
    (
        "basis",
        ("(the)? basis for (the)? (our)? (qualified|adverse|disclaimer|modified|modification|qualification) .{0,30}"),
    ),
    ("basis", "(matters?|basis) giving rise to (the)? (modification|qualification) .{0,30}"),
    (
        "basis",
        (
            "(the)? (matters?|reasons?|circumstances?) (that|which|for|leading to|affecting|underlying) .{0,30} "
            "(opinion|qualification|modification)"
        ),
    ),
    ("basis_clean", "basis for (our)? opinion"),
    ("qualified", "(auditors?)? (qualified|modified) opinion .{0,20}"),
    ("adverse", "adverse opinion .{0,20}"),
    ("disclaimer", "disclaimer of (an)? opinion .{0,20}"),
    ("opinion", "(our|the|unqualified|unmodified|auditors?|service auditors?)? (opinion|conclusion)s?"),
    ("opinion_other", "(opinion|conclusion)s? (on|regarding|relat) .{2,80}"),
    ("non_occurrence", "controls? (that|which) did not (operate|occur) .{0,60}"),
    ("non_occurrence", "(controls? (with|for)?)? non ?(occurrence|operation)s? (of)? .{0,60}"),
    ("non_occurrence", "controls? not (operated|operating|tested|exercised) .{0,60}"),
    ("emphasis", "(emphasis of|other)? (a)? matters? .{0,60}"),
    ("emphasis", "(emphasis of|other) (a)? matters? .{0,60}"),
    ("scope", "(the)? scope .{0,20}"),
    (
        "management",
        (
            "(the)? (.{2,50} s)? (service organi[sz]ations?|managements?) "
            "(responsibilit(y|ies)|s responsibilit(y|ies)) .{0,20}"
        ),
    ),
    ("management", "(the)? responsibilit(y|ies) of (the)? (service organi[sz]ation|management) .{0,40}"),
    ("management", ".{2,60} s? responsibilit(y|ies)"),
    ("limitations", "(inherent)? limitations? .{0,40}"),
    ("tests", "(description of)? (the)? tests? of controls? .{0,40}"),
    ("restricted", "(restricted|restriction on|restrictions on|intended) (the)? (use|users|distribution) .{0,60}"),
    ("independence", "(our)? (independence|quality) .{0,60}"),
    ("subservice", "(complementary)? sub service organi[sz]ations? .{0,40}"),
    ("cuec", "complementary user .{0,40}"),
    ("other_information", "(other|unaudited|supplemental) information .{0,100}"),
)

CONTENTS = "(table of)? contents|index|report (contents|index)|contents of (this|the) report"

_ROMAN = "xi{0,3}|ix|iv|vi{0,3}|v|i{1,3}"
_COUNT = "one|two|three|four|five|six|seven|eight|nine|ten"
_DASH = r"[\s:.\-–—|•·]*"
_SECTION_LABEL = re.compile(
    rf"\s*(?:section|sec\.|sect\.)\s*(?:no\.?\s*)?[-–—:#]?\s*(?:{_ROMAN}|\d{{1,2}}|{_COUNT}|"
    rf"[a-h])(?:-?[a-h])?(?![a-z0-9])(?!\.\d)\)?{_DASH}",
    re.IGNORECASE,
)
_NUMBER_LABEL = re.compile(
    rf"\s*(?:(?:part|tab|chapter)\s+)?(?:(?:{_ROMAN}|\d{{1,2}}(?:\.0)?|[A-H])\s*[.):|\-–—]+(?!\d)|"
    rf"\d{{1,2}}(?:\.0)?(?=\s+[A-Z])|(?-i:I(?=\s+[A-Z][a-z])|(?:II|III|IV|VI{{0,3}}|IX)(?=\s+[A-Z][A-Za-z]))|"
    rf"(?:part|tab|chapter)\s+(?:{_ROMAN}|\d{{1,2}}|{_COUNT}|[a-h])(?![a-z0-9])){_DASH}",
    re.IGNORECASE,
)
# "Attachment A", before the title of a section that a report prints as an attachment to the auditor's letter.
_ATTACHED = re.compile(
    rf"\s*(?:appendix|attachment|annex(?:ure)?|exhibit|schedule)\s+(?:[A-H]|{_ROMAN}|\d{{1,2}})(?![a-z0-9]){_DASH}",
    re.IGNORECASE,
)
_SUB_LABEL = re.compile(
    r"\s*(?:section\s+)?(?:\d{1,2}\.[1-9]\d?(?:\.\d+)*|[ivx]+\.\d+|[a-h]\.\d+)[.):]?\s+\S", re.IGNORECASE
)
_SQUEEZED_LABEL = re.compile(rf"section(?=({_COUNT}|\d{{1,2}}|{_ROMAN}|[a-h]))")
_LABEL_ENDS = re.compile(rf"{_COUNT}|\d{{1,2}}|{_ROMAN}")
_CONTINUED = re.compile(r"[\s,(\-–—]*\b(?:continued|cont['’]?d|cont\.)[\s).]*$", re.IGNORECASE)
_LEADER = re.compile(
    r"\s*[.…_·](?:\s*[.…_·]){2,}\s*(?:page\s*)?(?:[ivxlc]+|\d{1,3})?\s*$|[\s\t]+(?:page\s*)?\d{1,3}\s*$", re.IGNORECASE
)

_LEADER_SIGNS = ".…_·"
_LEADER_ENDS = frozenset((*_LEADER_SIGNS, *"ivxlc"))

_NOT_BARE = re.compile(r"[^a-z0-9]+")


def squeeze(text: str) -> str:
    """Bare letters and digits in lower case: "Management’s Assertion" -> "managementsassertion"."""
    folded = text.replace("&", "and").lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).lower()
    return _NOT_BARE.sub("", folded)


class _Table(NamedTuple):
    """Wordings by role, and all of them as one: most texts fit none."""

    whole: re.Pattern[str]
    each: tuple[tuple[str, re.Pattern[str]], ...]


def _compile(table: tuple[tuple[str, str], ...]) -> _Table:
    each = tuple((role, wording.replace(" ", "")) for role, wording in table)
    whole = re.compile("|".join(f"(?:{wording})" for _, wording in each))
    return _Table(whole, tuple((role, re.compile(wording)) for role, wording in each))


_STRONG, _LOOSE, _PARAGRAPHS = _compile(STRONG), _compile(LOOSE), _compile(PARAGRAPHS)
_CONTENTS = re.compile(CONTENTS.replace(" ", ""))
# A heading without any of these opens no section; most headings are passed over by this alone.
_WORTH = re.compile(
    "auditor|accountant|practitioner|assertion|statement|description|test|control|criteria|principle|information|unaudited|"
    "response|comment|remediation|responsibilities|considerations|appendix|annex|exhibit|attachment|schedule|glossary|"
    "abbreviation|acronym|letter|mapping"
)
_MERGED = re.compile("assertion.*and.*description.*system|description.*system.*and.*assertion")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line says as a heading. `labelled`: it is numbered as a section ("Section IV"); `numbered`: "4." or "IV."

    `role` is None where the words tell nothing; `sure` where the whole wording is known, not only a word of it.
    """

    role: str | None
    title: str
    labelled: bool = False
    numbered: bool = False
    sure: bool = False
    merged: bool = False

    @property
    def label_only(self) -> bool:
        """Whether it is "Section IV" or "4." and no more."""
        return not self.title


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading | None:
    """What part a line opens, or None where it can't be the heading of one."""
    text = _CONTINUED.sub("", text.strip())
    if not text or len(text) > 400 or _SUB_LABEL.match(text):
        return None
    section = _SECTION_LABEL.match(text)
    number = None if section else _NUMBER_LABEL.match(text)
    label = section or number
    title = text[label.end() :].strip() if label else text
    if number and not title:
        return Heading(None, "", numbered=True) if len(text) < 12 else None
    squeezed = squeeze(title)
    role = _match(_STRONG, squeezed) if _WORTH.search(squeezed) else None
    if role is None and not section and (spaced := _letter_spaced(text)):
        return spaced
    if role == "appendix":
        role = _attached(title) or role
    sure = role is not None
    if role is None and section:
        role = _search(_LOOSE, squeezed)
    if role is None and not section:
        return None
    return Heading(role, title, section is not None, number is not None, sure, bool(_MERGED.search(squeezed)))


def _attached(title: str) -> str | None:
    """The description or the tests, where a report prints them as its "Attachment A" or "Attachment C"."""
    label = _ATTACHED.match(title)
    role = _match(_STRONG, squeeze(title[label.end() :])) if label else None
    return role if role in ("description", "tests") else None


def loose_role(text: str) -> str | None:
    """The role that a word of a known section title tells: "Test Control Matrix" -> "tests"."""
    return _search(_LOOSE, squeeze(text))


def number_form(text: str) -> str | None:
    """How a heading is numbered among the parts of the whole: "section", "part", "roman", "arabic", or not (None)."""
    if _SECTION_LABEL.match(text):
        return "section"
    if _SUB_LABEL.match(text) or (label := _NUMBER_LABEL.match(text)) is None:
        return None
    printed = label.group().strip().lower()
    if printed.startswith(("part", "tab", "chapter")):
        return "part"
    return "arabic" if printed[:1].isdigit() else "roman"


def without_number(text: str) -> str:
    """A heading without its number: "3.1 Company Background" -> "Company Background"."""
    return re.sub(r"^\s*(?:\(?(?:\d{1,2}(?:\.\d+)*|[ivx]+|[a-h])[.):]?\s+)", "", text, flags=re.IGNORECASE)


def is_numbered(text: str) -> bool:
    """Whether a heading is numbered as a part of the whole: "III. Overview", not "3.1 Overview"."""
    return _SUB_LABEL.match(text) is None and _NUMBER_LABEL.match(text) is not None


def paragraph_kind(text: str) -> str | None:
    """Which paragraph of an auditor's report a heading opens: "opinion", "basis", "scope" ..."""
    return _match(_PARAGRAPHS, squeeze(text)) if len(text) < 130 else None


def is_contents_title(text: str) -> bool:
    """ "Table of Contents", "Contents"."""
    return len(text) < 40 and _CONTENTS.fullmatch(squeeze(text)) is not None


def without_leader(text: str) -> tuple[str, int | None]:
    """A line of a contents page without its leader, and the page number printed behind it."""
    found = _LEADER.search(text) if _may_lead(text) else None
    if found is None:
        return text.strip(), None
    digits = re.search(r"\d{1,3}\s*$", found.group())
    return text[: found.start()].strip(), int(digits.group()) if digits else None


def _may_lead(text: str) -> bool:
    """Whether a line ends as one with a page number does, or a leader to none."""
    end = text.rstrip()[-1:].lower()
    return end.isdigit() or (end in _LEADER_ENDS and sum(map(text.count, _LEADER_SIGNS)) > 2)


def is_continued(text: str) -> bool:
    """Whether a heading says that it continues: "Management's Assertion (continued)"."""
    return _CONTINUED.search(text.strip()) is not None


def _letter_spaced(text: str) -> Heading | None:
    squeezed = squeeze(text)
    found = _SQUEEZED_LABEL.match(squeezed)
    if found is None or len(text.split()) * 2 < len(squeezed):
        return None
    rest = squeezed[len("section") :]
    for end in range(1, 6):
        if _LABEL_ENDS.fullmatch(rest[:end]) and (role := _match(_STRONG, rest[end:])):
            return Heading(role, text, labelled=True, sure=True)
    whole = _LABEL_ENDS.fullmatch(rest)
    return Heading(None if whole else _search(_LOOSE, rest), "" if whole else text, labelled=True)


def _match(table: _Table, squeezed: str) -> str | None:
    if len(squeezed) < 5 or table.whole.fullmatch(squeezed) is None:
        return None
    return next((role for role, wording in table.each if wording.fullmatch(squeezed)), None)


def _search(table: _Table, squeezed: str) -> str | None:
    return next((role for role, wording in table.each if wording.search(squeezed)), None)
