# SPDX-License-Identifier: Apache-2.0
"""A proposal: what the machine holds against a watch, with its numbers. A person decides about it.

The collector makes one when a level is reached or rises and leaves it in the post store; the room takes it up as an
alert. The trap: it is kept for ever as it was seen, so it carries everything that posts may no longer tell later.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from app.room.seen import StoryAsSeen
from app.room.words import WarningLevel


class Ground(StrEnum):
    """What a reason rests on."""

    SURGE = "surge"
    """More posts than usual, more of them negative."""
    SLOW_BURN = "slow_burn"
    """Negative a little more than usual, for long."""
    VOLUME = "volume"
    """More posts than usual, where moods say nothing."""
    RULE = "rule"
    """A rule that a person set."""


class Reason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One reason with its numbers, of the last `minutes`. Shares are 0 to 1, None where unknown.

    Of a rule: its name, what it measures, what was measured (`measured`) and from where on it holds (`limit`).
    """

    ground: Ground
    level: WarningLevel
    minutes: int
    posts: int = 0
    usual_posts: float = 0.0
    negative: float | None = None
    usual_negative: float | None = None
    voices: int = 0
    rule: str = ""
    measure: str = ""
    measured: float = 0.0
    limit: float = 0.0


class VoiceAsSeen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An author who carries it: posts in the window, followers (None: unknown)."""

    name: str
    source: str
    posts: int
    followers: int | None = None
    verified: bool = False


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """The last hours from `first` on in steps of `minutes`: posts, negative ones, the upper edge of what is usual.

    A step in which nobody collected has -1 posts.
    """

    first: datetime
    minutes: int
    posts: tuple[int, ...]
    negative: tuple[int, ...]
    upper: tuple[float, ...]


class Proposal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A level for a watch, the gravest reason first. `run` is the same from catching fire until it is calm again.

    `id` is 32 hex digits; `at` the minute it was seen, `since` when the run began. Times are aware UTC.
    """

    id: str
    run: str
    watch: str
    level: WarningLevel
    at: datetime
    since: datetime
    reasons: tuple[Reason, ...]
    stories: tuple[StoryAsSeen, ...] = ()
    voices: tuple[VoiceAsSeen, ...] = ()
    picture: Picture | None = None
