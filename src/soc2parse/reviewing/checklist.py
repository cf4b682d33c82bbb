"""The checklist of the reader's own duties: one line a duty, with theme, owner, evidence to keep, and own controls."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from soc2parse.report import Cuec, Record, Report
from soc2parse.reviewing.finding import Evidence, cite
from soc2parse.reviewing.profile import Profile
from soc2parse.reviewing.words import content_words, shared_share
from soc2parse.terms import CuecKind


class Theme(StrEnum):
    """What a duty is about; `other` where no word of the table below says so."""

    ACCESS = "access"
    AUTHENTICATION = "authentication"
    PHYSICAL = "physical"
    CHANGE = "change"
    INCIDENT = "incident"
    DATA = "data"
    CONTINUITY = "continuity"
    ENDPOINT = "endpoint"
    MONITORING = "monitoring"
    PEOPLE = "people"
    PRIVACY = "privacy"
    CONTRACT = "contract"
    OTHER = "other"


# Word beginnings for each theme; the theme with most hits has it, the earlier one where hits are equal.
_STEMS = {
    Theme.PRIVACY: ("privacy", "consent", "personal information", "personal data", "data subject", "individual"),
    Theme.AUTHENTICATION: (
        "password",
        "multi-factor",
        "mfa",
        "single sign",
        "sso",
        "credential",
        "authentica",
        "api key",
    ),
    Theme.PHYSICAL: ("physical", "premises", "facilit", "visitor"),
    Theme.ACCESS: (
        "access",
        "account",
        "role",
        "permission",
        "privilege",
        "provision",
        "terminat",
        "leaver",
        "authoriz",
    ),
    Theme.CONTRACT: ("contract", "agreement", "terms of", "legal", "regulat", "contact"),
    Theme.CHANGE: ("change", "configur", "release", "upgrade", "patch", "test environment"),
    Theme.INCIDENT: ("incident", "breach", "notify", "notif", "report any", "suspected", "compromise"),
    Theme.CONTINUITY: ("backup", "disaster", "continuity", "continuing", "recover", "outage", "unavailab"),
    Theme.DATA: (
        "data",
        "encrypt",
        "upload",
        "input",
        "accura",
        "complete",
        "retention",
        "dispos",
        "delet",
        "classif",
    ),
    Theme.ENDPOINT: (
        "workstation",
        "endpoint",
        "device",
        "antivirus",
        "anti-virus",
        "malware",
        "malicious",
        "network",
        "firewall",
    ),
    Theme.MONITORING: ("monitor", "review", "log", "audit trail", "reconcil"),
    Theme.PEOPLE: ("training", "train", "aware", "personnel", "employee"),
}
_EVIDENCE = {
    Theme.ACCESS: "list of users with approvals; record of the last access review; tickets of removed leavers",
    Theme.PHYSICAL: "list of who may enter or holds devices, with the date of its last check",
    Theme.AUTHENTICATION: "settings of sign-on, passwords and second factor",
    Theme.CHANGE: "change tickets; export of the configuration with its approval",
    Theme.INCIDENT: "incident procedure that names the vendor's contact; record of the last notification or exercise",
    Theme.DATA: "data classification; settings of encryption and retention; record of checks",
    Theme.CONTINUITY: "own continuity plan; record of the last restore or failover exercise",
    Theme.ENDPOINT: "endpoint and network policy; report of its enforcement",
    Theme.MONITORING: "record of reviews with date and name",
    Theme.PEOPLE: "record of training",
    Theme.PRIVACY: "privacy notice; record of consents or requests",
    Theme.CONTRACT: "signed agreement; list of contacts with the date of its last check",
    Theme.OTHER: "to be agreed with the owner",
}


class OwnControl(Record):
    """A control of the reader's own, as their CSV has it."""

    id: str
    text: str
    owner: str | None = None


class Match(Record):
    """An own control whose words are like those of a duty. Shown for a person to judge, never asserted."""

    id: str
    text: str
    shared_words: tuple[str, ...]
    share: float


class Duty(Record):
    """One duty of the reader: what the report asks, where, and what the reader does about it."""

    id: str
    text: str
    stem: str | None = None
    kind: CuecKind
    criteria: tuple[str, ...]
    theme: Theme
    owner: str | None
    evidence_to_keep: str
    status: str = "open"
    matches: tuple[Match, ...] = ()
    evidence: tuple[Evidence, ...]


def theme_of(text: str) -> Theme:
    """The theme with most word beginnings in the text."""
    words = text.casefold()
    hits = {
        theme: sum(bool(re.search(rf"(?<![\w-]){re.escape(stem)}", words)) for stem in stems)
        for theme, stems in _STEMS.items()
    }
    best = max(hits, key=lambda theme: hits[theme])
    return best if hits[best] else Theme.OTHER


def read_own_controls(path: str | Path) -> tuple[OwnControl, ...]:
    """The reader's controls from a CSV with columns `id`, `text` and, if wanted, `owner`.

    ValueError where a column is missing or a row has no text.
    """
    path = Path(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        columns = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
        if not {"id", "text"} <= set(columns):
            raise ValueError(f"{path.name}: the columns `id` and `text` are needed, found: {', '.join(columns)}")
        owner = columns.get("owner")
        return tuple(
            OwnControl(
                id=(row[columns["id"]] or "").strip(),
                text=(row[columns["text"]] or "").strip(),
                owner=(row[owner] or "").strip() or None if owner else None,
            )
            for row in reader
            if (row[columns["text"]] or "").strip()
        )


def duties(report: Report, profile: Profile, own: Sequence[OwnControl] = ()) -> tuple[Duty, ...]:
    """The checklist, one line a duty in the report's order; at most three own controls beside each."""
    return tuple(_duty(number, cuec, profile, own) for number, cuec in enumerate(report.cuecs, 1))


def _duty(number: int, cuec: Cuec, profile: Profile, own: Sequence[OwnControl]) -> Duty:
    theme = theme_of(cuec.text)
    return Duty(
        id=cuec.id or f"duty-{number}",
        text=cuec.text,
        stem=cuec.stem,
        kind=cuec.kind,
        criteria=cuec.criteria,
        theme=theme,
        owner=profile.owners.get(theme),
        evidence_to_keep=_EVIDENCE[theme],
        matches=_matches(cuec.text, own, profile.thresholds.match_share),
        evidence=cite(cuec.sources),
    )


def _matches(text: str, own: Sequence[OwnControl], least: float) -> tuple[Match, ...]:
    words = content_words(text)
    found = []
    for control in own:
        theirs = content_words(control.text)
        share = shared_share(words, theirs)
        if share >= least:
            shared = tuple(sorted(words & theirs))
            found.append(Match(id=control.id, text=control.text, shared_words=shared, share=round(share, 2)))
    return tuple(sorted(found, key=lambda match: -match.share)[:3])
