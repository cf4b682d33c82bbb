"""A report as a pandas data frame: one row a printed test; a control that has no test has a row too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soc2parse.report import Control, Report, TestingResult, normal_id

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "control_id",
    "control_text",
    "criteria",
    "criterion",
    "procedure",
    "methods",
    "result",
    "outcome",
    "deviations",
    "sample_size",
    "population",
    "page",
)


def to_dataframe(report: Report) -> pd.DataFrame:
    """One row a test in the report's order, then the controls without a test; `page` is where the row begins.

    `criteria` and `methods` are tuples (`explode` works on them). Counts are nullable integers. What the
    report does not say is missing, never a default. Needs pandas; ModuleNotFoundError without it.
    """
    import pandas as pd

    controls = {normal_id(control.id): control for control in report.controls if control.id}
    tested = {normal_id(test.control_id) for test in report.testing_results if test.control_id}
    texts = {test.control_text for test in report.testing_results if test.control_text}
    rows = [_test_row(test, controls) for test in report.testing_results]
    rows += [_control_row(control) for control in report.controls if not _has_test(control, tested, texts)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    counts = ["deviations", "sample_size", "population", "page"]
    return frame.astype(dict.fromkeys(counts, "Int64"))


def _has_test(control: Control, tested: set[str], texts: set[str]) -> bool:
    return normal_id(control.id) in tested if control.id else control.text in texts


def _test_row(test: TestingResult, controls: dict[str, Control]) -> tuple[object, ...]:
    control = controls.get(normal_id(test.control_id)) if test.control_id else None
    return (
        test.control_id,
        control.text if control else test.control_text,
        control.criteria if control else (test.criterion,) if test.criterion else (),
        test.criterion,
        test.procedure,
        tuple(str(method) for method in test.methods),
        test.result,
        str(test.outcome) if test.outcome else None,
        test.sample.deviations,
        test.sample.size,
        test.sample.population,
        test.sources[0].page,
    )


def _control_row(control: Control) -> tuple[object, ...]:
    return (
        control.id,
        control.text,
        control.criteria,
        None,
        None,
        (),
        None,
        None,
        None,
        None,
        None,
        control.sources[0].page,
    )
