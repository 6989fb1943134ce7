# SPDX-License-Identifier: Apache-2.0
"""The overview of a store: what is read, what it is compared with, and that nothing anybody posts breaks it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.analysis.overview import Overview, overview
from app.posts.post import Post
from app.posts.question import Question
from db.post_store import SqlPostStore, open_posts
from tests.unit.analysis.said import START, said

HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlPostStore]:
    """An empty store."""
    made = open_posts(tmp_path / "posts.db", bytes(range(32)))
    yield made
    made.close()


def _look(store: SqlPostStore, posts: list[Post], question: Question | None = None, most: int = 20_000) -> Overview:
    store.add(posts)
    return overview(store, question or Question(), baseline=None, words=(), names=(), most=most)


def test_an_empty_store_gives_an_empty_overview(store: SqlPostStore) -> None:
    found = _look(store, [])
    assert (found.read, found.all, found.terms, found.asks, found.types, found.voices.voices) == (0, 0, (), (), (), 0)


def test_one_post_says_who_talks_and_no_more(store: SqlPostStore) -> None:
    found = _look(store, said("为什么不退款？"))
    assert (found.read, found.all, found.terms, found.asks, found.types) == (1, 1, (), (), ())
    assert found.voices.voices == 1


def test_the_window_is_compared_with_as_long_a_time_before(store: SqlPostStore) -> None:
    old = said(*(f"排队点餐第{n}桌" for n in range(30)), at=START - HOUR)
    new = said(*(f"退款流程第{n}步，排队点餐" for n in range(30)), first=100)
    older = said(*(f"退款流程旧闻{n}" for n in range(30)), first=200, at=START - 3 * HOUR)
    found = _look(store, [*older, *old, *new], Question(since=START, until=START + HOUR))
    terms = {term.text: term for term in found.terms}
    assert (terms["退款流程"].count, terms["退款流程"].before) == (30, 0)
    assert "排队点餐" not in terms or terms["排队点餐"].before == 30


def test_a_baseline_of_ones_own_is_taken(store: SqlPostStore) -> None:
    store.add(said(*(f"退款流程第{n}步" for n in range(30)), first=100))
    store.add(said(*(f"退款流程旧闻{n}" for n in range(30)), first=200, at=START - 30 * HOUR))
    span = (START - 31 * HOUR, START - 29 * HOUR)
    found = overview(store, Question(since=START), baseline=span, words=(), names=())
    assert all(term.before for term in found.terms if term.text == "退款流程")


def test_of_many_posts_some_are_read_evenly(store: SqlPostStore) -> None:
    found = _look(store, said(*(f"第{n}条帖文的内容" for n in range(400))), most=100)
    assert (found.read, found.all) == (100, 400)
    newest = [voice.newest for voice in found.voices.loudest]
    assert len(newest) == 20


def test_a_story_is_compared_with_all_that_was_said_before(store: SqlPostStore) -> None:
    store.add(said(*(f"今天排队点餐的人第{n}位说不错" for n in range(20)), at=START - HOUR))
    store.add(said(*["岁稔门店的冷柜标签被人换过，视频在这里，大家看看日期"] * 12, first=100))
    newest = store.get(store.find(Question(), 1))[0]
    found = overview(store, Question(since=START, story=newest.story), baseline=None, words=(), names=())
    assert found.all == 12
    assert found.voices.voices == 12


HOSTILE = {
    "empty": "",
    "spaces": " \n\t　",
    "one emoji": "😡",
    "only addresses": "https://t.cn/abc http://example.org/x?y=1",
    "only names": "@甲 @乙 //@丙:",
    "100,000 of one character": "骗" * 100_000,
    "100,000 characters": "为什么不退款？没人接电话。" * 8_000,
    "brackets": "[" * 5_000 + "#" * 5_000 + "@" * 5_000,
    "unpaired surrogates": "退款\ud83d流程\udc00在哪里？",
    "control characters": "退\x00款\x1b[31m流\u202e程",
    "Japanese": "返金はいつですか？ カスタマーサポートに電話がつながらない",
    "Korean": "환불은 언제 되나요? 고객센터 전화가 안 됩니다",
    "Arabic": "متى سيتم رد المبلغ؟",
    "combining": "Z̷̡̢͕a̶l̵g̸o̷" * 300,
    "slashes": "//@" * 3_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_anybody_posts_breaks_it(store: SqlPostStore, kind: str) -> None:
    text = HOSTILE[kind].encode("utf-8", "replace").decode() if kind == "unpaired surrogates" else HOSTILE[kind]
    found = _look(store, said(*[text] * 6, "退款什么时候到？", "退款多久到账？"))
    assert found.read == 8
    assert [ask.subject for ask in found.asks if ask.subject == "退款"] or kind == "100,000 characters"


def test_surrogates_that_reach_the_parts_break_nothing() -> None:
    from app.analysis.asks import asks
    from app.analysis.crisis import types
    from app.analysis.terms import candidates, hot_terms
    from tests.unit.analysis.said import corpus

    made = corpus(said(*["退款\ud83d流程\udc00在哪里？", "骗子\ud800，食物中毒"] * 6))
    found = candidates(made)
    assert hot_terms(made, found, ())
    assert asks(made, found)
    assert types(made) == ()


def test_the_same_posts_give_the_same_overview(store: SqlPostStore) -> None:
    whats, whys = ("外卖", "门店", "官网", "退款"), ("急", "等", "烦", "求回复")
    texts = [f"{what}什么时候恢复？{why}" for what in whats for why in whys]
    first = _look(store, said(*texts))
    again = overview(store, Question(), baseline=None, words=(), names=())
    assert first == again
