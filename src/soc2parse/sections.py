"""Headings and contents -> the sections of a report, by role, never by number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from soc2parse.layout.element import Block, Table

Element = Block | Table


class Role(StrEnum):
    """What a part of the report is for, whatever its number and title."""

    FRONT = "front"  # cover, notices, executive summary: all before the first section
    CONTENTS = "contents"
    AUDITOR_REPORT = "auditor_report"
    ASSERTION = "assertion"
    SUBSERVICE_ASSERTION = "subservice_assertion"
    DESCRIPTION = "description"
    TESTS = "tests"  # criteria, controls, tests and results; the controls alone in a type 1
    OTHER_INFORMATION = "other_information"  # unaudited: nothing in it becomes a test result
    APPENDIX = "appendix"


@dataclass(frozen=True)
class Section:
    """A part of the report: its title as printed, its pages, and its blocks and tables in reading order.

    `first_page` is the page of its heading (a title page of its own counts), `last_page` the last with text of it.
    """

    role: Role
    title: str
    first_page: int
    last_page: int
    elements: tuple[Element, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Headings, paragraphs and items, without the tables."""
        return tuple(element for element in self.elements if isinstance(element, Block))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, joined over pages."""
        return tuple(element for element in self.elements if isinstance(element, Table))


@dataclass(frozen=True)
class Sections:
    """All parts of the report in order, and what the file says about itself."""

    parts: tuple[Section, ...]

    def of(self, *roles: Role) -> tuple[Section, ...]:
        """The parts with one of these roles, in the report's order."""
        return tuple(part for part in self.parts if part.role in roles)
