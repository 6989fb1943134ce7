# SPDX-License-Identifier: Apache-2.0
"""Says that the room is shown as it was, moves through its entries, and leads back to now.

Used by the timeline pane. The trap: each move folds the journal anew; moves are gathered for a moment first.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from app.zones import zone_name
from ui.desk import Desk
from ui.times import full_time
from ui.widgets.elided import ElidedLabel
from ui.widgets.styling import button

_PAUSE = 120


class PastBanner(QFrame):
    """Shown only while the desk looks back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("pastBanner")
        self.words = ElidedLabel()
        self.words.setObjectName("pastWords")
        self.back = button("backToNow", "accent")
        self.back.clicked.connect(lambda: desk.look_back(None))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("pastSlider")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._go)
        self.slider.valueChanged.connect(self._moved)
        lower = QHBoxLayout()
        lower.setSpacing(12)
        lower.addWidget(self.slider, 1)
        lower.addWidget(self.back)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 6)
        rows.setSpacing(4)
        rows.addWidget(self.words)
        rows.addLayout(lower)
        self.hide()

    def refresh(self) -> None:
        """Take up the desk's moment."""
        desk, moment = self._desk, self._desk.moment
        self.setVisible(moment is not None)
        if moment is None:
            return
        records = desk.room.records
        self.slider.blockSignals(True)
        self.slider.setRange(1, max(1, len(records)))
        self.slider.setValue(len(desk.records))
        self.slider.blockSignals(False)
        self._say()

    def retranslate(self) -> None:
        """Words in the desk's language."""
        t = self._desk.texts
        self.back.setText(t("timeline-back-to-now"))
        self.slider.setAccessibleName(t("timeline-moment"))
        if self._desk.moment is not None:
            self._say()

    def _say(self) -> None:
        moment = self._desk.room.records[self.slider.value() - 1].at.time
        texts, zone = self._desk.texts, self._desk.zone
        named = zone_name(zone, moment, texts.language)
        self.words.setText(
            texts("timeline-past", time=full_time(moment, zone), entry=self.slider.value(), zone=named)
        )

    def _moved(self, _: int) -> None:
        self._say()
        self._pause.start()

    def _go(self) -> None:
        if self._desk.moment is not None:
            self._desk.look_back(self._desk.room.records[self.slider.value() - 1].at.time)
