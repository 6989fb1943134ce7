# SPDX-License-Identifier: Apache-2.0
"""Keeps stored posts true to what people decide meanwhile: stories merged and split, rules changed, old posts let go.

Run by the collector beside its sources, on the writing thread and in slices, so that live posts never wait long. The
trap: posts on their way were matched by the old rules, so they are let through before the stored ones are gone over.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.clock import Clock
from app.errors import FenghuoError, Said
from app.posts.collecting.retention import Retention
from app.posts.collecting.writer import Writer
from app.posts.judge import Finders
from app.posts.ports import MentionFinder, Merged, PostStore, Split

_LOOK: Final = 1.0
_SLICE: Final = 500
_PAUSE: Final = 0.05
_TIDY: Final = 600.0
_TIDY_PAUSE: Final = 0.2
_ON_THEIR_WAY: Final = 2.0
"""Seconds after which the limited child has surely looked at the rules again."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decide about stories. `moved` gives something else as soon as there may be more.

    `after` gives the changes of the journal's entries after a number, and the number of the last one looked at.
    """

    moved: Callable[[], object]
    after: Callable[[int], tuple[Sequence[Merged | Split], int]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What people want of the stored posts: how long they stay, what they are watched for, which stories are one."""

    retention: Retention
    finders: Finders
    decisions: Decisions


class Upkeep:
    """One collector's. `keep` and `tidy` are tasks that are cancelled at the end; `finish` is one round of `keep`."""

    def __init__(
        self, store: PostStore, writer: Writer, wishes: Wishes, clock: Clock, trouble: Callable[[Said], None]
    ) -> None:
        self._store, self._writer, self._wishes, self._clock = store, writer, wishes, clock
        self._trouble = trouble
        self._moved: object = None
        self._finder: MentionFinder | None = None

    def begin(self) -> None:
        """Before the first posts: by which rules they will have been matched."""
        self._store.rules = self._wishes.finders.last().fingerprint

    async def keep(self) -> None:
        """Stories and mentions, for ever, once a second."""
        while True:
            try:
                await self._rearrange()
                await self._match(pause=_PAUSE)
            except FenghuoError as error:
                self._trouble(error.said)
            await asyncio.sleep(_LOOK)

    async def tidy(self) -> None:
        """Lets old posts go, for ever, every ten minutes."""
        while True:
            try:
                slice_ = self._wishes.retention.slice
                while await self._writer.in_turn(lambda: slice_(self._store, self._clock.now())):  # noqa: B023
                    await asyncio.sleep(_TIDY_PAUSE)
            except FenghuoError as error:
                self._trouble(error.said)
            await asyncio.sleep(_TIDY)

    async def finish(self) -> None:
        """What was decided and not carried out yet, now."""
        try:
            await self._rearrange()
            await self._match(pause=0.0)
        except FenghuoError as error:
            self._trouble(error.said)

    async def _rearrange(self) -> None:
        moved = self._wishes.decisions.moved()
        if moved == self._moved:
            return

        def apply() -> None:
            done = self._store.rearranged()
            changes, upto = self._wishes.decisions.after(done)
            if upto > done:
                self._store.rearrange(changes, upto)

        await self._writer.in_turn(apply)
        self._moved = moved

    async def _match(self, *, pause: float) -> None:
        finder = self._wishes.finders.now()
        if finder is self._finder:
            return
        if self._finder is not None:
            await asyncio.sleep(_ON_THEIR_WAY)
            await (await self._writer.put((), urgent=True))
        self._store.rules = finder.fingerprint
        while await self._writer.in_turn(lambda: self._store.match_again(finder, _SLICE)):
            await asyncio.sleep(pause)
            if self._wishes.finders.now() is not finder:
                return
        self._finder = finder
