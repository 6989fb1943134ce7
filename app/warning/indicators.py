# SPDX-License-Identifier: Apache-2.0
"""What is counted of each watch, minute by minute: the indicators the beacon is lit by.

The post store keeps them in the transaction of the posts; the detector, rules, replay and the curve read them as
series. The trap: a minute in which nobody collected is a gap and not a zero, and says nothing at all; nor does one
of an hour of which the store keeps only the sum.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MINUTE: Final = timedelta(minutes=1)


class Indicator(StrEnum):
    """A number of a watch in a minute. Their order is that of the columns of :class:`Series`."""

    MENTIONS = "mentions"
    """Posts that match the watch."""
    NEGATIVE = "negative"
    """Those of them that are negative."""
    REPOSTS = "reposts"
    """Those of them that repost another."""
    VOICES = "voices"
    """Authors who are heard for the first time in that minute."""
    COMPLAINTS = "complaints"
    """Those of them that complain or demand something."""
    REACH = "reach"
    """Followers of their authors, summed."""


INDICATORS: Final = tuple(Indicator)


@dataclass(frozen=True, slots=True)
class Series:
    """One watch minute by minute from `first`, a whole minute in UTC; or, where `minutes` is 60, hour by hour.

    `values` has shape (rows, 6) in the order of `INDICATORS`, int64; `gaps` (rows,), bool: nobody collected. What is
    counted of an hour is the sum of its minutes, so an author is a voice in each minute he spoke in.
    """

    watch: str
    first: datetime
    values: "NDArray[np.int64]"
    gaps: "NDArray[np.bool_]"
    minutes: int = 1

    @property
    def step(self) -> timedelta:
        """From row to row."""
        return self.minutes * MINUTE

    @property
    def end(self) -> datetime:
        """The minute after the last."""
        return self.first + len(self.values) * self.step
