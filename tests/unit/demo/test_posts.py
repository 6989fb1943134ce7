# SPDX-License-Identifier: Apache-2.0
"""The feed of the worked crisis reads like one: its size, its hours, its languages, its reposts, and nobody real."""

import re
import unicodedata
from collections import Counter
from datetime import timedelta

from app.demo.posts import Feed, write_posts
from app.demo.scenario import LASTS
from app.posts.identity import digest
from app.posts.post import Post
from tests.unit.demo.conftest import END

CHINESE = re.compile("[\u4e00-\u9fff]")
TRADITIONAL = re.compile("[歲個這說還廠標籤貼換們]")
REAL_COMPANIES = re.compile(
    "三只松鼠|良品铺子|百草味|来伊份|旺旺|康师夫|康师傅|统一企业|伊利|蒙牛|双汇|三鹿|海底捞|肯德基|麦当劳|星巴克|稻香村|"
    "谷雨|卫龙|洽洽|达利|盼盼|好丽友|乐事|桃李面包|元祖|沃尔玛|家乐福|盒马|永辉|罗森|全家便利|全聯|"
    r"nestl[eé]|oreo|mcdonald|starbucks|walmart|tesco|kraft|pepsi|cadbury|costco|fairprice",
    re.IGNORECASE,
)
LINK = re.compile(r"https?://([^/\s]+)")


def _english(post: Post) -> bool:
    return not CHINESE.search(post.text)


def test_there_are_exactly_five_thousand_different_posts(feed: Feed) -> None:
    assert len(feed.posts) == 5_000
    assert len({post.source_id for post in feed.posts}) == 5_000
    assert len({digest(post) for post in feed.posts}) == 5_000


def test_they_fill_the_thirty_six_hours_in_order(feed: Feed) -> None:
    times = [post.posted_at for post in feed.posts]
    assert END - LASTS <= times[0] < END - LASTS + timedelta(minutes=15)
    assert END - timedelta(minutes=15) < times[-1] <= END
    assert all(post.posted_at <= post.arrived_at <= END for post in feed.posts)
    assert times == sorted(times)


def test_the_same_end_gives_the_same_posts(feed: Feed) -> None:
    assert write_posts(END).posts == feed.posts


def test_another_end_changes_times_and_dates_only(feed: Feed) -> None:
    later = write_posts(END + timedelta(days=3, hours=5)).posts
    assert [post.author for post in later] == [post.author for post in feed.posts]
    shift = {two.posted_at - one.posted_at for one, two in zip(feed.posts, later, strict=True)}
    assert shift == {timedelta(days=3, hours=5)}


def test_a_fifth_is_english_and_some_is_traditional(feed: Feed) -> None:
    english = sum(map(_english, feed.posts)) / 5_000
    traditional = sum(bool(TRADITIONAL.search(post.text)) for post in feed.posts) / 5_000
    assert 0.17 < english < 0.23
    assert 0.03 < traditional < 0.08


def test_the_night_is_quiet_and_the_morning_is_loud(feed: Feed) -> None:
    hours = Counter(int((post.posted_at - (END - LASTS)) / timedelta(hours=1)) for post in feed.posts)
    calm, first_evening, night, peak = hours[4], hours[11], hours[15], max(hours.values())
    assert calm < night < first_evening < peak
    assert peak > 8 * calm
    assert hours[35] < peak / 4
    assert hours[30] > hours[28] * 1.4  # the second wave


def test_people_do_not_repeat_each_other_word_for_word(feed: Feed) -> None:
    originals = [post.text for post in feed.posts if not post.parent]
    assert len(set(originals)) > 0.99 * len(originals)
    assert len({post.author for post in feed.posts}) > 1_500


def test_a_repost_names_an_earlier_post_and_quotes_it(feed: Feed) -> None:
    by_id = {post.source_id: post for post in feed.posts}
    reposts = [post for post in feed.posts if post.parent]
    assert 1_000 < len(reposts) < 2_000
    for post in reposts:
        above = by_id[post.parent]
        assert above.posted_at <= post.posted_at
        assert above.source == post.source
        assert f"@{above.author}:" in post.text
        assert not post.region
    chains = [post for post in reposts if by_id[post.parent].parent]
    assert len(chains) > 100


def test_the_video_is_reposted_most_in_its_first_hours(feed: Feed) -> None:
    video = feed.keys["video"]
    soon = [p for p in feed.posts if p.parent and p.posted_at < video.posted_at + timedelta(hours=1)]
    assert sum(f"@{video.author}:" in post.text for post in soon) > len(soon) / 2


def test_every_source_of_a_real_feed_is_there(feed: Feed) -> None:
    sources = {post.source for post in feed.posts}
    assert {"weibo", "bilibili", "xiaohongshu", "wechat", "douyin", "news", "twitter"} <= sources
    assert {post.watch for post in feed.posts} == {"岁稔食品", "禾里记"}


def test_nothing_is_left_unfilled_and_nothing_is_hidden(feed: Feed) -> None:
    for post in feed.posts:
        assert not re.search(r"[{}$|<>]", post.text), post.text
        assert not [c for c in post.text if unicodedata.category(c) in ("Cc", "Cf", "Co") and c != "\n"], post.text
        assert post.text == post.text.strip()
        assert unicodedata.is_normalized("NFC", post.text)


def test_nobody_real_is_named_and_no_real_address(feed: Feed) -> None:
    for post in feed.posts:
        assert not REAL_COMPANIES.search(f"{post.author} {post.text}"), post.text
        for host in LINK.findall(f"{post.text} {post.url}"):
            assert host.endswith((".example.com", ".invalid")), host


def test_nobody_knows_what_has_not_happened_yet(feed: Feed) -> None:
    first_said = {
        "video": "换标签|換標籤|relabel",
        "holding": "就这？|正在下架|避重就轻|Suiren’s first statement",
        "progress": "七个批次|七個批號|[Ss]even batches|不要小票|无需小票|without a receipt. That",
        "long_read": "原主|吹哨|[Ww]histleblower",
        "results": "未检出|檢驗結果|[Ll]ab results published|No pathogens",
    }
    for key, words in first_said.items():
        early = [p.text for p in feed.posts if p.posted_at < feed.keys[key].posted_at and re.search(words, p.text)]
        assert not early, (key, early[:3])
