# SPDX-License-Identifier: Apache-2.0
"""What people decided about stories, carried out on the rows of posts.db: two made one, posts taken out of one.

Used by `db.post_store` inside its transaction. The trap: the first post of a split names the new story in the
journal, whether or not it is stored here, and it may be the very post that founded the old one.
"""

import json
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from sqlalchemy import Connection

from app.posts.ports import Merged, Split
from app.posts.post import Joined, Post
from app.posts.stories.growing import founded, grown
from app.posts.stories.story import Story
from db.corrections import settle
from db.post_rows import COLUMNS, next_id, read_posts
from db.ruleset import Rules
from db.story_rows import FAMILY, Draft, bearer_of, digest_of, drafts_of, merged, point_to, root_named, write_drafts
from db.story_words import give_words

_A_TIME: Final = 1_000
_FIRST: Final = f"SELECT min(id) FROM post WHERE story IN {FAMILY}"  # noqa: S608
_NEWEST: Final = f"SELECT max(place) FROM post WHERE story IN {FAMILY}"  # noqa: S608
_FOUNDING: Final = f"SELECT {COLUMNS}, p.rules FROM post p WHERE p.id = ?"  # noqa: S608
_OTHERS: Final = f"SELECT {COLUMNS}, p.rules FROM post p WHERE p.story IN {FAMILY} AND p.id <> ?"  # noqa: S608
_TAKEN: Final = (
    "SELECT p.id FROM json_each(?) k CROSS JOIN post p ON p.key = unhex(k.value) "
    "CROSS JOIN story s ON s.id = p.story WHERE s.root = ? ORDER BY k.key"
)
_ROWS: Final = "SELECT s.id, s.root FROM json_each(?) j CROSS JOIN story s ON s.id = j.value"
_UNUSED: Final = (
    "SELECT p.key FROM json_each(?) j CROSS JOIN post p ON p.id = j.value "
    "WHERE NOT EXISTS (SELECT 1 FROM story WHERE key = p.key) LIMIT 1"
)
_GIVE: Final = "UPDATE post SET story = ?, joined = ? WHERE id = ?"


def merge(connection: Connection, change: Merged, rules: Rules) -> None:
    """Makes two stories one; nothing where one is not here or they are one already."""
    story, into = root_named(connection, change.story), root_named(connection, change.into)
    if story is None or into is None or story == into:
        return
    drafts = drafts_of(connection, (story, into))
    write_drafts(connection, {into: merged(drafts[story], drafts[into], rules)})
    point_to(connection, [(story, into)])
    settle(connection, (into,))


def split(connection: Connection, change: Split, rules: Rules) -> tuple[list[int], int]:
    """Takes posts out of a story; which posts belong to which story now. Passes over what is not here."""
    old = root_named(connection, change.story)
    if old is None or not change.posts:
        return [], 0
    taken: list[int] = list(connection.exec_driver_sql(_TAKEN, (json.dumps(change.posts), old)).scalars())
    if not taken:
        return [], 0
    new = _named(connection, taken, change.posts[0], old)
    if new == old:  # its founding post is to name a story of its own: the others are what leaves it
        taken = _others(connection, old, set(taken))
        new = _founded_by(connection, taken, None, old) if taken else old
    if new == old:
        return [], 0
    _move(connection, taken, new)
    for story in (old, new):
        _recount(connection, story, rules)
    if not connection.exec_driver_sql(f"SELECT 1 FROM post WHERE story IN {FAMILY} LIMIT 1", (old, old)).first():  # noqa: S608
        point_to(connection, [(old, new)])
    settle(connection, (old, new))
    return taken, new


def _named(connection: Connection, taken: Sequence[int], key: str, old: int) -> int:
    """The id of the story these posts are to form, with a row that is a root; `old` where that bears its name."""
    digest = digest_of(key)
    named = digest and bearer_of(connection, digest)
    if not named:
        return _founded_by(connection, taken, digest, old)
    story, root = named
    if root != old or story == old:
        return root
    _stand(connection, story, old)
    return story


def _founded_by(connection: Connection, taken: Sequence[int], digest: bytes | None, old: int) -> int:
    """A story for these posts, with the id of one of them where one is free; named by `digest`, or else by a post."""
    told = json.dumps(list(taken))
    there = {row[0]: row[1] for row in connection.exec_driver_sql(_ROWS, (told,))}
    merged_away = [post for post in taken if there.get(post) == old != post]
    free = [post for post in taken if post not in there]
    if merged_away and not free:
        _stand(connection, merged_away[0], old)
        if digest is not None:
            connection.exec_driver_sql("UPDATE story SET key = ? WHERE id = ?", (digest, merged_away[0]))
        return merged_away[0]
    story = free[0] if free else next_id(connection)
    stored = connection.exec_driver_sql("SELECT key FROM post WHERE id = ?", (story,)).scalar()
    own = digest or stored or connection.exec_driver_sql(_UNUSED, (told,)).scalar()
    if own is None:
        return old
    row = (story, None if own == stored else own, story)
    connection.exec_driver_sql("INSERT INTO story VALUES (?, ?, ?, 0, 0, 0, '')", row)
    return story


def _stand(connection: Connection, story: int, old: int) -> None:
    """Makes a story that was merged a root again; all that was put in it stays in the whole for now."""
    connection.exec_driver_sql("UPDATE post SET story = ? WHERE story = ?", (old, story))
    connection.exec_driver_sql("UPDATE story SET root = id WHERE id = ?", (story,))


def _others(connection: Connection, story: int, taken: set[int]) -> list[int]:
    rows = connection.exec_driver_sql(f"SELECT id FROM post WHERE story IN {FAMILY} ORDER BY id", (story, story))  # noqa: S608
    return [one for one in rows.scalars() if one not in taken]


def _move(connection: Connection, posts: Sequence[int], story: int) -> None:
    rows = [(story, (Joined.FIRST if post == story else Joined.BY_HAND).value, post) for post in posts]
    connection.exec_driver_sql(_GIVE, rows)
    give_words(connection, posts, story)


def _recount(connection: Connection, number: int, rules: Rules) -> None:
    """Makes a story's facts anew from its posts; nothing where none is left."""
    first = connection.exec_driver_sql(_FIRST, (number, number)).scalar()
    if first is None:
        return
    key = connection.exec_driver_sql(_KEY, (number, number)).scalar_one()
    matched = connection.exec_driver_sql(_RULES, (number, number, rules.wanted)).scalar_one()
    story: Story | None = None
    for asked, values in ((_FOUNDING, (first,)), (_OTHERS, (number, number, first))):
        result = connection.exec_driver_sql(asked, values)
        while rows := result.fetchmany(_A_TIME):
            posts = [
                post if row[-1] == matched else replace(post, mentions=())
                for post, row in zip(read_posts(rows), rows, strict=True)
            ]
            if story is None:
                story, posts = founded(posts[0], key.hex()), posts[1:]
            story = grown(story, [_within(post) for post in posts])
    newest = connection.exec_driver_sql(_NEWEST, (number, number)).scalar_one()
    if story is not None:
        write_drafts(connection, {number: Draft(replace(story, id=number), newest, matched)})


_KEY: Final = "SELECT coalesce((SELECT key FROM story WHERE id = ?), (SELECT key FROM post WHERE id = ?))"
_RULES: Final = f"SELECT rules FROM post WHERE story IN {FAMILY} ORDER BY rules = ? DESC, id DESC LIMIT 1"  # noqa: S608


def _within(post: Post) -> Post:
    """A post that founded a story which was merged into this one is one of many here."""
    return replace(post, joined=Joined.BY_HAND) if post.joined is Joined.FIRST else post
