# SPDX-License-Identifier: Apache-2.0
"""The list of the feed: one column of rows of one height, with the keys of a list.

Used by the feed. It is a table because a QListView lays out every row again on each insertion (0.4 s at 150,000
rows; this one 15 ms at a million). The trap: a table's Home and End move along a row; here they move the list.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from shiboken6 import isValid

from ui.delegates.feed_delegate import ROW_HEIGHT
from ui.models.feed_model import FeedModel
from ui.widgets.keys import Keys, key


class FeedView(QTableView):
    """Posts or stories, one a row. New rows come in place only while its first row is in sight."""

    def __init__(self, model: FeedModel, parent: QWidget | None = None) -> None:
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
        model.may_move = self._is_at_top
        Keys(self, {key(Qt.Key.Key_Home): self.go_first, key(Qt.Key.Key_End): self.go_last})

    def go_first(self) -> None:
        """Choose the first row."""
        self._go(0)

    def go_last(self) -> None:
        """Choose the last one."""
        self._go(self.model().rowCount() - 1)

    def _go(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0))

    def _is_at_top(self) -> bool:
        """Whoever scrolled down while new rows were being read is not moved by them."""
        return not isValid(self) or self.verticalScrollBar().value() == 0
