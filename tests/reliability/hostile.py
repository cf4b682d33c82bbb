"""Reads every bad and hostile kind of file as the command would, and prints the table of what came out.

    python -m tests.reliability.hostile [NAME ...] [--engine plumber] [--seconds 120]

A row says what came out, how long it took and how much memory the child process took at its peak. A report that reads
otherwise than the sound file it was built from, without an error or a warning that says so, is marked SILENT.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from soc2parse.errors import Soc2ParseError
from soc2parse.isolation import Limits, parse_isolated
from soc2parse.report import Report

from . import lost_kinds  # noqa: F401 - they are listed with the others
from .kinds import KINDS, Kind


def read(path, password, engine, seconds):
    """One file, in this process's child; the outcome as plain data. The peak is that of all children."""
    started = time.monotonic()
    try:
        report = parse_isolated(path, password=password, engine=engine, limits=Limits(seconds=seconds))
        found = facts(report) | {"issues": sorted({f"{i.severity}: {i.code}" for i in report.issues})}
    except Soc2ParseError as error:
        found = {"error": type(error).__name__, "message": str(error)}
    except Exception as error:  # noqa: BLE001 - this is what must not happen
        found = {"error": "TRACEBACK", "message": f"{type(error).__name__}: {error}"}
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return found | {"seconds": round(time.monotonic() - started, 1), "peak": round(peak)}


def facts(report: Report):
    """What two readings of one report must have in common."""
    return {
        "type": report.report_type,
        "opinion": report.opinion.kind if report.opinion else None,
        "controls": len(report.controls),
        "tests": len(report.testing_results),
        "outcomes": sorted(str(test.outcome) for test in report.testing_results),
        "exceptions": len(report.exceptions),
    }


@cache
def sound(path: Path):
    return read_apart(path, None, None, 120)


def read_apart(path, password, engine, seconds):
    """One file in a process of its own, so that the peak of memory is this file's."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.reliability.hostile", "--one", str(path), "--seconds", str(seconds)]
        + (["--password", password] if password else [])
        + (["--engine", engine] if engine else []),
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(ran.stdout)


def is_silent(kind: Kind, found):
    """Whether the report was read otherwise than the sound one, and no error or warning says so."""
    if "error" in found:
        return False
    true = sound(kind.of)
    if any(not issue.startswith("info") for issue in set(found["issues"]) - set(true["issues"])):
        return False
    keys = ("type", "opinion", "controls", "tests", "outcomes", "exceptions")
    return any(found[key] != true[key] for key in keys)


def told(found, true):
    if "error" in found:
        return f"{found['error']}: {found['message']}"
    grave = [issue.split(": ")[1] for issue in found["issues"] if issue.startswith("error")]
    if len(grave) > 4:
        telling = [code for code in ("file_damaged", "no_text") if code in grave]
        grave = [*telling, f"{len(grave) - len(telling)} more"]
    new = set(found["issues"]) - set(true.get("issues", ()))
    noted = sorted({issue.split(": ")[1] for issue in new if issue.startswith("warning") or "hidden_text" in issue})
    noted = [] if len(grave) > 2 else noted
    said = f"read: {found['controls']} controls, {found['exceptions']} exceptions, opinion {found['opinion']}"
    if not found["controls"] and found["opinion"] is None:
        said = "nothing in it was read"
    return said + (f"; errors: {', '.join(grave)}" if grave else "") + (f"; noted: {', '.join(noted)}" if noted else "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--engine")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--one", type=Path)
    parser.add_argument("--password")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(read(options.one, options.password, options.engine, options.seconds)))
        return
    print("| file | what came out | s | MB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.names or KINDS:
            kind = KINDS[name]
            path = Path(folder) / f"{name}.pdf"
            path.write_bytes(kind.build())
            found = read_apart(path, kind.password, options.engine, options.seconds)
            path.unlink()
            mark = "**SILENT** " if is_silent(kind, found) else ""
            print(
                f"| {kind.told} | {mark}{told(found, sound(kind.of))} | {found['seconds']} | {found['peak']} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
