# SPDX-License-Identifier: Apache-2.0
"""The servers of social_doubles.py over real HTTP on 127.0.0.1, server-sent events in chunks included.

Used where a test goes all the way through `HttpReach`. The trap: a client may hang up at any moment of a stream.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from app.posts.sources.port import SourceFault
from tests.unit.posts.sources.social_doubles import Json, Line, Request

Answering = Callable[[Request], "Json | bytes | SourceFault"]


@asynccontextmanager
async def served(answer: Answering, stream: Sequence[Line] = ()) -> AsyncIterator[str]:
    """`http://127.0.0.1:<port>`. A SourceFault is answered as 403; `/api/v1/streaming/…` plays `stream` and ends."""
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks.add(task)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            request = await _request(reader)
            if request.path.startswith("/api/v1/streaming/"):
                await _play(stream, writer)
            else:
                _answer(answer(request), writer)
            await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        talks.discard(task)

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in list(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await server.wait_closed()


async def _request(reader: asyncio.StreamReader) -> Request:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, target, headers, body)


def _answer(found: "Json | bytes | SourceFault", writer: asyncio.StreamWriter) -> None:
    refused = isinstance(found, SourceFault)
    data = b'{"error":"Forbidden"}' if refused else found if isinstance(found, bytes) else json.dumps(found).encode()
    status = "403 Forbidden" if refused else "200 OK"
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {len(data)}\r\n"
    writer.write(head.encode() + b"Connection: close\r\n\r\n" + data)


async def _play(script: Sequence[Line], writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    for line in script:
        if isinstance(line, float):
            await writer.drain()
            await asyncio.sleep(line)
        else:
            # In two chunks, as a network may cut it anywhere, inside a character too.
            data = f"{line}\n".encode()
            for part in (data[: len(data) // 2], data[len(data) // 2 :]):
                writer.write(f"{len(part):x}\r\n".encode() + part + b"\r\n" if part else b"")
    writer.write(b"0\r\n\r\n")
