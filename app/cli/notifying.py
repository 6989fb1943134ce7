# SPDX-License-Identifier: Apache-2.0
"""Sends notices while `fenghuo watch` runs without a window: follows the room's journal and shows it to a courier.

The trap: it only reads the room. Alerts are proposed and passed on by whoever may write it (the window, or
`fenghuo beacon take`); while a window holds the outbox this one only looks on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

from app.cli.keeper import Console
from app.errors import FenghuoError, Said
from app.notify.courier import Courier
from app.profile import stamp

_EVERY: Final = 1.0


@contextmanager
def notices_sent(console: Console) -> Iterator[None]:
    """Notices go out until the block ends."""
    courier = Courier(console.keeper.notices(), lambda: console.texts.language)
    follower = _Follower(console, courier)
    thread, ending = Thread(target=follower.run, name="room-follower", daemon=True), follower.ending
    courier.start()
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()
        courier.close()


class _Follower:
    """Reads the room again whenever its head has moved."""

    def __init__(self, console: Console, courier: Courier) -> None:
        self._console, self._courier = console, courier
        self._seen: tuple[int, int] | None = None
        self._said: Said | None = None
        self.ending = Event()

    def run(self) -> None:
        """Until `ending`."""
        while not self.ending.wait(_EVERY):
            try:
                self._look()
                trouble = self._courier.trouble
            except FenghuoError as error:
                trouble = error.said
            if trouble is not None and trouble != self._said:
                self._console.complain(self._console.texts.say(trouble))
            self._said = trouble

    def _look(self) -> None:
        keeper = self._console.keeper
        now = stamp(keeper.folder / "room.head")
        if now is not None and now != self._seen:
            self._courier.show(keeper.reader().state)
            self._seen = now
