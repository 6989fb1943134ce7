# SPDX-License-Identifier: Apache-2.0
"""The first scorer reads plain sentences of three scripts as a person would, and survives every text."""

import tomllib
from collections import Counter
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.posts.ports import SentimentScorer
from app.posts.post import Mood, mood_of
from app.posts.sentiment.lexicon import LONGEST, LexiconScorer

SCORER: SentimentScorer = LexiconScorer()


def mood(text: str) -> Mood:
    return mood_of(SCORER.score([text])[0])


@pytest.mark.parametrize(
    "text",
    [
        "太恶心了，过期的馅料还在用，再也不买了",
        "看完视频气得睡不着，黑心企业",
        "孩子昨天刚吃过，好担心",
        "等了两个小时还没送到，客服也不理人",
        "又翻车了，纯纯割韭菜",
        "避雷！智商税",
        "什么时候能给个说法？",
        "噁心，黑心廠商，拒買",
        "長輩天天吃，看到新聞整個人都慌了",
        "呢間真係好差，中伏",
        "This is disgusting, I feel sick",
        "Flight cancelled, bags lost and nobody answers the phone",
        "Stuck on the tarmac for 3 hours. Worst airline ever!",
        "Expired ingredients? Shame on you",
    ],
)
def test_anger_and_worry_are_negative(text: str) -> None:
    assert mood(text) is Mood.NEGATIVE


@pytest.mark.parametrize(
    "text",
    [
        "真的好吃，已经回购第三次了",
        "客服态度很好，点赞",
        "支持国货，良心企业，放心吃",
        "謝謝店員，小孩超愛，滿意",
        "處理得很好，值得肯定",
        "Thank you for the quick help, great crew",
        "So happy with this, highly recommend",
        "Delicious. Would buy again",
    ],
)
def test_praise_is_positive(text: str) -> None:
    assert mood(text) is Mood.POSITIVE


@pytest.mark.parametrize(
    "text",
    [
        "请问上海哪里有线下店？",
        "門市幾點開門？",
        "Which gate does the 11:30 to Boston leave from?",
        "香港到贵州的航班几点出发",
        "",
        " \n\t",
        "1234567890",
        "https://example.com/love-it @happy_lovely",
    ],
)
def test_plain_questions_and_nothing_are_neutral(text: str) -> None:
    assert mood(text) is Mood.NEUTRAL


@pytest.mark.parametrize(
    ("plain", "negated"),
    [
        ("满意", "不是很满意"),
        ("很放心", "很不放心"),
        ("滿意", "一點都不滿意"),
        ("好食", "唔好食"),
        ("I am happy", "I am not happy"),
        ("This is good", "This isn't good"),
        ("This is good", "This isn’t very good"),
    ],
)
def test_negation_turns_praise_round(plain: str, negated: str) -> None:
    assert SCORER.score([plain])[0] > SCORER.score([negated])[0]
    assert mood(negated) is Mood.NEGATIVE


def test_negation_ends_with_its_clause() -> None:
    assert mood("四天了还没发，差评") is Mood.NEGATIVE
    assert mood("Not today, thanks, wonderful crew") is Mood.POSITIVE


def test_what_is_not_bad_is_not_bad() -> None:
    assert mood("味道不难吃") is not Mood.NEGATIVE
    assert mood("not bad at all") is Mood.POSITIVE


@pytest.mark.parametrize(
    ("weaker", "stronger"), [("有点失望", "非常失望"), ("失望", "太失望了"), ("bad service", "extremely bad service")]
)
def test_degree_makes_it_stronger(weaker: str, stronger: str) -> None:
    assert SCORER.score([stronger])[0] < SCORER.score([weaker])[0] < 0


@pytest.mark.parametrize(
    "text", ["味道不错，但是太恶心了", "包裝漂亮，但是品質很差", "Nice seats but terrible service"]
)
def test_what_follows_but_weighs_more(text: str) -> None:
    assert mood(text) is Mood.NEGATIVE


def test_emoticons_and_emoji_carry_a_mood() -> None:
    moods = [
        mood(text) for text in ("[怒]", "[泪][泪]", "看了[吐]", "😡😡", "早上好[鼓掌]", "[心]", "今天❤️", "👍🏻", ":(")
    ]
    assert moods == [Mood.NEGATIVE] * 4 + [Mood.POSITIVE] * 4 + [Mood.NEGATIVE]


def test_traditional_and_simplified_score_the_same() -> None:
    assert SCORER.score(["這個廠商太噁心了，過期還繼續賣"]) == SCORER.score(["这个厂商太恶心了，过期还继续卖"])


def test_width_and_case_do_not_matter() -> None:
    assert SCORER.score(["TERRIBLE service!"]) == SCORER.score(["ｔｅｒｒｉｂｌｅ service！"])


@pytest.mark.parametrize("text", ["a classy glass", "the password assistant", "Scunthorpe", "skills and dyeing"])
def test_english_words_are_found_at_word_boundaries_only(text: str) -> None:
    assert mood(text) is not Mood.NEGATIVE


def test_scores_keep_order_and_do_not_depend_on_the_batch() -> None:
    texts = ["太恶心了", "真好吃", "", "terrible", "great"]
    assert SCORER.score([]) == []
    assert SCORER.score(texts) == [SCORER.score([text])[0] for text in texts] == LexiconScorer().score(tuple(texts))


@pytest.mark.parametrize(
    "text",
    ["\ud800恶心\udfff", "\x00\x00恶心", "恶\u200b心", "\u202e恶心", "恶心" * 500_000, "bad " * 250_000],
    ids=["surrogates", "nul", "zero-width", "override", "a-megabyte-zh", "a-megabyte-en"],
)
def test_hostile_texts_are_still_read(text: str) -> None:
    assert -1.0 <= SCORER.score([text])[0] <= -0.1


@pytest.mark.parametrize("piece", ["@", "[", "@a", "https://", "a'", "not ", "不", "👍", "\ud83d", "-", ":("])
def test_a_megabyte_of_one_thing_is_harmless(piece: str) -> None:
    assert -1.0 <= SCORER.score([piece * (1_000_000 // len(piece))])[0] <= 1.0


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    assert SCORER.score(["无" * LONGEST + "恶心"]) == SCORER.score(["无" * LONGEST])


@given(st.lists(st.text(st.characters()), max_size=5))
def test_any_text_gets_a_number_from_minus_one_to_one(texts: list[str]) -> None:
    scores = SCORER.score(texts)
    assert len(scores) == len(texts)
    assert all(-1.0 <= score <= 1.0 for score in scores)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_word_lists_are_rich_and_hold_each_text_once(language: str) -> None:
    file = resources.files("resources") / "lexicons" / f"{language}.toml"
    content: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    parts = [*(content.get(part, {}) for part in ("words", "emoticons", "intensifiers")), content["grammar"]]
    texts = Counter(text for part in parts for listed in part.values() for text in listed.split())
    assert [text for text, times in texts.items() if times > 1] == []
    charged = [text for weight, listed in content["words"].items() if weight != "0" for text in listed.split()]
    assert len(charged) >= 500
