# SPDX-License-Identifier: Apache-2.0
"""From a tree of RSS (0.90 to 2.0, RDF), Atom (0.3, 1.0) or CDF to items, with the namespaces that feeds really use.

Called by `feeds`. Elements mean what they mean wherever they stand in an item; where two say the same, the one nearer
to the item counts. The trap: feeds put the wrong namespace, or none, on the right names, so a name counts by its
usual prefix as well as by its namespace.
"""

import base64
import binascii
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, TypeAlias
from urllib.parse import urljoin, urlsplit

from lxml import etree

from app.posts.reading.feed_dates import iso_date
from app.posts.reading.markup import is_markup, plain_text, tidy
from app.posts.sources.port import Item

MOST_ITEMS: Final = 100_000
LONGEST_TEXT: Final = 100_000
_LONGEST_TITLE: Final = 2_000
_PREFIXES: Final = {
    "": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://purl.org/pie/": "",
    "http://purl.org/echo/": "",
    "http://example.com/newformat#": "",
    "http://example.com/necho": "",
    "uri/of/echo/namespace#": "",
    "http://purl.org/atom/ns#": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_PRISM: Final = "http://prismstandard.org/namespaces/"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_MEANINGS: Final = {
    **dict.fromkeys(("item", "entry"), "item"),
    **dict.fromkeys(("title", "dc:title"), "title"),
    "media:title": "media_title",
    "link": "link",
    "feedburner:origlink": "original",
    **dict.fromkeys(("id", "guid"), "id"),
    **dict.fromkeys(("published", "issued", "pubdate", "dcterms:issued"), "published"),
    **dict.fromkeys(("updated", "modified", "lastbuilddate", "dc:date", "dcterms:modified"), "updated"),
    **dict.fromkeys(("created", "dcterms:created", "prism:publicationdate"), "created"),
    **dict.fromkeys(("content:encoded", "fullitem", "body", "xhtml:body", "content"), "text"),
    **dict.fromkeys(("description", "summary", "abstract", "dc:description"), "text"),
    **dict.fromkeys(("itunes:summary", "media:description", "itunes:subtitle", "subtitle", "tagline"), "aside"),
    **dict.fromkeys(("author", "dc:creator", "dc:author", "itunes:author"), "author"),
    "thr:in-reply-to": "parent",
    "source": "source",
    **dict.fromkeys(("channel", "feed"), "holder"),
    **dict.fromkeys(("image", "textinput"), "image"),
    "contributor": "nothing",
}
_HTML: Final = frozenset(("html", "text/html", "xhtml", "application/xhtml+xml"))
_PLAIN: Final = frozenset(("text", "text/plain", "plain"))
_SLASHES: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)/+")
_REFERENCE: Final = re.compile(r"&([A-Za-z0-9_]+);")
_MAIL: Final = re.compile(
    r"(?:mailto:)?[^\s()<>@]+@[^\s()<>@]+ ?\((?P<after>[^()]+)\)$|(?P<before>[^<>@]+)<[^\s<>@]+@[^<>@]+>$"
)
_ADDRESSES: Final = frozenset(("http", "https", "ftp", "gopher", "news", "nntp", "mailto", "tag", "urn", "feed", ""))
_Element: TypeAlias = Any


class _Found:
    """What an item (or the feed itself) has told so far; a depth is where the value stood.

    The values stand in the class, as most items set few of them.
    """

    title = text = aside = author = source = parent = ""
    link = original = id = permalink = ""
    published = updated = created = ""
    title_depth = id_depth = settled = 1 << 20
    """`settled`: titles this deep, or deeper, come too late."""
    in_image = False


class FeedTree:
    """The items of a parsed feed. `url` is where it came from, for relative addresses ('' not known).

    `based` says that there may be xml:base in it, `twice_utf8` that some of it was encoded twice.
    """

    __slots__ = ("_atom", "_based", "_feed", "_twice", "_url", "cut", "items", "lines", "link", "title")

    def __init__(self, root: _Element, url: str, *, based: bool, twice_utf8: bool) -> None:
        self.items: list[Item] = []
        self.lines: list[int] = []
        self.cut = False
        self._url, self._based, self._twice = url, based, twice_utf8
        self._feed = _Found()
        base = _base(root, url) if based else url
        name = name_of(root)
        self._atom = name in ("feed", "entry")
        if name in ("item", "entry"):
            self._item(root, self._feed, base, 1)
        else:
            if name == "channel":
                _of_attributes(root, self._feed, base)
            self._walk(root, self._feed, base, 1)
        self.title, self.link = self._feed.title, self._feed.link

    def more(self, root: _Element, line: int) -> None:
        """The items of a further document of the same feed, `line` lines further down."""
        begun = len(self.lines)
        self._walk(root, self._feed, _base(root, self._url) if self._based else self._url, 1)
        self.lines[begun:] = [line + one for one in self.lines[begun:]]

    def _walk(self, element: _Element, found: _Found, base: str, depth: int) -> None:
        for child in element:
            tag = child.tag
            meaning = _USUAL.get(tag)
            if meaning is None:
                meaning = _meaning(tag, child.prefix)
            if meaning:
                _TAKES[meaning](self, child, found, _base(child, base) if self._based else base, depth)
            elif len(child):
                self._walk(child, found, _base(child, base) if self._based else base, depth + 1)

    def _item(self, element: _Element, feed: _Found, base: str, depth: int) -> None:
        if len(self.items) >= MOST_ITEMS:
            self.cut = True
            return
        found = _Found()
        if element.keys():
            found.id = element.get(_ABOUT, "")
            _of_attributes(element, found, base)
        self._walk(element, found, base, depth + 1)
        self.lines.append(element.sourceline or 0)
        self.items.append(_as_item(found, self._feed.title))

    def _title(self, element: _Element, found: _Found, base: str, depth: int) -> None:
        if found.settled > depth and (title := self._words(element, "text")):
            if depth <= found.title_depth:
                found.title, found.title_depth = title[:_LONGEST_TITLE], depth
            found.settled = depth

    def _media_title(self, element: _Element, found: _Found, base: str, depth: int) -> None:
        """Stands in for a title until a proper one comes."""
        settled = found.settled
        self._title(element, found, base, depth)
        found.settled = settled

    def _link(self, element: _Element, found: _Found, base: str, _: int) -> None:
        if attributes := element.items():
            told = {name.lower(): value for name, value in attributes}
            if href := told.get("url") or told.get("uri") or told.get("href"):
                kind = told.get("type", "text/html").lower()
                if told.get("rel", "alternate").lower() == "alternate" and kind in _HTML:
                    found.link = _address(base, href)
                return
        if not found.in_image and (text := (element.text or "").strip()):
            link = _address(base, text)
            found.link = _REFERENCE.sub(r"&\1", link.replace("&amp;", "&")) if "&" in link else link

    def _original(self, element: _Element, found: _Found, base: str, _: int) -> None:
        found.original = _address(base, (element.text or "").strip())

    def _id(self, element: _Element, found: _Found, base: str, depth: int) -> None:
        value = (element.text or "").strip()
        permanent = True
        if attributes := element.items():
            told = {name.lower(): value for name, value in attributes}
            permanent = told.get("ispermalink", "true") == "true"
        if permanent and value:
            value = _address(base, value)
            found.permalink = found.permalink or value
        if depth <= found.id_depth:
            found.id, found.id_depth = value, depth

    def _published(self, element: _Element, found: _Found, _: str, __: int) -> None:
        found.published = (element.text or "").strip() or found.published

    def _updated(self, element: _Element, found: _Found, _: str, __: int) -> None:
        found.updated = (element.text or "").strip() or found.updated

    def _created(self, element: _Element, found: _Found, _: str, __: int) -> None:
        found.created = (element.text or "").strip() or found.created

    def _text(self, element: _Element, found: _Found, _: str, __: int) -> None:
        """The longest of contents and summaries, which often hold the same twice."""
        if len(text := self._words(element, "html")) > len(found.text):
            found.text = text

    def _aside(self, element: _Element, found: _Found, _: str, __: int) -> None:
        if len(text := self._words(element, "html")) > len(found.aside):
            found.aside = text

    def _author(self, element: _Element, found: _Found, _: str, __: int) -> None:
        if found.author:
            return
        if len(element):
            names = {str(child.tag).rpartition("}")[2].lower(): (child.text or "").strip() for child in element}
            found.author = tidy(names.get("name") or names.get("email") or "")
        else:
            found.author = _person(plain_text(element.text or ""))

    def _parent(self, element: _Element, found: _Found, _: str, __: int) -> None:
        found.parent = found.parent or (element.get("ref") or element.get("href") or "").strip()

    def _source(self, element: _Element, found: _Found, base: str, depth: int) -> None:
        """Where an entry was taken from: its title is who said it; nothing else of it belongs to the entry."""
        inside = _Found()
        self._walk(element, inside, base, depth + 1)
        found.source = inside.title or tidy(element.text or "")

    def _holder(self, element: _Element, found: _Found, base: str, depth: int) -> None:
        """The channel of a feed."""
        if element.keys():
            _of_attributes(element, found, base)
        self._walk(element, found, base, depth + 1)

    def _image(self, element: _Element, found: _Found, base: str, depth: int) -> None:
        """Its title may stand in for an item's; its link may not."""
        if found is not self._feed:
            settled, found.in_image = found.settled, True
            self._walk(element, found, base, depth + 1)
            found.settled, found.in_image = settled, False

    def _nothing(self, element: _Element, found: _Found, base: str, depth: int) -> None:
        """What says nothing about the item."""

    def _words(self, element: _Element, usual: str) -> str:
        """The text of an element in words, after the type that it states."""
        if len(element):
            return plain_text(_inside(element))
        text: str | None = element.text
        if not text:
            return ""
        kind, stated = usual, element.get("type") if (attributes := element.keys()) else None
        if stated:
            kind = stated.lower()
        if attributes and ((stated and not _is_text(kind)) or element.get("mode") == "base64"):
            text = _unpacked(text)
        if kind in _HTML:
            words = plain_text(text) if "<" in text or "&" in text else tidy(text)
        elif self._atom and kind in _PLAIN:
            words = tidy(text)
        else:
            words = plain_text(text) if ("<" in text or "&" in text) and is_markup(text) else tidy(text)
        return _mended(words) if self._twice and not words.isascii() else words


_TAKES: Final[dict[str, Callable[[FeedTree, _Element, _Found, str, int], None]]] = {
    "title": FeedTree._title,
    "media_title": FeedTree._media_title,
    "link": FeedTree._link,
    "original": FeedTree._original,
    "id": FeedTree._id,
    "published": FeedTree._published,
    "updated": FeedTree._updated,
    "created": FeedTree._created,
    "text": FeedTree._text,
    "aside": FeedTree._aside,
    "author": FeedTree._author,
    "parent": FeedTree._parent,
    "source": FeedTree._source,
    "holder": FeedTree._holder,
    "image": FeedTree._image,
    "nothing": FeedTree._nothing,
    "item": FeedTree._item,
}


def name_of(root: _Element) -> str:
    """The name of a document's first element, with its usual prefix."""
    return _of_tag(root.tag, root.prefix)


def is_feed(root: _Element) -> bool:
    """Whether a document without items is a feed all the same."""
    return name_of(root).rpartition(":")[2] in ("rss", "feed", "rdf", "channel")


def _usual() -> dict[str, str]:
    """Tags as nearly all feeds write them, so that most need not be taken apart."""
    spelt = {"pubdate": "pubDate", "lastbuilddate": "lastBuildDate", "origlink": "origLink"}
    found = {}
    for space, prefix in _PREFIXES.items():
        uri = space.replace("www.w3.org/2005/atom", "www.w3.org/2005/Atom").replace("dtds/podcast", "DTDs/PodCast")
        for name, meaning in _MEANINGS.items():
            before, _, local = name.rpartition(":")
            if before == prefix:
                local = spelt.get(local, local)
                found[f"{{{uri}}}{local}" if uri else local] = meaning
    return found


@lru_cache(maxsize=1024)
def _meaning(tag: Any, prefix: str | None) -> str:
    return _MEANINGS.get(_of_tag(tag, prefix), "") if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _of_tag(tag: Any, prefix: str | None) -> str:
    """`dc:creator`, or `title` for feeds' own names, in lower case."""
    space, _, name = str(tag).lower().rpartition("}")
    space = space.removeprefix("{")
    if space.startswith(_PRISM):
        usual = "prism"
    elif "backend.userland.com/rss" in space:
        usual = ""
    else:
        usual = _PREFIXES.get(space, (prefix or "").lower())
    return f"{usual}:{name}" if usual else name


_USUAL: Final = _usual()


def _base(element: _Element, base: str) -> str:
    told = element.get(_XML + "base") or element.get("base") or element.get("BASE")
    return (_address(base, told) or base) if told else base


def _address(base: str, url: str) -> str:
    """An address made absolute."""
    if ":///" in url:
        url = _SLASHES.sub(r"\1", url)
    if not base or (url.startswith(("https://", "http://")) and "[" not in url):
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def _as_item(found: _Found, feed_title: str) -> Item:
    posted_at = iso_date(found.published) if found.published else ""
    if not posted_at and found.updated:
        posted_at = iso_date(found.updated)
    if not posted_at and found.created:
        posted_at = iso_date(found.created)
    return Item(
        posted_at=posted_at or found.published or found.updated or found.created,
        source_id=found.id,
        parent=found.parent,
        url=safe_address(found.original or found.link or found.permalink),
        text=(found.text or found.aside)[:LONGEST_TEXT],
        title=found.title,
        author=found.author or found.source or feed_title,
    )


def _of_attributes(element: _Element, found: _Found, base: str) -> None:
    """What CDF says in attributes of items and channels."""
    if changed := element.get("lastmod") or element.get("LASTMOD"):
        found.updated = changed.strip()
    if href := element.get("href") or element.get("HREF"):
        found.link = _address(base, href)


def safe_address(url: str) -> str:
    """`url`, or '' where opening it would run something or read this computer's files."""
    if not url or url.startswith(("https://", "http://")):
        return url
    try:
        return url if urlsplit(url).scheme.lower() in _ADDRESSES else ""
    except ValueError:
        return ""


def _person(text: str) -> str:
    match = _MAIL.match(text) if "@" in text else None
    return (match["after"] or match["before"]).strip() if match else text


def _inside(element: _Element) -> str:
    parts = [str(element.text or "").replace("&", "&amp;").replace("<", "&lt;")]
    parts.extend(str(etree.tostring(child, encoding="unicode")) for child in element)
    return "".join(parts)


def _is_text(kind: str) -> bool:
    return kind in _HTML or kind in _PLAIN or kind.startswith("text/") or kind.endswith(("+xml", "/xml"))


def _unpacked(text: str) -> str:
    try:
        return base64.b64decode(text, validate=False).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return "" if len(text) > 200 else text


def _mended(text: str) -> str:
    """UTF-8 that somebody took for Latin-1 and encoded again, put right."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
