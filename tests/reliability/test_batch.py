"""A folder of reports: each file has one outcome, a bad one fails alone, what is done is not done again."""

import csv
import json
import shutil
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from soc2parse.batch import parse_many
from soc2parse.folder import parse_folder
from soc2parse.isolation import Limits

from .kinds import KINDS, SMALL


@pytest.fixture
def folder(tmp_path):
    source = tmp_path / "in"
    (source / "sub").mkdir(parents=True)
    shutil.copy(SMALL, source / "one.pdf")
    shutil.copy(SMALL, source / "sub" / "=two.PDF")
    (source / "bad.pdf").write_bytes(KINDS["png"].build())
    (source / "notes.txt").write_text("not a report")
    return source


EXECUTORS = {
    "own": lambda: None,
    "threads": lambda: ThreadPoolExecutor(2),
    "processes": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
}


@pytest.mark.parametrize("kind", EXECUTORS)
def test_every_file_has_one_outcome(folder, kind):
    executor = EXECUTORS[kind]()
    paths = [folder / "one.pdf", folder / "bad.pdf", folder / "missing.pdf", folder / "sub" / "=two.PDF"]
    outcomes = {outcome.path: outcome for outcome in parse_many(paths, executor=executor)}
    if executor:
        executor.shutdown()
    assert set(outcomes) == set(paths)
    assert [outcomes[path].report is not None for path in paths] == [True, False, False, True]
    assert [outcomes[path].exit_status for path in paths][1:3] == [4, 4]
    assert "PNG" in outcomes[paths[1]].error
    assert outcomes[paths[1]].status == "unreadable"


def test_a_bomb_fails_alone(folder):
    (folder / "bomb.pdf").write_bytes(KINDS["billion_laughs"].build())
    paths = [folder / "bomb.pdf", folder / "one.pdf"]
    outcomes = {outcome.path.name: outcome for outcome in parse_many(paths, limits=Limits(seconds=10))}
    assert outcomes["one.pdf"].report is not None
    assert outcomes["bomb.pdf"].report is None


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_folder_becomes_json_files_and_a_summary(folder, tmp_path):
    out = tmp_path / "out"
    seen = []
    summary = parse_folder(
        folder, out, done=lambda outcome, count, total: seen.append((outcome.path.name, count, total))
    )
    assert sorted(name for name, _, _ in seen) == ["=two.PDF", "bad.pdf", "one.pdf"]
    assert [(count, total) for _, count, total in seen] == [(1, 3), (2, 3), (3, 3)]
    found = rows(summary)
    assert [row["file"] for row in found] == ["bad.pdf", "one.pdf", "sub/=two.PDF"]
    assert found[0]["status"] == "unreadable"
    report = json.loads((out / "one.json").read_text("utf-8"))
    assert int(found[1]["controls"]) == len(report["controls"]) > 0
    assert found[1]["sha256"] == report["document"]["sha256"]
    assert (out / "sub" / "=two.json").exists()
    assert not list(out.rglob("*.partial"))


def test_a_name_that_looks_like_a_formula_is_text_in_the_summary(folder, tmp_path):
    (folder / "=cmd.pdf").write_bytes(KINDS["png"].build())
    summary = parse_folder(folder, tmp_path / "out")
    assert "'=cmd.pdf" in [row["file"] for row in rows(summary)]


def test_what_is_done_and_unchanged_is_not_done_again(folder, tmp_path):
    out = tmp_path / "out"
    first = rows(parse_folder(folder, out))
    again = []
    second = rows(parse_folder(folder, out, done=lambda outcome, *_: again.append(outcome.path.name)))
    assert again == ["bad.pdf"]  # what failed is tried once more
    assert [row["sha256"] for row in first] == [row["sha256"] for row in second]

    shutil.copy(SMALL, folder / "bad.pdf")
    (folder / "one.pdf").write_bytes(SMALL.read_bytes() + b"\n% changed\n")
    (out / "sub" / "=two.json").unlink()
    again.clear()
    parse_folder(folder, out, done=lambda outcome, *_: again.append(outcome.path.name))
    assert sorted(again) == ["=two.PDF", "bad.pdf", "one.pdf"]


def test_a_batch_ended_in_the_middle_goes_on(folder, tmp_path):
    class EndedError(Exception):
        pass

    def end(_, count, __):
        if count == 2:
            raise EndedError

    out = tmp_path / "out"
    with pytest.raises(EndedError):
        parse_folder(folder, out, done=end)
    with (out / "batch.jsonl").open("a") as ledger:
        ledger.write('{"row": {"file": "cut o')  # as a kill leaves it
    rest = []
    summary = parse_folder(folder, out, done=lambda outcome, *_: rest.append(outcome.path.name))
    assert len(rows(summary)) == 3
    assert 1 <= len(rest) <= 2
