# SPDX-License-Identifier: Apache-2.0
"""Before there is a source: two large choices, and the two ways for those who bring a list or a file.

The empty page of the sources pane. The trap: it keeps finished words; fill it again when the language changes.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.texts import Texts
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.styling import button, quiet_label

_WIDEST = 440


class FirstSource(QWidget):
    """Signals: `address_wanted()`; `preset_wanted()`; `opml_wanted()`."""

    address_wanted = Signal()
    preset_wanted = Signal()
    opml_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.title, self.sentence = QLabel(), quiet_label(wrap=True)
        self.title.setObjectName("emptyTitle")
        self.title.setWordWrap(True)
        self.address, self.preset = ChoiceButton("firstAddress"), ChoiceButton("firstPreset")
        self.opml = button("firstOpml", "quiet")
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(8)
        rows.addStretch(2)
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            rows.addWidget(label)
        rows.addSpacing(8)
        rows.addWidget(self.address)
        rows.addWidget(self.preset)
        rows.addWidget(self.opml, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        self.address.clicked.connect(self.address_wanted)
        self.preset.clicked.connect(self.preset_wanted)
        self.opml.clicked.connect(self.opml_wanted)

    def retranslate(self, texts: Texts) -> None:
        """Every word anew."""
        self.title.setText(texts("sources-empty"))
        self.sentence.setText(texts("sources-empty-hint"))
        self.address.say(texts("sources-first-address"), texts("sources-first-address-about"))
        self.preset.say(texts("sources-first-preset"), texts("sources-first-preset-about"))
        self.opml.setText(texts("sources-import-opml"))
