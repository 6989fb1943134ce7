# SPDX-License-Identifier: Apache-2.0
"""Past series for the replay: from the post store, from a file of posts or a table of counts; and what was decided.

Called by the policy editor and `fenghuo beacon replay`. The traps: indicators stay when posts expire, so what rules
with a region or accounts count is only known of posts that are still there; and of days long past only hours stay.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Final

import numpy as np

from app.clock import Clock
from app.errors import EnvironmentFault, Said, UserError
from app.posts.importer import Reading
from app.posts.judge import Judge
from app.posts.ports import PostStore
from app.posts.post import Post
from app.room.state import RoomState
from app.warning import table
from app.warning.counting import asked_of, posts_for, series_of
from app.warning.curve import WARM_UP
from app.warning.indicators import INDICATORS, MINUTE, Series
from app.warning.policy import Rule
from app.warning.replay import Decided, Sliced
from app.warning.ring import time_of

_BEFORE: Final = timedelta(days=2)
"""Before `since`: as far as a rule can look back."""
_LONGEST: Final = timedelta(days=550)
_LARGEST: Final = 256 << 20
_HEAD: Final = 4096
_BATCH: Final = 1_000
_HOUR: Final = 60
_LONGEST_MINUTES: Final = 400 * 24 * 60


@dataclass(frozen=True, slots=True)
class Past:
    """What is played: the series, and how rules with a region or accounts are counted in it."""

    series: tuple[Series, ...]
    sliced: Sliced


def from_store(store: PostStore, watches: Sequence[str], since: datetime, until: datetime) -> Past:
    """What the store counted, with the fourteen days before `since`, which teach what is usual then.

    Raises UserError for more than a year and a half.
    """
    if until - since > _LONGEST:
        raise UserError(Said("beacon-replay-long", {"days": _LONGEST.days}))
    series = tuple(remembered(store, watch, since, until) for watch in watches)

    def sliced(rule: Rule, one: Series) -> Series:
        posts = posts_for(store, rule, one.watch, since - _BEFORE, until)
        counted = series_of(one.watch, posts, one.first, one.end)
        return Series(one.watch, one.first, counted.values, one.gaps)

    return Past(series, sliced)


def remembered(store: PostStore, watch: str, since: datetime, until: datetime) -> Series:
    """One watch with the fourteen days before: by minutes, or by hours where of that time only these are kept.

    Of what only teaches the hours are gaps all the same, rather than that all of it is told by the hour.
    """
    return store.indicators(watch, since - WARM_UP, until, hourly=not store.by_minutes(since - _BEFORE, until))


def from_file(
    path: Path,
    judge: Judge,
    clock: Clock,
    *,
    watch: str = "",
    zone: tzinfo | None = None,
    tell: Callable[[float], None] = lambda _: None,
) -> Past:
    """What a file holds: a table of counts as `fenghuo detect` reads it, or posts as they are imported.

    Posts count for the watches they match, and all of them for `watch` where one is named; a table for `watch` or the
    file's own name. Raises UserError, EnvironmentFault.
    """
    if _is_table(path):
        return Past((_of_table(path, watch or path.stem),), lambda _rule, _series: None)
    told: dict[str, list[Post]] = {}
    with Reading(path, judge, clock, zone=zone, watch=watch) as reading:
        for posts in reading.batches(_BATCH):
            for post in posts:
                for mention in post.mentions:
                    told.setdefault(mention.watch, []).append(post)
            progress = reading.progress(0, 0)
            tell(progress.done_bytes / progress.total_bytes if progress.total_bytes else 0.0)
    if not told:
        raise UserError(Said("beacon-replay-nothing", {"path": str(path)}))
    return Past(tuple(_of_posts(name, posts) for name, posts in sorted(told.items())), _sliced_of(told))


def _sliced_of(told: dict[str, list[Post]]) -> Sliced:
    def sliced(rule: Rule, one: Series) -> Series:
        return series_of(one.watch, (post for post in told[one.watch] if asked_of(rule, post)), one.first, one.end)

    return sliced


def _of_posts(watch: str, posts: Sequence[Post]) -> Series:
    """From the hour of the first post to the last; of a file over more than a year the last of it."""
    times = [post.posted_at for post in posts]
    first = min(times).replace(minute=0, second=0, microsecond=0)
    end = max(times) + MINUTE
    return series_of(watch, posts, max(first, end - _LONGEST_MINUTES * MINUTE), end)


def _is_table(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.readline(_HEAD).decode("utf-8-sig", "replace")
    except FileNotFoundError as fault:
        raise UserError(Said("posts-no-file", {"file": str(path)})) from fault
    except OSError as fault:
        raise EnvironmentFault(Said("beacon-policy-unreadable", {"path": str(path)})) from fault
    names = {name.strip().strip('"').lower() for name in head.split(",")}
    return "timestamp" in names and bool(names & {"count", "value"})


def _of_table(path: Path, watch: str) -> Series:
    """Counts of a step are spread over its minutes; minutes of no row are gaps. -1 stands for what is not known."""
    if path.stat().st_size > _LARGEST:
        raise UserError(Said("beacon-replay-large", {"path": str(path), "limit": _LARGEST >> 20}))
    found = table.read(path.read_text("utf-8-sig", "replace"))
    good = (found.counts[:, 0] >= 0) & (found.times > 0)
    if not good.any():
        raise UserError(Said("beacon-replay-nothing", {"path": str(path)}))
    order = np.argsort(found.times[good], kind="stable")
    times, counts = found.times[good][order], found.counts[good][order]
    step = max(1, table.step_of(times) // 60)
    minutes = times // 60
    first = int(minutes[0]) // _HOUR * _HOUR
    first = max(first, int(minutes[-1]) + step - _LONGEST_MINUTES)
    size = int(minutes[-1]) + step - first
    values, gaps = np.zeros((size, len(INDICATORS)), np.int64), np.ones(size, bool)
    unknown = (counts < 0).all(axis=0)
    for at, row in zip((minutes - first).tolist(), np.maximum(counts, 0), strict=True):
        if at < 0:
            continue
        each, rest = np.divmod(row, step)
        for place in range(step):
            values[at + place, :4] += each + (place < rest)
            gaps[at + place] = False
    values[:, :4][:, unknown] = -1
    return Series(watch, time_of(first), values, gaps)


def decided_of(state: RoomState) -> tuple[Decided, ...]:
    """What people decided about warnings of watches; those nobody decided about are left out."""
    found = []
    for alert in state.alerts.values():
        right = bool(alert.confirmed_by or alert.incident)
        if alert.watch and (right or alert.dismissed):
            found.append(Decided(alert.watch, alert.since or alert.raised_at, right and not alert.dismissed))
    return tuple(found)
