import pytest

from tests.made_reports import a_test, control, made

pd = pytest.importorskip("pandas")


def test_one_row_a_test_and_one_a_control_without_a_test():
    report = made(
        controls=[
            control("AC-01", "Approvals.", ["CC6.1", "CC6.2"]),
            control("AC-02", "Never a_test.", ["CC6.3"]),
        ],
        testing_results=[
            a_test("ac-01"),
            a_test("AC-01", "One exception.", "exception", sample={"deviations": 1}),
        ],
    )
    frame = report.to_dataframe()
    assert list(frame["control_id"]) == ["ac-01", "AC-01", "AC-02"]
    assert list(frame["outcome"].fillna("none")) == ["no_exception", "exception", "none"]
    assert frame["criteria"][0] == ("CC6.1", "CC6.2")
    assert frame["deviations"][1] == 1
    assert frame["deviations"].isna().tolist() == [True, False, True]


def test_a_control_without_an_id_is_found_by_its_words():
    report = made(
        controls=[control(None, "Doors are locked.", ["CC6.4"])],
        testing_results=[a_test(None, control_text="Doors are locked.")],
    )
    frame = report.to_dataframe()
    assert list(frame["control_text"]) == ["Doors are locked."]


def test_a_report_without_controls_is_an_empty_frame_with_its_columns():
    frame = made(controls=[], testing_results=[]).to_dataframe()
    assert len(frame) == 0
    assert "outcome" in frame.columns
