# SPDX-License-Identifier: Apache-2.0
"""Web addresses as people type them, made whole: a missing https://, a `feed://`, a bare host with a port.

Called by the kinds that are given an address and by the reader of OPML. The trap: `localhost:8080` looks like a
scheme and `mailto:` has no slashes; and what a stranger's page links may lie on the reader's own machine.
"""

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from app.errors import Said, UserError
from app.posts.fold import is_deceptive, shown

LONGEST_ADDRESS: Final = 2_000
_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(?!\d)")
_WRAPPING: Final = " \t\r\n<>\"'“”‘’「」《》\u3000\ufeff\u200b"
_WEB: Final = ("http", "https")


def web_address(text: str) -> str:
    """The address with its scheme, without a fragment. Raises UserError `feedsource-address-…` naming the mend."""
    typed = text.strip(_WRAPPING)
    bare = re.sub(r"^feed:(?://)?(?=\S)", "", typed, flags=re.IGNORECASE)
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in _WEB:
        raise UserError(Said("feedsource-address-scheme", {"scheme": scheme[1].lower()[:20]}))
    rest = (bare[scheme.end() :] if scheme else bare).lstrip("/")
    try:
        parts = urlsplit(f"{scheme[1].lower() if scheme else 'https'}://{rest}")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or len(rest) > LONGEST_ADDRESS or re.search(r"\s", rest) or is_deceptive(rest) or not _is_host(host):
        raise UserError(Said("feedsource-address-bad", {"address": shown(typed)[:120]}))
    kept = "http" if not scheme and is_near(host) else parts.scheme
    return urlunsplit((kept, parts.netloc, parts.path or "/", parts.query, ""))


def is_near(host: str) -> bool:
    """Whether a host is this machine or lies in a network of one's own, as far as its name tells."""
    host = host.rstrip(".").lower()
    try:
        return not ipaddress.ip_address(host.partition("%")[0]).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".lan", ".internal", ".home.arpa"))


def leads_inside(start: str, target: str) -> bool:
    """Whether something public (`start`) points into the network of one's own (`target`): never followed."""
    return is_near(urlsplit(target).hostname or "") and not is_near(urlsplit(start).hostname or "")


def public_part(address: str) -> str:
    """Scheme, host and path only: what may be shown, and all that relative links need."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _is_host(host: str) -> bool:
    """Letters of any script, figures, dots and hyphens; or an IPv6 address."""
    return ":" in host or re.fullmatch(r"[\w-]+(\.[\w-]+)*\.?", host) is not None
