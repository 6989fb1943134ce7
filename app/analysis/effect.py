# SPDX-License-Identifier: Apache-2.0
"""Whether the mood is another after a statement went out: as long after as before, with counts.

Called by the sentiment pane. Two shares of negative posts are compared by a two-proportion z-test at 95 %. The trap:
what changed after a statement need not have changed through it, so no word here claims that.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import sqrt
from typing import Final

from app.posts.ports import PostStore
from app.room.state import RoomState

LONGEST: Final = timedelta(hours=6)
FEWEST: Final = 30
"""Posts needed on each side before anything is said."""
_MINUTE: Final = timedelta(minutes=1)
_CLEAR: Final = 1.96


class Turn(StrEnum):
    """What the negative share did. Unclear: less than chance would do."""

    LOWER = "lower"
    HIGHER = "higher"
    UNCLEAR = "unclear"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Side:
    """Posts on one side of the moment."""

    negative: int
    total: int

    @property
    def share(self) -> float:
        """Of the negative ones, 0 to 1; 0 where there is none at all."""
        return self.negative / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Effect:
    """Before and after; `length` is that of each side."""

    length: timedelta
    before: Side
    after: Side

    @property
    def turn(self) -> Turn:
        """What may be said of it."""
        if min(self.before.total, self.after.total) < FEWEST:
            return Turn.TOO_FEW
        whole = self.before.total + self.after.total
        pooled = (self.before.negative + self.after.negative) / whole
        spread = sqrt(pooled * (1 - pooled) * (1 / self.before.total + 1 / self.after.total))
        moved = self.after.share - self.before.share
        if not spread or abs(moved) / spread < _CLEAR:
            return Turn.UNCLEAR
        return Turn.LOWER if moved < 0 else Turn.HIGHER


def last_release(state: RoomState, incident: str) -> tuple[int, datetime] | None:
    """(number, time) of the statement of an incident that first went out last; None before any did."""
    out = (
        (min(release.time for release in statement.releases), statement.number)
        for statement in state.statements.values()
        if statement.incident == incident and statement.releases
    )
    newest = max(out, default=None)
    return (newest[1], newest[0]) if newest else None


def effect(posts: PostStore, moment: datetime, now: datetime) -> Effect:
    """Compare the time since `moment` (6 h at most) with as long before it. Raises what the store raises."""
    moment = moment.replace(second=0, microsecond=0)  # counts are per minute: its own belongs to what followed
    length = max(_MINUTE, min(LONGEST, now - moment) // _MINUTE * _MINUTE)
    return Effect(length, _side(posts, moment - length, length), _side(posts, moment, length))


def _side(posts: PostStore, start: datetime, length: timedelta) -> Side:
    buckets = posts.minutes(start, start + length, length)
    return Side(sum(bucket.negative for bucket in buckets), sum(bucket.total for bucket in buckets))
