# SPDX-License-Identifier: Apache-2.0
"""A list of figures with a sentence where there are none: a part of the analysis pane.

The trap: a view eats letters to look for rows, so a pane's keys are claimed on the list as well.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget, QWidget

from ui.delegates.figure_delegate import FigureDelegate
from ui.desk import Desk
from ui.models.analysis_lines import Line, LinesModel, as_text, spoken
from ui.widgets.empty import EmptyState

NO_LIMIT: Final = 16_777_215
"""Qt's widest and highest, which PySide does not name."""
_LEAST: Final = 48


class LinesView(QStackedWidget):
    """Signals: `opened(Line)` by Enter or a double click; `chosen(object)` the line under the keyboard, or None."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LinesModel(spoken, self)
        self.list, self.empty = QListView(), EmptyState()
        self.list.setObjectName(name)
        self.list.setModel(self.model)
        self.list.setItemDelegate(FigureDelegate(desk, self))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setMinimumHeight(_LEAST)
        self.addWidget(self.list)
        self.addWidget(self.empty)
        self.setFocusProxy(self.list)
        self.list.activated.connect(self.open)
        self.list.selectionModel().currentChanged.connect(lambda: self.chosen.emit(self.current()))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the keyboard stays at the same line, or goes to the first."""
        before = self.current()
        self.model.set_rows(lines)
        self.setCurrentWidget(self.list if lines else self.empty)
        rows = [row for row, line in enumerate(lines) if not line.heading]
        same = [row for row in rows if before is not None and lines[row].title == before.title]
        if rows:
            self.list.setCurrentIndex(self.model.index((same or rows)[0]))
        else:
            self.chosen.emit(None)

    def take_whole_height(self, *, whole: bool) -> None:
        """Be as high as all lines together, for whoever scrolls it as a whole; or scroll by itself."""
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.list.setVerticalScrollBarPolicy(off if whole else on)
        high = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        if whole:
            self.setFixedHeight(max(high, _LEAST))
        else:
            self.setMinimumHeight(_LEAST)
            self.setMaximumHeight(NO_LIMIT)

    def current(self) -> Line | None:
        """The line under the keyboard."""
        return self.model.at(self.list.currentIndex())

    def open(self) -> None:
        """Show the posts of the chosen line."""
        line = self.current()
        if line is not None and line.question is not None:
            self.opened.emit(line)

    def as_text(self) -> str:
        """All lines, to be pasted elsewhere."""
        return as_text(self.model.rows)

    def repaint_all(self) -> None:
        """Colours have changed."""
        self.model.repaint()
