# SPDX-License-Identifier: Apache-2.0
"""One thing somebody published, as the whole program passes it around.

Made by the importer and the post store; read by feed, charts, search and reports. The trap: `posted_at` and
`arrived_at` are two different times, and either may be years from the other.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

NEUTRAL_BAND: Final = 0.1
"""Scores strictly inside ±this are neutral."""


class Mood(StrEnum):
    """What a post feels like, in three steps."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


def mood_of(score: float) -> Mood:
    """The mood of a score from -1 to 1."""
    if score <= -NEUTRAL_BAND:
        return Mood.NEGATIVE
    return Mood.POSITIVE if score >= NEUTRAL_BAND else Mood.NEUTRAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post. Times are aware UTC; `text` and `author` are the original with unsafe characters made visible.

    `id` is the row in the post store (0: not stored yet); `source_id` is the platform's own id ('' where there
    is none, or a spreadsheet destroyed it); `parent` the `source_id` of the post it reposts.
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
    parent: str = ""
    followers: int | None = None
    verified: bool | None = None
    region: str = ""
    event: str = ""
    watch: str = ""
    id: int = 0
