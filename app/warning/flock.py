# SPDX-License-Identifier: Apache-2.0
"""The detector's memory of all watches at two points in time: some hours ago, and some minutes ago.

Used by the live beacon. `base` is of a clock hour that ended at least two hours ago, so that posts that come late
still count where they belong; `live` was advanced from there and is replaced where late posts came. The trap: what
is asked for now never changes either of them.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.warning.detector import Detector
from app.warning.keeping import STEP
from app.warning.memory import Memory, pack, unpack
from app.warning.ring import DETECTED, Ring, time_of
from app.warning.verdict import Verdict

LATE_MINUTES: Final = 120
"""Posts that are later than that light nothing."""
SETTLED_MINUTES: Final = 10
"""`live` stops so long before now: most posts come within that time."""
PAID_MINUTES: Final = 60
"""After so long without a gap nothing more is owed by one: what was posted in it lies where it was posted, and only
posts of which nobody knows when they were posted come in a lump, at once. Else it would be deaf for half a day."""
HOUR: Final = 60


def base_minute(now: int) -> int:
    """Where `base` stands at `now`, both in minutes since 1970."""
    return (now - LATE_MINUTES) // HOUR * HOUR


class Flock:
    """The rows are those of the ring."""

    def __init__(self, ring: Ring, start: int, remembered: Memory) -> None:
        """`remembered` has a watch a row, each of the minute `start`, a whole hour."""
        self._ring = ring
        self.base, self.base_minute = remembered, start
        self.live, self.live_minute = remembered.copy(), start

    def add(self, remembered: Memory) -> None:
        """One more watch; `remembered` (1,) is of `base_minute`."""
        self.base = np.concatenate([self.base, remembered])
        self.live = np.concatenate([self.live, remembered])
        self.rewind(np.array([len(self.live) - 1]))

    def teach(self, row: int, remembered: Memory) -> None:
        """Another memory for a watch, of `base_minute`."""
        self.base[row] = remembered[0]
        self.rewind(np.array([row]))

    def go_on(self, now: int) -> bool:
        """Time has passed. Whether `base` is another than before."""
        settled = now - SETTLED_MINUTES
        if settled > self.live_minute:
            self.live = self._advanced(self.live, None, self.live_minute, settled)[0]
            self.live_minute = settled
        later = base_minute(now - HOUR + 1)
        if later <= self.base_minute:
            return False
        self.base = self._advanced(self.base, None, self.base_minute, later)[0]
        self.base_minute = later
        return True

    def rewind(self, rows: NDArray[np.intp]) -> NDArray[np.uint8]:
        """Hears again what is since `base`: late posts came. The levels (rows, minutes) from `base_minute` on."""
        advanced, verdict = self._advanced(self.base[rows], rows, self.base_minute, self.live_minute)
        self.live[rows] = advanced
        return verdict.level

    def now(self, rows: NDArray[np.intp], *, explain: bool) -> Verdict:
        """What the detector says of some watches from `live_minute` up to now."""
        return self._advanced(self.live[rows], rows, self.live_minute, self._ring.last + 1, explain=explain)[1]

    def all_since_base(self, rows: NDArray[np.intp]) -> Verdict:
        """The same from `base_minute` on, with its reasons."""
        return self._advanced(self.base[rows], rows, self.base_minute, self._ring.last + 1, explain=True)[1]

    def _advanced(
        self, memory: Memory, rows: "NDArray[np.intp] | None", first: int, end: int, *, explain: bool = False
    ) -> tuple[Memory, Verdict]:
        """`memory` after the minutes in [first, end), and what was said meanwhile."""
        rows = np.arange(len(memory)) if rows is None else rows
        if not self._ring.gaps_of(max(first - PAID_MINUTES, self._ring.first), first).any():
            memory = memory.copy()
            memory["owed"] = 0
        gaps = np.broadcast_to(self._ring.gaps_of(first, end), (len(rows), end - first))
        detector = Detector.recall(pack(memory, STEP, first), len(memory)).detector
        counts = self._ring.block(rows, first, end)[:, :, DETECTED]
        verdict = detector.advance(time_of(first), counts, gaps, explain=explain)
        return unpack(detector.state)[0], verdict
