# SPDX-License-Identifier: Apache-2.0
"""A row of quiet buttons that goes on in a second row where a dock is narrow.

Used where a pane has more deeds than 360 pixels hold. The trap: places are given on resize only, so `settle` after
words have changed.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.widgets.styling import ButtonTone, button

_GAP = 4


class ButtonRows(QWidget):
    """Buttons from left to right, as many rows as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def offer(self, name: str, chosen: Callable[[], None], tone: ButtonTone = "quiet") -> QPushButton:
        """Add a button."""
        made = button(name, tone)
        made.setParent(self)
        made.clicked.connect(chosen)
        self._buttons[name] = made
        return made

    def __getitem__(self, name: str) -> QPushButton:
        """The button of a name."""
        return self._buttons[name]

    def names(self) -> tuple[str, ...]:
        """All buttons, from the left."""
        return tuple(self._buttons)

    def settle(self) -> None:
        """Give every button its place anew."""
        x, y, high = 0, 0, 0
        for made in self._buttons.values():
            if made.isHidden():
                continue
            size = made.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + high + _GAP
            made.setGeometry(x, y, size.width(), size.height())
            x, high = x + size.width() + _GAP, size.height()
        if self.height() != y + high:
            self.setFixedHeight(y + high)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.height())
