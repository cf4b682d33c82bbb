"""What to follow up for each subservice organization."""

from __future__ import annotations

from soc2parse.report import Record, Report, SubserviceOrganization
from soc2parse.reviewing.finding import Evidence, cite
from soc2parse.terms import SubserviceMethod

_CARVED_OUT = (
    "get its own SOC 2 report, or another report of the same kind",
    "check that its period, services and regions are those that the vendor uses",
    "read its opinion and exceptions",
    "ask the vendor who meets the duties that this provider gives to its users",
)
_INCLUSIVE = (
    "check that its assertion is part of the report",
    "read its controls and exceptions together with the vendor's",
)
_UNKNOWN = ("ask the vendor whether its controls are carved out of the report or included in it",)


class ProviderFollowUp(Record):
    """A subservice organization with what the vendor expects of it and what the reader has to do."""

    name: str | None
    services: str | None
    method: SubserviceMethod | None
    expected_controls: tuple[str, ...]
    steps: tuple[str, ...]
    status: str = "open"
    evidence: tuple[Evidence, ...]


def follow_up(report: Report) -> tuple[ProviderFollowUp, ...]:
    """One follow-up a subservice organization, in the report's order."""
    return tuple(_one(organization) for organization in report.subservice_organizations)


def _one(organization: SubserviceOrganization) -> ProviderFollowUp:
    steps = {SubserviceMethod.CARVE_OUT: _CARVED_OUT, SubserviceMethod.INCLUSIVE: _INCLUSIVE, None: _UNKNOWN}
    return ProviderFollowUp(
        name=organization.name,
        services=organization.services,
        method=organization.method,
        expected_controls=tuple(control.text for control in organization.controls),
        steps=steps[organization.method],
        evidence=cite(organization.sources),
    )
