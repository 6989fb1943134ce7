# SPDX-License-Identifier: Apache-2.0
"""Which type of crisis is suggested, why, and when nothing is."""

import pytest

from app.analysis.crisis import types
from app.analysis.signs import finer_kinds, signs
from app.posts.post import Mood
from app.room.words import CrisisType
from app.texts import LANGUAGES, Texts
from tests.unit.analysis.said import corpus, repost, said
from tests.unit.analysis.scenarios import SCENARIOS, Scenario


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: f"{one.finer or 'none'}: {one.posts[0][:16]}")
def test_a_short_crisis_is_told(scenario: Scenario) -> None:
    mood = -0.5 if scenario.kind else 0.4
    found = types(corpus(said(*scenario.posts, mood=mood)))
    told = [(one.type, one.finer) for one in found[:1]]
    assert told == ([(scenario.kind, scenario.finer)] if scenario.kind else [])


def test_a_suggestion_tells_its_reasons_with_counts() -> None:
    (found,) = types(corpus(said(
        "吃出虫子", "这家店食物中毒", "又食物中毒了，食品安全呢", "食品安全没人管", "孩子食物中毒住院", "食材发霉",
    )))  # fmt: skip
    assert found.type is CrisisType.PRODUCT
    assert ("食物中毒", 3) in [(reason.word, reason.posts) for reason in found.reasons]
    assert 0.5 < found.confidence <= 0.9
    assert 0.5 < found.share <= 1.0


def test_fewer_than_five_posts_suggest_nothing() -> None:
    assert not types(corpus(said("数据泄露了", "信息泄露", "又是数据泄露", "隐私泄露谁管")))


def test_one_voice_suggests_nothing() -> None:
    posts = said(*(f"第{number}次说：数据泄露，信息泄露" for number in range(30)), author="一个人")
    assert not types(corpus(posts))


def test_two_types_alike_suggest_nothing() -> None:
    posts = said(
        "客服电话打不通", "态度恶劣的店员", "没人接电话", "投诉没人理", "售后踢皮球", "服务态度差",
        "代言人塌房", "劣迹艺人代言", "代言人解约", "代言人出轨", "品牌代言人翻车", "代言人吸毒",
    )  # fmt: skip
    assert not types(corpus(posts))


def test_mere_reposts_speak_with_what_they_repost() -> None:
    posts = said("快递公司数据泄露，个人信息被卖", "我的信息泄露了", "隐私泄露没人管", "哈哈", "路过", "围观一下")
    before = types(corpus(posts))
    posts += [repost(posts[0], "转发微博", 100 + number) for number in range(40)]
    (after,) = types(corpus(posts))
    assert not before
    assert after.type is CrisisType.DATA_SECURITY
    assert after.reasons[0].posts >= 41


def test_many_glad_posts_are_no_crisis() -> None:
    posts = said(*(f"代言人好帅，{number}号见面会，新代言太开心" for number in range(20)), mood=0.8)
    assert all(post.mood is Mood.POSITIVE for post in posts)
    assert not types(corpus(posts))


def test_traditional_and_simplified_are_one() -> None:
    plain = said("信息泄露了", "個人信息被賣", "數據泄露", "数据泄露谁负责", "隱私洩露", "用戶數據外泄")
    (found,) = types(corpus(plain))
    assert found.finer == "leak"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finer_kind_has_a_name(language: str) -> None:
    texts = Texts(language)  # type: ignore[arg-type]
    assert all(texts.has(f"terms-finer-{kind.replace('_', '-')}") for kind in finer_kinds())


def test_every_type_has_signs_in_both_languages() -> None:
    for kind in CrisisType:
        own = [sign for sign in signs() if sign.type is kind]
        assert sum(sign.word.isascii() for sign in own) >= 10
        assert sum(not sign.word.isascii() for sign in own) >= 20
