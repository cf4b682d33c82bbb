"""A batch of many reports: killed in the middle and resumed; also one process against one a core, and on a cluster.

python -m tests.reliability.many [--count 200] [--speed] [--dask]
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


def processor():
    """The processor's seconds of all children so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(source, out, workers=0, kill_at=None):
    """A batch in a process of its own; the seconds that it took by the clock."""
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


def on_cluster(source, kill_at):
    """The outcomes of a Dask cluster of two workers, of which one is killed in the middle; and the seconds."""
    import distributed

    from soc2parse.batch import parse_many

    started, found = time.monotonic(), []
    with (
        distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        distributed.Client(cluster) as client,
    ):
        victim = next(iter(client.run(os.getpid).values()))
        for outcome in parse_many(sorted(source.iterdir()), executor=client.get_executor()):
            found.append(
                (outcome.path.name, outcome.status, str(len(outcome.report.controls)) if outcome.report else "")
            )
            if len(found) == kill_at:
                os.kill(victim, signal.SIGKILL)
    return found, time.monotonic() - started


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--speed", action="store_true", help="for a quiet machine: reads all of them twice more")
    parser.add_argument("--dask", action="store_true", help="also on a Dask cluster, where distributed is installed")
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
            taken = []
            for name, workers in (("b", 0), ("c", 1)):
                load, before = os.getloadavg()[0], processor()
                seconds = run(source, f"{folder}/{name}", workers=workers)
                taken.append(seconds)
                used, others = processor() - before, os.getloadavg()[0]
                print(
                    f"{'one process' if workers else 'a process a core'}: {seconds:.0f} s by the clock, {used:.0f} s of"
                )
                print(f"  the processors, load {load:.1f} before and {others:.1f} behind it", flush=True)
            same = first == outcomes(f"{folder}/b") == outcomes(f"{folder}/c")
            print(f"the same as of an undisturbed batch: {same}; {taken[1] / taken[0]:.2f} times as fast")
        if options.dask:
            found, seconds = on_cluster(source, options.count // 2)
            same = sorted(found) == sorted((name, status, controls) for name, (status, controls, _) in first.items())
            print(
                f"a cluster of two, one killed in the middle: {len(found)} results in {seconds:.0f} s, the same: {same}"
            )


if __name__ == "__main__":
    main()
