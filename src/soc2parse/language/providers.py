"""Names of outside organizations in running text, with their other names and what they do for the company.

"Northwind uses Cirrus Cloud, Inc. ("Cirrus"), a subservice organization, for hosting, and Postly for e-mail delivery."
"Cirrus Cloud (hosting), Postly (e-mail delivery), and Ident (authentication)"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from soc2parse.language.plain import plain
from soc2parse.language.subservice import SUB

_LEGAL = (
    r"(?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|GmbH|AG|S\.A|SA|SAS|SARL|S\.?r\.?l|B\.V|BV|N\.V|NV|PLC|plc|Plc|Pty|Pvt"
    r"|Private|Co|Company|LP|L\.P|LLP|AB|AS|ApS|A/S|Oy|Oyj|KK|K\.K|SE|SpA|S\.p\.A|Holdings|KG|Ltda|EMEA SARL)\.?(?![\w-])"
)
_TOKEN = r"(?:[A-Z0-9][\w+/-]*(?:[.&'](?!s\b)[\w-]+)*|[a-z]{1,3}[A-Z][\w-]*|[a-z]+(?:\.[a-z]{2,4})+)"
_NAMES = re.compile(
    rf"{_TOKEN}(?:,? {_LEGAL}|(?: (?:of|&|de|du|\+))? (?!{_LEGAL}){_TOKEN})*"
    rf"(?: (?:services|systems|technologies|solutions|cloud)(?=\s?\())?"
)
_LEGAL_END = re.compile(rf"(?:,? {_LEGAL})+$")
# Capitalised words that begin sentences or name no organization.
_NO_NAME = re.compile(
    r"^(?:the|a|an|in|on|at|for|as|our|we|its|these|this|that|those|all|each|any|both|such|certain|services?|controls?|section|sections|types?|soc|tsc|trust services.*|trust"
    rf"|complementary.*|{SUB}.*|user entit.*|users?|customers?|clients?|management|company|organi[sz]ations?|(?:cloud |hosting |third[- ]party )?(?:service )?providers?|vendors?"
    r"|third[- ]part(?:y|ies).*|internet|description|criteria|criterion|report|system|monitoring|security|availability|confidentiality|privacy|processing integrity"
    r"|(?:CC|PI|A|C|P)\d.*|[\d.,]+|yes|no|none|n/a|not applicable|additionally|however|furthermore|data cent(?:er|re)s?|api|apis|saas|paas|iaas|it|hr|us|usa|uk|eu|[a-z])$",
    re.IGNORECASE,
)
_SERVICE_WORDS = re.compile(
    r"\b(?:hosting|cloud (?:hosting|infrastructure|provider|services)|infrastructure|e-?mail|storage|data cent(?:er|re)s?|iaas|paas|saas|monitoring|delivery|authentication|backups?|payments?|processing"
    r"|services?|colocation|management|support|logging|ticketing|database|network|platform|software|provider|identity|analytics|messaging|sso|mfa|sms|cdn|crm|erp|hris|vpn|voip|siem|waf|dns|ci/cd|etl|notifications?|carve[- ]?out|inclusive|method|regions?)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)")
_QUOTED = re.compile(r'"([^"]{2,60}?)[,.]?"')
_ONE = rf"(?:an? |the |its |our |their )?(?:[\w-]+ ){{0,6}}?{SUB}[- ]?(?:organi[sz]ations?|providers?|entit(?:y|ies))(?: \([^)]*\))?"
_APPOSITIVE = re.compile(
    rf",? ?(?:(?:which|that) (?:is|are) |(?:is|are) (?:both )?)?(?:(?:used|engaged|utili[sz]ed|retained) by [^,.;]{{2,40}}? as )?{_ONE},?", re.IGNORECASE
)
_FOR = (
    r"(?:for|to (?:provide|deliver|supply|offer|perform)|(?:which|that|who) (?:also )?(?:provides?|offers?|delivers?|performs?|hosts?|is responsible for|are responsible for|is used for)"
    r"|providing|offering|provides?|offers?|delivers?|performs?|is responsible for|is used for|is used to provide|as (?:its|the|their|an?|our)|with)\s+(?:us with |the company with )?"
    r"|(?:to)\s+|(?=(?:hosts?|stores?|processes|operates|manages|runs|handles|maintains|sends|backs up)\s)"
)
_SERVES = re.compile(rf"\s*\)?\s*,?\s*(?:{_FOR}|\s+[-:]\s+)", re.IGNORECASE)
_SERVES_IN_ITEM = re.compile(rf"\s*,?\s*(?:{_FOR}|\s+[-:]\s+|:\s*|(?:is|are) (?:an? |the |used as (?:an? )?)?)", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"\s*(?:[,;]\s*)?(?:(?:and|as well as|or|plus|&)\s+(?:also\s+)?(?:uses?\s+|by\s+|on\s+)?)?(?:the\s+)?",
    re.IGNORECASE,
)
_MOST_WORDS = 8


@dataclass(frozen=True)
class Provider:
    """An organization as a text names it (None where it has no name there), and what it does."""

    name: str | None
    aliases: tuple[str, ...] = ()
    services: str | None = None


def providers_at(text: str) -> tuple[Provider, ...]:
    """The organizations enumerated from the text's start on; empty where it does not start with a name."""
    words = plain(text)
    found: list[Provider] = []
    place = 0
    while place < len(words):
        gap = _SEPARATOR.match(words, place)
        start = gap.end() if gap else place
        read = _name_at(text, words, start)
        if read is None or (found and start == place):
            break
        provider, place = read
        found.append(provider)
        clause, place = _services_at(text, words, place)
        if clause:
            found = _shared(found, clause)
    return tuple(found)


def provider_of(text: str) -> Provider | None:
    """The organization that a table cell, a list item or a heading names at its start, with what it does."""
    line = text.strip().strip("\u2022\u00b7-\u2013\u2014 ")
    words = plain(line)
    read = _name_at(line, words, 0)
    if read:
        provider, place = read
        kind = _APPOSITIVE.match(words, place)
        place = kind.end() if kind else place
        serves = _SERVES_IN_ITEM.match(words, place)
        rest = line[serves.end() :] if serves else line[place:]
        if rest.strip(" .;") and not serves and not kind and not rest.lstrip().startswith((",", "/", "&", "and ")):
            return None
        services = _tidy(re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", rest)[0])
        return replace(provider, services=provider.services or services or None)
    parts = re.split(r"\s*[:\u2013\u2014]\s+|\s+-\s+", line, maxsplit=1)
    if len(parts) == 2 and len(parts[0].split()) <= 4 and not _NO_NAME.match(parts[0]) and parts[0][:1].isalnum():
        return Provider(parts[0], services=_tidy(parts[1]) or None)
    return None


def without_legal_form(name: str) -> str:
    """The name without ", Inc." and its like."""
    return _LEGAL_END.sub("", name).strip(" ,")


def has_legal_form(name: str) -> bool:
    """Whether the name ends with "Inc.", "LLC", "GmbH" ..."""
    return bool(_LEGAL_END.search(name))


def _name_at(text: str, words: str, start: int) -> tuple[Provider, int] | None:
    match = _NAMES.match(words, start)
    if not match:
        return None
    end = match.end()
    name = text[start:end]
    if words[start:end].endswith("'s"):
        name = name[:-2]
    stripped = name.strip(" .,")
    if _NO_NAME.match(plain(stripped)) or len(stripped.split()) > _MOST_WORDS or len(stripped) < 2:
        return None
    ended = _FORM_INSIDE.match(words, start, end)
    if ended and ended.end() < end:
        end = ended.end()
        name = text[start:end]
    aliases: list[str] = []
    services = None
    product = _PRODUCT.match(words, end)
    if product:
        aliases.append(text[product.start(1) : product.end(1)])
        end = product.end()
    joined = _AND_FORM.match(words, end)
    if joined and not has_legal_form(name) and _one_name(name, words, joined):
        name, end = text[start : joined.end()], joined.end()
    bracket = _BRACKET.match(words, end)
    while bracket:
        inner = text[bracket.start(1) : bracket.end(1)]
        found, what = _bracketed(inner, name)
        aliases += found
        services = services or what
        end = bracket.end()
        bracket = _BRACKET.match(words, end)
    return Provider(name.strip(" ,"), tuple(dict.fromkeys(aliases)), services), end


def _one_name(first: str, words: str, second: re.Match[str]) -> bool:
    """Whether "Northgate Print and Mail, Inc." is one: it stands alone, or its short name behind it is the first's."""
    rest = words[second.end() :].lstrip(" .")
    if not rest:
        return True
    alias = _BRACKET.match(words, second.end())
    return bool(alias and _QUOTED.search(alias[1]) and first.split()[0] in alias[1])


def _bracketed(inner: str, name: str) -> tuple[list[str], str | None]:
    """What stands in brackets behind a name: its other names, or what it does."""
    words = plain(inner).strip()
    quoted = [q.strip() for q in _QUOTED.findall(words)]
    if quoted:
        return [q for q in quoted if q[:1].isupper() and not _NO_NAME.match(q)], None
    shares = {w.casefold() for w in words.split()} & {w.casefold() for w in name.split()}
    capital = words[:1].isupper() or words[:1].isdigit()
    if capital and len(words.split()) <= 4 and (shares or not _SERVICE_WORDS.search(words)) and "," not in words:
        bare = re.sub(r"^(?:formerly|d/?b/?a|f/?k/?a|hereinafter|hereafter|or|the)\s+", "", words, flags=re.IGNORECASE)
        return ([bare] if not _NO_NAME.match(bare) else []), None
    if re.search(r"\b(?:carve|inclusive|subservice|sub-service)\b", words, re.IGNORECASE) or len(words) < 3:
        return [], None
    return [], inner.strip(" ,.")


_AND_FORM = re.compile(rf" and (?:{_TOKEN})(?: {_TOKEN})?(?:,? {_LEGAL})+")
# "Microsoft Corporation's Azure": the product is another name of its maker here.
_PRODUCT = re.compile(rf"'s ({_NAMES.pattern})")
# A name whose legal form ends with a full stop goes no further: "Cirrus, Inc. Postly" are two.
_FORM_INSIDE = re.compile(rf".*?(?:Inc|Ltd|Corp|Co)\.(?: {_LEGAL})*(?= [A-Z])")


_NEXT = re.compile(
    rf"\s*(?:;\s*(?:and\s+)?|,\s*(?:and\s+)?|\s+and\s+)(?=(?:{_TOKEN})(?: (?:(?:of|&|de|du) )?{_TOKEN})*(?:,? {_LEGAL})*\s*(?:\(|,? ?(?:for|to provide|to|which|that|as|provides?|is used|a {SUB}|an? )\b))"
)


def _services_at(text: str, words: str, place: int) -> tuple[str | None, int]:
    """What stands behind a name about its services, up to the next name or the sentence's end."""
    kind = _APPOSITIVE.match(words, place)
    begin = kind.end() if kind else place
    serves = _SERVES.match(words, begin)
    if not serves:
        return None, begin
    following = _NEXT.search(words, serves.end())
    stop = re.search(r"\.(?=\s|$)|;", words[serves.end() :])
    end = min(
        following.start() if following else len(words),
        serves.end() + stop.start() if stop else len(words),
    )
    clause = text[serves.end() : end]
    if words[end : end + 1] == ".":
        return _tidy(clause), len(words)
    return _tidy(clause), end


def _shared(found: list[Provider], clause: str) -> list[Provider]:
    """The clause belongs to the last names that have none yet; "..., respectively" gives each its own part."""
    open_ = [index for index, provider in enumerate(found) if provider.services is None]
    tail = [index for index in open_ if all(found[later].services is None for later in range(index, len(found)))]
    parts = [clause] * len(tail)
    if re.search(r",? respectively", clause, re.IGNORECASE):
        bare = re.sub(r",? respectively.*", "", clause, flags=re.IGNORECASE)
        split = [part.strip() for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", bare) if part.strip()]
        parts = split if len(split) == len(tail) else [bare] * len(tail)
    result = list(found)
    for index, part in zip(tail, parts, strict=True):
        result[index] = replace(found[index], services=part)
    return result


_ASIDE = re.compile(
    rf"\s*\((?:(?:the )?(?:carve[- ]?d?[- ]?out|inclusive)\b[^)]*|(?:each |both |all |collectively,? )*(?:an? |the |its |our )?\"?{SUB}[^)]*)\)|,? (?:as |all |both |each |which are )?{_ONE}$", re.IGNORECASE
)


def _without_asides(clause: str) -> str:
    found = _ASIDE.search(plain(clause))
    return clause if not found else clause[: found.start()] + clause[found.end() :]


def _tidy(clause: str) -> str:
    words = re.sub(r"\s+", " ", _without_asides(clause)).strip(" ,;:.-\u2013\u2014")
    return re.sub(r"^(?:and\s+|(?:the )?provision of\s+)", "", words)


_USES = re.compile(
    r"\b(?:uses?|utili[sz]es?|(?:has |have )?(?:engage[sd]?|contract(?:s|ed) with|partner(?:s|ed) with)|employs?|leverages?|relies (?:up)?on|depends (?:up)?on|makes use of"
    r"|(?:outsources?|outsourced|subcontracts?) (?P<what>[^.;]{2,80}?) to|(?:is|are) hosted (?:by|on|with|at|in|within)|hosts? [^.;]{2,60}? (?:on|with|at|in|within)"
    r"|(?P<subject>(?:[\w/-]+ ){1,6})(?:is|are) (?:provided|performed|operated|managed|supplied) by"
    r"|carve[sd]? out|(?:excludes?|excluding|not (?:include|extend to|cover)|carv\w+) (?:the |any |those )?(?:(?:related|relevant|actual) )?(?:controls?|services?)(?: and [\w ]{3,30}?)? (?:of|at|provided by|performed by))\s+",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    rf"(?:(?:the|a|an|its|several|various|certain|multiple|following|one|two|three|four|five|six|third[- ]party|number of|independent|external|affiliated|carved[- ]out|cloud|other)\s+"
    rf"|(?:the |certain |various )?(?:[\w-]+ ){{0,3}}services (?:of|from|(?:provided|offered|performed) by)(?: the)?\s+)*"
    rf"(?:{SUB}[- ]?(?:organi[sz]ations?|providers?|entit(?:y|ies)|vendors?)|(?:cloud |hosting |data cent(?:er|re) |service |infrastructure )+(?:providers?|vendors?|facilit(?:y|ies))|third[- ]part(?:y|ies)(?: (?:service )?(?:providers?|vendors?|organi[sz]ations?))?|vendors?)?"
    r"(?: \((?:the |collectively|each|\")[^)]*\))?(?:\s*(?:,? (?:named|namely|including|such as|e\.g\.,?)|[,:(-]))*\s*",
    re.IGNORECASE,
)
_PURPOSE_LIST = re.compile(r"(?:to|for|in|that|which|who)\b[^:;.]{0,100}:\s*", re.IGNORECASE)
_SERVICE_THEN_NAME = re.compile(rf"(?:^|,\s*(?:and\s+)?|\s+and\s+|;\s*)([a-z][\w /&-]{{2,60}}?) \(({_NAMES.pattern})\)")
_LISTED = re.compile(r"\b(?:below|following|listed|described)\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b{SUB}[- ]?(?:organi[sz]ations?|providers?|entit(?:y|ies))(?: \([^)]*\))?\s*(?:\(|include|includes|including|are|is|:|namely|named|such as|used (?:by [^.]{{2,40}} )?(?:is|are)|,(?! and\b| or\b| but\b))+:?\s+(?:the following:?\s+|as follows:?\s+)?",
    re.IGNORECASE,
)
_IS_ONE = re.compile(
    rf",? (?:(?:which|that) )?(?:is|are|as|an?|our|its|the)\b[^.,;]{{0,40}}?\b{SUB}[- ]?(?:organi[sz]ation|provider|entit)",
    re.IGNORECASE,
)
_WATCHES = re.compile(
    rf"\bto (?:\w+ )?(?:monitor|assess|evaluate|review|track|manage|oversee|document|automate)\b[^.]{{0,60}}\b(?:{SUB}|vendors?|third|compliance|controls?)",
    re.IGNORECASE,
)
_SERVICE_PROVIDED = re.compile(
    r"\b(?:services?|controls?|functions?|operations|activities) (?:provided|performed|operated|of|at|managed|implemented) (?:by |at )?",
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
        purpose = _PURPOSE_LIST.match(words, place)
        found = providers_at(sentence[place:]) or (providers_at(sentence[purpose.end() :]) if purpose else ())
        if found:
            what = use["what"] or use["subject"]
            return tuple(replace(p, services=p.services or _tidy(what)) for p in found) if what else found
        if generic and re.search(SUB, generic[0], re.IGNORECASE):
            return _unnamed(sentence, words, place)
    return ()


def _unnamed(sentence: str, words: str, place: int) -> tuple[Provider, ...]:
    """What stands behind "a subservice organization": services with names in brackets, or services of one without a name."""
    serves = _SERVES.match(words, place)
    if not serves:
        return ()
    clause = re.split(r"\.(?:\s|$)|;", sentence[serves.end() :])[0]
    pairs = _SERVICE_THEN_NAME.findall(plain(clause))
    if pairs:
        return tuple(Provider(pair[1], services=_tidy(pair[0])) for pair in pairs)
    services = _tidy(clause)
    return (Provider(None, services=services),) if services and not _LISTED.search(services) else ()


_USER = re.compile(
    rf"^(?:The |Additionally, |In addition, )?({_NAMES.pattern})(?:'s [\w -]{{2,40}}?)? (?:also |currently )?(?:uses?|utili[sz]es?|relies|outsources?|engages?|has engaged|employs)\b"
)


def user_in(sentence: str) -> str | None:
    """Who uses others, by the sentence's subject: "Northwind uses ..."; None for "the Company"."""
    found = _USER.match(plain(sentence))
    if not found or _NO_NAME.match(found[1]):
        return None
    return sentence[found.start(1) : found.end(1)]


_DOES = re.compile(
    r"\s*,?\s*(?:(?:is|are) (?:used|engaged|utili[sz]ed|contracted)|provides?|hosts?|delivers?|offers?|supplies|performs?|is (?:an?|the|our|its) [^.]{0,60}\b(?:provider|vendor|platform|service|host))\b"
)


def providers_described(sentence: str) -> tuple[Provider, ...]:
    """Whom a sentence describes by what it does: "Cirrus Cloud provides hosting ..."; for parts about such providers."""
    words = plain(sentence)
    read = _name_at(sentence, words, 0)
    if read is None or not _DOES.match(words, read[1]):
        return ()
    return providers_at(sentence)[:1]


_EXAMINED = re.compile(rf"\b(?:examined|engaged to examine) (?:the )?(?:accompanying |attached )?(?:description of )?(?={_TOKEN})")


def company_in(sentence: str) -> tuple[str, ...]:
    """Whose system was examined, with its short names: "We have examined Northwind, Inc.'s ("Northwind") description"."""
    words = plain(sentence)
    found = _EXAMINED.search(words)
    read = _name_at(sentence, words, found.end()) if found else None
    if not read:
        return ()
    behind = _BRACKET.match(words, read[1] + 2) if words[read[1] :].startswith("'s") else None
    short = _bracketed(behind[1], read[0].name or "")[0] if behind else []
    return tuple(name for name in (read[0].name, *read[0].aliases, *short) if name)


_AT = re.compile(rf"\b(?:at|by|of|for|from) (?=(?:the )?{_TOKEN}[^a-z]*)", re.IGNORECASE)


def provider_at_end(heading: str) -> Provider | None:
    """The organization with which a heading ends: "Controls Expected to be Implemented by Cirrus Cloud"."""
    words = plain(heading).rstrip(" :.")
    for place in _AT.finditer(words):
        read = _name_at(heading, words, place.end())
        if read and read[1] == len(words):
            return read[0]
    return None


def providers_called(sentence: str) -> tuple[Provider, ...]:
    """Whom a sentence calls a subservice organization: "X, a subservice organization, ...", "subservice organizations: X, Y"."""
    words = plain(sentence)
    found: list[Provider] = []
    for match in _NAMES.finditer(words):
        provider = _name_at(sentence, words, match.start())
        if words[: match.start()].endswith(" by "):
            continue
        if provider and _IS_ONE.match(words, provider[1]):
            found += providers_at(sentence[match.start() :])[:1]
    if found:
        return tuple(found)
    named = _NAMED.search(words)
    return providers_at(sentence[named.end() :]) if named else ()


# Names that mean one organization: used to see that two mentions are one, never to find a name.
SAME = {
    "amazon": "amazon web services",
    "aws": "amazon web services",
    "amazon aws": "amazon web services",
    "amazon web services aws": "amazon web services",
    "amazon web service": "amazon web services",
    "azure": "microsoft azure",
    "microsoft azure cloud": "microsoft azure",
    "ms azure": "microsoft azure",
    "gcp": "google cloud platform",
    "google cloud": "google cloud platform",
    "oci": "oracle cloud infrastructure",
    "oracle cloud": "oracle cloud infrastructure",
    "mongodb atlas": "mongodb",
    "atlas": "mongodb",
    "sendgrid": "twilio sendgrid",
}
