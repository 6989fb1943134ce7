# SPDX-License-Identifier: Apache-2.0
"""Which stories somebody has seen: kept beside the journal, each person's own, gone only when there are too many.

Trap: the journal and the marks are two connections to one file, as in the window.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from app.errors import UserError
from app.ports import SeenMarks
from app.room.entry import Entry
from db import engine as engine_module
from db import seen_store
from db.engine import open_database, writing
from db.journal_store import SqliteJournal, open_journal
from db.room_schema import SCHEMA
from db.seen_store import SqliteSeen, open_seen

KEY = bytes(range(32))
NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
HAN, LIN = "han-xue", "lin-yue"


def story(number: int) -> str:
    """The key of a story."""
    return f"{number:032x}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file."""
    return tmp_path / "room.db"


@pytest.fixture
def marks(path: Path) -> Iterator[SqliteSeen]:
    """The marks of a new room."""
    open_journal(path, KEY, readonly=False).close()
    opened = open_seen(path, KEY)
    yield opened
    opened.close()


def test_what_was_seen_is_known_with_its_posts(marks: SqliteSeen) -> None:
    store: SeenMarks = marks
    store.mark(HAN, {story(1): 134, story(2): 1}, NOON)
    assert store.seen(HAN, [story(1), story(2), story(3)]) == {story(1): 134, story(2): 1}
    assert store.seen(HAN, []) == {}


def test_seen_again_with_more_posts(marks: SqliteSeen) -> None:
    marks.mark(HAN, {story(1): 134}, NOON)
    marks.mark(HAN, {story(1): 160}, NOON + timedelta(minutes=5))
    assert marks.seen(HAN, [story(1)]) == {story(1): 160}


def test_everybody_has_seen_their_own(marks: SqliteSeen) -> None:
    marks.mark(HAN, {story(1): 134}, NOON)
    marks.mark(LIN, {story(1): 12}, NOON)
    marks.forget(HAN, [story(1), story(9)])
    assert marks.seen(HAN, [story(1)]) == {}
    assert marks.seen(LIN, [story(1)]) == {story(1): 12}


def test_marks_outlive_the_program(path: Path, marks: SqliteSeen) -> None:
    marks.mark(HAN, {story(1): 134}, NOON)
    marks.close()
    again = open_seen(path, KEY)
    assert again.seen(HAN, [story(1)]) == {story(1): 134}
    again.close()


@pytest.mark.parametrize("one_by_one_up_to", [20_000, 100])
def test_a_whole_screen_of_stories_and_far_more(
    marks: SqliteSeen, one_by_one_up_to: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen_store, "_ALL_AT_ONCE", one_by_one_up_to)
    marks.mark(LIN, {story(2_500): 1}, NOON)
    marks.mark(HAN, {story(n): n for n in range(3_000)}, NOON)
    found = marks.seen(HAN, {story(n) for n in range(2_000, 4_000)})
    assert found == {story(n): n for n in range(2_000, 3_000)}
    marks.forget(HAN, [story(n) for n in range(2_999)])
    assert marks.seen(HAN, [story(n) for n in range(3_000)]) == {story(2_999): 2_999}


def test_the_oldest_marks_go_when_there_are_too_many(marks: SqliteSeen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_store, "KEPT", 100)
    monkeypatch.setattr(seen_store, "_BETWEEN_LOOKS", 50)
    marks.mark(LIN, {story(1): 1}, NOON - timedelta(days=9))
    for n in range(400):
        marks.mark(HAN, {story(n): n}, NOON + timedelta(seconds=n))
    left = marks.seen(HAN, [story(n) for n in range(400)])
    assert 100 <= len(left) <= 151
    assert set(left) == {story(n) for n in range(400 - len(left), 400)}
    assert marks.seen(LIN, [story(1)]) == {story(1): 1}


def test_everything_seen_at_once_is_kept_up_to_the_limit(marks: SqliteSeen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_store, "KEPT", 100)
    marks.mark(HAN, {story(n): n for n in range(400)}, NOON)
    assert len(marks.seen(HAN, [story(n) for n in range(400)])) == 100


def test_the_journal_is_written_beside_the_marks(path: Path, marks: SqliteSeen) -> None:
    journal: SqliteJournal = open_journal(path, KEY, readonly=False)
    journal.found(bytes(16), bytes(32))
    device = journal._device()
    for number in range(1, 20):
        marks.mark(HAN, {story(number): number}, NOON)
        entry = Entry(device, number, number, "log.written", b"{}", b"", bytes(32), bytes([number]) * 32, bytes(64))
        journal.append([entry])
    with journal._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    assert len(list(journal.entries())) == 19
    assert len(marks.seen(HAN, [story(n) for n in range(1, 20)])) == 19
    journal.close()


def test_a_room_of_the_first_version_gets_its_marks_and_keeps_its_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_of_version_one(path, monkeypatch)
    marks = open_seen(path, KEY)
    marks.mark(HAN, {story(1): 134}, NOON)
    assert marks.seen(HAN, [story(1)]) == {story(1): 134}
    marks.close()
    journal = open_journal(path, KEY, readonly=True)
    assert [entry.kind for entry in journal.entries()] == ["log.written"]
    journal.close()


def _as_of_version_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file as the program before this one made it, with one entry."""

    def first_step_only(connection: object, which: object) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(engine_module.__file__).parent / "migrations" / "room"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")

    with monkeypatch.context() as patched:
        patched.setattr(engine_module, "_create_tables", first_step_only)
        journal = open_journal(path, KEY, readonly=False)
    journal.found(bytes(16), bytes(32))
    journal.append([Entry(journal._device(), 1, 1, "log.written", b"{}", b"", bytes(32), b"1" * 32, bytes(64))])
    journal.close()
    engine = open_database(path, KEY, application_id=SCHEMA.application_id, version=SCHEMA.version)
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA user_version = 1")
    engine.dispose()


def test_the_wrong_key_opens_no_marks(path: Path, marks: SqliteSeen) -> None:
    with pytest.raises(UserError) as refused:
        open_seen(path, bytes(32))
    assert refused.value.said.key == "db-wrong-key"
