"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

import click

_LABELS = {"read": "Reading pages", "ocr": "Reading scanned pages", "files": "Reading reports"}


class Progress:
    """Called with a step, how much of it is done and how much there is; draws nothing into a file or a pipe."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._step = ""
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finish()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Draw the step's bar as far as it is done."""
        if not self._visible:
            return
        if step != self._step:
            self._finish()
            self._step = step
            self._bar = click.progressbar(length=total, label=_LABELS.get(step, step), file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos)

    def _finish(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
            self._step = ""
