# SPDX-License-Identifier: Apache-2.0
"""How old posts leave posts.db, with everything that hangs on them.

Used by `db.post_store`. The trap: a story outlives its founding post as long as any of its posts stays; then its row
says its key itself. Counts (a minute's, a story's) stay: they count what was seen.
"""

import json
from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import Connection

from db.post_rows import drop_mentions
from db.story_rows import drop_dead
from db.story_words import drop_words

# Row ids grow as posts arrive, so the oldest arrivals come first without an index of their own. (A clock that was
# wrong for a while leaves a few posts for later; a whole slice is looked at, so that they do not keep the others.)
_OLDEST: Final = (
    "SELECT id, key, place, story, mentions, likeness, source, source_id, author, posted_at "
    "FROM (SELECT * FROM post ORDER BY id LIMIT ?) WHERE arrived_at < ?"
)


class OldPost(NamedTuple):
    """A post that may go. `mark` is what a citation tells it by: source, its id there, author, ms since 1970."""

    id: int
    key: bytes
    place: int
    story: int
    mentions: str
    likeness: int
    mark: tuple[str, str, str, int]


def oldest_arrivals(connection: Connection, before: int, limit: int) -> list[OldPost]:
    """Those of the `limit` first stored posts that arrived before a time in ms since 1970."""
    rows = connection.exec_driver_sql(_OLDEST, (limit, before))
    return [
        OldPost(row[0], row[1], row[2], row[3], row[4], row[5], mark=(row[6], row[7], row[8], row[9])) for row in rows
    ]


def drop_posts(connection: Connection, gone: Sequence[OldPost]) -> None:
    """Drops posts, their words and mentions, and the stories of which none is left."""
    highest = max(post.id for post in gone)
    connection.exec_driver_sql("UPDATE progress SET issued = max(issued, ?)", (highest,))
    connection.exec_driver_sql("DELETE FROM post WHERE id = ?", [(post.id,) for post in gone])
    connection.exec_driver_sql("DELETE FROM post_words WHERE rowid = ?", [(post.place,) for post in gone])
    drop_mentions(connection, ((post.place, post.mentions) for post in gone))
    stories = {post.story for post in gone}
    drop_dead(connection, stories)
    drop_words(connection, {post.likeness for post in gone}, highest)
    left = connection.exec_driver_sql(
        "SELECT s.id FROM json_each(?) j CROSS JOIN story s ON s.id = j.value WHERE s.key IS NULL",
        (json.dumps([post.id for post in gone]),),
    ).scalars()
    names = {post.id: post.key for post in gone}
    named = [(names[story], story) for story in left]
    if named:
        connection.exec_driver_sql("UPDATE story SET key = ? WHERE id = ?", named)
