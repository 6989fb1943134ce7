# SPDX-License-Identifier: Apache-2.0
"""Old posts leave in slices, so that a live batch never waits long: 72 hours or 20 GB by default, cited ones never.

Used by the collector between two batches. Counts a minute stay, so the curve keeps its past. The trap: "old" is when
a post arrived, not when it was posted; a file imported today may hold posts of ten years ago.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.posts.ports import PostMark, PostStore

SLICE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Retention:
    """How long posts stay. `limits` gives (hours, bytes): they stay that long, less where they take more room.

    `cited` gives the posts that incidents and alerts cite; it is asked only when some must go.
    """

    cited: Callable[[], Collection[PostMark]]
    limits: Callable[[], tuple[int, int]]

    def slice(self, store: PostStore, now: datetime) -> int:
        """Drops up to 1,000 posts that must go; 0 when none must. Call again until then."""
        hours, size = self.limits()
        before = now if store.size() > size else now - timedelta(hours=hours)
        return store.expire(before, self.cited, SLICE)
