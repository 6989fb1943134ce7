# SPDX-License-Identifier: Apache-2.0
"""Silence that is an outage, and the lump of posts that comes after one.

Called by `detector` for hours with gaps or suspicious silence. Posts that would have come while collection was down
are owed; what comes later beyond the usual pays that off first and is no surge. The trap: a real surge right after
an outage loses as many posts as were owed, not more.
"""

from typing import Final, NamedTuple

import numpy as np

from app.warning.memory import Flags, Floats

SILENT_POSTS: Final = 12.0
"""So many posts expected and none came: that is an outage, not a quiet hour."""
MOST_OWED_MINUTES: Final = 4320
BACKLOG: Final = 1.5
"""More may come late than the usual number, and it is none the louder for it."""
FORGIVEN_IN: Final = 2.0
"""Hours after which half of what is owed will not come any more."""


class Settled(NamedTuple):
    """Rows as they count, (watches, rows), and what is left over, (watches,)."""

    kept: Floats
    """The part of each row's posts that counts, 0..1."""
    heard: Flags
    """Rows that say something: no gap, no outage."""
    owed: Floats
    silent: Floats


def settle(posts: Floats, gaps: Flags, each: Floats, owed: Floats, silent: Floats, most: Floats) -> Settled:
    """`posts` (watches, rows), `each` expected in a row, (watches,); `owed` (at `most`) and `silent` posts so far."""
    expected = np.broadcast_to(each[:, None], posts.shape)
    quiet = gaps | (posts == 0)
    run = np.cumsum(np.where(gaps, 0.0, expected), axis=1)
    since = np.maximum.accumulate(np.where(quiet, -np.inf, run), axis=1)
    silence = run - np.maximum(since, -silent[:, None])
    before = np.concatenate([silent[:, None], silence[:, :-1]], axis=1)
    owing = BACKLOG * np.where(gaps, expected, np.where(~quiet & (before > SILENT_POSTS), before, 0.0))
    due = owed[:, None] + np.cumsum(owing, axis=1)
    beyond = np.cumsum(np.where(gaps, 0.0, np.maximum(posts - expected, 0.0)), axis=1)
    unpaid = np.maximum.accumulate(np.maximum(beyond - due, 0.0), axis=1)
    paid = beyond - unpaid
    late = np.diff(paid, axis=1, prepend=0.0)
    kept = np.where(posts > 0, 1 - late / np.maximum(posts, 1), 1.0)
    left = np.minimum(np.maximum(due[:, -1] - paid[:, -1], 0.0), most)
    return Settled(kept, ~(gaps | (silence > SILENT_POSTS)), left, silence[:, -1])
