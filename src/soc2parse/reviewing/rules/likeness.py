"""Whether the report is a near copy of another vendor's."""

from __future__ import annotations

from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Weight, cite
from soc2parse.reviewing.names import same_name
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.reviewing.similarity import similarity

_SHOWN = 5


def near_copy(case: Case) -> Raising:
    """At least `similar_share` of the controls stand, names aside, in another vendor's report."""
    ours = case.report.service_organization
    for number, other in enumerate(case.others, 1):
        theirs = other.service_organization
        if ours and theirs and same_name(ours.name, theirs.name, theirs.short_name):
            continue
        found = similarity(case.report, other)
        if found.controls >= case.thresholds.similar_share:
            name = theirs.name if theirs else f"report {number}"
            yield Raised(
                Weight.MEDIUM,
                f"{found.controls:.0%} of the controls stand, names aside, in almost the same words in the report of "
                f"{name}; of the description {found.description:.0%}.",
                cite(*(pair.sources for pair in found.pairs[:_SHOWN])),
                case.looked(),
                Ask("Who wrote the control descriptions, and were they adapted to your company?"),
                name,
            )


RULES = (
    Rule(
        "near-copy",
        near_copy,
        "`similar_share` of the controls or more stand in almost the same words in another vendor's report that was "
        "given for comparison",
        "Shared templates are common and allowed; a report that is one throughout may describe nobody (G4).",
        ("similar_share",),
    ),
)
