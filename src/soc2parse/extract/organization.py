"""Whose report it is, and what the examined system is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from soc2parse.extract.audit_paragraphs import EXAMINED, main_report
from soc2parse.extract.found import Found, error, info, sources_of, warning
from soc2parse.language.headings import squeeze
from soc2parse.language.names import (
    LEGAL_FORM,
    clean_name,
    has_legal_form,
    is_firm,
    is_generic,
    short_name,
    up_to_legal_form,
)
from soc2parse.layout.element import Block, Line
from soc2parse.report import Issue, ServiceOrganization
from soc2parse.sections import Role, Sections, read_once

_TO = re.compile(
    r"^\s*to\b\s*[:,]?\s*(?:(?:the\s+)?(?:members\s+of\s+(?:the\s+)?)?(?:board(?:\s+of\s+(?:directors|managers|"
    r"trustees))?|management(?:\s+team)?|directors|shareholders|"
    r"members|stakeholders|audit\s+committee|owners|partners|leadership|officers|executive\s+\w+)\b\s*(?:,|and|&|"
    r"/)*\s*)*(?:of|at|:)?\s*(?:the\s+)?(?P<name>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
# Whose description was examined: "We have examined Acme Cloud, Inc.'s accompanying description of its ...".
_OWNER = (
    re.compile(
        r"(?:examined|examine|report\s+on|audited)\s+(?:the\s+)?(?:accompanying\s+)?(?:management\s+of\s+)?(?P<na"
        r"me>[A-Z0-9][^“”\"]{1,140}?)(?:[’']s?)\s*(?:\([^)]*\)\s*)?(?:accompanying|management|description|system|"
        r"controls|assertion)"
    ),
    re.compile(
        r"\bsystem\s+of\s+(?P<name>[A-Z0-9][^“”\";]{1,120}?)(?=\s*\(|\s+titled|\s+throughout|\s+for\s+the|"
        r"\s+as\s+(?:of|at)|,\s+(?:throughout|titled))"
    ),
    re.compile(
        r"(?:provided|prepared|operated)\s+by\s+(?P<name>[A-Z0-9][^“”\";]{1,100}?)(?=\s*\(|\s+titled|\s+throughout|"
        r"\s+for\s+the|\s+as\s+(?:of|at)|,|\.)"
    ),
    re.compile(r"[Dd]escription\s+of\s+(?P<name>[A-Z0-9][^“”\";]{1,100}?)(?:[’']s?)\s"),
)
# "As management of Acme Cloud, Inc., we are responsible": up to the legal form.
_MANAGED = re.compile(
    r"\bmanagement\s+(?:team\s+)?(?:of|at)\s+(?P<name>(?:[A-Z0-9&][^\s()“”\"]*\s+|(?:of|and|the)\s+){0,8}"
    r"[A-Z0-9][^\s()“”\"]*)"
)
_TITLES = (
    re.compile(
        r"assertions?\s+(?:of|by)\s+(?:the\s+)?(?:management\s+of\s+)?(?P<name>.{2,80}?)(?:[’']s?)?(?:\s+management)?"
        r"\s*$", re.IGNORECASE),
    re.compile(
        r"^(?:management\s+of\s+)?(?P<name>.{2,80}?)(?:[’']s?)?\s+(?:management(?:[’']s?)?\s+)?(?:written\s+)?asserti"
        r"on\b", re.IGNORECASE),
    re.compile(r"^(?:management[’']?s?\s+)?(?P<name>.{2,80}?)[’']s?\s+(?:system\s+)?description\b", re.IGNORECASE),
    re.compile(r"description\s+of\s+(?P<name>.{2,80}?)[’']s?\s", re.IGNORECASE),
    re.compile(r"provided\s+by\s+(?:the\s+)?(?P<name>.{2,80}?)(?:\s+that\s+is|\s*$)", re.IGNORECASE),
)  # fmt: skip
_NO_NAME = re.compile(
    r"^(?:the\s+)?(?:management|its|their|our|independent|service|system|auditor|section|description|a\s|an\s|of\s)",
    re.IGNORECASE,
)
# On a cover: "Service Organization: Acme Cloud, Inc.", "Acme Cloud, Inc. \u2014 SOC 2 Type II Report".
_LABELLED = re.compile(
    r"(?:service\s+organi[sz]ation|company|client|entity|prepared\s+for)\s*:\s*(?P<name>\S.{1,80})$", re.IGNORECASE
)
_ENTITLED = re.compile(r"^(?P<name>\S.{1,80}?)\s+[\u2014\u2013|-]\s+.{0,40}\bSOC\b", re.IGNORECASE)
_COVER_WORDS = re.compile(
    r"\b(?:soc|report|type|period|throughout|as of|security|criteria|controls|description|prepared|auditor|"
    r"confidential|page)\b",
    re.IGNORECASE,
)


_MOST_LINES = 3  # of a name on a cover


@dataclass(frozen=True, slots=True)
class _Naming:
    """A name as one place gives it, and how much the place counts."""

    name: str
    weight: int
    lines: tuple[Line, ...]


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Read the service organization from the addressee, the scope sentence, the titles and the cover."""
    chosen = _choose([naming for naming in _namings(sections) if _usable(naming.name)])
    if chosen is None:
        yield error(
            "service_organization_not_found", "service_organization", "No place names the service organization."
        )
    else:
        text = _alias_text(sections)
        short = short_name(chosen.name, text) or _stem(chosen.name, text)
        record = ServiceOrganization(name=chosen.name, short_name=short, sources=sources_of(chosen.lines[:4]))
        yield Found("service_organization", record)
        if short is None:
            yield info("short_name_not_stated", "service_organization.short_name", "The report defines no short name.")
    from soc2parse.extract.system import system_name

    name, agreed = system_name(sections, chosen.name if chosen else None)
    if name:
        yield Found("system_name", name)
        if not agreed:
            yield info("system_name_stated_once", "system_name", f"Only one place calls the system {name}.")
    else:
        yield warning("system_name_not_found", "system_name", "No place names the system.")


@read_once
def organization_name(sections: Sections) -> str | None:
    """The service organization's name, None where it was not read."""
    chosen = _choose([naming for naming in _namings(sections) if _usable(naming.name)])
    return chosen.name if chosen else None


def _namings(sections: Sections) -> list[_Naming]:
    found = _in_letter(sections)
    for section in sections.of(Role.ASSERTION, Role.DESCRIPTION, Role.OTHER_INFORMATION):
        if section.elements and isinstance(section.elements[0], Block):
            found += _titled(section.title, section.elements[0])
    for section in sections.of(Role.ASSERTION):
        for block in section.blocks[:12]:
            found += _owners(block, 3)
    for section in sections.of(Role.FRONT):
        for block in section.blocks[:40]:
            found += _on_cover(block)
    return found


def _in_letter(sections: Sections) -> list[_Naming]:
    """The addressee of the auditor's report, and whose description was examined."""
    found: list[_Naming] = []
    report = main_report(sections)
    if report is not None:
        blocks = report.section.blocks
        for block in blocks[:14]:
            examined = EXAMINED.search(block.text)
            above = block.text[: examined.start()] if examined else block.text
            if (hit := _TO.match(above)) and len(above) < 400:
                found += _named(_addressee(block, hit.group("name")), 5, block)
            if examined:
                break
        for block in blocks:
            if EXAMINED.search(block.text):
                found += _owners(block, 4)
                break
    return found


def _addressee(block: Block, rest: str) -> str:
    """The name behind "To:"; the address under it is left out."""
    for line in block.lines:
        if has_legal_form(line.text) and squeeze(line.text) in squeeze(rest):
            return up_to_legal_form(line.text.strip()) or line.text
    rest = rest.strip()
    return up_to_legal_form(rest) or re.split(r"[:(]|\.\s", rest)[0]


def _owners(block: Block, weight: int) -> list[_Naming]:
    found: list[_Naming] = []
    for pattern in _OWNER:
        if hit := pattern.search(block.text[:900]):
            name = hit.group("name")
            if form := LEGAL_FORM.match(block.text, hit.end("name")):
                name += form.group()
            found += _named(re.split(r"\s*\(", name)[0], weight, block)
    if hit := _MANAGED.search(block.text[:900]):
        found += _named(up_to_legal_form(hit.group("name")), weight, block)
    return found


def _titled(title: str, block: Block) -> list[_Naming]:
    title = re.sub(r"^\s*section\s+\w+\s*[:.\-–—|]*\s*", "", title, flags=re.IGNORECASE)
    for pattern in _TITLES:
        if hit := pattern.search(title):
            return _named(hit.group("name"), 2, block)
    return []


def _on_cover(block: Block) -> list[_Naming]:
    """Lines of the cover that are a company's name, and the owner in its long title."""
    found: list[_Naming] = []
    whole = len(block.lines) <= _MOST_LINES and up_to_legal_form(block.text) == clean_name(block.text)
    for text in [block.text] if whole else [line.text.strip() for line in block.lines]:
        if hit := _LABELLED.search(text):
            found += _named(hit.group("name"), 3, block)
        elif (hit := _ENTITLED.match(text)) and has_legal_form(hit.group("name")):
            found += _named(hit.group("name"), 2, block)
        elif len(text) < 80 and has_legal_form(text) and not is_firm(text) and not _COVER_WORDS.search(text):
            found += _named(up_to_legal_form(text) or text, 2, block)
    if hit := re.search(
        r"(?:report\s+on\s+)(?P<name>.{2,90}?)[’']s?\s+(?:description|controls|management)", block.text, re.IGNORECASE
    ):
        found += _named(hit.group("name"), 2, block)
    return found


def _named(name: str | None, weight: int, block: Block) -> list[_Naming]:
    name = clean_name(re.sub(r"^the\s+management\s+of\s+", "", name or "", flags=re.IGNORECASE))
    return [_Naming(name, weight, block.lines[:2])] if name else []


def _usable(name: str) -> bool:
    if not 2 <= len(name) <= 120 or is_generic(name) or _NO_NAME.match(name):
        return False
    return len(name.split()) <= 12 and any(c.isalpha() for c in name)


def _choose(namings: list[_Naming]) -> _Naming | None:
    """The name that most places give; a short form ("Acme") counts for the legal name it begins, which wins."""
    if not namings:
        return None
    keys = {naming: squeeze(naming.name) for naming in namings}

    def support(one: _Naming) -> int:
        mine = keys[one]
        return sum(
            other.weight for other in namings if keys[other] and (mine.startswith(keys[other]) or keys[other] == mine)
        )

    def rank(one: _Naming) -> tuple[int, int, bool, int]:
        return (support(one) + 3 * has_legal_form(one.name), one.weight, not one.name.isupper(), -namings.index(one))

    best = max(namings, key=rank)
    same = [naming for naming in namings if keys[naming] == keys[best]]
    shown = next((naming for naming in same if not naming.name.isupper()), best)
    lines = tuple(dict.fromkeys(line for naming in same for line in naming.lines))
    return _Naming(shown.name, best.weight, lines)


def _alias_text(sections: Sections) -> str:
    parts = [*sections.of(Role.AUDITOR_REPORT), *sections.of(Role.ASSERTION)]
    texts = [block.text for part in parts for block in part.blocks[:40]]
    texts += [block.text for part in sections.of(Role.DESCRIPTION) for block in part.blocks[:60]]
    return " ".join(texts)


def _stem(name: str, text: str) -> str | None:
    """The name without its legal form, where the report itself goes on with that."""
    stem = LEGAL_FORM.split(name)[0].strip(" ,")
    if stem == name or not stem:
        return None
    hits = re.finditer(rf"\b{re.escape(stem)}\b", text, re.IGNORECASE)
    used = sum(LEGAL_FORM.match(text, hit.end()) is None for hit in hits)
    return stem if used >= 2 else None
