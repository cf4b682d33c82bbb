"""Identifiers that a reader of pictures may have garbled: "Cl" and "FS" in a report of "A.9" and "B.12"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from soc2parse.extract.found import warning
from soc2parse.report import Control, Issue

_USUAL = 0.2  # of a report's identifiers have a shape that is the report's own


def check(controls: Sequence[Control]) -> Iterator[Issue]:
    """An issue for the identifiers from scanned pages that are unlike the report's others."""
    shapes = Counter(_shape(control.id) for control in controls if control.id)
    usual = {shape for shape, count in shapes.items() if count >= _USUAL * shapes.total()}
    odd = [
        (control.id, source.page)
        for control in controls
        for source in control.sources[:1]
        if control.id and source.ocr and _shape(control.id) not in usual
    ]
    if odd:
        names = ", ".join(f"{name} (page {page})" for name, page in odd[:8])
        message = f"{len(odd)} identifiers read from pictures are unlike the others: {names}{', ...' * (len(odd) > 8)}."
        yield warning("control_id_unsure", "controls", message, odd[0][1])


def _shape(name: str) -> str:
    """ "AC-01" and "HR-12" are alike: capitals, a hyphen, digits."""
    return re.sub(r"\d+", "9", re.sub(r"[A-Z]+", "A", name))
