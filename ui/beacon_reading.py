# SPDX-License-Identifier: Apache-2.0
"""Reads what the beacon pane shows: which watches there are, their last hours in small, the curve of the chosen one.

Runs on a reader thread with all it needs taken before. The trap: a curve hears two weeks for what is usual, a tenth
of a second and more, so only the chosen watch has one; the small ones are counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from app.posts.ports import PostStore
from app.posts.watches.book import WatchBook
from app.warning.indicators import MINUTE

if TYPE_CHECKING:
    from app.warning.curve import Curve  # brings the detector

SPANS: Final = {"2h": (2, 1), "6h": (6, 5), "24h": (24, 15), "7d": (7 * 24, 60)}
"""Hours that a curve shows, and the minutes of its intervals."""
SPARK_HOURS: Final = 6
_SPARK_MINUTES: Final = 10
_AT_FIRST: Final = 40
"""Small curves read before it is known which rows are in sight."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The watches whose small curves are wanted, and the one whose large one is ("" for the first), over a span."""

    small: tuple[str, ...]
    large: str
    span: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it; `watches` in the order of the book."""

    asked: Asked
    watches: tuple[str, ...]
    small: dict[str, Curve] = field(default_factory=dict)
    large: Curve | None = None


def reader(posts: PostStore, book: WatchBook, asked: Asked) -> Callable[[], Found]:
    """What reads it."""

    def read() -> Found:
        watches = tuple(watch.name for watch in book.watches())
        wanted = asked.small or watches[:_AT_FIRST]
        small = {name: _small(posts, name, asked.now) for name in wanted}
        return Found(asked, watches, small, _large(posts, asked, watches))

    return read


def _small(posts: PostStore, watch: str, now: datetime) -> Curve:
    from app.warning.curve import counted

    end = _minute_after(now)
    return counted(posts.indicators(watch, end - timedelta(hours=SPARK_HOURS), end), _SPARK_MINUTES)


def _large(posts: PostStore, asked: Asked, watches: Collection[str]) -> Curve | None:
    from app.warning.curve import WARM_UP, curve

    watch = asked.large or next(iter(watches), "")
    if not watch:
        return None
    hours, minutes = SPANS[asked.span]
    end = _minute_after(asked.now)
    since = end - timedelta(hours=hours)
    return curve(posts.indicators(watch, since - WARM_UP, end), since, minutes)


def _minute_after(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0) + MINUTE
