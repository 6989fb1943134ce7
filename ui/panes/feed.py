# SPDX-License-Identifier: Apache-2.0
"""The feed: alerts that wait for somebody on top, stories (or posts) newest first, the chosen one explained below.

Docked by :mod:`ui.main_window`. The trap: rows never move under a reader. At the top new ones come in place for as
long as the chosen one stays in sight; else, and further down, a chip counts them until it is pressed.
"""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import FenghuoError
from app.posts.post import Post
from app.posts.question import Question
from app.posts.stories.story import Story
from app.room.state import Alert
from ui.models.feed_look import FeedLook, Looked
from ui.panes.feed_alerts import FeedAlerts
from ui.panes.feed_eyes import FeedEyes
from ui.panes.feed_marks import FeedMarks
from ui.panes.feed_moods import FeedMoods
from ui.panes.feed_names import FeedNames
from ui.panes.feed_rows import FeedRows
from ui.panes.feed_triage import FeedTriage
from ui.panes.pane import Pane
from ui.watches_known import KnownWatches
from ui.widgets.alert_list import AlertList
from ui.widgets.feed_head import FeedHead
from ui.widgets.keys import Keys, key
from ui.widgets.message_bar import MessageBar
from ui.widgets.segments import Segments
from ui.widgets.story_detail import StoryDetail

_MARKS_PAUSE_MS: Final = 100
_VIEWS: Final = ("stories", "posts")


class FeedPane(Pane):
    """Stories, posts and alerts.

    Signals: `source_requested()`, `import_requested()` and `demo_requested()` from the empty state;
    `watches_requested()` where nothing is watched yet; `word_wanted(str, str)` a word to give a mood, and its text;
    `beacon_wanted(str)` the watch whose alert is to be decided about.
    """

    key: ClassVar[str] = "feed"
    concerns: ClassVar[frozenset[str]] = frozenset({"alert", "post", "incident", "story", "mood"})

    source_requested = Signal()
    import_requested = Signal()
    demo_requested = Signal()
    watches_requested = Signal()
    word_wanted = Signal(str, str)
    beacon_wanted = Signal(str)

    def _build_ui(self) -> None:
        self._alert_shown, self._chosen, self._count = "", (False, 0), 0
        self.watches = KnownWatches(self.desk.watches)
        self.marks, self.look = FeedMarks(self.desk, self), FeedLook(self.desk, self.watches, self)
        self.names = FeedNames(self.desk, self.watches, self)
        self.views = Segments(_VIEWS)
        self.header.addWidget(self.views)
        self.head, self.message, self.alerts = FeedHead(self.desk), MessageBar(), AlertList(self.desk)
        self.rows = FeedRows(self.desk, self.head, self.marks, self.watches)
        self.search, self.list, self.model = self.head.search, self.rows.list, self.rows.model
        self.arrived, self.pages, self.empty = self.rows.arrived, self.rows.pages, self.rows.empty.nothing
        self._build_detail()
        top = QWidget()
        self._upper = QVBoxLayout(top)
        self._upper.setContentsMargins(0, 0, 0, 0)
        self._upper.setSpacing(0)
        for widget in (self.head, self.message, self.alerts):
            self._upper.addWidget(widget)
        self._upper.addWidget(self.rows, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(top)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([560, 200])
        self.body.addWidget(self.split, 1)
        self.setFocusProxy(self.list)
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setInterval(_MARKS_PAUSE_MS)
        self._repaint.timeout.connect(self._marks_known)
        self._keys()

    def _build_detail(self) -> None:
        self.detail = StoryDetail(self.desk)
        self.triage = FeedTriage(self, self.message, look=self.look, marks=self.marks)
        self.warnings, self.moods = FeedAlerts(self, self.message), FeedMoods(self, self.message, self.look)
        self.eyes = FeedEyes(self.desk, self.rows, look=self.look, marks=self.marks)
        self._deeds: dict[str, Callable[[], None]] = {
            "seen": self.eyes.see, "acknowledge": self.acknowledge, "letgo": self.triage.let_go,
            "mute": self.triage.mute, "link": self.link, "cite": self.triage.cite, "raise": self.triage.raise_alert,
            "mood": self.moods.correct, "merge": self.triage.merge, "split": self.split_off, "dismiss": self.dismiss,
            "beacon": self.go_to_beacon,
        }  # fmt: skip
        self._word = {name: self.detail.offer(name, deed) for name, deed in self._deeds.items()}
        self.detail.hide()

    def _keys(self) -> None:
        k, deeds, rows = Qt.Key, self._deeds, self.rows
        moves = {
            key(k.Key_V): self.switch_view, key(k.Key_F): self.head.toggle_filters,
            key(k.Key_Q): self.head.searches.open_menu, key(k.Key_Slash): self.focus_search,
            key(k.Key_M, shift=True): rows.toggle_muted,
        }  # fmt: skip
        Keys(self.list, {
            **moves, key(k.Key_S): deeds["seen"], key(k.Key_A): deeds["acknowledge"], key(k.Key_M): deeds["mute"],
            key(k.Key_A, shift=True): deeds["letgo"], key(k.Key_L): deeds["link"], key(k.Key_E): deeds["cite"],
            key(k.Key_C): deeds["mood"], key(k.Key_C, shift=True): self.moods.correct_story,
            key(k.Key_Y): self.detail.toggle_marks, key(k.Key_W): self.detail.give_mood,
            key(k.Key_R): deeds["raise"], key(k.Key_G): deeds["merge"], key(k.Key_D): deeds["split"],
            key(k.Key_N): rows.next_unseen, key(k.Key_Home): rows.go_newest, key(k.Key_Escape): rows.leave_story,
            key(k.Key_Backspace): rows.leave_story, key(k.Key_Return): rows.open_story,
            key(k.Key_Enter): rows.open_story,
        })  # fmt: skip
        Keys(self.alerts, {**moves, key(k.Key_A): deeds["acknowledge"], key(k.Key_L): deeds["link"],
                           key(k.Key_X): deeds["dismiss"], key(k.Key_Return): deeds["beacon"],
                           key(k.Key_Enter): deeds["beacon"]})  # fmt: skip
        Keys(self, {key(k.Key_F, ctrl=True): self.focus_search})

    def _watch(self) -> None:
        super()._watch()
        desk, rows, head = self.desk, self.rows, self.head
        desk.posts_changed.connect(rows.posts_came)
        desk.posts_judged.connect(rows.model.read_again)
        desk.counts.counted.connect(self._show_count)
        desk.moment_changed.connect(rows.ask)
        desk.person_changed.connect(self.marks.forget_seen)
        head.changed.connect(rows.ask_else)
        head.left.connect(self.list.setFocus)
        head.chips.muted_pressed.connect(rows.toggle_muted)
        head.chips.watches_pressed.connect(self.watches_requested)
        head.searches.failed.connect(self._say_error)
        self.views.chosen.connect(self._view_chosen)
        rows.asking.connect(self.message.clear)
        rows.shown.connect(self._rows_shown)
        rows.taken_in.connect(self.names.look)
        self.names.changed.connect(self._names_known)
        self.names.rules_changed.connect(self.look.again)
        rows.seek.none_left.connect(lambda: self.message.say(self.desk.texts("triage-none-unseen"), "plain"))
        rows.empty.source_requested.connect(self.source_requested)
        rows.empty.import_requested.connect(self.import_requested)
        rows.empty.demo_requested.connect(self.demo_requested)
        self.model.failed.connect(self._say_error)
        self.list.selectionModel().currentChanged.connect(self._row_chosen)
        self.alerts.alert_chosen.connect(self._alert_chosen)
        self.look.looked.connect(self._show_looked)
        self.detail.word_wanted.connect(lambda word: self.word_wanted.emit(word, self.detail.shown))
        self.marks.looked_up.connect(lambda: self._repaint.isActive() or self._repaint.start())
        self.names.look()
        rows.ask()

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        self.head.retranslate()
        self.rows.retranslate()
        for name in _VIEWS:
            self.views.say(name, t(f"triage-view-{name}"))
        self.views.setAccessibleName(t("triage-views"))
        self.views.setToolTip(t("triage-views"))
        self.alerts.setAccessibleName(t("feed-alerts"))
        self.message.name_close(t("pane-close-message"))
        for name, word in self._word.items():
            word(t(f"triage-key-{name}"))
        self._show_count(self._count, None)

    def refresh(self) -> None:
        """Alerts and marks anew; the rows stay, but for those that were muted or merged."""
        self.marks.refresh()
        self.rows.care_changed()
        self.alerts.refresh()
        self._show_chosen()
        self._show_chips()

    def restyle(self) -> None:
        self.list.viewport().update()
        self.alerts.viewport().update()
        self._show_chosen()

    # what is shown

    def focus_search(self) -> None:
        """Put the cursor into the search line."""
        self.head.focus_search()

    def show_question(self, asked: Question) -> None:
        """Show the posts that fit, with the keyboard in the list."""
        self.head.take(asked)
        self.list.setFocus()

    def switch_view(self) -> None:
        """Stories instead of posts, or the other way round."""
        self.views.press("posts" if self.views.current == "stories" else "stories")

    def _view_chosen(self, view: str) -> None:
        self.rows.set_view(view)
        self.list.setFocus()

    def _rows_shown(self) -> None:
        self._show_chosen()
        self._show_chips()
        self.desk.counts.look()

    def _show_chips(self) -> None:
        t, muted, watches = self.desk.texts, "", ""
        if count := len(self.marks.hidden()):
            key = "triage-chip-muted-shown" if self.rows.shows_muted else "triage-chip-muted"
            muted = t(key, count=count)
        if self.names.watches == () and self.model.rowCount():
            watches = t("triage-no-watches")
        self.head.show_chips(muted=muted, watches=watches)
        self._upper.activate()  # with the rows, not a moment after them

    def _show_count(self, count: int, _newest: datetime | None) -> None:
        self._count = count
        self.hint.setText(self.desk.texts("feed-count", count=count) if count else "")

    def _names_known(self) -> None:
        self.head.show_names(self.names.sources, self.names.watches or ())
        if self.rows.is_unread():
            self._show_chips()  # else with the next rows: a chip more would push the list down under a reader

    def _marks_known(self) -> None:
        self.model.repaint_marks()
        self._show_chosen()

    def _say_error(self, error: FenghuoError) -> None:
        self.message.say(self.desk.texts.error(error), "warn")

    # the chosen one

    def chosen_post(self) -> Post | None:
        """The post under the keyboard, or the first one of the story there, if it was read already."""
        row = self.rows.place.chosen()
        if isinstance(row, Post):
            return row
        found = self.look.found
        return found.post if found is not None and row is not None and found.row.id == row.id else None

    def _row_chosen(self, index: QModelIndex) -> None:
        row = self.rows.place.chosen() if index.isValid() else None
        if row is not None:
            self._alert_shown = ""
            self.alerts.let_go()
            self.triage.forget_offer()
        self._show_chosen()

    def _alert_chosen(self, alert: str) -> None:
        self._alert_shown = alert
        self._show_chosen()

    def _show_chosen(self) -> None:
        alert = self.desk.state.alerts.get(self._alert_shown) if self._alert_shown else None
        row = self.rows.place.chosen()
        self.detail.setVisible(alert is not None or row is not None)
        chosen = (isinstance(row, Story), row.id) if row is not None and alert is None else (False, 0)
        if chosen != self._chosen:
            self._chosen = chosen
            self.eyes.look_at(anything=row is not None)
        self.look.choose(row, self.rows.place.story)
        if alert is not None:
            self.detail.show_alert(alert)
            self._word["acknowledge"](self.desk.texts("beaconpane-key-seen"))
            self.detail.show_only(*(["beacon"] if alert.watch else []), "acknowledge", "link", "dismiss")
        elif row is not None:
            self._show_looked(
                self.look.found or Looked(row, row if isinstance(row, Story) else self.rows.place.story)
            )

    def _show_looked(self, looked: Looked) -> None:
        if self._alert_shown:
            return
        if looked.post is not None and looked.digest:
            self.marks.know(looked.post.id, looked.digest)
        key = self.marks.key_of(looked.story or looked.row)
        care, seen = (self.marks.care(key), self.marks.seen_at(key)) if key else (None, None)
        self.detail.show_looked(looked, care, seen, words=self.model.question.words)
        mine = care is not None and bool(self.marks.person) and care.acknowledged_by == self.marks.person
        muted = care is not None and bool(care.muted)
        self._word["mute"](self.desk.texts("triage-key-unmute" if muted else "triage-key-mute"))
        self._word["acknowledge"](self.desk.texts("triage-key-acknowledge"))
        deeds = ["seen", "letgo" if mine else "acknowledge", "mute", "link", "cite", "raise", "mood", "merge"]
        self.detail.show_only(*deeds, *(["split"] if self.rows.place.story is not None else []))
        self.detail.fit()

    # what can be done with it

    def acknowledge(self) -> None:
        """Say that somebody has the chosen alert, or the chosen story."""
        self._on_alert(self.warnings.acknowledge, else_do=self.triage.acknowledge)

    def link(self) -> None:
        """Make the chosen alert, or the chosen story, part of an incident."""
        self._on_alert(self.warnings.link, else_do=self.triage.link)

    def dismiss(self) -> None:
        """Say why the chosen alert is none."""
        self._on_alert(self.warnings.dismiss)

    def go_to_beacon(self) -> None:
        """Decide about the chosen alert where its numbers are."""
        self._on_alert(lambda alert: self.beacon_wanted.emit(alert.watch) if alert.watch else None)

    def _on_alert(self, do: Callable[[Alert], None], else_do: Callable[[], None] | None = None) -> None:
        alert = self.alerts.chosen() if self._alert_shown else None
        if alert is not None:
            do(alert)
        elif else_do is not None:
            else_do()

    def split_off(self) -> None:
        """Take the chosen posts out of the open story."""
        if self.rows.place.story is None:
            self.message.say(self.desk.texts("triage-open-first"), "warn")
        else:
            self.triage.split(self.rows.marked_posts())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.alerts.fit(event.size().height())
