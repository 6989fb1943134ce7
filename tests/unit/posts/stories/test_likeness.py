# SPDX-License-Identifier: Apache-2.0
"""What counts as the same words: what reposting and evasion add does not, too few words never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.posts.stories.likeness import Words, has_words, words_of

TOLD = "今天的航班又延误了三个小时，没有一个人管，真的很失望"


@pytest.mark.parametrize(
    "repost",
    [
        f"转发微博//@小王: {TOLD}",
        f"//@小王：{TOLD}",
        f"太过分了吧//@网友甲:说得对//@小王: {TOLD}",
        f"RT @wang: {TOLD}",
        f"LOL RT @wang: {TOLD}",
        f"回复@小王: 说得对//@网友甲: {TOLD}",
        f"【转】{TOLD}",
        f"轉發微博 {TOLD}",
        f"转发：{TOLD}",
        f"快看！{TOLD}",
        f"{TOLD} http://t.cn/A6xyz",
        f"[怒][怒]{TOLD}😡😡",
        f"{TOLD}#热搜#",
        f"#航班延误# {TOLD} #投诉",
        f"{TOLD}…全文",
        f"{TOLD} @央视新闻 @人民日报",
        "今天的航班又延誤了三個小時，沒有一個人管，真的很失望",
        "今天的航班又延误了\u200b三 个 小 时!没有一个人管...真的很失望",
        "今天的航班🔥又延误了三个小时，没有一个人管，真的💔很失望！！！",
    ],
)
def test_a_repost_says_the_same(repost: str) -> None:
    assert words_of(repost).likeness == words_of(TOLD).likeness != 0


def test_english_too() -> None:
    told = "My flight was delayed for three hours and nobody told us anything."
    assert words_of(f"RT @jo: {told.upper()} https://t.co/abc #fail").likeness == words_of(told).likeness != 0


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "转发微博", "轉發微博。", "哈哈哈", "哈" * 500, "[怒]", "[怒][怒][怒][怒][怒][怒]", "#航班延误#",
        "http://t.cn/abc", "😡😡😡😡", "//@小王: 转发微博", "@央视新闻 @人民日报", "真的假的？", "thank you!",
        "！！！！！！！！！！！！！！！！！！！！", "\ud800\udfff",
    ],
)  # fmt: skip
def test_too_few_words_are_like_nothing(text: str) -> None:
    assert words_of(text).likeness == 0


def test_other_words_are_others() -> None:
    assert words_of(TOLD).likeness != words_of(TOLD.replace("三", "五")).likeness


def test_a_long_comment_on_nothing_is_what_is_said() -> None:
    assert words_of(f"{TOLD}//@小王: 好").text.startswith("今天的航班")


def test_a_cut_text_is_known_as_one() -> None:
    assert words_of(f"{TOLD}…").cut
    assert words_of(f"{TOLD}...全文").cut
    assert not words_of(f"{TOLD}。").cut


@pytest.mark.parametrize(
    ("text", "says"), [("转发微博", False), ("[怒]", False), ("", False), ("好", True), (TOLD, True)]
)
def test_whether_there_are_words_at_all(text: str, says: bool) -> None:
    assert has_words(text) is says


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    words = words_of(text)
    assert isinstance(words, Words)
    assert -(1 << 63) <= words.likeness < 1 << 63
    assert words.text == "".join(one for one in words.text if one.isalnum())


@pytest.mark.parametrize(
    "piece",
    [
        "啊",
        " ",
        "#a",
        " #a",
        "@a ",
        "//@a:",
        "\ud800",
        "[a]",
        "！",
        "…",
        "… ",
        "RT @",
        "http://",
        "转发",
        "a!",
        "/ ",
        "回复@",
        "ﷺ",
    ],
)
def test_a_hostile_text_of_100_000_characters_comes_to_an_end(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    words_of(f"{text}x")
    words_of(f"{TOLD}{text}x #")
