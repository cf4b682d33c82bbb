"""What was found, in a column of its own beside a short verdict: "Effective with exception" | "For 2 of 25 ..."."""

from __future__ import annotations

import re

from soc2parse.extract.combined import without_response
from soc2parse.extract.printing import Trial, text_of
from soc2parse.extract.table_roles import Roles
from soc2parse.language import outcomes
from soc2parse.layout.element import Row
from soc2parse.terms import Outcome

_UNTESTED = (None, Outcome.NOT_APPLICABLE, Outcome.NOT_TESTED)
_NONE = re.compile(r"\W*(?:none|n\.?/?a\.?|not applicable|nil)?\W*", re.IGNORECASE)


def take_remarks(trial: Trial, row: Row, roles: Roles) -> None:
    """Add a row's remarks to its trial: where the verdict or the remarks themselves tell of an exception.

    So, too, where they say why there was no test: "N/A" | "There were no incidents.".
    """
    for cell in row.cells:
        if cell.column not in roles.remarks or _NONE.fullmatch(cell.text):
            continue
        verdict = outcomes.classify(text_of(trial.result), roles.result).kind
        told = outcomes.classify(cell.text).kind
        if Outcome.EXCEPTION in (verdict, told):
            detail, response = without_response(cell.lines)
            trial.detail += detail
            trial.response += response
        elif verdict in _UNTESTED and told in (Outcome.NO_OCCURRENCE, Outcome.NOT_TESTED):
            trial.detail += cell.lines
