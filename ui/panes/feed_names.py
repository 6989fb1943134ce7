# SPDX-License-Identifier: Apache-2.0
"""Which sources and watches there are to filter the feed by, read again where the books have changed.

Made by the feed, asked whenever posts have come. The trap: the books are files that others write too, so
they are looked at on a reading thread, and read only under another stamp.
"""

from contextlib import suppress
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from app.errors import FenghuoError
from app.posts.watches.watch import Watch
from ui.desk import Desk
from ui.watches_known import KnownWatches
from ui.while_alive import while_alive

_Stamped: TypeAlias = tuple[tuple[int, int], tuple[str, ...]]


class FeedNames(QObject):
    """Signals: `changed()`; `rules_changed()` where watches that were known are others now."""

    changed = Signal()
    rules_changed = Signal()

    def __init__(self, desk: Desk, known: KnownWatches, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._known = desk, known
        self._sources: _Stamped = ((0, 0), ())
        self._watches: tuple[Watch, ...] | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of all sources."""
        return self._sources[1]

    @property
    def watches(self) -> tuple[str, ...] | None:
        """The names of all watches; None until they were read."""
        return None if self._watches is None else tuple(watch.name for watch in self._watches)

    def look(self) -> None:
        """Look whether the books are others."""
        book, known, before = self._desk.sources, self._known, self._sources

        def read() -> tuple[_Stamped, tuple[Watch, ...]]:
            stamp, found = book.changed(), before
            if stamp != before[0]:
                with suppress(FenghuoError):  # the pane of sources says what is wrong with the file
                    found = (stamp, tuple(source.name for source in book.sources()))
            return found, known.watches()

        self._desk.read(read, while_alive(self, self._take))

    def _take(self, found: tuple[_Stamped, tuple[Watch, ...]]) -> None:
        if found == (self._sources, self._watches):
            return
        others = self._watches is not None and found[1] != self._watches
        self._sources, self._watches = found
        if others:
            self.rules_changed.emit()
        self.changed.emit()
