# SPDX-License-Identifier: Apache-2.0
"""What a person writes into the rules of a watch, and what is made of it; every fault in one sentence, by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.posts.post import Exactness
from app.posts.watches.rules import Field, Form, Keyword, Role, read_rules
from app.texts import LANGUAGES, Texts

ENGLISH = Texts("en")


def only(rules: str) -> Keyword:
    """The one keyword of rules without a fault."""
    found = read_rules(rules)
    assert not found.problems
    (group,) = found.groups
    (keyword,) = group.lines
    return keyword


def complaint(rules: str) -> tuple[int, str, bool]:
    """The one problem: line, key, fatal. Every language can say it."""
    (problem,) = read_rules(rules).problems
    for language in LANGUAGES:
        assert Texts(language).say(problem.said)
    return problem.line, problem.said.key, problem.fatal


def test_groups_begin_at_a_name_or_a_blank_line() -> None:
    found = read_rules("# ours\n退款\n+客服\n!广告\n\n投诉\n[上海门店]\n\n地铁店\n【北京门店】\n西单店\n")
    assert [(group.name, [one.text for one in group.lines]) for group in found.groups] == [
        ("", ["退款", "客服", "广告"]), ("", ["投诉"]), ("上海门店", ["地铁店"]), ("北京门店", ["西单店"]),
    ]  # fmt: skip
    assert [one.role for one in found.groups[0].lines] == [Role.PLAIN, Role.MUST, Role.NOT]
    assert found.keywords == 6
    assert not found.problems


def test_every_attribute_in_both_languages() -> None:
    chinese = only("退款难 | 同音 | 权重 3 | 地区 上海 | 字段 作者 | 说明 客服常用语")
    english = only("退款难 | homophone | weight 3 | region 上海 | in author | note 客服常用语")
    hong_kong = only("退款难｜同音｜權重：３｜地區 上海｜欄位 作者｜說明 客服常用语")
    assert chinese == english == hong_kong
    assert (chinese.reach, chinese.weight, chinese.region) == (Exactness.HOMOPHONE, 3, "上海")
    assert (chinese.field, chinese.note) == (Field.AUTHOR, "客服常用语")


def test_a_chinese_keyboard_writes_the_same_rules() -> None:
    found = read_rules("＋客服\n！广告\n“Flight Booking”\n＃ 备注")
    assert [(one.role, one.form, one.text) for group in found.groups for one in group.lines] == [
        (Role.MUST, Form.WORD, "客服"), (Role.NOT, Form.WORD, "广告"), (Role.PLAIN, Form.PHRASE, "Flight Booking"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("/退(款|钱)/", "退(款|钱)"),
        ("/a | b/ | 权重 3", "a | b"),
        (r"/https:\/\/x/", r"https:\/\/x"),
        ("/和/ | 说明 和/或", "和"),
    ],
)
def test_a_bar_or_slash_inside_of_a_pattern_belongs_to_it(line: str, text: str) -> None:
    assert only(line).text == text
    assert only(line).shown == f"/{text}/"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("+", "rules-nothing"), ("。。。！", "rules-no-letters"), ("🔥🔥", "rules-no-letters"),
        ("退" * 201, "rules-too-long"),
        ("/退款", "rules-open-pattern"), ("/.*/", "rules-pattern-everything"), ("/a*/", "rules-pattern-everything"),
        ("!/./", "rules-pattern-everything"), (r"/(a)\1/", "rules-pattern-unsupported"),
        ("/(?=退款)/", "rules-pattern-unsupported"), ("/(退款/", "rules-pattern-wrong"),
        (r"/((\p{Han}|\w){1,200}){5}/", "rules-pattern-large"), ("!广告", "rules-only-not"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_for_is_left_out(line: str, key: str) -> None:
    assert complaint(f"退款\n\n{line}") == (3, key, True)
    assert read_rules(f"退款\n\n{line}").keywords == 1


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("退", "rules-one-han"), ("x", "rules-one-letter"), ("#退款#", "rules-hashtag"),
        ('"退款', "rules-open-quote"),
        ("退款 | 精准", "rules-attribute"), ("退款 | 字段 标题", "rules-attribute"),
        ("退款 | 地区", "rules-attribute"),
        ("退款 | 权重 11", "rules-weight"), ("退款 | 权重 重", "rules-weight"),
        ("/退款/ | 同音", "rules-pattern-level"),
        ("退款 | 同音", "rules-homophone-folded"), ("refund | 同音", "rules-homophone-folded"),
        ("消费者 | 差一字", "rules-edit-homophone"), ("fraud | 差一字", "rules-edit-folded"),
    ],
)  # fmt: skip
def test_what_is_done_otherwise_than_asked_is_said(line: str, key: str) -> None:
    assert complaint(line) == (1, key, False)


def test_a_keyword_goes_no_further_than_makes_sense() -> None:
    reaches = [
        one.reach for one in read_rules("退款|同音\n消费者|差一字\n消费者权|差一字\nrefund|差一字").groups[0].lines
    ]
    assert reaches == [Exactness.FOLDED, Exactness.HOMOPHONE, Exactness.EDIT, Exactness.EDIT]


def test_a_weight_out_of_bounds_is_the_nearest_one() -> None:
    assert [one.weight for one in read_rules("甲乙|权重 0\n甲丙|权重 99\n甲丁|权重 -3").groups[0].lines] == [1, 10, 1]


def test_a_group_whose_only_plain_line_is_faulty_goes_as_a_whole() -> None:
    """`+客服` alone would match what nobody asked for."""
    found = read_rules("/(退款/\n+客服\n")
    assert not found.groups
    assert [problem.line for problem in found.problems] == [1]


def test_five_thousand_lines_are_read() -> None:
    rules = "".join(f"退款{number}客服 | 同音 | 权重 3\n" for number in range(5_000))
    assert read_rules(rules).keywords == 5_000


@given(st.text() | st.lists(st.sampled_from('退款ab +!/"#[]|｜*\n权重 3(')).map("".join))
def test_no_rules_make_it_fail(rules: str) -> None:
    found = read_rules(rules)
    assert all(group.lines for group in found.groups)
    assert all(ENGLISH.say(problem.said) for problem in found.problems)
