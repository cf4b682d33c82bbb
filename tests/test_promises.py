"""What is promised of every report: its JSON fits the schema, and each record shows the words it was read from."""

import json
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pymupdf
import pytest
from click.testing import CliRunner

import soc2parse
from soc2parse import Report, Source
from soc2parse.cli import main
from soc2parse.export.reference import document_schema
from soc2parse.report import Record

FIXTURES = Path(__file__).parents[1] / "fixtures"
ABOUT = {path.parent.name: tomllib.loads(path.read_text("utf-8")) for path in sorted(FIXTURES.glob("*/about.toml"))}
REPORTS = [name for name, about in ABOUT.items() if about["kind"] == "report"]
DRAFTS = [name for name, about in ABOUT.items() if about.get("seems") == "draft"]
NEGATIVES = [name for name, about in ABOUT.items() if about["kind"] == "negative" and name not in DRAFTS]
SMALL = ["bluefinch-type1", "foxglove-inline", "ledgerline-uk", "tallgrass-borderless", "larkspur-type1-html"]
NEAR = 2.0  # points

Box = tuple[float, float, float, float]


def pdf(name: str) -> Path:
    return FIXTURES / name / "report.pdf"


def letters(text: str) -> str:
    """Letters and digits only: what no line break, bullet, dash or ligature changes."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def records(value: object, path: str = "report") -> Iterator[tuple[str, Record]]:
    """Every record inside a report with its place there."""
    if isinstance(value, Record):
        yield path, value
        for name in type(value).model_fields:
            yield from records(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from records(item, f"{path}[{number}]")


@cache
def printed(path: Path) -> list[tuple[Box, list[tuple[Box, str]]]]:
    """Each page's box and its words as another reader has them, with their boxes as the page is displayed."""
    with pymupdf.open(path) as document:
        return [
            (
                tuple(page.rect),
                [
                    (tuple(pymupdf.Rect(word[:4]) * page.rotation_matrix), letters(word[4]))
                    for word in page.get_text("words")
                ],
            )
            for page in document
        ]


def inside(box: Box, page: Box) -> bool:
    """Whether a box has an area and lies on the page."""
    x0, top, x1, bottom = box
    return page[0] - NEAR <= x0 < x1 <= page[2] + NEAR and page[1] - NEAR <= top < bottom <= page[3] + NEAR


def shown(words: list[tuple[Box, str]], box: Box) -> str:
    """The letters of the words whose middle lies in the box."""
    x0, top, x1, bottom = box
    return "".join(
        text
        for (left, upper, right, lower), text in words
        if x0 - NEAR <= (left + right) / 2 <= x1 + NEAR and top - NEAR <= (upper + lower) / 2 <= bottom + NEAR
    )


def misplaced(report: Report, path: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Sources that lie off the page, or whose box does not show their words."""
    for place, record in records(report):
        if isinstance(record, Source):
            page, words = printed(path)[record.page - 1]
            there = shown(words, record.bbox)
            missing = [] if record.ocr else [word for word in record.text.split() if letters(word) not in there]
            if missing or not inside(record.bbox, page):
                yield place, record.page, missing[:5]


# Texts that are the words of their own sources; parts of the system description are told by its topics' pages.
QUOTED = {
    "Control": ("text",),
    "Cuec": ("text",),
    "SubserviceControl": ("text",),
    "TestingResult": ("procedure", "result"),
    "ReportedException": ("description",),
    "Opinion": ("text",),
    "Assertion": ("text",),
}


def unquoted(report: Report) -> Iterator[tuple[str, list[str]]]:
    """Texts with words that do not stand in the words of their sources."""
    for place, record in records(report):
        for field in QUOTED.get(type(record).__name__, ()):
            there = letters("".join(source.text for source in record.sources))
            missing = [word for word in (getattr(record, field) or "").split() if letters(word) not in there]
            if missing:
                yield f"{place}.{field}", missing[:5]


@pytest.fixture(scope="session")
def validator():
    return jsonschema.Draft202012Validator(
        document_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_fits_the_schema_and_every_record_shows_its_words(name, validator):
    report = soc2parse.parse(pdf(name))
    text = report.to_json()
    validator.validate(json.loads(text))
    assert Report.model_validate_json(text) == report
    assert list(misplaced(report, pdf(name))) == []
    assert list(unquoted(report)) == []


@pytest.mark.parametrize("name", SMALL)
def test_both_engines_give_the_same_report(name):
    fast, slow = (plain(soc2parse.parse(pdf(name), engine=engine)) for engine in ("mupdf", "plumber"))
    boxes, other_boxes = fast.pop("boxes"), slow.pop("boxes")
    assert fast == slow
    far = [
        (one, other)
        for one, other in zip(boxes, other_boxes, strict=True)
        if max(abs(a - b) for a, b in zip(one, other, strict=True)) > NEAR
    ]
    assert far == []


def plain(report: Report) -> dict[str, object]:
    """A report's values without its boxes, and the boxes in their order."""
    boxes = []

    def without_boxes(value: object) -> object:
        if isinstance(value, list):
            return [without_boxes(item) for item in value]
        if isinstance(value, dict):
            if "bbox" in value:
                boxes.append(value["bbox"])
            return {key: without_boxes(item) for key, item in value.items() if key != "bbox"}
        return value

    values = without_boxes(json.loads(report.to_json()))
    return {"values": values, "boxes": boxes}


WITHOUT = """
import sys

sys.modules["pymupdf"] = None
import soc2parse
print(len(soc2parse.parse(sys.argv[1]).controls))
"""


def test_everything_works_without_pymupdf():
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(pdf(SMALL[0]))], capture_output=True, check=True, text=True
    )
    assert int(ran.stdout) == len(soc2parse.parse(pdf(SMALL[0])).controls) > 0


def refused(status: int, stdout: str, stderr: str, expected: int) -> None:
    assert (status, stdout) == (expected, ""), stderr
    assert len(stderr.splitlines()) == 1, stderr
    assert "Traceback" not in stderr


@pytest.mark.parametrize("name", NEGATIVES)
def test_a_document_that_is_no_soc_2_report_is_refused(name):
    result = CliRunner().invoke(main, [str(pdf(name))])
    refused(result.exit_code, result.stdout, result.stderr, 3)


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_is_read_and_says_that_it_is_one(name):
    result = CliRunner().invoke(main, [str(pdf(name))])
    assert result.exit_code in (0, 1), result.stderr
    assert "draft" in {issue["code"] for issue in json.loads(result.stdout)["issues"]}


def encrypted(data: bytes) -> bytes:
    with pymupdf.open(stream=data) as document:
        return document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="larch", owner_pw="birch")


SOUND = pdf("bluefinch-type1").read_bytes()
BAD = {
    "empty": lambda: b"",
    "a text": lambda: b"This is a SOC 2 report.",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(64),
    "the header only": lambda: SOUND[:1024],
    "encrypted": lambda: encrypted(SOUND),
    "noise behind a header": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 64,
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_refused(name, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(BAD[name]())
    result = CliRunner().invoke(main, [str(path)])
    refused(result.exit_code, result.stdout, result.stderr, 4)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.98])
def test_a_truncated_file_is_refused_or_says_what_it_is(share, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(SOUND[: int(len(SOUND) * share)])
    result = CliRunner().invoke(main, [str(path)])
    if result.exit_code == 1:
        assert "file_damaged" in {issue["code"] for issue in json.loads(result.stdout)["issues"]}
    else:
        refused(result.exit_code, result.stdout, result.stderr, 4 if result.exit_code == 4 else 3)


@pytest.mark.parametrize(("data", "status"), [(pdf("soc3-platform").read_bytes(), 3), (b"not a PDF", 4)])
def test_the_command_itself_refuses_with_its_status(data, status, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    ran = subprocess.run(
        [sys.executable, "-m", "soc2parse", str(path)], capture_output=True, check=False, text=True, timeout=120
    )
    refused(ran.returncode, ran.stdout, ran.stderr, status)
