"""Mentions of subservice organizations -> one party an organization, however it is called from place to place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from soc2parse.language.plain import plain
from soc2parse.language.providers import SAME, Provider, has_legal_form, without_legal_form
from soc2parse.layout.element import Line
from soc2parse.terms import SubserviceMethod


class Standing(IntEnum):
    """Where a mention stands; the lower, the more its words about the services count."""

    TABLE = 0
    LIST = 1
    HEADING = 2
    DESCRIPTION = 3
    STATEMENT = 4  # the auditor's report or the assertion
    CONTROLS = 5


@dataclass(frozen=True)
class Mention:
    """An organization as named at one place."""

    provider: Provider
    lines: tuple[Line, ...]
    standing: Standing
    method: SubserviceMethod | None = None


@dataclass
class Party:
    """One organization with all that the report says of it."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, the full name first; a table's cell knows best where a name begins."""
        called: dict[str, Standing] = {}
        for mention in self.mentions:
            if name := mention.provider.name:
                called[name] = min(mention.standing, called.get(name, mention.standing))
        full = sorted(called, key=lambda name: (not has_legal_form(name), _is_short(name), called[name]))
        for mention in self.mentions:
            full += mention.provider.aliases
        once = {plain(name).casefold(): name for name in reversed(full)}
        return tuple(reversed(once.values()))

    @property
    def services(self) -> str | None:
        """What it does, by the best place that says so."""
        saying = [mention for mention in self.mentions if mention.provider.services]
        return min(saying, key=lambda mention: mention.standing).provider.services if saying else None

    @property
    def first(self) -> Mention:
        """The mention in the best place: what the record points to."""
        return min(self.mentions, key=lambda mention: mention.standing)

    def named_in(self, text: str) -> re.Match[str] | None:
        """Where a text names the organization, by any of its names."""
        keys = sorted(
            {plain(name) for name in self.names} | {plain(without_legal_form(n)) for n in self.names}, key=len
        )
        keys = [re.escape(name) for name in keys if len(name) > 1]
        if not keys:
            return None
        return re.search(rf"(?<![\w-])(?:{'|'.join(reversed(keys))})(?![\w-])", plain(text))


@lru_cache(maxsize=1024)
def key(name: str) -> str:
    """A name for comparing: legal form, case and marks taken off."""
    bare = "".join(c for c in plain(without_legal_form(name)).casefold() if c.isalnum() or c == " ")
    bare = " ".join(word for word in bare.split() if word != "the")
    return SAME.get(bare, bare)


def parties_of(mentions: Iterable[Mention]) -> list[Party]:
    """One party an organization, in the order in which they are first named; those without a name one a service."""
    parties: list[Party] = []
    unnamed: list[Mention] = []
    for mention in mentions:
        if mention.provider.name is None:
            unnamed.append(mention)
            continue
        party = next((party for party in parties if _same(party, mention.provider)), None)
        if party is None:
            party = Party()
            parties.append(party)
        party.mentions.append(mention)
    parties = _joined(parties)
    if not parties:
        for mention in unnamed:
            if not any(party.services == mention.provider.services for party in parties):
                parties.append(Party([mention]))
    return parties


def _joined(parties: list[Party]) -> list[Party]:
    """A later mention may tell that two are one: "AWS", then "Amazon Web Services", then both in one place."""
    kept: list[Party] = []
    for party in parties:
        twin = next((other for other in kept if any(_same(other, m.provider) for m in party.mentions)), None)
        if twin:
            twin.mentions += party.mentions
        else:
            kept.append(party)
    return kept


def _same(party: Party, provider: Provider) -> bool:
    mine = party.names
    theirs = tuple(name for name in (provider.name, *provider.aliases) if name)
    if {key(name) for name in mine} & {key(name) for name in theirs}:
        return True
    return any(_short_for(a, b) or _short_for(b, a) for a in mine for b in theirs)


def _short_for(short: str, full: str) -> bool:
    """ "Cirrus" for "Cirrus Cloud Hosting"; "CCH" too. A name with its legal form is no short one."""
    words = key(full).split()
    bare = key(short)
    if len(words) < 2 or not bare or has_legal_form(short):
        return False
    if len(bare) >= 2 and bare == "".join(word[0] for word in words):
        return True
    return len(bare) >= 4 and words[: len(bare.split())] == bare.split()


def _is_short(name: str) -> bool:
    return name.isupper() and len(name) <= 5
