# SPDX-License-Identifier: Apache-2.0
"""One request on its way through redirects: where it is now, what it may still carry, how much time is left.

Called by `HttpReach`. The trap: what belongs to the first origin (logins, keys in headers, a body) goes nowhere else,
and a way that once led through the public net never leads into somebody's own.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from app.errors import Said
from app.posts.collecting.web.answers import Headers, conditions
from app.posts.collecting.web.target import Target
from app.posts.sources.port import SourceFault

REDIRECTS: Final = 5
_HARMLESS: Final = frozenset(("accept", "accept-language", "content-type"))


class Trip:
    """Where a request stands."""

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None,
        remembered: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes = b"",
        deadline: float,
    ) -> None:
        """`deadline` is seconds in all. Raises SourceFault for an address that cannot be asked."""
        self.target = Target.of(url)
        self.method, self.body, self.deadline = method, body, deadline
        self.remembered = dict(remembered or {})
        self.conditions = conditions(self.remembered)
        self.headers = {name.lower(): value for name, value in (headers or {}).items()}
        if self.target.login:
            self.headers.setdefault("authorization", self.target.login)
        self.proxy = ""
        self.was_public = False
        self.moved = ""
        self._for_good = True
        self._left = deadline
        self._seen = {(method, self.target.url)}

    @asynccontextmanager
    async def timed(self) -> AsyncIterator[None]:
        """Raises SourceFault when the time for the whole way is over; waiting for a turn does not count."""
        begun = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(max(0.0, self._left)):
                yield
        except TimeoutError as fault:
            said = Said("fetch-timed-out", {"url": self.target.shown, "seconds": round(self.deadline)})
            raise SourceFault(said) from fault
        finally:
            self._left -= asyncio.get_running_loop().time() - begun

    def move(self, status: int, headers: Headers) -> None:
        """Follows a redirect. Raises SourceFault where that leads nowhere or where it must not."""
        old = self.target
        location = headers.get("location", "").encode("latin-1").decode("utf-8", "replace")
        if not location:
            raise SourceFault(Said("fetch-nonsense", {"host": old.host}))
        new = Target.of(location, old)
        if status == 303 or (status in (301, 302) and self.method == "POST"):
            self.method, self.body = "GET", b""
            self.headers.pop("content-type", None)
        if not _same_owner(old, new):
            if self.body:
                said = Said("fetch-body-elsewhere", {"url": old.shown, "host": new.host})
                raise SourceFault(said, lasting=True)
            self.headers = {name: value for name, value in self.headers.items() if name in _HARMLESS}
        if (self.method, new.url) in self._seen:
            raise SourceFault(Said("fetch-redirect-loop", {"url": new.shown}), lasting=True)
        if len(self._seen) > REDIRECTS:
            raise SourceFault(Said("fetch-redirects", {"url": old.shown, "limit": REDIRECTS}), lasting=True)
        self._seen.add((self.method, new.url))
        self.target = new
        self._for_good = self._for_good and status in (301, 308)
        self.moved = new.url if self._for_good else ""


def _same_owner(old: Target, new: Target) -> bool:
    """The same origin, or the same host's encrypted door."""
    upgraded = old.origin._replace(scheme="https", port=443)
    return new.origin == old.origin or (old.origin[::2] == ("http", 80) and new.origin == upgraded)
