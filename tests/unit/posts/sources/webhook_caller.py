# SPDX-License-Identifier: Apache-2.0
"""A program that calls the webhook, and a collector that stores what it brings, for test_webhook.py."""

import asyncio
import json
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import msgspec

from app.clock import ManualClock
from app.errors import UserError
from app.posts.collecting.reading_child import ItemReader
from app.posts.sources.port import Document, Harvest, Outcome
from app.posts.sources.webhook import Webhook
from app.texts import LANGUAGES, Texts
from tests.unit.posts.conftest import NOW, Desk

_ALL = [Texts(language) for language in LANGUAGES]
TOKEN = "a-token-of-tests-only-0123456789"
JSON = "application/json"


@dataclass(slots=True)
class Reply:
    """An answer over HTTP."""

    status: int
    headers: dict[str, str]
    body: dict[str, object]

    def rejected(self) -> list[dict[str, object]]:
        """The posts that were not taken."""
        return msgspec.convert(self.body["rejected"], list[dict[str, object]])


class Caller:
    """A program that talks to the webhook over one connection, byte by byte where it must."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
        self.reader, self.writer, self.port = reader, writer, port

    def send(self, data: bytes) -> None:
        """Some bytes."""
        self.writer.write(data)

    def head(self, length: int | None, *, method: str = "POST", path: str = "/", **changed: str | None) -> bytes:
        """The head of a request; a header given as None is left out."""
        headers: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.port}",
            "Authorization": f"Bearer {TOKEN}",
            "Content-Type": JSON,
            "Content-Length": None if length is None else str(length),
        }
        headers.update({name.replace("_", "-"): value for name, value in changed.items()})
        lines = [
            f"{method} {path} HTTP/1.1",
            *(f"{name}: {value}" for name, value in headers.items() if value is not None),
        ]
        return "\r\n".join([*lines, "", ""]).encode()

    async def ask(self, body: object, *, method: str = "POST", path: str = "/", **changed: str | None) -> Reply:
        """A whole request and its answer. A body that is no bytes goes as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send(self.head(len(data), method=method, path=path, **changed) + data)
        return await self.reply()

    async def reply(self) -> Reply:
        """The next answer."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        if head[0].startswith("HTTP/1.1 100"):
            return Reply(100, {}, {})
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = await self.reader.readexactly(int(headers["content-length"]))
        return Reply(int(head[0].split()[1]), headers, json.loads(body))

    async def is_closed(self) -> bool:
        """Whether the webhook has hung up."""
        async with asyncio.timeout(5):
            return await self.reader.read(1) == b""


@dataclass(slots=True)
class Collector:
    """Reads what the webhook brings as the limited child does, and stores it; `apart` tells documents apart."""

    desk: Desk
    apart: bool = True
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    harvests: list[int] = field(default_factory=list)

    async def take(self, harvest: Harvest) -> Outcome:
        """Stores a harvest; waits before that while the gate is closed."""
        if harvest.documents:
            await self.gate.wait()
            self.harvests.append(len(harvest.documents))
        parts = [self._stored(document) for document in harvest.documents if isinstance(document, Document)]
        troubles = [part.trouble for part in parts if part.trouble is not None]
        assert all(texts.say(trouble) for trouble in troubles for texts in _ALL)
        return Outcome(
            read=sum(part.read for part in parts),
            stored=sum(part.stored for part in parts),
            same=sum(part.same for part in parts),
            rejected=sum(part.rejected for part in parts),
            rejects=tuple(reject for part in parts for reject in part.rejects),
            trouble=troubles[0] if troubles else None,
            parts=tuple(parts) if self.apart else (),
        )

    def _stored(self, document: Document) -> Outcome:
        reader = ItemReader(document, "", ManualClock(NOW))
        try:
            posts = reader.posts(list(Webhook().items(document)))
        except UserError as refused:
            return Outcome(trouble=refused.said)
        added, report = self.desk.store.add(posts), reader.report("")
        return Outcome(
            read=report.read,
            stored=added.stored,
            same=added.same,
            rejected=report.rejected_total,
            rejects=tuple((reject.line, reject.reason) for reject in report.rejected),
        )


class Hook:
    """A webhook that runs."""

    def __init__(self, port: int, collector: Collector) -> None:
        self.port, self.collector = port, collector

    @asynccontextmanager
    async def call(self) -> AsyncGenerator[Caller, None]:
        """A connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield Caller(reader, writer, self.port)
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def ask(self, body: object, **how: str) -> Reply:
        """One request on a connection of its own."""
        async with self.call() as caller:
            return await caller.ask(body, **how)


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
