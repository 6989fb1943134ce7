# SPDX-License-Identifier: Apache-2.0
"""One harvest on its way from the limited child to the disk, and what came round before under another id.

Used by :mod:`app.posts.collecting.follower`. The trap: one chunk is always held back, because what the source is to
remember goes into the same transaction as the last posts it stands for, after all the others are on disk.
"""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.errors import Said
from app.posts.collecting.wire import Chunk, Done, Failed, Told
from app.posts.collecting.writer import Writer
from app.posts.importer import ImportReport
from app.posts.ports import Added, Settle
from app.posts.post import Post
from app.posts.sources.port import Outcome

_REJECTS_TOLD: Final = 20
_KEPT: Final = 300
_WORDS: Final = 8
_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class End:
    """How a harvest ended: what to remember as seen, and why nothing of it could be read."""

    seen: bytes
    trouble: Said | None


class Seen:
    """The last 300 posts of a source as fingerprints: 8 bytes of what was said where, 4 of the id it came under.

    Some feeds give a post a new id each time they are asked; only posts with an address are told this way, because
    the same words without one may well be said twice.
    """

    def __init__(self, known: bytes) -> None:
        each = _WORDS + _NAME
        self._before = {known[i : i + _WORDS]: known[i + _WORDS : i + each] for i in range(0, len(known), each)}
        self._now: list[bytes] = []
        self.changed = 0

    def new(self, posts: Sequence[Post]) -> list[Post]:
        """Those that did not come round before."""
        found: list[Post] = []
        for post in posts:
            words = _digest(f"{post.url}\0{post.author}\0{post.text}", _WORDS)
            name = _digest(post.source_id, _NAME)
            self._now.append(words + name)
            if post.url and words in self._before:
                self.changed += self._before[words] != name
            else:
                found.append(post)
        return found

    def packed(self) -> bytes:
        """What to know next time."""
        return b"".join(self._now[-_KEPT:])


@dataclass(frozen=True, slots=True)
class _DocumentEnd:
    """How a document ended: how many posts went to the writer, how many were known before, and its account."""

    fresh: int
    old: int
    how: ImportReport | Said

    def outcome(self, stored: int) -> Outcome:
        """What became of it, where `stored` of its posts were new to the store."""
        same = self.fresh - stored + self.old
        if isinstance(self.how, Said):
            return Outcome(read=stored + same, stored=stored, same=same, trouble=self.how)
        return Outcome(
            read=stored + same + self.how.rejected_total,
            stored=stored,
            same=same,
            rejected=self.how.rejected_total,
            rejects=tuple((row.line, row.reason) for row in self.how.rejected[:_REJECTS_TOLD]),
            warnings=self.how.warnings,
            columns=self.how.columns,
        )


class Taking:
    """Takes what the child tells and puts it to the writer. `settle` gets the End with the last posts only."""

    def __init__(
        self, writer: Writer, seen: Seen | None, settle: Callable[[End | None], Settle], *, urgent: bool = False
    ) -> None:
        self._writer, self._seen, self._settle, self._urgent = writer, seen, settle, urgent
        self._held: list[Post] = []
        self._written: list[asyncio.Future[Added]] = []
        self._ends: list[_DocumentEnd] = []
        self._fresh = self._old = 0

    async def take(self, message: Told) -> None:
        """One message of the child."""
        match message:
            case Chunk(posts=posts):
                new = posts if self._seen is None else self._seen.new(posts)
                self._fresh += len(new)
                self._old += len(posts) - len(new)
                if self._held:
                    await self._put(self._held, None)
                self._held = new
            case Done(report=report):
                self._end(report)
            case Failed(said=said):
                self._end(said)

    def _end(self, how: ImportReport | Said) -> None:
        self._ends.append(_DocumentEnd(self._fresh, self._old, how))
        self._fresh = self._old = 0

    async def finish(self) -> Outcome:
        """Everything is told: waits until it is on disk. Raises what the store raises; then nothing is remembered."""
        added = [await written for written in self._written]
        troubles = [end.how for end in self._ends if isinstance(end.how, Said)]
        trouble = troubles[0] if troubles and len(troubles) == len(self._ends) else None
        await self._put(self._held, End(self._seen.packed() if self._seen else b"", trouble))
        added.append(await self._written[-1])
        parts = self._parts([one for each in added for one in each.fresh])
        odd = [] if trouble else list(troubles)
        if self._seen is not None and self._seen.changed:
            odd.append(Said("source-ids-change", {"count": self._seen.changed}))
        return Outcome(
            read=sum(part.read for part in parts),
            stored=sum(part.stored for part in parts),
            same=sum(part.same for part in parts),
            rejected=sum(part.rejected for part in parts),
            rejects=tuple(reject for part in parts for reject in part.rejects)[:_REJECTS_TOLD],
            warnings=(*odd, *(warning for part in parts for warning in part.warnings)),
            trouble=trouble,
            columns=next((part.columns for part in reversed(parts) if part.columns), ()),
            parts=parts,
        )

    def _parts(self, fresh: Sequence[bool]) -> tuple[Outcome, ...]:
        """What became of each document."""
        parts: list[Outcome] = []
        place = 0
        for end in self._ends:
            parts.append(end.outcome(sum(fresh[place : place + end.fresh])))
            place += end.fresh
        return tuple(parts)

    async def _put(self, posts: Sequence[Post], end: End | None) -> None:
        self._written.append(await self._writer.put(posts, self._settle(end), urgent=self._urgent))


def _digest(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "backslashreplace"), digest_size=size).digest()
