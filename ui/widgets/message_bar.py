# SPDX-License-Identifier: Apache-2.0
"""One line across a pane or dialog that says what went wrong, or what was done, and stays until it is read.

Used by every pane that sends commands. The trap: it takes finished sentences; errors are said by `Texts.error` first.
"""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.widgets.styling import restyled

Tone = Literal["bad", "warn", "ok", "plain"]
_SHAPES: dict[Tone, str] = {"bad": "✕", "warn": "△", "ok": "✓", "plain": "·"}


class MessageBar(QFrame):
    """Hidden until something is said. Its tone shows by shape and colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._shape, self.sentence = QLabel(), QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._buttons: list[QPushButton] = []
        self._close = QPushButton("×")
        self._close.setProperty("quiet", "true")
        self._close.setFixedWidth(28)
        self._close.setAutoDefault(False)  # or Enter in a dialog would wipe the sentence it has just brought
        self._close.clicked.connect(self.clear)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.sentence, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, sentence: str, tone: Tone = "bad") -> None:
        """Show a sentence, in place of the one before and its buttons."""
        self._drop_buttons()
        self.sentence.setText(sentence)
        self._shape.setText(_SHAPES[tone])
        for widget in (self, self._shape):
            widget.setProperty("tone", tone)
            restyled(widget)
        self.setAccessibleName(sentence)
        self.show()

    def offer(self, word: str, chosen: Callable[[], None], name: str = "") -> QPushButton:
        """Put a button beside the sentence: what would work."""
        button = QPushButton(word)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(chosen)
        self._buttons.append(button)
        self._row.insertWidget(self._row.count() - 1, button, 0, Qt.AlignmentFlag.AlignTop)
        return button

    def name_close(self, word: str) -> None:
        """What a screen reader calls the cross."""
        self._close.setAccessibleName(word)
        self._close.setToolTip(word)

    def clear(self) -> None:
        """Nothing more to say."""
        self._drop_buttons()
        self.sentence.clear()
        self.hide()

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons.clear()
