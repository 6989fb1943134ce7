# SPDX-License-Identifier: Apache-2.0
"""The beacon in the collector: from a post's arrival to a proposal on disk, and when nobody collected.

The trap: the clock of these tests stands still unless a test moves it, while the loop's own time goes on.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import EnvironmentFault
from app.errors import Said as Sentence
from app.posts.sources.port import Harvest, Outcome, Reach, SourceFault
from app.posts.sources.source import Pulse, Settings
from app.room.words import WarningLevel
from app.warning.policy import Measure, Rule
from app.warning.proposal import Proposal
from db.post_store import SqlPostStore
from tests.unit.posts.collecting.company import NOW, Company, Said, lines

Harvests = AsyncGenerator[Harvest, Outcome]
MINUTE = timedelta(minutes=1)
WATCH = "投诉渠道"
FLOOD = Rule(name="二十条", level=WarningLevel.ORANGE, measure=Measure.MENTIONS, at_least=20, minutes=60)


async def flood(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
    """Thirty posts of this minute, told once."""
    del settings, reach
    if not memory:
        texts = [f"第 {number} 位乘客在登机口等了一夜" for number in range(30)]
        yield Harvest(documents=(lines(*texts, time=NOW.isoformat()),), memory={"told": "yes"})


async def flood_when_told(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
    """The same from the second source on; the first has nothing to say."""
    if settings["what"] == "feed":
        yield Harvest(documents=())
    else:
        async for harvest in flood(settings, memory, reach):
            yield harvest


async def refusing(settings: Settings, memory: Mapping[str, str], reach: Reach) -> Harvests:
    """A source that cannot be reached."""
    del settings, reach
    if "told" not in memory:
        raise SourceFault(Sentence("source-test-slow", {"seconds": 1}))
    yield Harvest(documents=())


def company(folder: Path, store: SqlPostStore, hearing: Callable[..., Harvests]) -> Company:
    made = Company(folder, store, Said("feed", hearing))
    made.lit = True
    made.add("feed", watch=WATCH)
    return made


@asynccontextmanager
async def collecting(desk: Company) -> AsyncGenerator[None, None]:
    """A collector that runs for the time of the block."""
    stop = asyncio.Event()
    watching = asyncio.create_task(desk.collector(stays=True).watch(stop))
    try:
        async with asyncio.timeout(30):
            yield
    finally:
        stop.set()
        await watching


async def until(true: Callable[[], object]) -> None:
    while not true():
        await asyncio.sleep(0.02)


def gaps(store: SqlPostStore, first: int, last: int) -> int:
    """How many of the minutes from `first` to `last` around now are gaps."""
    return int(store.indicators(WATCH, NOW + first * MINUTE, NOW + last * MINUTE).gaps.sum())


def test_what_comes_in_is_proposed_within_moments(tmp_path: Path, store: SqlPostStore) -> None:
    desk = company(tmp_path, store, flood)
    desk.policy.put(FLOOD)
    took = 0.0

    async def live() -> None:
        nonlocal took
        async with collecting(desk):
            await until(store.count)
            arrived = time.monotonic()
            await until(lambda: store.proposals(0))
            took = time.monotonic() - arrived

    asyncio.run(live())
    ((_, proposal),) = store.proposals(0)
    assert (proposal.watch, proposal.level, proposal.reasons[0].rule) == (WATCH, WarningLevel.ORANGE, "二十条")
    assert took < 2.0
    assert WATCH in store.beacon_states()
    assert desk.troubles == []


def test_a_single_round_looks_at_the_beacon_once_and_says_what_it_proposes(
    tmp_path: Path, store: SqlPostStore
) -> None:
    desk = company(tmp_path, store, flood)
    desk.policy.put(FLOOD)
    asyncio.run(desk.once())
    ((_, proposal),) = store.proposals(0)
    assert desk.proposed == [proposal]
    assert (proposal.watch, proposal.level) == (WATCH, WarningLevel.ORANGE)
    desk.later(minutes=10)
    asyncio.run(desk.once())
    assert len(store.proposals(0)) == 1, "the same run again"
    assert gaps(store, -60, 60) == 0, "between two rounds nobody collected, but what came then is there"
    assert desk.troubles == []


def test_a_round_where_nothing_is_watched_does_not_load_the_detector(
    tmp_path: Path, store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Company(tmp_path, store, Said("feed", flood))
    desk.lit = True
    desk.add("feed")
    monkeypatch.setattr("app.posts.collecting.collector.Lighting", None)
    asyncio.run(desk.once())
    assert store.count() == 30
    assert desk.troubles == []


def test_a_bug_in_the_beacon_is_said_and_it_begins_again(
    tmp_path: Path, store: SqlPostStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.posts.collecting.collector._MINUTE", 0.1)
    desk = company(tmp_path, store, flood)
    desk.policy.put(FLOOD)
    real = store.beacon_states
    failed: list[bool] = []

    def once_not() -> dict[str, bytes]:
        if not failed:
            failed.append(True)
            raise ZeroDivisionError
        return real()

    monkeypatch.setattr(store, "beacon_states", once_not)

    async def live() -> None:
        async with collecting(desk):
            await until(lambda: store.proposals(0))

    asyncio.run(live())
    assert len(store.proposals(0)) == 1
    assert [said.key for said in desk.troubles] == ["source-collector-bug"]
    assert "in look" in caplog.text


def test_a_disk_that_was_full_for_a_moment_loses_no_proposal(
    tmp_path: Path, store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = company(tmp_path, store, flood)
    desk.policy.put(FLOOD)
    real = store.propose
    failed: list[bool] = []

    def full(proposals: Sequence[Proposal], states: Mapping[str, bytes]) -> None:
        if proposals and not failed:
            failed.append(True)
            raise EnvironmentFault(Sentence("db-disk-full", {"path": "x"}))
        real(proposals, states)

    monkeypatch.setattr(store, "propose", full)

    async def live() -> None:
        async with collecting(desk):
            await until(lambda: store.proposals(0))

    asyncio.run(live())
    assert len(store.proposals(0)) == 1
    assert [said.key for said in desk.troubles] == ["db-disk-full"]


def test_the_time_without_a_collector_is_a_gap(tmp_path: Path, store: SqlPostStore) -> None:
    desk = company(tmp_path, store, flood)
    store.beat(Pulse(at=NOW - 30 * MINUTE, process=1, began=NOW - 90 * MINUTE, stored=0, per_minute=0, waiting=0))

    async def live() -> None:
        async with collecting(desk):
            await until(store.count)

    asyncio.run(live())
    assert gaps(store, -60, 10) == 30
    assert gaps(store, -30, 0) == 30


def test_minutes_in_which_no_source_answers_are_gaps(tmp_path: Path, store: SqlPostStore) -> None:
    desk = company(tmp_path, store, refusing)

    async def live() -> None:
        async with collecting(desk):
            await until(lambda: desk.rounds)
            await asyncio.sleep(1.2)
            desk.clock.at += 2 * MINUTE
            await until(lambda: gaps(store, -10, 10))

    asyncio.run(live())
    assert gaps(store, -10, 10) == 2


def test_while_one_source_answers_there_is_no_gap(tmp_path: Path, store: SqlPostStore) -> None:
    desk = Company(tmp_path, store, Said("feed", flood), Said("bad", refusing))
    desk.lit = True
    desk.add("feed", watch=WATCH)
    desk.add("bad")

    async def live() -> None:
        async with collecting(desk):
            await until(lambda: len(desk.rounds) == 2)
            for _ in range(3):
                await asyncio.sleep(0.8)
                desk.clock.at += MINUTE
            await until(store.beacon_states)
            await asyncio.sleep(0.8)

    asyncio.run(live())
    assert gaps(store, -10, 10) == 0


@pytest.mark.parametrize("jump", [-timedelta(hours=5), timedelta(days=400)])
def test_a_clock_that_jumps_while_it_collects_lights_nothing_and_hides_nothing(
    tmp_path: Path, store: SqlPostStore, jump: timedelta
) -> None:
    desk = company(tmp_path, store, flood_when_told)
    desk.policy.put(FLOOD)

    async def live() -> None:
        async with collecting(desk):
            await until(lambda: desk.rounds)
            await asyncio.sleep(0.8)
            for step in (jump, -jump):
                desk.clock.at += step
                await asyncio.sleep(1.2)
            assert store.proposals(0) == []
            desk.add("flood", kind="feed", watch=WATCH)
            await until(lambda: store.proposals(0))
            await asyncio.sleep(1.2)

    asyncio.run(live())
    assert len(store.proposals(0)) == 1
    assert desk.troubles == []


def test_a_computer_that_slept_collected_nothing(tmp_path: Path, store: SqlPostStore) -> None:
    desk = company(tmp_path, store, flood)

    async def live() -> None:
        async with collecting(desk):
            await until(store.count)
            await asyncio.sleep(0.8)
            desk.clock.at += 20 * MINUTE
            await until(lambda: gaps(store, 0, 30))

    asyncio.run(live())
    assert gaps(store, 0, 30) == 20
