"""Reports written as plain text for the tests of sections and letters.

`# ` opens a heading (`## ` a lesser one), `- `, `a) ` or `(1) ` an item, `^ ` a footnote, `| a | b |` a table row,
`=== 4` page 4; anything else is a paragraph. What comes out is what the layout hands over.
"""

import re
import textwrap

from soc2parse.layout.document import Layout
from soc2parse.layout.element import Block, BlockKind, Cell, Line, Row, Table
from soc2parse.reading.page import Page, Pages, Picture, Word
from soc2parse.sections import Sections, find_sections

_ITEM = re.compile(r"(\(?[a-z0-9]{1,3}[.)]|[-•])\s")


def line(text: str, page: int, top: float, size: float = 10.0, *, bold: bool = False) -> Line:
    x, words = 72.0, []
    for token in text.split():
        words.append(Word(token, x, top, x + 0.5 * size * len(token), top + size, size, bold))
        x += 0.5 * size * (len(token) + 1)
    return Line(page, tuple(words))


class _Writer:
    def __init__(self) -> None:
        self.page, self.top = 1, 72.0
        self.elements: list[Block | Table] = []
        self.rows: list[Row] = []

    def write(self, text: str) -> None:
        for printed in text.strip().splitlines():
            if printed.strip():
                self._one(printed.strip())
        self._end_table()

    def _one(self, printed: str) -> None:
        if printed.startswith("==="):
            self._end_table()
            self.page, self.top = int(printed.split()[1]), 72.0
        elif printed.startswith("|"):
            cells = [cell.strip() for cell in printed.strip("|").split("|")]
            made = tuple(Cell((line(cell, self.page, self.top),), i) for i, cell in enumerate(cells) if cell)
            self.rows.append(Row(self.page, self.top, self.top + 12, made))
            self.top += 14
        elif found := re.match(r"(#+)\s+(.*)", printed):
            level = len(found.group(1))
            self._block(BlockKind.HEADING, found.group(2), 20.0 - 2 * level, rank=level - 1)
        elif printed.startswith("^ "):
            self._block(BlockKind.PARAGRAPH, printed[2:], 8.0)
        else:
            marker = _ITEM.match(printed)
            kind = BlockKind.ITEM if marker else BlockKind.PARAGRAPH
            self._block(kind, printed, 10.0, marker=marker.group(1) if marker else None)

    def _block(
        self, kind: BlockKind, text: str, size: float, *, rank: int | None = None, marker: str | None = None
    ) -> None:
        self._end_table()
        lines = []
        for part in textwrap.wrap(text, 95):
            lines.append(line(part, self.page, self.top, size, bold=kind is BlockKind.HEADING))
            self.top += 1.2 * size
        self.top += 10
        self.elements.append(Block(kind, tuple(lines), marker=marker, rank=rank))

    def _end_table(self) -> None:
        if self.rows:
            box = (72.0, self.rows[0].top, 540.0, self.rows[-1].bottom)
            self.elements.append(Table(self.page, box, (72.0, 200.0, 330.0, 540.0), tuple(self.rows), header=1))
            self.rows = []


def layout(text: str) -> Layout:
    writer = _Writer()
    writer.write(text)
    return Layout(tuple(writer.elements), ())


def pages(count: int, *, unreadable: tuple[int, ...] = (), outline: tuple[tuple[str, int], ...] = ()) -> Pages:
    made = tuple(
        Page(
            number,
            612.0,
            792.0,
            (),
            pictures=(Picture(72.0, 72.0, 540.0, 720.0),) if number in unreadable else (),
            unreadable="no_text" if number in unreadable else None,
        )
        for number in range(1, count + 1)
    )
    return Pages("report.pdf", "0" * 64, "mupdf", made, outline=outline)


def written(
    text: str, *, count: int = 0, unreadable: tuple[int, ...] = (), outline: tuple[tuple[str, int], ...] = ()
) -> Sections:
    laid_out = layout(text)
    last = max((element.page for element in laid_out.elements), default=1)
    return find_sections(laid_out, pages(max(last, count), unreadable=unreadable, outline=outline))


SCOPE = (
    "We have examined Larkmoor Cloud, Inc.'s (“Larkmoor” or the “Company”) accompanying description of its "
    "Larkmoor Ledger system titled "
    "“Description of the Larkmoor Ledger” throughout the period January 1, 2025 to December 31, 2025 "
    "(description), based on the criteria in "
    "DC section 200, 2018 Description Criteria, and the suitability of the design and operating effectiveness of "
    "controls stated in the "
    "description throughout the period January 1, 2025 to December 31, 2025, to provide reasonable assurance "
    "that Larkmoor's service "
    "commitments were achieved based on the trust services criteria relevant to security and availability "
    "(applicable trust services "
    "criteria) set forth in TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing "
    "Integrity, "
    "Confidentiality, and Privacy."
)
OPINION = """
In our opinion, in all material respects,
a) the description presents the Larkmoor Ledger system that was designed and implemented throughout the period \
January 1, 2025 to December 31, 2025;
b) the controls stated in the description were suitably designed throughout the period \
January 1, 2025 to December 31, 2025 so that commitments would be achieved if its controls operated effectively \
throughout that period; and
c) the controls stated in the description operated effectively throughout the period \
January 1, 2025 to December 31, 2025.
"""
RESTRICTED = (
    "This report is intended solely for the information and use of Larkmoor and its user entities, and should "
    "not be used by anyone other "
    "than these specified parties."
)
SIGNATURE = """
Oakhollow & Pine LLP
Tulsa, Oklahoma
February 11, 2026
"""
ASSERTION = """
We have prepared the accompanying description of the Larkmoor Ledger system throughout the period \
January 1, 2025 to December 31, 2025.
We confirm, to the best of our knowledge and belief, that the controls stated in the description were suitably \
designed and operated effectively.
Larkmoor Cloud, Inc.
February 9, 2026
"""
COVER = """
# Larkmoor Cloud, Inc.
## SOC 2 Type 2 Report
Relevant to Security and Availability
For the period January 1, 2025 to December 31, 2025
"""


def report(
    opinion: str = OPINION,
    *,
    scope: str = SCOPE,
    cover: str = COVER,
    signature: str = SIGNATURE,
    assertion: str = ASSERTION,
    between: str = "",
    opinion_heading: str = "## Opinion",
) -> Sections:
    """A whole report; the parts that a test is about are given, the others are clean."""
    return written(f"""
{cover}
=== 2
# Section I - Independent Service Auditor's Report
To the Management of Larkmoor Cloud, Inc.
## Scope
{scope}
{between}
{opinion_heading}
{opinion}
## Restricted Use
{RESTRICTED}
{signature}
=== 4
# Section II - Management's Assertion
{assertion}
=== 6
# Section III - Description of the Larkmoor Ledger
## Overview of Operations
Larkmoor Cloud keeps the books of small breweries.
=== 9
# Section IV - Trust Services Criteria, Related Controls, and Tests of Controls
| Criteria | Control | Test of Control | Results of Tests |
| CC6.1 | AC-02 Access is approved. | Inspected tickets. | No exceptions noted. |
| A1.2 | BK-04 Backups run daily. | Inspected the schedule. | No exceptions noted. |
""")
