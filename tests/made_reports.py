"""Reports made by hand for the tests of review and export: the fictional Tern Harbor, small and complete."""

from datetime import date
from typing import Any

from soc2parse.report import Report

NINE = (
    "opinion",
    "assertion",
    "system_description",
    "tsc_mapping",
    "controls",
    "testing_results",
    "exceptions",
    "subservice_organizations",
    "cuecs",
)


def source(page: int, text: str, top: float = 100.0) -> dict[str, Any]:
    return {"page": page, "bbox": [72.0, top, 540.0, top + 24.0], "text": text}


def control(control_id: str | None, text: str, criteria: list[str], page: int = 20) -> dict[str, Any]:
    return {"id": control_id, "text": text, "criteria": criteria, "sources": [source(page, text)]}


def a_test(
    control_id: str | None,
    result: str = "No exceptions noted.",
    outcome: str | None = "no_exception",
    page: int = 20,
    **more: Any,
) -> dict[str, Any]:
    return {
        "control_id": control_id,
        "criterion": None,
        "procedure": "Inspected the records for a sample of 25 items.",
        "methods": ["inspection"],
        "result": result,
        "outcome": outcome,
        "sources": [source(page, result, top=130.0)],
        "sample": {"size": 25},
    } | more


def deviation(control_id: str, criteria: list[str], page: int = 21, **more: Any) -> dict[str, Any]:
    text = f"For 2 of 25 items selected for {control_id}, the record was not kept."
    return {
        "control_id": control_id,
        "criteria": criteria,
        "description": text,
        "deviations": 2,
        "sample_size": 25,
        "sources": [source(page, text)],
    } | more


def made(**changes: Any) -> Report:
    """A clean type 2 report of Tern Harbor for 2025; `changes` replace whole fields."""
    fields: dict[str, Any] = {
        "document": {"file_name": "tern-harbor.pdf", "sha256": "ab" * 32, "page_count": 40},
        "report_type": "type_2",
        "period": {
            "start": date(2025, 1, 1),
            "end": date(2025, 12, 31),
            "sources": [source(1, "January 1, 2025 to December 31, 2025")],
        },
        "service_organization": {
            "name": "Tern Harbor, Inc.",
            "short_name": "Tern Harbor",
            "sources": [source(1, "Tern Harbor, Inc.")],
        },
        "system_name": "Harbor Platform",
        "auditor": {
            "firm": "Larch & Plover LLP",
            "location": "Denver, Colorado",
            "signed_on": date(2026, 2, 10),
            "sources": [source(5, "Larch & Plover LLP Denver, Colorado February 10, 2026")],
        },
        "categories": ["security", "availability"],
        "criteria_set": "2017",
        "sections": [
            {"kind": kind, "status": "found", "title": kind, "first_page": n + 3, "last_page": n + 4}
            for n, kind in enumerate(NINE)
            if kind != "exceptions"
        ],
        "opinion": {
            "kind": "unqualified",
            "description": "unqualified",
            "design": "unqualified",
            "operating_effectiveness": "unqualified",
            "restricted_use": True,
            "text": "In our opinion, in all material respects, the description presents the Harbor Platform.",
            "sources": [source(4, "In our opinion, in all material respects, the description presents")],
        },
        "assertion": {
            "by": "Tern Harbor, Inc.",
            "modified": False,
            "signed_on": date(2026, 2, 10),
            "text": "We have prepared the description of the Harbor Platform of Tern Harbor, Inc.",
            "sources": [source(7, "We have prepared the description of the Harbor Platform")],
        },
        "system_description": {
            "services": "The Harbor Platform stores shipping papers. It runs in the Denver and Oslo regions.",
            "infrastructure": "The platform runs on Debian hosts under Kubernetes in Denver and Oslo.",
            "software": "PostgreSQL keeps the papers; Redis keeps the queues.",
            "incidents": {"status": "none_stated", "text": "There were no system incidents."},
            "changes": {"status": "none_stated", "text": "There were no significant changes."},
            "locations": ["Denver, Colorado"],
            "topics": [
                {
                    "heading": "Services",
                    "level": 2,
                    "first_page": 9,
                    "text": "The Harbor Platform stores shipping papers. It runs in Denver and Oslo. "
                    "The Tern Mail add-on is excluded from the scope of this report.",
                }
            ],
            "sources": [source(9, "The Harbor Platform stores shipping papers.")],
        },
        "tsc_mapping": [
            {
                "criterion": "CC6.1",
                "category": "security",
                "controls": ["AC-01"],
                "sources": [source(15, "CC6.1")],
            },
            {
                "criterion": "CC8.1",
                "category": "security",
                "controls": ["CM-01"],
                "sources": [source(15, "CC8.1")],
            },
            {
                "criterion": "A1.2",
                "category": "availability",
                "controls": ["AV-01"],
                "sources": [source(16, "A1.2")],
            },
        ],
        "controls": [
            control(
                "AC-01",
                "Access rights of every user are approved by the system owner each quarter.",
                ["CC6.1"],
            ),
            control("CM-01", "Changes are reviewed by a second engineer before they are released.", ["CC8.1"], 21),
            control("AV-01", "Backups are restored to a test system once a year by operations.", ["A1.2"], 22),
        ],
        "testing_results": [
            a_test("AC-01", procedure="Inspected the quarterly approvals for a sample of 25 users."),
            a_test("CM-01", procedure="Inspected the reviews for a sample of 25 changes.", page=21),
            a_test("AV-01", procedure="Inspected the log of the yearly restore test.", page=22),
        ],
        "subservice_organizations": [
            {
                "name": "Cirrus Cloud, Inc.",
                "services": "cloud hosting",
                "method": "carve_out",
                "controls": [
                    {
                        "text": "Physical access is restricted.",
                        "criteria": ["CC6.4"],
                        "sources": [source(12, "CC6.4")],
                    }
                ],
                "sources": [source(12, "Cirrus Cloud, Inc. provides cloud hosting (carve-out).")],
            }
        ],
        "cuecs": [
            {
                "text": "User entities are responsible for removing the access of their leavers.",
                "criteria": ["CC6.2"],
                "sources": [source(13, "removing the access of their leavers")],
            }
        ],
    }
    fields["sections"].insert(6, {"kind": "exceptions", "status": "none_stated"})
    return Report.model_validate(fields | changes)
