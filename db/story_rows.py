# SPDX-License-Identifier: Apache-2.0
"""Stories as rows of posts.db: how a batch makes them grow and merge, and how they are read.

Used by `db.post_store` and all that changes stories. The trap: a story of one post keeps no facts of its own, they
are those of that post (see `db.post_schema`); so nobody but this module reads the column `facts`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from app.posts.post import Post
from app.posts.stories.growing import best, founded, grown, together
from app.posts.stories.story import Story
from db.post_rows import COLUMNS, Incoming, read_mentions, read_posts, slices
from db.ruleset import Rules

_READ: Final = "SELECT s.id, s.newest, s.rules, s.facts FROM story s WHERE s.root = s.id AND s.id"
_FOUNDING: Final = f"SELECT {COLUMNS}, p.key, p.rules FROM post p WHERE p.id"  # noqa: S608
_INSERT: Final = "INSERT INTO story (id, root, newest, reach, rules, facts) VALUES (?, ?, ?, ?, ?, ?)"
_UPDATE: Final = "UPDATE story SET newest = ?, reach = ?, rules = ?, facts = ? WHERE id = ?"
_MERGE: Final = (
    "UPDATE story SET root = ?, facts = '' WHERE id = ?",
    "UPDATE story SET root = ? WHERE root = ? AND root <> id",
)
_NAMED: Final = (
    "SELECT id, root FROM story WHERE key = ? "
    "UNION ALL SELECT s.id, s.root FROM post p CROSS JOIN story s ON s.id = p.id WHERE p.key = ? LIMIT 1"
)
FAMILY: Final = "(SELECT ? UNION ALL SELECT id FROM story WHERE root = ? AND root <> id)"
_MATCHED: Final = f"SELECT DISTINCT mentions FROM post WHERE story IN {FAMILY} AND rules = ? AND mentions <> ''"  # noqa: S608
_STORY: Final = msgspec.json.Decoder(Story)


@dataclass(slots=True)
class Draft:
    """A story while it is changed. `story` is None as long as its one new post says all; `newest` is a place."""

    story: Story | None
    newest: int
    rules: int
    founding: Incoming | None = None
    new: bool = False

    def full(self) -> Story:
        """The story, made from its founding post where nothing was kept."""
        if self.story is None:
            assert self.founding is not None
            self.story = founded(self.founding.post, self.founding.key.hex())
        return self.story


def grow(
    connection: Connection,
    incoming: Sequence[Incoming],
    places: Mapping[int, int],
    merges: Sequence[tuple[int, int]],
    rules: Rules,
) -> None:
    """Puts new posts into their stories, then makes stories one; each story is written once, however much it grew."""
    own = {one.post.id for one in incoming}
    told = {one.at.story for one in incoming} | {story for pair in merges for story in pair}
    drafts = drafts_of(connection, told - own)
    joining: dict[int, list[Post]] = {}
    for one in incoming:
        post, story = one.post, one.at.story
        if story == post.id:
            drafts[story] = Draft(None, places[post.id], rules.given, one, new=True)
        else:
            joining.setdefault(story, []).append(replace(post, story=story, joined=one.at.joined))
    changed = {story for story, draft in drafts.items() if draft.new}
    for story, posts in joining.items():
        add_posts(connection, drafts[story], posts, rules)
        drafts[story].newest = max(drafts[story].newest, *(places[post.id] for post in posts))
        changed.add(story)
    for story, into in merges:
        drafts[into] = merged(drafts[story], drafts[into], rules)
        changed.add(into)
    gone = {story for story, _ in merges}
    write_drafts(connection, {story: drafts[story] for story in sorted(changed - gone)})
    # A story that is founded and merged in one batch still has its row: posts were put in it.
    write_drafts(connection, {s: Draft(None, drafts[s].newest, 0, drafts[s].founding, new=True) for s in gone & own})
    point_to(connection, merges)


def add_posts(connection: Connection, draft: Draft, posts: Sequence[Post], rules: Rules) -> None:
    """Lets a story grow. Its mentions are those of posts matched by one set of rules: the ones that are wanted."""
    if draft.rules != rules.given:
        if draft.rules == rules.wanted:
            posts = [replace(post, mentions=()) for post in posts]
        else:
            match_by(connection, draft, rules.given)
    draft.story = grown(draft.full(), posts)


def match_by(connection: Connection, draft: Draft, rules: int) -> None:
    """Turns a story over to other rules: its mentions are those of its stored posts that were matched by them."""
    story = draft.full()
    held = connection.exec_driver_sql(_MATCHED, (story.id, story.id, rules)).scalars()
    draft.story, draft.rules = (
        replace(story, mentions=best((), (m for one in held for m in read_mentions(one)))),
        rules,
    )


def merged(draft: Draft, into: Draft, rules: Rules) -> Draft:
    """Two stories as one, which keeps the name of the second."""
    one, other, kept = draft.full(), into.full(), into.rules
    if draft.rules != into.rules:
        if draft.rules in (rules.wanted, rules.given) and into.rules != rules.wanted:
            other, kept = replace(other, mentions=()), draft.rules
        else:
            one = replace(one, mentions=())
    both = replace(together(other, one), id=other.id, key=other.key)
    return Draft(both, max(draft.newest, into.newest), kept, into.founding, new=into.new)


def drafts_of(connection: Connection, ids: Iterable[int], *, single: bool = True) -> dict[int, Draft]:
    """The stories with these ids, as they stand; without `single` only those that keep facts of their own."""
    drafts: dict[int, Draft] = {}
    for some in slices(set(ids)):
        marks = ",".join("?" * len(some))
        rows = connection.exec_driver_sql(f"{_READ} IN ({marks})", some).all()
        bare = [row[0] for row in rows if not row[3]] if single else []
        drafts.update((row[0], Draft(_STORY.decode(row[3]), row[1], row[2])) for row in rows if row[3])
        newest = {row[0]: row[1] for row in rows}
        for story, (made, rules) in _founded(connection, bare).items():
            drafts[story] = Draft(made, newest[story], rules)
    return drafts


def stories_by_id(connection: Connection, ids: Sequence[int]) -> dict[int, Story]:
    """The stories with these ids, those merged into others left out."""
    return {story: draft.full() for story, draft in drafts_of(connection, ids).items()}


def root_named(connection: Connection, key: str) -> int | None:
    """The id of the story with this key, or of the one it was merged into."""
    digest = digest_of(key)
    found = digest and bearer_of(connection, digest)
    return found[1] if found else None


def digest_of(key: str) -> bytes | None:
    """The digest that is written as this key; None where it is no digest."""
    try:
        return bytes.fromhex(key)
    except ValueError:
        return None


def bearer_of(connection: Connection, digest: bytes) -> tuple[int, int] | None:
    """The story that bears this name itself, and the one it was merged into."""
    found = connection.exec_driver_sql(_NAMED, (digest, digest)).first()
    return None if found is None else (found[0], found[1])


def write_drafts(connection: Connection, drafts: Mapping[int, Draft]) -> None:
    """Writes changed stories, new ones as new rows."""
    new: list[tuple[Any, ...]] = []
    old: list[tuple[Any, ...]] = []
    for story, draft in drafts.items():
        facts, reach = "", 0
        if draft.story is not None:
            facts, reach = msgspec.json.encode(draft.story).decode(), draft.story.reach
        elif draft.founding is not None:
            reach = draft.founding.post.followers or 0
        if draft.new:
            new.append((story, story, draft.newest, reach, draft.rules, facts))
        else:
            old.append((draft.newest, reach, draft.rules, facts, story))
    if new:
        connection.exec_driver_sql(_INSERT, new)
    if old:
        connection.exec_driver_sql(_UPDATE, old)


def point_to(connection: Connection, merges: Sequence[tuple[int, int]]) -> None:
    """Makes merged stories, and those merged into them before, point to the one they are part of."""
    for story, into in merges:
        for statement in _MERGE:
            connection.exec_driver_sql(statement, (into, story))


def await_originals(
    connection: Connection, awaits: Sequence[tuple[bytes, int]], come: Set[bytes], arrived: Set[bytes]
) -> None:
    """Keeps which originals are awaited by which story.

    `come` are the digests of the batch; those of `arrived` had been awaited until now.
    """
    awaits = [pair for pair in awaits if pair[0] not in come]
    if awaits:
        connection.exec_driver_sql("INSERT OR REPLACE INTO story_awaited VALUES (?, ?)", awaits)
    if arrived:
        connection.exec_driver_sql("DELETE FROM story_awaited WHERE key = ?", [(key,) for key in arrived])


def drop_dead(connection: Connection, stories: Iterable[int]) -> None:
    """Drops those of these stories that have no post left, with all that is remembered of them."""
    told = json.dumps(sorted(stories))
    dead = connection.exec_driver_sql(_DEAD, (told,)).scalars().all()
    if not dead:
        return
    members = json.dumps(
        [*dead, *connection.exec_driver_sql(_MERGED_INTO, (json.dumps(list(dead)),)).scalars()],
    )
    for table, column in (("story", "id"), ("story_awaited", "story")):
        connection.exec_driver_sql(
            f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))",  # noqa: S608
            (members,),
        )


_DEAD: Final = """
    SELECT DISTINCT t.root FROM json_each(?) j CROSS JOIN story t ON t.id = j.value
    WHERE NOT EXISTS (SELECT 1 FROM post WHERE story = t.root)
      AND NOT EXISTS (
        SELECT 1 FROM story a CROSS JOIN post p ON p.story = a.id WHERE a.root = t.root AND a.root <> a.id)
"""
_MERGED_INTO: Final = "SELECT a.id FROM json_each(?) j CROSS JOIN story a ON a.root = j.value WHERE a.root <> a.id"


def _founded(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Story, int]]:
    """Stories of one post each, from these posts, and the rules they were matched by."""
    found: dict[int, tuple[Story, int]] = {}
    for some in slices(ids):
        marks = ",".join("?" * len(some))
        rows = connection.exec_driver_sql(f"{_FOUNDING} IN ({marks})", some).all()
        for post, row in zip(read_posts(rows), rows, strict=True):
            found[post.id] = founded(post, row[-2].hex()), row[-1]
    return found
