"""What the header cells of the description's tables say: lists of user entity controls, of subservice organizations.

"# | Complementary User Entity Control | Related Criteria", "Subservice Organization | Services Provided | Method".
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from soc2parse.language.plain import plain


class ListColumn(StrEnum):
    """What a column of such a table holds."""

    ID = "id"
    TEXT = "text"
    CRITERIA = "criteria"
    ORGANIZATION = "organization"
    SERVICES = "services"
    METHOD = "method"
    MONITORING = "monitoring"
    GROUP = "group"
    REASON = "reason"
    COMMITMENT = "commitment"
    REQUIREMENT = "requirement"
    RESULT = "result"
    OTHER = "other"


_SUB = r"sub-?\s?service"
_PROVIDER = (
    rf"(?:(?:cloud|hosting|external|outsourced|key|critical|third[- ]party) )*(?:{_SUB}|third[- ]part(?:y|ies)"
    r"|vendor|(?:cloud |hosting |service )?provider|supplier|carved?[- ]out|inclusive|service)"
)
# In order: the first that fits names the column. Matched against the whole header cell, lower case.
_WORDINGS: tuple[tuple[ListColumn, str], ...] = (
    (ListColumn.CRITERIA, r"(?:applicable |relat\w+ |relevant )?(?:trust services? )?(?:criteri(?:a|on)|tsc)\b.*"),
    (ListColumn.CRITERIA, r"trust ids?"),
    (ListColumn.TEXT, r"services?\b.*\band\b.*\bcontrols?(?: expected| assumed)?"),
    (ListColumn.SERVICES, (
        r"(?:types? of |nature of |description of )?(?:the )?services?(?! organi[sz]ation| provider| commitment"
        r"| requirement| entity| vendor| compan| name)\b.*"
    )),
    (ListColumn.SERVICES, r"what (?:it|they|each) (?:does|do|provides?)(?: for us)?"),
    (ListColumn.TEXT, (
        r"(?:what|which controls?) (?:[\w.&'-]+ ){1,4}(?:expects?|assumes?|relies on)(?: (?:of|from|at) .*)?"
        r"|(?:what is )?(?:expected|assumed|required) of (?:it|them|each)"
    )),
    (ListColumn.RESULT, r".*\b(?:tests?|testing|results?|procedures performed)\b.*"),
    (
        ListColumn.MONITORING,
        (
            r".*\b(?:monitoring|oversight|reports? reviewed|soc (?:2 )?reports?.*|review performed|assurance report"
            r"|attestation.*|certifications?)\b.*"
        ),
    ),
    (
        ListColumn.METHOD,
        (
            r".*\b(?:method|carve[- ]?out ?/ ?inclusive|inclusive ?/ ?carve[- ]?out|carve[- ]?out or inclusive"
            r"|inclusive or carve[- ]?out|treatment|presentation|approach|carved[- ]out\?)\b.*"
        ),
    ),
    (
        ListColumn.REASON,
        (
            r"(?:reasons?|rationale|justification|explanation|basis|comments?|why.*"
            r"|management'?s rationale)(?: (?:for|why|that) .*)?|reason.*"
        ),
    ),
    (ListColumn.COMMITMENT, r".*\bcommitments?\b(?!.*requirements).*"),
    (ListColumn.REQUIREMENT, r".*\b(?:system|service) requirements?\b.*"),
    (
        ListColumn.TEXT,
        (
            r".*\b(?:controls?|cuecs?|csocs?|ccscs?|uers?|responsibilit(?:y|ies)|control activit(?:y|ies)"
            r"|control considerations?|considerations?|control descriptions?|activity expected"
            r"|expectations?)\b(?! ?(?:#|no\b|ids?\b|number|ref|areas?\b|domains?\b|objectives?\b|categor|identifier"
            r"|families|family|mapping|criteria|activity number)).*"
        ),
    ),
    (
        ListColumn.ID,
        (
            r"(?:#|no\.?|nos\.?|ids?\.?|number|ref\.?|reference|item(?: (?:#|no\.?|number))?|s\.? ?no\.?"
            r"|sr\.? ?no\.?|sl\.? ?no\.?|(?:cuec|uer|csoc|control|uec|ucc|user entity control"
            r"|complementary (?:user entity|subservice organization) control) ?(?:#|no\.?|ids?\.?|number"
            r"|ref\.?(?:erence)?|identifier))"
        ),
    ),
    (ListColumn.CRITERIA, r".*\b(?:criteria|criterion|tsc|tsp|cc ref|principles?)\b.*"),
    (
        ListColumn.SERVICES,
        (
            r".*\b(?:services?|functions?|functionality|role|purpose|use|usage|nature"
            r"|description)\b(?: \([^)]*\))?(?: (?:provided|performed|used|of|by|description|offered|received"
            r"|rendered|description of).*)?(?<!organization)"
        ),
    ),
    (
        ListColumn.ORGANIZATION,
        (
            rf"(?:names? of (?:the )?)?{_PROVIDER}s?(?: (?:organi[sz]ation|provider|entit(?:y|ies)|vendor|compan(?:y"
            r"|ies)|compan(?:y|ies) name))?s?(?: names?)?(?: ?\([^)]*\))?|organi[sz]ations?(?: names?)?|entity"
            r"|company|(?:organi[sz]ation|company|vendor|provider|entity) name|names?|vendors?|third part(?:y"
            r"|ies)(?: / .*)?|.*\bsub-?\s?service (?:organi[sz]ation|provider|entit(?:y"
            r"|ies))s?(?: ?\([^)]*\))?(?: names?)?"
        ),
    ),
    (
        ListColumn.GROUP,
        (
            r".*\b(?:categor(?:y|ies)|areas?|domains?|topics?|famil(?:y|ies)|objectives?|process(?:es)?|component"
            r"|subject|type|title)\b.*"
        ),
    ),
    (ListColumn.TEXT, r"(?:description|requirements?|details?|statement|expected)(?: (?:of|at|from|by) .*)?"),
    (
        ListColumn.OTHER,
        (
            r"(?:locations?|regions?|data centers?|country|owner|frequency|status|address|website|data (?:shared"
            r"|processed)).*"
        ),
    ),
)  # fmt: skip
_COMPILED = tuple((column, re.compile(wording)) for column, wording in _WORDINGS)
# A capital torn off its word by small capitals: "SUBSERVICE O RGANIZATION".
_TORN = re.compile(r"\b([B-HJ-Z]) (?=[A-Z]{3,})")
_MOST_WORDS = 18


@lru_cache(maxsize=1024)
def list_column(header: str) -> ListColumn | None:
    """The column that a header cell's words name; None for words that are no header."""
    words = _TORN.sub(r"\1", " ".join(plain(header).split()))
    text = words.strip(" :.").casefold()
    if not text or len(text.split()) > _MOST_WORDS:
        return None
    for column, wording in _COMPILED:
        if wording.fullmatch(text):
            return column
    return None
