# SPDX-License-Identifier: Apache-2.0
"""A world that answers what a test put there, for kinds that listen over HTTP."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import TypeVar

from app.clock import Clock, SystemClock
from app.errors import Said
from app.posts.sources.port import Answer, Document, Harvest, Kind, Outcome, SourceFault
from app.posts.sources.source import Settings

_T = TypeVar("_T")


class CannedReach:
    """Answers by address; an address nobody put there is gone. `asked` is every request and its marks."""

    def __init__(self, answers: Mapping[str, Answer | bytes | SourceFault]) -> None:
        self.clock: Clock = SystemClock()
        self.stays = False
        self.answers = dict(answers)
        self.asked: list[tuple[str, dict[str, str]]] = []

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        remembered: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes = b"",
    ) -> Answer:
        """What was put there; 304 where the marks are still good."""
        assert (method, body, headers) == ("GET", b"", None)
        marks = dict(remembered or {})
        self.asked.append((url, marks))
        answer = self.answers.get(url, GONE)
        if isinstance(answer, SourceFault):
            raise answer
        if isinstance(answer, bytes):
            answer = Answer(status=200, url=url, body=answer)
        if marks and marks == answer.remembered:
            return replace(answer, status=304, body=b"")
        return answer

    def lines(
        self, url: str, *, headers: Mapping[str, str] | None = None
    ) -> AbstractAsyncContextManager[AsyncGenerator[str, None]]:
        """Nothing here streams."""
        raise AssertionError(url, headers)

    async def in_thread(self, work: Callable[[], _T]) -> _T:
        """Nothing here blocks."""
        return work()

    @property
    def addresses(self) -> list[str]:
        """Every address asked for, in order."""
        return [url for url, _ in self.asked]


GONE = SourceFault(Said("feedsource-test-gone"), lasting=True)
BUSY = SourceFault(Said("feedsource-test-busy"), after=60.0)
DOWN = SourceFault(Said("feedsource-test-down"))


def one_round(
    kind: Kind, settings: Settings, reach: CannedReach, memory: Mapping[str, str] | None = None
) -> tuple[list[Harvest], dict[str, str]]:
    """All harvests of a round, and the memory after it as the collector would keep it."""

    async def listen() -> tuple[list[Harvest], dict[str, str]]:
        kept, harvests = dict(memory or {}), []
        rounds = kind.listen(settings, dict(kept), reach)
        try:
            harvest = await anext(rounds)
            while True:
                harvests.append(harvest)
                kept = kept if harvest.memory is None else dict(harvest.memory)
                harvest = await rounds.asend(Outcome())
        except StopAsyncIteration:
            return harvests, kept
        finally:
            await rounds.aclose()

    return asyncio.run(listen())


def document_of(harvest: Harvest) -> Document:
    """The one document a harvest brought."""
    (document,) = harvest.documents
    assert isinstance(document, Document)
    return document
