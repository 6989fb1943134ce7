# SPDX-License-Identifier: Apache-2.0
"""One connection to an IMAP server: reads mails of one folder and changes nothing in it.

Called by the IMAP kind, in threads, as IMAPClient blocks; so only `abandon` is for the event loop. Every failure
comes out as SourceFault with a sentence. The trap: the server may be hostile or slow for ever, so what one step may
take from it is counted where bytes come in, which IMAPClient offers only by a method of its own (`_create_IMAP4`).
"""

import heapq
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError, ProtocolError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from app.errors import Said, UserError
from app.posts.fold import shown
from app.posts.reading.charset import decoded
from app.posts.reading.mail import sender_of
from app.posts.sources.address import is_near
from app.posts.sources.imap_account import Account
from app.posts.sources.port import SourceFault

LARGEST: Final = 5 << 20
"""Bytes of the largest mail that is read."""
MOST_EXAMINED: Final = 5_000
"""Mails looked at in a round."""
_MOST_HELD: Final = 20 << 20
_MOST_TAKEN: Final = 32 << 20
_WINDOW: Final = 20_000
_CONNECT, _READ = 10.0, 30.0
_OTHERS_SHOWN: Final = 10
_FROM: Final = "BODY.PEEK[HEADER.FIELDS (FROM)]"


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder as it was when it was opened. `next_uid` is 0 where the server does not say."""

    validity: int
    next_uid: int


@dataclass(frozen=True, slots=True)
class Letters:
    """What came of the first `looked` mails asked for: raw mails by UID, ascending, and how many were too large."""

    looked: int
    mails: tuple[tuple[int, bytes], ...]
    too_large: int


class TooMuchError(OSError):
    """The server sends more than it announced."""


class _Counted:
    """Mixed into imaplib's connection: takes no more than `left` bytes, and shows its socket from the start."""

    left = _MOST_TAKEN
    sock: socket.socket

    def __init__(self, place: tuple[str, int], shown_to: Callable[[socket.socket], None], **other: Any) -> None:
        self._shown_to = shown_to
        super().__init__(*place, timeout=_CONNECT, **other)  # type: ignore[call-arg]

    def open(self, *place: Any, **other: Any) -> None:
        super().open(*place, **other)  # type: ignore[misc]
        self._shown_to(self.sock)

    def read(self, size: int) -> bytes:
        self._spend(size)
        data: bytes = super().read(size)  # type: ignore[misc]
        return data

    def readline(self) -> bytes:
        line: bytes = super().readline()  # type: ignore[misc]
        self._spend(len(line) + 200)  # each line is kept as an object of its own
        return line

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise TooMuchError


class _Plain(_Counted, IMAP4WithTimeout):  # type: ignore[misc]
    pass


class _Tls(_Counted, IMAP4_TLS):  # type: ignore[misc]
    pass


class _Client(IMAPClient):  # type: ignore[misc]
    def __init__(
        self, account: Account, context: ssl.SSLContext | None, shown_to: Callable[[socket.socket], None]
    ) -> None:
        self._shown_to = shown_to
        timeout = SocketTimeout(_CONNECT, _READ)
        super().__init__(
            account.host, account.port, ssl=account.security == "tls", ssl_context=context, timeout=timeout
        )

    def _create_IMAP4(self) -> _Counted:  # noqa: N802
        place = (self.host, self.port)
        if self.ssl:
            return _Tls(place, self._shown_to, ssl_context=self.ssl_context)
        return _Plain(place, self._shown_to)

    def start_counting(self) -> None:
        """Allows the next step its bytes."""
        self._imap.left = _MOST_TAKEN


class Mailbox:
    """A folder of an account. Its methods are called one after the other, each in some thread."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client: _Client | None = None
        self._socket: socket.socket | None = None
        self._exists = 0
        self._gone = False
        self._lock = threading.Lock()

    def open(self) -> Opened:
        """Connects, logs in and opens the folder for reading only. Raises SourceFault and UserError."""
        with self._working():
            client = self._connected()
            self._log_in(client)
            return self._opened(client)

    def newer(self, uid: int, since: date | None) -> tuple[int, ...]:
        """The lowest UIDs above `uid`, ascending, at most MOST_EXAMINED; with `since` of mails from that day on."""
        with self._working() as client:
            found: set[int] = set()
            # From the end, as a mail deleted meanwhile moves others down, into what is still to be searched.
            for low in range((max(self._exists, 1) - 1) // _WINDOW * _WINDOW + 1, 0, -_WINDOW):
                last = "*" if low + _WINDOW > self._exists else str(low + _WINDOW - 1)
                asked: list[str | date] = [f"{low}:{last}", "UID", f"{uid + 1}:*"]
                here = [one for one in client.search(asked + (["SINCE", since] if since else [])) if one > uid]
                found = set(heapq.nsmallest(MOST_EXAMINED, found.union(here)))
                client.start_counting()
                if not here and since is None:
                    break  # UIDs ascend: nothing newer lies further down
            return tuple(sorted(found)) if self._exists else ()

    def letters(self, uids: Sequence[int]) -> Letters:
        """The mails of the first of `uids`, as many as 20 MB hold. Those too large or from others are left out."""
        with self._working() as client:
            told = client.fetch(uids, ["RFC822.SIZE", _FROM] if self._account.senders else ["RFC822.SIZE"])
            wanted: list[int] = []
            held = looked = too_large = 0
            for uid in uids:
                size = _number(told.get(uid, {}), b"RFC822.SIZE")
                if uid not in told or not self._wants(told[uid]):
                    size = 0
                elif size > LARGEST:
                    too_large += 1
                elif wanted and held + size > _MOST_HELD:
                    break
                else:
                    wanted.append(uid)
                    held += size
                looked += 1
            client.start_counting()
            found = client.fetch(wanted, ["BODY.PEEK[]"])
            mails = ((uid, found.get(uid, {}).get(b"BODY[]")) for uid in wanted)
            return Letters(looked, tuple((uid, mail) for uid, mail in mails if isinstance(mail, bytes)), too_large)

    def leave(self) -> None:
        """Says goodbye; that the other side does not answer is no fault."""
        with suppress(SourceFault), self._working() as client:
            client.logout()

    def abandon(self) -> None:
        """Closes the connection now, from any thread and at any time; a thread that waits for the server wakes up."""
        self._gone = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
        if self._lock.acquire(blocking=False):
            self._lock.release()
            self._close()

    @contextmanager
    def _working(self) -> Iterator[_Client]:
        """Holds the connection for one step. Whoever finds it abandoned at the end closes it."""
        try:
            with self._lock, _told(self._account):
                if self._gone:
                    raise ConnectionAbortedError
                client = self._client
                if client is not None:
                    client.start_counting()
                yield client  # type: ignore[misc]
        finally:
            if self._gone:
                self._close()

    def _meet(self, opened: socket.socket) -> None:
        self._socket = opened
        if self._gone:
            opened.close()
            raise ConnectionAbortedError

    def _close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError, ValueError):
                client.shutdown()

    def _connected(self) -> _Client:
        account = self._account
        context = None if account.security == "plain" else ssl.create_default_context()
        try:
            client = _Client(account, context, self._meet)
        except UnicodeError as fault:  # a label too long for a name on the net
            raise socket.gaierror from fault
        self._client = client
        if account.security == "starttls":
            if not client.has_capability("STARTTLS"):
                raise SourceFault(Said("mail-no-starttls", {"server": account.server}), lasting=True)
            client.starttls(context)
            self._meet(client.socket())
        elif account.security == "plain" and not is_near(str(client.socket().getpeername()[0])):
            raise UserError(Said("mail-plain-public", {"server": account.host}))
        return client

    def _log_in(self, client: _Client) -> None:
        user, password = self._account.user, self._account.password
        try:
            if user.isascii() and password.isascii():
                quoted = user.replace("\\", "\\\\").replace('"', '\\"')
                client.login(f'"{quoted}"', password)
            else:
                client.plain_login(user, password)
        except LoginError as refusal:
            cause = refusal.__context__
            if isinstance(cause, IMAPClientAbortError):
                raise cause from None
            why = _words(cause if cause is not None else refusal)
            if "UNAVAILABLE" in why or "INUSE" in why:
                raise SourceFault(Said("mail-said", {"server": self._account.server, "why": why})) from refusal
            args = {"server": self._account.server, "user": user, "why": why}
            raise SourceFault(Said("mail-login", args), lasting=True) from refusal
        if client.has_capability("ID"):  # NetEase opens no folder for a program that does not introduce itself
            with suppress(IMAPClientError):
                client.id_({"name": "Fenghuo", "vendor": "Fenghuo"})

    def _opened(self, client: _Client) -> Opened:
        folder = self._account.folder
        try:
            told = client.select_folder(folder, readonly=True)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as refusal:
            listed = client.list_folders()
            names = [str(name) for flags, _, name in listed if b"\\noselect" not in [flag.lower() for flag in flags]]
            if folder in names or not names:
                raise
            shown_names = ", ".join(shown(name)[:60] for name in names[:_OTHERS_SHOWN])
            args = {"folder": folder, "folders": shown_names, "server": self._account.server}
            raise SourceFault(Said("mail-no-folder", args), lasting=True) from refusal
        self._exists = _number(told, b"EXISTS")
        return Opened(_number(told, b"UIDVALIDITY"), _number(told, b"UIDNEXT"))

    def _wants(self, told: Mapping[bytes, Any]) -> bool:
        if not self._account.senders:
            return True
        headers = next((value for key, value in told.items() if key.startswith(b"BODY[HEADER")), b"")
        return isinstance(headers, bytes) and self._account.wants(sender_of(headers))


def _number(told: Mapping[bytes, Any], key: bytes) -> int:
    value = told.get(key, 0)
    return value if isinstance(value, int) else 0


def _words(fault: BaseException) -> str:
    """What the server said, harmless and short."""
    said = fault.args[0] if fault.args else ""
    return shown(decoded(said, ()) if isinstance(said, bytes) else str(said)).strip()[:200]


@contextmanager
def _told(account: Account) -> Iterator[None]:
    """Turns whatever goes wrong with a server into the sentence for it."""
    try:
        yield
    except ProtocolError as fault:
        raise SourceFault(Said("mail-nonsense", {"server": account.server})) from fault
    except (OSError, IMAPClientError) as fault:
        raise _fault(account, fault) from fault
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        # Answers that are no IMAP trip the library in ways it does not promise.
        raise SourceFault(Said("mail-nonsense", {"server": account.server})) from fault


def _fault(account: Account, fault: Exception) -> SourceFault:
    args = {"server": account.server}
    lasting = False
    match fault:
        case ssl.SSLCertVerificationError():
            key, lasting = "mail-certificate", True
            args["why"] = shown(str(fault.verify_message))[:200]
        case ssl.SSLError():
            key = "mail-no-tls"
        case TimeoutError():
            key = "mail-timeout"
        case socket.gaierror():
            key = "mail-no-host"
        case ConnectionRefusedError():
            key = "mail-refused"
        case TooMuchError():
            key = "mail-too-much"
        case OSError():
            key = "mail-unreachable"
            args["why"] = shown(fault.strerror or type(fault).__name__)[:200]
        case IMAPClientAbortError():
            key = "mail-closed"
        case _:
            key = "mail-said"
            args["why"] = _words(fault)
    return SourceFault(Said(key, args), lasting=lasting)
