# SPDX-License-Identifier: Apache-2.0
"""The list of the feed: one column of rows of one height, with the keys of a list.

Used by the feed. It is a table because a QListView lays out every row again on each insertion (0.4 s at 150,000
rows; this one 15 ms). The trap: a table's Home and End move along a row; here they move the list.
"""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.delegates.post_delegate import ROW_HEIGHT
from ui.widgets.keys import Keys, key


class PostView(QTableView):
    """Posts, one a row."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("postList")
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.hide()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        Keys(self, {key(Qt.Key.Key_Home): self.go_first, key(Qt.Key.Key_End): self.go_last})

    def go_first(self) -> None:
        """Choose the newest post."""
        self._go(0)

    def go_last(self) -> None:
        """Choose the last row that has been read."""
        self._go(self.model().rowCount() - 1)

    def _go(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0))
