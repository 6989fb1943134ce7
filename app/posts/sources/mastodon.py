# SPDX-License-Identifier: Apache-2.0
"""Mastodon and what speaks its API: a hashtag, or the public timeline of a server.

Each round catches up page by page, then follows the server's stream for as long as it lasts; many servers stream only
to who is signed in, and there it stays with the pages. Loaded by `kinds`.

The trap: a status from another server gets an id by when it was written there, so it may turn up *below* ids already
seen. So catching up begins ten minutes before the mark; the store knows what it has.
"""

import re
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

import msgspec

from app.errors import Said, UserError
from app.posts.reading.markup import plain_text
from app.posts.sources.event_stream import Event, bundles, events
from app.posts.sources.port import Document, Field, Harvest, Item, Outcome, Reach, SourceFault
from app.posts.sources.social import UNREADABLE, each, host_of, refuse_in_the_open, server_address
from app.posts.sources.source import Settings

_PAGE: Final = 40
_PAGES: Final = 25
_PAGES_BACK: Final = 5
"""Of what was there before the source was."""
_LATE: Final = 600_000 << 16
"""Ten minutes in an id: 48 bits of milliseconds, 16 of sequence."""
_LATE_PAGES: Final = 3
"""So many may be spent on latecomers; where ten minutes are more, it goes on at the mark."""
_BUNDLE: Final = 100
_LIVE: Final = 0.25
_REFUSED_FOR: Final = 3600
_NEW: Final = frozenset(("update", "status.update"))
_LINES: Final = "application/x-ndjson"
_TAG: Final = re.compile(r"[\w\u00b7\u30fb\u200c]+")
_PLACE: Final = re.compile(r"/tags/([^/]+)")


class Mastodon:
    """The kind `mastodon`."""

    name = "mastodon"
    every = 60
    fields: tuple[Field, ...] = (
        Field("instance", required=True),
        Field("timeline", default="tag", choices=("tag", "public", "local")),
        Field("tag"),
        Field("token", secret=True),
        Field("streaming", default="yes", choices=("yes", "no")),
    )

    def checked(self, settings: Settings) -> dict[str, str]:
        """The settings put right; the address of a tag's page gives the tag too. Raises UserError."""
        address = settings.get("instance", "")
        server = server_address(address, field="instance")
        timeline = settings.get("timeline") or "tag"
        tag, token = settings.get("tag", "").strip(" #＃"), settings.get("token", "").strip()
        if timeline == "tag":
            if not tag and (place := _PLACE.search(address)):
                tag = unquote(place[1])
            if not tag:
                raise UserError(Said("social-tag-missing"))
            if not _TAG.fullmatch(tag) or tag.isdigit():
                raise UserError(Said("social-tag-bad", {"tag": tag[:80]}))
        if token:
            if not (token.isascii() and token.isprintable()) or " " in token:
                raise UserError(Said("social-token-bad"))
            refuse_in_the_open(server, field="token")
        return {
            "instance": server,
            "timeline": timeline,
            "tag": tag if timeline == "tag" else "",
            "token": token,
            "streaming": settings.get("streaming") or "yes",
        }

    async def listen(
        self, settings: Settings, memory: Mapping[str, str], reach: Reach
    ) -> AsyncGenerator[Harvest, Outcome]:
        """Pages first, then the stream until it breaks. Raises SourceFault or UserError."""
        whole = self.checked(settings)
        this = _Round(_timeline(whole), memory, reach)
        async with aclosing(this.catch_up()) as harvests:
            async for harvest in harvests:
                yield harvest
        if whole["streaming"] == "yes" and reach.stays and this.may_stream():
            async with aclosing(this.follow()) as harvests:
                async for harvest in harvests:
                    yield harvest

    def items(self, document: Document) -> Iterator[Item]:
        """Statuses as the API gives them, in an array or one a line. Raises UserError where none can be read."""
        server = document.about.get("server", document.url)
        try:
            lines = document.data.split(b"\n") if document.media_type == _LINES else _ARRAY.decode(document.data)
        except UNREADABLE as error:
            raise UserError(Said("social-not-mastodon", {"server": server})) from error
        return _items(lines, server)


def _items(lines: Sequence[bytes | msgspec.Raw], server: str) -> Iterator[Item]:
    read = False
    for status in each(lines, _STATUS):
        read = True
        # With a token, a server may also tell what was not said in public; that is nobody's to watch.
        if status.uri and status.visibility not in ("private", "direct"):
            yield _item(status, host_of(server))
    if lines and not read:
        raise UserError(Said("social-not-mastodon", {"server": server}))


class _Media(msgspec.Struct):
    description: str | None = None


class _Account(msgspec.Struct):
    acct: str = ""
    followers_count: int | None = None


class _Words(msgspec.Struct):
    uri: str = ""
    url: str | None = None
    created_at: str = ""
    spoiler_text: str | None = None
    content: str | None = None
    media_attachments: tuple[_Media, ...] | None = None


class _Status(_Words):
    account: _Account = msgspec.field(default_factory=_Account)
    visibility: str | None = None
    reblog: _Words | None = None


class _Id(msgspec.Struct):
    id: str


class _Urls(msgspec.Struct):
    streaming: str = ""


class _Configuration(msgspec.Struct):
    urls: _Urls = msgspec.field(default_factory=_Urls)


class _Instance(msgspec.Struct):
    configuration: _Configuration = msgspec.field(default_factory=_Configuration)


_ARRAY: Final = msgspec.json.Decoder(list[msgspec.Raw])
_STATUS: Final = msgspec.json.Decoder(_Status)
_ID: Final = msgspec.json.Decoder(_Id)
_INSTANCE: Final = msgspec.json.Decoder(_Instance)


def _item(status: _Status, host: str) -> Item:
    said = status.reblog or status
    text = plain_text(said.content or "")
    if not text:
        text = "\n".join(media.description for media in said.media_attachments or () if media.description)
    acct, followers = status.account.acct, status.account.followers_count
    return Item(
        posted_at=status.created_at,
        source_id=status.uri,
        parent=status.reblog.uri if status.reblog else "",
        url=status.url or (status.uri if status.uri.startswith(("https://", "http://")) else said.url or ""),
        text=text,
        title=" ".join((said.spoiler_text or "").split()),
        author=f"@{acct}" if "@" in acct else f"@{acct}@{host}" if acct else "",
        followers="" if followers is None or followers < 0 else str(followers),
        source="mastodon",
    )


class _Timeline(NamedTuple):
    """Where the statuses of one source are asked for; the paths are of the API."""

    server: str
    pages: str
    stream: str
    headers: Mapping[str, str]


def _timeline(settings: Settings) -> _Timeline:
    headers = {"Authorization": f"Bearer {settings['token']}"} if settings["token"] else {}
    tag = quote(settings["tag"], safe="")
    pages, stream = {
        "public": ("public?local=false&", "public"),
        "local": ("public?local=true&", "public/local"),
        "tag": (f"tag/{tag}?", f"hashtag?tag={tag}"),
    }[settings["timeline"]]
    return _Timeline(
        server=settings["instance"],
        pages=f"/api/v1/timelines/{pages}limit={_PAGE}",
        stream=f"/api/v1/streaming/{stream}",
        headers=headers,
    )


class _Round:
    """One round of one source: what it has seen, and the requests that it takes."""

    def __init__(self, timeline: _Timeline, memory: Mapping[str, str], reach: Reach) -> None:
        self._timeline, self._reach = timeline, reach
        self._mark = memory.get("since", "")
        self._refused = memory.get("refused", "")
        self._caught_up = False

    def may_stream(self) -> bool:
        """Whether nothing is left to catch up with, and the server has not refused within the hour."""
        refused = int(self._refused) if self._refused.isdecimal() else 0
        return self._caught_up and self._now() >= refused + _REFUSED_FOR

    async def catch_up(self) -> AsyncGenerator[Harvest, None]:
        """The pages since the mark, oldest first; of a new source the last pages, newest first."""
        if not self._mark:
            async with aclosing(self._first_pages()) as harvests:
                async for harvest in harvests:
                    yield harvest
            return
        cursor = _rewound(self._mark)
        for number in range(1, _PAGES + 1):
            ids, document = await self._page(f"&min_id={quote(cursor)}")
            newest = max(ids, key=_order, default="")
            if _order(newest) <= _order(cursor):
                self._caught_up = True
                yield Harvest()
                return
            cursor = max(newest, self._mark, key=_order) if number == _LATE_PAGES else newest
            yield self._harvest(ids, document)
        self._caught_up = False
        yield Harvest(note=Said("social-mastodon-behind", {"count": _PAGES * _PAGE}))

    async def follow(self) -> AsyncGenerator[Harvest, None]:
        """What the stream brings, until it ends; then the next round catches up."""
        url = await self._stream_server() + self._timeline.stream
        opened = False
        try:
            async with self._reach.lines(url, headers=self._timeline.headers) as lines:
                opened = True
                # What came between the last page and the stream is on neither, and the mark would run past it.
                async with aclosing(self.catch_up()) as harvests:
                    async for harvest in harvests:
                        yield harvest
                stream = bundles(events(lines), most=_BUNDLE, within=_LIVE, quiet=Mastodon.every)
                async with aclosing(stream) as found:
                    while self._caught_up and (bundle := await anext(found, None)) is not None:
                        yield self._streamed(bundle, url)
        except SourceFault as fault:
            if fault.lasting and not opened:
                self._refused = str(self._now())
            yield Harvest(memory=self._memory(), after=fault.after)

    async def _first_pages(self) -> AsyncGenerator[Harvest, None]:
        below = ""
        for _ in range(_PAGES_BACK):
            ids, document = await self._page(f"&max_id={quote(below)}" if below else "")
            oldest = min(ids, key=_order, default="")
            if not ids or (below and _order(oldest) >= _order(below)):
                break
            below = oldest
            yield self._harvest(ids, document)
        self._caught_up = True
        yield Harvest()

    async def _page(self, place: str) -> tuple[list[str], Document]:
        answer = await self._reach.get(
            self._timeline.server + self._timeline.pages + place, headers=self._timeline.headers
        )
        try:
            ids = _ids(_ARRAY.decode(answer.body))
        except UNREADABLE as error:
            raise SourceFault(Said("social-not-mastodon", {"server": self._timeline.server})) from error
        return ids, self._document(answer.body, answer.url, answer.media_type)

    async def _stream_server(self) -> str:
        """The server streams are asked at: its own, or one beside it that it names (`wss://streaming.…`)."""
        server = self._timeline.server
        try:
            answer = await self._reach.get(f"{server}/api/v2/instance")
            named = urlsplit(_INSTANCE.decode(answer.body).configuration.urls.streaming)
            host, port = named.hostname or "", named.port
        except (SourceFault, ValueError, RecursionError):
            return server
        address = f"{urlsplit(server).scheme}://{host}" + (f":{port}" if port else "")
        return address if _is_akin(host_of(server), host) else server

    def _streamed(self, bundle: Sequence[Event], url: str) -> Harvest:
        # A line break in JSON is only ever between its parts.
        lines = [event.data.replace("\n", " ").encode("utf-8", "replace") for event in bundle if event.name in _NEW]
        ids = _ids(lines)
        return self._harvest(ids, self._document(b"\n".join(lines), url, _LINES)) if ids else Harvest()

    def _harvest(self, ids: Iterable[str], document: Document) -> Harvest:
        self._mark = max((*ids, self._mark), key=_order)
        return Harvest(documents=(document,), memory=self._memory())

    def _document(self, data: bytes, url: str, media_type: str) -> Document:
        return Document(data=data, url=url, media_type=media_type, about={"server": self._timeline.server})

    def _memory(self) -> dict[str, str]:
        return {"since": self._mark} | ({"refused": self._refused} if self._refused else {})

    def _now(self) -> int:
        return int(self._reach.clock.now().timestamp())


def _ids(raws: Iterable[bytes | msgspec.Raw]) -> list[str]:
    return [status.id for status in each(raws, _ID) if 0 < len(status.id) <= 64]


def _order(status_id: str) -> tuple[int, str]:
    """Ids are numbers, or words of one length that sort by time (Pleroma, GoToSocial)."""
    return len(status_id), status_id


def _rewound(mark: str) -> str:
    """The id ten minutes earlier, where ids tell the time (Mastodon's do since 2.0)."""
    number = int(mark) if mark.isascii() and mark.isdigit() else 0
    return str(number - _LATE) if number > 10**16 else mark


def _is_akin(host: str, other: str) -> bool:
    """Whether `other` is `host`, lies below it, or beside it under the same domain."""
    if other == host or not other or host.rpartition(".")[2].isdigit():
        return other == host
    return other.endswith(f".{host.partition('.')[2] if host.count('.') > 1 else host}")
