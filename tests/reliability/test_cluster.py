"""A Dask cluster reads a batch, and a worker that is killed in the middle costs no file and reads none twice."""

import os
import shutil
import signal
import warnings

import pytest

from soc2parse.batch import parse_many

from .kinds import KINDS, SMALL

distributed = pytest.importorskip("distributed")


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_costs_no_file(tmp_path):
    paths = []
    for number in range(10):
        path = tmp_path / f"{number}.pdf"
        shutil.copy(SMALL, path)
        paths.append(path)
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(KINDS["png"].build())
    paths.append(bad)
    warnings.simplefilter("ignore")
    with (
        distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        distributed.Client(cluster) as client,
    ):
        victim = next(iter(client.run(os.getpid).values()))
        outcomes = []
        for outcome in parse_many(paths, executor=client.get_executor()):
            outcomes.append(outcome)
            if len(outcomes) == 2:
                os.kill(victim, signal.SIGKILL)
    assert sorted(outcome.path for outcome in outcomes) == sorted(paths)
    assert all((outcome.report is not None) == (outcome.path != bad) for outcome in outcomes)
