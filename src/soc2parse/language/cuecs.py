"""What reports call the controls that user entities are to run, and how they introduce, list or deny them.

"Complementary User Entity Controls", "User Control Considerations", "User entities are responsible for ...",
"No complementary user entity controls are required", "... as described in the user guide".
"""

from __future__ import annotations

import re
from functools import lru_cache

from soc2parse.language.plain import plain
from soc2parse.terms import CuecKind

_WHO = (
    r"(?:user[- ]entit(?:y|ies)|(?:end[- ]?)?users?(?: organi[sz]ations?)?|customers?|clients?|subscribers?"
    r"|tenants?|members?"
    r"|merchants?|account (?:holders?|owners?)|licensees?|participants?|plan sponsors?|employers?|consumers?)"
)
# A heading that calls what follows controls of the user. Looked for in headings only.
_CUEC_HEADINGS = tuple(
    re.compile(wording, re.IGNORECASE)
    for wording in (
        rf"\bcomplementary (?:{_WHO})(?:'s?|s')?(?: (?:entity|organi[sz]ation))?\b",
        rf"\bcomplementary controls? .*\b{_WHO}\b",
        r"\b(?:CUEC|CEUC|CUOC|UCC|UEC)s?\b",
        r"\b(?:user[- ]entit(?:y|ies)|user organi[sz]ations?)(?:'s?)? (?:internal )?controls?\b",
        rf"\b{_WHO}(?:'s?)? controls?(?: and \w+)? considerations?\b",
        r"^(?:\w+ )?(?:clients?|customers?|user entity|user organi[sz]ation)(?:'s?)? considerations?$",
        (
            r"\bcontrols? (?:(?:that are )?(?:expected|assumed|required|needed|necessary|placed|in place"
            rf"|to be implemented|implemented) )?(?:of|at|by|from|for) (?:the |its |our )?{_WHO}\b"
        ),
        rf"\b{_WHO}(?:'s?)? complementary controls?\b",
        r"^(?:customers?|clients?)(?:'s?)? controls?$",
        rf"^what {_WHO} (?:must|should|need to|are (?:expected|required|responsible))\b",
        rf"\bcontrols? (?:that )?{_WHO} (?:must|should|need to|are (?:expected|required) to)\b",
    )
)
# A heading that calls what follows responsibilities of the user.
_UER_HEADINGS = tuple(
    re.compile(wording, re.IGNORECASE)
    for wording in (
        rf"\b{_WHO}(?:'s?)? (?:\w+ )?(?:responsibilit(?:y|ies)|obligations|duties)\b",
        rf"\b(?:responsibilit(?:y|ies)|obligations|duties) of (?:the |its |our )?{_WHO}\b",
        r"\bshared (?:security )?responsibilit(?:y|ies)\b",
        r"\b(?:UER|CUER)s?\b",
    )
)
_NOT_A_HEADING = re.compile(
    r"\bsub-?\s?service\b|\bacceptance of|\bauditor|\bsupport\b|\bdata\b|\baccess controls?\b", re.IGNORECASE
)
_MOST_HEADING_WORDS = 16

_MODAL = (
    r"(?:(?:is|are)(?: solely| also| further| ultimately)? (?:responsible|accountable|expected|required|obliged"
    r"|advised|encouraged|to\b|in charge)"
    r"|should|must|shall|will|needs?(?= to\b)|ha(?:s|ve) to|ha(?:s|ve) (?:the |sole )?responsibilit(?:y|ies)"
    r"|retains? responsibility|assumes? responsibility"
    r"|(?:ensures?|maintains?|implements?|establish(?:es)?|restricts?|reviews?|notif(?:y|ies)|protects?"
    r"|monitors?|manages?|controls?|configures?|provides?) )"
)
_SUBJECT = (
    r"(?:(?:it is|the responsibility of|responsibility of) )?(?:(?:the|each|all|every|any|its|our|their"
    r"|authori[sz]ed|individual|(?-i:[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})(?:'s?)?) ){0,2}"
    rf"{_WHO}(?:'s?)?(?: (?:of|and|at|that|who|using|with) [^.;:]{{0,60}}?| (?:entit(?:y|ies)|organi[sz]ations?"
    r"|administrators?|management|personnel|auditors?|compan(?:y|ies)|staff|representatives?)){0,2}"
)
_DUTY = re.compile(
    (
        rf"(?:{_SUBJECT}) {_MODAL}|(?:it is |it remains )?(?:solely )?the (?:sole )?responsibilit(?:y"
        rf"|ies) of (?:the |each |its |our )?{_WHO}\b|responsibility (?:rests|lies|remains) with (?:the )?{_WHO}\b"
    ),
    re.IGNORECASE,
)
# "User entities close accounts of their own leavers.", in a list of such duties.
_PLAIN_DUTY = re.compile(
    rf"(?:the |each |all )?{_WHO} (?!(?:may|can|could|would|might|were|was|had|did|do|does|of|and|or|that"
    r"|who|which|whose|in|on|with|by|for|to|from|using|under|at|as|rely|relies|access|accesses|use|uses|receive"
    r"|receives)\b)[a-z]+ ",
    re.IGNORECASE,
)
# "Clubs are responsible for:", in a paragraph on complementary user entity controls: users by the name of their trade.
_ANYONES_DUTY = re.compile(r"^[A-Z][a-z]+s (?:(?:are|is) (?:responsible|expected|required)|should|must|shall)\b")
_TRADE_DUTY = re.compile(r"[A-Z][a-z]+s are (?:solely )?responsible for\b")
_NEXT_DUTY = re.compile(r"(?<=[.;])\s+(?=[A-Z][a-z]+s (?:are (?:solely |also )?responsible for|should|must|shall)\b)")
_TRADE_RESTART = re.compile(rf"(?<=[.;])\s+(?={_TRADE_DUTY.pattern})")
# Where a duty starts anew inside one paragraph: behind a full stop, or glued to the word before it.
_RESTART = re.compile(
    r"(?:(?<=[.;!)\]])\s+|(?<=[a-z])(?=[A-Z]))(?=(?:The |Each |All |Every )?(?:[Uu]ser [Ee]ntit(?:y|ies)"
    r"|[Uu]sers?|[Cc]ustomers?|[Cc]lients?|[Ss]ubscribers?|[Tt]enants?)"
    r"(?: organi[sz]ations?)? (?:(?:is|are) (?:solely )?(?:responsible|expected|required)|should|must|shall))"
)
_PASSIVE_DUTY = re.compile(
    r"\b(?:should|must|shall|(?:is|are|being) (?:responsible|required|expected|needed|necessary)|need(?:s)? to"
    r"|ha(?:s|ve) to)\b"
    r"|^(?:Controls?|Procedures?|Policies|Processes|Mechanisms?|Safeguards?|Access|Logical access|Physical access)\b",
)
# About the list as a whole, even where the sentence names the user's duty.
_ABOUT_THE_LIST = re.compile(
    r"\b(?:with|under|on|make|makes|made|includ\w+|based on) (?:the |certain |an? )*assum(?:ption|ptions)\b"
    r"|\bassum(?:es|ed|ing)\b[^.]{0,80}\b(?:user|customer|client)|\bassumed in the design\b"
    r"|\b(?:comprehensive|exhaustive|complete|all[- ]inclusive) (?:list|listing|set|statement|description)\b"
    r"|\b(?:not|neither)\b[^.]{0,40}\b(?:comprehensive|exhaustive|all[- ]inclusive)\b"
    r"|\bquestions (?:about|on|regarding|concerning)\b|\bencouraged to (?:contact|read|consult|discuss)\b"
    r"|\b(?:own|independent|external) auditors?\b"
    r"|\buser (?:entities'? |organi[sz]ations?'? )?auditors?\b"
    r"|\bevaluat(?:e|es|ing)\b[^.]{0,30}\b(?:own|its|their)\b[^.]{0,30}\b(?:internal controls?"
    r"|control environment|controls)\b"
    r"|\bconsider(?:ed|s)? whether\b|\bdetermin(?:e|es|ing) (?:whether"
    r"|if)\b[^.]{0,80}\bcontrols?\b[^.]{0,60}\b(?:in place|implemented|exist|placed in operation|established)\b"
    r"|\b(?:this|the following|the above|the below) (?:section|list|table|subsection|listing)\b"
    r"|\b(?:controls?|responsibilities|considerations|CUECs?) (?:that are )?(?:listed|described|identified"
    r"|presented|set out|outlined) (?:below|above|herein|in this)\b"
    r"|\b(?:following|below)\b[^.:]{0,60}\b(?:controls?|responsibilities|procedures|considerations"
    r"|CUECs?) (?:should be|are|is|were|have been|represent|describe)\b"
    r"|\b(?:following|these)(?: [\w-]+){0,4} (?:controls?|responsibilities|procedures|considerations|activities|areas"
    r"|matters|CUECs?)[.:]?$"
    r"|\b(?:controls?|responsibilities|procedures|considerations|activities|CUECs?)(?: [\w-]+){0,3} (?:below|listed"
    r"|that follow)[.:]?$",
    re.IGNORECASE,
)
_ABOUT_THE_CONTROLS = re.compile(
    r"\bin conjunction with\b.*\bcontrols\b"
    r"|\b(?:following|these|below|above|such|described|listed|identified)\b[^.]{0,60}\b(?:controls?"
    r"|responsibilities|procedures|considerations|activities|CUECs?)\b"
    r"|\b(?:controls?|responsibilities|procedures|considerations|activities"
    r"|CUECs?)\b[^.]{0,60}\b(?:the following|following|below|listed|described herein)\b"
    r"|\bcomplementary (?:user|customer|client|controls)\b"
    r"|\bcover only a portion\b|\bnot feasible\b|\bsolely by\b"
    r"|\b(?:necessary|required|essential|needed) (?:in order )?to (?:achieve|meet|provide|satisfy|stop"
    r"|support)\b.*\b(?:criteria|commitments|objectives|assurance)\b"
    r"|\brely on\b.*\bcontrols?\b",
    re.IGNORECASE | re.DOTALL,
)
_AUDITOR = re.compile(r"\bauditors?\b", re.IGNORECASE)
_STEM_END = re.compile(
    r"(?:responsible for(?: the following| each of the following)?|responsibilit(?:y|ies) (?:for|of|to)"
    r"|expected to|required to|should|must|shall|need to|are to|have to|will|accountable for"
    r"|ensure(?: that)?|responsible|the following|as follows|include|including|to|for|that)(?: \w+){0,3}\s*[:\-]?\s*$",
    re.IGNORECASE,
)
# What each of the next holds.
_DENIES = re.compile(r"\b(?:not?|without|none|alone|n\s?/\s?a)\b", re.IGNORECASE)
_NONE_FORMS = tuple(
    re.compile(wording, re.IGNORECASE)
    for wording in (
        (
            rf"\bno (?:such )?(?:complementary )?(?:{_WHO} controls?|CUECs?|complementary controls?(?: (?:at|of"
            rf"|for) (?:the )?{_WHO})?|controls? (?:at|by|of) (?:the )?{_WHO})\b(?! (?:were|was|have|has|has been"
            r"|have been) (?:tested|evaluated|examined))"
        ),
        (
            rf"\b(?:complementary )?(?:{_WHO} controls?|CUECs?|controls? (?:at|by"
            rf"|of) (?:the )?{_WHO})[^.;]{{0,40}} (?:is|are|were|was) not (?:\w+ )?(?:required|necessary|needed"
            r"|assumed|applicable|relevant|considered necessary|deemed necessary)\b"
        ),
        (
            r"\b(?:has|have|had|did|does|do|is|are|were|was) not (?:\w+ )?(?:identif|requir|assum|rely|relies"
            rf"|depend|need|consider|contemplat|necessitat|include any|any\b)[^.;]{{0,80}}\b(?:{_WHO} controls?"
            rf"|CUECs?|controls? (?:at|by|of|that|to be (?:implemented|operated) by) (?:the |its |our )?{_WHO}"
            r"|complementary controls)\b"
        ),
        r"\bcontrols?(?: (?:of|at) [^.;]{2,60})? alone (?:is|are|was|were) (?:sufficient|adequate|enough)\b",
        (
            r"\b(?:not|no longer) (?:rely|depend|reliant|dependent) (?:up)?on (?:any )?(?:complementary "
            r")?(?:controls? (?:at|of|by) )?(?:the )?(?:user|customer|client)"
        ),
        (
            r"\bwithout (?:the need for |requiring |relying on )(?:any )?(?:complementary|CUECs?|controls? (?:at|by"
            rf"|of) (?:the )?{_WHO})"
        ),
    )
)
_BARE_NONE = re.compile(
    r"^(?:none(?: (?:identified|noted|required|applicable|stated))?|not applicable|n\s?/\s?a|nil)\b(?=[\s.:;,-]|$)",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:other than|except(?:ing)? (?:for|those|as)|apart from|aside from|in addition to|beyond) ", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"\b(?:refer(?:red)? to|see|described in|documented in|included in|set (?:out|forth) in|available (?:at|on"
    r"|in|through|via|from)|contained in|provided (?:in|through|via|on)"
    r"|communicated (?:in|through|to|via)|found (?:in|at|on)|published (?:in|on|at)|outlined in|defined in"
    r"|listed in|stated in|specified in|detailed in)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    rf"(?:the |these |such |all |our |its )?(?:complementary )?(?:{_WHO} )?(?:entity )?(?:controls?|responsibilities"
    r"|CUECs?|considerations)[^.;:]{0,60}? (?:are|is|have been|has been|can be|may be|were) (?:\w+ )?(?:described"
    r"|documented|included|set (?:out|forth)|available|contained|provided|communicated|found|published|outlined"
    r"|defined|listed|stated|specified|detailed|presented)\b",
    re.IGNORECASE,
)
_USERS_OWN = re.compile(
    rf"(?:the |our )?{_WHO}(?:'s?)?(?: (?:responsibilit(?:y|ies)|obligations?|dut(?:y|ies)|actions?|role))?",
    re.IGNORECASE,
)
_MENTION = re.compile(
    rf"\bcomplementary (?:{_WHO})|\bCUECs?\b|\buser[- ]entity controls?\b|\bcontrols? at user entities\b", re.IGNORECASE
)
_TESTED_ROW = re.compile(
    r"^results?\s*:|\btests? (?:of|performed|applied|procedures)\b|\bservice auditor\b|\bmanagement response\b",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"^((?:CUEC|CEUC|CUE|UEC|UER|UCC|CUER|CCC|CCR|CSOC|CSO|SOC|SSOC|UE|CR|UR)\s?(?:[-#.]\s?"
    r"|No\.? ?)?\d+(?:\.\d+)*[a-z]?)(?:\s*[.:)\-\u2013\u2014]\s*|\s+)(?=\S)"
)


@lru_cache(maxsize=2048)
def heading_kind(text: str) -> CuecKind | None:
    """What a heading calls the list under it; None for a heading of another matter."""
    heading = plain(text).strip(" :.")
    words = heading.split()
    if not words or len(words) > _MOST_HEADING_WORDS or heading[0].islower() or text.rstrip().endswith((".", ";", ",")):
        return None
    if _IDENTIFIER.match(f"{heading} x"):
        return None
    if any(wording.search(heading) for wording in _CUEC_HEADINGS):
        return None if re.search(r"\bcontrols? and sub-?service|\bauditor", heading, re.IGNORECASE) else CuecKind.CUEC
    if any(wording.search(heading) for wording in _UER_HEADINGS) and not _NOT_A_HEADING.search(heading):
        return CuecKind.UER
    return None


def names_user(header: str) -> bool:
    """Whether a header cell names the user and no more than that something is theirs: "Customer Responsibility"."""
    return bool(_USERS_OWN.fullmatch(plain(header).strip(" :.")))


def is_duty(text: str) -> bool:
    """Whether a sentence starts by laying a duty on the user ("Customers are responsible for ...")."""
    return bool(_DUTY.match(plain(text).lstrip()))


def is_plain_duty(text: str) -> bool:
    """Whether a sentence says what users do ("User entities close accounts ..."): a duty where duties are listed."""
    return bool(_PLAIN_DUTY.match(plain(text).lstrip()))


def is_trade_duty(text: str) -> bool:
    """Whether a sentence lays a duty on users that it calls by their trade: "Courts are responsible for ..."."""
    return bool(_TRADE_DUTY.match(plain(text).lstrip()))


def is_demand(text: str) -> bool:
    """Whether a sentence asks for something without naming the user first ("Access should be restricted ...")."""
    return bool(_PASSIVE_DUTY.search(plain(text)))


def is_introduction(text: str) -> bool:
    """Whether a paragraph speaks about the list ("controls were designed with the assumption that ...")."""
    words = plain(text)
    if _ABOUT_THE_LIST.search(words):
        return True
    return not _DUTY.match(words) and bool(_ABOUT_THE_CONTROLS.search(words))


def is_none(text: str) -> bool:
    """Whether a sentence says that no controls are expected of user entities."""
    words = plain(text)
    if not _DENIES.search(words) or not any(wording.search(words) for wording in _NONE_FORMS):
        return False
    return not _LIMITED.search(words)


def is_bare_none(text: str) -> bool:
    """Whether the text under the heading is no more than "Not applicable." or "None"."""
    return bool(_BARE_NONE.match(plain(text).strip())) and len(text.split()) <= 30


def is_reference(text: str) -> bool:
    """Whether a paragraph sends the reader elsewhere for the list ("... are described in the user guide")."""
    return bool(_REFERENCE.search(plain(text)))


def is_pointer(text: str) -> bool:
    """Whether a sentence only says where the controls are: "User entity controls are described in the guide"."""
    return bool(_POINTER.match(plain(text).lstrip()))


def mentions_cuecs(text: str) -> bool:
    """Whether a text speaks of complementary user entity controls at all."""
    return bool(_MENTION.search(plain(text)))


def stem_of(text: str) -> str | None:
    """The words at a paragraph's end that its list completes ("User entities are responsible for:"); None without."""
    tail = text.rstrip()
    if not tail.endswith((":", "-", "\u2013", "\u2014", "\u2026", "for", "to", "that", "should", "must")):
        return None
    last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", tail)[-1]
    words = plain(last)
    laid = _DUTY.search(words) or (_MENTION.search(plain(text)) and _ANYONES_DUTY.search(words))
    if not _AUDITOR.search(words) and laid and _STEM_END.search(words.rstrip(" :-")):
        return last
    return None


def split_duties(text: str) -> tuple[str, ...]:
    """A paragraph's duties, one each time that the user is named anew; one for a paragraph with a single duty."""
    parts = _RESTART.split(text)
    if len(parts) == 1 and _TRADE_RESTART.search(text):
        parts = _NEXT_DUTY.split(text)
    return tuple(piece.strip() for piece in parts if piece.strip())


def take_identifier(text: str) -> tuple[str | None, str]:
    """A printed identifier at the start ("CUEC-1", "UEC 01.") and the text behind it."""
    found = _IDENTIFIER.match(text)
    if not found:
        return None, text
    return found[1], text[found.end() :]


def is_tested_row(text: str) -> bool:
    """Whether a full-width row belongs to a table of tests: its header run together, "Result: ..."."""
    return bool(_TESTED_ROW.search(text))
