# SPDX-License-Identifier: Apache-2.0
"""Goes on to the next row of the feed that wants this person's eyes.

Used by the feed (N, and after S). The trap: neither the rows nor what was seen of them need to be in memory, so a
search may wait for both; it is given up as soon as the reader goes elsewhere.
"""

from PySide6.QtCore import QObject, Signal

from ui.models.feed_model import FeedModel
from ui.models.feed_reading import PAGE
from ui.panes.feed_marks import FeedMarks

_NOBODY = -1


class FeedSeek(QObject):
    """Signals: `found(int)` a row; `none_left()`."""

    found = Signal(int)
    none_left = Signal()

    def __init__(self, model: FeedModel, marks: FeedMarks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._marks = model, marks
        self._row = self._waited = _NOBODY
        model.dataChanged.connect(self._on)
        marks.looked_up.connect(self._on)
        model.modelReset.connect(self.stop)

    def begin(self, row: int) -> None:
        """Look from this row downwards."""
        self._row, self._waited = max(0, row), _NOBODY
        self._on()

    def stop(self) -> None:
        """Give up."""
        self._row = _NOBODY

    def _on(self) -> None:
        if self._row < 0:
            return
        rows = self._model.rowCount()
        while self._row < rows:
            at = self._row
            row = self._model.row_at(at)
            if row is None and self._waited != at:
                self._waited = at
                return  # its page is being read
            waiting = self._marks.is_waiting(row) if row is not None else False
            if waiting is None:
                ahead = (self._model.row_at(n) for n in range(at, min(at + PAGE - at % PAGE, rows)))
                self._marks.want(one for one in ahead if one is not None)
                return
            if waiting:
                self.stop()
                self.found.emit(at)
                return
            self._row = at + 1
        self.stop()
        self.none_left.emit()
