# SPDX-License-Identifier: Apache-2.0
"""What comes next with a statement, in words, and the buttons for it: side by side, or below each other.

Used at the foot of the statement pane. The trap: who may do much has many buttons, and beside them words would be
squeezed into a column; so `say` comes after the buttons were chosen.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.styling import quiet_label

_LEFT, _TOP, _RIGHT, _GAP = 16, 8, 12, 6
_LINES: Final = 1.8
"""Lines of words beside the buttons; the ends of lines are never quite full."""


class NextStep(QWidget):
    """A sentence and a row of buttons."""

    def __init__(self, buttons: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons, self.word = buttons, quiet_label(wrap=True)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(_LEFT, _TOP, _RIGHT, _TOP)
        self._sides.setSpacing(_GAP)
        self._sides.addWidget(self.word, 1)
        self._sides.addWidget(buttons, 0, Qt.AlignmentFlag.AlignRight)

    def say(self, words: str) -> None:
        """What comes next."""
        self.word.setText(words)
        self._settle()

    def _settle(self) -> None:
        room = self.width() - _LEFT - _RIGHT - _GAP - self._buttons.sizeHint().width()
        below = self.word.fontMetrics().horizontalAdvance(self.word.text()) > _LINES * max(0, room)
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self._sides.direction() is not direction:
            self._sides.setDirection(direction)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()
