# SPDX-License-Identifier: Apache-2.0
"""How many posts there are and when the newest was posted, counted once for everybody who shows it.

Made by :mod:`ui.desk`, asked by feed and window. The trap: counting reads a whole index, which takes a tenth of a
second at 600,000 posts and grows with them; so no more than a twentieth of the time goes into it, and while posts
pour in the number lags behind a little. The newest time is a look-up and is always fresh.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.posts.ports import PostStore
from ui.tasks import Tasks

_SHARE: Final = 20


@dataclass(frozen=True, slots=True)
class _Counted:
    """`seconds` is what the count alone took; None where the old one stands."""

    posts: int
    newest: datetime | None
    seconds: float | None


class PostCount(QObject):
    """Signals: `counted(int, datetime | None)` the posts, and when the newest was posted."""

    counted = Signal(int, object)

    def __init__(
        self, tasks: Tasks, posts: PostStore, failed: Callable[[Exception], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._posts, self._failed = tasks, posts, failed
        self._known: int | None = None
        self._free_at = 0.0
        self._reading = self._again = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.look)

    def look(self) -> None:
        """Count, soon; `counted` tells."""
        if self._reading:
            self._again = True
            return
        self._reading, posts = True, self._posts
        wait = self._free_at - time.monotonic()
        known = self._known if wait > 0 else None
        if known is not None and not self._later.isActive():
            self._later.start(int(wait * 1000) + 1)

        def read() -> _Counted:
            span = posts.span()
            newest = span[1] if span else None
            if known is not None:
                return _Counted(known, newest, None)
            began = time.monotonic()
            return _Counted(posts.count(), newest, time.monotonic() - began)

        self._tasks.read(read, self._take, self._not_read)

    def close(self) -> None:
        """Count no more."""
        self._later.stop()

    def _take(self, found: _Counted) -> None:
        self._reading = False
        if found.seconds is not None:
            self._known, self._free_at = found.posts, time.monotonic() + found.seconds * (_SHARE - 1)
        self.counted.emit(found.posts, found.newest)
        if self._again:
            self._again = False
            self.look()

    def _not_read(self, error: Exception) -> None:
        self._reading = self._again = False
        self._failed(error)
