# SPDX-License-Identifier: Apache-2.0
"""What a pane shows while it has nothing: what it is for, and what to do first.

Used by every pane. The trap: fill it again in the pane's `retranslate`, it keeps finished words.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.widgets.styling import ButtonTone, button, quiet_label

_EDGE, _BETWEEN = 24, 8


class EmptyState(QWidget):
    """A title, a sentence, and up to three buttons, in the middle of a pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.title, self.sentence = QLabel(), quiet_label(wrap=True)
        self.title.setObjectName("emptyTitle")
        self.title.setWordWrap(True)
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(_BETWEEN)
        self._offered: list[QPushButton] = []
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_EDGE, _BETWEEN, _EDGE, _BETWEEN)
        rows.setSpacing(8)
        rows.addStretch(2)
        rows.addWidget(self.title)
        rows.addWidget(self.sentence)
        rows.addSpacing(4)
        rows.addLayout(self._buttons)
        rows.addStretch(3)

    def say(self, title: str, sentence: str) -> None:
        """The words."""
        self.title.setText(title)
        self.sentence.setText(sentence)

    def offer(self, name: str, chosen: Callable[[], None], tone: ButtonTone = "plain") -> Callable[[str], None]:
        """Add a button; returns what sets its word."""
        made = button(name, tone)
        made.clicked.connect(chosen)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        self._offered.append(made)
        return made.setText

    def show_offered(self, name: str, *, shown: bool) -> None:
        """Show a button, or put it away."""
        for made in self._offered:
            if made.objectName() == name:
                made.setVisible(shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow pane the buttons stand below each other."""
        super().resizeEvent(event)
        needed = sum(made.sizeHint().width() + _BETWEEN for made in self._offered) + 2 * _EDGE
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(beside if needed <= self.width() else below)


def rows_or_empty(rows: QWidget, empty: EmptyState) -> QStackedWidget:
    """Page 0: `rows`, scrolling up and down; page 1: `empty`."""
    area = QScrollArea()
    area.setObjectName("plain")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(rows)
    pages = QStackedWidget()
    pages.addWidget(area)
    pages.addWidget(empty)
    pages.setMinimumHeight(48)
    return pages
