# SPDX-License-Identifier: Apache-2.0
"""A saved web page (HTML, or MHTML as Chrome and Edge save it) as a table of one row: its main text is the post.

Opened by `opening.open_table`. Nothing is ever fetched, run or shown: trafilatura picks the main text out of the
parsed tree. The trap: pages come from strangers, so trafilatura sees only trees of a size it can finish in a second;
of larger ones all text is taken.
"""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from app.errors import Said, UserError
from app.posts.fold import shown
from app.posts.reading.charset import decoded
from app.posts.reading.markup import plain_text
from app.posts.reading.page_facts import PageFacts, facts_of
from app.posts.reading.stream import Stream
from app.posts.reading.table import Read, Row

COLUMNS: Final[tuple[str, ...]] = ("title", "text", "url", "author", "published", "source")
_LIMIT: Final = 20 << 20
_ELEMENTS: Final = 10_000
_CHARACTERS: Final = 4_000_000
_LONGEST: Final = 100_000
_SHORTEST: Final = 10
_LONGEST_CELL: Final = 500
_MOST_PARTS: Final = 200
_PAGE: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div)\b",
    re.IGNORECASE,
)
_PROLOGUE: Final = (("<?", "?>"), ("<!--", "-->"))
_ARCHIVE: Final = re.compile(
    rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
# What lxml and trafilatura let through for pages that are odd enough.
_FAULTS: Final = (
    etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError,
    ArithmeticError, OSError, RuntimeError,
)  # fmt: skip


def is_page(text: str) -> bool:
    """Whether a text is a web page: an element of HTML comes first, comments and declarations aside."""
    rest = text[:65536].lstrip("\ufeff \t\r\n")
    for _ in range(50):
        end = next((rest.find(close) + len(close) for open_, close in _PROLOGUE if rest.startswith(open_)), 0)
        if not end:
            break
        rest = rest[end:].lstrip() if end > 2 else ""
    return _PAGE.match(rest) is not None


def is_page_archive(head: bytes) -> bool:
    """Whether a file is MHTML: the headers of a mail around a page and its pictures."""
    return _ARCHIVE.match(head[:4096]) is not None


class _Page(NamedTuple):
    data: bytes
    charset: str = ""
    url: str = ""
    title: str = ""
    saved: datetime | None = None


class PageTable:
    """A page file. Raises UserError `posts-web-page` where it holds no words."""

    def __init__(self, stream: Stream) -> None:
        self.kind = "page"
        self.encoding = ""
        self.columns = COLUMNS
        self.headed = True
        self.warnings: list[Said] = []
        self.stopped: Said | None = None
        self._stream = stream
        name = stream.path.name
        data = stream.whole(_LIMIT)
        page = _unpacked(data) if is_page_archive(data) else _Page(data)
        said = _META_CHARSET.search(page.data[:8192])
        markup = decoded(page.data, [said[1].decode("ascii", "replace") if said else "", page.charset])
        try:
            text, facts = self._read(_tree(markup.replace("\0", "")))
        except _FAULTS as error:
            raise UserError(Said("posts-web-page", {"file": name})) from error
        if len(text) < _SHORTEST and not facts.title:
            raise UserError(Said("posts-web-page", {"file": name}))
        found = _SAVED_FROM.search(markup[:4096])
        url = _address(facts.url, found[1] if found else "", page.url)
        self._cells = [
            _cell(facts.title or page.title),
            self._fitted(text),
            url,
            _cell(facts.author),
            self._published(facts, page.saved or stream.saved),
            "" if url else _cell(facts.site),
        ]

    def rows(self) -> Iterator[Read]:
        """The one row."""
        yield Row(1, self._cells)

    def fraction(self) -> float | None:
        """Everything is read at once."""
        return None

    def close(self) -> None:
        """Gives the file back."""
        self._stream.close()

    def _read(self, tree: Any) -> tuple[str, PageFacts]:
        """The main text, and what the page says of itself; all its text where no main text can be told."""
        facts = facts_of(tree)
        if sum(1 for _ in tree.iter()) > _ELEMENTS or sum(map(len, tree.itertext())) > _CHARACTERS:
            self.warnings.append(Said("intake-page-large"))
            return _all_text(tree), facts
        picked = _main_text(tree)
        if picked is None:
            return _all_text(tree), facts
        text, guessed = picked
        return text or _all_text(tree), facts.completed(guessed)

    def _fitted(self, text: str) -> str:
        text = shown(text)
        if len(text) <= _LONGEST:
            return text
        self.warnings.append(Said("intake-page-cut", {"limit": _LONGEST}))
        return f"{text[: _LONGEST - 1]}…"

    def _published(self, facts: PageFacts, saved: datetime) -> str:
        """When the page was published; when it was saved, with a warning, where it does not say."""
        if not facts.published:
            at = saved.astimezone(UTC).replace(microsecond=0)
            self.warnings.append(Said("intake-page-undated", {"saved": at.strftime("%Y-%m-%d %H:%M")}))
            return at.isoformat()
        if facts.is_guess:
            self.warnings.append(Said("intake-page-guessed", {"date": facts.published}))
        return facts.published


def _tree(markup: str) -> Any:
    """The page as lxml sees it, nested 256 deep at most."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)


def _main_text(tree: Any) -> tuple[str, PageFacts] | None:
    """What trafilatura takes for the main text, and what it makes of the page; None where it finds nothing."""
    for chatty in ("trafilatura", "htmldate", "courlan", "justext", "dateparser", "charset_normalizer"):
        logging.getLogger(chatty).setLevel(logging.CRITICAL + 1)
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        prune_xpath=["//nav", "//footer"],
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        return None
    guessed = PageFacts(
        title=found.title or "",
        author=found.author or "",
        published=found.date or "",
        url=found.url or "",
        site=found.sitename or "",
        is_guess=bool(found.date),
    )
    return "\n".join(line.strip() for line in (found.text or "").splitlines() if line.strip()), guessed


def _all_text(tree: Any) -> str:
    """Every word a reader would see, a line a block."""
    body = tree.find("body")
    return "" if body is None else plain_text(lxml_html.tostring(body, encoding="unicode", with_tail=False))


def _unpacked(data: bytes) -> _Page:
    """The page inside an MHTML file, with the address and the day it was saved under."""
    try:
        message = message_from_bytes(data)
        pages = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False) if _is_html(part)]
        if not pages:
            return _Page(b"")
        body = pages[0].get_payload(decode=True)
        location = message.get("Snapshot-Content-Location") or pages[0].get("Content-Location") or ""
        return _Page(
            body if isinstance(body, bytes) else b"",
            charset=pages[0].get_content_charset() or "",
            url=str(location).strip(),
            saved=_saved(message),
        )
    except _FAULTS:
        return _Page(b"")


def _is_html(part: "Message[str, str]") -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")


def _saved(message: "Message[str, str]") -> datetime | None:
    try:
        at = parsedate_to_datetime(str(message.get("Date", "")))
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _address(*candidates: str) -> str:
    """The first of these that is a web address; '' where none is."""
    for candidate in candidates:
        try:
            parts = urlsplit(candidate.strip())
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and len(candidate) <= _LONGEST_CELL * 4:
            return candidate.strip()
    return ""


def _cell(text: str) -> str:
    return " ".join(shown(text).split())[:_LONGEST_CELL]
