# SPDX-License-Identifier: Apache-2.0
"""Share of voice at a glance: one bar, ours from the left, competitors from the right, and the two figures in words.

Used at the top of the watches pane. The trap: it is hidden until somebody was heard; a bar of nothing would look
like silence of one side.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.desk import Desk
from ui.tokens import tokens
from ui.watch_words import Heard, is_ours, kind_colour, percent
from ui.widgets.elided import ElidedLabel

_HEIGHT, _GAP = 8, 1


class VoiceBar(QWidget):
    """Fill it with `show_rows`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._some, self._room = False, True
        self.words, self.bar = ElidedLabel(), _Stack(desk)
        self.words.setProperty("secondary", "true")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 12, 10)
        rows.setSpacing(6)
        rows.addWidget(self.words)
        rows.addWidget(self.bar)
        self.hide()

    def allow(self, *, room: bool) -> None:
        """Whether there is room for it: in a low pane the rows' own bars must do."""
        self._room = room
        self.setVisible(self._some and self._room)

    def show_rows(self, rows: Sequence[Heard]) -> None:
        """The rows that have a share; competitors must be among them, or there is nothing to compare."""
        voices = [row for row in rows if row.share is not None]
        ours = sorted((row for row in voices if is_ours(row.watch)), key=lambda row: -row.mentions)
        theirs = sorted((row for row in voices if not is_ours(row.watch)), key=lambda row: row.mentions)
        self._some = bool(ours and theirs)
        self.setVisible(self._some and self._room)
        share = percent(sum(row.share or 0.0 for row in ours))
        words = self._desk.texts(
            "watching-voice", ours=share, our_count=_total(ours), theirs=100 - share, their_count=_total(theirs)
        )
        self.words.setText(words)
        self.setAccessibleName(words)
        self.bar.show_rows([*ours, *theirs])


def _total(rows: Sequence[Heard]) -> str:
    return f"{sum(row.mentions for row in rows):,}"


class _Stack(QWidget):
    """The bar itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[Heard] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def show_rows(self, rows: list[Heard]) -> None:
        self._rows = rows
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours, left = QPainter(self), tokens(self._desk.theme), 0.0
        for row in self._rows:
            width = (row.share or 0.0) * self.width()
            colour = QColor(kind_colour(colours, row.watch.kind))
            painter.fillRect(QRectF(left, 0, max(0.0, width - _GAP), self.height()), colour)
            left += width
        painter.end()
