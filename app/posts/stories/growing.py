# SPDX-License-Identifier: Apache-2.0
"""How a story grows: founded by a post, grown by others, put together with another story.

The post store calls it for every batch, the posts of one story at once. The trap: all but `id` and `key` is a sum, a
best or an earliest, so that the order of arrival does not matter; but what was cut off (the 21st source, the 14th
slot) is lost for good, and of posts that came before any with words only the first with words is remembered.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from app.posts.post import Exactness, Joined, Mention, Mood, Post, counted_as
from app.posts.sentiment.feeling import Feeling
from app.posts.stories.likeness import has_words
from app.posts.stories.story import LONGEST_TEXT, SLOT, SLOTS_KEPT, Story
from app.posts.stories.voices import Voice, voice_of

NAMED_AT_MOST: Final = 20
"""Sources and regions a story names."""
_STRAYS: Final = {exactness: place for place, exactness in enumerate(Exactness)}
_SLOT_SECONDS: Final = int(SLOT.total_seconds())


def founded(post: Post, key: str) -> Story:
    """The story of one post. `key` is the post's digest in hex. About 8 µs."""
    voice = voice_of(post)
    return Story(
        id=post.id,
        key=key,
        text=post.text[:LONGEST_TEXT],
        author=post.author,
        source=post.source,
        first_at=post.posted_at,
        newest_at=post.posted_at,
        negative=int(post.mood is Mood.NEGATIVE),
        neutral=int(counted_as(post.mood) is Mood.NEUTRAL),
        positive=int(post.mood is Mood.POSITIVE),
        sentiment=post.sentiment,
        sources=((post.source, 1),),
        regions=((post.region, 1),) if post.region else (),
        reach=post.followers or 0,
        verified=int(post.verified is True),
        media=int(voice is Voice.MEDIA),
        regulators=int(voice is Voice.REGULATOR),
        mentions=best((), post.mentions) if post.mentions else (),
        pace=((_slot(post), 1),),
        unknown=int(post.mood is Mood.UNKNOWN),
    )


def grown(story: Story, posts: Sequence[Post]) -> Story:
    """The story with more posts in it; how each came in is in its `joined`. About 15 µs, and 3 µs a post."""
    if not posts:
        return story
    moods = [counted_as(post.mood) for post in posts]
    ways = [post.joined for post in posts]
    voices = [voice_of(post) for post in posts]
    count = story.posts + len(posts)
    earliest = min(posts, key=_age)
    first = earliest if _age(earliest) < (story.first_at, story.source, story.author) else None
    return replace(
        story,
        text=_text_after(story, posts, first),
        author=first.author if first is not None else story.author,
        source=first.source if first is not None else story.source,
        first_at=first.posted_at if first is not None else story.first_at,
        newest_at=max(story.newest_at, *[post.posted_at for post in posts]),
        posts=count,
        reposts=story.reposts + ways.count(Joined.REPOST),
        copies=story.copies + ways.count(Joined.COPY) + ways.count(Joined.ALIKE),
        negative=story.negative + moods.count(Mood.NEGATIVE),
        neutral=story.neutral + moods.count(Mood.NEUTRAL),
        positive=story.positive + moods.count(Mood.POSITIVE),
        sentiment=(story.sentiment * story.posts + sum(post.sentiment for post in posts)) / count,
        sources=_ranked(story.sources, ((post.source, 1) for post in posts)),
        regions=_ranked(story.regions, ((post.region, 1) for post in posts if post.region)),
        reach=max(story.reach, *[post.followers or 0 for post in posts]),
        verified=story.verified + [post.verified for post in posts].count(True),
        media=story.media + voices.count(Voice.MEDIA),
        regulators=story.regulators + voices.count(Voice.REGULATOR),
        mentions=best(story.mentions, (mention for post in posts for mention in post.mentions)),
        pace=_paced(story.pace, ((_slot(post), 1) for post in posts)),
        unknown=story.unknown + [post.mood for post in posts].count(Mood.UNKNOWN),
    )


def turned(story: Story, turns: Sequence[tuple[Feeling, Feeling]]) -> Story:
    """The story with some of its posts feeling otherwise: each pair says how one did, and how it does now."""
    before, after = [counted_as(one.mood) for one, _ in turns], [counted_as(one.mood) for _, one in turns]
    unknown = sum((now.mood is Mood.UNKNOWN) - (then.mood is Mood.UNKNOWN) for then, now in turns)
    drift = sum(now.score - then.score for then, now in turns)
    return replace(
        story,
        negative=story.negative + after.count(Mood.NEGATIVE) - before.count(Mood.NEGATIVE),
        neutral=story.neutral + after.count(Mood.NEUTRAL) - before.count(Mood.NEUTRAL),
        positive=story.positive + after.count(Mood.POSITIVE) - before.count(Mood.POSITIVE),
        sentiment=max(-1.0, min(1.0, story.sentiment + drift / story.posts)),  # sums of floats stray a little
        unknown=max(0, story.unknown + unknown),  # a story kept before these were counted holds none
    )


def together(one: Story, other: Story) -> Story:
    """Both as one, which keeps `id` and `key` of `one` (into which `other` is merged)."""
    first, second = sorted((one, other), key=lambda story: (story.first_at, story.source, story.author))
    count = one.posts + other.posts
    return replace(
        one,
        text=first.text if has_words(first.text) or not has_words(second.text) else second.text,
        author=first.author,
        source=first.source,
        first_at=first.first_at,
        newest_at=max(one.newest_at, other.newest_at),
        posts=count,
        reposts=one.reposts + other.reposts,
        copies=one.copies + other.copies,
        negative=one.negative + other.negative,
        neutral=one.neutral + other.neutral,
        positive=one.positive + other.positive,
        sentiment=(one.sentiment * one.posts + other.sentiment * other.posts) / max(1, count),
        sources=_ranked(one.sources, other.sources),
        regions=_ranked(one.regions, other.regions),
        reach=max(one.reach, other.reach),
        verified=one.verified + other.verified,
        media=one.media + other.media,
        regulators=one.regulators + other.regulators,
        mentions=best(one.mentions, other.mentions),
        pace=_paced(one.pace, other.pace),
        unknown=one.unknown + other.unknown,
    )


def _age(post: Post) -> tuple[datetime, str, str]:
    return post.posted_at, post.source, post.author


def _slot(post: Post) -> int:
    return int(post.posted_at.timestamp()) // _SLOT_SECONDS


def _text_after(story: Story, posts: Sequence[Post], first: Post | None) -> str:
    """The words of the earliest post that has some. A story without any takes the earliest of these."""
    if first is not None and has_words(first.text):
        return first.text[:LONGEST_TEXT]
    if has_words(story.text):
        return story.text
    worded = min((post for post in posts if has_words(post.text)), key=_age, default=first)
    return worded.text[:LONGEST_TEXT] if worded else story.text


def _ranked(counts: Iterable[tuple[str, int]], more: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Most first, then by name."""
    total = dict(counts)
    for name, count in more:
        total[name] = total.get(name, 0) + count
    return tuple(sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMED_AT_MOST])


def best(mentions: Iterable[Mention], more: Iterable[Mention]) -> tuple[Mention, ...]:
    """The best mention of each watch: the heaviest, then the most exact. The best watch first."""
    found = {mention.watch: mention for mention in mentions}
    for mention in more:
        held = found.get(mention.watch)
        if held is None or (held is not mention and _worth(mention) < _worth(held)):
            found[mention.watch] = mention
    return tuple(sorted(found.values(), key=_worth))


def _worth(mention: Mention) -> tuple[int, int, str, str]:
    return -mention.weight, _STRAYS[mention.exactness], mention.watch, mention.keyword


def _paced(pace: Iterable[tuple[int, int]], more: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    total = dict(pace)
    for slot, count in more:
        total[slot] = total.get(slot, 0) + count
    return tuple(sorted(total.items())[-SLOTS_KEPT:])
