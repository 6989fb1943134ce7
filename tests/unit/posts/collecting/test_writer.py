# SPDX-License-Identifier: Apache-2.0
"""The one hand that writes: few big transactions under a flood, none late on a quiet day, no post forgotten.

Trap: the store is called on the writer's own thread; `Ledger` stands in for it and can be held or made to fail.
"""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from app.errors import EnvironmentFault, Said
from app.posts.collecting import writer as writer_module
from app.posts.collecting.writer import BATCH, LINGER, ROOM, Writer
from app.posts.ports import Added, Settle
from app.posts.post import Post
from app.posts.sources.source import SourceState
from db.post_store import SqlPostStore

NOW = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
FULL = EnvironmentFault(Said("db-disk-full", {"path": "posts.db"}))
_PATIENCE = 20.0


class Ledger:
    """A store that notes each transaction; `held` keeps it from writing, `faults` fail it, `known` texts are old."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.states: list[SourceState] = []
        self.threads: set[str] = set()
        self.known: set[str] = set()
        self.faults: list[Exception] = []
        self.held = threading.Event()
        self.held.set()

    def add(self, posts: Sequence[Post], settle: Settle | None = None) -> Added:
        """One transaction."""
        assert self.held.wait(_PATIENCE)
        self.threads.add(threading.current_thread().name)
        self.batches.append([post.text for post in posts])
        if self.faults:
            raise self.faults.pop()
        fresh = [post.text not in self.known for post in posts]
        self.known.update(post.text for post in posts)
        added = Added(stored=sum(fresh), same=len(fresh) - sum(fresh), fresh=fresh)
        if settle is not None:
            self.states.extend(settle(added))
        return added

    @property
    def sizes(self) -> list[int]:
        """Posts of each transaction."""
        return [len(batch) for batch in self.batches]


def posts(count: int, name: str = "帖") -> list[Post]:
    return [Post(source="微博", posted_at=NOW, arrived_at=NOW, text=f"{name} {n}") for n in range(count)]


def remembers(name: str, seen: list[Added]) -> Settle:
    """What a source writes down with its posts."""

    def settle(added: Added) -> Sequence[SourceState]:
        seen.append(added)
        return (SourceState(name=name, stored=added.stored),)

    return settle


def lived(store: Any, life: Callable[[Writer], Awaitable[Any]], *, linger: float = 0.05) -> Any:
    """A writer's life; it is closed at the end."""

    async def whole() -> Any:
        writer = Writer(store, linger=linger)
        running = asyncio.create_task(writer.run())
        try:
            return await life(writer)
        finally:
            await writer.close()
            await running

    return asyncio.run(asyncio.wait_for(whole(), _PATIENCE))


@pytest.fixture
def ledger() -> Ledger:
    """Nothing written yet."""
    return Ledger()


def test_what_is_put_is_written_and_everybody_hears_of_their_own(ledger: Ledger) -> None:
    ledger.known.add("乙 1")

    async def life(writer: Writer) -> list[Added]:
        written = [await writer.put(posts(2, name)) for name in ("甲", "乙", "丙")]
        return [await one for one in written]

    assert lived(ledger, life) == [Added(2, 0), Added(1, 1), Added(2, 0)]
    assert ledger.sizes == [6], "what comes together is written together"
    assert ledger.threads == {"post-writer_0"}, "never on the loop's own thread"


def test_no_transaction_holds_more_than_five_hundred_posts(ledger: Ledger) -> None:
    async def life(writer: Writer) -> None:
        for n in range(30):
            _ = await writer.put(posts(130, f"{n}"))

    lived(ledger, life)
    assert sum(ledger.sizes) == 30 * 130
    assert max(ledger.sizes) <= BATCH == 500
    assert len(ledger.sizes) == 10, "as few as can be"
    assert [text for batch in ledger.batches for text in batch] == [
        post.text for n in range(30) for post in posts(130, f"{n}")
    ], "in the order they came"


def test_a_full_batch_does_not_wait(ledger: Ledger) -> None:
    async def life(writer: Writer) -> float:
        began = time.monotonic()
        await (await writer.put(posts(500)))
        return time.monotonic() - began

    assert lived(ledger, life, linger=5.0) < 2.0


def test_a_single_post_waits_for_company_but_never_long(ledger: Ledger) -> None:
    async def life(writer: Writer) -> float:
        began = time.monotonic()
        written = await writer.put(posts(1, "早"))
        await asyncio.sleep(0.1)
        _ = await writer.put(posts(1, "晚"))
        await written
        return time.monotonic() - began

    assert LINGER == 0.25
    assert 0.2 <= lived(ledger, life, linger=LINGER) < 2.0
    assert ledger.sizes == [2]


def test_a_steady_drip_does_not_put_a_batch_off(ledger: Ledger) -> None:
    """The time runs from the first post, not from the last."""

    async def life(writer: Writer) -> float:
        began = time.monotonic()
        written = await writer.put(posts(1, "首"))
        for n in range(100):
            if written.done():
                break
            _ = await writer.put(posts(1, f"{n}"))
            await asyncio.sleep(0.02)
        return time.monotonic() - began

    assert lived(ledger, life, linger=0.2) < 1.0


def test_posts_whose_sender_waits_go_at_once_with_what_is_there(ledger: Ledger) -> None:
    async def life(writer: Writer) -> float:
        began = time.monotonic()
        _ = await writer.put(posts(3, "轮询"))
        await (await writer.put(posts(2, "回调"), urgent=True))
        return time.monotonic() - began

    assert lived(ledger, life, linger=5.0) < 2.0
    assert ledger.sizes == [5]


def test_the_queue_is_bounded_and_who_brings_more_waits(ledger: Ledger) -> None:
    ledger.held.clear()

    async def life(writer: Writer) -> None:
        taken = 0

        async def flood() -> None:
            nonlocal taken
            for n in range(200):
                _ = await writer.put(posts(BATCH, f"{n}"))
                taken += 1

        flooding = asyncio.create_task(flood())
        await asyncio.sleep(0.2)
        assert ROOM <= taken <= ROOM + 2, "the queue, one in hand, one on its way"
        assert writer.waiting <= (ROOM + 3) * BATCH
        ledger.held.set()
        await flooding
        assert taken == 200

    lived(ledger, life)
    assert sum(ledger.sizes) == 200 * BATCH


def test_what_waits_is_counted_until_it_is_written(ledger: Ledger) -> None:
    ledger.held.clear()

    async def life(writer: Writer) -> None:
        written = [await writer.put(posts(10, name)) for name in "甲乙"]
        assert (writer.waiting, writer.stored) == (20, 0)
        ledger.held.set()
        await asyncio.gather(*written)
        assert (writer.waiting, writer.stored) == (0, 20)

    lived(ledger, life)


def test_a_fault_of_the_store_reaches_everybody_in_the_batch_and_nobody_else(ledger: Ledger) -> None:
    ledger.faults.append(FULL)

    async def life(writer: Writer) -> None:
        ill = [await writer.put(posts(2, name)) for name in "甲乙丙"]
        found = await asyncio.gather(*ill, return_exceptions=True)
        assert found == [FULL] * 3
        assert (writer.waiting, writer.stored) == (0, 0)
        assert await (await writer.put(posts(2, "甲"))) == Added(2, 0), "there is room again"

    lived(ledger, life)
    assert ledger.sizes == [6, 2]


def test_a_fault_that_nobody_asks_after_is_no_noise(ledger: Ledger, caplog: pytest.LogCaptureFixture) -> None:
    ledger.faults.append(FULL)

    async def life(writer: Writer) -> None:
        _ = await writer.put(posts(1))

    lived(ledger, life)
    assert not caplog.records


def test_a_source_that_was_taken_away_costs_the_others_nothing(ledger: Ledger) -> None:
    ledger.held.clear()

    async def life(writer: Writer) -> Added:
        gone, stays = [await writer.put(posts(1, name)) for name in "甲乙"]
        gone.cancel()
        ledger.held.set()
        return await stays

    assert lived(ledger, life) == Added(1, 0)
    assert ledger.sizes == [2], "what it had brought is kept"


def test_each_source_remembers_what_became_of_its_own_posts_in_the_same_transaction(ledger: Ledger) -> None:
    ledger.known.add("乙 0")
    seen: list[Added] = []

    async def life(writer: Writer) -> None:
        _ = await writer.put(posts(2, "甲"), remembers("甲", seen))
        _ = await writer.put(posts(3, "乙"), remembers("乙", seen))
        _ = await writer.put(posts(4, "丙"))
        _ = await writer.put((), remembers("丁", seen))

    lived(ledger, life)
    assert ledger.sizes == [9]
    assert seen == [Added(2, 0), Added(2, 1), Added(0, 0)]
    assert [(state.name, state.stored) for state in ledger.states] == [("甲", 2), ("乙", 2), ("丁", 0)]


def test_a_mark_without_posts_is_written_too(ledger: Ledger) -> None:
    seen: list[Added] = []
    lived(ledger, lambda writer: writer.put((), remembers("甲", seen)))
    assert [state.name for state in ledger.states] == ["甲"]


@pytest.mark.parametrize("count", [1, 499, 500, 501, 2_300])
def test_closing_writes_what_waits_without_waiting_for_more(ledger: Ledger, count: int) -> None:
    async def life(writer: Writer) -> None:
        for start in range(0, count, BATCH):
            _ = await writer.put(posts(min(BATCH, count - start), f"{start}"))

    began = time.monotonic()
    lived(ledger, life, linger=5.0)
    assert time.monotonic() - began < 2.0
    assert sum(ledger.sizes) == count
    assert all(ledger.sizes)


def test_other_work_has_its_turn_between_two_batches_on_the_same_thread(ledger: Ledger) -> None:
    async def life(writer: Writer) -> str:
        _ = await writer.put(posts(500))
        return await writer.in_turn(lambda: threading.current_thread().name)

    assert lived(ledger, life) in ledger.threads


def test_a_flood_into_a_real_store_is_all_there(store: SqlPostStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "ROOM", 4)

    async def life(writer: Writer) -> int:
        async def source(name: str) -> int:
            told = [await writer.put(posts(100, f"{name}{n}")) for n in range(6)]
            return sum([(await one).stored for one in told])

        return sum(await asyncio.gather(*(source(name) for name in "甲乙丙丁戊")))

    assert lived(store, life) == 3_000
    assert store.count() == 3_000
