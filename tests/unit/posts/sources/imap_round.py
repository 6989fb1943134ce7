# SPDX-License-Identifier: Apache-2.0
"""Lives through rounds of the IMAP kind as the collector does: harvest, store, go on.

Used by test_imap.py here and by tests/e2e. The trap: the memory is moved only after a harvest was taken, as in life.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import TypeVar

from app.clock import Clock, SystemClock
from app.errors import Said
from app.posts.sources.imap import Imap
from app.posts.sources.port import Answer, Document, Harvest, Item, Outcome, Reach

_T = TypeVar("_T")


@dataclass
class ThreadsOnly:
    """What the collector lends a kind that talks to no web server."""

    clock: Clock = field(default_factory=SystemClock)

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        remembered: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes = b"",
    ) -> Answer:
        """A mailbox asks no web server."""
        del headers, remembered, method, body
        raise AssertionError(url)

    def lines(
        self, url: str, *, headers: Mapping[str, str] | None = None
    ) -> AbstractAsyncContextManager[AsyncGenerator[str, None]]:
        """Nor does it listen to one."""
        del headers
        raise AssertionError(url)

    async def in_thread(self, work: Callable[[], _T]) -> _T:
        """Beside the others."""
        return await asyncio.to_thread(work)


@dataclass
class Collected:
    """What rounds brought, and what is remembered of them."""

    memory: dict[str, str] = field(default_factory=dict)
    harvests: list[Harvest] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)

    def documents(self) -> list[Document]:
        """All mails of the last round."""
        return [one for harvest in self.harvests for one in harvest.documents if isinstance(one, Document)]

    def items(self) -> list[Item]:
        """What the mails of the last round say."""
        return [item for document in self.documents() for item in Imap().items(document)]

    def round(self, settings: Mapping[str, str], reach: Reach | None = None) -> "Collected":
        """One round; what it brought replaces what the last one did."""
        self.harvests, self.notes = [], []
        asyncio.run(self._listen(settings, reach or ThreadsOnly()))
        return self

    async def _listen(self, settings: Mapping[str, str], reach: Reach) -> None:
        kind = Imap()
        listening = kind.listen(kind.checked(settings), dict(self.memory), reach)
        try:
            harvest = await anext(listening, None)
            while harvest is not None:
                self.harvests.append(harvest)
                self.notes += [harvest.note] if harvest.note else []
                if harvest.memory is not None:
                    self.memory = dict(harvest.memory)
                harvest = await _sent(listening, Outcome(read=len(harvest.documents)))
        finally:
            await listening.aclose()


async def _sent(listening: AsyncGenerator[Harvest, Outcome], outcome: Outcome) -> Harvest | None:
    try:
        return await listening.asend(outcome)
    except StopAsyncIteration:
        return None
