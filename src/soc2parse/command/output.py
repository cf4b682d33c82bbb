"""What a verb made, written to standard output or, whole or not at all, to a file."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import click


def check_target(output: Path | None, *inputs: Path) -> None:
    """Refuse, before any work, a place that can't be written to, and one that would overwrite what is read."""
    if output is None:
        return
    if not output.parent.is_dir():
        raise click.UsageError(f"there is no folder {output.parent} to write {output.name} to")
    if output.exists() and any(output.samefile(path) for path in inputs):
        raise click.UsageError(f"{output.name} is the file to be read; name another for the output")


def deliver(content: bytes, output: Path | None) -> None:
    """Write to the file, or to standard output where none is given."""
    if output is None:
        _print(content)
        return
    try:
        write_whole(content, output)
    except OSError as error:
        raise click.UsageError(f"{output} can't be written: {error.strerror or error}") from error


def write_whole(content: bytes, output: Path) -> None:
    """Write beside the file and put it in its place at the end, so that nobody ever sees a half of it."""
    output = output.resolve()
    if output.exists() and not stat.S_ISREG(output.stat().st_mode):
        output.write_bytes(content)  # a device or a pipe: there is nothing to put in its place
        return
    partial = output.with_name(f".{output.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)


def _print(content: bytes) -> None:
    """Bytes as they are; a reader that closes the pipe early (`| head`) has what it wanted."""
    try:
        click.echo(content, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """One line on standard error; what can't be printed (a report's own control characters) is left out."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    click.echo(f"soc2parse: {' '.join(printable.split())}", err=True)
