# SPDX-License-Identifier: Apache-2.0
"""Files of earlier versions: their posts are all there, are found by today's questions, and each is a story.

Trap: the rows are written by the SQL of that version, never by today's program.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from app.clock import to_ms
from app.errors import EnvironmentFault
from app.posts.fold import index_form, name_form
from app.posts.identity import digest
from app.posts.ports import MoodGiven
from app.posts.post import Joined, Mood, Post
from app.posts.question import Order, Question
from app.posts.sources.source import Pulse, SourceState
from app.texts import LANGUAGES, Texts
from db import engine as engine_module
from db.engine import open_database, upgrade, writing
from db.post_schema import SCHEMA
from db.post_store import open_posts
from tests.unit.db.judges import Words
from tests.unit.found import holding, newest

KEY = bytes(range(32))
NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
LONG = "航班延误十小时没有任何解释也没有人出面道歉，旅客在登机口等到天亮，航空公司一句话都没有"
POSTS = [
    Post(
        source="weibo",
        source_id=f"Db8B{n:05}",
        posted_at=NOON + timedelta(seconds=n),
        arrived_at=NOON,
        author=f"用户{n}",
        text=f"{LONG} {'第二条不一样的话说给别人听' * n}",
        url=f"https://weibo.com/{n}",
        sentiment=-0.5 * n,
        mood=(Mood.NEUTRAL, Mood.NEGATIVE, Mood.NEGATIVE)[n],
        followers=(None, 7, 5_000)[n],
        verified=(None, False, True)[n],
        region=("", "上海", "江苏 南京")[n],
        watch="品牌",
    )
    for n in range(3)
]
_STORY = "INSERT INTO story (id, root, newest, reach, rules, facts) VALUES (?, ?, ?, ?, ?, '')"
_INSERT = (
    "INSERT INTO post (key, place, posted_at, arrived_at, source, source_id, author, text, url, sentiment, mood, "
    "parent, followers, verified, region, event, watch) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


@pytest.fixture(params=[1, 2, 3, 4, 5, 6])
def older(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], Path]:
    """A file as an earlier program wrote it, with three posts."""
    version: int = request.param

    def make() -> Path:
        path = tmp_path / "posts.db"
        engine = open_database(path, KEY, application_id=SCHEMA.application_id, version=version)
        with writing(engine) as connection:
            _migrated(connection, version)
            for post in POSTS:
                place = to_ms(post.posted_at) << 21
                connection.exec_driver_sql(
                    _insert(version),
                    (
                        digest(post), place, to_ms(post.posted_at), to_ms(post.arrived_at), post.source,
                        post.source_id, post.author, post.text, post.url, post.sentiment, post.mood.value,
                        post.parent, post.followers, post.verified, post.region, post.event, post.watch,
                    ),
                )  # fmt: skip
                if version >= 3:
                    _make_of_today(connection, post, place)
                    continue
                row = (place, index_form(post.text))
                connection.exec_driver_sql("INSERT INTO post_words (rowid, text) VALUES (?, ?)", row)
            connection.exec_driver_sql("INSERT INTO minute VALUES (?, '品牌', 2, 1, 0)", (to_ms(NOON) // 60_000,))
            if version >= 6:  # as one that was brought there from the fifth, and not gone through yet
                connection.exec_driver_sql("UPDATE progress SET uncounted = 3")
        engine.dispose()
        return path

    return make


def _migrated(connection: Connection, version: int) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(engine_module.__file__).parent / "migrations/posts"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{version:04}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def _insert(version: int) -> str:
    """From the third version on rows name their story; by which watches they were matched has the number 1."""
    if version < 3:
        return _INSERT
    columns = _INSERT.replace("watch) VALUES (", "watch, story, joined, likeness, mentions, rules) VALUES (")
    return columns.removesuffix(")") + ", (SELECT 1 + count(*) FROM post), 'first', 0, '', 1)"


def _make_of_today(connection: Connection, post: Post, place: int) -> None:
    """What the third and fourth versions kept of a post beside its row."""
    connection.exec_driver_sql("INSERT OR IGNORE INTO ruleset VALUES (1, ?)", ("a" * 16,))
    connection.exec_driver_sql("UPDATE progress SET rules = 1")
    story = connection.exec_driver_sql("SELECT max(id) FROM post").scalar_one()
    connection.exec_driver_sql(_STORY, (story, story, place, post.followers or 0, 1))
    words = (place, index_form(post.text), *map(name_form, (post.author, post.source, post.region)))
    connection.exec_driver_sql(
        "INSERT INTO post_words (rowid, text, author, source, region) VALUES (?, ?, ?, ?, ?)", words
    )


def test_an_older_file_keeps_every_post_and_each_is_a_story(older: Callable[[], Path]) -> None:
    store = open_posts(older(), KEY)
    found = newest(store)
    assert [post.source_id for post in found] == [post.source_id for post in reversed(POSTS)]
    assert [(post.text, post.followers, post.verified, post.mood, post.watch) for post in found] == [
        (post.text, post.followers, post.verified, post.mood, post.watch) for post in reversed(POSTS)
    ]
    assert all(post.story == post.id and post.joined is Joined.FIRST and not post.mentions for post in found)
    stories = store.stories(store.find_stories(Question(order=Order.REACH)))
    assert [(story.reach, story.posts, story.author) for story in stories] == [
        (5_000, 1, "用户2"), (7, 1, "用户1"), (0, 1, "用户0"),
    ]  # fmt: skip
    assert [story.key for story in stories] == [digest(post).hex() for post in reversed(POSTS)]
    store.close()


def test_an_older_file_is_searched_by_everything_there_is_to_ask(older: Callable[[], Path]) -> None:
    store = open_posts(older(), KEY)
    assert len(holding(store, "延误")) == 3
    assert [post.author for post in store.get(store.find(Question(author="用户1")))] == ["用户1"]
    assert [post.author for post in store.get(store.find(Question(region="南京", source="WEIBO")))] == ["用户2"]
    assert len(store.find(Question(mood=Mood.NEGATIVE))) == 2
    assert sum(bucket.total for bucket in store.minutes(NOON, NOON + timedelta(minutes=1), timedelta(minutes=1))) == 3
    store.close()


def test_an_older_file_grows_and_new_posts_join_the_old_ones(older: Callable[[], Path]) -> None:
    store = open_posts(older(), KEY)
    copy = Post(source="forum", posted_at=NOON + timedelta(hours=1), arrived_at=NOON, text=POSTS[0].text)
    state = SourceState(name="新闻", stored=1)
    store.add([copy], lambda _: [state])
    store.beat(Pulse(at=NOON, process=1, began=NOON))
    assert (store.source_states(), store.count()) == ([state], 4)
    story = store.story_named(digest(POSTS[0]).hex())
    assert story is not None
    assert (story.posts, story.copies, dict(story.sources)) == (2, 1, {"weibo": 1, "forum": 1})
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == SCHEMA.version
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    upgrade(store._engine, "posts")
    store.close()


def test_the_posts_of_an_older_file_are_counted_for_their_watches_whatever_came_first(
    older: Callable[[], Path],
) -> None:
    store = open_posts(older(), KEY)
    judge = Words("b" * 16, {"航班": -0.7}, 航班="航班")
    store.judge_again(judge, 2)
    assert [store.count_older(2) for _ in range(3)] == [2, 1, 0]
    store.judge_again(judge, 2)
    (minute,) = store.indicators("航班", NOON, NOON + timedelta(minutes=1)).values.tolist()
    assert minute == [3, 3, 0, 3, 2, 5_007]
    assert (store.beacon_states(), store.proposals(0)) == ({}, [])
    store.close()


def test_minutes_of_an_older_file_become_hours(tmp_path: Path) -> None:
    path = tmp_path / "posts.db"
    engine = open_database(path, KEY, application_id=SCHEMA.application_id, version=6)
    first = to_ms(NOON) // 60_000
    with writing(engine) as connection:
        _migrated(connection, 6)
        for minute in (first, first + 59, first + 60, first + 90 * 24 * 60):
            connection.exec_driver_sql("INSERT INTO indicator VALUES (?, '品牌', 3, 2, 1, 3, 0, 40)", (minute,))
    engine.dispose()
    store = open_posts(path, KEY)
    day = timedelta(days=1)
    while store.condense(NOON + 90 * day, 45 * day, 400 * day):
        pass
    hours = store.indicators("品牌", NOON, NOON + timedelta(hours=2), hourly=True).values.tolist()
    assert hours == [[6, 4, 2, 6, 0, 80], [3, 2, 1, 3, 0, 40]]
    assert not store.by_minutes(NOON, NOON + timedelta(hours=2))
    assert store.by_minutes(NOON + day, NOON + 91 * day)
    store.close()


def test_a_window_asks_for_the_collector_before_it_reads_an_older_file(older: Callable[[], Path]) -> None:
    path = older()
    with pytest.raises(EnvironmentFault) as refused:
        open_posts(path, KEY, readonly=True)
    assert refused.value.said.key == "db-older"
    assert all(str(path) in Texts(language).error(refused.value) for language in LANGUAGES)
    open_posts(path, KEY).close()
    store = open_posts(path, KEY, readonly=True)
    assert store.count() == 3
    store.close()


def test_what_the_word_list_judged_is_judged_anew_newest_first_and_corrected_like_any(
    older: Callable[[], Path],
) -> None:
    store = open_posts(older(), KEY)
    judge = Words("b" * 16, {"航班": -0.7})
    assert not store.judged_by(judge.fingerprint)
    assert [store.judge_again(judge, 2) for _ in range(3)] == [2, 1, 0]
    assert store.judged_by(judge.fingerprint)
    assert judge.seen == ["2", "1", "0"]
    assert {(post.mood, post.sentiment, post.corrected) for post in newest(store)} == {(Mood.NEGATIVE, -0.7, False)}
    store.rearrange([MoodGiven(digest(POSTS[1]).hex(), Mood.POSITIVE)], 1)
    assert [post.mood for post in newest(store)] == [Mood.NEGATIVE, Mood.POSITIVE, Mood.NEGATIVE]
    store.close()
