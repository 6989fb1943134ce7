# SPDX-License-Identifier: Apache-2.0
"""The chosen post or alert in full, why it stands where it does, and the keys that act on it.

Used below the feed's list and by the evidence pane. The trap: the text is the post's own, shown as plain text only.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from app.posts.post import NEUTRAL_BAND, Post
from app.room.state import Alert
from ui.delegates.alert_delegate import standing
from ui.delegates.post_delegate import second_line
from ui.desk import Desk
from ui.times import full_time, signed
from ui.widgets.elided import ElidedLabel
from ui.widgets.styling import button


class PostDetail(QWidget):
    """A heading, the whole text, a line of why, and a row of buttons named by their keys."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.heading, self.why, self.place = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self.heading.setProperty("strong", "true")
        self.text = QTextEdit()
        self.text.setObjectName("postDetail")
        self.text.setProperty("bare", "true")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAcceptRichText(False)
        self.text.setMinimumHeight(28)
        for label in (self.why, self.place):
            label.setProperty("secondary", "true")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(4)
        rows.addWidget(self.heading)
        rows.addWidget(self.text, 1)
        rows.addWidget(self.why)
        rows.addWidget(self.place)
        rows.addLayout(self._buttons)

    def offer(self, name: str, chosen: Callable[[], None]) -> Callable[[str], None]:
        """Add a button; returns what sets its word."""
        made = button(name, "quiet")
        made.clicked.connect(chosen)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        return made.setText

    def show_only(self, *names: str) -> None:
        """Of the buttons, show these."""
        for index in range(self._buttons.count() - 1):
            item = self._buttons.itemAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(widget.objectName() in names)

    def show_post(self, post: Post) -> None:
        """A post in full."""
        texts, zone = self._desk.texts, self._desk.zone
        when = texts("feed-posted-at", time=full_time(post.posted_at, zone), zone=zone.key)
        self.heading.setText(second_line(post, texts))
        self.text.setPlainText(post.text)
        band = f"{NEUTRAL_BAND:.2f}"
        key = f"feed-why-{post.mood}"
        self.why.setText(texts(key, score=signed(post.sentiment), band=band))
        self.place.setText(" · ".join(part for part in (when, post.url) if part))

    def show_alert(self, alert: Alert) -> None:
        """An alert in full, with the post it came from."""
        desk, texts = self._desk, self._desk.texts
        self.heading.setText(alert.title)
        quoted = alert.post.text if alert.post else texts("feed-alert-no-post")
        self.text.setPlainText(f"{texts('feed-alert-because', reason=alert.reason)}\n{quoted}")
        when = full_time(alert.raised_at, desk.zone)
        raised = texts("feed-alert-raised-by", person=desk.state.name(alert.raised_by), time=when)
        self.why.setText(standing(desk, alert))
        self.place.setText(raised)

    def clear(self) -> None:
        """Nothing chosen."""
        for part in (self.heading, self.text, self.why, self.place):
            part.clear()
