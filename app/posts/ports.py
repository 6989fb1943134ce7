# SPDX-License-Identifier: Apache-2.0
"""What the posts part needs from outside, and what it gives: scorer and store, behind protocols.

`db.post_store` provides the store, `app.posts.sentiment` the first scorer. Window, command line and reports
see only this file. The trap: a store belongs to many reading threads but to one writing thread.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol, TypeAlias

from app.posts.post import Post
from app.posts.sources.source import Pulse, SourceState


class SentimentScorer(Protocol):
    """Says how a text feels. Offline, deterministic, safe from several threads."""

    def score(self, texts: Sequence[str]) -> list[float]:
        """One number from -1 (negative) to 1 (positive) a text, in the same order. Never raises for a text."""


class Cursor(NamedTuple):
    """A place in the order newest first: the last row of a page is the cursor of the next one."""

    posted_at: datetime
    id: int


def cursor_of(post: Post) -> Cursor:
    """The place of a stored post."""
    return Cursor(post.posted_at, post.id)


class PostMark(NamedTuple):
    """What names a post whichever file it lies in: cited posts are told by it."""

    source: str
    source_id: str
    author: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a batch: `stored` were new, `same` were there already (or twice in the batch).

    `fresh` says for each post, in the batch's order, whether it was new.
    """

    stored: int
    same: int
    fresh: Sequence[bool] = field(default=(), compare=False)


Settle: TypeAlias = Callable[[Added], Sequence[SourceState]]
"""Gives the states to be written with a batch. Called on the writing thread; must be quick and must not raise."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Posts by mood in `[start, start + bucket)`. `start` is aware UTC."""

    start: datetime
    negative: int
    neutral: int
    positive: int

    @property
    def total(self) -> int:
        """All posts of the bucket."""
        return self.negative + self.neutral + self.positive


class PostStore(Protocol):
    """Where posts are kept. Reading is safe from any thread; one thread at a time calls `add`.

    Every method raises EnvironmentFault for a failing disk or a damaged file, Conflict where another program
    holds the file for more than 5 s.
    """

    def add(self, posts: Sequence[Post], settle: Settle | None = None) -> Added:
        """Stores the new ones of a batch (best 500 to 1,000) with index and counts, in one transaction.

        `settle` is asked inside it, once it is known which posts are new, for the states of sources to be written
        with them: so what a source remembers having read never runs ahead of its posts.
        """

    def count(self) -> int:
        """Posts in the store."""

    def newest(self, limit: int, before: Cursor | None = None) -> list[Post]:
        """The newest `limit` posts, or those that follow `before`; by (posted_at, id) descending."""

    def search(self, words: str, limit: int, before: Cursor | None = None) -> list[Post]:
        """Posts that hold all `words` (``"a phrase"`` stays together), newest first.

        Case, width and traditional or simplified do not matter. Raises UserError where there is nothing to
        look for (only punctuation).
        """

    def get(self, ids: Sequence[int]) -> list[Post]:
        """The posts with these row ids, in the order asked for; those that are gone are left out."""

    def minutes(self, start: datetime, end: datetime, bucket: timedelta) -> list[Bucket]:
        """Counts in `[start, end)` in buckets of whole minutes, aligned to `start`'s minute, empty ones included.

        At most 100,000 buckets (ValueError beyond).
        """

    def span(self) -> tuple[datetime, datetime] | None:
        """Times of the oldest and the newest post; None where there is none."""

    def source_states(self) -> list[SourceState]:
        """What is known of each source, by name; of one that was never tried, nothing."""

    def forget_source(self, name: str) -> None:
        """Drops the state of a source that is gone. Its posts stay."""

    def beat(self, pulse: Pulse) -> None:
        """Leaves a sign of life of the collector."""

    def pulse(self) -> Pulse | None:
        """The last one."""

    def expire(self, arrived_before: datetime, kept: Callable[[], Collection[PostMark]], limit: int) -> int:
        """Drops at most `limit` posts that arrived before a time, oldest arrival first, but none of those in `kept`.

        `kept` is asked only where something would go. Counts a minute stay. Answers how many went.
        """

    def size(self) -> int:
        """Bytes the posts take on disk, room that deleted ones left not counted."""

    def close(self) -> None:
        """Gives files and connections back. The store is not usable afterwards."""
