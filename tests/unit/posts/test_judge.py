# SPDX-License-Identifier: Apache-2.0
"""The judge of posts: mood and mentions at once, by the books as they are, under a name of their own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import UserError
from app.posts.judge import Judge
from app.posts.post import Exactness, Mention, Mood, Post
from app.posts.sentiment.book import MoodBook
from app.posts.sentiment.feeling import MoodWord
from app.posts.watches.book import WatchBook
from app.posts.watches.watch import Watch
from tests.unit.posts.conftest import Indifferent

NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
FLIGHT = Post(source="微博", posted_at=NOON, arrived_at=NOON, text="航班又取消了，这家公司真翻车", watch="投诉渠道")


@pytest.fixture
def moods(tmp_path: Path) -> MoodBook:
    return MoodBook(tmp_path / "moods.toml")


@pytest.fixture
def watches(tmp_path: Path) -> WatchBook:
    return WatchBook(tmp_path / "watches.toml")


@pytest.fixture
def judge(moods: MoodBook, watches: WatchBook) -> Judge:
    return Judge(Indifferent(moods), watches)


def test_a_post_gets_mood_and_mentions(judge: Judge, moods: MoodBook, watches: WatchBook) -> None:
    moods.put(MoodWord(word="翻车", mood=Mood.NEGATIVE))
    watches.put(Watch(name="航班", rules="航班"))
    (post,) = judge.judged([FLIGHT])
    assert (post.mood, post.sentiment) == (Mood.NEGATIVE, -0.5)
    assert set(post.mentions) == {
        Mention("航班", "航班", Exactness.EXACT), Mention("投诉渠道", "", Exactness.SOURCE),
    }  # fmt: skip
    assert judge.judged([]) == []


def test_without_books_a_post_is_of_the_watch_of_its_source() -> None:
    judge = Judge(Indifferent())
    assert judge.judged([FLIGHT])[0].mentions == (Mention("投诉渠道", "", Exactness.SOURCE),)
    assert len(judge.fingerprint) == 16, "even who watches nothing has a name"


def test_its_name_changes_with_each_book_and_comes_back_with_it(
    judge: Judge, moods: MoodBook, watches: WatchBook
) -> None:
    bare = judge.look()
    moods.put(MoodWord(word="翻车", mood=Mood.NEGATIVE))
    worded = judge.look()
    watches.put(Watch(name="航班", rules="航班"))
    both = judge.look()
    assert len({bare, worded, both}) == 3
    watches.remove("航班")
    assert judge.look() == worded
    moods.remove("翻车")
    assert judge.look() == bare == Judge(Indifferent(moods), watches).fingerprint


def test_what_was_judged_bears_the_name_it_was_judged_by(judge: Judge, moods: MoodBook, watches: WatchBook) -> None:
    judge.judged([FLIGHT])
    before = judge.rules
    watches.put(Watch(name="航班", rules="航班"))
    judge.judged([FLIGHT])
    assert judge.rules == before, "rules count from the next document on"
    assert judge.stale()
    judge.prepare()
    assert not judge.stale()
    judge.judged([FLIGHT])
    assert judge.rules == judge.fingerprint != before


def test_a_damaged_book_of_watches_is_told_on_looking_and_passed_over_on_preparing(
    judge: Judge, watches: WatchBook
) -> None:
    watches.put(Watch(name="航班", rules="航班"))
    good = judge.look()
    watches.path.write_text("[[watch]\n")
    with pytest.raises(UserError):
        judge.look()
    judge.prepare()
    assert judge.fingerprint == good
    assert judge.judged([FLIGHT])[0].mentions[0].watch == "航班"
