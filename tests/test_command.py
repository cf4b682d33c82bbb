"""The command: one document out or one line of refusal, and the exit status that the contract names."""

import csv
import json
import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from soc2parse import Report
from soc2parse.cli import main
from soc2parse.command import reader

FIXTURES = Path(__file__).parents[1] / "fixtures"
REPORT = FIXTURES / "bluefinch-type1" / "report.pdf"
YEARS = [FIXTURES / f"alderpoint-{year}" / "report.pdf" for year in (2024, 2025)]
LETTER = FIXTURES / "bridge-letter-northmere" / "report.pdf"
PASSWORD = "larch and birch"  # noqa: S105


def run(*arguments, **settings):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **settings)


def refused(result, status, *words):
    """One line on standard error that says the words, nothing on standard output."""
    assert result.exit_code == status, result.stderr
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("soc2parse: ")
    for word in words:
        assert word in line


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The report's JSON as the command writes it."""
    path = tmp_path_factory.mktemp("saved") / "report.json"
    assert run(REPORT, "-o", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    import pypdf

    path = tmp_path_factory.mktemp("locked") / "locked.pdf"
    writer = pypdf.PdfWriter(REPORT)
    writer.encrypt(PASSWORD)
    writer.write(path)
    return path


def test_a_bare_path_is_parsed_and_printed_as_json():
    result = run(REPORT)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    assert json.loads(result.stdout)["report_type"] == "type_1"
    assert run("parse", REPORT).stdout == result.stdout


def test_the_other_engine_is_an_option_and_may_come_first():
    result = run("--engine", "plumber", REPORT)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["controls"]


def test_a_file_is_written_whole_and_nothing_is_printed(tmp_path, saved):
    result = run(REPORT, "-o", tmp_path / "report.json")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert (tmp_path / "report.json").read_bytes() == saved.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "schema.json"
    target.write_text("old", "utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    refused(run("schema", "-o", target), 2, "No space left")
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_output_that_is_no_file_is_written_to_and_not_replaced():
    assert run("schema", "-o", os.devnull).exit_code == 0
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Missing command"),
        (["parse"], "Missing argument"),
        (["nothing.pdf"], "does not exist"),
        ([FIXTURES], "is a directory"),
        ([REPORT, "--engine", "other"], "--engine"),
        ([REPORT, "--timeout", "0"], "--timeout"),
        ([REPORT, "--memory", "1"], "--memory"),
        ([REPORT, "--max-pages", "0"], "--max-pages"),
        ([REPORT, "--format", "xlsx"], "-o"),
        ([REPORT, "-o", "/no/such/folder/report.json"], "no folder"),
        ([REPORT, "-o", REPORT], "is the file to be read"),
        (["review", REPORT, "--as-of", "1.6.2026"], "--as-of"),
        (["review", REPORT, "--bridge", REPORT], "not a bridge letter"),
        (["compare", REPORT], "NEW"),
        (["batch", FIXTURES / "build", "-o", "out"], "no PDF"),
        (["batch", FIXTURES], "--output"),
    ],
)
def test_wrong_usage_is_one_line_and_2(arguments, words):
    refused(run(*arguments), 2, words)


@pytest.mark.parametrize(
    ("text", "words"), [("report_type = 7", "report_type"), ("colour = 'red'", "colour"), ("= 1", "not TOML")]
)
def test_a_wrong_profile_is_named(tmp_path, text, words):
    profile = tmp_path / "profile.toml"
    profile.write_text(text, "utf-8")
    refused(run("review", REPORT, "--profile", profile), 2, "profile.toml", words)


def test_a_missing_library_is_named_with_its_remedy(monkeypatch, saved):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    refused(run("review", saved), 2, "jinja2", "pip install 'soc2parse[review]'")


def test_a_file_over_a_limit_is_4():
    refused(run(REPORT, "--max-pages", "3"), 4, "limit of 3")
    refused(run(REPORT, "--timeout", "0.01"), 4, "0.01 seconds")


def test_a_file_that_may_not_be_read_is_4(monkeypatch):
    def denied(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(reader, "parse_isolated", denied)
    refused(run(REPORT), 4, "report.pdf: Permission denied")


def test_a_locked_file_without_or_with_a_wrong_password_is_4(locked):
    refused(run(locked), 4, "locked.pdf", "password")
    refused(run(locked, "--password", "oak"), 4, "password")


def test_a_password_is_taken_from_the_option_or_the_environment(locked):
    assert run(locked, "--password", PASSWORD).exit_code == 0
    assert run(locked, env={"SOC2PARSE_PASSWORD": PASSWORD}).exit_code == 0


def test_a_terminal_is_asked_for_the_password_and_sees_a_progress_bar(locked, tmp_path):
    ours, theirs = pty.openpty()
    target = tmp_path / "report.json"
    command = [sys.executable, "-m", "soc2parse", str(locked), "-o", str(target)]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while b"Password of locked.pdf" not in shown:
            shown += os.read(ours, 1024)
        os.write(ours, PASSWORD.encode() + b"\n")
        while piece := _read(ours):
            shown += piece
        assert process.stdout.read() == b""
    os.close(ours)
    assert process.returncode == 0
    assert b"Reading pages" in shown
    assert PASSWORD.encode() not in shown
    assert json.loads(target.read_bytes())["controls"]


def _read(terminal):
    try:
        return os.read(terminal, 1024)
    except OSError:  # Linux says so where the other end is closed
        return b""


def test_a_reader_that_closes_the_pipe_early_is_no_fault():
    command = f"{sys.executable} -m soc2parse {REPORT} | head -c 20; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.startswith(b"{")


def test_an_issue_of_severity_error_is_1_and_the_document_is_printed(monkeypatch, saved):
    found = json.loads(saved.read_text("utf-8"))
    found["issues"] = [
        {"code": "opinion_not_found", "severity": "error", "field": "opinion", "page": 4, "message": "-"}
    ]
    report = Report.model_validate_json(json.dumps(found))
    monkeypatch.setattr(reader, "parse_isolated", lambda *_, **__: report)
    for verb in ("parse", "review", "cuecs"):
        result = run(verb, REPORT)
        assert result.exit_code == 1
        assert result.stdout


def test_a_line_of_refusal_holds_no_control_characters(monkeypatch):
    from soc2parse.errors import NotSoc2Error

    def refuse(*_, **__):
        raise NotSoc2Error("a web page", "\x1b[2J\nTrust us")

    monkeypatch.setattr(reader, "parse_isolated", refuse)
    refused(run(REPORT), 3, "a web page", "[2J Trust us")


@pytest.mark.parametrize("form", ["markdown", "html", "csv", "oscal"])
def test_a_report_is_printed_in_every_form_for_text(form, saved):
    result = run("review", saved, "--as-of", "2026-06-01", "--format", form)
    assert result.exit_code == 0, result.stderr
    assert "Bluefinch" in result.stdout or form == "csv"


@pytest.mark.parametrize(
    ("name", "begins"), [("r.xlsx", b"PK"), ("r.marked.pdf", b"%PDF-"), ("r.html", b"<!"), ("r.md", b"# ")]
)
def test_the_ending_of_the_outputs_name_tells_the_form(tmp_path, name, begins):
    assert run(REPORT, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_csv_into_a_folder_is_a_file_a_table(tmp_path, saved):
    assert run("review", saved, "--format", "csv", "-o", tmp_path).exit_code == 0
    assert {"controls.csv", "findings.csv", "cuecs.csv"} <= {path.name for path in tmp_path.iterdir()}


def test_a_marked_copy_needs_the_pdf(saved, tmp_path):
    refused(run("review", saved, "--format", "marked", "-o", tmp_path / "x.pdf"), 2, "not from its JSON")


def test_json_that_is_no_report_is_4(tmp_path):
    other = tmp_path / "other.json"
    other.write_text('{"a": 1}', "utf-8")
    refused(run("review", other), 4, "not the JSON of a report")


def test_a_review_takes_a_day_a_profile_a_letter_and_other_reports(tmp_path, saved):
    profile = tmp_path / "profile.toml"
    profile.write_text('name = "Mail"\ncategories = ["privacy"]\n', "utf-8")
    found = json.loads(saved.read_text("utf-8"))
    found["service_organization"] |= {"name": "Gannet Works, LLC", "short_name": "Gannet"}
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps(found), "utf-8")
    options = ["--as-of", "2026-06-01", "--profile", profile, "--bridge", LETTER, "--previous", YEARS[0]]
    result = run("review", saved, *options, "--against", copy, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["as_of"], found["profile"]["name"]) == ("2026-06-01", "Mail")
    assert {"category-missing", "bridge-other-report", "near-copy"} <= {f["rule"] for f in found["findings"]}


def test_a_review_without_a_day_is_of_today(saved):
    before = date.today()
    found = json.loads(run("review", saved, "--format", "json").stdout)
    assert before <= date.fromisoformat(found["as_of"]) <= date.today()


def test_two_years_are_compared():
    known = json.loads((YEARS[1].parent / "differences.json").read_text("utf-8"))
    result = run("compare", *YEARS, "--format", "json")
    assert result.exit_code == 0, result.stderr
    changes = json.loads(result.stdout)["controls"]
    added = {change["new_id"] for change in changes if change["kind"] == "added"}
    assert added == set(known["controls_added"])
    assert run("compare", *YEARS).stdout.startswith("# Two reports compared")


def test_duties_are_a_checklist(tmp_path):
    controls = tmp_path / "controls.csv"
    controls.write_text("id,text\nC-1,Train users in the secure use of the platform.\n", "utf-8")
    report = FIXTURES / "northmere-ruled" / "report.pdf"
    saved = tmp_path / "report.json"
    run(report, "-o", saved)
    texts = [cuec["text"] for cuec in json.loads(saved.read_text("utf-8"))["cuecs"]]
    rows = list(csv.DictReader(run("cuecs", saved, "--format", "csv").stdout.splitlines()))
    assert [row["Duty"] for row in rows] == texts
    duties = json.loads(run("cuecs", saved, "--format", "json", "--controls", controls).stdout)
    assert [match["id"] for duty in duties for match in duty["matches"]] == ["C-1"]
    assert run("cuecs", saved).stdout.count("- [ ] ") == len(texts)


def test_a_batch_goes_on_after_a_bad_file_and_names_it(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.pdf").write_bytes(REPORT.read_bytes())
    (folder / "bad.pdf").write_bytes(b"not a PDF at all")
    result = run("batch", folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stdout.strip() == str(tmp_path / "out" / "summary.csv")
    assert "bad.pdf" in result.stderr
    assert "good.pdf" not in result.stderr
    assert json.loads((tmp_path / "out" / "good.json").read_text("utf-8"))["controls"]


def test_the_schema_is_a_schema_and_fits_what_parse_prints(saved):
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(saved.read_text("utf-8")), schema)
    assert "## Control" in run("schema", "--format", "markdown").stdout


@pytest.mark.parametrize("verb", ["parse", "review", "compare", "batch", "cuecs", "schema"])
def test_help_shows_an_example(verb):
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert f"soc2parse {verb} " in result.stdout or verb == "parse"
    assert "Example" in result.stdout


def test_completion_offers_verbs_options_and_files():
    def complete(line):
        words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
        return run(prog_name="soc2parse", env={"_SOC2PARSE_COMPLETE": "bash_complete", **words}).stdout.split()

    assert {"plain,review", "plain,schema"} <= set(complete("soc2parse "))
    assert "file," in complete("soc2parse ")
    assert "plain,--engine" in complete("soc2parse report.pdf --eng")
