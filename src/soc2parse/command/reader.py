"""Files that a verb was given -> reports and letters, read in bounded processes; refusals of one line."""

from __future__ import annotations

import multiprocessing
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import click

from soc2parse.command.options import Reading
from soc2parse.command.progress import Progress
from soc2parse.errors import DamagedError, LimitError, LockedError, Soc2ParseError
from soc2parse.isolation import bound, parse_isolated
from soc2parse.report import Report
from soc2parse.reviewing.bridge import BridgeLetter

_EXTRAS = {"pymupdf": "pymupdf", "pandas": "pandas", "jinja2": "review", "pypdf": "review", "xlsxwriter": "review"}


class RefusedError(Exception):
    """Ends a verb with one line and an exit status."""

    def __init__(self, told: str, exit_status: int) -> None:
        super().__init__(told)
        self.exit_status = exit_status


def _refused(path: Path, error: Exception) -> RefusedError:
    """What to say of a file that is no report or can't be read."""
    told = str(error) if not isinstance(error, OSError) else f"{error.strerror or error}"
    status = error.exit_status if isinstance(error, Soc2ParseError) else 4
    return RefusedError(told if path.name in told else f"{path.name}: {told}", status)


def read_report(path: Path, reading: Reading) -> tuple[Report, Reading]:
    """A report from its PDF, and the way it was read: with the password that a person was asked for."""
    try:
        try:
            return _parse(path, reading), reading
        except LockedError:
            if reading.password is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise
            asked = replace(reading, password=click.prompt(f"Password of {path.name}", hide_input=True, err=True))
            return _parse(path, asked), asked
    except (Soc2ParseError, OSError) as error:
        raise _refused(path, error) from error


def read_saved(path: Path, reading: Reading) -> tuple[Report, Reading]:
    """A report from its PDF, or from the JSON that `parse` wrote."""
    if not is_saved(path):
        return read_report(path, reading)
    try:
        return Report.model_validate_json(path.read_bytes()), reading
    except ValueError as error:
        raise _refused(path, DamagedError("not the JSON of a report")) from error


def is_saved(path: Path) -> bool:
    """Whether the file is JSON, not a PDF."""
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError as error:
        raise _refused(path, error) from error


def read_letter(path: Path, reading: Reading) -> BridgeLetter:
    """A bridge letter, read with the same bounds as a report."""
    limits = reading.limits
    answers, to_parent = _PROCESSES.Pipe(duplex=False)
    child = _PROCESSES.Process(target=_letter, args=(to_parent, path, reading.password, limits.memory))
    child.start()
    to_parent.close()
    try:
        answer = answers.recv() if answers.poll(limits.seconds) else LimitError(_TOO_LONG.format(limits.seconds))
    except EOFError:
        answer = DamagedError("the engine crashed on it or needs more memory than the limit")
    finally:
        child.kill()
        child.join()
    if isinstance(answer, Soc2ParseError | OSError):
        raise _refused(path, answer)
    if isinstance(answer, Exception):
        raise click.BadParameter(f"{path.name}: {answer}", param_hint="--bridge")
    letter: BridgeLetter = answer
    return letter


_PROCESSES = multiprocessing.get_context("spawn")
_TOO_LONG = "not read within {:g} seconds"


def _letter(answers: Connection, path: Path, password: str | None, memory: int) -> None:
    """In the child: send the letter, or what was raised."""
    bound(memory)
    from soc2parse.reviewing.letters import parse_bridge_letter

    try:
        answers.send(parse_bridge_letter(path, password=password))
    except (Soc2ParseError, OSError, ValueError) as error:
        answers.send(error)


def _parse(path: Path, reading: Reading) -> Report:
    with Progress() as progress:
        return parse_isolated(
            path, password=reading.password, engine=reading.engine, limits=reading.limits, progress=progress
        )


def remedy(error: ImportError) -> str:
    """What to install for a library that is missing."""
    name = (error.name or str(error)).partition(".")[0]
    extra = next((extra for library, extra in _EXTRAS.items() if library in name.lower()), None)
    return f"{error}; install it with: pip install 'soc2parse[{extra}]'" if extra else str(error)
