# SPDX-License-Identifier: Apache-2.0
"""Questions, complaints and demands: which sentences count, and how they are grouped."""

import pytest

from app.analysis.asks import Ask, asks
from app.analysis.terms import candidates
from app.posts.authored import own, sentences
from app.posts.complaints import AskKind, kind_of
from tests.unit.analysis.said import corpus, said


def _kinds(text: str) -> list[AskKind | None]:
    return [kind_of(sentence) for sentence in sentences(own(text))]


@pytest.mark.parametrize("text", [
    "为什么不给退款", "退款什么时候到账？", "请问门店在哪里可以退货", "客服电话是多少？", "这批货有问题吗？",
    "怎么联系人工客服", "真的假的？", "為什麼不能退款？", "還要等多久才能到", "When will my refund arrive?",
    "how do I cancel my order",
    "Can I get a replacement for this?", "why is nobody answering the phone?", "any update on flight 1108?",
])  # fmt: skip
def test_a_question_is_one(text: str) -> None:
    assert AskKind.QUESTION in _kinds(text)


@pytest.mark.parametrize("text", [
    "投诉三天了没人接", "客服电话打不通", "不给退款还拉黑我", "等了三个小时", "被骗了两千块", "態度惡劣，再也不來",
    "过期食品还在卖",
    "My package never arrived", "the app does not work", "been on hold for two hours", "They lost my luggage",
    "worst customer service ever",
])  # fmt: skip
def test_a_complaint_is_one(text: str) -> None:
    assert AskKind.COMPLAINT in _kinds(text)


@pytest.mark.parametrize("text", [
    "必须道歉", "要求全额退款", "还我血汗钱", "给消费者一个说法", "请官方尽快回应", "退款！", "請儘快賠償",
    "I want a refund", "you owe us an apology", "please call me back", "refund my money now",
])  # fmt: skip
def test_a_demand_is_one(text: str) -> None:
    assert AskKind.DEMAND in _kinds(text)


@pytest.mark.parametrize("text", [
    "你好吗？", "在吗", "早上好", "你吃饭了吗？", "就这样好吗？", "是吗？", "难道不是这样吗？", "怎么可能",
    "我们不是法治社会?",
    "不管怎么说都支持", "谢谢大家", "今天天气不错", "转给身边的朋友，预防被骗", "how are you?", "really?", "right?",
    "thank you for the help!", "what a day", "can't wait to fly with you", "no problem at all", "?", "！？",
])  # fmt: skip
def test_greetings_rhetoric_and_thanks_ask_nothing(text: str) -> None:
    assert set(_kinds(text)) <= {None}


def test_only_the_sentence_counts_not_the_post() -> None:
    assert _kinds("面包很好吃。退款什么时候到账？周末再去") == [None, AskKind.QUESTION, None]


def _asked(*texts: str, names: tuple[str, ...] = ()) -> tuple[Ask, ...]:
    made = corpus(said(*texts), names=names)
    return asks(made, candidates(made))


def test_what_asks_for_the_same_is_one_group_most_first() -> None:
    found = _asked(
        "退款什么时候到账？", "退款怎么还没到？", "请问退款多久到", "我的退钱申请何时处理",
        "门店什么时候恢复营业？", "门店还开吗？", "今天真热",
    )  # fmt: skip
    assert [(ask.kind, ask.count) for ask in found] == [(AskKind.QUESTION, 4), (AskKind.QUESTION, 2)]
    assert "退款" in found[0].subject
    assert "门店" in found[1].subject


def test_kinds_are_kept_apart() -> None:
    found = _asked("退款什么时候到账？", "退款怎么申请？", "要求退款", "必须马上退款", "不给退款", "拒绝退款，太坑了")
    assert {ask.kind: ask.count for ask in found} == dict.fromkeys(AskKind, 2)


def test_a_name_that_everything_is_about_is_no_subject() -> None:
    places = ("外卖", "外卖", "门店", "门店", "官网")
    found = _asked(*(f"岁稔食品的{what}在哪里？" for what in places), names=("岁稔食品",))
    assert {ask.subject for ask in found} == {"外卖", "门店"}


def test_voices_and_posts_are_counted_apart() -> None:
    often = said("退款什么时候到？", "退款多久到账？", "退款何时能到", author="同一个人")
    made = corpus([*often, *said("退款几时能办？", first=90)])
    (found,) = asks(made, candidates(made))
    assert (found.count, found.voices) == (4, 2)


def test_what_one_voice_alone_asks_is_left_out() -> None:
    made = corpus(said("退款什么时候到？", "退款多久到账？", author="同一个人"))
    assert not asks(made, candidates(made))


def test_copies_of_one_question_all_count() -> None:
    (found,) = _asked(*["退款什么时候到账？"] * 30)
    assert (found.count, len(found.posts)) == (30, 1)


def test_the_best_example_is_short_and_to_the_point() -> None:
    long = "昨天我在店里买了两份，吃完不舒服，今天去问，店员说要等总部通知，我就想知道退款流程到底什么时候能走完？"
    (found,) = _asked(long, "退款流程什么时候能走完？", "退款流程要多久才能走完？")
    assert found.posts[-1] == 1


def test_english_and_chinese_both_have_groups() -> None:
    found = _asked(
        "When will my refund arrive?", "how long does the refund take?", "Where is my refund?",
        "发货要等多久？", "什么时候发货？", "何时发货",
    )  # fmt: skip
    assert {ask.subject for ask in found} == {"refund", "发货"}


def test_newest_tells_when_it_was_last_asked() -> None:
    posts = said("退款什么时候到？", "退款多久到账？")
    made = corpus(posts)
    assert asks(made, candidates(made))[0].newest_at == posts[-1].posted_at
