# SPDX-License-Identifier: Apache-2.0
"""The moods that people gave, held against the posts of posts.db: those that are there and those that come.

Used by `db.post_store` and `db.story_changes` inside their transactions. A post's own correction goes before its
story's. A story's holds for all posts of whatever story its key is part of now; where several that are one now were
corrected, the last word holds, and a split takes along only what was said under the key it bears.

A story may have 100,000 posts, so what was said of it is carried out in slices: it stands in `unsettled` with the
place below which its posts may still have another mood. Who changes stories says so by `settle`; `turn` does some of
the work in the same transaction, and the rest in later ones, however often the program is ended between them.

The trap: counts a minute, indicators, mentions and the story's own counts follow each turn, so moods are written only
here and in `db.judging`.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from msgspec.structs import replace
from sqlalchemy import Connection

from app.posts.ports import MoodGiven
from app.posts.post import Mood
from app.posts.sentiment.feeling import Feeling
from app.posts.stories.growing import turned
from db.indicators import count_turned
from db.post_rows import Incoming, colour_mentions, count_minutes, slices
from db.post_schema import LAST_PLACE
from db.story_rows import FAMILY, digest_of, drafts_of, root_named, write_drafts

_DIGEST_BYTES: Final = 16
A_TIME: Final = 1_000
"""Posts looked at in one transaction: some 50 ms."""
_A_STORY: Final = 20
"""What a story costs before its first post, counted in posts."""
_SAID: Final = {
    Mood.NEGATIVE: Feeling(-1.0, Mood.NEGATIVE),
    Mood.NEUTRAL: Feeling(0.0, Mood.NEUTRAL),
    Mood.POSITIVE: Feeling(1.0, Mood.POSITIVE),
}
_PUT: Final = (
    "INSERT OR REPLACE INTO correction VALUES (?, ?, ?, (SELECT 1 + coalesce(max(given), 0) FROM correction))"
)
_WHOLE: Final = """
    SELECT root, mood FROM (
        SELECT h.root AS root, c.mood AS mood, c.given AS given
        FROM correction c CROSS JOIN story h ON h.key = c.key WHERE c.whole = 1
        UNION ALL
        SELECT h.root, c.mood, c.given
        FROM correction c CROSS JOIN post p ON p.key = c.key CROSS JOIN story h ON h.id = p.id
        WHERE c.whole = 1 AND NOT EXISTS (SELECT 1 FROM story WHERE key = c.key)
    ) ORDER BY given
"""
_LATER: Final = "INSERT OR REPLACE INTO unsettled VALUES (?, ?)"
_NEXT: Final = (
    "SELECT u.story, u.below, s.root FROM unsettled u LEFT JOIN story s ON s.id = u.story "
    "ORDER BY u.below DESC, u.story LIMIT 1"  # what was said just now goes before what is half done
)
_BELOW: Final = (
    f"SELECT p.place, p.id FROM post p INDEXED BY post_story WHERE p.story IN {FAMILY} AND p.place < ? "  # noqa: S608
    "ORDER BY p.place DESC LIMIT ?"
)
_ROWS: Final = (
    "SELECT p.id, p.place, p.posted_at, p.watch, p.mentions, p.sentiment, p.mood, p.scored, p.felt "
    "FROM json_each(?) j CROSS JOIN post p ON p.id = j.value"
)
_OTHERWISE: Final = (
    f"{_ROWS} WHERE iif(? = '', p.felt <> '', p.felt = '' OR p.mood <> ?) "  # noqa: S608
    "AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.key = p.key AND c.whole = 0)"
)
_TURN: Final = "UPDATE post SET sentiment = ?, mood = ?, scored = ?, felt = ? WHERE id = ?"


class _Row(NamedTuple):
    """What of a stored post concerns its mood."""

    id: int
    place: int
    posted_at: int
    watch: str
    mentions: str
    sentiment: float
    mood: str
    scored: float | None
    felt: str

    @property
    def now(self) -> Feeling:
        """How it is shown."""
        return Feeling(self.sentiment, Mood(self.mood))

    @property
    def machine(self) -> Feeling:
        """What the machine says."""
        return Feeling(self.scored or 0.0, Mood(self.felt)) if self.felt else self.now


def give(connection: Connection, change: MoodGiven) -> None:
    """Remembers what a person said, or took back, and turns what is stored of it."""
    key = digest_of(change.key)
    if key is None or len(key) != _DIGEST_BYTES:
        return
    if change.mood is None:
        connection.exec_driver_sql("DELETE FROM correction WHERE key = ? AND whole = ?", (key, int(change.whole)))
    else:
        connection.exec_driver_sql(_PUT, (key, int(change.whole), change.mood.value))
    if change.whole:
        story = root_named(connection, change.key)
        if story is not None:
            _mark(connection, (story,))
        return
    found = connection.exec_driver_sql(
        "SELECT p.id, s.root FROM post p CROSS JOIN story s ON s.id = p.story WHERE p.key = ?", (key,)
    ).first()
    if found is not None:
        rows = connection.exec_driver_sql(_ROWS, (json.dumps([found[0]]),)).all()
        _turn(connection, found[1], rows, change.mood or _of_stories(connection).get(found[1]))


def corrected(connection: Connection, incoming: Sequence[Incoming]) -> list[Incoming]:
    """New posts with the moods that people gave them, or the stories they are put in."""
    if not _any(connection):
        return list(incoming)
    said: dict[tuple[bytes, int], Mood] = {}
    for some in slices([one.key for one in incoming]):
        marks = ",".join("?" * len(some))
        rows = connection.exec_driver_sql(f"SELECT key, whole, mood FROM correction WHERE key IN ({marks})", some)  # noqa: S608
        said.update(((row[0], row[1]), Mood(row[2])) for row in rows)
    stories = _of_stories(connection)
    founding = ((one.post.id, said.get((one.key, 1))) for one in incoming if one.at.story == one.post.id)
    stories.update((story, mood) for story, mood in founding if mood is not None)
    return [_as_said(one, said.get((one.key, 0)) or stories.get(one.at.story)) for one in incoming]


def settle(connection: Connection, stories: Iterable[int]) -> None:
    """Has the posts of stories that were merged or split given the moods that hold for them now, by `turn`."""
    if _any(connection) or unsettled(connection):
        _mark(connection, stories)


def unsettled(connection: Connection) -> bool:
    """Whether posts may still have another mood than a person gave their story."""
    return connection.exec_driver_sql("SELECT 1 FROM unsettled LIMIT 1").first() is not None


def turn(connection: Connection, limit: int) -> None:
    """Gives posts the moods that hold for their stories, newest first; looks at about `limit` of them."""
    moods: dict[int, Mood] | None = None
    while limit > 0 and (row := connection.exec_driver_sql(_NEXT).first()) is not None:
        story, below, root = row
        if root != story:  # merged meanwhile, or gone
            connection.exec_driver_sql("DELETE FROM unsettled WHERE story = ?", (story,))
            _mark(connection, (root,) if root is not None else ())
            continue
        asked = max(1, limit - _A_STORY)
        posts = connection.exec_driver_sql(_BELOW, (story, story, below, asked)).all()
        limit -= _A_STORY + len(posts)
        if len(posts) == asked:
            connection.exec_driver_sql("UPDATE unsettled SET below = ? WHERE story = ?", (posts[-1][0], story))
        else:
            connection.exec_driver_sql("DELETE FROM unsettled WHERE story = ?", (story,))
        moods = _of_stories(connection) if moods is None else moods
        _turn_all(connection, story, [post for _, post in posts], moods.get(story))


def _mark(connection: Connection, stories: Iterable[int]) -> None:
    rows = [(story, LAST_PLACE) for story in sorted(set(stories))]
    if rows:
        connection.exec_driver_sql(_LATER, rows)


def _any(connection: Connection) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM correction LIMIT 1").first() is not None


def _of_stories(connection: Connection) -> dict[int, Mood]:
    """The mood of each story that a person gave one."""
    return {row[0]: Mood(row[1]) for row in connection.exec_driver_sql(_WHOLE)}


def _as_said(one: Incoming, mood: Mood | None) -> Incoming:
    if mood is None:
        return one
    said = _SAID[mood]
    post = replace(one.post, sentiment=said.score, mood=said.mood, corrected=True)
    return one._replace(post=post, scored=one.post.sentiment, felt=one.post.mood.value)


def _turn_all(connection: Connection, story: int, posts: Sequence[int], mood: Mood | None) -> None:
    """Turns those of the posts that feel otherwise and were not corrected themselves."""
    value = mood.value if mood is not None else ""
    if posts:
        rows = connection.exec_driver_sql(_OTHERWISE, (json.dumps(posts), value, value)).all()
        _turn(connection, story, rows, mood)


def _turn(connection: Connection, story: int, found: Iterable[Sequence[Any]], mood: Mood | None) -> None:
    """Gives posts of one story (as `_ROWS` has them) this mood, or (None) what the machine says."""
    rows = [_Row(*row) for row in found]
    turns: list[tuple[_Row, Feeling]] = []
    written: list[tuple[float, str, float | None, str, int]] = []
    for row in rows:
        now = row.machine if mood is None else _SAID[mood]
        turns.append((row, now))
        kept = (None, "") if mood is None else (row.machine.score, row.machine.mood.value)
        written.append((now.score, now.mood.value, *kept, row.id))
    if not written:
        return
    connection.exec_driver_sql(_TURN, written)
    count_minutes(connection, ((row.posted_at, row.watch, row.now.mood, -1) for row, _ in turns))
    count_minutes(connection, ((row.posted_at, row.watch, now.mood, 1) for row, now in turns))
    colour_mentions(connection, ((now.mood, row.place, row.mentions) for row, now in turns))
    count_turned(connection, ((row.id, row.posted_at, row.mentions, row.now.mood, now.mood) for row, now in turns))
    drafts = drafts_of(connection, (story,), single=False)
    for draft in drafts.values():
        draft.story = turned(draft.full(), [(row.now, now) for row, now in turns])
    write_drafts(connection, drafts)
