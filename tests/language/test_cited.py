import pytest

from soc2parse.language.cited import leading_criteria, only_criteria, take_criteria


@pytest.mark.parametrize(
    ("text", "rest", "criteria"),
    [
        ("Access is removed. (CC6.2, CC6.3)", "Access is removed.", ("CC6.2", "CC6.3")),
        ("Access is removed (CC6.2).", "Access is removed.", ("CC6.2",)),
        ("Access is removed [Related criteria: CC6.2 and A1.2]", "Access is removed", ("CC6.2", "A1.2")),
        ("Access is removed (TSC: CC6.2 - CC6.3)", "Access is removed", ("CC6.2", "CC6.3")),
        ("Access is removed. Criteria: CC6.2", "Access is removed.", ("CC6.2",)),
        ("Access is removed. TSC Criteria: CC6.2", "Access is removed.", ("CC6.2",)),
        ("Access is removed. Related TSC: CC6.2", "Access is removed.", ("CC6.2",)),
        ("Access is removed – CC6.2", "Access is removed", ("CC6.2",)),
        ("CC6.2 – Access is removed.", "Access is removed.", ("CC6.2",)),
        ("CC6.2: Access is removed.", "Access is removed.", ("CC6.2",)),
        ("Access is removed (see CC6.2 above for details).", "Access is removed (see CC6.2 above for details).", ()),
        ("Copies are kept (three years).", "Copies are kept (three years).", ()),
        ("Access of A1 users is removed.", "Access of A1 users is removed.", ()),
    ],
)
def test_cited_criteria_leave_the_text(text: str, rest: str, criteria: tuple[str, ...]) -> None:
    assert take_criteria(text) == (rest, criteria)


def test_a_cell_of_criteria_and_nothing_else() -> None:
    assert only_criteria("CC6.1, CC6.2\nand A1.2") == ("CC6.1", "CC6.2", "A1.2")
    assert only_criteria("CC6.1 restricts access") == ()


def test_a_band_begins_with_its_criterion() -> None:
    assert leading_criteria("Criterion CC6.1 - Logical access") == ("CC6.1",)
    assert leading_criteria("Logical access (CC6.1)") == ()
