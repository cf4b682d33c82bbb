"""Sentences that name whom the company uses: "... uses X for hosting", "X, a subservice organization, ...".

"Northwind outsources hosting to Cirrus Cloud." "The subservice organizations are Cirrus Cloud and Postly."
"""

from __future__ import annotations

import re
from dataclasses import replace

from soc2parse.language.plain import plain
from soc2parse.language.providers import (
    BRACKET,
    NAME,
    SERVES,
    WORD,
    Provider,
    name_at,
    names_nobody,
    other_names,
    providers_at,
    tidy,
)
from soc2parse.language.subservice import SUB

_USES = re.compile(
    r"\b(?:uses?|utili[sz]es?|(?:has |have )?(?:engage[sd]?|contract(?:s|ed) with|partner(?:s|ed) with)|employs?"
    r"|leverages?|relies (?:up)?on|depends (?:up)?on|makes use of"
    r"|(?:outsources?|outsourced|subcontracts?) (?P<what>[^.;]{2,80}?) to|(?:is|are) hosted (?:by|on|with|at|in"
    r"|within)|hosts? [^.;]{2,60}? (?:on|with|at|in|within)"
    r"|(?:rents?|leases?|obtains?|purchases?|procures?|buys?|sources?) (?P<obtained>[^.;]{2,60}?) from"
    r"|(?P<subject>(?:[\w/-]+ ){1,6})(?:is|are) (?:(?:provided|performed|operated|managed|supplied) by"
    r"|(?:rented|leased|obtained|purchased|procured|bought|sourced) from)"
    r"|(?:description|report|scope) (?:also )?includes (?:the )?(?:(?:related|relevant) )?controls? (?:of|at)"
    r"|carve[sd]? out|(?:excludes?|excluding|not (?:include|extend to|cover)|carv\w+) (?:the |any "
    r"|those )?(?:(?:related|relevant|actual) )?(?:controls?|services?)(?: and [\w ]{3,30}?)? (?:of|at"
    r"|provided by|performed by))\s+",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:(?:the|a|an|its|several|various|certain|multiple|following|one|two|three|four|five|six|third[- ]party"
    r"|number of|independent|external|affiliated|carved[- ]out|cloud|other)\s+"
    r"|(?:the |certain |various )?(?:[\w-]+ ){0,3}services (?:of|from|(?:provided|offered"
    r"|performed) by)(?: the)?\s+)*"
    rf"(?:{SUB}[- ]?(?:organi[sz]ations?|providers?|entit(?:y|ies)|vendors?)|(?:cloud |hosting |data cent(?:er"
    r"|re) |service |infrastructure )+(?:providers?|vendors?|facilit(?:y|ies))|third[- ]part(?:y"
    r"|ies)(?: (?:service )?(?:providers?|vendors?|organi[sz]ations?))?|vendors?)?"
    r"(?: \((?:the |collectively|each|\")[^)]*\))?(?:\s*(?:,? (?:named|namely|including|such as|e\.g\.,?)|[,:(-]))*\s*",
    re.IGNORECASE,
)
_PURPOSE_LIST = re.compile(r"(?:to|for|in|that|which|who)\b[^:;.]{0,100}:\s*", re.IGNORECASE)
_SERVICE_THEN_NAME = re.compile(rf"(?:^|,\s*(?:and\s+)?|\s+and\s+|;\s*)([a-z][\w /&-]{{2,60}}?) \(({NAME.pattern})\)")
_NEXT_CLAUSE = re.compile(r"(?:and|or|but|while|which|that)\b", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:below|following|listed|described)\b", re.IGNORECASE)
_NAMED = re.compile(
    (
        rf"\b{SUB}[- ]?(?:organi[sz]ations?|providers?|entit(?:y|ies))(?: \([^)]*\))?\s*(?:\(|include|includes"
        r"|including|are|is|:|namely|named|such as|used (?:by [^.]{2,40} )?(?:is|are)|,(?! and\b| or\b"
        r"| but\b))+:?\s+(?:the following:?\s+|as follows:?\s+)?"
    ),
    re.IGNORECASE,
)
# "Cirrus Cloud for hosting: these services have been carved out", "Services provided by Cirrus Cloud are excluded".
_LEFT_OUT = re.compile(
    r"(?:[:,;-]\s*)?\b(?:(?:these|whose|their|which) (?:services|controls|organizations)? ?)?(?:has been"
    r"|have been|are|is|were|was) "
    r"(?:carved[- ]out|excluded|not included)\b",
    re.IGNORECASE,
)
_SERVICES_OF = re.compile(
    r"\b(?:services|controls|functions) (?:and controls )?(?:provided|performed|operated|managed)? ?(?:by|of|at) ",
    re.IGNORECASE,
)
_IS_ONE = re.compile(
    (
        rf",? (?:(?:which|that) )?(?:is|are|as|an?|our|its|the)\b[^.,;]{{0,40}}?\b{SUB}[- ]?(?:organi[sz]ation"
        r"|provider|entit)"
    ),
    re.IGNORECASE,
)
_WATCHES = re.compile(
    (
        r"\bto (?:\w+ )?(?:monitor|assess|evaluate|review|track|manage|oversee|document"
        rf"|automate)\b[^.]{{0,60}}\b(?:{SUB}|vendors?|third|compliance|controls?)"
    ),
    re.IGNORECASE,
)
_SERVICE_PROVIDED = re.compile(
    (
        r"\b(?:services?|controls?|functions?|operations|activities) (?:provided|performed|operated|of|at|managed"
        r"|implemented) (?:by |at )?"
    ),
    re.IGNORECASE,
)


def providers_used(sentence: str) -> tuple[Provider, ...]:
    """Whom the company uses, by a sentence that says so: "... uses X for hosting", "... outsources hosting to X".

    One without a name where the sentence names none ("uses a subservice organization to host its platform").
    """
    words = plain(sentence)
    for use in _USES.finditer(words):
        if _WATCHES.search(words, use.end()):
            continue
        generic = _GENERIC.match(words, use.end())
        place = generic.end() if generic else use.end()
        if generic and generic[0] and _NEXT_CLAUSE.match(words, place):
            continue
        purpose = _PURPOSE_LIST.match(words, place)
        found = providers_at(sentence[place:]) or (providers_at(sentence[purpose.end() :]) if purpose else ())
        if found:
            what = use["what"] or use["obtained"] or use["subject"]
            return tuple(replace(p, services=p.services or tidy(what)) for p in found) if what else found
        if generic and re.search(SUB, generic[0], re.IGNORECASE):
            return _unnamed(sentence, words, place)
    return ()


def _unnamed(sentence: str, words: str, place: int) -> tuple[Provider, ...]:
    """Behind "a subservice organization": services with names in brackets, or those of one without a name."""
    serves = SERVES.match(words, place)
    if not serves:
        return ()
    clause = re.split(r"\.(?:\s|$)|;", sentence[serves.end() :])[0]
    pairs = _SERVICE_THEN_NAME.findall(plain(clause))
    if pairs:
        return tuple(Provider(pair[1], services=tidy(pair[0])) for pair in pairs)
    services = tidy(clause)
    return (Provider(None, services=services),) if services and not _LISTED.search(services) else ()


_USER = re.compile(
    rf"^(?:The |Additionally, |In addition, )?({NAME.pattern})(?:'s [\w -]{{2,40}}?)? (?:also "
    r"|currently )?(?:uses?|utili[sz]es?|relies|outsources?|engages?|has engaged|employs)\b"
)


def user_in(sentence: str) -> str | None:
    """Who uses others, by the sentence's subject: "Northwind uses ..."; None for "the Company"."""
    found = _USER.match(plain(sentence))
    if not found or names_nobody(found[1]):
        return None
    return sentence[found.start(1) : found.end(1)]


_DOES = re.compile(
    r"\s*,?\s*(?:(?:is|are) (?:used|engaged|utili[sz]ed|contracted)|provides?|hosts?|delivers?|offers?|supplies"
    r"|performs?|is (?:an?|the|our|its) [^.]{0,60}\b(?:provider|vendor|platform|service|host))\b"
)


def providers_described(sentence: str) -> tuple[Provider, ...]:
    """Whom a sentence describes by what it does: "Cirrus Cloud provides hosting ..."."""
    words = plain(sentence)
    read = name_at(sentence, words, 0)
    if read is None or not _DOES.match(words, read[1]):
        return ()
    return providers_at(sentence)[:1]


_EXAMINED = re.compile(
    rf"\b(?:examined|engaged to examine) (?:the )?(?:accompanying |attached )?(?:description of )?(?={WORD})"
)


def company_in(sentence: str) -> tuple[str, ...]:
    """Whose system was examined, with its short names: "examined Northwind, Inc.'s ("Northwind") description"."""
    words = plain(sentence)
    found = _EXAMINED.search(words)
    read = name_at(sentence, words, found.end()) if found else None
    if not read:
        return ()
    behind = BRACKET.match(words, read[1] + 2) if words[read[1] :].startswith("'s") else None
    short = other_names(behind[1], read[0].name or "")[0] if behind else []
    return tuple(name for name in (read[0].name, *read[0].aliases, *short) if name)


_AT = re.compile(rf"\b(?:at|by|of|for|from) (?=(?:the )?{WORD}[^a-z]*)", re.IGNORECASE)


def providers_at_end(heading: str) -> tuple[Provider, ...]:
    """The organizations with which a heading ends: "Controls Expected of Cirrus Cloud and Postly"."""
    words = plain(heading).rstrip(" :.")
    for place in _AT.finditer(words):
        found = providers_at(heading[place.end() : len(words)])
        if found and words.endswith(plain(found[-1].aliases[-1] + ")" if found[-1].aliases else found[-1].name or "")):
            return found
    return ()


def providers_bound(text: str) -> tuple[Provider, ...]:
    """On whom a sentence lays a duty at its start: "Cirrus Cloud and Postly are responsible for ..."."""
    bound = _BOUND.match(plain(text))
    return tuple(provider for provider in providers_at(text[: bound.end(1)]) if provider.name) if bound else ()


_BOUND = re.compile(
    rf"({NAME.pattern}(?:(?:,|,? and) {NAME.pattern})*) "
    r"(?:(?:is|are) (?:responsible|expected|required)|should|must|shall)\b"
)


def providers_called(sentence: str) -> tuple[Provider, ...]:
    """Whom a sentence calls one: "X, a subservice organization, ...", "subservice organizations: X, Y"."""
    words = plain(sentence)
    found: list[Provider] = []
    for match in NAME.finditer(words):
        provider = name_at(sentence, words, match.start())
        if words[: match.start()].endswith(" by "):
            continue
        if provider and _IS_ONE.match(words, provider[1]):
            found += providers_at(sentence[match.start() :])[:1]
    if found:
        return tuple(found)
    left_out = _LEFT_OUT.search(words)
    if left_out:
        clause = sentence[: left_out.start()].rstrip(" :,;-")
        of = _SERVICES_OF.search(plain(clause))
        return providers_at(clause[of.end() :] if of else clause)
    named = _NAMED.search(words)
    return providers_at(sentence[named.end() :]) if named else ()
