# SPDX-License-Identifier: Apache-2.0
"""A proposal as it will be read: the detector's numbers as a reason, stories and voices behind it, the last hours.

Made by the live beacon when a level is reached or rises; the reason also by the replay. The trap: it is kept for
ever, so lists are short, and what nobody knows is None, or empty, and not nought.
"""

from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.analysis.voices import voices
from app.posts.ports import PostStore
from app.posts.question import Question
from app.posts.stories.story import Story
from app.room.seen import StoryAsSeen
from app.warning.baseline import usual_in
from app.warning.keeping import DAY_HOURS, hours_learnt
from app.warning.memory import Memory
from app.warning.proposal import Ground, Picture, Reason, VoiceAsSeen
from app.warning.ring import Ring, time_of
from app.warning.rules import LEVELS
from app.warning.verdict import Kind, Verdict

PICTURE_MINUTES: Final = 360
PICTURE_STEP: Final = 5
_HOUR: Final = 60
_BAND: Final = 3.0
_STORIES: Final = 5
_STORIES_READ: Final = 200
_VOICES: Final = 5
_POSTS_READ: Final = 2_000
_GROUNDS: Final = {Kind.SURGE: Ground.SURGE, Kind.SLOW_BURN: Ground.SLOW_BURN, Kind.VOLUME: Ground.VOLUME}


def detector_reason(verdict: Verdict, row: int, places: NDArray[np.intp], level: int) -> Reason:
    """What the detector says of watch `row`: the numbers of the strongest of `places`, which are minutes."""
    strong = verdict.evidence[row, places] + 1e-3 * verdict.volume[row, places]
    spoke = verdict.kind[row, places] != Kind.NONE
    at = int(places[np.where(spoke, strong, -1.0).argmax()])
    share, usual_share = float(verdict.share[row, at]), float(verdict.usual_share[row, at])
    heard = float(verdict.voices[row, at])
    return Reason(
        ground=_GROUNDS.get(Kind(int(verdict.kind[row, at])), Ground.VOLUME),
        level=LEVELS[level - 1],
        minutes=max(1, int(verdict.minutes[row, at])),
        posts=round(float(verdict.posts[row, at])),
        usual_posts=round(float(verdict.expected[row, at]), 2),
        negative=None if np.isnan(share) else round(share, 4),
        usual_negative=None if np.isnan(usual_share) else round(usual_share, 4),
        voices=0 if np.isnan(heard) else round(heard),
    )


def picture(ring: Ring, row: int, remembered: Memory) -> Picture:
    """The last six hours of a watch; `remembered` (1,) is the detector's memory of it. No band in its first day."""
    end = (ring.last // PICTURE_STEP + 1) * PICTURE_STEP
    first = end - PICTURE_MINUTES
    minutes = np.zeros((PICTURE_MINUTES, 2), np.int64)
    known = ring.block(np.array([row]), first, ring.last + 1)[0, :, :2]
    minutes[: len(known)] = known
    gaps = np.zeros(PICTURE_MINUTES, bool)
    gaps[: len(known)] = ring.gaps_of(first, ring.last + 1)
    sums = minutes.reshape(-1, PICTURE_STEP, 2).sum(axis=1)
    deaf = gaps.reshape(-1, PICTURE_STEP).all(axis=1) & (sums[:, 0] == 0)  # what came later was collected after all
    posts = np.where(deaf, -1, sums[:, 0])
    upper: tuple[float, ...] = ()
    if hours_learnt(remembered)[0] >= DAY_HOURS:
        starts = range(first, end, PICTURE_STEP)
        upper = tuple(round(upper_of(remembered, start, PICTURE_STEP), 2) for start in starts)
    return Picture(
        first=time_of(first), minutes=PICTURE_STEP, posts=tuple(posts.tolist()), negative=tuple(sums[:, 1].tolist()),
        upper=upper,
    )  # fmt: skip


def upper_of(remembered: Memory, minute: int, minutes: int) -> float:
    """The upper edge of what is usual in `minutes` from `minute` on, as far as is known now."""
    usual = usual_in(remembered, minute // _HOUR)
    expected, spread = float(usual.rate[0]) * minutes, float(usual.spread[0])
    return float(expected + _BAND * np.sqrt(expected + spread * expected * expected))


def stories_behind(store: PostStore, watch: str, since: datetime) -> tuple[StoryAsSeen, ...]:
    """The stories with most negative posts among the newest of a watch since a time."""
    found = store.stories(store.find_stories(Question(watch=watch, since=since), limit=_STORIES_READ))
    gravest = sorted(found, key=lambda story: (-story.negative, -story.posts, story.key))[:_STORIES]
    return tuple(map(_as_seen, gravest))


def _as_seen(story: Story) -> StoryAsSeen:
    return StoryAsSeen(
        key=story.key, text=story.text, author=story.author, source=story.source, posts=story.posts,
        first_at=story.first_at,
    )  # fmt: skip


def voices_behind(store: PostStore, watch: str, since: datetime) -> tuple[VoiceAsSeen, ...]:
    """Who reaches most among those who spoke since a time."""
    posts = store.get(store.find(Question(watch=watch, since=since), _POSTS_READ))
    told = {(post.source, post.author) for post in posts if post.followers is not None}
    return tuple(
        VoiceAsSeen(
            name=voice.name, source=voice.source, posts=voice.posts, verified=voice.verified,
            followers=voice.reach if (voice.source, voice.name) in told else None,
        )
        for voice in voices(posts).loudest[:_VOICES]
    )  # fmt: skip
