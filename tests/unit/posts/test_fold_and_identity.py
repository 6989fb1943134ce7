# SPDX-License-Identifier: Apache-2.0
"""What is shown, what is compared, and when two posts are one."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from app.errors import UserError
from app.posts.fold import fold, index_form, name_form, query_of, shown
from app.posts.identity import digest, is_sound, source_named, source_of_url, time_in_id
from app.posts.post import Post

AT = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
POST = Post(source="weibo", source_id="Db8BHCdEZ", posted_at=AT, arrived_at=AT, author="李雷", text="航班延误了")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\0b", "a␀b"),
        ("evil\u202egpj.exe", "evil[U+202E]gpj.exe"),
        ("a\x7fb\x9bc", "a[U+007F]b[U+009B]c"),
        ("broken \ud800 half", "broken [U+D800] half"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("cafe\u0301 👨‍👩‍👧", "café 👨‍👩‍👧"),
    ],
)
def test_deceiving_characters_are_made_visible_and_the_rest_is_kept(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_width_case_and_script_do_not_matter_for_comparing() -> None:
    assert fold("體育館ＡＢＣ航\u200b班") == fold("体育馆abc航班")


def test_every_han_character_stands_alone_in_the_index() -> None:
    assert index_form("CA981航班𠮷").split() == ["ca981", "航", "班", "𠮷"]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("航班 延誤", '"航 班" AND "延 误"'),
        ("“航班 延误”", '"航 班 延 误"'),
        ('"never closed', '"never closed"'),
        ("crash*", '"crash*" *'),
        ('say OR "NEAR(', '"say" AND "or" AND "near("'),
    ],
)
def test_a_search_is_all_words_and_whole_phrases(words: str, query: str) -> None:
    assert query_of(words) == query


def test_the_words_of_a_name_are_told_from_those_of_a_text() -> None:
    names = ("用户4711", "Flight_Watch 航班", "weibo.com", "")
    assert [name_form(name).replace("\ue000", "") for name in names] == [index_form(name) for name in names]
    assert name_form("用户4711").split() == ["\ue000用", "\ue000户", "\ue0004711"]
    assert query_of("用户 Flight", name_form) == '"\ue000用 \ue000户" AND "\ue000flight"'
    assert query_of("wei*", name_form) == '"\ue000wei*" *'


@pytest.mark.parametrize("words", ["", "  ", '"', "。。。！", "* - ^", "😀"])
def test_a_search_for_nothing_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(UserError) as refused:
        query_of(words)
    assert refused.value.said.key == "posts-search-nothing"


def test_the_same_id_on_a_platform_is_the_same_post() -> None:
    assert digest(POST) == digest(replace(POST, text="edited since", author="改名了"))
    assert digest(POST) != digest(replace(POST, source="twitter"))


def test_both_ids_of_a_weibo_post_name_the_same_post() -> None:
    assert digest(POST) == digest(replace(POST, source_id="3926546979108977"))
    assert digest(POST) != digest(replace(POST, source_id="3926546979108978"))


def test_a_row_number_alone_is_no_identity() -> None:
    first, second = replace(POST, source_id="17"), replace(POST, source_id="17", text="something else")
    assert digest(first) != digest(second)
    unknown = replace(POST, source="file")
    assert digest(unknown) != digest(replace(unknown, text="another platform's post with this id"))


def test_without_an_id_author_time_and_text_decide() -> None:
    bare = replace(POST, source_id="")
    assert digest(bare) == digest(replace(bare, text="航班\u200b延誤了 "))
    assert digest(bare) != digest(replace(bare, author="韩梅梅"))
    assert digest(bare) != digest(replace(bare, posted_at=AT + timedelta(seconds=1)))


@pytest.mark.parametrize(
    ("name", "source"),
    [("新浪微博", "weibo"), ("Ｗeibo", "weibo"), ("X", "twitter"), ("推特", "twitter"), ("小紅書", "xiaohongshu"),
     ("https://m.weibo.cn/status/1", "weibo"), ("news.example.com", "news.example.com"), ("客服 热线", "客服 热线")],
)  # fmt: skip
def test_a_platform_has_one_name(name: str, source: str) -> None:
    assert source_named(name) == source


def test_an_address_tells_the_platform_or_its_host() -> None:
    assert source_of_url("https://www.weibo.com/123/Db8BHCdEZ") == "weibo"
    assert source_of_url("https://blog.example.org/a") == "blog.example.org"
    assert source_of_url("https://[bad") == ""
    assert source_of_url("not an address") == ""


def test_platforms_write_the_time_into_their_ids() -> None:
    assert time_in_id("weibo", "Db8BHCdEZ") == datetime(2016, 1, 1, 10, 46, 54, tzinfo=UTC)
    assert time_in_id("weibo", "3926546979108977") == datetime(2016, 1, 1, 10, 46, 54, tzinfo=UTC)
    assert time_in_id("twitter", "570306133677760513") == datetime(2015, 2, 24, 19, 35, 52, tzinfo=UTC)
    assert time_in_id("weibo", "7dfzVB") is None
    assert time_in_id("file", "Db8BHCdEZ") is None


def test_only_a_real_id_on_a_known_platform_is_sound() -> None:
    assert is_sound("weibo", "Db8BHCdEZ")
    assert not is_sound("weibo", "123")
    assert not is_sound("weibo", "")
    assert not is_sound("file", "Db8BHCdEZ")
