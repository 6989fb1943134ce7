# SPDX-License-Identifier: Apache-2.0
"""posts.db: the post store of `app.posts.ports`, with full text and counts a minute.

Opened by the composition root for the importer (writing) and for window, search and reports (reading only).
The trap: FTS5 takes rows fastest in ascending order, so a batch is sorted by time before it is written.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine

from app.clock import from_ms, to_ms
from app.errors import EnvironmentFault, Said
from app.posts.fold import index_form, query_of
from app.posts.identity import digest
from app.posts.ports import Added, Bucket, Cursor, PostMark, Settle
from app.posts.post import Mood, Post
from app.posts.sources.source import Pulse, SourceState
from db.engine import Synchronous, database_faults, open_database, upgrade, writing
from db.post_schema import PLACE_BITS, SCHEMA
from db.source_rows import read_pulse, read_states, write_pulse, write_states

MAX_BUCKETS: Final = 100_000

_COLUMNS: Final = (
    "p.id, p.source, p.source_id, p.posted_at, p.arrived_at, p.author, p.text, p.url, p.sentiment, p.mood, "
    "p.parent, p.followers, p.verified, p.region, p.event, p.watch"
)
_NEWEST: Final = f"SELECT {_COLUMNS} FROM post p WHERE p.place < ? ORDER BY p.place DESC LIMIT ?"  # noqa: S608
_SEARCH: Final = (
    f"SELECT {_COLUMNS} FROM post_words w CROSS JOIN post p ON p.place = w.rowid "  # noqa: S608
    "WHERE w.post_words MATCH ? AND w.rowid < ? ORDER BY w.rowid DESC LIMIT ?"
)
_INSERT: Final = (
    "INSERT INTO post (key, place, posted_at, arrived_at, source, source_id, author, text, url, sentiment, mood, "
    "parent, followers, verified, region, event, watch) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
_COUNT_MINUTE: Final = (
    "INSERT INTO minute VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET negative = negative + excluded.negative, "
    "neutral = neutral + excluded.neutral, positive = positive + excluded.positive"
)
_MINUTES: Final = (
    "SELECT (minute - ?) / ?, sum(negative), sum(neutral), sum(positive) FROM minute "
    "WHERE minute >= ? AND minute < ? GROUP BY 1"
)
# Row ids grow as posts arrive, so the oldest arrivals come first without an index of their own. (A clock that was
# wrong for a while leaves a few posts for later; a whole slice is looked at, so that they do not keep the others.)
_OLDEST: Final = (
    "SELECT id, place, source, source_id, author, posted_at FROM (SELECT * FROM post ORDER BY id LIMIT ?) "
    "WHERE arrived_at < ?"
)
_ROOM: Final = 1 << PLACE_BITS
_HIGHEST: Final = (
    "SELECT value, (SELECT max(place) FROM post WHERE place >= value AND place < value + 2097152) FROM json_each(?)"
)
_END: Final = (1 << 63) - 1
_MOODS: Final = tuple(Mood)


def open_posts(
    path: Path, key: bytes, *, readonly: bool = False, synchronous: Synchronous = "FULL"
) -> "SqlPostStore":
    """The store in the file `path`. A writer makes a missing file and brings an older one up to date.

    Raises as `db.engine.open_database`; a reader of a file that is missing, or was never written, gets
    EnvironmentFault `db-missing`.
    """
    engine = open_database(
        path,
        key,
        application_id=SCHEMA.application_id,
        version=SCHEMA.version,
        readonly=readonly,
        synchronous=synchronous,
    )
    store = SqlPostStore(engine, path)
    try:
        store.prepare(readonly=readonly)
    except BaseException:
        store.close()
        raise
    return store


class SqlPostStore:
    """The post store over one SQLCipher file. See `app.posts.ports.PostStore` for what each method promises."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path

    def prepare(self, *, readonly: bool) -> None:
        """Brings the tables up to date; a reader only looks whether they are."""
        with database_faults(self._path):
            if not readonly:
                upgrade(self._engine, "posts")
                return
            with self._engine.connect() as connection:
                found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if found < SCHEMA.version:
            raise EnvironmentFault(Said("db-older" if found else "db-missing", {"path": str(self._path)}))

    def add(self, posts: Sequence[Post], settle: Settle | None = None) -> Added:
        """Stores the new ones of a batch with index and counts, and what `settle` gives, in one transaction."""
        keys = [digest(post) for post in posts]
        with database_faults(self._path), writing(self._engine) as connection:
            known = _known(connection, list(dict.fromkeys(keys)))
            fresh: list[bool] = []
            new: list[tuple[bytes, Post]] = []
            for key, post in zip(keys, posts, strict=True):
                fresh.append(key not in known)
                if fresh[-1]:
                    known.add(key)
                    new.append((key, post))
            new.sort(key=lambda pair: pair[1].posted_at)
            if new:
                _write(connection, new)
            added = Added(stored=len(new), same=len(posts) - len(new), fresh=fresh)
            if settle is not None:
                write_states(connection, settle(added))
        return added

    def count(self) -> int:
        """Posts in the store."""
        with database_faults(self._path), self._engine.connect() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM post").scalar_one())

    def newest(self, limit: int, before: Cursor | None = None) -> list[Post]:
        """The newest posts, or those that follow `before`."""
        with database_faults(self._path), self._engine.connect() as connection:
            place = _place_of(connection, before)
            return _posts(connection.exec_driver_sql(_NEWEST, (place, limit)))

    def search(self, words: str, limit: int, before: Cursor | None = None) -> list[Post]:
        """Posts that hold all the words, newest first."""
        query = query_of(words)
        with database_faults(self._path), self._engine.connect() as connection:
            place = _place_of(connection, before)
            return _posts(connection.exec_driver_sql(_SEARCH, (query, place, limit)))

    def get(self, ids: Sequence[int]) -> list[Post]:
        """The posts with these ids, in the order asked for."""
        found: dict[int, Post] = {}
        with database_faults(self._path), self._engine.connect() as connection:
            for start in range(0, len(ids), 1000):
                some = tuple(ids[start : start + 1000])
                marks = ",".join("?" * len(some))
                rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM post p WHERE p.id IN ({marks})", some)  # noqa: S608
                found.update((post.id, post) for post in _posts(rows))
        return [found[one] for one in ids if one in found]

    def minutes(self, start: datetime, end: datetime, bucket: timedelta) -> list[Bucket]:
        """Counts in buckets of whole minutes from the roll-up, empty ones included."""
        step, rest = divmod(bucket, timedelta(minutes=1))
        if step < 1 or rest:
            raise ValueError("a bucket is a whole number of minutes")
        first, last = to_ms(start) // 60_000, -(-to_ms(end) // 60_000)
        many = max(0, -(-(last - first) // step))
        if many > MAX_BUCKETS:
            raise ValueError(f"{many} buckets are more than {MAX_BUCKETS}")
        with database_faults(self._path), self._engine.connect() as connection:
            rows = connection.exec_driver_sql(_MINUTES, (first, step, first, last)).all()
        counts = {int(row[0]): (int(row[1]), int(row[2]), int(row[3])) for row in rows}
        return [Bucket(from_ms((first + i * step) * 60_000), *counts.get(i, (0, 0, 0))) for i in range(many)]

    def span(self) -> tuple[datetime, datetime] | None:
        """Times of the oldest and the newest post."""
        with database_faults(self._path), self._engine.connect() as connection:
            # Two look-ups at the ends of the index; min() and max() in one query would read all of it.
            row = connection.exec_driver_sql(
                "SELECT (SELECT posted_at FROM post ORDER BY place LIMIT 1), "
                "(SELECT posted_at FROM post ORDER BY place DESC LIMIT 1)"
            ).one()
        return None if row[0] is None else (from_ms(row[0]), from_ms(row[1]))

    def source_states(self) -> list[SourceState]:
        """What is known of each source."""
        with database_faults(self._path), self._engine.connect() as connection:
            return read_states(connection)

    def forget_source(self, name: str) -> None:
        """Drops the state of a source that is gone."""
        with database_faults(self._path), writing(self._engine) as connection:
            connection.exec_driver_sql("DELETE FROM source WHERE name = ?", (name,))

    def beat(self, pulse: Pulse) -> None:
        """Leaves a sign of life of the collector."""
        with database_faults(self._path), writing(self._engine) as connection:
            write_pulse(connection, pulse)

    def pulse(self) -> Pulse | None:
        """The last one."""
        with database_faults(self._path), self._engine.connect() as connection:
            return read_pulse(connection)

    def expire(self, arrived_before: datetime, kept: Callable[[], Collection[PostMark]], limit: int) -> int:
        """Drops posts that arrived before a time, oldest arrival first, but none of those in `kept`."""
        before = to_ms(arrived_before)
        with database_faults(self._path):
            with self._engine.connect() as connection:
                if not connection.exec_driver_sql(_OLDEST, (limit, before)).first():
                    return 0
            marks = {(mark.source, mark.source_id, mark.author, to_ms(mark.posted_at)) for mark in kept()}
            with writing(self._engine) as connection:
                rows = connection.exec_driver_sql(_OLDEST, (limit + len(marks), before)).all()
                gone = [(row[0], row[1]) for row in rows if tuple(row[2:]) not in marks][:limit]
                if gone:
                    connection.exec_driver_sql("DELETE FROM post WHERE id = ?", [(one,) for one, _ in gone])
                    connection.exec_driver_sql("DELETE FROM post_words WHERE rowid = ?", [(at,) for _, at in gone])
        return len(gone)

    def size(self) -> int:
        """Bytes in use; SQLite keeps the room of deleted rows for new ones."""
        with database_faults(self._path), self._engine.connect() as connection:
            pages, free, each = (
                int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
                for name in ("page_count", "freelist_count", "page_size")
            )
        return (pages - free) * each

    def close(self) -> None:
        """Gives the connections back; the last one of a writer folds the log into the file."""
        self._engine.dispose()


def _known(connection: Connection, keys: list[bytes]) -> set[bytes]:
    if not keys:
        return set()
    marks = ",".join("?" * len(keys))
    return set(connection.exec_driver_sql(f"SELECT key FROM post WHERE key IN ({marks})", tuple(keys)).scalars())  # noqa: S608


def _write(connection: Connection, new: list[tuple[bytes, Post]]) -> None:
    places = _places(connection, [to_ms(post.posted_at) for _, post in new])
    rows = [_row(key, place, post) for (key, post), place in zip(new, places, strict=True)]
    connection.exec_driver_sql(_INSERT, rows)
    words = [(place, index_form(post.text)) for (_, post), place in zip(new, places, strict=True) if post.text]
    if words:
        connection.exec_driver_sql("INSERT INTO post_words (rowid, text) VALUES (?, ?)", words)
    counts: dict[tuple[int, str], list[int]] = {}
    for _, post in new:
        minute = counts.setdefault((to_ms(post.posted_at) // 60_000, post.watch), [0, 0, 0])
        minute[_MOODS.index(post.mood)] += 1
    connection.exec_driver_sql(_COUNT_MINUTE, [(*key, *value) for key, value in counts.items()])


def _places(connection: Connection, times: list[int]) -> list[int]:
    """A free place for each of the (ascending) times in ms: behind those that share the millisecond."""
    free = _free(connection, {time << PLACE_BITS for time in times})
    places: list[int] = []
    place = -1
    for time in times:
        base = time << PLACE_BITS
        place = max(place + 1, free[base])
        while place > base and place % _ROOM == 0:  # two million posts filled their millisecond: into the next
            found = _free(connection, {place})[place]
            if found == place:
                break
            place = found
        places.append(place)
    return places


def _free(connection: Connection, bases: set[int]) -> dict[int, int]:
    """The first free place of each millisecond, given by its first place."""
    rows = connection.exec_driver_sql(_HIGHEST, (json.dumps(sorted(bases)),)).all()
    return {row[0]: row[0] if row[1] is None else row[1] + 1 for row in rows}


def _row(key: bytes, place: int, post: Post) -> tuple[Any, ...]:
    return (
        key,
        place,
        to_ms(post.posted_at),
        to_ms(post.arrived_at),
        post.source,
        post.source_id,
        post.author,
        post.text,
        post.url,
        post.sentiment,
        post.mood.value,
        post.parent,
        post.followers,
        None if post.verified is None else int(post.verified),
        post.region,
        post.event,
        post.watch,
    )


def _place_of(connection: Connection, before: Cursor | None) -> int:
    """The first place a page may no longer hold. Works for a post that is gone by now, too."""
    if before is None:
        return _END
    place = connection.exec_driver_sql("SELECT place FROM post WHERE id = ?", (before.id,)).scalar()
    if place is not None:
        return int(place)
    base = to_ms(before.posted_at) << PLACE_BITS
    below = connection.exec_driver_sql(
        "SELECT place FROM post WHERE place >= ? AND place < ? AND id < ? ORDER BY place DESC LIMIT 1",
        (base, base + _ROOM, before.id),
    ).scalar()
    return base if below is None else int(below) + 1


def _posts(rows: Iterable[Any]) -> list[Post]:
    return [
        Post(
            id=row[0],
            source=row[1],
            source_id=row[2],
            posted_at=from_ms(row[3]),
            arrived_at=from_ms(row[4]),
            author=row[5],
            text=row[6],
            url=row[7],
            sentiment=row[8],
            mood=Mood(row[9]),
            parent=row[10],
            followers=row[11],
            verified=None if row[12] is None else bool(row[12]),
            region=row[13],
            event=row[14],
            watch=row[15],
        )
        for row in rows
    ]
