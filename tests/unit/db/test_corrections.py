# SPDX-License-Identifier: Apache-2.0
"""Moods that people gave, in the store: they stay whatever the machine says, and take everything countable along.

Trap: a story is named like its founding post, so a correction of the one is none of the other.
"""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from app.posts.ports import Decision, Merged, MoodGiven, Split
from app.posts.post import Mood, Post
from app.posts.question import Question
from db import corrections, post_store
from db.post_store import SqlPostStore, open_posts
from tests.unit.db.conftest import KEY, NOON, TOPICS, key_of, rows, story_of, told
from tests.unit.db.judges import Words, all_again, is_right
from tests.unit.found import newest

SAD = Words("5" * 16, {"航空": -0.8, "奶粉": -0.3}, 品牌="航空")
GLAD = Words("9" * 16, {"奶粉": 0.7, "扩散": -0.9}, 品牌="航空", 对手="奶粉")
GOOD, BAD, EVEN = Mood.POSITIVE, Mood.NEGATIVE, Mood.NEUTRAL


def fill(store: SqlPostStore, *posts: Post, judge: Words = SAD) -> None:
    """Posts come in, judged."""
    store.rules = judge.fingerprint
    store.add([judge.judge(post) for post in posts])


def decide(store: SqlPostStore, *changes: Decision) -> None:
    """People say so, and everything stays countable."""
    store.rearrange(changes, store.rearranged() + len(changes))
    is_right(store)


def felt(store: SqlPostStore) -> dict[str, tuple[Mood, float, bool]]:
    """Each post's mood, score, and whether a person said so, by the last figure of its id."""
    return {post.source_id[-1]: (post.mood, post.sentiment, post.corrected) for post in newest(store)}


def moods(store: SqlPostStore) -> str:
    """The moods as one letter each, oldest first; capitals where a person said so."""
    found = ((post.mood.value[:3], post.corrected) for post in reversed(newest(store)))
    return " ".join(mood.upper() if corrected else mood for mood, corrected in found)


# --- a post


def test_a_post_has_the_mood_a_person_gave_it_and_the_machines_again_when_that_is_taken_back(
    store: SqlPostStore,
) -> None:
    fill(store, *(told(n, TOPICS[n]) for n in range(3)))
    decide(store, MoodGiven(key_of(told(0)), GOOD))
    assert felt(store) == {"0": (GOOD, 1.0, True), "1": (BAD, -0.3, False), "2": (EVEN, 0.0, False)}
    decide(store, MoodGiven(key_of(told(0)), EVEN))
    assert felt(store)["0"] == (EVEN, 0.0, True)
    decide(store, MoodGiven(key_of(told(0)), None))
    assert felt(store)["0"] == (BAD, -0.8, False)
    decide(store, MoodGiven(key_of(told(0)), None))
    assert (rows(store, "correction"), felt(store)["0"]) == (0, (BAD, -0.8, False))


def test_what_a_person_said_stays_when_all_is_judged_anew_and_gives_way_to_the_newest_judgement(
    store: SqlPostStore,
) -> None:
    fill(store, *(told(n, TOPICS[n % 2]) for n in range(4)))
    decide(store, MoodGiven(key_of(told(1)), BAD))
    assert all_again(store, GLAD) == 4
    is_right(store)
    assert moods(store) == "neu NEG neu pos"
    assert [m.watch for m in newest(store)[2].mentions] == ["对手"], "it is matched anew all the same"
    decide(store, MoodGiven(key_of(told(1)), None))
    assert felt(store)["1"] == (GOOD, 0.7, False)


def test_a_correction_of_an_unreadable_post_is_taken_back_to_unknown(store: SqlPostStore) -> None:
    fill(store, told(1, "……"))
    decide(store, MoodGiven(key_of(told(1)), BAD))
    assert felt(store)["1"] == (BAD, -1.0, True)
    decide(store, MoodGiven(key_of(told(1)), None))
    assert felt(store)["1"] == (Mood.UNKNOWN, 0.0, False)


@pytest.mark.parametrize("key", ["", "?", "a1", "ab" * 16, "ab" * 40])
def test_what_is_not_here_is_passed_over(store: SqlPostStore, key: str) -> None:
    fill(store, told(1, TOPICS[0]))
    decide(store, *(MoodGiven(key, mood, whole) for mood in (GOOD, None) for whole in (True, False)))
    assert moods(store) == "neg"


def test_a_post_that_comes_after_its_correction_or_again_after_it_expired_has_it(store: SqlPostStore) -> None:
    post = told(1, TOPICS[0])
    decide(store, MoodGiven(key_of(post), GOOD))
    fill(store, post, told(2, TOPICS[1]))
    assert moods(store) == "POS neg"
    assert story_of(store, post).positive == 1
    is_right(store)
    assert store.expire(NOON + timedelta(days=1), list, 10) == 2
    fill(store, post)
    assert moods(store) == "POS"
    decide_back = MoodGiven(key_of(post), None)
    store.rearrange([decide_back], 9)
    assert felt(store)["1"] == (BAD, -0.8, False)


# --- a story


def test_a_story_takes_its_posts_and_those_that_join_it_along(store: SqlPostStore) -> None:
    fill(store, *(told(n, TOPICS[0]) for n in (1, 2)), told(3, TOPICS[1]))
    decide(store, MoodGiven(key_of(told(1)), GOOD, whole=True))
    assert moods(store) == "POS POS neg"
    fill(store, told(4, TOPICS[0]), told(5, TOPICS[1]), told(6, "转发微博", parent=told(2).source_id))
    assert moods(store) == "POS POS neg POS neg POS"
    is_right(store)
    assert (story_of(store, told(1)).positive, story_of(store, told(1)).sentiment) == (4, 1.0)
    all_again(store, GLAD)
    is_right(store)
    decide(store, MoodGiven(key_of(told(1)), None, whole=True))
    assert moods(store) == "neu neu pos neu pos neu"


def test_a_story_of_one_post_and_its_post_are_corrected_apart(store: SqlPostStore) -> None:
    fill(store, told(1, TOPICS[0]))
    key = key_of(told(1))
    decide(store, MoodGiven(key, GOOD, whole=True))
    assert moods(store) == "POS"
    decide(store, MoodGiven(key, EVEN))
    assert moods(store) == "NEU", "a post's own goes before its story's"
    fill(store, told(2, TOPICS[0]))
    assert moods(store) == "NEU POS"
    decide(store, MoodGiven(key, None))
    assert moods(store) == "POS POS"
    decide(store, MoodGiven(key, None, whole=True))
    assert moods(store) == "neg neg"


def test_a_story_that_comes_back_after_all_of_it_expired_is_still_corrected(store: SqlPostStore) -> None:
    fill(store, *(told(n, TOPICS[0]) for n in (1, 2)))
    decide(store, MoodGiven(key_of(told(1)), GOOD, whole=True))
    assert store.expire(NOON + timedelta(days=1), list, 10) == 2
    fill(store, *(told(n, TOPICS[0]) for n in (1, 2, 3)))
    assert moods(store) == "POS POS POS"


def test_a_story_keeps_its_correction_when_only_its_first_post_expired(store: SqlPostStore) -> None:
    fill(store, told(1, TOPICS[0]), told(2, TOPICS[0], arrived_at=NOON + timedelta(days=2)))
    decide(store, MoodGiven(key_of(told(1)), GOOD, whole=True))
    assert store.expire(NOON + timedelta(days=1), list, 10) == 1
    fill(store, told(3, TOPICS[0]))
    assert moods(store) == "POS POS"


def test_of_stories_that_are_one_the_last_word_holds_and_a_split_takes_its_own_along(store: SqlPostStore) -> None:
    fill(store, *(told(n, TOPICS[0]) for n in (1, 2)), *(told(n, TOPICS[1]) for n in (3, 4)))
    one, other = key_of(told(1)), key_of(told(3))
    decide(store, MoodGiven(one, GOOD, whole=True), MoodGiven(other, EVEN, whole=True))
    assert moods(store) == "POS POS NEU NEU"
    decide(store, Merged(other, one))
    assert moods(store) == "NEU NEU NEU NEU"
    decide(store, MoodGiven(other, None, whole=True))
    assert moods(store) == "POS POS POS POS"
    decide(store, MoodGiven(other, EVEN, whole=True), Split(one, (other,)))
    assert moods(store) == "POS POS NEU POS"
    decide(store, MoodGiven(one, None, whole=True))
    assert moods(store) == "neg neg NEU neg"


def test_posts_split_off_a_corrected_story_are_the_machines_again(store: SqlPostStore) -> None:
    fill(store, *(told(n, TOPICS[0]) for n in (1, 2, 3)))
    decide(store, MoodGiven(key_of(told(1)), GOOD, whole=True), MoodGiven(key_of(told(2)), EVEN))
    decide(store, Split(key_of(told(1)), (key_of(told(2)), key_of(told(3)))))
    assert moods(store) == "POS NEU neg"


def test_stories_that_a_post_links_follow_the_last_word(store: SqlPostStore) -> None:
    waiting = told(1, "转发微博", parent=told(5).source_id)
    fill(store, waiting, told(2, TOPICS[0]), told(3, TOPICS[0]))
    decide(store, MoodGiven(key_of(told(2)), GOOD, whole=True))
    fill(store, told(5, TOPICS[0]))
    assert story_of(store, waiting) == story_of(store, told(2))
    assert moods(store) == "POS POS POS POS"
    is_right(store)


def test_a_crash_on_the_way_leaves_neither_half_a_story_nor_the_number(
    store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, *(told(n, TOPICS[0]) for n in (1, 2)))
    changes = [MoodGiven(key_of(told(2)), EVEN), MoodGiven(key_of(told(1)), GOOD, whole=True)]

    def crash(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as failing:
        failing.setattr(corrections, "write_drafts", crash)
        with pytest.raises(MemoryError):
            store.rearrange(changes, 2)
    assert (moods(store), store.rearranged(), rows(store, "correction")) == ("neg neg", 0, 0)
    decide(store, *changes)
    assert (moods(store), store.rearranged()) == ("POS NEU", 2)


# --- a large story, in slices

SLICE = 22  # posts looked at in one transaction, where a story by itself counts as 20


@pytest.fixture
def sliced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two posts a transaction."""
    monkeypatch.setattr(post_store, "A_TIME", SLICE)


def turned(store: SqlPostStore) -> int:
    """Turns the rest; in how many transactions. Everything is countable after each."""
    slices, left = 0, True
    while left:
        left = store.turn_moods(SLICE)
        is_right(store)
        slices += 1
    assert not store.turn_moods(SLICE)
    return slices


@pytest.mark.usefixtures("sliced")
def test_a_large_story_is_put_right_in_slices_the_newest_posts_first(store: SqlPostStore) -> None:
    fill(store, *(told(n, TOPICS[0]) for n in range(5)))
    all_again(store, SAD)
    decide(store, MoodGiven(key_of(told(0)), GOOD, whole=True))
    assert moods(store) == "neg neg neg POS POS"
    assert (store.rearranged(), store.judged_by(SAD.fingerprint)) == (1, False)
    fill(store, told(6, TOPICS[0]))
    decide(store, MoodGiven(key_of(told(1)), EVEN))
    assert moods(store) == "neg NEU POS POS POS POS", "a further decision does the next slice"
    assert turned(store) == 1
    assert moods(store) == "POS NEU POS POS POS POS"
    assert store.judged_by(SAD.fingerprint)


@pytest.mark.usefixtures("sliced")
def test_a_correction_taken_back_half_way_leaves_nothing_behind(store: SqlPostStore) -> None:
    fill(store, *(told(n, TOPICS[0]) for n in range(5)))
    decide(store, MoodGiven(key_of(told(0)), GOOD, whole=True))
    store.turn_moods(SLICE)
    decide(store, MoodGiven(key_of(told(0)), None, whole=True))
    assert moods(store) == "neg POS POS neg neg"
    turned(store)
    assert moods(store) == "neg neg neg neg neg"


@pytest.mark.usefixtures("sliced")
def test_what_was_said_last_is_seen_first(store: SqlPostStore) -> None:
    fill(store, *(told(n, TOPICS[0]) for n in range(5)), told(7, TOPICS[1]))
    decide(store, MoodGiven(key_of(told(0)), GOOD, whole=True))
    decide(store, MoodGiven(key_of(told(7)), EVEN, whole=True))
    assert moods(store) == "neg neg POS POS POS NEU"


@pytest.mark.usefixtures("sliced")
def test_posts_taken_out_of_a_story_half_way_are_the_machines_again(store: SqlPostStore) -> None:
    fill(store, *(told(n, TOPICS[0]) for n in range(6)))
    decide(store, MoodGiven(key_of(told(0)), GOOD, whole=True))
    decide(store, Split(key_of(told(0)), (key_of(told(5)), key_of(told(1)))))
    turned(store)
    assert moods(store) == "POS neg POS POS POS neg"


@pytest.mark.usefixtures("sliced")
def test_slices_go_on_after_a_crash_and_a_restart(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_posts(path, KEY)
    fill(store, *(told(n, TOPICS[0]) for n in range(6)))
    decide(store, MoodGiven(key_of(told(0)), GOOD, whole=True))

    def crash(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as failing:
        failing.setattr(corrections, "write_drafts", crash)
        with pytest.raises(MemoryError):
            store.turn_moods(SLICE)
    assert moods(store) == "neg neg neg neg POS POS"
    store.close()
    store = open_posts(path, KEY)
    assert turned(store) == 3
    assert moods(store) == "POS POS POS POS POS POS"
    store.close()


def test_corrections_outlive_a_restart(path: Path) -> None:
    store = open_posts(path, KEY)
    fill(store, told(1, TOPICS[0]))
    decide(store, MoodGiven(key_of(told(1)), GOOD, whole=True))
    store.close()
    store = open_posts(path, KEY)
    fill(store, told(2, TOPICS[0]))
    assert moods(store) == "POS POS"
    is_right(store)
    store.close()


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_said_judged_merged_and_split_every_count_is_right(
    path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(seed)
    monkeypatch.setattr(post_store, "A_TIME", dice.choice([SLICE, SLICE, corrections.A_TIME]))
    store = open_posts(path, KEY, synchronous="NORMAL")
    own: dict[str, Mood] = {}
    whole: dict[str, Mood] = {}
    for step in range(50):
        keys = [key_of(told(n)) for n in range(step + 1)]
        changes: list[Decision] = []
        match dice.randrange(7):
            case 0 | 1:
                text = dice.choice([*TOPICS, "……"]) + dice.choice(["", "，求扩散！"])
                parent = dice.choice(["", told(step + 1).source_id])
                batch = told(step, text, parent=parent), told(step + 100, TOPICS[0])
                fill(store, *batch, judge=dice.choice([SAD, GLAD]))
            case 2:
                changes.append(Merged(dice.choice(keys), dice.choice(keys)))
            case 3:
                some = dice.sample(keys, min(len(keys), dice.randrange(1, 6)))
                changes.append(Split(dice.choice(keys), tuple(some)))
            case 4:
                store.judge_again(dice.choice([SAD, GLAD]), dice.randrange(1, 9))
            case _:
                given = MoodGiven(dice.choice(keys), dice.choice([GOOD, BAD, EVEN, None]), dice.random() < 0.5)
                said = whole if given.whole else own
                said.pop(given.key, None)
                if given.mood is not None:
                    said[given.key] = given.mood
                changes.append(given)
        store.rearrange(changes, step)
        is_right(store)
        while (left := store.turn_moods(SLICE)) and dice.random() < 0.7:
            is_right(store)
        if not left:
            _as_said(store, own, whole)
    turned(store)
    _as_said(store, own, whole)
    all_again(store, SAD, 7)
    is_right(store)
    for post in newest(store):
        assert post.corrected or post.mood is SAD.judge(post).mood
    store.close()


def _as_said(store: SqlPostStore, own: dict[str, Mood], whole: dict[str, Mood]) -> None:
    """Every post has its own correction, or the last one of its story, or none."""
    stories = {}
    for key, mood in whole.items():
        story = store.story_named(key)
        if story is not None:
            stories[story.id] = mood
    for post in newest(store):
        said = own.get(key_of(post)) or stories.get(post.story)
        assert post.corrected == (said is not None)
        assert said is None or post.mood is said
    assert len(store.find(Question())) == len(newest(store))
