"""Spreadsheets and CSV: every record has its row, and no text becomes a formula."""

import csv
import io
from datetime import date

import pytest

from soc2parse.export.tables import to_csv, write_csv
from soc2parse.export.xlsx import to_xlsx
from soc2parse.reviewing.result import review
from tests.made_reports import a_test, control, deviation, made

openpyxl = pytest.importorskip("openpyxl")
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example","x")']
REPORT = made(
    controls=[control(f"AC-{n}", text, ["CC6.1"]) for n, text in enumerate(FORMULAS)],
    testing_results=[a_test(f"AC-{n}", text) for n, text in enumerate(FORMULAS[:4])],
    exceptions=[deviation("AC-1", ["CC6.1"], description="=cmd|' /C calc'!A0", management_response="-2+3")],
)
REVIEW = review(REPORT, as_of=date(2026, 3, 1))


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(REPORT, REVIEW)))


def test_the_sheets_of_a_review(book):
    assert book.sheetnames == ["Summary", "Findings", "Controls", "Exceptions", "CUECs", "Subservice", "Questions"]


def test_no_cell_is_a_formula_or_a_link(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert {cell.value for cell in book["Controls"]["B"]} >= set(FORMULAS)


def test_headers_are_frozen_and_filtered(book):
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref


def test_one_row_a_test_and_one_a_control_without(book):
    outcomes = [cell.value for cell in book["Controls"]["H"]][1:]
    assert outcomes == ["no_exception"] * 4 + ["no test read"]
    assert book["Findings"].max_row == 1 + len(REVIEW.findings)
    assert book["Questions"].max_row == 1 + len(REVIEW.questions)


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so():
    report = made(controls=[control("AC-1", "x" * 40_000, ["CC6.1"])])
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(report)))["Controls"]
    assert sheet["B2"].value.endswith("(cut: 40000 characters)")


def test_the_same_review_gives_the_same_bytes():
    assert to_xlsx(REPORT, REVIEW) == to_xlsx(REPORT, REVIEW)


def test_csv_marks_what_a_spreadsheet_would_run():
    rows = list(csv.DictReader(io.StringIO(to_csv(REPORT))))
    assert [row["Text"] for row in rows] == [f"'{text}" for text in FORMULAS]
    assert rows[0]["Sample"] == "25"


def test_csv_files_are_named_like_their_sheets(tmp_path):
    names = [path.name for path in write_csv(tmp_path / "out", REPORT, REVIEW)]
    assert names[:3] == ["summary.csv", "findings.csv", "controls.csv"]
    assert (tmp_path / "out" / "findings.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_sheet_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        to_csv(REPORT, sheet="Findings")
