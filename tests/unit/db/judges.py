# SPDX-License-Identifier: Apache-2.0
"""Judges that know a few words, and what must hold of a store however often it was judged and corrected.

Used by the tests of this folder. The trap: `is_right` holds only while no post has expired, for counts stay.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.clock import to_ms
from app.posts.post import Exactness, Mention, Mood, Post, counted_as, mood_of
from app.posts.question import Question
from db.post_store import SqlPostStore
from tests.ui.memory_indicators import counted_of
from tests.unit.db.conftest import NOON, rows
from tests.unit.found import newest

DAY = timedelta(days=1)


class Words:
    """Finds a watch by one word in the text, and a mood by others: `scores` are of posts that hold a word."""

    def __init__(
        self, fingerprint: str, scores: dict[str, float] | None = None, weight: int = 1, **watches: str
    ) -> None:
        self.fingerprint, self._weight, self._watches = fingerprint, weight, watches
        self._scores = scores or {}
        self.seen: list[str] = []

    def judged(self, posts: Sequence[Post]) -> list[Post]:
        self.seen += [post.source_id[-1] for post in posts]
        return [self.judge(post) for post in posts]

    def judge(self, post: Post) -> Post:
        score = next((score for word, score in self._scores.items() if word in post.text), 0.0)
        mood = mood_of(score) if any(c.isalnum() for c in post.text) else Mood.UNKNOWN
        return replace(post, sentiment=score, mood=mood, mentions=self.of(post))

    def of(self, post: Post) -> tuple[Mention, ...]:
        found = ((watch, word) for watch, word in self._watches.items() if word in post.text)
        return tuple(Mention(watch, word, Exactness.EXACT, self._weight) for watch, word in found)


def all_again(store: SqlPostStore, judge: Words, limit: int = 2) -> int:
    """Until nothing is left; how many."""
    total = 0
    while done := store.judge_again(judge, limit):
        total += done
    return total


def is_right(store: SqlPostStore) -> None:
    """Whatever is counted is what the posts say."""
    posts = newest(store)
    moods = Counter(counted_as(post.mood) for post in posts)
    buckets = store.minutes(NOON - 2 * DAY, NOON + 2 * DAY, timedelta(hours=1))
    told = [sum(getattr(bucket, mood) for bucket in buckets) for mood in _COUNTED]
    assert told == [moods[mood] for mood in _COUNTED]
    assert _watched(store) == _mentioned(posts)
    cells = counted_of(posts)
    minutes = {watch: range(to_ms(NOON - 2 * DAY) // 60_000, to_ms(NOON + 2 * DAY) // 60_000) for watch, _ in cells}
    assert sorted(store.cells(minutes)) == sorted(cells.values())
    assert rows(store, "indicator") == len(cells)
    for mood in Mood:
        fit = {post.id for post in posts if post.mood is mood}
        assert set(store.find(Question(mood=mood))) == fit
        matching = {post.id for post in posts if post.mood is mood and post.mentions}
        assert set(store.find(Question(mood=mood, watch="*"))) == matching
    for story in store.stories(list({post.story for post in posts})):
        own = [post for post in posts if post.story == story.id]
        felt = Counter(counted_as(post.mood) for post in own)
        assert [story.negative, story.neutral, story.positive] == [felt[mood] for mood in _COUNTED]
        assert story.sentiment == pytest.approx(sum(post.sentiment for post in own) / len(own), abs=1e-9)


_COUNTED = (Mood.NEGATIVE, Mood.NEUTRAL, Mood.POSITIVE)


def _watched(store: SqlPostStore) -> dict[str, tuple[int, ...]]:
    counts = store.watch_counts(NOON - 2 * DAY, NOON + 2 * DAY)
    return {one.watch: (one.negative, one.neutral, one.positive) for one in counts}


def _mentioned(posts: Sequence[Post]) -> dict[str, tuple[int, ...]]:
    found: dict[str, Counter[Mood]] = {}
    for post in posts:
        for mention in post.mentions:
            found.setdefault(mention.watch, Counter())[counted_as(post.mood)] += 1
    return {watch: tuple(moods[mood] for mood in _COUNTED) for watch, moods in found.items()}
