# SPDX-License-Identifier: Apache-2.0
"""The rows of the feed: asks the store, keeps the reader's place, opens stories, counts what came.

Used by the feed pane. The trap: every answer is a reset, so whoever was chosen is chosen again by id; what is asked
while a story is open is all of that story, whatever the filters say.
"""

from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from app.posts.post import Post
from app.posts.question import Question
from app.posts.stories.story import Story
from ui.delegates.feed_delegate import ROW_HEIGHT, FeedDelegate
from ui.desk import Desk
from ui.models.feed_model import FeedModel
from ui.models.feed_reading import PAGE
from ui.panes.feed_bell import FeedBell
from ui.panes.feed_marks import FeedMarks
from ui.panes.feed_place import FeedPlace
from ui.panes.feed_seek import FeedSeek
from ui.watches_known import KnownWatches
from ui.widgets.feed_empty import FeedEmpty
from ui.widgets.feed_head import FeedHead
from ui.widgets.feed_view import FeedView
from ui.widgets.story_banner import StoryBanner
from ui.widgets.styling import button

_ARRIVAL_PAUSE_MS: Final = 400


class FeedRows(QWidget):
    """Signals: `asking()` before a new question; `shown()` once its rows are there, or others came in place;
    `taken_in()` whenever posts have arrived.
    """

    asking = Signal()
    shown = Signal()
    taken_in = Signal()

    def __init__(self, desk: Desk, head: FeedHead, marks: FeedMarks, watches: KnownWatches) -> None:
        super().__init__()
        self._desk, self._head, self._marks = desk, head, marks
        self._view, self.shows_muted, self._goes_on = "stories", False, False
        self._hidden: frozenset[str] = frozenset()
        self.model = FeedModel(desk, self)
        self.model.mark = marks.of
        self.list = FeedView(self.model)
        self.list.setItemDelegate(FeedDelegate(desk, self))
        self.place = FeedPlace(self.model, self.list, self)
        self.seek, self._bell = FeedSeek(self.model, marks, self), FeedBell(desk, watches, self)
        self.empty, self.banner, self.arrived = FeedEmpty(desk, self), StoryBanner(), button("arrived")
        self.arrived.hide()
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(48)
        for page in (self.list, self.empty.nothing, self.empty.none_found):
            self.pages.addWidget(page)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.banner)
        self._rows.addWidget(self.arrived, 0, Qt.AlignmentFlag.AlignHCenter)
        self._rows.addWidget(self.pages, 1)
        self._arrival = QTimer(self)
        self._arrival.setSingleShot(True)
        self._arrival.setInterval(_ARRIVAL_PAUSE_MS)
        self._connect()

    def _connect(self) -> None:
        self._arrival.timeout.connect(self._take_in)
        self.banner.left.connect(self.leave_story)
        self.arrived.clicked.connect(self.show_newest)
        self.model.reset_done.connect(self._show_page)
        self.model.arrived.connect(self._show_arrived)
        self.list.doubleClicked.connect(self.open_story)
        self.seek.found.connect(self._choose)
        self.empty.dropped.connect(lambda name: self._head.drop(name) if name else self._head.clear())

    def retranslate(self) -> None:
        """All words anew."""
        texts = self._desk.texts
        self.empty.retranslate()
        self.banner.back.setText(texts("triage-back"))
        self.arrived.setToolTip(texts("triage-arrived-key"))
        self._name_list()
        self._say_story()

    def _name_list(self) -> None:
        texts = self._desk.texts
        self.list.setAccessibleName(texts("triage-view-stories") if self.stories else texts("feed-posts"))

    # what is asked

    @property
    def stories(self) -> bool:
        """Whether the rows asked for are stories."""
        return self._view == "stories" and self.place.story is None

    def _hides(self) -> frozenset[str]:
        merged = self._marks.merged()
        return merged if self.shows_muted else merged | self._marks.hidden()

    def ask(self) -> None:
        """Ask for what head and view say, or for the open story."""
        self.asking.emit()
        self.arrived.hide()
        story, now = self.place.story, self._desk.moment or self._desk.clock.now()
        question = Question(story=story.id) if story is not None else self._head.question(now)
        self._hidden = self._hides()
        self.model.ask(question, stories=self.stories, hidden=self._hidden, down_to=self.place.wanted)

    def ask_else(self) -> None:
        """Words, filters or the view are others: whatever story was open is left."""
        if self.place.story is not None:
            self._shut()
        self.ask()

    def set_view(self, view: str) -> None:
        """`stories` or `posts`."""
        self._view = view
        self.list.scrollToTop()
        self.list.selectionModel().clear()
        self.ask_else()
        self._name_list()

    def toggle_muted(self) -> None:
        """Show muted stories among the others, or hide them again."""
        self.shows_muted = not self.shows_muted
        self.ask()

    def care_changed(self) -> None:
        """What people decided about stories is other: paint anew, and ask again where a row must go or come."""
        self.model.repaint_marks()
        self.shows_muted = self.shows_muted and bool(self._marks.hidden())
        if self._hides() != self._hidden and self.place.story is None:
            self.place.stand_still()
            self.ask()

    # the open story

    def open_story(self) -> None:
        """Show the posts of the chosen story."""
        row = self.place.chosen()
        if isinstance(row, Story) and self.stories:
            self.show_story(row)

    def show_story(self, story: Story) -> None:
        """Show the posts of a story, be it among the rows or not."""
        self.place.enter(story)
        self._marks.inside = True
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._say_story()
        self._name_list()
        self.ask()

    def leave_story(self) -> None:
        """Back to the row it was opened from."""
        if self.place.story is not None:
            self._shut()
            self.ask()
            self.list.setFocus()

    def done_with_story(self) -> None:
        """Back, and on to the next row that wants eyes."""
        self._goes_on = True
        self.leave_story()

    def _shut(self) -> None:
        self.place.leave()
        self._marks.inside = False
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.banner.hide()
        self._name_list()

    def _say_story(self) -> None:
        if self.place.story is not None:
            self.banner.say(self.place.story, self._desk.texts, self._desk.moment or self._desk.clock.now())

    def marked_posts(self) -> list[Post]:
        """The posts that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        found = (self.model.row_at(row) for row in rows)
        return [row for row in found if isinstance(row, Post)]

    def is_unread(self) -> bool:
        """Whether the list stands as it came: at its top, nothing chosen."""
        return not self.list.currentIndex().isValid() and self.list.verticalScrollBar().value() == 0

    # moving

    def go_newest(self) -> None:
        """Choose the first row; what waits above it comes in."""
        if self.arrived.isHidden():
            self.list.go_first()
        else:
            self.place.go_first()
            self.show_newest()

    def show_newest(self) -> None:
        """Take in what arrived and go to the top."""
        self.arrived.hide()
        self.list.scrollToTop()
        self.ask()

    def next_unseen(self) -> None:
        """Choose the next row that nobody else has and this person has not seen."""
        self.seek.begin(self.list.currentIndex().row() + 1)

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row, 0))

    # what came

    def posts_came(self) -> None:
        """Look for it, soon."""
        if not self._arrival.isActive():
            self._arrival.start()

    def _take_in(self) -> None:
        if self._desk.moment is not None:
            return
        self._bell.look(self._marks.hidden())
        self.taken_in.emit()
        row = self.place.chosen()
        if self.list.verticalScrollBar().value() > 0:
            self.model.look_for_new()
        elif self._head.filters.moves and row is None and self.place.story is None:
            self.ask()  # the last hour is another by now, and nobody reads
        else:
            self.model.take_in(row.id if row is not None else 0, self.list.viewport().height() // ROW_HEIGHT)

    def _show_arrived(self, count: int) -> None:
        key = "triage-arrived" if self.stories else "feed-arrived"
        self.arrived.setText(self._desk.texts(key, count=count, more="yes" if count >= PAGE else "no"))
        if count and self.arrived.isHidden():
            before = self.list.mapTo(self, QPoint()).y()
            self.arrived.show()
            self._rows.activate()
            down = self.list.mapTo(self, QPoint()).y() - before
            bar = self.list.verticalScrollBar()
            bar.setValue(bar.value() + down)  # the chip takes its room from above the rows, not from under the eyes

    def _show_page(self) -> None:
        self.arrived.hide()
        rows, asked = self.model.rowCount(), self.model.question
        found_none = self.place.story is not None or asked != Question() or bool(self._hidden)
        if not rows and found_none:
            self.empty.explain(asked, self._head.filters.active(), hidden=bool(self._hidden))
        empty = self.empty.none_found if found_none else self.empty.nothing
        self.pages.setCurrentWidget(self.list if rows else empty)
        self.place.take()
        self.shown.emit()
        if self._goes_on and self.place.story is None:
            self._goes_on = False
            self.next_unseen()
