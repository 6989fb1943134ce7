# SPDX-License-Identifier: Apache-2.0
"""Server-sent events (HTML Living Standard 9.2) out of lines, and events in bundles small enough to be live.

Used by kinds that follow a stream. The trap: what is being waited for must survive the end of a bundle, or the event
that comes at that moment is lost; so one task waits on, from bundle to bundle, and is ended with the stream.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Final, NamedTuple

_LONGEST: Final = 1 << 20
"""Characters of one event; a longer one is left out."""


class Event(NamedTuple):
    """One event; `data` may hold several lines."""

    name: str
    data: str


async def events(lines: AsyncGenerator[str, None]) -> AsyncGenerator[Event, None]:
    """The events that have data. Comments (`:thump`), ids and half an event at the end are left out."""
    name, data, length = "", list[str](), 0
    async for line in lines:
        field, colon, value = line.rstrip("\r\n").partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            length += len(value) + 1
            if length <= _LONGEST:
                data.append(value)
        elif not field and not colon:
            if data and length <= _LONGEST:
                yield Event(name or "message", "\n".join(data))
            name, data, length = "", [], 0


async def bundles(
    stream: AsyncGenerator[Event, None], *, most: int, within: float, quiet: float
) -> AsyncGenerator[list[Event], None]:
    """Events together that came `within` seconds of the first, `most` at a time; an empty list after `quiet` seconds.

    Ends when the stream does; what the stream raises is raised after the events before it. Closes the stream.
    """
    waiting: asyncio.Task[Event | None] | None = None
    now = asyncio.get_running_loop().time
    try:
        while True:
            bundle: list[Event] = []
            ends = now() + quiet
            while len(bundle) < most:
                waiting = waiting or asyncio.create_task(_next(stream))
                await asyncio.wait((waiting,), timeout=max(0.0, ends - now()))
                if not waiting.done() or waiting.exception() is not None or (event := waiting.result()) is None:
                    break
                waiting = None
                ends = ends if bundle else now() + within
                bundle.append(event)
            over = waiting is not None and waiting.done()
            if bundle or not over:
                yield bundle
            if over and waiting is not None:
                waiting.result()
                return
    finally:
        if waiting is not None:
            waiting.cancel()
            await asyncio.wait((waiting,))
            if not waiting.cancelled():
                waiting.exception()
        await stream.aclose()


async def _next(stream: AsyncGenerator[Event, None]) -> Event | None:
    return await anext(stream, None)
