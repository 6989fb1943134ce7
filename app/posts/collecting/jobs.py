# SPDX-License-Identifier: Apache-2.0
"""An import while the collector runs: the file's name goes to the collector, which alone may write the posts.

`Jobs` is the collector's side, `hand_over` that of `fenghuo import`. Both are on this machine and prove to each other
that they know the profile's key (HMAC, by `multiprocessing.connection`). The trap: the address stands in a file that
outlives a crash, so nobody answering there only means that no collector runs.
"""

import asyncio
import contextlib
import hashlib
import os
import socket
from collections import deque
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Thread
from typing import Final

import msgspec

from app.errors import FenghuoError, Said, UserError
from app.posts.collecting.reader import Readers
from app.posts.collecting.wire import Chunk, Done, Failed
from app.posts.collecting.writer import Writer
from app.posts.importer import ImportReport, Progress
from app.posts.ports import Added
from app.posts.sources.port import Document, FileDocument
from app.profile import write_whole

_UNDER_WAY: Final = 6
_PURPOSE: Final = b"FENGHUO1-collector"
_TO_ASK: Final = 2.0
_TO_LISTEN: Final = 30.0
"""Seconds after which a caller who says nothing, or takes nothing, counts as gone."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Import this: a file, or what a kind's `items` reads."""

    document: Document | FileDocument
    kind: str = ""
    watch: str = ""


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    """How far it is; at the end a report, or why there is none."""

    progress: Progress | None = None
    report: ImportReport | None = None
    failed: Said | None = None


def _proof(database_key: bytes) -> bytes:
    return hashlib.blake2b(_PURPOSE, key=database_key, digest_size=32).digest()


class Jobs:
    """Takes jobs, one at a time."""

    def __init__(self, address_file: Path, database_key: bytes) -> None:
        self._file, self._key = address_file, _proof(database_key)

    async def serve(self, readers: Readers, writer: Writer) -> None:
        """Until cancelled."""
        loop = asyncio.get_running_loop()
        callers: asyncio.Queue[Connection] = asyncio.Queue()
        listener = Listener(authkey=self._key)
        address = str(listener.address)
        closing = False

        def accept() -> None:
            while not closing:
                with contextlib.suppress(OSError, EOFError, AuthenticationError):
                    caller = listener.accept()
                    loop.call_soon_threadsafe(callers.put_nowait, caller)

        thread = Thread(target=accept, name="collector-jobs", daemon=True)
        thread.start()
        try:
            write_whole(self._file, msgspec.json.encode({"address": address}), durable=False)
            while True:
                caller = await callers.get()
                with caller:
                    try:
                        await _serve_one(caller, readers, writer)
                    finally:
                        _hang_up(caller)
        finally:
            closing = True
            with contextlib.suppress(OSError, EOFError, AuthenticationError):
                Client(address, authkey=self._key).close()  # wakes the thread
            thread.join(2.0)
            listener.close()
            self._file.unlink(missing_ok=True)


async def _serve_one(caller: Connection, readers: Readers, writer: Writer) -> None:
    """Does one job and tells how it goes. A caller that hung up has cancelled: what is stored stays."""
    try:
        if not await asyncio.to_thread(caller.poll, _TO_ASK):
            return
        job = msgspec.msgpack.decode(await asyncio.to_thread(caller.recv_bytes), type=Job)
    except (OSError, EOFError, msgspec.MsgspecError):
        return
    with contextlib.suppress(OSError):
        try:
            await _import(job, caller, readers, writer)
        except FenghuoError as error:
            await _tell(caller, _Answer(failed=error.said))


async def _import(job: Job, caller: Connection, readers: Readers, writer: Writer) -> None:
    """Some loads are always under way, so that the batches are full; never so many that live posts wait long."""
    stored = same = 0
    under_way: deque[tuple[Progress, asyncio.Future[Added]]] = deque()

    async def wait_for(many: int) -> None:
        nonlocal stored, same
        while len(under_way) > many:
            progress, written = under_way.popleft()
            added = await written
            stored, same = stored + added.stored, same + added.same
            await _tell(caller, _Answer(progress=replace(progress, stored=stored, same=same)))

    async with aclosing(readers.read(job.kind, job.document, job.watch)) as told:
        async for message in told:
            match message:
                case Chunk():
                    progress = Progress(message.done_bytes, message.total_bytes, message.read, 0, 0, 0)
                    under_way.append((progress, await writer.put(message.posts)))
                    await wait_for(_UNDER_WAY)
                case Done(report=report):
                    await wait_for(0)
                    await _tell(caller, _Answer(report=replace(report, stored=stored, same=same)))
                case Failed(said=said):
                    await wait_for(0)
                    await _tell(caller, _Answer(failed=said))


async def _tell(caller: Connection, answer: _Answer) -> None:
    """Not on the loop's own thread: a caller that was stopped takes nothing, and all sources would stand still.

    Raises OSError where it hung up or took nothing for too long.
    """
    async with asyncio.timeout(_TO_LISTEN):
        await asyncio.to_thread(caller.send_bytes, msgspec.msgpack.encode(answer))


def _hang_up(caller: Connection) -> None:
    """Ends the line at once, so that no thread goes on speaking into it; closing alone would not wake one."""
    if hasattr(socket, "AF_UNIX"):
        with (
            contextlib.suppress(OSError),
            socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=os.dup(caller.fileno())) as line,
        ):
            line.shutdown(socket.SHUT_RDWR)


def hand_over(
    address_file: Path, database_key: bytes, job: Job, progress: Callable[[Progress], None]
) -> ImportReport | None:
    """Has the collector import a file; None where none runs, or it went away meanwhile (then import it yourself).

    Raises UserError with the sentence of whatever went wrong over there.
    """
    try:
        address = msgspec.json.decode(address_file.read_bytes(), type=dict[str, str])["address"]
        caller = Client(address, authkey=_proof(database_key))
    except (OSError, EOFError, KeyError, AuthenticationError, msgspec.MsgspecError):
        return None
    with caller:
        try:
            caller.send_bytes(msgspec.msgpack.encode(job))
            while True:
                answer = msgspec.msgpack.decode(caller.recv_bytes(), type=_Answer)
                if answer.report is not None:
                    return answer.report
                if answer.failed is not None:
                    raise UserError(answer.failed)
                if answer.progress is not None:
                    progress(answer.progress)
        except (OSError, EOFError):
            return None
