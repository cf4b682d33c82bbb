"""Options that several verbs share, gathered into one value each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import click

from soc2parse.isolation import LEAST_MEMORY, Limits

Verb = Callable[..., int]

FILE = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
TARGET = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are opened and bounded; every file of a verb gets the same password."""

    password: str | None
    engine: str | None
    limits: Limits


_DEFAULT = Limits()
_READING = (
    click.option("--password", envvar="SOC2PARSE_PASSWORD", show_envvar=True, help="Password of an encrypted file."),
    click.option(
        "--engine", type=click.Choice(["mupdf", "plumber"]), help="Read with this engine.  [default: fastest]"
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=_DEFAULT.seconds,
        show_default=True,
        help="Seconds for one file; 15 more a scanned page.",
    ),
    click.option(
        "--memory",
        type=click.IntRange(min=LEAST_MEMORY),
        default=_DEFAULT.memory,
        show_default=True,
        help="Megabytes for one file.",
    ),
    click.option(
        "--max-pages",
        type=click.IntRange(min=1),
        default=_DEFAULT.pages,
        show_default=True,
        help="Refuse a file with more pages.",
    ),
)
_OUTPUT = click.option("-o", "--output", type=TARGET, help="Write to this file, whole or not at all.")


def reading_options(verb: Verb) -> Verb:
    """Options on reading, handed to the verb as `reading`."""

    @wraps(verb)
    def with_reading(
        password: str | None, engine: str | None, timeout: float, memory: int, max_pages: int, **rest: object
    ) -> int:
        limits = Limits(seconds=timeout, memory=memory, pages=max_pages)
        return verb(reading=Reading(password or None, engine, limits), **rest)

    decorated: Verb = with_reading
    for option in reversed(_READING):
        decorated = option(decorated)
    return decorated


def output_options(forms: tuple[str, ...], default: str) -> Callable[[Verb], Verb]:
    """`--format` and `-o`; without `--format` the ending of the output's name decides, else the default."""

    def decorate(verb: Verb) -> Verb:
        @wraps(verb)
        def with_form(form: str | None, output: Path | None, **rest: object) -> int:
            return verb(form=form or _told_by(output, forms) or default, output=output, **rest)

        told = f"[default: by the ending of the output's name, else {default}]"
        choice = click.option("--format", "form", type=click.Choice(forms), help=f"Form of the output.  {told}")
        return choice(_OUTPUT(with_form))

    return decorate


_ENDINGS = {
    ".oscal.json": "oscal",
    ".marked.pdf": "marked",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".xlsx": "xlsx",
    ".csv": "csv",
}


def _told_by(output: Path | None, forms: tuple[str, ...]) -> str | None:
    name = output.name.lower() if output else ""
    return next((form for ending, form in _ENDINGS.items() if name.endswith(ending) and form in forms), None)
