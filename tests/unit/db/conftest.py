# SPDX-License-Identifier: Apache-2.0
"""An empty store and posts for it, for the tests of what stories, mentions and questions do to posts.db."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.posts.identity import digest
from app.posts.post import Exactness, Mention, Post
from app.posts.stories.story import Story
from db.post_store import SqlPostStore, open_posts

KEY = bytes(range(32))
NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
TOPICS = (
    "航空公司在登机口让三百名旅客等了整整一夜，没有人出来解释也没有人道歉",
    "这家奶粉厂家至今不肯公布批号，家长们在超市门口排队退货，店员说不知道",
    "地铁三号线早高峰信号故障停运两个小时，站台上挤满了人，广播一直没有说明原因",
)


def told(number: int, text: str = "", **others: Any) -> Post:
    """A post of its own: its text is like no other's, unless one is given."""
    chosen: dict[str, Any] = {
        "source": "weibo",
        "source_id": f"Db8B{number:05}",
        "posted_at": NOON + timedelta(seconds=number),
        "arrived_at": NOON,
        "author": f"用户{number}",
        "text": text or f"{number} 号",
    }
    return Post(**(chosen | others))


def key_of(post: Post) -> str:
    """What names it, and the story it founds."""
    return digest(post).hex()


def mentions_of(*watches: str, keyword: str = "词") -> tuple[Mention, ...]:
    """A mention of each of these watches."""
    return tuple(Mention(watch, keyword, Exactness.FOLDED) for watch in watches)


def story_of(store: SqlPostStore, post: Post) -> Story:
    """The story named by a post."""
    story = store.story_named(key_of(post))
    assert story is not None
    return story


def rows(store: SqlPostStore, table: str) -> int:
    """Rows of a table."""
    with store._engine.connect() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file."""
    return tmp_path / "posts.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqlPostStore]:
    """An empty store."""
    opened = open_posts(path, KEY, synchronous="NORMAL")
    yield opened
    opened.close()
