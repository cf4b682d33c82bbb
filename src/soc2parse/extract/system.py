"""What the examined system is called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from soc2parse.extract.audit_paragraphs import EXAMINED, main_report
from soc2parse.language.headings import squeeze
from soc2parse.language.names import is_generic
from soc2parse.sections import Role, Sections

_END = (
    r"(?=\s*(?:\(|[,;“”\"]|$|\b(?:titled|entitled|throughout|for\s+the|for\s+its|as\s+of|as\s+at|based\s+on|"
    r"relevant|provided|that\s+w(?:as|ere)|which|as\s+(?:designed|described|it\s+w(?:as|ere))|is\s|are\s|was\s|were\s|found\s+in|"
    r"(?:contained|included|presented|set\s+(?:out|forth)|given)\s+in|in\s+(?:section|part|chapter|attachment|appendix|annex)|presents?\s|"
    r"during|of\s+[A-Z]|used|and\s+(?:the|on)|by\s|in\s+accordance|(?-i:systems?\b)|made\s+available|from\s)))"
)
_WORDS = r"[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,4}"
# "Core, Card and Digital Banking Systems": one name for several.
_LISTED = rf"(?-i:{_WORDS}(?:,\s{_WORDS}){{1,4}},?\sand\s{_WORDS}(?<=s)\b)"
_NAME = rf"(?P<system>{_LISTED}|[^“”\"(),;]{{2,110}}?)"
# In sentences and titles alike; the first groups are the surest.
_SENTENCES = (
    rf"description\s+of\s+(?:its|their|our)\s+[“\"]?{_NAME}{_END}",
    (
        rf"description\s+(?:fairly\s+)?presents(?:\s+fairly)?,?\s+(?:in\s+all\s+material\s+respects,?\s+)?(?:the\s+)?"
        rf"{_NAME}{_END}"
    ),
    rf"description\s+of\s+the\s+{_NAME}{_END}",
    rf"description\s+of\s+(?!a\s|the\s|its\s|their\s|tests|criteria|service|an\s){_NAME}{_END}",
)
_TITLED = (
    rf"description\s+of\s+(?:its|their|our)\s+[“\"]?{_NAME}{_END}",
    rf"description\s+of\s+(?:the\s+)?(?!a\s|tests|criteria){_NAME}{_END}",
    rf"(?:relevant\s+to|controls\s+(?:for|over))\s+the\s+{_NAME}{_END}",
)
_NOTHING = re.compile(
    r"^(?:a|an|the|its|service\s+organi[sz]ation[’']?s?|organi[sz]ation[’']?s?|company[’']?s?|boundaries.*|"
    r"tests.*|criteria.*|controls?.*|(?:these|those|this|such|any|all|each|certain)\s.*|services?|operations?|information|"
    r"management.*|types|system|systems|applications?|products?|environment|accompanying.*)$",
    re.IGNORECASE,
)


def system_name(sections: Sections, organization: str | None) -> tuple[str | None, bool]:
    """The system's name as most places print it, and whether two agree: "description of its Acme Platform system"."""
    votes: dict[str, list[tuple[int, str]]] = {}
    for weight, name in _names(sections, organization):
        proper = any(c.isupper() for c in name)
        votes.setdefault(_key(name), []).append((weight * 4 if proper else weight, name))
    if not votes:
        return None, False
    best = max(votes.values(), key=lambda given: (sum(weight for weight, _ in given), len(given)))
    shown = max(best, key=lambda given: (given[0], not given[1].isupper()))[1]
    return shown, len(best) > 1


def _key(name: str) -> str:
    return re.sub(r"systems?$", "", squeeze(name))


def _names(sections: Sections, organization: str | None) -> Iterable[tuple[int, str]]:
    report = main_report(sections)
    texts: list[tuple[int, str, tuple[str, ...]]] = []
    if report is not None:
        examined = next((block.text for block in report.section.blocks if EXAMINED.search(block.text)), "")
        texts.append((3, examined[:900], _SENTENCES))
        if report.opinion is not None:
            texts.append((3, report.opinion.text[:1500], _SENTENCES))
    for section in sections.of(Role.ASSERTION):
        texts += [(2, block.text[:600], _SENTENCES) for block in section.blocks[:12]]
    texts += [(1, section.title, _TITLED) for section in sections.of(Role.DESCRIPTION)]
    texts += [(1, block.text[:500], _TITLED) for part in sections.of(Role.FRONT) for block in part.blocks[:25]]
    for weight, text, patterns in texts:
        for pattern in patterns:
            names = (_clean(hit.group("system"), organization) for hit in re.finditer(pattern, text, re.IGNORECASE))
            found = [name for name in names if name]
            if found:
                yield weight, found[0]
                break


def _clean(name: str, organization: str | None) -> str | None:
    """Without the organization's possessive in front and "system" behind; None where nothing is left that names it."""
    name = name.strip(" ,.:;–—-®™")
    for owner in _owners(organization):
        name = re.sub(rf"^(?:the\s+)?{re.escape(owner)}(?:[’']s?\s+|,\s*)", "", name, flags=re.IGNORECASE)
    name = re.sub(r"^.{2,60}?[’']s?\s+(?=[A-Z])", "", name)
    name = re.sub(r"^(?:the|its)\s+", "", name, flags=re.IGNORECASE)
    name = re.sub(
        r"\s+systems?$", lambda hit: hit.group() if hit.group().strip()[0] == "S" and not name.isupper() else "", name
    )
    name = name.strip(" ,.:;–—-®™“”\"'‘’")
    if not 2 <= len(name) <= 90 or _NOTHING.match(name) or is_generic(name):
        return None
    if squeeze(name) in map(squeeze, _owners(organization)):  # but "Acme Sign" is a system of Acme Signature, Inc.
        return None
    return name


def _owners(organization: str | None) -> list[str]:
    if not organization:
        return []
    words = organization.split()
    return [organization, *(" ".join(words[:count]).rstrip(",") for count in range(len(words) - 1, 0, -1))]
