# SPDX-License-Identifier: Apache-2.0
"""Whose turn it is: how many requests run at once, how far apart they begin at one host, which hosts want rest.

Called by `HttpReach` round every request. The trap: a turn is for one host; whoever is sent on to another host gives
it back first, or two who are sent to each other would wait for ever.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import ceil
from typing import Final

from app.errors import Said
from app.posts.sources.port import SourceFault

IN_ALL: Final = 16
PER_HOST: Final = 2
PER_OWN_HOST: Final = 4
_MOST_HOSTS: Final = 2_000


class _Host:
    """One host's turns. Loopback and private hosts are a person's own and need no gap."""

    def __init__(self, *, public: bool, gap: float) -> None:
        self.gap = gap if public else 0.0
        self.slots = asyncio.Semaphore(PER_HOST if public else PER_OWN_HOST)
        self.door = asyncio.Lock()
        self.next_start = 0.0
        self.users = 0


class Turns:
    """All hosts."""

    def __init__(self, *, gap: float) -> None:
        """`gap` is seconds between two beginnings at a public host."""
        self._gap = gap
        self._all = asyncio.Semaphore(IN_ALL)
        self._hosts: dict[tuple[str, bool], _Host] = {}
        self._rests: dict[str, float] = {}

    @asynccontextmanager
    async def at(self, name: str, *, public: bool) -> AsyncIterator[None]:
        """Waits for a turn at a host and holds it. Raises SourceFault while the host wants rest."""
        self._refuse_while_resting(name)
        host = self._host(name, public=public)
        host.users += 1
        try:
            async with host.slots:
                await self._begin(name, host)
                try:
                    yield
                finally:
                    self._all.release()
        finally:
            host.users -= 1

    def rest(self, name: str, seconds: float) -> None:
        """Nobody asks this host before that."""
        self._rests[name] = max(self._rests.get(name, 0.0), _now() + seconds)

    async def _begin(self, name: str, host: _Host) -> None:
        async with host.door:  # held while waiting: two may not begin at one moment because both were kept waiting
            if (wait := host.next_start - _now()) > 0:
                await asyncio.sleep(wait)
            await self._all.acquire()
            try:
                self._refuse_while_resting(name)
            except SourceFault:
                self._all.release()
                raise
            host.next_start = _now() + host.gap

    def _refuse_while_resting(self, name: str) -> None:
        left = self._rests.get(name, 0.0) - _now()
        if left > 0:
            raise SourceFault(Said("fetch-resting", {"host": name, "minutes": ceil(left / 60)}), after=left)
        self._rests.pop(name, None)

    def _host(self, name: str, *, public: bool) -> _Host:
        if len(self._hosts) >= _MOST_HOSTS:
            now = _now()
            self._hosts = {key: host for key, host in self._hosts.items() if host.users or host.next_start > now}
        return self._hosts.setdefault((name, public), _Host(public=public, gap=self._gap))


def _now() -> float:
    return asyncio.get_running_loop().time()
