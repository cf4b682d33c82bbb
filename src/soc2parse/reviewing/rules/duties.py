"""The reader's own duties: complementary user entity controls and user entity responsibilities."""

from __future__ import annotations

from soc2parse.report import Cuec
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.checklist import Theme, theme_of
from soc2parse.reviewing.finding import Weight, cite
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import SectionKind, SectionStatus


def listed(case: Case) -> Raising:
    """The report lists duties of its users."""
    cuecs = case.report.cuecs
    if cuecs:
        yield Raised(
            Weight.MEDIUM,
            f"The report lists {len(cuecs)} {'duty' if len(cuecs) == 1 else 'duties'} of its users. "
            "The vendor's controls are designed on the assumption that users carry theirs out.",
            cite(*(cuec.sources for cuec in cuecs)),
        )


def without_owner(case: Case) -> Raising:
    """Duties of a theme that has no owner in the profile; one finding a theme, one in all where no owner is named."""
    if case.report.cuecs and not case.profile.owners:
        yield Raised(
            Weight.LOW,
            "The profile names no owners for duties; see the checklist of duties.",
            cite(*(cuec.sources for cuec in case.report.cuecs)),
            key="none-named",
        )
        return
    unowned: dict[Theme, list[Cuec]] = {}
    for cuec in case.report.cuecs:
        if (theme := theme_of(cuec.text)) not in case.profile.owners:
            unowned.setdefault(theme, []).append(cuec)
    for theme, cuecs in unowned.items():
        words = " · ".join(f"“{cuec.text}”" for cuec in cuecs)
        yield Raised(
            Weight.LOW,
            f"The profile names no owner for duties on {theme}: {words}",
            cite(*(cuec.sources for cuec in cuecs)),
            key=theme,
        )


def not_found(case: Case) -> Raising:
    """No duties were found, and the report was not read to say that there are none."""
    if not case.report.cuecs and case.report.section(SectionKind.CUECS).status is not SectionStatus.NONE_STATED:
        yield Raised(
            Weight.MEDIUM,
            "No complementary user entity controls were found; the report was not read to say that there are none.",
            looked_in=case.looked(SectionKind.SYSTEM_DESCRIPTION, SectionKind.CUECS),
            question="Which controls do you assume at your customers? Your report was not read to list any.",
        )


RULES = (
    Rule(
        "duties-listed",
        listed,
        "the report lists complementary user entity controls or responsibilities",
        "Where users do not do their part, the vendor's controls cannot meet the criteria.",
    ),
    Rule(
        "duty-without-owner",
        without_owner,
        "the theme of a duty has no owner in `owners` of the profile; one finding a theme",
        "A duty that nobody owns is not done.",
    ),
    Rule(
        "duties-not-found",
        not_found,
        "no duties were found, and the report was not read to state none",
        "Most reports assume something of their users; a list that was missed is a risk of yours.",
    ),
)
