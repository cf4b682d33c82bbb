"""A parse in a process of its own ends in a report or in one line, whatever the file does."""

import os
import signal
import threading
import time

import pytest

from soc2parse.errors import DamagedError, LimitError, LockedError, NotPdfError, NotSoc2Error
from soc2parse.isolation import Limits, Worker, parse_isolated
from soc2parse.pipeline import parse

from .kinds import KINDS, PASSWORD, SMALL
from .raw import one_page


@pytest.fixture(scope="module")
def worker():
    with Worker(Limits(seconds=60)) as worker:
        yield worker


def test_the_report_is_the_same_as_read_here(worker):
    steps = []
    report = worker.parse(SMALL, progress=lambda *step: steps.append(step))
    assert report == parse(SMALL)
    pages = report.document.page_count
    assert ("read", pages, pages) in steps


def test_limits_are_a_keyword_of_parse():
    with pytest.raises(LimitError, match="limit of 3"):
        parse(SMALL, limits=Limits(pages=3))


@pytest.mark.parametrize(
    ("name", "error"),
    [("png", NotPdfError), ("header_only", DamagedError), ("locked", LockedError), ("locked_wrong", LockedError)],
)
def test_errors_are_those_of_a_parse_here(worker, name, error):
    kind = KINDS[name]
    with pytest.raises(error) as raised:
        worker.parse(kind.build(), password=kind.password)
    assert "\n" not in str(raised.value)


def test_a_password_is_handed_on(worker):
    assert worker.parse(KINDS["locked_right"].build(), password=PASSWORD).controls


def test_another_document_keeps_what_it_seems_to_be(worker):
    content = (
        b"BT /F1 12 Tf 50 700 Td (Bridge Letter) Tj 0 -20 Td (This letter covers the gap after our SOC 2 report) Tj ET"
    )
    with pytest.raises(NotSoc2Error) as raised:
        worker.parse(one_page(content))
    assert raised.value.exit_status == 3


def test_a_file_that_takes_too_long_is_a_limit():
    started = time.monotonic()
    with pytest.raises(LimitError, match="within 2 seconds"):
        parse_isolated(KINDS["billion_laughs"].build(), limits=Limits(seconds=2))
    assert time.monotonic() - started < 30


def test_a_file_that_takes_too_much_memory_is_a_limit():
    with pytest.raises(LimitError, match="500 MB"):
        parse_isolated(KINDS["billion_laughs"].build(), limits=Limits(seconds=110, memory=500))


def test_a_child_that_dies_is_one_line_and_the_next_file_is_read():
    with Worker(Limits(seconds=30)) as worker:
        worker.parse(SMALL)
        child = worker._child
        timer = threading.Timer(0.3, lambda: os.kill(child.pid, signal.SIGSEGV))
        timer.start()
        with pytest.raises(DamagedError, match="crashed on the file"):
            worker.parse(KINDS["billion_laughs"].build())
        assert worker.parse(SMALL).controls


def test_no_process_stays_behind():
    with Worker(Limits()) as worker:
        worker.parse(SMALL)
        child = worker._child
    assert child.poll() is not None


@pytest.mark.parametrize("wrong", [{"seconds": 0}, {"pages": 0}, {"memory": 10}])
def test_limits_that_no_file_could_keep_are_refused(wrong):
    with pytest.raises(ValueError, match="limit"):
        Limits(**wrong)
