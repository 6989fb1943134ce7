# SPDX-License-Identifier: Apache-2.0
"""No data is not calm: while the collector is dead, a bar across the sources says since when and what that means.

Used at the top of the sources pane. The trap: it cannot be closed, only cured; so it has no cross.
"""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.posts.sources.source import Pulse
from ui.desk import Desk
from ui.times import near_time, spoken
from ui.widgets.styling import button, quiet_label


class CollectorBar(QFrame):
    """Hidden while the collector lives. `alert` is the button that raises an alert from it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("messageBar")
        self.setProperty("tone", "bad")
        shape = QLabel("✕")
        shape.setProperty("tone", "bad")
        self.title, self.meaning = QLabel(), quiet_label(wrap=True)
        self.title.setProperty("strong", "true")
        self.title.setWordWrap(True)
        self.alert = button("alertCollector")
        words, row = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.meaning)
        row.setSpacing(8)
        row.addWidget(self.alert)
        row.addStretch(1)
        words.addSpacing(4)
        words.addLayout(row)
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 8, 12, 10)
        across.setSpacing(8)
        column = QVBoxLayout()
        column.addWidget(shape)
        column.addStretch(1)
        across.addLayout(column)
        across.addLayout(words, 1)
        self.hide()

    def say(self, pulse: Pulse | None, now: datetime) -> None:
        """Dead since the last pulse; None where it has never lived."""
        texts = self._desk.texts
        title, meaning = texts("sources-collector-never"), texts("sources-collector-never-means")
        if pulse is not None:
            time, span = near_time(pulse.at, now, self._desk.zone), spoken(now - pulse.at, texts)
            title = texts("sources-collector-dead", time=time, span=span)
            meaning = texts("sources-collector-dead-means")
        self.title.setText(title)
        self.meaning.setText(meaning)
        self.alert.setText(texts("sources-alert"))
        self.setAccessibleName(title)
        self.show()
