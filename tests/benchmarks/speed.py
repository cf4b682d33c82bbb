"""Speed and memory as figures: `python tests/benchmarks/speed.py [report.pdf ...]` (default: the corpus). No test.

The yardstick is PyMuPDF's `page.get_text()` (quad corrections off) over the same pages in the same process: its ratio
travels between machines, milliseconds don't. Both are measured in turns and the least of each counts, since the other
work of a machine only ever adds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pymupdf

import soc2parse

_FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
_GROWTH = (50, 100, 200, 400)
# The most that a process held, as Linux counts it for its own program: `ru_maxrss` begins with what its parent held.
_PEAK = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"


def in_turns(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The least CPU seconds of each piece of work."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for index, work in enumerate(works):
            start = time.process_time()
            work()
            best[index] = min(best[index], time.process_time() - start)
    return best


def plain_text(path: Path) -> int:
    """PyMuPDF's plain text of every page; the number of pages."""
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text()
        return int(document.page_count)


def row(name: str, path: Path, rounds: int, *, plumber: bool) -> str:
    """One line of the table."""
    pages = plain_text(path)
    soc2parse.parse(path, engine="mupdf")
    floor, parse = in_turns(rounds, lambda: plain_text(path), lambda: soc2parse.parse(path, engine="mupdf"))
    line = f"| {name} | {pages} | {floor / pages * 1e3:.2f} | {parse / pages * 1e3:.2f} | {parse / floor:.1f} |"
    if plumber:
        (slow,) = in_turns(1, lambda: soc2parse.parse(path, engine="plumber"))
        line += f" {slow / pages * 1e3:.0f} | {slow / floor:.0f} |"
    return line


def repeated(path: Path, pages: int, folder: Path) -> Path:
    """A file of so many pages: those of a report, over and over."""
    out = folder / f"{pages}.pdf"
    with pymupdf.open(path) as source, pymupdf.open() as made:
        while made.page_count < pages:
            made.insert_pdf(source, to_page=min(source.page_count, pages - made.page_count) - 1)
        made.save(out, garbage=3, deflate=True)
    return out


def fresh(*arguments: str) -> float:
    """Wall seconds of a fresh interpreter, the least of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=False, capture_output=True)
        best = min(best, time.perf_counter() - start)
    return best


def peak(code: str) -> float:
    """The most megabytes that a fresh interpreter held while it ran the code."""
    done = subprocess.run([sys.executable, "-c", f"{code}\n{_PEAK}"], check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1]) / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--plumber", action="store_true", help="time the other engine too")
    parser.add_argument("--growth", action="store_true", help=f"repeat the first report's pages up to {_GROWTH[-1]}")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pymupdf.TOOLS.unset_quad_corrections(True)
    reports = options.reports or sorted(_FIXTURES.glob("*/report.pdf"))
    heads = ["report", "pages", "plain text, ms/page", "parse, ms/page", "ratio"]
    heads += ["pdfplumber, ms/page", "ratio"] if options.plumber else []
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for path in reports:
        try:
            print(row(path.parent.name, path, options.rounds, plumber=options.plumber), flush=True)
        except soc2parse.Soc2ParseError as error:
            print(f"| {path.parent.name} | {error} |")
    with tempfile.TemporaryDirectory() as folder:
        for pages in _GROWTH if options.growth else ():
            path = repeated(reports[0], pages, Path(folder))
            print(row("repeated", path, options.rounds, plumber=options.plumber), flush=True)
            print(f"  {peak(f'import soc2parse; soc2parse.parse({str(path)!r})'):.0f} MB")
    bare, imported = fresh("-c", "pass"), fresh("-c", "import soc2parse")
    print(f"\nimport soc2parse: {imported - bare:.2f} s after the interpreter's {bare:.2f} s")
    for path in reports if options.reports else reports[-1:]:
        megabytes = peak(f"import soc2parse; soc2parse.parse({str(path)!r})")
        print(f"{path.parent.name}: cold command {fresh('-m', 'soc2parse', str(path)):.2f} s, parse {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
