# SPDX-License-Identifier: Apache-2.0
"""A large button with a title and a sentence, for a choice that deserves more than a word.

Used where a pane has nothing yet. The trap: a push button does not ask its layout how high it must be, so this one
does it itself; the labels let the mouse through.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.styling import quiet_label

_WIDTH, _EDGE, _PAD, _GAP = 320, 16, 12, 4


class ChoiceButton(QPushButton):
    """Fill it with `say`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoDefault(True)
        self.title, self.sentence = QLabel(), quiet_label(wrap=True)
        self.title.setProperty("strong", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _PAD, _EDGE, _PAD)
        column.setSpacing(_GAP)
        for label in (self.title, self.sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, title: str, sentence: str) -> None:
        """The words; together they are what a screen reader says."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        inside = width - 2 * _EDGE
        return self.title.sizeHint().height() + _GAP + self.sentence.heightForWidth(inside) + 2 * _PAD

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.heightForWidth(_WIDTH))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.title.sizeHint().height() + 2 * _PAD)
