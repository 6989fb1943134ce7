# SPDX-License-Identifier: Apache-2.0
"""Posts counted as the store counts them: for rules that ask where posts come from, and for files tried out.

Called by the live beacon for rules with a region or accounts and by the replay. The trap: reach and voices are of one
minute, so a sum over a window counts an author once for each minute.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.posts.complaints import complains
from app.posts.fold import fold
from app.posts.ports import PostStore
from app.posts.post import Joined, Mood, Post
from app.posts.question import Question
from app.warning.indicators import INDICATORS, Series
from app.warning.policy import Rule
from app.warning.ring import minute_of, time_of

_MOST: Final = 20_000
_PAGE: Final = 1_000


def series_of(watch: str, posts: Iterable[Post], first: datetime, end: datetime) -> Series:
    """`posts`, all of the watch, minute by minute in [first, end); others are left out. No minute is a gap."""
    start = minute_of(first)
    minutes = max(0, minute_of(end) - start)
    values = np.zeros((minutes, len(INDICATORS)), np.int64)
    heard: set[tuple[int, str, str]] = set()
    for post in posts:
        place = minute_of(post.posted_at) - start
        if not 0 <= place < minutes:
            continue
        voice = (place, post.source, post.author or f"\0{len(heard)}")
        new = voice not in heard
        heard.add(voice)
        values[place] += (
            1, post.mood is Mood.NEGATIVE, bool(post.parent) or post.joined is Joined.REPOST, new,
            complains(post.text), post.followers or 0 if new else 0,
        )  # fmt: skip
    return Series(watch, time_of(start), values, np.zeros(minutes, bool))


def asked_of(rule: Rule, post: Post) -> bool:
    """Whether a rule counts a post: its region and accounts, by the words a question would use."""
    if rule.region and not all(word in fold(post.region) for word in fold(rule.region).split()):
        return False
    author = fold(post.author)
    return not rule.accounts or any(all(word in author for word in fold(name).split()) for name in rule.accounts)


def posts_for(store: PostStore, rule: Rule, watch: str, first: datetime, end: datetime) -> Iterator[Post]:
    """The posts of a watch in [first, end) that a rule counts; of more than 20,000 an account the newest."""
    told: set[int] = set()
    for account in rule.accounts or ("",):
        asked = Question(watch=watch, since=first, until=end, region=rule.region, author=account)
        ids = [one for one in store.find(asked, _MOST) if one not in told]
        told.update(ids)
        for start in range(0, len(ids), _PAGE):
            yield from store.get(ids[start : start + _PAGE])


def sums_for(store: PostStore, rule: Rule, watch: str, first: datetime, end: datetime) -> NDArray[np.int64]:
    """(1, 6): the sums of what a rule counts of a watch in [first, end)."""
    values = series_of(watch, posts_for(store, rule, watch, first, end), first, end).values
    found: NDArray[np.int64] = values.sum(axis=0, keepdims=True)
    return found
