# SPDX-License-Identifier: Apache-2.0
"""Opens an encrypted database file, and brings its tables up to date. Both stores stand on this.

    engine = open_database(path, key, application_id=SCHEMA.application_id, version=SCHEMA.version)
    upgrade(engine, "room")                    # writers only; reads `db.room_schema.SCHEMA`
    with database_faults(path), writing(engine) as connection: ...    # one BEGIN IMMEDIATE … COMMIT
    with database_faults(path), engine.connect() as connection: ...   # a consistent read

The trap: SQLCipher's own dialect keeps one connection a thread and derives a key for each; here the key is raw
and the pool shared, so connections are cheap (about 1 ms) and may wander between threads.
"""

import importlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from app.errors import EnvironmentFault, Said, UserError
from db.faults import database_faults
from db.schema import Schema

__all__ = ["database_faults", "open_database", "upgrade", "writing"]

Which = Literal["room", "posts"]
Synchronous = Literal["FULL", "NORMAL"]

_BUSY_MS: Final = 5_000
_WRITER_CACHE_KIB: Final = 64 * 1024
_READER_CACHE_KIB: Final = 8 * 1024
"""Each connection of a reader has its own; the window, which reads over two, must stay small beside the collector."""
_IMMEDIATE: Final = "fenghuo_immediate"


def open_database(
    path: Path,
    key: bytes,
    *,
    application_id: int,
    version: int,
    readonly: bool = False,
    synchronous: Synchronous = "FULL",
) -> Engine:
    """An engine over the SQLCipher file `path` with the raw 32-byte `key`; a missing file is made, unless `readonly`.

    The file's mark and version are checked before this returns; its tables may still be older than
    `version` (see :func:`upgrade`). Raises UserError: the file is foreign, empty, newer than the program, or
    the key is another's. EnvironmentFault: missing (`readonly`), damaged, read-only or full disk. Conflict:
    held by another program for more than 5 s.
    """
    if len(key) != 32:
        raise ValueError("the key of a database is 32 raw bytes")
    with database_faults(path, key):
        if not path.exists():
            if readonly:
                raise EnvironmentFault(Said("db-missing", {"path": str(path)}))
            _create(path, key, application_id)
        elif path.stat().st_size == 0:
            raise UserError(Said("db-empty-file", {"path": str(path)}))
        engine = _engine(path, key, readonly=readonly, synchronous=synchronous)
        try:
            _check(engine, path, application_id=application_id, version=version)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that takes the write lock at once, so it never fails half-way for another writer."""
    with engine.connect() as plain:
        connection = plain.execution_options(**{_IMMEDIATE: True})
        with connection.begin():
            yield connection


def upgrade(engine: Engine, which: Which) -> None:
    """Brings the tables of an open file to the program's version, in one transaction; nothing to do is free.

    A new file gets today's tables at once; an older one goes through the migrations (and pays for importing
    Alembic, some 0.5 s). Two programs at once are safe: the second finds the work done.
    """
    schema = _schema(which)
    with engine.connect() as connection:
        if _pragma(connection, "user_version") >= schema.version:
            return
    with writing(engine) as connection:
        found = _pragma(connection, "user_version")
        if found >= schema.version:
            return
        if found == 0:
            _create_tables(connection, schema)
        else:
            _migrate(connection, which)
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.version:d}")


def _schema(which: Which) -> Schema:
    """By name, so that opening one kind of file does not import the other's tables."""
    return cast(Schema, importlib.import_module({"room": "db.room_schema", "posts": "db.post_schema"}[which]).SCHEMA)


def _create_tables(connection: Connection, schema: Schema) -> None:
    schema.metadata.create_all(connection, checkfirst=False)
    for statement in schema.ddl:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{schema.version:04d}",))


def _migrate(connection: Connection, which: Which) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations" / which).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _create(path: Path, key: bytes, application_id: int) -> None:
    """Makes the file aside and puts it in place whole, so a crash never leaves an empty one."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        connection = _connect(aside, key, mode="rw", synchronous="FULL")
        try:
            connection.execute(f"PRAGMA application_id = {application_id:d}")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        _put_in_place(aside, path)
    finally:
        for left in (aside, *(Path(name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _put_in_place(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)  # unlike a rename it never replaces what another program has just made
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            aside.rename(path)


def _engine(path: Path, key: bytes, *, readonly: bool, synchronous: Synchronous) -> Engine:
    mode = "rw" if not readonly else "ro" if _may_share(path) else "immutable"

    def connect() -> Any:
        return _connect(path, key, mode=mode, synchronous=synchronous)

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=6,
        pool_timeout=10,
        hide_parameters=True,  # an error message must never carry somebody's words
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """The driver begins nothing by itself (isolation_level None), so DDL is part of a transaction too."""
    immediate = connection.get_execution_options().get(_IMMEDIATE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _may_share(path: Path) -> bool:
    """Whether a reader can keep WAL's shared memory beside the file; on read-only media it cannot.

    A log that still holds changes forbids reading the file alone.
    """
    log = path.with_name(path.name + "-wal")
    return os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size > 0)


def _connect(path: Path, key: bytes, *, mode: str, synchronous: Synchronous) -> Any:
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_MS / 1000,
    )
    try:
        for pragma in (
            "cipher_log_level = NONE",  # damage would print hundreds of lines to stderr
            f"key = \"x'{key.hex()}'\"",
            "foreign_keys = ON",
            f"synchronous = {synchronous}",
            "temp_store = MEMORY",  # or words would lie unencrypted in a temporary file
            f"cache_size = -{_WRITER_CACHE_KIB if mode == 'rw' else _READER_CACHE_KIB}",
            "trusted_schema = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _check(engine: Engine, path: Path, *, application_id: int, version: int) -> None:
    with engine.connect() as connection:
        if _pragma(connection, "application_id") != application_id:
            raise UserError(Said("db-foreign", {"path": str(path)}))
        found = _pragma(connection, "user_version")
    if found > version:
        raise UserError(Said("db-newer", {"path": str(path), "found": found, "known": version}))


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
