# SPDX-License-Identifier: Apache-2.0
"""What a story counts as posts come in, in whatever order, and when two are put together."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.posts.post import Exactness, Joined, Mention, Mood, Post
from app.posts.sentiment.feeling import Feeling
from app.posts.stories.growing import founded, grown, together, turned
from app.posts.stories.story import Story
from tests.unit.posts.stories.memory import NOON, post

TOLD = "今天的航班又延误了三个小时"


def story_of(*posts: Post) -> Story:
    return grown(founded(posts[0], "aa"), posts[1:])


def test_a_story_of_one_post_is_that_post() -> None:
    one = post(
        TOLD, id=7, author="新京报", region="上海", followers=900, verified=True, sentiment=-0.5, mood=Mood.NEGATIVE
    )
    story = founded(one, "aa")
    assert (story.id, story.key, story.text, story.author, story.source) == (7, "aa", TOLD, "新京报", "weibo")
    assert (story.first_at, story.newest_at, story.posts) == (NOON, NOON, 1)
    assert (story.negative, story.neutral, story.positive, story.sentiment) == (1, 0, 0, -0.5)
    assert (story.sources, story.regions) == ((("weibo", 1),), (("上海", 1),))
    assert (story.reach, story.verified, story.media, story.regulators) == (900, 1, 1, 0)
    assert (story.reposts, story.copies, story.mentions) == (0, 0, ())
    assert story.pace == ((int(NOON.timestamp()) // 600, 1),)


def test_it_tells_how_its_posts_came_in() -> None:
    story = story_of(
        post(TOLD),
        post(joined=Joined.REPOST),
        post(joined=Joined.REPOST),
        post(joined=Joined.COPY),
        post(joined=Joined.ALIKE),
        post(joined=Joined.BY_HAND),
    )
    assert (story.posts, story.reposts, story.copies) == (6, 2, 2)


def test_the_earliest_post_speaks_for_it_even_if_it_comes_last() -> None:
    story = story_of(post("评论", author="小李", minute=30), post(TOLD, author="小王", source="douyin", minute=2))
    assert (story.text, story.author, story.source) == (TOLD, "小王", "douyin")
    assert (story.first_at, story.newest_at) == (NOON + timedelta(minutes=2), NOON + timedelta(minutes=30))


def test_where_the_earliest_says_nothing_the_next_with_words_is_shown() -> None:
    story = story_of(post("转发微博", author="小王", minute=1))
    assert story.text == "转发微博"
    story = grown(story, [post("[怒]", minute=2), post(TOLD, author="小李", minute=4), post("什么情况", minute=6)])
    assert (story.text, story.author) == (TOLD, "小王")
    assert grown(story, [post("[怒]", author="小张", minute=0)]).text == TOLD


def test_a_long_text_is_cut() -> None:
    assert founded(post("长" * 5_000), "aa").text == "长" * 300


def test_sentiment_is_the_mean() -> None:
    story = story_of(post(TOLD, sentiment=-0.8), post(sentiment=0.4))
    assert story.sentiment == pytest.approx(-0.2)
    assert grown(story, [post(sentiment=1.0)]).sentiment == pytest.approx(0.2)


def test_voices_and_reach() -> None:
    story = story_of(
        post(TOLD, author="小王", followers=30, verified=False),
        post(author="人民日报", followers=90_000, verified=True),
        post(author="上海市市场监督管理局", verified=True),
        post(author="人民日报", verified=False),
    )
    assert (story.reach, story.verified, story.media, story.regulators) == (90_000, 2, 1, 1)


def test_where_it_is_said_most_first_and_no_more_than_twenty() -> None:
    story = story_of(
        post(TOLD, source="b", region="上海"), post(source="a"), post(source="b"), post(source="c", region="北京")
    )
    assert story.sources == (("b", 2), ("a", 1), ("c", 1))
    assert story.regions == (("上海", 1), ("北京", 1))
    crowd = grown(story, [post(source=f"host{number:02}", region=f"r{number:02}") for number in range(40)])
    assert len(crowd.sources) == len(crowd.regions) == 20
    assert crowd.sources[0] == ("b", 2)


def test_the_best_mention_of_each_watch() -> None:
    heavy, exact = Mention("航司", "延误", Exactness.EDIT, 5), Mention("航司", "航班", Exactness.EXACT, 5)
    light, other = Mention("航司", "机场", Exactness.EXACT, 1), Mention("对手", "改签", Exactness.FOLDED, 2)
    assert story_of(post(TOLD, mentions=(light,)), post(mentions=(heavy, other))).mentions == (heavy, other)
    assert story_of(post(TOLD, mentions=(exact,)), post(mentions=(heavy,)), post()).mentions == (exact,)


def test_its_pace_is_that_of_the_newest_slots() -> None:
    story = story_of(*[post(TOLD, minute=10 * number) for number in range(20)])
    slot = int(NOON.timestamp()) // 600
    assert story.pace == tuple((slot + number, 1) for number in range(7, 20))
    assert grown(story, [post(minute=191)]).pace[-1] == (slot + 19, 2)
    assert story.hourly(NOON + timedelta(minutes=195)) == (6, 6)


def test_two_stories_put_together() -> None:
    one = story_of(post("二", id=4, minute=9, source="b", sentiment=-1.0), post(joined=Joined.REPOST, minute=12))
    other = story_of(post(TOLD, id=9, author="小王", minute=3, followers=5), post(joined=Joined.COPY, minute=8))
    both = together(one, other)
    assert (both.id, both.key, both.text, both.author) == (4, "aa", TOLD, "小王")
    assert (both.posts, both.reposts, both.copies, both.reach) == (4, 1, 1, 5)
    assert both.sources == (("weibo", 3), ("b", 1))
    assert both.sentiment == pytest.approx(-0.25)
    assert (both.first_at, both.newest_at) == (NOON + timedelta(minutes=3), NOON + timedelta(minutes=12))
    assert sum(count for _, count in both.pace) == 4


POSTS = st.builds(
    post,
    st.sampled_from([TOLD, "还有这种事", "真的假的"]),
    minute=st.integers(0, 100),
    source=st.sampled_from("abc"),
    author=st.sampled_from(["人民日报", "小王", "深圳交警"]),
    region=st.sampled_from(["", "上海", "北京"]),
    sentiment=st.sampled_from([-1.0, -0.5, 0.0, 0.5]),
    mood=st.sampled_from(Mood),
    followers=st.none() | st.integers(0, 99),
    joined=st.sampled_from(Joined),
    mentions=st.lists(
        st.builds(
            Mention, st.sampled_from("xy"), st.sampled_from("kl"), st.sampled_from(Exactness), st.integers(1, 3)
        ),
        max_size=2,
    ).map(tuple),
)


@given(st.lists(POSTS, min_size=1, max_size=12), st.data())
def test_the_order_and_the_batches_in_which_posts_come_do_not_matter(posts: list[Post], data: st.DataObject) -> None:
    first = post(TOLD, id=1, minute=50, author="小张", source="a")
    at_once = story_of(first, *[_told_apart(one, number) for number, one in enumerate(posts)])
    shuffled = data.draw(st.permutations([_told_apart(one, number) for number, one in enumerate(posts)]))
    one_by_one = founded(first, "aa")
    for one in shuffled:
        one_by_one = grown(one_by_one, [one])
    assert one_by_one.sentiment == pytest.approx(at_once.sentiment)
    assert replace(one_by_one, sentiment=0.0) == replace(at_once, sentiment=0.0)
    assert sum(count for _, count in at_once.sources) == at_once.posts == len(posts) + 1


def _told_apart(one: Post, number: int) -> Post:
    return replace(one, posted_at=one.posted_at + timedelta(seconds=number))


def test_a_story_of_200_000_posts_still_grows() -> None:
    batch = [post("转发微博", author=f"用户{number}", joined=Joined.REPOST) for number in range(1_000)]
    story = founded(post(TOLD), "aa")
    for _ in range(200):
        story = grown(story, batch)
    assert story.posts == 200_001
    assert grown(story, batch[:1]).posts == 200_002


def test_no_posts_change_nothing() -> None:
    story = founded(post(TOLD), "aa")
    assert grown(story, ()) is story


# --- moods


def test_what_cannot_be_read_counts_with_the_neutral_ones() -> None:
    story = story_of(post(mood=Mood.UNKNOWN), post(mood=Mood.UNKNOWN), post(mood=Mood.NEGATIVE, sentiment=-0.9))
    assert (story.negative, story.neutral, story.positive) == (1, 2, 0)
    assert story.sentiment == pytest.approx(-0.3)
    assert (story.unknown, story.mood) == (2, Mood.NEGATIVE)
    assert story_of(post(mood=Mood.UNKNOWN), post(mood=Mood.UNKNOWN)).mood is Mood.UNKNOWN
    assert story_of(post(mood=Mood.UNKNOWN), post(mood=Mood.NEUTRAL)).mood is Mood.NEUTRAL


def test_posts_that_feel_otherwise_now_turn_their_story() -> None:
    story = story_of(*(post(mood=Mood.NEGATIVE, sentiment=-0.8) for _ in range(3)), post(mood=Mood.UNKNOWN))
    bad, good, blank = Feeling(-0.8, Mood.NEGATIVE), Feeling(1.0, Mood.POSITIVE), Feeling(0.0, Mood.UNKNOWN)
    after = turned(story, [(bad, good), (bad, blank), (blank, Feeling(0.05, Mood.NEUTRAL))])
    assert (after.negative, after.neutral, after.positive) == (1, 2, 1)
    assert after.sentiment == pytest.approx((1.0 - 0.8 + 0.05) / 4)
    assert replace(after, negative=3, neutral=1, positive=0, sentiment=story.sentiment) == story
    assert turned(story, []) == story


def test_however_often_a_story_is_turned_its_mood_stays_on_the_scale() -> None:
    bad, good = Feeling(-1.0, Mood.NEGATIVE), Feeling(0.1, Mood.POSITIVE)
    story = turned(story_of(*(post() for _ in range(7))), [(Feeling(0.0, Mood.NEUTRAL), bad)] * 7)
    for _ in range(99):
        story = turned(turned(story, [(bad, good)] * 7), [(good, bad)] * 7)
        assert -1.0 <= story.sentiment < -0.999


@given(st.lists(st.tuples(st.sampled_from(Mood), st.sampled_from(Mood)), min_size=1, max_size=9))
def test_a_story_turned_is_the_story_of_its_posts_as_they_feel_now(moods: list[tuple[Mood, Mood]]) -> None:
    scores = {Mood.NEGATIVE: -0.5, Mood.NEUTRAL: 0.05, Mood.POSITIVE: 0.25, Mood.UNKNOWN: 0.0}
    then = story_of(*(post(mood=one, sentiment=scores[one]) for one, _ in moods))
    now = story_of(*(post(mood=one, sentiment=scores[one]) for _, one in moods))
    after = turned(then, [(Feeling(scores[one], one), Feeling(scores[two], two)) for one, two in moods])
    assert after.sentiment == pytest.approx(now.sentiment)
    assert replace(after, sentiment=now.sentiment) == now
