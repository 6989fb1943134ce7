# SPDX-License-Identifier: Apache-2.0
"""A webhook: monitoring services, scripts and automations on this computer hand posts over by HTTP, with a token.

Listens on 127.0.0.1 only (a service outside needs a relay on this computer). `POST /` with `Authorization: Bearer …`
or `X-Fenghuo-Token`, holding JSON, JSON Lines or a form, is answered once its posts are on disk:
`{"stored": 2, "same": 0, "rejected": [{"line": 3, "reason": "…"}]}`.

Requests that wait are gathered into one harvest where the collector says what became of each (`Outcome.parts`), and
handed over one by one where it does not: a count in an answer is that request's own, always.

The trap: the token is a password; it is taken from headers only, as addresses end up in logs.
"""

import asyncio
import errno
import secrets
from collections.abc import AsyncGenerator, Iterable, Mapping
from typing import Final

from app.errors import Said, UserError
from app.posts.sources.port import Document, Field, Harvest, Item, Outcome, Reach, SourceFault
from app.posts.sources.source import Settings
from app.posts.sources.webhook_door import Door
from app.posts.sources.webhook_items import items_of
from app.texts import Texts, system_language

_HOST: Final = "127.0.0.1"
_PORTS: Final = range(1024, 65536)
_SHORTEST: Final = 16
_LONGEST: Final = 200
_GATHERED: Final = 500


def fresh_token() -> str:
    """A token nobody can guess, 32 characters that need no quoting anywhere."""
    return secrets.token_urlsafe(24)


class Webhook:
    """The kind `webhook`."""

    name = "webhook"
    fields = (Field("port", required=True, default="18750"), Field("token", required=True, secret=True))
    every = 0

    def checked(self, settings: Settings) -> dict[str, str]:
        """Port and token as they must be. Raises UserError."""
        port, token = settings.get("port", "").strip(), settings.get("token", "").strip()
        if not (port.isascii() and port.isdigit() and len(port) <= 5 and int(port) in _PORTS):
            raise UserError(Said("intake-webhook-port-bad", {"low": str(_PORTS[0]), "high": str(_PORTS[-1])}))
        if not _SHORTEST <= len(token) <= _LONGEST or not all("!" <= character <= "~" for character in token):
            raise UserError(Said("intake-webhook-token-bad", {"least": _SHORTEST, "most": _LONGEST}))
        return {"port": str(int(port)), "token": token}

    async def listen(
        self, settings: Settings, memory: Mapping[str, str], reach: Reach
    ) -> AsyncGenerator[Harvest, Outcome]:
        """For ever. The first harvest is empty: the port is open. Raises SourceFault where it is not."""
        door = Door(settings["token"], (await reach.in_thread(_texts)).say)
        server = await _opened(door, int(settings["port"]))
        try:
            tells_apart = False
            yield Harvest()
            while reach.stays:
                batch = await door.waiting(_GATHERED if tells_apart else 1)
                outcome = yield Harvest(documents=tuple(request.document for request in batch))
                tells_apart = len(outcome.parts) == len(batch)
                parts = outcome.parts if tells_apart else (outcome,) * len(batch)
                for request, part in zip(batch, parts, strict=True):
                    if not request.answered.done():
                        request.answered.set_result(part)
        finally:
            server.close()
            await door.close()
            await server.wait_closed()

    def items(self, document: Document) -> Iterable[Item]:
        """The posts of one request. Raises UserError where it is not what it should be."""
        return items_of(document)


def _texts() -> Texts:
    return Texts(system_language())


async def _opened(door: Door, port: int) -> asyncio.Server:
    try:
        return await asyncio.start_server(door.connected, _HOST, port)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise SourceFault(Said("intake-webhook-port-taken", {"port": str(port)})) from fault
        why = fault.strerror or ""
        raise SourceFault(Said("intake-webhook-port-closed", {"port": str(port), "why": why})) from fault
