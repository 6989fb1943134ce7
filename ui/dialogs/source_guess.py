# SPDX-License-Identifier: Apache-2.0
"""What somebody pasted into the address line: which kind of source it is, and what would be done with it.

Asked at every keystroke by :mod:`ui.dialogs.source_choice`; pure, reads nothing. The trap: a blog has pages called
`/tags/x` as Mastodon has, so every guess about a web address can be overruled (`plain_feed`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlencode, urlsplit

from app.errors import Said, UserError
from app.posts.sources.address import web_address
from app.posts.sources.rsshub import presets

_MAIL: Final = re.compile(r"[^\s@/:]+@([\w-]+(?:\.[\w-]+)+)")
_PATH: Final = re.compile(r"(?:~|/(?!/)|\\\\|[A-Za-z]:[\\/]|file://)")
_TAG: Final = re.compile(r"/tags/([^/]+?)/?")
_PUBLIC: Final = {"/public": "public", "/public/local": "local"}
_FEED_NAME: Final = re.compile(r"\.(rss|xml|atom|json)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A kind and what is known of its settings. `said` tells what will be done, `name` is a good name for it."""

    kind: str
    settings: Mapping[str, str] = field(default_factory=dict)
    said: Said | None = None
    name: str = ""
    preset: str = ""

    @property
    def surely(self) -> bool:
        """Whether nothing else could have been meant."""
        return self.kind in ("feed", "imap", "folder")


def guess(text: str) -> Guess | None:
    """What an address stands for; None for words that are no address."""
    text = text.strip()
    if not text:
        return None
    for look in (_mailbox, _folder, _preset_page, _web_page, plain_feed):
        found = look(text)
        if found is not None:
            return found
    return None


def plain_feed(text: str) -> Guess | None:
    """A web address as a feed, or as a page whose feed is looked for; None where it is no web address."""
    try:
        address = web_address(text)
    except UserError:
        return None
    host = urlsplit(address).hostname or ""
    typed = "://" in text or ":" in text or host == "localhost"
    if not typed and "." not in host.strip("."):
        return None
    said = Said("sources-guess-feed", {"host": host})
    return Guess(kind="feed", settings={"address": address}, said=said, name=host)


def _mailbox(text: str) -> Guess | None:
    if text.lower().startswith(("imap://", "imaps://")):
        parts = urlsplit(text)
        user, host = unquote(parts.username or ""), parts.hostname or ""
    else:
        found = _MAIL.fullmatch(text.removeprefix("mailto:"))
        if found is None:
            return None
        user, host = found[0], f"imap.{found[1]}"
    settings = {name: value for name, value in (("server", host), ("user", user)) if value}
    return Guess(kind="imap", settings=settings, said=Said("sources-guess-imap", {"host": host}), name=user or host)


def _folder(text: str) -> Guess | None:
    if not _PATH.match(text):
        return None
    path = unquote(urlsplit(text).path) if text.startswith("file://") else text
    name = PurePath(path.replace("\\", "/")).name
    return Guess(kind="folder", settings={"path": path}, said=Said("sources-guess-folder"), name=name)


def _preset_page(text: str) -> Guess | None:
    """A page of a platform that one of the presets reads."""
    if "." not in text or "/" not in text:
        return None
    for preset in presets():
        values = {one.name: _in_address(one.in_address, text) for one in preset.parameter}
        if values and all(values[one.name] for one in preset.parameter if one.required):
            settings = {"preset": preset.id} | values
            said = Said("sources-guess-preset", {"preset": preset.id})
            return Guess(kind="rsshub", settings=settings, said=said, preset=preset.id)
    return None


def _in_address(pattern: str, text: str) -> str:
    found = re.search(pattern, text) if pattern else None
    return unquote(found[1]) if found else ""


def _web_page(text: str) -> Guess | None:
    """Pages that are better read another way than as a page."""
    try:
        parts = urlsplit(web_address(text))
    except UserError:
        return None
    host, server = parts.hostname or "", f"{parts.scheme}://{parts.netloc}"
    if host == "bsky.app":
        return _bluesky(parts.path, parts.query)
    if "rsshub" in host and parts.path.strip("/"):
        return _hub_route(parts, server)
    tag, timeline = _TAG.fullmatch(parts.path), _PUBLIC.get(parts.path.rstrip("/"))
    if tag and not _FEED_NAME.search(tag[1]):
        word = unquote(tag[1])
        settings = {"instance": server, "timeline": "tag", "tag": word}
        said = Said("sources-guess-mastodon-tag", {"tag": word, "host": host})
        return Guess(kind="mastodon", settings=settings, said=said, name=f"#{word} · {host}")
    if timeline:
        settings, said = {"instance": server, "timeline": timeline}, Said("sources-guess-mastodon", {"host": host})
        return Guess(kind="mastodon", settings=settings, said=said, name=host)
    return None


def _hub_route(parts: SplitResult, server: str) -> Guess:
    """A route of an RSSHub instance; its key goes where keys belong."""
    asked = parse_qsl(parts.query, keep_blank_values=True)
    route = parts.path + (f"?{rest}" if (rest := urlencode([pair for pair in asked if pair[0] != "key"])) else "")
    settings = {"instance": server, "route": route, "access_key": dict(asked).get("key", "")}
    said = Said("sources-guess-rsshub", {"host": parts.hostname or ""})
    return Guess(kind="rsshub", settings=settings, said=said, name=unquote(parts.path).strip("/"))


def _bluesky(path: str, query: str) -> Guess | None:
    words = parse_qs(query).get("q", [""])[0] if path.startswith("/search") else ""
    if path.startswith("/hashtag/"):
        words = "#" + unquote(path.removeprefix("/hashtag/").strip("/"))
    if not words:
        return None
    said = Said("sources-guess-bluesky", {"words": words})
    return Guess(kind="bluesky", settings={"query": words}, said=said, name=f"Bluesky · {words}")
