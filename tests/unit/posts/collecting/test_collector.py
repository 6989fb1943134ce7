# SPDX-License-Identifier: Apache-2.0
"""The collector keeps what it acknowledges, and one bad source never stops the others."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.errors import EnvironmentFault, Said, UserError
from app.posts.collecting.retention import Retention
from app.posts.ports import PostMark, Settle
from app.posts.sources.port import Document, Harvest, Outcome, Reach, SourceFault
from app.posts.sources.source import Settings
from db.post_store import SqlPostStore
from tests.unit.found import holding, newest
from tests.unit.posts.collecting import company
from tests.unit.posts.collecting.company import Company, lines

Harvests = AsyncGenerator[Harvest, Outcome]


async def two_posts(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
    """A round with two posts, and a mark that says they were read."""
    del settings, reach
    read = int(memory.get("read", "0"))
    yield Harvest(documents=(lines("甲", "乙", first=read + 1),), memory={"read": str(read + 2)})


async def refused(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
    """A round that does not come about."""
    del settings, reach
    if not memory:
        raise SourceFault(Said("source-test-slow", {"seconds": 1}), after=7200)
    yield Harvest()


def kind(name: str, hearing: company.Hearing, *, every: int = 300) -> company.Said:
    return company.Said(name, hearing, every=every)


def test_posts_and_marks_are_on_disk_together(tmp_path: Path, store: SqlPostStore) -> None:
    desk = Company(tmp_path, store, kind("feed", two_posts))
    desk.add("feed")
    made = asyncio.run(desk.once())["feed"]
    assert (made.ok, made.read, made.stored, made.same) == (True, 2, 2, 0)
    assert desk.texts() == ["乙", "甲"]
    assert desk.state("feed").memory == {"read": "2"}
    again = asyncio.run(desk.once())["feed"]
    assert again.stored == 2
    assert desk.state("feed").memory == {"read": "4"}
    assert desk.state("feed").stored == 4


def test_a_full_disk_moves_no_mark_and_nothing_is_lost_when_there_is_room_again(
    tmp_path: Path, store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Company(tmp_path, store, kind("feed", two_posts))
    desk.add("feed")
    real = store.add

    def full(posts: object, settle: Settle | None = None) -> object:
        del posts, settle
        raise EnvironmentFault(Said("source-book-unreadable", {"path": "x"}))

    monkeypatch.setattr(store, "add", full)
    made = asyncio.run(desk.once())["feed"]
    assert not made.ok
    assert desk.texts() == []
    assert desk.state("feed") is None
    monkeypatch.setattr(store, "add", real)
    assert asyncio.run(desk.once())["feed"].stored == 2
    assert desk.state("feed").memory == {"read": "2"}


def test_the_mark_of_a_long_harvest_waits_for_all_its_posts(tmp_path: Path, store: SqlPostStore) -> None:
    seen: list[tuple[int, dict[str, str]]] = []

    async def many(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
        del settings, memory, reach
        yield Harvest(documents=(lines(*(f"第{n}条" for n in range(1_200))),), memory={"read": "all"})

    desk = Company(tmp_path, store, kind("feed", many))
    desk.add("feed")
    real = store.add

    def watched(posts: object, settle: Settle | None = None) -> object:
        added = real(posts, settle)  # type: ignore[arg-type]
        state = desk.state("feed")
        seen.append((store.count(), state.memory if state else {}))
        return added

    store.add = watched  # type: ignore[assignment,method-assign]
    made = asyncio.run(desk.once())["feed"]
    assert (made.read, made.stored) == (1_200, 1_200)
    assert len(seen) >= 3
    assert all(count == 1_200 for count, memory in seen if memory)
    assert seen[-1][1] == {"read": "all"}


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path, store: SqlPostStore) -> None:
    desk = Company(tmp_path, store, kind("good", two_posts), kind("bad", refused))
    desk.add("bad")
    desk.add("good")
    made = asyncio.run(desk.once())
    assert made["good"].stored == 2
    assert not made["bad"].ok
    assert made["bad"].trouble == Said("source-test-slow", {"seconds": 1})
    bad = desk.state("bad")
    assert (bad.failures, bad.last_success) == (1, None)
    assert bad.next_try - desk.clock.at >= timedelta(hours=2), "the other side asked for two hours"


def test_a_post_under_a_new_id_each_time_is_stored_once_and_named(tmp_path: Path, store: SqlPostStore) -> None:
    rounds = iter(range(10))

    async def changing(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
        del settings, memory, reach
        n = next(rounds)
        rows = "\n".join(f"session-{n}-{i}|https://example.org/p/{i}|第{i}条|2026-11-19T05:00:00Z" for i in range(3))
        yield Harvest(documents=(Document(data=rows.encode(), url="https://example.org/feed"),))

    desk = Company(tmp_path, store, kind("feed", changing))
    desk.add("feed")
    assert asyncio.run(desk.once())["feed"].stored == 3
    again = asyncio.run(desk.once())["feed"]
    assert (again.stored, again.same) == (0, 3)
    assert again.note == Said("source-ids-change", {"count": 3})
    assert store.count() == 3


@pytest.mark.parametrize("time", ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "", "gestern"])
def test_an_odd_time_becomes_the_arrival_and_is_said(tmp_path: Path, store: SqlPostStore, time: str) -> None:
    async def odd(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
        del settings, memory, reach
        yield Harvest(documents=(lines("甲", time=time),))

    desk = Company(tmp_path, store, kind("feed", odd))
    desk.add("feed")
    made = asyncio.run(desk.once())["feed"]
    assert made.stored == 1
    assert made.note == Said("source-dates-odd", {"count": 1})
    assert newest(store, 1)[0].posted_at == desk.clock.at


def test_what_cannot_be_read_is_asked_for_again_where_the_kind_wants_it(tmp_path: Path, store: SqlPostStore) -> None:
    class Broken(company.Said):
        def items(self, document: object) -> list[object]:  # type: ignore[override]
            del document
            raise UserError(Said("source-document-deep"))

    async def marked(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
        del settings, memory, reach
        outcome = yield Harvest(documents=(lines("甲"),), memory={"etag": "x"}, again=True)
        assert outcome.trouble == Said("source-document-deep")

    desk = Company(tmp_path, store, Broken("feed", marked))
    desk.add("feed")
    made = asyncio.run(desk.once())["feed"]
    assert made.trouble == Said("source-document-deep")
    assert desk.state("feed").memory == {}
    assert desk.state("feed").trouble == Said("source-document-deep")


def test_a_source_that_is_taken_away_while_it_is_read_leaves_nothing_behind(
    tmp_path: Path, store: SqlPostStore
) -> None:
    closed: list[bool] = []

    async def endless(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
        del settings, memory, reach
        try:
            while True:
                yield Harvest(documents=(lines("甲"),), memory={"mark": "1"})
                await asyncio.sleep(0.02)
        finally:
            closed.append(True)

    async def life(desk: Company) -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(desk.collector(stays=True).watch(stop))
        while not store.count():
            await asyncio.sleep(0.02)
        desk.book.remove("stream")
        while not closed or desk.state("stream") is not None:
            await asyncio.sleep(0.05)
        desk.add("good")
        while store.count() < 2:
            await asyncio.sleep(0.02)
        stop.set()
        await running

    desk = Company(tmp_path, store, kind("stream", endless, every=0), kind("good", two_posts))
    desk.add("stream")
    asyncio.run(asyncio.wait_for(life(desk), 20))
    assert closed == [True]
    assert [state.name for state in store.source_states()] == ["good"]


def test_a_damaged_book_changes_nothing_until_it_is_mended(tmp_path: Path, store: SqlPostStore) -> None:
    async def life(desk: Company) -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(desk.collector(stays=True).watch(stop))
        while not store.count():
            await asyncio.sleep(0.02)
        desk.book.path.write_text('[[source]]\nname =\nkind = "stream"\n')
        while not desk.troubles:
            await asyncio.sleep(0.02)
        before = store.count()
        while store.count() == before:
            await asyncio.sleep(0.02)
        stop.set()
        await running

    async def often(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
        del settings, reach
        n = int(memory.get("n", "1"))
        while True:
            yield Harvest(documents=(lines("甲", first=n),), memory={"n": str(n + 1)})
            n += 1
            await asyncio.sleep(0.05)

    desk = Company(tmp_path, store, kind("stream", often, every=0))
    desk.add("stream")
    asyncio.run(asyncio.wait_for(life(desk), 20))
    assert desk.troubles[0].key == "source-book-damaged"
    assert "line" in str(desk.troubles[0].args["why"])


def test_a_bug_in_one_kind_is_named_and_the_others_go_on(
    tmp_path: Path, store: SqlPostStore, caplog: pytest.LogCaptureFixture
) -> None:
    async def buggy(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
        del memory, reach
        yield Harvest(memory={"x": settings["nothing of that name"]})

    async def life(desk: Company) -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(desk.collector(stays=True).watch(stop))
        while not (store.count() and any(not made.ok for made in desk.rounds)):
            await asyncio.sleep(0.02)
        stop.set()
        await running

    desk = Company(tmp_path, store, kind("buggy", buggy), kind("good", two_posts))
    desk.add("buggy")
    desk.add("good")
    asyncio.run(asyncio.wait_for(life(desk), 20))
    said = next(made.trouble for made in desk.rounds if not made.ok)
    assert said == Said("source-bug", {"name": "buggy", "why": "KeyError"})
    assert "in buggy" in caplog.text
    assert "nothing of that name" not in caplog.text, "a log holds no content"


def test_the_collector_gives_signs_of_life(tmp_path: Path, store: SqlPostStore) -> None:
    async def life(desk: Company) -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(desk.collector(stays=True).watch(stop))
        while store.pulse() is None:
            await asyncio.sleep(0.02)
        stop.set()
        await running

    desk = Company(tmp_path, store, kind("good", two_posts))
    asyncio.run(asyncio.wait_for(life(desk), 20))
    pulse = store.pulse()
    assert pulse is not None
    assert pulse.at == desk.clock.at


def test_a_source_that_is_set_up_anew_begins_anew(tmp_path: Path, store: SqlPostStore) -> None:
    desk = Company(tmp_path, store, kind("feed", two_posts))
    source = desk.add("feed")
    asyncio.run(desk.once())
    desk.book.replace("feed", msgspec.structs.replace(source, settings={"what": "another folder"}))
    asyncio.run(desk.once())
    assert desk.state("feed").memory == {"read": "2"}, "not 4: what was read of the other folder says nothing of this"


def test_old_posts_go_but_never_those_an_incident_cites(tmp_path: Path, store: SqlPostStore) -> None:
    desk = Company(tmp_path, store, kind("feed", two_posts))
    desk.add("feed")
    asyncio.run(desk.once())
    cited = newest(store, 10)[0]
    desk.cited.append(PostMark(cited.source, cited.source_id, cited.author, cited.posted_at))
    before = store.minutes(cited.posted_at, cited.posted_at + timedelta(minutes=1), timedelta(minutes=1))
    assert desk.retention.slice(store, desk.clock.at) == 0
    desk.later(hours=71)
    assert desk.retention.slice(store, desk.clock.at) == 0
    desk.later(hours=2)
    assert desk.retention.slice(store, desk.clock.at) == 1
    assert desk.retention.slice(store, desk.clock.at) == 0
    assert [post.text for post in newest(store, 10)] == [cited.text]
    assert [post.text for post in holding(store, cited.text, 10)] == [cited.text]
    after = store.minutes(cited.posted_at, cited.posted_at + timedelta(minutes=1), timedelta(minutes=1))
    assert after == before, "the curve keeps its past"


def test_when_the_disk_share_is_used_up_the_oldest_go_first(tmp_path: Path, store: SqlPostStore) -> None:
    desk = Company(tmp_path, store, kind("feed", two_posts))
    desk.add("feed")
    asyncio.run(desk.once())
    desk.later(minutes=1)
    small = Retention(lambda: (), lambda: (72, 1, 400))
    assert small.slice(store, desk.clock.at) == 2
    assert store.count() == 0
