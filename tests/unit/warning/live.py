# SPDX-License-Identifier: Apache-2.0
"""A live beacon over a real post store and a clock that a test sets: posts come, it looks, it proposes.

The trap: `pass_by` looks once a minute, as quickly as it can; the collector looks twice a second.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from app.clock import ManualClock
from app.errors import Said
from app.posts.post import Exactness, Mention, Mood, Post
from app.warning.beacon import Beacon
from app.warning.outside import Outside
from app.warning.policy_book import PolicyBook
from app.warning.proposal import Proposal
from db.post_store import SqlPostStore, open_posts

KEY = bytes(range(32))
NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
"""Noon in Shanghai."""
WATCH = "岁稔食品"
MINUTE = timedelta(minutes=1)
ANGRY: dict[str, Any] = {
    "mood": Mood.NEGATIVE, "text": "这家公司到现在都不肯退款，客服电话打了三十遍也没有人接，实在太离谱了",
}  # fmt: skip


def post(number: int, at: datetime, **others: Any) -> Post:
    """A post about the watch."""
    chosen: dict[str, Any] = {
        "source": "weibo", "source_id": f"D{number:07}", "posted_at": at, "arrived_at": at,
        "author": f"用户{number}", "text": f"第 {number} 条", "mood": Mood.NEUTRAL, "watch": WATCH,
    }  # fmt: skip
    chosen |= others
    return Post(**chosen, mentions=(Mention(chosen["watch"], "", Exactness.SOURCE),))


class Live:
    """A collector's beacon without the collector."""

    def __init__(self, folder: Path, *, at: datetime = NOON, watches: tuple[str, ...] = (WATCH,)) -> None:
        self.folder, self.clock = folder, ManualClock(at)
        self.store: SqlPostStore = open_posts(folder / "posts.db", KEY, synchronous="NORMAL")
        self.policy = PolicyBook(folder / "policy.toml")
        self.watches = dict.fromkeys(watches, "as ever")
        self.troubles: list[Said] = []
        self.number = 0
        self.beacon = self.start()

    def start(self) -> Beacon:
        """A beacon that knows what was kept, and no more."""
        outside = Outside(lambda: self.watches, self.policy, lambda: ZoneInfo("Asia/Shanghai"))
        self.beacon = Beacon(self.store, self.clock, outside, self.troubles.append)
        return self.beacon

    def come(self, at: datetime, count: int = 1, **others: Any) -> None:
        """Posts are stored."""
        first, self.number = self.number, self.number + count
        self.store.add([post(number, at, **others) for number in range(first, first + count)])

    def everyday(self, hours: float, *, rate: float = 2.0, until: datetime | None = None) -> None:
        """So many hours of an ordinary watch before now (or `until`): a sixth of its posts is negative."""
        end, random = until or self.clock.at, np.random.default_rng(5)
        posts: list[Post] = []
        for minute in range(round(hours * 60)):
            at = end - (minute + 1) * MINUTE
            for _ in range(int(random.poisson(rate))):
                mood = Mood.NEGATIVE if random.random() < 0.16 else Mood.NEUTRAL
                posts.append(post(self.number, at, mood=mood))
                self.number += 1
        for start in range(0, len(posts), 1_000):
            self.store.add(posts[start : start + 1_000])

    def look(self) -> list[Proposal]:
        """One look; what it proposes is written, as the collector does."""
        look = self.beacon.look()
        self.store.propose(look.proposals, look.states)
        return list(look.proposals)

    def pass_by(self, minutes: int, *, quiet: float = 0.0, storm: int = 0) -> list[Proposal]:
        """Minutes pass, with ordinary posts (`quiet` a minute) and `storm` angry ones in each; all proposals."""
        found, random = [], np.random.default_rng(9)
        for _ in range(minutes):
            self.clock.at += MINUTE
            self.come(self.clock.at, int(random.poisson(quiet)))
            if storm:
                self.come(self.clock.at, storm, **ANGRY)
            found += self.look()
        return found
