# SPDX-License-Identifier: Apache-2.0
"""The beacon: a row a watch with its level, why and since when; below, the curve, what is behind it, and the deeds.

Docked by :mod:`ui.main_window`. It counts off the GUI thread, at most every five seconds and only while it can be
seen. The trap: the machine proposes; until somebody confirms, raises, lowers or dismisses, nothing is decided.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.posts.question import Question
from app.room.state import Alert
from ui.alert_words import standing_alerts
from ui.beacon_reading import Asked, Found, reader
from ui.delegates.beacon_delegate import BEACON_HEIGHT, BeaconDelegate
from ui.models.analysis_lines import Line
from ui.models.beacon_lines import StoryLine
from ui.models.beacon_rows import BeaconRow, rows_of, spoken_row
from ui.models.rows_model import RowsModel
from ui.panes.beacon_deeds import BeaconDeeds
from ui.panes.book_pane import BookPane
from ui.while_alive import while_alive
from ui.widgets.beacon_detail import BeaconDetail
from ui.widgets.empty import EmptyState
from ui.widgets.keys import Keys, key
from ui.widgets.styling import button, hairline

if TYPE_CHECKING:
    from app.posts.stories.story import Story
    from app.warning.curve import Curve  # brings the detector

_OLD: Final = timedelta(minutes=1)
_SCROLLED_MS: Final = 200
_WIDE, _LOW = 560, 420
_LIST_SHARE: Final = 0.4
_MOST_LIST: Final = 380


class BeaconPane(BookPane[Found]):
    """Watches and their alerts.

    Signals: `posts_wanted(Question)`; `story_wanted(Story)`; `declare_wanted(Alert)` an incident is to be declared
    from it; `watch_wanted()` where nothing is watched; `policy_wanted()`; `replay_wanted()`.
    """

    key: ClassVar[str] = "beacon"
    concerns: ClassVar[frozenset[str]] = frozenset({"alert", "incident"})
    look_every_ms: ClassVar[int] = 5000

    posts_wanted = Signal(object)
    story_wanted = Signal(object)
    declare_wanted = Signal(object)
    watch_wanted = Signal()
    policy_wanted = Signal()
    replay_wanted = Signal()

    def _build_ui(self) -> None:
        super()._build_ui()
        self._fresh, self._read_at = True, self.desk.clock.now() - _OLD
        self._book_then: tuple[int, int] | None = None
        self._watches: tuple[str, ...] = ()
        self._small: dict[str, Curve] = {}
        self._large: tuple[str, Curve | None] = ("", None)
        self._shown, self._moved = "", False
        self.policy_button, self.replay_button = button("beaconPolicy", "quiet"), button("beaconReplay", "quiet")
        for made in (self.policy_button, self.replay_button):
            self.header.addWidget(made)
        self.model: RowsModel[BeaconRow] = RowsModel(lambda row: spoken_row(row, self.desk), self)
        self.list = QListView()
        self.list.setObjectName("beaconList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(BeaconDelegate(self.desk, self))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(BEACON_HEIGHT)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.deeds = BeaconDeeds(self, self.message, self._alert)
        self.detail = BeaconDetail(self.desk, self.deeds.by_name())
        self.empty, self.pages = EmptyState(), QStackedWidget()
        self._empty_word = self.empty.offer("firstBeaconWatch", self.watch_wanted.emit, "accent")
        self._first: QWidget = self.empty.findChild(QPushButton, "firstBeaconWatch") or self.empty
        self._lay_out()
        self._keys()
        self._scrolled = QTimer(self)
        self._scrolled.setSingleShot(True)
        self._scrolled.setInterval(_SCROLLED_MS)

    def _lay_out(self) -> None:
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addWidget(self.detail, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(lower)
        self.split.setStretchFactor(1, 1)
        self.split.splitterMoved.connect(self._on_moved)
        self.pages.setMinimumHeight(48)
        for page in (QWidget(), self.split, self.empty):
            self.pages.addWidget(page)
        self.body.addWidget(self.message)
        self.body.addWidget(self.pages, 1)

    def _keys(self) -> None:
        k, deeds = Qt.Key, self.deeds.by_name()
        Keys(self.list, {
            key(k.Key_Return): deeds["confirm"], key(k.Key_Enter): deeds["confirm"], key(k.Key_Plus): deeds["raise"],
            key(k.Key_Plus, shift=True): deeds["raise"], key(k.Key_Equal): deeds["raise"],
            key(k.Key_Minus): deeds["lower"], key(k.Key_X): deeds["dismiss"], key(k.Key_A): deeds["seen"],
            key(k.Key_L): deeds["link"], key(k.Key_D): deeds["declare"], key(k.Key_P): self.policy_wanted.emit,
            key(k.Key_R): self.replay_wanted.emit,
        })  # fmt: skip

    def _watch(self) -> None:
        super()._watch()
        self.deeds.declare_wanted.connect(self.declare_wanted)
        self.policy_button.clicked.connect(self.policy_wanted)
        self.replay_button.clicked.connect(self.replay_wanted)
        self.desk.posts_changed.connect(self._on_posts)
        self.list.selectionModel().currentChanged.connect(self._row_chosen)
        self.list.verticalScrollBar().valueChanged.connect(self._scrolled.start)
        self._scrolled.timeout.connect(self.refresh)
        self.detail.span_chosen.connect(self.refresh)
        self.detail.lines.opened.connect(self._open_line)

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        for made, name in ((self.policy_button, "policy"), (self.replay_button, "replay")):
            made.setText(t(f"beaconpane-{name}-open"))
            made.setToolTip(t(f"beaconpane-{name}-tip"))
        self.empty.say(t("beaconpane-empty"), t("beaconpane-empty-hint"))
        self._empty_word(t("watching-new-watch"))
        self.list.setAccessibleName(t("pane-beacon"))
        self.model.repaint()
        self.detail.retranslate()
        self._show_all()

    def restyle(self) -> None:
        self.model.repaint()
        self.list.viewport().update()
        self.detail.retranslate()

    # what is read

    @override
    def _reader(self) -> Callable[[], Found]:
        desk, now = self.desk, self.desk.moment or self.desk.clock.now()
        self._fresh, self._read_at, self._book_then = False, now, desk.watches.changed()
        chosen = self.chosen()
        return reader(
            desk.posts, desk.watches,
            Asked(self._in_sight(), chosen.watch if chosen is not None else "", self.detail.span, now),
        )  # fmt: skip

    def _in_sight(self) -> tuple[str, ...]:
        """The watches of the rows that can be seen, and of those that burn."""
        top, foot = self.list.indexAt(self.list.viewport().rect().topLeft()), self.list.viewport().height()
        first = max(0, top.row())
        last = first + foot // BEACON_HEIGHT + 2
        rows = enumerate(self.model.rows)
        return tuple(row.watch for at, row in rows if first <= at <= last or row.alert is not None)

    @override
    def _look_again(self) -> None:
        if self.desk.moment is not None:
            return
        old = self.desk.clock.now() - self._read_at >= _OLD
        if self._fresh or old or self.desk.watches.changed() != self._book_then:
            self.refresh()

    def _on_posts(self) -> None:
        self._fresh = True

    @override
    def _show(self, found: Found) -> None:
        self._watches = found.watches
        self._small = {**self._small, **found.small}
        self._large = (found.asked.large or next(iter(found.watches), ""), found.large)
        self._show_all()
        chosen = self.chosen()
        if chosen is not None and chosen.watch != self._large[0]:
            super().refresh()

    # what is shown

    def refresh(self) -> None:
        """The room at once, the counts when they are there."""
        if self._known:
            self._show_all()
        super().refresh()

    def _show_all(self) -> None:
        if not self._known:
            return
        now = self.desk.moment or self.desk.clock.now()
        alerts = standing_alerts(self.desk.state, now)
        rows = rows_of(self._watches, alerts, self._small)
        chosen, at = self._shown, self.list.currentIndex().row()
        scrolled = self.list.verticalScrollBar().value()
        self.model.set_rows(rows)
        names = [row.watch for row in rows]
        place = names.index(chosen) if chosen in names else min(max(0, at), len(names) - 1)
        if names and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.model.index(place))
        self.list.verticalScrollBar().setValue(scrolled)
        page, first = (self.split, self.list) if rows else (self.empty, self._first)
        self.pages.setCurrentWidget(page)
        self._share()
        self.setFocusProxy(first)
        burning = len(alerts)
        key = "beaconpane-burning" if burning else "beaconpane-all-calm"
        self.hint.setText(self.desk.texts(key, count=burning, watches=len(rows)) if rows else "")
        self._show_chosen()

    def chosen(self) -> BeaconRow | None:
        """The watch under the keyboard."""
        return self.model.at(self.list.currentIndex())

    def choose(self, watch: str) -> None:
        """Put the keyboard on a watch, now or when it is there."""
        self._shown = watch
        self._show_all()
        self.list.setFocus()

    def _row_chosen(self, index: QModelIndex) -> None:
        row = self.model.at(index)
        if row is None or row.watch == self._shown == self._large[0]:
            return
        self._shown = row.watch
        self._show_chosen()
        super().refresh()

    def _show_chosen(self) -> None:
        row = self.chosen()
        if row is None:
            return
        self._shown = row.watch
        of_watch = [alert for alert in self.desk.state.alerts.values() if alert.watch == row.watch]
        large = self._large[1] if self._large[0] == row.watch else None
        self.detail.show_row(row, of_watch, large)

    # what can be done

    def _alert(self) -> Alert | None:
        row = self.chosen()
        return row.alert if row is not None else None

    def _open_line(self, line: Line) -> None:
        """The posts of a line; of a story its own, where the store still has it."""
        asked = line.question or Question()
        if not isinstance(line, StoryLine):
            self.posts_wanted.emit(asked)
            return
        posts, story_key, failed = self.desk.posts, line.story, while_alive(self, self._on_failed)

        def came(story: Story | None) -> None:
            if story is not None:
                self.story_wanted.emit(story)
            else:
                self.message.say(self.desk.texts("beaconpane-story-gone"), "plain")
                self.posts_wanted.emit(asked)

        self.desk.tasks.read(lambda: posts.story_named(story_key), while_alive(self, came), failed)

    def _on_moved(self) -> None:
        self._moved = True

    def _share(self) -> None:
        """In a wide and low place the detail stands beside the list, else below whole rows; until it is moved."""
        beside = self.split.width() >= _WIDE and self.split.height() < _LOW
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.split.orientation() is not wanted:
            self.split.setOrientation(wanted)
            self._moved = False
        room = self.split.width() if beside else self.split.height()
        if self._moved or not room:
            return
        rows = max(1, min(self.model.rowCount(), round(_LIST_SHARE * room) // BEACON_HEIGHT))
        first = min(_MOST_LIST, round(_LIST_SHARE * room)) if beside else rows * BEACON_HEIGHT
        self.split.setSizes([first, room - self.split.handleWidth() - first])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._share)  # by then the parts have their sizes
