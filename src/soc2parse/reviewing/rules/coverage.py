"""What a bridge letter adds to a report: whose it is, from when to when, and what it says has changed."""

from __future__ import annotations

from datetime import timedelta

from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.bridge import BridgeLetter
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Weight, cite
from soc2parse.reviewing.names import same_name
from soc2parse.reviewing.rules.rule import Rule


def _raised(letter: BridgeLetter, weight: Weight, statement: str, ask: str, key: str = "") -> Raised:
    return Raised(weight, statement, cite(letter.sources), "the bridge letter (all pages)", Ask(ask), key)


def other_report(case: Case) -> Raising:
    """The letter names another vendor, or another period than the report's."""
    letter, organization = case.bridge, case.report.service_organization
    if letter is None:
        return
    if letter.vendor and organization and not same_name(letter.vendor, organization.name, organization.short_name):
        yield _raised(
            letter,
            Weight.HIGH,
            f"The bridge letter is from {letter.vendor}, the report is from {organization.name}.",
            f"Please send a bridge letter for {organization.name}.",
            "vendor",
        )
    if not letter.fits(case.report):
        named = f"a period to {letter.report_end}" if letter.report_end else "no period that could be read"
        yield _raised(
            letter,
            Weight.HIGH,
            f"The bridge letter names {named}; the report's period ends on {case.report.period.end}. "
            "The letter is not counted as covering any day.",
            "Which report does your bridge letter refer to, and with which period?",
            "period",
        )


def hole(case: Case) -> Raising:
    """The letter's time begins later than the day after the report's period."""
    letter, end = case.bridge, case.report.period.end
    if letter and end and letter.covers_from and letter.covers_from > end + timedelta(days=1):
        days = (letter.covers_from - end).days - 1
        yield _raised(
            letter,
            Weight.MEDIUM,
            f"The bridge letter begins on {letter.covers_from}; {days} days after {end} are in neither document.",
            f"Does your bridge letter also hold for the {days} days after {end}?",
        )


def too_long(case: Case) -> Raising:
    """The letter covers more than `gap_days` after the report's period."""
    letter, end = case.bridge, case.report.period.end
    if letter and end and letter.covers_to and (days := (letter.covers_to - end).days) > case.thresholds.gap_days:
        yield _raised(
            letter,
            Weight.MEDIUM,
            f"The bridge letter covers {days} days after the report's period, to {letter.covers_to}.",
            "When will a report on the time that the bridge letter covers be available?",
        )


def changes(case: Case) -> Raising:
    """The letter states changes, or does not say that there were none."""
    letter = case.bridge
    if letter and letter.changes:
        yield _raised(
            letter,
            Weight.MEDIUM,
            f"The bridge letter states changes: “{letter.changes}”",
            "Which controls do the changes named in your bridge letter concern, and since when?",
        )
    elif letter and not letter.no_changes_stated:
        yield _raised(
            letter,
            Weight.MEDIUM,
            "The bridge letter was read to say neither that controls changed nor that they did not.",
            "Have there been material changes to your controls since the end of the report's period?",
        )


def incomplete(case: Case) -> Raising:
    """The letter has no end of the time that it covers, no signer, or no date."""
    letter = case.bridge
    if letter is None:
        return
    parts = {
        "the last day that it covers": letter.covers_to,
        "a signer": letter.signer,
        "a date": letter.signed_on,
    }
    missing = [name for name, value in parts.items() if value is None]
    if missing:
        yield _raised(
            letter,
            Weight.MEDIUM if letter.covers_to is None else Weight.LOW,
            f"Not read from the bridge letter: {', '.join(missing)}.",
            "Until which day does your bridge letter hold, and who signed it, when?",
        )


RULES = (
    Rule(
        "bridge-other-report",
        other_report,
        "the bridge letter names another vendor, or a period that is not the report's",
        "A letter for another report says nothing about this one.",
    ),
    Rule(
        "bridge-hole",
        hole,
        "the bridge letter begins later than the day after the period",
        "Days between report and letter are covered by nobody.",
    ),
    Rule(
        "bridge-too-long",
        too_long,
        "the bridge letter covers more than `gap_days` after the period",
        "The letter is management's word without an audit; the longer it must carry, the less it can.",
        ("gap_days",),
    ),
    Rule(
        "bridge-changes",
        changes,
        "the bridge letter states changes, or was not read to state that there were none",
        "What changed after the period was never audited.",
    ),
    Rule(
        "bridge-incomplete",
        incomplete,
        "the bridge letter's last day, signer or date was not read",
        "A letter binds nobody when it is unclear who says it, when, and for how long.",
    ),
)
