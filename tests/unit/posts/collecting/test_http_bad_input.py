# SPDX-License-Identifier: Apache-2.0
"""What hostile, broken and absent servers do to the collector: one sentence each, in bounds, secrets kept."""

import asyncio
import gzip
import re
import socket
import time
import tracemalloc
import zlib
from collections.abc import Sequence
from typing import get_args

import pytest

from app.clock import ManualClock
from app.posts.collecting.http import HttpReach
from app.posts.collecting.web.guard import Address, is_public
from app.posts.collecting.web.politeness import IN_ALL
from app.posts.sources.port import SourceFault
from app.texts import Language, Texts
from tests.unit.posts.collecting.loopback import AGENT, NOW, Asked, Names, Site, page, reaching
from tests.unit.posts.collecting.test_http import no_proxies

__all__ = ["no_proxies"]
_CUT = gzip.compress(b"x" * 99, mtime=0)[:-12]
pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.usefixtures("no_proxies")]


def _fault(said: bytes) -> SourceFault:
    """What asking for a page that says these bytes and hangs up comes to."""

    async def ask() -> SourceFault:
        async with reaching() as (site, reach):
            site.raw("/", said)
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url())
            return fault.value

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("status", "key", "lasting"),
    [
        (401, "fetch-login", True),
        (403, "fetch-forbidden", True),
        (404, "fetch-gone", True),
        (410, "fetch-gone", True),
        (407, "fetch-proxy-login", True),
        (400, "fetch-client", False),
        (429, "fetch-busy", False),
        (500, "fetch-server", False),
        (503, "fetch-server", False),
        (304, "fetch-nonsense", False),
        (302, "fetch-nonsense", False),
    ],
)
def test_every_refusal_has_its_sentence(status: int, key: str, *, lasting: bool) -> None:
    fault = _fault(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % status)
    assert (fault.said.key, fault.lasting, fault.after) == (key, lasting, 0.0)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (b"", "fetch-hung-up"),
        (b"HTTP/1.1 200", "fetch-nonsense"),
        (b"* OK IMAP4rev1 ready\r\n\r\n", "fetch-nonsense"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", "fetch-nonsense"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000, "fetch-nonsense"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "fetch-nonsense"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "fetch-cut-short"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "fetch-cut-short"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + _CUT, "fetch-cut-short"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot packed at all", "fetch-coding"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxx", "fetch-coding"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 20000001\r\n\r\nx", "fetch-too-large"),
    ],
)
def test_every_lie_has_its_sentence(said: bytes, key: str) -> None:
    assert _fault(said).said.key == key


@pytest.mark.parametrize("begun", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_endless_drip_is_cut_off(begun: bytes) -> None:
    async def drip(asked: Asked) -> None:
        await asked.say(begun)
        while True:
            await asked.say(b"x")
            await asyncio.sleep(0.01)

    async def ask() -> None:
        async with reaching(deadline=0.2) as (site, reach):
            site.pages["/"] = drip
            start = time.perf_counter()
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url())
            assert fault.value.said.key == "fetch-timed-out"
            assert time.perf_counter() - start < 5.0
            site.pages["/"] = page(b"x")
            assert (await reach.get(site.url())).body == b"x"  # and the others go on

    asyncio.run(ask())


def test_slow_servers_do_not_use_up_the_time_of_those_who_wait_for_a_turn() -> None:
    async def slow(asked: Asked) -> None:
        await asyncio.sleep(0.15)
        await asked.answer(b"x")

    async def ask() -> None:
        async with reaching(deadline=1.0) as (site, reach):
            site.pages["/"] = slow
            answers = await asyncio.gather(*(reach.get(site.url("/", "public.test")) for _ in range(IN_ALL)))
            assert len(answers) == IN_ALL

    asyncio.run(ask())


def test_slow_redirects_share_one_deadline() -> None:
    async def ask() -> None:
        async with reaching(deadline=0.4) as (site, reach):

            async def later(asked: Asked) -> None:
                await asyncio.sleep(0.15)
                await asked.answer(b"", {"Location": f"{asked.path}x"}, status=302)

            site.pages |= {f"/{'x' * number}": later for number in range(5)}
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url())
            assert fault.value.said.key == "fetch-timed-out"

    asyncio.run(ask())


def _gigabyte_of_zeros() -> bytes:
    packer = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    start = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * 1024


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_a_bomb_is_refused_early_and_in_little_memory(coding: str) -> None:
    bomb = _gigabyte_of_zeros()

    async def endless(asked: Asked) -> None:
        await asked.say(f"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n".encode())
        while True:
            await asked.say(bomb)

    async def ask() -> float:
        async with reaching() as (site, reach):
            site.pages["/"] = endless
            tracemalloc.start()
            start = time.perf_counter()
            try:
                with pytest.raises(SourceFault) as fault:
                    await reach.get(site.url())
                took, peak = time.perf_counter() - start, tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
            assert fault.value.said.key == "fetch-too-large"
            assert fault.value.said.args["limit"] == 20
            assert peak < 60_000_000
            return took

    assert asyncio.run(ask()) < 5.0  # some 0.2 s; tracemalloc and other work slow it down


# ---------------------------------------------------------------------------------------------- redirects
@pytest.mark.parametrize(
    ("to", "key"),
    [
        ("/", "fetch-redirect-loop"),
        ("/1", "fetch-redirects"),
        ("file:///etc/passwd", "fetch-scheme"),
        ("ftp://public.test/feed", "fetch-scheme"),
        ("data:text/xml,<rss/>", "fetch-scheme"),
        ("javascript:alert(1)", "fetch-scheme"),
        ("http://a b/", "fetch-address"),
        ("http://[::1/", "fetch-address"),
    ],
)
def test_redirects_that_lead_nowhere(to: str, key: str) -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.redirect("/", to)
            for number in range(1, 9):
                site.redirect(f"/{number}", f"/{number + 1}")
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url())
            assert (fault.value.said.key, fault.value.lasting) == (key, True)
            assert len(site.asked) == (6 if key == "fetch-redirects" else 1)

    asyncio.run(ask())


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "inner.test", "2130706433", "0x7f.1", "127.1", "0.0.0.0", "[::1]",  # noqa: S104
        "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "10.0.0.7", "169.254.169.254", "１２７.0.0.1", "both.test",
    ],
)  # fmt: skip
def test_a_public_address_cannot_lead_into_the_house(host: str) -> None:
    async def ask() -> None:
        names = Names()
        names.known["localhost"] = [Address("127.0.0.1", public=False)]
        names.known["both.test"] = [Address("10.0.0.7", public=False), Address("127.0.0.1", public=False)]
        async with reaching(names=names) as (site, reach), Site() as inside:
            inside.pages["/admin"] = page(b"secret")
            site.redirect("/feed", f"http://{host}:{inside.port}/admin")
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url("/feed", "public.test"))
            assert (fault.value.said.key, fault.value.lasting) == ("fetch-private", True)
            with pytest.raises(SourceFault) as fault:
                async with reach.lines(site.url("/feed", "public.test")):
                    pass
            assert fault.value.said.key == "fetch-private"
            assert (inside.connections, inside.asked) == (0, [])

    asyncio.run(ask())


def test_a_connection_made_for_the_house_is_not_lent_to_the_public() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.pages["/admin"] = page(b"secret")
            site.redirect("/feed", site.url("/admin"))
            assert (await reach.get(site.url("/admin"))).body == b"secret"  # a person may name it themself
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url("/feed", "public.test"))
            assert fault.value.said.key == "fetch-private"

    asyncio.run(ask())


def test_from_the_house_one_may_go_anywhere_but_not_back() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.redirect("/in", site.url("/here", "inner.test"))
            site.pages["/here"] = page(b"here")
            assert (await reach.get(site.url("/in"))).body == b"here"
            site.redirect("/out", site.url("/there", "public.test"))
            site.pages["/there"] = page(b"there")
            assert (await reach.get(site.url("/out"))).body == b"there"
            site.redirect("/back", site.url("/in2", "public.test"))
            site.redirect("/in2", site.url("/here", "inner.test"))
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url("/back"))
            assert fault.value.said.key == "fetch-private"

    asyncio.run(ask())


def test_a_name_that_changes_its_mind_gains_nothing() -> None:
    class Rebinding(Names):
        async def __call__(self, host: str, port: int) -> Sequence[Address]:
            await super().__call__(host, port)
            return [Address("127.0.0.1", public=self.asked.count(host) == 1)]

    async def ask() -> None:
        names = Rebinding()
        async with reaching(names=names) as (site, reach):
            site.redirect("/feed", site.url("/next", "elsewhere.test"))
            site.pages["/next"] = page(b"x")
            await reach.get(site.url("/feed", "public.test"))
        assert names.asked == ["public.test", "elsewhere.test"]  # looked up once: what was judged was connected to

    asyncio.run(ask())


def test_a_body_is_not_handed_on_to_strangers() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach), Site() as other:
            site.redirect("/session", other.url("/session"), 307)
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url("/session"), method="POST", body=b"password")
            assert fault.value.said.key == "fetch-body-elsewhere"
            assert other.asked == []

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("8.8.8.8", True), ("2400:3200::1", True), ("198.18.0.5", True), ("64:ff9b::808:808", True),
        ("::ffff:8.8.8.8", True), ("2002:808:808::1", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),  # noqa: S104
        ("255.255.255.255", False), ("240.0.0.1", False), ("192.0.2.1", False), ("::1", False), ("::", False),
        ("fe80::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("fec0::1", False), ("ff02::1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("2001:db8::1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_the_publics(ip: str, *, public: bool) -> None:
    assert is_public(ip) is public


# ---------------------------------------------------------------------------------------------- not getting there
def test_nobody_listening_no_such_name_and_names_that_never_answer() -> None:
    class Silent(Names):
        async def __call__(self, host: str, port: int) -> Sequence[Address]:
            await asyncio.sleep(60)
            return []

    async def ask(url: str, names: Names) -> str:
        async with reaching(names=names, connect=0.1) as (_, reach):
            with pytest.raises(SourceFault) as fault:
                await reach.get(url)
            return fault.value.said.key

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        assert asyncio.run(ask(f"http://127.0.0.1:{port}/", Names())) == "fetch-refused"
    assert asyncio.run(ask("http://nobody.test/", Names())) == "fetch-no-name"
    assert asyncio.run(ask("http://silent.test/", Silent())) == "fetch-no-connection"


@pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])
def test_where_the_first_address_is_dead_the_next_is_tried() -> None:
    async def ask() -> None:
        names = Names()
        async with reaching(names=names) as (site, reach):
            names.known["public.test"] = [Address("127.0.0.2", public=True), Address("127.0.0.1", public=True)]
            site.pages["/"] = page(b"x")
            assert (await reach.get(site.url("/", "public.test"))).body == b"x"

    asyncio.run(ask())


@pytest.mark.allow_hosts(["127.0.0.1", "::1"])
def test_the_systems_own_names_are_asked_where_nobody_stands_in_for_them() -> None:
    async def ask() -> None:
        async with Site() as site, HttpReach(ManualClock(NOW), AGENT) as reach:
            site.pages["/"] = page(b"x")
            assert (await reach.get(site.url("/", "localhost"))).body == b"x"
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url("/", "no-such-host.invalid"))
            assert fault.value.said.key == "fetch-no-name"

    asyncio.run(ask())


@pytest.mark.parametrize(
    "url",
    [
        "", "feed", "rsshub.lan:1200/weibo", "http://", "https:///feed", "http://a b/", "http://host:99999/",
        "http://host:port/", "http://[::1/", "http://..", "http://" + "a" * 64 + ".test/", "http://exa\nmple:x/",
        "http://\ud800/",
    ],
)  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    async def ask() -> None:
        async with reaching() as (_, reach):
            with pytest.raises(SourceFault) as fault:
                await reach.get(url)
            assert (fault.value.said.key, fault.value.lasting) == ("fetch-address", True)

    asyncio.run(ask())


@pytest.mark.parametrize("token", ["密码", "a\r\nX-Evil: 1", "a\0"])
def test_a_token_that_cannot_be_sent_is_said_so(token: str) -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            with pytest.raises(SourceFault) as fault:
                await reach.get(site.url(), headers={"Authorization": f"Bearer {token}"})
            assert (fault.value.said.key, site.asked) == ("fetch-header", [])

    asyncio.run(ask())


# ---------------------------------------------------------------------------------------------- sentences
@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize(
    "url",
    [
        "http://me:hunter2@127.0.0.1:{port}/gone?key=hunter2&q=a",
        "http://me:hunter2@127.0.0.1:{port}/nonsense?access_token=hunter2",
        "http://127.0.0.1:{port}/to?token=hunter2",
        "ftp://me:hunter2@127.0.0.1/?key=hunter2",
        "me:hunter2@127.0.0.1/feed?key=hunter2",
        "http://me:hunter2@[::1/?key=hunter2",
        "http://me:hunter2@nobody.test/",
    ],
)
def test_no_sentence_tells_a_secret(url: str, language: Language) -> None:
    async def ask() -> str:
        async with reaching() as (site, reach):
            site.redirect("/to", "file:///?secret=hunter2")
            site.raw("/nonsense", b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n")
            with pytest.raises(SourceFault) as fault:
                await reach.get(url.format(port=site.port))
            return Texts(language).error(fault.value)

    sentence = asyncio.run(ask())
    assert "hunter2" not in sentence
    assert not re.search(r"[\x00-\x1f{}]", sentence)


def test_a_sentence_is_not_flooded_by_a_redirect() -> None:
    fault = _fault(b"HTTP/1.1 302 Go\r\nLocation: file:///\xe2\x80\xae" + b"x" * 50_000 + b"\r\n\r\n")
    assert len(str(fault.said.args["url"])) < 250
    assert "\u202e" not in str(fault.said.args["url"])
