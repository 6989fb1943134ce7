# SPDX-License-Identifier: Apache-2.0
"""What a kind of source and the collector promise each other. A third party adds a kind with this file alone.

A kind has two halves. `listen` runs in the collector, talks to the world and yields what it got, unread, as
`Document`s. `items` runs in the limited child (5 s, 512 MB, no network) and reads one of those. An installed package
offers a kind as an entry point in the group `fenghuo.sources` that names a class without arguments.

The trap: `listen` goes on after a `yield` only when the posts of that harvest are on disk; so a mark put into
`Harvest.memory` can never run ahead of the posts it stands for.
"""

from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol, TypeVar

import msgspec

from app.clock import Clock
from app.errors import EnvironmentFault, Said
from app.posts.sources.source import Settings

_T = TypeVar("_T")
ENTRY_POINTS: Final = "fenghuo.sources"


class Field(NamedTuple):
    """A setting of a kind. Its label is the catalogue's `source-<kind>-<name>`, for strangers' kinds `label`.

    `choices` are the only values allowed, where there are any; `secret` values go to the vault and are never shown.
    """

    name: str
    required: bool = False
    secret: bool = False
    default: str = ""
    choices: tuple[str, ...] = ()
    label: str = ""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing somebody published, as the source told it, all in words; '' is not told.

    `posted_at` as written (ISO 8601 is safest); `text` and `title` are plain, without mark-up; `parent` is the
    `source_id` of what it reposts; `followers` a number; `verified` true or false; `source` the platform, where the
    address does not tell.
    """

    posted_at: str = ""
    source_id: str = ""
    parent: str = ""
    url: str = ""
    text: str = ""
    title: str = ""
    author: str = ""
    followers: str = ""
    verified: str = ""
    source: str = ""
    region: str = ""
    event: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True, tag="document"):
    """Bytes as they came, to be read by the kind's `items`.

    `url` is where they really came from; `charset` what the sender said ('' for nothing); `about` whatever else
    `items` needs to know.
    """

    data: bytes
    url: str = ""
    media_type: str = ""
    charset: str = ""
    about: dict[str, str] = {}


class FileDocument(msgspec.Struct, frozen=True, kw_only=True, tag="file"):
    """A file on disk, read as `fenghuo import` reads it. `maps` is field → column, `zone` an IANA name or ''."""

    path: str
    maps: dict[str, str] = {}
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What one step of listening brought. `memory` replaces the source's with the posts (None: as it was).

    `note` is something odd that a person should see though it went well. `after` is the least time in seconds
    before the next round, where the other side said so. With `again`, documents of which none could be read leave the
    memory as it was, so that they are asked for again.
    """

    documents: tuple[Document | FileDocument, ...] = ()
    memory: Mapping[str, str] | None = None
    again: bool = False
    note: Said | None = None
    after: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a harvest. `read == stored + same + rejected`; `rejects` the first 20 (line, reason).

    `trouble` is why no document of the harvest could be read; where only some could not, it is among the warnings.
    `columns` are those of the last `FileDocument` that has some. `parts` says the same of each document by itself,
    in the harvest's order.
    """

    read: int = 0
    stored: int = 0
    same: int = 0
    rejected: int = 0
    rejects: tuple[tuple[int, Said], ...] = ()
    warnings: tuple[Said, ...] = ()
    trouble: Said | None = None
    columns: tuple[str, ...] = ()
    parts: "tuple[Outcome, ...]" = ()


class SourceFault(EnvironmentFault):
    """A source could not be reached or would not answer. `after` is the least time in seconds to wait, if it said.

    `lasting` says that trying again will not help until a person mends something (wrong password, no such page);
    it is tried again all the same, an hour later.
    """

    def __init__(self, said: Said, *, after: float = 0.0, lasting: bool = False) -> None:
        super().__init__(said)
        self.after, self.lasting = after, lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer over HTTP. `status` is 200, or 304 with no body; `url` where it came from in the end.

    `remembered` goes into the next request for the same address (ETag, Last-Modified); `fresh_for` is how many
    seconds the sender calls it fresh (0: did not say); `moved` where it now lives for good, if every redirect on the
    way was permanent (301, 308), else ''.
    """

    status: int
    url: str
    body: bytes = b""
    media_type: str = ""
    charset: str = ""
    remembered: Mapping[str, str] = field(default_factory=dict)
    fresh_for: float = 0.0
    moved: str = ""


class Reach(Protocol):
    """What the collector lends a kind to talk to the world; a kind opens no HTTP connection of its own."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def stays(self) -> bool:
        """Whether a kind may stay connected; where not, it makes one round and ends."""

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        remembered: Mapping[str, str] | None = None,
        method: str = "GET",
        body: bytes = b"",
    ) -> Answer:
        """One polite request: at most 20 MB, at most 30 s in all, five redirects, waits its turn at that host.

        Raises SourceFault for whatever is not 200 or 304, with the sentence for the person.
        """

    def lines(
        self, url: str, *, headers: Mapping[str, str] | None = None
    ) -> AbstractAsyncContextManager[AsyncGenerator[str, None]]:
        """The lines of an answer that does not end (server-sent events). A minute without a byte is a SourceFault."""

    async def in_thread(self, work: Callable[[], _T]) -> _T:
        """Runs what blocks (a mail server, a disk) beside the others."""


class Kind(Protocol):
    """One kind of source. Made once; holds nothing between calls."""

    name: str
    """In `sources.toml` and on the command line: `feed`, `mastodon`, `imap` …"""
    fields: tuple[Field, ...]
    every: int
    """Seconds between two rounds where the person did not say; 0 for a kind that stays connected."""

    def checked(self, settings: Settings) -> dict[str, str]:
        """The settings put right (spaces, a missing https://). Raises UserError naming the field and the mend."""

    def listen(self, settings: Settings, memory: Mapping[str, str], reach: Reach) -> AsyncGenerator[Harvest, Outcome]:
        """One round, or for ever where `every` is 0. Each `yield` gives back what became of the harvest.

        Raises SourceFault (network, other side) or UserError (settings).
        """

    def items(self, document: Document) -> Iterable[Item]:
        """Reads one document, in the limited child. Raises UserError where it is not what it should be."""
