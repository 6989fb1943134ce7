# SPDX-License-Identifier: Apache-2.0
"""The room: one `act` through which everything people decide goes.

Called by the window (on its one writer thread), by `fenghuo act` and by drills. A command is checked against
permissions and the subject's rules, becomes entries, is written to disk, and only then changes the state. `state` is
an immutable value any thread may read; `act`, `tick`, `take_up` and `follow` belong to one thread.
"""

import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace

from app.clock import Clock
from app.errors import Refusal, Said, UserError
from app.keys import SigningKey, WrapCost, unwrap, wrap
from app.ports import JournalStore, Witness
from app.posts.stories.story import Story
from app.room import clocks, people, permissions, proposals, stories, subjects
from app.room.event import By, Command, Event
from app.room.journal import Journal, Recorded, fold
from app.room.people import AddPerson, PersonAdded, RoomFounded
from app.room.state import Person, RoomState
from app.room.words import Department, Role
from app.warning.policy import Response
from app.warning.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Session:
    """A person who proved who they are. `key` is None once locked: then nothing can be sealed."""

    person: str
    key: SigningKey | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an act changed: its records, and the kinds of entry among them, so that panes know whether to refresh."""

    records: tuple[Recorded, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """Such as `statement.edited`."""
        return frozenset(record.entry.kind for record in self.records)

    def touches(self, *subjects_: str) -> bool:
        """Whether any entry's kind begins with one of these subjects (`statement`, `duty` …)."""
        return any(kind.partition(".")[0] in subjects_ for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Founder:
    """The first person of a new room."""

    name: str
    department: Department
    roles: tuple[Role, ...]
    passphrase: str


class Room:
    """One war room, open for acting."""

    def __init__(
        self,
        store: JournalStore,
        witness: Witness,
        key: SigningKey,
        clock: Clock,
        *,
        cost: WrapCost | None = None,
        release: Callable[[], None] | None = None,
    ) -> None:
        self._release = release
        self._store, self._clock, self._cost = store, clock, cost or WrapCost()
        self._journal = Journal(store, witness, key)
        self._draft_peer = secrets.randbits(63)
        self.state: RoomState = fold(RoomState(), self._journal.records)

    @property
    def records(self) -> list[Recorded]:
        """Every record so far, oldest first. Append-only: take a length and read up to it."""
        return self._journal.records

    def found(self, name: str, zone: str, founder: Founder, *, demo: bool = False) -> Changes:
        """Make this empty room real: its first two entries, the room and its first person.

        Raises UserError for a time zone nobody knows.
        """
        if self._journal.head:
            raise Refusal("room.founded", Said("refusal-room-founded"))
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
            raise UserError(Said("error-unknown-zone", {"zone": zone})) from fault
        identity = self._store.identity()
        if identity is None:
            raise UserError(Said("error-journal-foreign"))
        now = self._clock.now()
        room = RoomFounded(room=identity[0].hex(), name=name, zone=zone, device_key=identity[1], demo=demo)
        command = AddPerson(
            name=founder.name, department=founder.department, roles=founder.roles,
            new_passphrase=founder.passphrase,
        )  # fmt: skip
        command, wrapped = self._with_key(command)
        first = people.decide(self.state, By("", now, _no_key), command)
        return self._write([room, first], now, wrapped)

    def sign_in(self, person_id: str, passphrase: str) -> Session:
        """Unlock a person's key. Raises UserError for a wrong passphrase, Refusal for a stranger."""
        person = people.known(self.state, person_id)
        return Session(person.id, unlock(self._store, person, passphrase))

    def act(self, command: Command, session: Session) -> Changes:
        """Do it, or raise Refusal. When this returns, it is on disk."""
        permissions.check(self.state, session.person, command)
        now = self._clock.now()
        wrapped: bytes | None = None
        if isinstance(command, AddPerson):
            command, wrapped = self._with_key(command)
        by = By(session.person, now, _sealer(session), self._journal.head, self._draft_peer)
        event = subjects.decide(self.state, by, command)
        return self._write([event], now, wrapped)

    def tick(self) -> Changes:
        """What the program itself must note by now: clocks that ran out, alerts that nobody confirmed in time."""
        now = self._clock.now()
        events = missed(self.state, now)
        return self._write(events, now, None) if events else Changes(())

    def take_up(self, proposed: Sequence[Proposal], responses: Sequence[Response] = ()) -> Changes:
        """Makes alerts of what the beacon proposes, or raises those of the same runs; passes over what it knows.

        `responses` are the policy's as they stand now: who is told of a level, who must confirm it.
        """
        now = self._clock.now()
        events = proposals.taken_up(self.state, proposed, responses, now)
        return self._write(events, now, None) if events else Changes(())

    def follow(self, parts: Mapping[str, Story], done: int) -> Changes:
        """Notes which stories people care for became part of others when posts linked them.

        `parts` as for `app.room.stories.joined`, `done` is the number `PostStore.rearranged` gave before: while the
        store has decisions of people before it, what it says of stories is not the last word.
        """
        ahead = takewhile(lambda record: record.entry.seq > done, reversed(self.records))
        if any(record.event is not None and stories.change_of(record.event) for record in ahead):
            return Changes(())
        events = stories.joined(self.state, parts)
        return self._write(events, self._clock.now(), None) if events else Changes(())

    def as_of(self, time: datetime) -> RoomState:
        """The state as it was at `time` (aware)."""
        return fold(RoomState(), (r for r in self.records if r.at.time <= time))

    def close(self) -> None:
        """Release the files, and the profile's lock where this room holds it."""
        self._journal.close()
        if self._release is not None:
            self._release()

    def _with_key(self, command: AddPerson) -> tuple[AddPerson, bytes]:
        if not command.new_passphrase:
            raise Refusal("person.needs-passphrase", Said("refusal-person-needs-passphrase"))
        seed = SigningKey.fresh_seed()
        wrapped = wrap(seed, command.new_passphrase, self._cost)
        return replace(command, key=SigningKey(seed).public, new_passphrase=""), wrapped

    def _write(self, events: Sequence[Event], now: datetime, wrapped: bytes | None) -> Changes:
        keys = [(event.person, wrapped) for event in events if isinstance(event, PersonAdded) and wrapped is not None]
        try:
            records = self._journal.append(events, now, keys)
        except Exception:
            self._draft_peer = secrets.randbits(63)
            raise
        self.state = fold(self.state, records)
        return Changes(records)


def missed(state: RoomState, now: datetime) -> list[Event]:
    """What :meth:`Room.tick` would note at `now`."""
    return [*clocks.overdue(state, now), *proposals.overdue(state, now)]


def unlock(store: JournalStore, person: Person, passphrase: str) -> SigningKey:
    """A person's private key. Raises UserError for a wrong passphrase."""
    wrapped = store.wrapped_key(person.id)
    if wrapped is None:
        raise UserError(Said("error-no-key-here", {"person": person.name}))
    return SigningKey(unwrap(wrapped, passphrase))


def fresh_room_id() -> bytes:
    """16 random bytes."""
    return uuid.uuid4().bytes


def _sealer(session: Session) -> "_Seal":
    return _Seal(session.key)


class _Seal:
    def __init__(self, key: SigningKey | None) -> None:
        self._key = key

    def __call__(self, message: bytes) -> bytes:
        if self._key is None:
            raise Refusal("seal.locked", Said("refusal-seal-locked"))
        return self._key.sign(message)


def _no_key(message: bytes) -> bytes:
    raise Refusal("seal.locked", Said("refusal-seal-locked"))
