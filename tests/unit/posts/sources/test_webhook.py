# SPDX-License-Identifier: Apache-2.0
"""The webhook as programs meet it: real requests over loopback, answered when the posts are in a real store."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol, TypeAlias

import pytest

from app.errors import Said
from app.posts.sources.port import Harvest, Outcome, SourceFault
from app.posts.sources.webhook import Webhook
from tests.unit.posts.conftest import Desk
from tests.unit.posts.sources.canned import CannedReach
from tests.unit.posts.sources.webhook_caller import JSON, TOKEN, Collector, Hook, Reply, free_port

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
POST = {"posted_at": "2026-11-18T09:30:00+08:00", "text": "航班又延误了", "author": "李雷"}
Meet: TypeAlias = Callable[[Hook], Awaitable[None]]


class Live(Protocol):
    """Runs a meeting with a webhook, then ends it and checks that nothing is left."""

    def __call__(self, meeting: Meet, *, apart: bool = True) -> Collector:
        """The collector that stood behind it."""


@pytest.fixture
def live(desk: Desk) -> Live:
    """A webhook on a free port before a real store."""

    async def run(meeting: Meet, collector: Collector) -> None:
        port = free_port()
        settings = Webhook().checked({"port": str(port), "token": TOKEN})
        reach = CannedReach({})
        reach.stays = True
        harvests = Webhook().listen(settings, {}, reach)
        collector.gate.set()
        assert await anext(harvests) == Harvest()

        async def collecting() -> None:
            outcome = Outcome()
            with suppress(StopAsyncIteration):
                while True:
                    outcome = await collector.take(await harvests.asend(outcome))

        task = asyncio.create_task(collecting())
        try:
            await meeting(Hook(port, collector))
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await harvests.aclose()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        with pytest.raises(OSError):  # noqa: PT011 - refused, in the words of whatever system
            await asyncio.open_connection("127.0.0.1", port)

    def lived(meeting: Meet, *, apart: bool = True) -> Collector:
        collector = Collector(desk, apart)
        asyncio.run(run(meeting, collector))
        return collector

    return lived


def test_a_post_is_stored_before_the_answer_says_so(live: Live) -> None:
    async def meeting(hook: Hook) -> None:
        hook.collector.gate.clear()
        async with hook.call() as caller:
            asked = asyncio.create_task(caller.ask(POST))
            done, _ = await asyncio.wait({asked}, timeout=0.2)
            assert not done
            hook.collector.gate.set()
            reply = await asked
            assert hook.collector.desk.texts() == ["航班又延误了"]
            assert (reply.status, reply.body["stored"], reply.body["same"], reply.body["rejected"]) == (200, 1, 0, [])
            again = await caller.ask(POST)
            assert (again.body["stored"], again.body["same"]) == (0, 1)

    live(meeting)


SHAPES = {
    "an object": (JSON, json.dumps(POST)),
    "a list": (JSON, json.dumps([POST, POST | {"text": "没有人解释"}])),
    "lines": ("application/x-ndjson", f"{json.dumps(POST)}\n\n{json.dumps(POST | {'text': '二'})}\n"),
    "an envelope": (JSON, json.dumps({"code": 0, "message": "ok", "data": {"items": [POST]}})),
    "a form": (
        "application/x-www-form-urlencoded",
        "text=%E8%88%AA%E7%8F%AD&posted_at=2026-11-18+09%3A30&author=Lei",
    ),
    "a form in parts": (
        "multipart/form-data; boundary=xyz",
        "".join(f'--xyz\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in POST.items())
        + "--xyz--\r\n",
    ),
    "no type at all": ("", json.dumps(POST)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_that_programs_send(live: Live, shape: str) -> None:
    kind, body = SHAPES[shape]

    async def meeting(hook: Hook) -> None:
        async with hook.call() as caller:
            reply = await caller.ask(body.encode(), Content_Type=kind or None)
        assert (reply.status, reply.body["rejected"]) == (200, [])
        assert reply.body["stored"] == (2 if shape in ("a list", "lines") else 1)

    posts = live(meeting).desk.posts()
    assert posts[0].text.startswith("航班")
    assert posts[0].author in ("李雷", "Lei")


def test_refused_posts_are_named_and_the_others_stored(live: Live) -> None:
    async def meeting(hook: Hook) -> None:
        reply = await hook.ask([POST, {"text": "", "posted_at": "2026-11-18", "author": "x"}])
        assert (reply.status, reply.body["stored"], reply.body["rejected_total"]) == (200, 1, 1)
        (rejected,) = reply.rejected()
        assert rejected["line"] == 2
        assert rejected["reason"]

    live(meeting)


def test_a_chunked_request(live: Live) -> None:
    async def meeting(hook: Hook) -> None:
        async with hook.call() as caller:
            caller.send(caller.head(None, Transfer_Encoding="chunked"))
            for piece in (b'{"text": "hello ', b'there", "time": "2026-11-18 09:30"}', b""):
                caller.send(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            assert (await caller.reply()).body["stored"] == 1

    assert live(meeting).desk.texts() == ["hello there"]


def test_a_client_that_asks_first_whether_it_may(live: Live) -> None:
    async def meeting(hook: Hook) -> None:
        data = json.dumps(POST).encode()
        async with hook.call() as caller:
            caller.send(caller.head(len(data), Expect="100-continue"))
            assert (await caller.reply()).status == 100
            caller.send(data)
            assert (await caller.reply()).status == 200

    live(meeting)


@pytest.mark.parametrize(
    ("how", "status", "error"),
    [
        ({"Authorization": None}, 401, "intake-webhook-token"),
        ({"Authorization": "Bearer wrong-wrong-wrong-wrong"}, 401, "intake-webhook-token"),
        ({"Authorization": f"Basic {TOKEN}"}, 401, "intake-webhook-token"),
        ({"Authorization": None, "path": f"/?token={TOKEN}"}, 401, "intake-webhook-token"),
        ({"Host": "evil.example:80"}, 403, "intake-webhook-host"),
        ({"Host": "127.0.0.1.evil.example"}, 403, "intake-webhook-host"),
        ({"Host": "[oops"}, 403, "intake-webhook-host"),
        ({"Origin": "https://evil.example"}, 403, "intake-webhook-origin"),
        ({"Origin": "null"}, 403, "intake-webhook-origin"),
        ({"Sec_Fetch_Site": "cross-site"}, 403, "intake-webhook-origin"),
        ({"method": "GET"}, 405, "intake-webhook-method"),
        ({"method": "PUT"}, 405, "intake-webhook-method"),
        ({"path": "/admin"}, 404, "intake-webhook-path"),
        ({"Content_Encoding": "gzip"}, 415, "intake-webhook-packed"),
        ({"Content_Length": "nine"}, 400, "intake-webhook-protocol"),
        ({"Padding": "x" * 20_000}, 431, "intake-webhook-protocol"),
    ],
)
def test_who_is_turned_away(live: Live, how: dict[str, str | None], status: int, error: str) -> None:
    async def meeting(hook: Hook) -> None:
        async with hook.call() as caller:
            reply = await caller.ask(POST, **how)  # type: ignore[arg-type]
            assert (reply.status, reply.body["error"]) == (status, error)
            assert reply.headers["connection"] == "close"
            assert await caller.is_closed()
        assert (await hook.ask(POST)).status == 200

    assert live(meeting).desk.texts() == ["航班又延误了"]


def test_the_token_may_come_in_a_header_of_its_own(live: Live) -> None:
    async def meeting(hook: Hook) -> None:
        async with hook.call() as caller:
            reply = await caller.ask(POST, Authorization=None, X_Fenghuo_Token=TOKEN, Host=f"LOCALHOST:{hook.port}")
            assert reply.status == 200

    live(meeting)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", "intake-webhook-empty"),
        (b" \n ", "intake-webhook-empty"),
        (b"[]", "intake-webhook-empty"),
        (b'{"text": ', "intake-webhook-broken"),
        (b'{"text": "a"}\n{"text"', "intake-webhook-broken"),
        (b"[1, 2]", "intake-webhook-no-object"),
        (b'"hello"', "intake-webhook-no-object"),
        (b"[" * 100_000, "intake-webhook-deep"),
        (b'{"a":' * 3_000 + b"1" + b"}" * 3_000, "intake-webhook-deep"),
        (b'{"colour": "red"}', "intake-webhook-no-text"),
        (b"\xff\xfe\xfd", "intake-webhook-broken"),
    ],
)
def test_what_is_no_post_gets_a_sentence(live: Live, body: bytes, error: str) -> None:
    async def meeting(hook: Hook) -> None:
        async with hook.call() as caller:
            reply = await caller.ask(body)
            assert (reply.status, reply.body["error"]) == (400, error)
            assert reply.body["message"]
            assert (await caller.ask(POST)).status == 200, "the connection goes on"

    assert live(meeting).desk.texts() == ["航班又延误了"]


@pytest.mark.parametrize("chunked", [True, False])
def test_a_request_that_is_too_large(live: Live, *, chunked: bool) -> None:
    async def meeting(hook: Hook) -> None:
        async with hook.call() as caller:
            if chunked:
                caller.send(caller.head(None, Transfer_Encoding="chunked"))
                piece = b" " * (1 << 20)
                for _ in range(6):
                    caller.send(b"100000\r\n" + piece + b"\r\n")
            else:
                caller.send(caller.head(6 << 20))
            reply = await caller.reply()
            assert (reply.status, reply.body["error"]) == (413, "intake-webhook-large")

    live(meeting)


def test_five_megabytes_fit(live: Live) -> None:
    async def meeting(hook: Hook) -> None:
        posts = json.dumps([POST | {"text": f"{number} {'x' * 4_900}"} for number in range(1_000)]).encode()
        reply = await hook.ask(posts)
        assert (reply.status, reply.body["stored"]) == (200, 1_000)

    live(meeting)


def test_a_request_that_drips_in_is_given_up(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.posts.sources.webhook_door.PATIENCE", 0.2)

    async def meeting(hook: Hook) -> None:
        async with hook.call() as caller:
            caller.send(caller.head(1_000) + b"{")
            reply = await caller.reply()
            assert (reply.status, reply.body["error"]) == (408, "intake-webhook-slow")
        assert (await hook.ask(POST)).status == 200

    live(meeting)


def test_no_more_than_so_many_at_once(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.posts.sources.webhook_door.CONNECTIONS", 2)

    async def meeting(hook: Hook) -> None:
        async with hook.call() as one, hook.call() as two:
            assert (await one.ask(POST)).status == 200
            assert (await two.ask(POST)).status == 200
            async with hook.call() as third:
                reply = await third.reply()
                assert (reply.status, reply.headers["retry-after"]) == (503, "5")

    live(meeting)


def test_when_too_many_posts_wait_senders_are_told_to_come_again(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.posts.sources.webhook_door._WAITING", 3)

    async def meeting(hook: Hook) -> None:
        hook.collector.gate.clear()
        async with hook.call() as first:
            asked = asyncio.create_task(first.ask([POST | {"text": f"第{n}条帖文"} for n in range(3)]))
            await asyncio.sleep(0.1)
            reply = await hook.ask(POST)
            assert (reply.status, reply.body["error"]) == (503, "intake-webhook-busy")
            hook.collector.gate.set()
            assert (await asked).body["stored"] == 3
        assert (await hook.ask(POST)).status == 200

    live(meeting)


@pytest.mark.parametrize("apart", [True, False])
def test_every_answer_counts_its_own_posts(live: Live, *, apart: bool) -> None:
    async def meeting(hook: Hook) -> None:
        assert (await hook.ask(POST)).status == 200
        hook.collector.gate.clear()

        async def tell(number: int) -> Reply:
            body: object = [POST, POST | {"text": f"第 {number} 条"}] if number % 3 else b'{"text"'
            return await hook.ask(body)

        asked = [asyncio.create_task(tell(number)) for number in range(30)]
        await asyncio.sleep(0.2)
        hook.collector.gate.set()
        replies = await asyncio.gather(*asked)
        assert [reply.status for reply in replies] == [400 if number % 3 == 0 else 200 for number in range(30)]
        good = [reply.body for reply in replies if reply.status == 200]
        assert all((body["stored"], body["same"]) == (1, 1) for body in good)

    collector = live(meeting, apart=apart)
    assert (max(collector.harvests) > 5) == apart
    assert len(collector.desk.texts()) == 21


def test_a_thousand_posts_over_kept_connections(live: Live) -> None:
    async def meeting(hook: Hook) -> None:
        async def tell(start: int) -> None:
            async with hook.call() as caller:
                for number in range(start, start + 50):
                    assert (await caller.ask(POST | {"text": f"第 {number} 条"})).status == 200

        began = asyncio.get_running_loop().time()
        await asyncio.gather(*(tell(start) for start in range(0, 1_000, 50)))
        assert asyncio.get_running_loop().time() - began < 30

    collector = live(meeting)
    assert len(collector.desk.texts()) == 1_000
    assert len(collector.harvests) < 500


def test_whoever_waits_when_the_collector_stops_is_told(desk: Desk) -> None:
    async def run() -> None:
        port = free_port()
        reach = CannedReach({})
        reach.stays = True
        harvests = Webhook().listen({"port": str(port), "token": TOKEN}, {}, reach)
        await anext(harvests)
        hook = Hook(port, Collector(desk))
        async with hook.call() as first, hook.call() as idle:
            asked = asyncio.create_task(first.ask(POST))
            harvest = await harvests.asend(Outcome())
            assert len(harvest.documents) == 1
            await harvests.aclose()
            reply = await asked
            assert (reply.status, reply.body["error"]) == (503, "intake-webhook-closing")
            assert await idle.is_closed()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(run())


def test_a_client_that_hangs_up_does_not_stop_its_post(live: Live) -> None:
    async def meeting(hook: Hook) -> None:
        hook.collector.gate.clear()
        data = json.dumps(POST).encode()
        async with hook.call() as caller:
            caller.send(caller.head(len(data)) + data)
            await asyncio.sleep(0.1)
        async with hook.call() as caller:
            caller.send(caller.head(len(data)) + data[:10])
        hook.collector.gate.set()
        assert (await hook.ask(POST | {"text": "还在"})).status == 200

    assert len(live(meeting).desk.texts()) == 2


@pytest.mark.parametrize("noise", [b"\x16\x03\x01\x02\0", b"GET\r\n\r\n", b"POST / HTTP/1.1\r\n\r\n", b"\0" * 50_000])
def test_noise_is_no_trouble(live: Live, noise: bytes) -> None:
    async def meeting(hook: Hook) -> None:
        async with hook.call() as caller:
            caller.send(noise)
            caller.writer.write_eof()
            with suppress(asyncio.IncompleteReadError, OSError):
                assert (await caller.reply()).status >= 400
        assert (await hook.ask(POST)).status == 200

    live(meeting)


def test_a_port_that_is_taken_is_named() -> None:
    async def run(port: int) -> None:
        harvests = Webhook().listen({"port": str(port), "token": TOKEN}, {}, CannedReach({}))
        with pytest.raises(SourceFault) as fault:
            await anext(harvests)
        assert fault.value.said == Said("intake-webhook-port-taken", {"port": str(port)})

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        asyncio.run(run(other.getsockname()[1]))


def test_a_single_round_only_tries_the_port() -> None:
    async def run() -> list[Harvest]:
        return [
            one async for one in Webhook().listen({"port": str(free_port()), "token": TOKEN}, {}, CannedReach({}))
        ]

    assert asyncio.run(run()) == [Harvest()]
