# SPDX-License-Identifier: Apache-2.0
"""The mood model reads plain sentences of three scripts as a person would, says why, and survives every text."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.posts.ports import SentimentScorer
from app.posts.post import NEUTRAL_BAND, Mood, mood_of
from app.posts.sentiment.feeling import PieceKind
from app.posts.sentiment.hashing import LONGEST, chunks, hashed
from app.posts.sentiment.scorer import MoodScorer

SCORER: SentimentScorer = MoodScorer()
LARGEST = 4 * 1024 * 1024


def mood(text: str) -> Mood:
    return SCORER.feel([text])[0].mood


def score(text: str) -> float:
    return SCORER.feel([text])[0].score


@pytest.mark.parametrize(
    "text",
    [
        "太恶心了，过期的馅料还在用，再也不买了",
        "看完视频气得睡不着，黑心企业",
        "等了两个小时还没送到，客服也不理人",
        "避雷！智商税",
        "噁心，黑心廠商，拒買",
        "呢間真係好差，中伏",
        "This is disgusting, I feel sick",
        "Flight cancelled, bags lost and nobody answers the phone",
        "Stuck on the tarmac for 3 hours. Worst airline ever!",
        "Expired ingredients? Shame on you",
    ],
)
def test_anger_and_disgust_are_negative(text: str) -> None:
    assert mood(text) is Mood.NEGATIVE


@pytest.mark.parametrize(
    "text",
    [
        "真的好吃，已经回购第三次了",
        "客服态度很好，点赞",
        "支持国货，良心企业，放心吃",
        "謝謝店員，小孩超愛，滿意",
        "Thank you for the quick help, great crew",
        "So happy with this, highly recommend",
        "Delicious. Would buy again",
    ],
)
def test_praise_is_positive(text: str) -> None:
    assert mood(text) is Mood.POSITIVE


@pytest.mark.parametrize(
    "text",
    ["門市幾點開門？", "发布会下午三点开始", "Which gate does the 11:30 to Boston leave from?"],
)
def test_plain_questions_are_neutral(text: str) -> None:
    assert mood(text) is Mood.NEUTRAL


@pytest.mark.parametrize(
    ("plain", "negated"),
    [("很放心", "很不放心"), ("滿意", "一點都不滿意"), ("I am happy", "I am not happy"), ("good", "isn’t good")],
)
def test_negation_takes_praise_back(plain: str, negated: str) -> None:
    assert score(plain) > score(negated)


def test_emoticons_and_emoji_carry_a_mood() -> None:
    assert [mood(text) for text in ("[怒]", "[泪][泪]", "😡😡", "早上好[鼓掌]", "[心]")] == (
        [Mood.NEGATIVE] * 3 + [Mood.POSITIVE] * 2
    )


def test_a_mood_is_not_read_off_emoticons_alone() -> None:
    assert mood("太恶心了，再也不买了[哈哈]") is Mood.NEGATIVE


@pytest.mark.parametrize("text", ["", " \n\t", "https://example.com/love-it @happy_lovely", "……！？", "1234567890"])
def test_where_there_is_nothing_to_read_the_mood_is_unknown(text: str) -> None:
    assert SCORER.feel([text]) == [(0.0, Mood.UNKNOWN)]
    assert SCORER.explain(text).pieces == ()


@pytest.mark.parametrize("text", ["😡", "[泪]", ":)", "👍🏻", "好", "ok"])
def test_an_emoji_or_one_word_is_something_to_read(text: str) -> None:
    assert mood(text) is not Mood.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "このサービスは最悪です、もう二度と使いません",
        "ひどい",
        "서비스가 너무 나빠요",
        "Обслуживание просто ужасное",
        "le service est vraiment mauvais et personne ne répond",
        "El servicio es muy malo y nadie contesta",
        "Der Kundenservice ist wirklich sehr schlecht",
        "Il servizio è pessimo, non lo consiglio",
        "O atendimento é muito ruim, não recomendo",
        "الخدمة سيئة للغاية",
        "บริการแย่มาก",
        "Dịch vụ rất tệ, không bao giờ quay lại",
    ],
)
def test_other_languages_are_not_guessed(text: str) -> None:
    assert mood(text) is Mood.UNKNOWN


@pytest.mark.parametrize(
    "text",
    ["iPhone太差了", "Huawei 太让人失望", "买了の东西太差了", "Café was terrible, never again", "Le Monde is awful"],
)
def test_a_foreign_word_does_not_make_a_post_foreign(text: str) -> None:
    assert mood(text) is Mood.NEGATIVE


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("這個廠商太噁心了，過期還繼續賣", "这个厂商太恶心了，过期还继续卖"),
        ("看著就覺得裏面髒，妳們還吃", "看着就觉得里面脏，你们还吃"),
        ("彷彿回到過去，覆工了也沒人管，藉口", "仿佛回到过去，复工了也没人管，借口"),
    ],
)
def test_traditional_and_simplified_feel_the_same(traditional: str, simplified: str) -> None:
    assert SCORER.feel([traditional]) == SCORER.feel([simplified])


def test_width_case_and_what_cannot_be_seen_do_not_matter() -> None:
    assert score("TERRIBLE service!") == score("ｔｅｒｒｉｂｌｅ service！") == score("ter\u200brible service!")


@pytest.mark.parametrize(
    "text",
    [
        "\ud800恶心\udfff",
        "\x00\x00恶心",
        "恶\u200b心",
        "\u202e恶心",
        "恶心" * 500_000,
        "bad " * 250_000,
        "太差了，再也不买了 bad 나빠 плохо 😡 :( [怒] http://t.cn/x",
    ],
    ids=["surrogates", "nul", "zero-width", "override", "a-megabyte-zh", "a-megabyte-en", "mixed"],
)
def test_hostile_texts_are_still_read(text: str) -> None:
    assert mood(text) is Mood.NEGATIVE


@pytest.mark.parametrize("piece", ["@", "[", "@a", "https://", "a'", "not ", "不", "👍", "\ud83d", "-", ":(", "1"])
def test_a_megabyte_of_one_thing_is_harmless(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert -1.0 <= score(text) <= 1.0
    SCORER.explain(text)


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    assert score("的吗" * LONGEST + "恶心") == score("的吗" * LONGEST)


@given(st.lists(st.text(st.characters()), max_size=5))
def test_any_text_gets_an_answer_that_no_neighbour_changes(texts: list[str]) -> None:
    feelings = SCORER.feel(texts)
    assert feelings == [SCORER.feel([text])[0] for text in texts]
    for feeling in feelings:
        assert -1.0 <= feeling.score <= 1.0
        assert feeling.mood in (mood_of(feeling.score), Mood.UNKNOWN)
        assert (feeling.mood is Mood.UNKNOWN) == (feeling.score == 0.0)


@given(st.text(st.characters() | st.sampled_from("太差了好吃不 bad good😡[泪]")))
def test_pieces_lie_in_the_text_in_order_and_the_strongest_is_one(text: str) -> None:
    feeling, pieces = SCORER.explain(text)
    assert feeling == SCORER.feel([text])[0]
    end = 0
    for piece in pieces:
        assert end <= piece.start < piece.end <= len(text)
        end = piece.end
    if pieces:
        assert max(abs(piece.push) for piece in pieces) == 1.0


def test_scores_do_not_depend_on_how_many_texts_come_at_once() -> None:
    texts = ["太恶心了", "真好吃[心]", "", "terrible service", "great", "no", "no", "no", "客服不理人" * 60] * 300
    assert len(chunks(texts)) > 1
    assert SCORER.feel([]) == []
    assert SCORER.feel(texts) == SCORER.feel(texts[:9]) * 300 == MoodScorer().feel(tuple(texts))


def test_the_committed_model_says_today_what_it_said_when_it_was_committed() -> None:
    """On every machine; after training anew these change with the weights."""
    said = {text: score(text) for text in KEPT}
    assert said == KEPT


def test_the_model_is_small_and_fingerprinted() -> None:
    file = resources.files("resources") / "models" / "mood.npz"
    assert len(file.read_bytes()) <= LARGEST
    assert len(SCORER.fingerprint) == 16
    assert SCORER.fingerprint == MoodScorer().fingerprint


def _words(text: str) -> Sequence[tuple[str, bool]]:
    return [(text[piece.start : piece.end], piece.push > 0) for piece in SCORER.explain(text).pieces]


def test_the_explanation_points_at_what_a_person_would_point_at() -> None:
    assert ("terrible", False) in _words("Nice seats but terrible service")
    assert ("Nice", True) in _words("Nice seats but terrible service")
    assert any("恶心" in word and not positive for word, positive in _words("包装漂亮，客服太恶心了"))
    assert all(piece.kind is PieceKind.MODEL and piece.word == "" for piece in SCORER.explain("太恶心了").pieces)


def test_places_of_pieces_count_the_characters_as_they_were_written() -> None:
    text = "\u200b\u200b😡😡 http://t.cn/abc ＴＥＲＲＩＢＬＥ service"
    assert ("ＴＥＲＲＩＢＬＥ", False) in _words(text)


def test_every_text_has_its_ngrams_whichever_neighbours_it_has() -> None:
    texts = ["今天好开心[心]", "", "no", "no", "no", "don’t worry", "的"]
    found = hashed(texts)
    ends = [*found.starts[1:].tolist(), len(found.buckets)]
    for text, start, end in zip(texts, found.starts.tolist(), ends, strict=True):
        assert found.buckets[start:end].tolist() == hashed([text]).buckets.tolist()
        assert (end > start) == bool(text)


def test_scores_inside_the_band_are_neutral_and_outside_are_not() -> None:
    for text in ("今天吃饭了", "还行吧", "the meeting is on Monday", "太差了", "great"):
        feeling = SCORER.feel([text])[0]
        assert (abs(feeling.score) < NEUTRAL_BAND) == (feeling.mood is Mood.NEUTRAL)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_word_lists_training_reads_are_rich_and_hold_each_text_once(language: str) -> None:
    file = resources.files("resources") / "lexicons" / f"{language}.toml"
    content: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    parts = [*(content.get(part, {}) for part in ("words", "emoticons", "intensifiers")), content["grammar"]]
    texts = Counter(text for part in parts for listed in part.values() for text in listed.split())
    assert [text for text, times in texts.items() if times > 1] == []
    charged = [text for weight, listed in content["words"].items() if weight != "0" for text in listed.split()]
    assert len(charged) >= 500


KEPT: dict[str, float] = {
    "太恶心了，过期的馅料还在用，再也不买了": -0.9868,
    "真的好吃，已经回购第三次了": 0.4369,
    "門市幾點開門？": -0.0415,
    "呢間真係好差，中伏": -0.6046,
    "This is disgusting, I feel sick": -0.9966,
    "Thank you for the quick help, great crew": 0.9934,
    "[泪][泪]": -0.4478,
    "😡": -0.4315,
    "iPhone太差了": -0.7386,
    "的": -0.0081,
}
