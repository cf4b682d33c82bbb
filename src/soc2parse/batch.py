"""Many reports: each in a bounded process of its own, results as they come, one bad file failing alone."""

from __future__ import annotations

import atexit
import os
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from soc2parse.errors import Soc2ParseError
from soc2parse.isolation import Limits, Worker
from soc2parse.report import Report
from soc2parse.terms import Severity


@dataclass(frozen=True)
class Outcome:
    """What came of one file: a report, or the one line that says why there is none, with the exit status for it."""

    path: Path
    report: Report | None
    error: str | None = None
    exit_status: int = 0
    seconds: float = 0.0

    @property
    def status(self) -> str:
        """One of "read", "read_with_errors", "not_soc2", "unreadable"; "failed" where the fault is not the file's."""
        if self.report is not None:
            return "read_with_errors" if self.exit_status else "read"
        return {3: "not_soc2", 4: "unreadable"}.get(self.exit_status, "failed")


def parse_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    executor: Executor | None = None,
    password: str | None = None,
    engine: str | None = None,
    limits: Limits | None = None,
) -> Iterator[Outcome]:
    """Read many reports; the outcomes come in the order in which they are done, one for each path.

    `executor` is any `concurrent.futures.Executor`, also that of a cluster (its workers must see the same paths). By
    default as many files are read at a time as there are cores. Every file is read in a process with `limits` (the
    default ones where none are given), so that no file can take another with it.
    """
    given = [Path(path) for path in paths]
    bounds = limits or Limits()
    if executor is not None:
        waiting = {executor.submit(parse_file, path, password, engine, bounds): path for path in given}
        for future in as_completed(waiting):
            yield _outcome(future, waiting.pop(future))
        return
    count = max(1, min(os.cpu_count() or 1, len(given)))
    workers = [Worker(bounds) for _ in range(count)]
    free: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        free.put(worker)
    with ThreadPoolExecutor(count) as pool:
        try:
            waiting = {pool.submit(_parse_next, free, path, password, engine): path for path in given}
            for future in as_completed(waiting):
                yield _outcome(future, waiting.pop(future))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.close()


def parse_file(path: Path, password: str | None, engine: str | None, limits: Limits) -> Outcome:
    """Read one file in this thread's worker process. Raises nothing: the outcome tells what went wrong."""
    return _parse(_worker(limits), path, password, engine)


def _parse_next(free: SimpleQueue[Worker], path: Path, password: str | None, engine: str | None) -> Outcome:
    worker = free.get()
    try:
        return _parse(worker, path, password, engine)
    finally:
        free.put(worker)


def _parse(worker: Worker, path: Path, password: str | None, engine: str | None) -> Outcome:
    started = time.monotonic()
    try:
        report = worker.parse(path, password=password, engine=engine)
    except Soc2ParseError as error:
        return Outcome(path, None, str(error), error.exit_status, time.monotonic() - started)
    except (OSError, ImportError, ValueError) as error:
        told = " ".join(str(error).split()) or type(error).__name__
        return Outcome(path, None, told, 4 if isinstance(error, OSError) else 1, time.monotonic() - started)
    grave = any(issue.severity is Severity.ERROR for issue in report.issues)
    return Outcome(path, report, None, int(grave), time.monotonic() - started)


_workers = threading.local()


def _worker(limits: Limits) -> Worker:
    """This thread's worker, in an executor that is not ours: its process stays for the next file."""
    held: Worker | None = getattr(_workers, "held", None)
    if held is None or held.limits != limits:
        if held is not None:
            held.close()
        held = _workers.held = Worker(limits)
        atexit.register(held.close)
    return held


def _outcome(future: Future[Outcome], path: Path) -> Outcome:
    """A file's outcome, also where the executor itself lost it."""
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - a broken pool, a lost node: this file has no result, the others have
        told = " ".join(str(error).split()) or type(error).__name__
        return Outcome(path, None, f"not read: {told}", 1)
