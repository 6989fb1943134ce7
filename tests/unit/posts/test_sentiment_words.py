# SPDX-License-Identifier: Apache-2.0
"""Words that people gave a mood act at once, are named in the explanation, and survive a bad file."""

from pathlib import Path

import pytest

from app.errors import UserError
from app.posts.post import Mood
from app.posts.sentiment.book import MoodBook
from app.posts.sentiment.feeling import MoodWord, PieceKind
from app.posts.sentiment.scorer import MoodScorer

POST = "小熊饼干又上新了"


@pytest.fixture
def book(tmp_path: Path) -> MoodBook:
    return MoodBook(tmp_path / "moods.toml")


def word(text: str, mood: Mood = Mood.NEGATIVE, strength: int = 3) -> MoodWord:
    return MoodWord(word=text, mood=mood, strength=strength)


def test_a_word_acts_at_once_and_until_it_is_taken_away(book: MoodBook) -> None:
    scorer = MoodScorer(book)
    before, fingerprint = scorer.feel([POST]), scorer.fingerprint
    book.put(word("小熊饼干"))
    assert scorer.feel([POST])[0].mood is Mood.NEGATIVE
    assert scorer.fingerprint != fingerprint
    book.remove("小熊饼干")
    assert scorer.feel([POST]) == before
    assert scorer.fingerprint == fingerprint


def test_strength_says_how_far_a_word_goes(book: MoodBook) -> None:
    scorer = MoodScorer(book)
    post = "真的好吃，谢谢小熊饼干，太喜欢了"
    scores = [scorer.feel([post])[0].score]
    for strength in (1, 2, 3):
        book.put(word("小熊饼干", strength=strength), before="小熊饼干" if strength > 1 else "")
        scores.append(scorer.feel([post])[0].score)
    assert scores == sorted(scores, reverse=True)
    assert scores[1] > 0.1
    assert scores[3] < -0.9


def test_a_positive_word_lifts(book: MoodBook) -> None:
    book.put(word("绝绝子", Mood.POSITIVE))
    assert MoodScorer(book).feel(["这也太绝绝子了吧"])[0].mood is Mood.POSITIVE


def test_a_neutral_word_hides_its_characters_from_the_model(book: MoodBook) -> None:
    scorer = MoodScorer(book)
    hidden = "恶心坏蛋"
    assert scorer.feel([f"我买了{hidden}"])[0].mood is Mood.NEGATIVE
    book.put(word(hidden, Mood.NEUTRAL))
    assert scorer.feel([f"我买了{hidden}"]) == scorer.feel(["我买了"])


@pytest.mark.parametrize("post", ["塌 房".replace(" ", "\u200b"), "塌房", "又塌房了"])
def test_words_are_found_folded(book: MoodBook, post: str) -> None:
    book.put(word("塌房"))
    assert MoodScorer(book).feel([post])[0].score < -0.9


def test_traditional_is_found_by_simplified_and_english_by_whole_words_in_any_case(book: MoodBook) -> None:
    book.put(word("翻车"))
    book.put(word("Fail Whale"))
    scorer = MoodScorer(book)
    assert scorer.feel(["翻車"])[0].score < -0.9
    assert scorer.feel(["what a FAIL  whale"])[0].score < -0.9
    assert scorer.feel(["fail whaleboat"]) == MoodScorer().feel(["fail whaleboat"])
    assert not any(piece.kind is PieceKind.WORD for piece in scorer.explain("fail whaleboat").pieces)


def test_the_explanation_names_the_word_as_it_stands_in_the_book(book: MoodBook) -> None:
    book.put(word("翻车"))
    text = "味道不错，但是翻車了"
    own = [piece for piece in MoodScorer(book).explain(text).pieces if piece.kind is PieceKind.WORD]
    assert [(text[piece.start : piece.end], piece.word, piece.push) for piece in own] == [("翻車", "翻车", -1.0)]


def test_a_word_does_not_reach_into_the_next_post(book: MoodBook) -> None:
    book.put(word("小熊 饼干"))
    scorer = MoodScorer(book)
    assert scorer.feel(["我买小熊", "饼干到了"]) == MoodScorer().feel(["我买小熊", "饼干到了"])


def test_with_a_damaged_book_the_words_of_before_go_on_counting(book: MoodBook) -> None:
    book.put(word("小熊饼干"))
    scorer = MoodScorer(book)
    assert scorer.feel([POST])[0].mood is Mood.NEGATIVE
    book.path.write_text("[[word]]\nword = 'x'\nmood = 'sour'\n", "utf-8")
    assert scorer.feel([POST])[0].mood is Mood.NEGATIVE
    with pytest.raises(UserError):
        book.words()


@pytest.mark.parametrize(
    "bad",
    [
        word(""),
        word("  "),
        word("\u200b"),
        word("x" * 41),
        word("差", strength=0),
        word("差", strength=4),
        word("差", Mood.UNKNOWN),
        word("差\u202e"),
    ],
)
def test_what_cannot_be_a_word_is_refused(book: MoodBook, bad: MoodWord) -> None:
    with pytest.raises(UserError):
        book.put(bad)
    assert book.words() == ()
    assert book.changed() is None


def test_a_word_stands_in_the_book_once_however_it_is_written(book: MoodBook) -> None:
    book.put(word("翻车"))
    with pytest.raises(UserError):
        book.put(word("翻車", Mood.POSITIVE))
    changed = book.put(word("翻車", Mood.POSITIVE), before="翻车")
    assert book.words() == (changed,)
    with pytest.raises(UserError):
        book.remove("塌房")
    assert book.remove("翻车") == changed
