# SPDX-License-Identifier: Apache-2.0
"""The chosen row of the feed looked into: a story's first post in whole, a post's story, where keywords hit.

Used by the feed's detail and its deeds. The trap: it is read off the GUI thread, just after a row was chosen, so
that running down a list does not read every row; who needs it at once gives `when_known` a callback.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.posts.ports import PostStore, SentimentScorer
from app.posts.post import Post
from app.posts.question import Question
from app.posts.sentiment.feeling import Explanation
from app.posts.stories.story import Story
from app.posts.watches.verdicts import Hit
from ui.desk import Desk
from ui.models.feed_reading import Row
from ui.watches_known import KnownWatches
from ui.while_alive import while_alive

_PAUSE_MS: Final = 60
_LONGEST: Final = 20_000
"""Characters of a text that are explained; nobody reads more of a post."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A row and what belongs to it. `post` is a story's first; None where it has expired.

    `digest` names the post in every store; `explanation` tells why its text is given its mood.
    """

    row: Row
    story: Story | None = None
    post: Post | None = None
    hits: tuple[Hit, ...] = ()
    digest: str = ""
    explanation: Explanation | None = None


class FeedLook(QObject):
    """Signals: `looked(Looked)` once the chosen row was looked into."""

    looked = Signal(object)

    def __init__(self, desk: Desk, watches: KnownWatches, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._watches = desk, watches
        self._row: Row | None = None
        self._story: Story | None = None
        self._found: Looked | None = None
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._paused)

    @property
    def chosen(self) -> Row | None:
        """The row that is chosen, read or not."""
        return self._row

    @property
    def found(self) -> Looked | None:
        """What is known of the chosen row; None until it was read."""
        return self._found

    def choose(self, row: Row | None, inside: Story | None = None) -> None:
        """Another row is chosen; `inside` is the story somebody has opened."""
        if row is not None and self._found is not None and _same(row, self._found.row):
            self._found = replace(self._found, row=row, story=row if isinstance(row, Story) else self._found.story)
            self._row, self._story = row, inside
            return
        self._row, self._story, self._found = row, inside, None
        self._asked += 1
        if row is None:
            self._pause.stop()
        else:
            self._pause.start()

    def again(self) -> None:
        """Keywords or posts have changed: look into the same row once more."""
        self._found = None
        self._asked += 1
        if self._row is not None:
            self._pause.start()

    def when_known(self, then: Callable[[Looked], None]) -> None:
        """Call `then` with the row that is chosen now, looked into: at once where it was, else as soon as it is."""
        if self._found is not None:
            then(self._found)
        elif self._row is not None:
            self._pause.stop()
            self._read(then)

    def _paused(self) -> None:
        self._read()

    def _read(self, then: Callable[[Looked], None] | None = None) -> None:
        row, inside, asked = self._row, self._story, self._asked
        if row is None:
            return
        desk, watches = self._desk, self._watches

        def came(found: Looked) -> None:
            if asked == self._asked:
                self._found = found
                self.looked.emit(found)
            if then is not None:
                then(found)

        self._desk.read(lambda: look_into(desk.posts, desk.scorer, watches, row, inside), while_alive(self, came))


def look_into(
    posts: PostStore, scorer: SentimentScorer, watches: KnownWatches, row: Row, inside: Story | None
) -> Looked:
    """Reads what belongs to a row. Not for the GUI thread."""
    story = row if isinstance(row, Story) else inside or story_of(posts, row)
    post = first_post(posts, row) if isinstance(row, Story) else row
    if post is None:
        return Looked(row, story)
    digests = posts.digests([post.id])
    explanation = scorer.explain(post.text[:_LONGEST])
    return Looked(row, story, post, watches.hits(post), digests[0] if digests else "", explanation)


def first_post(posts: PostStore, story: Story) -> Post | None:
    """The earliest post of a story, or the founding one; None where both have expired."""
    founding = next(iter(posts.get([story.id])), None)
    if founding is not None and (founding.posted_at, founding.author) == (story.first_at, story.author):
        return founding
    inside = posts.find(Question(story=story.id))
    earliest = next(iter(posts.get([inside[-1]])), None) if inside else None
    return earliest or founding


def story_of(posts: PostStore, post: Post) -> Story | None:
    """The story a post belongs to now; None where it was never put in one."""
    if not post.story:
        return None
    found = posts.stories([post.story])
    if found:
        return found[0]
    key = keys_of(posts, [post.story])[post.story]
    return posts.story_named(key) if key else None


def keys_of(posts: PostStore, stories: Iterable[int]) -> dict[int, str]:
    """The keys of the stories that posts were put in; "" where nothing of one is left."""
    numbers = list(stories)
    known = {story.id: story.key for story in posts.stories(numbers)} if numbers else {}
    return {number: known.get(number) or _merged_key(posts, number) for number in numbers}


def _merged_key(posts: PostStore, number: int) -> str:
    digests = posts.digests([number]) if posts.get([number]) else []
    story = posts.story_named(digests[0]) if digests else None
    return story.key if story is not None else ""


def _same(one: Row, other: Row) -> bool:
    return type(one) is type(other) and one.id == other.id
