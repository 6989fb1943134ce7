# SPDX-License-Identifier: Apache-2.0
"""RSS, Atom and JSON feeds by their address; a site's page is enough, its feed is found and remembered.

`Feed` is asked by the collector and its limited child; `one_round` is how RSSHub listens, too. A document is read
only in the child; here one looks just far enough to tell a feed from a web page.

The trap: marks (ETag and the like) belong to one address. They are kept with a fingerprint of the address they stand
for, so a source whose address was changed starts afresh; and a document that could not be read must not leave any
(`Harvest.again`), or "nothing new" would be the answer for ever.
"""

import hashlib
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urljoin, urlsplit

import msgspec

from app.errors import Said, UserError
from app.posts.sources.address import leads_inside, public_part, web_address
from app.posts.sources.permalinks import post_id
from app.posts.sources.port import Answer, Document, Field, Harvest, Item, Outcome, Reach, SourceFault
from app.posts.sources.source import Settings

_LONGEST_WAIT: Final = 3600.0
_PAGE_HEAD: Final = 512 * 1024
_TRIED_LINKS: Final = 3
_WELL_KNOWN: Final = ("/feed", "/rss.xml", "/atom.xml", "/index.xml", "/feed.xml")
_MARK: Final = "mark-"
_SKIPPED: Final = re.compile(rb"[\s\xef\xbb\xbf\xff\xfe]+|<!--.*?-->|<[?!][^>]*>", re.DOTALL)
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_FEED_ROOTS: Final = frozenset((b"rss", b"rdf", b"feed", b"channel"))
_PAGE_ROOTS: Final = frozenset((b"html", b"head", b"body", b"script", b"meta", b"title", b"div", b"p", b"h1"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an address: `found` is where its feed really is, `direct` that it was one itself."""

    found: str = ""
    direct: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)


Seek = Callable[[Answer, Reach], Awaitable[tuple[str, Answer]]]
"""Finds the feed behind a web page: where it was asked for, and what that said. Raises UserError without one."""


class Feed:
    """A feed, or a site that has one."""

    name = "feed"
    fields: tuple[Field, ...] = (Field("address", required=True),)
    every = 300

    def checked(self, settings: Settings) -> dict[str, str]:
        """The address with its scheme. Raises UserError `feedsource-address-…`."""
        return {"address": web_address(settings["address"])}

    def listen(self, settings: Settings, memory: Mapping[str, str], reach: Reach) -> AsyncGenerator[Harvest, Outcome]:
        """One round. Raises SourceFault, and UserError where the address leads to no feed."""
        return one_round(settings["address"], memory, reach, seek=feed_behind)

    def items(self, document: Document) -> Iterator[Item]:
        """The items of a feed; those without an author are the feed's own. Raises UserError where it is none."""
        from app.posts.reading.feeds import read_feed

        read = read_feed(document.data, url=document.url, charset=document.charset, media_type=document.media_type)
        for item in read.items:
            told = post_id(item.url, item.source_id)
            yield msgspec.structs.replace(item, source_id=told, author=item.author or read.title)


async def one_round(
    address: str, memory: Mapping[str, str], reach: Reach, *, seek: Seek, about: Mapping[str, str] | None = None
) -> AsyncGenerator[Harvest, Outcome]:
    """Asks an address once and yields what it gave. `about` goes with the document.

    Raises SourceFault; UserError where there is no feed.
    """
    known = _recalled(memory, address)
    answer, known = await _asked(address, known, reach)
    if answer.status == 304:
        yield Harvest(after=_wait(answer))
        return
    if _is_page(answer):
        if known.direct:
            raise SourceFault(Said("feedsource-page-now", {"address": public_part(address)}))
        place, answer = await seek(answer, reach)
        known = Known(found=answer.moved or place)
    elif answer.moved and "@" not in urlsplit(address).netloc:  # the new place would be asked without the login
        known = replace(known, found=answer.moved)
    else:
        known = replace(known, direct=known.direct or not known.found)
    known = replace(known, marks=answer.remembered)
    document = Document(
        data=answer.body,
        url=public_part(answer.url),
        media_type=answer.media_type,
        charset=answer.charset,
        about=dict(about or {}),
    )
    yield Harvest(documents=(document,), memory=_memory(known, address), again=True, after=_wait(answer))


async def _asked(address: str, known: Known, reach: Reach) -> tuple[Answer, Known]:
    """What the address answers, or the place known to hold its feed; where that is gone, the address again."""
    try:
        answer = await reach.get(known.found or address, remembered=known.marks or None)
    except SourceFault as fault:
        if not (known.found and fault.lasting):
            raise
    else:
        if answer.status == 304 or not known.found or not _is_page(answer):
            return answer, known
    return await reach.get(address), Known()


async def feed_behind(page: Answer, reach: Reach) -> tuple[str, Answer]:
    """The first feed that a web page links to, else one at a usual path of its host. Raises UserError without one."""
    from app.posts.reading.markup import feeds_in_page

    linked = feeds_in_page(page.body[:_PAGE_HEAD], page.url, page.charset)
    links = sorted((url for _, url in linked if not leads_inside(page.url, url)), key=_is_of_comments)
    guesses = [urljoin(page.url, path) for path in _WELL_KNOWN]
    passing: SourceFault | None = None
    for url in links[:_TRIED_LINKS] or guesses:
        if url == page.url:
            continue
        try:
            answer = await reach.get(url)
        except SourceFault as fault:
            if fault.after:  # "too many requests": no time for guessing
                raise
            passing = passing if fault.lasting else passing or fault
            continue
        if is_feed(answer.body):
            return url, answer
    if passing is not None:
        raise passing
    raise UserError(Said("feedsource-no-feed", {"address": public_part(page.url)}))


def is_feed(data: bytes) -> bool:
    """Whether bytes begin like RSS, RDF, Atom or JSON Feed, whatever they are called."""
    head = _head(data)
    if head.startswith(b"{"):
        return b"jsonfeed.org/version" in head or b'"items"' in head
    root = _ROOT.match(head)
    return root is not None and root[1].lower() in _FEED_ROOTS


def _is_page(answer: Answer) -> bool:
    """Whether this is a web page. What is neither page nor feed goes to the child, which can say what is wrong."""
    if answer.status == 304 or is_feed(answer.body):
        return False
    head = _head(answer.body)[:2048].lower()
    root = _ROOT.match(head)
    named = answer.media_type.lower() in ("text/html", "application/xhtml+xml")
    return named or b"<html" in head or (root is not None and root[1] in _PAGE_ROOTS)


def _head(data: bytes) -> bytes:
    """The beginning from the first thing that matters; two-byte encodings read as one."""
    head = data[:65536]
    if head[:64].count(0) > 8:
        head = head.replace(b"\0", b"")
    place = 0
    while skipped := _SKIPPED.match(head, place):
        place = skipped.end()
    return head[place:]


def _is_of_comments(url: str) -> bool:
    return "comment" in url.lower()


def _wait(answer: Answer) -> float:
    """What the other side asked for, within reason: a feed that calls itself fresh for a year is asked hourly."""
    return min(answer.fresh_for, _LONGEST_WAIT)


def _fingerprint(address: str) -> str:
    return hashlib.blake2b(address.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _recalled(memory: Mapping[str, str], address: str) -> Known:
    if memory.get("of") != _fingerprint(address):
        return Known()
    marks = {name.removeprefix(_MARK): value for name, value in memory.items() if name.startswith(_MARK)}
    return Known(memory.get("feed", ""), "direct" in memory, marks)


def _memory(known: Known, address: str) -> dict[str, str]:
    kept = {"of": _fingerprint(address)}
    if known.found:
        kept["feed"] = known.found
    if known.direct:
        kept["direct"] = "1"
    return kept | {f"{_MARK}{name}": value for name, value in known.marks.items()}
