"""Every text of a report with the places where it stands: for rules that look at words, whatever part they are in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from soc2parse.report import Report
from soc2parse.reviewing.case import description_texts
from soc2parse.reviewing.finding import Evidence, cite


@dataclass(frozen=True)
class Text:
    """Words of one part of the report ("opinion", "control AC-01") and where they stand."""

    part: str
    words: str
    evidence: tuple[Evidence, ...]


def texts_of(report: Report) -> Iterator[Text]:
    """The opinion, assertion, description, controls, tests, exceptions, expected controls and duties, in this order."""
    if report.opinion:
        yield Text("opinion", report.opinion.text, cite(report.opinion.sources))
    if report.assertion:
        yield Text("assertion", report.assertion.text, cite(report.assertion.sources))
    description = report.system_description
    if description:
        whole = cite(description.sources)
        for page, words in description_texts(description):
            yield Text("description", words, (Evidence(page=page, text=words, begins=True),) if page else whole)
    for control in report.controls:
        yield Text(f"control {control.id or ''}".strip(), control.text, cite(control.sources))
    for test in report.testing_results:
        words = " ".join(part for part in (test.procedure, test.result) if part)
        yield Text(f"test of {test.control_id or 'a control'}", words, cite(test.sources))
    for exception in report.exceptions:
        words = f"{exception.description} {exception.management_response or ''}"
        yield Text(f"exception in {exception.control_id or 'a control'}", words, cite(exception.sources))
    for organization in report.subservice_organizations:
        for expected in organization.controls:
            yield Text("expected control", expected.text, cite(expected.sources))
    for cuec in report.cuecs:
        yield Text("user entity control", cuec.text, cite(cuec.sources))
