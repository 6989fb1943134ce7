# SPDX-License-Identifier: Apache-2.0
"""The worked crisis, lived through once in memory. Trap: tests share it, so none of them may act in the room."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from app.clock import ManualClock
from app.demo.play import play
from app.demo.posts import Feed, write_posts
from app.keys import SigningKey
from app.posts.judge import Judge
from app.posts.ports import PostStore
from app.posts.post import Post
from app.posts.question import Question
from app.posts.sentiment.scorer import MoodScorer
from app.posts.watches.book import WatchBook
from app.room.service import Room
from app.room.state import Statement
from app.warning.policy_book import PolicyBook
from tests.ui.doubles import CHEAP, MemoryJournal, MemoryPosts, MemoryWitness

END = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Lived:
    """A room, its posts and what it watches after the 36 hours; `told` is the progress that was told."""

    room: Room
    store: PostStore
    posts: list[Post]
    told: list[float]
    watches: WatchBook
    policy: PolicyBook

    @property
    def statements(self) -> list[Statement]:
        """By number."""
        return sorted(self.room.state.statements.values(), key=lambda statement: statement.number)


@pytest.fixture(scope="session")
def feed() -> Feed:
    """The posts as written, unscored."""
    return write_posts(END)


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """The whole crisis, played into stores in memory."""
    folder = tmp_path_factory.mktemp("demo")
    watches, policy = WatchBook(folder / "watches.toml"), PolicyBook(folder / "policy.toml")
    clock, journal, store = ManualClock(END), MemoryJournal(), MemoryPosts()
    key = SigningKey(SigningKey.fresh_seed())
    journal.found(bytes(range(16)), key.public)
    room = Room(journal, MemoryWitness(), key, clock, cost=CHEAP)
    told: list[float] = []
    judge = Judge(MoodScorer(), watches)
    play(room, clock, store, judge, end=END, watches=watches, policy=policy, progress=told.append)
    posts = sorted(store.get(store.find(Question())), key=lambda post: post.posted_at)
    return Lived(room, store, posts, told, watches, policy)
