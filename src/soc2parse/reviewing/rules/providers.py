"""Subservice organizations: whose controls are left out, whose are included, and what is expected of them."""

from __future__ import annotations

from collections.abc import Iterator

from soc2parse.report import SubserviceOrganization
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Weight, cite
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import SectionKind, SectionStatus, SubserviceMethod

_SHOWN = 120


def _of(case: Case, method: SubserviceMethod | None) -> Iterator[tuple[str, SubserviceOrganization]]:
    for number, organization in enumerate(case.report.subservice_organizations, 1):
        if organization.method is method:
            yield organization.name or f"unnamed-{number}", organization


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


def carved_out(case: Case) -> Raising:
    """A subservice organization whose controls are not part of the examination."""
    for key, organization in _of(case, SubserviceMethod.CARVE_OUT):
        name = organization.name or "A subservice organization that the report does not name"
        services = f" ({_short(organization.services)})" if organization.services else ""
        yield Raised(
            Weight.MEDIUM,
            f"{name}{services} is carved out: its controls were not examined for this report.",
            cite(organization.sources),
            question=f"Which report of {organization.name or 'this provider'} have you reviewed, with which period, "
            "opinion and exceptions, and how do you meet the duties that it gives to its users?",
            key=key,
        )


def inclusive(case: Case) -> Raising:
    """A subservice organization whose controls are part of the examination."""
    for key, organization in _of(case, SubserviceMethod.INCLUSIVE):
        yield Raised(
            Weight.INFO,
            f"{organization.name or 'An unnamed subservice organization'} is presented by the inclusive method: its "
            "relevant controls are part of the examination.",
            cite(organization.sources),
            key=key,
        )


def method_not_read(case: Case) -> Raising:
    """A subservice organization of which it was not read whether its controls are included."""
    for key, organization in _of(case, None):
        name = organization.name or "a subservice organization"
        yield Raised(
            Weight.MEDIUM,
            f"Whether the controls of {name} are carved out or included was not read.",
            cite(organization.sources),
            question=f"Are the controls of {name} carved out of your report or included in it?",
            key=key,
        )


def unnamed(case: Case) -> Raising:
    """A subservice organization without a name."""
    for number, organization in enumerate(case.report.subservice_organizations, 1):
        if not organization.name:
            yield Raised(
                Weight.MEDIUM,
                f"A subservice organization is not named; its services: {organization.services or 'not read'}.",
                cite(organization.sources),
                question=f"Who provides {organization.services or 'the services of your unnamed provider'} to you?",
                key=str(number),
            )


def nothing_expected(case: Case) -> Raising:
    """A carved-out organization for which no expected controls were found."""
    for key, organization in _of(case, SubserviceMethod.CARVE_OUT):
        if not organization.controls:
            yield Raised(
                Weight.LOW,
                f"No controls that are expected at {organization.name or 'the carved-out provider'} were found.",
                cite(organization.sources),
                question=f"Which controls do you rely on at {organization.name or 'this provider'}?",
                key=key,
            )


def not_found(case: Case) -> Raising:
    """No subservice organizations were found, and the report was not read to say that there are none."""
    section = case.report.section(SectionKind.SUBSERVICE_ORGANIZATIONS)
    if not case.report.subservice_organizations and section.status is not SectionStatus.NONE_STATED:
        yield Raised(
            Weight.MEDIUM,
            "No subservice organizations were found; the report was not read to say that there are none.",
            looked_in=case.looked(SectionKind.OPINION, SectionKind.SYSTEM_DESCRIPTION),
            question="Which subservice organizations (hosting, for one) does the system in your report rely on?",
        )


RULES = (
    Rule(
        "provider-carved-out",
        carved_out,
        "a subservice organization is presented by the carve-out method",
        "The vendor's report says nothing about these controls; they need a report of their own.",
    ),
    Rule(
        "provider-inclusive",
        inclusive,
        "a subservice organization is presented by the inclusive method",
        "Good to know: its relevant controls and its own assertion are part of the report.",
    ),
    Rule(
        "provider-method-not-read",
        method_not_read,
        "the method of a subservice organization was not read",
        "Without it nobody knows whether its controls were examined.",
    ),
    Rule(
        "provider-unnamed",
        unnamed,
        "a subservice organization has no name",
        "A provider without a name cannot be followed up.",
    ),
    Rule(
        "provider-nothing-expected",
        nothing_expected,
        "no controls expected at a carved-out organization were found",
        "A carve-out should say which controls the vendor counts on.",
    ),
    Rule(
        "providers-not-found",
        not_found,
        "no subservice organizations were found, and the report was not read to state none",
        "Hardly a service runs without a hosting provider; one that was missed is a blind spot.",
    ),
)
