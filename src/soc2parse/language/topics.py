"""How the parts of a system description are headed, and how a report denies or describes incidents and changes.

"Principal Service Commitments and System Requirements", "Types of Services Provided", "Infrastructure",
"There were no significant changes to the system during the period."
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from soc2parse.language.cited import leading_criteria, take_criteria
from soc2parse.language.plain import plain


class TopicKind(StrEnum):
    """What a heading of the description is about."""

    SERVICES = "services"
    COMMITMENTS = "commitments"
    REQUIREMENTS = "requirements"
    COMPONENTS = "components"
    INFRASTRUCTURE = "infrastructure"
    SOFTWARE = "software"
    INFRASTRUCTURE_AND_SOFTWARE = "infrastructure_and_software"
    PEOPLE = "people"
    DATA = "data"
    PROCEDURES = "procedures"
    INCIDENTS = "incidents"
    CHANGES = "changes"
    LOCATIONS = "locations"
    NOT_APPLICABLE = "not_applicable"
    OTHER = "other"


_SYSTEM = (
    r"(?: (?:of|to|in|for|within|used in|used to|supporting|comprising|affecting|that) (?:the |its |our )?.{0,70})?"
)
_COUNT = (
    r"^(?:(?:section |part |appendix |attachment |annex )?(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[ivx]{1,5}"
    r"|[a-z](?:\.[0-9]{1,2}){0,3})[.):\- ]{1,3}|\([0-9a-z]{1,3}\) )?(?:the )?"
)
_OWNERS = r"(?:(?:the )?[\w.&]+(?: [\w.&]+){0,3}?'s? )?"
_OWNER = (
    r"(?:(?:the )?(?:company|organi[sz]ation|system|entity|(?!types |nature |services |system |no |significant "
    r"|other |description |scope )[\w.&]+(?: [\w.&]+){0,3}?)(?:'s?)? )?"
)
# In order: the first that fits. Matched against the whole heading, lower case, its number taken off.
_WORDINGS: tuple[tuple[TopicKind, str], ...] = (
    (TopicKind.NOT_APPLICABLE, (
        r".*\b(?:criteria|criterion)\b.*\b(?:not (?:applicable|relevant|covered|addressed|included|in scope"
        r"|examined)|non-?applicable|excluded|inapplicab\w+|omitted)\b.*"
    )),
    (TopicKind.NOT_APPLICABLE, (
        r".*\b(?:non-?applicable|inapplicable|excluded|irrelevant|omitted)\b.*\bcriteri(?:a|on)\b.*"
        r"|.*\bcriteria exclusions?.*"
    )),
    (TopicKind.INCIDENTS, (
        r"(?:(?:significant|material|identified|disclosure of|disclosures? (?:on|about|related to)|description of"
        r"|system|known|reportable|relevant|security|summary of|details of|information on|service|notable|major"
        r"|reported) ){0,3}(?:system |security |service )?(?:incidents?|incident disclosures?)(?: and (?:breaches"
        r"|outages))?(?: (?:disclosures?|history|identified|during|since|in|within|of|for|affecting|requiring|that"
        r"|over|noted|occurring|reported)\b.*)?"
    )),
    (TopicKind.CHANGES, (
        r"(?:(?:significant|material|relevant|summary of|description of|disclosure of|disclosures? (?:on|about)|key"
        r"|major|system|notable) ){0,3}changes?(?: (?:to|in|during|since|within|over|affecting|throughout|made"
        r"|made to|that|identified|disclosures?|for)\b.*)?"
    )),
    (TopicKind.CHANGES, (
        r".*\bchanges (?:to|in) (?:the )?(?:system|.{2,50} system|environment|services?)\b.*|.*\bsystem changes\b.*"
        r"|.*\bchanges (?:during|since|throughout) (?:the )?(?:.{0,20}period|last|previous|prior)\b.*"
    )),
    (TopicKind.OTHER, r"commitments? to (?:competence|integrity).*"),
    (TopicKind.COMMITMENTS, (
        r".*\bservice commitments?\b.*|(?:principal )?commitments?(?: and .*| to .*)?|service level commitments?.*"
        r"|.*\bcommitments? and (?:system |service )?requirements.*"
    )),
    (TopicKind.REQUIREMENTS, r"(?:principal )?(?:system|service|operational) requirements.*"),
    (TopicKind.COMPONENTS, (
        r"(?:(?:description of (?:the )?|overview of (?:the )?)?(?:system )?components?(?: of (?:the "
        r"|its )?(?:[\w.&' -]+ )?system)?\b.*|system (?:overview|components)|components? .*system.*)"
    )),
    (
        TopicKind.INFRASTRUCTURE_AND_SOFTWARE,
        r"(?:primary |system |production )?infrastructure (?:and|&) (?:software|applications?|systems)\b.*",
    ),
    (TopicKind.INFRASTRUCTURE, (
        rf"(?:{_OWNER}(?:(?:system|primary|production|supporting|technical|physical|network|it|cloud"
        r"|hosting) )?(?:and )?infrastructure(?: (?:and|&|overview|components?|environment|architecture|description"
        r"|summary|hosting|details)\b.*)?|hardware.*|network architecture.*|hosting environment.*"
        rf"|system architecture.*|.*\binfrastructure (?:and|&) network.*|infrastructure{_SYSTEM})"
    )),
    (TopicKind.SOFTWARE, (
        rf"(?:{_OWNER}(?:(?:system|primary|production|supporting|application) )?software(?: (?:and|&|overview"
        r"|components?|applications?|environment|description|summary|tools|in scope|details)\b.*)?"
        rf"|applications?(?: and software.*)?|software{_SYSTEM})"
    )),
    (TopicKind.PEOPLE, (
        rf"(?:{_OWNER}people(?: (?:and|&|overview|,).*)?|personnel(?:,? (?:and|&|overview|involved|supporting"
        rf"|in scope)\b.*)?|people{_SYSTEM}|staff(?:ing)?|organi[sz]ation(?:al)? (?:structure )?and people)"
    )),
    (TopicKind.DATA, (
        rf"(?:{_OWNERS}data(?: (?:overview|in scope|types?|managed|processed|description|classification and .*"
        rf"|and data .*|used .*|flows?|handled|components?))?|data{_SYSTEM}|types? of data.*|information and data)"
    )),
    (TopicKind.PROCEDURES, (
        rf"(?:{_OWNERS}(?:(?:automated and manual|manual and automated|operating|system|business|key"
        r"|formal) )?(?:process(?:es)?|policies|procedures?)(?:(?:,|,? and|,? &) (?:policies|procedures?"
        rf"|process(?:es)?|standards))*(?: (?:and|&) .*)?|procedures?{_SYSTEM}"
        r"|processes, policies,? and procedures.*)"
    )),
    (TopicKind.LOCATIONS, (
        r".*\b(?:(?:office|facility|facilities|data cent(?:er|re)|physical|geographic(?:al)?|principal|in-scope"
        r"|covered|operating|company|business) (?:and (?:\w+ )?)?locations?|locations? (?:and|of|in|covered|included"
        r"|within)\b.*|locations?|sites? (?:in|covered|and)\b.*|regions?(?: and .*)?)(?: .*)?"
    )),
    (TopicKind.SERVICES, (
        r"(?:(?:overview|description|types?|nature|summary|background|scope) (?:and (?:\w+ )?)?(?:of"
        r"|and) )*(?:(?:the |its |our )?(?:types? of |nature of (?:the )?)?services?)(?: (?:provided|offered"
        r"|overview|description|offerings?|delivered|performed|and (?:products|system|product)|covered|in scope"
        r"|included|by)\b.*)?"
    )),
    (TopicKind.SERVICES, (
        r".*\b(?:services? (?:provided|offered|overview|offerings?|description)|types? of services?"
        r"|overview of (?:the |its )?services?|description of (?:the |its )?services?|nature of (?:the "
        r"|its )?services)\b.*|products? and services?.*|overview of (?:the )?(?:.{0,40} )?(?:products?"
        r"|platform)(?: .*)?"
    )),
    (TopicKind.OTHER, (
        r".*\b(?:sub-?\s?service|third[- ]party service|vendors?|control environment|risk assessment|risk management"
        r"|risk mitigation|monitoring|information and communication|communication and information|control activities"
        r"|trust services? (?:criteria|categor)|boundar(?:y|ies)|integrity and ethical|organi[sz]ational structure"
        r"|human resources?|governance|internal audit|physical security|logical (?:access|security)"
        r"|change management|incident (?:response|management)|backup|business continuity|disaster recovery"
        r"|company background|overview of operations|company overview|criteria and (?:related )?controls"
        r"|control objectives|subsequent events|in scope|out of scope|exclusions?|tests? of controls|testing"
        r"|results of)\b.*"
    )),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(wording, re.IGNORECASE)) for kind, wording in _WORDINGS)
_NUMBERED = re.compile(_COUNT, re.IGNORECASE)
_LETTERED = re.compile(r"^[A-H]\d{1,2}\.? (?=[A-Z])")  # "C7 Incidents", in the part that is numbered C
_TAIL = re.compile(r"\s*(?:\((?:continued|cont'?d\.?|unaudited|DC ?\d)\)|,? continued|- continued)\s*$", re.IGNORECASE)
_MOST_WORDS = 18
_WEAK_SERVICES = re.compile(
    (
        r"(?:.*\b)?(?:company (?:background|overview)|overview of operations|background(?: and overview)?"
        r"|about .{2,40}|overview|introduction|business overview|organi[sz]ation overview"
        r"|overview of (?:the )?(?:company|organi[sz]ation|operations|.{2,40}system))"
    ),
    re.IGNORECASE,
)
_SYSTEM_OVERVIEW = re.compile(
    (
        r"(?:(?:overview|description|summary|introduction) (?:of|to) (?:the |its )?.{0,60}\b(?:system|platform"
        r"|service|product|solution|application)s?|(?:system|platform|product|solution|application"
        r"|service) (?:overview|description|summary))"
    ),
    re.IGNORECASE,
)
_OFFERS = re.compile(
    (
        r"\b(?:provides|offers|delivers|enables|allows|helps|is (?:an?|the) (?:[\w-]+ ){0,4}(?:platform|application"
        r"|service|solution|provider|company|software|system|product))\b"
    ),
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"(?:(?:security|availability|confidentiality|processing integrity|privacy|common criteria|general"
    r"|all categories)(?:(?:,? and |, | & | / |/)(?:security|availability|confidentiality|processing integrity"
    r"|privacy))*"
    r"(?: \(?common criteria\)?)?(?: (?:category|categories|criteria|principle|commitments|requirements"
    r"|related controls|controls))?(?: \([^)]*\))?)"
    r"|(?:criteria |criterion |trust services criteria )?(?:CC|PI|A|C|P) ?\d.*|CC series.*|additional criteria.*",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def topic_of(heading: str) -> TopicKind | None:
    """What a heading is about; None where its words tell nothing."""
    text = bare_heading(heading)
    if not text or len(text.split()) > _MOST_WORDS:
        return None
    return _named(text) or _named(_LETTERED.sub("", text))


def _named(text: str) -> TopicKind | None:
    return next((kind for kind, wording in _COMPILED if wording.fullmatch(text)), None)


def is_background(heading: str) -> bool:
    """Whether a heading introduces the company: where services stand if they have no heading of their own."""
    return bool(_WEAK_SERVICES.fullmatch(bare_heading(heading)))


def is_system_overview(heading: str) -> bool:
    """Whether a heading introduces the system, which tells the services where no heading names them."""
    return bool(_SYSTEM_OVERVIEW.fullmatch(bare_heading(heading)))


def is_description_title(heading: str) -> bool:
    """Whether a heading is the description's own: "Northwind's Description of Its Platform"."""
    return bool(re.search(r"\bdescription\b", heading, re.IGNORECASE))


def tells_services(text: str) -> bool:
    """Whether a text tells what a company offers: "Northwind is a cloud platform that ..."."""
    return bool(_OFFERS.search(plain(text)))


def bare_heading(heading: str) -> str:
    """A heading without its number, "(continued)" and end marks."""
    text = _TAIL.sub("", " ".join(plain(heading).split()).strip(" :."))
    return _NUMBERED.sub("", text, count=1).strip(" :.")


def is_group(heading: str) -> bool:
    """Whether a heading only parts a list: by category ("Security") or by criterion ("CC6 - Logical access", "Incidents
    (CC7.4)")."""
    text = bare_heading(heading)
    if _LETTERED.match(text) and _named(_LETTERED.sub("", text)):
        return False
    return bool(_GROUPS.fullmatch(text) or leading_criteria(text) or take_criteria(heading)[1])


_NO_INCIDENT = tuple(
    re.compile(wording, re.IGNORECASE)
    for wording in (
        r"\bno\b[^.;]{0,80}\b(?:incidents?|breach(?:es)?|security events?)\b",
        (
            r"\b(?:not|never)\b (?:\w+ ){0,3}(?:identif\w+|aware|experienc\w+|ha(?:d|ve)|occur\w*|detect\w*"
            r"|suffer\w*|report\w*|note[d]?|record\w*|encounter\w*|any)\b[^.;]{0,80}\bincidents?\b"
        ),
        (
            r"\bincidents\b[^.;]{0,60}\b(?:did not (?:occur|take place|arise)|have not (?:occurred|been)"
            r"|were not (?:identified|noted|experienced|reported|detected)|none)\b"
        ),
        r"\bfree (?:of|from)\b[^.;]{0,40}\bincidents?\b",
    )
)
_NO_CHANGE = tuple(
    re.compile(wording, re.IGNORECASE)
    for wording in (
        r"\bno\b[^.;]{0,60}\bchanges?\b",
        r"\bnothing\b[^.;]{0,60}\b(?:changed|was changed|has changed)\b",
        (
            r"\b(?:not|never)\b (?:\w+ ){0,3}(?:identif\w+|aware|ma(?:d|k)e|ha(?:d|ve)|undergo\w*|undergone"
            r"|implement\w*|experienc\w+|any|introduc\w+|occur\w*|note[d]?)\b[^.;]{0,80}\bchanges?\b"
        ),
        r"\bnot (?:\w+ )?(?:significantly |materially |substantially )?change[d]?\b",
        r"\bchanges?\b[^.;]{0,60}\b(?:did not occur|have not occurred|were not (?:made|identified|noted)|none)\b",
        (
            r"\b(?:system|environment|services?|platform|application)\b[^.;]{0,40}\bremained (?:\w+ )?(?:unchanged"
            r"|the same)\b"
        ),
    )
)
_BARE_NONE = re.compile(
    (
        r"^(?:(?:there (?:were|was|are|have been) )?none(?: (?:identified|noted|occurred|reported))?"
        r"|not applicable|n\s?/\s?a|nil)\b(?=[\s.:;,-]|$)"
    ),
    re.IGNORECASE,
)
_LIMITED = re.compile(
    (
        r"\b(?:other than|except(?:ing)? (?:for|as|that)|apart from|aside from|besides|with the exception of"
        r"|in addition to|no (?:other|further|additional))\b"
    ),
    re.IGNORECASE,
)
# "No S1 incidents occurred", "No critical incidents": of the lesser ones it says nothing.
_OF_ONE_KIND = re.compile(
    r"\bno (?:\w+ )?(?:critical|high|urgent|[sp]-?\d|(?:sev|severity|priority|level|tier|class)\b\W{0,2}\w+)\b"
    r"[^.;]{0,40}\b(?:incident|event)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:[1-9]\d*|one|two|three|four|five|six|seven|eight|nine|ten|several) (?:[\w-]+ ){0,5}incidents?\b[^.;]{0,40}"
    r"\b(?:were|was|occurred|happened|have been|has been)\b",
    re.IGNORECASE,
)


def denies_incidents(text: str) -> bool:
    """Whether a text says that there were no incidents to disclose, without "other than ..." and not of one kind."""
    return _denies(text, _NO_INCIDENT) and not _OF_ONE_KIND.search(plain(text))


def counts_incidents(text: str) -> bool:
    """Whether a text counts incidents that there were: "2 incidents were classified as S2"."""
    return _COUNTED.search(plain(text)) is not None


def denies_changes(text: str) -> bool:
    """Whether a text says that the system did not change significantly, without "other than ..."."""
    return _denies(text, _NO_CHANGE)


def _denies(text: str, wordings: tuple[re.Pattern[str], ...]) -> bool:
    words = plain(text).strip()
    if _BARE_NONE.match(words) and len(words.split()) <= 30:
        return True
    return any(wording.search(words) for wording in wordings) and not _LIMITED.search(words)


_NEGATION = re.compile(r"\b(?:no|not|none|never|without|n/a)\b", re.IGNORECASE)


def hints_at_none(sentence: str) -> bool:
    """Whether a sentence that no wording knows as a denial holds a negation all the same."""
    return bool(_NEGATION.search(sentence))


_NOT_APPLICABLE = re.compile(
    (
        r"\b(?:not|n't) (?:considered |deemed |be |been )?(?:applicable|relevant|in scope|within (?:the )?scope"
        r"|covered|addressed|included|examined|apply)\b|\bnon-?applicable\b|\bexcluded\b|\bdo(?:es)? not apply\b"
        r"|\bnot included\b|\bout of scope\b|\bn/a\b"
    ),
    re.IGNORECASE,
)
_REASON = re.compile(
    (
        r"(?:,|;|:|\s-|\.)?\s*\b(?:because|as (?=the|it|its|no|there|all|our|[A-Z])|since|due to(?: the fact that)?"
        r"|given that|the reason (?:is|being)(?: that)?|for the reason that)\s*"
    ),
    re.IGNORECASE,
)


_LEFT_OUT = re.compile(
    (
        r"(?P<word>not applicable|n/a)(?![\w/])[\s.:;,\u2013\u2014-]*(?P<rest>.*)"
        r"|(?:this|the) (?:criterion|criteria) (?:is|are|was|were) (?:not applicable|not relevant|carved out"
        r"|the responsibility of)\b.*"
    ),
    re.IGNORECASE | re.DOTALL,
)


def leaves_out(text: str) -> bool:
    """Whether a cell says that there is no control: "Not applicable - see the subservice organizations.", "N/A"."""
    return bool(_LEFT_OUT.fullmatch(text.strip()))


def reason_left_out(text: str) -> str | None:
    """Why such a cell says so: what stands behind "Not applicable -"."""
    found = _LEFT_OUT.fullmatch(text.strip())
    words = (found["rest"] if found["word"] else text).strip() if found else ""
    return words or None


def is_not_applicable(text: str) -> bool:
    """Whether a sentence leaves something out as not applicable."""
    return bool(_NOT_APPLICABLE.search(plain(text)))


def reason_in(text: str) -> str | None:
    """Why a sentence leaves a criterion out: what stands behind "because"."""
    found = _REASON.search(plain(text))
    return text[found.end() :].strip(" .") or None if found else None


COMPONENTS = (
    TopicKind.INFRASTRUCTURE,
    TopicKind.SOFTWARE,
    TopicKind.PEOPLE,
    TopicKind.DATA,
    TopicKind.PROCEDURES,
)
_RUN_IN = re.compile(r"^([A-Z][A-Za-z &,]{2,40}?)\s*(?::|\.|\s[-\u2013\u2014])\s+(?=\S)")


def run_in_component(text: str) -> tuple[TopicKind, str] | None:
    """A component named at the start of its paragraph ("Infrastructure - The platform runs ...") and the rest."""
    found = _RUN_IN.match(text)
    if not found:
        return None
    kind = topic_of(found[1])
    return (kind, text[found.end() :]) if kind in COMPONENTS else None
