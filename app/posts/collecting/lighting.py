# SPDX-License-Identifier: Apache-2.0
"""The beacon beside the sources: looks twice a second, leaves proposals in the store, notes when nobody collected.

Run by the collector as a task of its own. It looks on a thread of its own and rests three times as long as a look
took, a second at most: it has a quarter of a processor where looks are short, and is never dark for long after a long
one, as the first is. The trap: what a look found is not found again, so it is owed until it is written.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from app.clock import Clock
from app.errors import FenghuoError, Said
from app.posts.collecting.writer import Writer
from app.posts.ports import PostStore
from app.posts.watches.book import WatchBook
from app.posts.watches.watch import fingerprint

if TYPE_CHECKING:
    from app.warning.outside import Outside
    from app.warning.proposal import Proposal

_LOOK: Final = 0.5
_REST: Final = 3.0
_LONGEST_REST: Final = 1.0
_MINUTE: Final = timedelta(minutes=1)
_ASLEEP: Final = 3 * _MINUTE
"""Without a look for so long the computer slept."""


class Lighting:
    """One collector's. `begin` before the first sign of life, `keep` is a task that is cancelled at the end."""

    def __init__(
        self,
        store: PostStore,
        writer: Writer,
        clock: Clock,
        outside: "Outside",
        *,
        heard: Callable[[], bool],
        trouble: Callable[[Said], None],
        proposed: Callable[["Proposal"], None],
    ) -> None:
        """`heard` says whether any source is being collected now; `proposed` is told what is on disk."""
        from app.warning.beacon import Beacon

        self._store, self._writer, self._clock = store, writer, clock
        self._heard, self._trouble, self._proposed = heard, trouble, proposed
        self._troubles: deque[Said] = deque()
        self._beacon = Beacon(store, clock, outside, self._troubles.append)
        self._owed: list[Proposal] = []
        self._states: dict[str, bytes] = {}
        self._deaf_since: datetime | None = None
        self._looked: datetime | None = None
        self._said: Said | None = None

    def begin(self) -> None:
        """Notes that nobody collected since the last sign of life."""
        try:
            pulse = self._store.pulse()
            if pulse is not None and self._clock.now() - pulse.at > 2 * _MINUTE:
                self._store.note_gap(pulse.at, self._clock.now())
        except FenghuoError as error:
            self._trouble(error.said)

    async def keep(self) -> None:
        """Looks, for ever."""
        hand = ThreadPoolExecutor(1, "beacon")
        try:
            while True:
                began = time.monotonic()
                try:
                    await self._note_gaps()
                    await self._look(hand)
                    self._said = None
                except FenghuoError as error:
                    self._complain(error.said)
                await asyncio.sleep(max(_LOOK, min(_REST * (time.monotonic() - began), _LONGEST_REST)))
        finally:
            hand.shutdown(wait=False)

    async def once(self) -> None:
        """One look. Raises FenghuoError. No gap is noted: what a round brings is what came since the last one."""
        with ThreadPoolExecutor(1, "beacon") as hand:
            await self._look(hand)

    async def _look(self, hand: ThreadPoolExecutor) -> None:
        look = await asyncio.get_running_loop().run_in_executor(hand, self._beacon.look)
        while self._troubles:
            self._trouble(self._troubles.popleft())
        self._owed += look.proposals
        self._states |= look.states
        await self._leave()

    async def _leave(self) -> None:
        """Writes what is owed."""
        if not self._owed and not self._states:
            return
        proposals, states = tuple(self._owed), dict(self._states)
        await self._writer.in_turn(lambda: self._store.propose(proposals, states))
        del self._owed[: len(proposals)]
        self._states.clear()
        for proposal in proposals:
            self._proposed(proposal)

    async def _note_gaps(self) -> None:
        """A gap for every minute in which no source could be heard, or the computer slept."""
        now, before = self._clock.now(), self._looked
        self._looked = now
        if before is not None and now - before > _ASLEEP:
            self._deaf_since = self._deaf_since or before
        elif not self._heard():
            self._deaf_since = self._deaf_since or now
            if now - self._deaf_since < _MINUTE:
                return
        elif self._deaf_since is None:
            return
        since, heard = self._deaf_since, self._heard()
        self._deaf_since = None if heard else now.replace(second=0, microsecond=0)
        if now - since >= _MINUTE:
            await self._writer.in_turn(lambda: self._store.note_gap(since, now))

    def _complain(self, said: Said) -> None:
        """Once, however often it goes wrong in the same way."""
        if said != self._said:
            self._said = said
            self._trouble(said)


def named(book: WatchBook) -> Callable[[], Mapping[str, str]]:
    """The watches of a book with a fingerprint of the keywords of each; the last good ones where it is damaged."""
    seen: object = ()
    known: dict[str, str] = {}

    def look() -> Mapping[str, str]:
        nonlocal seen, known
        changed = book.changed()
        if changed != seen:
            seen = changed
            try:
                known = {watch.name: fingerprint((watch,)) for watch in book.watches()}
            except FenghuoError:
                return known  # the upkeep says what is wrong with it
        return known

    return look
