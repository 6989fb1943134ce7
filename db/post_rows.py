# SPDX-License-Identifier: Apache-2.0
"""Posts as rows of posts.db: written with their words, mentions and counts a minute; read as they went in.

Used by `db.post_store` and its neighbours, inside their transactions. The trap: FTS5 takes rows fastest in ascending
order, so a batch is sorted by time before it is written.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection

from app.clock import from_ms, to_ms
from app.posts.fold import index_form, name_form
from app.posts.post import Joined, Mention, Mood, Post, counted_as
from app.posts.stories.joining import Place
from db.post_schema import PLACE_BITS

ANY_WATCH: Final = "*"

COLUMNS: Final = (
    "p.id, p.source, p.source_id, p.posted_at, p.arrived_at, p.author, p.text, p.url, p.sentiment, p.mood, "
    "p.parent, p.followers, p.verified, p.region, p.event, p.watch, p.mentions, p.joined, "
    "(SELECT root FROM story WHERE story.id = p.story), p.felt <> ''"
)
_INSERT: Final = (
    "INSERT INTO post (id, key, place, posted_at, arrived_at, source, source_id, author, text, url, sentiment, mood, "
    "parent, followers, verified, region, event, watch, story, joined, likeness, mentions, rules, scored, felt) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
_INSERT_WORDS: Final = "INSERT INTO post_words (rowid, text, author, source, region) VALUES (?,?,?,?,?)"
_COUNT_MINUTE: Final = (
    "INSERT INTO minute VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET negative = negative + excluded.negative, "
    "neutral = neutral + excluded.neutral, positive = positive + excluded.positive"
)
_HIGHEST: Final = (
    "SELECT value, (SELECT max(place) FROM post WHERE place >= value AND place < value + 2097152) FROM json_each(?)"
)
ROOM: Final = 1 << PLACE_BITS
_COUNTED: Final = (Mood.NEGATIVE, Mood.NEUTRAL, Mood.POSITIVE)
_MENTIONS: Final = msgspec.json.Decoder(tuple[Mention, ...])


class Incoming(NamedTuple):
    """A new post on its way into the store; `post` has its id.

    `scored` and `felt` are the machine's word where `post` has a person's, else None and ''.
    """

    key: bytes
    post: Post
    at: Place
    scored: float | None = None
    felt: str = ""


def known_keys(connection: Connection, keys: Sequence[bytes]) -> set[bytes]:
    """Those of these keys whose posts are stored."""
    found: set[bytes] = set()
    for some in slices(keys):
        marks = ",".join("?" * len(some))
        found.update(connection.exec_driver_sql(f"SELECT key FROM post WHERE key IN ({marks})", some).scalars())  # noqa: S608
    return found


def slices(values: Collection[Any]) -> Iterable[tuple[Any, ...]]:
    """Parts small enough for the parameters of one statement."""
    whole = tuple(values)
    return (whole[start : start + 1000] for start in range(0, len(whole), 1000))


def next_id(connection: Connection) -> int:
    """An id no post ever had, nor any story that outlived its founding post."""
    return int(
        connection.exec_driver_sql(
            "SELECT 1 + max(issued, (SELECT coalesce(max(id), 0) FROM post), "
            "(SELECT coalesce(max(id), 0) FROM story)) FROM progress"
        ).scalar_one()
    )


def write_posts(connection: Connection, incoming: Sequence[Incoming], rules: int) -> dict[int, int]:
    """Writes new posts with all that is kept of each; their places, by id."""
    new = sorted(incoming, key=lambda one: one.post.posted_at)
    places = _places(connection, [to_ms(one.post.posted_at) for one in new])
    connection.exec_driver_sql(_INSERT, [_row(one, place, rules) for one, place in zip(new, places, strict=True)])
    words = [(place, *_words(one.post)) for one, place in zip(new, places, strict=True)]
    connection.exec_driver_sql(_INSERT_WORDS, words)
    mentioned = [row for one, place in zip(new, places, strict=True) for row in mention_rows(one.post, place)]
    write_mentions(connection, mentioned)
    count_minutes(connection, ((to_ms(one.post.posted_at), one.post.watch, one.post.mood, 1) for one in new))
    return {one.post.id: place for one, place in zip(new, places, strict=True)}


def count_minutes(connection: Connection, posts: Iterable[tuple[int, str, Mood, int]]) -> None:
    """Counts posts into their minutes (by ms since 1970, watch and mood), or with -1 out of them."""
    counts: dict[tuple[int, str], list[int]] = {}
    for posted_at, watch, mood, step in posts:
        counts.setdefault((posted_at // 60_000, watch), [0, 0, 0])[_COUNTED.index(counted_as(mood))] += step
    rows = [(*key, *value) for key, value in counts.items() if any(value)]
    if rows:
        connection.exec_driver_sql(_COUNT_MINUTE, rows)


def mention_rows(post: Post, place: int) -> list[tuple[str, int, str, int]]:
    """What `mention` keeps of a post."""
    if not post.mentions:
        return []
    names = dict.fromkeys((*(mention.watch for mention in post.mentions), ANY_WATCH))
    return [(name, place, post.mood.value, post.id) for name in names]


def write_mentions(connection: Connection, rows: Sequence[tuple[str, int, str, int]]) -> None:
    """Puts rows of :func:`mention_rows` into the table."""
    if rows:
        connection.exec_driver_sql("INSERT INTO mention VALUES (?, ?, ?, ?)", list(rows))


def colour_mentions(connection: Connection, turned: Iterable[tuple[Mood, int, str]]) -> None:
    """Gives the rows of posts (each by mood, place and column `mentions`) another mood."""
    rows = [
        (mood.value, name, place)
        for mood, place, mentions in turned
        if mentions
        for name in {*(mention.watch for mention in read_mentions(mentions)), ANY_WATCH}
    ]
    if rows:
        connection.exec_driver_sql("UPDATE mention SET mood = ? WHERE watch = ? AND place = ?", rows)


def drop_mentions(connection: Connection, kept: Iterable[tuple[int, str]]) -> None:
    """Takes the rows of posts out again, each given by its place and its column `mentions`."""
    rows = [
        (name, place)
        for place, mentions in kept
        if mentions
        for name in {*(mention.watch for mention in read_mentions(mentions)), ANY_WATCH}
    ]
    if rows:
        connection.exec_driver_sql("DELETE FROM mention WHERE watch = ? AND place = ?", rows)


def written_mentions(mentions: Sequence[Mention]) -> str:
    """The column `mentions`."""
    return msgspec.json.encode(mentions).decode() if mentions else ""


def read_mentions(mentions: str) -> tuple[Mention, ...]:
    """The inverse of :func:`written_mentions`."""
    return _MENTIONS.decode(mentions) if mentions else ()


def read_posts(rows: Iterable[Any]) -> list[Post]:
    """Rows of `COLUMNS` as posts; what follows these columns does not matter."""
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
            mentions=read_mentions(row[16]),
            joined=Joined(row[17]),
            story=row[18],
            corrected=bool(row[19]),
        )
        for row in rows
    ]


def posts_by_id(connection: Connection, ids: Sequence[int]) -> dict[int, Post]:
    """The posts with these ids, as far as they are there."""
    found: dict[int, Post] = {}
    for some in slices(ids):
        marks = ",".join("?" * len(some))
        rows = connection.exec_driver_sql(f"SELECT {COLUMNS} FROM post p WHERE p.id IN ({marks})", some)  # noqa: S608
        found.update((post.id, post) for post in read_posts(rows))
    return found


def _places(connection: Connection, times: list[int]) -> list[int]:
    """A free place for each of the (ascending) times in ms: behind those that share the millisecond."""
    free = _free(connection, {time << PLACE_BITS for time in times})
    places: list[int] = []
    place = min(free, default=0) - 1
    for time in times:
        base = time << PLACE_BITS
        place = max(place + 1, free[base])
        while place > base and place % ROOM == 0:  # two million posts filled their millisecond: into the next
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


def _words(post: Post) -> tuple[str, str, str, str]:
    return index_form(post.text), _form(post.author), _form(post.source), _form(post.region)


@lru_cache(maxsize=16_384)
def _form(name: str) -> str:
    """Sources and regions are few, and in a flood the same authors come again and again."""
    return name_form(name)


def _row(one: Incoming, place: int, rules: int) -> tuple[Any, ...]:
    post = one.post
    return (
        post.id,
        one.key,
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
        one.at.story,
        one.at.joined.value,
        one.at.likeness,
        written_mentions(post.mentions),
        rules,
        one.scored,
        one.felt,
    )
