# SPDX-License-Identifier: Apache-2.0
"""What a post is judged to be: how it feels, and which watches it matches. Before it is stored, and anew after.

Used by the limited child, by imports and by the collector. Rules and words that a person saves count from the next
document on. The trap: making a matcher takes a second or two, and brings numpy, so it is made where somebody waits
for that, or for the first post.
"""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.errors import FenghuoError
from app.posts.ports import MentionFinder, SentimentScorer
from app.posts.post import Exactness, Mention, Post
from app.posts.watches.watch import Watch, fingerprint

if TYPE_CHECKING:
    from app.posts.watches.book import WatchBook


class SourceFinder:
    """Where nothing is watched by words: a post is of the watch its source or file was set up for."""

    fingerprint = ""

    def mentions(self, posts: Sequence[Post]) -> list[tuple[Mention, ...]]:
        """At most one mention a post."""
        return [(Mention(post.watch, "", Exactness.SOURCE),) if post.watch else () for post in posts]


class _OnDemand:
    """The matcher of some watches, made when the first post is to be matched."""

    def __init__(self, watches: "Sequence[Watch]") -> None:
        self._watches = watches
        self._matcher: MentionFinder | None = None
        self.fingerprint = fingerprint(watches)

    @property
    def made(self) -> bool:
        """Whether it is there already."""
        return self._matcher is not None

    def mentions(self, posts: Sequence[Post]) -> list[tuple[Mention, ...]]:
        """As the matcher's."""
        if self._matcher is None:
            from app.posts.watches.matcher import Matcher

            self._matcher = Matcher(self._watches)
        return self._matcher.mentions(posts)


class _Finders:
    """The matcher of the watches as they stand in the book now; another one as soon as the book is another."""

    def __init__(self, book: "WatchBook | None") -> None:
        self._book = book
        self._finder: MentionFinder = SourceFinder()
        self._seen: object = None

    def now(self) -> MentionFinder:
        """Made anew where the book has changed. Raises UserError for a damaged book."""
        changed = self._book.changed() if self._book is not None else None
        if self._book is not None and changed != self._seen:
            watches = self._book.watches()
            self._finder = _OnDemand(watches) if watches else SourceFinder()
            self._seen = changed
        return self._finder

    def last(self) -> MentionFinder:
        """As `now`; while the book is damaged, the matcher of before."""
        try:
            return self.now()
        except FenghuoError:
            return self._finder


class Judge:
    """Judges posts: an `app.posts.ports.PostJudge`. `rules` is the fingerprint by which the last ones were judged."""

    def __init__(self, scorer: SentimentScorer, book: "WatchBook | None" = None) -> None:
        self._scorer, self._finders = scorer, _Finders(book)
        self._finder: MentionFinder | None = None
        self.rules = ""

    @property
    def fingerprint(self) -> str:
        """Others as soon as model or own words are, and rules since `prepare` or `look`."""
        if self._finder is None:
            self._finder = self._finders.last()
        return _both(self._scorer.fingerprint, self._finder.fingerprint)

    def look(self) -> str:
        """From now on posts are judged by the rules as they stand now; their fingerprint. Makes no matcher yet.

        Raises UserError for a damaged book; then the rules of before go on counting.
        """
        self._finder = self._finders.now()
        return self.fingerprint

    def stale(self) -> bool:
        """Whether `prepare` would make a matcher, which takes a while."""
        finder = self._finders.last()
        return isinstance(finder, _OnDemand) and not finder.made

    def prepare(self) -> None:
        """As `look`, with all that takes a while; a damaged book is passed over."""
        self._finder = self._finders.last()
        self._finder.mentions(())
        self._scorer.feel(("",))

    def judged(self, posts: Sequence[Post]) -> list[Post]:
        """The posts with mood and mentions. Never raises for a text."""
        if not posts:
            return []
        if self._finder is None:
            self.prepare()
        assert self._finder is not None
        self.rules = self.fingerprint
        feelings = self._scorer.feel([post.text for post in posts])
        found = self._finder.mentions(posts)
        return [
            replace(post, sentiment=feeling.score, mood=feeling.mood, mentions=mentions)
            for post, feeling, mentions in zip(posts, feelings, found, strict=True)
        ]


def _both(mood: str, watched: str) -> str:
    """One fingerprint of two: 16 hex digits."""
    return hashlib.blake2b(f"{mood} {watched}".encode(), digest_size=8).hexdigest()
