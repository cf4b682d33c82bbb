"""A report as OSCAL 1.1 assessment results: what was tested and found, and no conclusion that the auditor did not draw.

The auditor's opinion is on the whole, not on each criterion: no criterion is called satisfied. Findings exist only for
criteria that a modified opinion names; everything else is an observation with its words and page.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from urllib.parse import quote

from soc2parse.report import Report, ReportedException, Source, TestingResult, headline, normal_id
from soc2parse.terms import Method, OpinionKind, Outcome, ReportType, SubserviceMethod

Json = dict[str, object]
OSCAL_VERSION = "1.1.3"
NAMESPACE = "urn:soc2parse:oscal"
_SPACE = uuid.UUID("6f3a2a5e-2c55-5d0f-9a53-6d1c2f0a7b11")
_METHODS = {
    Method.INQUIRY: "INTERVIEW",
    Method.OBSERVATION: "EXAMINE",
    Method.INSPECTION: "EXAMINE",
    Method.REPERFORMANCE: "TEST",
}


def to_oscal(report: Report, *, indent: int | None = 2) -> str:
    """The assessment results as JSON; the same report gives the same text, ids included.

    ValueError where neither the auditor's date nor the period's end was read: OSCAL asks for a date.
    """
    return json.dumps({"assessment-results": _Writer(report).results()}, indent=indent, ensure_ascii=False)


class _Writer:
    """Writes one report. Dates get a zone, as OSCAL asks (midnight UTC); ids come from the file's hash."""

    def __init__(self, report: Report) -> None:
        signed = report.auditor.signed_on if report.auditor else None
        day = signed or report.period.end
        if day is None:
            raise ValueError(
                "no date for OSCAL: neither the date of the auditor's report nor the period's end was read"
            )
        self.report = report
        self.day = day
        self.signed = signed is not None

    def id(self, path: str) -> str:
        """An id that is the same whenever the same file is written."""
        return str(uuid.uuid5(_SPACE, f"{self.report.document.sha256}/{path}"))

    def results(self) -> Json:
        return {
            "uuid": self.id("results"),
            "metadata": self._metadata(),
            "import-ap": {
                "href": f"#{self.id('file')}",
                "remarks": "A SOC 2 report has no assessment plan; the reference is to the report itself.",
            },
            "results": [self._result()],
            "back-matter": {"resources": [self._file()]},
        }

    def _metadata(self) -> Json:
        report = self.report
        parties, roles = list(self._parties()), {"provider": "Service organization", "assessor": "Service auditor"}
        named = {
            "provider": [self.id("vendor")] if report.service_organization else [],
            "assessor": [self.id("auditor")] if report.auditor and report.auditor.firm else [],
        }
        held = {role: ids for role, ids in named.items() if ids}
        metadata: Json = {
            "title": " · ".join(headline(report)[:4]),
            "last-modified": _moment(self.day),
            "version": "1.0",
            "oscal-version": OSCAL_VERSION,
            "remarks": f"Dated by {'the auditor’s report' if self.signed else 'the end of the period'}; the report "
            "states no times of day. The report is of restricted use.",
        }
        if held:
            metadata["roles"] = [{"id": role, "title": roles[role]} for role in held]
            metadata["responsible-parties"] = [{"role-id": role, "party-uuids": ids} for role, ids in held.items()]
        if parties:
            metadata["parties"] = parties
        return metadata

    def _parties(self) -> Iterator[Json]:
        report = self.report
        if report.service_organization:
            yield {"uuid": self.id("vendor"), "type": "organization", "name": _line(report.service_organization.name)}
        if report.auditor and report.auditor.firm:
            yield {"uuid": self.id("auditor"), "type": "organization", "name": _line(report.auditor.firm)}
        for number, organization in enumerate(report.subservice_organizations, 1):
            method = organization.method
            party: Json = {
                "uuid": self.id(f"subservice/{number}"),
                "type": "organization",
                "name": _line(organization.name or "Subservice organization without a name"),
                "props": _props({"subservice-method": str(method) if method else "not-read"}),
            }
            if method is SubserviceMethod.CARVE_OUT:
                party["remarks"] = "Carved out: its controls were not examined for this report."
            yield party

    def _file(self) -> Json:
        document = self.report.document
        return {
            "uuid": self.id("file"),
            "title": _line(document.file_name),
            "description": "The SOC 2 report. The file itself is not part of this document.",
            "props": _props({"page-count": str(document.page_count)}),
            "rlinks": [
                {
                    "href": quote(document.file_name),
                    "media-type": "application/pdf",
                    "hashes": [{"algorithm": "SHA-256", "value": document.sha256}],
                }
            ],
        }

    def _result(self) -> Json:
        report = self.report
        period = report.period
        first = period.start or period.end or self.day
        result: Json = {
            "uuid": self.id("result"),
            "title": " · ".join(headline(report)[1:4]),
            "description": "Results of the service auditor's examination as printed in the report.",
            "start": _moment(first),
            "reviewed-controls": self._reviewed(),
        }
        if period.end:
            result["end"] = _moment(period.end)
        if report.opinion:
            result["attestations"] = [self._opinion()]
        observations = [*self._observations(), *self._exception_observations()]
        risks, findings = list(self._risks()), list(self._findings())
        for name, items in (("observations", observations), ("risks", risks), ("findings", findings)):
            if items:
                result[name] = items
        props = {
            "report-type": str(report.report_type) if report.report_type else "not-read",
            "criteria-set": str(report.criteria_set) if report.criteria_set else "not-read",
            **{f"category-{category.replace('_', '-')}": "in-scope" for category in report.categories},
        }
        result["props"] = _props(props)
        remarks = [self._duties()] if report.cuecs else []
        if period.start is None and report.report_type is not ReportType.TYPE_1:
            remarks.append("The start of the period was not read; `start` repeats a date that was.")
        if remarks:
            result["remarks"] = "\n".join(remarks)
        return result

    def _reviewed(self) -> Json:
        criteria = {c for control in self.report.controls for c in control.criteria}
        criteria |= {mapping.criterion for mapping in self.report.tsc_mapping}
        named = sorted(criteria)
        selection: Json = {"description": "Trust services criteria, by their identifiers."}
        if named:
            selection["include-controls"] = [{"control-id": token(criterion)} for criterion in named]
        else:
            selection["include-all"] = {}
        return {"control-selections": [selection]}

    def _opinion(self) -> Json:
        opinion = self.report.opinion
        if opinion is None:
            raise ValueError("no opinion to attest")
        kinds = {
            "opinion": opinion.kind,
            "opinion-on-description": opinion.description,
            "opinion-on-design": opinion.design,
            "opinion-on-operating-effectiveness": opinion.operating_effectiveness,
        }
        parts: list[Json] = [
            {
                "uuid": self.id("opinion"),
                "name": "opinion",
                "ns": NAMESPACE,
                "title": "Opinion of the service auditor",
                "props": _props({name: str(kind) if kind else "not-read" for name, kind in kinds.items()})
                + _pages(opinion.sources),
                "prose": opinion.text,
            }
        ]
        if opinion.basis:
            basis: Json = {"uuid": self.id("basis"), "name": "basis", "ns": NAMESPACE, "prose": opinion.basis}
            parts.append(basis)
        return {"parts": parts}

    def _observations(self) -> Iterator[Json]:
        for number, test in enumerate(self.report.testing_results, 1):
            yield {
                "uuid": self.id(f"test/{number}"),
                "title": _line(test.control_id or "Control without an id"),
                "description": _prose(test.result or "No words of a result were read."),
                "props": _props(_test_props(test)) + _pages(test.sources),
                "methods": list(dict.fromkeys(_METHODS[method] for method in test.methods)) or ["UNKNOWN"],
                "types": ["finding" if test.outcome is Outcome.EXCEPTION else "control-objective"],
                "collected": _moment(self.day),
                "remarks": _prose(test.procedure or "No procedure was read.")
                + "\n\nThe report states no date of this test; `collected` is the date named in the metadata.",
            }

    def _exception_observations(self) -> Iterator[Json]:
        for number, exception in enumerate(self.report.exceptions, 1):
            yield {
                "uuid": self.id(f"exception/{number}"),
                "title": _line(f"Exception in {exception.control_id or 'a control without an id'}"),
                "description": _prose(exception.description),
                "props": _props(_exception_props(exception)) + _pages(exception.sources),
                "methods": ["UNKNOWN"],
                "types": ["finding"],
                "collected": _moment(self.day),
            }

    def _risks(self) -> Iterator[Json]:
        for number, exception in enumerate(self.report.exceptions, 1):
            response = exception.management_response
            answered = f"Management's response, not tested: {response}" if response else "No response was found."
            yield {
                "uuid": self.id(f"risk/{number}"),
                "title": _line(f"Exception in {exception.control_id or 'a control without an id'}"),
                "description": _prose(exception.description),
                "statement": _prose(answered),
                "status": "open",
                "related-observations": [{"observation-uuid": self.id(f"exception/{number}")}],
            }

    def _findings(self) -> Iterator[Json]:
        opinion = self.report.opinion
        if opinion is None or opinion.kind not in (OpinionKind.QUALIFIED, OpinionKind.ADVERSE):
            return
        for criterion in opinion.affected_criteria:
            related = [
                {"observation-uuid": self.id(f"exception/{number}")}
                for number, exception in enumerate(self.report.exceptions, 1)
                if criterion in exception.criteria
            ]
            finding: Json = {
                "uuid": self.id(f"finding/{criterion}"),
                "title": f"{criterion} named in the modified opinion",
                "description": _prose(opinion.basis or opinion.text),
                "target": {
                    "type": "objective-id",
                    "target-id": token(criterion),
                    "status": {"state": "not-satisfied", "reason": "other"},
                },
            }
            if related:
                finding["related-observations"] = related
            yield finding

    def _duties(self) -> str:
        return "\n".join(
            f"Control of the user entity: {_line(cuec.text)} ({', '.join(cuec.criteria) or 'no criterion named'})"
            for cuec in self.report.cuecs
        )


def token(name: str) -> str:
    """An identifier as OSCAL allows it: "CC6.1" -> "cc6.1", "1.01" -> "ctl-1.01", "LA - 1" -> "la-1"."""
    kept = re.sub(r"[^\w.-]+", "-", normal_id(name), flags=re.ASCII).strip("-") or "unnamed"
    return kept if re.match(r"[^\W\d]", kept) else f"ctl-{kept}"


def _test_props(test: TestingResult) -> dict[str, str | None]:
    sample = test.sample
    return {
        "outcome": str(test.outcome) if test.outcome else "not-read",
        "control-id": test.control_id,
        "criterion": test.criterion,
        "sample-size": _number(sample.size),
        "sample-deviations": _number(sample.deviations),
        "sample-population": _number(sample.population),
    }


def _exception_props(exception: ReportedException) -> dict[str, str | None]:
    return {
        "control-id": exception.control_id,
        "criteria": " ".join(exception.criteria),
        "sample-size": _number(exception.sample_size),
        "sample-deviations": _number(exception.deviations),
    }


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _props(values: Mapping[str, str | None]) -> list[Json]:
    """Properties with a value; OSCAL allows no empty one, no line break, no space at an end."""
    return [
        {"name": name, "ns": NAMESPACE, "value": line} for name, value in values.items() if (line := _line(value or ""))
    ]


def _pages(sources: Iterable[Source]) -> list[Json]:
    return [{"name": "page", "ns": NAMESPACE, "value": str(page)} for page in sorted({s.page for s in sources})]


def _line(text: str) -> str:
    return " ".join(text.split())


def _prose(text: str) -> str:
    return text.strip() or "Nothing was read."


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat()
