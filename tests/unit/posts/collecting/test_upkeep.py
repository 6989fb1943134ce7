# SPDX-License-Identifier: Apache-2.0
"""What people decide reaches the posts that are stored already: rules of watches, stories merged and split."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path

from app.posts.ports import Merged, Split
from app.posts.post import Exactness, Mention
from app.posts.question import Question
from app.posts.sources.port import Harvest, Outcome, Reach
from app.posts.sources.source import Settings
from app.posts.watches.watch import Watch
from db.post_store import SqlPostStore
from tests.unit.posts.collecting.company import Company, Said, lines

Harvests = AsyncGenerator[Harvest, Outcome]
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
