# SPDX-License-Identifier: Apache-2.0
"""What `MemoryPosts` counts of each watch, minute by minute, and what a beacon leaves in it.

Used by `tests.ui.memory_posts`. It counts anew from the posts each time; the trap: posts that went must be handed
over, for what was counted of them stays.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np

from app.clock import from_ms, to_ms
from app.posts.complaints import complains
from app.posts.ports import Cell
from app.posts.post import Mood, Post
from app.warning.indicators import INDICATORS, Series
from app.warning.proposal import Proposal

_Cells = dict[tuple[str, int], Cell]


class MemoryIndicators:
    """The beacon's part of a PostStore. `counted` is called after each change with all posts there are."""

    def __init__(self) -> None:
        self._cells: _Cells = {}
        self._gone: tuple[Post, ...] = ()
        self._touched: dict[str, set[int]] = {}
        self._gaps: set[int] = set()
        self._proposals: tuple[Proposal, ...] = ()
        self._states: dict[str, bytes] = {}
        self.rolled_until: datetime | None = None

    def counted(self, posts: Iterable[Post]) -> None:
        before, self._cells = self._cells, counted_of((*posts, *self._gone))
        for watch, minute in before.keys() | self._cells.keys():
            if before.get((watch, minute)) != self._cells.get((watch, minute)):
                self._touched.setdefault(watch, set()).add(minute)

    def gone(self, posts: Iterable[Post]) -> None:
        self._gone = (*self._gone, *posts)

    def indicators(self, watch: str, start: datetime, end: datetime, *, hourly: bool = False) -> Series:
        if hourly:
            return self._hourly(watch, start, end)
        first, after = _minute(start), -(-to_ms(end) // 60_000)
        rows = [
            self._cells.get((watch, minute), Cell(watch, minute, 0, 0, 0, 0, 0, 0))[2:]
            for minute in range(first, after)
        ]
        gaps = np.array([minute in self._gaps for minute in range(first, after)], np.bool_)
        return Series(watch, from_ms(first * 60_000), np.array(rows, np.int64).reshape(-1, len(INDICATORS)), gaps)

    def _hourly(self, watch: str, start: datetime, end: datetime) -> Series:
        first, after = -(-to_ms(start) // 3_600_000), to_ms(end) // 3_600_000
        series = self.indicators(watch, from_ms(first * 3_600_000), from_ms(after * 3_600_000))
        hours = series.values.reshape(-1, 60, len(INDICATORS)).sum(axis=1)
        return Series(watch, series.first, hours, series.gaps.reshape(-1, 60).sum(axis=1) > 30, 60)

    def by_minutes(self, start: datetime, end: datetime) -> bool:
        return self.rolled_until is None or start >= self.rolled_until

    def condense(self, now: datetime, minutes: timedelta, hours: timedelta) -> bool:
        self.rolled_until = (now - minutes).replace(minute=0, second=0, microsecond=0)
        return False

    def cells(self, wanted: Mapping[str, Collection[int]]) -> list[Cell]:
        keys = [(watch, minute) for watch, minutes in wanted.items() for minute in minutes]
        return [self._cells[key] for key in keys if key in self._cells]

    def touched(self) -> dict[str, set[int]]:
        touched, self._touched = self._touched, {}
        return touched

    def count_older(self, limit: int) -> int:
        return 0

    def note_gap(self, start: datetime, end: datetime) -> None:
        self._gaps = self._gaps | set(range(-(-to_ms(start) // 60_000), _minute(end)))

    def propose(self, proposals: Sequence[Proposal], states: Mapping[str, bytes]) -> None:
        known = {one.id for one in self._proposals}
        self._proposals = (*self._proposals, *(one for one in proposals if one.id not in known))
        self._states = {watch: state for watch, state in {**self._states, **states}.items() if state}

    def beacon_states(self) -> dict[str, bytes]:
        return dict(self._states)

    def proposals(self, after: int) -> list[tuple[int, Proposal]]:
        return [(number, one) for number, one in enumerate(self._proposals, 1) if number > after]

    def newest_among(self, ids: Collection[str]) -> int:
        return max([number for number, one in enumerate(self._proposals, 1) if one.id in ids], default=0)


def _minute(time: datetime) -> int:
    return to_ms(time) // 60_000


def counted_of(posts: Iterable[Post]) -> _Cells:
    """What is counted of these posts."""
    said: dict[tuple[str, int], list[Post]] = {}
    for post in posts:
        for watch in {mention.watch for mention in post.mentions}:
            said.setdefault((watch, _minute(post.posted_at)), []).append(post)
    return {
        key: Cell(
            *key, len(some),
            sum(post.mood is Mood.NEGATIVE for post in some), sum(bool(post.parent) for post in some),
            len({(post.source, post.author or f"\0{post.id}") for post in some}),
            sum(complains(post.text) for post in some), sum(post.followers or 0 for post in some),
        )
        for key, some in said.items()
    }  # fmt: skip
