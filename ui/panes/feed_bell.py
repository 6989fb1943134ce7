# SPDX-License-Identifier: Apache-2.0
"""Rings when a new story meets a watch that is to be heard.

Made by the feed, told whenever posts arrived. The trap: what is there at the start is not news, and in a flood one
sound in ten seconds says all there is to hear.
"""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.posts.ports import PostStore
from app.posts.question import Question
from ui.desk import Desk
from ui.watches_known import KnownWatches
from ui.while_alive import while_alive

_QUIET_MS: Final = 10_000
_NEWEST: Final = 64


class FeedBell(QObject):
    """Asks the store for the newest stories of such watches; rings `story` through the desk."""

    def __init__(self, desk: Desk, watches: KnownWatches, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._watches = desk, watches
        self._last: int | None = None
        self._reading = self._owed = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._pay)

    def look(self, muted: Collection[str]) -> None:
        """Posts may have come: ring if a story is among them that nobody has heard of yet."""
        if self._reading:
            return
        self._reading = True
        posts, watches, hidden, last = self._desk.posts, self._watches, frozenset(muted), self._last
        self._desk.tasks.read(
            lambda: _newest(posts, watches, hidden, last),
            while_alive(self, self._come),
            while_alive(self, self._failed),
        )

    def _come(self, found: tuple[int, bool] | None) -> None:
        self._reading = False
        if found is None:
            self._last = None
            return
        newest, heard = found
        first = self._last is None
        self._last = max(newest, self._last or 0)
        if heard and not first:
            self._ring()

    def _ring(self) -> None:
        if self._quiet.isActive():
            self._owed = True
            return
        self._quiet.start()
        self._desk.ring("story")

    def _pay(self) -> None:
        if self._owed:
            self._owed = False
            self._ring()

    def _failed(self, error: Exception) -> None:
        del error  # the feed reads the same store and says so
        self._reading = False


def _newest(
    posts: PostStore, watches: KnownWatches, hidden: Collection[str], last: int | None
) -> tuple[int, bool] | None:
    """The highest number of a story so far, and whether one above `last` meets a watch that is to be heard.

    None where no watch is.
    """
    chosen = [watch.name for watch in watches.watches() if watch.sound]
    if not chosen:
        return None
    newest, heard = max(posts.find_stories(Question(), limit=_NEWEST), default=0), False
    for name in chosen:
        found = max(posts.find_stories(Question(watch=name), hidden, limit=_NEWEST), default=0)
        newest, heard = max(newest, found), heard or found > (last or 0)
    return newest, heard
