# SPDX-License-Identifier: Apache-2.0
"""A store of stories in dictionaries, as the joiner wants to be answered, and a shelf that places posts with it.

Used by the tests of this folder. The trap: like a real store it knows a batch only after that was kept.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from msgspec.structs import replace

from app.posts.identity import digest
from app.posts.post import Joined, Post
from app.posts.stories.joining import Joiner, Place

NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)


def post(text: str = "", *, mid: str = "", of: str = "", minute: int = 0, **more: object) -> Post:
    """A Weibo post. `mid` names it on the platform, `of` the post it reposts."""
    at = NOON + timedelta(minutes=minute)
    fields: dict[str, object] = {"source": "weibo", "posted_at": at, "arrived_at": at} | more
    return Post(text=text, source_id=mid, parent=of, **fields)  # type: ignore[arg-type]


class Memory:
    """What a store knows of stories; counts how often it is asked."""

    def __init__(self) -> None:
        self.posts: dict[bytes, int] = {}
        self.awaits: dict[bytes, int] = {}
        self.words: dict[int, int] = {}
        self.into: dict[int, int] = {}
        self.asked: list[str] = []

    def stories_of(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        """Stored posts' stories."""
        self.asked.append("stories_of")
        return {one: self.posts[one] for one in digests if one in self.posts}

    def awaited(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        """Stories that await these posts."""
        self.asked.append("awaited")
        return {one: self.awaits[one] for one in digests if one in self.awaits}

    def worded(self, likenesses: Collection[int]) -> Mapping[int, int]:
        """Stories by words."""
        self.asked.append("worded")
        return {one: self.words[one] for one in likenesses if one in self.words}

    def roots(self, stories: Collection[int]) -> Mapping[int, int]:
        """Where stories ended up."""
        self.asked.append("roots")
        return {one: self.root(one) for one in stories}

    def root(self, story: int) -> int:
        """Where one did."""
        while story in self.into:
            story = self.into[story]
        return story


class Shelf:
    """Places posts batch by batch and remembers where each is. `close_all` after the test."""

    _open: ClassVar[list[Joiner]] = []

    def __init__(self, window: int = 1_000) -> None:
        self.joiner = Joiner(window)
        self._open.append(self.joiner)
        self.memory = Memory()
        self.next_id = 1
        self._placed: list[tuple[Post, Place]] = []

    @classmethod
    def close_all(cls) -> None:
        """Lets all of them go."""
        while cls._open:
            cls._open.pop().close()

    def numbered(self, posts: Sequence[Post]) -> list[Post]:
        """The posts with the ids they would be stored under."""
        return [replace(one, id=self.next_id + place) for place, one in enumerate(posts)]

    def put(self, *posts: Post) -> list[Joined]:
        """Stores a batch; how each post came into its story."""
        batch = self.numbered(posts)
        placed = self.joiner.place(batch, self.memory)
        self.joiner.kept()
        self.next_id += len(batch)
        for one, place in zip(batch, placed.places, strict=True):
            self.memory.posts[digest(one)] = place.story
            self._placed.append((one, place))
        self.memory.awaits.update(placed.awaits)
        self.memory.words.update(placed.words)
        self.memory.into.update(placed.merges)
        assert not {story for story, _ in placed.merges} & {into for _, into in placed.merges}
        assert len(placed.places) == len(batch)
        return [place.joined for place in placed.places]

    def stories(self) -> list[int]:
        """The story of each post put so far, in their order."""
        return [self.memory.root(place.story) for _, place in self._placed]

    def count(self) -> int:
        """How many stories there are."""
        return len(set(self.stories()))
