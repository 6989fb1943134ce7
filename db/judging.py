# SPDX-License-Identifier: Apache-2.0
"""How stored posts feel and which watches they match: judged anew when model, words or rules change, and counted.

Used by `db.post_store`. The trap: judging takes its time, so it happens between two transactions; nobody else may
write posts meanwhile.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection

from app.clock import to_ms
from app.posts.ports import PostJudge, WatchCount
from app.posts.post import Post
from app.posts.sentiment.feeling import Feeling
from app.posts.stories.growing import best, turned
from db.indicators import Counting
from db.post_rows import (
    ANY_WATCH,
    colour_mentions,
    count_minutes,
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
    SELECT name.watch, sum(mood = 'negative'), sum(mood IN ('neutral', 'unknown')), sum(mood = 'positive')
    FROM name CROSS JOIN mention m ON m.watch = name.watch
    WHERE m.place >= ? AND m.place < ? AND name.watch <> ? GROUP BY name.watch ORDER BY name.watch
"""
_SAME: Final = "UPDATE post SET rules = ? WHERE id = ?"
_OTHER: Final = "UPDATE post SET sentiment = ?, mood = ?, mentions = ?, rules = ? WHERE id = ?"
_SAID: Final = "UPDATE post SET scored = ?, felt = ?, mentions = ?, rules = ? WHERE id = ?"

Transaction = Callable[[], AbstractContextManager[Connection]]


def judge_again(reading: Transaction, writing: Transaction, judge: PostJudge, limit: int, counting: Counting) -> int:
    """Judges the newest of the posts that were judged by other rules; how many."""
    by = judge.fingerprint
    with reading() as connection:
        before = progress(connection)
        if before.done and known_number(connection, by) == before.rules:
            return 0
    with writing() as connection:
        rules = number_of(connection, by)
        below = before.below if rules == before.rules else LAST_PLACE
        rows = connection.exec_driver_sql(_STALE, (below, rules, limit)).all()
        if not rows:
            set_progress(connection, Progress(rules, FIRST_PLACE))
            return 0
        places = {row[1]: row[0] for row in rows}
        stored = posts_by_id(connection, list(places))
    posts = [stored[one] for one in places]
    judged = judge.judged(posts)
    if judge.fingerprint != by:  # a word was added meanwhile, and by which words these were judged is not sure
        return len(posts)
    with writing() as connection:
        anew = _as_shown(posts, judged)
        counting.judged(connection, anew)
        _rows(connection, posts, judged, rules)
        _put(connection, anew, places, rules)
        set_progress(connection, Progress(rules, min(places.values())))
    return len(posts)


def judged_by(connection: Connection, fingerprint: str) -> bool:
    """Whether every post was judged by these rules; some 50 ms a million posts where that is not known yet."""
    rules, now = known_number(connection, fingerprint), progress(connection)
    if rules is not None and now.done and now.rules == rules:
        return True
    return connection.exec_driver_sql(_STALE, (LAST_PLACE, -1 if rules is None else rules, 1)).first() is None


def _as_shown(posts: Sequence[Post], judged: Sequence[Post]) -> list[tuple[Post, Post]]:
    """Each post as it is and as it will be; what a person said stays."""
    return [
        (post, replace(now, sentiment=post.sentiment, mood=post.mood) if post.corrected else now)
        for post, now in zip(posts, judged, strict=True)
    ]


def _put(connection: Connection, anew: Sequence[tuple[Post, Post]], places: Mapping[int, int], rules: int) -> None:
    """Has mentions, counts a minute and stories follow."""
    matched = [(post, now) for post, now in anew if post.mentions != now.mentions]
    drop_mentions(connection, ((places[post.id], written_mentions(post.mentions)) for post, _ in matched))
    write_mentions(connection, [row for _, now in matched for row in mention_rows(now, places[now.id])])
    turned_ = [(post, now) for post, now in anew if post.mood is not now.mood]
    colour_mentions(connection, ((now.mood, places[now.id], written_mentions(now.mentions)) for _, now in turned_))
    count_minutes(connection, ((to_ms(post.posted_at), post.watch, post.mood, -1) for post, _ in turned_))
    count_minutes(connection, ((to_ms(post.posted_at), post.watch, now.mood, 1) for post, now in turned_))
    _stories(connection, anew, rules)


def _rows(connection: Connection, posts: Sequence[Post], judged: Sequence[Post], rules: int) -> None:
    """Writes what is another now; of most posts that is only by which rules they were judged."""
    same, other, said = [], [], []
    for post, now in zip(posts, judged, strict=True):
        if post.corrected:
            said.append((now.sentiment, now.mood.value, written_mentions(now.mentions), rules, post.id))
        elif (post.sentiment, post.mood, post.mentions) != (now.sentiment, now.mood, now.mentions):
            other.append((now.sentiment, now.mood.value, written_mentions(now.mentions), rules, post.id))
        else:
            same.append((rules, post.id))
    for statement, rows in ((_SAME, same), (_OTHER, other), (_SAID, said)):
        if rows:
            connection.exec_driver_sql(statement, rows)


def _stories(connection: Connection, anew: Sequence[tuple[Post, Post]], rules: int) -> None:
    """Lets the stories follow that keep facts of their own."""
    by_story: dict[int, list[tuple[Post, Post]]] = {}
    for pair in anew:
        by_story.setdefault(pair[0].story, []).append(pair)
    changed = {}
    for number, draft in drafts_of(connection, by_story, single=False).items():
        before = story = draft.full()
        turns = [(_felt(post), _felt(now)) for post, now in by_story[number] if _felt(post) != _felt(now)]
        if turns:
            story = draft.story = turned(story, turns)
        if draft.rules != rules:
            match_by(connection, draft, rules)
            changed[number] = draft
            continue
        mentions = best(story.mentions, [mention for _, now in by_story[number] for mention in now.mentions])
        if turns or mentions != before.mentions:
            draft.story = replace(story, mentions=mentions)
            changed[number] = draft
    write_drafts(connection, changed)


def _felt(post: Post) -> Feeling:
    return Feeling(post.sentiment, post.mood)


def watch_counts(connection: Connection, since: datetime, until: datetime) -> list[WatchCount]:
    """Mentions of every watch in a span of time."""
    rows = connection.exec_driver_sql(_COUNTS, (place_of(since), place_of(until), ANY_WATCH))
    return [WatchCount(*row) for row in rows]
