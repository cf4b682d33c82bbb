"""The verbs: what each reads, makes and writes. Each gives its exit status: 0, or 1 with an issue of severity error."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from soc2parse.command.options import FILE, Reading, output_options, reading_options
from soc2parse.command.output import check_target, deliver, say
from soc2parse.command.progress import Progress
from soc2parse.command.reader import RefusedError, is_saved, read_letter, read_report, read_saved
from soc2parse.export.form import Form, write
from soc2parse.report import Report
from soc2parse.terms import Severity

if TYPE_CHECKING:
    from soc2parse.reviewing.checklist import OwnControl
    from soc2parse.reviewing.profile import Profile
    from soc2parse.reviewing.result import Review

_FORMS = tuple(str(form) for form in Form)


@click.command(epilog="\b\nExamples:\n  soc2parse report.pdf\n  soc2parse report.pdf -o report.html")
@click.argument("report", type=FILE)
@output_options(_FORMS, "json")
@reading_options
def parse(report: Path, form: str, output: Path | None, reading: Reading) -> int:
    """Read a SOC 2 report (PDF); print the document as JSON. The verb may be left out."""
    check_target(output, report)
    _check_form(form, output, report)
    found, reading = read_report(report, reading)
    _write(form, found, None, report, output, reading)
    return _status(found)


_PROFILE = click.option("--profile", type=FILE, help="TOML file with what you rely on.")
_CONTROLS = click.option("--controls", type=FILE, help="CSV of your own controls: id, text, owner.")


@click.command(
    epilog="\b\nExamples:\n  soc2parse review report.pdf --as-of 2026-06-01\n"
    "  soc2parse review report.pdf --profile profile.toml --bridge letter.pdf -o review.html"
)
@click.argument("report", type=FILE)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day of the review.  [default: today]")
@_PROFILE
@click.option("--bridge", type=FILE, help="Bridge letter (PDF) for the time since the period.")
@click.option("--previous", type=FILE, help="The vendor's report before this one.")
@click.option("--against", type=FILE, multiple=True, help="Another vendor's report, to find copies; may be repeated.")
@_CONTROLS
@output_options(_FORMS, "markdown")
@reading_options
def review(
    report: Path,
    as_of: datetime | None,
    profile: Path | None,
    bridge: Path | None,
    previous: Path | None,
    against: tuple[Path, ...],
    controls: Path | None,
    form: str,
    output: Path | None,
    reading: Reading,
) -> int:
    """Prepare findings, questions and duties from a report, with the page for each; the judgement stays yours.

    Reports are PDFs, or JSON files that `parse` wrote.
    """
    from soc2parse.reviewing.result import review as review_report

    check_target(output, report)
    _check_form(form, output, report)
    wanted, own = _wanted(profile, controls)
    letter = read_letter(bridge, reading) if bridge else None
    found, opened = read_saved(report, reading)
    result = review_report(
        found,
        wanted,
        as_of=as_of.date() if as_of else _today(),
        bridge=letter,
        previous=read_saved(previous, reading)[0] if previous else None,
        others=[read_saved(other, reading)[0] for other in against],
        own_controls=own,
    )
    _write(form, found, result, report, output, opened)
    return _status(found)


@click.command(epilog="\b\nExample:\n  soc2parse compare 2024.pdf 2025.pdf -o changes.md")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@output_options(("markdown", "json"), "markdown")
@reading_options
def compare(old: Path, new: Path, form: str, output: Path | None, reading: Reading) -> int:
    """Tell what changed between two reports of one vendor (PDFs, or JSON files that `parse` wrote)."""
    from soc2parse.reviewing.comparison import compare as compare_reports

    check_target(output, old, new)
    before, after = read_saved(old, reading)[0], read_saved(new, reading)[0]
    found = compare_reports(before, after)
    if form == "json":
        text = found.to_json() + "\n"
    else:
        from soc2parse.export.markdown import comparison_to_markdown

        text = comparison_to_markdown(found)
    deliver(text.encode(), output)
    return max(_status(before), _status(after))


@click.command(epilog="\b\nExample:\n  soc2parse cuecs report.pdf --controls controls.csv -o duties.csv")
@click.argument("report", type=FILE)
@_PROFILE
@_CONTROLS
@output_options(("markdown", "csv", "json"), "markdown")
@reading_options
def cuecs(
    report: Path, profile: Path | None, controls: Path | None, form: str, output: Path | None, reading: Reading
) -> int:
    """List your own duties: the complementary user entity controls, as a checklist."""
    from soc2parse.reviewing.result import review as review_report

    check_target(output, report)
    wanted, own = _wanted(profile, controls)
    found, _ = read_saved(report, reading)
    result = review_report(found, wanted, as_of=_today(), own_controls=own)  # the day changes no duty
    deliver(_checklist(form, found, result).encode(), output)
    return _status(found)


@click.command(epilog="\b\nExample:\n  soc2parse batch reports -o read")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to fill.")
@reading_options
def batch(folder: Path, output: Path, reading: Reading) -> int:
    """Read every PDF below a folder: a JSON for each and summary.csv. What is done and unchanged is skipped."""
    from soc2parse.folder import parse_folder

    if not any(path.suffix.lower() == ".pdf" for path in folder.rglob("*")):
        raise click.UsageError(f"there is no PDF in {folder}")
    with Progress() as progress:
        summary = parse_folder(
            folder,
            output,
            password=reading.password,
            engine=reading.engine,
            limits=reading.limits,
            done=lambda _, count, total: progress("files", count, total),
        )
    with summary.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if row["status"] != "read":
            say(f"{row['file']}: {row['message'] or row['errors'] + ' issues of severity error'}")
    deliver(f"{summary}\n".encode(), None)
    return int(any(row["status"] != "read" for row in rows))


@click.command(epilog="\b\nExample:\n  soc2parse schema -o soc2parse.schema.json")
@output_options(("json", "markdown"), "json")
def schema(form: str, output: Path | None) -> int:
    """Print the JSON Schema of the document, or its fields as a Markdown page."""
    from soc2parse.export.reference import document_reference, document_schema

    check_target(output)
    text = document_reference() if form == "markdown" else json.dumps(document_schema(), indent=2)
    deliver(f"{text}\n".encode(), output)
    return 0


def _status(report: Report) -> int:
    return int(any(issue.severity is Severity.ERROR for issue in report.issues))


def _today() -> date:
    return datetime.now().astimezone().date()


def _wanted(profile: Path | None, controls: Path | None) -> tuple[Profile | None, tuple[OwnControl, ...] | None]:
    """The profile and the reader's own controls; a fault in either is one of usage."""
    from soc2parse.reviewing.checklist import read_own_controls
    from soc2parse.reviewing.profile import read_profile

    try:
        return read_profile(profile) if profile else None, read_own_controls(controls) if controls else None
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error)) from error


def _check_form(form: str, output: Path | None, report: Path) -> None:
    if Form(form).binary and output is None:
        raise click.UsageError(f"the form {form} is for a file: name it with -o")
    if form == Form.MARKED and is_saved(report):
        raise click.UsageError("a marked copy is made from the PDF, not from its JSON")


def _write(form: str, report: Report, review: Review | None, path: Path, output: Path | None, reading: Reading) -> None:
    if form == Form.CSV and output is not None and output.is_dir():
        from soc2parse.export.tables import write_csv

        write_csv(output, report, review)
        return
    pdf = None if is_saved(path) else path
    try:
        content = write(Form(form), report, review, pdf=pdf, password=reading.password)
    except ValueError as error:
        raise RefusedError(f"{path.name} can't be written as {form}: {error}", 1) from error
    deliver(content, output)


def _checklist(form: str, report: Report, result: Review) -> str:
    if form == "csv":
        from soc2parse.export.tables import to_csv

        return to_csv(report, result, sheet="CUECs")
    if form == "json":
        from pydantic import TypeAdapter

        from soc2parse.reviewing.checklist import Duty

        return TypeAdapter(tuple[Duty, ...]).dump_json(result.duties, indent=2).decode() + "\n"
    from soc2parse.export.markdown import checklist_to_markdown

    return checklist_to_markdown(report, result.duties)
