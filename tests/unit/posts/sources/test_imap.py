# SPDX-License-Identifier: Apache-2.0
"""A mailbox as a person sets it up, and servers that are slow, hostile or no mail servers at all.

The trap: these servers are a few lines each and know just enough IMAP to misbehave; the real one is in tests/e2e.
"""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import pytest

from app.errors import UserError
from app.posts.sources import imap
from app.posts.sources.imap import Imap
from app.posts.sources.port import SourceFault
from app.texts import Texts
from tests.unit.posts.sources.imap_round import Collected, ThreadsOnly

PLAIN: Final = {"user": "alerts@example.org", "password": "x", "security": "plain"}


def _checked(**settings: str) -> dict[str, str]:
    usual = {"server": "imap.example.com", "user": "a@example.com", "password": "x", "security": "tls"}
    return Imap().checked({**usual, **settings})


@pytest.mark.parametrize(
    ("typed", "security", "kept"),
    [
        (" imap.example.com ", "tls", "imap.example.com"),
        ("imaps://imap.example.com:993/", "tls", "imap.example.com"),
        ("IMAP.Example.com:1993", "tls", "imap.example.com:1993"),
        ("imap.example.com:143", "starttls", "imap.example.com"),
        ("::1", "plain", "[::1]"),
        ("[::1]:1143", "plain", "[::1]:1143"),
        ("邮件.example.cn", "tls", "邮件.example.cn"),
        ("192.168.1.9", "plain", "192.168.1.9"),
        ("mail.local", "plain", "mail.local"),
    ],
)
def test_a_server_is_understood_as_people_type_it(typed: str, security: str, kept: str) -> None:
    assert _checked(server=typed, security=security)["server"] == kept


@pytest.mark.parametrize(
    ("field", "typed", "security", "key"),
    [
        ("server", "https://mail.example.com/inbox", "tls", "mail-bad-server"),
        ("server", "imap.example.com:99999", "tls", "mail-bad-server"),
        ("server", "a b", "tls", "mail-bad-server"),
        ("server", "user@imap.example.com", "tls", "mail-bad-server"),
        ("server", "[::1", "tls", "mail-bad-server"),
        ("server", "imap.example.com", "plain", "mail-plain-public"),
        ("server", "8.8.8.8:143", "plain", "mail-plain-public"),
        ("folder", "IN\r\nBOX", "tls", "mail-bad-folder"),
        ("user", 'a"\r\nA1 LOGOUT', "tls", "mail-bad-user"),
        ("senders", "a@@b.example", "tls", "mail-bad-sender"),
        ("senders", "google", "tls", "mail-bad-sender"),
    ],
)
def test_settings_that_cannot_work_are_refused_with_the_mend(field: str, typed: str, security: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        _checked(**{field: typed, "security": security})
    assert refused.value.said.key == key
    for language in ("zh-Hans", "zh-Hant", "en"):
        assert Texts(language).error(refused.value) != key


def test_senders_and_folder_are_put_right() -> None:
    kept = _checked(senders="*@Google.com；<a@b.example>, google.com", folder=" inbox ")
    assert (kept["senders"], kept["folder"]) == ("google.com, a@b.example", "INBOX")


GREETING: Final = b"* OK [CAPABILITY IMAP4rev1] ready\r\n"


@contextmanager
def _server(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server on a port of its own that treats one client after the other as `behave` says."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            with suppress(OSError):
                client, _ = listening.accept()
                with client:
                    client.settimeout(20)
                    behave(client)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def _conversation(answers: Callable[[bytes, bytes], bytes]) -> Callable[[socket.socket], None]:
    """Greets, then sends what `answers` makes of each command's tag and words."""

    def behave(client: socket.socket) -> None:
        client.sendall(GREETING)
        with client.makefile("rb") as lines:
            for line in lines:
                tag, _, words = line.strip().partition(b" ")
                client.sendall(answers(tag, words))

    return behave


def _polite(tag: bytes, words: bytes) -> bytes:
    told = {
        b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
        b"EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\n",
        b"UID SEARCH": b"* SEARCH 1\r\n",
        b"UID FETCH": b"* 1 FETCH (UID 1 RFC822.SIZE 10)\r\n",
        b"LOGOUT": b"* BYE\r\n",
    }
    return next((say for verb, say in told.items() if words.startswith(verb)), b"") + tag + b" OK done\r\n"


def _busy(tag: bytes, words: bytes) -> bytes:
    return tag + b" NO [UNAVAILABLE] later\r\n" if words.startswith(b"LOGIN") else _polite(tag, words)


def _failing(server: str) -> SourceFault:
    with pytest.raises(SourceFault) as failed:
        Collected().round({**PLAIN, "server": server})
    assert "mail-" not in Texts("zh-Hans").error(failed.value)
    return failed.value


def _sending(data: bytes) -> Callable[[socket.socket], None]:
    return lambda client: client.sendall(data)


def _endless(client: socket.socket) -> None:
    client.sendall(GREETING)
    with suppress(OSError):
        while True:
            client.sendall(b"* 1 EXISTS\r\n" * 10_000)


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize(
    ("behave", "key"),
    [
        (_sending(b""), "mail-closed"),
        (_sending(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "mail-closed"),
        (_sending(b"* BYE too many connections\r\n"), "mail-said"),
        (_endless, "mail-too-much"),
        (_conversation(lambda tag, _: tag + b" BAD what?\r\n"), "mail-said"),
        (_conversation(_busy), "mail-said"),
        (_conversation(lambda tag, words: _polite(tag, words).replace(b"SEARCH 1", b"SEARCH one")), "mail-nonsense"),
        (_conversation(lambda tag, words: _polite(tag, words).replace(b"(UID 1", b"(((UID")), "mail-nonsense"),
        (_conversation(lambda tag, words: _polite(tag, words).replace(b"RFC822.SIZE 10)", b"BODY[] {2000000000}")),
         "mail-too-much"),
    ],
    ids=["silent", "web", "bye", "endless", "bad", "unavailable", "search", "brackets", "bomb"],
)  # fmt: skip
def test_servers_that_misbehave_cost_a_sentence(behave: Callable[[socket.socket], None], key: str) -> None:
    with _server(behave) as server:
        assert _failing(server).said.key == key


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_server_that_drips_is_left_and_its_thread_wakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "_STEP_SECONDS", 0.5)

    def drip(client: socket.socket) -> None:
        client.sendall(GREETING)
        with suppress(OSError):
            while True:
                client.sendall(b"*")
                time.sleep(0.05)

    with _server(drip) as server:
        began = time.monotonic()
        assert _failing(server).said.key == "mail-timeout"
        assert time.monotonic() - began < 5


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_round_that_is_cancelled_leaves_nothing_open() -> None:
    waiting = threading.Event()

    def mute(client: socket.socket) -> None:
        client.sendall(GREETING)
        waiting.set()
        while client.recv(4096):
            pass

    async def cancel(server: str) -> None:
        listening = Imap().listen({**PLAIN, "server": server}, {}, ThreadsOnly())
        task = asyncio.ensure_future(anext(listening))
        assert await asyncio.to_thread(waiting.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with _server(mute) as server:
        began = time.monotonic()
        asyncio.run(cancel(server))
        assert time.monotonic() - began < 5


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_server_without_starttls_is_not_told_the_password() -> None:
    heard: list[bytes] = []

    def listen(tag: bytes, words: bytes) -> bytes:
        heard.append(words)
        return _polite(tag, words)

    with _server(_conversation(listen)) as server, pytest.raises(SourceFault) as failed:
        Collected().round({**PLAIN, "server": server, "security": "starttls"})
    assert failed.value.said.key == "mail-no-starttls"
    assert not [words for words in heard if b"LOGIN" in words]


def test_a_name_that_is_not_on_the_net_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "create_connection", nowhere)
    assert _failing("mail.lan").said.key == "mail-no-host"
