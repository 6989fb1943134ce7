# SPDX-License-Identifier: Apache-2.0
"""HTML as the text a reader would see, and the feeds that a web page names.

Called for every title and text of a feed, by the importer for cells that hold mark-up, and by the kinds of sources.
Nothing is rendered or fetched. The trap: the mark-up comes from strangers, so no expression here may look at a
character more than a fixed number of times; a tag never reaches past the next `<`.
"""

import html
import re
from typing import Final
from urllib.parse import urljoin

from app.posts.reading.charset import decoded

_INSIDE: Final = r"""(?:[^<>"']++|"[^"<]*"|'[^'<]*')*+"""
# What is dropped with all it holds; comments and CDATA marks; a tag, its quotes closed or not.
_MARK: Final = re.compile(
    r"<(?:(?P<gone>script|style|template|svg|iframe)\b(?:[^<>]*/>|.*?(?:</(?P=gone)\b[^<>]*(?:>|$)|$))"
    r"|!--.*?(?:-->|$)"
    r"|!\[CDATA\[|[!?][^<>]*>"
    rf"|/?(?:[a-zA-Z][\w.-]*:)?(?P<name>[a-zA-Z][\w-]*)(?P<inside>{_INSIDE}(?=>)|[^<>]*)>)",
    re.IGNORECASE | re.DOTALL,
)
_BREAK: Final = "\x1e"
_LINES: Final = (
    "br", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "tbody",
    "thead", "tfoot", "caption", "blockquote", "pre", "hr", "section", "article", "header", "footer", "aside", "nav",
    "main", "figure", "figcaption", "address", "details", "summary", "form", "fieldset", "center", "body",
)  # fmt: skip
_INLINE: Final = (
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
    "var", "video", "audio", "wbr", "input", "button", "label", "object", "embed", "param", "html", "head", "title",
)  # fmt: skip
_PUT: Final = dict.fromkeys(_INLINE, "") | dict.fromkeys(_LINES, _BREAK) | {"td": " ", "th": " ", "img": "img"}
_ALT: Final = re.compile(r"""\balt\s*=\s*(?:"([^"<]*)"|'([^'<]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_FACE: Final = re.compile(r"[\[【][^\[\]<>]{1,16}[\]】]|/[\u4e00-\u9fff]{1,4}")
_LONGEST_PAGE: Final = 2 << 20
_CODE: Final = re.compile(r"<(script|style|template)\b.*?(?:</\1\b|$)|<!--.*?(?:-->|$)", re.I | re.DOTALL)
_LINK: Final = re.compile(rf"<(?P<tag>link|base)\b(?P<inside>{_INSIDE}(?=>)|[^<>]*)>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_FEED_TYPES: Final = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
)
_META: Final = re.compile(rb"<meta\b[^<>]*\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def plain_text(markup: str) -> str:
    """HTML as the text a reader would see, paragraphs as lines, pictures of feelings as their names."""
    if "<" not in markup:
        return tidy(html.unescape(markup) if "&" in markup else markup)
    if markup.startswith("<p>") and markup.endswith("</p>") and markup.count("<") == 2:  # most there is
        return " ".join((html.unescape(markup[3:-4]) if "&" in markup else markup[3:-4]).split())
    text = _MARK.sub(_instead, markup)
    if _BREAK in text and "<pre" not in markup:  # where tags make the lines, line ends are but spaces
        text = text.replace("\n", " ").replace(_BREAK, "\n")
    else:
        text = text.replace(_BREAK, "\n")
    return tidy(html.unescape(text) if "&" in text else text)


def tidy(text: str) -> str:
    """`text` without empty lines, and without more than one space in a row."""
    if "\n" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join([line for line in lines if line])


def is_markup(text: str) -> bool:
    """Whether a text that does not say what it is should be read as HTML: it holds an HTML tag or an entity."""
    if "<" in text and any(not match["name"] or match["name"].lower() in _PUT for match in _MARK.finditer(text)):
        return True
    return "&" in text and html.unescape(text) != text


def _instead(match: re.Match[str]) -> str:
    name = match["name"]
    if name is None:
        return ""
    put = _PUT.get(name)
    if put is None:
        put = _PUT.get(name.lower(), "")
    return put if put != "img" else _face(match["inside"])


def _face(attributes: str) -> str:
    """What stands for a picture: its words where it is an emoji or `[泪]`, nothing for a photograph."""
    found = _ALT.search(attributes) if "alt" in attributes or "ALT" in attributes else None
    alt = html.unescape(found[1] or found[2] or found[3] or "").strip() if found else ""
    if _FACE.fullmatch(alt) or (0 < len(alt) <= 8 and not any(one.isalnum() or one.isspace() for one in alt)):
        return alt
    return ""


def feeds_in_page(page: bytes, base_url: str, charset: str = "") -> list[tuple[str, str]]:
    """Title and absolute address of each feed that a web page names, the page's order, real feeds before JSON."""
    declared = _META.search(page[:4096])
    names = (charset, declared[1].decode("ascii", "replace") if declared else "")
    text = _CODE.sub("", decoded(page[:_LONGEST_PAGE], names))
    found: dict[str, tuple[bool, str]] = {}
    for match in _LINK.finditer(text):
        told = _attributes(match["inside"])
        href = told.get("href", "").strip()
        if match["tag"].lower() == "base":
            base_url = _joined(base_url, href) or base_url
            continue
        kind = told.get("type", "").partition(";")[0].strip().lower()
        if "alternate" not in told.get("rel", "").lower().split() or kind not in _FEED_TYPES:
            continue
        url = _joined(base_url, href) if href else ""
        if url.lower().startswith(("http://", "https://")) and "/wp-json/" not in url:
            found.setdefault(url, (kind.endswith("/json"), tidy(told.get("title", ""))))
    return [(title, url) for url, (_, title) in sorted(found.items(), key=lambda pair: pair[1][0])]


def _attributes(inside: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(inside)
    return {name.lower(): html.unescape(double or single or bare) for name, double, single, bare in reversed(found)}


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return ""
