# SPDX-License-Identifier: Apache-2.0
"""Keeps stored posts true to what people decide meanwhile: moods, stories, rules and words, and lets what is old go.

Run by the collector beside its sources, on the writing thread and in slices, so that live posts never wait long. The
trap: posts on their way were judged by the old rules, so they are let through before the stored ones are gone over.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.clock import Clock
from app.errors import FenghuoError, Said
from app.posts.collecting.retention import Retention
from app.posts.collecting.writer import Writer
from app.posts.judge import Judge
from app.posts.ports import Decision, PostStore

if TYPE_CHECKING:
    from app.posts.sentiment.book import MoodBook  # brings numpy
    from app.warning.outside import Outside

_LOOK: Final = 1.0
_SLICE: Final = 500
_TURNED: Final = 1_000
_PAUSE: Final = 0.05
_TIDY: Final = 600.0
_TIDY_PAUSE: Final = 0.2
_TIDIED_AT_ONCE: Final = 20
"""Slices in one round, so that it also keeps house where nothing but rounds is run, and none takes long for it."""
_ON_THEIR_WAY: Final = 2.0
"""Seconds after which the limited child has surely looked at the rules again."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decide about stories and moods. `moved` gives something else as soon as there may be more.

    `after` gives the changes of the journal's entries after a number, and the number of the last one looked at.
    """

    moved: Callable[[], object]
    after: Callable[[int], tuple[Sequence[Decision], int]]

    def carry_out(self, store: PostStore) -> None:
        """Does to stored posts what was decided and not done yet. On the store's writing thread."""
        done = store.rearranged()
        changes, upto = self.after(done)
        if upto > done:
            store.rearrange(changes, upto)

    def carry_out_whole(self, store: PostStore) -> None:
        """The same, with all that is otherwise done a little later: for who does nothing else with the store."""
        self.carry_out(store)
        while store.turn_moods(_TURNED):
            pass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What people want of the stored posts: how long they stay, how they are judged, what was decided about them.

    `outside` is what the beacon is told; without it there is none.
    """

    retention: Retention
    judge: Judge
    moods: "MoodBook"
    decisions: Decisions
    outside: "Outside | None" = None


class Upkeep:
    """One collector's. `keep` and `tidy` are tasks that are cancelled at the end; `finish` is one round of both."""

    def __init__(
        self, store: PostStore, writer: Writer, wishes: Wishes, clock: Clock, trouble: Callable[[Said], None]
    ) -> None:
        self._store, self._writer, self._wishes, self._clock = store, writer, wishes, clock
        self._trouble = trouble
        self._moved: object = None
        self._words: object = None
        self._judged_by = ""
        self._counted = False

    def begin(self) -> None:
        """Before the first posts: by which rules they will have been judged."""
        self._store.rules = self._wishes.judge.fingerprint

    async def keep(self) -> None:
        """Stories, moods, mentions and what is counted of them, for ever, once a second."""
        while True:
            try:
                await self._rearrange(pause=_PAUSE)
                await self._judge(pause=_PAUSE)
                await self._count(pause=_PAUSE)
            except FenghuoError as error:
                self._trouble(error.said)
            await asyncio.sleep(_LOOK)

    async def tidy(self) -> None:
        """Lets old posts go and makes hours of old minutes, for ever, every ten minutes."""
        while True:
            try:
                while await self._tidied():
                    await asyncio.sleep(_TIDY_PAUSE)
            except FenghuoError as error:
                self._trouble(error.said)
            await asyncio.sleep(_TIDY)

    async def finish(self) -> None:
        """What was decided and not carried out yet, now; and some of what is old goes."""
        try:
            await self._rearrange(pause=0.0)
            await self._judge(pause=0.0)
            await self._count(pause=0.0)
            for _ in range(_TIDIED_AT_ONCE):
                if not await self._tidied():
                    break
        except FenghuoError as error:
            self._trouble(error.said)

    async def _tidied(self) -> bool:
        """A slice; whether there may be more. Posts first each time, for the minutes of a year may take hours."""
        store, retention, now = self._store, self._wishes.retention, self._clock.now()
        if await self._writer.in_turn(lambda: retention.slice(store, now)):
            return True
        return await self._writer.in_turn(lambda: retention.condense(store, now))

    async def _rearrange(self, *, pause: float) -> None:
        left = True
        while left:
            moved = self._wishes.decisions.moved()
            if moved != self._moved:
                await self._writer.in_turn(lambda: self._wishes.decisions.carry_out(self._store))
                self._moved = moved
            left = await self._writer.in_turn(lambda: self._store.turn_moods(_TURNED))
            if left:
                await asyncio.sleep(pause)

    async def _judge(self, *, pause: float) -> None:
        rules = self._look()
        if rules == self._judged_by:
            return
        if self._judged_by:
            await asyncio.sleep(_ON_THEIR_WAY)
            await (await self._writer.put((), urgent=True))
        self._store.rules = rules
        judge = self._wishes.judge
        while await self._writer.in_turn(lambda: self._store.judge_again(judge, _SLICE)):
            await asyncio.sleep(pause)
            if self._look() != rules:
                return
        self._judged_by = rules

    async def _count(self, *, pause: float) -> None:
        """Posts that an earlier program stored have their indicators; a few minutes a million, once."""
        while not self._counted:
            self._counted = not await self._writer.in_turn(lambda: self._store.count_older(_SLICE))
            await asyncio.sleep(pause)

    def _look(self) -> str:
        """By which rules posts are to be judged now. Raises where a book is damaged: then all stays as it is."""
        words = self._wishes.moods.changed()
        if words != self._words:
            self._wishes.moods.words()
            self._words = words
        return self._wishes.judge.look()
