"""Changes fixtures at random, some 3,000 times, and reads what comes of it in bounded child processes.

    python -m tests.reliability.mutate [--count 3000] [--seed 0] [--workers 1] [FIXTURE ...]

Counts what came out, and lists every crash, every limit, and every report that claims more controls or fewer
exceptions than the sound one with no error or warning beyond the sound one's. A number of a mutation gives the same
file each time.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path
from threading import local

import pymupdf

from soc2parse.errors import LimitError, Soc2ParseError
from soc2parse.isolation import Limits, Worker
from soc2parse.report import Report

FIXTURES = Path(__file__).parents[2] / "fixtures"
DEFAULT = ("bluefinch-type1", "tallgrass-borderless", "westmark-see-exception")
LIMITS = Limits(seconds=60, memory=1500, pages=500)


def flip(data, chance):
    for _ in range(chance.choice((1, 3, 10, 50, 300))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def cut(data, chance):
    return data[: chance.randrange(len(data))]


def drop(data, chance):
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 20, 500, 5000, 50_000))]
    return data


def blank(data, chance):
    start, length = chance.randrange(len(data)), chance.choice((8, 200, 4000))
    data[start : start + length] = bytes(len(data[start : start + length]))
    return data


def double(data, chance):
    start = chance.randrange(len(data))
    block = data[start : start + chance.choice((20, 500, 5000))]
    at = chance.randrange(len(data))
    return data[:at] + block + data[at:]


def swap(data, chance):
    """Two objects change places, or a reference points to another object."""
    found = list(re.finditer(rb"(\d+) 0 R", data)) or [re.match(rb"", data)]
    one, other = chance.choice(found), chance.choice(found)
    return data[: one.start()] + other[0] + data[one.end() :]


def number(data, chance):
    found = list(re.finditer(rb"\d+", data))
    for _ in range(chance.choice((1, 5))):
        one = chance.choice(found)
        new = str(chance.choice((0, 1, -1, 99999, 2**31, 10**12, chance.randrange(1000)))).encode()
        if len(new) <= len(one[0]):
            data[one.start() : one.end()] = new.rjust(len(one[0]), b"0")
    return data


CHANGES = (flip, cut, drop, blank, double, swap, number)


@cache
def sound(name, plain):
    """A fixture's bytes: as it is, or with its streams unpacked, so that changes hit operators and text."""
    data = (FIXTURES / name / "report.pdf").read_bytes()
    if not plain:
        return data
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return document.tobytes(expand=255, garbage=1, deflate=False, use_objstms=0)


def mutation(names, seed):
    """The fixture's name, the change's, and the file."""
    chance = random.Random(seed)
    name, change = chance.choice(names), chance.choice(CHANGES)
    return name, change.__name__, bytes(change(bytearray(sound(name, chance.random() < 0.6)), chance))


def graves(report: Report):
    return {issue.code for issue in report.issues if issue.severity != "info"}


_thread = local()


def worker():
    if not hasattr(_thread, "worker"):
        _thread.worker = Worker(LIMITS)
    return _thread.worker


def judge(names, truth, seed):
    name, change, data = mutation(names, seed)
    started = time.monotonic()
    said = ""
    try:
        report = worker().parse(data)
    except LimitError as error:
        came, said = "limit", str(error)
    except Soc2ParseError as error:
        came = "crash" if "crashed" in str(error) or "reading failed" in str(error) else type(error).__name__
        said = str(error)
    else:
        true = truth[name]
        told = bool(graves(report) - graves(true))
        better = len(report.controls) > len(true.controls) or len(report.exceptions) < len(true.exceptions)
        same = (len(report.controls), len(report.exceptions)) == (len(true.controls), len(true.exceptions))
        came = (
            "read, told" if told else "read, as sound" if same else "read, SILENT" if better else "read, fewer controls"
        )
        said = f"{len(report.controls)} of {len(true.controls)} controls, "
        said += f"{len(report.exceptions)} of {len(true.exceptions)} exceptions"
    return seed, name, change, came, said, time.monotonic() - started


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", default=DEFAULT)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    truth = {name: worker().parse(FIXTURES / name / "report.pdf") for name in options.names}
    counts, slowest = Counter(), 0.0
    with ThreadPoolExecutor(options.workers) as pool:
        seeds = iter(range(options.seed, options.seed + options.count))
        while batch := list(islice(seeds, 100)):
            for seed, name, change, came, said, seconds in pool.map(lambda s: judge(options.names, truth, s), batch):
                counts[came] += 1
                slowest = max(slowest, seconds)
                if came in ("crash", "limit", "read, SILENT", "read, fewer controls"):
                    print(f"{seed} {name} {change}: {came}: {said} ({seconds:.1f} s)", flush=True)
            print(f"{sum(counts.values())} done, slowest {slowest:.1f} s: {dict(counts)}", file=sys.stderr, flush=True)
        list(pool.map(lambda _: worker().close(), range(options.workers)))
    worker().close()
    for came, count in counts.most_common():
        print(f"| {came} | {count} |")


if __name__ == "__main__":
    main()
