# SPDX-License-Identifier: Apache-2.0
"""The webhook's HTTP server: who may come in, how much they may bring, and the answer once it is on disk.

Used by the kind `webhook` alone. It listens on loopback, yet every program and every web page on this computer can
knock there: so it asks for a token, and turns away whatever a browser sends on behalf of a page.

The trap: an answer says "stored", so it may go out only when the collector has said so; a request waits until then.
"""

import asyncio
import hmac
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import h11
import msgspec

from app.errors import Said
from app.posts.sources.port import Document, Outcome

LIMIT: Final = 5 << 20
"""Bytes a request may bring."""
PATIENCE: Final = 10.0
"""Seconds a request may take to arrive, an answer to be taken."""
CONNECTIONS: Final = 64
_IDLE: Final = 60.0
_HEADERS: Final = 16 << 10
_HELD: Final = 64 << 20
_WAITING: Final = 10_000
_CHUNK: Final = 1 << 16
_FAREWELL: Final = 1.0
_PATHS: Final = (b"/", b"/posts")
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


class _RefusedRequestError(Exception):
    """The request is turned away. `said` is why; `more` are headers that belong to the status."""

    def __init__(self, status: int, said: Said, *more: tuple[str, str]) -> None:
        super().__init__(said.key)
        self.status, self.said, self.more = status, said, more


class _Row(msgspec.Struct, frozen=True):
    """A post that was not taken: its number in the request, and why."""

    line: int
    reason: str


class _Account(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a request that was read. `rejected` lists the first 20 of `rejected_total`."""

    stored: int
    same: int
    rejected: tuple[_Row, ...]
    rejected_total: int
    warnings: tuple[str, ...]


class _Sentence(msgspec.Struct, frozen=True):
    """The answer to one that was not. `error` is the same in every language."""

    error: str
    message: str


@dataclass(slots=True, eq=False)
class Request:
    """One request that waits for its posts to be stored. `posts` is about how many it brings."""

    document: Document
    posts: int
    answered: "asyncio.Future[Outcome]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Door:
    """All connections of one webhook. `say` puts a sentence into the language of this computer."""

    def __init__(self, token: str, say: Callable[[Said], str]) -> None:
        self._token, self._say = token.encode(), say
        self._talks: set[asyncio.Task[None]] = set()
        self._waiting: deque[Request] = deque()
        self._asked: dict[Request, asyncio.Task[None]] = {}
        self._came = asyncio.Event()
        self._closing = False
        self.held = 0

    def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A client has connected (for `asyncio.start_server`)."""
        task = asyncio.get_running_loop().create_task(self._talk(reader, writer), name="webhook")
        self._talks.add(task)
        task.add_done_callback(self._talks.discard)

    async def waiting(self, most: int) -> list[Request]:
        """The requests that wait, once there is one: `most` at most, and not more than 5 MB of several."""
        while not self._waiting:
            self._came.clear()
            await self._came.wait()
        taken = [self._waiting.popleft()]
        size = len(taken[0].document.data)
        while self._waiting and len(taken) < most and size + len(self._waiting[0].document.data) <= LIMIT:
            taken.append(self._waiting.popleft())
            size += len(taken[-1].document.data)
        return taken

    async def close(self) -> None:
        """Tells whoever still waits to come again, and ends every connection."""
        self._closing = True
        for request in self._asked:
            if not request.answered.done():
                request.answered.set_exception(_RefusedRequestError(503, Said("intake-webhook-closing")))
        if self._asked:
            await asyncio.wait(self._asked.values(), timeout=_FAREWELL)
        for task in (left := list(self._talks)):
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def store(self, document: Document) -> Outcome:
        """Waits until the posts of a request are on disk. Raises _RefusedRequestError where too many wait."""
        if sum(request.posts for request in self._asked) >= _WAITING or self._closing:
            raise _RefusedRequestError(503, Said("intake-webhook-busy"), ("Retry-After", "5"))
        request = Request(document, max(1, document.data.count(b"{")))
        task = asyncio.current_task()
        assert task is not None
        self._asked[request] = task
        self.held += len(document.data)
        self._waiting.append(request)
        self._came.set()
        try:
            return await request.answered
        finally:
            self.held -= len(document.data)
            del self._asked[request]

    def admit(self, request: h11.Request) -> None:
        """Raises _RefusedRequestError for whoever may not come in."""
        headers = dict(request.headers)
        if len(request.target) + sum(len(name) + len(value) for name, value in request.headers) > _HEADERS:
            raise _RefusedRequestError(431, Said("intake-webhook-protocol"))
        if not _is_loopback(headers.get(b"host", b"")):
            raise _RefusedRequestError(403, Said("intake-webhook-host"))
        if b"origin" in headers or headers.get(b"sec-fetch-site", b"none") != b"none":
            raise _RefusedRequestError(403, Said("intake-webhook-origin"))
        if request.target.partition(b"?")[0] not in _PATHS:
            raise _RefusedRequestError(404, Said("intake-webhook-path"))
        if request.method != b"POST":
            raise _RefusedRequestError(405, Said("intake-webhook-method"), ("Allow", "POST"))
        scheme, _, bearer = headers.get(b"authorization", b"").partition(b" ")
        given = bearer.strip() if scheme.lower() == b"bearer" else headers.get(b"x-fenghuo-token", b"")
        if not hmac.compare_digest(given, self._token):
            raise _RefusedRequestError(401, Said("intake-webhook-token"), ("WWW-Authenticate", "Bearer"))
        if headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise _RefusedRequestError(415, Said("intake-webhook-packed"))
        if int(headers.get(b"content-length", b"0")) > LIMIT:
            raise _RefusedRequestError(413, Said("intake-webhook-large", {"limit": LIMIT >> 20}))

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = _Talk(self, reader, writer, self._say)
        try:
            if len(self._talks) > CONNECTIONS:
                await talk.refuse(_RefusedRequestError(503, Said("intake-webhook-busy"), ("Retry-After", "5")))
                return
            while not self._closing and await talk.one():
                pass
        except (OSError, TimeoutError, h11.ProtocolError):
            pass  # it hung up, or never said anything
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


class _Talk:
    """One connection: requests one after the other."""

    def __init__(
        self, door: Door, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, say: Callable[[Said], str]
    ) -> None:
        self._door, self._reader, self._writer, self._say = door, reader, writer, say
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=_HEADERS)
        self._asks_for_head = False

    async def one(self) -> bool:
        """Takes one request and answers it; whether another may follow."""
        try:
            if not self._http.trailing_data[0]:
                async with asyncio.timeout(_IDLE):
                    await self._more()
            document = await self._arriving()
            if document is None:
                return False
            outcome = await self._door.store(document)
        except _RefusedRequestError as refused:
            return await self.refuse(refused)
        except h11.RemoteProtocolError as fault:
            return await self.refuse(_RefusedRequestError(fault.error_status_hint, Said("intake-webhook-protocol")))
        if outcome.trouble is not None:
            return await self._answer(400, self._sentence(outcome.trouble))
        return await self._answer(200, self._account(outcome))

    async def refuse(self, refused: _RefusedRequestError) -> bool:
        """Says why not; whether another request may follow."""
        return await self._answer(refused.status, self._sentence(refused.said), *refused.more)

    async def _arriving(self) -> Document | None:
        """The next request, whole; None where the client has hung up."""
        try:
            async with asyncio.timeout(PATIENCE):
                head = await self._event()
                if not isinstance(head, h11.Request):
                    return None
                self._asks_for_head = head.method == b"HEAD"
                self._door.admit(head)
                body = await self._body()
        except TimeoutError as fault:
            raise _RefusedRequestError(408, Said("intake-webhook-slow", {"seconds": int(PATIENCE)})) from fault
        if not body.strip():
            raise _RefusedRequestError(400, Said("intake-webhook-empty"))
        kind = Message()
        kind["Content-Type"] = dict(head.headers).get(b"content-type", b"").decode("ascii", "replace")
        about = {"boundary": kind.get_boundary("") or ""}
        charset = kind.get_content_charset("") or ""
        return Document(data=body, media_type=kind.get_content_type(), charset=charset, about=about)

    async def _body(self) -> bytes:
        body = bytearray()
        if self._http.they_are_waiting_for_100_continue:
            await self._send(h11.InformationalResponse(status_code=100, headers=[]))
        try:
            while isinstance(event := await self._event(), h11.Data):
                body += event.data
                self._door.held += len(event.data)
                if len(body) > LIMIT:
                    raise _RefusedRequestError(413, Said("intake-webhook-large", {"limit": LIMIT >> 20}))
                if self._door.held > _HELD:
                    raise _RefusedRequestError(503, Said("intake-webhook-busy"), ("Retry-After", "5"))
        finally:
            self._door.held -= len(body)
        return bytes(body)

    async def _event(self) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            await self._more()
        return event

    async def _more(self) -> None:
        self._http.receive_data(await self._reader.read(_CHUNK))

    async def _answer(self, status: int, body: _Account | _Sentence, *more: tuple[str, str]) -> bool:
        data = msgspec.json.encode(body)
        headers = [
            ("Content-Type", "application/json; charset=utf-8"),
            ("Content-Length", str(len(data))),
            ("Cache-Control", "no-store"),
            *more,
        ]
        if self._http.their_state is not h11.DONE:
            headers.append(("Connection", "close"))
        response = h11.Response(status_code=status, headers=headers, reason=HTTPStatus(status).phrase.encode())
        await self._send(response, *([] if self._asks_for_head else [h11.Data(data=data)]), h11.EndOfMessage())
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
            return True
        await self._part()
        return False

    async def _send(self, *events: h11.Event) -> None:
        for event in events:
            self._writer.write(self._http.send(event) or b"")
        async with asyncio.timeout(PATIENCE):
            await self._writer.drain()

    async def _part(self) -> None:
        """Lets the client read why before the connection goes: closed on what it still sends, it might never."""
        with suppress(OSError, TimeoutError):
            self._writer.write_eof()
            async with asyncio.timeout(_FAREWELL):
                while await self._reader.read(_CHUNK):
                    pass

    def _account(self, outcome: Outcome) -> _Account:
        return _Account(
            stored=outcome.stored,
            same=outcome.same,
            rejected=tuple(_Row(line, self._say(reason)) for line, reason in outcome.rejects),
            rejected_total=outcome.rejected,
            warnings=tuple(self._say(warning) for warning in outcome.warnings),
        )

    def _sentence(self, said: Said) -> _Sentence:
        return _Sentence(said.key, self._say(said))


def _is_loopback(host: bytes) -> bool:
    """Whether a Host header names this computer. A page whose name was bent to 127.0.0.1 sends its own name."""
    try:
        return urlsplit(f"//{host.decode('ascii')}").hostname in _LOOPBACK
    except ValueError:
        return False
