# SPDX-License-Identifier: Apache-2.0
"""One thing somebody published, as the whole program passes it around.

Made by the importer and the post store; read by feed, charts, search and reports. The trap: `posted_at` and
`arrived_at` are two different times, and either may be years from the other.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

NEUTRAL_BAND: Final = 0.1
"""Scores strictly inside ±this are neutral."""


class Mood(StrEnum):
    """What a post feels like, in three steps; `UNKNOWN` where that cannot be read (counted with the neutral ones)."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"
    UNKNOWN = "unknown"


def mood_of(score: float) -> Mood:
    """The mood of a score from -1 to 1."""
    if score <= -NEUTRAL_BAND:
        return Mood.NEGATIVE
    return Mood.POSITIVE if score >= NEUTRAL_BAND else Mood.NEUTRAL


def counted_as(mood: Mood) -> Mood:
    """Under which of the three moods posts of this one are counted."""
    return Mood.NEUTRAL if mood is Mood.UNKNOWN else mood


class Exactness(StrEnum):
    """How far a text strays from the keyword it matches, nearest first. `SOURCE`: no word, its source is the watch's.

    `EXACT` letter for letter; `FOLDED` but for width, case, script, punctuation, what stands between characters;
    `HOMOPHONE` sounds the same (Han); `EDIT` one character more, less or other.
    """

    EXACT = "exact"
    FOLDED = "folded"
    HOMOPHONE = "homophone"
    EDIT = "edit"
    SOURCE = "source"


class Mention(NamedTuple):
    """That a post matches a watch: the keyword that says so best (highest weight, then most exact), as written."""

    watch: str
    keyword: str
    exactness: Exactness
    weight: int = 1


class Joined(StrEnum):
    """How a post came into its story."""

    FIRST = "first"
    REPOST = "repost"
    """The platform says so: its chain of reposts leads there."""
    COPY = "copy"
    """The same words, but for what reposting and evasion add."""
    ALIKE = "alike"
    """Nearly the same words."""
    BY_HAND = "by_hand"


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post. Times are aware UTC; `text` and `author` are the original with unsafe characters made visible.

    `id` is the row in the post store (0: not stored yet); `source_id` is the platform's own id ('' where there
    is none, or a spreadsheet destroyed it); `parent` the `source_id` of the post it reposts. `watch` is what its
    source or file was set up for; `mentions` are the watches it matches, one each. `story` is 0 until it is stored.
    `corrected`: a person said its mood.
    """

    source: str
    posted_at: datetime
    arrived_at: datetime
    text: str
    author: str = ""
    source_id: str = ""
    url: str = ""
    sentiment: float = 0.0
    mood: Mood = Mood.NEUTRAL
    corrected: bool = False
    parent: str = ""
    followers: int | None = None
    verified: bool | None = None
    region: str = ""
    event: str = ""
    watch: str = ""
    mentions: tuple[Mention, ...] = ()
    story: int = 0
    joined: Joined = Joined.FIRST
    id: int = 0
