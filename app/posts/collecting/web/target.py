# SPDX-License-Identifier: Apache-2.0
"""A web address taken apart and put right: what to connect to, what to ask for, with which login.

Called by `trip` for the address a person gave and for every redirect. The trap: `Target.url` never carries the login;
`login` does, and must stay out of every sentence.
"""

import ipaddress
import re
import socket
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from app.errors import Said
from app.posts.sources.book import without_secrets
from app.posts.sources.port import SourceFault

_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_PLAIN: Final = "/%:@!$&'()*+,;=~-._?[]|"
_LONGEST: Final = 8_000
_SHOWN: Final = 200


class Origin(NamedTuple):
    """Who answers: credentials belong to exactly one."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Target:
    """An http or https address. `path` holds the query too; `login` is the value of an Authorization header or ''."""

    origin: Origin
    path: str
    login: str = ""

    @property
    def host(self) -> str:
        """Lower case, ASCII, no brackets, no dot at the end."""
        return self.origin.host

    @property
    def authority(self) -> str:
        """As the Host header says it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.origin.port == _PORTS[self.origin.scheme] else f"{host}:{self.origin.port}"

    @property
    def url(self) -> str:
        """The whole address without the login."""
        return f"{self.origin.scheme}://{self.authority}{self.path}"

    @property
    def shown(self) -> str:
        """Fit for a sentence: no keys, not endless."""
        return shown(self.url)

    @classmethod
    def of(cls, url: str, base: "Target | None" = None) -> "Target":
        """The address `url` means, seen from `base`. Raises SourceFault for another scheme or nonsense."""
        try:
            whole = urljoin(base.url, url.strip()) if base else url.strip()
            parts = urlsplit(whole)
            if parts.scheme and parts.scheme not in _PORTS and not _is_host_and_port(whole):
                raise SourceFault(Said("fetch-scheme", {"url": shown(whole)}), lasting=True)
            if parts.scheme not in _PORTS or not parts.hostname or len(whole) > _LONGEST:
                raise ValueError(whole)
            port = _PORTS[parts.scheme] if parts.port is None else parts.port
            origin = Origin(parts.scheme, _ascii(parts.hostname), port)
            query = f"?{parts.query}" if parts.query else ""
            path = quote((parts.path or "/") + query, safe=_PLAIN)
            user, _, password = parts.netloc.rpartition("@")[0].partition(":")
            return cls(origin, path, _basic(user, password) if user or password else "")
        except ValueError as fault:
            raise SourceFault(Said("fetch-address", {"url": shown(url)}), lasting=True) from fault


def shown(url: str) -> str:
    """An address as a sentence may show it: secrets hidden, nothing that could disturb the line, not endless."""
    url = url[:_LONGEST]
    whole = url if "://" in url else f"http://{url}"  # without a scheme, no secret would be found
    try:
        hidden = without_secrets(whole) if urlsplit(whole).netloc else whole.partition("?")[0]
    except ValueError:
        hidden = re.sub(r"//[^/]*@", "//***@", whole).partition("?")[0]
    tame = quote(hidden if "://" in url else hidden.removeprefix("http://"), safe=_PLAIN + "#", errors="replace")
    return tame if len(tame) <= _SHOWN else f"{tame[:_SHOWN]}…"


@lru_cache(4096)
def literal(host: str) -> str:
    """The IP address a host name is, in its usual form, or '' for a name.

    `127.1`, `0x7f000001` and `2130706433` are addresses as well: the system would connect to them.
    """
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host)) if host[:1].isdigit() else ""
    except OSError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name."""
    if address := literal(host):
        return ipaddress.ip_address(address).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def _ascii(host: str) -> str:
    """Raises ValueError for what no host is called."""
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    plain = host.encode("idna").decode("ascii").lower().rstrip(".")
    if _HOST.fullmatch(plain) is None or len(plain) > 253:
        raise ValueError(host)
    return plain


def _basic(user: str, password: str) -> str:
    pair = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
    return f"Basic {b64encode(pair).decode('ascii')}"


def _is_host_and_port(url: str) -> bool:
    """`rsshub.lan:1200/x` looks like a scheme to urlsplit, and only lacks one."""
    return re.match(r"[\w.-]+:\d{1,5}(/|$)", url) is not None
