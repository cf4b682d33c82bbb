"""What was found, in a column of its own beside a short verdict: "Effective with exception" | "For 2 of 25 ..."."""

from __future__ import annotations

import re

from soc2parse.extract.printing import Trial, text_of
from soc2parse.extract.table_roles import Roles
from soc2parse.language import outcomes
from soc2parse.layout.element import Row

_NONE = re.compile(r"\W*(?:none|n\.?/?a\.?|not applicable|nil)?\W*", re.IGNORECASE)


def take_remarks(trial: Trial, row: Row, roles: Roles) -> None:
    """Add a row's remarks to its trial: where the verdict or the remarks themselves tell of an exception."""
    for cell in row.cells:
        if cell.column not in roles.remarks or _NONE.fullmatch(cell.text):
            continue
        if any(map(outcomes.is_exception, (text_of(trial.result), cell.text))):
            trial.detail += cell.lines
