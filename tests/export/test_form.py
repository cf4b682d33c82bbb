import json
from datetime import date

import pytest

from soc2parse.export.form import Form, write
from soc2parse.reviewing.result import review
from tests.made_reports import made

BEGINNINGS = {
    Form.JSON: b'{\n  "schema_version"',
    Form.MARKDOWN: b"# Tern Harbor, Inc.",
    Form.HTML: b"<!doctype html>",
    Form.XLSX: b"PK",
    Form.CSV: b"Control,Text,",
    Form.OSCAL: b'{\n  "assessment-results"',
}


@pytest.mark.parametrize("form", BEGINNINGS)
def test_each_form_begins_as_its_kind_does(form):
    assert write(form, made()).lstrip().startswith(BEGINNINGS[form])


def test_the_json_of_a_review_is_the_review():
    assert "findings" in json.loads(write(Form.JSON, made(), review(made(), as_of=date(2026, 3, 1))))


def test_a_marked_copy_needs_the_file():
    with pytest.raises(ValueError, match="needs the PDF"):
        write(Form.MARKED, made())


def test_only_workbook_and_marked_copy_are_binary():
    assert [form for form in Form if form.binary] == [Form.XLSX, Form.MARKED]
    assert {form.suffix for form in Form} == {
        ".json",
        ".md",
        ".html",
        ".xlsx",
        ".csv",
        ".oscal.json",
        ".marked.pdf",
    }
