# SPDX-License-Identifier: Apache-2.0
"""Which stories this person has seen: those they said so of, and those whose detail they looked at for a while.

Used by the feed. The trap: who looks does not decide; nothing here is an entry of the journal.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.posts.post import Post
from app.posts.stories.story import Story
from ui.desk import Desk
from ui.models.feed_look import FeedLook, Looked
from ui.panes.feed_marks import FeedMarks
from ui.panes.feed_rows import FeedRows

_SEEN_AFTER_MS: Final = 2_000


class FeedEyes(QObject):
    """One feed's. `look_at` begins when a row was chosen."""

    def __init__(self, desk: Desk, rows: FeedRows, *, look: FeedLook, marks: FeedMarks) -> None:
        super().__init__(rows)
        self._desk, self._rows, self._look, self._marks = desk, rows, look, marks
        self._staying = QTimer(self)
        self._staying.setSingleShot(True)
        self._staying.setInterval(_SEEN_AFTER_MS)
        self._staying.timeout.connect(self._stayed)

    def look_at(self, *, anything: bool) -> None:
        """Another row is chosen, or none."""
        if anything:
            self._staying.start()
        else:
            self._staying.stop()

    def see(self) -> None:
        """The chosen story needs no more eyes of this person; on to the next that does. Out of an open one first."""
        opened, row = self._rows.place.story, self._rows.place.chosen()
        if opened is not None:
            self._mark_seen(opened)
            self._rows.done_with_story()
        elif isinstance(row, Post):
            self._look.when_known(self._saw)
        else:
            self._mark_seen(row)
            self._rows.next_unseen()

    def _saw(self, looked: Looked) -> None:
        self._mark_seen(looked.story)
        self._rows.next_unseen()

    def _stayed(self) -> None:
        """Somebody has looked at the detail for two seconds."""
        looked = self._look.found
        if looked is not None and self._rows.isVisible():
            self._mark_seen(looked.story)

    def _mark_seen(self, story: Story | None) -> None:
        if story is not None and self._desk.moment is None:
            self._marks.mark_seen(story, self._desk.clock.now())
