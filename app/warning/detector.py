# SPDX-License-Identifier: Apache-2.0
"""The early warning: minutes of many watches in, a level with its reasons out. One pass, no look at the future.

The collector asks it once a minute for all watches, `fenghuo detect` and the replay for weeks at once: the answer is
the same, because a baseline only changes where a clock hour (UTC) ends. Memory per watch is fixed, about 2 KB. The
trap: rows follow each other; rows of a time that has been answered are not heard again, missing ones count as gaps.
Only rows more than a day too old are: the clock was wrong before, and a detector must not be deaf until that time.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.errors import Said
from app.warning import hearing, levels, memory
from app.warning.baseline import Baseline
from app.warning.hours import Rows
from app.warning.memory import Flags
from app.warning.outage import BACKLOG, MOST_OWED_MINUTES
from app.warning.reckoning import MANY
from app.warning.verdict import Verdict, joined, nothing

_AT_ONCE: Final = 400_000
"""Rows of all watches worked on at once: what fits a processor's cache and no more than some tens of megabytes."""
_LONG_GAP_HOURS: Final = 12


class Recalled(NamedTuple):
    """A detector from stored bytes; `answer` is why it had to begin anew, None where it did not."""

    detector: "Detector"
    answer: Said | None


class Detector:
    """Watches are numbered 0, 1 … in the order they were added."""

    def __init__(self, watches: int, step: timedelta = timedelta(minutes=1)) -> None:
        """`step` divides an hour into at least one and at most 60 rows. Raises ValueError."""
        seconds = round(step.total_seconds())
        if not 60 <= seconds <= 3600 or 3600 % seconds:
            raise ValueError(step)
        self._seconds = seconds
        self._hour = 3600 // seconds
        self._memory = memory.fresh(watches, self._hour)
        self._following: int | None = None

    @property
    def watches(self) -> int:
        """How many there are."""
        return len(self._memory)

    @property
    def step(self) -> timedelta:
        """From row to row."""
        return timedelta(seconds=self._seconds)

    @property
    def following(self) -> datetime | None:
        """The time of the next row it has not answered; None before the first."""
        return None if self._following is None else datetime.fromtimestamp(self._following * self._seconds, UTC)

    def add(self, watches: int = 1) -> None:
        """More watches, of which nothing is known, after those there are."""
        self._memory = np.concatenate([self._memory, memory.fresh(watches, self._hour)])

    def remove(self, watch: int) -> None:
        """Forget one; those behind it move up. Raises IndexError."""
        if not 0 <= watch < len(self._memory):
            raise IndexError(watch)
        self._memory = np.delete(self._memory, watch)

    @property
    def state(self) -> bytes:
        """All it remembers, for :meth:`recall`."""
        return memory.pack(self._memory, self._seconds, -1 if self._following is None else self._following)

    @classmethod
    def recall(cls, state: bytes, watches: int, step: timedelta = timedelta(minutes=1)) -> Recalled:
        """The detector that gave `state`. One for `watches` that knows nothing, and why, where that cannot be."""
        made = cls(watches, step)
        try:
            kept, seconds, following = memory.unpack(state)
        except memory.StateUnreadable as fault:
            return Recalled(made, Said("detect-state-older" if fault.older else "detect-state-damaged"))
        if seconds != made._seconds or len(kept) != watches:
            return Recalled(made, Said("detect-state-other"))
        made._memory, made._following = kept, None if following < 0 else following
        return Recalled(made, None)

    def advance(
        self, first: datetime, counts: NDArray[np.integer], gaps: Flags | None = None, *, explain: bool = True
    ) -> Verdict:
        """Levels for `counts` (watches, rows, 4): posts, negative, reposts, voices of each step from `first` on; -1
        where one is not known. `gaps` (watches, rows): collection was down. Raises ValueError for another shape."""
        watches, rows, fields = counts.shape
        gaps = np.zeros((watches, rows), bool) if gaps is None else gaps
        if watches != len(self._memory) or fields != 4 or gaps.shape != (watches, rows):
            raise ValueError(counts.shape)
        number = int(first.timestamp()) // self._seconds
        heard = 0
        if self._following is not None and rows:
            if number + rows < self._following - 24 * self._hour:
                self._set_back(number)
            heard = min(max(self._following - number, 0), rows)
            self._bridge(number - self._following)
        parts = [nothing(watches, heard, explain=explain)] if heard or not rows else []
        for start, end in self._pieces(number + heard, number + rows):
            part = slice(start - number, end - number)
            parts.append(self._piece(start, counts[:, part], gaps[:, part], explain=explain))
            self._following = end
        return parts[0] if len(parts) == 1 else joined(parts)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Rows to work on at once: whole clock hours, but for the ends."""
        hours = max(1, _AT_ONCE // max(self._hour * len(self._memory), 1))
        while start < end:
            until = min(end, (start // self._hour + hours) * self._hour)
            yield start, until
            start = until

    def _bridge(self, missing: int) -> None:
        """Missing rows are gaps; of a long gap only what was owed and what fades is worked out."""
        if missing <= 0 or self._following is None:
            return
        hours = missing // self._hour
        if hours >= _LONG_GAP_HOURS:
            self._rest(hours)
            self._following += hours * self._hour
            missing -= hours * self._hour
        counts = np.zeros((len(self._memory), missing, 4), np.int32)
        gaps = np.ones((len(self._memory), missing), bool)
        start = self._following
        for begin, end in self._pieces(start, start + missing):
            part = slice(begin - start, end - start)
            self._piece(begin, counts[:, part], gaps[:, part], explain=False)
            self._following = end

    def _set_back(self, number: int) -> None:
        """Time goes on from an earlier row: what is usual stays, the last hours are forgotten."""
        for name in ("ring", "past", "silent", "owed"):
            self._memory[name] = 0
        self._following = number

    def _rest(self, hours: int) -> None:
        """So many hours of nothing: windows empty, days go on, levels go out."""
        kept = self._memory
        baseline = Baseline(kept, MANY)
        rate = baseline.usual((self._following or 0) // self._hour).plain_rate
        kept["owed"] = np.minimum(kept["owed"] + BACKLOG * 60 * rate * min(hours, 72), rate * MOST_OWED_MINUTES)
        baseline.rest(hours)
        baseline.store(kept)
        for name in ("ring", "past", "silent"):
            kept[name] = 0
        rows = hours * self._hour
        kept["lit"] = np.minimum(kept["lit"].astype(np.int64) + rows, memory.FAR)
        kept["record"] = np.maximum(kept["record"] - levels.fading(rows * self._seconds / 60), -50)
        if hours >= 24:
            hearing.close_day(kept)

    def _piece(self, start: int, counts: NDArray[np.integer], gaps: Flags, *, explain: bool) -> Verdict:
        rows = Rows(start, self._hour, self._seconds / 60, counts, gaps)
        return hearing.answer(self._memory, rows, explain=explain)
