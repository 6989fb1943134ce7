# SPDX-License-Identifier: Apache-2.0
"""RSS (0.9 to 2.0, RDF), Atom, CDF and JSON Feed from the net or a file; HTML in them becomes plain text.

`read_feed` is what a limited child process of the collector calls, `FeedTable` is for the importer. The trap: a feed
comes from strangers. Nothing in it is fetched, no entity expanded, no mark-up kept, and for any bytes whatever there
is either a feed or a UserError.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from lxml import etree

from app.errors import Said, UserError
from app.posts.reading.charset import decoded
from app.posts.reading.encoding import is_binary
from app.posts.reading.feed_dates import iso_date
from app.posts.reading.feed_guard import (
    MOST_PIECES,
    EntitiesError,
    bare,
    begun_items,
    is_mendable,
    is_plain,
    is_twice_utf8,
    mended,
    packed,
    pieces,
)
from app.posts.reading.feed_mapper import LONGEST_TEXT, MOST_ITEMS, FeedTree, is_feed, name_of, safe_address
from app.posts.reading.markup import plain_text, tidy
from app.posts.reading.stream import Stream
from app.posts.reading.table import Read, Row
from app.posts.sources.port import Item

COLUMNS: Final[tuple[str, ...]] = ("title", "text", "url", "guid", "author", "published", "source", "parent")
LARGEST: Final = 20 << 20
"""Bytes of a feed that are taken at all."""
_MOST_MARKS: Final = 1_000_000  # tags and attributes, or values in JSON: what a parser makes objects of
_XML_MARKS: Final = (b"<", b"=")
_JSON_MARKS: Final = (b"{", b"[", b",")
_DECLARED: Final = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LIMIT: Final = etree.ErrorTypes.ERR_RESOURCE_LIMIT
_BASED: Final = re.compile(rb"base\s*=")


def _parser(*, forgiving: bool) -> Any:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        recover=forgiving, remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip


_STRICT: Final = _parser(forgiving=False)


class Feed(msgspec.Struct, frozen=True):
    """A feed. `note` is what was odd though it could be read; `lines` where each item begins (JSON: its number)."""

    title: str
    link: str
    items: tuple[Item, ...]
    note: Said | None = None
    lines: tuple[int, ...] = ()


def read_feed(data: bytes, *, url: str = "", charset: str = "", media_type: str = "") -> Feed:
    """The feed in `data`, which came from `url`; `charset` and `media_type` are what the sender said.

    A text of an item is at most 100,000 characters. Raises UserError (and nothing else) for what is no feed, is too
    large, nested too deeply, declares entities, or is broken beyond reading.
    """
    del media_type  # senders call feeds anything from text/plain to text/html: only the content counts
    return _read(data, url, charset, url or Said("posts-feed-unnamed"))


def _read(data: bytes, url: str, charset: str, name: str | Said) -> Feed:
    try:
        if len(data) > LARGEST:
            raise UserError(Said("posts-feed-too-large", {"file": name, "limit": LARGEST >> 20}))
        as_json = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" if data[:1] != b"<" else False
        if len(data) > _MOST_MARKS and sum(map(data.count, _JSON_MARKS if as_json else _XML_MARKS)) > _MOST_MARKS:
            raise UserError(Said("posts-feed-crowded", {"file": name, "limit": _MOST_MARKS}))
        fault: Exception | None = None
        if is_plain(data, charset):
            try:
                return _of_root(etree.fromstring(data, _STRICT), url, name, data=data)
            except (etree.LxmlError, ValueError) as error:
                _refuse_bomb(error, name)
                fault = error
        if data[:1] != b"<" and is_binary(data[:4096]):
            raise UserError(Said("posts-feed-broken", {"file": name}))
        declared = _DECLARED.match(data, 0, 1024)
        text = decoded(data, (charset, declared[1].decode("ascii") if declared else ""))
        if as_json:
            return _of_json(text, name)
        if fault is not None and text.encode("utf-8", "replace") == data:
            return _of_faulty(bare(text), url, name, fault)
        return _of_xml(text, url, name)
    except EntitiesError as error:
        raise UserError(Said("posts-feed-entities", {"file": name})) from error
    except UnicodeDecodeError as error:  # what a forgiving parser let through is no text
        raise UserError(Said("posts-feed-broken", {"file": name})) from error
    except (MemoryError, RecursionError) as error:
        raise UserError(Said("posts-feed-deep", {"file": name})) from error


def _of_xml(text: str, url: str, name: str | Said) -> Feed:
    plain = bare(text)
    try:
        root = etree.fromstring(sound := packed(plain), _STRICT)
    except (etree.LxmlError, ValueError) as error:
        return _of_faulty(plain, url, name, error)
    return _of_root(root, url, name, data=sound)


def _of_faulty(text: str, url: str, name: str | Said, error: Exception) -> Feed:
    """What can be had of a document that a strict parser gave up."""
    _refuse_bomb(error, name)
    if _PAGE.match(text[:4096]):
        raise UserError(Said("posts-feed-page", {"file": name})) from error
    if not is_mendable(text):
        raise UserError(Said("posts-feed-broken", {"file": name})) from error
    return _of_broken(mended(text), url, name, line=getattr(error, "lineno", 0) or 1)


def _refuse_bomb(error: Exception, name: str | Said) -> None:
    if getattr(error, "code", 0) == _LIMIT:
        raise UserError(Said("posts-feed-deep", {"file": name})) from error


def _of_root(root: Any, url: str, name: str | Said, *, data: bytes) -> Feed:
    """The feed of a sound document. Raises UserError where it is something else."""
    feed = _of_tree(root, url, data=data, note=None)
    if not feed.items and not is_feed(root):
        key = "posts-feed-page" if name_of(root) in ("html", "xhtml:html") else "posts-feed-none"
        raise UserError(Said(key, {"file": name, "root": name_of(root)}))
    return feed


def _of_broken(text: str, url: str, name: str | Said, *, line: int) -> Feed:
    """What a forgiving parser finds; where that is not all, what feedparser finds, or each item by itself."""
    note = Said("posts-feed-mended", {"line": line})
    root, data = _forgiven(text, name)
    feed = Feed("", "", (), note) if root is None else _of_tree(root, url, data=data, note=note)
    begun = begun_items(text)
    if begun > len(feed.items):
        other = _of_pieces(text, url, name, begun=begun, note=note)
        feed = other if len(other.items) > len(feed.items) else feed
    if not feed.items and (begun or root is None or not is_feed(root)):
        raise UserError(Said("posts-feed-broken", {"file": name}))
    return feed


def _of_pieces(text: str, url: str, name: str | Said, *, begun: int, note: Said) -> Feed:
    from app.posts.reading import feed_fallback  # feedparser takes long to import and is seldom needed

    if feed_fallback.is_tame(text, begun=begun):
        title, link, items = feed_fallback.broken_items(text, url)
        if items:
            return Feed(title, link, tuple(items), note, (0,) * len(items))
    if begun > MOST_PIECES:
        return Feed("", "", ())
    tree: FeedTree | None = None
    for line, piece in pieces(text):
        root, data = _forgiven(piece, name)
        if root is None:
            continue
        if tree is None:
            tree = FeedTree(root, url, based=_is_based(data), twice_utf8=is_twice_utf8(data))
        else:
            tree.more(root, line)
    return (
        Feed("", "", ()) if tree is None else Feed(tree.title, tree.link, tuple(tree.items), note, tuple(tree.lines))
    )


def _forgiven(text: str, name: str | Said) -> tuple[Any, bytes]:
    """The root that a forgiving parser makes of it, None where it makes nothing, and the bytes it was given."""
    parser = _parser(forgiving=True)
    data = packed(text)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        root = None
    if any(fault.type == _LIMIT for fault in parser.error_log):
        raise UserError(Said("posts-feed-deep", {"file": name}))
    return root, data


def _of_tree(root: Any, url: str, *, data: bytes, note: Said | None) -> Feed:
    tree = FeedTree(root, url, based=_is_based(data), twice_utf8=is_twice_utf8(data))
    if tree.cut:
        note = Said("posts-feed-cut", {"limit": MOST_ITEMS})
    return Feed(tree.title, tree.link, tuple(tree.items), note, tuple(tree.lines))


def _is_based(data: bytes) -> bool:
    return (b"base" in data and _BASED.search(data) is not None) or b"BASE=" in data


def _of_json(text: str, name: str | Said) -> Feed:
    try:
        feed = json.loads(text, strict=False)
    except ValueError as error:
        raise UserError(Said("posts-feed-broken", {"file": name})) from error
    entries = feed.get("items")
    if not isinstance(entries, list):
        raise UserError(Said("posts-feed-none", {"file": name, "root": "{"}))
    title = tidy(_told(feed, "title"))
    items = [(number, _of_object(one, title)) for number, one in enumerate(entries, 1) if isinstance(one, dict)]
    note = Said("posts-feed-cut", {"limit": MOST_ITEMS}) if len(items) > MOST_ITEMS else None
    del items[MOST_ITEMS:]
    link = _told(feed, "home_page_url")
    return Feed(title, link, tuple(item for _, item in items), note, tuple(number for number, _ in items))


def _of_object(item: dict[str, Any], feed_title: str) -> Item:
    authors = item.get("authors") or [item.get("author")]
    first = authors[0] if isinstance(authors, list) and authors else None
    dates = [_told(item, "date_published"), _told(item, "date_modified")]
    posted_at = next((iso for date in dates if (iso := iso_date(date))), "") or dates[0] or dates[1]
    url = _told(item, "url") or _told(item, "external_url")
    text = plain_text(_told(item, "content_html")) or tidy(_told(item, "content_text") or _told(item, "summary"))
    return Item(
        posted_at=posted_at,
        source_id=_told(item, "id"),
        url=safe_address(url),
        text=text[:LONGEST_TEXT],
        title=tidy(_told(item, "title")),
        author=(tidy(_told(first, "name")) if isinstance(first, dict) else "") or feed_title,
    )


def _told(thing: dict[str, Any], name: str) -> str:
    """A value as words, whatever a careless program made of it."""
    value = thing.get(name)
    if isinstance(value, str):
        value = value.strip()
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 64 else ""


class FeedTable:
    """A feed file."""

    def __init__(self, stream: Stream, *, as_json: bool) -> None:
        del as_json  # the content says so itself
        self.kind = "feed"
        self.encoding = ""
        self.columns = COLUMNS
        self.headed = True
        self.warnings: list[Said] = []
        self.stopped: Said | None = None
        self._stream = stream
        self._feed = _read(stream.whole(LARGEST), "", "", stream.path.name)
        if self._feed.note is not None:
            self.warnings.append(self._feed.note)
        if not self._feed.items:
            raise UserError(Said("posts-feed-empty", {"file": stream.path.name}))

    def rows(self) -> Iterator[Read]:
        """All items; `line` is where the item begins (XML) or its number (JSON)."""
        for line, item in zip(self._feed.lines, self._feed.items, strict=True):
            cells = (item.title, item.text, item.url, item.source_id, item.author, item.posted_at)
            yield Row(line, (*cells, item.source, item.parent))

    def fraction(self) -> float | None:
        """Everything is read at once."""
        return None

    def close(self) -> None:
        """Gives the file back."""
        self._stream.close()
