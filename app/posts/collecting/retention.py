# SPDX-License-Identifier: Apache-2.0
"""Old posts leave in slices, so that a live batch never waits long: 72 hours or 20 GB by default, cited ones never.

Used by the collector between two batches. Counts a minute stay, so the curve keeps its past; those of each watch
become hours after 45 days, and go after 400. The trap: "old" is when a post arrived, not when it was posted; a file
imported today may hold posts of ten years ago.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.posts.ports import PostMark, PostStore

SLICE: Final = 1_000
MINUTES_STAY_DAYS: Final = 45
"""A replay of four weeks, the fortnight before that teaches what is usual, and three days to spare."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long posts stay. `limits` gives (hours, bytes, days): they stay that long, less where they take more room.

    What is counted of each watch stays those days, the first 45 of them minute by minute. `cited` gives the posts
    that incidents and alerts cite; it is asked only when some must go.
    """

    cited: Callable[[], Collection[PostMark]]
    limits: Callable[[], tuple[int, int, int]]

    def slice(self, store: PostStore, now: datetime) -> int:
        """Drops up to 1,000 posts that must go; 0 when none must. Call again until then."""
        hours, size, _ = self.limits()
        before = now if store.size() > size else now - timedelta(hours=hours)
        return store.expire(before, self.cited, SLICE)

    def condense(self, store: PostStore, now: datetime) -> bool:
        """Makes hours of old minutes, and drops old hours, a slice of it; whether there may be more."""
        days = max(self.limits()[2], MINUTES_STAY_DAYS)
        return store.condense(now, timedelta(days=MINUTES_STAY_DAYS), timedelta(days=days))
