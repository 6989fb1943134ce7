# SPDX-License-Identifier: Apache-2.0
"""Stored posts matched anew when rules change: newest first, in slices, over restarts, stories included."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from app.posts.ports import WatchCount
from app.posts.post import Exactness, Mention, Post
from app.posts.question import Question
from db.post_store import SqlPostStore, open_posts
from tests.unit.db.conftest import KEY, NOON, TOPICS, rows, story_of, told
from tests.unit.found import newest


class Words:
    """Finds a watch by one word in the text."""

    def __init__(self, fingerprint: str, weight: int = 1, **watches: str) -> None:
        self._fingerprint, self._weight, self._watches = fingerprint, weight, watches
        self.seen: list[str] = []

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def mentions(self, posts: Sequence[Post]) -> list[tuple[Mention, ...]]:
        self.seen += [post.source_id[-1] for post in posts]
        return [self.of(post) for post in posts]

    def of(self, post: Post) -> tuple[Mention, ...]:
        found = ((watch, word) for watch, word in self._watches.items() if word in post.text)
        return tuple(Mention(watch, word, Exactness.EXACT, self._weight) for watch, word in found)


NONE = Words("")
FLIGHTS = Words("a" * 16, 品牌="航空")
MILK = Words("b" * 16, 品牌="奶粉", 对手="航空")


def all_again(store: SqlPostStore, finder: Words, limit: int = 2) -> int:
    """Until nothing is left; how many."""
    total = 0
    while done := store.match_again(finder, limit):
        total += done
    return total


def watches(store: SqlPostStore) -> list[list[str]]:
    """The watches each post matches, oldest first."""
    return [[mention.watch for mention in post.mentions] for post in reversed(newest(store))]


def test_new_rules_reach_every_stored_post_newest_first(store: SqlPostStore) -> None:
    store.add([told(n, TOPICS[n % 2], source_id=f"other-{n}") for n in range(7)])
    assert store.match_again(NONE, 2) == 0, "without a watch there is nothing to do"
    finder = Words("a" * 16, 品牌="航空")
    assert [store.match_again(finder, 3) for _ in range(4)] == [3, 3, 1, 0]
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
    assert store.match_again(FLIGHTS, 4) == 4
    store.close()
    store = open_posts(path, KEY)
    finder = Words("a" * 16, 品牌="航空")
    assert all_again(store, finder) == 2
    assert finder.seen == ["1", "0"]
    store.close()


def test_rules_that_change_on_the_way_begin_at_the_newest_again_and_leave_no_post_out(store: SqlPostStore) -> None:
    store.add([told(n) for n in range(6)])
    store.match_again(FLIGHTS, 4)
    store.match_again(MILK, 1)
    finder = Words("a" * 16, 品牌="航空")
    assert all_again(store, finder) == 3, "the three in between are right already"
    assert finder.seen == ["5", "1", "0"]


def test_posts_that_come_meanwhile_are_matched_once(store: SqlPostStore) -> None:
    store.add([told(n) for n in range(4)])
    store.match_again(FLIGHTS, 2)
    store.rules = FLIGHTS.fingerprint
    late = told(8, TOPICS[0])
    store.add([told(9), told(0, posted_at=NOON - timedelta(days=1), source_id="long-ago")])
    store.rules = MILK.fingerprint
    store.add([late])
    finder = Words("a" * 16, 品牌="航空")
    assert all_again(store, finder) == 3, "two that were waiting, and the one that was matched by other rules"
    assert finder.seen == ["8", "1", "0"]
    assert store.match_again(finder, 9) == 0


def test_posts_already_matched_by_the_new_rules_are_not_matched_again(store: SqlPostStore) -> None:
    store.rules = FLIGHTS.fingerprint
    store.add([told(n) for n in range(5)])
    assert store.match_again(FLIGHTS, 100) == 0
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
