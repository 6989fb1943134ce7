# SPDX-License-Identifier: Apache-2.0
"""A real web server on loopback that says exactly the bytes a test wants, and remembers what it was asked.

The tests of `HttpReach` call it. Trap: it does not finish answers for you; a test that wants a lie gets one.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from app.clock import ManualClock
from app.posts.collecting.http import LIMITS, HttpReach
from app.posts.collecting.web.guard import Address

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
AGENT = "Fenghuo/0.1.0"


@dataclass(slots=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    at: float

    async def say(self, raw: bytes) -> None:
        """Sends bytes as they are."""
        self.writer.write(raw)
        await self.writer.drain()

    async def answer(self, body: bytes = b"", headers: Mapping[str, str] | None = None, *, status: int = 200) -> None:
        """A proper answer."""
        lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        await self.say("\r\n".join([*lines, "", ""]).encode() + body)


Page = Callable[[Asked], Awaitable[None]]


@dataclass(slots=True)
class Site:
    """The server. `pages` is path without query → what answers there; `most` is how many ran at once."""

    pages: dict[str, Page] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    now: int = 0
    most: int = 0
    port: int = 0
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a page."""
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        """Makes a page that sends on."""

        async def page(asked: Asked) -> None:
            await asked.answer(b"", {"Location": to}, status=status)

        self.pages[path] = page

    def raw(self, path: str, said: bytes) -> None:
        """Makes a page that says these bytes and hangs up."""

        async def page(asked: Asked) -> None:
            await asked.say(said)
            asked.writer.close()

        self.pages[path] = page

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            while not writer.is_closing():
                await self._one(await reader.readuntil(b"\r\n\r\n"), reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _one(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *lines = head.decode().rstrip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        method, path, _ = first.split(" ")
        asked = Asked(method, path, headers, body, reader, writer, asyncio.get_running_loop().time())
        self.asked.append(asked)
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await self.pages.get(path.partition("?")[0], _nothing_there)(asked)
        finally:
            self.now -= 1


async def _nothing_there(asked: Asked) -> None:
    await asked.answer(b"nothing here", status=404)


def page(body: bytes = b"", headers: Mapping[str, str] | None = None, *, status: int = 200) -> Page:
    """A page that always answers the same."""

    async def answer(asked: Asked) -> None:
        await asked.answer(body, headers, status=status)

    return answer


class Names:
    """Stands for the net's names: `public.test` is the public's, `inner.test` somebody's own, both on loopback."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.known: dict[str, Sequence[Address]] = {
            "public.test": [Address("127.0.0.1", public=True)],
            "elsewhere.test": [Address("127.0.0.1", public=True)],
            "inner.test": [Address("127.0.0.1", public=False)],
        }

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        self.asked.append(host)
        if host not in self.known:
            raise OSError("Name or service not known")
        return self.known[host]


@asynccontextmanager
async def reaching(
    *, tls: Callable[[], ssl.SSLContext] | None = None, names: Names | None = None, gap: float = 0.0, **limits: float
) -> AsyncIterator[tuple[Site, HttpReach]]:
    """A site and a way to it. No gap between requests unless asked for; limits as `Limits` names them."""
    changed = LIMITS._replace(gap=gap, **limits)  # type: ignore[arg-type]
    reach = HttpReach(ManualClock(NOW), AGENT, resolve=names or Names(), tls=tls, limits=changed)
    async with Site() as site, reach:
        yield site, reach
