# SPDX-License-Identifier: Apache-2.0
"""The feed: alerts that wait for somebody on top, posts newest first, the chosen one explained below.

Docked by :mod:`ui.main_window`. The trap: rows never move under a reader. At the top new posts come in place for as
long as the chosen one stays in sight; else, and further down, a chip counts them until it is pressed.
"""

from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import FenghuoError
from app.posts.post import Post
from app.room.alerts import AcknowledgeAlert
from app.room.state import Alert, CitedPost
from ui.delegates.post_delegate import ROW_HEIGHT, PostDelegate, PostMark
from ui.dialogs.incident_questions import ask_alert, ask_cite, ask_dismiss, ask_link
from ui.models.post_model import PAGE, PostModel
from ui.panes.pane import Pane
from ui.widgets.alert_list import AlertList
from ui.widgets.empty import EmptyState
from ui.widgets.keys import Keys, key
from ui.widgets.message_bar import MessageBar
from ui.widgets.post_detail import PostDetail
from ui.widgets.post_view import PostView
from ui.widgets.styling import button

_TYPING_PAUSE, _ARRIVAL_PAUSE = 250, 400


class FeedPane(Pane):
    """Posts and alerts.

    Signals: `source_requested()`, `import_requested()` and `demo_requested()` from the empty state.
    """

    key: ClassVar[str] = "feed"
    concerns: ClassVar[frozenset[str]] = frozenset({"alert", "post", "incident"})

    source_requested = Signal()
    import_requested = Signal()
    demo_requested = Signal()

    def _build_ui(self) -> None:
        self._marks: dict[tuple[str, str, str, str], PostMark] = {}
        self._alert_shown = ""
        self._post_before: Post | None = None
        self.search = QLineEdit()
        self.search.setObjectName("feedSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(280)
        self.header.addWidget(self.search, 2)
        self.message = MessageBar()
        self._build_lists()
        self._build_detail()
        self._build_empty()
        top = QWidget()
        self._upper = QVBoxLayout(top)
        self._upper.setContentsMargins(0, 0, 0, 0)
        self._upper.setSpacing(0)
        for widget in (self.message, self.alerts, self.arrived):
            middle = Qt.AlignmentFlag.AlignHCenter
            self._upper.addWidget(widget, 0, middle if widget is self.arrived else Qt.AlignmentFlag(0))
        self._upper.addWidget(self.pages, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(top)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([640, 132])
        self.body.addWidget(self.split, 1)
        self._pause, self._arrival = QTimer(self), QTimer(self)
        for timer, wait in ((self._pause, _TYPING_PAUSE), (self._arrival, _ARRIVAL_PAUSE)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
        self._keys()

    def _build_lists(self) -> None:
        self.model = PostModel(self.desk, self)
        self.model.mark = self._mark_of
        self.list = PostView(self.model)
        self.list.setItemDelegate(PostDelegate(self.desk, self))
        self.alerts = AlertList(self.desk)
        self.arrived = button("arrived")
        self.arrived.hide()

    def _build_detail(self) -> None:
        self.detail = PostDetail(self.desk)
        self.detail.setMinimumHeight(124)
        self._word = {
            "raise": self.detail.offer("raise", self.raise_alert),
            "cite": self.detail.offer("cite", self.cite),
            "acknowledge": self.detail.offer("acknowledge", self.acknowledge),
            "link": self.detail.offer("link", self.link),
            "dismiss": self.detail.offer("dismiss", self.dismiss),
        }
        self.detail.hide()

    def _build_empty(self) -> None:
        self.empty, self.none_found = EmptyState(), EmptyState()
        self._source_word = self.empty.offer("addFirstSource", self.source_requested.emit, "accent")
        self._import_word = self.empty.offer("import", self.import_requested.emit)
        self._demo_word = self.empty.offer("demo", self.demo_requested.emit)
        self._clear_word = self.none_found.offer("clearSearch", self.search.clear)
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(48)
        for page in (self.list, self.empty, self.none_found):
            self.pages.addWidget(page)

    def _keys(self) -> None:
        k = Qt.Key
        Keys(self.list, {key(k.Key_R): self.raise_alert, key(k.Key_E): self.cite, key(k.Key_L): self.link,
                         key(k.Key_Slash): self.focus_search})  # fmt: skip
        Keys(self.alerts, {key(k.Key_A): self.acknowledge, key(k.Key_L): self.link, key(k.Key_X): self.dismiss})
        Keys(self.search, {key(k.Key_Down): self.list.setFocus, key(k.Key_Escape): self.search.clear})
        Keys(self, {key(k.Key_F, ctrl=True): self.focus_search})

    def _watch(self) -> None:
        super()._watch()
        self.desk.posts_changed.connect(self._posts_came)
        self.desk.counts.counted.connect(self._show_count)
        self.desk.moment_changed.connect(self._ask)
        self._arrival.timeout.connect(self._take_in)
        self._pause.timeout.connect(self._ask)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._search_now)
        self.arrived.clicked.connect(self.show_newest)
        self.model.reset_done.connect(self._show_page)
        self.model.arrived.connect(self._show_arrived)
        self.model.failed.connect(self._say_error)
        self.list.selectionModel().currentChanged.connect(self._post_chosen)
        self.alerts.alert_chosen.connect(self._alert_chosen)
        self._ask()

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        self.search.setPlaceholderText(t("feed-search"))
        self.search.setAccessibleName(t("feed-search"))
        self.list.setAccessibleName(t("feed-posts"))
        self.alerts.setAccessibleName(t("feed-alerts"))
        self.message.name_close(t("pane-close-message"))
        self.empty.say(t("feed-empty"), t("feed-empty-hint"))
        self._source_word(t("feed-add-source"))
        self._import_word(t("feed-import"))
        self._demo_word(t("feed-demo"))
        self._clear_word(t("feed-clear-search"))
        for name, word in self._word.items():
            word(t(f"feed-key-{name}"))

    def refresh(self) -> None:
        """Alerts and marks anew; the posts stay."""
        state = self.desk.state
        self._marks = {_name(c.post): PostMark(cited=True) for c in state.citations.values()}
        for alert in state.alerts.values():
            if alert.post is not None and not alert.dismissed:
                name = _name(alert.post)
                self._marks[name] = PostMark(alert.level, name in self._marks)
        self.model.repaint_marks()
        self.alerts.refresh()
        self._show_chosen()

    def restyle(self) -> None:
        self.list.viewport().update()
        self.alerts.viewport().update()

    def _mark_of(self, post: Post) -> PostMark | None:
        return self._marks.get((post.source, post.source_id, post.author, post.text)) if self._marks else None

    # posts

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_newest(self) -> None:
        """Take in what arrived and go to the top."""
        self.arrived.hide()
        self.list.scrollToTop()
        self._ask()

    def _typed(self) -> None:
        self._pause.start()

    def _search_now(self) -> None:
        self._pause.stop()
        self._ask()

    def _ask(self) -> None:
        self.message.clear()
        self.arrived.hide()
        self.model.ask(self.search.text())

    def _posts_came(self) -> None:
        if not self._arrival.isActive():
            self._arrival.start()

    def _take_in(self) -> None:
        if self.desk.moment is not None:
            return
        if self.list.verticalScrollBar().value() > 0:
            self.model.look_for_new()
        else:
            self.model.take_in(self.chosen_post(), self.list.viewport().height() // ROW_HEIGHT)

    def _show_arrived(self, count: int) -> None:
        word = self.desk.texts("feed-arrived", count=count, more="yes" if count >= PAGE else "no")
        self.arrived.setText(word)
        if count and self.arrived.isHidden():
            before = self.list.mapTo(self, QPoint()).y()
            self.arrived.show()
            self._upper.activate()
            down = self.list.mapTo(self, QPoint()).y() - before
            bar = self.list.verticalScrollBar()
            bar.setValue(bar.value() + down)  # the chip takes its room from above the rows, not from under the eyes

    def _show_page(self) -> None:
        self.arrived.hide()
        rows, words = self.model.rowCount(), self.model.words
        if words and not rows:
            t = self.desk.texts
            self.none_found.say(t("feed-none-found", words=words), t("feed-none-found-hint"))
        page: QWidget = self.none_found if words else self.empty
        self.pages.setCurrentWidget(self.list if rows else page)
        self._choose_post_again()
        self.desk.counts.look()

    def _show_count(self, count: int, _newest: datetime | None) -> None:
        self.hint.setText(self.desk.texts("feed-count", count=count) if count else "")

    def _choose_post_again(self) -> None:
        """After new rows came in place, the chosen post is chosen still if it is among the first."""
        before = self._post_before
        self._post_before = None
        for row in range(min(PAGE, self.model.rowCount())):
            post = self.model.post_at(row)
            if before is not None and post is not None and post.id == before.id:
                self.list.setCurrentIndex(self.model.index(row))
                return
        self._show_chosen()

    def _say_error(self, error: FenghuoError) -> None:
        self.message.say(self.desk.texts.error(error), "warn")

    # the chosen one

    def chosen_post(self) -> Post | None:
        """The post under the keyboard."""
        index = self.list.currentIndex()
        return self.model.post_at(index.row()) if index.isValid() else None

    def chosen_alert(self) -> Alert | None:
        """The alert under the keyboard, or that of the chosen post."""
        chosen = self.alerts.chosen()
        if self._alert_shown and chosen is not None:
            return chosen
        post = self.chosen_post()
        return self._alert_of(post) if post is not None else None

    def _alert_of(self, post: Post) -> Alert | None:
        name = (post.source, post.source_id, post.author, post.text)
        return next((a for a in self.alerts.rows.rows if a.post is not None and _name(a.post) == name), None)

    def _post_chosen(self, index: QModelIndex) -> None:
        post = self.model.post_at(index.row()) if index.isValid() else None
        if post is not None:
            self._post_before, self._alert_shown = post, ""
            self.alerts.let_go()
        self._show_chosen()

    def _alert_chosen(self, alert: str) -> None:
        self._alert_shown = alert
        self._show_chosen()

    def _show_chosen(self) -> None:
        alert = self.desk.state.alerts.get(self._alert_shown) if self._alert_shown else None
        post = self.chosen_post()
        self.detail.setVisible(alert is not None or post is not None)
        if alert is not None:
            self.detail.show_alert(alert)
            self.detail.show_only("acknowledge", "link", "dismiss")
        elif post is not None:
            self.detail.show_post(post)
            self.detail.show_only("raise", "cite", *(["link"] if self._alert_of(post) else []))

    # what can be done with it

    def raise_alert(self) -> None:
        """Ask for an alert, from the chosen post if there is one."""
        if self.may_write(self.message):
            ask_alert(self.desk, self, self.chosen_post())

    def cite(self) -> None:
        """Keep the chosen post as evidence of the incident in front."""
        post, incident = self.chosen_post(), self.desk.incident
        if post is None or not self.may_write(self.message):
            return
        if incident is None:
            self.message.say(self.desk.texts("feed-needs-incident"), "warn")
            return
        ask_cite(self.desk, self, incident.id, post)

    def acknowledge(self) -> None:
        """Say that somebody has the chosen alert."""
        alert = self.chosen_alert()
        if alert is not None and self.may_write(self.message):
            self.message.clear()
            self.desk.act(AcknowledgeAlert(alert=alert.id), refused=self._say_error)

    def link(self) -> None:
        """Make the chosen alert part of an incident."""
        alert = self.chosen_alert()
        if not self.may_write(self.message):
            return
        if alert is None:
            self.message.say(self.desk.texts("feed-no-alert"), "warn")
        elif not any(incident.open for incident in self.desk.state.incidents.values()):
            self.message.say(self.desk.texts("feed-needs-incident"), "warn")
        else:
            ask_link(self.desk, self, alert)

    def dismiss(self) -> None:
        """Say why the chosen alert is none."""
        alert = self.chosen_alert()
        if alert is not None and self.may_write(self.message):
            ask_dismiss(self.desk, self, alert)


def _name(post: CitedPost) -> tuple[str, str, str, str]:
    return (post.source, post.source_id, post.author, post.text)
