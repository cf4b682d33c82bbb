"""How old the report is, how long its period, and whether a bridge letter covers the time since."""

from __future__ import annotations

from datetime import timedelta

from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Evidence, Weight, cite
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import ReportType


def period_evidence(case: Case) -> tuple[Evidence, ...]:
    """Where the period stands; the opinion where the period has no place of its own."""
    return cite(case.report.period.sources) or case.opinion_places


def period_not_read(case: Case) -> Raising:
    """No end of the period (type 2) and no as-of date (type 1)."""
    if case.report.period.end is None:
        yield Raised(
            Weight.HIGH,
            "No period end or as-of date was read from the report.",
            looked_in=case.looked(),
            ask=Ask("Which period, or which date, does the report cover?", look_first=True),
        )


def expired(case: Case) -> Raising:
    """The period ended more than `expired_days` before the review."""
    if (days := _days_since(case)) is not None and days > case.thresholds.expired_days:
        yield _aged(
            case,
            Weight.HIGH,
            "Please send the report that followed it.",
        )


def ageing(case: Case) -> Raising:
    """The period ended more than `ageing_days` before the review, and is not expired yet."""
    limits = case.thresholds
    if (days := _days_since(case)) is not None and limits.ageing_days < days <= limits.expired_days:
        yield _aged(
            case,
            Weight.MEDIUM,
            "When will the next report be available, and for which period? Until then, please send a bridge letter or "
            "tell us what has changed since.",
        )


def _days_since(case: Case) -> int | None:
    end = case.report.period.end
    return (case.as_of - end).days if end else None


def _aged(case: Case, weight: Weight, ask: str) -> Raised:
    end = case.report.period.end
    said = (
        f"report is as of {end}" if case.report.report_type is ReportType.TYPE_1 else f"report's period ended on {end}"
    )
    statement = f"The {said}, {_days_since(case)} days before {case.as_of}."
    return Raised(weight, statement, period_evidence(case), case.looked(), Ask(f"Your {said}. {ask}"))


def gap(case: Case) -> Raising:
    """More than `bridge_wanted_days` since the last day that the report or a fitting bridge letter covers.

    Of a report that ages or is expired without a letter `ageing` and `expired` speak, of a type 1 `type_not_expected`.
    """
    last, limits = case.uncovered_from, case.thresholds
    bridged = last != case.report.period.end
    longest = limits.expired_days if bridged else limits.ageing_days
    if last is None or not limits.bridge_wanted_days < (days := (case.as_of - last).days) <= longest:
        return
    if case.report.report_type is ReportType.TYPE_1:
        return
    said = "the last day that the bridge letter covers" if bridged else "the last day of the report's period"
    long = "" if days <= limits.gap_days else f"; bridge letters commonly cover no more than {limits.gap_days} days"
    yield Raised(
        Weight.LOW if days <= limits.gap_days else Weight.MEDIUM,
        f"The {days} days after {last}, {said}, are not covered{long}.",
        cite(case.bridge.sources) if bridged and case.bridge else period_evidence(case),
        case.looked(),
        Ask(f"Please send a bridge letter for the time since {last}, or tell us what has changed since."),
    )


def not_over(case: Case) -> Raising:
    """The period ends on or after the day of the review."""
    end = case.report.period.end
    if end and end >= case.as_of:
        yield Raised(
            Weight.MEDIUM,
            f"The report's period ends on {end}, which is not before the day of this review, {case.as_of}.",
            period_evidence(case),
            case.looked(),
            Ask(f"Your report states a period to {end}. Is that date right, and is this the final report?"),
        )


def short(case: Case) -> Raising:
    """A type 2 period shorter than `short_days`; shorter than `very_short_days` weighs more."""
    period, limits = case.report.period, case.thresholds
    if not (case.is_type_2 and period.start and period.end):
        return
    days = (period.end - period.start).days + 1
    if days < limits.short_days:
        yield Raised(
            Weight.HIGH if days < limits.very_short_days else Weight.MEDIUM,
            f"The period from {period.start} to {period.end} is {days} days long.",
            period_evidence(case),
            case.looked(),
            Ask(f"Your report covers {days} days. Is it your first report, or did its scope change?"),
        )


def type_not_expected(case: Case) -> Raising:
    """A type 1 report where the profile expects a type 2, or a report whose type was not read."""
    kind = case.report.report_type
    if kind is None:
        yield Raised(
            Weight.HIGH,
            "Whether this is a type 1 or a type 2 report was not read.",
            looked_in=case.looked(),
            ask=Ask("Is your report a type 1 or a type 2 report?", look_first=True),
        )
    elif kind is ReportType.TYPE_1 and case.profile.report_type is ReportType.TYPE_2:
        yield Raised(
            Weight.HIGH,
            f"The report is a type 1 as of {case.report.period.end}: it says nothing about operation over time.",
            period_evidence(case),
            case.looked(),
            Ask("Your report is a type 1. Do you have a type 2 report, or when do you expect one, for which period?"),
        )


def signed(case: Case) -> Raising:
    """No date of the auditor's report, one before the period's end, or one later than `late_days` after it."""
    auditor, end = case.report.auditor, case.report.period.end
    evidence = cite(auditor.sources) if auditor else ()
    if auditor is None or auditor.signed_on is None:
        yield Raised(
            Weight.MEDIUM,
            "No date of the auditor's report was read.",
            evidence,
            case.looked(),
            Ask("On which date did the auditor sign the report?", look_first=True),
            "date",
        )
    elif end and auditor.signed_on < end:
        yield Raised(
            Weight.HIGH,
            f"The auditor's report is dated {auditor.signed_on}, before {end}, the end of what it covers.",
            evidence,
            ask=Ask(f"The auditor's report is dated {auditor.signed_on}, before {end}. Which date is right?"),
            key="early",
        )
    elif end and auditor.signed_on > end + timedelta(days=case.thresholds.late_days):
        days = (auditor.signed_on - end).days
        yield Raised(
            Weight.LOW,
            f"The auditor's report is dated {auditor.signed_on}, {days} days after {end}.",
            evidence,
            ask=Ask(f"The auditor's report is dated {days} days after {end}. What was the reason?"),
            key="late",
        )


RULES = (
    Rule(
        "period-not-read",
        period_not_read,
        "the end of the period, or the as-of date of a type 1, was not read",
        "Without its dates nobody can say whether the report speaks of the time that you rely on it for.",
    ),
    Rule(
        "period-expired",
        expired,
        "the period ended more than `expired_days` before the review",
        "Most readers take a report for current for a year after its period; that is market habit, not a standard.",
        ("expired_days",),
    ),
    Rule(
        "period-ageing",
        ageing,
        "the period ended more than `ageing_days` before the review and is not expired",
        "The next report should be on its way; asking now keeps the evidence unbroken.",
        ("ageing_days",),
    ),
    Rule(
        "period-gap",
        gap,
        "more than `bridge_wanted_days` have passed since the last covered day of a type 2 that is not ageing; above "
        "`gap_days` it weighs more",
        "The auditor's opinion ends with the period. A bridge letter is management's word only, and commonly covers "
        "up to three months.",
        ("bridge_wanted_days", "gap_days"),
    ),
    Rule(
        "period-not-over",
        not_over,
        "the period ends on or after the day of the review",
        "An auditor reports on a period after it has ended: a date may be misread, or the report is not final.",
    ),
    Rule(
        "period-short",
        short,
        "a type 2 period is shorter than `short_days`; below `very_short_days` it weighs more",
        "No minimum is set by the standards, but a short period shows few operations of a control. It is normal for "
        "a first report.",
        ("short_days", "very_short_days"),
    ),
    Rule(
        "type-not-expected",
        type_not_expected,
        "a type 1 where the profile expects a type 2, or a type that was not read",
        "A type 1 speaks of the design of controls on one day; only a type 2 tests whether they operated.",
    ),
    Rule(
        "auditor-date",
        signed,
        "the date of the auditor's report is missing, before the period's end, or `late_days` after it",
        "The date says up to when the auditor gathered evidence; a missing or odd one can mean a draft.",
        ("late_days",),
    ),
)
