"""Subservice organizations: whose controls are left out, whose are included, and what is expected of them."""

from __future__ import annotations

from soc2parse.report import SubserviceOrganization
from soc2parse.reviewing.asking import Ask
from soc2parse.reviewing.case import Case, Raised, Raising
from soc2parse.reviewing.finding import Item, Weight, cite, counted, listed
from soc2parse.reviewing.labels import shortened
from soc2parse.reviewing.rules.rule import Rule
from soc2parse.terms import SectionKind, SectionStatus, SubserviceMethod

_SHOWN = 120


def _of(case: Case, method: SubserviceMethod | None) -> list[tuple[str, SubserviceOrganization]]:
    """The organizations that are treated so, each with what to call it."""
    return [
        (
            organization.name or f"the unnamed provider of {organization.services or 'services that were not read'}",
            organization,
        )
        for organization in case.report.subservice_organizations
        if organization.method is method
    ]


def carved_out(case: Case) -> Raising:
    """Subservice organizations whose controls are not part of the examination."""
    if found := _of(case, SubserviceMethod.CARVE_OUT):
        are = counted(found, "subservice organization is", "subservice organizations are")
        yield Raised(
            Weight.MEDIUM,
            f"{are} carved out: the auditor did not examine the controls there.",
            ask=Ask(
                "Which report of {} have you reviewed, with which period, opinion and exceptions, and how do you meet "
                "the duties that it gives to its users?",
                tuple(name for name, _ in found),
                "Which reports of {} have you reviewed, with which periods, opinions and exceptions, and how do you "
                "meet the duties that they give to their users?",
            ),
            items=tuple(_item(name, organization) for name, organization in found),
        )


def _item(name: str, organization: SubserviceOrganization) -> Item:
    services = f": {shortened(organization.services, _SHOWN)}" if organization.name and organization.services else ""
    return Item(text=f"{name}{services}", evidence=cite(organization.sources))


def inclusive(case: Case) -> Raising:
    """Subservice organizations whose controls are part of the examination."""
    if found := _of(case, SubserviceMethod.INCLUSIVE):
        are = counted(found, "subservice organization is", "subservice organizations are")
        yield Raised(
            Weight.INFO,
            f"{are} presented by the inclusive method: the relevant controls there are part of the examination.",
            items=tuple(_item(name, organization) for name, organization in found),
        )


def method_not_read(case: Case) -> Raising:
    """Subservice organizations of which it was not read whether their controls are included."""
    if found := _of(case, None):
        names = tuple(name for name, _ in found)
        yield Raised(
            Weight.MEDIUM,
            f"Whether the controls of {counted(found, 'subservice organization')} are carved out or included was not "
            "read.",
            ask=Ask("Are the controls of {} carved out of your report or included in it?", names, look_first=True),
            items=tuple(_item(name, organization) for name, organization in found),
        )


def unnamed(case: Case) -> Raising:
    """Subservice organizations without a name."""
    for number, organization in enumerate(case.report.subservice_organizations, 1):
        if not organization.name:
            yield Raised(
                Weight.MEDIUM,
                f"A subservice organization is not named; its services: {organization.services or 'not read'}.",
                cite(organization.sources),
                ask=Ask(f"Who provides {organization.services or 'the services of your unnamed provider'} to you?"),
                key=str(number),
            )


def nothing_expected(case: Case) -> Raising:
    """Carved-out organizations for which no expected controls were found."""
    if found := [(name, one) for name, one in _of(case, SubserviceMethod.CARVE_OUT) if not one.controls]:
        names = tuple(name for name, _ in found)
        yield Raised(
            Weight.LOW,
            f"No controls were found that the vendor expects at {listed(names)}.",
            cite(*(organization.sources for _, organization in found)),
            ask=Ask("Which controls do you rely on at {}?", names),
        )


def not_found(case: Case) -> Raising:
    """No subservice organizations were found, and the report was not read to say that there are none."""
    section = case.report.section(SectionKind.SUBSERVICE_ORGANIZATIONS)
    if not case.report.subservice_organizations and section.status is not SectionStatus.NONE_STATED:
        yield Raised(
            Weight.MEDIUM,
            "No subservice organizations were found; the report was not read to say that there are none. "
            f"{case.told('subservice_not_read')}",
            looked_in=case.looked(SectionKind.OPINION, SectionKind.SYSTEM_DESCRIPTION),
            ask=Ask(
                "Which subservice organizations (hosting, for one) does the system in your report rely on?",
                look_first=True,
            ),
        )


RULES = (
    Rule(
        "provider-carved-out",
        carved_out,
        "subservice organizations are presented by the carve-out method",
        "The vendor's report says nothing about these controls; they need a report of their own.",
    ),
    Rule(
        "provider-inclusive",
        inclusive,
        "subservice organizations are presented by the inclusive method",
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
