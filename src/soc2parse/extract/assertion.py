"""Management's assertion: whose it is, whether it is modified, when it is dated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soc2parse.extract.found import Found, error, info, sources_of, warning
from soc2parse.extract.organization import organization_name
from soc2parse.extract.signature import dated_above, read_signature, tail
from soc2parse.language.headings import squeeze
from soc2parse.language.loose import loose
from soc2parse.language.openings import OPENINGS
from soc2parse.language.opinions import EXCEPT
from soc2parse.layout.element import Block, BlockKind
from soc2parse.report import Assertion, Issue
from soc2parse.sections import Role, Section, Sections

_CONFIRMS = loose(
    r"\bwe (also )?(confirm|assert|state)\b|\b(confirms?|states?)( that)?,? to the best|"
    r"\basserts? that|suitably designed|operated effectively|description (fairly )?presents"
)
_NOT_MET = loose(
    r"(did not operate|were not (suitably designed|operating) |not operate) ?effectively|does not present|not "
    r"suitably designed"
)


def extract(sections: Sections) -> Iterator[Found | Issue]:
    """Read the service organization's assertion; that of an inclusive subservice organization is another."""
    section = _main(sections)
    if section is None:
        yield error("assertion_not_found", "assertion", "No assertion by management was found.")
        return
    body = _body(section)
    if not body:
        unread = sections.unreadable_in(Role.ASSERTION)
        message = f"The assertion on page {section.first_page} has no text that could be read."
        yield error("assertion_not_read", "assertion", message, unread[0] if unread else section.first_page)
        return
    text = " ".join(block.text for block in body)
    by = _by(section, organization_name(sections))
    modified = _modified(body)
    signed_on = read_signature(section).signed_on or dated_above(section)
    lines = [line for block in body for line in block.lines]
    record = Assertion(by=by, modified=modified, signed_on=signed_on, text=text, sources=sources_of(lines))
    yield Found("assertion", record)
    if by is None:
        yield warning(
            "assertion_by_not_found",
            "assertion.by",
            "The assertion names no organization that could be read.",
            section.first_page,
        )
    if modified is None:
        yield warning(
            "assertion_not_understood",
            "assertion.modified",
            "The words of the assertion are not known.",
            section.first_page,
        )
    if signed_on is None:
        yield info("assertion_not_dated", "assertion.signed_on", "The assertion bears no date.", section.last_page)


def _main(sections: Sections) -> Section | None:
    found = sections.of(Role.ASSERTION)
    if not found:
        return None
    owner = squeeze(organization_name(sections) or "")
    named = [section for section in found if owner and owner in squeeze(section.title)]
    return (named or list(found))[0]


def _body(section: Section) -> tuple[Block, ...]:
    """The blocks between the heading and the signature."""
    behind = {id(line) for line in tail(section)}
    blocks = [block for block in section.blocks if not all(id(line) in behind for line in block.lines)]
    while blocks and blocks[0].kind is BlockKind.HEADING:
        blocks = blocks[1:]
    return tuple(blocks)


def _by(section: Section, organization: str | None) -> str | None:
    """The organization, where the assertion names it: in its title, its sentences or under it."""
    if organization is None:
        return None
    text = squeeze(section.title + " " + " ".join(block.text for block in section.blocks))
    stem = squeeze(re.split(r",|\s(?:inc|llc|ltd|limited|corp)", organization, flags=re.IGNORECASE)[0])
    return organization if squeeze(organization) in text or (len(stem) > 3 and stem in text) else None


def _modified(body: tuple[Block, ...]) -> bool | None:
    """Whether management excepts something, as it does where the opinion is modified."""
    confirmed = False
    for block in body:
        if EXCEPT.search(block.text) and (_CONFIRMS.search(block.text) or OPENINGS["assertion"].search(block.text)):
            return True
        if _NOT_MET.search(block.text):
            return True
        confirmed = confirmed or _CONFIRMS.search(block.text) is not None
    return False if confirmed else None
