# SPDX-License-Identifier: Apache-2.0
"""Which posts match which watch, once they are stored: matching anew when rules change, and counts.

Used by `db.post_store`. The trap: matching takes its time, so it happens between two transactions; nobody else may
write posts meanwhile.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection

from app.posts.ports import MentionFinder, WatchCount
from app.posts.post import Post
from app.posts.stories.growing import best
from db.post_rows import (
    ANY_WATCH,
    drop_mentions,
    mention_rows,
    posts_by_id,
    write_mentions,
    written_mentions,
)
from db.post_schema import FIRST_PLACE, LAST_PLACE
from db.questions import place_of
from db.ruleset import Progress, known_number, number_of, progress, set_progress
from db.story_rows import drafts_of, match_by, write_drafts

_STALE: Final = (
    "SELECT place, id FROM post WHERE place < ? AND rules <> ? ORDER BY place DESC LIMIT ?"  # from the index alone
)
_COUNTS: Final = """
    WITH RECURSIVE name(watch) AS (
        SELECT min(watch) FROM mention
        UNION ALL
        SELECT (SELECT min(watch) FROM mention m WHERE m.watch > name.watch) FROM name WHERE watch IS NOT NULL
    )
    SELECT name.watch, sum(mood = 'negative'), sum(mood = 'neutral'), sum(mood = 'positive')
    FROM name CROSS JOIN mention m ON m.watch = name.watch
    WHERE m.place >= ? AND m.place < ? AND name.watch <> ? GROUP BY name.watch ORDER BY name.watch
"""

Transaction = Callable[[], AbstractContextManager[Connection]]


def match_again(reading: Transaction, writing: Transaction, finder: MentionFinder, limit: int) -> int:
    """Matches the newest of the posts that were matched by other rules; how many."""
    with reading() as connection:
        before = progress(connection)
        if before.done and known_number(connection, finder.fingerprint) == before.rules:
            return 0
    with writing() as connection:
        rules = number_of(connection, finder.fingerprint)
        below = before.below if rules == before.rules else LAST_PLACE
        rows = connection.exec_driver_sql(_STALE, (below, rules, limit)).all()
        if not rows:
            set_progress(connection, Progress(rules, FIRST_PLACE))
            return 0
        places = {row[1]: row[0] for row in rows}
        stored = posts_by_id(connection, list(places))
    posts = [stored[one] for one in places]
    found = finder.mentions(posts)
    with writing() as connection:
        anew = [replace(post, mentions=mentions) for post, mentions in zip(posts, found, strict=True)]
        _put(connection, posts, anew, places, rules)
        set_progress(connection, Progress(rules, min(places.values())))
    return len(posts)


def _put(connection: Connection, posts: list[Post], anew: list[Post], places: dict[int, int], rules: int) -> None:
    drop_mentions(connection, ((places[post.id], written_mentions(post.mentions)) for post in posts))
    write_mentions(connection, [row for post in anew for row in mention_rows(post, places[post.id])])
    connection.exec_driver_sql(
        "UPDATE post SET mentions = ?, rules = ? WHERE id = ?",
        [(written_mentions(post.mentions), rules, post.id) for post in anew],
    )
    by_story: dict[int, list[Post]] = {}
    for post in anew:
        by_story.setdefault(post.story, []).append(post)
    drafts = drafts_of(connection, by_story, single=False)
    for number, draft in drafts.items():
        if draft.rules != rules:
            match_by(connection, draft, rules)
        else:
            story = draft.full()
            more = [mention for post in by_story[number] for mention in post.mentions]
            draft.story = replace(story, mentions=best(story.mentions, more))
    write_drafts(connection, drafts)


def watch_counts(connection: Connection, since: datetime, until: datetime) -> list[WatchCount]:
    """Mentions of every watch in a span of time."""
    rows = connection.exec_driver_sql(_COUNTS, (place_of(since), place_of(until), ANY_WATCH))
    return [WatchCount(*row) for row in rows]
