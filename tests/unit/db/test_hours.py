# SPDX-License-Identifier: Apache-2.0
"""Years of a watch: old minutes become hours, older hours go, and nothing is lost, counted twice or told wrongly."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from app.clock import to_ms
from app.errors import EnvironmentFault
from app.posts.collecting.retention import Retention
from app.posts.ports import MoodGiven, PostMark
from app.posts.post import Mood, Post
from app.warning.indicators import INDICATORS, Indicator
from db import hours
from db.post_store import SqlPostStore, open_posts
from tests.unit.db.conftest import KEY, NOON, key_of, mentions_of, rows, told
from tests.unit.db.judges import Words, all_again
from tests.unit.db.test_proposals import FIRST, RISEN

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LATER = NOON + 60 * DAY
"""When the minutes after noon are old."""
TIDY = Retention(lambda: (), lambda: (72, 1 << 40, 400))


def about(number: int, *watches: str, **others: Any) -> Post:
    """A post that mentions these watches, one each ten seconds from noon on."""
    chosen: dict[str, Any] = {"posted_at": NOON + timedelta(seconds=10 * number)}
    return told(number, mentions=mentions_of(*(watches or ("餐厅",))), **(chosen | others))


def gone(store: SqlPostStore) -> None:
    """All posts expire; one of today says that the clock is right."""
    while store.expire(LATER, lambda: (), 1_000):
        pass
    store.add([told(999_999, posted_at=LATER, arrived_at=LATER, mentions=mentions_of("今天"))])


def rolled(store: SqlPostStore, now: datetime = LATER) -> None:
    """Everything that is due."""
    while TIDY.condense(store, now):
        pass


def by_hour(store: SqlPostStore, watch: str = "餐厅", start: datetime = NOON, hours: int = 2) -> list[dict[str, int]]:
    """Each hour's counts that are not nought."""
    series = store.indicators(watch, start, start + hours * HOUR, hourly=True)
    assert (series.first, series.end, series.step) == (start, start + hours * HOUR, HOUR)
    return [{str(name): int(n) for name, n in zip(INDICATORS, row, strict=True) if n} for row in series.values]


@pytest.fixture
def old(store: SqlPostStore) -> SqlPostStore:
    """Two hours of two watches, whose posts are gone long since."""
    posts = [
        about(n, "餐厅", *(["品牌"] if n % 4 == 0 else []), author=f"用户{n % 5}", followers=n,
              mood=Mood.NEGATIVE if n % 3 == 0 else Mood.NEUTRAL, text=f"第 {n} 碗面 投诉" if n % 10 == 0 else "")
        for n in range(720)
    ]  # fmt: skip
    store.add(posts)
    gone(store)
    return store


def test_old_minutes_become_the_hours_they_add_up_to(old: SqlPostStore) -> None:
    before = [by_hour(old), by_hour(old, "品牌")]
    assert before[0][0] == {
        "mentions": 360, "negative": 120, "voices": 300, "complaints": 36, "reach": sum(range(360)),
    }  # fmt: skip
    assert rows(old, "indicator") == 120 * 2 + 1
    rolled(old)
    assert [by_hour(old), by_hour(old, "品牌")] == before
    assert (rows(old, "indicator"), rows(old, "indicator_hour")) == (1, 4), "today stays minute by minute"
    rolled(old)
    assert [by_hour(old), by_hour(old, "品牌")] == before


def test_minutes_of_such_an_hour_are_unknown_and_not_noughts(old: SqlPostStore) -> None:
    span = (NOON - HOUR, NOON + 3 * HOUR)
    assert old.by_minutes(*span)
    assert not old.indicators("餐厅", *span).gaps.any()
    rolled(old)
    assert not old.by_minutes(*span)
    for watch in ("餐厅", "没有提到过"):
        series = old.indicators(watch, *span)
        assert series.gaps.tolist() == [60 <= minute < 180 for minute in range(240)]
        assert not series.values.any()
    assert old.by_minutes(NOON + 2 * HOUR, LATER)
    assert old.indicators("餐厅", NOON + 90 * MINUTE, NOON + 150 * MINUTE).gaps.tolist() == [True] * 30 + [False] * 30


def test_young_minutes_stay_and_so_do_those_of_posts_that_came_only_now(store: SqlPostStore) -> None:
    old_crisis = [about(n, arrived_at=LATER) for n in range(30)]
    store.add(
        [*old_crisis, about(31, posted_at=LATER - 44 * DAY, arrived_at=LATER - 44 * DAY), about(32, posted_at=LATER)]
    )
    rolled(store)
    assert rows(store, "indicator_hour") == 0
    assert store.by_minutes(NOON - DAY, LATER), "an imported crisis can be replayed minute by minute"
    rolled(store, LATER + 46 * DAY)
    assert rows(store, "indicator_hour") == 0, "nothing was counted since, so the clock may be wrong"
    store.add([about(33, posted_at=LATER + 46 * DAY, arrived_at=LATER + 46 * DAY)])
    rolled(store, LATER + 46 * DAY)
    assert (rows(store, "indicator_hour"), rows(store, "indicator")) == (3, 1)


def test_a_clock_that_was_a_year_ahead_has_rolled_nothing_up(store: SqlPostStore) -> None:
    store.add([about(n) for n in range(6)])
    gone(store)
    rolled(store, NOON + 10 * DAY)
    store.add([about(7, posted_at=LATER)])
    minutes = rows(store, "indicator")
    rolled(store, LATER + 365 * DAY)
    assert store.by_minutes(LATER - 40 * DAY, LATER + DAY)
    assert rows(store, "indicator") == minutes - 1, "only what is old beside the newest post"


def test_a_slice_is_so_many_hours_of_a_watch(old: SqlPostStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hours, "_CELLS", 1)
    before = [by_hour(old), by_hour(old, "品牌")]
    done = []
    while TIDY.condense(old, LATER):
        done.append(rows(old, "indicator_hour"))
        assert [by_hour(old), by_hour(old, "品牌")] == before
    assert done == [1, 2, 3, 4]


def test_where_little_is_counted_a_slice_takes_many_hours(
    store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hours, "_CELLS", 5)
    store.add([about(n, posted_at=NOON + n * HOUR) for n in range(0, 24, 2)])
    gone(store)
    before = by_hour(store, hours=24)
    done = []
    while TIDY.condense(store, LATER):
        done.append(rows(store, "indicator_hour"))
    assert (done, by_hour(store, hours=24)) == ([5, 10, 12], before)


def test_a_failure_in_the_middle_of_a_slice_leaves_it_undone(
    old: SqlPostStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hours, "_CELLS", 1)
    before = [by_hour(old), by_hour(old, "品牌")]
    assert TIDY.condense(old, LATER)

    def full(connection: Connection, due: list[hours.Part]) -> None:
        hours.roll_up(connection, due)
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr("db.beacon_store.roll_up", full)
        with pytest.raises(EnvironmentFault):
            TIDY.condense(old, LATER)
    assert rows(old, "indicator_hour") == 1
    again = open_posts(path, KEY)
    assert [by_hour(again), by_hour(again, "品牌")] == before
    rolled(again)
    assert [by_hour(again), by_hour(again, "品牌")] == before
    again.close()


_DYING = """
import os, sys
from datetime import datetime, timedelta
from pathlib import Path
from db import beacon_store, hours
from db.post_store import open_posts

path, now, moment = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3]
hours._CELLS = 1
roll, done = hours.roll_up, []

def dying(connection, due):
    roll(connection, due)
    done.append(due)
    if moment == "inside" and len(done) == 2:
        os._exit(9)

beacon_store.roll_up = dying
store = open_posts(path, bytes(range(32)))
while store.condense(now, timedelta(days=45), timedelta(days=400)):
    if moment == "between" and len(done) == 2:
        os._exit(9)
"""


@pytest.mark.parametrize(("moment", "each"), [("inside", 1), ("between", 2)])
def test_whenever_it_dies_every_count_is_there_once(store: SqlPostStore, path: Path, moment: str, each: int) -> None:
    names = [f"主题{n}" for n in range(3)]
    store.add([about(n, *names, posted_at=NOON + n * MINUTE) for n in range(0, 180, 20)])
    gone(store)
    before = [by_hour(store, name, hours=3) for name in names]
    store.close()
    done = []
    for _ in range(4):
        command = [sys.executable, "-c", _DYING, str(path), LATER.isoformat(), moment]
        assert subprocess.run(command, check=False).returncode == 9
        store = open_posts(path, KEY)
        assert [by_hour(store, name, hours=3) for name in names] == before
        done.append(rows(store, "indicator_hour"))
        store.close()
    assert done == [each, 2 * each, 3 * each, 4 * each]


def test_what_changes_later_changes_the_hour(store: SqlPostStore, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = [told(n, f"第 {n} 碗面", author=f"用户{n}", posted_at=NOON + n * MINUTE, followers=7) for n in range(4)]
    store.add(posts)
    all_again(store, Words("a" * 16, {"面": -0.6}, 餐厅="面"))
    store.add([told(9, "今天的面", posted_at=LATER, arrived_at=LATER)])
    all_again(store, Words("b" * 16, {"面": -0.6}, 餐厅="面"))
    rolled(store)
    assert by_hour(store)[0] == {"mentions": 4, "negative": 4, "voices": 4, "reach": 28}
    store.touched()

    store.rearrange([MoodGiven(key_of(posts[0]), Mood.POSITIVE)], 1)
    assert by_hour(store)[0]["negative"] == 3
    all_again(store, Words("c" * 16, {"面": -0.6}, 餐厅="1 碗", 品牌="碗"))
    assert by_hour(store)[0] == {"mentions": 1, "negative": 1, "voices": 1, "reach": 7}
    assert by_hour(store, "品牌")[0] == {"mentions": 4, "negative": 3, "voices": 4, "reach": 28}
    store.add([told(5, "迟到的 1 碗", author="用户1", posted_at=NOON + 30 * MINUTE, mentions=mentions_of("餐厅"))])
    assert by_hour(store)[0] == {"mentions": 2, "negative": 1, "voices": 2, "reach": 7}
    assert store.touched().get("餐厅") == {to_ms(LATER) // 60_000}, "an hour of the past lights no beacon"
    all_again(store, Words("d" * 16))
    assert (by_hour(store)[0], by_hour(store, "品牌")[0]) == ({}, {})
    rolled(store)
    assert (rows(store, "indicator"), rows(store, "indicator_hour")) == (0, 0), "of what is left nothing stays"


def test_a_cited_post_that_outlives_its_hour_brings_nothing_of_it_back(store: SqlPostStore) -> None:
    cited = [about(0, mood=Mood.NEGATIVE, sentiment=-0.5), about(1)]
    store.add([*cited, *(about(n) for n in range(2, 9))])
    marks = [PostMark(post.source, post.source_id, post.author, post.posted_at) for post in cited]
    assert store.expire(LATER, lambda: marks, 100) == 7
    much_later = NOON + 500 * DAY
    store.add([about(10, "今天", posted_at=much_later, arrived_at=much_later)])
    rolled(store, much_later)
    assert by_hour(store) == [{}, {}]
    store.rearrange([MoodGiven(key_of(cited[0]), Mood.NEUTRAL), MoodGiven(key_of(cited[1]), Mood.NEGATIVE)], 1)
    all_again(store, Words("b" * 16))
    rolled(store, much_later)
    assert (by_hour(store), rows(store, "indicator_hour")) == ([{}, {}], 0)
    assert not (store.indicators("餐厅", NOON, NOON + HOUR).values < 0).any()


def test_after_four_hundred_days_hours_and_gaps_go(old: SqlPostStore) -> None:
    old.note_gap(NOON + 5 * HOUR, NOON + 6 * HOUR)
    old.note_gap(NOON + 30 * DAY, NOON + 31 * DAY)
    rolled(old)
    assert (rows(old, "indicator_hour"), rows(old, "gap")) == (4, 2)
    late = NOON + 400 * DAY + 90 * MINUTE
    old.add([about(0, "今天", posted_at=late, arrived_at=late)])
    rolled(old, late)
    assert [bool(hour) for hour in by_hour(old)] == [False, True]
    late += DAY
    old.add([about(1, "今天", posted_at=late, arrived_at=late)])
    rolled(old, late)
    assert (by_hour(old), rows(old, "gap")) == ([{}, {}], 1)
    assert by_hour(old, "今天", LATER.replace(minute=0), 1) == [{"mentions": 1, "voices": 1}]


def test_an_hour_is_a_gap_where_nobody_collected_for_most_of_it(old: SqlPostStore) -> None:
    old.note_gap(NOON + 29 * MINUTE, NOON + HOUR)
    old.note_gap(NOON + HOUR, NOON + 90 * MINUTE)
    rolled(old)
    series = old.indicators("餐厅", NOON, NOON + 3 * HOUR, hourly=True)
    assert series.gaps.tolist() == [True, False, False]
    assert series.values[:, INDICATORS.index(Indicator.MENTIONS)].tolist() == [360, 360, 0]


def test_only_whole_hours_are_told(old: SqlPostStore) -> None:
    rolled(old)
    series = old.indicators("餐厅", NOON + MINUTE, NOON + 2 * HOUR - MINUTE, hourly=True)
    assert len(series.values) == 0
    series = old.indicators("餐厅", NOON - MINUTE, NOON + 90 * MINUTE, hourly=True)
    assert (series.first, len(series.values)) == (NOON, 1)
    with pytest.raises(ValueError, match="1000000"):
        old.indicators("餐厅", NOON, NOON + 1_000 * DAY, hourly=True)


def test_of_gaps_only_those_that_reach_in_are_read(store: SqlPostStore) -> None:
    for n in range(50):
        store.note_gap(NOON + 10 * n * MINUTE, NOON + (10 * n + 5) * MINUTE)
    store.note_gap(NOON - 9 * HOUR, NOON - 2 * HOUR)
    gaps = store.indicators("餐厅", NOON - 3 * HOUR, NOON + 12 * MINUTE).gaps
    assert gaps.tolist() == [at < 60 or 180 <= at < 185 or at >= 190 for at in range(192)]


def test_proposals_that_are_weeks_old_go_but_never_the_newest(store: SqlPostStore) -> None:
    store.propose([FIRST, RISEN], {})
    rolled(store, LATER)
    assert store.proposals(0) == [(2, RISEN)], "or its number would be given again, to one that is taken for known"
    late = replace(RISEN, id="e" * 32, run="f" * 32, at=LATER)
    store.propose([late], {})
    rolled(store, LATER)
    assert store.proposals(0) == [(3, late)]
    store.propose([replace(late, id="1" * 32, at=LATER - 44 * DAY)], {})
    rolled(store, LATER)
    assert [number for number, _ in store.proposals(0)] == [3, 4]


def test_how_far_the_room_has_come_is_told_by_what_it_knows(store: SqlPostStore) -> None:
    store.propose([FIRST, RISEN], {})
    assert store.newest_among([]) == 0
    assert store.newest_among([FIRST.id, "9" * 32]) == 1
    assert store.newest_among([RISEN.id, FIRST.id]) == 2
