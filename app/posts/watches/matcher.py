# SPDX-License-Identifier: Apache-2.0
"""Which watches posts match, by which keyword, how nearly, and where: the rules of all watches put to use.

Made by the judge of new posts, the editor's tester and the feed's highlights; one thread at a time. The trap: the
first keyword of a process brings numpy and tables of every character: make a matcher only where there is a watch.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from app.posts.post import Exactness, Mention, Post
from app.posts.watches.rules import Field
from app.posts.watches.verdicts import MOST_HITS, CrowdedError, Hit, Judgement, Verdict
from app.posts.watches.watch import Watch, fingerprint

if TYPE_CHECKING:
    from app.posts.watches.finder import Finder
    from app.posts.watches.tally import Tally

__all__ = ["Hit", "Matcher", "Verdict"]

_AT_ONCE: Final = 60_000
"""Characters: as many as the nearer memory of a processor holds the rows of."""
_TEXT: Final = attrgetter("text")
_FIELDS: Final = {field: place for place, field in enumerate(Field)}


class Matcher:
    """The keywords of some watches, ready to be found. What is wrong with their rules is passed over."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self.fingerprint: str = fingerprint(watches)
        self._order = {watch.name: place for place, watch in enumerate(watches)}
        self._judgement = Judgement(watches)
        self._finder: Finder | None = None
        self._tally: Tally | None = None
        if self._judgement.uses:
            from app.posts.watches import finder, tally

            self._finder, self._tally = finder.Finder(self._judgement.uses), tally.Tally(self._judgement)

    def mentions(self, posts: Sequence[Post]) -> list[tuple[Mention, ...]]:
        """For each post the best mention of each watch it matches. Best given 250 to 500 posts at once."""
        if self._finder is None or self._tally is None:
            return [self._with_source(post, []) for post in posts]
        told: list[tuple[Mention, ...]] = []
        for some in _portions(posts):
            mentions = self._mentions(some, self._finder, self._tally)
            told += [
                self._with_source(post, known) if post.watch else tuple(known)
                for post, known in zip(some, mentions, strict=True)
            ]
        return told

    def _mentions(self, posts: Sequence[Post], finder: "Finder", tally: "Tally") -> list[list[Mention]]:
        found = None
        with suppress(CrowdedError):
            found = finder.find(posts)
        if found is None:  # not while the error is handled: it keeps what was found so far
            half = len(posts) // 2
            return [*self._mentions(posts[:half], finder, tally), *self._mentions(posts[half:], finder, tally)]
        return tally.mentions(posts, found.posts, found.uses, found.nearness)

    def hits(self, post: Post) -> list[Hit]:
        """Where keywords of matching groups hit, by place; at most 1,000."""
        found = [hit for verdict in self.explain(post) if verdict.matched for hit in verdict.hits]
        return sorted(found, key=lambda hit: (_FIELDS[hit.field], hit.start, hit.end))[:MOST_HITS]

    def explain(self, post: Post) -> list[Verdict]:
        """Each group that had any hit: whether it matches and why; in the order of watches and rules."""
        if self._finder is None:
            return []
        return self._judgement.verdicts(post, self._finder.signs(post))

    def _with_source(self, post: Post, mentions: list[Mention]) -> tuple[Mention, ...]:
        """With the watch its source was set up for, where no keyword of that one hits."""
        if not post.watch or any(mention.watch == post.watch for mention in mentions):
            return tuple(mentions)
        mentions = [*mentions, Mention(post.watch, "", Exactness.SOURCE)]
        return tuple(sorted(mentions, key=lambda one: self._order.get(one.watch, len(self._order))))


def _portions(posts: Sequence[Post]) -> Iterator[Sequence[Post]]:
    """The posts in turn, a bounded number of characters at a time."""
    sizes = list(map(len, map(_TEXT, posts)))
    if sum(sizes) <= _AT_ONCE:
        yield posts
        return
    first = size = 0
    for number, more in enumerate(sizes):
        if size and size + more > _AT_ONCE:
            yield posts[first:number]
            first, size = number, 0
        size += more + 1
    yield posts[first:]
