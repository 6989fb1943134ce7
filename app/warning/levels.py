# SPDX-License-Identifier: Apache-2.0
"""From evidence to blue, yellow, orange and red: thresholds, what is not said twice, and how long a level stays.

Called by `hearing` with whole blocks. An alarm that stands is not repeated: new evidence must come near the
strongest of the last hours, whose memory fades. The trap: that record fades row by row, so it is kept as a
logarithm, which falls by the same amount every row; then a running maximum does for a loop.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.warning.memory import Floats

Steps = NDArray[np.uint8]

LEVELS: Final = 4
MOODS: Final = (3.7, 4.5, 5.6, 9.4)
"""Evidence from which blue, yellow, orange and red begin, where moods are judged."""
VOLUME: Final = (0.65, 0.8, 0.95, 2.5)
"""The same where only posts are counted: as a multiple of the loudest of the last days."""
UNUSUAL_VOLUME: Final = 1.0
"""So much volume is worth a blue where moods are judged and say nothing."""
STAY_MINUTES: Final = 30
_HALF_MINUTES: Final = (720.0, 360.0)
_NEAR: Final = 0.7


@dataclass(frozen=True, slots=True)
class Fresh:
    """Evidence that is not an echo, (watches, rows), and the record after it, (watches,)."""

    evidence: Floats
    record: Floats


def fading(minutes: float, *, volume: bool = False) -> float:
    """By how much a record's logarithm falls in so many minutes."""
    return float(np.log(2)) * minutes / _HALF_MINUTES[volume]


def fresh(evidence: NDArray[np.floating], record: Floats, step: float, *, volume: bool) -> Fresh:
    """`evidence` without what does not come near its own fading record. `step` in minutes."""
    fall = fading(step, volume=volume)
    rows = evidence.shape[1]
    grown = np.log(np.maximum(evidence, 1e-3)) + fall * np.arange(1, rows + 1)
    highest = np.maximum(np.maximum.accumulate(grown, axis=1), record[:, None])
    near = grown >= highest + np.log(_NEAR)
    return Fresh(np.where(near, evidence, 0.0), highest[:, -1] - fall * rows)


def reached(evidence: NDArray[np.floating], thresholds: tuple[float, ...]) -> Steps:
    """0 none, 1 blue … 4 red."""
    level = np.zeros(evidence.shape, np.uint8)
    for threshold in thresholds:
        level += evidence >= threshold
    return level


def held(level: Steps, lit: NDArray[np.int32], stay: int) -> tuple[Steps, NDArray[np.int32]]:
    """Each level for `stay` rows after it was last reached; `lit` (watches, 4) is how many rows ago that was."""
    rows = level.shape[1]
    place = np.arange(rows)
    shown = np.zeros(level.shape, np.uint8)
    after = np.empty_like(lit)
    for one in range(LEVELS):
        last = np.maximum.accumulate(np.where(level > one, place, -rows - 2_000_000_000), axis=1)
        last = np.maximum(last, -lit[:, one, None].astype(np.int64))
        shown[place - last < stay] = one + 1
        after[:, one] = np.minimum(rows - last[:, -1], 1_000_000_000)
    return shown, after
