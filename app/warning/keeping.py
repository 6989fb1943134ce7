# SPDX-License-Identifier: Apache-2.0
"""What is kept of one watch between two lives of the collector: the detector's memory, the run, rules that hold.

Packed by the beacon into the post store's `beacon_states`, read by it again and by who shows how a watch stands. The
trap: bytes of another version, or damaged ones, are no error: then the watch begins anew, and is told about once.
"""

from typing import Final

import msgspec
import numpy as np

from app.errors import Said
from app.warning import memory
from app.warning.memory import Memory

STEP: Final = 60
DAY_HOURS: Final = 24
"""Before so many hours were learnt from, the detector lights nothing."""
_HOUR: Final = 60


class Run(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A watch from catching fire until it is calm. Minutes are counted from 1970; `level` 0 is none, 4 red.

    `lit` is the last minute with a level, `seen` when that was found out, which late posts make another. What was
    lit up to `told_until` belongs to a run that is over.
    """

    id: str = ""
    since: int = 0
    level: int = 0
    lit: int = 0
    seen: int = 0
    told_until: int = 0


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """How one rule stands for the watch."""

    rule: str
    holds: bool
    rests_until: int


class Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One watch. `rules` is the fingerprint of its keywords, by which its past was counted."""

    detector: bytes
    run: Run
    rules: str = ""
    held: tuple[Held, ...] = ()


class Unpacked(msgspec.Struct, frozen=True, kw_only=True):
    """What bytes held: one watch's memory and the minute it is of; or None and why."""

    kept: Kept | None
    memory: "Memory | None"
    following: int
    answer: Said | None


def pack(remembered: Memory, following: int, run: Run, rules: str, held: tuple[Held, ...]) -> bytes:
    """One watch as bytes. `remembered` has shape (1,); `following` is the first minute it has not heard."""
    detector = memory.pack(remembered, STEP, following)
    return msgspec.msgpack.encode(Kept(detector=detector, run=run, rules=rules, held=held))


def unpack(data: bytes) -> Unpacked:
    """What :func:`pack` made. Never raises."""
    try:
        kept = msgspec.msgpack.decode(data, type=Kept)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return Unpacked(kept=None, memory=None, following=0, answer=Said("detect-state-damaged"))
    try:
        remembered, step, following = memory.unpack(kept.detector)
    except memory.StateUnreadable as fault:
        key = "detect-state-older" if fault.older else "detect-state-damaged"
        return Unpacked(kept=kept, memory=None, following=0, answer=Said(key))
    if step != STEP or len(remembered) != 1:
        return Unpacked(kept=kept, memory=None, following=0, answer=Said("detect-state-other"))
    return Unpacked(kept=kept, memory=remembered, following=following, answer=None)


def blank(watches: int) -> Memory:
    """Memory of watches nothing is known about."""
    return memory.fresh(watches, _HOUR)


def hours_learnt(remembered: Memory) -> "np.ndarray[tuple[int, ...], np.dtype[np.int32]]":
    """How many hours each watch was learnt from."""
    found: np.ndarray[tuple[int, ...], np.dtype[np.int32]] = remembered["hours"]
    return found
