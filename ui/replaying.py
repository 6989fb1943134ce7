# SPDX-License-Identifier: Apache-2.0
"""Plays past days of the store, or a file, through two policies on a reader thread; it can be given up half-way.

Used by the replay dialog. Of the store one watch at a time, so that little is held and progress can be told. The
trap: posts stay some days only, counts stay; so a rule by region or account cannot be tried on older days, and is
named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from app.clock import Clock
from app.posts.ports import PostStore, SentimentScorer
from app.posts.watches.book import WatchBook
from app.room.state import RoomState
from app.warning.indicators import MINUTE
from app.warning.policy_book import Policy, PolicyBook
from ui.desk import Desk

if TYPE_CHECKING:
    from app.warning.curve import Curve
    from app.warning.indicators import Series
    from app.warning.replay import Fired, Replayed

ALL: Final = ""
_AROUND: Final = timedelta(hours=3)
_CURVE_STEPS: Final = (1, 5, 15, 60)
_MOST_BARS: Final = 240


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many `days` up to `until` of one watch, or of `ALL`; or all of a `file`. `draft` beside today's policy."""

    days: int
    watch: str
    until: datetime
    draft: Policy | None
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What the work needs of the desk. Posts before `posts_from` may be gone; their counts are not."""

    posts: PostStore
    watches: WatchBook
    scorer: SentimentScorer
    policy: PolicyBook
    state: RoomState
    zone: ZoneInfo
    clock: Clock
    posts_from: datetime


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it; `series` by watch where they came from a file."""

    found: Replayed
    series: dict[str, Series] = field(default_factory=dict)


def around(desk: Desk) -> Around:
    """Taken on the GUI thread."""
    kept = desk.clock.now() - timedelta(hours=desk.settings.keep_hours)
    return Around(
        desk.posts, desk.watches, desk.scorer, desk.policy, desk.state, desk.zone, desk.clock, kept
    )  # fmt: skip


def play(near: Around, wanted: Wanted, tell: Callable[[float], None], given_up: Callable[[], bool]) -> Played | None:
    """None where it was given up, or where there is nothing to play. Raises as `app.warning.past` does."""
    if wanted.file is not None:
        return _play_file(near, wanted, wanted.file, tell)
    from app.warning.past import decided_of, from_store
    from app.warning.replay import replay

    today, decided = near.policy.policy(), decided_of(near.state)
    names = [watch.name for watch in near.watches.watches() if wanted.watch in (ALL, watch.name)]
    end = wanted.until.replace(second=0, microsecond=0) + MINUTE
    since = end - timedelta(days=wanted.days)
    parts = []
    for number, name in enumerate(names):
        if given_up():
            return None
        past = from_store(near.posts, [name], since, end)
        known = past.sliced if since >= near.posts_from else lambda _rule, _series: None
        changed = wanted.draft or today
        parts.append(replay(past.series, today, changed, zone=near.zone, since=since, decided=decided, sliced=known))
        if not given_up():
            tell((number + 1) / len(names))
    return Played(_together(parts)) if parts else None


def _play_file(near: Around, wanted: Wanted, file: Path, tell: Callable[[float], None]) -> Played:
    from app.posts.judge import Judge
    from app.warning.past import from_file
    from app.warning.replay import replay

    today, judge = near.policy.policy(), Judge(near.scorer, near.watches)
    past = from_file(file, judge, near.clock, watch=wanted.watch, zone=near.zone, tell=tell)
    found = replay(past.series, today, wanted.draft or today, zone=near.zone, sliced=past.sliced)
    return Played(found, {one.watch: one for one in past.series})


def curve_of(near: Around, fired: Fired, series: Series | None) -> Curve:
    """The curve around something that was lit, of the store or of a file's `series`."""
    from app.warning.curve import curve
    from app.warning.past import remembered

    last = series.end if series is not None else near.clock.now()
    since, end = fired.since - _AROUND, min(fired.until + _AROUND / 3, last)
    minutes = (end - since) // MINUTE
    step = next((step for step in _CURVE_STEPS if minutes / step <= _MOST_BARS), _CURVE_STEPS[-1])
    heard = series or remembered(near.posts, fired.watch, since, end)
    shown = curve(heard, since, step)
    return shown if series is None else shown.until(end)


def _together(parts: Sequence[Replayed]) -> Replayed:
    """One after the other as one."""
    from app.warning.replay import Replayed, Side

    def side(name: str) -> Side:
        sides: list[Side] = [getattr(part, name) for part in parts]
        fired = sorted((one for each in sides for one in each.fired), key=lambda one: (one.since, one.watch))
        return Side(tuple(fired), tuple(sorted({rule for each in sides for rule in each.left_out})))

    names = tuple(name for part in parts for name in part.watches)
    hourly = any(part.hourly for part in parts)
    return Replayed(parts[0].since, parts[0].until, names, side("today"), side("changed"), hourly)
