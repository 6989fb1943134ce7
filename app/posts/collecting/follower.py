# SPDX-License-Identifier: Apache-2.0
"""Follows one source: a round, its posts read and written, what became of it remembered, a pause, the next round.

One task a source, made by the collector; a source that fails costs only itself. The trap: marks of what was read are
written in the same transaction as the last posts they stand for, and only when all posts before them are on disk.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import random
from typing import Final

import msgspec
from msgspec.structs import replace

from app.clock import Clock
from app.errors import FenghuoError, Said
from app.posts.collecting.reader import Readers
from app.posts.collecting.schedule import wait_after_failure, wait_after_success
from app.posts.collecting.taking import End, Seen, Taking
from app.posts.collecting.writer import Writer
from app.posts.ports import Added, Settle
from app.posts.sources.book import SourceBook
from app.posts.sources.port import Harvest, Kind, Outcome, Reach, SourceFault
from app.posts.sources.source import Source, SourceState

_HOURS_KEPT: Final = 48
_LONG: Final = 2.0
"""Seconds after which a round that goes on (a stream, a long backlog) is told of in parts."""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What a round of one source brought, or a part of a round that goes on."""

    source: str
    ok: bool = True
    read: int = 0
    stored: int = 0
    same: int = 0
    rejected: int = 0
    trouble: Said | None = None
    note: Said | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What every follower works with."""

    book: SourceBook
    reach: Reach
    readers: Readers
    writer: Writer
    clock: Clock
    tell: Callable[[Round], None]


@dataclass(slots=True)
class _Tally:
    """A round under way."""

    began: float = field(default_factory=time.monotonic)
    read: int = 0
    stored: int = 0
    same: int = 0
    rejected: int = 0
    trouble: Said | None = None
    note: Said | None = None
    after: float = 0.0

    def clear(self) -> None:
        """Begins anew: what there was has been told."""
        self.began = time.monotonic()
        self.read = self.stored = self.same = self.rejected = 0
        self.trouble = self.note = None

    def add(self, outcome: Outcome, harvest: Harvest) -> None:
        self.read += outcome.read
        self.stored += outcome.stored
        self.same += outcome.same
        self.rejected += outcome.rejected
        self.trouble = self.trouble or outcome.trouble
        self.note = self.note or harvest.note or next(iter(outcome.warnings), None)
        self.after = max(self.after, harvest.after)


class Follower:
    """Follows `source`. `state` is what is known of it; `gone` is set when it was taken away meanwhile."""

    def __init__(self, source: Source, kind: Kind, state: SourceState | None, company: Company) -> None:
        self.source, self.kind = source, kind
        self.state = (state or SourceState(name=source.name)).for_(source)
        self.gone = False
        self._draft = self.state
        self._company = company
        self._every = float(source.every or kind.every or 60)

    async def follow(self) -> None:
        """For ever: waits until it is due, then makes a round."""
        while True:
            due = self.state.next_try
            wait = 0.0 if due is None else (due - self._company.clock.now()).total_seconds()
            await asyncio.sleep(min(max(0.0, wait), self._every * 6))
            await self.round()

    async def round(self) -> Round:
        """One round; what goes wrong is remembered and told, not raised."""
        tally = _Tally()
        fault: FenghuoError | None = None
        try:
            settings = self._company.book.settings(self.source)
            await self._hear(self.kind.listen(settings, self.state.memory, self._company.reach), tally)
        except FenghuoError as error:
            fault = error
        trouble = fault.said if fault else tally.trouble
        await self._remember(tally, fault, trouble)
        made = _round(self.source.name, tally, trouble)
        self._company.tell(made)
        return made

    async def _hear(self, harvests: AsyncGenerator[Harvest, Outcome], tally: _Tally) -> None:
        async with aclosing(harvests):
            try:
                harvest = await anext(harvests)
                while True:
                    outcome = await self._take(harvest)
                    tally.add(outcome, harvest)
                    if self._company.reach.stays and time.monotonic() - tally.began > _LONG:
                        self._company.tell(_round(self.source.name, tally, tally.trouble))
                        tally.clear()
                    harvest = await harvests.asend(outcome)
            except StopAsyncIteration:
                return

    async def _take(self, harvest: Harvest) -> Outcome:
        """Reads and writes one harvest; the marks go with the last posts."""
        waited_for = self.kind.every == 0
        seen = None if waited_for else Seen(self.state.seen)
        taking = Taking(self._company.writer, seen, partial(self._settle, harvest), urgent=waited_for)
        try:
            for document in harvest.documents:
                async with aclosing(self._company.readers.read(self.kind.name, document, self.source.watch)) as told:
                    async for message in told:
                        await taking.take(message)
            outcome = await taking.finish()
        except FenghuoError:
            self._draft = self.state
            raise
        self.state = self._draft
        return outcome

    def _settle(self, harvest: Harvest, end: End | None) -> Settle:
        """What to write with some posts of a harvest; `end` comes with the last of them."""

        def settled(added: Added) -> Sequence[SourceState]:
            if self.gone:
                return ()
            self._draft = self._counted(self._draft, added.stored)
            if end is not None:
                self._draft = self._ended(self._draft, harvest, end)
            return (self._draft,)

        return settled

    def _ended(self, state: SourceState, harvest: Harvest, end: End) -> SourceState:
        if harvest.again and end.trouble is not None:
            return state
        now = self._company.clock.now()
        memory = state.memory if harvest.memory is None else dict(harvest.memory)
        return replace(
            state,
            memory=memory,
            seen=end.seen or state.seen,
            began=state.began or now,
            last_try=now,
            last_success=now,
            trouble=end.trouble,
            note=harvest.note,
            failures=0,
        )

    def _counted(self, state: SourceState, stored: int) -> SourceState:
        if not stored:
            return state
        now = self._company.clock.now()
        this = int(now.timestamp()) // 3600
        hours = {hour: count for hour, count in state.hours.items() if int(hour) > this - _HOURS_KEPT}
        hours[str(this)] = hours.get(str(this), 0) + stored
        return replace(state, stored=state.stored + stored, hours=hours, last_new=now)

    async def _remember(self, tally: _Tally, fault: FenghuoError | None, trouble: Said | None) -> None:
        """Writes down how the round ended and when the next one is due."""
        now = self._company.clock.now()
        failures = self.state.failures + 1 if fault else 0
        after = fault.after if isinstance(fault, SourceFault) else tally.after
        lasting = isinstance(fault, SourceFault) and fault.lasting
        wait = (
            wait_after_failure(self._every, failures, after, random, lasting=lasting)
            if fault
            else wait_after_success(self._every, after, random)
        )
        self._draft = replace(
            self.state,
            began=self.state.began or (None if fault else now),
            last_try=now,
            last_success=self.state.last_success if fault else now,
            next_try=now + timedelta(seconds=wait),
            failures=failures,
            trouble=trouble,
            note=tally.note,
        )
        draft = self._draft
        written = await self._company.writer.put((), lambda _: () if self.gone else (draft,))
        try:
            await written
        except FenghuoError as error:  # the disk is full: the round goes on from what was written last
            self.state = replace(draft, trouble=error.said)
        else:
            self.state = draft


def _round(name: str, tally: _Tally, trouble: Said | None) -> Round:
    return Round(
        source=name,
        ok=trouble is None,
        read=tally.read,
        stored=tally.stored,
        same=tally.same,
        rejected=tally.rejected,
        trouble=trouble,
        note=tally.note,
        seconds=round(time.monotonic() - tally.began, 3),
    )
