# SPDX-License-Identifier: Apache-2.0
"""Feeds too broken for an XML parser, read with feedparser, which forgives nearly everything.

Called by `feeds` when lxml finds fewer items than there are. The trap: feedparser takes minutes over deep nesting and
was not made for the hostile, so only small and shallow documents may come here, and only in a limited process.
"""

import io
import re
import warnings
import xml.sax
from typing import Any, Final

from app.posts.reading.feed_dates import iso_date
from app.posts.reading.feed_mapper import LONGEST_TEXT, safe_address
from app.posts.reading.markup import plain_text, tidy
from app.posts.sources.port import Item

LARGEST: Final = 1 << 20
_MOST_ITEMS: Final = 1_000  # it reads some 3,000 a second
_DEEPEST: Final = 200
_TAG: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|$)|<(/?)(?!(?:br|hr|img|input|li|p)\b)[a-zA-Z]([^<>]*)", re.DOTALL | re.IGNORECASE
)
_FAULTS: Final = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError,
    xml.sax.SAXException,
)  # fmt: skip


def is_tame(text: str, *, begun: int) -> bool:
    """Whether feedparser will be through with it in good time: small, few items, and not nested deeply."""
    if len(text) > LARGEST or begun > _MOST_ITEMS:
        return False
    depth = 0
    for match in _TAG.finditer(text):
        if match[2] is not None and not match[2].endswith("/"):
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > _DEEPEST:
                return False
    return True


def broken_items(text: str, url: str) -> tuple[str, str, list[Item]]:
    """Title, link and items of a broken feed; nothing where feedparser gives up as well."""
    import feedparser  # type: ignore[import-untyped]

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = io.BytesIO(text.encode("utf-8", "replace"))
            result = feedparser.parse(
                data, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
            )
            title = plain_text(_told(result.feed, "title"))
            items = [_item(entry, title) for entry in result.entries]
    except _FAULTS:
        return "", "", []
    return title, _told(result.feed, "link"), items


def _item(entry: Any, feed_title: str) -> Item:
    content = [str(one.get("value") or "") for one in entry.get("content") or [] if isinstance(one, dict)]
    markup = max([*content, _told(entry, "summary")], key=len)
    dates = [_told(entry, name) for name in ("published", "updated", "created")]
    posted_at = next((iso for date in dates if date and (iso := iso_date(date))), "")
    return Item(
        posted_at=posted_at or next(filter(None, dates), ""),
        source_id=_told(entry, "id"),
        url=safe_address(_told(entry, "link")),
        text=plain_text(markup)[:LONGEST_TEXT],
        title=plain_text(_told(entry, "title")),
        author=tidy(_told(entry, "author")) or feed_title,
    )


def _told(entry: Any, name: str) -> str:
    """A value as words; the dictionary's own `get` would answer for others."""
    value = dict.get(entry, name)
    return value.strip() if isinstance(value, str) else ""
