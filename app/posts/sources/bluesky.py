# SPDX-License-Identifier: Apache-2.0
"""Bluesky: whatever a search finds (`app.bsky.feed.searchPosts`), newest first. Loaded by `kinds`.

Without an account the public server gives the newest 100 only and refuses the next page; with an account every
request goes to the account's own server, which passes it on.

The trap: signing in is limited to some 100 times a day and account, so the sign-in is kept in memory, never on disk,
for most of an hour, and the sources of one account share it.
"""

import re
from collections.abc import AsyncGenerator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import urlencode

import msgspec

from app.errors import Said, UserError
from app.posts.sources.port import Document, Field, Harvest, Item, Outcome, Reach, SourceFault
from app.posts.sources.social import UNREADABLE, each, refuse_in_the_open, server_address
from app.posts.sources.source import Settings

_PUBLIC: Final = "https://api.bsky.app"
_HOME: Final = "https://bsky.social"
_PAGE: Final = 100
_PAGES: Final = 10
_MOST_BYTES: Final = 40 << 20
_LATE: Final = timedelta(minutes=10)
"""A post may be found so much later than it was written."""
_SIGNED_IN: Final = timedelta(minutes=45)
_HONEST: Final = timedelta(days=1)
_EVER: Final = datetime.min.replace(tzinfo=UTC)
_LANG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_URI: Final = re.compile(r"at://(did:[\w:.%-]+)/app\.bsky\.feed\.post/([\w.~:-]+)", re.ASCII)


class Bluesky:
    """The kind `bluesky`."""

    name = "bluesky"
    every = 120
    fields: tuple[Field, ...] = (
        Field("query", required=True),
        Field("lang"),
        Field("server", default=_PUBLIC),
        Field("handle"),
        Field("app_password", secret=True),
        Field("pds", default=_HOME),
    )

    def __init__(self) -> None:
        self._sessions: dict[_Account, _Session] = {}

    def checked(self, settings: Settings) -> dict[str, str]:
        """The settings put right. Raises UserError naming the field and the mend."""
        handle, password = settings.get("handle", "").strip().lstrip("@"), settings.get("app_password", "").strip()
        query, lang = " ".join(settings.get("query", "").split()), settings.get("lang", "").strip()
        home = server_address(settings.get("pds") or _HOME, field="pds")
        if not query:
            raise UserError(Said("social-query-missing"))
        if bool(handle) != bool(password):
            raise UserError(Said("social-account-half"))
        if password:
            refuse_in_the_open(home, field="app_password")
        if lang and not _LANG.fullmatch(lang):
            raise UserError(Said("social-lang-bad", {"lang": lang[:40]}))
        return {
            "query": query,
            "lang": lang,
            "server": server_address(settings.get("server") or _PUBLIC, field="server"),
            "handle": handle,
            "app_password": password,
            "pds": home,
        }

    async def listen(
        self, settings: Settings, memory: Mapping[str, str], reach: Reach
    ) -> AsyncGenerator[Harvest, Outcome]:
        """One search, back to what the last one found. Raises SourceFault or UserError."""
        whole = self.checked(settings)
        account = _Account(whole["pds"], whole["handle"], whole["app_password"])
        token = await self._signed_in(account, reach) if account.handle else ""
        search = _Search(whole, token, memory, reach)
        fault: SourceFault | None = None
        try:
            await search.page_back()
        except SourceFault as caught:
            self._sessions.pop(account, None)  # it may be the sign-in that ran out, which is told in many ways
            if not search.documents:
                raise caught if token else _refused(caught, whole["server"]) from caught
            fault = caught
        # The public server's way to say that further pages are for accounts; waiting would not bring them.
        only_first = fault is not None and fault.lasting and not token
        if fault is not None and not only_first:
            yield Harvest(documents=search.oldest_first())
            raise fault
        yield Harvest(
            documents=search.oldest_first(), memory=search.memory(), note=search.note(only_first=only_first)
        )

    def items(self, document: Document) -> Iterator[Item]:
        """The posts of one page. Raises UserError where none can be read."""
        server = document.about.get("server", document.url)
        try:
            raws = _FOUND.decode(document.data).posts
        except UNREADABLE as error:
            raise UserError(Said("social-not-bluesky", {"server": server})) from error
        return _items(raws, server)

    async def _signed_in(self, account: "_Account", reach: Reach) -> str:
        now = reach.clock.now()
        self._sessions = {one: kept for one, kept in self._sessions.items() if now < kept.until}
        if account in self._sessions:
            return self._sessions[account].token
        body = msgspec.json.encode({"identifier": account.handle, "password": account.password})
        try:
            answer = await reach.get(
                f"{account.home}/xrpc/com.atproto.server.createSession",
                headers={"Content-Type": "application/json"},
                method="POST",
                body=body,
            )
            token = msgspec.json.decode(answer.body, type=_Token).accessJwt
        except SourceFault as fault:
            said = Said("social-bluesky-login", {"handle": account.handle, "why": fault.said})
            raise SourceFault(said, after=fault.after, lasting=fault.lasting) from fault
        except UNREADABLE as error:
            raise SourceFault(Said("social-not-bluesky", {"server": account.home})) from error
        if not re.fullmatch(r"[!-~]{1,8192}", token):
            raise SourceFault(Said("social-not-bluesky", {"server": account.home}))
        self._sessions[account] = _Session(token, now + _SIGNED_IN)
        return token


def _refused(fault: SourceFault, server: str) -> SourceFault:
    """The fault, and that an account would help, where the public server refuses to search at all."""
    if not fault.lasting:
        return fault
    said = Said("social-bluesky-refused", {"server": server, "why": fault.said})
    return SourceFault(said, after=fault.after, lasting=True)


class _Account(NamedTuple):
    home: str
    handle: str
    password: str


class _Session(NamedTuple):
    token: str
    until: datetime


class _Token(msgspec.Struct):
    accessJwt: str  # noqa: N815 - the protocol's own name, as below


class _Found(msgspec.Struct):
    posts: list[msgspec.Raw]
    cursor: str | None = None


class _Written(msgspec.Struct):
    createdAt: str = ""  # noqa: N815
    text: str = ""
    embed: msgspec.Raw = msgspec.Raw(b"{}")


class _Verification(msgspec.Struct):
    verifiedStatus: str = ""  # noqa: N815
    trustedVerifierStatus: str = ""  # noqa: N815


class _Author(msgspec.Struct):
    handle: str = ""
    verification: _Verification | None = None


class _Post(msgspec.Struct):
    uri: str
    indexedAt: str  # noqa: N815
    record: _Written
    author: _Author = msgspec.field(default_factory=_Author)


class _Image(msgspec.Struct):
    alt: str = ""


class _Outside(msgspec.Struct):
    title: str = ""
    description: str = ""


class _Quoted(msgspec.Struct):
    """`app.bsky.embed.record` names the post itself, `recordWithMedia` one level further in."""

    uri: str = ""
    record: "_Quoted | None" = None


class _Embed(msgspec.Struct):
    record: _Quoted | None = None
    images: tuple[_Image, ...] = ()
    external: _Outside | None = None
    alt: str = ""


_FOUND: Final = msgspec.json.Decoder(_Found)
_POST: Final = msgspec.json.Decoder(_Post)
_EMBED: Final = msgspec.json.Decoder(_Embed)


def _items(raws: list[msgspec.Raw], server: str) -> Iterator[Item]:
    read = False
    for post in each(raws, _POST):
        named = _URI.fullmatch(post.uri)
        if named:
            read = True
            yield _item(post, did=named[1], key=named[2])
    if raws and not read:
        raise UserError(Said("social-not-bluesky", {"server": server}))


def _item(post: _Post, *, did: str, key: str) -> Item:
    embed = next(each([post.record.embed], _EMBED), _Embed())
    handle = "" if post.author.handle == "handle.invalid" else post.author.handle
    mark = post.author.verification
    return Item(
        posted_at=_posted_at(post),
        source_id=post.uri,
        parent=_quoted(embed),
        url=f"https://bsky.app/profile/{did}/post/{key}"
        if not re.fullmatch(r"[\w.-]+", handle, re.ASCII)
        else f"https://bsky.app/profile/{handle}/post/{key}",
        text=post.record.text.strip() or _shown_in(embed),
        author=f"@{handle}" if handle else did,
        verified="" if mark is None else _yes("valid" in (mark.verifiedStatus, mark.trustedVerifierStatus)),
        source="bluesky",
    )


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _posted_at(post: _Post) -> str:
    """When its author says; when it was found, where that claim is later, or more than a day earlier."""
    created, indexed = _time(post.record.createdAt), _time(post.indexedAt)
    if indexed is None:
        return post.record.createdAt
    honest = created is not None and timedelta(0) <= indexed - created <= _HONEST
    return post.record.createdAt if honest else post.indexedAt


def _quoted(embed: _Embed) -> str:
    quoted = embed.record
    uri = "" if quoted is None else quoted.uri or (quoted.record.uri if quoted.record else "")
    return uri if _URI.fullmatch(uri) else ""


def _shown_in(embed: _Embed) -> str:
    """What a post without words of its own shows: its pictures as described, or the page it links."""
    shown = [image.alt.strip() for image in embed.images] + [embed.alt.strip()]
    if embed.external:
        shown += [embed.external.title.strip(), embed.external.description.strip()]
    return "\n".join(line for line in shown if line)


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class _Search:
    """One round of one source. `documents` are its pages, newest first."""

    def __init__(self, settings: Settings, token: str, memory: Mapping[str, str], reach: Reach) -> None:
        self.documents: list[Document] = []
        self._server = settings["pds"] if token else settings["server"]
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._mark = _time(memory.get("newest", ""))
        self._reach = reach
        self._newest: list[datetime] = []
        self._reached = False
        self._asked = {"q": settings["query"], "sort": "latest", "limit": str(_PAGE)}
        if settings["lang"]:
            self._asked["lang"] = settings["lang"]
        if self._mark:
            self._asked["since"] = (self._mark - _LATE).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    async def page_back(self) -> None:
        """Gathers pages until one lies wholly before the mark, or there are no more, or ten."""
        size = 0
        while len(self.documents) < _PAGES and size < _MOST_BYTES:
            cursor, times, data = await self._page()
            size += len(data)
            mark = self._mark or _EVER
            self._reached = not cursor or min(times, default=mark) <= mark
            # With an account one page more is asked for, for what was written before the mark and found after it.
            if self._reached and (not cursor or not self._headers or max(times, default=_EVER) < mark):
                return
            self._asked["cursor"] = cursor

    def oldest_first(self) -> tuple[Document, ...]:
        """The pages in the order the posts were written."""
        return tuple(reversed(self.documents))

    def memory(self) -> dict[str, str] | None:
        """The new mark; never in the future, whatever the server says."""
        newest = max(self._newest, default=None)
        if newest is None or (self._mark and newest <= self._mark):
            return None
        return {"newest": min(newest, self._reach.clock.now()).isoformat()}

    def note(self, *, only_first: bool) -> Said | None:
        """Whether posts since the last round were left out, and what would bring them."""
        if self._reached or self._mark is None:
            return None
        count = len(self.documents) * _PAGE
        if only_first:
            return Said("social-bluesky-first-only", {"count": count})
        return Said("social-bluesky-missed", {"count": count})

    async def _page(self) -> tuple[str, list[datetime], bytes]:
        answer = await self._reach.get(
            f"{self._server}/xrpc/app.bsky.feed.searchPosts?{urlencode(self._asked)}", headers=self._headers
        )
        try:
            found = _FOUND.decode(answer.body)
        except UNREADABLE as error:
            raise SourceFault(Said("social-not-bluesky", {"server": self._server})) from error
        times: list[datetime] = []
        for post in each(found.posts, _POST):
            indexed = _time(post.indexedAt)
            if indexed is not None:
                self._newest.append(indexed)
                times.append(min(indexed, _time(post.record.createdAt) or indexed))
        if found.posts:
            about = {"server": self._server}
            self.documents.append(
                Document(data=answer.body, url=answer.url, media_type=answer.media_type, about=about)
            )
        return found.cursor or "", times, answer.body
