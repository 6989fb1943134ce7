# SPDX-License-Identifier: Apache-2.0
"""What time it is, and hybrid logical time for the journal.

Injected everywhere, so a worked crisis can be lived through in a second. All times are aware UTC.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

MS = timedelta(milliseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Aware, UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)


class ManualClock:
    """A clock somebody sets: drills, demonstrations, tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The time it was set to."""
        return self.at


def to_ms(time: datetime) -> int:
    """Whole milliseconds since 1970-01-01 UTC."""
    return (time - EPOCH) // MS


def from_ms(ms: int) -> datetime:
    """Inverse of :func:`to_ms`."""
    return EPOCH + ms * MS


def tick(last: int, now: datetime) -> int:
    """The next hybrid logical time: 48 bits of milliseconds, 16 bits of counter.

    Greater than `last` whatever the wall clock does (Kulkarni et al. 2014), so order never goes back.
    """
    return max(last + 1, to_ms(now) << 16)


def hlc_time(hlc: int) -> datetime:
    """The wall part of a hybrid logical time."""
    return from_ms(hlc >> 16)


_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$")


def parse_time(text: str, zone: tzinfo | None = None) -> datetime:
    """ISO 8601 as people type it (`2026-11-19 14:05`); without a zone it is in `zone`, else the machine's.

    Raises ValueError where it is no time.
    """
    if _TIME.match(text.strip()) is None:
        raise ValueError(text)
    time = datetime.fromisoformat(text.strip())
    if time.tzinfo is None:
        time = time.replace(tzinfo=zone) if zone else time.astimezone()
    return time.astimezone(UTC)
