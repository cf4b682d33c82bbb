"""A parse in a process of its own, with bounds on time, memory and pages.

The child is `python -m soc2parse.isolation`. It is fed requests on its standard input and answers on its standard
output, a line of JSON an event: how far it is, and at last the report or the error. What its engines print goes
nowhere. A child that hangs, crashes or grows too large is killed, and the parent raises an error of one line.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from soc2parse import errors
from soc2parse.errors import DamagedError, LimitError, Soc2ParseError
from soc2parse.reading.opening import Opened, Pdf, open_source

if TYPE_CHECKING:
    from soc2parse.report import Report

_SECONDS_A_SCAN = 15.0  # more time for each page that has to be read from its picture
_START_SECONDS = 30.0  # for a child to import what it needs, apart from its time for a file
_RENEW_AFTER = 100  # reports: then the child is a new one, whatever its engine leaked
_MEGABYTE = 1 << 20
LEAST_MEMORY = 400  # megabytes of address space

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one parse: wall time in seconds (and 15 more a scanned page), memory in megabytes, pages.

    Memory is the child's address space, bounded by the operating system: on Linux; elsewhere only time and pages are.
    """

    seconds: float = 120.0
    memory: int = 3000
    pages: int = 2000

    def __post_init__(self) -> None:
        if self.seconds <= 0 or self.pages < 1:
            raise ValueError("a limit of time or pages must be above zero")
        if self.memory < LEAST_MEMORY:
            raise ValueError(
                f"the memory limit must be at least {LEAST_MEMORY} MB: the libraries alone need most of that"
            )


def parse_isolated(
    source: Pdf,
    *,
    password: str | None = None,
    engine: str | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read a report in a child process. Raises what `parse` raises; LimitError beyond a limit."""
    with Worker(limits or Limits()) as worker:
        return worker.parse(source, password=password, engine=engine, progress=progress)


class Worker:
    """A child process that reads one report after the other. It is started when it is needed, also after a death."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._events: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._answered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._kill()

    def parse(
        self,
        source: Pdf,
        *,
        password: str | None = None,
        engine: str | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """As `parse_isolated`. After any end but a report or an error of the file's own the child is a new one."""
        opened = open_source(source)
        request = {
            "file_name": opened.file_name,
            "size": len(opened.data),
            "password": password,
            "engine": engine,
            "pages": self.limits.pages,
        }
        child = self._start()
        try:
            _send(child, request, opened)
            return self._answer(child, opened, progress)
        except BaseException as error:
            if not isinstance(error, Soc2ParseError) or isinstance(error, LimitError):
                self._kill()
            raise

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None and self._answered < _RENEW_AFTER:
            self._answered += 1
            return self._child
        self._kill()
        self._answered = 1
        self._events = queue.SimpleQueue()
        self._child = subprocess.Popen(  # noqa: S603 - this interpreter, this module
            [sys.executable, "-m", "soc2parse.isolation", str(self.limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        threading.Thread(target=_listen, args=(self._child.stdout, self._events), daemon=True).start()
        with contextlib.suppress(queue.Empty):
            self._events.get(timeout=_START_SECONDS)  # "ready"
        return self._child

    def _answer(self, child: subprocess.Popen[bytes], opened: Opened, progress: Progress | None) -> Report:
        from soc2parse.report import Report

        seconds = self.limits.seconds
        started = time.monotonic()
        while True:
            try:
                event = self._events.get(timeout=max(0.0, started + seconds - time.monotonic()))
            except queue.Empty:
                self._kill()
                raise LimitError(f"not read within {seconds:g} seconds") from None
            if event is None:
                raise self._death(child, opened)
            if "report" in event:
                return Report.model_validate_json(event["report"])
            if "error" in event:
                raise _revive(event["error"], event["arguments"])
            step, done, total = event["progress"]
            if step == "ocr":
                seconds = self.limits.seconds + _SECONDS_A_SCAN * total
            if progress and total:
                progress(step, done, total)

    def _death(self, child: subprocess.Popen[bytes], opened: Opened) -> Soc2ParseError:
        """What to say of a child that ended without an answer."""
        status = child.wait()
        self._child = None
        _close(child)
        name = opened.file_name or "the file"
        if status in (-signal.SIGKILL, -signal.SIGABRT) or status == _OUT_OF_MEMORY:
            return LimitError(f"{name} needs more than {self.limits.memory} MB of memory")
        told = signal.Signals(-status).name if status < 0 else f"status {status}"
        return DamagedError(f"the engine crashed on {name} ({told})")

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)  # with the reader of pictures that it may have started
            else:
                child.kill()
        child.wait()
        _close(child)


_OUT_OF_MEMORY = 86  # the child's own exit status


def _close(child: subprocess.Popen[bytes]) -> None:
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def _send(child: subprocess.Popen[bytes], request: dict[str, Any], opened: Opened) -> None:
    if child.stdin is None:
        raise LimitError("the process that reads the file could not be started")
    with contextlib.suppress(BrokenPipeError):  # it died: the answer tells
        child.stdin.write(json.dumps(request).encode() + b"\n")
        child.stdin.write(opened.data)
        child.stdin.flush()


def _listen(stream: IO[bytes], events: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    with contextlib.suppress(ValueError, OSError):
        for line in stream:
            events.put(json.loads(line))
    events.put(None)


def _revive(name: str, arguments: list[str]) -> Exception:
    kind = getattr(errors, name, None)
    if isinstance(kind, type) and issubclass(kind, Soc2ParseError):
        return kind(*arguments)
    if name == "ImportError":
        return ImportError(*arguments)
    return DamagedError(f"reading failed: {name}: {' '.join(arguments)}")


def bound(megabytes: int) -> None:
    """Limit this process's memory, and never let it dump it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE, megabytes * _MEGABYTE))


def _serve() -> None:
    """Answer requests until there are no more."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    sys.stdout = sys.stderr

    def tell(event: dict[str, Any]) -> None:
        answers.write(json.dumps(event).encode() + b"\n")
        answers.flush()

    _import_quietly()
    tell({"progress": ["ready", 0, 0]})
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        try:
            tell(_answer_of(request, data, tell))
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)


def _import_quietly() -> None:
    """Everything a parse needs; of PyMuPDF 2 not its layout models, which take a second and 90 MB."""
    for heavy in ("pymupdf.layout", "pymupdf4llm"):
        sys.modules.setdefault(heavy, None)  # type: ignore[arg-type]
    import soc2parse.pipeline  # noqa: F401

    gc.freeze()  # what was imported stays: the collector need not look at it again


def _answer_of(request: dict[str, Any], data: bytes, tell: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    from soc2parse.pipeline import parse_here

    opened = open_source(data, request["file_name"])
    try:
        report = parse_here(
            opened,
            password=request["password"],
            engine=request["engine"],
            max_pages=request["pages"],
            progress=lambda *step: tell({"progress": step}),
        )
        return {"report": report.to_json(indent=None)}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent raises it or names it
        return {"error": type(error).__name__, "arguments": [str(argument) for argument in _arguments(error)]}


def _arguments(error: Exception) -> tuple[object, ...]:
    reduced = error.__reduce__()
    return reduced[1] if isinstance(reduced, tuple) and isinstance(reduced[1], tuple) else error.args


if __name__ == "__main__":
    bound(int(sys.argv[1]))
    _serve()
