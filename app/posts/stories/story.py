# SPDX-License-Identifier: Apache-2.0
"""A story: posts that say the same (reposts and near-duplicates), as one value that grows post by post.

Kept by the post store with its posts, read by the feed, the priority and reports. The trap: a story is named in the
journal by `key`, the digest of its founding post, because row ids differ from store to store.
"""

from datetime import datetime, timedelta
from typing import Final

import msgspec

from app.posts.post import Mention, Mood, mood_of

SLOT: Final = timedelta(minutes=10)
SLOTS_KEPT: Final = 13
LONGEST_TEXT: Final = 300


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One story. Times are when its posts were posted, aware UTC.

    `id` is the row id of its founding post (the first to arrive) in this store, `key` that post's digest in hex.
    `text`, `author`, `source` and `first_at` are those of its earliest post (text cut at 300 characters; where
    that has no words, of the earliest that has). `posts` = 1 + `reposts` + `copies` (+ those put in by hand).
    `unknown` are those of the neutral ones of which nothing can be said.
    `sources` and `regions` count posts, most first. `reach` is the largest number of followers among its voices,
    `verified`, `media` and `regulators` count posts by such voices. `mentions` has the best one for each watch.
    `pace` is posts by 10-minute slot since 1970, the newest 13 slots that have any, oldest first.
    """

    id: int
    key: str
    text: str
    author: str
    source: str
    first_at: datetime
    newest_at: datetime
    posts: int = 1
    reposts: int = 0
    copies: int = 0
    negative: int = 0
    neutral: int = 0
    positive: int = 0
    sentiment: float = 0.0
    sources: tuple[tuple[str, int], ...] = ()
    regions: tuple[tuple[str, int], ...] = ()
    reach: int = 0
    verified: int = 0
    media: int = 0
    regulators: int = 0
    mentions: tuple[Mention, ...] = ()
    pace: tuple[tuple[int, int], ...] = ()
    unknown: int = 0

    @property
    def mood(self) -> Mood:
        """Of its mean score; unknown where that of every post is."""
        return Mood.UNKNOWN if self.unknown == self.posts else mood_of(self.sentiment)

    def hourly(self, now: datetime) -> tuple[int, int]:
        """Posts of the last hour and of the hour before, by slots of 10 minutes."""
        slot = int(now.timestamp() // SLOT.total_seconds())
        last = sum(count for at, count in self.pace if slot - 6 < at <= slot)
        before = sum(count for at, count in self.pace if slot - 12 < at <= slot - 6)
        return last, before

    def growth(self, now: datetime) -> float:
        """How many times the hour before the last hour has (at least one post counted there); 0.0 when silent."""
        last, before = self.hourly(now)
        return last / max(1, before)
