# SPDX-License-Identifier: Apache-2.0
"""Which addresses a name means, and whether they are the public's or somebody's own.

Called by `connection` (what it connects to) and by `HttpReach` (how polite to be). The trap: what was judged here is
what is connected to, address for address; nothing looks the name up a second time in between.
"""

import asyncio
import socket
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from typing import Final, NamedTuple, TypeAlias

from app.errors import Said
from app.posts.collecting.web.target import literal
from app.posts.sources.port import SourceFault

_FAKE: Final = IPv4Network("198.18.0.0/15")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_UNICAST: Final = IPv6Network("2000::/3")
_AT_ONCE: Final = 16
_THREADS: Final = 32
_KNOWN_FOR: Final = 60.0
_MOST_KNOWN: Final = 4096


class Address(NamedTuple):
    """An IP address, and whether it is the public's."""

    ip: str
    public: bool


Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[Address]]]
"""Host and port → its addresses, best first. Raises OSError where the name is not known."""


@lru_cache(4096)
def is_public(ip: str) -> bool:
    """Whether anybody on the net means the same machine by it: not loopback, private, link-local, shared, reserved.

    An IPv6 address that only wraps an IPv4 one (mapped, 6to4, NAT64) is judged by what is inside. 198.18.0.0/15
    counts as public: the proxies many people in China run hand it out for every public name, and nobody lives there.
    """
    address = ip_address(ip)
    if isinstance(address, IPv4Address):
        return _is_public_4(address)
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and address in _NAT64:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    return _is_public_4(inner) if inner is not None else address in _UNICAST and address.is_global


def _is_public_4(address: IPv4Address) -> bool:
    return address in _FAKE or (address.is_global and not address.is_multicast and not address.is_reserved)


class Names:
    """Looks names up: never the same twice at once, sixteen at a time, and remembers for a minute."""

    def __init__(self, resolve: Resolve | None, *, patience: float) -> None:
        """`patience` is seconds for one look-up."""
        self._resolve = resolve or self._ask_system
        self._patience = patience
        self._known: dict[str, tuple[float, Sequence[Address]]] = {}
        self._doors: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._some = asyncio.Semaphore(_AT_ONCE)
        self._threads: ThreadPoolExecutor | None = None

    async def addresses(self, host: str, port: int) -> Sequence[Address]:
        """At least one. Raises SourceFault where there is none."""
        if ip := literal(host):
            return (Address(ip, is_public(ip)),)
        now = asyncio.get_running_loop().time()
        found = self._known.get(host)
        if found is None or found[0] < now:
            async with self._doors[host]:
                found = self._known.get(host)
                if found is None or found[0] < now:
                    found = (now + _KNOWN_FOR, await self._look_up(host, port))
                    self._remember(host, found)
        return found[1]

    def close(self) -> None:
        """Ends the threads; a look-up that hangs ends by itself."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)

    async def _look_up(self, host: str, port: int) -> Sequence[Address]:
        try:
            async with self._some, asyncio.timeout(self._patience):
                found = await self._resolve(host, port)
        except TimeoutError as fault:
            raise SourceFault(Said("fetch-no-connection", {"host": host})) from fault
        except (OSError, UnicodeError) as fault:
            raise SourceFault(Said("fetch-no-name", {"host": host})) from fault
        if not found:
            raise SourceFault(Said("fetch-no-name", {"host": host}))
        return found

    def _remember(self, host: str, found: tuple[float, Sequence[Address]]) -> None:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
            for idle in [name for name, door in self._doors.items() if not door.locked()]:
                del self._doors[idle]
        self._known[host] = found

    async def _ask_system(self, host: str, port: int) -> Sequence[Address]:
        # Threads of its own: names nobody answers for would otherwise take up the few that asyncio has.
        self._threads = self._threads or ThreadPoolExecutor(_THREADS, thread_name_prefix="fenghuo-names")

        def ask() -> list[Address]:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            return [Address(ip, is_public(ip)) for ip in dict.fromkeys(str(info[4][0]) for info in found)]

        return await asyncio.get_running_loop().run_in_executor(self._threads, ask)
