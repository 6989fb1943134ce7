# SPDX-License-Identifier: Apache-2.0
"""Posts for the tests of this folder: what was said, each by a voice of its own unless told otherwise."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from app.analysis.corpus import Corpus
from app.analysis.cutting import Cutter
from app.posts.post import Joined, Post, mood_of

START = datetime(2026, 11, 22, 8, tzinfo=UTC)


def said(*texts: str, first: int = 1, author: str = "", mood: float = -0.5, at: datetime = START) -> list[Post]:
    """One post a text, a minute apart, each a story of its own, with the ids they would have in a store."""
    return [
        Post(
            source="weibo", source_id=f"{first + place:012}", posted_at=at + timedelta(minutes=place), arrived_at=at,
            text=text, author=author or f"用户{first + place}", sentiment=mood, mood=mood_of(mood), id=first + place,
            story=first + place, followers=100,
        )
        for place, text in enumerate(texts)
    ]  # fmt: skip


def repost(of: Post, text: str, number: int) -> Post:
    """Somebody reposts a post, with some words or without."""
    return Post(
        source=of.source, source_id=f"{number:012}", posted_at=of.posted_at, arrived_at=of.arrived_at, text=text,
        author=f"用户{number}", sentiment=of.sentiment, mood=of.mood, parent=of.source_id, story=of.story,
        joined=Joined.REPOST, id=number,
    )  # fmt: skip


def corpus(window: Sequence[Post], baseline: Sequence[Post] = (), names: Sequence[str] = ()) -> Corpus:
    """As the overview makes it."""
    return Corpus(window, baseline, Cutter(names))
