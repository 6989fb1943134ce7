# SPDX-License-Identifier: Apache-2.0
"""What a post is judged to be before it is stored: how it feels, and which watches it matches.

Used by the limited child and by imports. Rules that a person saves count from the next document on. The trap: making
a matcher takes a second or two, and brings numpy, so it is made where somebody waits for that, or for the first post.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.errors import FenghuoError
from app.posts.ports import MentionFinder, SentimentScorer
from app.posts.post import Exactness, Mention, Post, mood_of
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


class Finders:
    """The matcher of the watches as they stand in the book now; another one as soon as the book is another."""

    def __init__(self, book: "WatchBook") -> None:
        self._book = book
        self._finder: MentionFinder = SourceFinder()
        self._seen: object = None

    def now(self) -> MentionFinder:
        """Made anew where the book has changed. Raises UserError for a damaged book."""
        changed = self._book.changed()
        if changed != self._seen:
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
    """Judges posts. `rules` is the fingerprint of the rules the last ones were matched by."""

    def __init__(self, scorer: SentimentScorer, book: "WatchBook | None" = None) -> None:
        self._scorer = scorer
        self._finders = Finders(book) if book is not None else None
        self._finder: MentionFinder | None = None
        self.rules = ""

    def stale(self) -> bool:
        """Whether `prepare` would make a matcher, which takes a while."""
        finder = self._finders.last() if self._finders else None
        return isinstance(finder, _OnDemand) and not finder.made

    def prepare(self) -> None:
        """From now on posts are matched by the rules as they stand now."""
        self._finder = self._finders.last() if self._finders else SourceFinder()
        self._finder.mentions(())

    def judged(self, posts: Sequence[Post]) -> list[Post]:
        """The posts with mood and mentions. Never raises for a text."""
        if not posts:
            return []
        if self._finder is None:
            self.prepare()
        assert self._finder is not None
        self.rules = self._finder.fingerprint
        scores = self._scorer.score([post.text for post in posts])
        found = self._finder.mentions(posts)
        return [
            replace(post, sentiment=score, mood=mood_of(score), mentions=mentions)
            for post, score, mentions in zip(posts, scores, found, strict=True)
        ]
