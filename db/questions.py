# SPDX-License-Identifier: Apache-2.0
"""A question as SQL: which posts or stories fit, in which order, as row ids.

Used by `db.post_store` for reading. The trap: whichever table can give the order (words, a story's posts, a watch's
mentions, all posts) leads, and CROSS JOIN keeps SQLite from choosing another that would have to sort.
"""

import json
from array import array
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection

from app.clock import to_ms
from app.posts.fold import index_form, name_form, query_of
from app.posts.identity import source_named
from app.posts.question import Order, Question
from db.post_schema import FIRST_PLACE, LAST_PLACE, PLACE_BITS

_A_TIME: Final = 10_000
_MEMBERS: Final = (
    "(SELECT root FROM story WHERE id = ? UNION ALL "
    "SELECT id FROM story WHERE root = (SELECT root FROM story WHERE id = ?) AND root <> id)"
)
_HIDDEN: Final = (
    "s.id NOT IN (SELECT h.root FROM json_each(?) k CROSS JOIN story h ON h.key = unhex(k.value) UNION ALL "
    "SELECT h.root FROM json_each(?) k CROSS JOIN post p ON p.key = unhex(k.value) CROSS JOIN story h ON h.id = p.id)"
)
_FEW: Final = 500
_LOOKED_UP: Final = "(SELECT r.root FROM json_each(?) j CROSS JOIN story r ON r.id = j.value)"
_GONE_THROUGH: Final = (
    "SELECT s.id FROM story s INDEXED BY story_newest WHERE +s.id IN (SELECT one FROM hit UNION ALL "
    "SELECT a.root FROM story a INDEXED BY story_merged WHERE a.root <> a.id AND a.id IN (SELECT one FROM hit))"
)


class Asked(NamedTuple):
    """A statement whose first column is a row id, and its parameters."""

    sql: str
    values: tuple[Any, ...]


def place_of(time: datetime) -> int:
    """The first place a post of this time can have."""
    return max(FIRST_PLACE, min(LAST_PLACE, to_ms(time) << PLACE_BITS))


def posts_asked(question: Question, limit: int | None) -> Asked:
    """The ids of the posts that fit, in the question's order. Raises UserError where its words hold nothing."""
    source, values = _fitting(question)
    order = f"ORDER BY {source.place} DESC"
    if question.order is Order.REACH:
        order = f"ORDER BY p.followers DESC, {source.place} DESC"
    return Asked(f"SELECT {source.id} FROM {source.sql} {order} LIMIT ?", (*values, _limit(limit)))  # noqa: S608


def story_ids(connection: Connection, question: Question, hidden: Collection[str], limit: int | None) -> "array[int]":
    """The ids of the stories of which a post fits, in the question's order. Raises as `posts_asked`.

    A few are looked up and sorted; for many the stories are gone through in their order, which stops at `limit`.
    """
    where, values = _standing(question, hidden)
    order = "s.reach DESC, s.newest DESC" if question.order is Order.REACH else "s.newest DESC"
    end = f"ORDER BY {order} LIMIT ?"
    if not _asks_of_posts(question):
        sql = f"SELECT s.id FROM story s WHERE {where} {end}"  # noqa: S608
        return ids_of(connection, Asked(sql, (*values, _limit(limit))))
    source, given = _fitting(question, story=True)
    hits = f"SELECT DISTINCT p.story AS one FROM {source.sql}"  # noqa: S608
    few = ids_of(connection, Asked(f"{hits} LIMIT ?", (*given, _FEW + 1)))
    if len(few) <= _FEW:
        sql = f"SELECT s.id FROM story s WHERE s.id IN {_LOOKED_UP} AND {where} {end}"  # noqa: S608
        given = (json.dumps(few.tolist()),)
    else:
        sql = f"WITH hit AS MATERIALIZED ({hits}) {_GONE_THROUGH} AND {where} {end}"
    return ids_of(connection, Asked(sql, (*given, *values, _limit(limit))))


def _standing(question: Question, hidden: Collection[str]) -> tuple[str, tuple[Any, ...]]:
    """What must hold of a story's own row."""
    where = "s.root = s.id"
    values: tuple[Any, ...] = ()
    if question.since is not None:
        where += " AND s.newest >= ?"
        values += (place_of(question.since),)
    if hidden:
        keys = json.dumps(list(hidden))
        where += f" AND {_HIDDEN}"
        values += (keys, keys)
    return where, values


def ids_of(connection: Connection, asked: Asked) -> "array[int]":
    """All ids, in order: eight bytes each, and no more of them at once as rows than a slice."""
    found = array("q")
    cursor = connection.connection.cursor()  # SQLAlchemy's rows take ten times as long as the driver's
    try:
        cursor.execute(*asked)
        while rows := cursor.fetchmany(_A_TIME):
            found.extend([row[0] for row in rows])
    finally:
        cursor.close()
    return found


class _Source(NamedTuple):
    """A FROM with its WHERE, and how place and id of a post are called in it."""

    sql: str
    place: str
    id: str


def _fitting(question: Question, *, story: bool = False) -> tuple[_Source, tuple[Any, ...]]:
    """Where posts that fit are found; `p` is part of it where its story or its followers are needed."""
    words = _expression(question)
    wide = story or question.order is Order.REACH or bool(question.story)
    where: list[str] = []
    values: list[Any] = []
    if words:
        source = _Source("post_words w CROSS JOIN post p ON p.place = w.rowid", "w.rowid", "p.id")
        where.append("w.post_words MATCH ?")
        values.append(words)
    elif question.watch and not question.story:
        joined = " CROSS JOIN post p ON p.place = m.place" if wide else ""
        source = _Source(f"mention m{joined}", "m.place", "m.post")
        where.append("m.watch = ?")
        values.append(question.watch)
    else:
        index = "post_story" if question.story else "post_place"
        source = _Source(f"post p INDEXED BY {index}", "p.place", "p.id")
    for value, sign in ((question.since, ">="), (question.until, "<")):
        if value is not None:
            where.append(f"{source.place} {sign} ?")
            values.append(place_of(value))
    if question.mood is not None:
        where.append("m.mood = ?" if source.id == "m.post" else "p.mood = ?")
        values.append(question.mood.value)
    if question.story:
        where.append(f"p.story IN {_MEMBERS}")
        values += (question.story, question.story)
    if question.watch and source.id != "m.post":
        where.append(f"EXISTS (SELECT 1 FROM mention m WHERE m.watch = ? AND m.place = {source.place})")  # noqa: S608
        values.append(question.watch)
    fits = f" WHERE {' AND '.join(where)}" if where else ""
    return source._replace(sql=source.sql + fits), tuple(values)


def _expression(question: Question) -> str:
    """All that is a matter of words, for the full-text index; '' where there is nothing."""
    fields = (
        ("text", question.words), ("author", question.author),
        ("source", source_named(question.source) or question.source), ("region", question.region),
    )  # fmt: skip
    return " AND ".join(
        f"{column} : ({query_of(words, index_form if column == 'text' else name_form)})"
        for column, words in fields
        if words
    )


def _asks_of_posts(question: Question) -> bool:
    """Whether more is asked than what the stories' own rows tell."""
    return bool(
        _expression(question) or question.until or question.watch or question.mood is not None or question.story
    )


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit
