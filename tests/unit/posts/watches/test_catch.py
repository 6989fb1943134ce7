# SPDX-License-Identifier: Apache-2.0
"""What a watch would have caught, asked before it is saved. Trap: what only its source gives it does not count."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from app.posts.post import Exactness, Post
from app.posts.watches.catch import catch, matches_everything
from app.posts.watches.matcher import Matcher
from app.posts.watches.watch import Watch
from app.texts import LANGUAGES, Texts

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def posts(*texts: str, watch: str = "") -> list[Post]:
    """Newest first, a minute apart."""
    return [
        Post(source="weibo", posted_at=(at := NOW - timedelta(minutes=n)), arrived_at=at, text=text, watch=watch)
        for n, text in enumerate(texts)
    ]


def test_it_counts_posts_keywords_and_shows_the_newest() -> None:
    watch = Watch(name="航司", rules="退款\n航班 | 权重 3\n!广告\n")
    found = catch(watch, posts("我要退款", "航班取消，退款", "退款广告", "今天下雨", "航班晚点"), examples=2)
    assert (found.looked_at, found.caught) == (5, 3)
    assert found.share == pytest.approx(0.6)
    assert dict(found.by_keyword) == {"退款": 2, "航班": 2}, "a post may hit two keywords"
    assert [post.text for post, _ in found.examples] == ["我要退款", "航班取消，退款"]
    mention = found.examples[1][1]
    assert (mention.watch, mention.keyword, mention.exactness) == ("航司", "航班", Exactness.EXACT)
    assert found.warning is None, "five posts are too few to say so"
    assert not found.cancelled


def test_what_it_would_have_caught_is_what_it_will_catch() -> None:
    """Keywords are counted one by one; together they must say what the matcher says."""
    watch = Watch(
        name="航司", rules="退款 | 权重 2\n航班 | 权重 2\n+客服\n!广告\n\n+晚点\n+赔偿 | 权重 3\n\n/退.票/\n"
    )
    words = ("退款", "航班", "客服", "广告", "晚点", "赔偿", "退机票")
    asked = posts(*("，".join(some) for count in range(4) for some in combinations(words, count)))
    found = catch(watch, asked, examples=len(asked))
    told = {post.text: mentions for post, mentions in zip(asked, Matcher((watch,)).mentions(asked), strict=True)}
    assert {post.text: (mention,) for post, mention in found.examples} == {
        text: mentions for text, mentions in told.items() if mentions
    }
    assert found.caught == sum(map(bool, told.values())) > 20


def test_what_belongs_to_a_watch_by_its_source_is_not_the_keywords_doing() -> None:
    found = catch(Watch(name="航司", rules="退款\n"), posts("今天下雨", "我要退款", watch="航司"))
    assert found.caught == 1


def test_without_posts_nothing_is_caught() -> None:
    found = catch(Watch(name="航司", rules="退款\n"), ())
    assert (found.looked_at, found.caught, found.share, found.warning) == (0, 0, 0.0, None)


@pytest.mark.parametrize(("hits", "warned"), [(11, True), (10, False)])
def test_more_than_half_of_twenty_is_said(hits: int, warned: bool) -> None:
    found = catch(Watch(name="航司", rules="退款\n"), posts(*["退款"] * hits, *["下雨"] * (20 - hits)))
    assert (found.warning is not None) is warned
    if found.warning is not None:
        assert all("11" in Texts(language).say(found.warning) for language in LANGUAGES)


def test_it_tells_how_far_it_is_and_stops_when_told() -> None:
    given = 0

    def many() -> Iterator[Post]:
        nonlocal given
        for post in posts(*["退款"] * 3_000):
            given += 1
            yield post

    told: list[int] = []
    found = catch(Watch(name="航司", rules="退款\n"), many(), progress=told.append, cancelled=lambda: len(told) == 2)
    assert told == [500, 1_000]
    assert found.cancelled
    assert found.looked_at == 1_000
    assert given <= 1_500, "posts are read as they are needed"


@pytest.mark.parametrize("rules", ["/.{2}/\n", "+/.{2}/\n", "/\\pL/\n/\\d/\n", "退款\n\n/.{2}/\n"])
def test_a_rule_that_says_no_to_nothing_is_known(rules: str) -> None:
    assert matches_everything(Watch(name="航司", rules=rules))


@pytest.mark.parametrize("rules", ["退\n", "/[a-z]/\n", "/.{2}/\n+航班\n", "/.{5}/ | 地区 上海\n"])
def test_a_rule_that_is_only_wide_is_not_everything(rules: str) -> None:
    assert not matches_everything(Watch(name="航司", rules=rules))
