"""Speed and memory as figures: `python tests/benchmarks/speed.py [report.pdf ...]` (default: the corpus). No test.

The yardstick is PyMuPDF's `page.get_text()` (quad corrections off) over the same pages in the same process: its ratio
travels between machines, milliseconds don't.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pymupdf

import soc2parse

_FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def cpu(work: Callable[[], object], rounds: int) -> float:
    """The least CPU seconds of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def plain_text(path: Path) -> int:
    """PyMuPDF's plain text of every page; the number of pages."""
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text()
        return int(document.page_count)


def row(path: Path, *, plumber: bool) -> str:
    """One line of the table."""
    pages = plain_text(path)
    soc2parse.parse(path, engine="mupdf")
    floor = cpu(lambda: plain_text(path), 5)
    parse = cpu(lambda: soc2parse.parse(path, engine="mupdf"), 3)
    line = f"| {path.parent.name} | {pages} | {floor / pages * 1e3:.2f} | {parse / pages * 1e3:.2f} |"
    line += f" {parse / floor:.1f} |"
    if plumber:
        slow = cpu(lambda: soc2parse.parse(path, engine="plumber"), 1)
        line += f" {slow / pages * 1e3:.0f} | {slow / floor:.0f} |"
    return line


def fresh(code: str) -> tuple[float, float]:
    """Wall seconds and peak megabytes of a fresh process."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code + "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return time.perf_counter() - start, int(done.stdout.split()[-1]) / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--plumber", action="store_true", help="time the other engine too")
    options = parser.parse_args()
    pymupdf.TOOLS.unset_quad_corrections(True)
    reports = options.reports or sorted(_FIXTURES.glob("*/report.pdf"))
    heads = ["report", "pages", "plain text, ms/page", "parse, ms/page", "ratio"]
    heads += ["pdfplumber, ms/page", "ratio"] if options.plumber else []
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for path in reports:
        try:
            print(row(path, plumber=options.plumber), flush=True)
        except soc2parse.Soc2ParseError as error:
            print(f"| {path.parent.name} | {error} |")
    seconds, megabytes = fresh("import soc2parse")
    print(f"\nimport soc2parse: {seconds:.2f} s with the interpreter's start, {megabytes:.0f} MB")
    seconds, megabytes = fresh(f"import soc2parse; soc2parse.parse({str(reports[-1])!r})")
    print(f"a cold parse of {reports[-1].parent.name}: {seconds:.2f} s, {megabytes:.0f} MB")
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
