# SPDX-License-Identifier: Apache-2.0
"""A post store over lists, for every test that needs posts but no file.

Used as `tests.ui.doubles.MemoryPosts`. It joins posts more simply than the real one: a repost joins the story of the
post whose id it names, equal words join, all else founds. The trap: readers run on other threads, so lists are
replaced, never changed.
"""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from msgspec.structs import replace

from app.posts.fold import fold, query_of
from app.posts.identity import digest
from app.posts.ports import Added, Bucket, Decision, MoodGiven, PostJudge, PostMark, Settle, Split, WatchCount
from app.posts.post import Exactness, Joined, Mention, Mood, Post, counted_as, mood_of
from app.posts.question import Order, Question
from app.posts.sources.source import Pulse, SourceState
from app.posts.stories.story import LONGEST_TEXT, SLOT, SLOTS_KEPT, Story
from tests.ui.memory_indicators import MemoryIndicators

_WORDS = re.compile(r'"([^"]+)"?|(\S+)')
_EXACTNESS = list(Exactness)
_SECONDS = int(SLOT.total_seconds())
_SAID = {Mood.NEGATIVE: -1.0, Mood.NEUTRAL: 0.0, Mood.POSITIVE: 1.0}
_COUNTED = tuple(_SAID)


class MemoryPosts(MemoryIndicators):
    """A PostStore over a list; `pages` counts how many pages were read; `behind`: some are to be judged anew."""

    def __init__(self) -> None:
        super().__init__()
        self._posts: list[Post] = []
        self._last = 0
        self._into: dict[int, int] = {}
        self._keys: dict[int, str] = {}
        self._rules: dict[int, str] = {}
        self._corrects = False
        self._said: dict[tuple[str, bool], Mood] = {}
        self._machine: dict[int, tuple[float, Mood]] = {}
        self._upto = 0
        self.rules = ""
        self.pages = 0
        self.behind = False
        self.states: dict[str, SourceState] = {}
        self.last_pulse: Pulse | None = None

    # writing

    def add(self, posts: Sequence[Post], settle: Settle | None = None) -> Added:
        added = Added(len(posts), 0, (True,) * len(posts))
        if settle is not None:
            self.states.update((state.name, state) for state in settle(added))
        named = {(post.source, post.source_id): post.story for post in self._posts if post.source_id}
        worded = {post.text: post.story for post in self._posts if post.text}
        new: list[Post] = []
        for bare in posts:
            self._last += 1
            mood = bare.mood if bare.mood is Mood.UNKNOWN else mood_of(bare.sentiment)
            post = replace(bare, id=self._last, mood=mood)
            self._machine[post.id] = (post.sentiment, post.mood)
            original = named.get((post.source, post.parent)) if post.parent else None
            same = worded.get(post.text) if post.text else None
            joined = Joined.REPOST if original else Joined.COPY if same else Joined.FIRST
            post = replace(post, story=original or same or post.id, joined=joined)
            self._keys.setdefault(post.story, digest(post).hex())
            named.setdefault((post.source, post.source_id), post.story)
            worded.setdefault(post.text, post.story)
            new.append(post)
        self._put([*self._posts, *new])
        return added

    def _put(self, posts: Iterable[Post]) -> None:
        felt = map(self._felt, posts) if self._corrects else posts
        self._posts = sorted(felt, key=lambda post: (post.posted_at, post.id), reverse=True)
        self.counted(self._posts)

    def _felt(self, post: Post) -> Post:
        """As a person said, of the post or last of its story, or else as the machine says."""
        root = self._root(post.story)
        of_story = [mood for (key, whole), mood in self._said.items() if whole and self._id_of(key) == root]
        said = self._said.get((digest(post).hex(), False)) or (of_story[-1] if of_story else None)
        score, mood = (_SAID[said], said) if said else self._machine[post.id]
        return replace(post, sentiment=score, mood=mood, corrected=said is not None)

    def rearrange(self, changes: Sequence[Decision], upto: int) -> None:
        for change in changes:
            if isinstance(change, MoodGiven):
                self._corrects = True
                self._said.pop((change.key, change.whole), None)
                if change.mood is not None:
                    self._said[change.key, change.whole] = change.mood
                continue
            story = self._id_of(change.story)
            if isinstance(change, Split):
                self._split(story, change.posts)
            elif story and (into := self._id_of(change.into)) not in (0, story):
                self._into = {**self._into, story: into}
        self._upto = upto
        self._put(self._posts)

    def turn_moods(self, limit: int) -> bool:
        return False

    def _split(self, story: int, keys: Sequence[str]) -> None:
        ids = {digest(post).hex(): post.id for post in self._posts if self._root(post.story) == story}
        apart = {ids[key]: key for key in keys if key in ids}
        if not apart:
            return
        new, key = next(iter(apart.items()))
        self._keys[new] = key
        self._into = {one: into for one, into in self._into.items() if one != new}
        self._put(
            replace(post, story=new, joined=Joined.BY_HAND) if post.id in apart else post for post in self._posts
        )

    def judge_again(self, judge: PostJudge, limit: int) -> int:
        some = [post for post in self._posts if self._rules.get(post.id, "") != judge.fingerprint][:limit]
        found = {post.id: post for post in judge.judged(some)}
        self._rules.update(dict.fromkeys(found, judge.fingerprint))
        self._machine.update((post.id, (post.sentiment, post.mood)) for post in found.values())
        self._put(found.get(post.id, post) for post in self._posts)
        return len(some)

    def judged_by(self, fingerprint: str) -> bool:
        return not self.behind

    def expire(self, arrived_before: datetime, kept: Callable[[], Collection[PostMark]], limit: int) -> int:
        marks = kept()
        gone = [post for post in self._posts if post.arrived_at < arrived_before]
        old = [p for p in gone if PostMark(p.source, p.source_id, p.author, p.posted_at) not in marks][:limit]
        self._posts = [post for post in self._posts if post not in old]
        self.gone(old)
        return len(old)

    # posts

    def count(self) -> int:
        return len(self._posts)

    def find(self, question: Question, limit: int | None = None) -> "array[int]":
        return array("q", [post.id for post in islice(self._fitting(question), limit)])

    def _fitting(self, question: Question) -> Iterable[Post]:
        if question.words:
            query_of(question.words)  # refuses what holds nothing to look for
        posts = (post for post in self._posts if self._fits(post, question))
        if question.order is Order.REACH:
            return sorted(posts, key=lambda post: -(post.followers or 0))
        return posts

    def _fits(self, post: Post, question: Question) -> bool:
        words = [fold(match[1] or match[2]) for match in _WORDS.finditer(question.words)]
        fields = ((question.source, post.source), (question.region, post.region), (question.author, post.author))
        return (
            all(word in fold(post.text) for word in words)
            and all(fold(asked) in fold(field) for asked, field in fields)
            and (question.since is None or post.posted_at >= question.since)
            and (question.until is None or post.posted_at < question.until)
            and question.mood in (None, post.mood)
            and question.story in (0, self._root(post.story))
            and (not question.watch or any(question.watch in ("*", one.watch) for one in post.mentions))
        )

    def get(self, ids: Sequence[int]) -> list[Post]:
        self.pages += 1
        known = {post.id: post for post in self._posts}
        return [known[one] for one in ids if one in known]

    def post_named(self, key: str) -> Post | None:
        return next((post for post in self._posts if digest(post).hex() == key), None)

    def digests(self, ids: Sequence[int]) -> list[str]:
        known = {post.id: post for post in self._posts}
        return [digest(known[one]).hex() for one in ids]

    # stories

    def _root(self, story: int) -> int:
        while story in self._into:
            story = self._into[story]
        return story

    def _id_of(self, key: str) -> int:
        return next((self._root(story) for story, known in self._keys.items() if known == key), 0)

    def find_stories(
        self, question: Question, hidden: Collection[str] = (), limit: int | None = None
    ) -> "array[int]":
        fit = {self._root(post.story) for post in self._fitting(question)}
        order = list(dict.fromkeys(self._root(post.story) for post in self._posts))
        found = [story for story in order if story in fit and self._keys[story] not in hidden]
        if question.order is Order.REACH:
            reach = {story.id: story.reach for story in self._stories(found)}
            found.sort(key=lambda story: -reach[story])
        return array("q", found[:limit])

    def stories(self, ids: Sequence[int]) -> list[Story]:
        self.pages += 1
        return self._stories(ids)

    def _stories(self, ids: Sequence[int]) -> list[Story]:
        inside: dict[int, list[Post]] = {one: [] for one in ids}
        for post in self._posts:
            if (root := self._root(post.story)) in inside:
                inside[root].append(post)
        return [_told(one, self._keys[one], inside[one]) for one in ids if inside[one]]

    def story_named(self, key: str) -> Story | None:
        return next(iter(self._stories([self._id_of(key)])), None)

    def rearranged(self) -> int:
        return self._upto

    # figures

    def watch_counts(self, since: datetime, until: datetime) -> list[WatchCount]:
        counts: dict[str, Counter[Mood]] = {}
        for post in self._posts:
            for mention in post.mentions if since <= post.posted_at < until else ():
                counts.setdefault(mention.watch, Counter())[counted_as(post.mood)] += 1
        return [WatchCount(name, *(counts[name][mood] for mood in _COUNTED)) for name in sorted(counts)]

    def minutes(self, start: datetime, end: datetime, bucket: timedelta) -> list[Bucket]:
        start = start.replace(second=0, microsecond=0)
        found: list[Bucket] = []
        while start < end:
            inside = [counted_as(p.mood) for p in self._posts if start <= p.posted_at < min(start + bucket, end)]
            counts = (inside.count(Mood.NEGATIVE), inside.count(Mood.NEUTRAL), inside.count(Mood.POSITIVE))
            found.append(Bucket(start, *counts))
            start += bucket
        return found

    def span(self) -> tuple[datetime, datetime] | None:
        return (self._posts[-1].posted_at, self._posts[0].posted_at) if self._posts else None

    def size(self) -> int:
        return sum(len(post.text) for post in self._posts)

    # the collector

    def source_states(self) -> list[SourceState]:
        return sorted(self.states.values(), key=lambda state: state.name)

    def forget_source(self, name: str) -> None:
        self.states.pop(name, None)

    def beat(self, pulse: Pulse) -> None:
        self.last_pulse = pulse

    def pulse(self) -> Pulse | None:
        return self.last_pulse

    def close(self) -> None:
        """Nothing to give back."""


def _told(story: int, key: str, posts: list[Post]) -> Story:
    """The story of these posts, newest first."""
    worded = [post for post in posts if post.text.strip()]
    first, moods = (worded or posts)[-1], Counter(counted_as(post.mood) for post in posts)
    slots = Counter(int(post.posted_at.timestamp()) // _SECONDS for post in posts)
    return Story(
        id=story, key=key, text=first.text[:LONGEST_TEXT], author=first.author, source=first.source,
        first_at=posts[-1].posted_at, newest_at=posts[0].posted_at, posts=len(posts),
        reposts=sum(post.joined is Joined.REPOST for post in posts),
        copies=sum(post.joined in (Joined.COPY, Joined.ALIKE) for post in posts),
        negative=moods[Mood.NEGATIVE], neutral=moods[Mood.NEUTRAL], positive=moods[Mood.POSITIVE],
        sentiment=sum(post.sentiment for post in posts) / len(posts),
        sources=tuple(Counter(post.source for post in posts).most_common()),
        regions=tuple(Counter(post.region for post in posts if post.region).most_common()),
        reach=max(post.followers or 0 for post in posts), verified=sum(bool(post.verified) for post in posts),
        mentions=_best(mention for post in posts for mention in post.mentions),
        pace=tuple(sorted(slots.items())[-SLOTS_KEPT:]), unknown=[post.mood for post in posts].count(Mood.UNKNOWN),
    )  # fmt: skip


def _best(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The best mention of each watch."""
    best: dict[str, Mention] = {}
    for one in sorted(mentions, key=lambda one: (-one.weight, _EXACTNESS.index(one.exactness))):
        best.setdefault(one.watch, one)
    return tuple(best.values())
