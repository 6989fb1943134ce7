# SPDX-License-Identifier: Apache-2.0
"""What is done to XML from strangers before a parser sees it: no DOCTYPE reaches one, and broken parts are mended.

Called by `feeds` on decoded text, so no encoding can hide anything. The trap: lines keep their numbers, and each
expression passes over the text once, as the text may be 20 MB of malice.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final

LARGEST_BROKEN: Final = 4 << 20
MOST_PIECES: Final = 20_000
_MOST_BROKEN: Final = 300_000
_SKIPPED: Final = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DECLARATION: Final = re.compile(r"\s*(?:<\?xml\b[^>]*\?>)?")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE(?:[^<>\[\]\"']++|\"[^\"]*\"|'[^']*')*+(?P<open>\[)?")
_SUBSET: Final = re.compile(
    r"\s+|<!--.*?-->|<\?.*?\?>|<!(?!ENTITY)[A-Z]+(?:[^<>\"'%]++|\"[^\"]*\"|'[^']*')*+>", re.IGNORECASE | re.DOTALL
)
_ENTITY: Final = re.compile(r"<!ENTITY", re.IGNORECASE)
_ROOT: Final = re.compile(r"<(?:[\w.-]++:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_KEPT: Final = r"<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)"
_LOOSE: Final = re.compile(rf"(?P<kept>{_KEPT})|(?P<strange><!)|&(?P<name>#?\w{{1,32}};)?", re.DOTALL)
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HALVES: Final = re.compile(
    r"&#(?:(5[5-6]\d{3})|x(d[89ab][0-9a-f]{2}));&#(?:(5[6-7]\d{3})|x(d[c-f][0-9a-f]{2}));", re.IGNORECASE
)
_HALF: Final = re.compile(r"&#(?:0*(\d{5})|x0*(d[89a-f][0-9a-f]{2}));?", re.IGNORECASE)
_WESTERN: Final = re.compile(rb"\xc2[\x80-\x9f]")
_TWICE: Final = re.compile(rb"\xc3[\x82-\xb4]\xc2[\x80-\xbf]")
_WESTERN_REFERENCE: Final = re.compile(r"&#(?:1[2-5]\d|x[89][0-9a-f]);", re.IGNORECASE)
_WESTERN_REFERENCE_BYTES: Final = re.compile(_WESTERN_REFERENCE.pattern.encode(), re.IGNORECASE)
_OTHER_CHARSET: Final = re.compile(rb"<\?xml\b[^>]*?\bencoding\s*=\s*(?![\"']utf-?8[\"'])", re.IGNORECASE)
_OWN: Final = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_LONGEST_TAG: Final = 4_000
_ITEM: Final = re.compile(r"<(?:[\w.-]++:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)


class EntitiesError(ValueError):
    """The document declares entities of its own."""


def is_plain(data: bytes, charset: str) -> bool:
    """Whether a document may go to a strict parser as it is: UTF-8 by all accounts, and nothing odd in it."""
    return (
        data.startswith(b"<")
        and b"<!DOCTYPE" not in data
        and (not charset or charset.lower() in ("utf-8", "utf8"))
        and (not data.startswith(b"<?") or _OTHER_CHARSET.match(data, 0, 1024) is None)
        and (b"&#" not in data or _WESTERN_REFERENCE_BYTES.search(data) is None)
        and (b"\xc2" not in data or _WESTERN.search(data) is None)
    )


def bare(text: str) -> str:
    """The document without XML declaration and DOCTYPE, for a strict parser. Raises EntitiesError."""
    if text[:1].isspace() or text.startswith("<?xml"):
        text = _DECLARATION.sub(_lines, text, 1)
    if "<!DOCTYPE" in text:
        text = _without_doctype(text)
    if "&#" in text and _WESTERN_REFERENCE.search(text):
        text = _WESTERN_REFERENCE.sub(lambda match: html.unescape(match[0]), text)
    return text


def packed(text: str) -> bytes:
    """UTF-8 for the parser; control characters that are letters of Windows-1252 become those."""
    data = text.encode("utf-8", "replace")
    if len(data) == len(text) or _WESTERN.search(data) is None or is_twice_utf8(data):
        return data
    return _WESTERN.sub(_windows, data)


def is_twice_utf8(data: bytes) -> bool:
    """Whether some of it looks like UTF-8 that was taken for Latin-1 and encoded again."""
    return b"\xc3" in data and _TWICE.search(data) is not None


def _lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _without_doctype(text: str) -> str:
    """Without what stands before the first element, where alone a DOCTYPE may stand; more than one go too."""
    kept, at = [], 0
    while True:
        if (skipped := _SKIPPED.match(text, at)) is not None:
            kept.append(skipped[0])
            at = skipped.end()
        elif (doctype := _DOCTYPE.match(text, at)) is not None:
            end = _end_of(text, doctype)
            kept.append("\n" * text.count("\n", at, end))
            at = end
        else:
            return "".join([*kept, text[at:]])


def _end_of(text: str, doctype: re.Match[str]) -> int:
    """Where a DOCTYPE ends. Nothing but elements and attributes may be declared in it."""
    at = doctype.end()
    if doctype["open"]:
        while (declared := _SUBSET.match(text, at)) is not None:
            at = declared.end()
        if not text.startswith("]", at):
            raise EntitiesError
        at += 1
    end = text.find(">", at)
    if text[at : end if end >= 0 else None].strip():
        raise EntitiesError
    return end + 1 if end >= 0 else len(text)


def is_mendable(text: str) -> bool:
    """Whether a broken document looks like a feed, and mending it will not take long."""
    if len(text) > LARGEST_BROKEN or text.count("&") + text.count("<") > _MOST_BROKEN:
        return False
    return _ROOT.search(text) is not None or _ITEM.search(text) is not None


def mended(text: str) -> str:
    """What `bare` gave, for a forgiving parser: junk before the feed, stray `&` and control characters away.

    Raises EntitiesError.
    """
    begins = _ROOT.search(text)
    if begins is not None and begins.start():
        if _ENTITY.search(text, 0, begins.start()):
            raise EntitiesError
        text = "\n" * text.count("\n", 0, begins.start()) + text[begins.start() :]
    text = _HALF.sub(_whole, _HALVES.sub(_joined, _ILLEGAL.sub("", text)))
    return _LOOSE.sub(_mend, text)


def begun_items(text: str) -> int:
    """How many items begin in the text, counted without understanding it."""
    return sum(1 for _ in _ITEM.finditer(text))


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Each item as a document of its own, so that one broken item costs no other, and in which line it begins.

    What stands before the first item comes first.
    """
    begins = [match.start() for match in _ITEM.finditer(text)]
    root = _ROOT.search(text)
    tag = text[root.start() : text.find(">", root.start()) + 1] if root is not None else "<feed>"
    tag = tag if len(tag) <= _LONGEST_TAG else "<feed>"
    yield 0, text[: begins[0]] if begins else text
    line, at = 0, 0
    for begin, end in zip(begins, [*begins[1:], len(text)], strict=True):
        line += text.count("\n", at, begin)
        at = begin
        yield line, tag + text[begin:end]


def _mend(match: re.Match[str]) -> str:
    if match["kept"]:
        return match[0]
    if match["strange"]:
        if _ENTITY.match(match.string, match.start()):
            raise EntitiesError
        return "&lt;!"
    name = match["name"]
    if not name:
        return "&amp;"
    if name in _OWN:
        return match[0]
    if name.startswith("#"):
        meant = html.unescape(match[0])
        return "" if meant == match[0] or _ILLEGAL.search(meant) else html.escape(meant)
    return html.escape(html5[name]) if name in html5 else f"&amp;{name}"


def _joined(match: re.Match[str]) -> str:
    """A character above U+FFFF that somebody wrote as two halves."""
    high = int(match[1]) if match[1] else int(match[2], 16)
    low = int(match[3]) if match[3] else int(match[4], 16)
    sound = 0xD800 <= high < 0xDC00 <= low < 0xE000
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)) if sound else ""


def _whole(match: re.Match[str]) -> str:
    """Nothing for one half of a character: a forgiving parser would take it, and give back what is no text."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    return "" if 0xD800 <= code < 0xE000 else match[0]


def _windows(match: re.Match[bytes]) -> bytes:
    return bytes((match[0][1],)).decode("cp1252", "ignore").encode()
