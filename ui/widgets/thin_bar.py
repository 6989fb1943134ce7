# SPDX-License-Identifier: Apache-2.0
"""A bar three pixels high: how much of a deadline has gone.

Used by the clocks pane. The trap: colours come from the tokens of the theme and are set anew on each change of it.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_HEIGHT = 3


class ThinBar(QWidget):
    """`set_share` takes 0 to 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._colour, self._ground = 0.0, QColor(), QColor()
        self.setFixedHeight(_HEIGHT)

    def set_colours(self, colour: str, ground: str) -> None:
        """`#rrggbb` each."""
        self._colour, self._ground = QColor(colour), QColor(ground)
        self.update()

    def set_share(self, share: float) -> None:
        """How full it is; beyond the ends counts as the end."""
        share = min(1.0, max(0.0, share))
        if abs(share - self._share) * max(1, self.width()) >= 0.5 or share in (0.0, 1.0):
            self._share = share
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        for colour, width in ((self._ground, whole.width()), (self._colour, whole.width() * self._share)):
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(0, 0, width, whole.height()), 1.5, 1.5)
        painter.end()
