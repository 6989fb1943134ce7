# SPDX-License-Identifier: Apache-2.0
"""Stored posts judged anew when rules, words or the model change: newest first, in slices, over restarts."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from app.posts.ports import WatchCount
from app.posts.post import Exactness, Mention, Mood, Post
from app.posts.question import Question
from db import judging
from db.post_store import SqlPostStore, open_posts
from tests.unit.db.conftest import KEY, NOON, TOPICS, rows, story_of, told
from tests.unit.db.judges import Words, all_again, is_right
from tests.unit.found import newest

NONE = Words("0" * 16)
FLIGHTS = Words("a" * 16, 品牌="航空")
MILK = Words("b" * 16, 品牌="奶粉", 对手="航空")


def watches(store: SqlPostStore) -> list[list[str]]:
    """The watches each post matches, oldest first."""
    return [[mention.watch for mention in post.mentions] for post in reversed(newest(store))]


def test_new_rules_reach_every_stored_post_newest_first(store: SqlPostStore) -> None:
    store.add([told(n, TOPICS[n % 2], source_id=f"other-{n}") for n in range(7)])
    assert store.judge_again(Words(""), 2) == 0, "nobody has judged them, and nobody is asked to"
    finder = Words("a" * 16, 品牌="航空")
    assert [store.judge_again(finder, 3) for _ in range(4)] == [3, 3, 1, 0]
    assert finder.seen == ["6", "5", "4", "3", "2", "1", "0"]
    assert watches(store) == [["品牌"], [], ["品牌"], [], ["品牌"], [], ["品牌"]]
    assert len(store.find(Question(watch="品牌"))) == len(store.find(Question(watch="*"))) == 4
    assert all_again(store, MILK) == 7
    assert watches(store) == [["对手"], ["品牌"], ["对手"], ["品牌"], ["对手"], ["品牌"], ["对手"]]
    assert store.watch_counts(NOON, NOON + timedelta(days=1)) == [
        WatchCount("品牌", 0, 3, 0),
        WatchCount("对手", 0, 4, 0),
    ]
    assert all_again(store, NONE) == 7
    assert (rows(store, "mention"), watches(store)) == (0, [[]] * 7)


def test_it_goes_on_where_it_stopped_after_a_restart(path: Path) -> None:
    store = open_posts(path, KEY)
    store.add([told(n) for n in range(6)])
    assert store.judge_again(FLIGHTS, 4) == 4
    store.close()
    store = open_posts(path, KEY)
    finder = Words("a" * 16, 品牌="航空")
    assert all_again(store, finder) == 2
    assert finder.seen == ["1", "0"]
    store.close()


def test_rules_that_change_on_the_way_begin_at_the_newest_again_and_leave_no_post_out(store: SqlPostStore) -> None:
    store.add([told(n) for n in range(6)])
    store.judge_again(FLIGHTS, 4)
    store.judge_again(MILK, 1)
    finder = Words("a" * 16, 品牌="航空")
    assert all_again(store, finder) == 3, "the three in between are right already"
    assert finder.seen == ["5", "1", "0"]


def test_posts_that_come_meanwhile_are_matched_once(store: SqlPostStore) -> None:
    store.add([told(n) for n in range(4)])
    store.judge_again(FLIGHTS, 2)
    store.rules = FLIGHTS.fingerprint
    late = told(8, TOPICS[0])
    store.add([told(9), told(0, posted_at=NOON - timedelta(days=1), source_id="long-ago")])
    store.rules = MILK.fingerprint
    store.add([late])
    finder = Words("a" * 16, 品牌="航空")
    assert all_again(store, finder) == 3, "two that were waiting, and the one that was judged by other rules"
    assert finder.seen == ["8", "1", "0"]
    assert store.judge_again(finder, 9) == 0


def test_posts_already_judged_by_the_new_rules_are_not_matched_again(store: SqlPostStore) -> None:
    store.rules = FLIGHTS.fingerprint
    store.add([told(n) for n in range(5)])
    assert store.judge_again(FLIGHTS, 100) == 0
    store.rules = ""
    store.add([told(7)])
    assert all_again(store, FLIGHTS) == 1


def test_a_story_says_what_its_posts_match_by_the_rules_of_today(store: SqlPostStore) -> None:
    store.add([told(1, TOPICS[0]), told(2, TOPICS[1]), *(told(n, TOPICS[0] + "，求扩散！") for n in (3, 4, 5))])
    for finder, expected in ((FLIGHTS, ("品牌", "航空")), (MILK, ("对手", "航空")), (FLIGHTS, ("品牌", "航空"))):
        all_again(store, finder)
        assert [(m.watch, m.keyword) for m in story_of(store, told(1)).mentions] == [expected]
    all_again(store, NONE)
    assert story_of(store, told(1)).mentions == story_of(store, told(2)).mentions == ()


def test_a_story_keeps_no_mention_of_rules_that_are_gone_though_only_a_new_post_was_matched(
    store: SqlPostStore,
) -> None:
    store.rules = FLIGHTS.fingerprint
    store.add([told(n, TOPICS[0], mentions=FLIGHTS.of(told(n, TOPICS[0]))) for n in (1, 2)])
    store.rules = MILK.fingerprint
    store.add([told(n, TOPICS[0], mentions=MILK.of(told(n, TOPICS[0]))) for n in (3, 4)])
    assert [mention.watch for mention in story_of(store, told(1)).mentions] == ["对手"]
    all_again(store, MILK)
    assert [mention.watch for mention in story_of(store, told(1)).mentions] == ["对手"]


def test_posts_on_their_way_with_rules_of_before_do_not_undo_a_story(store: SqlPostStore) -> None:
    store.add([told(n, TOPICS[0]) for n in (1, 2)])
    all_again(store, FLIGHTS)
    store.add([told(3, TOPICS[0])])
    assert [mention.watch for mention in story_of(store, told(1)).mentions] == ["品牌"]
    assert all_again(store, FLIGHTS) == 1
    assert watches(store) == [["品牌"]] * 3


class Heavier(Words):
    """The same watch by two keywords, the second of which weighs more."""

    def of(self, post: Post) -> tuple[Mention, ...]:
        heavy = "扩散" in post.text
        return (Mention("品牌", "扩散" if heavy else "航空", Exactness.FOLDED, 5 if heavy else 1),)


def test_the_heaviest_mention_of_all_posts_stands_for_the_story(store: SqlPostStore) -> None:
    store.add([told(n, TOPICS[0] + ("，求扩散！" if n == 2 else "")) for n in (1, 2, 3)])
    all_again(store, Heavier("c" * 16), limit=1)
    assert [mention.keyword for mention in story_of(store, told(1)).mentions] == ["扩散"]
    assert story_of(store, told(1)).posts == 3


# --- moods


SAD = Words("5" * 16, {"航空": -0.8, "奶粉": -0.3}, 品牌="航空")
GLAD = Words("9" * 16, {"奶粉": 0.7, "扩散": -0.9}, 品牌="航空", 对手="奶粉")


def test_another_model_turns_posts_and_all_that_counts_them(store: SqlPostStore) -> None:
    store.rules = FLIGHTS.fingerprint
    given = [told(n, TOPICS[n % 3] + "，求扩散！" * (n % 2)) for n in range(9)]
    store.add([FLIGHTS.judge(post) for post in given])
    assert [len(store.find(Question(mood=mood))) for mood in Mood] == [0, 9, 0, 0]
    for judge in (SAD, GLAD, SAD, FLIGHTS):
        while store.judge_again(judge, 2):
            is_right(store)
        assert [(p.sentiment, p.mood) for p in newest(store)] == [
            (now.sentiment, now.mood) for now in map(judge.judge, newest(store))
        ]
    assert story_of(store, told(0)).neutral == 3


def test_a_story_half_judged_counts_what_its_posts_say_now(store: SqlPostStore) -> None:
    store.add([told(n, TOPICS[0]) for n in range(6)])
    assert store.judge_again(SAD, 2) == 2
    story = story_of(store, told(0))
    assert (story.negative, story.neutral) == (2, 4)
    assert story.sentiment == -0.8 * 2 / 6
    store.rules = GLAD.fingerprint
    store.add([GLAD.judge(told(7, TOPICS[0] + "，求扩散！"))])
    assert story_of(store, told(0)).negative == 3
    is_right(store)


def test_the_mood_of_what_cannot_be_read_counts_with_the_neutral_ones(store: SqlPostStore) -> None:
    store.rules = SAD.fingerprint
    store.add([SAD.judge(told(n, text)) for n, text in enumerate((TOPICS[0], "……", "……", TOPICS[2]))])
    assert [post.mood for post in newest(store)] == [Mood.NEUTRAL, Mood.UNKNOWN, Mood.UNKNOWN, Mood.NEGATIVE]
    (minute,) = store.minutes(NOON, NOON + timedelta(minutes=1), timedelta(minutes=1))
    assert (minute.negative, minute.neutral, minute.positive) == (1, 3, 0)
    assert len(store.find(Question(mood=Mood.NEUTRAL))) == 1
    assert len(store.find(Question(mood=Mood.UNKNOWN))) == 2
    is_right(store)


def test_a_store_says_whether_all_was_judged_by_these_rules(store: SqlPostStore) -> None:
    assert store.judged_by(SAD.fingerprint), "there is nothing to judge"
    store.rules = SAD.fingerprint
    store.add([SAD.judge(told(n, TOPICS[n % 2])) for n in range(4)])
    assert store.judged_by(SAD.fingerprint)
    assert not store.judged_by(GLAD.fingerprint)
    store.judge_again(GLAD, 3)
    assert not store.judged_by(SAD.fingerprint)
    assert not store.judged_by(GLAD.fingerprint)
    all_again(store, GLAD)
    assert store.judged_by(GLAD.fingerprint)
    store.rules = ""
    store.add([told(9)])
    assert not store.judged_by(GLAD.fingerprint)


def test_posts_that_nobody_knows_by_what_rules_were_judged_are_judged(store: SqlPostStore) -> None:
    store.rules = ""
    store.add([told(n, TOPICS[0]) for n in range(3)])
    assert store.judge_again(NONE, 10) == 3
    assert store.judge_again(NONE, 10) == 0


class Fickle(Words):
    """Somebody saves another word while it judges."""

    def judged(self, posts: Sequence[Post]) -> list[Post]:
        self.fingerprint = "7" * 16
        return super().judged(posts)


def test_what_was_judged_while_the_words_changed_is_judged_again(store: SqlPostStore) -> None:
    store.add([told(n, TOPICS[0]) for n in range(3)])
    fickle = Fickle("6" * 16, {"航空": -1.0})
    assert store.judge_again(fickle, 2) == 2
    assert not store.find(Question(mood=Mood.NEGATIVE)), "by which words these were judged is not sure"
    assert all_again(store, fickle) == 3
    assert len(store.find(Question(mood=Mood.NEGATIVE))) == 3


class Crash(Exception):
    """The power goes."""


def crash(*_: object) -> None:
    """In the middle of a transaction."""
    raise Crash


def test_a_crash_within_a_slice_leaves_all_as_it_was(store: SqlPostStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.rules = FLIGHTS.fingerprint
    store.add([FLIGHTS.judge(told(n, TOPICS[n % 2])) for n in range(6)])
    before = newest(store)
    with monkeypatch.context() as failing:
        failing.setattr(judging, "_stories", crash)
        with pytest.raises(Crash):
            store.judge_again(SAD, 4)
    assert newest(store) == before
    is_right(store)
    assert all_again(store, SAD) == 6
    is_right(store)


def test_a_crash_between_two_slices_costs_no_count(path: Path) -> None:
    store = open_posts(path, KEY)
    store.add([told(n, TOPICS[n % 2]) for n in range(7)])
    store.judge_again(SAD, 3)
    store.close()
    store = open_posts(path, KEY)
    is_right(store)
    store.judge_again(GLAD, 3)
    store.close()
    store = open_posts(path, KEY)
    assert all_again(store, SAD) > 0
    is_right(store)
    assert [post.mood for post in newest(store)] == [SAD.judge(post).mood for post in newest(store)]
    store.close()
