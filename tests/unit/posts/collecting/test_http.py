# SPDX-License-Identifier: Apache-2.0
"""What a source may rely on when it asks the net: only what is new, politely, with its login kept at home."""

import asyncio
import gzip
import threading
import time
import zlib
from datetime import timedelta
from email.utils import format_datetime

import pytest

from app.posts.sources.port import SourceFault
from tests.unit.posts.collecting.loopback import AGENT, NOW, Asked, Names, Page, Site, page, reaching

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.usefixtures("no_proxies")]
_FEED = b"<rss>" + "消费者投诉".encode() * 2_000 + b"</rss>"


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def _feed(asked: Asked) -> None:
    marks = {"ETag": '"v1"', "Last-Modified": "Sun, 22 Nov 2026 07:00:00 GMT", "Cache-Control": "max-age=600"}
    if asked.headers.get("if-none-match") == '"v1"':
        return await asked.answer(b"", marks, status=304)
    return await asked.answer(_FEED, marks | {"Content-Type": 'application/rss+xml; charset="GB18030"'})


def test_a_second_request_for_the_same_thing_carries_no_body() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.pages["/feed"] = _feed
            first = await reach.get(site.url("/feed"))
            assert (first.status, first.body, first.url) == (200, _FEED, site.url("/feed"))
            assert (first.media_type, first.charset, first.fresh_for) == ("application/rss+xml", "gb18030", 600)
            assert first.remembered == {"etag": '"v1"', "modified": "Sun, 22 Nov 2026 07:00:00 GMT"}
            again = await reach.get(site.url("/feed"), remembered=first.remembered)
            assert (again.status, again.body, again.remembered) == (304, b"", first.remembered)
            assert site.asked[1].headers["if-modified-since"] == "Sun, 22 Nov 2026 07:00:00 GMT"
            assert site.connections == 1

    asyncio.run(ask())


def test_a_weak_mark_is_understood_by_servers_that_know_only_the_strong_one() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.pages["/feed"] = _feed
            await reach.get(site.url("/feed"), remembered={"etag": 'W/"v1"'})
            assert site.asked[0].headers["if-none-match"] == 'W/"v1", "v1"'

    asyncio.run(ask())


def test_a_hundred_unchanged_feeds_take_a_moment() -> None:
    async def ask() -> float:
        async with reaching() as (site, reach):
            site.pages["/feed"] = _feed
            begun = time.perf_counter()
            for number in range(100):
                answer = await reach.get(site.url(f"/feed?{number}"), remembered={"etag": '"v1"'})
                assert answer.status == 304
            assert site.connections == 1
            return time.perf_counter() - begun

    assert asyncio.run(ask()) < 2.0  # some 0.08 s on a quiet machine; other work may have the cores


def test_requests_say_what_program_asks_and_keep_no_cookies() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.pages["/"] = page(b"hello", {"Set-Cookie": "who=you; Path=/"})
            await reach.get(site.url(), headers={"accept": "application/json"})
            await reach.get(site.url())
        said = site.asked[0].headers
        assert said == {
            "host": f"127.0.0.1:{site.port}",
            "user-agent": AGENT,
            "accept": "application/json",
            "accept-encoding": "gzip, deflate",
        }
        assert "cookie" not in site.asked[1].headers

    asyncio.run(ask())


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(_FEED, mtime=0)),
        ("GZIP", gzip.compress(_FEED[:100], mtime=0) + gzip.compress(_FEED[100:], mtime=0) + b"\0" * 9),
        ("deflate", zlib.compress(_FEED)),
        ("deflate", _raw_deflate(_FEED)),
        ("identity", _FEED),
    ],
)
def test_packed_answers_are_unpacked(coding: str, packed: bytes) -> None:
    async def ask() -> bytes:
        async with reaching() as (site, reach):
            site.pages["/"] = page(packed, {"Content-Encoding": coding})
            return (await reach.get(site.url())).body

    assert asyncio.run(ask()) == _FEED


def test_something_can_be_posted() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.pages["/session"] = page(b"{}", status=201)
            answer = await reach.get(
                site.url("/session"), method="POST", body=b'{"a":1}', headers={"Content-Type": "application/json"}
            )
            assert (answer.status, answer.body) == (200, b"{}")
        assert (site.asked[0].method, site.asked[0].body) == ("POST", b'{"a":1}')
        assert site.asked[0].headers["content-type"] == "application/json"

    asyncio.run(ask())


def test_redirects_are_followed_to_where_the_feed_is_now() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.redirect("/old", "/newer?x=1", 301)
            site.redirect("/newer", "feed", 308)
            site.pages["/feed"] = page(_FEED)
            answer = await reach.get(site.url("/old"))
            assert (answer.url, answer.body) == (site.url("/feed"), _FEED)
            site.redirect("/form", "/feed", 303)
            assert (await reach.get(site.url("/form"), method="POST", body=b"x")).body == _FEED
            assert (site.asked[-1].method, site.asked[-1].body) == ("GET", b"")

    asyncio.run(ask())


def test_a_login_stays_with_the_origin_it_was_meant_for() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach), Site() as other:
            site.redirect("/a", "/b")
            site.redirect("/b", other.url("/c"))
            other.redirect("/c", site.url("/d"))
            site.pages["/d"] = page(b"there")
            url = f"http://me:p%40ss@127.0.0.1:{site.port}/a"
            answer = await reach.get(url, headers={"X-Token": "secret", "Accept": "text/xml"})
            assert answer.url == site.url("/d")
        basic = "Basic bWU6cEBzcw=="
        assert [asked.headers.get("authorization") for asked in site.asked] == [basic, basic, None]
        assert "authorization" not in other.asked[0].headers
        assert "x-token" not in other.asked[0].headers
        assert other.asked[0].headers["accept"] == "text/xml"

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache-Control": "public, max-age=90"}, 90),
        ({"Cache-Control": "max-age=90", "Age": "30"}, 60),
        ({"Cache-Control": "no-cache, max-age=90"}, 0),
        ({"Cache-Control": "max-age=999999999"}, 6 * 3600),
        ({"Cache-Control": "s-maxage=90"}, 0),
        ({"Expires": format_datetime(NOW + timedelta(seconds=120), usegmt=True)}, 120),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
        ({"Expires": "-1"}, 0),
        ({"Expires": "Thu, 01 Jan 2099 00:10:00 GMT", "Date": "Thu, 01 Jan 2099 00:00:00 GMT"}, 600),
        ({}, 0),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: float) -> None:
    async def ask() -> float:
        async with reaching() as (site, reach):
            site.pages["/"] = page(b"x", headers)
            return (await reach.get(site.url())).fresh_for

    assert asyncio.run(ask()) == seconds


def test_a_kept_connection_that_was_closed_meanwhile_is_no_fault() -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):

            async def once(asked: Asked) -> None:
                if len(site.asked) == 2:
                    return asked.writer.close()
                return await asked.answer(b"x")

            site.pages["/"] = once
            await reach.get(site.url())
            assert (await reach.get(site.url())).body == b"x"
            assert (len(site.asked), site.connections) == (3, 2)

    asyncio.run(ask())


# ---------------------------------------------------------------------------------------------- turns
def _until_full(site: Site, most: int) -> Page:
    """A page that answers nobody before `most` have asked, and then leaves one more the time to ask too early."""
    full = asyncio.Event()

    async def answer(asked: Asked) -> None:
        if site.now >= most:
            full.set()
        await asyncio.wait_for(full.wait(), 30)
        await asyncio.sleep(0.03)
        await asked.answer(b"x")

    return answer


@pytest.mark.parametrize(("host", "most"), [("public.test", 2), ("inner.test", 4), ("127.0.0.1", 4)])
def test_few_requests_run_at_once_at_one_host(host: str, most: int) -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.pages["/"] = _until_full(site, most)
            await asyncio.gather(*(reach.get(site.url("/", host)) for _ in range(12)))
            assert (site.most, len(site.asked)) == (most, 12)

    asyncio.run(ask())


def test_sixteen_requests_run_at_once_in_all() -> None:
    async def ask() -> None:
        names = Names()
        names.known |= {f"site{n}.test": names.known["public.test"] for n in range(24)}
        async with reaching(names=names) as (site, reach):
            site.pages["/"] = _until_full(site, 16)
            await asyncio.gather(*(reach.get(site.url("/", f"site{n}.test")) for n in range(24)))
            assert site.most == 16

    asyncio.run(ask())


def test_a_public_host_gets_a_pause_between_two_requests_and_ones_own_does_not() -> None:
    async def ask() -> None:
        async with reaching(gap=0.2) as (site, reach):
            site.pages["/"] = page(b"x")
            begun = asyncio.get_running_loop().time()
            await asyncio.gather(*(reach.get(site.url("/", "public.test")) for _ in range(3)))
            assert all(asked.at >= begun + 0.2 * number for number, asked in enumerate(site.asked))
            begun = asyncio.get_running_loop().time()
            await asyncio.gather(*(reach.get(site.url()) for _ in range(40)))
            assert asyncio.get_running_loop().time() < begun + 4.0

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("status", "said", "seconds"),
    [
        (429, "120", 120),
        (503, "120", 120),
        (503, format_datetime(NOW + timedelta(minutes=5), usegmt=True), 300),
        (429, "999999999", 24 * 3600),
    ],
)
def test_a_host_that_asks_for_rest_gets_it_from_everybody(status: int, said: str, seconds: float) -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.pages["/"] = page(b"", {"Retry-After": said}, status=status)
            site.pages["/other"] = page(b"x")
            with pytest.raises(SourceFault) as busy:
                await reach.get(site.url())
            assert (busy.value.said.key, busy.value.after) == ("fetch-busy", seconds)
            with pytest.raises(SourceFault) as resting:
                await reach.get(site.url("/other"))
            assert resting.value.said.key == "fetch-resting"
            assert seconds - 5 < resting.value.after <= seconds
            assert len(site.asked) == 1
            await reach.get(site.url("/other", "public.test"))  # another host does not rest

    asyncio.run(ask())


# ---------------------------------------------------------------------------------------------- streams
def test_lines_of_a_stream_come_as_they_are_sent() -> None:
    pieces = ["data: 投".encode()[:-1], "投".encode()[-1:], "诉\r".encode(), b"\n\r\nevent: x\rdata: y\n", b"last"]

    async def stream(asked: Asked) -> None:
        await asked.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        for piece in pieces:
            await asked.say(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            await asyncio.sleep(0.005)
        await asked.say(b"0\r\n\r\n")

    async def ask() -> list[str]:
        async with reaching() as (site, reach):
            site.pages["/events"] = stream
            site.redirect("/", "/events")
            async with reach.lines(site.url(), headers={"Authorization": "Bearer t"}) as lines:
                got = [line async for line in lines]
            assert site.asked[1].headers["accept-encoding"] == "identity"
            return got

    assert asyncio.run(ask()) == ["data: 投诉", "", "event: x", "data: y", "last"]


async def _endless(asked: Asked) -> None:
    await asked.say(b"HTTP/1.1 200 OK\r\n\r\n:\n:\n")
    await asyncio.sleep(60)


def test_a_stream_takes_no_turn_and_can_be_left_at_any_line() -> None:
    async def ask() -> None:
        async with reaching(quiet=5.0) as (site, reach):
            site.pages["/events"] = _endless
            site.pages["/"] = page(b"x")

            async def listen() -> None:
                async with reach.lines(site.url("/events", "public.test")) as lines:
                    assert await anext(lines) == ":"
                    listening.release()
                    await asyncio.sleep(60)

            listening = asyncio.Semaphore(0)
            listeners = [asyncio.create_task(listen()) for _ in range(20)]
            for _ in listeners:
                await listening.acquire()
            assert (await reach.get(site.url("/", "public.test"))).body == b"x"
            for listener in listeners:
                listener.cancel()
            await asyncio.gather(*listeners, return_exceptions=True)
            async with reach.lines(site.url("/events")) as lines:
                assert await anext(lines) == ":"

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1_000_001, "fetch-too-large"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n:", "fetch-cut-short"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", "fetch-coding"),
        (b"HTTP/1.1 404 No\r\n\r\n", "fetch-gone"),
    ],
)
def test_a_bad_stream_is_one_sentence(said: bytes, key: str) -> None:
    async def ask() -> None:
        async with reaching() as (site, reach):
            site.raw("/", said)
            with pytest.raises(SourceFault) as fault:
                async with reach.lines(site.url()) as lines:
                    assert [line async for line in lines] == []
            assert fault.value.said.key == key

    asyncio.run(ask())


def test_a_stream_that_falls_silent_is_let_go() -> None:
    async def ask() -> None:
        async with reaching(quiet=0.1) as (site, reach):
            site.pages["/"] = _endless
            async with reach.lines(site.url()) as lines:
                assert [await anext(lines), await anext(lines)] == [":", ":"]
                with pytest.raises(SourceFault) as fault:
                    await anext(lines)
            assert fault.value.said.key == "fetch-quiet"

    asyncio.run(ask())


# ---------------------------------------------------------------------------------------------- threads
def test_what_blocks_runs_beside_and_nothing_is_left_of_it() -> None:
    async def ask() -> None:
        running, most, lock = 0, 0, threading.Lock()

        def block() -> str:
            nonlocal running, most
            with lock:
                running += 1
                most = max(most, running)
            time.sleep(0.02)
            with lock:
                running -= 1
            return threading.current_thread().name

        async with reaching() as (site, reach):
            site.pages["/"] = page(b"x")
            names, answer = await asyncio.gather(
                asyncio.gather(*(reach.in_thread(block) for _ in range(20))), reach.get(site.url())
            )
            assert answer.body == b"x"
            assert all(name.startswith("fenghuo-reach") for name in names)
            assert most == 8
            with pytest.raises(ZeroDivisionError):
                await reach.in_thread(lambda: 1 // 0)
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("fenghuo-reach")]
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(ask())
