# SPDX-License-Identifier: Apache-2.0
"""Lists of feeds as OPML: what every reader exports, and what every reader takes.

Called by `fenghuo source add --opml`, its export and the sources pane. Secrets never leave: an address goes out
without password and keys. The trap: OPML comes from strangers, and one bad line must not cost the others.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from app.errors import Said, UserError
from app.posts.fold import shown
from app.posts.sources.address import web_address
from app.posts.sources.book import without_secrets
from app.posts.sources.rsshub import feed_address
from app.posts.sources.source import Source

LARGEST_OPML: Final = 20 << 20
_LONGEST_NAME: Final = 74  # with a number behind it, still a name the book takes
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_MASK: Final = "***"


class Opml(NamedTuple):
    """What a file held. `rejected` are lines that name no address one can ask, and why."""

    sources: tuple[Source, ...]
    rejected: tuple[tuple[int, Said], ...]


def read_opml(data: bytes) -> Opml:
    """The feeds of an OPML file, each address once, each name once. Raises UserError `feedsource-opml-…`."""
    by_address: dict[str, Source] = {}
    rejected: list[tuple[int, Said]] = []
    names: dict[str, int] = {}
    for line, title, given in _outlines(_root(data)):
        try:
            address = web_address(given)
        except UserError as error:
            rejected.append((line, error.said))
            continue
        if address not in by_address:
            name = _free(_name(title, address), names)
            by_address[address] = Source(name=name, kind="feed", settings={"address": address})
    if not by_address and not rejected:
        raise UserError(Said("feedsource-opml-empty"))
    return Opml(tuple(by_address.values()), tuple(rejected))


def write_opml(sources: Sequence[Source], title: str) -> bytes:
    """Feeds and RSSHub routes as OPML 2.0. Other kinds have no feed address and are left out (see `left_out`)."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = shown(title)
    body = etree.SubElement(root, "body")
    for source in sources:
        if address := public_address(source):
            name = shown(source.name)
            etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=address)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def left_out(sources: Sequence[Source]) -> int:
    """How many of the sources cannot stand in OPML."""
    return sum(not public_address(source) for source in sources)


def public_address(source: Source) -> str:
    """The address of a source's feed without its secrets; '' for a kind that has none."""
    if source.kind == "feed":
        address = source.settings.get("address", "")
    elif source.kind == "rsshub" and source.settings.get("instance"):
        address = feed_address(source.settings)
    else:
        return ""
    parts = urlsplit(without_secrets(shown(address)))
    query = parts.query
    if _MASK in query:
        query = urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if pair[1] != _MASK])
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))


def _root(data: bytes) -> Any:
    """The element `opml` of a file, nothing expanded, nothing fetched."""
    if len(data) > LARGEST_OPML:
        raise UserError(Said("feedsource-opml-large", {"limit": LARGEST_OPML >> 20}))
    if _ENTITY.search(data.replace(b"\0", b"")):
        raise UserError(Said("feedsource-opml-entities"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise UserError(Said("feedsource-opml-broken", {"line": error.lineno or 1})) from error
    except ValueError as error:
        raise UserError(Said("feedsource-opml-broken", {"line": 1})) from error
    if _local(root) != "opml":
        raise UserError(Said("feedsource-opml-other", {"root": shown(_local(root))[:40]}))
    return root


def _outlines(root: Any) -> Iterator[tuple[int, str, str]]:
    """Line, title and address of every outline that names a feed, however deep, in the file's order."""
    for element in root.iter(etree.Element):
        if _local(element) == "outline":
            told = {name.lower(): value for name, value in element.items()}
            if address := told.get("xmlurl", "").strip():
                yield element.sourceline or 0, told.get("title") or told.get("text") or "", address


def _local(element: Any) -> str:
    return str(etree.QName(element).localname).lower()


def _name(title: str, address: str) -> str:
    """What to call a feed: its title, visible and on one line, else its host."""
    name = " ".join(shown(title).split())[:_LONGEST_NAME].strip()
    return name or (urlsplit(address).hostname or "")[:_LONGEST_NAME]


def _free(wanted: str, names: dict[str, int]) -> str:
    """A name that is not taken: `wanted`, else with the next number. `names` counts how often each was wanted."""
    name = wanted
    while name in names:
        names[wanted] += 1
        name = f"{wanted} {names[wanted]}"
    names[name] = 1
    return name
