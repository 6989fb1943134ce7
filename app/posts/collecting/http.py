# SPDX-License-Identifier: Apache-2.0
"""The collector's way to the net: polite, bounded in time and size, and suspicious of everything that comes back.

`fenghuo watch` opens one `HttpReach` and lends it to every kind of source. The trap: a name is looked up once,
judged, and connected to as judged (`web.guard`); never give httpcore a backend that looks names up by itself.
"""

import asyncio
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Final, NamedTuple, Self, TypeVar

import httpcore

from app.clock import Clock
from app.errors import Said, TextArg
from app.posts.collecting.web.answers import (
    MOVED,
    Headers,
    content_type,
    fault_of,
    fresh_for,
    marks,
    read_headers,
)
from app.posts.collecting.web.connection import CONNECT, Connection, HungUp
from app.posts.collecting.web.guard import Names, Resolve
from app.posts.collecting.web.lines import Lines
from app.posts.collecting.web.politeness import Turns
from app.posts.collecting.web.pools import Pools, is_public_by_name, proxy_for
from app.posts.collecting.web.target import Target
from app.posts.collecting.web.trip import Trip
from app.posts.collecting.web.unpacking import Body, too_large
from app.posts.sources.port import Answer, SourceFault

_T = TypeVar("_T")
THREADS: Final = 8
_TROUBLE: Final = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.ProxyError)
_WORTH_DRAINING: Final = 16_384


class Limits(NamedTuple):
    """How much and how long; seconds and bytes."""

    deadline: float = 30.0
    connect: float = CONNECT
    quiet: float = 60.0
    body: int = 20_000_000
    line: int = 1_000_000
    gap: float = 0.5


LIMITS: Final = Limits()


class _Got(NamedTuple):
    """An answer whose headers are in."""

    response: httpcore.Response
    status: int
    headers: Headers
    connection: Connection


class HttpReach:
    """`Reach` over the real net. An async context manager; nothing of it works outside."""

    def __init__(
        self,
        clock: Clock,
        agent: str,
        *,
        stays: bool = True,
        resolve: Resolve | None = None,
        tls: Callable[[], ssl.SSLContext] | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        """`agent` names the program and its version; kinds may stay connected where it `stays`.

        `resolve` and `tls` stand in for the system's in tests.
        """
        self._clock, self._agent, self._limits = clock, agent, limits
        self.stays = stays
        self._turns = Turns(gap=limits.gap)
        self._names = Names(resolve, patience=limits.connect)
        self._pools = Pools(self._names, tls, patience=limits.connect)
        self._threads: ThreadPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pools.close()
        self._names.close()
        if self._threads is not None:
            threads, self._threads = self._threads, None
            await asyncio.to_thread(threads.shutdown, cancel_futures=True)

    @property
    def clock(self) -> Clock:
        """The time."""
        return self._clock

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        remembered: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes = b"",
    ) -> Answer:
        """See `Reach`. `url` of the answer is where it came from in the end, without a login."""
        deadline = self._limits.deadline
        trip = Trip(url, headers=headers, remembered=remembered, method=method, body=body, deadline=deadline)
        packing = {"accept-encoding": "gzip, deflate"}
        while True:
            async with await self._turn(trip), trip.timed(), self._asked(trip, packing) as got:
                if got.status in MOVED:
                    await self._drain(got)
                    trip.move(got.status, got.headers)
                    continue
                return await self._answer(trip, got)

    @asynccontextmanager
    async def lines(
        self, url: str, *, headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[AsyncGenerator[str, None]]:
        """See `Reach`. The turn is given back once the answer has begun."""
        trip = Trip(url, headers=headers, deadline=self._limits.deadline)
        async with self._begun(trip) as got:
            lines = self._lines(trip.target, got)
            try:
                yield lines
            finally:
                await lines.aclose()

    async def in_thread(self, work: Callable[[], _T]) -> _T:
        """See `Reach`. Eight at a time."""
        self._threads = self._threads or ThreadPoolExecutor(THREADS, thread_name_prefix="fenghuo-reach")
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    # ------------------------------------------------------------------------------------------ asking
    async def _turn(self, trip: Trip) -> AbstractAsyncContextManager[None]:
        """A turn at the host of the moment, not begun yet. Raises SourceFault where nobody may go there."""
        host, port = trip.target.host, trip.target.origin.port
        trip.proxy = await proxy_for(trip.target)
        if trip.proxy:
            public = is_public_by_name(host)
            if trip.was_public and not public:
                raise SourceFault(Said("fetch-private", {"host": host}), lasting=True)
        else:
            public = any(address.public for address in await self._names.addresses(host, port))
        return self._turns.at(host, public=public)

    @asynccontextmanager
    async def _asked(self, trip: Trip, how: Mapping[str, str]) -> AsyncIterator[_Got]:
        """Sends it; an answer whose headers are in, closed at the end. `how` is further headers."""
        try:
            response = await self._send(trip, how)
        except _TROUBLE as fault:
            raise _said(fault, trip.target) from fault
        try:
            connection = response.extensions["network_stream"].get_extra_info("connection")
            trip.was_public |= is_public_by_name(trip.target.host) if trip.proxy else connection.address.public
            yield _Got(response, response.status, read_headers(response.headers), connection)
        except _TROUBLE as fault:
            raise _said(fault, trip.target, connection) from fault
        finally:
            await response.aclose()

    @asynccontextmanager
    async def _begun(self, trip: Trip) -> AsyncIterator[_Got]:
        """The same for an answer that does not end: redirects followed, the turn given back."""
        while True:
            async with AsyncExitStack() as open_:
                async with await self._turn(trip), trip.timed():
                    got = await open_.enter_async_context(self._asked(trip, {"accept-encoding": "identity"}))
                    if got.status in MOVED:
                        trip.move(got.status, got.headers)
                        continue
                    if not 200 <= got.status < 300:
                        raise self._fault(trip, got)
                yield got
                return

    async def _send(self, trip: Trip, how: Mapping[str, str]) -> httpcore.Response:
        pool = await self._pools.to(trip.target.origin.scheme, trip.proxy, only_public=trip.was_public)
        request = self._request(trip, how)
        try:
            return await pool.handle_async_request(request)
        except HungUp as fault:
            if not fault.stale or trip.method != "GET":
                raise
        return await pool.handle_async_request(request)  # a kept connection was closed just as it was used

    def _request(self, trip: Trip, how: Mapping[str, str]) -> httpcore.Request:
        target = trip.target
        headers = {"host": target.authority, "user-agent": self._agent, "accept": "*/*", **how, **trip.conditions}
        headers.update(trip.headers)
        if trip.body or trip.method == "POST":
            headers["content-length"] = str(len(trip.body))
        try:
            encoded = [(name.title().encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]
        except UnicodeEncodeError as fault:
            raise SourceFault(Said("fetch-header", {"url": target.shown}), lasting=True) from fault
        origin = target.origin
        return httpcore.Request(
            trip.method,
            httpcore.URL(
                scheme=origin.scheme.encode(),
                host=origin.host.encode(),
                port=None if target.authority == origin.host else origin.port,
                target=target.path.encode(),
            ),
            headers=encoded,
            content=trip.body,
            extensions={"timeout": {"connect": self._limits.connect, "read": self._limits.quiet}},
        )

    # ------------------------------------------------------------------------------------------ reading
    async def _answer(self, trip: Trip, got: _Got) -> Answer:
        url, now = trip.target.url, self._clock.now()
        if got.status == 304 and trip.conditions:
            await self._drain(got)
            return Answer(status=304, url=url, remembered=trip.remembered, fresh_for=fresh_for(got.headers, now))
        if not 200 <= got.status < 300:
            raise self._fault(trip, got)
        body = await self._body(trip.target, got)
        media_type, charset = content_type(got.headers)
        return Answer(
            status=200,
            url=url,
            body=body,
            media_type=media_type,
            charset=charset,
            remembered=marks(got.headers),
            fresh_for=fresh_for(got.headers, now),
            moved=trip.moved,
        )

    def _fault(self, trip: Trip, got: _Got) -> SourceFault:
        fault = fault_of(got.status, trip.target, got.headers, self._clock.now())
        if fault.after:
            self._turns.rest(trip.target.host, fault.after)
        return fault

    async def _body(self, target: Target, got: _Got) -> bytes:
        limit = self._limits.body
        if _length(got.headers) > limit:
            raise too_large(target.shown, limit)
        body = Body(got.headers.get("content-encoding", "").strip().lower(), limit, target.shown)
        async for data in got.response.aiter_stream():
            body.add(data)
        return body.whole()

    async def _drain(self, got: _Got) -> None:
        """Reads the little that is left, so that the connection can be used again."""
        if got.status == 304 or 0 <= _length(got.headers) <= _WORTH_DRAINING:
            async for _ in got.response.aiter_stream():
                pass

    async def _lines(self, target: Target, got: _Got) -> AsyncGenerator[str, None]:
        if got.headers.get("content-encoding", "identity").lower() not in ("identity", ""):
            raise SourceFault(Said("fetch-coding", {"url": target.shown}))
        lines = Lines(self._limits.line, target.shown)
        try:
            async for data in got.response.aiter_stream():
                for line in lines.ended_by(data):
                    yield line
        except _TROUBLE as fault:
            raise _said(fault, target, got.connection) from fault
        if last := lines.rest():
            yield last


def _said(fault: Exception, target: Target, connection: Connection | None = None) -> SourceFault:
    """What httpcore raised, as a person is told; with `connection`, the headers of the answer were in."""
    url: dict[str, TextArg] = {"url": target.shown}
    if isinstance(fault, HungUp):
        return SourceFault(Said("fetch-hung-up", url))
    if isinstance(fault, httpcore.ReadTimeout):
        return SourceFault(Said("fetch-quiet", url))
    if isinstance(fault, httpcore.ProxyError):
        return SourceFault(Said("fetch-proxy-login" if str(fault).startswith("407") else "fetch-proxy"))
    if isinstance(fault, httpcore.LocalProtocolError):
        return SourceFault(Said("fetch-header", url), lasting=True)
    if isinstance(fault, httpcore.NetworkError) or (connection is not None and connection.end_read):
        return SourceFault(Said("fetch-cut-short", url))
    return SourceFault(Said("fetch-nonsense", {"host": target.host}))


def _length(headers: Headers) -> int:
    """What Content-Length says; -1 where it says nothing sensible."""
    said = headers.get("content-length", "").strip()
    return int(said) if said.isdecimal() and len(said) < 19 else -1
