# SPDX-License-Identifier: Apache-2.0
"""Widgets from left to right that go on in a further row where a dock is narrow.

Base of the rows of buttons, chips and filters. The trap: places are given on resize only, so `settle` after words
have changed or something was shown or hidden.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

_GAP = 4
_SAID = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
"""Before its window is shown, every widget counts as hidden; only this tells that somebody hid it."""


class Flow(QWidget):
    """As many rows as its widgets need; as high as they are."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = _GAP, left: int = 0, right: int = 0) -> None:
        super().__init__(parent)
        self._gap, self._left, self._right = gap, left, right
        self._flowing: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(0)

    def add(self, widget: QWidget) -> None:
        """Put a widget behind the others."""
        widget.setParent(self)
        self._flowing.append(widget)

    def settle(self) -> None:
        """Give every widget its place anew."""
        x, y, high = self._left, 0, 0
        end = self.width() - self._right
        for made in self._flowing:
            if made.isHidden() and made.testAttribute(_SAID):
                continue
            size = made.sizeHint().boundedTo(made.maximumSize()).expandedTo(made.minimumSize())
            width = min(size.width(), end - self._left)
            if x > self._left and x + width > end:
                x, y, high = self._left, y + high + self._gap, 0
            made.setGeometry(x, y, width, size.height())
            x, high = x + width + self._gap, max(high, size.height())
        if self.height() != y + high:
            self.setFixedHeight(y + high)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.height())
