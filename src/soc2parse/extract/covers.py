"""Merged cells of a control table: which rows they cover, also overleaf."""

from __future__ import annotations

from dataclasses import dataclass, field

from soc2parse.extract.table_roles import Roles
from soc2parse.language.columns import ColumnRole
from soc2parse.layout.element import Row


@dataclass
class Covers:
    """The last drawn cell of each role."""

    _ends: dict[ColumnRole, tuple[int, float]] = field(default_factory=dict)
    """Page and lower edge."""
    _cut: set[ColumnRole] = field(default_factory=set)
    """Roles whose cell is merged over the last rows of the page before: it goes on overleaf, where it is empty."""

    def reach(self, row: Row, role: ColumnRole) -> bool:
        """Whether a merged cell of this role reaches down into this row."""
        page, bottom = self._ends.get(role, (0, 0.0))
        return (page == row.page and bottom > row.top + 2) or (page == row.page - 1 and role in self._cut)

    def reaching(self, row: Row) -> set[ColumnRole]:
        """The roles of the merged cells that do."""
        return {role for role in self._ends if self.reach(row, role)}

    def end_above(self, row: Row) -> bool:
        """Whether the last criterion's cell ends on the row's page, above the row."""
        page, _ = self._ends.get(ColumnRole.CRITERION, (0, 0.0))
        return page == row.page and not self.reach(row, ColumnRole.CRITERION)

    def remember(self, row: Row, roles: Roles) -> None:
        """Take in a row's cells."""
        for cell in row.cells:
            role = next((r for r in roles.columns[cell.column : cell.column + cell.span] if r), None)
            if role and cell.bottom is not None:
                self._ends[role] = (row.page, cell.bottom)
                (self._cut.add if cell.bottom > row.bottom + 2 else self._cut.discard)(role)
