"""The forms that a report or its review can be written in, by the names that the command uses."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soc2parse.report import Report
    from soc2parse.reviewing.result import Review


class Form(StrEnum):
    """A form of output; `MARKED` is the marked copy of the PDF."""

    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    XLSX = "xlsx"
    CSV = "csv"
    OSCAL = "oscal"
    MARKED = "marked"

    @property
    def binary(self) -> bool:
        """Whether the form is for a file and not for a terminal."""
        return self in (Form.XLSX, Form.MARKED)

    @property
    def suffix(self) -> str:
        """The file name's ending: ".md", ".pdf" ..."""
        return {Form.MARKDOWN: ".md", Form.OSCAL: ".oscal.json", Form.MARKED: ".marked.pdf"}.get(self, f".{self}")


def write(
    form: Form,
    report: Report,
    review: Review | None = None,
    *,
    pdf: Path | bytes | None = None,
    password: str | None = None,
) -> bytes:
    """The report, with its review where the form holds one, as bytes; text forms in UTF-8.

    JSON is the review where one is given, else the report. CSV is one row a test. `pdf` is the file that was read: HTML
    takes pictures of the pages from it, and the marked copy needs it (ValueError without it). ModuleNotFoundError where
    the form's library is not installed: `pip install soc2parse[review]`.
    """
    if form is Form.XLSX:
        from soc2parse.export.xlsx import to_xlsx

        return to_xlsx(report, review)
    if form is Form.MARKED:
        from soc2parse.export.marked import to_marked_pdf

        if pdf is None:
            raise ValueError("a marked copy needs the PDF that was read")
        return to_marked_pdf(report, pdf, password=password)
    return _text(form, report, review, pdf, password).encode("utf-8")


def _text(form: Form, report: Report, review: Review | None, pdf: Path | bytes | None, password: str | None) -> str:
    if form is Form.MARKDOWN:
        from soc2parse.export.markdown import to_markdown

        return to_markdown(report, review)
    if form is Form.HTML:
        from soc2parse.export.html import to_html

        return to_html(report, review, pdf=pdf, password=password)
    if form is Form.CSV:
        from soc2parse.export.tables import to_csv

        return to_csv(report, review)
    if form is Form.OSCAL:
        from soc2parse.export.oscal import to_oscal

        return to_oscal(report) + "\n"
    return (review or report).to_json() + "\n"
