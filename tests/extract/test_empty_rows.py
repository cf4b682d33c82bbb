"""A row whose cells hold nothing is no loss and no crash."""

from soc2parse.extract.accounting import Read, check
from soc2parse.extract.control_rows import RowReader
from soc2parse.extract.controls import Controls
from soc2parse.report import Control, Source


def test_a_row_that_holds_nothing_is_no_loss():
    source = Source(page=1, bbox=(72, 72, 540, 90), text="AC-01")
    control = Control(id="AC-01", text="Access is reviewed.", criteria=("CC6.1",), sources=(source,))
    read = Read((), RowReader(unplaced=[[]]), Controls((control,), {}), [], [])
    assert not [item for item in check(read) if getattr(item, "code", "") == "rows_not_placed"]
