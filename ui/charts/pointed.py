# SPDX-License-Identifier: Apache-2.0
"""Pointing at an interval of a curve, by mouse or by arrow keys.

Mixed into the mood curve and a watch's curve, which say how many intervals there are and where. The trap: Qt knows
no signals of a second base, so it is no widget itself and whoever takes it in declares `pointed = Signal(int)`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Pointed(_Base):
    """`pointed(int)` is the interval under mouse or arrow keys, -1 for none.

    What is shown may have become shorter than what was pointed at, so after a change `_point(self._at)`.
    """

    pointed: Signal
    _at = -1

    def _be_pointed_at(self) -> None:
        """Take mouse and keyboard; once, at the beginning."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def _intervals(self) -> int:
        """How many are shown."""
        raise TypeError(type(self))

    def _interval_at(self, place: QPointF) -> int:
        """The one at a place; -1 for none."""
        raise TypeError(place)

    def _point(self, at: int) -> None:
        self._at = at if 0 <= at < self._intervals() else -1
        self.update()
        self.pointed.emit(self._at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, last = _STEPS.get(Qt.Key(event.key())), self._intervals() - 1
        if step is None or last < 0:
            event.ignore()
            return
        self._point(last if self._at < 0 else min(last, max(0, self._at + step)))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._interval_at(event.position())
        if at != self._at:
            self._point(at)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)
