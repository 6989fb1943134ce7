# SPDX-License-Identifier: Apache-2.0
"""An import handed to the running collector: its report comes back, and no caller can hold up the others.

Trap: `hand_over` blocks, so it runs on a thread; the store is real, the limited child is played in this process.
"""

import asyncio
import json
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.errors import EnvironmentFault, Said, UserError
from app.posts.collecting import jobs as jobs_module
from app.posts.collecting.jobs import Job, Jobs, hand_over
from app.posts.collecting.wire import Chunk, Done, Told
from app.posts.collecting.writer import Writer
from app.posts.importer import ImportReport, Progress
from app.posts.ports import Settle
from app.posts.sources.port import Document, FileDocument
from app.posts.sources.webhook import Webhook
from app.texts import LANGUAGES, Texts
from db.post_store import SqlPostStore
from tests.unit.found import newest
from tests.unit.posts.collecting.company import Company, HereReaders

KEY = bytes(range(32))
_PATIENCE = 20.0


@pytest.fixture
def desk(tmp_path: Path, store: SqlPostStore) -> Company:
    """A profile with a store and the kind that reads what people type."""
    made = Company(tmp_path, store)
    made.kinds["webhook"] = Webhook()
    return made


def address(desk: Company) -> Path:
    return desk.folder / "collector.json"


@asynccontextmanager
async def collecting(desk: Company, readers: Any = None) -> AsyncIterator[Writer]:
    """A collector that takes jobs."""
    writer = Writer(desk.store, linger=0.01)
    writing = asyncio.create_task(writer.run())
    read: Any = readers or HereReaders(desk.kinds, desk.clock)
    serving = asyncio.create_task(Jobs(address(desk), KEY).serve(read, writer))
    while not address(desk).exists():
        await asyncio.sleep(0.005)
    try:
        yield writer
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
        await writer.close()
        await writing


def lived(life: Callable[[], Any]) -> Any:
    """Runs a test's life; it never hangs."""
    return asyncio.run(asyncio.wait_for(life(), _PATIENCE))


def export(desk: Company, rows: int, name: str = "微博.csv", more: str = "") -> FileDocument:
    """An export with so many posts."""
    lines = (f"2026-11-19 {n // 60 % 24:02}:{n % 60:02}:00,用户{n},{name} 第 {n} 条" for n in range(rows))
    path = desk.folder / name
    path.write_text("\n".join(("发布时间,作者,正文", *lines)) + "\n" + more, "utf-8")
    return FileDocument(path=str(path))


async def handed(
    desk: Company, document: Document | FileDocument, *, key: bytes = KEY, told: list[Progress] | None = None
) -> ImportReport | None:
    """What `fenghuo import` does."""
    job = Job(document=document, kind="webhook", watch="品牌")
    told = [] if told is None else told
    return await asyncio.to_thread(hand_over, address(desk), key, job, told.append)


async def report_of(desk: Company, document: Document | FileDocument) -> ImportReport:
    """The same, where it must work."""
    report = await handed(desk, document)
    assert report is not None
    return report


def calling(desk: Company, key: bytes = KEY) -> Connection:
    """Somebody who talks to the collector by hand."""
    return Client(json.loads(address(desk).read_bytes())["address"], authkey=jobs_module._proof(key))


def asks(caller: Connection, document: Document | FileDocument) -> None:
    """And wants something imported."""
    caller.send_bytes(msgspec.msgpack.encode(Job(document=document)))


class Slow:
    """Reads a post at a time, and goes on only when it is let; `closed` says that it was given up."""

    def __init__(self, desk: Company) -> None:
        self._whole = HereReaders(desk.kinds, desk.clock)
        self.gate = asyncio.Semaphore(0)
        self.closed = False

    async def read(self, kind: str, document: Document | FileDocument, watch: str) -> AsyncGenerator[Told, None]:
        try:
            async for message in self._whole.read(kind, document, watch):
                for post in message.posts if isinstance(message, Chunk) else ():
                    await self.gate.acquire()
                    yield Chunk([post])
                if not isinstance(message, Chunk):
                    yield message
        finally:
            self.closed = True


# --- it works


def test_the_report_comes_back_as_if_the_import_had_been_made_here(desk: Company) -> None:
    told: list[Progress] = []

    async def life() -> tuple[ImportReport | None, ...]:
        async with collecting(desk):
            document = export(desk, 600, more="某日,某人,没有时间\n")
            return await handed(desk, document, told=told), await handed(desk, document)

    first, again = lived(life)
    assert (first.read, first.stored, first.same, first.rejected_total) == (601, 600, 0, 1)
    assert [reject.line for reject in first.rejected] == [602]
    assert first.mapping["text"] == "正文"
    assert (again.stored, again.same) == (0, 600)
    assert desk.store.count() == 600
    assert {post.watch for post in newest(desk.store, 9)} == {"品牌"}
    assert [progress.stored for progress in told] == sorted(progress.stored for progress in told)
    assert len(told) >= 3
    assert told[-1].stored == 600
    assert told[-1].done_bytes == told[-1].total_bytes > 0


def test_what_a_person_typed_is_imported_too(desk: Company) -> None:
    typed = json.dumps([{"text": "店里没人管", "source": "电话"}, {"text": ""}], ensure_ascii=False)

    async def life() -> ImportReport:
        async with collecting(desk):
            return await report_of(desk, Document(data=typed.encode(), charset="utf-8"))

    report = lived(life)
    assert (report.read, report.stored, report.rejected_total) == (2, 1, 1)
    assert [(post.text, post.source) for post in newest(desk.store, 9)] == [("店里没人管", "电话")]


def test_two_imports_at_once_each_get_their_own_report(desk: Company) -> None:
    async def life() -> tuple[ImportReport, ...]:
        async with collecting(desk):
            documents = [export(desk, n, f"{n}.csv") for n in (300, 70, 5)]
            return tuple(await asyncio.gather(*(report_of(desk, document) for document in documents)))

    reports = lived(life)
    assert [report.stored for report in reports] == [300, 70, 5]
    assert [Path(report.file).name for report in reports] == ["300.csv", "70.csv", "5.csv"]
    assert desk.store.count() == 375


# --- nobody there


def test_where_no_collector_runs_there_is_no_answer(desk: Company) -> None:
    document = export(desk, 1)
    assert lived(lambda: handed(desk, document)) is None
    for content in (b"", b"{}", b"not json", b'{"address": "/there/is/no/such/line"}'):
        address(desk).write_bytes(content)
        assert lived(lambda: handed(desk, document)) is None


def test_the_address_of_a_collector_that_was_killed_leads_nowhere(desk: Company) -> None:
    async def life() -> bytes:
        async with collecting(desk):
            return address(desk).read_bytes()

    left = lived(life)
    address(desk).write_bytes(left)
    document = export(desk, 1)
    assert lived(lambda: handed(desk, document)) is None


def test_another_profiles_key_gets_nothing_and_the_next_job_works(desk: Company) -> None:
    async def life() -> ImportReport:
        async with collecting(desk):
            document = export(desk, 3)
            assert await handed(desk, document, key=bytes(32)) is None
            assert desk.store.count() == 0
            return await report_of(desk, document)

    assert lived(life).stored == 3


def test_a_collector_that_ends_half_way_is_no_answer_and_what_it_stored_stays(desk: Company) -> None:
    async def life() -> tuple[ImportReport | None, bool]:
        slow = Slow(desk)
        async with collecting(desk, slow):
            asking = asyncio.create_task(handed(desk, export(desk, 5)))
            slow.gate.release()
            while not desk.store.count():
                await asyncio.sleep(0.005)
        return await asking, slow.closed

    assert lived(life) == (None, True)
    assert desk.store.count() == 1


# --- callers who behave badly


def test_a_caller_who_hangs_up_half_way_has_cancelled_and_the_next_job_works(desk: Company) -> None:
    async def life() -> ImportReport:
        slow = Slow(desk)
        async with collecting(desk, slow):
            document = export(desk, 20)
            caller = await asyncio.to_thread(calling, desk)
            asks(caller, document)
            for _ in range(8):  # some loads are under way before the first answer
                slow.gate.release()
            await asyncio.to_thread(caller.recv_bytes)
            caller.close()
            for _ in range(2):
                slow.gate.release()
            while not slow.closed:
                await asyncio.sleep(0.005)
            assert 1 <= desk.store.count() <= 10, "what is stored stays, no more is read"
            for _ in range(20):
                slow.gate.release()
            return await report_of(desk, document)

    report = lived(life)
    assert report.stored + report.same == 20
    assert report.same >= 1
    assert desk.store.count() == 20


@pytest.mark.parametrize("said", [b"", b"hello", b"\x80", b'{"document": 1}'])
def test_a_caller_who_says_something_else_is_sent_away(desk: Company, said: bytes) -> None:
    async def life() -> ImportReport:
        async with collecting(desk):
            caller = await asyncio.to_thread(calling, desk)
            caller.send_bytes(said)
            with pytest.raises(EOFError):
                await asyncio.to_thread(caller.recv_bytes)
            caller.close()
            return await report_of(desk, export(desk, 2))

    assert lived(life).stored == 2


def test_a_caller_who_says_nothing_does_not_keep_the_others_waiting(
    desk: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "_TO_ASK", 0.05)

    async def life() -> ImportReport:
        async with collecting(desk):
            mute = await asyncio.to_thread(calling, desk)
            report = await report_of(desk, export(desk, 2))
            mute.close()
            return report

    assert lived(life).stored == 2


def test_a_caller_who_was_stopped_holds_up_neither_the_sources_nor_the_next_job(
    desk: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "_TO_LISTEN", 0.2)
    stall = 0.0

    class Wordy(HereReaders):
        """Tells more than a line holds while nobody takes it."""

        async def read(self, kind: str, document: Document | FileDocument, watch: str) -> AsyncGenerator[Told, None]:
            if isinstance(document, Document):
                long = tuple(Said("source-bad-name", {"name": "很" * 1_000_000, "limit": 80}) for _ in range(2))
                yield Done(ImportReport(file="", read=0, stored=0, same=0, rejected=(), rejected_total=0,
                                        warnings=long, mapping={}))  # fmt: skip
                return
            async for message in super().read(kind, document, watch):
                yield message

    async def ticking() -> None:
        nonlocal stall
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            stall = max(stall, time.monotonic() - before)

    async def life() -> ImportReport:
        async with collecting(desk, Wordy(desk.kinds, desk.clock)):
            stopped = await asyncio.to_thread(calling, desk)
            ticker = asyncio.create_task(ticking())
            asks(stopped, Document(data=b""))
            report = await report_of(desk, export(desk, 2))
            ticker.cancel()
            stopped.close()
            return report

    assert lived(life).stored == 2
    assert stall < 1.0, "the loop stood still"


# --- what goes wrong with the file, and with us


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02" * 400])
def test_a_file_that_cannot_be_imported_is_refused_as_it_would_be_here(desk: Company, content: bytes | None) -> None:
    path = desk.folder / "x.csv"
    if content is not None:
        path.write_bytes(content)

    async def life() -> ImportReport:
        async with collecting(desk):
            with pytest.raises(UserError) as refused:
                await handed(desk, FileDocument(path=str(path)))
            assert all("x.csv" in Texts(language).error(refused.value) for language in LANGUAGES)
            return await report_of(desk, export(desk, 1))

    assert lived(life).stored == 1


def test_a_full_disk_is_said_to_whoever_asked_and_the_next_job_works(
    desk: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, full = desk.store.add, [True]

    def add(posts: Any, settle: Settle | None = None) -> Any:
        if full.pop() if full else False:
            raise EnvironmentFault(Said("db-disk-full", {"path": "posts.db"}))
        return real(posts, settle)

    monkeypatch.setattr(desk.store, "add", add)

    async def life() -> ImportReport:
        async with collecting(desk):
            document = export(desk, 700)
            with pytest.raises(UserError) as refused:
                await handed(desk, document)
            assert refused.value.said == Said("db-disk-full", {"path": "posts.db"})
            return await report_of(desk, document)

    report = lived(life)
    assert report.stored + report.same == 700, "what was on its way when the disk was full may have come through"
    assert desk.store.count() == 700


def test_a_reading_child_that_does_not_start_is_said_and_no_job_is_lost_by_it(desk: Company) -> None:
    class Childless(HereReaders):
        """The first time there is no memory for a child."""

        async def read(self, kind: str, document: Document | FileDocument, watch: str) -> AsyncGenerator[Told, None]:
            if not self.closed:
                self.closed = True
                raise EnvironmentFault(Said("source-no-child", {"why": "Cannot allocate memory"}))
            async for message in super().read(kind, document, watch):
                yield message

    async def life() -> ImportReport:
        async with collecting(desk, Childless(desk.kinds, desk.clock)):
            document = export(desk, 1)
            with pytest.raises(UserError) as refused:
                await handed(desk, document)
            assert refused.value.said.key == "source-no-child"
            return await report_of(desk, document)

    assert lived(life).stored == 1


# --- the end


def test_nothing_is_left_when_it_ends(desk: Company) -> None:
    before = set(threading.enumerate())

    async def life() -> str:
        async with collecting(desk):
            await report_of(desk, export(desk, 1))
            assert any(thread.name == "collector-jobs" for thread in threading.enumerate())
            return str(json.loads(address(desk).read_bytes())["address"])

    line = lived(life)
    assert not Path(line).exists()
    assert not address(desk).exists()
    left = set(threading.enumerate()) - before
    assert {thread.name for thread in left} <= {"story-window_0"}  # the store's, until that is closed


def test_where_the_address_cannot_be_written_nothing_is_left_either(desk: Company) -> None:
    async def life() -> None:
        read: Any = HereReaders(desk.kinds, desk.clock)
        await Jobs(desk.folder / "gone" / "collector.json", KEY).serve(read, Writer(desk.store))

    before = set(threading.enumerate())
    with pytest.raises(EnvironmentFault):
        lived(life)
    assert set(threading.enumerate()) <= before


def test_a_collector_can_end_at_once_with_a_mute_caller_on_the_line(desk: Company) -> None:
    async def life() -> float:
        async with collecting(desk):
            mute = await asyncio.to_thread(calling, desk)
            await asyncio.sleep(0.05)
            began = time.monotonic()
        mute.close()
        return time.monotonic() - began

    assert lived(life) < 1.0
