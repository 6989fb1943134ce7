# SPDX-License-Identifier: Apache-2.0
"""Whatever is asked of the posts: filters one by one and together, orders, limits, posts and stories.

Trap: every answer is held against a plain reading of the same posts, so a filter that lets too much through is seen.
"""

import random
from array import array
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from app.errors import UserError
from app.posts.ports import WatchCount
from app.posts.post import Mood, Post
from app.posts.question import Order, Question
from db import questions
from db.post_store import SqlPostStore
from tests.unit.db.conftest import NOON, TOPICS, key_of, mentions_of, rows, story_of, told
from tests.unit.found import newest

SOURCES = ("weibo", "douyin", "新浪新闻")
REGIONS = ("", "上海", "江苏 南京", "Hong Kong")
AUTHORS = ("老王", "航班观察", "Flight Watch", "王小明")
WATCHES = ((), (), ("品牌",), ("品牌", "对手"), ("对手",))


def crowd(count: int = 400) -> list[Post]:
    """Posts of every kind, in no order."""
    dice = random.Random(3)
    return [
        told(
            n,
            f"{dice.choice(('航班', '高铁', 'flight', '退款'))}{dice.choice(('延误', '取消', ' delayed'))} {n}",
            posted_at=NOON + timedelta(seconds=dice.randrange(7_200)),
            source=dice.choice(SOURCES),
            source_id=f"crowd-{n:05}",
            author=dice.choice(AUTHORS),
            region=dice.choice(REGIONS),
            mood=dice.choice(tuple(Mood)),
            followers=dice.choice((None, 0, 10, 5_000, 5_000, 90_000)),
            mentions=mentions_of(*dice.choice(WATCHES)),
        )
        for n in range(count)
    ]


HALF = NOON + timedelta(hours=1)
ASKED: list[tuple[Question, Callable[[Post], bool]]] = [
    (Question(), lambda post: True),
    (Question(words="航班"), lambda post: "航班" in post.text),
    (Question(words="航班 延误"), lambda post: "航班" in post.text and "延误" in post.text),
    (Question(words="班"), lambda post: "班" in post.text),
    (Question(words="delay*"), lambda post: "delay" in post.text),
    (Question(words="delay"), lambda post: False),
    (Question(words="老王"), lambda post: False),
    (Question(since=HALF), lambda post: post.posted_at >= HALF),
    (Question(until=HALF), lambda post: post.posted_at < HALF),
    (Question(source="WEIBO"), lambda post: post.source == "weibo"),
    (Question(source="新浪微博"), lambda post: post.source == "weibo"),
    (Question(source="新闻"), lambda post: post.source == "新浪新闻"),
    (Question(author="王"), lambda post: "王" in post.author),
    (Question(author="fli*", source="wei*"), lambda post: post.author == "Flight Watch" and post.source == "weibo"),
    (Question(author="flight"), lambda post: post.author == "Flight Watch"),
    (Question(author="fligh"), lambda post: False),
    (Question(region="南京"), lambda post: "南京" in post.region),
    (Question(region="hong kong"), lambda post: post.region == "Hong Kong"),
    (Question(watch="品牌"), lambda post: "品牌" in {one.watch for one in post.mentions}),
    (Question(watch="*"), lambda post: bool(post.mentions)),
    (Question(watch="没有的"), lambda post: False),
    (Question(mood=Mood.NEGATIVE), lambda post: post.mood is Mood.NEGATIVE),
    (
        Question(words="航班", watch="*", mood=Mood.POSITIVE, since=HALF, source="weibo", region="上海"),
        lambda post: "航班" in post.text and bool(post.mentions) and post.mood is Mood.POSITIVE
        and post.posted_at >= HALF and post.source == "weibo" and post.region == "上海",
    ),
    (
        Question(watch="对手", mood=Mood.NEUTRAL, until=HALF),
        lambda post: "对手" in {one.watch for one in post.mentions} and post.mood is Mood.NEUTRAL
        and post.posted_at < HALF,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "fits"), ASKED, ids=[repr(question) for question, _ in ASKED])
def test_what_is_asked_for_is_found_in_both_orders(
    store: SqlPostStore, question: Question, fits: Callable[[Post], bool]
) -> None:
    store.add(crowd())
    fitting = [post for post in newest(store) if fits(post)]
    found = store.find(question)
    assert found.typecode == "q"
    assert list(found) == [post.id for post in fitting]
    assert list(store.find(question, 7)) == list(found)[:7]
    by_reach = store.get(store.find(replace(question, order=Order.REACH)))
    assert by_reach == sorted(
        fitting, key=lambda post: -1 if post.followers is None else post.followers, reverse=True
    )
    assert store.find(replace(question, order=Order.PRIORITY)) == found


@pytest.mark.parametrize("few", [500, 0], ids=["looked up", "gone through"])
@pytest.mark.parametrize(("question", "fits"), ASKED, ids=[repr(question) for question, _ in ASKED])
def test_a_story_is_found_by_any_of_its_posts(
    store: SqlPostStore,
    question: Question,
    fits: Callable[[Post], bool],
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(questions, "_FEW", few)
    store.add([*crowd(200), *(told(1_000 + n, TOPICS[n % 3], mood=tuple(Mood)[n % 2]) for n in range(12))])
    expected = list(dict.fromkeys(post.story for post in newest(store)))
    told_of = {post.story for post in newest(store) if fits(post)}
    found = list(store.find_stories(question))
    assert found == [story for story in expected if story in told_of]
    reach = [story.reach for story in store.stories(store.find_stories(replace(question, order=Order.REACH)))]
    assert reach == sorted((story.reach for story in store.stories(found)), reverse=True)
    if found:
        (hidden,) = store.stories(found[:1])
        assert list(store.find_stories(question, hidden=(hidden.key, "ff" * 16), limit=5)) == found[1:6]


def asking(field: str, words: str) -> Question:
    return replace(Question(), **{field: words})


def test_the_posts_of_a_story_and_words_within_it(store: SqlPostStore) -> None:
    original = told(1, TOPICS[0])
    store.add([original, told(2, TOPICS[1]), told(3, f"转发！{TOPICS[0]}"), told(4, TOPICS[0], mood=Mood.NEGATIVE)])
    story = story_of(store, original)
    assert [post.source_id[-1] for post in store.get(store.find(Question(story=story.id)))] == ["4", "3", "1"]
    assert len(store.find(Question(story=story.id, words="旅客"))) == 3
    assert len(store.find(Question(story=story.id, mood=Mood.NEGATIVE))) == 1
    assert len(store.find(Question(story=story.id, until=NOON + timedelta(seconds=3)))) == 1
    assert list(store.find(Question(story=999))) == list(store.find(Question(story=story.id, words="奶粉"))) == []
    assert list(store.find_stories(Question(story=story.id))) == [story.id]


@pytest.mark.parametrize("field", ["words", "author", "source", "region"])
@pytest.mark.parametrize("words", ["。。。！", "  ", '"', "* - ^"])
def test_a_question_that_asks_for_nothing_is_refused_in_a_sentence(
    store: SqlPostStore, field: str, words: str
) -> None:
    question = asking(field, words)
    for ask in (store.find, store.find_stories):
        with pytest.raises(UserError) as refused:
            ask(question)
        assert refused.value.said.key == "posts-search-nothing"


def test_an_unclosed_quote_is_a_phrase_to_its_end(store: SqlPostStore) -> None:
    store.add([told(1, "航班 延误"), told(2, "延误 航班")])
    assert len(store.find(Question(words='"航班 延误'))) == 1
    assert len(store.find(Question(words="“航班 延误"))) == 1


@pytest.mark.parametrize(
    "words",
    ['text : "a"', "a AND", "NOT 航班", "text:航班)", "{author source} : 航班", "a NEAR(b, 2)", "a^b", "字" * 5_000],
)
def test_nothing_that_is_typed_is_taken_for_a_command(store: SqlPostStore, words: str) -> None:
    store.add([told(1, "别的")])
    for field in ("words", "author", "source", "region"):
        assert len(store.find(asking(field, words))) == 0


def test_a_thousand_words_at_once_are_a_question_too(store: SqlPostStore) -> None:
    words = " ".join(f"w{n}" for n in range(1_000))
    store.add([told(1, words), told(2, words[:-1])])
    assert len(store.find(Question(words=words))) == 1


def test_times_no_post_can_have_are_no_trouble(store: SqlPostStore) -> None:
    store.add([told(1, posted_at=datetime(1969, 7, 20, 20, 17, tzinfo=UTC)), told(2), told(3, posted_at=NOON)])
    assert [post.source_id[-1] for post in newest(store)] == ["2", "3", "1"]
    ends = Question(since=datetime.min.replace(tzinfo=UTC), until=datetime.max.replace(tzinfo=UTC))
    assert len(store.find(ends)) == len(store.find_stories(ends)) == 3
    assert len(store.find(Question(until=datetime(1970, 1, 1, tzinfo=UTC)))) == 1


def test_an_empty_store_answers_everything(store: SqlPostStore) -> None:
    assert store.find(Question()) == store.find_stories(Question(), hidden=("aa",)) == array("q")
    assert store.stories([1]) == []
    assert store.digests([1]) == []
    assert (store.story_named("aa" * 16), store.story_named("no digest")) == (None, None)
    assert store.watch_counts(NOON, NOON + timedelta(days=1)) == []


def test_posts_are_named_by_their_digests(store: SqlPostStore) -> None:
    posts = [told(n) for n in range(3)]
    store.add(posts)
    ids = store.find(Question())
    assert store.digests([*ids, 99]) == [key_of(post) for post in reversed(posts)]


def test_mentions_are_counted_a_watch_by_mood_within_a_span(store: SqlPostStore) -> None:
    moods = (Mood.NEGATIVE, Mood.NEGATIVE, Mood.POSITIVE, Mood.NEUTRAL)
    posts = [told(n, mood=mood, mentions=mentions_of("品牌", "对手")) for n, mood in enumerate(moods)]
    store.add([*posts, told(9, mentions=mentions_of("产品"), posted_at=NOON - timedelta(days=1)), told(10)])
    assert store.watch_counts(NOON, NOON + timedelta(seconds=3)) == [
        WatchCount("品牌", 2, 0, 1),
        WatchCount("对手", 2, 0, 1),
    ]
    assert [count.watch for count in store.watch_counts(NOON - timedelta(days=2), NOON)] == ["产品"]


def test_a_post_that_left_is_no_longer_counted(store: SqlPostStore) -> None:
    store.add([told(1, mentions=mentions_of("品牌")), told(2, mentions=mentions_of("品牌", "对手"))])
    assert store.expire(NOON + timedelta(days=1), tuple, 1) == 1
    assert store.watch_counts(NOON, NOON + timedelta(days=1)) == [
        WatchCount("品牌", 0, 1, 0),
        WatchCount("对手", 0, 1, 0),
    ]
    assert store.expire(NOON + timedelta(days=1), tuple, 1) == 1
    assert rows(store, "mention") == 0
