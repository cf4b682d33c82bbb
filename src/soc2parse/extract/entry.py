"""One entry of a list of the description, and what a kind of list tells about its sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from soc2parse.layout.element import Line, Table


@dataclass(frozen=True)
class Entry:
    """One entry: its text without bullet, number, identifier and cited criteria.

    `stem` are the words that introduce its list and that it completes, `group` the heading or band above it,
    `organization` what the organization's column says.
    """

    text: str
    lines: tuple[Line, ...]
    criteria: tuple[str, ...] = ()
    id: str | None = None
    stem: str | None = None
    group: str | None = None
    organization: str | None = None


@dataclass(frozen=True)
class ListWording:
    """How the sentences of one kind of list read."""

    is_entry: Callable[[str], bool]
    """A paragraph that is an entry by its own words ("User entities are responsible for ...")."""
    may_be_entry: Callable[[str], bool]
    """A paragraph that is one where nothing else is listed."""
    is_introduction: Callable[[str], bool]
    """A paragraph about the list."""
    is_foreign: Callable[[str], bool]
    """Words with which a list of another nature begins."""
    is_foreign_table: Callable[[Table], bool]
    """A table of another nature."""
    stem_of: Callable[[str], str | None]
    split: Callable[[str], tuple[str, ...]]
    take_identifier: Callable[[str], tuple[str | None, str]]
    heads: Callable[[str], bool] = field(default=lambda _: False)
    """A header cell that names whose list it is, in a table that also tells what others do ("Customer")."""
