# SPDX-License-Identifier: Apache-2.0
"""The collector: follows every source of the book, takes over imports, lets old posts go, gives signs of life.

`fenghuo watch` is this and little more. It is the only writer of the post store while it runs. The trap: the book may
change at any moment, also by another program; a source that is taken away is stopped in the middle of its round.
"""

import asyncio
import logging
import os
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence, Set
from dataclasses import dataclass
from functools import partial
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec.structs import replace

from app.clock import Clock
from app.errors import FenghuoError, Said
from app.posts.collecting.follower import Company, Follower, Round
from app.posts.collecting.jobs import Jobs
from app.posts.collecting.lighting import Lighting
from app.posts.collecting.reader import Readers
from app.posts.collecting.upkeep import Upkeep, Wishes
from app.posts.collecting.writer import BATCH, Writer
from app.posts.ports import PostStore
from app.posts.sources.book import SourceBook
from app.posts.sources.port import Reach
from app.posts.sources.source import Pulse, Source, SourceState

if TYPE_CHECKING:
    from app.warning.outside import Outside
    from app.warning.proposal import Proposal

_Work: TypeAlias = Callable[[], Coroutine[Any, Any, None]]
_log = logging.getLogger(__name__)
_LOOK_AT_BOOK: Final = 1.0
_BEAT: Final = 5.0
_MINUTE: Final = 60.0
_ONCE_LINGER: Final = 0.05
_ONCE_AT_A_TIME: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """What a person or a program that watches the collector is told."""

    round: Callable[[Round], None] = lambda _: None
    pulse: Callable[[Pulse], None] = lambda _: None
    trouble: Callable[[Said], None] = lambda _: None
    proposed: Callable[["Proposal"], None] = lambda _: None


class Collector:
    """One run. `watch` until `stop` is set, or `once` a round of everything."""

    def __init__(
        self,
        book: SourceBook,
        store: PostStore,
        reach: Reach,
        readers: Readers,
        clock: Clock,
        wishes: Wishes,
        *,
        ears: Ears,
        jobs: Jobs | None = None,
    ) -> None:
        self._book, self._store, self._readers, self._clock = book, store, readers, clock
        self._ears, self._jobs = ears, jobs
        # Nobody waits for a post of a single round, so its batches may be larger, which costs less a post.
        self._writer = Writer(store) if reach.stays else Writer(store, linger=_ONCE_LINGER, batch=2 * BATCH)
        self._company = Company(
            book=book, reach=reach, readers=readers, writer=self._writer, clock=clock, tell=ears.round
        )
        self._upkeep = Upkeep(store, self._writer, wishes, clock, ears.trouble)
        self._outside = wishes.outside
        self._followers: dict[str, tuple[Follower, asyncio.Task[None]]] = {}
        self._began = clock.now()
        self._lately: deque[tuple[float, int]] = deque()

    async def once(self) -> list[Round]:
        """A round of every source that is not paused, 32 at a time, and a look at the beacon; then all is on disk."""
        writing = asyncio.create_task(self._writer.run())
        self._upkeep.begin()
        states = {state.name: state for state in self._store.source_states()}
        await self._forget(states, {source.name for source in self._book.sources()})
        turn = asyncio.Semaphore(_ONCE_AT_A_TIME)

        async def one(source: Source) -> Round:
            async with turn:
                return await self._follower(source, states.get(source.name)).round()

        try:
            sources = [source for source in self._book.sources() if not source.paused and self._polls(source)]
            made = await asyncio.gather(*map(one, sources), return_exceptions=True)
            await self._upkeep.finish()
            await self._light()
            return [self._made(source.name, what) for source, what in zip(sources, made, strict=True)]
        finally:
            await self._end(writing)

    def _made(self, name: str, made: Round | BaseException) -> Round:
        """A round, or the bug that ended it, named."""
        if isinstance(made, Round):
            return made
        _note_bug(f"the source {name}", made)
        bug = Round(source=name, ok=False, trouble=Said("source-bug", {"name": name, "why": type(made).__name__}))
        self._ears.round(bug)
        return bug

    async def watch(self, stop: asyncio.Event) -> None:
        """Follows the book until `stop` is set; then everything that was taken in is on disk."""
        writing = asyncio.create_task(self._writer.run())
        self._upkeep.begin()
        states = {state.name: state for state in self._store.source_states()}
        works: list[_Work] = [self._beating, self._upkeep.tidy, self._upkeep.keep]
        if self._outside is not None:  # before the first sign of life
            works.insert(0, partial(self._keep_lit, self._outside))
        if self._jobs is not None:
            works.append(partial(self._jobs.serve, self._readers, self._writer))
        working = [(work, asyncio.create_task(work())) for work in works]
        seen: tuple[int, int] | None = None
        try:
            while not stop.is_set():
                if (changed := self._book.changed()) != seen:
                    seen = changed
                    await self._follow_book(states)
                self._look_at_tasks(working)
                try:
                    await asyncio.wait_for(stop.wait(), _LOOK_AT_BOOK)
                except TimeoutError:
                    continue
        finally:
            await _cancelled([task for _, task in (*working, *self._followers.values())])
            await self._end(writing)

    async def _light(self) -> None:
        """One look at the beacon, where anything is watched or was: else nobody waits until it is loaded."""
        outside, tagged = self._outside, any(source.watch for source in self._book.sources())
        try:
            if outside is not None and (tagged or outside.watches() or self._store.beacon_states()):
                await self._lighting(outside).once()
        except FenghuoError as error:
            self._ears.trouble(error.said)

    async def _keep_lit(self, outside: "Outside") -> None:
        lighting = self._lighting(outside)
        lighting.begin()
        await lighting.keep()

    def _lighting(self, outside: "Outside") -> Lighting:
        return Lighting(
            self._store, self._writer, self._clock, outside,
            heard=self._hears, trouble=self._ears.trouble, proposed=self._ears.proposed,
        )  # fmt: skip

    def _hears(self) -> bool:
        """Whether any source can be heard now."""
        return any(not follower.state.failures for follower, _ in self._followers.values())

    def _polls(self, source: Source) -> bool:
        """Whether one round of a source makes sense: one that waits to be called has none."""
        try:
            return self._book.kinds[source.kind].every > 0
        except FenghuoError as error:
            self._ears.round(Round(source=source.name, ok=False, trouble=error.said))
            return False

    def _follower(self, source: Source, state: SourceState | None) -> Follower:
        return Follower(source, self._book.kinds[source.kind], state, self._company)

    async def _follow_book(self, states: dict[str, SourceState]) -> None:
        """Starts, stops and restarts followers so that they are those of the book. A damaged book changes nothing."""
        try:
            wanted = {source.name: source for source in self._book.sources()}
        except FenghuoError as error:
            self._ears.trouble(error.said)
            return
        for name, (follower, task) in list(self._followers.items()):
            if wanted.get(name) != follower.source:
                follower.gone = name not in wanted
                await _cancelled([task])
                states[name] = follower.state
                del self._followers[name]
        await self._forget(states, wanted.keys())
        for name, source in wanted.items():
            if name not in self._followers and not source.paused:
                await self._start(source, states)

    async def _forget(self, states: dict[str, SourceState], wanted: Set[str]) -> None:
        """Drops what is known of sources that are gone."""
        for name in [name for name in states if name not in wanted]:
            del states[name]
            await self._writer.in_turn(partial(self._store.forget_source, name))

    async def _start(self, source: Source, states: dict[str, SourceState]) -> None:
        """A source whose kind is gone costs only itself: that is told, and written down for the window."""
        state = states.get(source.name)
        try:
            follower = self._follower(source, state)
        except FenghuoError as error:
            self._ears.round(Round(source=source.name, ok=False, trouble=error.said))
            known = state or SourceState(name=source.name)
            broken = replace(known, last_try=self._clock.now(), trouble=error.said)
            states[source.name] = broken
            # What becomes of it is not waited for: a full disk must not keep the others from starting.
            _ = await self._writer.put((), lambda _: (broken,))
            return
        task = asyncio.create_task(follower.follow(), name=source.name)
        self._followers[source.name] = (follower, task)

    def _look_at_tasks(self, working: "list[tuple[_Work, asyncio.Task[None]]]") -> None:
        """No task ends by itself; one that did met a bug. It is named, tried again later, and the others go on."""
        for name, (follower, task) in list(self._followers.items()):
            if task.done():
                self._made(name, task.exception() or RuntimeError())
                self._followers[name] = (follower, asyncio.create_task(_after_bug(follower.follow), name=name))
        for place, (work, task) in enumerate(working):
            if task.done():
                bug = task.exception() or RuntimeError()
                if isinstance(bug, FenghuoError):
                    self._ears.trouble(bug.said)
                else:
                    _note_bug("the collector", bug)
                    self._ears.trouble(Said("source-collector-bug", {"why": type(bug).__name__}))
                working[place] = (work, asyncio.create_task(_after_bug(work)))

    async def _beating(self) -> None:
        while True:
            pulse = self._pulse()
            self._ears.pulse(pulse)
            try:
                await self._writer.in_turn(lambda: self._store.beat(pulse))  # noqa: B023 - awaited at once
            except FenghuoError as error:
                self._ears.trouble(error.said)
            await asyncio.sleep(_BEAT)

    def _pulse(self) -> Pulse:
        now = time.monotonic()
        self._lately.append((now, self._writer.stored))
        while now - self._lately[0][0] > _MINUTE:
            self._lately.popleft()
        since, stored = self._lately[0]
        minutes = max(_BEAT, now - since) / _MINUTE
        return Pulse(
            at=self._clock.now(),
            process=os.getpid(),
            began=self._began,
            stored=self._writer.stored,
            per_minute=round((self._writer.stored - stored) / minutes, 1),
            waiting=self._writer.waiting,
        )

    async def _end(self, writing: "asyncio.Task[None]") -> None:
        await self._writer.close()
        await writing
        await self._readers.close()


async def _after_bug(work: _Work) -> None:
    await asyncio.sleep(_MINUTE)
    await work()


def _note_bug(where: str, bug: BaseException) -> None:
    """Where it happened, never what it held."""
    stack = extract_tb(bug.__traceback__)
    frames = "".join(f"  in {frame.name} ({frame.filename}:{frame.lineno})\n" for frame in stack)
    _log.error("a bug in %s: %s\n%s", where, type(bug).__name__, frames)


async def _cancelled(tasks: Sequence["asyncio.Task[None]"]) -> None:
    """Asks tasks to end and waits until they have."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
