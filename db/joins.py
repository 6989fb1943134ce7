# SPDX-License-Identifier: Apache-2.0
"""The joiner of a store: what it asks of stored stories, and how it learns of stored posts without a long wait.

Used by `db.post_store` on its writing thread. The trap: a window of 200,000 texts takes seconds to fill, so a start
takes the newest part and every batch after it one more slice.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection

from app.posts.post import Post
from app.posts.stories.joining import WINDOW, Joiner, Placed
from db.post_rows import slices
from db.post_schema import LAST_PLACE
from db.story_words import stories_with

_AT_FIRST: Final = 20_000
_A_SLICE: Final = 1_000
_STORED: Final = (
    "SELECT p.id, s.root, p.text FROM post p CROSS JOIN story s ON s.id = p.story "
    "WHERE p.id < ? AND p.joined <> 'copy' AND (p.likeness <> 0 OR (p.joined = 'first' AND p.parent = '')) "
    "ORDER BY p.id DESC LIMIT ?"  # posts of before stories were kept have no likeness
)


class KnownStories:
    """What a joiner asks, answered inside the transaction that stores the batch."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.awaiting: set[bytes] = set()
        """Of the posts asked for, those that were awaited."""

    def stories_of(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        """The stories of stored posts."""
        return self._asked("SELECT p.key, s.root FROM post p JOIN story s ON s.id = p.story WHERE p.key", digests)

    def awaited(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        """The stories of reposts of these posts."""
        asked = "SELECT a.key, s.root FROM story_awaited a JOIN story s ON s.id = a.story WHERE a.key"
        found = self._asked(asked, digests)
        self.awaiting.update(found)
        return found

    def worded(self, likenesses: Collection[int]) -> Mapping[int, int]:
        """The stories in which something was said with these words."""
        return stories_with(self._connection, likenesses)

    def roots(self, stories: Collection[int]) -> Mapping[int, int]:
        """For each story the one it was merged into in the end."""
        return self._asked("SELECT id, root FROM story WHERE id", stories)

    def _asked(self, sql: str, values: Collection[Any]) -> dict[Any, int]:
        found: dict[Any, int] = {}
        for some in slices(values):
            marks = ",".join("?" * len(some))
            found.update((row[0], row[1]) for row in self._connection.exec_driver_sql(f"{sql} IN ({marks})", some))
        return found


class Joins:
    """A joiner that is made and filled when the first batch comes; a store that only reads never pays for it."""

    def __init__(self, joiner: Joiner | None = None) -> None:
        self._joiner = joiner
        self._below = LAST_PLACE
        self._left = WINDOW

    @property
    def learned(self) -> bool:
        """Whether there is nothing more to learn of what is stored."""
        return not self._left

    def learn(self, connection: Connection) -> None:
        """Takes the next part of what is stored into the window, newest first."""
        if self._joiner is None:
            self._joiner = Joiner()
        many = _AT_FIRST if self._left == WINDOW else _A_SLICE
        rows = connection.exec_driver_sql(_STORED, (self._below, min(many, self._left))).all()
        self._joiner.load((row[0], row[1], row[2]) for row in rows)
        self._below = rows[-1][0] if rows else self._below
        self._left = max(0, self._left - many) if len(rows) == many else 0

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Around the transaction in which a batch is placed: what fails leaves nothing behind."""
        try:
            yield
        except BaseException:
            if self._joiner is not None:
                self._joiner.undo()
            raise
        if self._joiner is not None:
            self._joiner.kept()

    def place(self, posts: Sequence[Post], known: KnownStories) -> Placed:
        """Where new posts belong."""
        assert self._joiner is not None
        return self._joiner.place(posts, known)

    def moved(self, posts: Sequence[int], story: int) -> None:
        """Posts belong to another story now."""
        if self._joiner is not None:
            self._joiner.moved(posts, story)

    def gone(self, posts: Sequence[int]) -> None:
        """Posts are no longer there."""
        if self._joiner is not None:
            self._joiner.gone(posts)

    def close(self) -> None:
        """Lets the window go."""
        if self._joiner is not None:
            self._joiner.close()
            self._joiner = None
