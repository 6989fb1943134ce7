# SPDX-License-Identifier: Apache-2.0
"""A widget that shows the last drawing of a chart as a picture, and has a new one made off the GUI thread.

The base of the canvases of this package, which say what to draw and paint it. The trap: a drawing is laid out for one
size, so a resize draws anew (throttled); until that is there, the old picture stands.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from matplotlib.figure import Figure
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.desk import Desk
from ui.while_alive import while_alive

_REDRAW_MS: Final = 80
_T = TypeVar("_T")


class DrawnChart(QWidget):
    """Signals: `drawn()` after each drawing. `figure` is the last one."""

    drawn = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.figure = Figure()
        self._done = self._busy = self._again_after = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_REDRAW_MS)
        self._again.timeout.connect(self._redraw)

    @property
    def settled(self) -> bool:
        """Whether the last drawing is of what is to be shown."""
        return self._done and not (self._busy or self._again_after or self._again.isActive())

    def later(self) -> None:
        """Draw anew soon: what is shown, size, theme or language have changed."""
        self._again.start()

    def _begin(self) -> None:
        """Gives `_draw` what is to be drawn now; nothing where there is none, or no room for it, as here."""

    def _draw(self, work: Callable[[], _T], take: Callable[[_T], None]) -> None:
        """Has `work` done off the GUI thread and `take` shown what came of it."""

        def came(picture: _T) -> None:
            self._busy, self._done = False, True
            take(picture)
            if self._again_after:
                self._again_after = False
                self._again.start()
            self.drawn.emit()

        self._busy = True
        self._desk.tasks.read(work, while_alive(self, came), while_alive(self, self._not_drawn))

    def _redraw(self) -> None:
        """One drawing at a time; what changes meanwhile is drawn next."""
        if self._busy:
            self._again_after = True
        else:
            self._begin()

    def _not_drawn(self, error: Exception) -> None:
        self._busy = False
        self._desk.failed.emit(error)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._again.start()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)
