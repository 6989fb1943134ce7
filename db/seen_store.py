# SPDX-License-Identifier: Apache-2.0
"""Keeps in `room.db` which stories each person has seen. These are no entries: losing them costs a second look.

Provided to the window as its `SeenMarks`. The trap: it writes beside the journal with `synchronous=NORMAL`, so that a
key press does not wait for the disk; the journal's own connections stay at FULL, and only they promise anything.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, and_, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.clock import to_ms
from app.errors import EnvironmentFault
from db.engine import database_faults, open_database, upgrade, writing
from db.room_schema import SCHEMA, SEEN

KEPT: Final = 200_000
"""Marks kept for each person, the newest."""
_BETWEEN_LOOKS: Final = 10_000
"""Marks after which it is looked again whether there are too many; the first ones of a program look as well."""
_AT_ONCE: Final = 500
_ALL_AT_ONCE: Final = 20_000
"""Stories beyond which it is quicker to read all marks of a person than to look for each."""


class SqliteSeen:
    """The marks of one file. Reading is safe from any thread; one thread at a time writes."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine, self._path = engine, path
        self._until_look: dict[str, int] = {}

    def seen(self, person: str, keys: Collection[str]) -> dict[str, int]:
        """How many posts each of these stories had when the person saw it last; those never seen are left out."""
        own = select(SEEN.c.story, SEEN.c.posts).where(SEEN.c.person == person)
        with database_faults(self._path), self._engine.connect() as connection:
            if len(keys) > _ALL_AT_ONCE:
                wanted = frozenset(keys)
                return {key: posts for story, posts in connection.execute(own) if (key := story.hex()) in wanted}
            queries = (own.where(SEEN.c.story.in_(some)) for some in _named(keys))
            return {story.hex(): posts for query in queries for story, posts in connection.execute(query)}

    def mark(self, person: str, seen: Mapping[str, int], at: datetime) -> None:
        """The person has now seen these stories with so many posts. `at` is aware. One transaction."""
        if not seen:
            return
        ms = to_ms(at)
        rows = [{"person": person, "story": bytes.fromhex(key), "posts": n, "at": ms} for key, n in seen.items()]
        write = upsert(SEEN)
        write = write.on_conflict_do_update(
            index_elements=["person", "story"], set_={"posts": write.excluded.posts, "at": write.excluded.at}
        )
        with database_faults(self._path), writing(self._engine) as connection:
            connection.execute(write, rows)
            left = self._until_look.get(person, 0) - len(rows)
            if left < 0:
                _prune(connection, person)
        self._until_look[person] = left if left >= 0 else _BETWEEN_LOOKS

    def forget(self, person: str, keys: Collection[str]) -> None:
        """The person has not seen these stories after all."""
        with database_faults(self._path), writing(self._engine) as connection:
            for some in _named(keys):
                connection.execute(delete(SEEN).where(SEEN.c.person == person, SEEN.c.story.in_(some)))

    def close(self) -> None:
        """Release the file."""
        self._engine.dispose()


def _named(keys: Collection[str]) -> Iterator[list[bytes]]:
    names = [bytes.fromhex(key) for key in keys]
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]


def _prune(connection: Connection, person: str) -> None:
    """Drops what is beyond the newest :data:`KEPT`."""
    own = SEEN.c.person == person
    count = connection.scalar(select(func.count()).select_from(SEEN).where(own)) or 0
    if count > KEPT:
        oldest = select(SEEN.c.story).where(own).order_by(SEEN.c.at).limit(count - KEPT)
        connection.execute(delete(SEEN).where(and_(own, SEEN.c.story.in_(oldest))))


def open_seen(path: Path, key: bytes) -> SqliteSeen:
    """The marks in `room.db`, for the process that holds the room's lock. Raises as `open_journal` does."""
    engine = open_database(
        path, key, application_id=SCHEMA.application_id, version=SCHEMA.version, synchronous="NORMAL"
    )
    try:
        with database_faults(path, key):
            upgrade(engine, "room")
    except EnvironmentFault:
        engine.dispose()
        raise
    return SqliteSeen(engine, path)
