# SPDX-License-Identifier: Apache-2.0
"""The foot: the truth about the machinery. Posts kept, last import, journal whole, the palette's key, the time.

Part of :mod:`ui.main_window`. The trap: figures come from reads off the GUI thread; the foot only shows what it is
given.
"""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.zones import zone_name
from ui.desk import Desk
from ui.times import near_time
from ui.widgets.styling import restyled


class Foot(QWidget):
    """One quiet line."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._posts: int | None = None
        self._import: datetime | None = None
        self._profile = ""
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self.posts, self.imported, self.journal, self.time = QLabel(), QLabel(), QLabel(), QLabel()
        self.palette_hint = QPushButton()
        self.palette_hint.setProperty("quiet", "true")
        self.palette_hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(24)
        for widget in (self.posts, self.imported, self.journal, self.palette_hint):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.time)
        for signal in (desk.changed, desk.language_changed):
            signal.connect(self.refresh)
        self.refresh()

    def set_posts(self, count: int) -> None:
        """How many posts are kept."""
        self._posts = count
        self.refresh()

    @property
    def knows_posts(self) -> bool:
        """Whether the figure has come."""
        return self._posts is not None

    def set_import(self, time: datetime | None) -> None:
        """When posts last came in."""
        self._import = time
        self.refresh()

    def refresh(self) -> None:
        """The words anew."""
        desk, texts = self._desk, self._desk.texts
        self.posts.setText("" if self._posts is None else texts("window-foot-posts", count=self._posts))
        last = near_time(self._import, desk.clock.now(), desk.zone) if self._import else ""
        none = "" if self._posts else texts("window-foot-no-import")  # they came some other way
        self.imported.setText(texts("window-foot-import", time=last) if last else none)
        unread = desk.room.state.unread
        self.journal.setText(
            texts("window-foot-unread", count=len(desk.room.records), unread=unread)
            if unread
            else texts("window-foot-journal", count=len(desk.room.records))
        )
        self.journal.setProperty("warn", "true" if unread else "false")
        restyled(self.journal)
        self.palette_hint.setText(texts("window-foot-palette"))
        self.tick()

    def tick(self) -> None:
        """The time, in the room's zone, with the zone's name."""
        local = self._desk.clock.now().astimezone(self._desk.zone)
        self.time.setText(f"{local:%Y-%m-%d %H:%M} {zone_name(self._desk.zone, local, self._desk.texts.language)}")
