"""Identifiers of scanned pages that are unlike the report's others."""

from soc2parse.extract import odd_ids
from soc2parse.report import Control, Source


def control(name, page, *, ocr):
    source = Source(page=page, bbox=(0, 0, 10, 10), text=name, ocr=ocr)
    return Control(id=name, text=f"Control {name} is run.", criteria=(), sources=(source,))


PRINTED = [control(name, 1, ocr=False) for name in ("A.1", "A.2", "A.3", "B.1", "B.2", "B.3")]


def test_identifiers_of_a_picture_that_are_unlike_the_others_are_told():
    scanned = [control(name, 2, ocr=True) for name in ("A.4", "Bl", "B.12")]
    (issue,) = odd_ids.check([*PRINTED, *scanned])
    assert (issue.code, issue.field, issue.page) == ("control_id_unsure", "controls", 2)
    assert "Bl (page 2)" in issue.message


def test_printed_identifiers_are_believed():
    assert not list(odd_ids.check([*PRINTED, control("Bl", 2, ocr=False)]))
