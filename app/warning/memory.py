# SPDX-License-Identifier: Apache-2.0
"""What the detector keeps of one watch: a row of fixed size, whatever the watch has been through.

Made and read by `detector` and the modules behind it. The trap: the layout is the file format of a stored state;
change a field or what a number means, and `VERSION` must grow, or an older state would be read as this one.
"""

import struct
import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

VERSION: Final = 1
WINDOWS: Final = (15, 60, 360)
"""Minutes looked back over. The last one begins five hours before the running clock hour began."""
PAST_HOURS: Final = 5
LOUDEST_DAYS: Final = 14
SLOTS: Final = 48
"""Hours of a day, once for weekdays and once for weekends."""

FAR: Final = 1_000_000_000
"""Rows: longer ago than anything lasts."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Memory = NDArray[np.void]

_HEAD: Final = struct.Struct("<4sHHIqI")
_MAGIC: Final = b"FHWD"


class StateUnreadable(Exception):
    """Bytes that are no state of this version; `older` where they are a sound one of another."""

    def __init__(self, *, older: bool) -> None:
        super().__init__(older)
        self.older = older


def layout(rows_an_hour: int) -> np.dtype[np.void]:
    """The fields of one watch, for so many rows in an hour."""
    pace = [("level", "<f8"), ("local", "<f8"), ("doubt", "<f8"), ("spread", "<f8")]
    return np.dtype([
        ("paces", pace, (2,)),  # posts a minute: with the time of day, and without
        ("season", "<f4", (SLOTS,)),
        ("seen", "u1", (SLOTS,)),
        ("hours", "<i4"),  # hours learnt from
        ("share", "<f8"), ("share_doubt", "<f8"), ("reposts", "<f8"), ("voices", "<f8"),
        ("ring", "<f4", (5, rows_an_hour)),  # the last hour: posts, negative, reposts, voices, expected
        ("past", "<f8", (PAST_HOURS, 6)),  # clock hours before the running one: the same and their rows with data
        ("loudest", "<f4", (LOUDEST_DAYS, len(WINDOWS))),  # volume's loudest moment of each day with data
        ("today", "<f4", (len(WINDOWS),)),
        ("known", "<i4", (3,)),  # rows in a row that negative, reposts, voices were known
        ("owed", "<f8"), ("silent", "<f8"),  # posts expected while nothing came
        ("record", "<f8", (2,)),  # logarithm of the strongest evidence, fading
        ("lit", "<i4", (4,)),  # rows since each level was last reached
    ])  # fmt: skip


def fresh(watches: int, rows_an_hour: int) -> Memory:
    """Memory of watches nothing is known about."""
    memory: Memory = np.zeros(watches, layout(rows_an_hour))
    memory["paces"]["level"] = 0.002  # never 0: a row with data is told from one without by what was expected of it
    memory["paces"]["local"] = 1
    memory["paces"]["doubt"] = 0.05
    memory["paces"]["spread"] = 0.15
    memory["season"] = 1
    memory["share"], memory["share_doubt"] = 0.15, 0.01
    memory["reposts"], memory["voices"] = 0.38, 0.93
    memory["lit"] = FAR
    memory["record"] = -50
    return memory


def pack(memory: Memory, step: int, following: int) -> bytes:
    """The state as bytes: `step` in seconds, `following` the number of the row that comes next."""
    body = memory.tobytes()
    return _HEAD.pack(_MAGIC, VERSION, step, len(memory), following, zlib.crc32(body)) + body


def unpack(data: bytes) -> tuple[Memory, int, int]:
    """What :func:`pack` was given. Raises StateUnreadable."""
    if len(data) < _HEAD.size or data[:4] != _MAGIC:
        raise StateUnreadable(older=False)
    _, version, step, watches, following, sum_ = _HEAD.unpack_from(data)
    if version != VERSION:
        raise StateUnreadable(older=True)
    body = data[_HEAD.size :]
    if step <= 0 or 3600 % step or zlib.crc32(body) != sum_:
        raise StateUnreadable(older=False)
    kind = layout(3600 // step)
    if len(body) != watches * kind.itemsize:
        raise StateUnreadable(older=False)
    return np.frombuffer(body, kind).copy(), step, following
