# SPDX-License-Identifier: Apache-2.0
"""A short list of values for a view with a delegate: alerts, lines of the timeline, citations.

Used by the panes. The trap: new rows at the top are inserted, so that a reader's place is kept; anything else is a
reset, and the pane chooses the row again.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

_T = TypeVar("_T")
_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)


class RowsModel(QAbstractListModel, Generic[_T]):
    """Rows of one kind; `spoken` is what a screen reader says of one."""

    def __init__(self, spoken: Callable[[_T], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._rows: tuple[_T, ...] = ()

    @property
    def rows(self) -> tuple[_T, ...]:
        """All rows, from the top."""
        return self._rows

    def set_rows(self, rows: Sequence[_T]) -> None:
        """Show these rows."""
        new, old = tuple(rows), self._rows
        fresh = len(new) - len(old)
        if new == old:
            return
        if old and fresh > 0 and new[fresh:] == old:
            self.beginInsertRows(QModelIndex(), 0, fresh - 1)
            self._rows = new
            self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def at(self, index: _Index) -> _T | None:
        """The row of an index; None for an invalid one."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def repaint(self) -> None:
        """Words or colours have changed, rows have not."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        spoken = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        return self._spoken(row) if role in spoken else None
