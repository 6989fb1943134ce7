# SPDX-License-Identifier: Apache-2.0
"""Posts counted by mood per interval, for the window's curve, the report's figure and the table beside it.

Called through :mod:`app.analysis.mood`. The trap: the last interval is usually not over yet, so its count is low for
no reason; `whole` says how many intervals are.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from statistics import median
from typing import Final

from app.errors import Said
from app.posts.ports import Bucket, PostStore

_STEPS: Final = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2 * 1440, 7 * 1440, 28 * 1440)
)
_EXPECTED_IN_GAP: Final = 12.0
"""Posts the usual rate would have brought: that none came is then no chance (Poisson: under 1 in 100,000)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time, `[start, end)`, aware UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class MoodSeries:
    """Posts by mood in equal intervals from `start`; the last may reach beyond `end`, after which nothing counts."""

    start: datetime
    end: datetime
    bucket: timedelta
    buckets: tuple[Bucket, ...]

    @property
    def total(self) -> int:
        """All posts."""
        return sum(bucket.total for bucket in self.buckets)

    @property
    def negative(self) -> int:
        """All negative posts."""
        return sum(bucket.negative for bucket in self.buckets)

    @property
    def neutral(self) -> int:
        """All neutral posts."""
        return sum(bucket.neutral for bucket in self.buckets)

    @property
    def positive(self) -> int:
        """All positive posts."""
        return sum(bucket.positive for bucket in self.buckets)

    @property
    def whole(self) -> int:
        """How many of the intervals were over by `end`."""
        return sum(bucket.start + self.bucket <= self.end for bucket in self.buckets)

    @property
    def peak(self) -> Bucket | None:
        """The interval with most posts, the earliest of equals; None where there are none."""
        return max(self.buckets, key=lambda bucket: bucket.total, default=None) if self.total else None

    def gaps(self) -> tuple[Interval, ...]:
        """Stretches without a post that are too long to be chance at the usual rate: data are missing there."""
        buckets = self.buckets[: self.whole]
        busy = [bucket.total for bucket in buckets if bucket.total]
        if not busy:
            return ()
        usual, found, run = median(busy), [], 0
        for index, bucket in enumerate((*buckets, None)):
            if bucket is not None and not bucket.total:
                run += 1
                continue
            if run * usual >= _EXPECTED_IN_GAP:
                found.append(Interval(buckets[index - run].start, buckets[index - 1].start + self.bucket))
            run = 0
        return tuple(found)


def bucket_for(start: datetime, end: datetime, most: int = 96) -> timedelta:
    """The finest round interval that cuts `[start, end)` into at most `most` pieces."""
    return next((step for step in _STEPS if (end - start) / step <= most), _STEPS[-1])


def interval_said(bucket: timedelta) -> Said:
    """`30 分钟`, `1 小时`, `2 天`: the largest unit that is whole."""
    minutes = int(bucket / timedelta(minutes=1))
    if minutes % 1440 == 0:
        return Said("report-days", {"count": minutes // 1440})
    if minutes % 60 == 0:
        return Said("report-hours", {"count": minutes // 60})
    return Said("report-minutes", {"count": minutes})


def series(
    posts: PostStore, start: datetime, end: datetime, bucket: timedelta | None = None, *, zone: tzinfo = UTC
) -> MoodSeries:
    """The mood in `[start, end)`; `start` moves back to a round time of `zone`.

    Raises what the store raises, ValueError where `end` is not after `start`.
    """
    if end <= start:
        raise ValueError(start, end)
    step = bucket or bucket_for(start, end)
    first = _round_down(start, step, zone)
    return MoodSeries(first, end, step, tuple(posts.minutes(first, end, step)))


def _round_down(time: datetime, step: timedelta, zone: tzinfo) -> datetime:
    local = time.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + (local - midnight) // step * step).astimezone(UTC)
