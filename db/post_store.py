# SPDX-License-Identifier: Apache-2.0
"""posts.db: the post store of `app.posts.ports`, with full text, stories, mentions and counts a minute.

Opened by the composition root for the importer (writing) and for window, search and reports (reading only).
The trap: the joiner's window lies in memory, so it is told of every change to stories once that is committed.
"""

from array import array
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection, Engine

from app.clock import from_ms, to_ms
from app.errors import EnvironmentFault, Said
from app.posts.identity import digest
from app.posts.ports import Added, Bucket, Decision, Merged, MoodGiven, PostJudge, PostMark, Settle, WatchCount
from app.posts.post import Post
from app.posts.question import Question
from app.posts.sources.source import Pulse, SourceState
from app.posts.stories.joining import Joiner
from app.posts.stories.story import Story
from db.beacon_store import SqlBeaconStore
from db.corrections import A_TIME, corrected, give, settle, turn, unsettled
from db.engine import Synchronous, database_faults, open_database, upgrade
from db.expiry import drop_posts, oldest_arrivals
from db.joins import Joins, KnownStories
from db.judging import judge_again, judged_by, watch_counts
from db.post_rows import Incoming, known_keys, next_id, posts_by_id, slices, write_posts
from db.post_schema import SCHEMA
from db.questions import ids_of, posts_asked, story_ids
from db.ruleset import number_of, progress, rules_of
from db.source_rows import read_pulse, read_states, write_pulse, write_states
from db.story_changes import merge, split
from db.story_rows import await_originals, digest_of, grow, root_named, stories_by_id
from db.story_words import put_words

MAX_BUCKETS: Final = 100_000

_MINUTES: Final = (
    "SELECT (minute - ?) / ?, sum(negative), sum(neutral), sum(positive) FROM minute "
    "WHERE minute >= ? AND minute < ? GROUP BY 1"
)


def open_posts(
    path: Path,
    key: bytes,
    *,
    readonly: bool = False,
    synchronous: Synchronous = "FULL",
    joiner: Joiner | None = None,
) -> "SqlPostStore":
    """The store in the file `path`. A writer makes a missing file and brings an older one up to date.

    A writer puts posts into stories with `joiner`, or makes one when the first posts come.

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
    store = SqlPostStore(engine, path, joiner)
    try:
        store.prepare(readonly=readonly)
    except BaseException:
        store.close()
        raise
    return store


class SqlPostStore(SqlBeaconStore):
    """The post store over one SQLCipher file. See `app.posts.ports.PostStore` for what each method promises."""

    def __init__(self, engine: Engine, path: Path, joiner: Joiner | None = None) -> None:
        super().__init__(engine, path)
        self._joins = Joins(joiner)
        self.rules = ""

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
        """Stores the new ones of a batch with all that hangs on them, and what `settle` gives, in one transaction."""
        keys = [digest(post) for post in posts]
        if posts and not self._joins.learned:
            with self._reading() as connection:
                self._joins.learn(connection)
        with self._joins.attempt(), self._writing() as connection:
            known = known_keys(connection, list(dict.fromkeys(keys)))
            fresh: list[bool] = []
            new: list[tuple[bytes, Post]] = []
            for key, post in zip(keys, posts, strict=True):
                fresh.append(key not in known)
                if fresh[-1]:
                    known.add(key)
                    new.append((key, post))
            if new:
                self._put(connection, new)
            added = Added(stored=len(new), same=len(posts) - len(new), fresh=fresh)
            if settle is not None:
                write_states(connection, settle(added))
        return added

    def _put(self, connection: Connection, new: list[tuple[bytes, Post]]) -> None:
        first = next_id(connection)
        posts = [replace(post, id=first + number) for number, (_, post) in enumerate(new)]
        known = KnownStories(connection)
        placed = self._joins.place(posts, known)
        given = zip(new, posts, placed.places, strict=True)
        incoming = corrected(connection, [Incoming(key, post, at) for (key, _), post, at in given])
        self._counting.arrived(connection, [one.post for one in incoming])
        rules = number_of(connection, self.rules)
        places = write_posts(connection, incoming, rules)
        grow(connection, incoming, places, placed.merges, rules_of(connection, rules, max(places.values())))
        if placed.merges:
            settle(connection, (into for _, into in placed.merges))
            turn(connection, A_TIME)
        come = {one.key for one in incoming}
        await_originals(connection, placed.awaits, come, known.awaiting & come)
        put_words(connection, placed.words, posts[0].id, posts[-1].id)

    def count(self) -> int:
        """Posts in the store."""
        with self._reading() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM post").scalar_one())

    def find(self, question: Question, limit: int | None = None) -> "array[int]":
        """Row ids of the posts that fit, in the question's order."""
        asked = posts_asked(question, limit)
        with self._reading() as connection:
            return ids_of(connection, asked)

    def find_stories(
        self, question: Question, hidden: Collection[str] = (), limit: int | None = None
    ) -> "array[int]":
        """Ids of the stories of which at least one post fits, in the question's order."""
        with self._reading() as connection:
            return story_ids(connection, question, hidden, limit)

    def get(self, ids: Sequence[int]) -> list[Post]:
        """The posts with these ids, in the order asked for."""
        with self._reading() as connection:
            found = posts_by_id(connection, ids)
        return [found[one] for one in ids if one in found]

    def stories(self, ids: Sequence[int]) -> list[Story]:
        """The stories with these ids, in the order asked for."""
        with self._reading() as connection:
            found = stories_by_id(connection, ids)
        return [found[one] for one in ids if one in found]

    def story_named(self, key: str) -> Story | None:
        """The story with this key, or the one it was merged into."""
        with self._reading() as connection:
            story = root_named(connection, key)
            return None if story is None else stories_by_id(connection, (story,)).get(story)

    def post_named(self, key: str) -> Post | None:
        """The post with this digest."""
        with self._reading() as connection:
            found = connection.exec_driver_sql("SELECT id FROM post WHERE key = ?", (digest_of(key) or b"",)).scalar()
            return None if found is None else posts_by_id(connection, (found,))[found]

    def digests(self, ids: Sequence[int]) -> list[str]:
        """The digest of each post in hex; posts that are gone are left out."""
        found: dict[int, str] = {}
        with self._reading() as connection:
            for some in slices(ids):
                marks = ",".join("?" * len(some))
                rows = connection.exec_driver_sql(f"SELECT id, key FROM post WHERE id IN ({marks})", some)  # noqa: S608
                found.update((row[0], row[1].hex()) for row in rows)
        return [found[one] for one in ids if one in found]

    def rearrange(self, changes: Sequence[Decision], upto: int) -> None:
        """Carries out what people decided about stories and moods, and remembers how far, in one transaction.

        Of the posts whose moods that turns only the newest; `turn_moods` does the others.
        """
        moved: list[tuple[list[int], int]] = []
        with self._writing() as connection:
            rules = rules_of(connection, progress(connection).rules)
            for change in changes:
                if isinstance(change, Merged):
                    merge(connection, change, rules)
                elif isinstance(change, MoodGiven):
                    give(connection, change)
                else:
                    moved.append(split(connection, change, rules))
            turn(connection, A_TIME)
            connection.exec_driver_sql("UPDATE progress SET rearranged = ?", (upto,))
        for posts, story in moved:
            self._joins.moved(posts, story)

    def rearranged(self) -> int:
        """The number given with the last `rearrange`."""
        with self._reading() as connection:
            return int(connection.exec_driver_sql("SELECT rearranged FROM progress").scalar_one())

    def turn_moods(self, limit: int) -> bool:
        """Gives the next posts the moods that people gave their stories; whether more are left."""
        with self._reading() as connection:
            if not unsettled(connection):
                return False
        with self._writing() as connection:
            turn(connection, limit)
            return unsettled(connection)

    def judge_again(self, judge: PostJudge, limit: int) -> int:
        """Judges the newest of the posts that were judged by other rules than the judge's; how many."""
        return judge_again(self._reading, self._writing, judge, limit, self._counting)

    def judged_by(self, fingerprint: str) -> bool:
        """Whether every post was judged by these rules, and has the mood that a person gave it."""
        with self._reading() as connection:
            return not unsettled(connection) and judged_by(connection, fingerprint)

    def watch_counts(self, since: datetime, until: datetime) -> list[WatchCount]:
        """Mentions of every watch in a span of time."""
        with self._reading() as connection:
            return watch_counts(connection, since, until)

    def minutes(self, start: datetime, end: datetime, bucket: timedelta) -> list[Bucket]:
        """Counts in buckets of whole minutes from the roll-up, empty ones included."""
        step, rest = divmod(bucket, timedelta(minutes=1))
        if step < 1 or rest:
            raise ValueError("a bucket is a whole number of minutes")
        first, last = to_ms(start) // 60_000, -(-to_ms(end) // 60_000)
        many = max(0, -(-(last - first) // step))
        if many > MAX_BUCKETS:
            raise ValueError(f"{many} buckets are more than {MAX_BUCKETS}")
        with self._reading() as connection:
            rows = connection.exec_driver_sql(_MINUTES, (first, step, first, last)).all()
        counts = {int(row[0]): (int(row[1]), int(row[2]), int(row[3])) for row in rows}
        return [Bucket(from_ms((first + i * step) * 60_000), *counts.get(i, (0, 0, 0))) for i in range(many)]

    def span(self) -> tuple[datetime, datetime] | None:
        """Times of the oldest and the newest post."""
        with self._reading() as connection:
            # Two look-ups at the ends of the index; min() and max() in one query would read all of it.
            row = connection.exec_driver_sql(
                "SELECT (SELECT posted_at FROM post ORDER BY place LIMIT 1), "
                "(SELECT posted_at FROM post ORDER BY place DESC LIMIT 1)"
            ).one()
        return None if row[0] is None else (from_ms(row[0]), from_ms(row[1]))

    def source_states(self) -> list[SourceState]:
        """What is known of each source."""
        with self._reading() as connection:
            return read_states(connection)

    def forget_source(self, name: str) -> None:
        """Drops the state of a source that is gone."""
        with self._writing() as connection:
            connection.exec_driver_sql("DELETE FROM source WHERE name = ?", (name,))

    def beat(self, pulse: Pulse) -> None:
        """Leaves a sign of life of the collector."""
        with self._writing() as connection:
            write_pulse(connection, pulse)

    def pulse(self) -> Pulse | None:
        """The last one."""
        with self._reading() as connection:
            return read_pulse(connection)

    def expire(self, arrived_before: datetime, kept: Callable[[], Collection[PostMark]], limit: int) -> int:
        """Drops posts that arrived before a time, oldest arrival first, but none of those in `kept`."""
        before = to_ms(arrived_before)
        with self._reading() as connection:
            if not oldest_arrivals(connection, before, limit):
                return 0
        marks = {(mark.source, mark.source_id, mark.author, to_ms(mark.posted_at)) for mark in kept()}
        with self._writing() as connection:
            old = oldest_arrivals(connection, before, limit + len(marks))
            gone = [post for post in old if post.mark not in marks][:limit]
            if gone:
                self._counting.leaving(connection, [post.id for post in gone])
                drop_posts(connection, gone)
        self._joins.gone([post.id for post in gone])
        return len(gone)

    def size(self) -> int:
        """Bytes in use; SQLite keeps the room of deleted rows for new ones."""
        with self._reading() as connection:
            pages, free, each = (
                int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
                for name in ("page_count", "freelist_count", "page_size")
            )
        return (pages - free) * each

    def close(self) -> None:
        """Gives the connections back; the last one of a writer folds the log into the file."""
        self._joins.close()
        self._engine.dispose()
