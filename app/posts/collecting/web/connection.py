# SPDX-License-Identifier: Apache-2.0
"""Sockets under httpcore: connects to the very addresses that were judged, says what went wrong in a sentence.

`HttpReach` gives `Dialler`s to its pools. The trap: an exception leaves httpcore without closing what it was about;
so a `Connection` closes itself on every failure, and `Dialler.opened` knows those that are still open.
"""

import asyncio
import errno
import ssl
from collections.abc import Iterable
from typing import Any, Final

import httpcore
from typing_extensions import override

from app.errors import Said
from app.posts.collecting.web.guard import Address, Names
from app.posts.sources.port import SourceFault

CONNECT: Final = 10.0
_FIRST_TRIES: Final = 3.0
_MOST_TRIES: Final = 4
_HIGH: Final = 256 * 1024
_CERTIFICATE: Final = {
    9: "fetch-why-not-yet-valid",
    10: "fetch-why-expired",
    18: "fetch-why-self-signed",
    19: "fetch-why-self-signed",
    20: "fetch-why-unknown-issuer",
    21: "fetch-why-unknown-issuer",
    62: "fetch-why-other-name",
    64: "fetch-why-other-name",
}
_UNREACHABLE: Final = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL)


class HungUp(httpcore.ReadError):
    """The other side closed without a byte of an answer. `stale`: on a connection that had served before."""

    def __init__(self, *, stale: bool) -> None:
        super().__init__()
        self.stale = stale


class Connection(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """One connection: what came and was not read yet waits here, some 256 KB of it."""

    def __init__(self, opened: "set[Connection]", address: Address, host: str) -> None:
        self._opened, self.address, self._host = opened, address, host
        self._transport: asyncio.Transport | None = None
        self._came = bytearray()
        self._waiter: asyncio.Future[None] | None = None
        self._paused = self._ended = False
        self.end_read = False  # the reader came to the end; `_ended` says only that one came
        self._fault: Exception | None = None
        self._asked, self._answered = 0, True

    def abort(self) -> None:
        """Closes at once."""
        self._ended = True
        if self._transport is not None:
            self._transport.abort()

    @override
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._came and not self._ended:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(timeout):
                    await self._waiter
            except TimeoutError as fault:
                raise httpcore.ReadTimeout from fault
            finally:
                self._waiter = None
        if self._came:
            return self._taken(max_bytes)
        if not self._answered:
            raise HungUp(stale=self._asked > 1)
        if self._fault is not None:
            raise httpcore.ReadError from self._fault
        self.end_read = True
        return b""

    @override
    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._answered:
            self._asked, self._answered = self._asked + 1, False
        if self._ended or self._transport is None:
            raise httpcore.WriteError
        self._transport.write(buffer)

    @override
    async def aclose(self) -> None:
        self.abort()

    @override
    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "Connection":
        plain = self._transport
        assert plain is not None
        try:
            async with asyncio.timeout(timeout):
                self._transport = await asyncio.get_running_loop().start_tls(
                    plain, self, ssl_context, server_hostname=server_hostname, ssl_shutdown_timeout=1.0
                )
        except TimeoutError as fault:
            raise SourceFault(Said("fetch-no-connection", {"host": self._host})) from fault
        except ssl.SSLCertVerificationError as fault:
            known = _CERTIFICATE.get(fault.verify_code)
            why = Said(known) if known else fault.verify_message
            said = Said("fetch-certificate", {"host": server_hostname or self._host, "why": why})
            raise SourceFault(said) from fault
        except OSError as fault:
            raise SourceFault(Said("fetch-tls", {"host": server_hostname or self._host})) from fault
        finally:
            if self._transport is plain:  # asyncio tells nobody of a connection lost in mid-handshake
                plain.abort()
                self._opened.discard(self)
        return self

    @override
    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # httpcore asks before it uses an idle connection again
            return self._ended or bool(self._came)
        if info == "connection":
            return self
        return None if self._transport is None else self._transport.get_extra_info(info)

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._opened.add(self)

    @override
    def data_received(self, data: bytes) -> None:
        self._came += data
        self._answered = True
        if len(self._came) > _HIGH and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    @override
    def eof_received(self) -> None:
        self._ended = True
        self._wake()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._ended, self._fault = True, exc
        self._opened.discard(self)
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _taken(self, most: int) -> bytes:
        taken = bytes(self._came[:most])
        del self._came[:most]
        if self._paused and len(self._came) <= _HIGH and self._transport is not None:
            self._paused = False
            if not self._transport.is_closing():
                self._transport.resume_reading()
        return taken


class Dialler(httpcore.AsyncNetworkBackend):
    """Makes connections; with `only_public`, never to an address that is somebody's own."""

    def __init__(self, names: Names, opened: set[Connection], *, only_public: bool, patience: float) -> None:
        """`patience` is seconds for one connection to stand."""
        self._names, self._opened = names, opened
        self._only_public, self._patience = only_public, patience

    @override
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> Connection:
        """Raises SourceFault."""
        addresses = await self._names.addresses(host, port)
        allowed = [address for address in addresses if address.public or not self._only_public][:_MOST_TRIES]
        if not allowed:
            raise SourceFault(Said("fetch-private", {"host": host}), lasting=True)
        left = self._patience
        for address in allowed[:-1]:
            share = min(_FIRST_TRIES, left / 2)
            left -= share
            try:
                return await self._dial(address, host, port, share)
            except SourceFault:
                continue
        return await self._dial(allowed[-1], host, port, left)

    async def _dial(self, address: Address, host: str, port: int, patience: float) -> Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(patience):
                _, connection = await loop.create_connection(
                    lambda: Connection(self._opened, address, host), address.ip, port
                )
        except TimeoutError as fault:
            raise SourceFault(Said("fetch-no-connection", {"host": host})) from fault
        except ConnectionRefusedError as fault:
            raise SourceFault(Said("fetch-refused", {"host": host, "port": str(port)})) from fault
        except OSError as fault:
            key = "fetch-unreachable" if fault.errno in _UNREACHABLE else "fetch-no-connection"
            raise SourceFault(Said(key, {"host": host})) from fault
        return connection
