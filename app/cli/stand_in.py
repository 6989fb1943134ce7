# SPDX-License-Identifier: Apache-2.0
"""Stands in for the window while `fenghuo watch` runs without one: notices go out, and the room is kept up to date.

What the program itself writes down in a window, it does here: proposals taken up, alerts passed on, clocks that ran
out, care that follows joined stories. No person is needed for that. The trap: it holds the room's lock only for a
moment, where there is something to write, so that a window or `fenghuo act` may come at any time; while a window
has the room, that one does it.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Final

from app.cli.beacon_take import caught_up
from app.cli.keeper import Console
from app.errors import Conflict, FenghuoError, Said
from app.notify.courier import Courier
from app.posts.ports import PostStore
from app.profile import stamp
from app.room import proposals, stories
from app.room.journal import Recorded
from app.room.service import missed
from app.room.state import RoomState

_EVERY: Final = 1.0
_AFTER_BUG: Final = 60.0
_FOLLOW_EVERY: Final = 15.0
Told = Callable[[Sequence[Recorded], RoomState], None]


@contextmanager
def standing_in(console: Console, posts: PostStore, told: Told) -> Iterator[None]:
    """It does so until the block ends. `told` hears, on another thread, what was written down."""
    courier = Courier(console.keeper.notices(), lambda: console.texts.language)
    follower = _Follower(console, courier, posts, told)
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
    """Reads the room again whenever its head has moved, and writes where there is something to write."""

    def __init__(self, console: Console, courier: Courier, posts: PostStore, told: Told) -> None:
        self._console, self._courier, self._posts, self._told = console, courier, posts, told
        self._seen: tuple[int, int] | None = None
        self._state: RoomState | None = None
        self._said: Said | None = None
        self._after, self._stored, self._follow_at = 0, -1, 0.0
        self.ending = Event()

    def run(self) -> None:
        """Until `ending`. A bug ends one look, not all that follow: the future keeps it."""
        pause = _EVERY
        with ThreadPoolExecutor(1) as looks:
            while not self.ending.wait(pause):
                fault = looks.submit(self._look).exception()
                known = fault is None or isinstance(fault, FenghuoError)
                pause = _EVERY if known else _AFTER_BUG
                trouble = self._courier.trouble if fault is None else _trouble(fault)
                if trouble is not None and trouble != self._said:
                    self._console.complain(self._console.texts.say(trouble))
                self._said = trouble

    def _look(self) -> None:
        keeper = self._console.keeper
        now = stamp(keeper.folder / "room.head")
        if now is not None and now != self._seen:
            self._state = keeper.reader().state
            self._courier.show(self._state)
            self._seen = now
        if self._state is not None and self._state.info is not None and self._wanting(self._state):
            self._write()

    def _wanting(self, state: RoomState) -> bool:
        """Whether there is something the room must be told."""
        self._after = self._after or self._posts.newest_among(proposals.known(state))
        proposed = self._posts.proposals(self._after)
        now = self._console.clock.now()
        if proposals.taken_up(state, [proposal for _, proposal in proposed], (), now):
            return True
        if proposed:
            self._after = proposed[-1][0]
        return bool(missed(state, now)) or self._joined(state)

    def _joined(self, state: RoomState) -> bool:
        """Whether posts that came made stories one that people care for."""
        if monotonic() < self._follow_at:
            return False
        self._follow_at = monotonic() + _FOLLOW_EVERY
        stored = self._posts.count()
        if stored == self._stored:
            return False
        self._stored = stored
        return bool(stories.joined(state, stories.parts_now(state, self._posts)[0]))

    def _write(self) -> None:
        try:
            with self._console.keeper.writer() as room:
                for changes in caught_up(room, self._console, self._posts):
                    self._told(changes.records, room.state)
        except Conflict:  # a window has the room: it does so itself
            return


def _trouble(fault: BaseException) -> Said:
    return fault.said if isinstance(fault, FenghuoError) else Said("source-room-bug", {"why": type(fault).__name__})
