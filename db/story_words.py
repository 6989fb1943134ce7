# SPDX-License-Identifier: Apache-2.0
"""Which words were said in which story: a table of random numbers that must not slow down every batch.

Used by `db.joins`, `db.post_store` and what changes stories. New numbers go into a small table, `story_words_new`;
with every 500 posts that come, one of 64 ranges of it moves on into the large one, `story_words`. So a batch of 500
touches a hundred pages of the two, where it would touch nearly five hundred of one large table of a million.

The trap: a number may stand in either table; nobody but this module asks them.
"""

import json
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection

from db.post_rows import slices

_RANGES: Final = 64
_SWEPT: Final = 1_024
_POSTS_A_RANGE: Final = 500
_TABLES: Final = ("story_words", "story_words_new")
_SETTLE: Final = (
    "INSERT OR REPLACE INTO story_words SELECT * FROM story_words_new WHERE likeness BETWEEN ? AND ? ORDER BY 1",
    "DELETE FROM story_words_new WHERE likeness BETWEEN ? AND ?",
)


def stories_with(connection: Connection, likenesses: Collection[int]) -> dict[int, int]:
    """The stories (those that stand, not those merged away) in which something was said with these words."""
    found: dict[int, int] = {}
    for some in slices(likenesses):
        marks = ",".join("?" * len(some))
        for table in _TABLES:
            rows = connection.exec_driver_sql(
                f"SELECT w.likeness, s.root FROM {table} w CROSS JOIN story s ON s.id = w.story "  # noqa: S608
                f"WHERE w.likeness IN ({marks})",
                some,
            )
            found.update((row[0], row[1]) for row in rows)
    return found


def put_words(connection: Connection, words: Sequence[tuple[int, int]], first: int, last: int) -> None:
    """Remembers (likeness, story) that came with the posts of these ids, and lets older ones move on."""
    if words:
        connection.exec_driver_sql("INSERT OR REPLACE INTO story_words_new VALUES (?, ?)", list(words))
    for full in range(-(-first // _POSTS_A_RANGE), last // _POSTS_A_RANGE + 1):
        for statement in _SETTLE:
            connection.exec_driver_sql(statement, _bounds(full, _RANGES))


def give_words(connection: Connection, posts: Sequence[int], story: int) -> None:
    """What these posts say belongs to another story now."""
    told = json.dumps(list(posts))
    for table in _TABLES:
        connection.exec_driver_sql(
            f"UPDATE {table} SET story = ? WHERE likeness IN (SELECT p.likeness FROM json_each(?) j "  # noqa: S608
            "CROSS JOIN post p ON p.id = j.value WHERE p.likeness <> 0)",
            (story, told),
        )


def drop_words(connection: Connection, likenesses: Collection[int], last: int) -> None:
    """Drops what was said in stories that are gone: in the posts that go, and in a small part of all there is.

    (A story may die later than the post whose words these were.) `last`, the highest id that goes, says which part.
    """
    gone = json.dumps(sorted(likenesses))
    bounds = _bounds(last // _POSTS_A_RANGE, _SWEPT)
    for table in _TABLES:
        orphans = f"DELETE FROM {table} AS w WHERE NOT EXISTS (SELECT 1 FROM story WHERE id = w.story)"  # noqa: S608
        connection.exec_driver_sql(f"{orphans} AND likeness IN (SELECT value FROM json_each(?))", (gone,))  # noqa: S608
        connection.exec_driver_sql(f"{orphans} AND likeness BETWEEN ? AND ?", bounds)


def _bounds(number: int, ranges: int) -> tuple[int, int]:
    """The lowest and the highest number of one of so many ranges of equal width."""
    width = (1 << 64) // ranges
    lowest = number % ranges * width - (1 << 63)
    return lowest, lowest + width - 1
