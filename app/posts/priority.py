# SPDX-License-Identifier: Apache-2.0
"""How much a story wants to be looked at first: a score of named parts that a person can read and tune.

Used by the feed, by reports and the command line. Whole numbers only, so it is the same on every machine. The trap:
speed is measured against a moment, so the same story has other points an hour later.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec

from app.errors import Said, TextArg
from app.posts.fold import fold
from app.posts.post import Exactness
from app.posts.stories.story import Story

HIGHEST: Final = 100
_MOST_POINTS: Final = 40
_HEAVIEST: Final = 10
# Each step is some twice the one before: people, too, tell 10 from 20 as they tell 10,000 from 20,000.
_REACH: Final = (*(digit * 10**power for power in range(2, 7) for digit in (1, 2, 5)), 10_000_000)
_SPEED: Final = (2, 3, 5, 10, 20, 50, 100, 200, 500)
_SURE: Final = 5
"""Posts from which on a share of moods is taken at its word; before, it counts by fifths."""


class PartName(StrEnum):
    """What a priority is made of."""

    MATCH = "match"
    REACH = "reach"
    MOOD = "mood"
    SPEED = "speed"
    REGION = "region"
    VOICES = "voices"


class Tuning(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many points (0 to 40) each part may give; and where home is: stories from there get the region's."""

    match: int = 30
    reach: int = 15
    mood: int = 20
    speed: int = 20
    region: int = 5
    voices: int = 10
    home_regions: tuple[str, ...] = ()

    def most(self, name: PartName) -> int:
        """The points of a part."""
        return min(_MOST_POINTS, max(0, int(getattr(self, name.value))))


@dataclass(frozen=True, slots=True)
class Part:
    """`points` of at most `most`, and in words why."""

    name: PartName
    points: int
    most: int
    said: Said


@dataclass(frozen=True, slots=True)
class Priority:
    """`points` from 0 to 100: the parts' sum as a share of the most they could give."""

    points: int
    parts: tuple[Part, ...]


def priority(story: Story, tuning: Tuning, now: datetime) -> Priority:
    """The priority of a story at a moment (aware UTC)."""
    parts = (
        _match(story, tuning),
        _reach(story, tuning),
        _mood(story, tuning),
        _speed(story, tuning, now),
        _region(story, tuning),
        _voices(story, tuning),
    )
    most = sum(part.most for part in parts)
    return Priority(sum(part.points for part in parts) * HIGHEST // most if most else 0, parts)


def _match(story: Story, tuning: Tuning) -> Part:
    most = tuning.most(PartName.MATCH)
    if not story.mentions:
        return Part(PartName.MATCH, 0, most, Said("priority-match-none"))
    best = max(story.mentions, key=lambda mention: mention.weight)
    # Weight 1, which most keywords have, is worth half: a match at all is the larger step.
    points = most * (min(best.weight, _HEAVIEST) + _HEAVIEST - 2) // (2 * _HEAVIEST - 2)
    if best.exactness is Exactness.SOURCE:
        return Part(PartName.MATCH, points, most, Said("priority-match-source", {"watch": best.watch}))
    said: dict[str, TextArg] = {"keyword": best.keyword, "watch": best.watch, "weight": best.weight}
    return Part(PartName.MATCH, points, most, Said("priority-match", said))


def _reach(story: Story, tuning: Tuning) -> Part:
    most = tuning.most(PartName.REACH)
    points = most * bisect_right(_REACH, story.reach) // len(_REACH)
    return Part(PartName.REACH, points, most, Said("priority-reach", {"reach": story.reach}))


def _mood(story: Story, tuning: Tuning) -> Part:
    most, felt = tuning.most(PartName.MOOD), story.negative + story.neutral + story.positive
    share = 100 * story.negative // felt if felt else 0
    points = most * share * min(felt, _SURE) // (100 * _SURE)
    return Part(PartName.MOOD, points, most, Said("priority-mood", {"share": share, "posts": felt}))


def _speed(story: Story, tuning: Tuning, now: datetime) -> Part:
    most = tuning.most(PartName.SPEED)
    last, before = story.hourly(now)
    points = most * bisect_right(_SPEED, last) // len(_SPEED)
    if last > 2 * max(1, before):
        points = min(most, points + most // 5)  # still gathering speed
    return Part(PartName.SPEED, points, most, Said("priority-speed", {"last": last, "before": before}))


def _region(story: Story, tuning: Tuning) -> Part:
    most = tuning.most(PartName.REGION) if tuning.home_regions else 0
    home = [fold(region) for region in tuning.home_regions]
    near = next((region for region, _ in story.regions if any(one in fold(region) for one in home)), "")
    said = Said("priority-region", {"region": near}) if near else Said("priority-region-none")
    return Part(PartName.REGION, most if near else 0, most, said)


def _voices(story: Story, tuning: Tuning) -> Part:
    most = tuning.most(PartName.VOICES)
    if story.regulators:
        return Part(PartName.VOICES, most, most, Said("priority-regulators", {"count": story.regulators}))
    if story.media:
        return Part(PartName.VOICES, most * 4 // 5, most, Said("priority-media", {"count": story.media}))
    points = most * 2 // 5 if story.verified else 0
    return Part(PartName.VOICES, points, most, Said("priority-verified", {"count": story.verified}))
