# SPDX-License-Identifier: Apache-2.0
"""The journal of one device: appends entries, checks the chain when it is opened, folds state from it.

Called by the room's service and, read-only, by `fenghuo state` and reports. The trap: an entry counts only once the
store has it on disk; nothing may be shown or folded before `append` returned.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from app.clock import hlc_time, tick
from app.errors import Said, UserError
from app.keys import SigningKey, fingerprint
from app.ports import JournalStore, Witness
from app.posts.ports import Decision
from app.room import moods, stories, subjects
from app.room.entry import GENESIS, Entry, entry_hash, seal_entry, signature_holds
from app.room.event import At, Event
from app.room.state import RoomState


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry and the event in it; `event` is None where a newer program made it."""

    entry: Entry
    event: Event | None

    @property
    def at(self) -> At:
        """Where it stands."""
        return At(self.entry.seq, hlc_time(self.entry.hlc), self.entry.hash)


def fold(state: RoomState, records: Iterable[Recorded]) -> RoomState:
    """The state after these records."""
    for record in records:
        if record.event is None:
            state = replace(state, unread=state.unread + 1)
        else:
            state = subjects.evolve(state, record.at, record.event)
    return state


def read(store: JournalStore) -> Iterator[Recorded]:
    """All of a store's records in order, each hash and link checked. Raises UserError at the first bad entry."""
    identity = store.identity()
    if identity is None:
        return
    room, public = identity
    device, previous, expected = fingerprint(public), GENESIS, 1
    for entry in store.entries():
        whole = entry.device == device and entry.seq == expected and entry.prev_hash == previous
        if not whole or entry_hash(room, entry) != entry.hash:
            raise UserError(Said("error-journal-broken", {"seq": expected}))
        previous, expected = entry.hash, expected + 1
        yield Recorded(entry, subjects.decode(entry.kind, entry.payload))


def decisions(store: JournalStore, after: int) -> tuple[list[Decision], int]:
    """What entries since `after` say the post store must do to its posts, and the number of the last entry."""
    found: list[Decision] = []
    for entry in store.entries(after):
        after = entry.seq
        if entry.kind.startswith(("story.", "mood.")):
            event = subjects.decode(entry.kind, entry.payload)
            change = (stories.change_of(event) or moods.change_of(event)) if event is not None else None
            if change is not None:
                found.append(change)
    return found, after


class Journal:
    """One device's chain, open for appending. Not thread-safe: the room's writer thread owns it."""

    def __init__(self, store: JournalStore, witness: Witness, key: SigningKey) -> None:
        self._store, self._witness, self._key = store, witness, key
        identity = store.identity()
        if identity is None or identity[1] != key.public:
            raise UserError(Said("error-journal-foreign"))
        self._room = identity[0]
        self._device = fingerprint(key.public)
        self.records: list[Recorded] = list(read(store))
        self._check_end()

    def _check_end(self) -> None:
        """The signature of the last entry stands for the whole chain; store and witness say it is the last."""
        last = self.records[-1].entry if self.records else None
        if last is not None and not signature_holds(self._key.public, last):
            raise UserError(Said("error-journal-broken", {"seq": last.seq}))
        for known in (self._store.head(), self._witness.recall()):
            if known is None:
                continue
            seq, digest = known
            if seq > len(self.records):
                raise UserError(Said("error-journal-tail", {"last": len(self.records), "known": seq}))
            if seq and self.records[seq - 1].entry.hash != digest:
                raise UserError(Said("error-journal-broken", {"seq": seq}))

    @property
    def head(self) -> int:
        """Sequence number of the last entry; 0 for none."""
        return len(self.records)

    def append(
        self, events: Sequence[Event], now: datetime, wrapped_keys: Sequence[tuple[str, bytes]] = ()
    ) -> tuple[Recorded, ...]:
        """Events become entries, on disk when this returns."""
        last = self.records[-1].entry if self.records else None
        previous, hlc = (last.hash, last.hlc) if last else (GENESIS, 0)
        made: list[Recorded] = []
        for event in events:
            hlc = tick(hlc, now)
            bare = Entry(
                self._device, self.head + len(made) + 1, hlc, event.kind, subjects.encode(event), b"", previous,
                b"", b"",
            )  # fmt: skip
            entry = seal_entry(self._room, self._key, bare)
            previous = entry.hash
            made.append(Recorded(entry, event))
        self._store.append([record.entry for record in made], wrapped_keys)
        self.records.extend(made)
        self._witness.remember(self.head, previous)
        return tuple(made)

    def close(self) -> None:
        """Release the store."""
        self._store.close()
