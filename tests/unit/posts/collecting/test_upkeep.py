# SPDX-License-Identifier: Apache-2.0
"""What people decide reaches the posts that are stored already: rules, words, moods, stories merged and split."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from app.posts.collecting import retention, upkeep
from app.posts.ports import Merged, MoodGiven, Split
from app.posts.post import Exactness, Mention, Mood, Post
from app.posts.question import Question
from app.posts.sentiment.feeling import MoodWord
from app.posts.sources.port import Harvest, Outcome, Reach
from app.posts.sources.source import Settings
from app.posts.watches.watch import Watch
from db import post_store
from db.post_store import SqlPostStore
from tests.unit.posts.collecting.company import NOW, Company, Said, lines

Harvests = AsyncGenerator[Harvest, Outcome]
DAY = timedelta(days=1)
COMPLAINTS = ("客服一直不给退款怎么办啊", "退货退款都没人处理真离谱", "牛奶味道还是很好喝的呀")


async def complaints(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
    """Three posts, told once."""
    del settings, reach
    if not memory:
        yield Harvest(documents=(lines(*COMPLAINTS),), memory={"told": "yes"})


def desk_of(folder: Path, store: SqlPostStore) -> Company:
    desk = Company(folder, store, Said("feed", complaints))
    desk.add("feed", watch="投诉渠道")
    return desk


def mentions(store: SqlPostStore) -> dict[str, set[str]]:
    """The watches each post matches."""
    return {p.text: {m.watch for m in p.mentions} for p in store.get(store.find(Question()))}


def test_a_post_matches_the_watch_of_its_source_and_those_of_its_words(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)
    desk.watches.put(Watch(name="退款", rules="退款 | 权重 3"))
    asyncio.run(desk.once())
    found = mentions(store)
    assert found[COMPLAINTS[0]] == {"退款", "投诉渠道"}
    assert found[COMPLAINTS[2]] == {"投诉渠道"}
    (best,) = (m for m in store.get(store.find(Question(watch="退款")))[0].mentions if m.watch == "退款")
    assert best == Mention("退款", "退款", Exactness.EXACT, 3)


def test_a_new_rule_finds_what_came_before_it(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)
    asyncio.run(desk.once())
    assert not store.find(Question(watch="退款"))
    desk.watches.put(Watch(name="退款", rules="退款"))
    asyncio.run(desk.once())
    assert len(store.find(Question(watch="退款"))) == 2


def test_a_rule_taken_away_is_forgotten_and_the_source_still_counts(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)
    desk.watches.put(Watch(name="退款", rules="退款"))
    asyncio.run(desk.once())
    desk.watches.remove("退款")
    asyncio.run(desk.once())
    assert set().union(*mentions(store).values()) == {"投诉渠道"}
    assert {m.watch for s in store.stories(store.find_stories(Question())) for m in s.mentions} == {"投诉渠道"}


def test_stories_are_merged_and_split_as_the_journal_says_once(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)
    asyncio.run(desk.once())
    one, other, third = (story.key for story in store.stories(store.find_stories(Question())))
    desk.decided += [Merged(one, into=other), Merged(third, into=other)]
    asyncio.run(desk.once())
    (whole,) = store.stories(store.find_stories(Question()))
    assert (whole.key, whole.posts) == (other, 3)
    named = store.digests(store.find(Question(words="牛奶")))
    desk.decided.append(Split(other, tuple(named)))
    asyncio.run(desk.once())
    asyncio.run(desk.once())
    assert sorted(story.posts for story in store.stories(store.find_stories(Question()))) == [1, 2]
    assert store.rearranged() == 3


def test_rules_that_change_while_it_collects_are_heard(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)

    async def live() -> None:
        stop = asyncio.Event()
        watching = asyncio.create_task(desk.collector(stays=True).watch(stop))
        async with asyncio.timeout(20):
            while not store.count():
                await asyncio.sleep(0.02)
            desk.watches.put(Watch(name="退款", rules="退款"))
            while len(store.find(Question(watch="退款"))) < 2:
                await asyncio.sleep(0.05)
        stop.set()
        await watching

    asyncio.run(live())


def test_a_damaged_book_of_watches_is_told_and_stops_nothing(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)
    (tmp_path / "watches.toml").write_text("[[watch]\n")
    made = asyncio.run(desk.once())["feed"]
    assert made.stored == 3
    assert [said.key for said in desk.troubles] == ["watches-damaged"]


# --- moods

OWN = MoodWord(word="离谱", mood=Mood.NEGATIVE)


def moods(store: SqlPostStore) -> list[str]:
    """The moods of the posts as they came; with a mark where a person said so."""
    posts = sorted(store.get(store.find(Question())), key=lambda post: COMPLAINTS.index(post.text))
    return [post.mood + "!" * post.corrected for post in posts]


def test_a_new_word_turns_what_came_before_it_and_what_comes(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)
    asyncio.run(desk.once())
    assert moods(store) == ["neutral"] * 3
    desk.moods.put(OWN)
    asyncio.run(desk.once())
    assert moods(store) == ["neutral", "negative", "neutral"]
    assert store.watch_counts(NOW - DAY, NOW + DAY)[0].negative == 1
    desk.moods.remove("离谱")
    desk.moods.put(MoodWord(word="牛奶", mood=Mood.POSITIVE))
    asyncio.run(desk.once())
    assert moods(store) == ["neutral", "neutral", "positive"]


def test_words_that_change_while_it_collects_are_heard_and_so_is_what_people_say(
    tmp_path: Path, store: SqlPostStore
) -> None:
    desk = desk_of(tmp_path, store)

    async def live() -> None:
        stop = asyncio.Event()
        watching = asyncio.create_task(desk.collector(stays=True).watch(stop))
        async with asyncio.timeout(20):
            while store.count() < 3:
                await asyncio.sleep(0.02)
            desk.moods.put(OWN)
            while not store.find(Question(mood=Mood.NEGATIVE)):
                await asyncio.sleep(0.05)
            (named,) = store.digests(store.find(Question(words="牛奶")))
            desk.decided.append(MoodGiven(named, Mood.POSITIVE))
            while not store.find(Question(mood=Mood.POSITIVE)):
                await asyncio.sleep(0.05)
        stop.set()
        await watching

    asyncio.run(live())
    assert moods(store) == ["neutral", "negative", "positive!"]
    assert store.rearranged() == 1


def test_a_correction_stays_through_another_collector_and_other_words(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)
    asyncio.run(desk.once())
    (key,) = (story.key for story in store.stories(store.find_stories(Question(words="离谱"))))
    desk.decided.append(MoodGiven(key, Mood.POSITIVE, whole=True))
    asyncio.run(desk.once())
    desk.moods.put(OWN)
    asyncio.run(desk.once())
    assert moods(store) == ["neutral", "positive!", "neutral"]
    desk.decided.append(MoodGiven(key, None, whole=True))
    asyncio.run(desk.once())
    assert moods(store) == ["neutral", "negative", "neutral"], "by the words of today"


@pytest.mark.parametrize("posts", [1, 2, 5])
def test_a_large_story_is_put_right_in_slices_by_whichever_collector_comes(
    tmp_path: Path, store: SqlPostStore, monkeypatch: pytest.MonkeyPatch, posts: int
) -> None:
    monkeypatch.setattr(post_store, "A_TIME", 1)
    monkeypatch.setattr(upkeep, "_TURNED", 20 + posts)
    desk = desk_of(tmp_path, store)
    asyncio.run(desk.once())
    one, *others = (story.key for story in store.stories(store.find_stories(Question())))
    store.rearrange([Merged(other, into=one) for other in others], 2)
    store.rearrange([MoodGiven(one, Mood.POSITIVE, whole=True)], 3)  # and then that collector was killed
    assert sum(mood.endswith("!") for mood in moods(store)) == 1
    desk.decided += [Merged(one, one)] * 3
    asyncio.run(desk.once())
    assert moods(store) == ["positive!"] * 3


def test_posts_of_an_older_program_have_their_indicators_after_a_round(
    tmp_path: Path, store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_SLICE", 2)
    desk = desk_of(tmp_path, store)
    asyncio.run(desk.once())
    with store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM indicator")
        connection.exec_driver_sql("UPDATE progress SET uncounted = (SELECT max(id) FROM post)")
    later = post_store.open_posts(tmp_path / "posts.db", bytes(range(32)))
    desk.store = later
    asyncio.run(desk.once())
    later.close()
    counted = store.indicators("投诉渠道", NOW - timedelta(hours=1), NOW).values
    assert counted[0].tolist() == [3, 0, 0, 1, 2, 0]
    assert not counted[1:].any()


def test_while_it_collects_old_posts_go_and_old_minutes_become_hours(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)
    asyncio.run(desk.once())
    desk.later(days=50)
    today = Mention("投诉渠道", "", Exactness.SOURCE)
    store.add([Post(source="weibo", posted_at=desk.clock.at, arrived_at=desk.clock.at, text="今", mentions=(today,))])

    async def live() -> None:
        stop = asyncio.Event()
        watching = asyncio.create_task(desk.collector(stays=True).watch(stop))
        async with asyncio.timeout(20):
            while store.by_minutes(NOW - DAY, NOW + DAY):
                await asyncio.sleep(0.05)
        stop.set()
        await watching

    asyncio.run(live())
    assert [post.text for post in store.get(store.find(Question()))] == ["今"]
    assert store.by_minutes(NOW + DAY, NOW + 51 * DAY)
    assert store.indicators("投诉渠道", NOW - DAY, NOW + DAY, hourly=True).values[:, 0].sum() == 3


def test_a_round_lets_some_of_what_is_old_go(
    tmp_path: Path, store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_TIDIED_AT_ONCE", 2)
    monkeypatch.setattr(retention, "SLICE", 1)
    desk = desk_of(tmp_path, store)
    asyncio.run(desk.once())
    desk.later(days=4)
    asyncio.run(desk.once())
    assert store.count() == 1
    asyncio.run(desk.once())
    assert store.count() == 0


def test_a_damaged_book_of_words_is_told_and_nothing_is_judged_by_half(tmp_path: Path, store: SqlPostStore) -> None:
    desk = desk_of(tmp_path, store)
    desk.moods.put(OWN)
    asyncio.run(desk.once())
    good = desk.moods.path.read_text()
    desk.moods.path.write_text(good + "[[word]\n")
    asyncio.run(desk.once())
    assert [said.key for said in desk.troubles] == ["moods-damaged"]
    assert moods(store) == ["neutral", "negative", "neutral"]
    desk.moods.path.write_text(good.replace("negative", "positive"))
    asyncio.run(desk.once())
    assert moods(store) == ["neutral", "positive", "neutral"]
