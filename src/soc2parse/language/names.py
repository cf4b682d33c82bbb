"""Names of organizations, audit firms and places as reports print them, and the aliases they define."""

from __future__ import annotations

import re

from soc2parse.language.places import CITIES

_LEGAL = (
    r"inc|incorporated|l\.?l\.?c|ltd|limited|(?:private|pvt\.?|pte\.?|pty\.?|proprietary|sdn\.?|"
    r"opc)\s*\.?\s*(?:limited|ltd|bhd)|corp|corporation|gmbh(?:\s*&\s*co\.?\s*kg(?:aa)?)?|a\.?g|"
    r"s\.?a\.?s?|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|p\.?l\.?c|l\.?p|l\.?l\.?p|co|company|s\.?e|a\.?b|a/s|aps|oy|"
    r"k\.?k|ulc|kft|d\.?o\.?o|public\s+benefit\s+corporation|p\.?b\.?c"
)
LEGAL_FORM = re.compile(rf"(?:,\s?|\s)(?:{_LEGAL})\.?(?=$|[\s,.;:’'\"”)(])", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r"(?:,?\s)and\s+(?:its|certain)\s+(?:[\w-]+\s+){0,3}(?:subsidiaries|affiliates)(?:\s+and\s+affiliates)?",
    re.IGNORECASE,
)
# What a firm that signs an opinion is called; "Limited" and "Inc." say it is a company, not that it is a firm.
_FIRM = re.compile(
    r"\bl\.?l\.?p\b|\bp\.?l\.?l\.?c\b|(?<![a-z.])p\.\s?c\.?(?![a-z])|(?<![a-z])pc$|\bp\.\s?a\.?(?![a-z])|"
    r"\bcpas?\b|\bs\.\s?c\.(?![a-z])|\bcertified\s+public\s+accountants?\b|"
    r"\bchartered\s+(?:professional\s+)?accountants?\b|\bassurance\b|\battest(?:ation)?\b|\baudit(?:ors?|ing)?\b|"
    r"&\s*(?:co|company|associates|partners)\b|\band\s+(?:company|associates)\b|"
    r"\bchartered\b|\badvisors?\b|\badvisory\b",
    re.IGNORECASE,
)
_PRACTICE = re.compile(
    r"\bcpas?\b|accountants?\b|\bp\.\s?[ac]\.?|\bs\.\s?c\.|\bl\.?l\.?p\b|\bp\.?l\.?l\.?c\b"
    r"|& (?:co|company|associates|partners)\b",
    re.IGNORECASE,
)
_FIRM_AT_END = re.compile(r"\s(?:assurance|attest(?:ation)?|audit(?:ors|ing)?|advisory)\W*$", re.IGNORECASE)
_MOST_WORDS = 5
_PROFESSION = re.compile(
    r"(?:(?:independent|service|registered|certified|chartered|public|professional|licensed|the|of|and|for|report"
    r"|accountants?|auditors?|auditing|audit|assurance|attestation|advisors?|advisory|cpas?|opinion|section|[ivx]+|\d+)"
    r"(?:[’']s|s[’'])?[\s,.:|–-]*)+",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"(?:independent\s+)?(?:(?:certified|chartered|licensed|registered)\s+)?(?:public|professional)?\s*"
    r"(?:accountants|auditors)(?:\s+(?:and|&)\s+[\w ]{4,40})?|wirtschaftspr[üu]fungsgesellschaft(?:\s.{3,60})?|"
    r"(?:chartered\s+accountants\s+(?:and|&)\s+)?(?:statutory|registered)\s+(?:auditors?|audit\s+firm)",
    re.IGNORECASE,
)
_IN_PRACTICE = re.compile(r"\b(?:accountants?|auditors?|licensed|chartered|certified)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:,\s*|\s+[-–|]\s*)(?:CPA|CISA|CISSP|CA|FCA|CITP|CGMA|Owner|Member|Proprietor|Trustee|Treasurer|Secretary|Partner|Principal|Director|Manager|Managing|"
    r"President|Chief|CEO|CFO|CTO|CISO|COO|VP|Vice|Head|Founder|Officer)\b",
)
_TITLE = re.compile(
    r"\b(?:chief|officer|director|president|partner|principal|manager|ceo|cto|ciso|cfo|coo|founder|head\s+of|"
    r"signatory|vice|counsel|secretary|executive)\b",
    re.IGNORECASE,
)
_UPPER = "[A-ZÀ-ÖØ-Þ]"
_SMALL = "de|of|la|del|the|upon|am|an der|im|ob der|bei|sur|sous|le|les|los|las|do|dos|da|den|y"
_PLACE = re.compile(
    rf"^(?P<place>(?:{_UPPER}[\w.’'-]+|St\.|de|of|la|del|the)(?:[ -](?:{_UPPER}[\w.’'-]*|{_SMALL})){{0,3}},\s*"
    rf"(?:the )?(?:{_UPPER}[\w.’'-]*|D\.C\.)(?:[ -](?:{_UPPER}[\w.’'-]*|of|and)){{0,3}}"
    rf"(?:,\s*{_UPPER}[\w.’'-]+(?:\s{_UPPER}[\w.’'-]+){{0,3}})?)"
    r"(?:,?\s+(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}))?[.,]?$"
)
# "London EC2V 7AN", "Sydney NSW 2000", "Mumbai - 400 001", "Dublin 2": what may stand behind a city.
_POSTCODE = re.compile(
    r"(?:,?\s+(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT))?,?\s+(?:[-–]\s*)?(?:\d{4,6}|\d{3}\s\d{3}|[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}"
    r"|\d{1,2})(?=$|,)"
)
_GENERIC = re.compile(
    r"^(?:the\s+)?(?:company|organi[sz]ation|service\s+organi[sz]ation|management|entity|system|"
    r"service\s+provider|corporation|firm|provider|vendor|group|we|us|our|description|platform|"
    r"user\s+entities)s?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:here(?:in)?(?:after|in)?|also)\s+(?:(?:referred\s+to|known|"
    r"called)\s+)?(?:as\s+)?[“\"‘']?(?:the\s+)?(?P<alias>[^“”\"]{2,40}?)[”\"’']?\s*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"‘']\s*(?:the\s+)?([^“”\"‘’]{2,60}?)\s*[”\"’']")


def has_legal_form(name: str) -> bool:
    """Whether a name ends as a company's does: "Acme Cloud, Inc."."""
    return LEGAL_FORM.search(name) is not None


def clean_name(name: str) -> str:
    """A name without quotes, possessive, brackets and stray stops: "Acme Cloud, Inc.’s" -> "Acme Cloud, Inc."."""
    name = re.sub(r"\s*[(\[].*$", "", name.strip())
    name = name.strip(" \t“”\"‘’':;,–—-")
    name = re.sub(r"(?:[’']s|[’'])$", "", name).strip(" ,:;")
    last = name.rsplit(" ", 1)[-1].lower()
    if name.endswith(".") and last.rstrip(".") not in _DOTTED and "." not in last[:-1]:
        name = name[:-1]
    return name.strip()


_DOTTED = frozenset({"inc", "ltd", "corp", "co", "llc", "bros", "pvt", "pte", "pty", "cia", "lda", "a.s", "intl"})


def up_to_legal_form(text: str) -> str | None:
    """The name at the start of a text up to its legal form, and what belongs to it ("and its subsidiaries")."""
    found = None
    for hit in LEGAL_FORM.finditer(text):
        found = hit
        rest = text[hit.end() :]
        if not re.match(r"[.,]?\s*(?:" + _LEGAL + r")\b", rest, re.IGNORECASE):
            break
    if found is None:
        return None
    end = found.end()
    if more := _AND_OTHERS.match(text[end:]):
        end += more.end()
    return clean_name(text[:end]) or None


def short_name(name: str, text: str) -> str | None:
    """The alias that a name is given where it is introduced; generic ones ("the Company") are left out.

    'Acme Cloud, Inc. ("Acme" or the "Company")', 'Acme Cloud, Inc. (hereinafter Acme)', 'Acme Cloud, Inc. (Acme)'.
    """
    for hit in re.finditer(
        re.escape(name) + r"(?:[’']s?)?,?\s*(?:[(\[]([^()\[\]]{2,160})[)\]]|(here\w+[^.;()]{3,60}))", text
    ):
        inside = hit.group(1) or hit.group(2)
        named = [quoted.group(1) for quoted in _QUOTED.finditer(inside)]
        if called := _CALLED.match(inside):
            named.append(called.group("alias"))
        elif not named and inside.split()[0].lower() == name.split(maxsplit=1)[0].lower().strip(","):
            named.append(inside)
        for alias in named:
            if not is_generic(alias) and not _FIRM.search(alias) and len(alias) < 50:
                return alias.strip(" ,.“”\"'‘’")
    return None


def is_generic(name: str) -> bool:
    """Whether a name names nobody: "the Company", "service organization"."""
    return _GENERIC.match(name.strip(" .,:")) is not None


def is_firm(line: str) -> bool:
    """Whether a line may be the name of an audit firm, not a person with a title nor a profession alone."""
    return (
        len(line) < 90
        and line.strip()[:1] not in ("[", "(")
        and _FIRM.search(line) is not None
        and _PROFESSION.fullmatch(re.sub(r"\s*\(.*?\)", "", line).strip()) is None
        and not re.search(r"\breport\b|\bopinion\b|@|https?:|www\.", line, re.IGNORECASE)
    )


def is_profession(line: str) -> bool:
    """Whether a line only says what the firm named above it is: "Chartered Accountants"."""
    return _CALLING.fullmatch(line.strip(" .,")) is not None


def is_practice(line: str) -> bool:
    """Whether a name says what only a practice of accountants says: "Larch CPAs", "Oak & Co", "Pine, P.C."."""
    return is_firm(line) and _PRACTICE.search(line) is not None


def is_person(line: str) -> bool:
    """Whether a line is a person's title, or a name with one behind it: "Jane Roe, CPA", "Chief Executive Officer"."""
    return _PERSON.search(line) is not None or (_TITLE.search(line) is not None and len(line) < 80)


def signs_for_firm(line: str) -> bool:
    """Whether a line is a person who holds an office in the firm: "Jane Roe, CPA, Engagement Partner"."""
    return _PERSON.search(line) is not None and _TITLE.search(line) is not None and not has_legal_form(line)


def is_called_firm(line: str) -> bool:
    """Whether a short line ends with what firms do: "Larch Assurance", "Oak & Pine Advisory"."""
    return is_firm(line) and _FIRM_AT_END.search(line) is not None and len(line.split()) <= _MOST_WORDS


def place_of(line: str) -> str | None:
    """The city and state or country that a line is: "Denver, Colorado", "London, United Kingdom", "Tampa, FL 33602"."""
    line = _POSTCODE.sub("", line.strip().strip(".,;|"), count=1)
    if line.lower() in CITIES:
        return line
    if (
        is_person(line)
        or is_firm(line)
        or _IN_PRACTICE.search(line)
        or LEGAL_FORM.search(line)
        or any(c.isdigit() for c in line[:4])
    ):
        return None
    found = _PLACE.match(line)
    return found.group("place").rstrip(" ,") if found else None


_STREET = re.compile(
    r"^\d+[a-z]?\b|\b(?:street|st|road|rd|avenue|ave|suite|ste|floor|level|boulevard|blvd|drive|lane|square|wharf|"
    r"tower|towers|building|house|way|place|quay|park|plaza|court)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"(?P<city>{_UPPER}[\w.’' -]+),\s*(?P<state>[A-Z]{{2}}|{_UPPER}[a-z]+(?: {_UPPER}[a-z]+)?)\s+\d{{5}}(?:-\d{{4}})?$"
)


def place_in_address(line: str) -> str | None:
    """The city at the end of an address: "14 New Wharf Road, London N1 9RT", "9 Elm Street, Austin, Texas 78701"."""
    text = line.strip().strip(".,;|")
    parts = [part.strip() for part in re.split(r",|\s\|\s", text)]
    if len(parts) < 2 or not _STREET.search(", ".join(parts[:-1])):
        return None
    if found := _STATE.fullmatch(", ".join(parts[-2:])):
        return f"{found['city']}, {found['state']}"
    city = _POSTCODE.sub("", parts[-1], count=1).strip()
    return city if city.lower() in CITIES else None
