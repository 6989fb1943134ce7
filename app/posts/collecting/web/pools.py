# SPDX-License-Identifier: Apache-2.0
"""Connections kept for the next request, and the proxies the environment asks for.

Called by `HttpReach`. The trap: a connection made where private addresses are allowed must never serve a request that
came from the public net; so such requests have pools of their own.
"""

import asyncio
import ssl
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore

from app.errors import Said
from app.posts.collecting.web.connection import Connection, Dialler
from app.posts.collecting.web.guard import Names, is_public
from app.posts.collecting.web.target import Target, is_loopback, literal, shown
from app.posts.sources.port import SourceFault

_KEPT: Final = 20
_KEPT_FOR: Final = 15.0


class Pools:
    """One pool for each scheme, proxy and freedom."""

    def __init__(self, names: Names, tls: Callable[[], ssl.SSLContext] | None, *, patience: float) -> None:
        """`tls` makes the context when the first encrypted connection is wanted; `patience` is seconds for one."""
        self._names, self._patience = names, patience
        self._make_tls = tls or ssl.create_default_context
        self._tls: ssl.SSLContext | None = None
        self._tls_door = asyncio.Lock()
        self._opened: set[Connection] = set()
        self._pools: dict[tuple[str, str, bool], httpcore.AsyncConnectionPool] = {}

    async def to(self, scheme: str, proxy: str, *, only_public: bool) -> httpcore.AsyncConnectionPool:
        """Raises SourceFault for a kind of proxy we do not speak to."""
        key = (scheme, proxy, only_public)
        encrypted = "https" in (scheme, proxy.partition(":")[0].lower())
        tls = await self._tls_context() if encrypted else None
        if key not in self._pools:
            # What a proxy may reach is its own affair, and the proxy itself may well be private.
            guarded = only_public and not proxy
            self._pools[key] = httpcore.AsyncConnectionPool(
                ssl_context=tls,
                proxy=_as_proxy(proxy, tls) if proxy else None,
                max_connections=None,
                max_keepalive_connections=_KEPT,
                keepalive_expiry=_KEPT_FOR,
                network_backend=Dialler(self._names, self._opened, only_public=guarded, patience=self._patience),
            )
        return self._pools[key]

    async def close(self) -> None:
        """Closes all of them, and what httpcore may have lost sight of."""
        for pool in self._pools.values():
            await pool.aclose()
        for connection in tuple(self._opened):
            connection.abort()
        while self._opened:
            await asyncio.sleep(0)

    async def _tls_context(self) -> ssl.SSLContext:
        async with self._tls_door:
            if self._tls is None:
                self._tls = await asyncio.to_thread(self._make_tls)
            return self._tls


async def proxy_for(target: Target) -> str:
    """The address of the proxy that the environment (or the system) names for it, or ''; never for loopback."""
    if is_loopback(target.host):
        return ""
    proxies = getproxies()
    proxy = proxies.get(target.origin.scheme) or proxies.get("all") or ""
    if not proxy or await asyncio.to_thread(proxy_bypass, target.host):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def is_public_by_name(host: str) -> bool:
    """What can be told of a host that a proxy will look up."""
    address = literal(host)
    return is_public(address) if address else not is_loopback(host)


def _as_proxy(proxy: str, tls: ssl.SSLContext | None) -> httpcore.Proxy:
    try:
        parts = urlsplit(proxy)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(proxy)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as fault:
        raise SourceFault(Said("fetch-proxy-kind", {"proxy": shown(proxy)}), lasting=True) from fault
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    url = httpcore.URL(scheme=parts.scheme, host=parts.hostname, port=port, target="/")
    return httpcore.Proxy(url, auth=login, ssl_context=tls if parts.scheme == "https" else None)
