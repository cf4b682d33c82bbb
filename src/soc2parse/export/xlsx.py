"""A report and its review as an Excel workbook: sheets with widths, filters and frozen headers, and no formulas."""

from __future__ import annotations

import io
from datetime import datetime, time

from soc2parse.export.sheets import Sheet, sheets
from soc2parse.report import Report
from soc2parse.reviewing.result import Review

_LONGEST = 32_000  # a cell of the format holds 32,767 characters


def to_xlsx(report: Report, review: Review | None = None) -> bytes:
    """The workbook's bytes, the same for the same input. A text that begins with = + - or @ stays text.

    A text too long for a cell is cut, and the cell says so. Needs XlsxWriter: `pip install soc2parse[review]`.
    """
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        signed = report.auditor.signed_on if report.auditor else None
        day = review.as_of if review else signed or report.period.end
        if day:
            book.set_properties({"created": datetime.combine(day, time())})
        for sheet in sheets(report, review):
            _write(book, sheet)
    return data.getvalue()


def _write(book: object, sheet: Sheet) -> None:
    head = book.add_format({"bold": True, "bg_color": "#E8ECF1", "bottom": 1, "valign": "top"})  # type: ignore[attr-defined]
    body = book.add_format({"text_wrap": True, "valign": "top"})  # type: ignore[attr-defined]
    page = book.add_worksheet(sheet.name)  # type: ignore[attr-defined]
    for column, (title, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, title, head)
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, (int, float)):
                page.write_number(number, column, value, body)
            elif value:
                page.write_string(number, column, _fitting(str(value)), body)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _fitting(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]} … (cut: {len(text)} characters)"
