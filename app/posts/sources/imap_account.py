# SPDX-License-Identifier: Apache-2.0
"""A mailbox as a person set it up: where it is, how it is spoken to, and whose mails are read.

Called by the IMAP kind when settings are checked and when a round begins. The trap: without encryption the password
goes over the line as it is, so that is allowed only to this machine and to a network of one's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from app.errors import Said, UserError
from app.posts.fold import is_deceptive, shown
from app.posts.sources.address import is_near

_PORTS: Final = {"tls": 993, "starttls": 143, "plain": 143}
_SENDER: Final = re.compile(r"(?:[^\s@<>,]+@)?[\w-]+(?:\.[\w-]+)+")
_LONGEST: Final = 250
INBOX: Final = "INBOX"


@dataclass(frozen=True, slots=True)
class Account:
    """One folder of one mailbox. `senders` are addresses or domains in small letters; empty means everybody."""

    host: str
    port: int
    security: str
    user: str
    password: str
    folder: str
    senders: tuple[str, ...]

    @property
    def server(self) -> str:
        """Host, and port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.security] else f"{host}:{self.port}"

    def wants(self, sender: str) -> bool:
        """Whether mails from this address (small letters) are read."""
        domain = sender.rpartition("@")[2]
        return not self.senders or any(
            sender == one if "@" in one else domain == one or domain.endswith(f".{one}") for one in self.senders
        )


def account_of(settings: Mapping[str, str]) -> Account:
    """The account of settings with the password put in. Raises UserError naming the field and the mend."""
    security = settings.get("security") or "tls"
    host, port = _place(settings.get("server", ""), _PORTS.get(security, _PORTS["tls"]))
    account = Account(
        host=host,
        port=port,
        security=security if security in _PORTS else "tls",
        user=settings.get("user", "").strip(),
        password=settings.get("password", ""),
        folder=_folder(settings.get("folder", "")),
        senders=_senders(settings.get("senders", "")),
    )
    if account.security == "plain" and not is_near(host):
        raise UserError(Said("mail-plain-public", {"server": host}))
    if is_deceptive(account.user + account.password) or re.search(r"[\r\n]", account.user + account.password):
        raise UserError(Said("mail-bad-user"))
    return account


def _place(server: str, usual: int) -> tuple[str, int]:
    typed = re.sub(r"^imaps?://", "", server.strip(), flags=re.IGNORECASE).rstrip("/")
    bare = f"[{typed}]" if typed.count(":") > 1 and not typed.startswith("[") else typed
    try:
        parts = urlsplit(f"//{bare}")
        host, port = parts.hostname or "", parts.port or usual
    except ValueError:
        host, port = "", usual
    odd = parts.path or parts.query or "@" in parts.netloc if host else True
    if odd or len(host) > _LONGEST or not (":" in host or re.fullmatch(r"[\w-]+(\.[\w-]+)*\.?", host)):
        raise UserError(Said("mail-bad-server", {"server": shown(server.strip())[:120]}))
    return host, port


def _folder(typed: str) -> str:
    folder = typed.strip() or INBOX
    if is_deceptive(folder) or not folder.isprintable() or len(folder) > _LONGEST:
        raise UserError(Said("mail-bad-folder", {"folder": shown(folder)[:120]}))
    return INBOX if folder.upper() == INBOX else folder


def _senders(typed: str) -> tuple[str, ...]:
    senders = []
    for one in re.split(r"[,;，；、\s]+", typed.strip().lower()):
        bare = one.strip("<>").removeprefix("*").removeprefix("@")
        if bare and not _SENDER.fullmatch(bare):
            raise UserError(Said("mail-bad-sender", {"sender": shown(one)[:120]}))
        if bare and bare not in senders:
            senders.append(bare)
    return tuple(senders)
