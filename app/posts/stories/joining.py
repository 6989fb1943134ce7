# SPDX-License-Identifier: Apache-2.0
"""Which story each new post belongs to: by the platform's chain of reposts, by its words, by nearly its words.

The post store places every batch with it, inside its transaction. The trap: after `place` comes either `kept` (the
batch is committed) or `undo` (it is not, and its ids may be given to other posts).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol
from weakref import finalize

from app.posts.identity import chain_digest
from app.posts.post import Joined, Post
from app.posts.stories.likeness import FEWEST_ALIKE, Window, Words, words_of

WINDOW: Final = 200_000
"""Texts among which nearly the same words are looked for."""
_FEWEST_OF_REPOST: Final = 120  # bytes: a shorter comment on a repost is said under many posts


class Known(Protocol):
    """What the store knows of stories. Each is asked once a batch at most, with all that is to be known."""

    def stories_of(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        """The stories of those of these posts that are stored."""

    def awaited(self, digests: Collection[bytes]) -> Mapping[bytes, int]:
        """The stories of reposts of these posts, where the post itself had not come."""

    def worded(self, likenesses: Collection[int]) -> Mapping[int, int]:
        """The stories in which something was said with these words."""

    def roots(self, stories: Collection[int]) -> Mapping[int, int]:
        """For each story the one it was merged into in the end, or itself (which may be left out)."""


class Place(NamedTuple):
    """Where a post belongs. `story` is its own id when it founds one.

    `likeness` names its words (signed 64 bit), 0 where no other post shall be told by them.
    """

    story: int
    joined: Joined
    likeness: int


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of a batch, in its order, and what is to be remembered with it.

    `merges` (story, into) name each story once, and no `into` among the stories; a place may name a story that is
    merged away in the same batch. `awaits` are (digest of a post not stored yet, story of its repost); `words` are
    (likeness, story) that were not known.
    """

    places: list[Place]
    merges: list[tuple[int, int]]
    awaits: list[tuple[bytes, int]]
    words: list[tuple[int, int]]


class Joiner:
    """Places posts. One for a store; used by one thread at a time. Bounded in memory by `window` texts.

    The window lives on a thread of its own: gaoya's indexes stop the program when another one touches them, or is
    the one to let them go. `close` sees to that, and so does forgetting the joiner while the program goes on.
    """

    def __init__(self, window: int = WINDOW) -> None:
        self._hand = ThreadPoolExecutor(1, "story-window")
        self._window = self._hand.submit(Window, window).result()
        self._fresh: list[int] = []
        self._end = finalize(self, _let_go, self._hand, self._window)

    def load(self, rows: Iterable[tuple[int, int, str]]) -> None:
        """Takes (post id, story, text) of stored posts whose likeness is not 0 and that are no COPY, newest first.

        They are older than all it knows; it may be called again with the next older ones. What there is no room for
        is passed over. About 30 µs a post.
        """

        stored = list(rows)

        def take() -> None:
            for post, story, text in stored:
                if not self._window.room:
                    break
                words = words_of(text)
                if _can_be_alike(words):
                    self._window.add(post, story, words, older=True)

        self._hand.submit(take).result()

    def place(self, posts: Sequence[Post], known: Known) -> Placed:
        """Places new posts, which carry the ids they are about to be stored under, in the order of arrival.

        No post is placed by how a flood was cut into batches. Leaves nothing behind if `undo` follows.
        """
        batch = _Batch(posts, known)
        self._hand.submit(self._place, batch, posts).result()
        return batch.settled(known)

    def _place(self, batch: "_Batch", posts: Sequence[Post]) -> None:
        for number, post in enumerate(posts):
            links, joined = batch.by_chain(number)
            words = batch.words[number]
            speaks = batch.speaks(number)
            useful = True
            if speaks and words.likeness:
                story, how, useful = self._by_words(batch, words)
                if story:
                    links.append(story)
                    joined = how if joined is Joined.FIRST else joined
            story = links[0] if links else post.id
            brings_words = speaks and useful and joined is not Joined.COPY and _can_be_alike(words)
            if brings_words and self._window.add(post.id, story, words):
                self._fresh.append(post.id)
            batch.put(number, links, joined, words.likeness if speaks else 0)

    def _by_words(self, batch: "_Batch", words: Words) -> tuple[int, Joined, bool]:
        story = batch.worded.get(words.likeness, 0)
        if story:
            return story, Joined.COPY, True
        story, useful = self._window.find(words) if _can_be_alike(words) else (0, False)
        return story, Joined.ALIKE, useful

    def kept(self) -> None:
        """The batch is committed."""
        self._fresh.clear()
        self._hand.submit(self._window.shrink).result()

    def undo(self) -> None:
        """The batch is not: everything is as before `place`."""
        self._hand.submit(self._window.drop, list(reversed(self._fresh))).result()
        self._fresh.clear()

    def moved(self, posts: Iterable[int], story: int) -> None:
        """Stored posts belong to another story now (split by hand)."""
        for post in posts:
            self._window.move(post, story)  # touches no index

    def gone(self, posts: Iterable[int]) -> None:
        """Stored posts are no longer there."""
        self._hand.submit(self._window.drop, list(posts)).result()

    def close(self) -> None:
        """Lets everything go. The joiner is not usable afterwards."""
        self._end()


def _let_go(hand: ThreadPoolExecutor, window: Window) -> None:
    hand.submit(window.close).result()
    hand.shutdown()


def _can_be_alike(words: Words) -> bool:
    return words.likeness != 0 and words.size >= FEWEST_ALIKE


class _Batch:
    """One batch on its way: what the store knows of it and what its own posts add to that."""

    def __init__(self, posts: Sequence[Post], known: Known) -> None:
        self._posts = posts
        self.words = [words_of(post.text) for post in posts]
        self._own = [chain_digest(post.source, post.source_id) for post in posts]
        self._parents = [
            b"" if parent == own else parent
            for post, own in zip(posts, self._own, strict=True)
            for parent in (chain_digest(post.source, post.parent) if post.parent else b"",)
        ]
        parents = set(self._parents) - {b""}
        self._stored = dict(known.stories_of(parents)) if parents else {}
        chains = (parents | set(self._own)) - {b""}
        self._awaited = dict(known.awaited(chains)) if chains else {}
        likenesses = {words.likeness for words in self.words} - {0}
        self.worded = dict(known.worded(likenesses)) if likenesses else {}
        self._links: list[list[int]] = []
        self._joined: list[Joined] = []
        self._likeness: list[int] = []
        self._awaits: list[tuple[bytes, int]] = []
        self._told: list[tuple[int, int]] = []

    def by_chain(self, number: int) -> tuple[list[int], Joined]:
        """The stories to which chains of reposts lead from a post."""
        parent, own = self._parents[number], self._own[number]
        links = []
        if parent:
            story = self._stored.get(parent) or self._awaited.get(parent)
            if story:
                links.append(story)
        if own and (story := self._awaited.get(own)):
            links.append(story)
        return links, Joined.REPOST if links else Joined.FIRST

    def speaks(self, number: int) -> bool:
        """Whether what the post says, says something of its story: a comment on a repost does not."""
        parent = self._parents[number]
        if not parent:
            return True
        if parent in self._stored or parent in self._awaited:
            return False
        words = self.words[number]
        return words.quoted or words.size >= _FEWEST_OF_REPOST

    def put(self, number: int, links: list[int], joined: Joined, likeness: int) -> None:
        """Notes a post's place, for those that come after it."""
        story = links[0] if links else self._posts[number].id
        parent, own = self._parents[number], self._own[number]
        if own:
            self._stored[own] = story
        if parent and parent not in self._stored and parent not in self._awaited:
            self._awaited[parent] = story
            self._awaits.append((parent, story))
        if likeness and likeness not in self.worded:
            self.worded[likeness] = story
            self._told.append((likeness, story))
        self._links.append(links)
        self._joined.append(joined)
        self._likeness.append(likeness)

    def settled(self, known: Known) -> Placed:
        """The places, with every story followed to the one it was merged into."""
        new = {post.id for post in self._posts}
        told = {story for links in self._links for story in links} - new
        forest = _Forest(known.roots(told) if told else {})
        places = []
        for post, links, joined, likeness in zip(self._posts, self._links, self._joined, self._likeness, strict=True):
            places.append(Place(forest.joined(links) if links else post.id, joined, likeness))
        come = set(self._own)
        awaits = [(digest, forest.root(story)) for digest, story in self._awaits if digest not in come]
        words = [(likeness, forest.root(story)) for likeness, story in self._told]
        return Placed(places, forest.merges(), awaits, words)


@dataclass(slots=True)
class _Forest:
    """Stories and into what they were merged: before this batch (`known`) and by it."""

    known: Mapping[int, int]
    into: dict[int, int] = field(default_factory=dict)

    def root(self, story: int) -> int:
        story = self.known.get(story, story)
        while (other := self.into.get(story)) is not None:
            story = other
        return story

    def joined(self, stories: Sequence[int]) -> int:
        """Makes these one story; the older one keeps its name."""
        roots = {self.root(story) for story in stories}
        oldest = min(roots)
        self.into.update((story, oldest) for story in roots if story != oldest)
        return oldest

    def merges(self) -> list[tuple[int, int]]:
        return [(story, self.root(story)) for story in self.into]
