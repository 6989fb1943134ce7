# SPDX-License-Identifier: Apache-2.0
"""No data is not calm: whether a source is well, failing or silent, and whether the collector lives.

Used by the sources pane, the strip and `fenghuo source list`. The trap: a source that answers "nothing new" for hours
looks healthy; only its own usual pace says that it is not.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from app.posts.sources.source import Pulse, Source, SourceState

DEAD_AFTER: Final = timedelta(seconds=30)
"""A collector that gave no sign for so long is taken for dead; it gives one every 5 s."""
_QUIET_AT_LEAST: Final = timedelta(hours=1)
_QUIET_UNKNOWN: Final = timedelta(hours=24)
_TIMES_THE_GAP: Final = 12
_ENOUGH: Final = 6


class Health(StrEnum):
    """How a source is. The words are keys: `source-health-…`."""

    WELL = "well"
    NEW = "new"
    FAILING = "failing"
    SILENT = "silent"
    PAUSED = "paused"


def health(source: Source, state: SourceState | None, now: datetime) -> Health:
    """How a source is now."""
    if source.paused:
        return Health.PAUSED
    if state is None or state.last_try is None:
        return Health.NEW
    if state.trouble is not None:
        return Health.FAILING
    return Health.SILENT if silent_since(source, state, now) else Health.WELL


def silent_since(source: Source, state: SourceState, now: datetime) -> datetime | None:
    """Since when a source has brought nothing, where that is longer than it should; else None.

    "Should" is what the person set, else twelve times its usual gap between posts and an hour at least; a source too
    young or too slow to have a usual gap gets a day. One that never brought anything has been so since it first
    answered.
    """
    last = state.last_new or state.began
    if last is None:
        return None
    return last if now - last > allowed_silence(source, state, now) else None


def allowed_silence(source: Source, state: SourceState, now: datetime) -> timedelta:
    """How long a source may bring nothing before it counts as silent."""
    if source.silent_after:
        return timedelta(minutes=source.silent_after)
    hours = sorted(int(hour) for hour in state.hours)
    count = sum(state.hours.values())
    if count < _ENOUGH or not hours:
        return _QUIET_UNKNOWN
    spent = max(1, min(int(now.timestamp()) // 3600, hours[-1]) - hours[0] + 1)
    gap = timedelta(hours=spent) / count
    return min(_QUIET_UNKNOWN, max(_QUIET_AT_LEAST, gap * _TIMES_THE_GAP))


def is_alive(pulse: Pulse | None, now: datetime) -> bool:
    """Whether the collector gave a sign of life lately."""
    # Both ways, or a clock that was set back would keep a dead one alive.
    return pulse is not None and abs(now - pulse.at) <= DEAD_AFTER
