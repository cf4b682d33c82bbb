"""The command: a report in, one document out, and the exit status of the contract."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from soc2parse.errors import Soc2ParseError
from soc2parse.pipeline import parse
from soc2parse.report import Severity


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("report", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the JSON to this file.")
@click.option("--password", help="The password of an encrypted file.", envvar="SOC2PARSE_PASSWORD")
@click.option("--engine", type=click.Choice(["mupdf", "plumber"]), help="Read with this engine.")
def main(report: Path, output: Path | None, password: str | None, engine: str | None) -> None:
    """Read a SOC 2 report (PDF) and print it as JSON.

    Exit status: 0 read; 1 read, with at least one issue of severity error; 2 usage; 3 not a SOC 2 report;
    4 unreadable.
    """
    try:
        parsed = parse(report, password=password, engine=engine)
    except Soc2ParseError as error:
        click.echo(f"soc2parse: {report.name}: {error}", err=True)
        sys.exit(error.exit_status)
    text = parsed.to_json() + "\n"
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        partial = output.with_name(output.name + ".partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(output)
    if any(issue.severity is Severity.ERROR for issue in parsed.issues):
        sys.exit(1)
