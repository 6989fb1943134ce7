# SPDX-License-Identifier: Apache-2.0
"""Words, a picture and a list in whatever room there is: side by side, below each other, scrolled where it is little.

Base of the beacon's detail. Words stay in sight while there is room for more than them; nothing is ever left out. The
trap: what is scrolled must not scroll by itself, so below each other the list is as high as its lines.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.lines_view import NO_LIMIT, LinesView

_WIDE: Final = 640
_LIST_SHARE, _MOST_LIST = 0.4, 360
_MOST_WORDS: Final = 0.55
"""Of the height; more of it, and the words are scrolled with the rest."""


class ThreeParts(QWidget):
    """`words` above the `picture` with the `lines` beside or below them. `fit` after any of them changed."""

    def __init__(self, words: QWidget, picture: QWidget, lines: LinesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._picture, self._lines = words, picture, lines
        self._pinned, self._beside = False, False
        self.area = QScrollArea()
        self.area.setObjectName("plain")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._page = QVBoxLayout(self._inside)
        self._page.addWidget(words)
        self._page.addWidget(picture, 1)
        self._page.addWidget(lines)
        self.area.setWidget(self._inside)
        self._left, self._across = QVBoxLayout(), QHBoxLayout(self)
        self._left.addWidget(self.area, 1)
        self._across.addLayout(self._left, 1)
        for layout in (self._page, self._left, self._across):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        lines.list.selectionModel().currentChanged.connect(self._follow)
        lines.list.installEventFilter(self)

    def fit(self) -> None:
        """Give each its place for the room there is."""
        shown = not self._lines.isHidden()
        self._put_lines(beside=shown and self.width() >= _WIDE)
        beside = min(_MOST_LIST, round(_LIST_SHARE * self.width())) if self._beside else 0
        width = self.width() - beside
        high = self._words.heightForWidth(width)
        self._pin(pinned=high <= _MOST_WORDS * self.height())
        if self._beside:
            self._lines.setFixedWidth(beside)

    def _put_lines(self, *, beside: bool) -> None:
        if beside != self._beside:
            self._beside = beside
            if beside:
                self._across.addWidget(self._lines)
            else:
                self._lines.setMaximumWidth(NO_LIMIT)
                self._lines.setMinimumWidth(0)
                self._page.addWidget(self._lines)
        self._lines.take_whole_height(whole=not beside)

    def _pin(self, *, pinned: bool) -> None:
        if pinned == self._pinned:
            return
        self._pinned = pinned
        if pinned:
            self._left.insertWidget(0, self._words)
        else:
            self._page.insertWidget(0, self._words)

    def _follow(self) -> None:
        """The line under the keyboard comes into sight."""
        view = self._lines.list
        if self._beside or not view.hasFocus():
            return
        box = view.visualRect(view.currentIndex())
        place = view.viewport().mapTo(self._inside, box.center())
        self.area.ensureVisible(place.x(), place.y(), 0, box.height())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            QTimer.singleShot(0, self, self._follow)
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        QTimer.singleShot(0, self, self.fit)  # by then the buttons stand in as many rows as they need
