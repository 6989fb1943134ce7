# SPDX-License-Identifier: Apache-2.0
"""The watches as the feed needs them: read again when the book has changed, and where their keywords hit.

Asked by the feed off the GUI thread. The trap: a matcher serves one thread at a time and takes long to build, so it
is made with the first text and everything here holds a lock.
"""

from collections import OrderedDict
from contextlib import suppress
from threading import Lock
from typing import Final

from app.errors import FenghuoError
from app.posts.post import Exactness, Post
from app.posts.watches.book import WatchBook
from app.posts.watches.matcher import Matcher
from app.posts.watches.verdicts import Hit
from app.posts.watches.watch import Watch

_HELD: Final = 512
_LONGEST: Final = 100_000
_NEARNESS: Final = list(Exactness)


class KnownWatches:
    """Reads the book no more often than it changes. A damaged book leaves what was known."""

    def __init__(self, book: WatchBook) -> None:
        self._book = book
        self._reading, self._matching = Lock(), Lock()
        self._stamp: tuple[int, int] | None = None
        self._watches: tuple[Watch, ...] = ()
        self._matched: tuple[Watch, ...] = ()
        self._matcher: Matcher | None = None
        self._hits: OrderedDict[str, tuple[Hit, ...]] = OrderedDict()

    def watches(self) -> tuple[Watch, ...]:
        """All watches, in the book's order."""
        with self._reading:
            stamp = self._book.changed()
            if stamp != self._stamp:
                with suppress(FenghuoError):  # the pane of watches says what is wrong with the file
                    self._watches = self._book.watches()
                self._stamp = stamp
            return self._watches

    def hits(self, post: Post) -> tuple[Hit, ...]:
        """Where a post meets keywords; weightiest first, then nearest, then by place."""
        watches = self.watches()
        if not watches or len(post.text) > _LONGEST:
            return ()
        with self._matching:
            if self._matcher is None or watches != self._matched:
                self._matcher, self._matched = Matcher(watches), watches
                self._hits.clear()
            name = f"{post.source}\0{post.author}\0{post.region}\0{post.text}"
            if (known := self._hits.get(name)) is None:
                known = self._hits[name] = tuple(sorted(self._matcher.hits(post), key=_worth))
                if len(self._hits) > _HELD:
                    self._hits.popitem(last=False)
            return known


def _worth(hit: Hit) -> tuple[int, int, int]:
    return (-hit.weight, _NEARNESS.index(hit.exactness), hit.start)
