# SPDX-License-Identifier: Apache-2.0
"""The limited child: one that hangs, dies or lies costs its document only, and it gets no more than its memory."""

import asyncio
import subprocess
import sys
import textwrap
from contextlib import aclosing
from pathlib import Path

import pytest

from app.errors import EnvironmentFault, Said
from app.posts.collecting.reader import LimitedReader, Readers
from app.posts.collecting.wire import Told
from app.posts.sources.port import Document, FileDocument

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX systems")

_ANSWERS = """
import sys, time
from app.posts.collecting.wire import Chunk, Done, Failed, Ready, asked, packed, LENGTH_BYTES
from app.posts.importer import ImportReport
from app.errors import Said
def say(message):
    sys.stdout.buffer.write(packed(message)); sys.stdout.buffer.flush()
say(Ready())
while head := sys.stdin.buffer.read(LENGTH_BYTES):
    ask = asked.decode(sys.stdin.buffer.read(int.from_bytes(head, "big")))
    data = ask.document.data
    if data == b"hang":
        time.sleep(60)
    if data == b"die":
        sys.exit(9)
    if data == b"lie":
        sys.stdout.buffer.write((1 << 31).to_bytes(4, "big")); sys.stdout.buffer.flush(); time.sleep(60)
    if data == b"nonsense":
        sys.stdout.buffer.write((3).to_bytes(4, "big") + b"abc"); sys.stdout.buffer.flush()
    say(Failed(Said("source-document-deep", {"what": data.decode()})))
"""


async def ask(reader: LimitedReader, what: bytes) -> Told:
    async with aclosing(reader.read("feed", Document(data=what), "")) as told:
        return [message async for message in told][-1]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (b"hang", "source-document-slow"),
        (b"die", "source-document-killed"),
        (b"lie", "source-document-killed"),
        (b"nonsense", "source-document-killed"),
    ],
)
def test_the_next_document_is_read_as_if_nothing_had_been(what: bytes, said: str) -> None:
    async def life() -> tuple[Told, Told]:
        reader = LimitedReader((sys.executable, "-c", _ANSWERS), patience=0.5)
        try:
            return await ask(reader, what), await ask(reader, b"fine")
        finally:
            await reader.close()

    bad, good = asyncio.run(asyncio.wait_for(life(), 60))
    assert getattr(bad, "said", Said("")).key == said
    assert getattr(good, "said", None) == Said("source-document-deep", {"what": "fine"})


def test_a_child_that_cannot_start_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    async def life() -> None:
        await ask(LimitedReader((str(tmp_path / "no such program"),)), b"x")

    with pytest.raises(EnvironmentFault) as caught:
        asyncio.run(life())
    assert caught.value.said.key == "source-no-child"


def test_the_child_gets_no_more_than_512_mb(tmp_path: Path) -> None:
    source = textwrap.dedent("""
        import sys
        from app.posts.collecting.reading_child import limit_this_process
        limit_this_process()
        try:
            held = bytearray(600 << 20)
        except MemoryError:
            print("refused")
        try:
            with open(sys.argv[1], "w") as file:
                file.write("x" * 100)
        except OSError:
            print("no file")
    """)
    done = subprocess.run(
        [sys.executable, "-c", source, str(tmp_path / "written")],
        capture_output=True, text=True, timeout=60, check=True,
        cwd=Path(__file__).parents[4], env={"PYTHONPATH": "."},
    )  # fmt: skip
    assert done.stdout.split("\n")[:2] == ["refused", "no file"]


def test_a_long_file_does_not_keep_the_feeds_waiting(tmp_path: Path) -> None:
    """Files and documents are read by two children, so one may be silent while the other answers."""

    async def life() -> Told:
        readers = Readers((sys.executable, "-c", _ANSWERS), patience=5.0)

        async def file() -> None:
            async with aclosing(readers.read("", FileDocument(path=str(tmp_path / "x.csv")), "")) as told:
                async for _ in told:
                    continue

        busy = asyncio.create_task(file())  # this child cannot read a file: it dies or hangs
        async with aclosing(readers.read("feed", Document(data=b"fine"), "")) as told:
            found = [message async for message in told][-1]
        busy.cancel()
        await asyncio.gather(busy, return_exceptions=True)
        await readers.close()
        return found

    assert getattr(asyncio.run(asyncio.wait_for(life(), 60)), "said", None) is not None
