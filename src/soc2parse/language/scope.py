"""What is in scope: the trust services categories, the set of criteria, further frameworks. Wording as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from soc2parse.language.loose import Told, loose
from soc2parse.terms import Category, CriteriaSet

_CATEGORY = {
    Category.SECURITY: r"security|common criteria",
    Category.AVAILABILITY: r"availability",
    Category.CONFIDENTIALITY: r"confidentiality",
    Category.PROCESSING_INTEGRITY: r"processing integrity",
    Category.PRIVACY: r"privacy",
}
_WORDS = "|".join(f"(?:{wording})" for wording in _CATEGORY.values())
_CATEGORIES = {category: loose(rf"\b(?:{wording})\b") for category, wording in _CATEGORY.items()}
# "security, availability, and confidentiality": a list of nothing but categories.
_LIST = loose(
    rf"(?:the )?(?:{_WORDS})(?: \( ?(?:common criteria|[a-z]{{1,3}}) ?\))?(?:(?: ?[,;/&+·•|] ?| and | or | as well "
    rf"as )+(?:the )?(?:{_WORDS})(?: \( ?(?:common criteria|[a-z]{{1,3}}) ?\))?)*"
)
# The titles of TSP section 100 and DC section 200 name all five categories, whatever is in scope.
TITLES = (
    Told(
        loose(
            rf"(?:TSP|DC) (?:section|sec\.|§)? ?[12]00A?[,.:–—-]? .{{0,60}}?criteria(?: for)? (?:{_LIST.pattern})(?: "
            rf"?\([^)]*\))?"
        ),
        "tsp",
        "dc",
    ),
    Told(
        loose(
            rf"(?:(?:20\d\d) )?trust services (?:principles(?: and| ,) )?criteria for (?:{_LIST.pattern})(?: "
            rf"?\([^)]*\))?(?= |,|\.|\)|”|\")"
        ),
        "trust",
    ),
    Told(
        loose(
            rf"(?:controls|reporting|reports?|description|guide).{{0,80}}?at a service "
            rf"organi[sz]ation.{{0,40}}?relevant to (?:{_LIST.pattern})"
        ),
        "relevant",
    ),
)
NOT_IN_SCOPE = Told(
    loose(
        rf"(?:(?:the )?(?:{_LIST.pattern}) (?:trust services )?(?:criteria|categor(?:y|ies)|principles?)? ?(?:is|are|"
        rf"was|were) (?:not|excluded|outside)"
        rf"|(?:not|no) (?:include|including|cover|covering|address) (?:the )?(?:{_LIST.pattern})|exclud\w+ (?:the "
        rf")?(?:{_LIST.pattern}))"
    ),
    "security",
    "common",
    "availability",
    "confidentiality",
    "processing",
    "privacy",
)
# What a list of categories in scope stands behind or before.
_CUE = loose(
    r"(relevant to|related to|relating to|criteria for|categor(y|ies) of|principles? of|criteria of|criteria "
    r"relevant to|the criteria relat\w+ to|based on the|meet the|for the|for its)"
    r"( the)?( trust services)?( categor(y|ies)| principles?| criteria)?( of| for)? ?[:“\"]? ?$"
    r"|(trust services )?(categor(y|ies)|criteria|principles?)( in scope| covered| included| examined)? ?[:–—|] ?$"
)
_AFTER = loose(
    r" ?[”\"]? ?(trust services )?(categor(y|ies)|criteria|principles?|\(applicable|\(the applicable|"
    r"\([“\"]?applicable|set forth)"
)
_SETS: tuple[tuple[CriteriaSet, str], ...] = (
    (
        CriteriaSet.Y2017,
        (
            r"2017 trust services|TSP (section|sec\.|§)? ?100[, ]+ ?2017|2018 description criteria|trust services "
            r"criteria .{0,120}\(? ?2017|2017 TSC"
        ),
    ),
    (
        CriteriaSet.Y2016,
        (
            r"TSP (section|sec\.|§)? ?100A|2016 trust services|2016 TSP|"
            r"trust services principles and criteria .{0,140}\(? ?2016"
        ),
    ),
    (
        CriteriaSet.Y2014,
        (
            r"2014 trust services|trust services principles and criteria .{0,140}\(? ?2014|"
            r"TSP (section|sec\.|§)? ?100[, ]+ ?2014"
        ),
    ),
)
_SET_WORDINGS = tuple((year, loose(wording)) for year, wording in _SETS)
_FRAMEWORKS: tuple[tuple[str, str], ...] = (
    ("HIPAA Breach Notification Rule", r"hipaa breach notification( rule)?"),
    ("HIPAA Privacy Rule", r"hipaa privacy( rule)?"),
    (
        "HIPAA Security Rule",
        (
            r"hipaa security( rule| standards| requirements)?|health insurance portability and accountability "
            r"act.{0,60}security( rule| standards)|45 cfr part 164|security rule .{0,60}hipaa"
        ),
    ),
    ("HIPAA", r"\bhipaa(?! (security|privacy|breach))|health insurance portability and accountability act"),
    ("HITRUST CSF", r"hitrust( common security framework)?( csf)?"),
    ("ISO/IEC 27001", r"iso ?/? ?(iec)? ?27001"),
    ("ISO/IEC 27701", r"iso ?/? ?(iec)? ?27701"),
    ("ISO/IEC 42001", r"iso ?/? ?(iec)? ?42001"),
    ("NIST Cybersecurity Framework", r"nist (cybersecurity framework|csf)"),
    ("NIST SP 800-171", r"nist (sp|special publication)? ?800 ?[-–] ?171"),
    ("NIST SP 800-53", r"nist (sp|special publication)? ?800 ?[-–] ?53"),
    ("CSA Cloud Controls Matrix", r"cloud controls? matrix|csa ccm|\bccm criteria|csa star"),
    ("PCI DSS", r"pci( |-)?dss|payment card industry data security standard"),
    ("GDPR", r"\bgdpr\b|general data protection regulation"),
    ("BSI C5", r"bsi c5|\bc5 criteria|cloud computing compliance (controls|criteria) catalogue"),
    ("DORA", r"digital operational resilience act|\bdora\b"),
    ("21 CFR Part 11", r"21 cfr part 11|title 21 .{0,20}part 11"),
    (
        "Microsoft SSPA",
        (r"supplier security and privacy assurance|microsoft sspa|data protection requirements .{0,10}dpr"),
    ),
)
_FRAMEWORK_WORDINGS = tuple((name, loose(wording)) for name, wording in _FRAMEWORKS)


def without_titles(text: str) -> str:
    """A text without the titles of the criteria, which name all five categories, and without what is left out."""
    for title in TITLES:
        if title.may_be_in(text):
            text = title.pattern.sub(_unless_chosen, text)
    return NOT_IN_SCOPE.pattern.sub(" ", text) if NOT_IN_SCOPE.may_be_in(text) else text


def _unless_chosen(title: re.Match[str]) -> str:
    """Some letters name the scope as the criteria's title does: "based on the trust services criteria for security"."""
    named = categories_in(title.group())
    chosen = title.group()[0].islower() and len(named) < len(Category)
    return title.group() if chosen else " "


def category_lists(text: str) -> Iterator[tuple[Category, ...]]:
    """The lists of categories that a text declares in scope: "... criteria relevant to security and availability"."""
    text = without_titles(text)
    for hit in _LIST.finditer(text):
        before, after = text[max(0, hit.start() - 90) : hit.start()], text[hit.end() : hit.end() + 60]
        if _CUE.search(before) or _AFTER.match(after):
            yield categories_in(hit.group())


def categories_in(text: str) -> tuple[Category, ...]:
    """The categories that a list names, in the order of the contract."""
    return tuple(category for category, wording in _CATEGORIES.items() if wording.search(text))


def criteria_sets(text: str) -> tuple[CriteriaSet, ...]:
    """The years of the criteria that a text cites."""
    return tuple(year for year, wording in _SET_WORDINGS if wording.search(text))


_OTHER_REQUIREMENT = re.compile(
    r"\W*(?:hipaa\s*|45 cfr\s*|\u00a7\s*)*164\.\d|\W*(?:annex )?A\.\d{1,2}\.\d|\W*(?:gdpr )?art(?:icle|\.) \d",
    re.IGNORECASE,
)


def heads_other_standard(text: str) -> bool:
    """Whether a heading opens another standard's requirements: "Part 2 - HIPAA Security Rule", "164.308(a)(1) ..."."""
    titled = len(text.split()) <= 20 and not text.rstrip().endswith((".", ";"))
    return bool(_OTHER_REQUIREMENT.match(text)) or (titled and bool(frameworks_in(text)))


@lru_cache(maxsize=1024)
def frameworks_in(text: str) -> tuple[str, ...]:
    """The further frameworks that a text names."""
    found = [name for name, wording in _FRAMEWORK_WORDINGS if wording.search(text)]
    return tuple(name for name in found if name != "HIPAA" or not any(other.startswith("HIPAA ") for other in found))
