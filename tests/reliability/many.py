"""A batch of many reports: killed in the middle and resumed; with --speed also one process against one a core.

python -m tests.reliability.many [--count 200] [--speed]
"""

import argparse
import csv
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
RUN = """
import sys
from concurrent.futures import ThreadPoolExecutor
from soc2parse.folder import parse_folder
workers = int(sys.argv[3])
parse_folder(sys.argv[1], sys.argv[2], executor=ThreadPoolExecutor(workers) if workers else None)
"""


def run(source, out, workers=0, kill_at=None):
    """A batch in a process of its own; the seconds that it took."""
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", RUN, source, out, str(workers)], start_new_session=True)
    while process.poll() is None:
        time.sleep(0.1)
        ledger = Path(out) / "batch.jsonl"
        if kill_at and ledger.exists() and ledger.read_bytes().count(b"\n") >= kill_at:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return time.monotonic() - started


def outcomes(out):
    with (Path(out) / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["file"]: (row["status"], row["controls"], row["sha256"]) for row in csv.DictReader(file)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--speed", action="store_true", help="for a quiet machine: reads all of them twice more")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        source.mkdir()
        fixtures = sorted(FIXTURES.glob("*/report.pdf"))
        for number in range(options.count):
            path = fixtures[number % len(fixtures)]
            # The same report again is another file: a comment behind its end.
            copy = path.read_bytes() + b"%%%d\n" % number
            (source / f"{number:03d}-{path.parent.name}.pdf").write_bytes(copy)
        killed = run(source, f"{folder}/a", kill_at=options.count // 2)
        done = (Path(folder) / "a" / "batch.jsonl").read_bytes().count(b"\n")
        resumed = run(source, f"{folder}/a")
        first = outcomes(f"{folder}/a")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{options.count} files, killed after {killed:.0f} s with {done} done, resumed in {resumed:.0f} s")
        alike = len({(name[4:], status, controls) for name, (status, controls, _) in first.items()})
        print(f"{len(first)} results of {len(fixtures)} reports, {alike} different; peak {peak:.0f} MB", flush=True)
        if options.speed:
            many, one = run(source, f"{folder}/b"), run(source, f"{folder}/c", workers=1)
            same = first == outcomes(f"{folder}/b") == outcomes(f"{folder}/c")
            print(f"the same as of an undisturbed batch: {same}")
            print(f"a process a core {many:.0f} s, one process {one:.0f} s: {one / many:.2f} times as fast")


if __name__ == "__main__":
    main()
