# SPDX-License-Identifier: Apache-2.0
"""The tables of `room.db`. Documented in ARCHITECTURE.md, because what is on disk outlives the program.

Read by `db.engine.upgrade`, `db.journal_store` and `db.seen_store`. The trap: an entry's row is never updated or
deleted (triggers refuse it); what may change or go, as `seen` may, is no entry. Change a table here and its migration
in db/migrations/room together; a test compares them.
"""

from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

from db.schema import Schema

METADATA: Final = MetaData()

JOURNAL: Final = Table(
    "journal",
    METADATA,
    Column("device", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hlc", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("deps", LargeBinary, nullable=False),
    Column("prev_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    UniqueConstraint("hash"),
    sqlite_strict=True,
)
HEADS: Final = Table(
    "heads",
    METADATA,
    Column("device", LargeBinary, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
)
IDENTITY: Final = Table(
    "identity",
    METADATA,
    Column("room", LargeBinary, primary_key=True),
    Column("device_key", LargeBinary, nullable=False),
    sqlite_strict=True,
)
PERSON_KEYS: Final = Table(
    "person_keys",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    sqlite_strict=True,
)
SEEN: Final = Table(
    "seen",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("story", LargeBinary, primary_key=True),  # the 16 bytes of the story's key
    Column("posts", Integer, nullable=False),
    Column("at", Integer, nullable=False),  # ms since 1970 UTC
    sqlite_with_rowid=False,
    sqlite_strict=True,
)


def _refuse(word: str, act: str) -> str:
    return (
        f"CREATE TRIGGER journal_is_never_{word} BEFORE {act} ON journal "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )


SCHEMA: Final = Schema(
    application_id=0x46485231,  # "FHR1"
    version=2,
    metadata=METADATA,
    ddl=(
        _refuse("changed", "UPDATE"),
        _refuse("deleted", "DELETE"),
    ),
)
