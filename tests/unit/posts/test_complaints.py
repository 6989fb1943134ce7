# SPDX-License-Identifier: Apache-2.0
"""Which posts complain or demand something, told quickly and yet as the analysis tells it sentence by sentence."""

import random

import pytest

from app.posts.authored import own, sentences
from app.posts.complaints import AskKind, complains, kind_of


@pytest.mark.parametrize("text", [
    "面包很好吃。但是投诉三天了没人接", "要求全额退款", "態度惡劣，再也不來", "为什么还不退款？必须道歉！",
    "not sure. they lost my luggage, again", "My package never arrived", "refund my money now", "&lt;还我血汗钱&gt;",
])  # fmt: skip
def test_a_post_complains_if_a_sentence_of_it_does(text: str) -> None:
    assert complains(text)


@pytest.mark.parametrize("text", [
    "", "   ", "面包很好吃", "退款什么时候到账？", "谢谢大家", "转给身边的朋友，预防被骗", "转发微博", "？！",
    "//@老张:投诉三天了没人接", "thank you for the help!", "When will it arrive?", "\ud800 半个字",
    "本报讯" + "记者从市场监管部门获悉相关企业已经被投诉多次目前正在调查处理当中" * 3,
])  # fmt: skip
def test_others_do_not(text: str) -> None:
    assert not complains(text)


def test_a_question_that_complains_does_so_too() -> None:
    assert kind_of("投诉电话为什么打不通？") is AskKind.QUESTION
    assert complains("投诉电话为什么打不通？")


def test_the_quick_look_at_a_text_misses_nothing_that_its_sentences_say() -> None:
    said = (
        "要求赔偿", "不给退款", "被骗了两千块", "给消费者一个说法", "滚", "为什么", "面包", "请大家", "投诉", "没有",
        "官方尽快", "还我血汗钱", "worst service ever", "I want", "a refund", "never arrived", "please", "thank you",
    )  # fmt: skip
    marks = ("。", "！", "，", " ", "\n", "？", "//@甲:", " http://t.cn/x ", "[怒]", "")
    dice = random.Random(5)
    found = []
    for _ in range(2_000):
        text = "".join(dice.choice(said) + dice.choice(marks) for _ in range(dice.randint(1, 5)))
        kinds = {kind_of(sentence) for sentence in sentences(own(text))}
        found.append(complains(text))
        assert found[-1] or kinds.isdisjoint((AskKind.DEMAND, AskKind.COMPLAINT)), text
    assert 500 < sum(found) < 1_900
