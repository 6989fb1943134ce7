# SPDX-License-Identifier: Apache-2.0
"""The post store: posts in, newest first out, found again by any word of theirs."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.errors import EnvironmentFault, UserError
from app.posts.fold import fold
from app.posts.ports import Added, Bucket, PostStore
from app.posts.post import Exactness, Mention, Mood, Post
from db import post_rows
from db.post_store import open_posts
from tests.isolation import CHECKOUT
from tests.unit.found import holding, newest

KEY = bytes(range(32))
NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)


def _post(number: int, text: str = "", *, mood: Mood = Mood.NEUTRAL, seconds: float = 0) -> Post:
    return Post(
        source="weibo",
        source_id=f"Db8B{number:05}",
        posted_at=NOON + timedelta(seconds=seconds),
        arrived_at=NOON,
        author=f"用户{number}",
        text=text or f"航班延误 {number}",
        mood=mood,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PostStore]:
    """An empty store."""
    opened = open_posts(tmp_path / "posts.db", KEY)
    yield opened
    opened.close()


def test_a_post_comes_back_as_it_went_in(store: PostStore) -> None:
    post = replace(
        _post(1, "原文，With «marks» 😀"),
        url="https://weibo.com/1",
        sentiment=-0.5,
        mood=Mood.NEGATIVE,
        parent="Db8BHCdEZ",
        followers=1200,
        verified=False,
        region="江苏 南京",
        event="召回",
        watch="品牌",
        mentions=(Mention("品牌", "原文", Exactness.FOLDED, 3), Mention("“对手”", "with", Exactness.EXACT)),
    )
    assert store.add([post]) == Added(stored=1, same=0)
    (found,) = newest(store, 10)
    assert found.id == found.story > 0
    assert replace(found, id=0, story=0) == post
    assert store.get([99, found.id]) == [found]


def test_the_same_post_twice_is_one_post_counted_once(store: PostStore) -> None:
    twice = [_post(1, "first"), _post(2), _post(1, "second")]
    assert store.add(twice) == Added(stored=2, same=1)
    assert store.add(twice) == Added(stored=0, same=3)
    assert store.count() == 2
    assert holding(store, "first", 10)
    assert not holding(store, "second", 10)
    assert store.minutes(NOON, NOON + timedelta(minutes=1), timedelta(minutes=1)) == [Bucket(NOON, 0, 2, 0)]


def test_every_post_is_found_once_newest_first_even_within_one_second(store: PostStore) -> None:
    for start in (40, 0, 20):
        store.add([_post(n, seconds=n // 15) for n in range(start, start + 20)])
    seen = newest(store)
    assert len(seen) == len({post.id for post in seen}) == 60
    assert seen == sorted(seen, key=lambda post: (post.posted_at, post.id), reverse=True)
    assert newest(store, 7) == seen[:7]


def test_a_page_of_the_index_fits_into_a_page_of_the_file(store: PostStore) -> None:
    for start in range(0, 4_000, 1_000):
        store.add(
            [
                _post(n, f"航班延误 {n} " + "".join(chr(0x4E00 + n * k % 2_000) for k in range(60)))
                for n in range(start, start + 1_000)
            ]
        )
    with store._engine.connect() as connection:  # type: ignore[attr-defined]
        asked = "SELECT max(length(block)), count(*) FROM post_words_data"
        longest, count = connection.exec_driver_sql(asked).one()
    assert 3_900 < longest <= 3_977, (
        "what is longer spills into a second page: 4,096 less 80, less the row's own bytes"
    )
    assert count > 50


def test_search_finds_every_kind_of_word(store: PostStore) -> None:
    texts = [
        "航空公司沒有道歉",
        "𠮷野家 delays FLIGHT CA981",
        "Ｆｌｉｇｈｔ cancelled, café",
        "投，诉",
        "ラーメン 한국어",
    ]
    store.add([_post(n, text, seconds=n) for n, text in enumerate(texts)])

    def found(words: str) -> list[str]:
        return [post.text for post in holding(store, words, 10)]

    assert found("没有道歉") == found("歉") == found("沒") == [texts[0]]
    assert found("𠮷") == [*found("吉"), texts[1]]
    assert found("flight") == [texts[2], texts[1]]
    assert found("ca981 delays") == [texts[1]]
    assert found('"delays ca981"') == []
    assert found("cancel*") == found("CAFE") == [texts[2]]
    assert found("投诉") == [texts[3]]
    assert found("メン") == found("국어") == [texts[4]]
    assert found('unclosed "flight') == []


@pytest.mark.parametrize("words", ['"', "（）", "AND OR NOT ^ *"])
def test_search_never_chokes_on_what_is_typed(store: PostStore, words: str) -> None:
    store.add([_post(1, "and or not")])
    try:
        found = len(holding(store, words, 10))
    except UserError as error:
        found = error.said.key == "posts-search-nothing"
    assert found == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.text(min_size=1, max_size=12), st.text(alphabet="航班延误投诉", min_size=1, max_size=4))
def test_every_part_of_a_chinese_text_finds_it(store: PostStore, noise: str, words: str) -> None:
    number = store.count() + 1
    text = f"前言{words}后语 {noise.replace(chr(0), '')}".encode("utf-8", "ignore").decode()
    store.add([_post(number, text, seconds=number)])
    assert fold(text) in [fold(post.text) for post in holding(store, words, 1000)]


def test_minutes_count_moods_in_buckets_and_keep_empty_ones(store: PostStore) -> None:
    moods = [Mood.NEGATIVE, Mood.NEGATIVE, Mood.NEUTRAL, Mood.POSITIVE]
    store.add([_post(n, mood=mood, seconds=n * 61) for n, mood in enumerate(moods)])
    store.add([replace(_post(9, mood=Mood.POSITIVE), watch="品牌")])
    half = store.minutes(NOON, NOON + timedelta(minutes=6), timedelta(minutes=2))
    assert half == [
        Bucket(NOON, 2, 0, 1),
        Bucket(NOON + timedelta(minutes=2), 0, 1, 1),
        Bucket(NOON + timedelta(minutes=4), 0, 0, 0),
    ]
    assert half[0].total == 3
    with pytest.raises(ValueError, match="100000"):
        store.minutes(NOON - timedelta(days=365), NOON, timedelta(minutes=1))


def test_the_span_is_from_the_oldest_to_the_newest(store: PostStore) -> None:
    assert store.span() is None
    assert newest(store, 10) == holding(store, "x", 10) == store.get([1]) == []
    store.add([_post(1, seconds=50), _post(2, seconds=-5), _post(3)])
    assert store.span() == (NOON - timedelta(seconds=5), NOON + timedelta(seconds=50))


def test_more_posts_in_one_instant_than_it_has_places(store: PostStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([_post(1, seconds=0.001)])
    with store._engine.begin() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("UPDATE post SET place = place + ?", (post_rows.ROOM - 1,))
        connection.exec_driver_sql("UPDATE post SET posted_at = posted_at")
    assert store.add([_post(n, seconds=0.001 + (n > 3) / 1000) for n in range(2, 7)]).stored == 5
    assert [post.source_id[-1] for post in newest(store, 9)] == ["6", "5", "4", "3", "2", "1"]


def test_a_window_reads_while_an_import_writes(store: PostStore, tmp_path: Path) -> None:
    reader = open_posts(tmp_path / "posts.db", KEY, readonly=True)
    seen: list[int] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            seen.append(len(holding(reader, "航班", 10_000)))

    thread = threading.Thread(target=watch)
    thread.start()
    for start in range(0, 2_000, 200):
        store.add([_post(n, seconds=n) for n in range(start, start + 200)])
    stop.set()
    thread.join()
    assert reader.count() == 2_000
    reader.close()
    assert seen == sorted(seen)
    assert all(count % 200 == 0 for count in seen)


def test_a_reader_of_a_file_nobody_has_written_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as refused:
        open_posts(tmp_path / "none.db", KEY, readonly=True)
    assert refused.value.said.key == "db-missing"


_WRITER = """
import sys
from pathlib import Path
from tests.unit.db.test_post_store import KEY, _post
from db.post_store import open_posts
store = open_posts(Path(sys.argv[1]), KEY)
for start in range(0, 1_000_000, 50):
    store.add([_post(n, seconds=n) for n in range(start, start + 50)])
    print(start + 50, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX")
def test_an_import_killed_in_the_middle_loses_nothing_it_reported(tmp_path: Path) -> None:
    path = tmp_path / "posts.db"
    for _ in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        with child.stdout:
            reported = [int(child.stdout.readline()) for _ in range(6)][-1]
            os.kill(child.pid, signal.SIGKILL)
            reported = max([reported, *(int(line) for line in child.stdout if line.endswith("\n"))])
        child.wait()
        with_counts = open_posts(path, KEY)
        count = with_counts.count()
        minutes = with_counts.minutes(NOON, NOON + timedelta(days=30), timedelta(hours=1))
        found = len(holding(with_counts, "航班", 1_000_000))
        with_counts.close()
        assert count >= reported
        assert sum(bucket.total for bucket in minutes) == count == found
