"""The reader's own duties: complementary user entity controls and user entity responsibilities."""

from __future__ import annotations

from soc2parse.report import Cuec
from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.checklist import Theme, theme_of
from soc2parse.reviewing.finding import Item, Weight, cite, counted, listed
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import SectionKind, SectionStatus


def assumed(case: Case) -> Raising:
    """The report lists duties of its users."""
    cuecs = case.report.cuecs
    if cuecs:
        yield Raised(
            Weight.MEDIUM,
            f"The report lists {counted(cuecs, 'duty', 'duties')} of its users. "
            "The vendor's controls are designed on the assumption that users carry theirs out.",
            cite(*(cuec.sources for cuec in cuecs)),
        )


def without_owner(case: Case) -> Raising:
    """Duties of a theme that has no owner in a profile that names owners."""
    unowned: dict[Theme, list[Cuec]] = {}
    for cuec in case.report.cuecs:
        if case.profile.owners and (theme := theme_of(cuec.text)) not in case.profile.owners:
            unowned.setdefault(theme, []).append(cuec)
    if unowned:
        yield Raised(
            Weight.LOW,
            f"The profile names no owner for duties on {listed(list(unowned))}.",
            items=tuple(
                Item(
                    text=f"{theme}: {counted(cuecs, 'duty', 'duties')}",
                    evidence=cite(*(cuec.sources for cuec in cuecs)),
                )
                for theme, cuecs in unowned.items()
            ),
        )


def not_found(case: Case) -> Raising:
    """No duties were found, and the report was not read to say that there are none."""
    if not case.report.cuecs and case.report.section(SectionKind.CUECS).status is not SectionStatus.NONE_STATED:
        yield Raised(
            Weight.MEDIUM,
            "No complementary user entity controls were found; the report was not read to say that there are none. "
            f"{case.told('cuecs_not_read', 'cuecs_referenced')}",
            looked_in=case.looked(SectionKind.SYSTEM_DESCRIPTION, SectionKind.CUECS),
            ask=Ask(
                "Which controls does your report assume at your customers, and where are they listed?", look_first=True
            ),
        )


RULES = (
    Rule(
        "duties-listed",
        assumed,
        "the report lists complementary user entity controls or responsibilities",
        "Where users do not do their part, the vendor's controls cannot meet the criteria.",
    ),
    Rule(
        "duty-without-owner",
        without_owner,
        "the profile names `owners`, and the theme of a duty has none",
        "A duty that nobody owns is not done.",
    ),
    Rule(
        "duties-not-found",
        not_found,
        "no duties were found, and the report was not read to state none",
        "Most reports assume something of their users; a list that was missed is a risk of yours.",
    ),
)
