# SPDX-License-Identifier: Apache-2.0
"""The watches with their share of voice above, and the chosen one in words with what can be done with it below.

The full page of the watches pane, which says what the buttons do. The trap: counts change every few seconds; the
chosen row and a reader's place must stay.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from app.posts.watches.watch import Watch
from ui.delegates.watch_delegate import WATCH_HEIGHT, WatchDelegate
from ui.desk import Desk
from ui.models.rows_model import RowsModel
from ui.watch_words import KIND_SHAPES, Heard, described
from ui.widgets.button_rows import ButtonRows
from ui.widgets.elided import ElidedLabel
from ui.widgets.styling import hairline
from ui.widgets.voice_bar import VoiceBar

DEEDS: Final = ("edit", "test", "sound", "remove")
_LOW, _VERY_LOW = 300, 240


class WatchView(QWidget):
    """Signals: `opened()` when a row was double-clicked."""

    opened = Signal()

    def __init__(self, desk: Desk, deeds: Mapping[str, Callable[[], None]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model: RowsModel[Heard] = RowsModel(self._spoken, self)
        self.voice, self.list = VoiceBar(desk), QListView()
        self._delegate = WatchDelegate(desk, self)
        self.list.setObjectName("watchList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(WATCH_HEIGHT)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.heading, self.facts, self.buttons = ElidedLabel(), ElidedLabel(), ButtonRows()
        self.heading.setProperty("strong", "true")
        self.facts.setProperty("secondary", "true")
        for name in DEEDS:
            self.buttons.offer(name, deeds[name])
        self._build_ui()
        self.list.selectionModel().currentChanged.connect(self.show_chosen)
        self.list.doubleClicked.connect(self.opened)

    def _build_ui(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        below = QVBoxLayout()
        below.setContentsMargins(12, 8, 12, 8)
        below.setSpacing(4)
        for widget in (self.heading, self.facts, self.buttons):
            below.addWidget(widget)
        column.addWidget(self.voice)
        column.addWidget(hairline())
        column.addWidget(self.list, 1)
        column.addWidget(hairline())
        column.addLayout(below)

    def chosen(self) -> Watch | None:
        """The watch under the keyboard."""
        row = self.model.at(self.list.currentIndex())
        return row.watch if row is not None else None

    def take(self, rows: Sequence[Heard], wanted: str = "") -> None:
        """Show these, with `wanted`, the one before, or the first one chosen."""
        before = self.chosen()
        at, scrolled = self.list.currentIndex().row(), self.list.verticalScrollBar().value()
        self._delegate.largest = max((row.share or 0.0 for row in rows), default=1.0) or 1.0
        self.model.set_rows(rows)
        self.voice.show_rows(rows)
        names = [row.watch.name for row in rows]
        name = wanted if wanted in names else before.name if before else ""
        place = names.index(name) if name in names else min(max(0, at), len(names) - 1)
        if names and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.model.index(place))
        self.list.verticalScrollBar().setValue(scrolled)
        if wanted in names:
            self.list.scrollTo(self.model.index(place))
        self.show_chosen()

    def repaint_all(self) -> None:
        """Words or colours have changed."""
        for name in DEEDS:
            self.buttons[name].setText(self._desk.texts(f"watching-key-{name}"))
        self.list.setAccessibleName(self._desk.texts("pane-watches"))
        self.voice.show_rows(self.model.rows)
        self.model.repaint()
        self.show_chosen()

    def show_chosen(self) -> None:
        """The chosen watch in words."""
        row, texts = self.model.at(self.list.currentIndex()), self._desk.texts
        roomy = row is not None and self.height() >= _LOW
        for label in (self.heading, self.facts):
            label.setVisible(roomy)
        self.voice.allow(room=self.height() >= _VERY_LOW)
        for name in DEEDS:
            self.buttons[name].setEnabled(row is not None)
        if row is None:
            return
        watch = row.watch
        self.heading.setText(f"{KIND_SHAPES[watch.kind]} {texts(f'watches-kind-{watch.kind}')} · {watch.name}")
        facts = [texts("watching-keywords", count=row.keywords)]
        if row.faults:
            facts.append(texts("watching-faults", count=row.faults))
        if watch.note:
            facts.append(" ".join(watch.note.split()))
        self.facts.setText(" · ".join(facts))
        self.buttons["sound"].setText(texts("watching-key-silence" if watch.sound else "watching-key-sound"))
        self.buttons.settle()

    def _spoken(self, row: Heard) -> str:
        return described(row, self._desk.texts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_chosen()
