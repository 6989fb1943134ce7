# SPDX-License-Identifier: Apache-2.0
"""Who is talking: verified voices, reach, regions, sources; and the loudest of them by name.

A part of the analysis pane. The trap: in a narrow pane both lists stand below each other.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from ui.desk import Desk
from ui.models.analysis_lines import Line
from ui.widgets.lines_view import LinesView

_WIDE = 600


class VoicesView(QWidget):
    """Signals: `opened(Line)`."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.shares, self.loudest = LinesView(desk, "voiceShares"), LinesView(desk, "voiceLoudest")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(8)
        for part in (self.shares, self.loudest):
            self._sides.addWidget(part, 1)
            part.opened.connect(self.opened)
        self.setFocusProxy(self.shares)

    def show_voices(self, shares: Sequence[Line], loudest: Sequence[Line]) -> None:
        """The figures, and the voices by name."""
        self.shares.show_lines(shares)
        self.loudest.show_lines(loudest)
        self.loudest.setVisible(bool(loudest))

    def as_text(self) -> str:
        """All lines, to be pasted elsewhere."""
        return f"{self.shares.as_text()}\n{self.loudest.as_text()}".strip()

    def repaint_all(self) -> None:
        """Words or colours have changed."""
        for part, key in ((self.shares, "analysis-part-voices"), (self.loudest, "analysis-loudest")):
            part.repaint_all()
            part.list.setAccessibleName(self._desk.texts(key))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
