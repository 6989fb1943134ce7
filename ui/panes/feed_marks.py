# SPDX-License-Identifier: Apache-2.0
"""What the room and the person at the desk have made of the rows of the feed: alerts, evidence, care, *seen*.

Asked by the feed's model for every row it paints. The trap: *seen* lies in a file, so a row is painted unmarked first
and again once it was looked up; a post knows its story's number only, and its key is looked up with it.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import FenghuoError
from app.posts.post import Post
from app.posts.stories.story import LONGEST_TEXT, Story
from app.room.state import CitedPost, MoodCorrection, StoryCare
from app.room.stories import root
from app.room.words import WarningLevel
from ui.delegates.feed_delegate import RowMark
from ui.desk import Desk
from ui.models.feed_look import keys_of
from ui.models.feed_reading import Row
from ui.while_alive import while_alive

_Name: TypeAlias = tuple[str, str, str]
_SOON_MS: Final = 100
_HELD: Final = 50_000
_GROWN: Final = 2
"""A story that has more than so many times the posts it had when it was seen is news again."""


class FeedMarks(QObject):
    """Signals: `looked_up()` after *seen* marks came in; rows want to be painted anew."""

    looked_up = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.inside = False
        """A story is open: what is true of it need not be said of each of its posts."""
        self._levels: dict[str, WarningLevel] = {}
        self._named: dict[_Name, WarningLevel] = {}
        self._cited: set[_Name] = set()
        self._digests: dict[int, str] = {}
        self._said: dict[str, MoodCorrection] = {}
        self._said_whole: dict[str, MoodCorrection] = {}
        self._seen: dict[str, int | None] = {}
        self._keys: dict[int, str] = {}
        self._wanted: set[str] = set()
        self._wanted_stories: set[int] = set()
        self._reading = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._look)

    @property
    def person(self) -> str:
        """Whose eyes; empty where nobody is signed in."""
        return self._desk.session.person if self._desk.session else ""

    def refresh(self) -> None:
        """Alerts, citations and care as the room has them now."""
        state = self._desk.state
        self._levels, self._named = {}, {}
        self._cited = {_name(citation.post) for citation in state.citations.values()}
        self._read_moods()
        for alert in state.alerts.values():
            if alert.dismissed:
                continue
            if alert.story:
                self._levels[root(state, alert.story)] = alert.level
            if alert.post is not None:
                self._named[_name(alert.post)] = alert.level

    def _read_moods(self) -> None:
        """What people said of moods: of posts by their texts, of stories by their keys; the last word holds."""
        state, self._said, self._said_whole = self._desk.state, {}, {}
        for said in sorted(state.moods.values(), key=lambda one: one.at):
            if said.whole:
                self._said_whole[root(state, said.key)] = said
            else:
                self._said[said.text[:LONGEST_TEXT]] = said

    def know(self, post: int, digest: str) -> None:
        """A post was looked into: what people said of it is known by its digest from now on."""
        if len(self._digests) >= _HELD:
            self._digests.clear()
        self._digests[post] = digest

    def _said_of(self, row: Row, key: str | None) -> MoodCorrection | None:
        """What a person said of a row. The store says which posts; until it does, the digest of one looked into."""
        if isinstance(row, Story) and (whole := self._said_whole.get(key or "")) is not None:
            return whole
        if isinstance(row, Story) and row.posts > 1:
            return None
        if row.id in self._digests:
            return self._desk.state.moods.get((self._digests[row.id], False))
        return self._said.get(row.text[:LONGEST_TEXT]) if isinstance(row, Post) and row.corrected else None

    def forget_seen(self) -> None:
        """Somebody else sits down."""
        self._seen.clear()
        self._wanted.clear()

    def hidden(self) -> frozenset[str]:
        """Stories that are muted."""
        return frozenset(care.key for care in self._desk.state.stories.values() if care.muted)

    def merged(self) -> frozenset[str]:
        """Stories that people put into others; the collector may not have done it yet."""
        return frozenset(care.key for care in self._desk.state.stories.values() if care.merged_into)

    def key_of(self, row: Row) -> str | None:
        """The key of a row's story; None until it was looked up."""
        if isinstance(row, Story):
            return root(self._desk.state, row.key)
        key = self._keys.get(row.story)
        return root(self._desk.state, key) if key else None

    def care(self, key: str) -> StoryCare | None:
        """What people decided about a story."""
        return self._desk.state.stories.get(root(self._desk.state, key))

    def seen_at(self, key: str) -> int | None:
        """How many posts a story had when this person saw it; None where they did not, or it is not known yet."""
        return self._seen.get(key)

    def is_seen(self, row: Row) -> bool | None:
        """Whether this person has seen a row's story, and it has not grown much since; None: not looked up yet."""
        key = self.key_of(row)
        if key is None and isinstance(row, Post) and (not row.story or row.story in self._keys):
            return False  # nothing is left of its story
        if key is None or key not in self._seen:
            self.want((row,))
            return None
        posts = self._seen[key]
        if posts is None:
            return False
        return not isinstance(row, Story) or row.posts <= _GROWN * posts

    def is_waiting(self, row: Row) -> bool | None:
        """Whether a row wants this person's eyes: unseen, not muted, nobody else's. None: not looked up yet."""
        seen = self.is_seen(row)
        if seen is not False:
            return None if seen is None else False
        care = self.care(self.key_of(row) or "")
        return care is None or (not care.muted and care.acknowledged_by in ("", self.person))

    def of(self, row: Row) -> RowMark | None:
        """The mark of a row, as far as it is known."""
        name = (row.source, row.author, row.text[:LONGEST_TEXT])
        key = self.key_of(row)
        care = self.care(key) if key and not self.inside else None
        level = self._levels.get(key or "") if isinstance(row, Story) else None
        said = self._said_of(row, key)
        return RowMark(
            level=level or self._named.get(name),
            cited=name in self._cited,
            seen=self._posts_seen(row, key),
            taken_by=self._desk.state.name(care.acknowledged_by) if care is not None else "",
            linked=care is not None and bool(care.incident),
            muted=care is not None and bool(care.muted),
            mood=said.mood if said is not None else None,
            corrected_by=self._desk.state.name(said.by) if said is not None else "",
        )

    def _posts_seen(self, row: Row, key: str | None) -> int:
        if self.is_seen(row) is None or key is None:
            return 0
        posts = self._seen.get(key) or 0
        return posts if isinstance(row, Story) else min(1, posts)

    def mark_seen(self, story: Story, at: datetime) -> None:
        """Remember that this person has seen a story as it is now."""
        key = self.key_of(story) or story.key
        if self._seen.get(key) == story.posts:
            return
        self._seen[key] = story.posts
        self.looked_up.emit()
        desk, person, seen = self._desk, self.person, {key: story.posts}
        desk.tasks.write(lambda: desk.seen.mark(person, seen, at), lambda _: None, self._failed)

    def want(self, rows: Iterable[Row]) -> None:
        """Look these up, soon; `looked_up` tells."""
        for row in rows:
            key = self.key_of(row)
            if key is not None:
                if key not in self._seen:
                    self._wanted.add(key)
            elif isinstance(row, Post) and row.story and row.story not in self._keys:
                self._wanted_stories.add(row.story)
        if (self._wanted or self._wanted_stories) and not self._soon.isActive() and not self._reading:
            self._soon.start()

    def _look(self) -> None:
        desk, person = self._desk, self.person
        keys, stories = frozenset(self._wanted), frozenset(self._wanted_stories)
        self._wanted.clear()
        self._wanted_stories.clear()
        self._reading = True
        come = while_alive(self, self._come)
        desk.tasks.read(
            lambda: _looked_up(desk, person, keys, stories),
            lambda found: come((person, keys, *found)),
            while_alive(self, self._not_read),
        )

    def _come(self, found: tuple[str, frozenset[str], dict[int, str], dict[str, int]]) -> None:
        person, keys, named, seen = found
        self._reading = False
        if len(self._seen) > _HELD:
            self._seen.clear()
            self._keys.clear()
        self._keys.update(named)
        if person == self.person:
            state = self._desk.state
            asked = keys.union(named.values())
            self._seen.update({root(state, key): seen.get(key) for key in asked if key not in self._seen})
        self.looked_up.emit()
        if self._wanted or self._wanted_stories:
            self._soon.start()

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        say: Callable[[object], None] = self._desk.refused.emit
        if not isinstance(error, FenghuoError):
            say = self._desk.failed.emit
        say(error)


def _looked_up(
    desk: Desk, person: str, keys: frozenset[str], stories: frozenset[int]
) -> tuple[dict[int, str], dict[str, int]]:
    """Keys of stories by their numbers, and what the person saw of them. On another thread."""
    named = keys_of(desk.posts, stories)
    wanted = keys.union(key for key in named.values() if key)
    return named, desk.seen.seen(person, wanted) if wanted else {}


def _name(post: CitedPost) -> _Name:
    return (post.source, post.author, post.text[:LONGEST_TEXT])
