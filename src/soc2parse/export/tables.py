"""A report and its review as CSV, one table a sheet, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from soc2parse.export.sheets import Sheet, Value, sheets
from soc2parse.report import Report
from soc2parse.reviewing.result import Review

_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")


def to_csv(report: Report, review: Review | None = None, *, sheet: str = "Controls") -> str:
    """One sheet as CSV, by its name in any case; KeyError for a name that there is no sheet of.

    A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a return) gets an apostrophe
    in front, which spreadsheets take for "this is text".
    """
    by_name = {found.name.casefold(): found for found in sheets(report, review)}
    return _csv(by_name[sheet.casefold()])


def write_csv(folder: str | Path, report: Report, review: Review | None = None) -> list[Path]:
    """Every sheet as a file of its own in the folder ("findings.csv"), in UTF-8 with a mark that Excel understands."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sheet in sheets(report, review):
        path = folder / f"{sheet.name.casefold()}.csv"
        path.write_text(_csv(sheet), "utf-8-sig", newline="")
        written.append(path)
    return written


def _csv(sheet: Sheet) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(title for title, _ in sheet.columns)
    writer.writerows([_as_text(value) for value in row] for row in sheet.rows)
    return lines.getvalue()


def _as_text(value: Value) -> Value:
    if isinstance(value, str) and value.startswith(_FORMULA_LIKE):
        return f"'{value}"
    return value
