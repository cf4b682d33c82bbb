"""Where the organization works: the list under "Locations", or the sentence that names its offices and regions."""

from __future__ import annotations

import re

from soc2parse.extract.listing_table import columns_of
from soc2parse.extract.passage import Passage, elements_of, under
from soc2parse.language.places import split_places
from soc2parse.language.topics import TopicKind, topic_of
from soc2parse.layout.element import Block, BlockKind, Table

_SAYS = re.compile(
    r"\b(?:headquartered|offices?|facilit(?:y|ies)|locations?|data cent(?:er|re)s?|based|located|employees"
    r"|personnel)\b[^.;]{0,40}?\b(?:in|at)\b\s+(?=[A-Z])"
)


def read_locations(parts: tuple[Passage, ...]) -> tuple[str, ...]:
    """The places in order; empty where the description names none in a plain way."""
    for index, part in enumerate(parts):
        if part.heading is not None and topic_of(part.title) is TopicKind.LOCATIONS:
            found = _listed(under(parts, index))
            if found:
                return found
    return ()


def _listed(parts: tuple[Passage, ...]) -> tuple[str, ...]:
    found: list[str] = []
    told: list[str] = []
    for element in elements_of(parts):
        if isinstance(element, Table):
            _, start = columns_of(element)
            found += [row.cells[0].text for row in element.rows[max(start, element.header) :] if row.cells]
        elif isinstance(element, Block) and element.kind is BlockKind.ITEM:
            found.append(element.text.rstrip(" .;,"))
        elif element.kind is BlockKind.PARAGRAPH:
            said = _SAYS.search(element.text)
            if said:
                told += split_places(element.text[said.end() :])
            elif len(element.text.split()) <= 5 and not element.text.endswith((":", ".")):
                told.append(element.text)
    return tuple(dict.fromkeys(found or told))
