# SPDX-License-Identifier: Apache-2.0
"""What the detector says of each row, and of what it says it.

Made by `hearing`, handed out by `detector`. The trap: a level may stand although its evidence is down, for it stays
a while; and evidence may stand above a threshold without a level: an alarm that stands is not repeated.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_ALWAYS: Final = "level"


class Kind(IntEnum):
    """What spoke."""

    NONE = 0
    SURGE = 1
    SLOW_BURN = 2
    VOLUME = 3


class Verdict(NamedTuple):
    """Each (watches, rows). What is not asked for (`explain=False`) is empty; shares are 0..1, unknown ones NaN."""

    level: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    """A :class:`Kind`: what the strongest evidence is of, also below every level."""
    evidence: NDArray[np.float32]
    """Of moods, to be compared with `levels.MOODS`. Also while a level that stands is not repeated."""
    volume: NDArray[np.float32]
    """The count against the loudest of the last days; to be compared with `levels.VOLUME`."""
    minutes: NDArray[np.int16]
    """The window that spoke: the numbers below are of it."""
    posts: NDArray[np.float32]
    expected: NDArray[np.float32]
    upper: NDArray[np.float32]
    share: NDArray[np.float32]
    usual_share: NDArray[np.float32]
    voices: NDArray[np.float32]
    usual_voices: NDArray[np.float32]


_TYPES: Final = {
    "level": np.uint8, "kind": np.uint8, "minutes": np.int16,
}  # fmt: skip


def nothing(watches: int, rows: int, *, explain: bool) -> Verdict:
    """No level for so many rows."""
    sizes = {name: rows if explain or name == _ALWAYS else 0 for name in Verdict._fields}
    return Verdict(**{name: np.zeros((watches, size), _TYPES.get(name, np.float32)) for name, size in sizes.items()})


def joined(parts: Sequence[Verdict]) -> Verdict:
    """One after the other."""
    return Verdict(*(np.concatenate(some, axis=1) for some in zip(*parts, strict=True)))
