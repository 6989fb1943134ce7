# SPDX-License-Identifier: Apache-2.0
"""Keeps the journal in `room.db`: one transaction an act, `synchronous=FULL`, nothing acknowledged before it.

Provided to `app.room` as its `JournalStore`. The trap: a reader opens the file read-only and must not run migrations;
`open_journal(readonly=False)` belongs to the one process that holds the profile's lock.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.errors import EnvironmentFault
from app.keys import fingerprint
from app.room.entry import Entry
from db.engine import database_faults, open_database, upgrade, writing
from db.room_schema import HEADS, IDENTITY, JOURNAL, PERSON_KEYS, SCHEMA

_PAGE: Final = 2_000


class SqliteJournal:
    """The journal of one device in one file."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine, self._path = engine, path
        self._identity: tuple[bytes, bytes] | None = None

    def identity(self) -> tuple[bytes, bytes] | None:
        """(room id, device public key); None in an empty store."""
        if self._identity is None:
            with database_faults(self._path), self._engine.connect() as connection:
                row = connection.execute(select(IDENTITY.c.room, IDENTITY.c.device_key)).first()
            self._identity = (row.room, row.device_key) if row else None
        return self._identity

    def found(self, room: bytes, device_public: bytes) -> None:
        """Write the identity, once."""
        with database_faults(self._path), writing(self._engine) as connection:
            connection.execute(insert(IDENTITY).values(room=room, device_key=device_public))

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """This device's entries with seq > `after`, read in pages: a long journal never lies whole in memory."""
        while True:
            with database_faults(self._path), self._engine.connect() as connection:
                query = select(JOURNAL).where(JOURNAL.c.device == self._device(), JOURNAL.c.seq > after)
                rows = connection.execute(query.order_by(JOURNAL.c.seq).limit(_PAGE)).all()
            for row in rows:
                yield Entry(*row)
            if len(rows) < _PAGE:
                return
            after = rows[-1].seq

    def all_devices(self) -> list[bytes]:
        """Every device that has entries here; one today, and a stranger's would show."""
        with database_faults(self._path), self._engine.connect() as connection:
            return list(connection.scalars(select(JOURNAL.c.device).distinct()))

    def head(self) -> tuple[int, bytes] | None:
        """(seq, hash) recorded with the last entry."""
        with database_faults(self._path), self._engine.connect() as connection:
            row = connection.execute(
                select(HEADS.c.seq, HEADS.c.hash).where(HEADS.c.device == self._device())
            ).first()
        return (row.seq, row.hash) if row else None

    def append(self, entries: Sequence[Entry], wrapped_keys: Sequence[tuple[str, bytes]] = ()) -> None:
        """All or nothing, on disk when it returns."""
        last = entries[-1]
        head = {"seq": last.seq, "hash": last.hash}
        with database_faults(self._path), writing(self._engine) as connection:
            connection.execute(insert(JOURNAL), [_row(entry) for entry in entries])
            connection.execute(
                upsert(HEADS)
                .values(device=last.device, **head)
                .on_conflict_do_update(index_elements=["device"], set_=head)
            )
            for person, wrapped in wrapped_keys:
                connection.execute(insert(PERSON_KEYS).values(person=person, wrapped=wrapped))

    def wrapped_key(self, person: str) -> bytes | None:
        """A person's key, locked by their passphrase."""
        with database_faults(self._path), self._engine.connect() as connection:
            query = select(PERSON_KEYS.c.wrapped).where(PERSON_KEYS.c.person == person)
            found: bytes | None = connection.scalar(query)
        return found

    def close(self) -> None:
        """Release the file; the write-ahead log is folded in by the last to leave."""
        self._engine.dispose()

    def _device(self) -> bytes:
        identity = self.identity()
        return fingerprint(identity[1]) if identity else b""


def _row(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in Entry.__slots__}


def open_journal(path: Path, key: bytes, *, readonly: bool) -> SqliteJournal:
    """Opens `room.db` with the raw 32-byte key; makes it where it is missing and `readonly` is false.

    Raises as :func:`db.engine.open_database` does.
    """
    engine = open_database(path, key, application_id=SCHEMA.application_id, version=SCHEMA.version, readonly=readonly)
    if not readonly:
        try:
            with database_faults(path, key):
                upgrade(engine, "room")
        except EnvironmentFault:
            engine.dispose()
            raise
    return SqliteJournal(engine, path)
