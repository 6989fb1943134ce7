# SPDX-License-Identifier: Apache-2.0
"""What the collector keeps in posts.db: old posts leave in slices, marks go with their posts, a pulse, older files.

Trap: "old" is when a post arrived, not when it was posted.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.errors import EnvironmentFault, Said
from app.posts.collecting.retention import SLICE, Retention
from app.posts.ports import Added, PostMark
from app.posts.post import Mood, Post
from app.posts.sources.source import Pulse, SourceState
from db.engine import writing
from db.post_store import SqlPostStore, open_posts
from tests.unit.found import holding, newest

KEY = bytes(range(32))
NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file."""
    return tmp_path / "posts.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqlPostStore]:
    """An empty store."""
    opened = open_posts(path, KEY, synchronous="NORMAL")
    yield opened
    opened.close()


def post(number: int, *, arrived: datetime = NOON, posted: datetime = NOON, text: str = "") -> Post:
    return Post(
        source="weibo",
        source_id=f"Db8B{number:05}",
        posted_at=posted,
        arrived_at=arrived,
        author=f"用户{number}",
        text=text or f"航班延误 {number}",
    )


def mark(of: Post) -> PostMark:
    return PostMark(of.source, of.source_id, of.author, of.posted_at)


def nothing() -> Collection[PostMark]:
    return ()


def never() -> Collection[PostMark]:
    raise AssertionError("reading the room's journal is slow; it is asked only when a post must go")


# --- old posts leave


def test_old_posts_leave_a_slice_at_a_time_the_first_to_arrive_first(store: SqlPostStore) -> None:
    for n in range(10):
        store.add([post(n, arrived=NOON + n * HOUR, posted=NOON - n * HOUR)])
    assert [store.expire(NOON + 7 * HOUR, nothing, 3) for _ in range(4)] == [3, 3, 1, 0]
    assert sorted(found.source_id[-1] for found in newest(store, 20)) == ["7", "8", "9"]


def test_where_nothing_is_old_the_citations_are_not_even_looked_up(store: SqlPostStore) -> None:
    assert store.expire(NOON + DAY, never, 10) == 0
    store.add([post(1)])
    assert store.expire(NOON, never, 10) == 0
    assert store.count() == 1


def test_a_post_of_ten_years_ago_that_arrived_today_stays(store: SqlPostStore) -> None:
    store.add([post(1, arrived=NOON - 4 * DAY)])
    store.add([post(2, posted=NOON - 3650 * DAY)])
    assert store.expire(NOON - 3 * DAY, nothing, 10) == 1
    assert [found.source_id for found in newest(store, 9)] == [post(2).source_id]


def test_a_minute_under_a_wrong_clock_does_not_keep_everything_for_ever(store: SqlPostStore) -> None:
    store.add([post(1, arrived=NOON + 3650 * DAY)])
    store.add([post(n) for n in range(2, 30)])
    assert store.expire(NOON + DAY, nothing, 10) > 0
    while store.expire(NOON + DAY, nothing, 10):
        continue
    assert store.count() == 1


def test_what_an_incident_cites_stays_though_everything_around_it_goes(store: SqlPostStore) -> None:
    many = [post(n) for n in range(40)]
    cited = [many[0], many[17], many[39]]
    store.add(many)
    gone = [store.expire(NOON + DAY, lambda: [mark(one) for one in cited], 10) for _ in range(6)]
    assert sum(gone) == 37
    assert gone[-1] == 0, "it comes to an end"
    assert sorted(found.source_id for found in newest(store, 99)) == [one.source_id for one in cited]
    assert [found.source_id for found in holding(store, "航班延误 17", 9)] == [many[17].source_id]


@pytest.mark.parametrize(
    "almost",
    [{"source": "zhihu"}, {"source_id": "other"}, {"author": "somebody"}, {"posted_at": NOON + timedelta(seconds=1)}],
)
def test_a_citation_of_another_post_keeps_nothing(store: SqlPostStore, almost: dict[str, object]) -> None:
    store.add([post(1)])
    assert store.expire(NOON + DAY, lambda: [mark(post(1))._replace(**almost)], 10) == 1  # type: ignore[arg-type]


def test_what_has_left_is_no_longer_found_and_makes_no_room_for_ghosts(store: SqlPostStore) -> None:
    store.add([post(1, text="召回 奶粉"), post(2, arrived=NOON + DAY, text="召回 轿车")])
    assert store.expire(NOON + HOUR, nothing, 10) == 1
    assert [found.text for found in holding(store, "召回", 9)] == ["召回 轿车"]
    assert holding(store, "奶粉", 9) == []
    assert [found.text for found in newest(store, 9)] == ["召回 轿车"]
    assert store.get([1, 2])[0].text == "召回 轿车"


def test_the_place_of_a_post_that_left_can_be_taken_again(store: SqlPostStore) -> None:
    store.add([post(n, text=f"旧 {n}") for n in range(5)])
    assert store.expire(NOON + HOUR, nothing, 10) == 5
    store.add([post(n, text=f"新 {n}") for n in range(5)])
    assert {found.text for found in holding(store, "新", 9)} == {f"新 {n}" for n in range(5)}
    assert holding(store, "旧", 9) == []


def test_the_curve_keeps_its_past(store: SqlPostStore) -> None:
    moods = (Mood.NEGATIVE, Mood.NEUTRAL, Mood.POSITIVE)
    store.add([replace(post(n), mood=moods[n % 3]) for n in range(30)])
    before = store.minutes(NOON - HOUR, NOON + HOUR, timedelta(minutes=10))
    assert store.expire(NOON + DAY, nothing, 99) == 30
    assert store.count() == 0
    assert store.minutes(NOON - HOUR, NOON + HOUR, timedelta(minutes=10)) == before
    assert sum(bucket.total for bucket in before) == 30


def test_a_full_share_of_the_disk_costs_no_more_posts_than_it_must(store: SqlPostStore) -> None:
    long = "航班延误十小时没有任何解释也没有人出面 " * 30
    for start in range(0, 6_000, 1_000):
        store.add([post(n, text=f"{long}{n}") for n in range(start, start + 1_000)])
    share = store.size() // 2
    tidy = Retention(nothing, lambda: (72, share, 400))
    slices = 0
    while tidy.slice(store, NOON + HOUR):
        slices += 1
    assert store.size() <= share
    assert 1_000 <= store.count() <= 4_000
    assert slices == (6_000 - store.count()) // SLICE
    assert {found.source_id for found in newest(store, 6_000)} == {
        post(n).source_id for n in range(6_000 - store.count(), 6_000)
    }, "the last to arrive are still here"


# --- marks go with their posts


def state(name: str, **more: object) -> SourceState:
    return SourceState(name=name, **more)  # type: ignore[arg-type]


WHOLE = state(
    "新闻",
    made_for="abc",
    memory={"etag": '"1"'},
    seen=bytes(range(24)),
    began=NOON - DAY,
    last_try=NOON,
    last_success=NOON - HOUR,
    last_new=NOON - 2 * HOUR,
    next_try=NOON + HOUR,
    failures=3,
    stored=12_345,
    hours={"498000": 7},
    trouble=Said("source-kind-broken", {"kind": "x", "package": "y"}),
    note=Said("source-ids-change", {"count": 3}),
)


def test_what_is_known_of_a_source_comes_back_as_it_went_in(store: SqlPostStore) -> None:
    assert store.source_states() == []
    store.add([], lambda _: [WHOLE, state("论坛")])
    assert store.source_states() == sorted([WHOLE, state("论坛")], key=lambda one: one.name)
    store.add([], lambda _: [state("新闻", stored=1)])
    assert store.source_states()[0] == state("新闻", stored=1)
    store.forget_source("新闻")
    store.forget_source("never there")
    assert store.source_states() == [state("论坛")]


def test_marks_are_told_which_posts_were_new(store: SqlPostStore) -> None:
    store.add([post(1)])
    told: list[Added] = []

    def settle(added: Added) -> list[SourceState]:
        told.append(added)
        return [state("新闻")]

    store.add([post(1), post(2), post(2)], settle)
    assert told == [Added(stored=1, same=2)]
    assert list(told[0].fresh) == [False, True, False]


def test_a_mark_that_cannot_be_made_takes_its_posts_back(store: SqlPostStore) -> None:
    store.add([post(1)], lambda _: [state("新闻", memory={"read": "1"})])

    def fails(_: object) -> list[SourceState]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.add([post(2)], fails)
    assert store.count() == 1
    assert holding(store, "2", 9) == []
    assert store.source_states() == [state("新闻", memory={"read": "1"})]
    assert sum(bucket.total for bucket in store.minutes(NOON, NOON + HOUR, HOUR)) == 1


def test_a_disk_that_fills_up_writes_neither_posts_nor_marks(store: SqlPostStore) -> None:
    store.add([post(1)], lambda _: [state("新闻", memory={"read": "1"})])
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {int(pages) + 2}")
    with pytest.raises(EnvironmentFault) as full:
        store.add(
            [post(n, text="很" * 2_000) for n in range(2, 400)], lambda _: [state("新闻", memory={"read": "400"})]
        )
    assert full.value.said.key == "db-disk-full"
    assert store.count() == 1
    assert store.source_states()[0].memory == {"read": "1"}


def test_what_a_newer_program_wrote_is_read_for_what_we_know(store: SqlPostStore) -> None:
    with writing(store._engine) as connection:
        rows = [("新闻", '{"name": "新闻", "stored": 5, "colour": "blue"}'), ("论坛", '{"name": 7}'), ("坏", "hello")]
        connection.exec_driver_sql("INSERT INTO source VALUES (?, ?)", rows)
        connection.exec_driver_sql("INSERT INTO pulse VALUES (1, '{\"at\": 3}')")
    assert store.source_states() == sorted(
        [state("新闻", stored=5), state("论坛"), state("坏")], key=lambda one: one.name
    )
    assert store.pulse() is None


# --- the sign of life


def test_only_the_last_sign_of_life_is_kept(store: SqlPostStore, path: Path) -> None:
    assert store.pulse() is None
    for seconds in range(3):
        at = NOON + timedelta(seconds=seconds)
        store.beat(Pulse(at=at, process=4711, began=NOON, stored=seconds, per_minute=1.5, waiting=2))
    last = Pulse(at=NOON + timedelta(seconds=2), process=4711, began=NOON, stored=2, per_minute=1.5, waiting=2)
    assert store.pulse() == last
    window = open_posts(path, KEY, readonly=True)
    assert window.pulse() == last, "the window hears it beside a collector that writes"
    window.close()
