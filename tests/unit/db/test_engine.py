# SPDX-License-Identifier: Apache-2.0
"""Opening database files: ours, somebody else's, damaged ones, on a full disk; and how old ones become new."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from sqlalchemy import Engine

from app.errors import Conflict, EnvironmentFault, FenghuoError, UserError
from app.texts import LANGUAGES, Texts
from db import engine as engine_module
from db.engine import database_faults, open_database, upgrade, writing
from db.schema import Schema

KEY = bytes(range(32))
OURS = 0x12345678
TEXTS = [Texts(language) for language in LANGUAGES]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Engine]]:
    """Opens the file `x.db` of the test's folder and closes it again."""
    engines: list[Engine] = []

    def open_(path: Path | None = None, key: bytes = KEY, **how: object) -> Engine:
        chosen = {"application_id": OURS, "version": 1, **how}
        engine = open_database(path or tmp_path / "x.db", key, **chosen)  # type: ignore[arg-type]
        engines.append(engine)
        return engine

    yield open_
    for engine in engines:
        engine.dispose()


def _filled(engine: Engine, rows: int = 400) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
        connection.exec_driver_sql("INSERT INTO note VALUES (?)", [("x" * 500,)] * rows)
    engine.dispose()


def _said(action: Callable[[], object], kind: type[FenghuoError], key: str) -> None:
    with pytest.raises(kind) as refused:
        action()
    assert refused.value.said.key == key
    assert all("x.db" in texts.error(refused.value) for texts in TEXTS)


def test_what_was_written_is_there_again_and_unreadable_without_the_key(
    tmp_path: Path, opened: Callable[..., Engine]
) -> None:
    _filled(opened())
    with opened().connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == 400
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert b"x" * 20 not in (tmp_path / "x.db").read_bytes()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_the_wrong_key(opened: Callable[..., Engine]) -> None:
    _filled(opened())
    _said(lambda: opened(key=bytes(32)), UserError, "db-wrong-key")


def test_an_empty_file(tmp_path: Path, opened: Callable[..., Engine]) -> None:
    (tmp_path / "x.db").touch()
    _said(opened, UserError, "db-empty-file")
    assert (tmp_path / "x.db").stat().st_size == 0


@pytest.mark.parametrize("content", [b"hello\n", b"PK\x03\x04" + bytes(300)])
def test_another_programs_file(tmp_path: Path, opened: Callable[..., Engine], content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    _said(opened, UserError, "db-foreign")
    assert (tmp_path / "x.db").read_bytes() == content


def test_another_programs_database(tmp_path: Path, opened: Callable[..., Engine]) -> None:
    plain = sqlite3.connect(tmp_path / "x.db")
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    _said(opened, UserError, "db-foreign")


def test_a_database_of_ours_of_the_other_kind(opened: Callable[..., Engine]) -> None:
    opened().dispose()
    _said(lambda: opened(application_id=OURS + 1), UserError, "db-foreign")


def test_a_file_of_a_newer_program(opened: Callable[..., Engine]) -> None:
    engine = opened()
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA user_version = 7")
    engine.dispose()
    _said(opened, UserError, "db-newer")


@pytest.mark.parametrize("at", [40, 5_000, 100_000])
def test_a_flipped_byte_is_found(tmp_path: Path, opened: Callable[..., Engine], at: int) -> None:
    _filled(opened())
    path = tmp_path / "x.db"
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)

    def read() -> None:
        with database_faults(path, KEY), opened().connect() as connection:
            connection.exec_driver_sql("SELECT sum(length(text)) FROM note").all()

    _said(read, EnvironmentFault, "db-damaged")


def test_a_missing_file_is_not_made_by_a_reader(tmp_path: Path, opened: Callable[..., Engine]) -> None:
    _said(lambda: opened(readonly=True), EnvironmentFault, "db-missing")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone(tmp_path: Path, opened: Callable[..., Engine]) -> None:
    _said(lambda: opened(tmp_path / "gone" / "x.db"), EnvironmentFault, "db-cannot-open")


def test_a_reader_cannot_write(tmp_path: Path, opened: Callable[..., Engine]) -> None:
    _filled(opened())

    def write() -> None:
        with database_faults(tmp_path / "x.db"), writing(opened(readonly=True)) as connection:
            connection.exec_driver_sql("DELETE FROM note")

    _said(write, EnvironmentFault, "db-read-only")


def test_a_full_disk_loses_nothing(tmp_path: Path, opened: Callable[..., Engine]) -> None:
    _filled(opened(), rows=10)
    engine = opened()

    def fill() -> None:
        with database_faults(tmp_path / "x.db"), writing(engine) as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 20")
            connection.exec_driver_sql("INSERT INTO note VALUES (?)", [("y" * 500,)] * 1_000)

    _said(fill, EnvironmentFault, "db-disk-full")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == 10


def test_two_writers_wait_for_one_another_and_then_say_so(
    tmp_path: Path, opened: Callable[..., Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(opened())
    monkeypatch.setattr(engine_module, "_BUSY_MS", 50)
    first, second = opened(), opened()

    def write() -> None:
        with database_faults(tmp_path / "x.db"), writing(second) as connection:
            connection.exec_driver_sql("DELETE FROM note")

    with writing(first):
        _said(write, Conflict, "db-busy")
    write()


def test_a_failed_transaction_leaves_nothing_behind(opened: Callable[..., Engine]) -> None:
    engine = opened()

    def half() -> None:
        with writing(engine) as connection:
            connection.exec_driver_sql("CREATE TABLE half (a)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0


def test_connections_may_be_used_from_many_threads(opened: Callable[..., Engine]) -> None:
    _filled(opened())
    engine, counts = opened(), []

    def count() -> None:
        for _ in range(20):
            with engine.connect() as connection:
                counts.append(connection.exec_driver_sql("SELECT count(*) FROM note").scalar())

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [400] * 120


def _tables(engine: Engine) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return sorted((row[0], row[1], "".join(row[2].split())) for row in rows)


@pytest.mark.parametrize("which", ["posts", "room"])
def test_migrations_and_the_schema_give_the_same_tables(
    tmp_path: Path, opened: Callable[..., Engine], which: Literal["posts", "room"], monkeypatch: pytest.MonkeyPatch
) -> None:
    schema: Schema = engine_module._schema(which)
    fresh, migrated = opened(tmp_path / "fresh.x.db", version=99), opened(tmp_path / "old.x.db", version=99)
    upgrade(fresh, which)
    with monkeypatch.context() as patched:
        patched.setattr(
            engine_module, "_create_tables", lambda connection, _: engine_module._migrate(connection, which)
        )
        upgrade(migrated, which)
    assert _tables(fresh) == _tables(migrated)
    for engine in (fresh, migrated):
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar() == schema.version
            assert (
                connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
                == f"{schema.version:04d}"
            )
        upgrade(engine, which)


def test_a_file_copied_while_a_program_is_writing_opens_as_far_as_it_got(
    tmp_path: Path, opened: Callable[..., Engine]
) -> None:
    engine = opened()
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('committed')")
        for end in ("", "-wal"):  # as a crash would leave it
            shutil.copy(tmp_path / f"x.db{end}", tmp_path / f"crashed.x.db{end}")
    with opened(tmp_path / "crashed.x.db").connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == 0
