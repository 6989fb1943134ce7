# SPDX-License-Identifier: Apache-2.0
"""The collector's side of the limited child: gives it documents, takes posts, and stops it where it hangs.

Two children at most, each started when first needed: one for what comes over the network, one for files, so that a
long export does not keep the feeds waiting. The trap: a child that was stopped takes its document with it, never the
next one's.
"""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from typing import Final

import msgspec

from app.errors import EnvironmentFault, Said
from app.posts.collecting.wire import LARGEST, LENGTH_BYTES, Ask, Chunk, Failed, Preparing, Told, packed, told
from app.posts.sources.port import Document, FileDocument

PATIENCE: Final = 5.0
"""Seconds a child may be silent while it reads."""
_START: Final = 20.0
"""Seconds it may take to start, or to make anew what finds keywords, on a busy machine."""


class LimitedReader:
    """One child. `command` is program and arguments, `mappings` the profile's file of mapped headers."""

    def __init__(self, command: Sequence[str], mappings: str = "", *, patience: float = PATIENCE) -> None:
        self._command, self._mappings, self._patience = tuple(command), mappings, patience
        self._turn = asyncio.Lock()
        self._child: asyncio.subprocess.Process | None = None
        self._greeted = False

    async def read(self, kind: str, document: Document | FileDocument, watch: str) -> AsyncGenerator[Told, None]:
        """Chunks, then one Done or Failed. Never raises for what stands in a document."""
        async with self._turn:
            whole = False
            ask = Ask(kind=kind, document=document, watch=watch, mappings=self._mappings)
            try:
                async for message in self._answers(packed(ask)):
                    whole = not isinstance(message, Chunk)
                    yield message
            finally:
                if not whole:  # given up half-way: the rest of its answer must not meet the next question
                    await self._stop()

    async def start(self) -> None:
        """Starts the child before it is needed and does not wait for it; a fault shows when it is needed."""
        async with self._turn:
            with suppress(OSError):
                await self._started()

    async def close(self) -> None:
        """Ends the child."""
        await self._stop()

    async def _answers(self, question: bytes) -> AsyncGenerator[Told, None]:
        try:
            child = await self._running()
            assert child.stdin is not None
            async with asyncio.timeout(self._patience):
                child.stdin.write(question)
                await child.stdin.drain()
            patience = self._patience
            while True:
                async with asyncio.timeout(patience):
                    message = await self._message(child)
                patience = self._patience
                if isinstance(message, Preparing):
                    patience = max(patience, _START)
                    continue
                yield message
                if not isinstance(message, Chunk):
                    return
        except TimeoutError:
            await self._stop()
            yield Failed(Said("source-document-slow", {"seconds": int(self._patience)}))
        except (asyncio.IncompleteReadError, ConnectionError, msgspec.MsgspecError):
            await self._stop()
            yield Failed(Said("source-document-killed"))
        except OSError as fault:
            raise EnvironmentFault(Said("source-no-child", {"why": fault.strerror or ""})) from fault

    async def _message(self, child: asyncio.subprocess.Process) -> Told:
        assert child.stdout is not None
        length = int.from_bytes(await child.stdout.readexactly(LENGTH_BYTES), "big")
        if length > LARGEST:
            raise ConnectionError("a message of the child is too long")
        message: Told = told.decode(await child.stdout.readexactly(length))
        return message

    async def _running(self) -> asyncio.subprocess.Process:
        child = await self._started()
        if not self._greeted:
            async with asyncio.timeout(_START):
                await self._message(child)
            self._greeted = True
        return child

    async def _started(self) -> asyncio.subprocess.Process:
        if self._child is None or self._child.returncode is not None:
            self._child = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=1 << 20,
            )
            self._greeted = False
        return self._child

    async def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.stdin is not None:
            child.stdin.close()
        # Not `child.kill()`: that asks first whether it has ended, and so takes the answer from who waits for it.
        with suppress(ProcessLookupError, PermissionError):
            os.kill(child.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        await child.wait()


class Readers:
    """Both children."""

    def __init__(self, command: Sequence[str], mappings: str = "", *, patience: float = PATIENCE) -> None:
        self._documents = LimitedReader(command, patience=patience)
        self._files = LimitedReader(command, mappings, patience=patience)

    def read(self, kind: str, document: Document | FileDocument, watch: str) -> AsyncGenerator[Told, None]:
        """See :meth:`LimitedReader.read`."""
        one = self._files if isinstance(document, FileDocument) else self._documents
        return one.read(kind, document, watch)

    async def start(self) -> None:
        """Starts the child for documents; see :meth:`LimitedReader.start`."""
        await self._documents.start()

    async def close(self) -> None:
        """Ends both."""
        await self._documents.close()
        await self._files.close()
