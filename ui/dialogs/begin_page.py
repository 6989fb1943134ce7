# SPDX-License-Identifier: Apache-2.0
"""After the room was made: add a source, drop or choose a file of posts, look at the demo, or go straight in.

The second page of :mod:`ui.dialogs.first_run`. The trap: `files_chosen` carries paths as given; nobody has looked
into them yet.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.texts import Texts
from ui.dialogs.post_files import ask_for_posts
from ui.widgets.styling import button, quiet_label, restyled


class BeginPage(QWidget):
    """Signals: `source_requested()`; `files_chosen(tuple[Path, ...])`; `demo_requested()`; `enter_requested()`."""

    source_requested = Signal()
    files_chosen = Signal(object)
    demo_requested = Signal()
    enter_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._room = ""
        self.title, self.about, self.status = QLabel(), quiet_label(wrap=True), quiet_label(wrap=True)
        self.title.setObjectName("pageTitle")
        self.place = QLabel()
        self.place.setObjectName("dropPlace")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place.setMinimumHeight(140)
        self.add_source, self.choose = button("beginSource", "accent"), button("choose")
        self.demo, self.enter = button("beginDemo"), button("enter", "quiet")
        self._texts: Texts | None = None
        self._build_ui()
        self.add_source.clicked.connect(self.source_requested)
        self.choose.clicked.connect(self._choose)
        self.demo.clicked.connect(self.demo_requested)
        self.enter.clicked.connect(self.enter_requested)

    def _build_ui(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.title, self.about):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(self.place, 1)
        column.addWidget(self.status)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.enter)
        row.addStretch(1)
        for choice in (self.demo, self.choose, self.add_source):
            row.addWidget(choice)
        column.addSpacing(8)
        column.addLayout(row)

    def greet(self, room: str) -> None:
        """Name the room that was made."""
        self._room = room
        if self._texts is not None:
            self.title.setText(self._texts("start-made", room=room))

    def say(self, sentence: str) -> None:
        """What is going on, or went wrong."""
        self.status.setText(sentence)

    def retranslate(self, texts: Texts) -> None:
        """Every word anew."""
        self._texts = texts
        self.greet(self._room)
        words: tuple[tuple[QLabel | QPushButton, str], ...] = (
            (self.about, "start-made-about"),
            (self.place, "start-drop"),
            (self.add_source, "start-source"),
            (self.choose, "start-choose"),
            (self.demo, "start-demo-open"),
            (self.enter, "start-enter"),
        )
        for widget, key in words:
            widget.setText(texts(key))

    def _choose(self) -> None:
        if self._texts is not None:
            ask_for_posts(self._texts, self, self.files_chosen.emit)

    def _mark(self, *, over: bool) -> None:
        self.place.setProperty("over", "true" if over else "false")
        restyled(self.place)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._mark(over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(over=False)
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(over=False)
        event.acceptProposedAction()
        self.files_chosen.emit(tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))
