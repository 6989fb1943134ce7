# SPDX-License-Identifier: Apache-2.0
"""What is counted of each watch minute by minute: with the posts, after every change, and where nobody collected."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import to_ms
from app.errors import EnvironmentFault
from app.posts.ports import Cell, MoodGiven
from app.posts.post import Mood, Post
from app.warning.indicators import INDICATORS, Indicator
from db import indicators
from db.post_store import SqlPostStore, open_posts
from tests.unit.db.conftest import KEY, NOON, key_of, mentions_of, rows, told
from tests.unit.db.judges import Words, all_again, is_right
from tests.unit.found import newest

MINUTE = timedelta(minutes=1)
FIRST = to_ms(NOON) // 60_000
RULES = Words("a" * 16, {"难吃": -0.8}, 餐厅="面")


def about(number: int, *watches: str, **others: Any) -> Post:
    """A post that mentions these watches, in the minute after noon unless something else is said."""
    return told(number, mentions=mentions_of(*(watches or ("餐厅",))), **others)


def counted(
    store: SqlPostStore, watch: str = "餐厅", start: datetime = NOON, minutes: int = 1
) -> list[dict[str, int]]:
    """The indicators of each minute that are not nought."""
    series = store.indicators(watch, start, start + minutes * MINUTE)
    return [
        {name.value: number for name, number in zip(INDICATORS, row, strict=True) if number}
        for row in series.values.tolist()
    ]


def test_a_minute_says_how_many_how_negative_how_far_and_by_how_many(store: SqlPostStore) -> None:
    store.add(
        [
            about(1, author="甲", text="面里有虫，要求赔偿", mood=Mood.NEGATIVE, sentiment=-0.9, followers=40),
            about(2, author="甲", text="面真难吃", mood=Mood.NEGATIVE, sentiment=-0.5, followers=40),
            about(3, author="乙", parent="Db8B00001", text="转发微博", followers=2),
            about(4, author="", text="面还行"),
            about(5, author="", text="面也还行", mood=Mood.UNKNOWN),
            about(61, author="甲", text="还是那碗面"),
            told(6, "没有提到谁"),
        ]
    )
    assert counted(store, minutes=3) == [
        {"mentions": 5, "negative": 2, "reposts": 1, "voices": 4, "complaints": 1, "reach": 82},
        {"mentions": 1, "voices": 1},
        {},
    ]
    assert rows(store, "indicator") == 2
    assert counted(store, "别的") == [{}]


def test_a_post_counts_once_for_each_watch_however_often_it_comes(store: SqlPostStore) -> None:
    post = about(1, "餐厅", "品牌")
    store.add([post, post])
    store.add([post])
    assert counted(store, "餐厅") == counted(store, "品牌") == [{"mentions": 1, "voices": 1}]


def test_late_posts_count_in_their_own_minute_and_a_voice_once_over_batches_and_restarts(path: Path) -> None:
    store = open_posts(path, KEY)
    store.add([about(1, author="甲"), about(70, author="甲")])
    store.add([about(2, author="甲"), about(3, author="乙")])
    store.close()
    store = open_posts(path, KEY)
    store.add([about(4, author="乙"), about(5, author="丙"), about(6, author="甲", source="forum")])
    assert counted(store, minutes=2) == [{"mentions": 6, "voices": 4}, {"mentions": 1, "voices": 1}]
    is_right(store)
    store.close()


def test_voices_stay_right_when_more_are_heard_than_are_remembered(
    store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indicators, "_MOST_HEARD", 4)
    for batch in range(6):
        minute = timedelta(minutes=batch % 3)
        store.add([about(10 * batch + n, author=f"用户{n}", posted_at=NOON + minute) for n in range(3 + batch // 3)])
    assert [minute["voices"] for minute in counted(store, minutes=3)] == [4, 4, 4]
    is_right(store)


def test_what_was_not_written_is_not_counted(store: SqlPostStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([about(1, author="甲")])
    store.touched()
    with monkeypatch.context() as broken:
        broken.setattr("db.post_store.put_words", _full)
        with pytest.raises(EnvironmentFault):
            store.add([about(2, author="乙")])
    assert store.touched() == {}
    store.add([about(3, author="乙"), about(4, author="甲")])
    assert counted(store) == [{"mentions": 3, "voices": 2}]


def _full(*_: object) -> None:
    raise OSError("no space left")


def test_a_mood_that_a_person_gives_or_takes_back_is_counted(store: SqlPostStore) -> None:
    one, other = about(1, "餐厅", "品牌"), about(2, mood=Mood.NEGATIVE, sentiment=-0.6)
    store.add([one, other])
    store.rearrange([MoodGiven(key_of(one), Mood.NEGATIVE), MoodGiven(key_of(other), Mood.POSITIVE, whole=True)], 1)
    assert (counted(store)[0]["negative"], counted(store, "品牌")[0]["negative"]) == (1, 1)
    is_right(store)
    store.rearrange([MoodGiven(key_of(one), None), MoodGiven(key_of(other), None, whole=True)], 2)
    assert (counted(store)[0]["negative"], "negative" in counted(store, "品牌")[0]) == (1, False)
    is_right(store)


def test_new_rules_and_new_words_are_followed(store: SqlPostStore) -> None:
    store.add([told(n, f"第 {n} 碗面{'难吃' * (n % 2)}", author=f"用户{n % 3}") for n in range(6)])
    assert rows(store, "indicator") == 0
    all_again(store, RULES)
    assert counted(store) == [{"mentions": 6, "negative": 3, "voices": 3}]
    all_again(store, Words("b" * 16, {"碗": -0.5}, 餐厅="第", 品牌="难吃"))
    assert counted(store) == [{"mentions": 6, "negative": 6, "voices": 3}]
    assert counted(store, "品牌") == [{"mentions": 3, "negative": 3, "voices": 3}]
    all_again(store, Words("c" * 16, 品牌="3 碗"))
    assert (counted(store), counted(store, "品牌")) == ([{}], [{"mentions": 1, "voices": 1}])
    assert rows(store, "indicator") == 1, "of what is left nothing stays as noughts"
    is_right(store)


def test_a_voice_is_gone_with_the_last_of_its_mentions(store: SqlPostStore) -> None:
    store.add([told(n, f"第 {n} 碗面", author="甲") for n in range(2)])
    all_again(store, RULES)
    all_again(store, Words("b" * 16, 餐厅="1 碗"))
    assert counted(store) == [{"mentions": 1, "voices": 1}]
    all_again(store, Words("c" * 16, 餐厅="0 碗"))
    assert counted(store) == [{"mentions": 1, "voices": 1}]
    is_right(store)


def test_what_was_counted_stays_when_posts_expire(store: SqlPostStore) -> None:
    store.add([about(n, author="甲", text=f"面 {n} 投诉") for n in range(3)])
    assert store.expire(NOON + MINUTE, lambda: (), 2) == 2
    before = [{"mentions": 3, "voices": 1, "complaints": 3}]
    assert counted(store) == before
    all_again(store, Words("b" * 16))
    assert counted(store) == [{"mentions": 2, "voices": 1, "complaints": 2}], "only of what is stored"


def test_minutes_without_a_collector_are_gaps_and_not_noughts(store: SqlPostStore) -> None:
    store.note_gap(NOON + timedelta(seconds=20), NOON + timedelta(minutes=3, seconds=59))
    store.note_gap(NOON + 3 * MINUTE, NOON + 5 * MINUTE)
    store.note_gap(NOON + 8 * MINUTE, NOON + 9 * MINUTE)
    store.note_gap(NOON + timedelta(minutes=10, seconds=1), NOON + timedelta(minutes=10, seconds=58))
    store.note_gap(NOON + 9 * MINUTE, NOON)
    series = store.indicators("餐厅", NOON, NOON + 11 * MINUTE)
    assert series.gaps.tolist() == [minute in (1, 2, 3, 4, 8) for minute in range(11)]
    assert rows(store, "gap") == 2
    later = store.indicators("餐厅", NOON + 2 * MINUTE, NOON + 4 * MINUTE)
    assert later.gaps.tolist() == [True, True]


def test_a_series_begins_with_a_whole_minute_and_is_as_long_as_was_asked(store: SqlPostStore) -> None:
    store.add([about(61)])
    series = store.indicators("餐厅", NOON + timedelta(seconds=30), NOON + timedelta(minutes=2, seconds=1))
    assert (series.first, series.end, series.values.shape) == (NOON, NOON + 3 * MINUTE, (3, len(INDICATORS)))
    assert series.values[:, INDICATORS.index(Indicator.MENTIONS)].tolist() == [0, 1, 0]
    assert len(store.indicators("餐厅", NOON, NOON).values) == 0
    with pytest.raises(ValueError, match="1000000"):
        store.indicators("餐厅", NOON, NOON + timedelta(days=1_000))


def test_who_looks_each_second_is_told_only_what_changed(store: SqlPostStore) -> None:
    assert store.touched() == {}
    store.add([about(1, "餐厅", "品牌"), about(61), told(2)])
    touched = store.touched()
    assert touched == {"餐厅": {FIRST, FIRST + 1}, "品牌": {FIRST}}
    assert sorted(store.cells(touched)) == [
        Cell("品牌", FIRST, 1, 0, 0, 1, 0, 0), Cell("餐厅", FIRST, 1, 0, 0, 1, 0, 0),
        Cell("餐厅", FIRST + 1, 1, 0, 0, 1, 0, 0),
    ]  # fmt: skip
    assert store.touched() == {}
    store.add([about(1, "餐厅", "品牌")])
    assert store.touched() == {}, "it was there already"
    (last, *_) = (post for post in newest(store) if post.mentions)
    store.rearrange([MoodGiven(key_of(last), Mood.NEGATIVE)], 1)
    assert store.touched() == {"餐厅": {FIRST + 1}}
    assert store.cells({"餐厅": {FIRST + 7}, "没有": {FIRST}}) == []


def test_where_nobody_looks_only_the_newest_minutes_are_kept(
    store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indicators, "_MOST_TOUCHED", 10)
    store.add([about(60 * n) for n in range(12)])
    assert store.touched() == {"餐厅": set(range(FIRST + 7, FIRST + 12))}


@pytest.fixture
def uncounted(path: Path) -> SqlPostStore:
    """A store whose posts were stored by a program that counted nothing."""
    store = open_posts(path, KEY)
    store.add([told(20 * n, f"第 {n} 碗面", author=f"用户{n % 2}", followers=n) for n in range(7)])
    all_again(store, RULES)
    with store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM indicator")
        connection.exec_driver_sql("UPDATE progress SET uncounted = (SELECT max(id) FROM post)")
    store.close()
    return open_posts(path, KEY)


def test_posts_of_an_older_file_are_counted_in_slices_newest_first(uncounted: SqlPostStore, path: Path) -> None:
    assert counted(uncounted, minutes=3) == [{}, {}, {}]
    assert uncounted.count_older(2) == 2
    assert counted(uncounted, minutes=3) == [
        {},
        {"mentions": 1, "voices": 1, "reach": 5},
        {"mentions": 1, "voices": 1, "reach": 6},
    ]
    uncounted.close()
    again = open_posts(path, KEY)
    assert [again.count_older(3) for _ in range(3)] == [3, 2, 0]
    assert counted(again, minutes=3)[0] == {"mentions": 3, "voices": 2, "reach": 3}
    is_right(again)
    again.close()


def test_what_happens_to_posts_before_they_are_counted_is_counted_once(uncounted: SqlPostStore) -> None:
    posts = newest(uncounted)
    uncounted.count_older(2)
    uncounted.add([told(1, "第 1 碗新来的面", author="用户1", mentions=mentions_of("餐厅"))])
    uncounted.rearrange([MoodGiven(key_of(post), Mood.NEGATIVE) for post in (posts[0], posts[-1])], 1)
    all_again(uncounted, Words("b" * 16, 餐厅="碗", 品牌="面"))
    while uncounted.count_older(2):
        pass
    assert [minute.get("negative", 0) for minute in counted(uncounted, minutes=3)] == [1, 0, 1]
    is_right(uncounted)
    uncounted.close()


def test_posts_that_expire_before_they_are_counted_are_counted_all_the_same(uncounted: SqlPostStore) -> None:
    assert uncounted.expire(NOON + MINUTE, lambda: (), 4) == 4
    while uncounted.count_older(2):
        pass
    assert [minute["mentions"] for minute in counted(uncounted, minutes=3)] == [3, 3, 1]
    assert [minute["voices"] for minute in counted(uncounted, minutes=3)] == [2, 2, 1]
    uncounted.close()
