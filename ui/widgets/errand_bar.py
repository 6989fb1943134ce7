# SPDX-License-Identifier: Apache-2.0
"""A line under the strip while long work runs: what, how far, and a way to stop it.

Part of :mod:`ui.main_window`. The trap: it shows one errand at a time; :mod:`ui.errands` starts no second one.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.texts import Texts

_STEPS = 1000


class ErrandBar(QWidget):
    """Signals: `cancel_requested()`."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("errand")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label, self.progress, self.cancel = QLabel(), QProgressBar(), QPushButton()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, _STEPS)
        self.cancel.setProperty("quiet", "true")
        self.cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        self.hide()

    def retranslate(self, texts: Texts) -> None:
        """The word on the button."""
        self.cancel.setText(texts("window-cancel"))

    def say(self, sentence: str, share: float | None) -> None:
        """What is going on; `share` 0 to 1, None where nobody can know."""
        self.label.setText(sentence)
        self.progress.setRange(0, 0 if share is None else _STEPS)
        self.progress.setValue(round((share or 0.0) * _STEPS))
        self.show()
