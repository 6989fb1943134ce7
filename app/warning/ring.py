# SPDX-License-Identifier: Apache-2.0
"""The last hours of all watches, minute by minute, in one array: what the live beacon looks at.

Filled from the post store with the minutes that were touched. The trap: what was posted "in the future" counts now,
and then no more when its minute comes; `_moved` remembers that.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.warning.indicators import INDICATORS, Indicator, Series

_WIDTH: Final = len(INDICATORS)
_MOST: Final = 2**31 - 1
DETECTED: Final = [
    INDICATORS.index(one) for one in (Indicator.MENTIONS, Indicator.NEGATIVE, Indicator.REPOSTS, Indicator.VOICES)
]
"""The columns the detector is given, in its order."""


def minute_of(at: datetime) -> int:
    """Whole minutes since 1970-01-01 UTC."""
    return int(at.timestamp() // 60)


def time_of(minute: int) -> datetime:
    """Inverse of :func:`minute_of`."""
    return datetime.fromtimestamp(minute * 60, UTC)


class Ring:
    """`length` minutes up to `last`, which is the running one (minutes since 1970)."""

    def __init__(self, length: int, last: int) -> None:
        self.length, self.last = length, last
        self.names: list[str] = []
        self.places: dict[str, int] = {}
        self._values = np.zeros((0, length, _WIDTH), np.int32)
        self.gaps = np.zeros(length, bool)
        self._moved: dict[tuple[int, int], NDArray[np.int64]] = {}

    def add(self, name: str) -> int:
        """The row of a watch, new where it was not there."""
        if (known := self.places.get(name)) is not None:
            return known
        if len(self.names) == len(self._values):
            more = np.zeros((max(16, len(self.names)), self.length, _WIDTH), np.int32)
            self._values = np.concatenate([self._values, more])
        self.names.append(name)
        self.places[name] = len(self.names) - 1
        return self.places[name]

    @property
    def first(self) -> int:
        """The oldest minute it holds."""
        return self.last - self.length + 1

    def go_on(self, last: int) -> None:
        """Time has passed: the oldest minutes make room."""
        new = np.arange(max(self.last + 1, last - self.length + 1), last + 1) % self.length
        self._values[:, new] = 0
        self.gaps[new] = False
        self.last = max(self.last, last)
        self._moved = {key: moved for key, moved in self._moved.items() if key[1] >= self.first}

    def put(self, rows: NDArray[np.intp], minutes: NDArray[np.int64], values: NDArray[np.int64]) -> None:
        """What the store holds now of each (row, minute); `values` (n, 6). Minutes before the ring's are dropped."""
        ahead = minutes > self.last
        for place in np.flatnonzero(ahead):
            self._ahead(int(rows[place]), int(minutes[place]), values[place])
        within = ~ahead & (minutes >= self.first)
        rows, minutes, values = rows[within], minutes[within], values[within]
        if self._moved and len(rows):
            values = values.copy()
            for number, key in enumerate(zip(rows.tolist(), minutes.tolist(), strict=True)):
                values[number] += self._moved.get(key, 0)
        self._values[rows, minutes % self.length] = np.clip(values, 0, _MOST)

    def fill(self, row: int, series: Series) -> None:
        """All that the store holds of a watch in a stretch of time."""
        first = minute_of(series.first)
        found = np.flatnonzero(series.values.any(axis=1))
        self.put(np.full(len(found), row, np.intp), found + first, series.values[found])
        self.note_gaps(first, series.gaps)

    def _ahead(self, row: int, minute: int, cell: NDArray[np.int64]) -> None:
        """A minute that has not come yet: what is new in it counts now."""
        there, now = (row, minute), (row, self.last)
        new = cell + self._moved.get(there, 0)
        self._moved[there] = -cell.astype(np.int64)
        self._moved[now] = self._moved.get(now, np.zeros(_WIDTH, np.int64)) + new
        at = self._values[row, self.last % self.length]
        self._values[row, self.last % self.length] = np.clip(at.astype(np.int64) + new, 0, _MOST)

    def note_gaps(self, first: int, gaps: NDArray[np.bool_]) -> bool:
        """In which minutes nobody collected; whether that is news."""
        start, end = max(first, self.first), min(first + len(gaps), self.last + 1)
        if start >= end:
            return False
        places, part = np.arange(start, end) % self.length, gaps[start - first : end - first]
        changed = bool((self.gaps[places] != part).any())
        self.gaps[places] = part
        return changed

    def block(self, rows: "NDArray[np.intp] | Sequence[int]", first: int, end: int) -> NDArray[np.int32]:
        """(rows, minutes, 6) of the minutes in [first, end), all of which the ring must hold."""
        taken: NDArray[np.int32] = self._values[
            np.asarray(rows)[:, None], (np.arange(first, end) % self.length)[None]
        ]
        return taken

    def gaps_of(self, first: int, end: int) -> NDArray[np.bool_]:
        """(minutes,) of the minutes in [first, end)."""
        return self.gaps[np.arange(first, end) % self.length]

    def sums(self, rows: "NDArray[np.intp]", first: int, end: int) -> NDArray[np.int64]:
        """(rows, 6) of the minutes in [first, end); those before the ring count as none."""
        found: NDArray[np.int64] = self.block(rows, max(first, self.first), end).sum(axis=1, dtype=np.int64)
        return found
