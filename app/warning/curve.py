# SPDX-License-Identifier: Apache-2.0
"""A watch as a curve: posts by interval, the negative among them, the edge of what is usual, the level of each one.

Drawn by the beacon pane and in small beside each watch. The trap: the edge is of one interval, while the detector
weighs longer windows too; so a level may stand where the curve is below it, and the reason tells why.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import nan
from typing import TYPE_CHECKING, Final

import numpy as np

from app.warning.baseline import usual_in
from app.warning.detector import Detector
from app.warning.indicators import Series
from app.warning.keeping import DAY_HOURS, hours_learnt
from app.warning.memory import unpack
from app.warning.proposal import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    _Ints = NDArray[np.uint8]
    _Floats = NDArray[np.float64]

WARM_UP: Final = timedelta(days=14)
"""What came so long before a curve is heard too, so that it is known what is usual."""
_BAND: Final = 3.0
_HOUR: Final = 60
_HOUR_SECONDS: Final = 3600
_HEARD_BY_DETECTOR: Final = 4
"""Mentions, negative ones, reposts, voices: the first columns of a series."""


@dataclass(frozen=True, slots=True)
class Curve:
    """From `first` in intervals of `minutes`. -1 posts: nobody collected. `upper`, the edge of what is usual, is NaN
    where that is not yet known. `levels` 0 none, 1 blue … 4 red. Both are empty where nobody asked the detector."""

    first: datetime
    minutes: int
    posts: tuple[int, ...]
    negative: tuple[int, ...]
    upper: tuple[float, ...] = ()
    levels: tuple[int, ...] = ()

    @property
    def end(self) -> datetime:
        """Where the last interval ends."""
        return self.first + len(self.posts) * self.step

    @property
    def step(self) -> timedelta:
        """The length of an interval."""
        return timedelta(minutes=self.minutes)

    @property
    def total(self) -> int:
        """All posts."""
        return sum(max(0, posts) for posts in self.posts)

    def until(self, time: datetime) -> "Curve":
        """Its intervals before `time`."""
        count = max(0, -((self.first - time) // self.step))
        counts = self.posts[:count], self.negative[:count]
        return Curve(self.first, self.minutes, *counts, self.upper[:count], self.levels[:count])


def counted(series: Series, minutes: int) -> Curve:
    """The counts alone; rows that fill no whole interval are left out at the beginning.

    An interval is at least as long as a row.
    """
    each = max(1, minutes // series.minutes)
    late = len(series.values) % each
    values, gaps = series.values[late:], series.gaps[late:]
    first = series.first + late * series.step
    posts, negative = (values[:, column].reshape(-1, each).sum(axis=1) for column in (0, 1))
    deaf = gaps.reshape(-1, each).all(axis=1) & (posts == 0)  # what came later was collected after all
    posts = np.where(deaf, -1, posts)
    return Curve(first, each * series.minutes, tuple(map(int, posts)), tuple(map(int, negative)))


def curve(series: Series, since: datetime, minutes: int) -> Curve:
    """What the detector hears in `series`, shown from `since` on; what is before teaches it what is usual."""
    if not len(series.values):
        return counted(series, minutes)
    each = max(1, minutes // series.minutes)
    skip = max(0, (since - series.first) // series.step)
    skip += (len(series.values) - skip) % each
    shown = counted(replace(series, first=_time(series, skip), values=series.values[skip:], gaps=series.gaps[skip:]),
                    minutes)  # fmt: skip
    heard = list(_heard(series, skip))
    levels, rates, spreads = (np.concatenate(column).reshape(-1, each) for column in zip(*heard, strict=True))
    expected = rates.sum(axis=1) * series.minutes
    upper = expected + _BAND * np.sqrt(expected + spreads.max(axis=1) * expected * expected)
    highest = tuple(map(int, levels.max(axis=1)))
    return Curve(shown.first, shown.minutes, shown.posts, shown.negative, tuple(map(float, upper)), highest)


def pictured(picture: Picture) -> Curve:
    """What a proposal kept of the hours before it."""
    return Curve(picture.first, picture.minutes, picture.posts, picture.negative, picture.upper)


def _heard(series: Series, skip: int) -> "Iterator[tuple[_Ints, _Floats, _Floats]]":
    """Of the rows from `skip` on, by clock hours: levels, posts a minute that are usual, how they scatter.

    As live, a watch begins with the hour of its first post, and in its first day nothing is said.
    """
    detector, gaps = Detector(1, series.step), series.gaps[None]
    values = series.values[None, :, :_HEARD_BY_DETECTOR]
    born = np.flatnonzero(series.values[:, 0])
    begin = len(values[0])
    if len(born):
        begin = max(0, int(born[0]) - _time(series, int(born[0])).minute // series.minutes)
    if begin < skip:
        detector.advance(_time(series, begin), values[:, begin:skip], gaps[:, begin:skip], explain=False)
    start, end = skip, len(series.values)
    while start < end:
        first = _time(series, start)
        until, remembered = min(end, start + (_HOUR - first.minute) // series.minutes), unpack(detector.state)[0]
        usual, size = usual_in(remembered, int(first.timestamp()) // _HOUR_SECONDS), until - start
        levels, rate, spread = np.zeros(size, np.uint8), nan, nan
        if start >= begin:
            part, known = slice(start, until), hours_learnt(remembered)[0] >= DAY_HOURS
            said = detector.advance(first, values[:, part], gaps[:, part], explain=False).level[0]
            if known:
                levels, rate, spread = said, float(usual.rate[0]), float(usual.spread[0])
        yield levels, np.full(size, rate), np.full(size, spread)
        start = until


def _time(series: Series, row: int) -> datetime:
    return series.first + row * series.step
