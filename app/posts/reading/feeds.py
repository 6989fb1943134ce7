# SPDX-License-Identifier: Apache-2.0
"""RSS (0.9 to 2.0, RDF), Atom and JSON Feed files as rows with fixed columns; HTML in them becomes plain text.

The trap: a feed comes from strangers. Nothing in it is fetched, no entity expanded, no mark-up kept.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from app.errors import Said, UserError
from app.posts.reading.stream import Stream
from app.posts.reading.table import Read, Row

COLUMNS: Final[tuple[str, ...]] = ("title", "text", "url", "guid", "author", "published", "source")
_LIMIT: Final = 64 << 20
_TITLE: Final = ("title",)
_TEXT: Final = ("encoded", "content", "description", "summary", "subtitle")
_DATE: Final = ("pubDate", "published", "date", "issued", "created", "updated", "modified")
_AUTHOR: Final = ("creator", "author", "name")
_ENTITIES: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_BLOCK: Final = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr|/blockquote)\b[^>]*>", re.IGNORECASE)
_DROPPED: Final = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"</?[a-zA-Z!][^<>]*>")


def plain_text(markup: str) -> str:
    """HTML as the text a reader would see, paragraphs as lines."""
    if "<" in markup:
        markup = _TAG.sub("", _BLOCK.sub("\n", _DROPPED.sub("", markup)))
    lines = (" ".join(line.split()) for line in html.unescape(markup).split("\n"))
    return "\n".join(line for line in lines if line)


class FeedTable:
    """A feed file."""

    def __init__(self, stream: Stream, *, as_json: bool) -> None:
        self.kind = "feed"
        self.encoding = ""
        self.columns = COLUMNS
        self.headed = True
        self.warnings: list[Said] = []
        self.stopped: Said | None = None
        self._stream = stream
        self._name = stream.path.name
        data = stream.whole(_LIMIT)
        self._items = list(self._of_json(data) if as_json else self._of_xml(data))
        if not self._items:
            raise UserError(Said("posts-feed-empty", {"file": self._name}))

    def rows(self) -> Iterator[Read]:
        """All items; `line` is where the item begins (XML) or its number (JSON)."""
        for line, cells in self._items:
            yield Row(line, cells)

    def fraction(self) -> float | None:
        """Everything is read at once."""
        return None

    def close(self) -> None:
        """Gives the file back."""
        self._stream.close()

    def _of_xml(self, data: bytes) -> Iterator[tuple[int, list[str]]]:
        if _ENTITIES.search(data[:65536]):
            raise UserError(Said("posts-feed-entities", {"file": self._name}))
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            recover=True,
            remove_comments=True,
        )
        try:
            root = etree.fromstring(data.lstrip(), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UserError(Said("posts-feed-broken", {"file": self._name})) from error
        if root is None:
            raise UserError(Said("posts-feed-broken", {"file": self._name}))
        if faults := [fault for fault in parser.error_log if fault.level >= 3]:
            self.warnings.append(Said("posts-feed-mended", {"line": faults[0].line}))
        feed_title = _of_child(root, _TITLE) or _of_child(_child(root, "channel"), _TITLE)
        for item in root.iter("{*}item", "{*}entry"):
            yield item.sourceline or 0, _cells_of_xml(item, feed_title)

    def _of_json(self, data: bytes) -> Iterator[tuple[int, list[str]]]:
        try:
            feed = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise UserError(Said("posts-feed-broken", {"file": self._name})) from error
        title = str(feed.get("title") or "")
        items = feed.get("items")
        for number, item in enumerate(items if isinstance(items, list) else [], 1):
            if isinstance(item, dict):
                yield number, _cells_of_json(item, title)


def _local(element: Any) -> str:
    """The name without namespace or prefix; a mended feed may hold tags that lxml itself would refuse."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> Any:
    return None if element is None else next((child for child in element if _local(child) == name), None)


def _of_child(element: Any, names: tuple[str, ...]) -> str:
    """The text of the first child that has one, the names in order of trust."""
    for name in names:
        child = _child(element, name)
        if child is not None and (text := _inner(child).strip()):
            return text
    return ""


def _inner(element: Any) -> str:
    """Text of an element; XHTML inside keeps its line breaks."""
    if len(element) == 0:
        return str(element.text or "")
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def _cells_of_xml(item: Any, feed_title: str) -> list[str]:
    url = ""
    for link in (child for child in item if _local(child) == "link"):
        if link.get("rel", "alternate") == "alternate" and (found := (link.get("href") or link.text or "").strip()):
            url = found
            break
    author = plain_text(_of_child(item, _AUTHOR) or _of_child(_child(item, "author"), ("name", "email")))
    guid = _of_child(item, ("guid", "id")) or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "")
    return [
        plain_text(_of_child(item, _TITLE)),
        plain_text(_of_child(item, _TEXT)),
        url or (guid if guid.startswith("http") else ""),
        guid,
        author or plain_text(feed_title),
        _of_child(item, _DATE),
        "",
    ]


def _cells_of_json(item: dict[str, Any], feed_title: str) -> list[str]:
    authors = item.get("authors") or [item.get("author")]
    first = authors[0] if isinstance(authors, list) and authors else None
    author = str(first.get("name") or "") if isinstance(first, dict) else ""
    markup = str(item.get("content_html") or item.get("summary") or "")
    text = str(item.get("content_text") or "") or plain_text(markup)
    url = str(item.get("url") or item.get("external_url") or "")
    return [
        plain_text(str(item.get("title") or "")),
        text,
        url,
        str(item.get("id") or ""),
        author or feed_title,
        str(item.get("date_published") or item.get("date_modified") or ""),
        "",
    ]
