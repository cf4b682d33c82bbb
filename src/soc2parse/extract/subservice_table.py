"""Tables of subservice organizations: "Subservice Organization | Services Provided | Method", in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from soc2parse.extract.listing_table import columns_of
from soc2parse.extract.pieces import lead
from soc2parse.extract.subservice_parties import Mention, Standing
from soc2parse.language import subservice as wording
from soc2parse.language.list_columns import ListColumn
from soc2parse.language.providers import Provider, provider_of
from soc2parse.layout.element import Row, Table
from soc2parse.layout.prose import join_lines

_PLACEHOLDER = re.compile(r"(?:all|both|each|various|n/?a|none|not applicable|-|\W*)(?: .*)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:/|;|,(?! ?(?:Inc|LLC|Ltd|Corp|L\.))|\band\b|&(?= [A-Z]))\s*")


def read_organizations(table: Table) -> Iterator[Mention]:
    """The organizations of a table with a column for them."""
    columns, start = columns_of(table)
    if ListColumn.ORGANIZATION not in columns:
        return
    heads = [row.cell(columns.get(ListColumn.TEXT, -1)) for row in table.rows[:start]]
    both = any(head and head.text.casefold().startswith("service") for head in heads)
    for row in table.rows[start:]:
        cell = row.cell(columns[ListColumn.ORGANIZATION])
        name = cell.text.strip() if cell else ""
        services = _words(row, columns.get(ListColumn.SERVICES)) or (_above_controls(row, columns) if both else None)
        if not cell or not name or (cell.span > 1 and len(row.cells) == 1):
            continue
        for provider in _named_in_cell(name):
            method = wording.stated_methods(_words(row, columns.get(ListColumn.METHOD)) or name).one
            filled = replace(provider, services=services or provider.services)
            lines = tuple(line for other in row.cells for line in other.lines) if services else cell.lines
            yield Mention(filled, lines, Standing.TABLE if services else Standing.CONTROLS, method)


def _above_controls(row: Row, columns: dict[ListColumn, int]) -> str | None:
    """What stands above the controls in a column of both: "Services provided and expected controls"."""
    cell = row.cell(columns.get(ListColumn.TEXT, -1))
    return join_lines([line.text for line in lead(cell.lines)]).strip() or None if cell else None


def _named_in_cell(text: str) -> tuple[Provider, ...]:
    """The organization of a cell, or those of "AWS, Azure"; placeholders like "All" name none."""
    if _PLACEHOLDER.fullmatch(text.strip()):
        return ()
    provider = provider_of(text)
    if provider:
        parts = [provider_of(part) for part in _BETWEEN.split(text)]
        whole = provider.name and len(provider.name) >= len(text.strip())
        if len(parts) > 1 and all(parts) and len(text) < 90 and "(" not in text and not whole:
            return tuple(part for part in parts if part)
        return (provider,)
    return (Provider(text),) if len(text.split()) <= 6 and text[:1].isalnum() else ()


def _words(row: Row, column: int | None) -> str | None:
    cell = row.cell(column) if column is not None else None
    return (cell.text.strip() or None) if cell else None
