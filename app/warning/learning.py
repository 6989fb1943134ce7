# SPDX-License-Identifier: Apache-2.0
"""What watches were like before: from the indicators of the last days, where the memory does not reach.

Called by the live beacon at its start, for new watches, after a memory of another version, and while a watch knows
less than a day. The trap: history is as the store has it now, so of a watch whose posts are still being judged
it must be read again later.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.posts.ports import PostStore
from app.warning.detector import Detector
from app.warning.keeping import STEP, blank
from app.warning.memory import Memory, pack, unpack
from app.warning.ring import DETECTED, time_of

HISTORY_MINUTES: Final = 14 * 24 * 60
_HOUR: Final = 60
_AT_ONCE: Final = 64


def learnt(store: PostStore, watch: str, until: int) -> Memory:
    """What the last fourteen days before `until`, a whole hour, teach about one watch, (1,)."""
    series = store.indicators(watch, time_of(until - HISTORY_MINUTES), time_of(until))
    found = np.flatnonzero(series.values[:, 0])
    if not len(found):
        return blank(1)
    start = int(found[0]) // _HOUR * _HOUR
    detector = Detector(1)
    counts, gaps = series.values[None, start:, DETECTED], series.gaps[None, start:]
    detector.advance(time_of(until - HISTORY_MINUTES + start), counts, gaps, explain=False)
    return unpack(detector.state)[0]


def caught_up(store: PostStore, watches: Sequence[str], remembered: Memory, following: int, until: int) -> Memory:
    """`remembered` (watches,), which has heard up to `following`, after what came since then."""
    start = max(following, until - HISTORY_MINUTES)
    if start >= until or not len(watches):
        return remembered
    parts = []
    for place in range(0, len(watches), _AT_ONCE):
        some = slice(place, place + _AT_ONCE)
        values, gaps = _read(store, watches[some], start, until)
        detector = Detector.recall(pack(remembered[some], STEP, following), len(values)).detector
        detector.advance(time_of(start), values[:, :, DETECTED], gaps, explain=False)
        parts.append(unpack(detector.state)[0])
    return np.concatenate(parts)


def _read(
    store: PostStore, watches: Sequence[str], start: int, until: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    found = [store.indicators(watch, time_of(start), time_of(until)) for watch in watches]
    return np.stack([series.values for series in found]), np.stack([series.gaps for series in found])
