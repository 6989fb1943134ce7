# SPDX-License-Identifier: Apache-2.0
"""Which posts are one story: chains of reposts in any order, the same words, nearly the same, and what never is."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.posts.post import Joined, Post
from tests.unit.posts.stories.memory import Shelf, post

TOLD = "今天的航班又延误了三个小时，没有一个人管，机场里全是人，服务态度也很差，真的很失望，再也不坐这家航空公司了"
OTHER = "这家店的蛋糕里吃出了一只虫子，店长说是新来的员工没有看见，赔了我一张优惠券，我要去市场监管局投诉到底"
FIRST, REPOST, COPY, ALIKE = Joined.FIRST, Joined.REPOST, Joined.COPY, Joined.ALIKE


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


# --- chains of reposts


def test_a_repost_is_in_the_story_of_what_it_reposts_whatever_it_says(shelf: Shelf) -> None:
    shelf.put(post(TOLD, mid="Zabc001"))
    assert shelf.put(post("", mid="Zabc002", of="Zabc001"), post(OTHER, mid="Zabc003", of="Zabc002")) == [
        REPOST,
        REPOST,
    ]
    assert shelf.stories() == [1, 1, 1]


def test_a_feed_lists_the_newest_first(shelf: Shelf) -> None:
    shelf.put(
        post("三", mid="Zabc003", of="Zabc002"), post("二", mid="Zabc002", of="Zabc001"), post(TOLD, mid="Zabc001")
    )
    assert shelf.stories() == [1, 1, 1]


def test_reposts_of_a_post_that_never_came_are_together(shelf: Shelf) -> None:
    assert shelf.put(post("怒", mid="Zabc002", of="Zabc001")) == [FIRST]
    assert shelf.put(post("骂", mid="Zabc003", of="Zabc001")) == [REPOST]
    assert shelf.put(post(TOLD, mid="Zabc001")) == [REPOST]
    assert shelf.count() == 1


def test_a_post_that_holds_two_stories_together_makes_them_one_under_the_older_name(shelf: Shelf) -> None:
    shelf.put(post(TOLD, mid="Zabc001"), post("怒", mid="Zabc003", of="Zabc002"))
    assert shelf.count() == 2
    shelf.put(post("骂", mid="Zabc002", of="Zabc001"))
    assert shelf.stories() == [1, 1, 1]


def test_the_original_comes_late_and_says_what_was_known(shelf: Shelf) -> None:
    shelf.put(
        post(TOLD, mid="Zabc001"), post("怒", mid="Zabc003", of="Zabc002"), post("骂", mid="Zabc004", of="Zabc002")
    )
    shelf.put(post(TOLD, mid="Zabc002"))
    assert shelf.stories() == [1, 1, 1, 1]


def test_the_same_id_on_two_platforms_is_two_posts(shelf: Shelf) -> None:
    shelf.put(post(TOLD, mid="Zabc001"), post(OTHER, mid="Zabc001", source="douyin"))
    shelf.put(post("一", mid="Zabc002", of="Zabc001"), post("二", mid="Zabc002", of="Zabc001", source="douyin"))
    assert shelf.stories() == [1, 2, 1, 2]


def test_letters_and_figures_of_a_weibo_id_name_the_same_post(shelf: Shelf) -> None:
    shelf.put(post(TOLD, mid="A1OprDvKf"), post("", mid="Zabc002", of="3604321059416823"))
    assert shelf.count() == 1


@pytest.mark.parametrize("mids", [("Zabc001", "Zabc001"), ("Zabc001", "Zabc002", "Zabc001")])
def test_a_chain_that_bites_its_tail_is_one_story(shelf: Shelf, mids: tuple[str, ...]) -> None:
    shelf.put(*[post("怒", mid=mid, of=of) for mid, of in pairwise(mids)])
    assert shelf.count() == 1
    assert shelf.memory.awaits == {}


def test_a_row_number_is_no_chain(shelf: Shelf) -> None:
    shelf.put(post("怒", mid="7", of="3"), post("骂", mid="8", of="3"), post(TOLD, mid="3"))
    assert shelf.count() == 3


def test_the_same_comment_on_reposts_of_two_posts_is_two_stories(shelf: Shelf) -> None:
    comment = "太过分了，希望有关部门严肃处理"
    shelf.put(post(TOLD, mid="Zabc001"), post(OTHER, mid="Zabc002"))
    shelf.put(post(comment, mid="Zabc003", of="Zabc001"), post(comment, mid="Zabc004", of="Zabc002"))
    shelf.put(post(comment, mid="Zabc005", of="Zabc008"), post(comment, mid="Zabc006", of="Zabc009"))
    assert shelf.stories() == [1, 2, 1, 2, 5, 6]


@given(st.data())
def test_a_chain_is_one_story_in_any_order_and_any_batches(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 9))
    chain = [post(TOLD, mid="Zabc000")]
    chain += [
        post(f"评论{one}", mid=f"Zabc{one:03}", of=f"Zabc{data.draw(st.integers(0, one - 1)):03}")
        for one in range(1, size)
    ]
    order = data.draw(st.permutations(chain))
    shelf, start = Shelf(), 0
    while start < size:
        step = data.draw(st.integers(1, size))
        shelf.put(*order[start : start + step])
        start += step
    assert shelf.stories() == [1] * size


# --- the same words, and nearly the same


def test_a_copy_is_found_at_once_and_later(shelf: Shelf) -> None:
    assert shelf.put(post(TOLD), post(f"转发微博//@小王: {TOLD}")) == [FIRST, COPY]
    assert shelf.put(post(f"快看！{TOLD}#热搜#"), post(OTHER)) == [COPY, FIRST]
    assert shelf.stories() == [1, 1, 1, 4]


@pytest.mark.parametrize(
    "variant",
    [
        TOLD[: int(len(TOLD) * 0.6)] + "…",
        TOLD[: int(len(TOLD) * 0.8)],
        f"看到这条消息很震惊，{TOLD}",
        TOLD.replace("三个小时", "四个小时").replace("真的", "非常"),
        TOLD[:20] + "（大家怎么看这个事）" + TOLD[20:],
    ],
)
def test_nearly_the_same_words_are_the_same_story(shelf: Shelf, variant: str) -> None:
    assert shelf.put(post(TOLD), post(variant)) == [FIRST, ALIKE]
    assert shelf.put(post(variant)) == [COPY]
    assert shelf.count() == 1


def test_the_whole_text_joins_what_was_cut_short_before(shelf: Shelf) -> None:
    long = TOLD + OTHER * 3
    shelf.put(post(f"{TOLD}…全文"))
    assert shelf.put(post(long)) == [ALIKE]


def test_the_same_beginning_alone_is_not_the_same_story(shelf: Shelf) -> None:
    begins = "据本报记者从有关方面获悉，截至今天上午九时，"
    assert shelf.put(post(begins + TOLD), post(begins + OTHER)) == [FIRST, FIRST]


def test_english_posts_on_the_same_matter_are_not_the_same_story(shelf: Shelf) -> None:
    one = "The battery of my new phone overheated on the second day and support still has no answer for me."
    other = "Support told me on the phone that the new answer about my refund would take still another day."
    assert shelf.put(post(one), post(other), post(f"WOW! {one} Unbelievable.")) == [FIRST, FIRST, ALIKE]


@pytest.mark.parametrize("text", ["转发微博", "哈哈哈哈哈哈哈哈哈哈哈哈", "[怒]", "", "真的假的？"])
def test_what_says_nothing_never_joins(shelf: Shelf, text: str) -> None:
    assert shelf.put(post(text, mid="Zabc001"), post(text, mid="Zabc002")) == [FIRST, FIRST]
    assert shelf.memory.words == {}


def test_how_a_flood_is_cut_into_batches_does_not_matter() -> None:
    posts = [post(TOLD), post(OTHER), post(f"看到这条消息很震惊，{TOLD}"), post("怒", mid="Zabc002", of="Zabc001"),
             post(OTHER[:40] + "…"), post(TOLD, mid="Zabc001")]  # fmt: skip
    whole, single = Shelf(), Shelf()
    whole.put(*posts)
    for one in posts:
        single.put(one)
    assert whole.stories() == single.stories() == [1, 2, 1, 1, 2, 1]


# --- around the store


def test_the_store_is_asked_once_a_batch(shelf: Shelf) -> None:
    shelf.put(*[post(TOLD + str(one), mid=f"Zabc{one:03}", of="Zabc999") for one in range(20)])
    shelf.memory.asked.clear()
    shelf.put(*[post(TOLD, mid=f"Zdef{one:03}", of=f"Zabc{one:03}") for one in range(20)])
    assert sorted(shelf.memory.asked) == ["awaited", "roots", "stories_of", "worded"]


def test_a_batch_that_failed_leaves_nothing_and_its_ids_may_be_used_again(shelf: Shelf) -> None:
    shelf.put(post(OTHER))
    shelf.joiner.place(shelf.numbered([post(TOLD)]), shelf.memory)
    shelf.joiner.undo()
    near = f"看到这条消息很震惊，{TOLD}"
    assert shelf.put(post(near)) == [FIRST]
    assert shelf.put(post(TOLD), post(OTHER[:40] + "…")) == [ALIKE, ALIKE]
    assert shelf.stories() == [1, 2, 2, 1]


def test_after_a_start_the_window_is_as_it_was(shelf: Shelf) -> None:
    shelf.put(post(TOLD), post(OTHER))
    begun = Shelf()
    begun.memory, begun.next_id = shelf.memory, shelf.next_id
    begun.joiner.load([(2, 2, OTHER)])
    begun.joiner.load([(1, 1, TOLD)])
    begun.put(post(f"看到这条消息很震惊，{TOLD}"), post(f"看到这条消息很震惊，{OTHER}"))
    assert begun.stories() == [1, 2]


def _made(seed: int) -> str:
    return "".join(random.Random(seed).choices([chr(code) for code in range(0x4E00, 0x5600)], k=60))


def test_the_oldest_leave_a_full_window() -> None:
    shelf = Shelf(window=10)
    shelf.joiner.load([(-1, -1, _made(100)), (-2, -2, _made(101))])
    shelf.put(*[post(_made(seed)) for seed in range(9)])
    assert shelf.put(post(_made(101) + "另外还有几个字")) == [FIRST]
    assert shelf.put(post(_made(8) + "另外还有几个字")) == [ALIKE]
    assert shelf.put(post(_made(100) + "另外还有几个字")) == [FIRST]


def test_a_load_takes_no_more_than_there_is_room_for() -> None:
    shelf = Shelf(window=2)
    shelf.joiner.load((-seed, -seed, _made(seed)) for seed in range(1, 6))
    assert shelf.put(post(_made(3) + "另外还有几个字"), post(_made(2) + "另外还有几个字")) == [FIRST, ALIKE]


def test_posts_moved_by_hand_draw_others_into_their_new_story(shelf: Shelf) -> None:
    near = f"看到这条消息很震惊，{TOLD}"
    shelf.put(post(TOLD), post(near))
    shelf.joiner.gone([1])
    shelf.joiner.moved([2], 2)
    assert shelf.put(post(f"{near}！有没有人管一管这个事情")) == [ALIKE]
    assert shelf.stories()[-1] == 2


def test_what_is_gone_draws_nobody(shelf: Shelf) -> None:
    shelf.put(post(TOLD))
    shelf.joiner.gone([1, 99])
    assert shelf.put(post(f"看到这条消息很震惊，{TOLD}")) == [FIRST]


def test_very_many_variants_are_one_story() -> None:
    """A template with an order number in it, filled in 5,000 times: one story, of which few are kept."""
    shelf = Shelf(window=100_000)
    posts = [post(f"{TOLD}，我的订单号是{one * 7919}") for one in range(5_000)]
    for start in range(0, len(posts), 1_000):
        shelf.put(*posts[start : start + 1_000])
    assert shelf.count() == 1


def test_50_000_reposts_of_one_post_are_one_story() -> None:
    shelf = Shelf()
    shelf.put(post(TOLD, mid="Zabc001"))
    one = post("转发微博", of="Zabc001")
    placed = shelf.joiner.place(
        [replace(one, id=number, source_id=f"Y{number:08}") for number in range(2, 50_002)], shelf.memory
    )
    assert {place.story for place in placed.places} == {1}
    assert not placed.words
    assert not placed.merges


def test_a_post_of_100_000_characters_is_placed(shelf: Shelf) -> None:
    rng = random.Random(3)
    long = "".join(rng.choices([chr(code) for code in range(0x4E00, 0x5600)], k=100_000))
    assert shelf.put(post(long), post(long + "。"), post(long[:50_000] + "…"), post("啊" * 100_000)) == [
        FIRST, COPY, COPY, FIRST,
    ]  # fmt: skip


def test_an_empty_batch_is_no_trouble(shelf: Shelf) -> None:
    posts: list[Post] = []
    assert shelf.put(*posts) == []
    assert shelf.memory.asked == []
