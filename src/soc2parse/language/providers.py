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
    r"(?:[Ii]nc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|GmbH(?: & Co\.? KG(?:aA)?)?|AG|S\.A|SA|SAS|SARL"
    r"|S\.?r\.?l|B\.V|BV|N\.V|NV|PLC|plc|Plc|Pty|Pvt|Pte|Sdn|Bhd|DAC|ULC"
    r"|Private|Co|Company|LP|L\.P|LLP|AB|AS|ApS|A/S|Oy|Oyj|KK|K\.K|SE|SpA|S\.p\.A|Holdings|KG|Ltda|[Ll]tée"
    r"|EMEA SARL)\.?(?![\w-])"
)
WORD = r"(?:[A-Z0-9][\w+/-]*(?:[.&'](?!s\b)[\w-]+)*|[a-z]{1,3}[A-Z][\w-]*|[a-z]+(?:\.[a-z]{2,4})+)"
NAME = re.compile(
    rf"{WORD}(?:,? {_LEGAL}|(?: (?:of|&|de|du|\+))? (?!{_LEGAL}){WORD})*"
    rf"(?: (?:services|systems|technologies|solutions|cloud)(?=\s?\())?"
)
_LEGAL_END = re.compile(rf"(?:,? {_LEGAL})+$")
# Capitalised words that begin sentences or name no organization.
_NO_NAME = re.compile(
    r"^(?:the|a|an|in|on|at|for|as|our|we|they|them|he|she|it|neither|either|others?|its|these|this|that|those|all|each|any|both|such|certain|services?"
    r"|controls?|sections?|(?:sections?|schedule|appendix|attachment|annex(?:ure)?|exhibit|table|part|chapter|note)"
    r" [\w.]{1,4}"
    r"|types?|soc|tsc|trust services.*|trust"
    rf"|complementary.*|{SUB}.*|user entit.*|users?|customers?|clients?|management|company|organi[sz]ations?"
    r"|(?:cloud |hosting |third[- ]party )?(?:service )?providers?|vendors?"
    r"|third[- ]part(?:y|ies).*|internet|description|criteria|criterion|report|system|monitoring|security"
    r"|availability|confidentiality|privacy|processing integrity"
    r"|(?:CC|PI|A|C|P)\d.*|[\d.,]+|yes|no|none|n/a|not applicable|additionally|however|furthermore"
    r"|data cent(?:er|re)s?|api|apis|saas|paas|iaas|it|hr|us|usa|uk|eu|[a-z])$",
    re.IGNORECASE,
)
_SERVICE_WORDS = re.compile(
    r"\b(?:hosting|cloud (?:hosting|infrastructure|provider|services)|infrastructure|e-?mail|storage"
    r"|data cent(?:er|re)s?|iaas|paas|saas|monitoring|delivery|authentication|backups?|payments?|processing"
    r"|services?|colocation|management|support|logging|ticketing|database|network|platform|software|provider"
    r"|identity|analytics|messaging|sso|mfa|sms|cdn|crm|erp|hris|vpn|voip|siem|waf|dns|ci/cd|etl|notifications?"
    r"|carve[- ]?out|inclusive|method|regions?)\b",
    re.IGNORECASE,
)
BRACKET = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)")
_QUOTED = re.compile(r'"([^"]{2,60}?)[,.]?"')
_ONE = (
    rf"(?:an? |the |its |our |their )?(?:[\w-]+ ){{0,6}}?{SUB}[- ]?(?:organi[sz]ations?|providers?|entit(?:y"
    r"|ies))(?: \([^)]*\))?"
)
_APPOSITIVE = re.compile(
    (
        r",? ?(?:(?:which|that) (?:is|are) |(?:is|are) (?:both )?)?(?:(?:used|engaged|utili[sz]ed"
        rf"|retained) by [^,.;]{{2,40}}? as )?{_ONE},?"
    ),
    re.IGNORECASE,
)
_FOR = (
    r"(?:for|to (?:provide|deliver|supply|offer|perform)|(?:which|that|who) (?:also )?(?:provides?|offers?"
    r"|delivers?|performs?|hosts?|is responsible for|are responsible for|is used for)"
    r"|providing|offering|provides?|offers?|delivers?|performs?|is responsible for|is used for"
    r"|is used to provide|as (?:its|the|their|an?|our)|with)\s+(?:us with |the company with )?"
    r"|(?:to)\s+|(?=(?:hosts?|stores?|processes|operates|manages|runs|handles|maintains|sends|backs up)\s)"
)
SERVES = re.compile(rf"\s*\)?\s*,?\s*(?:{_FOR}|\s+[-:]\s+)", re.IGNORECASE)
_SERVES_IN_ITEM = re.compile(
    rf"\s*,?\s*(?:{_FOR}|\s+[-:]\s+|:\s*|(?:is|are) (?:an? |the |our |its |used (?:as (?:an? )?)?))", re.IGNORECASE
)
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
        read = name_at(text, words, start)
        if read is None or (found and start == place):
            break
        provider, place = read
        found.append(provider)
        clause, place = _services_at(text, words, place)
        if clause:
            found = _shared(found, clause)
    return tuple(found)


_LABEL = re.compile(
    r"(?:sub-?\s?service (?:organi[sz]ation|provider)|sub-?processor)(?: name)?(?: (?:no\. ?)?#?\d+)?"
    r"\s*[:\u2013\u2014-]\s*(?=\S)",
    re.IGNORECASE,
)


def behind_label(text: str) -> str | None:
    """What stands behind "Subservice Organization:"; None where a text does not begin so."""
    label = _LABEL.match(text.strip())
    return text.strip()[label.end() :] if label else None


def provider_of(text: str) -> Provider | None:
    """The organization that a table cell, a list item or a heading names at its start, with what it does."""
    line = text.strip().strip("\u2022\u00b7-\u2013\u2014 ")
    line = behind_label(line) or line
    words = plain(line)
    read = name_at(line, words, 0)
    if read:
        provider, place = read
        kind = _APPOSITIVE.match(words, place)
        place = kind.end() if kind else place
        serves = _SERVES_IN_ITEM.match(words, place)
        rest = line[serves.end() :] if serves else line[place:]
        if rest.strip(" .;") and not serves and not kind and not rest.lstrip().startswith((",", "/", "&", "and ")):
            return None
        services = tidy(re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", rest, maxsplit=1)[0])
        return replace(provider, services=provider.services or services or None)
    parts = re.split(r"\s*[:\u2013\u2014]\s+|\s+-\s+", line, maxsplit=1)
    if len(parts) == 2 and len(parts[0].split()) <= 4 and not _NO_NAME.match(parts[0]) and parts[0][:1].isalnum():
        return Provider(parts[0], services=tidy(parts[1]) or None)
    return None


def names_nobody(text: str) -> bool:
    """Whether capitalised words name no organization: "The Company", "Section", "Availability"."""
    return bool(_NO_NAME.match(text))


def without_legal_form(name: str) -> str:
    """The name without ", Inc." and its like."""
    return _LEGAL_END.sub("", name).strip(" ,")


def has_legal_form(name: str) -> bool:
    """Whether the name ends with "Inc.", "LLC", "GmbH" ..."""
    return bool(_LEGAL_END.search(name))


def name_at(text: str, words: str, start: int) -> tuple[Provider, int] | None:
    """The name that begins at a place, with its other names, and where it ends; `words` is the plain text."""
    match = NAME.match(words, start)
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
    bracket = BRACKET.match(words, end)
    while bracket:
        inner = text[bracket.start(1) : bracket.end(1)]
        found, what = other_names(inner, name)
        aliases += found
        services = services or what
        end = bracket.end()
        bracket = BRACKET.match(words, end)
    return Provider(name.strip(" ,"), tuple(dict.fromkeys(aliases)), services), end


def _one_name(first: str, words: str, second: re.Match[str]) -> bool:
    """Whether "Northgate Print and Mail, Inc." is one: it stands alone, or its short name behind it is the first's."""
    rest = words[second.end() :].lstrip(" .")
    if not rest:
        return True
    alias = BRACKET.match(words, second.end())
    return bool(alias and _QUOTED.search(alias[1]) and first.split(maxsplit=1)[0] in alias[1])


def other_names(inner: str, name: str) -> tuple[list[str], str | None]:
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


_AND_FORM = re.compile(rf" and (?:{WORD})(?: {WORD})?(?:,? {_LEGAL})+")
# "Microsoft Corporation's Azure": the product is another name of its maker here.
_PRODUCT = re.compile(rf"'s ({NAME.pattern})")
# A name whose legal form ends with a full stop goes no further: "Cirrus, Inc. Postly" are two.
_FORM_INSIDE = re.compile(rf".*?(?:Inc|Ltd|Corp|Co)\.(?: {_LEGAL})*(?! {_LEGAL})(?= [A-Z])")


_NEXT = re.compile(
    rf"\s*(?:;\s*(?:and\s+)?|,\s*(?:and\s+)?|\s+and\s+(?:(?:(?:up)?on|by|uses?)\s+)?)(?=(?:(?:{WORD})(?: (?:(?:of|&|de"
    rf"|du) )?{WORD})*(?:,? {_LEGAL})*\s*(?:\(|,? ?(?:for|to provide|to|which|that|as|provides?|is used|a {SUB}"
    rf"|an? )\b)|(?P<first>{WORD})(?: {WORD})* and {WORD}(?: {WORD})?(?:,? {_LEGAL})+ \(\"(?P=first)\b))"
)


def _services_at(text: str, words: str, place: int) -> tuple[str | None, int]:
    """What stands behind a name about its services, up to the next name or the sentence's end."""
    kind = _APPOSITIVE.match(words, place)
    begin = kind.end() if kind else place
    serves = SERVES.match(words, begin)
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
        return tidy(clause), len(words)
    return tidy(clause), end


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
    (
        r"\s*\((?:(?:the )?(?:carve[- ]?d?[- ]?out|inclusive)\b[^)]*|(?:each |both |all |collectively,? )*(?:an? "
        rf"|the |its |our )?\"?{SUB}[^)]*)\)|,? (?:as |all |both |each |which are )?{_ONE}$"
        r"|,? (?:and )?(?:(?:is|are) )?(?:presented |treated |reported |included |excluded )?(?:under|using|by|on|with"
        r"|applying|following|through) (?:the |an? )?(?:carve[- ]?d?[- ]?out|inclusive)\b"
        r"(?: (?:method|basis|approach))?"
    ),
    re.IGNORECASE,
)


def _without_asides(clause: str) -> str:
    found = _ASIDE.search(plain(clause))
    return clause if not found else clause[: found.start()] + clause[found.end() :]


def tidy(clause: str) -> str:
    """A clause about services without what else stands in it: the method, "a subservice organization", end marks."""
    words = re.sub(r"\s+", " ", _without_asides(clause)).strip(" ,;:.-\u2013\u2014")
    return re.sub(r"^(?:and\s+|(?:the )?provision of\s+)", "", words)


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
