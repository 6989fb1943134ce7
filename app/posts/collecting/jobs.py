# SPDX-License-Identifier: Apache-2.0
"""An import while the collector runs: the file's name goes to the collector, which alone may write the posts.

`Jobs` is the collector's side, `hand_over` that of `fenghuo import`. Both are on this machine and prove to each other
that they know the profile's key (HMAC, by `multiprocessing.connection`). The trap: the address stands in a file that
outlives a crash, so nobody answering there only means that no collector runs.
"""

import asyncio
import contextlib
import hashlib
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
from app.posts.sources.port import Document, FileDocument
from app.profile import write_whole

_PURPOSE: Final = b"FENGHUO1-collector"


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
        write_whole(self._file, msgspec.json.encode({"address": address}), durable=False)
        closing = False

        def accept() -> None:
            while not closing:
                with contextlib.suppress(OSError, EOFError, AuthenticationError):
                    caller = listener.accept()
                    loop.call_soon_threadsafe(callers.put_nowait, caller)

        thread = Thread(target=accept, name="collector-jobs", daemon=True)
        thread.start()
        try:
            while True:
                caller = await callers.get()
                with caller:
                    await _serve_one(caller, readers, writer)
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
        job = msgspec.msgpack.decode(await asyncio.to_thread(caller.recv_bytes), type=Job)
    except (OSError, EOFError, msgspec.MsgspecError):
        return
    stored = same = 0
    with contextlib.suppress(OSError):
        async with aclosing(readers.read(job.kind, job.document, job.watch)) as told:
            async for message in told:
                match message:
                    case Chunk():
                        try:
                            added = await (await writer.put(message.posts))
                        except FenghuoError as error:
                            _tell(caller, _Answer(failed=error.said))
                            return
                        stored, same = stored + added.stored, same + added.same
                        done = Progress(message.done_bytes, message.total_bytes, message.read, stored, same, 0)
                        _tell(caller, _Answer(progress=done))
                    case Done(report=report):
                        _tell(caller, _Answer(report=_counted(report, stored, same)))
                    case Failed(said=said):
                        _tell(caller, _Answer(failed=said))


def _counted(report: ImportReport, stored: int, same: int) -> ImportReport:
    return replace(report, stored=stored, same=same)


def _tell(caller: Connection, answer: _Answer) -> None:
    caller.send_bytes(msgspec.msgpack.encode(answer))


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
