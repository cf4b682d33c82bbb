"""How reports speak of subservice organizations: headings, the two methods, "none", and what only defines the terms.

"Subservice Organizations (carve-out method)", "presented using the inclusive method", "does not use any subservice
organizations"; "vendors" alone are no subservice organizations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from soc2parse.language.plain import plain
from soc2parse.language.sentences import sentences
from soc2parse.terms import SubserviceMethod

SUB = r"sub-?\s?services?"
_ORGS = rf"{SUB}[- ]?(?:organi[sz]ations?|providers?|entit(?:y|ies)|vendors?|compan(?:y|ies))"
_NAMED_SO = re.compile(rf"\b{SUB}\b|\bsub-?\s?service", re.IGNORECASE)

_CONTROL_HEADINGS = re.compile(
    rf"\bcomplementary (?:controls? (?:at|of|for|expected).*|(?:sub|carved).*)"
    rf"|\b{_ORGS}(?:'s?|s')? (?:\([^)]*\) )?(?:complementary |expected )?controls?\b|\bCSOCs?\b|\bCSSOCs?\b"
    r"|\b(?:types? of )?(?:controls?|control activit(?:y|ies))\b.*\b(?:expected|assumed|implemented|operated"
    rf"|required|provided|performed)\b.*(?:{SUB}|at|by)\b"
    rf"|\bcontrols? (?:at|of|by) (?:the )?{_ORGS}|^(?:types? of )?(?:controls? expected|expected controls?)\b.*",
    re.IGNORECASE,
)
# Headings under which outside providers are described; their parties count only where the text calls them subservice.
_PROVIDER_HEADINGS = re.compile(
    (
        r"\b(?:third[- ]part(?:y|ies)|vendors?|outsourc\w+|service providers?|hosting providers?|cloud providers?"
        r"|suppliers?)\b"
    ),
    re.IGNORECASE,
)
_MOST_HEADING_WORDS = 18


@lru_cache(maxsize=2048)
def is_subservice_heading(heading: str) -> bool:
    """Whether a heading names subservice organizations or the controls expected of them."""
    text = plain(heading).strip(" :.")
    if not text or len(text.split()) > _MOST_HEADING_WORDS or text[0].islower():
        return False
    return bool(_NAMED_SO.search(text)) or bool(re.search(r"\bCSOCs?\b|\bcarve[d-]? ?out\b", text, re.IGNORECASE))


@lru_cache(maxsize=2048)
def is_controls_heading(heading: str) -> bool:
    """Whether a heading is about the controls expected of subservice organizations."""
    text = plain(heading).strip(" :.")
    if len(text.split()) > _MOST_HEADING_WORDS or re.search(r"\buser|\bcustomer|\bclient", text, re.IGNORECASE):
        return False
    return bool(_CONTROL_HEADINGS.search(text))


def is_provider_heading(heading: str) -> bool:
    """Whether a heading is about outside providers in general ("Third-Party Service Providers")."""
    return len(heading.split()) <= _MOST_HEADING_WORDS and bool(_PROVIDER_HEADINGS.search(plain(heading)))


@lru_cache(maxsize=4096)
def mentions_subservice(text: str) -> bool:
    """Whether a text speaks of subservice organizations at all."""
    return bool(_NAMED_SO.search(plain(text)))


_CARVE_OUT = re.compile(
    r"\bcarv(?:e[sd]?|ing)?[- ]?out\b|\bcarve-?d[- ]?out\b"
    r"|\bexclud\w+ (?:the |all |any )?(?:(?:relevant |related )?(?:controls?|services|components)"
    r"(?: and [\w ]{3,30}?)? (?:of|at|(?:provided|performed) by) (?:(?-i:[A-Z])|(?:these|those|both)\b)"
    r"|their (?:controls?|services)\b)"
    r"|\b(?:their controls?|controls? (?:of|at) (?-i:[A-Z])[^.;]{2,60}?) (?:is|are|was|were|have been) "
    r"(?:excluded|left out|outside|not (?:included|covered|(?:a )?part))\b"
    r"|\bnot (?:extend to|include|cover) (?:the )?(?:controls?|services)"
    r" (?:of|at|(?:provided|performed) by) (?-i:[A-Z])"
    rf"|\bexclud\w+\b[^.]{{0,80}}\b(?:controls?|control objectives|components|services)\b[^.]{{0,60}}\b(?:{SUB}"
    r"|provider|third)"
    rf"|\b(?:did|do|does) not (?:extend to|include|cover|encompass)\b[^.]{{0,100}}(?:\b{SUB}|provided by|performed by)"
    rf"|\bdoes not (?:disclose|include|present)\b[^.]{{0,40}}\bcontrols (?:at|of)\b[^.]{{0,40}}\b{SUB}"
    rf"|\bcontrols?\b[^.]{{0,40}}\b{SUB}[^.]{{0,60}}\b(?:is|are|was|were) "
    r"(?:excluded|not (?:included|covered)|outside)\b"
    rf"|\bcomplementary {_ORGS} controls assumed\b"
    rf"|\bnot (?:included|covered|within|part)\b[^.]{{0,60}}\bscope\b[^.]{{0,80}}\b{SUB}",
    re.IGNORECASE,
)
_INCLUSIVE = re.compile(
    rf"\binclusive\b(?: method| basis| approach| presentation| treatment)?(?![ -]?list)"
    r"|\b(?<!not )(?<!nor )includes? (?:the )?(?:relevant |applicable |related )?controls? (?:of|at|performed by"
    rf"|operated by) (?:the )?(?:{SUB}|(?-i:[A-Z]))[^.]*"
    r"|\bwhose (?:relevant )?controls (?:are|were|have been) included in\b"
    rf"|\b{_ORGS}\b[^.]{{0,60}}\b(?:is|are|were|was) included in (?:the scope|our examination|the description)",
    re.IGNORECASE,
)
_INCLUSIVE_WORD = re.compile(r"\binclusive\b", re.IGNORECASE)
_NOT_INCLUSIVE = re.compile(
    (
        r"\b(?:all|non)[- ]inclusive\b|\bnot (?:to be |intended to be )?(?:all[- ])?inclusive\b|\binclusive of\b"
        r"|\bdates inclusive\b|\b\d{4},? inclusive\b|\bdivers\w+\b[^.]*\binclusive|\binclusive (?:culture|work)"
    ),
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"\bmethod (?:would|means|refers|is (?:a|the|one|defined)|are)\b|\bwhereas the inclusive\b|\b(?:two"
    r"|either) (?:of (?:two )?)?methods?\b|\bmay (?:be )?(?:use|present|elect|choose)"
    r"|\bif the (?:inclusive|carve)|\bwhen the (?:inclusive|carve)|\bunder the (?:carve-out"
    r"|inclusive) method,? (?:the )?(?:a |management|service organi[sz]ation'?s? (?:description|system) (?:would"
    r"|excludes|may))",
    re.IGNORECASE,
)
_READERS_OWN = re.compile(r"\byour (?:own )?sub-?\s?service|\byou should consider\b|\bas a user of\b", re.IGNORECASE)
_ITSELF = re.compile(
    (
        r"\b(?:itself (?:is )?an?|is (?:also |itself |considered )?a|acts as a|serves as a|may be a|role as a"
        rf"|considered a) {_ORGS} (?:to|of|for)\b"
    ),
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not?|without|none|n\s?/\s?a)\b", re.IGNORECASE)  # what each of the next holds
_NONE = tuple(
    re.compile(wording, re.IGNORECASE)
    for wording in (
        (
            r"\b(?:does|do|did|has|have|had) not (?:currently )?(?:use|utili[sz]e|rely (?:up)?on|engage|employ|have"
            rf"|outsource (?:any )?[^.]{{0,40}} to|identif\w+|depend (?:up)?on)\b(?: or \w+)?[^.]{{0,30}}\b{_ORGS}\b"
        ),
        (
            rf"\bno (?:\w+ )?{_ORGS}(?: \w+)? (?:are|is|were|was|have been|has been|exist|used|identified|relevant"
            r"|applicable|included)"
        ),
        rf"\bno {_ORGS}(?=\s*(?:[.;,]|$))",
        rf"\bthere (?:are|were|is|was) no (?:\w+ ){{0,2}}{_ORGS}\b",
        rf"\b{_ORGS}[^.]{{0,20}} (?:are|is|were|was) not (?:used|utili[sz]ed|engaged|relied|applicable)\b",
        rf"\b(?:uses|used|utili[sz]es|relies on|engages|engaged|has|had) no {_ORGS}\b",
        rf"\bwithout (?:the use of|using|relying on) (?:any )?{_ORGS}\b",
        rf"^{_ORGS}\s*[:\-]\s*(?:none|not applicable|n\s?/\s?a)\b",
    )
)
_BARE_NONE = re.compile(
    r"^(?:none(?: (?:identified|noted|used|applicable))?|not applicable|n\s?/\s?a|nil)\b(?=[\s.:;,-]|$)", re.IGNORECASE
)
_LIMITED = re.compile(
    r"\b(?:other than|except(?:ing)? (?:for|those|as)|apart from|aside from|besides|in addition to|beyond) ",
    re.IGNORECASE,
)
_OF_THESE = re.compile(
    r"(?:(?:they|these|those|it)(?: \w+){0,2}? (?:are|is|were|was) not|(?:none of (?:them|these)|neither)"
    rf"(?: \w+){{0,3}}? (?:is|are|was|were)) (?:(?:considered|regarded as|treated as|deemed) )?(?:an? )?{_ORGS}",
    re.IGNORECASE,
)
_OTHER_MATTER = re.compile(
    rf"\bno\b[^.]*\b(?:incidents?|changes?|exceptions?|deviations?|issues?)\b[^.]*\b{_ORGS}", re.IGNORECASE
)


@dataclass(frozen=True)
class MethodWords:
    """Which methods a text states to be used."""

    carve_out: bool = False
    inclusive: bool = False

    @property
    def one(self) -> SubserviceMethod | None:
        """The method, where only one is stated."""
        if self.carve_out == self.inclusive:
            return None
        return SubserviceMethod.CARVE_OUT if self.carve_out else SubserviceMethod.INCLUSIVE

    @property
    def all(self) -> set[SubserviceMethod]:
        """The methods that are stated."""
        stated = ((SubserviceMethod.CARVE_OUT, self.carve_out), (SubserviceMethod.INCLUSIVE, self.inclusive))
        return {method for method, said in stated if said}


@lru_cache(maxsize=4096)
def stated_methods(text: str) -> MethodWords:
    """The methods that a sentence or heading states; none for a sentence that defines or denies them."""
    words = plain(text)
    if _DEFINITION.search(words) or _READERS_OWN.search(words):
        return MethodWords()
    inclusive = bool(_INCLUSIVE.search(words) or _INCLUSIVE_WORD.search(words)) and not _NOT_INCLUSIVE.search(words)
    return MethodWords(carve_out=bool(_CARVE_OUT.search(words)), inclusive=inclusive)


@lru_cache(maxsize=4096)
def is_none(text: str) -> bool:
    """Whether a sentence says that there are no subservice organizations."""
    words = plain(text)
    return (
        _DENIES.search(words) is not None
        and any(wording.search(words) for wording in _NONE)
        and not _LIMITED.search(words)
        and not _OTHER_MATTER.search(words)
        and not _READERS_OWN.search(words)
    )


def denies_of_these(text: str) -> bool:
    """Whether a sentence says of those just named that they are none: "They are not subservice organizations"."""
    return bool(_OF_THESE.match(plain(text)))


def is_bare_none(text: str) -> bool:
    """Whether the text under the heading is no more than "Not applicable." or "None"."""
    return bool(_BARE_NONE.match(plain(text).strip())) and len(text.split()) <= 30


def is_no_evidence(text: str) -> bool:
    """Whether a sentence only defines the terms, speaks of the reader's own providers, or of the company as one."""
    words = plain(text)
    return bool(_DEFINITION.search(words) or _READERS_OWN.search(words) or _ITSELF.search(words))


_SPEAKS_OF_METHODS = re.compile(r"carve|inclusive|exclud|sub-?\s?service", re.IGNORECASE)
_METHOD_WORDS = re.compile(
    r"(?P<carve>carv(?:e[sd]?|ing)?[- ]?out|exclud\w+)|(?P<inclusive>inclusive|includ\w+)", re.IGNORECASE
)
_CLAUSE_END = re.compile(
    r";|,? (?:while|whereas|but)\b|, and\b|\band (?=those|the controls|controls|that of)", re.IGNORECASE
)
_OPENS_NAMES = re.compile(
    r"\b(?:uses?|utili[sz]es?|following|engages?|relies|organi[sz]ations?|providers?)\b[^.]*[:,]?$", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def states_method(text: str) -> bool:
    """Whether one of a text's sentences states a method."""
    if not _SPEAKS_OF_METHODS.search(plain(text)):
        return False
    return any(words.carve_out or words.inclusive for words in map(stated_methods, sentences(text)))


def method_beside(statement: str, place: int) -> SubserviceMethod | None:
    """In a sentence with both methods: the one of the clause that holds the place."""
    words = plain(statement)
    ends = [match.start() for match in _CLAUSE_END.finditer(words)]
    start = max((end for end in ends if end <= place), default=0)
    stop = min((end for end in ends if end > place), default=len(words))
    found = {match.lastgroup for match in _METHOD_WORDS.finditer(words, start, stop)}
    if len(found) != 1:
        return None
    return SubserviceMethod.CARVE_OUT if found == {"carve"} else SubserviceMethod.INCLUSIVE


def opens_names(text: str) -> bool:
    """Whether a paragraph ends by announcing a list of organizations: "Northwind uses the following ...:"."""
    return bool(_OPENS_NAMES.search(plain(text)))
