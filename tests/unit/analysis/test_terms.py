# SPDX-License-Identifier: Apache-2.0
"""Hot terms: what stands out against before, in whole words and phrases, however often one text is copied."""

import random

from app.analysis.names import names_of
from app.analysis.terms import Term, TermKind, candidates, hot_terms
from app.posts.post import Mood
from app.posts.sentiment.feeling import MoodWord
from app.posts.watches.watch import Watch
from tests.unit.analysis.said import corpus, repost, said

_TALK = ("今天{}的午饭不错", "{}下班一起走吗", "地铁上{}人好多", "{}周末去看展览", "刚买了{}的票")
_ABOUT = ("公司", "朋友", "孩子", "妈妈", "同学", "邻居", "老师")


def _chatter(count: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    return [dice.choice(_TALK).format(dice.choice(_ABOUT)) + "啊" * (number % 7) for number in range(count)]


def _terms(
    window: list[str], before: list[str], *, names: tuple[str, ...] = (), words: tuple[MoodWord, ...] = ()
) -> dict[str, Term]:
    made = corpus(said(*window), said(*before, first=50_000), names)
    return {term.text: term for term in hot_terms(made, candidates(made), words)}


def test_what_is_new_stands_above_what_is_always_said() -> None:
    news = [f"{talk}，退款流程在哪" for talk in _chatter(40, 1)]
    found = _terms(news + _chatter(200, 2), _chatter(240, 3))
    assert next(iter(found)) == "退款流程"
    assert not {"午饭", "地铁", "周末"} & found.keys()
    assert (found["退款流程"].count, found["退款流程"].before, found["退款流程"].kind) == (40, 0, TermKind.PHRASE)


def test_a_phrase_swallows_its_parts() -> None:
    found = _terms([f"退款流程第{number}步卡住" for number in range(20)] + _chatter(60, 4), _chatter(80, 5))
    assert not {"退款", "流程"} & found.keys()


def test_a_part_that_also_stands_alone_stays() -> None:
    ways = ("要求退款", "退款没到", "说好的退款呢", "给我退款")
    alone = [f"{ways[number % 4]}，{talk}" for number, talk in enumerate(_chatter(60, 6))]
    both = [f"退款流程太长，{talk}" for talk in _chatter(15, 7)]
    found = _terms(alone + both + _chatter(60, 8), _chatter(120, 9))
    assert {"退款", "退款流程"} <= found.keys()


def test_a_coinage_the_dictionary_cuts_apart_is_one_word() -> None:
    starts, ends = ("都说", "那家", "听闻", "我的"), ("不行", "真差", "坏了", "漏水", "退货")
    posts = [f"{start}犇骉{end}" for start in starts for end in ends]
    found = _terms(posts + _chatter(40, 10), _chatter(60, 11))
    assert found["犇骉"].kind is TermKind.WORD


def test_names_of_watches_stay_whole() -> None:
    window = [f"{talk}岁稔食品怎么了" for talk in _chatter(20, 12)] + [f"Flight Booking down {n}" for n in range(9)]
    found = _terms(window, _chatter(40, 13), names=("岁稔食品", "Flight Booking"))
    assert found["岁稔食品"].kind is TermKind.NAME
    assert found["Flight Booking"].kind is TermKind.NAME
    assert not {"岁稔", "食品"} & found.keys()


def test_one_text_copied_ten_thousand_times_does_not_drown_what_many_say() -> None:
    copied = said(*["限时抽奖转发有礼"] * 3_000)
    copied = [*copied, *said(*(f"客服电话{talk}打不通" for talk in _chatter(60, 14)), first=10_000)]
    made = corpus(copied, said(*_chatter(200, 15), first=50_000))
    ranked = [term.text for term in hot_terms(made, candidates(made), ())]
    assert "打不通" in ranked
    assert "抽奖" not in ranked[: ranked.index("打不通")]


def test_a_repost_counts_its_own_words_only() -> None:
    first = said(*(f"配料表{what}" for what in ("有问题", "改过", "呢", "不对", "是假的", "看不懂", "在哪", "没印")))
    posts = [*first, *(repost(first[0], f"太可怕了 //@别人:配料表有问题{n}", 100 + n) for n in range(30))]
    made = corpus(posts)
    found = {term.text: term.count for term in hot_terms(made, candidates(made), ())}
    assert found["可怕"] == 30
    assert found["配料表"] == 8


def test_addresses_names_emoticons_and_boilerplate_are_no_terms() -> None:
    posts = [f"@客服小岁 退换货政策 http://t.cn/A6xyz{n} [怒][泪] 转发微博 网页链接" for n in range(20)]
    found = _terms(posts + _chatter(30, 16), _chatter(40, 17))
    assert not {"客服小岁", "怒", "泪", "转发微博", "网页链接", "http", "t.cn"} & found.keys()


def test_traditional_and_simplified_count_together_and_show_as_mostly_written() -> None:
    posts = [f"食品安全檢查第{n}天" for n in range(12)] + [f"食品安全检查第{n}次" for n in range(5)]
    found = _terms(posts + _chatter(30, 18), _chatter(40, 19))
    assert found["食品安全檢查"].count == 17


def test_english_counts_by_words_whatever_the_case_and_number() -> None:
    posts = [f"my Refund never came {n}" for n in range(8)] + [f"where are our refunds {n}" for n in range(4)]
    found = _terms(posts, ["nice weather", "good morning", "lovely day"])
    assert found["Refund"].count == 12
    assert not {"my", "the", "where", "our"} & {text.casefold() for text in found}


def test_a_word_that_comes_with_bad_mood_is_marked() -> None:
    bad = said(*(f"{talk}换标签" for talk in _chatter(30, 20)), mood=-0.9)
    calm = said(*(f"新品上市{talk}" for talk in _chatter(60, 21)), first=500, mood=0.1)
    made = corpus([*bad, *calm])
    found = {term.text: term for term in hot_terms(made, candidates(made), ())}
    assert found["换标签"].push is Mood.NEGATIVE
    assert found["换标签"].mood < -0.8
    assert found["新品上市"].push is not Mood.NEGATIVE


def test_an_own_word_has_the_mood_people_gave_it() -> None:
    words = (MoodWord(word="小绿瓶", mood=Mood.POSITIVE),)
    found = _terms([f"{talk}小绿瓶" for talk in _chatter(20, 22)], _chatter(20, 23), names=("小绿瓶",), words=words)
    assert found["小绿瓶"].push is Mood.POSITIVE


def test_what_comes_late_is_rising() -> None:
    early = said(*(f"排队点餐{talk}" for talk in _chatter(90, 24)))
    late = said(*(f"召回公告{talk}" for talk in _chatter(30, 25)), first=500, at=early[-1].posted_at)
    made = corpus([*early, *late])
    found = {term.text: term for term in hot_terms(made, candidates(made), ())}
    assert found["召回公告"].rising > 5
    assert found["排队点餐"].rising < 0.5


def test_examples_are_different_texts_that_reach_far() -> None:
    found = _terms([f"{talk}预付卡" for talk in _chatter(30, 26)] + ["预付卡"] * 10, _chatter(30, 27))
    assert 1 < len(found["预付卡"].posts) <= 5
    assert len(set(found["预付卡"].posts)) == len(found["预付卡"].posts)


def test_one_voice_makes_no_term() -> None:
    made = corpus(said(*(f"独家秘方{n}号" for n in range(30)), author="一个人"))
    assert "独家秘方" not in [term.text for term in hot_terms(made, candidates(made), ())]


def test_names_are_the_words_people_watch_for_not_those_they_bar_nor_patterns() -> None:
    watch = Watch(name="岁稔", rules="退款\n!广告\n/退(款|钱)/\n+客服")
    assert names_of([watch]) == ("岁稔", "退款", "客服")
