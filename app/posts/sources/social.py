# SPDX-License-Identifier: Apache-2.0
"""What Mastodon and Bluesky share: a server's address as a person types it, and JSON from servers nobody vouches for.

Used by the two kinds only. The trap: one bad entry of a page must cost that entry, not the page; hence `each`.
"""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from app.errors import Said, UserError
from app.posts.fold import shown
from app.posts.sources.address import web_address

_T = TypeVar("_T")
UNREADABLE: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What decoding hostile JSON can raise: malformed or of another shape, no UTF-8, nested without end."""
_HERE: Final = frozenset(("localhost", "127.0.0.1", "::1"))


def server_address(text: str, *, field: str) -> str:
    """`https://host[:port]` of a host, an address of any page on it, or an account there (`@me@host`).

    Raises UserError naming `field`.
    """
    typed = text.strip()
    try:
        parts = urlsplit(web_address(typed if "://" in typed else typed.rpartition("@")[2]))
    except UserError as error:
        raise UserError(Said("social-bad-server", {"field": field, "value": shown(typed)[:120]})) from error
    if parts.username is not None:
        raise UserError(Said("social-bad-server", {"field": field, "value": parts.hostname or ""}))
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


def host_of(server: str) -> str:
    """The host of what `server_address` gave, without the port."""
    return urlsplit(server).hostname or ""


def refuse_in_the_open(server: str, *, field: str) -> None:
    """Raises UserError where the secret in `field` would travel unencrypted, other than inside this machine."""
    if server.startswith("http://") and host_of(server) not in _HERE:
        raise UserError(Said("social-secret-in-the-open", {"field": field, "server": server}))


def each(raws: Iterable[bytes | msgspec.Raw], decoder: msgspec.json.Decoder[_T]) -> Iterator[_T]:
    """Those that can be read, in order."""
    for raw in raws:
        try:
            yield decoder.decode(raw)
        except UNREADABLE:
            continue
