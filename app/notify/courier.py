# SPDX-License-Identifier: Apache-2.0
"""Sees to it that every message the room wants goes out once: the outbox's one writer.

The window and a `fenghuo watch` without a window have one each; whichever holds `outbox.lock` sends, the other looks
on. The trap: a program that dies between a channel's answer and the outbox's disk sends that one message again:
better twice than never.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, RLock, Thread
from typing import Final, Protocol

from msgspec.structs import replace

from app.clock import Clock
from app.errors import Conflict, FenghuoError, Said
from app.notify.book import NoticeBook
from app.notify.carrier import Carried, Parcel
from app.notify.channel import Channel, is_quiet
from app.notify.letter import letter, trial_letter
from app.notify.outbox import LATEST, OPEN, Delivery, Fate, Key, Outbox, still_needed
from app.notify.wanted import Wanted, unreached, wanted
from app.room.state import RoomState
from app.room.words import WarningLevel
from app.texts import Language, Texts
from app.warning.policy import Response

BACK_OFF: Final = (5, 15, 45, 120, 300, 900)
"""Seconds until a message is tried again; the last for all later ones."""
_AT_ONCE: Final = 16
_LOOKS_EVERY: Final = 5.0


class Hold(Protocol):
    """The outbox's lock, held."""

    def release(self) -> None:
        """Let the next one in."""


class Carries(Protocol):
    """Brings one message to its address."""

    def carry(self, parcel: Parcel) -> Carried:
        """Waits until it arrived or did not."""

    def close(self) -> None:
        """End what is under way."""


@dataclass(frozen=True, slots=True)
class PostRoom:
    """What a courier works with. `hold` raises Conflict while another process sends."""

    book: NoticeBook
    outbox: Outbox
    carrier: Carries
    clock: Clock
    hold: Callable[[], Hold]
    responses: Callable[[], Sequence[Response]]


class Courier:
    """`show` it each new state of the room; `changed` is called, on another thread, when the outbox has changed.

    `language` is the program's, for channels without one of their own.
    """

    def __init__(
        self,
        room: PostRoom,
        language: Callable[[], Language],
        changed: Callable[[], None] = lambda: None,
        *,
        workers: Executor | None = None,
    ) -> None:
        self._room, self._language, self._changed = room, language, changed
        self._workers = workers or ThreadPoolExecutor(_AT_ONCE, "notices")
        self._lock, self._wake, self._ending = RLock(), Event(), Event()
        self._thread: Thread | None = None
        self._state: RoomState | None = None
        self._held: Hold | None = None
        self._rows: dict[Key, Delivery] = {}
        self._written: tuple[Delivery, ...] = ()
        self._busy: set[str] = set()
        self._known: tuple[tuple[int, int], dict[str, Channel]] | None = None
        self._texts: dict[Language, Texts] = {}
        self.trouble: Said | None = None

    @property
    def book(self) -> NoticeBook:
        """The channels."""
        return self._room.book

    @property
    def sends(self) -> bool:
        """Whether it is this process that sends."""
        return self._held is not None

    def deliveries(self) -> tuple[Delivery, ...]:
        """Every message and how it stands, also where another process sends. Raises EnvironmentFault."""
        return self._written if self._held is not None else self._room.outbox.deliveries()

    def start(self) -> None:
        """Work on a thread of its own until `close`."""
        self._thread = Thread(target=self._run, name="courier", daemon=True)
        self._thread.start()

    def show(self, state: RoomState) -> None:
        """The room as it is now. Comes back at once."""
        self._state = state
        self._wake.set()

    def look(self) -> None:
        """One round: what is wanted goes into the outbox, what is due goes out."""
        try:
            changed = self._round()
        except FenghuoError as error:
            changed, self.trouble = error.said != self.trouble, error.said
        if changed:
            self._changed()

    def unreached(self, state: RoomState) -> dict[WarningLevel, tuple[str, ...]]:
        """Who is to be told of a level but has no channel for it. Raises UserError for a damaged file."""
        return unreached(state, self._room.book.channels(), self._room.responses())

    def try_out(self, channel: Channel, address: str) -> Carried:
        """Sends a trial message now and waits for it, past the outbox. Any thread."""
        state = self._state or RoomState()
        words = trial_letter(state, self._room.clock.now(), self._in_words_of(channel))
        return self._room.carrier.carry(Parcel(address=address, title=words.title, body=words.body))

    def close(self) -> None:
        """Stop; what is under way is ended and counts as not sent."""
        self._ending.set()
        self._wake.set()
        self._room.carrier.close()
        if self._thread is not None:
            self._thread.join()
        self._workers.shutdown(wait=True, cancel_futures=True)
        if self._held is not None:
            self._held.release()

    def _run(self) -> None:
        while not self._ending.is_set():
            self._wake.wait(_LOOKS_EVERY)
            self._wake.clear()
            if not self._ending.is_set():
                self.look()

    def _round(self) -> bool:
        """Whether anything has changed."""
        state, now = self._state, self._room.clock.now()
        if state is None or not self._holds():
            return False
        channels = self._channels()
        responses = self._room.responses() if channels else ()
        found = {one.key: one for one in wanted(state, tuple(channels.values()), responses)}
        with self._lock:
            before = dict(self._rows)
            self._take_in(found, now)
            self._rows = {row.key: row for row in still_needed(self._rows.values(), now)}
            due = self._due(found, state, now)
            changed = self._rows != before or self.trouble is not None
            if self._rows != before:
                self._write()
            self._busy.update(row.channel for row in due)
        self.trouble = None
        for row in due:
            self._workers.submit(self._send, row, channels[row.channel], state)
        return changed

    def _channels(self) -> dict[str, Channel]:
        """By name; the file is read when it has changed."""
        changed = self._room.book.changed()
        if self._known is None or self._known[0] != changed:
            self._known = changed, {channel.name: channel for channel in self._room.book.channels()}
        return self._known[1]

    def _holds(self) -> bool:
        if self._held is None:
            try:
                self._held = self._room.hold()
            except Conflict:
                return False
            self._written = self._room.outbox.deliveries()
            self._rows = {row.key: row for row in self._written}
        return True

    def _write(self) -> None:
        """To the disk, and then for all to see; nobody who only looks waits for the disk."""
        rows = tuple(self._rows.values())
        self._room.outbox.write(rows)
        self._written = rows

    def _take_in(self, found: Mapping[Key, Wanted], now: datetime) -> None:
        """New rows for what is newly wanted; rows nobody wants any more are let be."""
        for key, one in found.items():
            if key not in self._rows and now - one.at <= LATEST:
                self._rows[key] = Delivery(
                    alert=one.alert, level=one.level, step=one.step, channel=one.channel.name,
                    person=one.channel.person, wanted_at=one.at,
                )  # fmt: skip
        for key, row in self._rows.items():
            if row.fate not in OPEN:
                continue
            if key not in found:
                self._rows[key] = replace(row, fate=Fate.STOPPED, ended_at=now, next_at=None)
            elif now - row.wanted_at > LATEST:
                late = row.trouble or Said("notify-trouble-late")
                self._rows[key] = replace(row, fate=Fate.FAILED, ended_at=now, next_at=None, trouble=late)

    def _due(self, found: Mapping[Key, Wanted], state: RoomState, now: datetime) -> list[Delivery]:
        """What goes out now: one at a time a channel, the gravest first."""
        zone, due = state.zone, dict[str, Delivery]()
        for row in sorted(self._open_rows(), key=lambda row: (-row.level.gravity, row.wanted_at)):
            quiet = is_quiet(found[row.key].channel, row.level, now, zone)
            fate = Fate.QUIET if quiet else Fate.WAITING
            self._rows[row.key] = replace(row, fate=fate)
            if not quiet and row.channel not in self._busy and _is_time(row, now):
                due.setdefault(row.channel, row)
        return list(due.values())

    def _open_rows(self) -> Iterable[Delivery]:
        return [row for row in self._rows.values() if row.fate in OPEN]

    def _send(self, row: Delivery, channel: Channel, state: RoomState) -> None:
        """On a worker: carry it, write down how it went, and only then let the channel's next one go."""
        try:
            self._note(row.key, self._carried(row, channel, state))
        except FenghuoError as error:
            self.trouble = error.said
        finally:
            with self._lock:
                self._busy.discard(row.channel)
        self._changed()
        self._wake.set()

    def _carried(self, row: Delivery, channel: Channel, state: RoomState) -> Carried:
        words = letter(state, state.alerts[row.alert], row.step, self._in_words_of(channel))
        try:
            address = self._room.book.whole_address(channel)
        except FenghuoError as error:
            return Carried(trouble=error.said)
        grave = row.level is WarningLevel.RED
        return self._room.carrier.carry(Parcel(address=address, title=words.title, body=words.body, grave=grave))

    def _note(self, key: Key, carried: Carried) -> None:
        now = self._room.clock.now()
        with self._lock:
            row = self._rows.get(key)
            if row is None:
                return
            tries = row.tries + 1
            if carried.trouble is None:
                row = replace(row, fate=Fate.SENT, tries=tries, ended_at=now, next_at=None, trouble=None)
            elif carried.final and row.fate in OPEN:
                row = replace(row, fate=Fate.FAILED, tries=tries, ended_at=now, next_at=None, trouble=carried.trouble)
            else:
                again = now + timedelta(seconds=BACK_OFF[min(tries, len(BACK_OFF)) - 1])
                row = replace(row, tries=tries, next_at=again, trouble=carried.trouble)
            self._rows[key] = row
            self._write()

    def _in_words_of(self, channel: Channel) -> Texts:
        language = channel.language or self._language()
        found = self._texts.get(language)
        if found is None:
            found = self._texts[language] = Texts(language)
        return found


def _is_time(row: Delivery, now: datetime) -> bool:
    """Also where the computer's clock was set back meanwhile."""
    if row.next_at is None or row.next_at <= now:
        return True
    return row.next_at - now > timedelta(seconds=BACK_OFF[-1])
