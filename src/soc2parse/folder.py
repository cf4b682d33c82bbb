"""A folder of reports -> a folder of JSON files and a summary; what is done and unchanged is not done again."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, TextIO

from soc2parse.batch import Outcome, parse_many
from soc2parse.isolation import Limits
from soc2parse.terms import Severity

_LEDGER = "batch.jsonl"
_SUMMARY = "summary.csv"
_COLUMNS = (
    "file", "status", "message", "report_type", "service_organization", "period_start", "period_end", "opinion",
    "controls", "tests", "exceptions", "errors", "warnings", "ocr_pages", "seconds", "sha256",
)  # fmt: skip
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")

Done = Callable[[Outcome, int, int], None]
"""Called with each outcome, how many files are done, and how many there are."""


def parse_folder(
    folder: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    executor: Executor | None = None,
    password: str | None = None,
    engine: str | None = None,
    limits: Limits | None = None,
    done: Done | None = None,
) -> Path:
    """Read every PDF below a folder; write a JSON for each and a summary, whose path is returned.

    A file that is in the ledger (`batch.jsonl`) as read by this version, with the same bytes and options, is not read
    again; one that failed is. So a batch that was ended in the middle goes on where it was.
    """
    source, target = Path(folder), Path(out)
    target.mkdir(parents=True, exist_ok=True)
    paths = sorted(path for path in source.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
    stamp = {"version": _version(), "engine": engine}
    known = _read_ledger(target / _LEDGER)
    rows: dict[str, dict[str, Any]] = {}
    todo: list[Path] = []
    for path in paths:
        name = path.relative_to(source).as_posix()
        entry = known.get(name)
        if entry and _is_current(entry, stamp, path, target / _json_name(name)):
            rows[name] = entry["row"]
        else:
            todo.append(path)
    with (target / _LEDGER).open("a", encoding="utf-8") as ledger:
        for outcome in parse_many(todo, executor=executor, password=password, engine=engine, limits=limits):
            name = outcome.path.relative_to(source).as_posix()
            rows[name] = _row(name, outcome)
            _keep(ledger, target, name, outcome, {**stamp, "row": rows[name]})
            if done:
                done(outcome, len(rows), len(paths))
    return _write_summary(target / _SUMMARY, [rows[name] for name in sorted(rows)])


def _version() -> str:
    from soc2parse import __version__

    return __version__


def _is_current(entry: dict[str, Any], stamp: dict[str, Any], path: Path, written: Path) -> bool:
    row = entry["row"]
    return (
        row["status"] in ("read", "read_with_errors", "not_soc2")
        and all(entry.get(key) == value for key, value in stamp.items())
        and (row["status"] == "not_soc2" or written.exists())
        and row["sha256"] == _sha256(path)
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_ledger(path: Path) -> dict[str, dict[str, Any]]:
    """The last entry of each file; a line that a kill cut off is none."""
    entries: dict[str, dict[str, Any]] = {}
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            try:
                entry = json.loads(line)
                entries[entry["row"]["file"]] = entry
            except (ValueError, KeyError, TypeError):
                continue
    return entries


def _keep(ledger: TextIO, target: Path, name: str, outcome: Outcome, entry: dict[str, Any]) -> None:
    """Write the JSON whole or not at all, and only then the ledger's line."""
    if outcome.report is not None:
        path = target / _json_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(path.name + ".partial")
        partial.write_text(outcome.report.to_json() + "\n", encoding="utf-8")
        partial.replace(path)
    ledger.write(json.dumps(entry, ensure_ascii=False) + "\n")
    ledger.flush()


def _json_name(name: str) -> str:
    return f"{name[: -len('.pdf')]}.json"


def _row(name: str, outcome: Outcome) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(_COLUMNS)
    row |= {"file": name, "status": outcome.status, "message": outcome.error, "seconds": round(outcome.seconds, 2)}
    report = outcome.report
    if report is None:
        row["sha256"] = _sha256(outcome.path) if outcome.path.is_file() else None
        return row
    period = report.period
    organization = report.service_organization
    severities = [issue.severity for issue in report.issues]
    return row | {
        "report_type": report.report_type,
        "service_organization": organization.name if organization else None,
        "period_start": str(period.start) if period and period.start else None,
        "period_end": str(period.end) if period and period.end else None,
        "opinion": report.opinion.kind if report.opinion else None,
        "controls": len(report.controls),
        "tests": len(report.testing_results),
        "exceptions": len(report.exceptions),
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "ocr_pages": len(report.document.ocr_pages),
        "sha256": report.document.sha256,
    }


def _write_summary(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """The summary as CSV; a text that a spreadsheet would take for a formula gets an apostrophe in front."""
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS)
        writer.writeheader()
        writer.writerows({key: _as_text(value) for key, value in row.items()} for row in rows)
    partial.replace(path)
    return path


def _as_text(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_LIKE) else value
