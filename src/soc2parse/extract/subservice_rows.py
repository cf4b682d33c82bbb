"""Expected controls among the tests: a row "Complementary Subservice Organization Control: ..." below its criterion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from soc2parse.extract.printing import after_label
from soc2parse.extract.subservice_passage import Expected
from soc2parse.extract.user_rows import entries_of
from soc2parse.language.cited import leading_criteria, only_criteria
from soc2parse.language.subservice import is_controls_heading, mentions_subservice
from soc2parse.layout.element import Block
from soc2parse.sections import Section

_LABEL = re.compile(r"^([^:.]{4,90}?)\s*(?::|\s[-\u2013\u2014]\s)\s*")


def read_subservice_rows(section: Section) -> Iterator[Expected]:
    """Each with the criterion above it; its own words tell at which organization it is expected."""
    criteria: tuple[str, ...] = ()
    for element in section.elements:
        if isinstance(element, Block):
            criteria = leading_criteria(element.text) or criteria
            continue
        for row in element.rows:
            first = row.cells[0]
            criteria = leading_criteria(first.text) or only_criteria(first.text) or criteria
            label = _LABEL.match(first.text) if len(row.cells) == 1 else None
            if label and mentions_subservice(label[1]) and is_controls_heading(label[1]):
                duties = replace(first, lines=tuple(after_label(first.lines, label[1])))
                for entry in entries_of(duties, 0, criteria):
                    yield Expected(entry, entry.text)
