# SPDX-License-Identifier: Apache-2.0
"""What the posts part needs from outside, and what it gives: scorer and store, behind protocols.

`db.post_store` provides the store, `app.posts.sentiment` the first scorer. Window, command line and reports
see only this file. The trap: a store belongs to many reading threads but to one writing thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from app.posts.post import Post


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


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a batch: `stored` were new, `same` were there already (or twice in the batch)."""

    stored: int
    same: int


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

    def add(self, posts: Sequence[Post]) -> Added:
        """Stores the new ones of a batch (best 500 to 1,000) with index and counts in one transaction."""

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

    def close(self) -> None:
        """Gives files and connections back. The store is not usable afterwards."""
