# SPDX-License-Identifier: Apache-2.0
"""A Mastodon server and a Bluesky search that answer as documented, and a Reach that asks them without a network.

Used by test_mastodon.py and test_bluesky.py. The trap: `Pages` orders by id as Mastodon does, so a status that
arrives late with a low id lies below those already given out.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qs, urlsplit

from app.clock import ManualClock
from app.errors import Said
from app.posts.sources.port import Answer, Document, Harvest, Item, Kind, Outcome, Reach, SourceFault

NOW = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
Json: TypeAlias = Any
Line: TypeAlias = "str | float | SourceFault"
"""A line, a pause in seconds, or how the stream breaks."""
_T = TypeVar("_T")
REFUSED = SourceFault(Said("fetch-refused"), lasting=True)
BROKEN = SourceFault(Said("fetch-broken"))


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """Without server and query."""
        return urlsplit(self.url).path

    @property
    def query(self) -> dict[str, str]:
        """The last value of each name."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.url).query).items()}


@dataclass
class FakeReach:
    """Asks `answer` instead of the world; `streams` are given out one after the other, then refused."""

    answer: Callable[[Request], "Json | bytes | SourceFault"]
    streams: list[Sequence[Line]] = field(default_factory=list)
    clock: ManualClock = field(default_factory=lambda: ManualClock(NOW))
    asked: list[Request] = field(default_factory=list)
    streamed: list[Request] = field(default_factory=list)
    open: int = 0
    stays: bool = True

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        remembered: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes = b"",
    ) -> Answer:
        """One answer."""
        assert remembered is None
        request = Request(method, url, headers or {}, body)
        self.asked.append(request)
        found = self.answer(request)
        if isinstance(found, SourceFault):
            raise found
        data = found if isinstance(found, bytes) else json.dumps(found).encode()
        return Answer(status=200, url=url, body=data, media_type="application/json")

    @asynccontextmanager
    async def lines(
        self, url: str, *, headers: Mapping[str, str] | None = None
    ) -> AsyncIterator[AsyncGenerator[str, None]]:
        """The next stream."""
        self.streamed.append(Request("GET", url, headers or {}))
        if not self.streams:
            raise REFUSED
        self.open += 1
        try:
            async with aclosing(_played(self.streams.pop(0))) as lines:
                yield lines
        finally:
            self.open -= 1

    async def in_thread(self, work: Callable[[], _T]) -> _T:
        """Here and now."""
        return work()


async def _played(script: Sequence[Line]) -> AsyncGenerator[str, None]:
    for line in script:
        if isinstance(line, SourceFault):
            raise line
        if isinstance(line, float):
            await asyncio.sleep(line)
        else:
            yield line


@dataclass
class Heard:
    """What became of one round."""

    harvests: list[Harvest] = field(default_factory=list)
    memory: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    fault: SourceFault | None = None

    @property
    def ids(self) -> list[str]:
        """The last part of each id, as they came."""
        return [item.source_id.rpartition("/")[2] for item in self.items]

    @property
    def notes(self) -> list[str]:
        """Keys of what was odd."""
        return [harvest.note.key for harvest in self.harvests if harvest.note]


def hear(
    kind: Kind, settings: dict[str, str], reach: FakeReach, memory: Mapping[str, str] | None = None, stop: int = 9999
) -> Heard:
    """One round without a network; closed after `stop` harvests."""
    heard = asyncio.run(listened(kind, settings, reach, memory, stop))
    assert reach.open == 0
    return heard


async def listened(
    kind: Kind, settings: dict[str, str], reach: Reach, memory: Mapping[str, str] | None = None, stop: int = 9999
) -> Heard:
    """One round as the collector makes it: posts first, then what is remembered."""
    heard = Heard(memory=dict(memory or {}))
    async with aclosing(kind.listen(settings, heard.memory, reach)) as harvests:
        try:
            harvest = await anext(harvests)
            while True:
                heard.harvests.append(harvest)
                for document in harvest.documents:
                    assert isinstance(document, Document)
                    heard.items.extend(kind.items(document))
                heard.memory = heard.memory if harvest.memory is None else dict(harvest.memory)
                if len(heard.harvests) == stop:
                    return heard
                harvest = await harvests.asend(Outcome())
        except StopAsyncIteration:
            return heard
        except SourceFault as fault:
            heard.fault = fault
            return heard


def snowflake(at: datetime, sequence: int = 0) -> str:
    """The id Mastodon gives to what was written then."""
    return str((int(at.timestamp() * 1000) << 16) + sequence)


def status(status_id: str, **changes: Json) -> dict[str, Json]:
    """A status as `GET /api/v1/timelines/…` gives it, what nobody reads left out."""
    account = {"acct": "ming", "username": "ming", "display_name": "小明", "followers_count": 37, "fields": []}
    return {
        "id": status_id,
        "created_at": "2026-11-19T05:59:00.000Z",
        "in_reply_to_id": None,
        "spoiler_text": "",
        "visibility": "public",
        "language": "zh",
        "uri": f"https://mastodon.example/users/ming/statuses/{status_id}",
        "url": f"https://mastodon.example/@ming/{status_id}",
        "content": f"<p>第 {status_id} 条</p>",
        "reblog": None,
        "account": account,
        "media_attachments": [],
    } | changes


@dataclass
class Pages:
    """A timeline of a Mastodon server: the newest 40 in range, newest first; with `min_id` the oldest 40 above it."""

    statuses: list[dict[str, Json]]
    instance: Json = field(default_factory=lambda: {"configuration": {"urls": {}}})

    def __call__(self, request: Request) -> Json:
        """Answers one request."""
        if request.path == "/api/v2/instance":
            return self.instance
        query = request.query
        low, high, limit = int(query.get("min_id", -1)), int(query.get("max_id", 1 << 80)), int(query["limit"])
        found = sorted(int(one["id"]) for one in self.statuses if low < int(one["id"]) < high)
        taken = found[:limit] if "min_id" in query else found[-limit:]
        by_id = {int(one["id"]): one for one in self.statuses}
        return [by_id[number] for number in reversed(taken)]


def event(name: str, data: str) -> list[str]:
    """One server-sent event as lines."""
    return [f"event: {name}", f"data: {data}", ""]


def update(status_id: str, **changes: Json) -> list[str]:
    """A new status on the stream."""
    return event("update", json.dumps(status(status_id, **changes), ensure_ascii=False))


def post(key: str, at: datetime, **changes: Json) -> dict[str, Json]:
    """A post as `app.bsky.feed.searchPosts` gives it."""
    created = (at - timedelta(seconds=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "uri": f"at://did:plc:abc234/app.bsky.feed.post/{key}",
        "cid": "bafy",
        "author": {"did": "did:plc:abc234", "handle": "ming.bsky.social", "displayName": "小明"},
        "record": {"$type": "app.bsky.feed.post", "createdAt": created, "text": f"帖文 {key}", "langs": ["zh"]},
        "indexedAt": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "labels": [],
    } | changes


@dataclass
class Search:
    """A search server: newest first by what Bluesky calls `sortAt`; `cursor` is an offset."""

    posts: list[dict[str, Json]]
    public: bool = False
    """Refuses the second page, as Bluesky's public server does."""

    def __call__(self, request: Request) -> Json:
        """Answers one request."""
        if request.path.endswith("createSession"):
            password = json.loads(request.body)["password"]
            return {"accessJwt": "a.b.c", "refreshJwt": "x", "did": "d"} if password == "right" else REFUSED
        query = request.query
        if self.public and "cursor" in query:
            return REFUSED
        since = datetime.fromisoformat(query.get("since", "1970-01-01T00:00:00Z"))
        found = sorted((one for one in self.posts if _sorted_at(one) >= since), key=_sorted_at, reverse=True)
        start, limit = int(query.get("cursor", 0)), int(query["limit"])
        more = {"cursor": str(start + limit)} if len(found) > start + limit else {}
        return {"posts": found[start : start + limit]} | more


def _sorted_at(one: dict[str, Json]) -> datetime:
    created, indexed = (datetime.fromisoformat(time) for time in (one["record"]["createdAt"], one["indexedAt"]))
    return min(created, indexed)
