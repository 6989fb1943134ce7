# SPDX-License-Identifier: Apache-2.0
"""Work off the GUI thread. The contract: the callback gets the result or the error, on the GUI thread.

Two lanes: `write` is the room's one writer thread, in order; `read` runs reads in parallel. The trap: never touch a
widget in the work itself, only in the callbacks.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class Tasks(QObject):
    """Runs work and hands its end back to the GUI thread.

    Signals: `_ended(callback, value)` crosses the threads; nobody else connects to it.
    """

    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, "room-writer")
        self._readers = ThreadPoolExecutor(2, "reader")
        # Queued always: work that ends at once would else be delivered in the middle of what asked for it.
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False

    def write(self, work: Callable[[], _T], done: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        """Run on the writer thread, after all earlier writes."""
        self._start(self._writer, work, done, failed)

    def read(self, work: Callable[[], _T], done: Callable[[_T], None], failed: Callable[[Exception], None]) -> None:
        """Run on a reader thread."""
        self._start(self._readers, work, done, failed)

    def close(self) -> None:
        """Finish what was accepted for writing, drop reads, deliver nothing more."""
        self._closed = True
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def _start(
        self,
        lane: ThreadPoolExecutor,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        if self._closed:
            return

        def ended(future: Future[_T]) -> None:
            if self._closed or future.cancelled():
                return
            error = future.exception()
            if isinstance(error, Exception):
                self._ended.emit(failed, error)
            elif error is None:
                self._ended.emit(done, future.result())

        lane.submit(work).add_done_callback(ended)

    def _deliver(self, callback: Callable[[Any], None], value: object) -> None:
        if not self._closed:
            callback(value)
