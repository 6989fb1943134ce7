# SPDX-License-Identifier: Apache-2.0
"""Stories in the store: how they grow, what people make of them, what stays of them when posts leave.

Trap: a story of one post keeps no facts of its own, so whatever is asked is asked of small and of large ones.
"""

import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from app.posts.ports import Merged, PostMark, Split
from app.posts.post import Joined, Mood, Post
from app.posts.question import Question
from app.posts.stories.joining import Joiner, Known, Place, Placed
from app.posts.stories.story import Story
from db import joins
from db.post_store import SqlPostStore, open_posts
from tests.unit.db.conftest import KEY, NOON, TOPICS, key_of, mentions_of, rows, story_of, told
from tests.unit.found import newest

LATER = NOON + timedelta(days=1)


def spread(topic: int, *numbers: int, **others: object) -> list[Post]:
    """The same story told by several, the first of them the original."""
    return [told(n, TOPICS[topic] + "，求扩散！" * (n % 2), **others) for n in numbers]


def members(store: SqlPostStore, story: Story) -> list[str]:
    """The posts of a story by the last figure of their ids, oldest first."""
    return [post.source_id[-1] for post in store.get(store.find(Question(story=story.id)))][::-1]


# --- how they grow


def test_a_post_like_no_other_is_a_story_of_its_own(store: SqlPostStore) -> None:
    post = told(1, TOPICS[0], followers=12, mood=Mood.NEGATIVE, region="上海", mentions=mentions_of("品牌"))
    store.add([post])
    story = story_of(store, post)
    assert (story.key, story.posts, story.text, story.author) == (key_of(post), 1, post.text, post.author)
    assert (story.reach, story.negative, story.regions) == (12, 1, (("上海", 1),))
    assert story.mentions == mentions_of("品牌")
    assert store.stories([story.id, 99]) == [story]


def test_a_story_keeps_the_count_of_a_flood_that_came_in_many_batches(store: SqlPostStore) -> None:
    for start in range(1, 61, 20):
        store.add([told(n, TOPICS[0], followers=n) for n in range(start, start + 20)])
    story = story_of(store, told(1))
    assert (story.posts, story.copies, story.reach) == (60, 59, 60)
    assert (story.first_at, story.newest_at) == (NOON + timedelta(seconds=1), NOON + timedelta(seconds=60))
    assert list(store.find_stories(Question())) == [story.id]
    assert {post.joined for post in newest(store, 59)} == {Joined.COPY}
    assert rows(store, "story") == 1


def test_a_repost_and_its_original_are_one_story_whichever_comes_first(store: SqlPostStore) -> None:
    repost = told(1, "转发微博", parent=told(2).source_id)
    store.add([repost])
    assert rows(store, "story_awaited") == 1
    store.add([told(2, TOPICS[1])])
    story = story_of(store, repost)
    assert (members(store, story), story.posts) == (["1", "2"], 2)
    assert rows(store, "story_awaited") == 0, "nobody waits for it any more"
    store.add([told(3, "哈哈", parent=told(2).source_id)])
    assert story_of(store, repost).reposts == 2


def test_two_stories_become_one_when_a_post_links_them(store: SqlPostStore) -> None:
    apart = [told(1, "转发微博", parent=told(5).source_id), told(2, TOPICS[0]), told(3, TOPICS[1])]
    store.add(apart)
    assert len(store.find_stories(Question())) == 3
    store.add([told(5, TOPICS[0], followers=9)])
    one = story_of(store, apart[0])
    assert one == story_of(store, apart[1])
    assert (members(store, one), one.posts, one.reach) == (["1", "2", "5"], 3, 9)
    assert len(store.find_stories(Question())) == 2
    assert {post.story for post in store.get(store.find(Question(story=one.id)))} == {one.id}


def hash_of(number: int) -> int:
    """Numbers as far apart as those of real words."""
    return (number * 0x9E3779B97F4A7C15) % (1 << 64) - (1 << 63)


class Choosing(Joiner):
    """Puts posts where a test says: by the batch's number of each, the id of its story (0: its own)."""

    def __init__(self, *chosen: Sequence[int], merges: Sequence[tuple[int, int]] = ()) -> None:
        super().__init__()
        self._chosen, self._merges = list(chosen), merges
        self.heard: list[object] = []

    def load(self, rows: Iterable[tuple[int, int, str]]) -> None:
        self.heard.append(("load", list(rows)))

    def place(self, posts: Sequence[Post], known: Known) -> Placed:
        places = [
            Place(story or post.id, Joined.ALIKE if story else Joined.FIRST, hash_of(post.id))
            for post, story in zip(posts, self._chosen.pop(0), strict=True)
        ]
        return Placed(
            places, [] if self._chosen else list(self._merges), [], [(one.likeness, one.story) for one in places]
        )

    def kept(self) -> None:
        self.heard.append("kept")

    def undo(self) -> None:
        self.heard.append("undo")

    def moved(self, posts: Iterable[int], story: int) -> None:
        self.heard.append(("moved", list(posts), story))

    def gone(self, posts: Iterable[int]) -> None:
        self.heard.append(("gone", list(posts)))


def test_a_story_may_be_founded_grow_and_be_merged_in_one_batch(path: Path) -> None:
    store = open_posts(path, KEY, joiner=Choosing([0], [0, 2, 1], merges=[(2, 1)]))
    store.add([told(1)])
    store.add([told(2), told(3), told(4, followers=5)])
    story = story_of(store, told(2))
    assert (story.id, story.key, story.posts, story.reach) == (1, key_of(told(1)), 4, 5)
    assert members(store, story) == ["1", "2", "3", "4"]
    assert store.stories([2]) == []
    assert list(store.find_stories(Question())) == [1]
    store.close()


def test_a_batch_that_fails_leaves_no_story_behind(path: Path) -> None:
    joiner = Choosing([0], [0, 1], [0, 1])
    store = open_posts(path, KEY, joiner=joiner)
    store.add([told(1)])

    def fails(_: object) -> list[object]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.add([told(2), told(3)], fails)  # type: ignore[arg-type]
    assert joiner.heard[1:] == ["kept", "undo"]
    assert (rows(store, "story"), rows(store, "story_words_new"), story_of(store, told(1)).posts) == (1, 1, 1)
    store.add([told(2), told(3)])
    assert (rows(store, "story"), story_of(store, told(1)).posts) == (2, 2)
    store.close()


def test_after_a_restart_new_posts_find_the_stories_of_old_ones(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joins, "_AT_FIRST", 2)
    monkeypatch.setattr(joins, "_A_SLICE", 1)
    store = open_posts(path, KEY)
    store.add([told(1, TOPICS[0]), told(2, TOPICS[1]), told(3, TOPICS[2])])
    store.close()
    store = open_posts(path, KEY)
    store.add([told(4, TOPICS[2].replace("两个小时", "三个多小时"))])
    assert story_of(store, told(3)).posts == 2
    store.add([told(5, "另一条")])
    store.add([told(6, TOPICS[0].replace("三百名", "五百多名"))])
    assert story_of(store, told(1)).posts == 2, "the oldest is learned of, a slice a batch"
    store.close()


def test_a_start_takes_the_newest_part_and_each_batch_one_more_slice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joins, "_AT_FIRST", 4)
    monkeypatch.setattr(joins, "_A_SLICE", 3)
    monkeypatch.setattr(joins, "WINDOW", 9)
    store = open_posts(path, KEY, joiner=Choosing([0] * 12))
    store.add([told(n) for n in range(12)])
    store.close()
    joiner = Choosing([0], [0], [0], [0])
    monkeypatch.setattr(joins, "WINDOW", 9)
    store = open_posts(path, KEY, joiner=joiner)
    for n in range(20, 24):
        store.add([told(n)])
    loaded = [[row[0] for row in heard[1]] for heard in joiner.heard if isinstance(heard, tuple)]
    assert loaded == [[12, 11, 10, 9], [8, 7, 6], [5, 4]]
    store.close()


# --- what people decide


def test_stories_merged_by_hand_are_one_and_keep_the_name_of_the_second(store: SqlPostStore) -> None:
    store.add([*spread(0, 1, 2), *spread(1, 3, 4, 5), told(6, TOPICS[2], mentions=mentions_of("品牌"))])
    store.rearrange([Merged(key_of(told(3)), key_of(told(1))), Merged(key_of(told(6)), key_of(told(3)))], 17)
    assert store.rearranged() == 17
    story = story_of(store, told(6))
    assert (story.key, story.posts, story.mentions) == (key_of(told(1)), 6, mentions_of("品牌"))
    assert members(store, story) == ["1", "2", "3", "4", "5", "6"]
    assert len(store.find_stories(Question())) == len(store.find_stories(Question(words="奶粉"))) == 1
    assert len(store.find_stories(Question(), hidden=[key_of(told(6))])) == 0, "its old names hide it too"
    store.add([told(7, TOPICS[1])])
    assert story_of(store, told(1)).posts == 7


def test_what_is_decided_of_stories_nobody_has_here_is_passed_over(store: SqlPostStore) -> None:
    store.add(spread(0, 1, 2))
    before = story_of(store, told(1))
    strange = "ab" * 16
    changes: list[Merged | Split] = [
        Merged(strange, before.key),
        Merged(before.key, strange),
        Merged(before.key, before.key),
        Merged("?", "!"),
        Split(strange, (before.key,)),
        Split(before.key, (strange,)),
        Split(before.key, ()),
        Split(before.key, ("?",)),
    ]
    store.rearrange(changes, 5)
    assert (story_of(store, told(1)), store.rearranged()) == (before, 5)


def test_posts_split_off_are_a_story_named_by_the_first(store: SqlPostStore) -> None:
    store.add([*spread(0, 1, 2, 3, 4), told(9, TOPICS[1])])
    store.rearrange([Split(key_of(told(1)), (key_of(told(3)), key_of(told(4)), key_of(told(9))))], 1)
    whole, part = story_of(store, told(1)), story_of(store, told(3))
    assert (members(store, whole), members(store, part)) == (["1", "2"], ["3", "4"])
    assert (whole.posts, whole.copies, part.posts, part.copies) == (2, 1, 2, 0)
    assert (part.key, part.first_at) == (key_of(told(3)), told(3).posted_at)
    assert [post.joined for post in store.get(store.find(Question(story=part.id)))] == [Joined.BY_HAND, Joined.FIRST]
    store.add([told(5, TOPICS[0] + "，求扩散！")])
    assert story_of(store, told(3)).posts + story_of(store, told(1)).posts == 5


def test_the_founding_post_can_be_split_off_too(store: SqlPostStore) -> None:
    store.add(spread(0, 1, 2, 3))
    store.rearrange([Split(key_of(told(1)), (key_of(told(1)),))], 1)
    assert (members(store, story_of(store, told(1))), members(store, story_of(store, told(2)))) == (["1"], ["2", "3"])
    store.rearrange([Split(key_of(told(2)), (key_of(told(3)), key_of(told(2))))], 2)
    one = story_of(store, told(3))
    assert (members(store, one), one.key, one) == (["2", "3"], key_of(told(3)), story_of(store, told(2)))


def test_what_was_merged_by_mistake_comes_apart_again(store: SqlPostStore) -> None:
    store.add([*spread(0, 1, 2), *spread(1, 3, 4, 5)])
    apart = [story_of(store, told(1)), story_of(store, told(3))]
    store.rearrange([Merged(apart[1].key, apart[0].key)], 1)
    store.rearrange([Split(apart[0].key, tuple(key_of(told(n)) for n in (3, 4, 5)))], 2)
    again = [story_of(store, told(1)), story_of(store, told(3))]
    assert again[0] == apart[0]
    assert [members(store, story) for story in again] == [["1", "2"], ["3", "4", "5"]]
    assert (again[1].key, again[1].posts, again[1].text) == (apart[1].key, 3, apart[1].text)


def test_part_of_what_was_merged_may_leave_alone(store: SqlPostStore) -> None:
    store.add([*spread(0, 1, 2), *spread(1, 3, 4, 5)])
    store.rearrange([Merged(key_of(told(3)), key_of(told(1))), Split(key_of(told(1)), (key_of(told(3)),))], 2)
    assert members(store, story_of(store, told(3))) == ["3"]
    assert members(store, story_of(store, told(1))) == ["1", "2", "4", "5"]


def test_a_split_named_by_a_post_that_never_came_here_keeps_its_name(store: SqlPostStore) -> None:
    store.add(spread(0, 1, 2, 3))
    store.rearrange([Split(key_of(told(1)), (key_of(told(8)), key_of(told(2))))], 1)
    part = story_of(store, told(8))
    assert (part.key, members(store, part), part.posts) == (key_of(told(8)), ["2"], 1)


def test_a_name_nobody_has_here_survives_a_merge_and_another_split(store: SqlPostStore) -> None:
    store.add(spread(0, 1, 2, 3))
    stranger, whole = key_of(told(8)), key_of(told(1))
    store.rearrange([Split(whole, (stranger, key_of(told(2)))), Merged(stranger, whole)], 1)
    assert members(store, story_of(store, told(8))) == ["1", "2", "3"]
    store.rearrange([Split(whole, (stranger, key_of(told(3))))], 2)
    assert members(store, story_of(store, told(8))) == ["3"]
    assert members(store, story_of(store, told(1))) == ["1", "2"]
    store.rearrange([Split(whole, (key_of(told(7)), whole))], 3)
    assert members(store, story_of(store, told(7))) == ["1"]
    assert members(store, story_of(store, told(1))) == ["2"]
    store.rearrange([Split(key_of(told(7)), ("no digest", whole))], 4)
    assert members(store, story_of(store, told(7))) == ["1"]
    store.add([told(9, TOPICS[1])])
    assert [post.source_id[-1] for post in newest(store)] == ["9", "3", "2", "1"]


def test_a_post_that_was_split_off_and_named_a_story_may_join_it_again(store: SqlPostStore) -> None:
    store.add([*spread(0, 1, 2, 3), told(4, TOPICS[1])])
    store.rearrange(
        [Split(key_of(told(1)), (key_of(told(2)), key_of(told(1)))), Split(key_of(told(2)), (key_of(told(1)),))], 1
    )
    assert members(store, story_of(store, told(1))) == ["1", "3"]
    assert members(store, story_of(store, told(2))) == ["2"]


def test_the_joiner_hears_of_a_split_once_it_is_on_disk(path: Path) -> None:
    joiner = Choosing([0, 1, 1])
    store = open_posts(path, KEY, joiner=joiner)
    store.add(spread(0, 1, 2, 3))
    store.rearrange([Split(key_of(told(1)), (key_of(told(3)), key_of(told(2))))], 1)
    assert joiner.heard[-1] == ("moved", [3, 2], 3)
    store.close()


# --- what stays when posts leave


def nothing() -> Collection[PostMark]:
    return ()


def test_a_story_outlives_its_founding_post_under_its_name(store: SqlPostStore) -> None:
    store.add([told(1, TOPICS[0]), told(2, TOPICS[0], arrived_at=LATER), told(3, TOPICS[0], arrived_at=LATER)])
    before = story_of(store, told(1))
    assert store.expire(NOON + timedelta(hours=1), nothing, 10) == 1
    assert story_of(store, told(1)) == before, "the count is of what was seen"
    assert members(store, before) == ["2", "3"]
    assert len(store.find_stories(Question(), hidden=[before.key])) == 0
    store.rearrange([Split(before.key, (key_of(told(3)),))], 1)
    assert (story_of(store, told(1)).posts, members(store, story_of(store, told(3)))) == (1, ["3"])
    store.add([told(4, TOPICS[0])])
    assert story_of(store, told(1)).posts + story_of(store, told(3)).posts == 3


def test_a_story_without_posts_is_gone_with_all_that_was_remembered_of_it(store: SqlPostStore) -> None:
    store.add([told(1, TOPICS[0]), told(2, "转发微博", parent="Db8B00099"), told(3, TOPICS[0], arrived_at=LATER)])
    store.rearrange([Merged(key_of(told(2)), key_of(told(1)))], 1)
    assert store.expire(NOON + timedelta(hours=1), nothing, 10) == 2
    assert story_of(store, told(2)).key == key_of(told(1))
    assert store.expire(LATER + timedelta(hours=1), nothing, 10) == 1
    tables = ("story", "story_words", "story_words_new", "story_awaited", "mention", "post")
    assert [rows(store, table) for table in tables] == [0] * 6
    assert store.story_named(key_of(told(1))) is None


def test_what_was_said_in_a_story_that_died_later_is_forgotten_in_the_end(path: Path) -> None:
    store = open_posts(path, KEY, joiner=Choosing([0] + [1] * 1999))
    store.add([told(1), *(told(n, arrived_at=LATER) for n in range(2, 2001))])
    assert rows(store, "story_words") + rows(store, "story_words_new") == 2000
    assert rows(store, "story_words") > 0
    assert store.expire(NOON + timedelta(hours=1), nothing, 10) == 1
    assert store.expire(LATER + timedelta(hours=1), nothing, 5000) == 1999
    assert rows(store, "story_words") + rows(store, "story_words_new") <= 1
    store.close()


def test_the_joiner_forgets_posts_that_left_and_no_id_is_given_twice(path: Path) -> None:
    joiner = Choosing([0, 0, 0], [0])
    store = open_posts(path, KEY, joiner=joiner)
    store.add([told(1), told(2), told(3)])
    assert store.expire(LATER, nothing, 10) == 3
    assert joiner.heard[-1] == ("gone", [1, 2, 3])
    store.add([told(4)])
    assert [post.id for post in newest(store)] == [4]
    store.close()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_decided_in_whatever_order_every_post_is_in_one_story(path: Path, seed: int) -> None:
    dice = random.Random(seed)
    store = open_posts(path, KEY, synchronous="NORMAL")
    for step in range(60):
        keys = [key_of(told(n)) for n in range(step + 1)]
        match dice.randrange(6):
            case 0 | 1:
                batch = [
                    told(n, dice.choice(TOPICS), arrived_at=NOON + timedelta(hours=n)) for n in (step, step + 100)
                ]
                store.add(batch)
            case 2:
                store.rearrange([Merged(dice.choice(keys), dice.choice(keys))], step)
            case 3 | 4:
                some = tuple(dice.sample(keys, min(len(keys), dice.randrange(1, 9))))
                stories = [store.stories([post.story])[0].key for post in newest(store, 3)]
                store.rearrange([Split(dice.choice([*stories, *keys]), some)], step)
            case _:
                store.expire(NOON + timedelta(hours=dice.randrange(step + 1)), nothing, 2)
        _is_whole(store)
    store.close()


def _is_whole(store: SqlPostStore) -> None:
    posts = newest(store)
    held = Counter(post.story for post in posts)
    stories = store.stories(list(held))
    assert [story.id for story in stories] == list(held)
    assert set(store.find_stories(Question())) == set(held)
    assert all(story.posts >= held[story.id] == len(store.find(Question(story=story.id))) for story in stories)
    assert all(store.story_named(story.key) == story for story in stories)
    with store._engine.connect() as connection:
        stands = "SELECT 1 FROM story r WHERE r.id = s.root AND r.root = r.id"
        astray = connection.exec_driver_sql(f"SELECT count(*) FROM story s WHERE NOT EXISTS ({stands})").scalar()
    assert astray == 0
