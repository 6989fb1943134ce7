# SPDX-License-Identifier: Apache-2.0
"""`watch`: the collector without a window.

The window runs `watch --supervised --json` too. The trap: a supervised collector must not outlive its window, so it
ends when its standard input does.
"""

import asyncio
import contextlib
import os
import signal
import time
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from app.cli.keeper import Collecting, Console
from app.cli.render import entry_json, to_json
from app.errors import Said, UserError
from app.posts.collecting.collector import Collector, Ears
from app.posts.collecting.follower import Round
from app.posts.collecting.http import HttpReach
from app.posts.collecting.reader import Readers
from app.posts.sources.source import Pulse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.room.journal import Recorded
    from app.room.state import RoomState
    from app.warning.proposal import Proposal

_SECONDS: Final = 2
_NICE: Final = 5


def watch(args: Namespace, console: Console) -> int:
    """Collects until it is stopped; with `--once` makes one round. 1 where that round reached nothing at all."""
    if console.stdin.isatty():
        console.keeper.sources()  # asks for a passphrase while an interruption is still heard
    if not args.once:
        asyncio.run(_watched(args, console))
        return 0
    began = time.monotonic()
    rounds = asyncio.run(_once(args, console))
    if args.json:
        console.say(to_json({"summary": _summary(rounds, time.monotonic() - began)}))
    else:
        console.say(console.texts("cli-watch-once", **_summary(rounds, time.monotonic() - began)))
    return 0 if not rounds or any(made.ok for made in rounds) else 1


def _summary(rounds: list[Round], seconds: float) -> dict[str, Any]:
    return {
        "sources": len(rounds),
        "failed": sum(not made.ok for made in rounds),
        "read": sum(made.read for made in rounds),
        "stored": sum(made.stored for made in rounds),
        "same": sum(made.same for made in rounds),
        "rejected": sum(made.rejected for made in rounds),
        "seconds": round(seconds, _SECONDS),
    }


@asynccontextmanager
async def _opened(console: Console, *, start: bool) -> AsyncIterator[tuple[Collecting, Readers]]:
    """All that collecting needs. The limited child, if it is to start, does so first: it takes longest."""
    keeper = console.keeper
    readers = Readers(keeper.reader_command(), str(keeper.mappings().path))
    try:
        if start:
            await readers.start()
        with keeper.collecting() as parts:
            yield parts, readers
    finally:
        await readers.close()


async def _once(args: Namespace, console: Console) -> list[Round]:
    """A second round mostly finds nothing new, and then needs no child."""
    async with _opened(console, start=not console.keeper.has_posts()) as (parts, readers):
        if not parts.book.sources():
            raise UserError(Said("source-none"))
        async with HttpReach(console.clock, "Fenghuo", stays=False) as reach:
            return await _collector(args, console, parts, reach, readers).once()


async def _watched(args: Namespace, console: Console) -> None:
    from app.cli.stand_in import standing_in  # what it brings would delay a single round

    async with _opened(console, start=True) as (parts, readers):
        told = _Teller(args, console).noted
        with nullcontext() if args.supervised else standing_in(console, parts.store, told):
            await _watched_until_stopped(args, console, parts, readers)


async def _watched_until_stopped(args: Namespace, console: Console, parts: Collecting, readers: Readers) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    if args.supervised:
        _stand_back()
        Thread(target=_until_input_ends, args=(console, loop, stop), daemon=True).start()
    else:
        console.complain(console.texts("cli-watching", count=len(parts.book.sources())))
    async with HttpReach(console.clock, "Fenghuo", stays=True) as reach:
        await _collector(args, console, parts, reach, readers).watch(stop)


def _stand_back() -> None:
    """Beside a window, collecting and reading wait where both want the same processor: somebody types there."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_NICE)


def _until_input_ends(console: Console, loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    while console.stdin.read(1024):
        continue
    with contextlib.suppress(RuntimeError):  # the loop has ended by itself
        loop.call_soon_threadsafe(stop.set)


def _collector(args: Namespace, console: Console, parts: Collecting, reach: HttpReach, readers: Readers) -> Collector:
    teller = _Teller(args, console)
    ears = Ears(round=teller.round, pulse=teller.pulse, trouble=teller.trouble, proposed=teller.proposed)
    return Collector(
        parts.book,
        parts.store,
        reach,
        readers,
        console.clock,
        parts.wishes,
        ears=ears,
        jobs=None if args.once else parts.jobs,
    )


class _Teller:
    """Says what happens: a JSON line each for programs, a sentence a round that brought something for people."""

    def __init__(self, args: Namespace, console: Console) -> None:
        self._args, self._console = args, console

    def round(self, made: Round) -> None:
        say, texts = self._console.texts.say, self._console.texts
        trouble = say(made.trouble) if made.trouble else ""
        note = say(made.note) if made.note else ""
        if self._args.json:
            row = {
                "source": made.source, "ok": made.ok, "read": made.read, "stored": made.stored, "same": made.same,
                "rejected": made.rejected, "trouble": trouble, "note": note, "seconds": made.seconds,
            }  # fmt: skip
            self._console.say(to_json(row))
        elif trouble:
            self._console.complain(texts("cli-watch-trouble", name=made.source, trouble=trouble))
        elif made.stored or self._args.once:
            self._console.say(texts("cli-watch-round", name=made.source, stored=made.stored, same=made.same))

    def pulse(self, pulse: Pulse) -> None:
        if self._args.supervised:
            self._console.say(to_json({"pulse": pulse}))

    def proposed(self, proposal: "Proposal") -> None:
        from app.warning.reasons import proposal_said

        sentence = self._console.texts.say(proposal_said(proposal))
        if self._args.json:
            found = {"watch": proposal.watch, "level": proposal.level, "at": proposal.at, "sentence": sentence}
            self._console.say(to_json({"proposed": found}))
        else:
            self._console.say(sentence)

    def noted(self, records: "Sequence[Recorded]", state: "RoomState") -> None:
        """What the room was told in the window's place. What was taken up has been said as a proposal."""
        from app.room.proposals import AlertLit
        from app.room.timeline import lines

        for record, line in zip(records, lines(records, state), strict=True):
            if isinstance(record.event, AlertLit):
                continue
            said = to_json(entry_json(record, state)) if self._args.json else self._console.texts.say(line.said)
            self._console.say(said)

    def trouble(self, said: Said) -> None:
        sentence = self._console.texts.say(said)
        self._console.say(to_json({"trouble": sentence})) if self._args.json else self._console.complain(sentence)
