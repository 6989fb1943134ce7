# SPDX-License-Identifier: Apache-2.0
"""The one hand that writes posts: batches of 500 posts or 250 ms, whichever comes first, from a bounded queue.

Used by the collector. Whoever brings posts waits for room in the queue, and again for what `put` answers: done there
means "on disk". The trap: the store is called on one thread of its own, so what `settle` reads must not change
meanwhile.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

from app.errors import FenghuoError
from app.posts.ports import Added, PostStore, Settle
from app.posts.post import Post
from app.posts.sources.source import SourceState

BATCH: Final = 500
LINGER: Final = 0.25
ROOM: Final = 40
"""Loads that may wait, of at most `BATCH` posts each."""
_T = TypeVar("_T")


@dataclass(slots=True)
class _Load:
    """Some posts of one source, and what is to be remembered with them."""

    posts: Sequence[Post]
    settle: Settle | None
    urgent: bool
    written: "asyncio.Future[Added]"


class Writer:
    """`run` is a task of its own, which ends after `close`; meanwhile anybody may `put`."""

    def __init__(self, store: PostStore, *, linger: float = LINGER, batch: int = BATCH) -> None:
        self._store, self._linger, self._batch = store, linger, batch
        self._loads: asyncio.Queue[_Load | None] = asyncio.Queue(ROOM)
        self._held: _Load | None = None
        self._closing = False
        self._hand = ThreadPoolExecutor(1, "post-writer")
        self.stored = 0
        self.waiting = 0

    async def put(
        self, posts: Sequence[Post], settle: Settle | None = None, *, urgent: bool = False
    ) -> "asyncio.Future[Added]":
        """Hands over at most 500 posts; waits while the queue is full. The answer is done once they are on disk.

        `urgent` posts, whose sender waits, go with what is there already, without waiting for more.
        """
        written: asyncio.Future[Added] = asyncio.get_running_loop().create_future()
        written.add_done_callback(_looked_at)
        self.waiting += len(posts)
        await self._loads.put(_Load(posts, settle, urgent, written))
        return written

    async def in_turn(self, work: Callable[[], _T]) -> _T:
        """Runs something else on the writing thread, between two batches."""
        return await asyncio.get_running_loop().run_in_executor(self._hand, work)

    async def close(self) -> None:
        """Lets `run` end once what was put is written. Nobody may put afterwards."""
        await self._loads.put(None)

    async def run(self) -> None:
        """Writes until it was closed."""
        try:
            while loads := await self._gathered():
                await self._write(loads)
        finally:
            self._hand.shutdown()

    async def _gathered(self) -> list[_Load]:
        """The first load that comes, and those that follow within the time and fit; nothing at the very end."""
        first = self._held or (None if self._closing else await self._loads.get())
        self._held = None
        if first is None:
            return []
        loads, count = [first], len(first.posts)
        until = asyncio.get_running_loop().time() + self._linger
        while count < self._batch and not self._closing:
            if self._loads.empty() and any(load.urgent for load in loads):
                break
            try:
                async with asyncio.timeout_at(until):
                    load = await self._loads.get()
            except TimeoutError:
                break
            if load is None:
                self._closing = True
            elif count + len(load.posts) > self._batch:
                self._held = load
                break
            else:
                loads.append(load)
                count += len(load.posts)
        return loads

    async def _write(self, loads: list[_Load]) -> None:
        posts = [post for load in loads for post in load.posts]

        def settle(added: Added) -> Sequence[SourceState]:
            parts = zip(loads, _parts(added, loads), strict=True)
            return [state for load, part in parts if load.settle is not None for state in load.settle(part)]

        try:
            added = await self.in_turn(lambda: self._store.add(posts, settle))
        except FenghuoError as error:
            for load in loads:
                if not load.written.done():
                    load.written.set_exception(error)
        else:
            self.stored += added.stored
            for load, part in zip(loads, _parts(added, loads), strict=True):
                if not load.written.done():
                    load.written.set_result(part)
        finally:
            self.waiting -= len(posts)


def _looked_at(written: "asyncio.Future[Added]") -> None:
    """A source that was taken away no longer asks what became of its posts; that is no cause for alarm."""
    if not written.cancelled():
        written.exception()


def _parts(added: Added, loads: Sequence[_Load]) -> list[Added]:
    """What became of each load of a batch."""
    parts: list[Added] = []
    place = 0
    for load in loads:
        fresh = added.fresh[place : place + len(load.posts)]
        place += len(load.posts)
        parts.append(Added(stored=sum(fresh), same=len(fresh) - sum(fresh), fresh=fresh))
    return parts
